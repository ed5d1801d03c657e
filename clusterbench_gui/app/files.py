"""Writing files so that they appear whole or not at all."""

import contextlib
import errno
import json
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.support.files import flush_folder, write_whole

Json = dict[str, object]

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
def staged(folder: Path) -> Iterator[Path]:
    """A hidden folder inside of `folder`: files that lie in it when the block ends take their places in `folder`, together.

    Those in folders of the stage take theirs in the same folders of `folder`, beside what is there.

    Where the block fails or is stopped, `folder` is as it was, and gone if it was not there. Raises `ProblemError` as `write_file` does.
    """
    new = [one for one in (folder, *folder.parents) if not one.exists()]
    with file_problems(folder):
        folder.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(prefix=".new-", dir=folder))
        try:
            yield stage
            with _uninterrupted():
                for file in sorted(one for one in stage.rglob("*") if one.is_file()):
                    target = folder / file.relative_to(stage)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    file.replace(target)
                shutil.rmtree(stage)
                flush_folder(folder)
        except BaseException:
            shutil.rmtree(stage, ignore_errors=True)
            with contextlib.suppress(OSError):  # not empty: it holds something by now
                for one in new:
                    one.rmdir()
            raise


def write_all(folder: Path, files: Iterable[tuple[str, bytes]]) -> tuple[Path, ...]:
    """Write files into a folder, all or none."""
    names = []
    with staged(folder) as stage:
        for name, content in files:
            (stage / name).write_bytes(content)
            names.append(name)
    return tuple(folder / name for name in names)


def json_bytes(made: Json) -> bytes:
    """Plain data as a file that is the same for the same data."""
    return (json.dumps(made, ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False) + "\n").encode()


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl+C waits until the block is through; other threads than the main one do not get it anyway."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if came:
        raise KeyboardInterrupt


@contextlib.contextmanager
def file_problems(path: Path) -> Iterator[None]:
    """Turn the system's refusals to write `path` into problems with a code."""
    try:
        yield
    except OSError as error:
        code = _CODES.get(error.errno or 0, "file-refused")
        if code == "not-writable" and path.is_file():  # as Windows says of a file that somebody looks at
            code = "file-held"
        raise ProblemError(problem(code, Place(file=str(path)), detail=error.strerror or "")) from error
