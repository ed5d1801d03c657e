"""Writing files so that they appear whole or not at all."""

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.support.files import write_whole

_CODES = {
    errno.ENOSPC: "disk-full",
    errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC: "disk-full",
    errno.EACCES: "not-writable",
    errno.EPERM: "not-writable",
    errno.EROFS: "not-writable",
    errno.ENOENT: "not-writable",
    errno.EEXIST: "not-a-folder",
    errno.ENOTDIR: "not-a-folder",
}


def write_file(path: Path, content: bytes) -> None:
    """Replace `path` by `content` in one step. Raises `ProblemError` where the disk or the folder does not allow it."""
    with file_problems(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)


@contextlib.contextmanager
def file_problems(path: Path) -> Iterator[None]:
    """Turn the system's refusals to write `path` into problems with a code."""
    try:
        yield
    except OSError as error:
        code = _CODES.get(error.errno or 0, "file-refused")
        raise ProblemError(problem(code, Place(file=str(path)), detail=error.strerror or "")) from error
