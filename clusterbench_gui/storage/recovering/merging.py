"""What a study lacks, fetched from its backups: events are immutable, so those of all backups together are the log."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from clusterbench_gui.domain.problems import Place, Problem, Severity, problem
from clusterbench_gui.storage.edition_files import changed_files
from clusterbench_gui.storage.engine import Access, Database, uri_of
from clusterbench_gui.storage.log.chain import event_hash, payload_hash
from clusterbench_gui.storage.log.writer import Head, holds

_EVENT = (
    "id, device, sequence, clock, wall, person, role, interview, form, version, path, kind, replaces, payload_hash,"
    " previous, hash"
)
_ANSWERED = (
    " (interview not in (select interview from event where kind = 'consent-withdrawn')"
    " or kind in ('created', 'status', 'consent-withdrawn'))"
)


def lacks(db: Database, known: Mapping[str, Head]) -> bool:
    """Whether anything is missing that a backup could have: an event, a payload, an edition file, the study itself."""
    queries = (
        "select device from event group by device having count(*) < max(sequence)",
        f"select id from event where id not in (select event from payload) and {_ANSWERED}",  # noqa: S608 - our own text
    )
    if any(db.execute(query).fetchone() for query in queries):
        return True
    if not db.execute("select 1 from study").fetchone() or not db.execute("select 1 from edition_file").fetchone():
        return True
    if any(not holds(db, chain, head) for chain, head in known.items()):
        return True
    return bool(changed_files(db) or next(_changed_events(db), None) or next(_changed_payloads(db), None))


def merge_backup(db: Database, backup: Path, data_key: bytes, *, tables: Sequence[str] = ()) -> tuple[Problem, ...]:
    """Add what the database of a backup has and `db` lacks, and put right what was changed; `tables` are added row by row too.

    Not inside a transaction; foreign keys must be off. Returns `rows-from-backup` for each table that gained.
    """
    uri = uri_of(backup, Access.FROZEN)
    db.execute(f"attach database ? as old key \"x'{data_key.hex()}'\"", (uri,))
    try:
        with db.atomic():
            gained = {"event": _add_events(db), "payload": _add_payloads(db), "edition_file": _add_files(db)}
            for table in tables:
                if db.execute("select 1 from old.sqlite_master where type = 'table' and name = ?", (table,)).fetchone():
                    gained[table] = _add_rows(db, table)
    finally:
        db.execute("detach database old")
    return tuple(
        problem("rows-from-backup", Place(name=table), Severity.WARNING, count=count)
        for table, count in gained.items()
        if count
    )


def _add_events(db: Database) -> int:
    changed = [identity for identity in _changed_events(db) if _is_event_sound(db, identity)]
    for identity in changed:
        db.execute("delete from event where id = ?", (identity,))
    query = f"insert or ignore into event ({_EVENT}) select {_EVENT} from old.event"  # noqa: S608 - our own names
    return db.execute(query).rowcount


def _add_payloads(db: Database) -> int:
    for identity in list(_changed_payloads(db)):
        db.execute("delete from payload where event = ? and event in (select event from old.payload)", (identity,))
    wanted = f"select id from event where {_ANSWERED}"  # noqa: S608 - our own text
    columns = "event, salt, value, typed"
    query = f"insert or ignore into payload ({columns}) select {columns} from old.payload where event in ({wanted})"  # noqa: S608 - same
    return db.execute(query).rowcount


def _add_files(db: Database) -> int:
    for name in changed_files(db):
        db.execute("delete from edition_file where name = ? and name in (select name from old.edition_file)", (name,))
    return _add_rows(db, "edition_file")


def _add_rows(db: Database, table: str) -> int:
    ours = [name for (name,) in db.execute("select name from pragma_table_info(?)", (table,))]
    theirs = {name for (name,) in db.execute("select name from pragma_table_info(?, 'old')", (table,))}
    names = ", ".join(f'"{one}"' for one in ours if one in theirs)
    query = f'insert or ignore into main."{table}" ({names}) select {names} from old."{table}"'  # noqa: S608 - names of the schema
    return db.execute(query).rowcount


def _is_event_sound(db: Database, identity: str) -> bool:
    row = db.execute(f"select {_EVENT} from old.event where id = ?", (identity,)).fetchone()  # noqa: S608 - our own names
    return row is not None and event_hash(row[:13], row[13], row[14]) == row[15]


def _changed_events(db: Database) -> Iterator[str]:
    for row in db.execute(f"select {_EVENT} from main.event").fetchall():  # noqa: S608 - our own names
        if event_hash(row[:13], row[13], row[14]) != row[15]:
            yield row[0]


def _changed_payloads(db: Database) -> Iterator[str]:
    query = "select id, payload_hash, salt, value, typed from main.event join main.payload on main.payload.event = main.event.id"
    for identity, hashed, salt, value, typed in db.execute(query).fetchall():
        if payload_hash(salt, value, typed) != hashed:
            yield identity
