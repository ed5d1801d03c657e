"""One interview from elsewhere into the log: new, an edit of one that is there, the same again, or refused.

What was taken in is remembered in the log: the id of a submission stands as an answer at `/ROOT/meta/instanceID`, with the
fingerprint of what it said as typed. So the same submission changes nothing when it comes again, even where somebody
corrected an answer since; and a correction of ours is never overwritten.
"""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import Enum

from clusterbench_gui.app.interviews import created, session_of
from clusterbench_gui.app.studies import Study
from clusterbench_gui.domain.events import Event, EventKind, Statement
from clusterbench_gui.domain.problems import Place, Problem, ProblemError, Severity, problem
from clusterbench_gui.domain.status import Status
from clusterbench_gui.domain.studies import Interview, Person
from clusterbench_gui.forms.contents import attached, fingerprint
from clusterbench_gui.forms.session import FormSession
from clusterbench_gui.forms.statements import statements

_OWN_MARK = "/meta/instanceID"
_FORMER_MARK = "/meta/deprecatedID"


class Fate(Enum):
    """What became of an interview that arrived."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody noted at a question; at the end of the interview where no moment is known."""

    path: str
    text: str
    person: Person
    moment: datetime | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """An interview from elsewhere, in a session that keeps violations.

    `replaces` is the submission that it is an edit of, `basis` the fingerprint of what that said, "" where nobody knows.
    `wanting` is what is not known to begin a new interview with. `opened` and `closed` are its own times, now where it has
    none. `files` gives the attachments that came along.
    """

    place: Place
    session: FormSession
    wave: str
    cluster: str
    author: Person
    wanting: Problem | None = None
    opened: datetime | None = None
    closed: datetime | None = None
    replaces: str = ""
    basis: str = ""
    is_complete: bool = True
    files: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an arrival, and what is to be said of it: why it was refused, and warnings."""

    place: Place
    interview: str
    fate: Fate
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mark:
    """That a submission was taken in: its id, where that stands, the fingerprint of what it said, and the log's clock."""

    submission: str
    path: str
    said: str | None
    clock: int

    @property
    def is_former(self) -> bool:
        """Whether it only was the one before."""
        return self.path.endswith(_FORMER_MARK)


class Intake:
    """Takes arrivals into a study; `dry_run` only says what would become of them."""

    def __init__(self, study: Study, *, dry_run: bool = False) -> None:
        """Look up which interviews and submissions the study has."""
        self._study = study
        self._dry_run = dry_run
        self._interviews = {one.id: one for one in study.workspace.interviews()}
        self._marks: dict[str, list[_Mark]] = {}
        self._known = {one: one for one in self._interviews}
        for event in study.workspace.said_at(_OWN_MARK, _FORMER_MARK):
            if event.value:
                self._mark(event.interview, _Mark(event.value, event.path, event.typed, event.clock))

    def interview_of(self, submission: str) -> Interview | None:
        """The interview that a submission belongs to, by its id."""
        return self._interviews.get(self._known.get(submission, ""))

    def is_known(self, submission: str) -> bool:
        """Whether a submission of this id was taken in, now or before."""
        return submission in self._known

    def take(self, arrival: Arrival) -> Taken:
        """Take an interview in, in one transaction. What does not fit comes back as refused; nothing is overwritten.

        Raises `ProblemError` only where the study itself cannot be written.
        """
        submission = arrival.session.instance_id
        target = self._known.get(submission)
        before = self._known.get(arrival.replaces) if arrival.replaces else None
        if target is not None:
            fate, refusal = self._again(arrival, target)
        elif before is not None:
            target = before
            fate, refusal = self._edit(arrival, before, submission)
        else:
            target = submission
            fate, refusal = self._new(arrival)
        problems = list(arrival.problems)
        if refusal is not None:
            return Taken(arrival.place, target, Fate.REFUSED, (refusal, *problems))
        self._note(arrival, target)
        problems += self._attach(arrival, target)
        return Taken(arrival.place, target, fate, tuple(problems))

    def _new(self, arrival: Arrival) -> tuple[Fate, Problem | None]:
        session = arrival.session
        if arrival.wanting is not None:
            return Fate.REFUSED, arrival.wanting
        said = [created(session, arrival.cluster, arrival.wave)[0], *_answers(session)]
        said += self._marked(arrival, session.instance_id)
        own = [one for one in arrival.remarks if one.person == arrival.author]
        said += (Statement(session.instance_id, EventKind.REMARK, one.text, one.path) for one in own)
        if arrival.is_complete and not session.validate():
            said.append(Statement(session.instance_id, EventKind.STATUS, Status.FINISHED.value))
        self._append(arrival, said)
        return Fate.NEW, None

    def _note(self, arrival: Arrival, interview: str) -> None:
        """Say the remarks that were never said: others than the author note in their own name."""
        if self._dry_run or not arrival.remarks:
            return
        events = self._study.workspace.events(interview)
        said = {(one.path, one.value) for one in events if one.kind is EventKind.REMARK}
        for one in arrival.remarks:
            if (one.path, one.text) not in said:
                statement = Statement(interview, EventKind.REMARK, one.text, one.path)
                wall = _at_most_now(one.moment or arrival.closed)
                self._study.workspace.append([statement], one.person, wall=wall)

    def _again(self, arrival: Arrival, interview: str) -> tuple[Fate, Problem | None]:
        """A submission whose id is known: nothing to do where it says what it said before, or what the interview says."""
        found = self._interviews.get(interview)
        if found is not None and found.status is Status.WITHDRAWN:
            return Fate.REFUSED, problem("interview-withdrawn", arrival.place)
        submission = arrival.session.instance_id
        marks = [one for one in self._marks.get(interview, ()) if one.submission == submission]
        said = fingerprint(arrival.session)
        is_former = any(one.is_former for one in marks)
        if is_former or said in {one.said for one in marks} or said == self._standing(interview, found):
            return Fate.UNCHANGED, None
        return Fate.REFUSED, problem("import-differs", arrival.place, interview=interview)

    def _standing(self, interview: str, found: Interview | None) -> str:
        """The fingerprint of an interview as it stands; "" for one that this dry run would have made."""
        if found is None:
            return ""
        current = self._study.workspace.current(interview)
        return fingerprint(session_of(self._study, found, current, self._study.edition.languages[0]))

    def _edit(self, arrival: Arrival, interview: str, submission: str) -> tuple[Fate, Problem | None]:
        """An edit: what it says otherwise becomes new answers, unless it would overwrite what was said here since."""
        found = self._interviews.get(interview)
        if found is None:  # a dry run would have made it
            self._mark(interview, _Mark(submission, _OWN_MARK, fingerprint(arrival.session), 0))
            return Fate.CHANGED, None
        if found.status is Status.WITHDRAWN:
            return Fate.REFUSED, problem("interview-withdrawn", arrival.place)
        if found.instrument != arrival.wave:
            wanted, other = found.instrument, arrival.wave
            return Fate.REFUSED, problem("import-other-instrument", arrival.place, wanted=wanted, found=other)
        if any(one.blocks for one in self._study.workspace.conflicts(interview)):  # it could not be finished
            return Fate.REFUSED, problem("interview-in-conflict", arrival.place)
        arrival.session.edit(interview)
        current = self._study.workspace.current(interview)
        said = _answers(arrival.session, current)
        marks = [one for one in self._marks.get(interview, ()) if not one.is_former]
        if not marks and arrival.basis not in {"", self._standing(interview, found)}:
            return Fate.REFUSED, problem("import-differs", arrival.place, interview=interview)
        if marks:
            ours = {one.path for one in current if one.clock > marks[-1].clock}
            is_outdated = marks[-1].submission != arrival.replaces
            if is_outdated or any(one.path in ours for one in said):
                return Fate.REFUSED, problem("import-differs", arrival.place, interview=interview)
        said += self._marked(arrival, submission)
        if found.status in {Status.FINISHED, Status.APPROVED}:
            said.insert(0, Statement(interview, EventKind.STATUS, Status.OPEN.value))
        if arrival.is_complete and not arrival.session.validate():
            said.append(Statement(interview, EventKind.STATUS, Status.FINISHED.value))
        self._append(arrival, said)
        return Fate.CHANGED, None

    def _marked(self, arrival: Arrival, submission: str) -> list[Statement]:
        """What the log keeps of the submission itself."""
        session = arrival.session
        root = session.form.root.path
        marks = [
            Statement(
                session.instance_id, EventKind.ANSWER, submission, f"{root}{_OWN_MARK}", typed=fingerprint(session)
            )
        ]
        if arrival.replaces:
            marks.append(Statement(session.instance_id, EventKind.ANSWER, arrival.replaces, f"{root}{_FORMER_MARK}"))
        return marks

    def _append(self, arrival: Arrival, said: Sequence[Statement]) -> None:
        """Write to the log, and know the interview from now on as the study does."""
        interview = said[0].interview
        clock = 0
        if not self._dry_run:
            wall = list(_moments(arrival, said))
            clock = self._study.workspace.append(said, arrival.author, wall=wall)[-1].clock
            self._interviews[interview] = self._study.workspace.interview(interview)
        for one in said:
            if one.path.endswith((_OWN_MARK, _FORMER_MARK)):
                self._mark(interview, _Mark(one.value, one.path, one.typed, clock))

    def _mark(self, interview: str, mark: _Mark) -> None:
        self._known[mark.submission] = interview
        self._marks.setdefault(interview, []).append(mark)

    def _attach(self, arrival: Arrival, interview: str) -> list[Problem]:
        """Keep the files that the answers name and that are not there yet; warnings of those that cannot be kept."""
        found: list[Problem] = []
        workspace = self._study.workspace
        is_there = interview in self._interviews
        kept = workspace.attachments(interview) if is_there else {}
        for path, name in attached(arrival.session):
            if path in kept:
                continue
            if name not in arrival.files:
                found.append(problem("import-file-missing", arrival.place, Severity.WARNING, text=name))
            elif not self._dry_run:
                content, wrong = _content(arrival.files[name])
                found += wrong
                if not wrong:
                    workspace.attach(interview, path, io.BytesIO(content), name, arrival.author)
        return found


def _content(read: Callable[[], bytes]) -> tuple[bytes, list[Problem]]:
    """What a file holds; else warnings, for the interview is in the log by now, and others are still to come."""
    try:
        return read(), []
    except ProblemError as error:
        return b"", [replace(one, severity=Severity.WARNING) for one in error.problems]


def _answers(session: FormSession, said: Sequence[Event] = ()) -> list[Statement]:
    """What is to be said of an interview beyond its own identity, for which the marks speak."""
    return [one for one in statements(session, said) if not one.path.endswith((_OWN_MARK, _FORMER_MARK))]


def _moments(arrival: Arrival, said: Sequence[Statement]) -> Iterator[datetime]:
    """The times to be written: those of the arrival, as far as they are not in the future."""
    opened = _at_most_now(arrival.opened or arrival.closed)
    closed = max(_at_most_now(arrival.closed or opened), opened)
    noted = {(one.path, one.text): one.moment for one in arrival.remarks}
    for one in said:
        moment = noted.get((one.path, one.value)) if one.kind is EventKind.REMARK else None
        yield opened if one.kind is EventKind.CREATED else _at_most_now(moment) if moment else closed


def _at_most_now(moment: datetime | None) -> datetime:
    """A moment that is not ahead of this machine: the log's clock would follow it, and never come back."""
    now = datetime.now(UTC).astimezone()
    return now if moment is None or moment > now else moment


def refused(place: Place, error: ProblemError) -> Taken:
    """What cannot even be read."""
    return Taken(place, "", Fate.REFUSED, error.problems)
