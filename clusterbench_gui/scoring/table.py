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
        return self.rows_at(np.flatnonzero(kept).tolist())

    def rows_at(self, chosen: Sequence[int]) -> "Table":
        """The table of the units in these rows, in this order."""
        places = list(chosen)
        return replace(
            self,
            units=_picked(self.units, places),
            values=self.values[places],
            names=_picked(self.names, places) if self.names else (),
            groups={name: _picked(column, places) for name, column in self.groups.items()},
            denominators={name: column[places] for name, column in self.denominators.items()},
        )

    def of(self, units: Sequence[str]) -> "Table":
        """The table of these units. Raises ValueError where one is not in it."""
        return self.rows_at([self.units.index(unit) for unit in units])

    def with_row(self, unit: str, other: "Table") -> "Table":
        """The same with a unit's values as another table of the same indicators has them."""
        values = self.values.copy()
        values[self.units.index(unit)] = other.values[other.units.index(unit)]
        return replace(self, values=values)

    def column(self, indicator: str) -> Floats:
        """The values of one indicator."""
        return self.values[:, self.indicators.index(indicator)]


def _picked(entries: Sequence[str], rows: Sequence[int]) -> tuple[str, ...]:
    return tuple(entries[row] for row in rows)
