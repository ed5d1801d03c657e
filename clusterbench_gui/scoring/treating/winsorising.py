"""Extreme values drawn to the nearest that are not extreme."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from clusterbench_gui.scoring.arrays import Floats, present
from clusterbench_gui.scoring.treating.moments import shape

Flags = npt.NDArray[np.bool_]
_NORMAL = 1.4826


def one_by_one(x: Floats, passes: Callable[[float, float], bool], most: int, tail: str = "both") -> Floats:
    """The farthest value of the longer tail becomes the next one, again and again, until the indicator passes.

    At most `most` values are drawn in; values that are equal go together, so that a tie may make it one or more too many. The
    longer tail is the upper one for a skewness of 0 and above; `tail` "low" or "high" keeps to one. `passes` is asked with
    skewness and kurtosis.

    Unlike COINr, a value is not drawn in where only one other value would be left: the indicator would tell nobody apart.

    Source: COIN Tool user guide (JRC, 2019); `winsorise` of COINr.
    """
    drawn = x.copy()
    above = below = 0
    while not passes(*(turned := shape(drawn))) and above + below < most:
        upper = tail == "high" or (tail == "both" and not turned[0] < 0)
        extreme = np.nanmax(drawn) if upper else np.nanmin(drawn)
        at = drawn == extreme
        rest = drawn[~at & ~np.isnan(drawn)]
        if not len(rest) or rest.min() == rest.max():
            break
        drawn[at] = rest.max() if upper else rest.min()
        above, below = (int(at.sum()), below) if upper else (above, int(at.sum()))
    return drawn


def to_fences(x: Floats, low: float, high: float) -> Floats:
    """Values outside of [low, high] become the outermost values that are inside."""
    inside = x[(x >= low) & (x <= high)]
    return np.clip(x, inside.min(), inside.max()) if len(inside) else x.copy()


def quartile_fences(x: Floats, times: float = 1.5) -> tuple[float, float]:
    """Fences `times` interquartile ranges outside of the quartiles (type 7).

    Source: J. W. Tukey, Exploratory Data Analysis (1977).
    """
    lower, upper = np.quantile(present(x), (0.25, 0.75)).tolist()
    return lower - times * (upper - lower), upper + times * (upper - lower)


def deviation_fences(x: Floats, times: float = 3.0) -> tuple[float, float]:
    """Fences `times` median absolute deviations (times 1.4826) from the median.

    Source: C. Leys et al., Detecting outliers (2013).
    """
    there = present(x)
    middle = float(np.median(there))
    reach = times * _NORMAL * float(np.median(np.abs(there - middle)))
    return middle - reach, middle + reach


def percentile_fences(x: Floats, share: float = 0.05) -> tuple[float, float]:
    """The quantiles `share` and 1 - `share` (type 7).

    Source: OECD/JRC Handbook (2008), winsorisation at percentiles.
    """
    lower, upper = np.quantile(present(x), (share, 1 - share)).tolist()
    return lower, upper
