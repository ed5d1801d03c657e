"""The event log: append in one transaction, read what is current and how it came about (docs/adr/0001-event-table.md)."""

import itertools
import json
import secrets
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any

from clusterbench_gui.domain.events import Event, EventKind, Role, Statement
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.domain.status import Status
from clusterbench_gui.domain.studies import Person
from clusterbench_gui.storage.engine import Database
from clusterbench_gui.storage.log.chain import NO_PREVIOUS, SALT_BYTES, columns_of, event_hash, new_id, payload_hash
from clusterbench_gui.storage.log.clock import tick
from clusterbench_gui.storage.log.projections import project
from clusterbench_gui.support.plain import plain

_ANSWERS = frozenset({EventKind.ANSWER, EventKind.ABSENCE})
_ROWS = frozenset({EventKind.REPEAT_ADDED, EventKind.REPEAT_REMOVED})
_FIELDS = tuple(one.name for one in fields(Event))
_SHARED = ("device", "person", "interview", "form", "version", "path")
_NEWEST = """
    with recursive chain (device) as (
        select min(device) from event
        union all select (select min(device) from event where device > chain.device) from chain where device is not null)
    select clock, wall from chain join event using (device)
    where sequence = (select max(sequence) from event where device = chain.device)
    order by clock desc, device desc limit 1"""
Wall = datetime | Sequence[datetime] | None
"""The time to be written: one for all statements, or one for each; now where it is None."""


@dataclass(frozen=True, slots=True)
class _Head:
    """Where the device's chain ends, and the largest clock of the whole log."""

    sequence: int
    hash: bytes
    clock: int


class EventLog:
    """The log of an open workspace. `device` is the chain that goes on: that of this copy on this device (`writer.py`)."""

    def __init__(self, db: Database, device: str) -> None:
        self._db = db
        self._device = device

    def append(self, statements: Sequence[Statement], author: Person, wall: Wall) -> tuple[Event, ...]:
        """Append statements. Part of the caller's transaction, which keeps all of them or none.

        Raises `ProblemError`: `interview-unknown`, `interview-exists`, `interview-withdrawn`, `cluster-unknown`; and
        ValueError or KeyError for a statement that is not well formed.
        """
        moments = map(_moment, wall) if isinstance(wall, Sequence) else itertools.repeat(_moment(wall), len(statements))
        events: list[Event] = []
        self.keep_person(author)
        head = self._head()
        for statement, moment in zip(statements, moments, strict=True):
            event, head = self._append_one(statement, author, moment, head)
            events.append(event)
        return tuple(events)

    def current(self, interview: str) -> tuple[Event, ...]:
        """The answer or absence that stands at each path, and every row added or removed, in the order of the log."""
        events = self.events(interview)
        last = {event.path: event.id for event in events if event.kind in _ANSWERS}
        return tuple(event for event in events if event.kind in _ROWS or last.get(event.path) == event.id)

    def current_all(self, interviews: Sequence[str] | None = None) -> Mapping[str, tuple[Event, ...]]:
        """`current` of each of the interviews that has any; of all where none are named."""
        if interviews is None:
            rows = self._db.execute("select id from interview order by rowid").fetchall()
            interviews = [identity for (identity,) in rows]
        return {one: events for one in interviews if (events := self.current(one))}

    def history(self, interview: str, path: str) -> tuple[Event, ...]:
        """Everything that was said at one path, oldest first."""
        query = "select * from entry where interview = ? and path = ? order by clock, device, sequence"
        return self._events(query, (interview, path))

    def events(self, interview: str) -> tuple[Event, ...]:
        """Everything that was said in one interview, oldest first."""
        query = "select * from entry where interview = ? order by clock, device, sequence"
        return self._events(query, (interview,))

    def of_kind(self, interview: str, kind: EventKind) -> tuple[Event, ...]:
        """Everything of one kind that was said in one interview, oldest first."""
        query = "select * from entry where interview = ? and kind = ? order by clock, device, sequence"
        return self._events(query, (interview, kind.value))

    def attachments(self, interview: str) -> Mapping[str, Event]:
        """The last attachment at each path, unless it was taken back or erased."""
        query = "select * from entry where interview = ? and kind = 'attachment' order by clock, device, sequence"
        last = {event.path: event for event in self._events(query, (interview,))}
        return {path: event for path, event in last.items() if event.value}

    def said_at(self, *endings: str) -> tuple[Event, ...]:
        """Everything that was answered at paths with one of these endings, of all interviews, oldest first."""
        wanted = " or ".join("substr(path, -length(?)) = ?" for _ in endings)
        query = f"select * from entry where kind = 'answer' and ({wanted}) order by clock, device, sequence"  # noqa: S608 - marks only
        return self._events(query, [text for one in endings for text in (one, one)])

    def newest(self) -> str:
        """Wall time of the newest event; "" for an empty log."""
        row = self._newest()
        return row[1] if row else ""

    def _append_one(self, statement: Statement, author: Person, moment: datetime, head: _Head) -> tuple[Event, _Head]:
        form, version = self._subject(statement)
        clock = tick(head.clock, moment)
        event = Event(
            id=new_id(clock),
            device=self._device,
            sequence=head.sequence + 1,
            clock=clock,
            wall=moment.isoformat(timespec="milliseconds"),
            person=author.id,
            role=author.role,
            interview=statement.interview,
            form=form,
            version=version,
            path=statement.path,
            kind=statement.kind,
            replaces=self._replaced(statement),
            value=plain(statement.value),
            typed=None if statement.typed is None else plain(statement.typed),
        )
        hashed = self._insert(event, head.hash)
        project(self._db, event)
        return event, _Head(event.sequence, hashed, clock)

    def _insert(self, event: Event, previous: bytes) -> bytes:
        salt = secrets.token_bytes(SALT_BYTES)
        value = event.value or ""
        payload = payload_hash(salt, value, event.typed)
        columns = columns_of(event)
        hashed = event_hash(columns, payload, previous)
        self._db.execute(
            "insert into event (id, device, sequence, clock, wall, person, role, interview, form, version, path, kind,"
            " replaces, payload_hash, previous, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*columns, payload, previous, hashed),
        )
        self._db.execute(
            "insert into payload (event, salt, value, typed) values (?, ?, ?, ?)",
            (event.id, salt, value, event.typed),
        )
        return hashed

    def _subject(self, statement: Statement) -> tuple[str, str]:
        """Form and version that a statement is about; refuses what cannot be about anything."""
        row = self._db.execute(
            "select form, version, status from interview where id = ?", (statement.interview,)
        ).fetchone()
        if statement.kind is EventKind.CREATED:
            if row:
                raise ProblemError(problem("interview-exists", Place(name=statement.interview)))
            return self._subject_of_created(statement)
        if row is None:
            raise ProblemError(problem("interview-unknown", Place(name=statement.interview)))
        if row[2] == Status.WITHDRAWN.value:
            raise ProblemError(problem("interview-withdrawn", Place(name=statement.interview)))
        return row[0], row[1]

    def _subject_of_created(self, statement: Statement) -> tuple[str, str]:
        about = json.loads(statement.value)
        if not self._db.execute("select 1 from cluster where code = ?", (about["cluster"],)).fetchone():
            raise ProblemError(problem("cluster-unknown", Place(name=about["cluster"])))
        return about["form"], about["version"]

    def _replaced(self, statement: Statement) -> str | None:
        """Id of the event that this one takes the place of: same path, and the same kind of thing."""
        alike = next((group for group in (_ANSWERS, _ROWS) if statement.kind in group), {statement.kind})
        kinds = sorted(one.value for one in alike)
        row = self._db.execute(
            "select id from event where interview = ? and path = ? and kind in (?, ?)"
            " order by clock desc, device desc, sequence desc limit 1",
            (statement.interview, statement.path, kinds[0], kinds[-1]),
        ).fetchone()
        return row[0] if row else None

    def _head(self) -> _Head:
        query = "select sequence, hash from event where device = ? order by sequence desc limit 1"
        sequence, hashed = self._db.execute(query, (self._device,)).fetchone() or (0, NO_PREVIOUS)
        clock, _ = self._newest() or (0, "")
        return _Head(sequence, hashed, clock)

    def _newest(self) -> tuple[int, str] | None:
        """Clock and wall time of the newest event. Within a chain clocks grow, so it is the end of a chain."""
        row: tuple[int, str] | None = self._db.execute(_NEWEST).fetchone()
        return row

    def keep_person(self, person: Person) -> None:
        """Keep who speaks, with their newest name and role. Part of the caller's transaction."""
        self._db.execute(
            "insert into person (id, name, role) values (?, ?, ?) on conflict (id) do update"
            " set name = excluded.name, role = excluded.role where (name, role) <> (excluded.name, excluded.role)",
            (person.id, person.name, person.role.value),
        )

    def _events(self, query: str, values: Sequence[str] | dict[str, Any] | None = None) -> tuple[Event, ...]:
        return tuple(event_of(row) for row in self._db.execute(query, values))


def _moment(wall: datetime | None) -> datetime:
    """The time to be written: the given one with its offset, else now as this machine shows it."""
    if wall is None:
        return datetime.now(UTC).astimezone()
    return wall if wall.tzinfo else wall.astimezone()


def event_of(row: Sequence[Any]) -> Event:
    """An event from a row of the view `entry`, whose columns stand in the order of the fields.

    Texts that most events share are kept once: of a million answers this is half of the memory.
    """
    values = dict(zip(_FIELDS, row, strict=True))
    values |= {name: sys.intern(values[name]) for name in _SHARED}
    return Event(**values | {"role": Role(values["role"]), "kind": EventKind(values["kind"])})
