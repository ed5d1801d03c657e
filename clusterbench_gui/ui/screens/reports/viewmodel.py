"""Reports without widgets: which reports, language and folder; the pages of one of them; writing all that are wanted."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from clusterbench_gui.app.files import write_file
from clusterbench_gui.app.reports.kinds import Kind, Report, reports_of, scored_codes
from clusterbench_gui.app.reports.titles import kind_title
from clusterbench_gui.domain.problems import Problem, ProblemError
from clusterbench_gui.support.texts import LANGUAGES, Texts
from clusterbench_gui.ui.desk import Desk
from clusterbench_gui.ui.jobs import Job
from clusterbench_gui.ui.screens.reports.closing import EditionState
from clusterbench_gui.ui.screens.reports.scores import ReportScores
from clusterbench_gui.ui.screens.reports.writing import Writing

Entry = Kind | str
"""What can be chosen: a report on all clusters by its kind, or a cluster by its code."""
Options = tuple[tuple[str, str], ...]
BOTH = "both"
_PREVIEW = "clusterbench_gui.app.reports.writing:preview"
_GUIDE = "clusterbench_gui.app.guides:guide_pages"


class ReportsViewModel(QObject):
    """State of the reports. `changed` says that anything below may look different, `previewed` that pages are there."""

    changed = Signal()
    previewed = Signal()

    def __init__(self, desk: Desk) -> None:
        """Nothing is scored before `load`."""
        super().__init__()
        self._desk = desk
        self._previewing: Job | None = None
        self.scores = ReportScores(desk)
        self.writing = Writing(desk)
        self.edition = EditionState(desk, self.scores)
        self.problems: tuple[Problem, ...] = ()
        self.chosen: frozenset[Entry] = frozenset()
        self.of_clusters = Kind.INDIVIDUAL.value
        """What is wanted of each cluster: the value of a kind, or `BOTH`."""
        self.language = desk.texts.language
        self.preview_of: Entry = ""
        self.shows_guide = False
        """The pages are those of the guide on cooperation, not of a report."""
        self.pages = b""
        """The PDF that is previewed; empty where none is."""
        desk.study_changed.connect(self.changed)
        desk.scores_outdated.connect(self._forget)
        self.scores.changed.connect(self._take)
        self.writing.changed.connect(self.changed)
        self.edition.changed.connect(self.changed)

    @property
    def texts(self) -> Texts:
        """Texts of the window."""
        return self._desk.texts

    @property
    def is_ready(self) -> bool:
        """There are scores to report."""
        return self.scores.is_ready

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
        return self.texts.t(
            "A confidential report for each cluster: it by name, the others as a crowd. A general report and slides on all of them."
        )

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
    def cluster_kinds(self) -> Options:
        """What there may be of each cluster."""
        kinds = tuple((one.value, kind_title(one, self.texts)) for one in Kind if one.is_of_cluster)
        return (*kinds, (BOTH, self.texts.t("Report and fact sheet")))

    @property
    def entries(self) -> tuple[tuple[Entry, str], ...]:
        """What can be chosen: the reports on all clusters, then the clusters that have anything to report, by code, as their files lie."""
        study = self.scores.study
        if study is None or not self.is_ready:
            return ()
        general = [(one, kind_title(one, self.texts)) for one in Kind if not one.is_of_cluster]
        found = [study.cluster(code) for code in sorted(scored_codes(study))]
        return (*general, *((one.code, f"{one.code}  {one.name}") for one in found))

    @property
    def wanted(self) -> tuple[Report, ...]:
        """The reports that were chosen, in the order in which they stand."""
        chosen = [entry for entry, _name in self.entries if entry in self.chosen]
        general = [one for one in chosen if isinstance(one, Kind)]
        codes = [one for one in chosen if isinstance(one, str)]
        return (*reports_of((), *general), *reports_of(codes, *self._cluster_kinds))

    @property
    def result(self) -> str:
        """What became of the last writing."""
        return self.writing.result

    def load(self) -> None:
        """Score the study as it is now, unless that was done."""
        if not self.problems:
            self.scores.load()

    def choose(self, entries: frozenset[Entry]) -> None:
        """Reports of these are wanted."""
        self.chosen = entries
        self.changed.emit()

    def choose_kind(self, kind: str) -> None:
        """What is wanted of each cluster; the preview follows."""
        self.of_clusters = kind
        if isinstance(self.preview_of, str):
            self.preview(self.preview_of)
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
        self.writing.forget()
        self.changed.emit()

    def preview(self, entry: Entry) -> None:
        """Make the pages of one report; an earlier wish is given up."""
        if not self.is_ready or not entry:
            return
        self.preview_of, self.shows_guide = entry, False
        report = Report(entry) if isinstance(entry, Kind) else Report(self._cluster_kinds[0], entry)
        self._make_pages(_PREVIEW, (self.scores.study, self.scores.earlier, report, self.language))

    def show_guide(self) -> None:
        """Make the pages of the guide on cooperation; an earlier wish is given up."""
        self.preview_of, self.shows_guide = "", True
        self._make_pages(_GUIDE, (self.language,))

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
        self.problems = ()
        self.writing.write(self.scores, self.wanted, self.language, self.folder)

    @property
    def _cluster_kinds(self) -> tuple[Kind, ...]:
        if self.of_clusters == BOTH:
            return (Kind.INDIVIDUAL, Kind.FACT_SHEET)
        return (Kind(self.of_clusters),)

    def _make_pages(self, function: str, arguments: tuple[object, ...]) -> None:
        self._give_up_pages()
        self.problems = ()
        self._previewing = self._desk.jobs.run_process(
            function, arguments, done=self._previewed, failed=self._not_previewed
        )
        self.changed.emit()

    def _give_up_pages(self) -> None:
        if self._previewing is not None:
            self._previewing.abandon()
            self._previewing = None

    def _previewed(self, pages: bytes) -> None:
        self._previewing = None
        self._show(pages)
        self.changed.emit()

    def _not_previewed(self, problems: tuple[Problem, ...]) -> None:
        """The pages of another report would be taken for those of this one."""
        self._previewing = None
        self.problems = problems
        self._show(b"")
        self.changed.emit()

    def _show(self, pages: bytes) -> None:
        self.pages = pages
        self.previewed.emit()

    def _take(self) -> None:
        """Scores came, or cannot be made."""
        self.problems = self.scores.problems
        entries = [entry for entry, _name in self.entries]
        self.chosen &= frozenset(entries)
        self.changed.emit()
        if entries and not self.shows_guide:
            first = next((one for one in entries if isinstance(one, str)), entries[0])
            self.preview(self.preview_of if self.preview_of in entries else first)

    def _forget(self) -> None:
        self.scores.forget()
        self.writing.forget()
        self.problems = ()
        if not self.shows_guide:
            self._give_up_pages()
            self._show(b"")
        self.changed.emit()
