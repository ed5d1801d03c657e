"""What a step changed in an interview, as plain data: enough to take it back, and to do it again."""

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
