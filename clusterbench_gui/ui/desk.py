"""What the screens are given: the open study, its use cases, the jobs, the person and the settings.

The desk knows no widgets. It asks the database thread, starts jobs, and tells by signals what changed.
"""

import logging
import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from clusterbench_gui.domain.problems import Problem, ProblemError, problem
from clusterbench_gui.support.logs import where
from clusterbench_gui.support.paths import studies_dir
from clusterbench_gui.support.settings import Settings, save_settings
from clusterbench_gui.support.texts import LANGUAGES, Texts, preferred_language, texts
from clusterbench_gui.ui.filing import Filing
from clusterbench_gui.ui.jobs import Failure, Jobs, OwnerThread, Progress
from clusterbench_gui.ui.scoring import Scoring

if TYPE_CHECKING:  # the database, the form engine and the records of a study, which the first paint does without
    from clusterbench_gui.domain.events import Statement
    from clusterbench_gui.domain.paradata import Stretch
    from clusterbench_gui.domain.scores import ScoredStudy
    from clusterbench_gui.domain.studies import Person
    from clusterbench_gui.ui.analysis import Analysis
    from clusterbench_gui.ui.backend import Backend, Opened, Taken
    from clusterbench_gui.ui.charting import Chart, Picture
    from clusterbench_gui.ui.drawing import Drawing

_REPORTS = "reports"
_MOST_AHEAD = 300  # interviews: half a second on the database thread
_LOG = logging.getLogger(__name__)
Result = TypeVar("Result")


def _nothing(_: object) -> None:
    """Nobody waits for the answer."""


def _make_backend() -> "Backend":
    from clusterbench_gui.ui.backend import Backend  # noqa: PLC0415 - imported on the database thread, after the first paint

    return Backend()


def _make_drawing() -> "Drawing":
    from clusterbench_gui.ui.drawing import Drawing  # noqa: PLC0415 - imports matplotlib, on the pictures' thread

    return Drawing()


def _make_analysis() -> "Analysis":
    from clusterbench_gui.ui.analysis import Analysis  # noqa: PLC0415 - imports numpy, on the thread of findings

    return Analysis()


class Desk(QObject):
    """The one object shared by all screens."""

    study_changed = Signal()
    """Another study is open, or its list of interviews changed: `opened` is new."""
    scores_outdated = Signal()
    """Scores that were handed out are not those of the open study any more."""
    settings_changed = Signal()
    charts_loaded = Signal()
    """What draws charts is there."""
    passphrase_needed = Signal(object, bool)
    """A study (its folder) opens only with a passphrase; True where the one given was wrong."""
    failed = Signal(object)
    """Problems that no screen has asked for itself, as a tuple."""

    def __init__(self, settings: Settings, *, kept: Settings | None = None) -> None:
        """No study is open until `open_last` or another is called. `kept` are the settings on disk, where they differ."""
        super().__init__()
        self.settings = settings
        self._kept = kept or settings
        self.opened: Opened | None = None
        self.is_opening = True
        self.in_interview = False
        """An interview is shown: no other study is opened under it, which would not know its answers."""
        self._openings = 0
        self.jobs = Jobs()
        self._database: OwnerThread[Backend] = OwnerThread("database", _make_backend)
        self._pictures: OwnerThread[Drawing] = OwnerThread("pictures", _make_drawing)
        self._analysis: OwnerThread[Analysis] = OwnerThread("analysis", _make_analysis)
        self._doubts: OwnerThread[Analysis] = OwnerThread("doubts", _make_analysis)
        self.filing = Filing()
        self._scores = Scoring(self._database, self.jobs, self.warm_up)

    @property
    def texts(self) -> Texts:
        """Texts in the language of the window."""
        return texts(self.settings.language or preferred_language())

    def close(self) -> None:
        """Let the database thread finish what it was asked, close the study, and end the jobs.

        The database first: an answer of it that arrived later could start another job.
        """
        self._database.close()
        self.filing.close()
        self.jobs.close()
        self._pictures.close()
        self._analysis.close()
        self._doubts.close()

    def change_settings(self, **values: str) -> None:
        """Change and keep settings; a profile that cannot be written is logged, and the change holds until the end."""
        kept, before = replace(self._kept, **values), self.settings
        self.settings = replace(before, **values)
        if kept != self._kept:
            self._kept = kept
            try:
                save_settings(kept)
            except OSError as error:
                _LOG.error("settings could not be written: %s", where(error))
        if self.settings != before:
            self.settings_changed.emit()

    def turn_language(self) -> None:
        """The window in its other language, as Settings would do it."""
        self.change_settings(language=next(one for one in LANGUAGES if one != self.texts.language))

    @property
    def person(self) -> "Person | None":
        """Who works here; None until a name was given."""
        from clusterbench_gui.domain.events import Role  # noqa: PLC0415 - with the first study
        from clusterbench_gui.domain.studies import Person  # noqa: PLC0415 - with the first study

        if not self.settings.person_name:
            return None
        return Person(self.settings.person_id, self.settings.person_name, Role.INTERVIEWER)

    @property
    def reports_folder(self) -> Path:
        """Where reports and papers of interviews go."""
        kept = self.settings.reports_folder
        return Path(kept) if kept else studies_dir() / _REPORTS

    def name_person(self, name: str) -> None:
        """Say who works here. The identity stays when the name is corrected."""
        self.change_settings(person_id=self.settings.person_id or os.urandom(16).hex(), person_name=name.strip())

    @property
    def title(self) -> str:
        """Title of the open study; one that was only ever the edition's own follows the window's language."""
        if self.opened is None:
            return ""
        title, titles = self.opened.info.title, self.opened.edition.titles
        return titles.get(self.texts.language, title) if title in titles.values() else title

    def open_first(self) -> None:
        """Open the study of the built-in edition in its usual place; it is made where it is missing."""
        language = self.texts.language
        self._begin_opening(lambda backend: backend.open_first(language), self._not_opened)

    def open_last(self) -> None:
        """Open the study of last time; somebody new gets the one of the built-in edition.

        Where the study of last time is not there (`folder-missing`: a stick that is not plugged in), no other takes its place.
        """
        if self.settings.study:
            self.open(Path(self.settings.study))
        else:
            self.open_first()

    def open(self, folder: Path, passphrase: str | None = None) -> None:
        """Open a study; the one before stays open when this fails."""

        def refused(problems: tuple[Problem, ...]) -> None:
            codes = {one.code for one in problems}
            if codes & {"passphrase-needed", "passphrase-wrong"}:
                self.passphrase_needed.emit(folder, "passphrase-wrong" in codes)
                problems = ()
            self._not_opened(problems)

        self._begin_opening(lambda backend: backend.open(folder, passphrase), refused)

    def _begin_opening(self, open_it: "Callable[[Backend], Opened]", failed: Failure) -> None:
        if not self.in_interview:
            self._openings += 1
            self._database.ask(open_it, self._take, failed)

    def close_study(self) -> None:
        """Close the study, after all that was asked for; its key, its list and its scores are forgotten."""

        def closed(_: None) -> None:
            self.opened = None
            self._outdate()
            self.study_changed.emit()

        self._database.ask(lambda backend: backend.close(), closed, self.failed.emit)

    def form_title(self, instrument: str) -> str:
        """What the study's edition calls a questionnaire, and itself."""
        if self.opened is None:
            return ""
        edition, language = self.opened.edition, self.texts.language
        return f"{edition.instrument(instrument).title(language)} · {edition.title(language)}"

    def create(self, folder: Path, title: str) -> None:
        """Make a study of the built-in edition, and open it."""
        self._begin_opening(lambda backend: backend.create(folder, title), self._not_opened)

    def set_passphrase(self, new: str | None, old: str | None, failed: Failure) -> None:
        """Set, change or (None) take away the study's passphrase."""
        self._database.ask(lambda backend: backend.set_passphrase(new, old), lambda _: self.refresh(), failed)

    def refresh(self, done: Callable[[], None] | None = None) -> None:
        """Read the list of interviews again; results are scored anew when they are next asked for."""
        self._outdate()

        def take(opened: "Opened") -> None:
            self.opened = opened
            self.study_changed.emit()
            if done is not None:
                done()

        self._database.ask(lambda backend: backend.again(), take, self.fail)

    def change(
        self,
        task: "Callable[[Backend], Result]",
        done: Callable[[Result], None] = _nothing,
        failed: Failure | None = None,
    ) -> None:
        """Change something of the study; `done` gets what `task` returned, after the list is current."""

        def changed(result: Result) -> None:
            self.refresh(lambda: done(result))

        self._database.ask(task, changed, failed or self.failed.emit)

    def fail(self, problems: tuple[Problem, ...]) -> None:
        """Tell problems that no screen asked for itself, but not that the study was closed or locked meanwhile."""
        if any(one.code != "no-study" for one in problems):
            self.failed.emit(problems)

    def add_cluster(self, name: str, done: Callable[[str], None]) -> None:
        """Add a cluster; `done` gets its code after the list is current."""
        self.change(lambda backend: backend.add_cluster(name), done)

    def _not_opened(self, problems: tuple[Problem, ...]) -> None:
        self._openings -= 1
        self.is_opening = False
        self.study_changed.emit()
        if problems:
            self.failed.emit(problems)

    def _take(self, opened: "Opened") -> None:
        self._openings -= 1
        self.is_opening = False
        self.opened = opened
        self._outdate()
        self.change_settings(study=str(opened.folder.absolute()))
        self.study_changed.emit()

    def start_interview(self, cluster: str, done: Callable[[str], None], instrument: str = "") -> None:
        """Start an interview of a cluster in the name of the person, else with the edition's first questionnaire.

        `done` gets its id, durable.
        """
        author = self.author()
        self._database.ask(lambda backend: backend.start(cluster, instrument, author), done, self.failed.emit)

    def open_interview(self, interview: str, done: Callable[["Taken"], None], failed: Failure | None = None) -> None:
        """Bring an interview back as it was; not while another study is being opened."""
        language = self.texts.language

        def taken(found: "Taken") -> None:
            if not self._openings:
                done(found)

        self._database.ask(lambda backend: backend.interview(interview, language), taken, failed or self.failed.emit)

    def save(self, statements: "Sequence[Statement]", done: Callable[[str], None], failed: Failure) -> None:
        """Append statements in the name of the person; `done` gets the wall time once they are durable."""
        author = self.author()
        self._database.ask(lambda backend: backend.save(statements, author), done, failed)
        self._outdate()

    def set_bookmark(self, interview: str, path: str, settled: Failure) -> None:
        """Remember where an interview stands; `settled` gets the problems, none once it is durable."""
        self._database.ask(lambda backend: backend.set_bookmark(interview, path), lambda _: settled(()), settled)

    def save_draft(self, interview: str, path: str, text: str, settled: Failure) -> None:
        """Keep what stands in a field that was not left yet; `settled` gets the problems, none once it is durable."""
        self._database.ask(lambda backend: backend.save_draft(interview, path, text), lambda _: settled(()), settled)

    def read(self, ask: "Callable[[Backend], Result]", done: Callable[[Result], None]) -> None:
        """Read what only helps. Where that fails, no dialog comes between the interviewer and the question."""
        self._database.ask(ask, done, _note)

    def keep_paradata(self, stretches: "Sequence[Stretch]", settled: Failure) -> None:
        """Keep how an interview goes, in the name of the person; `settled` gets the problems, none once it is durable."""
        author = self.author()
        self._database.ask(lambda backend: backend.keep_paradata(stretches, author), lambda _: settled(()), settled)

    def work(
        self,
        task: "Callable[[Backend, Progress], Result]",
        progress: Progress,
        done: Callable[[Result], None],
        failed: Failure,
    ) -> Callable[[], None]:
        """Do something long on the database thread; what is asked of it meanwhile waits.

        `task` is given what it reports its progress to, which stops it after the returned function was called: then `failed`
        gets the problem `cancelled`.
        """
        stop = threading.Event()

        def went_on(count: int, total: int) -> None:
            if stop.is_set():
                raise ProblemError(problem("cancelled"))
            self._database.tell(partial(progress, count, total))

        self._database.ask(lambda backend: task(backend, went_on), done, failed)
        return stop.set

    def author(self) -> "Person":
        """Who works here. Raises LookupError where nobody has given a name yet."""
        person = self.person
        if person is None:
            raise LookupError
        return person

    def score(self, done: Callable[["ScoredStudy"], None], failed: Failure, edition: str = "") -> None:
        """The scores of the study's own edition or of one that it keeps, as of now; whoever asked before `scores_outdated` asks again."""
        self._scores.score(edition, done, failed)

    def _outdate(self) -> None:
        """What was scored, or is being scored, is not what the study holds now."""
        self._scores.outdate()
        self.scores_outdated.emit()

    def draw(self, chart: "Chart", done: "Callable[[Picture], None]", failed: Failure) -> None:
        """Draw a chart beside the window."""
        self._pictures.ask(lambda drawing: drawing.draw(chart), done, failed)

    def paint(self, work: "Callable[[Drawing], Picture]", done: "Callable[[Picture], None]", failed: Failure) -> None:
        """Draw something else than a view of the results beside the window."""
        self._pictures.ask(work, done, failed)

    def analyse(self, ask: "Callable[[Analysis], Result]", done: Callable[[Result], None], failed: Failure) -> None:
        """Find out something about scores beside the window, within a moment."""
        self._analysis.ask(ask, done, failed)

    def doubt(self, ask: "Callable[[Analysis], Result]", done: Callable[[Result], None], failed: Failure) -> None:
        """Find out how sure something is, which takes a second or more; nothing that a hand waits for stands behind it."""
        self._doubts.ask(ask, done, failed)

    def warm_up(self) -> None:
        """Load what draws charts, so that the first one is there at once."""
        self._analysis.ask(lambda _: None, _nothing, lambda _: None)
        self._pictures.ask(lambda _: None, lambda _: self.charts_loaded.emit(), lambda _: None)

    def score_ahead(self) -> None:
        """Score in an idle moment, so that results are there when they are first looked at; not a study whose reading would keep the database busy."""
        if self.opened is not None and len(self.opened.rows) <= _MOST_AHEAD:
            self.score(_nothing, _nothing)

    def make_demo(
        self, folder: Path, progress: Progress, done: Callable[[], None], failed: Failure
    ) -> Callable[[], None]:
        """Make a demonstration study in a process; returns what cancels it."""
        job = self.jobs.run_process(
            "clusterbench_gui.app.demo.make:make_demo",
            (folder,),
            progress=progress,
            done=lambda _: done(),
            failed=failed,
        )
        return job.cancel


def _note(problems: tuple[Problem, ...]) -> None:
    """Codes hold no answer."""
    for one in problems:
        _LOG.warning("help beside a question: %s", one.code)
