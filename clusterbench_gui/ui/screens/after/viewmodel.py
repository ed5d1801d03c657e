"""After an interview without widgets: what was recorded, its papers as PDF, and what comes next."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from clusterbench_gui.domain.editions import text_in
from clusterbench_gui.domain.papers import FilledIn, Paper
from clusterbench_gui.domain.problems import problem
from clusterbench_gui.domain.status import Status
from clusterbench_gui.support.texts import LANGUAGES, Texts
from clusterbench_gui.ui.desk import Desk
from clusterbench_gui.ui.handing_over import make_bundle
from clusterbench_gui.ui.jobs import Job, Progress
from clusterbench_gui.ui.tasks import Tasks

if TYPE_CHECKING:  # these import the form engine
    from clusterbench_gui.app.interviews import InterviewRow
    from clusterbench_gui.app.papers import Gathered
    from clusterbench_gui.ui.backend import Backend

Options = tuple[tuple[str, str], ...]
_WAITING = (None, Status.OPEN, Status.RETURNED)


class AfterViewModel(QObject):
    """State of the page. `changed` says that anything below may look different; pages are kept in memory only."""

    changed = Signal()
    loaded = Signal()
    """The interview was read."""

    def __init__(self, desk: Desk, interview: str) -> None:
        """Knows nothing of the interview before `load`."""
        super().__init__()
        self._desk = desk
        self._interview = interview
        self._pages: dict[tuple[Paper, str], bytes] = {}
        self.tasks = Tasks(desk)
        self.filled: FilledIn | None = None
        self.paper = Paper.COPY
        self.language = desk.texts.language
        self.saved: Path | None = None
        """The file that was saved last."""
        self.tasks.changed.connect(self.changed)
        desk.study_changed.connect(self.changed)

    @property
    def texts(self) -> Texts:
        """Texts of the window."""
        return self._desk.texts

    @property
    def thanks(self) -> str:
        """The edition's words for the end of this questionnaire, else some of our own."""
        opened, filled = self._desk.opened, self.filled
        own = self.texts.t("Thank you for the interview.")
        if opened is None or filled is None:
            return own
        edition = opened.edition
        found = [one for one in edition.instruments if edition.wave(one.id) == filled.interview.instrument]
        return text_in(found[0].thanks, self.texts.language, own) if found else own

    @property
    def about(self) -> str:
        """Which cluster, and which questionnaire."""
        filled = self.filled
        return f"{filled.cluster.name} · {text_in(filled.titles, self.texts.language)}" if filled is not None else ""

    @property
    def is_synthetic(self) -> bool:
        """The cluster is invented."""
        return self.filled is not None and self.filled.synthetic

    @property
    def recorded(self) -> str:
        """What was recorded, counted."""
        if self.filled is None:
            return ""
        from clusterbench_gui.reports.papers.answers import tally_words  # noqa: PLC0415 - of the reports, but light

        tally = self.filled.tally()
        remarks = self.texts.n("{n} remark", "{n} remarks", tally.remarks)
        return " · ".join([*tally_words(tally, self.texts), *([remarks] if tally.remarks else [])])

    @property
    def saved_at(self) -> str:
        """That everything is saved, and since when."""
        if self.filled is None:
            return ""
        moment = datetime.fromisoformat(self.filled.interview.touched)
        day, time = self.texts.date(moment.date()), self.texts.time(moment)
        return self.texts.t("Everything was saved on this computer on {date} at {time}.", date=day, time=time)

    @property
    def papers(self) -> Options:
        """What can be printed."""
        t = self.texts.t
        return (
            (Paper.COPY.value, t("Respondent's copy")),
            (Paper.LOCAL.value, t("Provisional local report")),
            (Paper.QUESTIONNAIRE.value, t("Filled-in questionnaire")),
        )

    @property
    def about_paper(self) -> str:
        """What the chosen paper holds, and for whom it is."""
        t = self.texts.t
        return {
            Paper.COPY: t("The questions and answers, for the respondent to keep; without the interviewer's remarks."),
            Paper.LOCAL: t(
                "The indicators of this interview for the respondent, beside the anonymous values that the office handed out, "
                "where there are any. They are provisional."
            ),
            Paper.QUESTIONNAIRE: t("Questions, answers and the interviewer's remarks, for the office only."),
        }[self.paper]

    @property
    def languages(self) -> Options:
        """Languages of the papers."""
        names = {"pl": self.texts.t("Polish"), "en": self.texts.t("English")}
        return tuple((one, names[one]) for one in LANGUAGES)

    @property
    def pages(self) -> bytes:
        """The chosen paper as PDF; empty while it is not made."""
        return self._pages.get((self.paper, self.language), b"")

    @property
    def file(self) -> Path:
        """Where the chosen paper is saved, unless somebody wants it elsewhere."""
        from clusterbench_gui.app.papers import paper_name  # noqa: PLC0415 - imported by now

        assert self.filled is not None
        return self._desk.reports_folder / paper_name(self.filled, self.paper, self.language)

    @property
    def next_row(self) -> "InterviewRow | None":
        """The next interview with this questionnaire that waits, in the order of the list; None where none does."""
        opened, filled = self._desk.opened, self.filled
        if opened is None or filled is None:
            return None
        rows = [one for one in opened.rows if opened.edition.wave(one.instrument.id) == filled.interview.instrument]
        ids = [one.interview.id if one.interview else "" for one in rows]
        at = ids.index(self._interview) + 1 if self._interview in ids else 0
        following = (*rows[at:], *rows[:at])
        waiting = (one for one in following if (one.interview and one.interview.status) in _WAITING)
        return next((one for one in waiting if not one.interview or one.interview.id != self._interview), None)

    def load(self) -> None:
        """Look at the interview as it stands in the study."""
        interview, language = self._interview, self.language

        def read(backend: "Backend", _: Progress) -> FilledIn:
            from clusterbench_gui.app.papers import filled_in  # noqa: PLC0415 - on the database thread

            return filled_in(backend.study, interview, language)

        self._desk.work(read, lambda _done, _total: None, self._take, self._desk.fail)

    def choose_paper(self, paper: Paper) -> None:
        """Say what is wanted on paper."""
        self.paper = paper
        self.changed.emit()

    def choose_language(self, language: str) -> None:
        """Say in which language."""
        self.language = language
        self.changed.emit()

    def make(self, then: Callable[[], None]) -> None:
        """Make the chosen paper, unless it was made already; then do something with its `pages`."""
        if self.pages:
            then()
            return
        interview, paper, language = self._interview, self.paper, self.language

        def gather(backend: "Backend", progress: Progress) -> "Gathered":
            from clusterbench_gui.app.papers import gather  # noqa: PLC0415 - on the database thread

            found = gather(backend.study, interview, paper, language)
            progress(0, 0)  # whoever stopped it meanwhile does not get a process started
            return found

        def gathered(found: "Gathered") -> None:
            job = self._desk.jobs.run_process(
                "clusterbench_gui.app.papers:pages",
                (found, paper, language),
                done=partial(self._made, paper, language, then),
                failed=self.tasks.fail,
            )
            self.tasks.go_on(partial(self._give_up, job))

        self.tasks.begin(self.texts.t("Making the pages…"), gather, gathered)

    def save(self, file: Path) -> None:
        """Write the pages of the chosen paper; `make` them first."""
        content = self.pages

        def write(_: "Backend", _progress: Progress) -> Path:
            from clusterbench_gui.app.files import write_file  # noqa: PLC0415 - on the database thread

            write_file(file, content)
            return file

        def written(path: Path) -> None:
            self.saved = path
            self._desk.change_settings(reports_folder=str(path.parent))
            self.tasks.tell_written(path)

        self.tasks.begin(self.texts.t("Saving…"), write, written)

    def hand_over(self, file: Path) -> None:
        """Write everything that was said on this computer for the office."""
        make_bundle(self.tasks, file)

    def _give_up(self, job: Job) -> None:
        job.abandon()
        self.tasks.fail((problem("cancelled"),))

    def _take(self, filled: FilledIn) -> None:
        self.filled = filled
        self.changed.emit()
        self.loaded.emit()

    def _made(self, paper: Paper, language: str, then: Callable[[], None], content: bytes) -> None:
        self._pages[paper, language] = content
        self.tasks.end("")
        then()
