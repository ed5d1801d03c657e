"""Interviews without widgets: what the list shows, and what happens when somebody chooses a line."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from clusterbench_gui.domain.problems import Problem, problem
from clusterbench_gui.domain.status import Status
from clusterbench_gui.support.paths import studies_dir
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.desk import Desk
from clusterbench_gui.ui.models.grouping import Section, group_of, grouped
from clusterbench_gui.ui.models.words import field_window, group_title, when
from clusterbench_gui.ui.status import status_text

if TYPE_CHECKING:  # imports the form engine, which a list does without
    from clusterbench_gui.app.interviews import InterviewRow
    from clusterbench_gui.domain.contacts import Appointment, Contact
    from clusterbench_gui.domain.editions import Instrument
    from clusterbench_gui.ui.backend import Opened, Taken

SUFFIX = ".clusterbench"
_DEMO = "demo" + SUFFIX


class HomeViewModel(QObject):
    """State of the list. `changed` says that anything below may look different now."""

    changed = Signal()
    person_needed = Signal(object)
    """A name must be given first; carries what to do then (a callable)."""
    interview_opened = Signal(object)
    """An interview is ready to be shown (`Taken`)."""

    def __init__(self, desk: Desk, clock: Callable[[], date] = date.today) -> None:
        """Follow the desk's study; `clock` tells the day."""
        super().__init__()
        self._desk = desk
        self._clock = clock
        self.today = clock()
        """The day that the list is of."""
        self._search = ""
        self._searched_in: tuple[object, tuple[str, ...]] = (None, ())
        self._is_busy = False
        self._cancel_demo: Callable[[], None] | None = None
        self.demo_progress = (0, 0)
        """How many invented clusters of how many are made; (0, 0) when none are being made."""
        self._study = self._folder()
        desk.study_changed.connect(self._look_at_the_study)
        desk.failed.connect(self._rest)

    @property
    def texts(self) -> Texts:
        """Texts of the window."""
        return self._desk.texts

    @property
    def is_open(self) -> bool:
        """A study is open."""
        return self._desk.opened is not None

    @property
    def is_opening(self) -> bool:
        """A study is on its way."""
        return self._desk.is_opening

    @property
    def is_empty(self) -> bool:
        """The study has no cluster yet."""
        return self._desk.opened is not None and not self._desk.opened.rows

    @property
    def is_synthetic(self) -> bool:
        """The clusters are invented."""
        return self._desk.opened is not None and self._desk.opened.info.synthetic

    @property
    def is_read_only(self) -> bool:
        """Nothing can be written: another program writes to the study, or its folder is protected."""
        return self._desk.opened is not None and self._desk.opened.info.read_only

    @property
    def title(self) -> str:
        """Title of the study."""
        return self._desk.title

    @property
    def summary(self) -> str:
        """How many interviews of coordinators stand where, how many other forms are unfinished, and the field window."""
        opened = self._desk.opened
        if opened is None:
            return ""
        texts = self.texts
        first_form = self.first_form
        stands = [one.interview.status for one in opened.rows if one.interview and one.instrument == first_form]
        done = sum(status in _DONE for status in stands)
        begun = stands.count(Status.OPEN)
        interviews = [one.interview for one in opened.rows if one.interview and one.instrument != first_form]
        others = sum(one.status is Status.OPEN for one in interviews)
        clusters = texts.n("{n} cluster", "{n} clusters", len({one.cluster.code for one in opened.rows}))
        return "  ·  ".join(
            (
                clusters,
                texts.t("{count} in progress", count=begun),
                texts.t("{count} finished", count=done),
                *([texts.n("{n} other form in progress", "{n} other forms in progress", others)] if others else []),
                field_window(opened.edition.field_window, self.today, texts),
            )
        )

    @property
    def sections(self) -> tuple[Section, ...]:
        """The groups of the list, with the rows that match the search: every word of it stands somewhere in the row."""
        opened = self._desk.opened
        if opened is None:
            return ()
        words = self._search.casefold().split()
        found = (
            one for one, said in zip(opened.rows, self._said(opened), strict=True) if all(map(said.__contains__, words))
        )
        return grouped(found, self.today, with_empty=not words)

    def _said(self, opened: "Opened") -> tuple[str, ...]:
        """What each row says, to be searched at every letter: made once for each list, day and language."""
        made_of = (opened, self.today, self.texts.language)
        if self._searched_in[0] != made_of:
            self._searched_in = made_of, tuple(map(self._haystack, opened.rows))
        return self._searched_in[1]

    @property
    def rows(self) -> "tuple[InterviewRow, ...]":
        """The same rows without their groups."""
        return tuple(row for section in self.sections for row in section.rows)

    @property
    def first_form(self) -> "Instrument | None":
        """The questionnaire of the coordinator, whom contact and appointment are about."""
        return self._desk.opened.edition.instruments[0] if self._desk.opened is not None else None

    @property
    def further_forms(self) -> "tuple[Instrument, ...]":
        """The edition's questionnaires besides that of the coordinator, such as the expert form."""
        opened = self._desk.opened
        return opened.edition.instruments[1:] if opened is not None else ()

    @property
    def searched(self) -> str:
        """What is searched for: a new view goes on with it."""
        return self._search

    def search(self, text: str) -> None:
        """Show only rows with these words."""
        self._search = text
        self.changed.emit()

    def _folder(self) -> Path | None:
        return self._desk.opened.folder if self._desk.opened is not None else None

    def _look_at_the_study(self) -> None:
        """What was searched for in one study is not searched for in the next; a locked one comes back as it was."""
        folder = self._folder()
        if folder is not None and folder != self._study:
            self._search = "" if self._study is not None else self._search
            self._study = folder
        self.changed.emit()

    def open_row(self, row: "InterviewRow") -> None:
        """Go on with the row's interview, or start one; a finished one opens to be read."""
        if row.interview and row.interview.status is Status.WITHDRAWN:
            self._desk.failed.emit((problem("interview-withdrawn"),))
        elif not self._refuse_writing():
            self._with_person(lambda: self._once(lambda: self._open(row)))

    def say_contact(self, said: "Contact | Appointment") -> None:
        """Say whom to see in a cluster, or when and where."""
        if not self._refuse_writing():
            self._desk.change(lambda backend: backend.say_contact(said))

    def reopen(self, row: "InterviewRow", reason: str) -> None:
        """Open a finished interview again, for this reason, and show it."""
        interview = row.interview
        if interview is None or self._refuse_writing():
            return

        def reopen() -> None:
            author = self._desk.author()
            self._desk.change(
                lambda backend: backend.reopen(interview.id, reason, author), lambda _: self.open_row(row)
            )

        self._with_person(reopen)

    def withdraw(self, row: "InterviewRow") -> None:
        """Erase an interview whose consent was withdrawn; what could not be reached is told."""
        interview = row.interview
        if interview is None or self._refuse_writing():
            return

        def tell(missed: tuple[Problem, ...]) -> None:
            if missed:
                self._desk.failed.emit(missed)

        def withdraw() -> None:
            author = self._desk.author()
            self._desk.change(lambda backend: backend.withdraw(interview.id, author), tell)

        self._with_person(withdraw)

    def look_at_the_day(self) -> None:
        """Sort the list anew where another day has begun: at midnight tomorrow's appointments are today's."""
        if self.today != self._clock():
            self.today = self._clock()
            self.changed.emit()

    def start_form(self, row: "InterviewRow", instrument: str) -> None:
        """Start an interview of the row's cluster with a further questionnaire."""
        if not self._refuse_writing():
            self._with_person(lambda: self._once(lambda: self._start(row.cluster.code, instrument)))

    def start_with(self, name: str) -> None:
        """Add a cluster of this name and start its interview."""
        if not self._refuse_writing():
            self._with_person(lambda: self._once(lambda: self._desk.add_cluster(name, self._start)))

    def add_cluster(self, name: str) -> None:
        """Add a cluster without an interview; a search that would hide it ends."""
        self._desk.add_cluster(name, lambda _code: self.search(""))

    def name_person(self, name: str) -> None:
        """Keep the name of the person."""
        self._desk.name_person(name)

    def open_study(self, folder: Path) -> None:
        """Open another study."""
        self._desk.open(folder)

    def open_first(self) -> None:
        """Open the study of the built-in edition in its usual place."""
        self._desk.open_first()

    def create_study(self, title: str) -> None:
        """Make a study of this title among the studies, and open it."""
        self._desk.create(study_folder(title), title)

    def open_demo(self) -> None:
        """Open the demonstration study; it is made first when it is not there."""
        folder = studies_dir() / _DEMO
        if folder.exists():
            self._desk.open(folder)
        elif self._cancel_demo is None:
            self._cancel_demo = self._desk.make_demo(
                folder, self._demo_went_on, lambda: self._demo_made(folder), self._demo_failed
            )
            self._demo_went_on(0, 1)

    def cancel_demo(self) -> None:
        """Stop making the demonstration study."""
        if self._cancel_demo is not None:
            self._cancel_demo()

    def _haystack(self, one: "InterviewRow") -> str:
        texts = self.texts
        said = [
            one.cluster.code,
            one.cluster.name,
            one.instrument.title(texts.language),
            status_text(one, texts),
            group_title(group_of(one, self.today), texts),
            one.interviewer,
            *when(one, self.today, texts),
        ]
        if one.contact is not None:
            said += one.contact.values.values()
            said.append("".join(one.contact.phone.split()))
        if one.appointment is not None:
            said += [one.appointment.place, one.appointment.note]
        return " ".join(said).casefold()

    def _with_person(self, work: Callable[[], None]) -> None:
        if self._desk.person is None:
            self.person_needed.emit(work)
        else:
            work()

    def _open(self, row: "InterviewRow") -> None:
        if row.interview is None:
            self._start(row.cluster.code)
        else:
            self._desk.open_interview(row.interview.id, self._take)

    def _start(self, cluster: str, instrument: str = "") -> None:
        self._desk.start_interview(
            cluster, lambda interview: self._desk.open_interview(interview, self._take), instrument
        )

    def _take(self, taken: "Taken") -> None:
        self._rest()
        self.interview_opened.emit(taken)

    def _once(self, work: Callable[[], None]) -> None:
        """Do nothing while an interview is on its way: a second Enter would open, or start, another."""
        if not self._is_busy:
            self._is_busy = True
            work()

    def _rest(self, _problems: object = None) -> None:
        self._is_busy = False

    def _refuse_writing(self) -> bool:
        if self.is_read_only:
            self._desk.failed.emit((problem("workspace-read-only"),))
        return self.is_read_only

    def _demo_went_on(self, done: int, total: int) -> None:
        self.demo_progress = (done, total)
        self.changed.emit()

    def _demo_ended(self) -> None:
        self._cancel_demo = None
        self.demo_progress = (0, 0)
        self.changed.emit()

    def _demo_made(self, folder: Path) -> None:
        self._demo_ended()
        self._desk.open(folder)

    def _demo_failed(self, problems: tuple[Problem, ...]) -> None:
        self._demo_ended()
        if any(one.code != "cancelled" for one in problems):
            self._desk.failed.emit(problems)


_DONE = (Status.FINISHED, Status.APPROVED)


def study_folder(title: str) -> Path:
    """Where a study of this title is kept: letters and digits of the title, joined by hyphens."""
    words = "".join(letter if letter.isalnum() else " " for letter in title).split()
    return studies_dir() / ("-".join(words)[:60] + SUFFIX)
