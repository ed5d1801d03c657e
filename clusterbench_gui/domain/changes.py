"""What a step changed in an interview, as plain data: enough to take it back, and to do it again."""

from collections.abc import Sequence
from dataclasses import dataclass

from clusterbench_gui.domain.answers import Absence


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands at a path: a value, a reason for absence, or neither."""

    path: str
    value: str = ""
    absence: Absence | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a change. `rosters` are paths of repeats with the keys of their rows in order, outer ones first."""

    rosters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    cells: tuple[Standing, ...] = ()

    @property
    def size(self) -> int:
        """About how many characters it keeps in memory."""
        rows = sum(len(path) + 8 * len(keys) for path, keys in self.rosters)
        return rows + sum(len(one.path) + len(one.value) for one in self.cells)


@dataclass(frozen=True, slots=True)
class Change:
    """How it stood before a step and after it, where the two differ. What is computed from answers is no part of it."""

    before: Side
    after: Side

    @property
    def size(self) -> int:
        """About how many characters it keeps in memory."""
        return self.before.size + self.after.size


def as_one(changes: Sequence[Change]) -> Change:
    """Changes that follow each other as one: how it stood before the first and after the last.

    What stands in rows that only came with them is no part of the side before.
    """
    rosters: dict[str, tuple[str, ...]] = {}
    later: dict[str, tuple[str, ...]] = {}
    cells: dict[str, Standing] = {}
    now: dict[str, Standing] = {}
    for one in changes:
        later |= dict(one.after.rosters)
        now |= {there.path: there for there in one.after.cells}
    for one in reversed(changes):
        rosters |= dict(one.before.rosters)
        cells |= {there.path: there for there in one.before.cells}
    new = {f"{path}[{key}]/" for path, keys in later.items() for key in set(keys).difference(rosters.get(path, ()))}
    old = tuple(one for path, one in cells.items() if not _rows(path) & new)
    return Change(Side(tuple(rosters.items()), old), Side(tuple(later.items()), tuple(now.values())))


def _rows(path: str) -> set[str]:
    """The rows that a path leads through."""
    return {path[: at + 2] for at, letter in enumerate(path) if letter == "]"}
