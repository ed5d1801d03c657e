"""Withdrawn consent and another passphrase reach the automatic backups, and each stays whole and checked.

A backup from before the withdrawal gets a withdrawal of its own, in a chain of one event: so a study restored from it
knows that the interview was withdrawn, and its log proves itself. Which interviews are erased stands in the manifest, so
work that was interrupted goes on at the next call.
"""

import hashlib
import json
import shutil
import tempfile
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from clusterbench_gui.domain.contacts import Entry
from clusterbench_gui.domain.events import EventKind, Role, Statement
from clusterbench_gui.domain.problems import Place, Problem, ProblemError, Severity, problem
from clusterbench_gui.domain.studies import Person
from clusterbench_gui.storage.backups.archive import ATTACHMENTS, Meter, Proof, extract_archive, read_manifest
from clusterbench_gui.storage.backups.automatic import BACKUPS, ERASED, all_backups, asides
from clusterbench_gui.storage.backups.backup import pack, withdrawn_of
from clusterbench_gui.storage.contacts import entries_of, merge_entries
from clusterbench_gui.storage.engine import Access, Database, connect, disconnect, sql_errors
from clusterbench_gui.storage.files import file_errors
from clusterbench_gui.storage.keys.envelope import Envelope, envelope_bytes
from clusterbench_gui.storage.log.events import EventLog
from clusterbench_gui.storage.log.projections import erase_payloads
from clusterbench_gui.storage.log.writer import Head, remember_head
from clusterbench_gui.storage.migrations import migrate
from clusterbench_gui.storage.opening import DATABASE, KEYS, open_to_read
from clusterbench_gui.support.files import write_whole


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Who withdrew the consent to an interview, and when, and what the study says now of how its cluster is reached."""

    interview: str
    person: Person
    wall: datetime
    contact: tuple[Entry, ...]


def erase_in_backups(
    folder: Path, data_key: bytes, interviews: Iterable[str] | None = None, *, envelope: Envelope | None = None
) -> tuple[Problem, ...]:
    """Erase what was answered in withdrawn interviews from every backup in `backups/` of the study in `folder`.

    Of all that the study calls withdrawn, or of those `interviews` alone. Does nothing where that is done already. Nothing
    is raised: a backup that cannot be erased is returned as `backup-not-erased`, and tried again at the next call. A database
    that was kept from before a repair is removed, for its damaged pages cannot be rewritten. All of them get the key file of
    `envelope`, where that is given; where that fails it is `backup-key-old`.
    """
    place = folder / BACKUPS
    found: list[Problem] = []
    if not place.is_dir():
        return ()
    try:
        withdrawals = _withdrawals(folder / DATABASE, data_key, interviews)
    except ProblemError as error:
        return error.problems
    for _, aside in asides(place) if withdrawals else ():
        if not {one.interview for one in withdrawals} <= _erased_in(aside):
            shutil.rmtree(aside, ignore_errors=True)
    key_file = envelope_bytes(envelope) if envelope is not None else None
    for file in all_backups(place):
        try:
            _renew(file, data_key, withdrawals, key_file)
        except ProblemError as error:
            code = "backup-not-erased" if withdrawals else "backup-key-old"
            found += [problem(code, Place(file=str(file)), Severity.WARNING), *error.problems]
    for _, aside in asides(place) if key_file is not None else ():
        found += _rekeyed(aside / KEYS, key_file or b"")
    return tuple(found)


def _erased_in(aside: Path) -> set[str]:
    """Not by the times of withdrawals: one that was said elsewhere before the repair may have come after it."""
    try:
        return set(json.loads((aside / ERASED).read_bytes()))
    except (OSError, ValueError, TypeError):
        return set()


def _rekeyed(file: Path, key_file: bytes) -> Iterator[Problem]:
    """Put the key file in place of the one that a repair kept."""
    try:
        with file_errors(file):
            if file.is_file() and file.read_bytes() != key_file:
                write_whole(file, key_file)
    except ProblemError as error:
        yield problem("backup-key-old", Place(file=str(file)), Severity.WARNING)
        yield from error.problems


def _withdrawals(file: Path, data_key: bytes, interviews: Iterable[str] | None) -> tuple[Withdrawal, ...]:
    opened = open_to_read(file, data_key)
    try:
        with sql_errors(file):
            wanted = withdrawn_of(opened.db) if interviews is None else frozenset(interviews)
            rows = opened.db.execute(
                "select event.interview, event.person, coalesce(name, ''), event.role, wall, cluster from event"
                " left join person on person.id = event.person left join interview on interview.id = event.interview"
                " where interview in (select value from json_each(?)) and kind = 'consent-withdrawn'",
                (json.dumps(sorted(wanted)),),
            ).fetchall()
            reached = {cluster: entries_of(opened.db, [cluster]) for *_, cluster in rows if cluster is not None}
    finally:
        opened.close()
    return tuple(
        Withdrawal(
            interview,
            Person(person, name, Role(role)),
            datetime.fromisoformat(wall),
            reached.get(cluster, ()),
        )
        for interview, person, name, role, wall, cluster in rows
    )


def _renew(file: Path, data_key: bytes, withdrawals: Sequence[Withdrawal], key_file: bytes | None) -> None:
    """Write one backup anew without the answers of withdrawn interviews, and with this key file, where it is not so already.

    The old one stands until the new one is checked.
    """
    manifest = read_manifest(file)
    waiting = [one for one in withdrawals if one.interview not in manifest.withdrawn]
    is_locked_otherwise = key_file is not None and manifest.entries[KEYS] != _proof(key_file)
    if not waiting and not is_locked_otherwise:
        return
    with file_errors(file):
        part = Path(tempfile.mkdtemp(prefix=f".{file.name}.", suffix=".part", dir=file.parent))
    try:
        extract_archive(file, part, Meter())
        if key_file is not None:
            with file_errors(file):
                (part / KEYS).write_bytes(key_file)
        if waiting:
            _erase(part / DATABASE, data_key, waiting)
        elif not _opens(part / DATABASE, data_key):
            return  # another study's, that somebody put here
        carried = sorted((part / ATTACHMENTS).glob("*"))
        erased = manifest.withdrawn | {one.interview for one in waiting}
        attachments = {f"{ATTACHMENTS}/{one.name}": one for one in carried}
        pack(part, data_key, file, attachments, Meter(), before=replace(manifest, withdrawn=erased))
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _erase(database: Path, data_key: bytes, waiting: Sequence[Withdrawal]) -> None:
    db = connect(database, data_key, Access.WRITE)
    try:
        with sql_errors(database):
            migrate(db)
            with db.atomic():
                for one in waiting:
                    _withdraw(db, one)
    finally:
        disconnect(db)


def _opens(database: Path, data_key: bytes) -> bool:
    try:
        connect(database, data_key, Access.FROZEN).close()
    except ProblemError:
        return False
    return True


def _proof(content: bytes) -> Proof:
    return Proof(len(content), hashlib.sha256(content).hexdigest())


def _withdraw(db: Database, withdrawal: Withdrawal) -> None:
    query = "select 1 from interview where id = ? and status <> 'withdrawn'"
    if db.execute(query, (withdrawal.interview,)).fetchone():
        said = [Statement(withdrawal.interview, EventKind.CONSENT_WITHDRAWN, "")]
        chain = str(uuid.uuid4())
        remember_head(db, chain, Head())  # whose chain it is; nothing lies behind its one event
        EventLog(db, chain).append(said, withdrawal.person, withdrawal.wall)
    merge_entries(db, withdrawal.contact)
    erase_payloads(db, withdrawal.interview)  # also of one that had not begun for this backup, or only waited in it
