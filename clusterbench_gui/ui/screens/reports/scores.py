"""The scores that reports tell of: those of the study, and of the edition before where it keeps one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.ui.desk import Desk

if TYPE_CHECKING:  # not needed before there are results
    from clusterbench_gui.domain.scores import ScoredStudy

_NOTHING = frozenset({"nothing-finished", "nothing-settled"})
"""Why an edition before has no scores, which is no fault of this one."""


class ReportScores(QObject):
    """Asks for both, one after the other, and forgets them when the study changes. `changed` says that something came."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        """Nothing is scored before `load`."""
        super().__init__()
        self._desk = desk
        self.study: ScoredStudy | None = None
        self.earlier: ScoredStudy | None = None
        self.is_ready = False
        self.problems: tuple[Problem, ...] = ()

    def load(self) -> None:
        """Score the study as it is now, unless that was done."""
        if not self.is_ready and not self.problems and self._desk.opened is not None:
            self._desk.score(self._take, self._fail)

    def forget(self) -> None:
        """The study is not what was scored."""
        self.study = self.earlier = None
        self.is_ready = False
        self.problems = ()

    @property
    def _before(self) -> str:
        """Id of the edition before, "" where the study keeps none."""
        opened = self._desk.opened
        kept = {one.id for one in opened.earlier} if opened is not None else set()
        return opened.edition.previous if opened is not None and opened.edition.previous in kept else ""

    def _take(self, study: "ScoredStudy") -> None:
        self.study = study
        if self._before:
            self._desk.score(self._take_earlier, self._fail_earlier, self._before)
        else:
            self._finish()

    def _take_earlier(self, earlier: "ScoredStudy") -> None:
        self.earlier = earlier
        self._finish()

    def _fail_earlier(self, problems: tuple[Problem, ...]) -> None:
        if {one.code for one in problems} <= _NOTHING:
            self._finish()
        else:
            self._fail(problems)

    def _finish(self) -> None:
        self.is_ready = True
        self.changed.emit()

    def _fail(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        self.changed.emit()
