"""Exports of the results without widgets: one view as a file, all as a folder, pictures for promotion; in a process."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from clusterbench_gui.app.views.filing import file_name, folder_name
from clusterbench_gui.app.views.selection import NEED_EARLIER, Names, Selection
from clusterbench_gui.app.views.wanted import FORMATS, PICTURES, Wanted
from clusterbench_gui.domain.problems import Problem, problem
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.desk import Desk
from clusterbench_gui.ui.screens.results.words import Options
from clusterbench_gui.ui.tasks import Tasks

if TYPE_CHECKING:  # not needed before there are results
    from clusterbench_gui.app.views.results import Results
    from clusterbench_gui.domain.scores import ScoredStudy

FOLDER, PROMOTION = "folder", "promotion"
_EVERYTHING = "clusterbench_gui.app.views.everything"


class Shown(Protocol):
    """What is looked at, of what is exported."""

    @property
    def selection(self) -> Selection:
        """What is looked at."""

    @property
    def study(self) -> "ScoredStudy | None":
        """The edition that is looked at, whole."""

    @property
    def results(self) -> "Results | None":
        """As selected."""

    @property
    def earlier_edition(self) -> str:
        """The edition before it."""


class Exporting:
    """Writes what is looked at; `tasks` say how far it is and what became of it."""

    def __init__(self, desk: Desk, shown: Shown) -> None:
        """Nothing is written."""
        self._desk = desk
        self._shown = shown
        self.tasks = Tasks(desk)
        self._is_waiting = False
        desk.scores_outdated.connect(self._stop_waiting)

    @property
    def texts(self) -> Texts:
        """Texts of the window."""
        return self._desk.texts

    @property
    def kinds(self) -> Options:
        """What can be exported."""
        t = self.texts.t
        return (
            ("png", t("This picture for screens and slides (PNG)")),
            ("svg", t("This picture for layouts (SVG)")),
            ("pdf", t("This picture for print (PDF)")),
            ("csv", t("Its numbers (CSV)")),
            ("xlsx", t("Its numbers for a spreadsheet (XLSX)")),
            (FOLDER, t("All views into a folder")),
            (PROMOTION, t("Pictures for promotion: clusters that agreed to be shown")),
        )

    @property
    def counts(self) -> tuple[int, int]:
        """How many clusters are shown, and how many of them agreed to be named."""
        if self._shown.results is None:
            return 0, 0
        study = self._shown.results.study
        return len(study.clusters), len(study.agreed & set(study.scores.clusters))

    def name(self, ending: str) -> str:
        """What the file of the view may be called."""
        chosen, study = self._shown.selection, self._shown.study
        return file_name(study.model, chosen, ending) if study is not None else ending

    def write_view(self, path: Path, ending: str, names: Names) -> None:
        """Write the view that is looked at."""
        chosen = replace(self._shown.selection, names=names)
        self._start("export_view", (chosen, path), formats=(ending,))

    def write_folder(self, folder: Path, names: Names) -> None:
        """Write all views into a new folder inside of another."""
        chosen, study = replace(self._shown.selection, names=names), self._shown.study
        if study is not None:
            self._start("export_views", (chosen, folder / folder_name(study.edition, chosen)), formats=FORMATS)

    def write_promotion(self, folder: Path) -> None:
        """Write pictures of the clusters that agreed to it into a new folder inside of another."""
        study = self._shown.study
        chosen, where = self._shown.selection, folder / PROMOTION
        if study is not None and self.tasks.start(self.texts.t("Writing pictures…")):
            wanted = self._wanted(PICTURES)
            self._run("clusterbench_gui.app.views.promoting:export_promotion", (study, chosen, where, wanted), where)

    def _start(self, function: str, arguments: tuple[Selection, Path], *, formats: tuple[str, ...]) -> None:
        """The edition before is scored first where there is one, for the views that compare with it."""
        study, earlier = self._shown.study, self._shown.earlier_edition
        if study is None or not self.tasks.start(self.texts.t("Writing pictures…")):
            return

        def run(before: Any) -> None:
            self._is_waiting = False
            given = (study, before, *arguments, self._wanted(formats))
            self._run(f"{_EVERYTHING}:{function}", given, arguments[1])

        if earlier and (function != "export_view" or arguments[0].kind in NEED_EARLIER):
            self._is_waiting = True
            self._desk.score(run, lambda _: run(None), earlier)  # without it, the views that need it say so
        else:
            run(None)

    def _stop_waiting(self) -> None:
        """The study changed, or another one is open: the edition before will not come any more."""
        if self._is_waiting:
            self._is_waiting = False
            self._fail((problem("cancelled"),))

    def _wanted(self, formats: tuple[str, ...]) -> Wanted:
        return Wanted(self.texts.language, formats=formats)

    def _run(self, function: str, arguments: tuple[Any, ...], where: Path) -> None:
        job = self._desk.jobs.run_process(
            function,
            arguments,
            progress=self.tasks.went_on,
            done=lambda _: self.tasks.tell_written(where),
            failed=self._fail,
        )
        self.tasks.go_on(job.cancel)

    def _fail(self, problems: tuple[Problem, ...]) -> None:
        self.tasks.fail(problems)
