"""Backups: one file with the study as it stood at a moment, still encrypted, written whole or not at all, and checked.

A backup is made beside whoever writes: through a reading connection of its own, on any thread. Automatic ones lie in
`backups/` of the workspace and carry no attachments, which lie beside them and never change.
"""

import contextlib
import glob
import hmac
import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.storage.backups.archive import ATTACHMENTS, Manifest, Meter, proof_of, write_archive
from clusterbench_gui.storage.engine import Access, Database, connect, copy_database, sql_errors
from clusterbench_gui.storage.files import file_errors, read_errors
from clusterbench_gui.storage.log.writer import Head
from clusterbench_gui.storage.opening import DATABASE, KEYS, PAGE_BYTES, open_to_read
from clusterbench_gui.storage.page_faults import damaged_pages
from clusterbench_gui.support.files import flush_file

_OF_THE_LOG = frozenset({"event", "payload", "interview"})
_OF_NOBODY = frozenset({"bookmark", "writer", "edition_file"})


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was written and checked."""

    file: Path
    manifest: Manifest


def write_backup(
    folder: Path, data_key: bytes, target: Path, *, attachments: bool = True, meter: Meter | None = None
) -> Backup:
    """Write the study in `folder`, which may be open, as it stands now into the file `target`.

    The copy's pages are checked before it is packed, the packed file is read again before it gets its name. Raises
    `ProblemError`: `page-damaged` and `workspace-damaged` (the study itself needs `repair`), `cancelled`, `disk-full`,
    `folder-not-writable`, `disk-error`, and those of `engine`.
    """
    meter = meter or Meter()
    with file_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        clear_half_done(target.parent, f".{glob.escape(target.name)}.*.part")
        part = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent))
    try:
        carried = _attachments(folder) if attachments else {}
        with read_errors(folder / DATABASE):
            meter.total = 4 * (folder / DATABASE).stat().st_size + 3 * sum(
                one.stat().st_size for one in carried.values()
            )
            # each byte is copied, hashed, packed and read again
        _snapshot(folder / DATABASE, data_key, part / DATABASE, meter)
        with file_errors(target):
            shutil.copyfile(folder / KEYS, part / KEYS)
        return pack(part, data_key, target, carried, meter)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def pack(
    part: Path,
    data_key: bytes,
    target: Path,
    attachments: Mapping[str, Path],
    meter: Meter,
    *,
    before: Manifest | None = None,
) -> Backup:
    """Check the database in the folder `part`, which nobody writes, and pack it with its key file and attachments.

    `before` is the manifest of the backup that this one replaces, made at the same time and erased no less.
    """
    manifest = _described(part / DATABASE, data_key)
    if before is not None:
        erased = manifest.withdrawn | before.withdrawn
        manifest = replace(manifest, made=before.made, heads=before.heads, withdrawn=erased)
    sources = {DATABASE: part / DATABASE, KEYS: part / KEYS, **attachments}
    with file_errors(target):
        entries = {name: proof_of(source, meter) for name, source in sources.items()}
    manifest = replace(manifest, entries=entries)
    write_archive(target, manifest, sources, meter)
    return Backup(target, manifest)


def clear_half_done(place: Path, pattern: str) -> None:
    """Remove what a killed process left: one backup of a name is made at a time."""
    for one in place.glob(pattern) if place.is_dir() else ():
        if one.is_dir():
            shutil.rmtree(one, ignore_errors=True)
        else:
            one.unlink(missing_ok=True)


def state_of(db: Database, data_key: bytes) -> str:
    """What differs whenever anything was said or set since; a keyed hash, so that it gives no draft away to a guess."""
    digest = hmac.new(data_key, digestmod="sha256")
    digest.update(json.dumps({chain: one.sequence for chain, one in heads_of(db).items()}, sort_keys=True).encode())
    tables = [name for (name,) in db.execute("select name from sqlite_master where type = 'table' order by name")]
    for table in tables:
        if table not in _OF_THE_LOG | _OF_NOBODY and not table.startswith(("sqlite_", "_sqlite")):
            digest.update(table.encode())
            for row in db.execute(f'select * from "{table}"'):  # noqa: S608 - a name from the schema itself
                digest.update(repr(row).encode(errors="surrogatepass"))
    return digest.hexdigest()


def heads_of(db: Database) -> dict[str, Head]:
    """Where every chain of the log ends."""
    query = (
        "select device, sequence, hash from event where (device, sequence) in"
        " (select device, max(sequence) from event group by device) order by device"
    )
    return {chain: Head(sequence, hashed) for chain, sequence, hashed in db.execute(query)}


def withdrawn_of(db: Database) -> frozenset[str]:
    """Interviews whose consent was withdrawn; none in a schema that has no list of interviews yet."""
    if not db["interview"].exists():
        return frozenset()
    return frozenset(one for (one,) in db.execute("select id from interview where status = 'withdrawn'"))


def _snapshot(file: Path, data_key: bytes, target: Path, meter: Meter) -> None:
    """Copy the database as it stands, under the same key."""
    source = open_to_read(file, data_key)
    try:
        with _copy_in_the_making(target, data_key) as copy, sql_errors(file):
            done = 0

            def step(now: int, _total: int) -> None:
                nonlocal done
                meter.add((now - done) * PAGE_BYTES)
                done = now

            copy_database(source.db, copy, step)
    finally:
        source.close()
    with file_errors(target):
        flush_file(target)


@contextlib.contextmanager
def _copy_in_the_making(target: Path, data_key: bytes) -> Iterator[Database]:
    copy = connect(target, data_key, Access.COPY)
    try:
        yield copy
    finally:
        copy.close()


def _described(file: Path, data_key: bytes) -> Manifest:
    """What the manifest says of a database whose pages are all sound."""
    db = connect(file, data_key, Access.FROZEN)
    try:
        with sql_errors(file):
            damaged = tuple(damaged_pages(db))
            if damaged:
                raise ProblemError(*damaged)
            row = db.execute("select id from study").fetchone()
            if row is None:
                raise ProblemError(problem("workspace-damaged", Place(file=str(file))))
            made = datetime.now(UTC).isoformat(timespec="seconds")
            return Manifest(row[0], made, state_of(db, data_key), withdrawn_of(db), heads_of(db))
    finally:
        db.close()


def _attachments(folder: Path) -> dict[str, Path]:
    place = folder / ATTACHMENTS
    files = sorted(place.iterdir()) if place.is_dir() else []
    return {f"{ATTACHMENTS}/{one.name}": one for one in files if one.is_file() and is_attachment(one.name)}


def is_attachment(name: str) -> bool:
    """Whether a file is named as attachments are: by a SHA-256 in hexadecimal."""
    return len(name) == 64 and set(name) <= set("0123456789abcdef")
