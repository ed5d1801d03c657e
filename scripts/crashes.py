"""What a power cut may leave of files: a model of a disk, filled from a system call trace of the real process.

Sure is what was flushed: the content of a file by fsync of the file, a name by fsync of its folder. Of everything later,
each piece survives or not, by chance and on its own: sectors of 512 bytes of a write, the new length of a file without
its content, a truncation, a name that was made, moved or removed. That is more than any journalled file system allows
itself (those keep the order of names), so whatever holds here holds there.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

SECTOR = 512


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes at an offset."""

    offset: int
    data: bytes

    def apply(self, content: bytearray) -> None:
        """All of it."""
        end = self.offset + len(self.data)
        _lengthen(content, end)
        content[self.offset : end] = self.data

    def apply_by_chance(self, content: bytearray, chance: Random, share: float) -> None:
        """Sectors of the disk that survive, and perhaps the length alone."""
        start, end = self.offset, self.offset + len(self.data)
        if chance.random() < share / 2:
            _lengthen(content, end)
        while start < end:
            stop = min(end, (start // SECTOR + 1) * SECTOR)
            if chance.random() < share:
                Write(start, self.data[start - self.offset : stop - self.offset]).apply(content)
            start = stop


@dataclass(frozen=True, slots=True)
class Truncation:
    """A new length."""

    length: int

    def apply(self, content: bytearray) -> None:
        """Cut, or lengthen with zeros."""
        del content[self.length :]
        _lengthen(content, self.length)

    def apply_by_chance(self, content: bytearray, chance: Random, share: float) -> None:
        """All of it or nothing."""
        if chance.random() < share:
            self.apply(content)


def _lengthen(content: bytearray, length: int) -> None:
    content.extend(bytes(max(0, length - len(content))))


@dataclass(eq=False, slots=True)
class File:
    """A file: what is sure, and what was written since."""

    sure: bytearray = field(default_factory=bytearray)
    pending: list[Write | Truncation] = field(default_factory=list)
    length: int = 0

    def change(self, what: Write | Truncation) -> None:
        """A write or truncation that the process made."""
        self.pending.append(what)
        ends = what.length if isinstance(what, Truncation) else what.offset + len(what.data)
        self.length = ends if isinstance(what, Truncation) else max(self.length, ends)

    def flush(self) -> None:
        """Everything so far is sure."""
        for one in self.pending:
            one.apply(self.sure)
        self.pending.clear()

    def after_cut(self, chance: Random, share: float) -> bytes:
        """What is found when the power is back."""
        content = bytearray(self.sure)
        for one in self.pending:
            one.apply_by_chance(content, chance, share)
        return bytes(content)


@dataclass(eq=False, slots=True)
class Folder:
    """A folder: names that are sure, names as the process sees them, and what lies between."""

    sure: dict[str, "File | Folder"] = field(default_factory=dict)
    seen: dict[str, "File | Folder"] = field(default_factory=dict)


Node = File | Folder
Step = tuple[Folder, str, Node | None]
"""In this folder, this name stands for this from now on, or for nothing."""


class Disk:
    """A tree of folders and files under `root`, as a process sees it and as a power cut would find it."""

    def __init__(self, root: str) -> None:
        """Nothing is there yet."""
        self._root = root
        self._top = Folder()
        self._pending: list[tuple[Step, ...]] = []

    def holds(self, path: str) -> bool:
        """Whether a path lies on this disk."""
        return path == self._root or path.startswith(f"{self._root}/")

    def node(self, path: str) -> Node | None:
        """What a path stands for now."""
        if path == self._root:
            return self._top
        found: Node | None = self._top
        for name in path.removeprefix(f"{self._root}/").split("/"):
            found = found.seen.get(name) if isinstance(found, Folder) else None
        return found

    def file(self, path: str) -> File:
        """The file at a path. KeyError where there is none."""
        found = self.node(path)
        if not isinstance(found, File):
            raise KeyError(path)
        return found

    def name(self, path: str, node: Node) -> None:
        """Give something its (first or next) name."""
        self._step((*self._place(path), node))

    def remove(self, path: str) -> None:
        """Take a name away."""
        self._step((*self._place(path), None))

    def move(self, before: str, after: str) -> None:
        """Rename; what had the name is replaced."""
        node = self.node(before)
        self._step((*self._place(before), None), (*self._place(after), node))

    def flush(self, path: str) -> None:
        """The file's content, or the folder's names, are sure now."""
        found = self.node(path)
        if isinstance(found, File):
            found.flush()
        elif isinstance(found, Folder):
            done = [steps for steps in self._pending if any(step[0] is found for step in steps)]
            self._pending = [steps for steps in self._pending if steps not in done]
            for steps in done:
                _take(steps, {id(step[0]): step[0].sure for step in steps})

    def cut(self, where: Path, chance: Random) -> None:
        """Write what a power cut at this moment leaves into the folder `where`."""
        share = chance.choice((0.0, 0.1, 0.5, 0.5, 0.5, 0.9, 1.0))
        names = {id(folder): dict(folder.sure) for folder in _folders(self._top)}
        for steps in self._pending:
            if chance.random() < share:
                _take(steps, names)
        _write(self._top, where, names, chance, share)

    def _place(self, path: str) -> tuple[Folder, str]:
        parent, _, name = path.rpartition("/")
        folder = self.node(parent)
        if not isinstance(folder, Folder):
            raise KeyError(path)
        return folder, name

    def _step(self, *steps: Step) -> None:
        _take(steps, {id(step[0]): step[0].seen for step in steps})
        self._pending.append(steps)


def _take(steps: tuple[Step, ...], names: dict[int, dict[str, Node]]) -> None:
    for folder, name, node in steps:
        if node is None:
            names[id(folder)].pop(name, None)
        else:
            names[id(folder)][name] = node


def _folders(top: Folder) -> Iterator[Folder]:
    """Every folder that can be reached, by sure names or by those of now."""
    found: dict[int, Folder] = {}
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        if id(folder) not in found:
            found[id(folder)] = folder
            waiting += [
                one for names in (folder.sure, folder.seen) for one in names.values() if isinstance(one, Folder)
            ]
    yield from found.values()


def _write(folder: Folder, where: Path, names: dict[int, dict[str, Node]], chance: Random, share: float) -> None:
    where.mkdir(exist_ok=True)
    for name, node in names[id(folder)].items():
        if isinstance(node, Folder):
            _write(node, where / name, names, chance, share)
        elif name.endswith("-shm"):  # shared memory: its pages go to the disk whenever the system likes
            (where / name).write_bytes(os.urandom(chance.choice((0, 100, 32768))))
        else:
            (where / name).write_bytes(node.after_cut(chance, share))
