"""Folders and zip archives from elsewhere, read file by file. Nothing is unpacked to disk, and nothing is believed.

Sizes are those that were read, not those that an archive states; names that lead out of it, links, doubled names and
locked entries refuse the archive as a whole.
"""

import lzma
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Protocol, Self

from clusterbench_gui.domain.problems import Place, Problem, ProblemError, problem

MOST_FILES = 100_000
MOST_BYTES = 256 * 1024 * 1024
"""The largest single file that is read."""
MOST_TOTAL = 8 * 1024 * 1024 * 1024
"""What is read of one archive altogether."""
_CHUNK = 1024 * 1024
DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, NotImplementedError, ValueError)
"""What Python's zip reader raises over archives that are not sound."""
_LOCKED = 0x1
_IGNORED = ("__MACOSX/",)


class Package(Protocol):
    """Files by name, with `/` between folders. `file` names the whole in messages."""

    file: str
    names: tuple[str, ...]

    def read(self, name: str) -> bytes:
        """What a file holds. Raises `ProblemError` where it cannot be read."""
        ...


class FolderPackage:
    """The files of a folder. Links are not followed and not listed: they may lead anywhere."""

    def __init__(self, folder: Path, beside: str = "") -> None:
        """List the files; only those where parts of the one called `beside` may lie, if that is given.

        Raises `ProblemError`: `file-missing`, `archive-too-many`.
        """
        self.file = str(folder)
        self._folder = folder
        wanted = {"media", PurePosixPath(beside).stem}
        found: list[str] = []
        for place, folders, files in os.walk(folder, onerror=_unreadable(folder)):
            here = Path(place)
            is_top = here == folder
            folders[:] = sorted(folders if not beside else wanted & set(folders) if is_top else ())
            paths = (here / name for name in sorted(files) if not name.startswith("."))
            found += (path.relative_to(folder).as_posix() for path in paths if not path.is_symlink())
            _limit(self.file, len(found))
        self.names = tuple(found)

    def read(self, name: str) -> bytes:
        """What a file holds. Raises `ProblemError`: `file-missing`, `file-too-large`."""
        return read_file(self._folder / name)


class ZipPackage:
    """The files of a zip archive; a context manager that closes it."""

    def __init__(self, path: Path) -> None:
        """Look through the archive. Raises `ProblemError`: `file-missing`, or `archive-…` where it is not to be trusted."""
        self.file = str(path)
        self._read = 0
        try:
            self._zip = zipfile.ZipFile(path)
        except OSError as error:
            raise ProblemError(problem("file-missing", Place(file=self.file))) from error
        except DAMAGED as error:
            raise ProblemError(problem("archive-damaged", Place(file=self.file))) from error
        try:
            self.names = self._listed()
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._zip.close()

    def _listed(self) -> tuple[str, ...]:
        entries = [one for one in self._zip.infolist() if not one.is_dir() and not one.filename.startswith(_IGNORED)]
        _limit(self.file, len(entries))
        seen: set[str] = set()
        for one in entries:
            if not _is_safe(one):
                raise ProblemError(problem("archive-name-unsafe", Place(file=self.file), text=one.filename))
            if one.flag_bits & _LOCKED:
                raise ProblemError(problem("archive-locked", Place(file=self.file)))
            if one.filename.casefold() in seen:
                raise ProblemError(problem("archive-name-twice", Place(file=self.file), text=one.filename))
            seen.add(one.filename.casefold())
        return tuple(one.filename for one in entries)

    def read(self, name: str) -> bytes:
        """What a file holds. Raises `ProblemError`: `archive-damaged`, `file-too-large`, `archive-too-large`."""
        inside = f"{self.file}/{name}"
        content = bytearray()
        try:
            with self._zip.open(name) as stream:
                while chunk := stream.read(_CHUNK):
                    content += chunk
                    self._read += len(chunk)
                    if len(content) > MOST_BYTES:
                        raise ProblemError(_too_large(inside))
                    if self._read > MOST_TOTAL:
                        gigabytes = MOST_TOTAL // 1024**3
                        raise ProblemError(problem("archive-too-large", Place(file=self.file), gigabytes=gigabytes))
        except (*DAMAGED, OSError, RuntimeError) as error:
            raise ProblemError(problem("archive-damaged", Place(file=inside))) from error
        return bytes(content)


def read_file(path: Path) -> bytes:
    """What a file holds, up to the largest size that is read. Raises `ProblemError`: `file-missing`, `file-too-large`."""
    try:
        with path.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise ProblemError(problem("file-missing", Place(file=str(path)))) from error
    if len(content) > MOST_BYTES:
        raise ProblemError(_too_large(str(path)))
    return content


def _too_large(file: str) -> Problem:
    return problem("file-too-large", Place(file=file), megabytes=MOST_BYTES // 1024**2)


def _limit(file: str, count: int) -> None:
    if count > MOST_FILES:
        raise ProblemError(problem("archive-too-many", Place(file=file), count=MOST_FILES))


def _is_safe(entry: zipfile.ZipInfo) -> bool:
    """Whether an entry is a plain file whose name stays inside."""
    name = entry.filename
    parts = name.split("/")
    is_inside = not name.startswith("/") and "\\" not in name and ":" not in parts[0] and ".." not in parts
    mode = entry.external_attr >> 16
    return is_inside and (not stat.S_IFMT(mode) or stat.S_ISREG(mode)) and name == entry.orig_filename


def _unreadable(folder: Path) -> Callable[[OSError], None]:
    def refuse(error: OSError) -> None:
        raise ProblemError(problem("file-missing", Place(file=str(error.filename or folder)))) from error

    return refuse
