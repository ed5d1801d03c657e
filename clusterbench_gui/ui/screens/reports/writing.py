"""Writing reports beside the window, and what became of it."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.ui.desk import Desk
from clusterbench_gui.ui.jobs import Job
from clusterbench_gui.ui.problems import words_of

if TYPE_CHECKING:  # with the first reports
    from clusterbench_gui.app.reports.kinds import Report
    from clusterbench_gui.app.reports.writing import Production
    from clusterbench_gui.domain.scores import ScoredStudy
    from clusterbench_gui.ui.screens.reports.scores import ReportScores

_LOG = logging.getLogger(__name__)
_WRITE = "clusterbench_gui.app.reports.writing:write_reports"


class Writing(QObject):
    """One run of writing at a time. `changed` says that anything below may look different."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        """Nothing was written yet."""
        super().__init__()
        self._desk = desk
        self._job: Job | None = None
        self._study: ScoredStudy | None = None
        self._folder = Path()
        self.progress = (0, 0)
        self.production: Production | None = None
        self.problems: tuple[Problem, ...] = ()
        """Why nothing could be written at all."""

    @property
    def is_busy(self) -> bool:
        """Reports are being written."""
        return self._job is not None

    @property
    def doing(self) -> str:
        """How far the writing is; "" where nothing is written."""
        done, total = self.progress
        return self._desk.texts.t("{done} of {total} reports", done=done, total=total) if self.is_busy else ""

    @property
    def result(self) -> str:
        """What became of the last run."""
        if self.production is None:
            return ""
        made = len(self.production.made)
        words = self._desk.texts.n("{n} report was written to", "{n} reports were written to", made)
        return f"{words} {self._folder}"

    @property
    def stopped(self) -> str:
        """How many reports the last run was stopped before; "" where it went to its end."""
        production = self.production
        left = self.progress[1] - len(production.made) - len(production.failed) if production is not None else 0
        words = self._desk.texts.n("Stopped: {n} report was not made.", "Stopped: {n} reports were not made.", left)
        return words if left else ""

    @property
    def shortfall(self) -> str:
        """How many reports could not be made; "" where all could."""
        failed = len(self.production.failed) if self.production is not None else 0
        words = self._desk.texts.n(
            "{n} report could not be made; the list above the pages says why.",
            "{n} reports could not be made; the list above the pages says why.",
            failed,
        )
        return words if failed else ""

    @property
    def failures(self) -> tuple[str, ...]:
        """Each report that could not be made, and why."""
        if self.production is None or self._study is None:
            return ()
        from clusterbench_gui.app.reports.titles import report_title  # noqa: PLC0415 - where something failed

        study, texts = self._study, self._desk.texts
        return tuple(
            f"{report_title(study, one.report, texts)}: {words_of(one.problems, texts)}"
            for one in self.production.failed
        )

    def write(self, scores: "ReportScores", wanted: "tuple[Report, ...]", language: str, folder: Path) -> None:
        """Write these reports."""
        if self.is_busy or not wanted or scores.study is None:
            return
        self.forget()
        self._study, self._folder = scores.study, folder
        self.progress = (0, len(wanted))
        self._job = self._desk.jobs.run_process(
            _WRITE,
            (scores.study, scores.earlier, wanted, language, folder),
            progress=self._went_on,
            done=self._wrote,
            failed=self._failed,
        )
        self.changed.emit()

    def cancel(self) -> None:
        """Stop; what is written by then stays."""
        if self._job is not None:
            self._job.cancel()

    def forget(self) -> None:
        """Say nothing more of the last run."""
        if not self.is_busy:
            self.production = None
            self.problems = ()

    def _went_on(self, done: int, total: int) -> None:
        self.progress = (done, total)
        self.changed.emit()

    def _wrote(self, production: "Production") -> None:
        self._job = None
        self.production = production
        for trace in [one.trace for one in production.failed if one.trace]:
            _LOG.error("report not made: %s", trace)
        self.changed.emit()

    def _failed(self, problems: tuple[Problem, ...]) -> None:
        self._job = None
        self.problems = problems
        self.changed.emit()
