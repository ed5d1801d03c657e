"""The outermost catch: what nobody expected is written to the log, without answers, and said in one clear dialog."""

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal

_LOG = logging.getLogger(__name__)


class CrashGuard(QObject):
    """Catches what reaches the end of any thread; `happened` is emitted on the UI thread with the kind of error."""

    _caught = Signal(str)

    def __init__(self, happened: Callable[[str], None]) -> None:
        """Take over the hooks of the interpreter."""
        super().__init__()
        self._caught.connect(happened, Qt.ConnectionType.QueuedConnection)
        sys.excepthook = self._catch
        threading.excepthook = lambda caught: self._catch(caught.exc_type, caught.exc_value, caught.exc_traceback)
        self._unraisable = sys.unraisablehook
        sys.unraisablehook = lambda caught: _log(caught.exc_type, caught.exc_traceback)

    def close(self) -> None:
        """Give the hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        sys.unraisablehook = self._unraisable

    def _catch(self, kind: type[BaseException], _error: BaseException | None, trace: TracebackType | None) -> None:
        _log(kind, trace)
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        self._caught.emit(kind.__name__)


def _log(kind: type[BaseException], trace: TracebackType | None) -> None:
    """Kind and place; the error's own text is left out, for it may quote an answer."""
    _LOG.critical("unexpected %s\n%s", kind.__name__, "".join(traceback.format_tb(trace)))
