"""One long task at a time, as view-models of several screens show it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.desk import Desk
from clusterbench_gui.ui.jobs import Progress

if TYPE_CHECKING:  # imports the database and the form engine
    from clusterbench_gui.ui.backend import Backend

Result = TypeVar("Result")


class Tasks(QObject):
    """Does things with the open study. `doing` says in words what is done now; `said` and `problems` what became of it."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        """Nothing is done."""
        super().__init__()
        self._desk = desk
        self._stop: Callable[[], None] | None = None
        self.doing = ""
        self.said = ""
        self.progress = (0, 0)
        self.problems: tuple[Problem, ...] = ()

    @property
    def texts(self) -> Texts:
        """Texts of the window."""
        return self._desk.texts

    def cancel(self) -> None:
        """Stop what is being done; nothing is left half done."""
        if self._stop is not None:
            self._stop()

    def start(self, words: str) -> bool:
        """Something is done from now on, unless another thing is; whoever does it calls `go_on`, `went_on` and `end`."""
        if self.doing:
            return False
        self.doing, self.said, self.problems, self.progress = words, "", (), (0, 0)
        self.changed.emit()
        return True

    def go_on(self, stop: Callable[[], None]) -> None:
        """It is done elsewhere from now on, and this stops it there."""
        self._stop = stop

    def went_on(self, done: int, total: int) -> None:
        """So much of so much is done."""
        self.progress = (done, total)
        self.changed.emit()

    def begin(
        self,
        words: str,
        task: "Callable[[Backend, Progress], Result]",
        done: Callable[[Result], None],
        failed: Callable[[tuple[Problem, ...]], None] | None = None,
    ) -> None:
        """Do a task, unless another is being done; `done` or `failed` calls `end`."""
        if self.start(words):
            self.go_on(self._desk.work(task, self.went_on, done, failed or self.fail))

    def end(self, said: str, problems: tuple[Problem, ...] = ()) -> None:
        """Nothing is done any more; say what became of it."""
        self.doing, self.said, self.problems = "", said, problems
        self._stop = None
        self.changed.emit()

    def tell_written(self, file: Path) -> None:
        """Nothing is done any more; a file was written."""
        self.end(self.texts.t("Written: {file}", file=str(file)))

    def fail(self, problems: tuple[Problem, ...]) -> None:
        """Nothing is done any more; say why it failed."""
        self.end("", problems)
