"""A network's workspace, open to write or to read: what a method has written when it returns survives a crash and a power cut.

It belongs to the thread that opened it. Failures are `ProblemError`s with the codes of studies; those whose sentence speaks of a study have one of their own.
"""

import contextlib
import json
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from clusterbench_gui.domain.planning import Happening, Standing
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.domain.sheets import Row, Sheets
from clusterbench_gui.storage.engine import Database, sql_errors
from clusterbench_gui.storage.keys import envelope as keys
from clusterbench_gui.storage.networks.migrations import NETWORK
from clusterbench_gui.storage.opening import KEYS, Opened, build_folder, open_database, unlock

_CODES = {
    "workspace-foreign": "network-foreign",
    "workspace-damaged": "network-damaged",
    "workspace-newer": "network-newer",
    "workspace-older": "network-older",
    "workspace-read-only": "network-read-only",
    "workspace-unreachable": "network-unreachable",
    "workspace-in-use": "network-in-use",
    "key-missing": "network-key-missing",
    "key-file-damaged": "network-key-damaged",
    "passphrase-needed": "network-passphrase-needed",
    "passphrase-wrong": "network-passphrase-wrong",
}


@dataclass(frozen=True, slots=True)
class NetworkInfo:
    """What a network says of itself. `synthetic`: its firms are invented."""

    id: str
    title: str
    synthetic: bool
    created: str
    read_only: bool
    has_passphrase: bool


@dataclass(frozen=True, slots=True)
class StoredVariant:
    """A variant as it lies in the file."""

    number: int
    content: str
    made: str
    standing: Standing


def now() -> str:
    """The wall time, ISO with offset, to the second."""
    return datetime.now(UTC).astimezone().isoformat(timespec="seconds")


class NetworkFile:
    """An open network. Made by `create` or `open`; a context manager that closes."""

    def __init__(self, folder: Path, opened: Opened, envelope: keys.Envelope) -> None:
        """`opened` is given back by `close`."""
        self.folder = folder
        self._envelope = envelope
        self._file = folder / NETWORK.database
        self._opened = opened

    @classmethod
    def create(
        cls,
        folder: Path,
        *,
        title: str,
        sheets: Sheets,
        first: Happening,
        synthetic: bool = False,
        passphrase: str | None = None,
        cost: keys.Cost = keys.DEFAULT_COST,
    ) -> Self:
        """Make a network in a new folder and open it: all of it, or nothing. `first` begins its history.

        Raises `ProblemError`: `folder-exists`, `folder-not-writable`, `disk-full`, `disk-error`, `passphrase-empty`, `profile-key-damaged`.
        """

        def fill(db: Database) -> None:
            db.execute(
                "insert into network (id, title, synthetic, created) values (?, ?, ?, ?)",
                (str(uuid.uuid4()), title, int(synthetic), first.when),
            )
            for sheet, rows in sheets.items():
                _put(db, sheet, dict(enumerate(rows)))
            _note(db, first)

        with _own_codes():
            data_key = keys.new_data_key()
            envelope = keys.seal(data_key, passphrase, cost=cost)
            build_folder(folder, NETWORK, envelope, data_key, fill)
            return cls(folder, open_database(folder, data_key, read_only=False, schema=NETWORK), envelope)

    @classmethod
    def open(cls, folder: Path, *, passphrase: str | None = None) -> Self:
        """Open a network to write; to read where another process writes or the folder may only be read.

        Raises `ProblemError`: `folder-missing`, those of `_CODES`, `profile-key-damaged`, and those of `engine`.
        """
        with _own_codes():
            envelope, data_key = unlock(folder, passphrase, NETWORK)
            return cls(folder, open_database(folder, data_key, read_only=False, schema=NETWORK), envelope)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Bring the write-ahead log home, close, and let others write."""
        self._opened.close()

    @property
    def info(self) -> NetworkInfo:
        """What the network says of itself."""
        with self._reading() as db:
            row = db.execute("select id, title, synthetic, created from network").fetchone()
        if row is None:
            raise ProblemError(problem("network-damaged", Place(file=str(self._file))))
        has_passphrase = self._envelope.passphrase is not None
        return NetworkInfo(row[0], row[1], bool(row[2]), row[3], self._opened.read_only, has_passphrase)

    def set_passphrase(self, new: str | None, old: str | None) -> None:
        """Open by a passphrase from now on; by the user's profile where it is None."""
        with _own_codes():
            self._require_writing()
            self._envelope = keys.change_passphrase(self.folder / KEYS, old, new)

    def sheets(self) -> dict[str, tuple[Row, ...]]:
        """All rows as they were typed, by sheet."""
        found: dict[str, list[Row]] = {}
        with self._reading() as db:
            for sheet, cells in db.execute("select sheet, cells from line order by sheet, position"):
                found.setdefault(sheet, []).append(tuple(json.loads(cells)))
        return {sheet: tuple(rows) for sheet, rows in found.items()}

    def variants(self) -> tuple[StoredVariant, ...]:
        """All kept variants, the first one first."""
        with self._reading() as db:
            rows = db.execute("select number, content, made, standing from variant order by number").fetchall()
        return tuple(
            StoredVariant(number, content, made, Standing(standing)) for number, content, made, standing in rows
        )

    def happenings(self) -> tuple[Happening, ...]:
        """What happened, the oldest first."""
        with self._reading() as db:
            rows = db.execute("select wall, what, details from happening order by number").fetchall()
        return tuple(Happening(wall, what, json.loads(details)) for wall, what, details in rows)

    @contextlib.contextmanager
    def change(self) -> Iterator["Change"]:
        """One transaction: everything of it is durable afterwards, or nothing. Raises `ProblemError` (`network-read-only`, `disk-full` …)."""
        with _own_codes():
            self._require_writing()
            with sql_errors(self._file), self._opened.db.atomic():
                yield Change(self._opened.db)

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Database]:
        with _own_codes(), sql_errors(self._file):
            yield self._opened.db

    def _require_writing(self) -> None:
        if self._opened.read_only:
            raise ProblemError(problem("workspace-read-only", Place(file=str(self._file))))


class Change:
    """What is changed in one transaction; made by `NetworkFile.change`."""

    def __init__(self, db: Database) -> None:
        """The transaction is open."""
        self._db = db

    def put(self, sheet: str, before: tuple[Row, ...], after: tuple[Row, ...]) -> None:
        """Rows of a sheet in place of others; only what differs is written."""
        rows = {place: row for place, row in enumerate(after) if place >= len(before) or before[place] != row}
        _put(self._db, sheet, rows)
        if len(after) < len(before):
            self._db.execute("delete from line where sheet = ? and position >= ?", (sheet, len(after)))

    def note(self, happening: Happening, *, in_place_of_last: bool = False) -> None:
        """Add to the history."""
        if in_place_of_last:
            self._db.execute("delete from happening where number = (select max(number) from happening)")
        _note(self._db, happening)

    def add_variant(self, content: str, made: str) -> int:
        """Keep a variant; its number, which no other variant ever had."""
        number: int = self._db.execute("select coalesce(max(number), 0) + 1 from variant").fetchone()[0]
        self._db.execute(
            "insert into variant (number, content, made, standing) values (?, ?, ?, ?)",
            (number, content, made, Standing.PROPOSED.value),
        )
        return number

    def set_standing(self, number: int, standing: Standing) -> None:
        """Say where a variant stands."""
        self._db.execute("update variant set standing = ? where number = ?", (standing.value, number))


def _put(db: Database, sheet: str, rows: Mapping[int, Row]) -> None:
    db.conn.executemany(
        "insert into line (sheet, position, cells) values (?, ?, ?)"
        " on conflict (sheet, position) do update set cells = excluded.cells",
        [(sheet, place, json.dumps(row, ensure_ascii=False)) for place, row in rows.items()],
    )


def _note(db: Database, happening: Happening) -> None:
    db.execute(
        "insert into happening (wall, what, details) values (?, ?, ?)",
        (happening.when, happening.what, json.dumps(dict(happening.values), ensure_ascii=False)),
    )


@contextlib.contextmanager
def _own_codes() -> Iterator[None]:
    """Problems of any workspace by the codes whose sentences speak of a network."""
    try:
        yield
    except ProblemError as error:
        raise ProblemError(*(replace(one, code=_CODES.get(one.code, one.code)) for one in error.problems)) from error
