"""Files beside answers, each encrypted once under a key of its own (docs/adr/0007-many-devices.md).

A file of the folder `attachments` is an age file (https://age-encryption.org/v1: ChaCha20-Poly1305 in chunks of 64 KiB, with a
counter and a mark on the last) for a random X25519 identity, which stands in the event's payload and nowhere else. Whatever
its size, no more than a chunk of it is in memory, and nothing of it lies on the disk in plain text.
"""

import contextlib
import hashlib
import os
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import pyrage

from clusterbench_gui.domain.attachments import Attachment, safe_name
from clusterbench_gui.domain.problems import Place, Problem, ProblemError, problem
from clusterbench_gui.storage.engine import Database
from clusterbench_gui.storage.files import file_errors
from clusterbench_gui.support.files import create_once, flush, flush_folder

FOLDER = "attachments"
ORPHAN_SECONDS = 24 * 60 * 60
"""How old a file is that no event names before it is taken for the rest of a crash: a bundle may be just coming in."""
_CHUNK = 64 * 1024
_WAITING = "select id, value from waiting where kind = 'attachment'"
_IN_LOG = "select event, value from payload join event on event.id = payload.event where kind = 'attachment'"


class Readable(Protocol):
    """What a file is read from."""

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, none at the end."""


class Writable(Protocol):
    """What a file is written to."""

    def write(self, content: bytes, /) -> object:
        """Take bytes."""

    def flush(self) -> None:
        """Pass on what waits."""


def store(study: Path, source: Readable, name: str) -> Attachment:
    """Encrypt `source` into the study's folder; durable on return. Nothing is left behind where it fails.

    Raises `ProblemError`: `attachment-unreadable` (the source), `disk-full`, `folder-not-writable`, `disk-error`.
    """
    identity = pyrage.x25519.Identity.generate()
    folder = study / FOLDER
    with file_errors(folder):
        if not folder.exists():
            folder.mkdir(exist_ok=True)
            flush_folder(study)
        handle, temporary = tempfile.mkstemp(prefix=".", suffix=".part", dir=folder)
        try:
            with os.fdopen(handle, "wb") as stream:
                read, written = _Read(source), _Written(stream)
                _encrypt(read, written, identity, name)
                stream.flush()
                flush(stream.fileno())
            Path(temporary).replace(folder / written.digest)
        finally:
            Path(temporary).unlink(missing_ok=True)
        flush_folder(folder)
    return Attachment(safe_name(name), written.digest, str(identity), read.size)


def take_in(study: Path, files: Mapping[str, bytes]) -> None:
    """Keep ciphertexts that another device made, by the SHA-256 of each; durable on return. One that is there stays.

    Raises `ProblemError`: `attachment-damaged` (a name that is not the content's), `disk-full`, `folder-not-writable` …
    """
    folder = study / FOLDER
    for name, content in files.items():
        if hashlib.sha256(content).hexdigest() != name:
            raise ProblemError(problem("attachment-damaged", Place(name=name)))
        with file_errors(folder):
            if not (folder / name).exists():
                create_once(folder / name, content)


@contextlib.contextmanager
def opened_source(source: Path | BinaryIO) -> Iterator[BinaryIO]:
    """A file to be read, opened where it is a path. Raises `ProblemError` (`attachment-unreadable`)."""
    if not isinstance(source, Path):
        yield source
        return
    try:
        stream = source.open("rb")
    except OSError as error:
        raise ProblemError(problem("attachment-unreadable", Place(file=str(source), name=source.name))) from error
    with stream:
        yield stream


def write_to(study: Path, attachment: Attachment, target: Writable) -> None:
    """Write what an attachment holds to `target`, which is to be thrown away where this fails.

    Raises `ProblemError`: `attachment-missing`, `attachment-damaged` (not what was stored, or not its key); an OSError of
    `target` as it is.
    """
    place = Place(file=str(study / FOLDER / attachment.file), name=attachment.name)
    written = _Written(target)
    try:
        identity = pyrage.x25519.Identity.from_str(attachment.key)
        with (study / FOLDER / attachment.file).open("rb") as stream:
            pyrage.decrypt_io(stream, written, [identity])
    except FileNotFoundError as error:
        raise ProblemError(problem("attachment-missing", place)) from error
    except (OSError, pyrage.DecryptError, pyrage.IdentityError, UnicodeEncodeError) as error:
        if written.error is not None:
            raise written.error from None
        raise ProblemError(problem("attachment-damaged", place)) from error
    if written.size != attachment.size:
        raise ProblemError(problem("attachment-damaged", place))


def discard(study: Path, files: Iterable[str]) -> None:
    """Delete files that no event names any more. One that cannot be deleted now is unreadable, and `sweep` takes it later."""
    for name in files:
        with contextlib.suppress(OSError):
            (study / FOLDER / name).unlink(missing_ok=True)


def named(db: Database, interview: str) -> set[str]:
    """Files that the events of an interview name."""
    rows = db.execute(f"{_IN_LOG} and interview = ?", (interview,))
    return {one.file for _, value in rows if (one := Attachment.of(value))}


def all_named(db: Database) -> set[str]:
    """Files that any event names, also one that still waits to join the log."""
    rows = db.execute(f"{_IN_LOG} union all {_WAITING}")
    return {one.file for _, value in rows if (one := Attachment.of(value))}


def read_some(study: Path, files: Iterable[str]) -> dict[str, bytes]:
    """Ciphertexts by name, as far as they are here."""
    found: dict[str, bytes] = {}
    for name in files:
        with contextlib.suppress(FileNotFoundError):
            found[name] = (study / FOLDER / name).read_bytes()
    return found


def sweep(db: Database, study: Path) -> None:
    """Delete what no event names and is older than a day: a crash came between the file and its event, or consent went."""
    before = time.time() - ORPHAN_SECONDS
    with contextlib.suppress(OSError):
        old = {one.name for one in os.scandir(study / FOLDER) if one.is_file() and one.stat().st_mtime < before}
        if old:
            discard(study, old - all_named(db))


def problems(db: Database, study: Path) -> Iterator[Problem]:
    """Attachments that are not there (`attachment-missing`), or not what was stored (`attachment-damaged`)."""
    for event, value in db.execute(f"{_IN_LOG} order by event").fetchall():
        if (one := Attachment.of(value)) is not None:
            file = study / FOLDER / one.file
            if not file.is_file():
                yield problem("attachment-missing", Place(file=str(file), name=one.name), event=event)
            elif _digest(file) != one.file:
                yield problem("attachment-damaged", Place(file=str(file), name=one.name), event=event)


class _Read:
    """A source that counts, and keeps its own error: pyrage puts every error's text into one of its own."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self.size = 0
        self.error: OSError | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            content = self._stream.read(size if size >= 0 else _CHUNK)
        except OSError as error:
            self.error = error
            raise
        self.size += len(content)
        return content


class _Written:
    """A target that counts and hashes, and keeps its own error."""

    def __init__(self, stream: Writable) -> None:
        self._stream = stream
        self._hash = hashlib.sha256()
        self.size = 0
        self.error: OSError | None = None

    @property
    def digest(self) -> str:
        return self._hash.hexdigest()

    def write(self, content: bytes) -> int:
        try:
            self._stream.write(content)
        except OSError as error:
            self.error = error
            raise
        self._hash.update(content)
        self.size += len(content)
        return len(content)

    def flush(self) -> None:
        self._stream.flush()


def _encrypt(read: _Read, written: _Written, identity: Any, name: str) -> None:
    try:
        pyrage.encrypt_io(read, written, [identity.to_public()])
    except (OSError, pyrage.EncryptError) as error:
        if written.error is not None:
            raise written.error from None
        if read.error is None:
            raise
        raise ProblemError(problem("attachment-unreadable", Place(name=safe_name(name)))) from error


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
