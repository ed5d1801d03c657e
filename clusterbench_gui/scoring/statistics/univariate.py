"""Each indicator by itself: where its values lie, how many there are, and what is unusual about them."""

from dataclasses import dataclass

import numpy as np

from clusterbench_gui.scoring.arrays import NAN, Floats, present
from clusterbench_gui.scoring.treating.moments import kurtosis, skew

LOW_COVERAGE, MANY_ZEROS, FEW_DIFFERENT, SKEWED = "low-coverage", "many-zeros", "few-different", "skewed"
"""Flags of COINr: N.Avail, N.NonZero, N.Unique, SkewKurt."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What is flagged: shares of the units below `coverage`, `nonzero`, `different`; |skewness| above `skew` with kurtosis above `kurt`."""

    coverage: float = 0.65
    nonzero: float = 0.5
    different: float = 0.5
    skew: float = 2.0
    kurt: float = 3.5


@dataclass(frozen=True, slots=True)
class Univariate:
    """One indicator. `available`, `nonzero`, `different` and `same` (how often the most frequent value occurs) are counts."""

    minimum: float
    maximum: float
    mean: float
    median: float
    deviation: float
    lower: float
    upper: float
    skew: float
    kurtosis: float
    available: int
    nonzero: int
    different: int
    same: int
    flags: tuple[str, ...]


def univariate(values: Floats, limits: Limits | None = None) -> tuple[Univariate, ...]:
    """Figures of every column of `values` (units x indicators, NaN for none).

    Formula: standard deviation with n - 1; quartiles of type 7; skewness and kurtosis of type 2.

    Source: `get_stats` of COINr 1.1.14; the limits are its own (0.65 is the COIN Tool's share of data).
    """
    return tuple(_one(column, limits or Limits()) for column in values.T)


def _one(column: Floats, limits: Limits) -> Univariate:
    there, units = present(column), len(column)
    if not len(there):
        return Univariate(NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, 0, 0, 0, 0, (LOW_COVERAGE,))
    _, counts = np.unique(there, return_counts=True)
    turned, peaked = skew(there), kurtosis(there)
    nonzero = int((there != 0).sum())
    flags = {
        LOW_COVERAGE: len(there) < limits.coverage * units,
        MANY_ZEROS: nonzero < limits.nonzero * units,
        FEW_DIFFERENT: len(counts) < limits.different * units,
        SKEWED: abs(turned) > limits.skew and peaked > limits.kurt,
    }
    lower, upper = np.quantile(there, (0.25, 0.75)).tolist()
    return Univariate(
        minimum=float(there[0]),
        maximum=float(there[-1]),
        mean=float(there.mean()),
        median=float(np.median(there)),
        deviation=float(there.std(ddof=1)) if len(there) > 1 else NAN,
        lower=lower,
        upper=upper,
        skew=turned,
        kurtosis=peaked,
        available=len(there),
        nonzero=nonzero,
        different=len(counts),
        same=int(counts.max()),
        flags=tuple(name for name, holds in flags.items() if holds),
    )
