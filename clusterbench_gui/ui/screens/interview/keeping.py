"""What storage overwrites, not appends (drafts, the place): the newest of each name is handed over, and again where that failed."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from clusterbench_gui.domain.problems import Problem

Settled = Callable[[tuple[Problem, ...]], None]
Keep = Callable[[str, str, Settled], None]
"""Keep a text under a name; then call `settled`, with no problems once it is durable. On the caller's thread."""

AGAIN = 2000
"""Milliseconds until what failed is tried again."""

_PASSING = frozenset({"disk-full", "disk-error", "workspace-in-use", "workspace-unreachable"})


def may_pass(problems: tuple[Problem, ...]) -> bool:
    """Whether it makes sense to try again although nothing has changed here."""
    return any(one.code in _PASSING for one in problems)


class Keeper(QObject):
    """Texts by name on their way to storage."""

    settled = Signal()
    """A text was kept or could not be: `problems` and `is_sending` may be different now."""

    def __init__(self, save: Keep, delay: int, parent: QObject | None = None) -> None:
        """`delay` in milliseconds from a text to its call of `save`; texts that follow each other within it cost one call."""
        super().__init__(parent)
        self._save = save
        self._delay = delay
        self._newest: dict[str, str] = {}
        self._waiting: dict[str, str] = {}
        self._failed: dict[str, tuple[Problem, ...]] = {}
        self._in_flight = 0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.flush)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why texts could not be kept; none while all are kept or on their way for the first time."""
        return tuple(one for problems in self._failed.values() for one in problems)

    @property
    def failed(self) -> int:
        """How many texts could not be kept so far."""
        return len(self._failed)

    @property
    def is_sending(self) -> bool:
        """Storage has not answered yet."""
        return self._in_flight > 0

    def keep(self, name: str, text: str) -> None:
        """Take a text; it takes the place of an older one."""
        self._newest[name] = self._waiting[name] = text
        self._wait(self._delay)

    def drop(self, name: str) -> None:
        """Forget a text that nobody needs any more."""
        self._newest.pop(name, None)
        self._waiting.pop(name, None)
        self._failed.pop(name, None)

    def flush(self) -> None:
        """Hand over everything at once."""
        self._timer.stop()
        waiting, self._waiting = self._waiting, {}
        self._in_flight += len(waiting)
        for name, text in waiting.items():
            self._save(name, text, partial(self._settle, name, text))

    def _settle(self, name: str, text: str, problems: tuple[Problem, ...]) -> None:
        if not isValid(self):  # the interview was left meanwhile
            return
        self._in_flight -= 1
        if self._newest.get(name) == text:
            if problems:
                self._failed[name] = problems
                self._waiting.setdefault(name, text)
                if may_pass(problems):
                    self._wait(AGAIN)
            else:
                self._failed.pop(name, None)
        self.settled.emit()

    def _wait(self, milliseconds: int) -> None:
        if not self._timer.isActive() or self._timer.remainingTime() > milliseconds:
            self._timer.start(milliseconds)
