"""Small files written so that they are there whole or not at all, and failures of the file system as codes."""

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from clusterbench_gui.domain.problems import Place, ProblemError, problem

_FULL = {errno.ENOSPC, errno.EDQUOT}
_REFUSED = {
    *(errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR, errno.EEXIST),
    *(errno.ENAMETOOLONG, errno.EINVAL),
}


@contextlib.contextmanager
def file_errors(file: Path) -> Iterator[None]:
    """Raise a `ProblemError` (`disk-full`, `folder-not-writable`, `disk-error`) for a failed write near `file`."""
    try:
        yield
    except OSError as error:
        code = "disk-error"
        if error.errno in _FULL:
            code = "disk-full"
        elif error.errno in _REFUSED:
            code = "folder-not-writable"
        detail = errno.errorcode.get(error.errno or 0, "")
        raise ProblemError(problem(code, Place(file=str(file)), detail=detail)) from error


@contextlib.contextmanager
def read_errors(file: Path) -> Iterator[None]:
    """Raise a `ProblemError` (`workspace-unreachable`) where a file that should be there cannot be read."""
    try:
        yield
    except OSError as error:
        detail = errno.errorcode.get(error.errno or 0, "")
        raise ProblemError(problem("workspace-unreachable", Place(file=str(file)), detail=detail)) from error


def write_atomically(file: Path, content: bytes) -> None:
    """Replace `file` durably: after a power cut it holds the old content or the new. Readable by the user alone."""
    temporary = _written(file, content)
    try:
        temporary.replace(file)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    flush_folder(file.parent)


def create_once(file: Path, content: bytes) -> bytes:
    """Create `file` with `content` unless it is there already; returns what it holds. Readable by the user alone.

    Of two processes that do this at once, one wins and both get its content.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = _written(file, content)
    try:
        if os.name == "nt":
            temporary.rename(file)  # refuses an existing target there
        else:
            os.link(temporary, file)
    except FileExistsError:
        pass
    finally:
        temporary.unlink(missing_ok=True)
    flush_folder(file.parent)
    return file.read_bytes()


def flush_folder(folder: Path) -> None:
    """Make a rename durable. Windows needs and offers nothing for it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _written(file: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)
