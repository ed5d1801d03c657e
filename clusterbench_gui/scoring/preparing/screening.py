"""Which units have enough values to be scored."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from clusterbench_gui.scoring.arrays import Floats

Flags = npt.NDArray[np.bool_]

TOO_FEW, TOO_MANY_ZEROS, EXCLUDED = "coverage", "zeros", "excluded"
"""Why a unit was left out: too few values, too few of them are not 0, somebody said so."""

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Screened:
    """`kept` marks the rows that stay; `reasons` says of the others why, "" for those that stay.

    `coverage` is the share of indicators with a value, `nonzero` the share of the values that are not 0.
    """

    kept: Flags
    reasons: tuple[str, ...]
    coverage: Floats
    nonzero: Floats


def screen(
    values: Floats,
    min_coverage: float = 0.0,
    min_nonzero: float = 0.0,
    *,
    include: Flags | None = None,
    exclude: Flags | None = None,
) -> Screened:
    """Leave out the rows of `values` (units x indicators, NaN for none) with a smaller share of values, or of values that are not 0.

    Formula: coverage = values / indicators; nonzero = values that are not 0 / values. Rows in `include` stay in any case, those in
    `exclude` never do.

    Source: `Screen` of COINr 1.1.14 (byNA, byzeros, byNAandzeros); COIN Tool FAQ (JRC): at least 65 % of the data per unit.
    """
    units, indicators = values.shape
    there = ~np.isnan(values)
    count = there.sum(axis=1)
    coverage = count / max(indicators, 1)
    nonzero = np.divide((there & (values != 0)).sum(axis=1), count, out=np.ones(units), where=count > 0)
    few = coverage < min_coverage - _ROUNDING
    zeros = nonzero < min_nonzero - _ROUNDING
    always = np.zeros(units, dtype=np.bool_) if include is None else include
    never = np.zeros(units, dtype=np.bool_) if exclude is None else exclude
    reasons = np.where(
        never, EXCLUDED, np.where(always, "", np.where(few, TOO_FEW, np.where(zeros, TOO_MANY_ZEROS, "")))
    )
    return Screened(reasons == "", tuple(reasons.tolist()), coverage, nonzero)
