"""The file format of a backup, `*.cbackup`: a zip of stored entries, the first of which says what the others must be.

`manifest.json`, then `study.db` (SQLCipher, under the study's data key), `key.json` and `attachments/…`, each as in the
workspace: the zip adds neither encryption nor plaintext. The manifest names no answer: ids, hashes, sizes and times only.
"""

import contextlib
import hashlib
import json
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.storage.files import file_errors, read_errors
from clusterbench_gui.storage.log.writer import Head
from clusterbench_gui.support.files import flush_file, flush_folder

KIND = "clusterbench-backup"
FORMAT = 1
SUFFIX = ".cbackup"
MANIFEST = "manifest.json"
ATTACHMENTS = "attachments"
_NAME = re.compile(r"study\.db|key\.json|attachments/[0-9a-f]{64}")
_REQUIRED = {"study.db", "key.json"}
_LARGEST_MANIFEST = 64 * 1024 * 1024
_CHUNK = 1024 * 1024
_SPOILT = (
    *(
        zipfile.BadZipFile,
        EOFError,
        NotImplementedError,
        RuntimeError,
    ),  # what zipfile says of a file that is no zip of ours
    *(ValueError, LookupError, TypeError, AttributeError, OverflowError),  # and what reading its manifest says
)

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Meter:
    """How far long work is, and whether it should stop. `total` and what is done count in bytes."""

    progress: Progress = lambda _done, _total: None
    cancelled: Callable[[], bool] = lambda: False
    total: int = 0
    done: int = 0

    def look(self) -> None:
        """Raise `ProblemError` (`cancelled`) where the work should stop."""
        if self.cancelled():
            raise ProblemError(problem("cancelled"))

    def add(self, count: int) -> None:
        """So much more is done. Raises `ProblemError` (`cancelled`)."""
        self.look()
        self.done = min(self.done + count, self.total)
        self.progress(self.done, self.total)


@dataclass(frozen=True, slots=True)
class Proof:
    """What an entry must be."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. `state` changes with everything said, `withdrawn` are the interviews erased in it."""

    study: str
    made: str
    state: str
    withdrawn: frozenset[str] = frozenset()
    heads: Mapping[str, Head] = field(default_factory=dict)
    entries: Mapping[str, Proof] = field(default_factory=dict)


def proof_of(file: Path, meter: Meter) -> Proof:
    """Size and hash of a file."""
    with file.open("rb") as stream:
        return _copied(stream, None, meter)


def write_archive(target: Path, manifest: Manifest, sources: Mapping[str, Path], meter: Meter) -> None:
    """Write a backup durably, whole or not at all, and read it again before it gets its name.

    `manifest.entries` are the proofs of `sources`, by the names of the entries. Raises `ProblemError`: `backup-damaged`
    where what was written is not what is read, `cancelled`, `disk-full`, `folder-not-writable`, `disk-error`.
    """
    with file_errors(target):
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
        temporary = Path(name)
        try:
            with open(handle, "wb") as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as zipped:  # noqa: PTH123 - a handle, not a path
                zipped.writestr(_entry(MANIFEST), json.dumps(_plain(manifest), indent=1).encode())
                for entry, source in sources.items():
                    with source.open("rb") as read, zipped.open(_entry(entry), "w", force_zip64=True) as write:
                        _copied(read, write, meter)
            flush_file(temporary)
            verify_archive(temporary, meter)
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
        flush_folder(target.parent)


def read_manifest(file: Path) -> Manifest:
    """What a backup says of itself. Raises `ProblemError`: `backup-damaged`, `backup-newer`, `file-missing`."""
    with _reading(file) as zipped:
        return _manifest(zipped, file)


def verify_archive(file: Path, meter: Meter | None = None) -> Manifest:
    """Read every byte of a backup against its manifest. Raises `ProblemError` as `read_manifest` does, and `cancelled`."""
    with _reading(file) as zipped:
        return _unpacked(zipped, file, None, meter or Meter())


def extract_archive(file: Path, folder: Path, meter: Meter) -> Manifest:
    """Write the entries of a backup into an empty folder, each against its proof. Raises `ProblemError` as `verify_archive`.

    Nothing but the names of a workspace is written, and no byte more than the manifest promises.
    """
    with _reading(file) as zipped:
        return _unpacked(zipped, file, folder, meter)


def extract_entry(file: Path, name: str, target: Path) -> Manifest:
    """Write one entry, against its proof."""
    with _reading(file) as zipped:
        manifest = _manifest(zipped, file)
        with file_errors(target), target.open("wb") as write, zipped.open(name) as read:
            if _copied(read, write, Meter()) != manifest.entries[name]:
                raise _damaged(file)
        return manifest


@contextlib.contextmanager
def _reading(file: Path) -> Iterator[zipfile.ZipFile]:
    if not file.is_file():
        raise ProblemError(problem("file-missing", Place(file=str(file))))
    try:
        with read_errors(file), zipfile.ZipFile(file) as zipped:
            yield zipped
    except _SPOILT as error:
        raise _damaged(file) from error


def _damaged(file: Path) -> ProblemError:
    return ProblemError(problem("backup-damaged", Place(file=str(file))))


def _manifest(zipped: zipfile.ZipFile, file: Path) -> Manifest:
    infos = zipped.infolist()
    manifest = _parsed(json.loads(_content(zipped)), file)
    names = [one.filename for one in infos if one.filename != MANIFEST]
    sizes = {one.filename: one.file_size for one in infos if one.compress_type == zipfile.ZIP_STORED}
    promised = {name: proof.size for name, proof in manifest.entries.items()}
    if len(names) != len(set(names)) or {one: sizes.get(one) for one in names} != promised:
        raise _damaged(file)
    if sum(promised.values()) > file.stat().st_size:  # entries that overlap: a small file that would fill the disk
        raise _damaged(file)
    if not promised.keys() >= _REQUIRED or not all(_NAME.fullmatch(one) for one in names):
        raise _damaged(file)
    return manifest


def _content(zipped: zipfile.ZipFile) -> bytes:
    info = zipped.getinfo(MANIFEST)
    if info.compress_type != zipfile.ZIP_STORED or info.file_size > _LARGEST_MANIFEST:
        raise ValueError(MANIFEST)
    return zipped.read(info)


def _unpacked(zipped: zipfile.ZipFile, file: Path, folder: Path | None, meter: Meter) -> Manifest:
    manifest = _manifest(zipped, file)
    for name, proof in manifest.entries.items():
        with contextlib.ExitStack() as stack:
            read = stack.enter_context(zipped.open(name))
            write: IO[bytes] | None = None
            if folder is not None:
                target = folder / name
                stack.enter_context(file_errors(target))
                target.parent.mkdir(exist_ok=True)
                write = stack.enter_context(target.open("xb"))
            if _copied(read, write, meter) != proof:
                raise _damaged(file)
    return manifest


def _copied(read: IO[bytes], write: IO[bytes] | None, meter: Meter) -> Proof:
    """Copy a stream, or only read it."""
    hashed, size = hashlib.sha256(), 0
    while chunk := read.read(_CHUNK):
        hashed.update(chunk)
        size += len(chunk)
        if write:
            write.write(chunk)
        meter.add(len(chunk))
    return Proof(size, hashed.hexdigest())


def _entry(name: str) -> zipfile.ZipInfo:
    """An entry that says nothing of this computer: no time, no user."""
    return zipfile.ZipInfo(name)


def _plain(manifest: Manifest) -> dict[str, Any]:
    return {
        "kind": KIND,
        "format": FORMAT,
        "study": manifest.study,
        "made": manifest.made,
        "state": manifest.state,
        "withdrawn": sorted(manifest.withdrawn),
        "heads": {chain: [one.sequence, one.hash.hex()] for chain, one in manifest.heads.items()},
        "files": {name: [proof.size, proof.sha256] for name, proof in manifest.entries.items()},
    }


def _parsed(content: Mapping[str, Any], file: Path) -> Manifest:
    if content["kind"] != KIND:
        raise ValueError(content["kind"])
    if content["format"] > FORMAT:
        raise ProblemError(problem("backup-newer", Place(file=str(file))))
    return Manifest(
        str(content["study"]),
        str(content["made"]),
        str(content["state"]),
        frozenset(map(str, content["withdrawn"])),
        {chain: Head(int(sequence), bytes.fromhex(hashed)) for chain, (sequence, hashed) in content["heads"].items()},
        {name: Proof(int(size), str(sha256)) for name, (size, sha256) in content["files"].items()},
    )
