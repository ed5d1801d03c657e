"""Reports without widgets: which clusters, language and folder; the pages of one report; writing all of them."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from clusterbench_gui.app.files import write_file
from clusterbench_gui.domain.problems import Problem, ProblemError
from clusterbench_gui.support.texts import LANGUAGES, Texts
from clusterbench_gui.ui.desk import Desk
from clusterbench_gui.ui.jobs import Job

if TYPE_CHECKING:  # not needed before there are results
    from clusterbench_gui.domain.scores import ScoredStudy

Options = tuple[tuple[str, str], ...]


class ReportsViewModel(QObject):
    """State of the reports. `changed` says that anything below may look different, `previewed` that pages are there."""

    changed = Signal()
    previewed = Signal()

    def __init__(self, desk: Desk) -> None:
        """Nothing is scored before `load`."""
        super().__init__()
        self._desk = desk
        self._study: ScoredStudy | None = None
        self._writing: Job | None = None
        self._previewing: Job | None = None
        self.problems: tuple[Problem, ...] = ()
        self.chosen: frozenset[str] = frozenset()
        self.language = desk.texts.language
        self.progress = (0, 0)
        self.written: tuple[Path, ...] | None = None
        self.preview_of = ""
        self.shows_guide = False
        """The pages are those of the guide on cooperation, not of a report."""
        self.pages = b""
        """The PDF that is previewed; empty where none is."""
        desk.study_changed.connect(self.changed)
        desk.scores_outdated.connect(self._forget)

    @property
    def texts(self) -> Texts:
        """Texts of the window."""
        return self._desk.texts

    @property
    def is_ready(self) -> bool:
        """There are scores to report."""
        return self._study is not None

    @property
    def is_writing(self) -> bool:
        """Reports are being written."""
        return self._writing is not None

    @property
    def is_previewing(self) -> bool:
        """Pages are being made."""
        return self._previewing is not None

    @property
    def is_synthetic(self) -> bool:
        """The clusters are invented."""
        return self._desk.opened is not None and self._desk.opened.info.synthetic

    @property
    def about(self) -> str:
        """What these reports are."""
        return self.texts.t("One confidential report per cluster: it by name, the others as a crowd")

    @property
    def folder(self) -> Path:
        """Where the files go."""
        return self._desk.reports_folder

    @property
    def languages(self) -> Options:
        """Languages of the reports."""
        names = {"pl": self.texts.t("Polish"), "en": self.texts.t("English")}
        return tuple((one, names[one]) for one in LANGUAGES)

    @property
    def clusters(self) -> Options:
        """Clusters that have anything to report, by name."""
        study = self._study
        if study is None:
            return ()
        found = (one for one in study.clusters if _has_value(study, one.code))
        return tuple(
            (one.code, f"{one.code}  {one.name}")
            for one in sorted(found, key=lambda one: self.texts.sort_key(one.name))
        )

    @property
    def result(self) -> str:
        """What became of the last writing."""
        if self.written is None or self.is_writing:
            return ""
        words = self.texts.n("{n} report was written to", "{n} reports were written to", len(self.written))
        return f"{words} {self.folder}"

    def load(self) -> None:
        """Score the study as it is now, unless that was done."""
        if self._study is None and not self.problems and self._desk.opened is not None:
            self._desk.score(self._take, self._failed)

    def choose(self, codes: frozenset[str]) -> None:
        """Reports of these clusters are wanted."""
        self.chosen = codes
        self.changed.emit()

    def choose_language(self, language: str) -> None:
        """The language of the reports and of the guide; the preview follows."""
        self.language = language
        if self.shows_guide:
            self.show_guide()
        else:
            self.preview(self.preview_of)

    def choose_folder(self, folder: Path) -> None:
        """Where the files go."""
        self._desk.change_settings(reports_folder=str(folder))
        self.written = None
        self.changed.emit()

    def preview(self, code: str) -> None:
        """Make the pages of one report; an earlier wish is given up."""
        if self._study is None or not code:
            return
        self.preview_of, self.shows_guide = code, False
        self._make_pages("clusterbench_gui.app.reports:preview", (self._study, code, self.language))

    def show_guide(self) -> None:
        """Make the pages of the guide on cooperation; an earlier wish is given up."""
        self.preview_of, self.shows_guide = "", True
        self._make_pages("clusterbench_gui.app.guides:guide_pages", (self.language,))

    def save_guide(self, path: Path) -> None:
        """Write the pages of the guide that are shown."""
        self.problems = ()
        try:
            write_file(path, self.pages)
        except ProblemError as error:
            self.problems = error.problems
        self.changed.emit()

    def write(self) -> None:
        """Write the chosen reports."""
        if self._study is None or self._writing is not None or not self.chosen:
            return
        codes = tuple(code for code, _name in self.clusters if code in self.chosen)
        self.written = None
        self.problems = ()
        self.progress = (0, len(codes))
        self._writing = self._desk.jobs.run_process(
            "clusterbench_gui.app.reports:write_reports",
            (self._study, codes, self.language, self.folder),
            progress=self._went_on,
            done=self._wrote,
            failed=self._not_written,
        )
        self.changed.emit()

    def cancel(self) -> None:
        """Stop writing after the report at hand."""
        if self._writing is not None:
            self._writing.cancel()

    def _make_pages(self, function: str, arguments: tuple[object, ...]) -> None:
        self._give_up_pages()
        self._previewing = self._desk.jobs.run_process(
            function, arguments, done=self._previewed, failed=self._not_previewed
        )
        self.changed.emit()

    def _give_up_pages(self) -> None:
        if self._previewing is not None:
            self._previewing.abandon()
            self._previewing = None

    def _went_on(self, done: int, total: int) -> None:
        self.progress = (done, total)
        self.changed.emit()

    def _wrote(self, files: tuple[Path, ...]) -> None:
        self._writing = None
        self.written = files
        self.changed.emit()

    def _not_written(self, problems: tuple[Problem, ...]) -> None:
        self._writing = None
        self._failed(problems)

    def _previewed(self, pages: bytes) -> None:
        self._previewing = None
        self.pages = pages
        self.previewed.emit()
        self.changed.emit()

    def _not_previewed(self, problems: tuple[Problem, ...]) -> None:
        self._previewing = None
        self._failed(problems)

    def _take(self, study: "ScoredStudy") -> None:
        self._study = study
        self.problems = ()
        codes = [code for code, _name in self.clusters]
        self.chosen = self.chosen & frozenset(codes)
        self.changed.emit()
        if codes and not self.shows_guide:
            self.preview(self.preview_of if self.preview_of in codes else codes[0])

    def _failed(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        self.changed.emit()

    def _forget(self) -> None:
        self._study = None
        self.problems = ()
        self.written = None
        if not self.shows_guide:
            self._give_up_pages()
            self.pages = b""
            self.previewed.emit()
        self.changed.emit()


def _has_value(study: "ScoredStudy", code: str) -> bool:
    cells = study.scores.cells[code]
    return any(cells[node.code].raw is not None for node in study.model.at(1))
