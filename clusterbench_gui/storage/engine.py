"""SQLCipher under sqlite-utils: the one place that imports both, opens connections and turns SQLite's failures into codes.

Failures become `ProblemError`s with the file in their place: `disk-full`, `disk-error`, `workspace-damaged`,
`workspace-in-use`, `workspace-read-only`, `workspace-unreachable`, `workspace-unsafe`. Anything else is a fault of the
program and is not caught.
"""

import contextlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path
from types import ModuleType
from typing import Any, cast
from urllib.parse import quote

import sqlcipher3
import sqlcipher3.dbapi2 as sqlcipher

from clusterbench_gui.domain.problems import Place, ProblemError, problem


@contextlib.contextmanager
def _sqlcipher_for_sqlite_utils() -> Iterator[None]:
    """Let sqlite-utils find SQLCipher in place of sqlite3, so that exception classes match, and no pandas.

    It would import pandas and numpy wherever they are installed, which costs 300 ms; a None in `sys.modules` makes
    that import fail as if they were not.
    """
    modules = cast("dict[str, ModuleType | None]", sys.modules)
    lent: dict[str, ModuleType | None] = {"pysqlite3": sqlcipher3, "pysqlite3.dbapi2": sqlcipher}
    lent |= {name: None for name in ("pandas", "numpy") if name not in modules}
    modules.update(lent)
    try:
        yield
    finally:
        for name in lent:
            modules.pop(name, None)


with _sqlcipher_for_sqlite_utils():
    from sqlite_utils import Database, Migrations

# Where it knows no adapter, the driver asks each value of these types for two attributes that it has not, which costs
# more than storing it. Integers, texts and bytearrays are not asked.
sqlcipher.register_adapter(bytes, bytearray)
sqlcipher.register_adapter(type(None), lambda nothing: nothing)

__all__ = [
    "Access",
    "Database",
    "Migrations",
    "checkpoint",
    "committing",
    "connect",
    "copy_database",
    "disconnect",
    "roomy",
    "sql_errors",
    "uri_of",
]

BUSY_SECONDS = 5.0
_COPIED_AT_ONCE = 1024  # pages: 4 MiB between two looks at who wants to stop
_ROOMY_KIB = 256 * 1024

_CODES = {
    "SQLITE_FULL": "disk-full",
    "SQLITE_IOERR": "disk-error",
    "SQLITE_CORRUPT": "workspace-damaged",
    "SQLITE_NOTADB": "workspace-damaged",
    "SQLITE_BUSY": "workspace-in-use",
    "SQLITE_LOCKED": "workspace-in-use",
    "SQLITE_READONLY": "workspace-read-only",
    "SQLITE_CANTOPEN": "workspace-unreachable",
    "SQLITE_PERM": "workspace-unreachable",
}
_BY_NUMBER = {getattr(sqlcipher, name): code for name, code in _CODES.items()}
_ROOM = 128 * 1024
"""Bytes; with less than this, SQLite finds no room for the index of its write-ahead log, and calls it an I/O error."""

# FULL, not NORMAL: NORMAL loses acknowledged answers in a power cut. fullfsync is what macOS needs for a real flush.
_DURABLE = {"journal_mode": "wal", "synchronous": 2, "fullfsync": 1, "checkpoint_fullfsync": 1, "foreign_keys": 1}


class Access(Enum):
    """How a database file is opened; the values are SQLite's URI parameters."""

    CREATE = "mode=rwc"
    WRITE = "mode=rw"
    READ = "mode=ro"
    COPY = "mode=rwc&cache=private"
    """A copy in the making: no journal on disk and no flush; whoever makes it flushes it whole or throws it away."""
    FROZEN = "mode=ro&immutable=1"
    """Nobody writes while we read: no lock, and no file beside the database."""


@contextlib.contextmanager
def sql_errors(file: Path) -> Iterator[None]:
    """Raise a `ProblemError` with `file` in its place for every failure of SQLite that is not the program's fault."""
    try:
        yield
    except sqlcipher.Error as error:
        number = getattr(error, "sqlite_errorcode", None)
        code = _BY_NUMBER.get(number & 0xFF) if number is not None else None
        if code is None:
            raise
        if code == "disk-error" and _is_full(file):
            code = "disk-full"
        detail = str(getattr(error, "sqlite_errorname", ""))
        raise ProblemError(problem(code, Place(file=str(file)), detail=detail)) from error


def _is_full(file: Path) -> bool:
    try:
        return shutil.disk_usage(file.parent).free < _ROOM
    except OSError:
        return False


def connect(file: Path, key: bytes, access: Access) -> Database:
    """Open an encrypted database with its raw 32-byte key. It belongs to the calling thread; `disconnect` it.

    A writing connection is durable (WAL, synchronous FULL) or is refused. Reads the first page, so that a damaged
    file or a wrong key shows here. Raises `ProblemError`.
    """
    with sql_errors(file):
        connection = sqlcipher.connect(uri_of(file, access), uri=True, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            return _configured(connection, key, file, access)
        except BaseException:
            connection.close()
            raise


def uri_of(file: Path, access: Access) -> str:
    """A file as SQLite opens and attaches it.

    Four slashes for a Windows share, three for all else: SQLite takes no host in a URI, as `Path.as_uri` writes it.
    """
    path = file.absolute().as_posix()
    return f"file://{'' if path.startswith('/') else '/'}{quote(os.fsencode(path), safe='/:')}?{access.value}"


def _configured(connection: Any, key: bytes, file: Path, access: Access) -> Database:
    connection.execute("pragma cipher_log_level = none")  # else it writes its own lines to standard error
    connection.execute(f"pragma key = \"x'{key.hex()}'\"")
    connection.execute("pragma cell_size_check = on")
    connection.execute("pragma trusted_schema = off")
    connection.execute("select count(*) from sqlite_master").fetchone()
    if access is Access.COPY:
        connection.execute("pragma journal_mode = memory")
        connection.execute("pragma synchronous = off")
    if access in {Access.CREATE, Access.WRITE}:
        for name, wanted in _DURABLE.items():
            connection.execute(f"pragma {name} = {wanted}")
            found = connection.execute(f"pragma {name}").fetchone()[0]
            if found != wanted:
                raise ProblemError(problem("workspace-unsafe", Place(file=str(file)), pragma=name, found=str(found)))
    return Database(connection, execute_plugins=False)


def copy_database(source: Database, target: Database, step: Callable[[int, int], None]) -> None:
    """Copy every page as it stood when the copy began; `step` hears of pages done and of all, and may stop it by raising.

    The read transaction keeps the state of its beginning, whoever writes meanwhile. Each side encrypts with its own key.
    """
    source.execute("begin")
    try:
        source.execute("select count(*) from sqlite_master").fetchone()
        source.conn.backup(
            target.conn, pages=_COPIED_AT_ONCE, progress=lambda _state, left, total: step(total - left, total), sleep=0
        )
    finally:
        source.execute("rollback")


@contextlib.contextmanager
def roomy(db: Database) -> Iterator[None]:
    """Lend the database memory for bulk work: pages that do not fit are encrypted and written over and over again."""
    pages = db.execute("pragma cache_size").fetchone()[0]
    db.execute(f"pragma cache_size = -{_ROOMY_KIB}")
    try:
        yield
    finally:
        db.execute(f"pragma cache_size = {pages}")


@contextlib.contextmanager
def committing(db: Database) -> Iterator[None]:
    """One transaction around several `atomic` steps; a step that fails takes none of those before it along.

    A failing disk can: SQLite then gives up the whole transaction.
    """
    db.execute("begin")
    try:
        yield
    finally:
        if db.conn.in_transaction:
            try:
                db.execute("commit")
            except BaseException:
                db.rollback()
                raise


def disconnect(db: Database) -> None:
    """Bring the write-ahead log home and close. Where that fails (disk full) it stays beside the file; nothing is lost."""
    checkpoint(db)
    db.close()


def checkpoint(db: Database) -> None:
    """Bring the write-ahead log home, so that nothing of what it held is left in it; later where a reader holds it."""
    with contextlib.suppress(sqlcipher.Error):
        db.execute("pragma wal_checkpoint(truncate)").fetchone()
