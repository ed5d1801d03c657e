"""What the study knows beside the questionnaire: answers of the edition before, and how an answer came to be.

Read on the database thread, when somebody stays at a question, so that neither typing nor walking on waits for it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

if TYPE_CHECKING:  # they import the database, which the first paint does without
    from clusterbench_gui.app.history import Told
    from clusterbench_gui.app.previous import Previous

ReadHistory = Callable[[str, Callable[["tuple[Told, ...]"], None]], None]
"""Read what was said at a path, then call back on the caller's thread."""
ReadPrevious = Callable[[Callable[["Previous | None"], None]], None]

STAYING = 200
"""Milliseconds at a question after which its history is read."""


class Background(QObject):
    """Follows the question that has the focus."""

    changed = Signal()
    """There is more to show at the question, or something else."""

    def __init__(self, read_history: ReadHistory | None, read_previous: ReadPrevious | None, parent: QObject) -> None:
        """Asks for the edition before at once; None where nobody can be asked."""
        super().__init__(parent)
        self.previous: Previous | None = None
        self.history: tuple[Told, ...] = ()
        """What was said at the question, oldest first; empty until it was read."""
        self._read_history = read_history
        self._path = ""
        self._timer = QTimer(self, singleShot=True, interval=STAYING)
        self._timer.timeout.connect(self._read)
        if read_previous is not None:
            read_previous(self._take_previous)

    def follow(self, path: str) -> None:
        """The focus is at the question with this path; "" at none."""
        if path == self._path:
            return
        self._path = path
        self.history = ()
        self.read_again()

    def read_again(self) -> None:
        """Something more was said, and is durable."""
        if self._path and self._read_history is not None:
            self._timer.start()

    def _read(self) -> None:
        path = self._path
        if path and self._read_history is not None:
            self._read_history(path, lambda told: self._take_history(path, told))

    def _take_history(self, path: str, told: "tuple[Told, ...]") -> None:
        if isValid(self) and path == self._path and told != self.history:
            self.history = told
            self.changed.emit()

    def _take_previous(self, previous: "Previous | None") -> None:
        if isValid(self):
            self.previous = previous
            self.changed.emit()
