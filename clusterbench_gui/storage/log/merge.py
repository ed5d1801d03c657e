"""Taking in the logs of other devices (docs/adr/0007-many-devices.md).

What a merge leaves behind depends only on what has come in, not on its order, its parts or how often it came: an event joins
the log when the one before it in its chain is there, or, where a repair left a hole, the one after it; it waits until then.
Nothing is ever overwritten.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any, NamedTuple, cast

from clusterbench_gui.domain.events import EventKind, Role
from clusterbench_gui.domain.problems import Place, Problem, ProblemError, problem
from clusterbench_gui.domain.records import Merged, Record
from clusterbench_gui.domain.status import Status
from clusterbench_gui.storage.engine import Database
from clusterbench_gui.storage.log.chain import NO_PREVIOUS, Columns, event_hash, payload_hash
from clusterbench_gui.storage.log.clock import LAST_CLOCK
from clusterbench_gui.storage.log.projections import project_joined
from clusterbench_gui.support.plain import is_plain

_ID = itemgetter(0)
_OWN = 13
_EVENT = 16
_MARKS = ", ".join("?" * _EVENT)
_INSERT_EVENT = f"insert or ignore into event values ({_MARKS})"  # noqa: S608 - question marks
_INSERT_PAYLOAD = "insert or ignore into payload values (?, ?, ?, ?)"
_INSERT_WAITING = f"insert or ignore into waiting values ({_MARKS}, ?, ?, ?)"  # noqa: S608 - same
_DEEPEST = 1000
_KINDS = frozenset(one.value for one in EventKind)
_ROLES = frozenset(one.value for one in Role)
_STATUSES = frozenset(one.value for one in Status)
_KEPT = frozenset({EventKind.CREATED.value, EventKind.STATUS.value, EventKind.CONSENT_WITHDRAWN.value})


@dataclass(slots=True)
class _Chain:
    """Where a chain ends in this log, and what of it is new."""

    id: str
    sequence: int = 0
    hash: bytes = NO_PREVIOUS
    clock: int = -1


class _Known(NamedTuple):
    """An event of the chain that is here already."""

    hash: bytes
    previous: bytes
    whole: bool
    """Whether its payload is here too."""


@dataclass(slots=True)
class _Found:
    """What is to be written."""

    joined: list[Record]
    refilled: list[Record]
    waiting: list[Record]
    waited: list[Record]
    """What had been waiting; it joined now, or waits again."""
    known: int = 0


def merge(db: Database, records: Iterable[Record]) -> Merged:
    """Take in events of other devices. Part of the caller's transaction, which keeps all of them or none.

    Raises `ProblemError`: `event-forged` (a hash does not fit, or the event cannot be what it says it is), `chain-forked`
    (another event stands at this place of its chain), `event-taken` (its id belongs to another event).
    """
    found = _Found([], [], [], [])
    for chain, incoming in _by_chain(records).items():
        _sort_out(db, chain, incoming, found)
    _write(db, found)
    interviews = sorted({one.interview for one in (*found.joined, *found.refilled)})
    if interviews:
        project_joined(db, interviews)
    _erase_waiting(db, {one.interview for one in found.waiting})
    waiting = db.execute("select count(*) from waiting").fetchone()[0]
    return Merged(len(found.joined), found.known, waiting, tuple(interviews))


def read_chains(db: Database, chains: Sequence[str]) -> Iterator[Record]:
    """Every event of these chains, each chain from its beginning; payloads that were erased are not there."""
    query = (
        "select event.*, salt, value, typed from event left join payload on payload.event = event.id"
        " where device in (select value from json_each(?)) order by device, sequence"
    )
    for row in db.execute(query, (json.dumps(list(chains)),)):
        yield Record(*row)


def _by_chain(records: Iterable[Record]) -> dict[str, dict[int, Record]]:
    found: dict[str, dict[int, Record]] = {}
    for one in records:
        chain = found.setdefault(one.device, {})
        twin = chain.setdefault(one.sequence, one)
        if twin is not one:
            if twin.hash != one.hash:
                raise _forked(one)
            chain[one.sequence] = twin if one.salt is None else one
    return found


def _sort_out(db: Database, identity: str, incoming: dict[int, Record], found: _Found) -> None:
    """Which events of a chain are known, which join it now, and which must wait."""
    chain = _end(db, identity)
    for one in _waiting(db, identity):
        found.waited.append(one)
        twin = incoming.setdefault(one.sequence, one)
        if twin.hash != one.hash:
            raise _forked(twin)
        if twin.salt is None:
            incoming[one.sequence] = one
    known = _known(db, chain, min(incoming) - 1, max(incoming) + 1)
    _fill(chain, incoming, known, found)
    for sequence in sorted(one for one in incoming if one > chain.sequence):
        one = incoming[sequence]
        _verify(one)
        if sequence == chain.sequence + 1:
            if one.previous != chain.hash or one.clock <= chain.clock:
                raise _forked(one)
            found.joined.append(one)
            chain.sequence, chain.hash, chain.clock = sequence, one.hash, one.clock
        else:
            found.waiting.append(one)


def _end(db: Database, identity: str) -> _Chain:
    query = "select device, sequence, hash, clock from event where device = ? order by sequence desc limit 1"
    row = db.execute(query, (identity,)).fetchone()
    return _Chain(*row) if row else _Chain(identity)


def _waiting(db: Database, identity: str) -> Iterator[Record]:
    for row in db.execute("select * from waiting where device = ?", (identity,)).fetchall():
        yield Record(*row)


def _known(db: Database, chain: _Chain, first: int, last: int) -> dict[int, _Known]:
    """What of this part of the chain is here already."""
    if first > chain.sequence:
        return {}
    query = (
        "select sequence, hash, previous, exists (select 1 from payload where event = event.id) from event"
        " where device = ? and sequence between ? and ?"
    )
    rows = db.execute(query, (chain.id, first, last))
    return {sequence: _Known(hashed, previous, bool(whole)) for sequence, hashed, previous, whole in rows}


def _fill(chain: _Chain, incoming: Mapping[int, Record], known: dict[int, _Known], found: _Found) -> None:
    """What lies before the end of the chain: known already, or a hole that a repair left.

    Backwards, because the event after it says by its hash which event belongs into a hole; without that one it waits.
    """
    for sequence in sorted((one for one in incoming if one <= chain.sequence), reverse=True):
        one = incoming[sequence]
        if sequence in known:
            _compare(one, known[sequence], found)
            continue
        _verify(one)
        after, before = known.get(sequence + 1), known.get(sequence - 1)
        if after is None:
            found.waiting.append(one)
            continue
        if after.previous != one.hash or (before is not None and before.hash != one.previous):
            raise _forked(one)
        found.joined.append(one)
        known[sequence] = _Known(one.hash, one.previous, whole=True)


def _compare(one: Record, known: _Known, found: _Found) -> None:
    """An event that is here already: its twin changes nothing, unless it brings a payload that had been missing."""
    if one.hash != known.hash:
        raise _forked(one)
    found.known += 1
    if not known.whole and one.salt is not None:
        _verify(one)
        found.refilled.append(one)


def _verify(one: Record) -> None:
    """Refuse an event whose hashes do not fit, or whose words no reader of the log could take."""
    try:
        sound = _proven(one) and _possible(one) and _readable(one)
    except (ValueError, LookupError, TypeError, RecursionError):
        sound = False
    if not sound:
        raise ProblemError(_named("event-forged", one))


def _proven(one: Record) -> bool:
    """Whether its hashes are those of what it says."""
    columns = cast("Columns", one[:_OWN])
    if event_hash(columns, one.payload_hash, one.previous) != one.hash:
        return False
    return one.salt is None or payload_hash(one.salt, one.value or "", one.typed) == one.payload_hash


def _possible(one: Record) -> bool:
    """Whether this program could have written its columns."""
    moment = datetime.fromisoformat(one.wall)
    return (
        one.sequence > 0
        and 0 <= one.clock <= LAST_CLOCK
        and one.kind in _KINDS
        and one.role in _ROLES
        and moment.tzinfo is not None
    )


def _readable(one: Record) -> bool:
    """Whether its payload is a text, and says what projections read from it."""
    value = one.value
    if value is None or one.salt is None:
        return one.kind not in _KEPT
    if not is_plain(value) or (one.typed is not None and not is_plain(one.typed)):
        return False
    understood = _UNDERSTOOD.get(one.kind)
    return understood is None or understood(value)


def _names_heads(value: str) -> bool:
    closed = json.loads(value)
    return isinstance(closed, list) and all(isinstance(each, str) for each in closed)


def _is_read_alike(begun: str) -> bool:
    """Whether Python and SQLite, which makes the projection, read the same cluster and instrument, and texts that UTF-8 holds.

    SQLite takes the first of two equal names, knows no NaN and nothing deeper than a thousand levels.
    """

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            raise ValueError(len(pairs))
        return found

    def refuse(constant: str) -> None:
        raise ValueError(constant)

    about = json.loads(begun, object_pairs_hook=once, parse_constant=refuse)
    words = (about["cluster"], about["instrument"])
    return (
        all(isinstance(one, str) and is_plain(one) for one in words) and begun.count("[") + begun.count("{") < _DEEPEST
    )


_UNDERSTOOD: Mapping[str, Callable[[str], bool]] = {
    EventKind.STATUS.value: _STATUSES.__contains__,
    EventKind.CREATED.value: _is_read_alike,
    EventKind.SETTLED.value: _names_heads,
}
"""What projections read from a payload, by kind."""


def _write(db: Database, found: _Found) -> None:
    """Chain by chain: what belongs to one interview then lies together on the disk, which every later reading gains from.

    Payloads lie by id: sorted, each page of theirs is written to once.
    """
    joined = found.joined
    before = db.conn.total_changes
    db.conn.executemany(_INSERT_EVENT, (one[:_EVENT] for one in joined))
    if db.conn.total_changes - before != len(joined):
        raise ProblemError(_named("event-taken", _taken(db, joined)))
    payloads = sorted((one for one in (*joined, *found.refilled) if one.salt is not None), key=_ID)
    db.conn.executemany(_INSERT_PAYLOAD, ((one.id, one.salt, one.value or "", one.typed) for one in payloads))
    db.conn.executemany("delete from waiting where device = ? and sequence = ?", (one[1:3] for one in found.waited))
    db.conn.executemany(_INSERT_WAITING, found.waiting)


def _taken(db: Database, joined: Sequence[Record]) -> Record:
    """The first event that could not be inserted because another one has its id."""
    query = "select 1 from event where id = ? and hash = ?"
    return next(one for one in joined if not db.execute(query, (one.id, one.hash)).fetchone())


def _erase_waiting(db: Database, interviews: set[str]) -> None:
    """What waits of an interview whose consent was withdrawn waits without its answers."""
    db.execute(
        "update waiting set salt = null, value = null, typed = null where interview in (select value from json_each(?))"
        " and kind not in ('created', 'status', 'consent-withdrawn')"
        " and interview in (select interview from event where kind = 'consent-withdrawn'"
        " and interview in (select value from json_each(?)))",
        (json.dumps(sorted(interviews)),) * 2,
    )


def _forked(one: Record) -> ProblemError:
    return ProblemError(_named("chain-forked", one))


def _named(code: str, one: Record) -> Problem:
    return problem(code, Place(name=one.id), device=one.device, sequence=one.sequence, interview=one.interview)
