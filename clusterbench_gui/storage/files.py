"""Failures of the file system as codes."""

import contextlib
import errno
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
