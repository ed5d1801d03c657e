"""Interviews: list them, start one, go on with one, answer, finish.

An `OpenInterview` lives in memory and touches no file: each step gives the statements that the caller hands to `save`.
Only when `save` has returned is the answer durable, and only then may a screen say so.
"""

import itertools
import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from clusterbench_gui.app.attaching import AnswerFiles
from clusterbench_gui.app.studies import Study
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.changes import Side
from clusterbench_gui.domain.contacts import Appointment, Contact
from clusterbench_gui.domain.editions import Instrument
from clusterbench_gui.domain.events import Event, EventKind, Statement
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.domain.questions import Failure, Outcome, QuestionState, Step
from clusterbench_gui.domain.status import Status
from clusterbench_gui.domain.studies import Cluster, Interview, Person
from clusterbench_gui.forms.session import FormSession

CLOSED = frozenset({Status.FINISHED, Status.APPROVED})
"""An interview that stands so is only to be read."""
Said = tuple[Step, tuple[Statement, ...]]
"""What a step did to the questionnaire, and what has to be saved."""


@dataclass(frozen=True, slots=True)
class InterviewRow:
    """A line of the list: a cluster, and its interview with this questionnaire where one was started."""

    cluster: Cluster
    instrument: Instrument
    interview: Interview | None = None
    in_conflict: bool = False
    """Whether two devices said different things in it, and a supervisor has to settle that before it counts."""
    contact: Contact | None = None
    """Whom to see, where that is known; of the coordinator, so only with the edition's first questionnaire."""
    appointment: Appointment | None = None
    """When and where, likewise."""
    interviewer: str = ""
    """Who began the interview, else to whom the cluster was given; "" where nobody knows."""
    remark: str = ""
    """What the supervisor said who returned the interview."""


def interview_rows(study: Study) -> tuple[InterviewRow, ...]:
    """Every interview of the study's edition, by questionnaire, then code of cluster, the newest first.

    The coordinators' come first; a cluster without one has a row that waits for it.
    """
    found: dict[tuple[str, str], list[Interview]] = {}
    for interview in study.workspace.interviews():
        found.setdefault((interview.cluster, interview.instrument), []).append(interview)
    rows: list[InterviewRow] = []
    unsettled = {one.interview for one in study.workspace.conflicts() if one.blocks}
    clusters = clusters_of(study)
    fill_in = _Known(study)
    for place, instrument in enumerate(study.edition.instruments):
        for cluster in clusters:
            interviews = found.get((cluster.code, study.edition.wave(instrument.id)), [])
            rows += [
                fill_in(InterviewRow(cluster, instrument, one, one.id in unsettled)) for one in reversed(interviews)
            ]
            if not interviews and not place:
                rows.append(fill_in(InterviewRow(cluster, instrument)))
    return tuple(rows)


def clusters_of(study: Study) -> tuple[Cluster, ...]:
    """The clusters of the study, then those that only interviews name: a bundle that brought them may have come in part."""
    listed = study.workspace.clusters()
    codes = {one.code for one in listed}
    unlisted = {one.cluster for one in study.workspace.interviews()} - codes
    return (*listed, *(Cluster(code, code) for code in sorted(unlisted)))


def cluster_of(study: Study, interview: Interview) -> Cluster:
    """The cluster of an interview, by its code alone where nobody has listed it."""
    code = interview.cluster
    return next((one for one in study.workspace.clusters() if one.code == code), Cluster(code, code))


class _Known:
    """What the study knows besides of whom a row is about."""

    def __init__(self, study: Study) -> None:
        workspace = study.workspace
        self._study = study
        self._contacts, self._appointments = workspace.contacts(), workspace.appointments()
        self._persons = {one.id: one.name for one in workspace.persons()}

    def __call__(self, row: InterviewRow) -> InterviewRow:
        """The row with all of it."""
        code, interview = row.cluster.code, row.interview
        contact = self._contacts.get(code)
        given = contact.interviewer if contact else ""
        is_coordinators = row.instrument == self._study.edition.instruments[0]
        return replace(
            row,
            contact=contact if is_coordinators else None,
            appointment=self._appointments.get(code) if is_coordinators else None,
            interviewer=(self._persons.get(interview.person, "") if interview else "") or given,
            remark=reason_of(self._study, interview.id) if interview and interview.status is Status.RETURNED else "",
        )


def reason_of(study: Study, interview: str) -> str:
    """Why the interview stands where it stands, as whoever changed that last said: why it was returned or opened again."""
    for one in reversed(study.workspace.history(interview, "")):
        if one.kind in {EventKind.STATUS, EventKind.REVIEW}:
            return one.value or "" if one.kind is EventKind.REVIEW else ""
    return ""


def with_reason(interview: str, status: Status, reason: str) -> tuple[Statement, ...]:
    """Another status, and why: a review of the whole interview, for unlike a status it is erased with a withdrawn consent."""
    changed = Statement(interview, EventKind.STATUS, status.value)
    return (changed, Statement(interview, EventKind.REVIEW, reason)) if reason else (changed,)


def add_cluster(study: Study, name: str) -> Cluster:
    """Add a cluster that nobody had listed, under the next free code K01, K02 …. Durable on return."""
    cluster = Cluster(next(free_codes(study)), name.strip())
    study.workspace.add_clusters([cluster])
    return cluster


def free_codes(study: Study) -> Iterator[str]:
    """The codes K01, K02 … that no cluster has."""
    taken = {one.code for one in study.workspace.clusters()}
    return (code for number in itertools.count(1) if (code := f"K{number:02d}") not in taken)


def start_interview(study: Study, cluster: str, author: Person, instrument: str = "coordinator") -> str:
    """Begin an interview of a cluster and return its id. Durable on return."""
    session = FormSession(study.form(instrument), instance_id=f"uuid:{uuid.uuid4()}")
    study.workspace.append(created(session, cluster, instrument), author)
    return session.instance_id


def created(session: FormSession, cluster: str, instrument: str) -> list[Statement]:
    """What begins an interview: that it is there, and what the form filled in by itself, such as the time of the start."""
    form, interview = session.form, session.instance_id
    about = {"cluster": cluster, "instrument": instrument, "form": form.id, "version": form.version}
    begun = Statement(interview, EventKind.CREATED, json.dumps(about, ensure_ascii=False, sort_keys=True))
    return [begun, *(Statement(interview, EventKind.ANSWER, value, path) for path, value in session.initial())]


def open_interview(study: Study, interview: str, language: str) -> "OpenInterview":
    """Bring an interview back as it was: answers, absences, rows, drafts, and the question where it was left."""
    workspace = study.workspace
    found = next(one for one in workspace.interviews() if one.id == interview)
    current = workspace.current(interview)
    session = session_of(study, found, current, language)
    cluster = cluster_of(study, found)
    in_conflict = any(one.blocks for one in workspace.conflicts(interview))
    return OpenInterview(
        session,
        found,
        cluster,
        workspace.drafts(interview),
        workspace.bookmark(interview),
        in_conflict,
        confirmed_of(workspace.of_kind(interview, EventKind.CONFIRMED)),
        AnswerFiles(workspace.of_kind(interview, EventKind.ATTACHMENT), current),
    )


def reopen(study: Study, interview: str, reason: str, author: Person) -> None:
    """Open a finished interview again, for a reason that goes into the log. Nothing where it is open. Durable on return.

    Raises `ProblemError` (`interview-unknown`).
    """
    if study.workspace.interview(interview).status in CLOSED:
        study.workspace.append(with_reason(interview, Status.OPEN, reason), author)


def session_of(study: Study, interview: Interview, events: Sequence[Event], language: str) -> FormSession:
    """A form session that stands where the log's current events put it."""
    form = study.form(interview.instrument)
    session = FormSession(form, instance_id=interview.id, keep_violations=True)
    session.set_language(form.language_for(language))
    session.restore(events)
    return session


def remarks_of(events: Sequence[Event]) -> dict[str, Event]:
    """The remarks that stand, by path: the last one of each, unless it was taken back."""
    last = {one.path: one for one in events if one.kind is EventKind.REMARK}
    return {path: one for path, one in last.items() if one.value}


def confirmed_of(events: Sequence[Event]) -> dict[str, str]:
    """The doubt that was confirmed last at each path (`QuestionState.doubt`)."""
    return {one.path: confirmation(one.value)[0] for one in events if one.kind is EventKind.CONFIRMED}


def confirmation(value: str | None) -> tuple[str, str]:
    """Which doubt somebody confirmed, and the words of the warning; "" where nothing can be read of it."""
    try:
        said = json.loads(value or "")
        return str(said["doubt"]), str(said["warning"])
    except (ValueError, LookupError, TypeError, RecursionError):
        return "", ""


def save(study: Study, statements: Sequence[Statement], author: Person) -> str:
    """Append statements to the log in one transaction; returns the wall time of the last. Durable on return."""
    return study.workspace.append(statements, author)[-1].wall


@dataclass(frozen=True, slots=True)
class Typed:
    """An answer to a question: its value, and what was written where that differs."""

    ref: str
    value: str
    typed: str | None = None


@dataclass(slots=True)
class OpenInterview:
    """An interview in the interviewer's hands. `drafts` are texts of fields that were never left, by path.

    A finished interview is there to be read: it changes only after `reopen`.
    """

    session: FormSession
    interview: Interview
    cluster: Cluster
    drafts: Mapping[str, str]
    bookmark: str
    in_conflict: bool = False
    confirmed: dict[str, str] = field(default_factory=dict)
    """The doubts that were confirmed, by path (`confirmed_of`)."""
    files: AnswerFiles = field(default_factory=AnswerFiles)
    """The files that answers name; what brings another answer to its path brings its file there as well."""

    def answer(self, ref: str, value: str, typed: str | None = None) -> Said:
        """Set a value; an empty one takes the answer back. A violated constraint is kept, flagged, and blocks finishing.

        What is saved is the value as the form writes it, which for times and dates is more than what was given.
        """
        if self.is_closed:
            return _CLOSED
        step = self.session.answer(ref, value)
        return step, self._answered(step, self.session.path_of(ref), value, typed) if _is_kept(step) else ()

    def answer_all(self, answers: Sequence[Typed]) -> tuple[tuple[Step, ...], Said]:
        """Set many values at once, as of the column of a roster: none may decide whether another is asked.

        Returns how each one went, and what they did together. Raises `KeyError` where a question does not exist.
        """
        if self.is_closed:
            return tuple(_CLOSED[0] for _ in answers), _CLOSED
        paths = [self.session.path_of(one.ref) for one in answers]
        found, step = self.session.answer_all((one.ref, one.value) for one in answers)
        said: list[Statement] = []
        for path, one, how in zip(paths, answers, found, strict=True):
            said += self._answered(how, path, one.value, one.typed) if _is_kept(how) else ()
        return found, (step, tuple(said))

    def absent(self, ref: str, absence: Absence) -> Said:
        """State why there is no value. `Outcome.INVALID` where the question does not allow this reason."""
        if self.is_closed:
            return _CLOSED
        step = self.session.absent(ref, absence)
        kept = _is_kept(step)
        return step, self._change(EventKind.ABSENCE, self.session.path_of(ref), absence.value) if kept else ()

    def add_row(self, roster: str, count: int = 1) -> Said:
        """Add a row at the end of a roster, or several: all of them, or none."""
        if self.is_closed:
            return _CLOSED
        step = self.session.add_repeat(roster, count)
        if step.outcome is not Outcome.OK:
            return step, ()
        added = (self.session.path_of(self.session.last_row(roster, back)) for back in reversed(range(count)))
        return step, tuple(said for path in added for said in self._change(EventKind.REPEAT_ADDED, path))

    def remove_row(self, row: str) -> Said:
        """Remove a row, with its answers; the log keeps them."""
        if self.is_closed:
            return _CLOSED
        path = self.session.path_of(row)
        step = self.session.remove_repeat(row)
        kept = step.outcome is Outcome.OK
        return step, self._change(EventKind.REPEAT_REMOVED, path) if kept else ()

    def put(self, side: Side) -> Said:
        """Put everything that a step changed back to one side of it (`Step.change`): undo, or redo. The log keeps all three."""
        if self.is_closed:
            return _CLOSED
        step, said = self.session.put(side)
        return step, self.files.along(said)

    @property
    def is_closed(self) -> bool:
        """Finished or approved: only to be read, until it is opened again."""
        return self.interview.status in CLOSED

    def reopen(self, reason: str) -> tuple[Statement, ...]:
        """What opens a finished interview again, with the reason for it; it must be finished anew to count."""
        if not self.is_closed:
            return ()
        self.interview = replace(self.interview, status=Status.OPEN)
        return with_reason(self.interview.id, Status.OPEN, reason)

    def is_confirmed(self, question: QuestionState) -> bool:
        """Whether somebody stood by the answer that a warning is about; no more once it, or what it is compared with, changed."""
        return bool(question.doubt) and self.confirmed.get(question.path) == question.doubt

    def confirm(self, ref: str) -> tuple[Statement, ...]:
        """Stand by an answer that a warning doubts; nothing where none does, or where that was said. A supervisor sees it.

        The reason is the remark at the same path, if there is one. The interview need not be opened again for it.
        """
        question = self.session.question(ref)
        if not question.doubt or self.is_confirmed(question):
            return ()
        self.confirmed[question.path] = question.doubt
        said = json.dumps({"doubt": question.doubt, "warning": question.warning}, ensure_ascii=False)
        return (Statement(self.interview.id, EventKind.CONFIRMED, said, question.path),)

    def failures(self) -> tuple[Failure, ...]:
        """What stands in the way of finishing, in form order."""
        return self.session.validate()

    def finish(self) -> tuple[Statement, ...]:
        """The statement that finishes the interview; nothing while `failures` remain.

        Raises `ProblemError` (`interview-in-conflict`): storage would refuse it, and with it all that is said afterwards.
        """
        if self.in_conflict:
            raise ProblemError(problem("interview-in-conflict", Place(name=self.interview.id)))
        if self.is_closed or self.failures():
            return ()
        self.interview = replace(self.interview, status=Status.FINISHED)
        return with_reason(self.interview.id, Status.FINISHED, "")

    def _answered(self, step: Step, path: str, value: str, typed: str | None) -> tuple[Statement, ...]:
        kept = self.session.value(path) if step.outcome is Outcome.OK else value
        return self._change(EventKind.ANSWER, path, kept, typed)

    def _change(self, kind: EventKind, path: str, value: str = "", typed: str | None = None) -> tuple[Statement, ...]:
        return self.files.along([Statement(self.interview.id, kind, value, path, typed)])


def _is_kept(step: Step) -> bool:
    return step.outcome in {Outcome.OK, Outcome.CONSTRAINT, Outcome.REQUIRED}


_CLOSED: Said = (Step(Outcome.READONLY), ())
