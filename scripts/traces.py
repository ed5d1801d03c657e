"""Processes under strace: what they write, flush, rename and say, call by call; and calls that are made to fail."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from crashes import Disk, File, Folder, Truncation, Write

ROOT = Path(__file__).resolve().parent.parent
_CALLS = (
    "openat,open,creat,close,lseek,write,pwrite64,writev,pwritev,pwritev2,fsync,fdatasync,sync_file_range,ftruncate,"
    "truncate,fallocate,rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,mkdir,mkdirat,rmdir,"
    "dup,dup2,dup3,copy_file_range,sendfile"
)
_LINE = re.compile(r"(\d+) +(\w+)\((.*)\) += (-?\d+)(?:<(\S*)>)?")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')
_HANDLE = re.compile(r"(-?\d+|AT_FDCWD)<((?:\\x[0-9a-f]{2})*)>")
_HANDLED = {
    *("openat", "close", "lseek", "write", "pwrite64", "fsync", "fdatasync", "ftruncate", "rename", "link"),
    *("unlink", "unlinkat", "mkdir", "rmdir"),
}


def missing() -> str:
    """Why processes cannot be traced here; "" where they can."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    probe = ["strace", "-f", "-e", "trace=fsync", "-o", os.devnull, "true"]
    done = subprocess.run(probe, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else "processes may not be traced here"


def environment(home: Path) -> dict[str, str]:
    """For the program in a process of its own, at home in `home`, from this checkout."""
    own = {"CLUSTERBENCH_HOME": str(home), "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"}
    return {**os.environ, **own}


def record(arguments: Sequence[str], home: Path, trace: Path) -> None:
    """Run a Python program whose system calls are written to `trace`. Raises `CalledProcessError` where it fails."""
    strace = ["strace", "-f", "--seccomp-bpf", "-y", "-xx", "-s", "100000", "-o", str(trace), "-e", f"trace={_CALLS}"]
    subprocess.run(
        [*strace, sys.executable, *arguments], env=environment(home), check=True, stdout=subprocess.DEVNULL, cwd=ROOT
    )


def run_failing(arguments: Sequence[str], home: Path, failing: Sequence[str]) -> str:
    """Run a Python program whose system calls fail as strace's `inject` says; what it printed."""
    injected = [part for one in failing for part in ("-e", f"inject={one}")]
    calls = ",".join(dict.fromkeys(one.partition(":")[0] for one in failing)) or "none"
    strace = ["strace", "-f", "--seccomp-bpf", "-o", os.devnull, "-e", f"trace={calls}", *injected]
    done = subprocess.run(
        [*strace, sys.executable, *arguments],
        env=environment(home),
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    if done.returncode or done.stderr:
        raise RuntimeError(done.stdout + done.stderr)
    return done.stdout


@dataclass(frozen=True, slots=True)
class Call:
    """One system call that worked. Texts are paths and data, handles have their paths with them."""

    name: str
    arguments: str
    result: int
    texts: tuple[bytes, ...]
    paths: tuple[str, ...]
    handle: str

    @property
    def last_number(self) -> int:
        """The last argument."""
        return int(self.arguments.rpartition(", ")[2])


def calls(trace: Path) -> Iterator[Call]:
    """The calls of a trace in their order. Raises ValueError for a call that was interrupted by another thread."""
    with trace.open(encoding="ascii") as lines:
        for line in lines:
            match = _LINE.match(line)
            if match is None:
                if "unfinished" in line or "resumed" in line:
                    raise ValueError(line[:200])
                continue
            name, arguments, result = match[2], match[3], int(match[4])
            if result < 0:
                continue
            texts = [(_plain(one[1]), one[2]) for one in _TEXT.finditer(arguments)]
            if any(cut for _, cut in texts) and name != "write":
                raise ValueError(line[:200])
            paths = tuple(os.fsdecode(_plain(one[2])) for one in _HANDLE.finditer(arguments))
            handle = re.match(r"\d+", arguments)
            yield Call(name, arguments, result, tuple(one for one, _ in texts), paths, handle[0] if handle else "")


def _plain(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


class Replay:
    """Puts calls onto a disk, one after the other; `said` are the lines on standard output so far."""

    def __init__(self, disk: Disk) -> None:
        """Nothing has happened."""
        self.disk = disk
        self.said: list[str] = []
        self._at: dict[str, int] = {}
        self._line = b""

    def take(self, call: Call) -> bool:
        """Whether the call touched the disk or said something."""
        if call.name in {"write", "writev"} and call.handle == "1":
            *lines, self._line = (self._line + b"".join(call.texts)).split(b"\n")
            self.said += [one.decode() for one in lines]
            return bool(lines)
        if call.name in {"openat", "rename", "link", "unlink", "unlinkat", "mkdir", "rmdir"}:
            paths = [_absolute(os.fsdecode(one), call.paths) for one in call.texts]
        else:
            paths = list(call.paths[:1])
        if not any(self.disk.holds(path) for path in paths):
            return False
        if call.name not in _HANDLED:
            raise ValueError(f"{call.name} is not understood")
        kind = getattr(self, f"_{call.name}")
        kind(call, *paths)
        return True

    def _openat(self, call: Call, path: str) -> None:
        node = self.disk.node(path)
        if node is None:
            node = File()
            self.disk.name(path, node)
        if isinstance(node, File) and "O_TRUNC" in call.arguments and node.length:
            node.change(Truncation(0))
        appending = isinstance(node, File) and "O_APPEND" in call.arguments
        self._at[str(call.result)] = node.length if appending and isinstance(node, File) else 0

    def _close(self, call: Call, _path: str) -> None:
        self._at.pop(call.handle, None)

    def _lseek(self, call: Call, _path: str) -> None:
        self._at[call.handle] = call.result

    def _write(self, call: Call, path: str) -> None:
        data = call.texts[0][: call.result]
        self.disk.file(path).change(Write(self._at[call.handle], data))
        self._at[call.handle] += call.result

    def _pwrite64(self, call: Call, path: str) -> None:
        self.disk.file(path).change(Write(call.last_number, call.texts[0][: call.result]))

    def _fsync(self, _call: Call, path: str) -> None:
        self.disk.flush(path)

    _fdatasync = _fsync

    def _ftruncate(self, call: Call, path: str) -> None:
        self.disk.file(path).change(Truncation(call.last_number))

    def _rename(self, _call: Call, before: str, after: str) -> None:
        self.disk.move(before, after)

    def _link(self, _call: Call, before: str, after: str) -> None:
        self.disk.name(after, self.disk.file(before))

    def _unlink(self, _call: Call, path: str) -> None:
        self.disk.remove(path)

    def _unlinkat(self, _call: Call, path: str) -> None:
        self.disk.remove(path)

    _rmdir = _unlink

    def _mkdir(self, _call: Call, path: str) -> None:
        self.disk.name(path, Folder())


def _absolute(path: str, bases: Sequence[str]) -> str:
    return os.path.normpath(Path(bases[0], path)) if bases else os.path.normpath(path)


def counts(trace: Path, under: str) -> Mapping[str, int]:
    """How often each call worked on something under a path."""
    found: dict[str, int] = {}
    for call in calls(trace):
        if any(path.startswith(under) for path in call.paths):
            found[call.name] = found.get(call.name, 0) + 1
    return found
