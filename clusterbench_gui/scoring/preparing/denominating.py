"""Size divided out of indicators: students per inhabitant, exports per unit of product."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from clusterbench_gui.scoring.arrays import NAN, Floats

BY_ZERO = "division-by-zero"
NO_DENOMINATOR = "denominator-missing"


@dataclass(frozen=True, slots=True)
class Denominated:
    """The quotients; `lost` names at each cell why a value that was there has no quotient, "" elsewhere."""

    values: Floats
    lost: npt.NDArray[np.str_]


def denominate(values: Floats, denominators: Sequence[Floats | None], factor: float = 1.0) -> Denominated:
    """Divide each column of `values` (units x indicators) by its denominator (a value per unit), None for not at all.

    Formula: factor · x / d. A denominator of 0 or none makes no quotient.

    Source: `Denominate` of COINr 1.1.14.

    Unlike COINr, which lets a division by 0 become an infinity, the cell is missing and says why.
    """
    divided, lost = values.copy(), np.full(values.shape, "", dtype="U20")
    for place, denominator in enumerate(denominators):
        if denominator is None:
            continue
        there = ~np.isnan(values[:, place])
        usable = ~np.isnan(denominator) & (denominator != 0)
        divided[:, place] = np.divide(
            factor * values[:, place], denominator, out=np.full(len(values), NAN), where=usable & there
        )
        lost[there & (denominator == 0), place] = BY_ZERO
        lost[there & np.isnan(denominator), place] = NO_DENOMINATOR
    return Denominated(divided, lost)
