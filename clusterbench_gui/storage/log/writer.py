"""Which chain a copy of a study continues, so that no two copies ever write under one (docs/adr/0007-many-devices.md).

A chain is bound to this device, to the place of the study (path and file) and to its head as this device saw it last,
which the profile keeps in one small file a chain. Where any of it does not fit, the copy begins a chain of its own: after
copying, restoring, moving, after a crash, after a week at rest (a disk image put back brings the profile back too). That
costs nothing; a chain continued twice would.
"""

import contextlib
import hashlib
import json
import os
import uuid
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.storage.engine import Database, sql_errors
from clusterbench_gui.storage.keys.device import device_id
from clusterbench_gui.storage.log.chain import NO_PREVIOUS
from clusterbench_gui.support.files import write_whole
from clusterbench_gui.support.paths import profile_dir

REST = timedelta(days=7)
_FOLDER = "chains"


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain ends."""

    sequence: int = 0
    hash: bytes = NO_PREVIOUS


@dataclass(frozen=True, slots=True)
class Note:
    """What this device remembers of a chain: its head, where it was written, when, and whether it was left in order."""

    sequence: int
    hash: str
    place: str
    seen: str
    left: bool

    @property
    def head(self) -> Head:
        """The head that was seen last."""
        return Head(self.sequence, bytes.fromhex(self.hash))


@dataclass(frozen=True, slots=True)
class Writer:
    """A copy as the one that writes: its chain until `leave`."""

    study: str
    chain: str
    place: str

    @classmethod
    def enter(cls, db: Database, file: Path) -> Self:
        """Take the chain that the study in `file`, open to write, continues here, or begin one.

        Raises `ProblemError` (`device-damaged`, those of `engine`). A profile that cannot be written costs a chain, no more.
        """
        with sql_errors(file):
            (study,) = db.execute("select id from study").fetchone() or ("",)
            place, device = place_of(file), device_id()
            chain = _continued(db, study, device, place)
            if chain is not None:
                one = cls(study, chain, place)
                if one._note(head_of(db, chain), left=False):
                    return one
            one = cls(study, _begun(db, study, device, place), place)
            one._note(Head(), left=False)
        return one

    def leave(self, db: Database, file: Path) -> None:
        """Remember where the chain ends. Where that fails, the next opening begins another chain."""
        with contextlib.suppress(ProblemError), sql_errors(file):
            self._note(head_of(db, self.chain), left=True)

    def _note(self, head: Head, *, left: bool) -> bool:
        """Whether it is kept: else the note of before goes on saying that the chain was left there."""
        seen = datetime.now(UTC).isoformat(timespec="seconds")
        note = Note(head.sequence, head.hash.hex(), self.place, seen, left)
        file = _notes_folder(self.study) / self.chain
        with contextlib.suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file, json.dumps(asdict(note)).encode())
            return True
        return False


def place_of(file: Path) -> str:
    """A file's place without naming it: the hash of its path and of the number that the file system gave it."""
    path = os.path.normcase(file.resolve())
    return hashlib.sha256(f"{path}\n{file.stat().st_ino}".encode(errors="surrogatepass")).hexdigest()


def head_of(db: Database, chain: str) -> Head:
    """Where a chain ends in this log."""
    query = "select sequence, hash from event where device = ? order by sequence desc limit 1"
    row = db.execute(query, (chain,)).fetchone()
    return Head(*row) if row else Head()


def holds(db: Database, chain: str, head: Head) -> bool:
    """Whether the log has the chain up to this head, and the same."""
    if not head.sequence:
        return True
    row = db.execute("select hash from event where device = ? and sequence = ?", (chain, head.sequence)).fetchone()
    return row is not None and row[0] == head.hash


def notes_of(study: str) -> dict[str, Note]:
    """What this device remembers of the chains of a study; an unreadable note is none."""
    return dict(_notes(study))


def forget_writers(db: Database) -> None:
    """Bind no chain to any place: for a database that is put in place by restoring or repairing. Whose it is stays known."""
    db.execute("update writer set place = ''")


def remember_head(db: Database, chain: str, head: Head) -> None:
    """Keep in the database that a chain went on further than its log does. Part of the caller's transaction."""
    device, made = device_id(), datetime.now(UTC).isoformat(timespec="seconds")
    db.execute(
        "insert into writer (chain, device, place, made, sequence, hash) values (?, ?, '', ?, ?, ?)"
        " on conflict (chain) do update set sequence = excluded.sequence, hash = excluded.hash",
        (chain, device, made, head.sequence, head.hash),
    )


def _continued(db: Database, study: str, device: str, place: str) -> str | None:
    query = "select chain from writer where device = ? and place = ? order by rowid desc limit 1"
    row = db.execute(query, (device, place)).fetchone()
    note = notes_of(study).get(row[0]) if row else None
    if note is None or not note.left or note.place != place or head_of(db, row[0]) != note.head:
        return None
    age = datetime.now(UTC) - datetime.fromisoformat(note.seen)
    return str(row[0]) if timedelta(0) <= age <= REST else None


def _begun(db: Database, study: str, device: str, place: str) -> str:
    """A new chain; and what this place once held and the log does not, so that `check` can tell it for ever."""
    chain, made = str(uuid.uuid4()), datetime.now(UTC).isoformat(timespec="seconds")
    with db.atomic():
        for lost, note in notes_of(study).items():
            if note.place == place and not holds(db, lost, note.head):
                remember_head(db, lost, note.head)
        db.execute(
            "insert into writer (chain, device, place, made, sequence, hash) values (?, ?, ?, ?, ?, ?)",
            (chain, device, place, made, 0, NO_PREVIOUS),
        )
    return chain


def _notes(study: str) -> Iterator[tuple[str, Note]]:
    with contextlib.suppress(OSError):
        for file in sorted(_notes_folder(study).iterdir()):
            with contextlib.suppress(OSError, ValueError, TypeError, AttributeError):
                note = Note(**json.loads(file.read_bytes()))
                if (
                    isinstance(note.sequence, int)
                    and len(note.head.hash) == len(NO_PREVIOUS)
                    and datetime.fromisoformat(note.seen).tzinfo
                ):
                    yield file.name, note


def _notes_folder(study: str) -> Path:
    """By the hash of its id: a foreign database may call itself anything, and must not choose a place in the profile."""
    return profile_dir() / _FOLDER / hashlib.sha256(study.encode(errors="surrogatepass")).hexdigest()[:32]
