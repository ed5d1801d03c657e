"""Making a workspace's folder, and opening its database with everything that can be wrong said by a code."""

import errno
import shutil
import tempfile
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.storage.edition_files import copy_files
from clusterbench_gui.storage.engine import Access, Database, connect, disconnect, sql_errors
from clusterbench_gui.storage.files import file_errors, read_errors
from clusterbench_gui.storage.keys import envelope as keys
from clusterbench_gui.storage.lock import Lock
from clusterbench_gui.storage.migrations import STUDY
from clusterbench_gui.storage.schema import Schema
from clusterbench_gui.support.files import flush_folder, make_folder

DATABASE = STUDY.database
KEYS = "key.json"
LOCK = "lock"
PAGE_BYTES = 4096
"""SQLCipher's page. SQLite takes a file without a whole one for a new, empty database."""


@dataclass(slots=True)
class Opened:
    """An open database with what has to be given back. `copied` is a folder to be removed, `lock` is held by a writer."""

    db: Database
    lock: Lock | None
    copied: Path | None = None

    @property
    def read_only(self) -> bool:
        """Whether another process writes, or nobody can."""
        return self.lock is None

    def close(self) -> None:
        """Close the database, then let others write."""
        disconnect(self.db)
        if self.lock:
            self.lock.release()
        if self.copied:
            shutil.rmtree(self.copied, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a study is made with."""

    title: str
    edition: str
    files: Mapping[str, bytes]
    synthetic: bool
    study: str = ""
    """The id of a study that another device made; a new one where it is empty."""


def build(folder: Path, beginning: Beginning, envelope: keys.Envelope, data_key: bytes) -> None:
    """Make a study's workspace, all of it or nothing, as `build_folder` does."""
    build_folder(folder, STUDY, envelope, data_key, lambda db: _fill(db, beginning))


def build_folder(
    folder: Path, schema: Schema, envelope: keys.Envelope, data_key: bytes, fill: Callable[[Database], None]
) -> None:
    """Make a workspace in a temporary folder beside `folder` and move it there: all of it, or nothing.

    `fill` writes the first rows, in one transaction. Raises `ProblemError`: `folder-exists`, `folder-not-writable`, `disk-full`, `disk-error`.
    """
    with file_errors(folder):
        if folder.exists():
            raise ProblemError(problem("folder-exists", Place(file=str(folder))))
        make_folder(folder.parent)
        temporary = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".part", dir=folder.parent))
        try:
            _make_database(temporary / schema.database, schema, data_key, fill)
            keys.write_envelope(temporary / KEYS, envelope)
            (temporary / LOCK).touch()
            temporary.rename(folder)
        except ProblemError as error:
            # The temporary folder is nobody's business; the one that was asked for is.
            raise ProblemError(*(replace(one, place=Place(file=str(folder))) for one in error.problems)) from error
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
        flush_folder(folder.parent)


def unlock(folder: Path, passphrase: str | None, schema: Schema = STUDY) -> tuple[keys.Envelope, bytes]:
    """The envelope and data key of the workspace in `folder`.

    Raises `ProblemError`: `folder-missing`, `workspace-foreign`, `workspace-damaged`, `workspace-unreachable`, and those
    of `keys`.
    """
    with read_errors(folder):
        _require_workspace(folder, schema)
    file = folder / KEYS
    envelope = keys.read_envelope(file)
    return envelope, keys.unseal(envelope, passphrase, file)


def _require_workspace(folder: Path, schema: Schema) -> None:
    database, envelope = folder / schema.database, folder / KEYS
    if not folder.exists():
        raise ProblemError(problem("folder-missing", Place(file=str(folder))))
    is_other = not database.is_file() and any(folder.glob("*.db"))
    if is_other or (not database.is_file() and not envelope.is_file()):
        raise ProblemError(problem("workspace-foreign", Place(file=str(folder))))
    if not envelope.is_file():
        raise ProblemError(problem("key-file-damaged", Place(file=str(envelope))))
    if not database.is_file() or database.stat().st_size < PAGE_BYTES:
        raise ProblemError(problem("workspace-damaged", Place(file=str(database))))


def open_database(
    folder: Path,
    data_key: bytes,
    *,
    read_only: bool,
    before_migration: Callable[[], None] = lambda: None,
    schema: Schema = STUDY,
) -> Opened:
    """Open the database to write if nobody else does and the folder lets us, otherwise to read.

    `before_migration` is called where the schema is about to change, with everything still as it was.
    A schema that this program does not know is looked at through a reading connection and left as it was. Raises
    `ProblemError`: `workspace-newer`, `workspace-older`, `workspace-foreign`, `workspace-damaged` and those of `engine`.
    """
    file = folder / schema.database
    lock = None if read_only else _lock(folder / LOCK)
    try:
        _look(file, data_key, schema)
        opened = Opened(connect(file, data_key, Access.WRITE), lock) if lock else open_to_read(file, data_key)
    except BaseException:
        if lock:
            lock.release()
        raise
    try:
        with sql_errors(file):
            if lock:
                if schema.is_pending(opened.db):
                    before_migration()
                    schema.migrate(opened.db)
            else:
                schema.require_current(opened.db, file)
    except BaseException:
        opened.close()
        raise
    return opened


def _make_database(file: Path, schema: Schema, data_key: bytes, fill: Callable[[Database], None]) -> None:
    db = connect(file, data_key, Access.CREATE)
    try:
        with sql_errors(file):
            schema.migrate(db)
            with db.atomic():
                fill(db)
    finally:
        disconnect(db)


def _fill(db: Database, beginning: Beginning) -> None:
    created = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
    study = beginning.study or str(uuid.uuid4())
    db.execute(
        "insert into study (id, title, edition, synthetic, created) values (?, ?, ?, ?, ?)",
        (study, beginning.title, beginning.edition, int(beginning.synthetic), created),
    )
    copy_files(db, beginning.files)


def _lock(file: Path) -> Lock | None:
    """The writer's lock; None where somebody has it, or where the folder may only be read."""
    try:
        return Lock.take(file)
    except OSError as error:
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            return None
        with file_errors(file):
            raise


def _look(file: Path, data_key: bytes, schema: Schema) -> None:
    """Refuse what this program does not know, before a writing connection could change a byte."""
    opened = open_to_read(file, data_key) if has_log(file) else Opened(connect(file, data_key, Access.FROZEN), None)
    try:
        with sql_errors(file):
            schema.require_known(opened.db, file)
    finally:
        opened.close()


def open_to_read(file: Path, data_key: bytes) -> Opened:
    """Read beside a writer; in a folder that may only be read, where SQLite cannot keep its index, read the file alone.

    What a killed writer left in its write-ahead log there can only be read from a copy, which is encrypted as well.
    """
    try:
        return Opened(connect(file, data_key, Access.READ), None)
    except ProblemError as error:
        if error.problems[0].code not in {"workspace-unreachable", "workspace-read-only"}:
            raise
    if not has_log(file):
        return Opened(connect(file, data_key, Access.FROZEN), None)
    copied = Path(tempfile.mkdtemp(prefix="clusterbench-"))
    try:
        with file_errors(copied):
            for one in (file, _log_of(file)):
                shutil.copyfile(one, copied / one.name)
        return Opened(connect(copied / file.name, data_key, Access.READ), None, copied)
    except BaseException:
        shutil.rmtree(copied, ignore_errors=True)
        raise


def _log_of(file: Path) -> Path:
    return file.with_name(f"{file.name}-wal")


def has_log(file: Path) -> bool:
    """Whether something stands in the write-ahead log that was not brought home."""
    log = _log_of(file)
    return log.exists() and log.stat().st_size > 0
