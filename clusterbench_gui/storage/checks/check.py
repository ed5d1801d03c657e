"""Is a workspace sound? Pages, references, chains, payloads, projections, edition files and attachments, each against its proof."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from clusterbench_gui.domain.problems import Place, Problem, ProblemError, problem
from clusterbench_gui.storage import attachments
from clusterbench_gui.storage.checks.files import backups, stray_attachments
from clusterbench_gui.storage.checks.heads import cut_chains
from clusterbench_gui.storage.edition_files import changed_files
from clusterbench_gui.storage.engine import Database, sql_errors
from clusterbench_gui.storage.log.chain import NO_PREVIOUS, event_hash, payload_hash
from clusterbench_gui.storage.log.projections import FORKS_OF_LOG, INTERVIEWS_OF_LOG
from clusterbench_gui.storage.opening import DATABASE, has_log, open_database, unlock
from clusterbench_gui.storage.page_faults import damaged_pages

_LOG = (
    "select entry.*, payload_hash, previous, hash, salt from entry join event on event.id = entry.id"
    " left join payload on payload.event = entry.id order by entry.device, entry.sequence"
)
_OWN = 13
_HASH = 17


def check(folder: Path, *, passphrase: str | None = None) -> tuple[Problem, ...]:
    """Everything that is wrong with the workspace in `folder`; empty where it is sound. Changes nothing.

    Codes: those of `Workspace.open`, and `page-damaged`, `row-orphaned`, `event-missing`, `event-changed`,
    `event-unlinked`, `payload-missing`, `payload-changed`, `projection-differs`, `edition-file-changed`, `chain-cut`,
    `attachment-missing`, `attachment-damaged`; as warnings `attachment-stray`, `backup-damaged`, `backup-newer`,
    `backup-foreign`. Events taken from the very end of a chain show where the profile or a backup saw them.
    """
    file = folder / DATABASE
    found: list[Problem] = []
    try:
        _, data_key = unlock(folder, passphrase)
        logged = has_log(file)
        opened = open_database(folder, data_key, read_only=True)
        try:
            with sql_errors(file):
                found.extend(faults(opened.db, file, logged=logged))
                if not any(one.code == "page-damaged" for one in found):
                    found.extend(
                        (
                            *attachments.problems(opened.db, folder),
                            *stray_attachments(opened.db, folder),
                            *backups(opened.db, folder),
                        )
                    )
        finally:
            opened.close()
    except ProblemError as error:
        found.extend(error.problems)
    return tuple(one if one.place.file else _at(one, file) for one in found)


def _at(one: Problem, file: Path) -> Problem:
    return replace(one, place=replace(one.place, file=str(file)))


def faults(db: Database, file: Path, *, logged: bool = False) -> Iterator[Problem]:
    """Everything that an open database shows of itself. Part of the caller's `sql_errors`.

    `logged` says that its write-ahead log was not empty when it was opened.
    """
    damaged = tuple(damaged_pages(db, logged=logged))
    yield from damaged
    if damaged:
        return
    for table, number, parent, _ in db.execute("pragma foreign_key_check"):
        yield problem("row-orphaned", Place(name=table), row=number or 0, parent=parent)
    yield from _log(db)
    yield from _projection(db, "interview", INTERVIEWS_OF_LOG)
    yield from _projection(db, "fork", FORKS_OF_LOG)
    for name in changed_files(db):
        yield problem("edition-file-changed", Place(name=name))
    yield from cut_chains(db, file)


def _log(db: Database) -> Iterator[Problem]:
    """Every device's chain, and every payload against its event."""
    query = "select distinct interview from event where kind = 'consent-withdrawn'"
    withdrawn = {interview for (interview,) in db.execute(query)}
    device, sequence, previous = "", 0, NO_PREVIOUS
    for row in db.execute(_LOG):
        if row[1] != device:
            device, sequence, previous = row[1], 0, NO_PREVIOUS
        missing = range(sequence + 1, row[2])
        if missing:
            yield problem("event-missing", Place(name=device), first=missing[0], last=missing[-1])
        yield from _event(row, None if missing else previous, withdrawn)
        sequence, previous = row[2], row[_HASH]


def _event(row: tuple[Any, ...], previous: bytes | None, withdrawn: set[str]) -> Iterator[Problem]:
    """One event against its own hash, the hash of the one before (None: not there) and its payload."""
    columns, (value, typed, payload, linked, hashed, salt) = row[:_OWN], row[_OWN:]
    identity, device, sequence, interview, path = columns[0], columns[1], columns[2], columns[7], columns[10]
    found: list[str] = []
    if event_hash(columns, payload, linked) != hashed:
        found.append("event-changed")
    elif previous not in {None, linked}:
        found.append("event-unlinked")
    if salt is None:
        if interview not in withdrawn:
            found.append("payload-missing")
    elif payload_hash(salt, value, typed) != payload:
        found.append("payload-changed")
    for code in found:
        place = Place(name=identity)
        yield problem(code, place, device=device, sequence=sequence, interview=interview, path=path)


def _projection(db: Database, table: str, log: str) -> Iterator[Problem]:
    """Rows that the table has and the log does not give, or the other way round, by interview.

    One interview after the other: all at once, a million answers take a gigabyte.
    """
    own = "id" if table == "interview" else "interview"
    kept = f"select * from {table} where {own} = :one"  # noqa: S608 - one of our own two names
    said = f"select * from ({log}) where interview = :one"  # noqa: S608 - the same
    differ = f"select exists ({kept} except {said}) or exists ({said} except {kept})"
    everyone = f"select interview from event union select {own} from {table} order by 1"  # noqa: S608 - the same
    for (interview,) in db.execute(everyone).fetchall():
        if db.execute(differ, {"one": interview}).fetchone()[0]:
            yield problem("projection-differs", Place(name=table), interview=interview)
