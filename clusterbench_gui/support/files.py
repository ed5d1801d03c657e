"""Files that are there whole or not at all. Failures are the system's OSErrors; the layers above give them codes."""

import contextlib
import errno
import os
import sys
from pathlib import Path

_NO_LINKS = {errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP, errno.EACCES, errno.EMLINK}
_NO_FLUSH = {errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.EBADF}


def write_whole(file: Path, content: bytes) -> None:
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
        _place(temporary, file)
    except FileExistsError:
        pass
    finally:
        temporary.unlink(missing_ok=True)
    flush_folder(file.parent)
    return file.read_bytes()


def flush_file(file: Path) -> None:
    """Make the content of a file durable that somebody else wrote."""
    with file.open("r+b") as stream:  # Windows flushes only what was opened to write
        flush(stream.fileno())


def flush_folder(folder: Path) -> None:
    """Make a rename durable, where the system offers that: Windows and some network file systems do not."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FLUSH:
            raise
    finally:
        os.close(handle)


def _place(temporary: Path, file: Path) -> None:
    """Give a written file its name, unless the name is taken (FileExistsError)."""
    if os.name == "nt":
        temporary.rename(file)  # refuses an existing target there
        return
    try:
        os.link(temporary, file)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # memory sticks know no links: whoever makes the empty name first may fill it
        os.close(os.open(file, os.O_CREAT | os.O_EXCL, 0o600))
        temporary.replace(file)


def _written(file: Path, content: bytes) -> Path:
    import tempfile  # noqa: PLC0415 - four milliseconds that the first paint does without

    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            flush(stream.fileno())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def flush(handle: int) -> None:
    """As fsync; on macOS that leaves the bytes in the drive's memory, so the full flush is asked for where there is one."""
    os.fsync(handle)
    if sys.platform == "darwin":
        import fcntl  # noqa: PLC0415 - not on Windows

        with contextlib.suppress(OSError):
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
