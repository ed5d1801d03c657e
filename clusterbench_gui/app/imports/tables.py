"""Tables of answers as arrivals: one row an interview, and the rows of its rosters in tables of their own."""

import json
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from clusterbench_gui.app.imports.columns import DICTIONARY, KEY, PARENT_KEY, REMARKS, Asked, Matched, match
from clusterbench_gui.app.imports.intake import Arrival, Intake, Remark
from clusterbench_gui.app.imports.people import person_named, remark_of
from clusterbench_gui.app.imports.submissions import CLUSTER_QUESTION, cluster_of
from clusterbench_gui.app.studies import Study
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.events import Event, EventKind, Role
from clusterbench_gui.domain.problems import Place, Problem, ProblemError, Severity, problem
from clusterbench_gui.domain.questions import Failure, Fault
from clusterbench_gui.domain.status import Status
from clusterbench_gui.exchange.incoming import Line, Table
from clusterbench_gui.exchange.submissions import moment
from clusterbench_gui.forms.filling import faults, filled, is_asked, place_of, stored
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.model import Element
from clusterbench_gui.forms.session import FormSession

_ROWS = uuid.UUID("0b6c7c1e-4a5e-5d0e-9f43-8a8f8c1f2a10")
"""What ids of interviews are made from that their table does not name."""
_NOT_ASKED = Absence.NOT_ASKED.value
_ABSENCES = frozenset(one.value for one in Absence)
_DONE = frozenset({"", Status.FINISHED.value, Status.APPROVED.value})
_CODES = {Fault.CONSTRAINT: "import-constraint", Fault.STALE: "import-choice", Fault.INVALID: "import-value"}


@dataclass(slots=True)
class _Draft:
    """An interview in the making: its own row, and the rows of its rosters with the keys of each."""

    interview: str
    matched: Matched
    line: Line
    rows: list[tuple[Matched, Line, tuple[str, ...]]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def place(self) -> Place:
        return self.matched.table.place(self.line.row)

    def cell(self, name: str) -> str:
        """What stands in one of the columns that are no questions; "" where there is no such column."""
        index = self.matched.known.get(name)
        return "" if index is None else self.line.cells[index].strip()


@dataclass(slots=True)
class _Read:
    """What is read of a draft: statements by path, where each stands, and what is wrong."""

    said: list[Event] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


class TableImport:
    """The interviews of tables that belong together."""

    def __init__(
        self,
        study: Study,
        tables: Sequence[Table],
        cluster: str | None,
        files: Mapping[str, Callable[[], bytes]] | None = None,
    ) -> None:
        """Match the tables, and the rows of rosters to their interviews. `files` are those that answers may name.

        Raises `ProblemError` with all that is wrong with the tables themselves: `import-table-unknown`,
        `import-column-unknown`, `import-interview-twice`, `import-row-orphan`, `import-row-key`, `import-row-twice`.
        """
        self._study = study
        self._cluster = cluster
        self._files = files or {}
        self._drafts: dict[str, _Draft] = {}
        self._central: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._counters: Counter[tuple[str, str, tuple[str, ...]]] = Counter()
        self._problems: list[Problem] = []
        remarks = [one for one in tables if set(REMARKS) <= set(one.header)]
        answers = [one for one in tables if one not in remarks and not set(DICTIONARY) <= set(one.header)]
        matched = [found for one in answers for found in self._matched(one)]
        for one in sorted(matched, key=lambda found: found.flat.scope.depth):
            (self._read_rows if one.is_roster else self._read_interviews)(one)
        for table in remarks:
            self._read_remarks(table)
        self._rosters = {wave: self._listed(matched, wave) for wave in {one.wave for one in matched}}
        if self._problems:
            raise ProblemError(*self._problems)

    def __len__(self) -> int:
        return len(self._drafts)

    def arrivals(self, intake: Intake) -> Iterator[Arrival | tuple[Place, ProblemError]]:
        """Every interview, or its place and all that is wrong with its cells."""
        for draft in self._drafts.values():
            try:
                arrived = self._arrival(draft, intake)
            except ProblemError as error:
                yield draft.place, error
            else:
                yield arrived

    def _matched(self, table: Table) -> list[Matched]:
        try:
            return [match(self._study, table)]
        except ProblemError as error:
            self._problems += error.problems
            return []

    @staticmethod
    def _listed(matched: Sequence[Matched], wave: str) -> frozenset[Element]:
        return frozenset(one.flat.scope for one in matched if one.wave == wave and one.is_roster)

    def _read_interviews(self, matched: Matched) -> None:
        seen: Counter[str] = Counter()
        for line in matched.table.lines:
            draft = _Draft("", matched, line)
            content = json.dumps([matched.wave, matched.table.header, line.cells], ensure_ascii=False)
            seen[content] += 1
            made = f"uuid:{uuid.uuid5(_ROWS, f'{content}{seen[content]}')}"
            draft.interview = draft.cell("_interview") or made
            if draft.interview in self._drafts:
                self._problems.append(problem("import-interview-twice", draft.place, interview=draft.interview))
            self._drafts[draft.interview] = draft

    def _read_rows(self, matched: Matched) -> None:
        for line in matched.table.lines:
            interview, keys = self._keys(matched, line)
            draft = self._drafts.get(interview)
            place = matched.table.place(line.row)
            if draft is None or draft.matched.wave != matched.wave:
                self._problems.append(problem("import-row-orphan", place, text=interview))
            elif len(keys) != matched.flat.scope.depth or not all(key.isalnum() and key.isascii() for key in keys):
                self._problems.append(problem("import-row-key", place, text="/".join(keys)))
            elif any(one is matched and other == keys for one, _, other in draft.rows):
                self._problems.append(problem("import-row-twice", place, text="/".join(keys)))
            else:
                draft.rows.append((matched, line, keys))

    def _keys(self, matched: Matched, line: Line) -> tuple[str, tuple[str, ...]]:
        """The interview of a roster's row, and its keys: as stated, else by counting below what it says it belongs to."""
        known = {name: line.cells[index].strip() for name, index in matched.known.items()}
        if "_row" in known:
            return known.get("_interview", ""), tuple(known["_row"].split("/"))
        parent = known.get(PARENT_KEY, known.get("_interview", ""))
        interview, above = self._central.get(parent, (parent, ()))
        group = (matched.flat.roster, interview, above)
        self._counters[group] += 1
        keys = (*above, str(self._counters[group]))
        if KEY in known:
            self._central[known[KEY]] = (interview, keys)
        return interview, keys

    def _read_remarks(self, table: Table) -> None:
        for line in table.lines:
            cells = dict(zip(table.header, line.cells, strict=True))
            draft = self._drafts.get(cells["_interview"])
            if draft is not None:
                draft.remarks.append(remark_of(self._study, cells))

    def _arrival(self, draft: _Draft, intake: Intake) -> Arrival:
        wave = draft.matched.wave
        form = self._study.form(wave)
        read = _Read()
        self._read_cells(read, draft, draft.matched, draft.line, ())
        for matched, line, keys in draft.rows:
            path = place_of(matched.flat.scope, keys)
            read.places[path] = matched.table.place(line.row)
            read.said.append(_event(form, draft.interview, EventKind.REPEAT_ADDED, path, ""))
            self._read_cells(read, draft, matched, line, keys)
        session = self._session(form, draft, read)
        known = intake.interview_of(draft.interview)
        cluster = known.cluster if known else ""
        try:
            claims = (draft.cell("_cluster"), _said_of(session, CLUSTER_QUESTION))
            cluster = cluster or cluster_of(self._study, draft.place, claims, self._cluster)
        except ProblemError as error:
            read.problems += error.problems
        if any(one.severity is Severity.ERROR for one in read.problems):
            raise ProblemError(*read.problems)
        return Arrival(
            place=draft.place,
            session=session,
            wave=wave,
            cluster=cluster,
            author=person_named(self._study, draft.cell("_person")),
            opened=moment(draft.cell("_opened")),
            closed=moment(draft.cell("_touched")),
            is_complete=draft.cell("_status") in _DONE,
            files=self._files,
            remarks=tuple(draft.remarks),
            problems=tuple(read.problems),
        )

    def _read_cells(self, read: _Read, draft: _Draft, matched: Matched, line: Line, keys: tuple[str, ...]) -> None:
        """What the cells of a row say, each question once: a value, or why there is none."""
        form = self._study.form(matched.wave)
        words = {one.element: line.cells[one.index].strip() for one in matched.asked if one.is_absence}
        for asked in matched.asked:
            if asked.is_absence:
                continue
            text, word = line.cells[asked.index], words.get(asked.element, "")
            path = place_of(asked.element, keys)
            place = matched.table.place(line.row, matched.table.header[asked.index])
            wrong, kind, value = _said(asked, text, word)
            if wrong:
                read.problems.append(problem(wrong, place, text=word if wrong == "import-absence" else text))
            elif kind is not None:
                read.places[path] = place
                read.said.append(_event(form, draft.interview, kind, path, value))

    def _session(self, form: Form, draft: _Draft, read: _Read) -> FormSession:
        session = filled(form, draft.interview, read.said, self._rosters[draft.matched.wave])
        for path, failure in faults(session):
            read.problems.append(_fault(read.places.get(path, draft.place), session, path, failure))
        for event in read.said:
            if event.value and event.kind is EventKind.ANSWER and not is_asked(session, event.path):
                place = read.places.get(event.path, draft.place)
                read.problems.append(problem("import-not-asked", place, Severity.WARNING, text=event.value))
        return session


def _said(asked: Asked, text: str, word: str) -> tuple[str, EventKind | None, str]:
    """What a cell and the one of its absence say together: a code where that is wrong, else kind and value."""
    element = asked.element
    if word == _NOT_ASKED and not text.strip():
        return "", None, ""
    if word:
        allowed = {one.value for one in element.bind.absences}
        is_right = word in _ABSENCES & allowed and not text.strip()
        return ("", EventKind.ABSENCE, word) if is_right else ("import-absence", None, "")
    if not text:
        return "", EventKind.ANSWER, ""
    value = stored(element, text)
    return ("import-value", None, "") if value is None else ("", EventKind.ANSWER, value)


def _fault(place: Place, session: FormSession, path: str, failure: Failure) -> Problem:
    value = session.question(failure.ref).value
    found = problem(_CODES[failure.check.fault], place, text=value, message=failure.check.message)
    return found if place.column else replace(found, place=replace(place, name=path))


def _said_of(session: FormSession, name: str) -> str:
    path = session.form.paths.get(name)
    return next((one.value for one in session.questions() if one.path == path), "") if path else ""


def _event(form: Form, interview: str, kind: EventKind, path: str, value: str) -> Event:
    """A statement as a session takes it from the log; nobody has said it yet."""
    return Event(
        "", "", 0, 0, "", "", Role.INTERVIEWER, interview, form.id, form.version, path, kind, None, value, None
    )
