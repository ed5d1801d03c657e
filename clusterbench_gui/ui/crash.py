"""The outermost catch: what nobody expected is written to the log, without answers, and said in one clear dialog."""

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal

from clusterbench_gui.support.paths import log_dir

_LOG = logging.getLogger(__name__)
_SIZE = 500_000  # bytes a log file may have


class CrashGuard(QObject):
    """Catches what reaches the end of any thread; `happened` is emitted on the UI thread with the kind of error."""

    _caught = Signal(str)

    def __init__(self, happened: Callable[[str], None]) -> None:
        """Take over the hooks of the interpreter."""
        super().__init__()
        self._caught.connect(happened, Qt.ConnectionType.QueuedConnection)
        sys.excepthook = self._catch
        threading.excepthook = lambda caught: self._catch(caught.exc_type, caught.exc_value, caught.exc_traceback)

    def close(self) -> None:
        """Give the hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def _catch(self, kind: type[BaseException], _error: BaseException | None, trace: TracebackType | None) -> None:
        # the error's own text is left out: it may quote an answer
        _LOG.critical("unexpected %s\n%s", kind.__name__, "".join(traceback.format_tb(trace)))
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        self._caught.emit(kind.__name__)


def start_log() -> None:
    """Write the program's log to a rotating file; without one where the folder cannot be written."""
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415 - imports sockets; called after the first paint

    try:
        folder = log_dir()
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "clusterbench.log", maxBytes=_SIZE, backupCount=3, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger("clusterbench_gui").addHandler(handler)
