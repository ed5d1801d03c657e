"""A table of raw values: units by indicators, with what else is known of the units."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from clusterbench_gui.scoring.arrays import Floats


@dataclass(frozen=True, slots=True)
class Table:
    """`values`: a row per unit, a column per indicator, NaN for none. `groups` and `denominators` have an entry per unit.

    `names` are for readers only.
    """

    units: tuple[str, ...]
    indicators: tuple[str, ...]
    values: Floats
    names: tuple[str, ...] = ()
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    denominators: Mapping[str, Floats] = field(default_factory=dict)

    def rows(self, kept: npt.NDArray[np.bool_]) -> "Table":
        """The table of some of its units."""
        chosen = np.flatnonzero(kept).tolist()
        return replace(
            self,
            units=_picked(self.units, chosen),
            values=self.values[kept],
            names=_picked(self.names, chosen) if self.names else (),
            groups={name: _picked(column, chosen) for name, column in self.groups.items()},
            denominators={name: column[kept] for name, column in self.denominators.items()},
        )

    def column(self, indicator: str) -> Floats:
        """The values of one indicator."""
        return self.values[:, self.indicators.index(indicator)]


def _picked(entries: Sequence[str], rows: Sequence[int]) -> tuple[str, ...]:
    return tuple(entries[row] for row in rows)
