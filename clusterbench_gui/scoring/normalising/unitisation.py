"""The eighteen normalisations of the Polish taxonomic tradition, n1 to n13, and zero unitarisation.

All are (x - c) / d with a centre c and a divisor d of the sample (`CENTRES`, `DIVISORS`).

Source: M. Walesiak, Uogólniona miara odległości GDM w statystycznej analizie wielowymiarowej z wykorzystaniem programu R (2016);
`data.Normalization` of clusterSim 0.51-5, with the same figures. The median absolute deviation is multiplied by 1.4826, as R does.

Unlike COINr, whose `n_fracmax` lets the worst unit of a destimulant score best, quotients (n6 to n11, fracmax) take a destimulant reflected
within its range, max + min - x.
"""

from collections.abc import Callable, Mapping

import numpy as np

from clusterbench_gui.domain.editions import Direction
from clusterbench_gui.scoring.arrays import NAN, Floats, present
from clusterbench_gui.scoring.normalising.distances import moments
from clusterbench_gui.scoring.normalising.unitarise import Scale, unitarise

_NORMAL = 1.4826
"""The median absolute deviation of a normal distribution, times this, is its standard deviation."""

Statistic = Callable[[Floats], float]


def _median(x: Floats) -> float:
    return float(np.median(x))


def _mean(x: Floats) -> float:
    return moments(x)[0]


def _zero(_x: Floats) -> float:
    return 0.0


def _range(x: Floats) -> float:
    return float(x[-1] - x[0])


def _deviation(x: Floats) -> float:
    return moments(x)[1]


def _mad(x: Floats) -> float:
    return _NORMAL * float(np.median(np.abs(x - np.median(x))))


def _farthest(centre: Statistic) -> Statistic:
    return lambda x: float(np.abs(x - centre(x)).max())


def _length(centre: Statistic) -> Statistic:
    return lambda x: float(np.sqrt((present((x - centre(x)) ** 2)).sum()))


CENTRES: Mapping[str, Statistic] = {
    "n1": _mean, "n2": _median, "n3": _mean, "n3a": _median, "n4": lambda x: float(x[0]), "n5": _mean, "n5a": _median,
    "n6": _zero, "n6a": _zero, "n7": _zero, "n8": _zero, "n9": _zero, "n9a": _zero, "n10": _zero, "n11": _zero,
    "n12": _mean, "n12a": _median, "n13": lambda x: float(x[0] + x[-1]) / 2,
}  # fmt: skip
"""Of the values in ascending order."""

DIVISORS: Mapping[str, Statistic] = {
    "n1": _deviation, "n2": _mad, "n3": _range, "n3a": _range, "n4": _range, "n5": _farthest(_mean), "n5a": _farthest(_median),
    "n6": _deviation, "n6a": _mad, "n7": _range, "n8": lambda x: float(x[-1]), "n9": _mean, "n9a": _median,
    "n10": lambda x: float(x.sum()), "n11": _length(_zero), "n12": _length(_mean), "n12a": _length(_median),
    "n13": lambda x: _range(x) / 2,
}  # fmt: skip
"""Of the values in ascending order."""

QUOTIENTS = frozenset({"n6", "n6a", "n7", "n8", "n9", "n9a", "n10", "n11", "fracmax"})
"""A change of sign turns these round: they need `reflected`."""


def unitisation(x: Floats, *, type: str = "n4") -> Floats:  # noqa: A002 - clusterSim's name for it
    """(x - c) / d for a `type` from "n1" to "n13"; NaN throughout where d is 0.

    n1 standardisation, n2 by median and absolute deviation, n3 and n3a unitisation about mean or median, n4 with zero
    minimum, n5 and n5a to -1..1, n6 to n11 quotients by deviation, range, maximum, mean or median, sum, length, n12 and n12a
    centred and of length 1, n13 to -1..1 about the middle of the range.

    Source: `data.Normalization` of clusterSim; see above.
    """
    ordered = present(x)
    divisor = DIVISORS[type](ordered)
    if divisor == 0:
        return np.full(x.shape, NAN)
    return np.asarray((x - CENTRES[type](ordered)) / divisor, dtype=np.float64)


def fracmax(x: Floats) -> Floats:
    """Share of the maximum.

    Formula: x / max; a destimulant is reflected first.

    Source: `n_fracmax` of COINr; n8 of clusterSim.
    """
    return unitisation(x, type="n8")


def zero_unitarisation(values: Floats, scale: Scale) -> Floats:
    """Kukuła's z in 0..1 of the raw values; an interval as the optimum of a nominant has 1 throughout.

    Formula: stimulant (x - min) / (max - min), destimulant (max - x) / (max - min); nominant with the optimum [p, q]:
    (x - min) / (p - min) below p, (max - x) / (max - q) above q.

    Source: K. Kukuła, Metoda unitaryzacji zerowanej (2000).
    """
    if scale.direction is not Direction.NOMINANT or scale.nominal is None:
        return unitarise(values, Scale(scale.direction)).z
    first, last = scale.nominal
    least, most = np.nanmin(values), np.nanmax(values)
    z = np.where(np.isnan(values), NAN, 1.0)
    below, above = values < first, values > last
    z[below] = (values[below] - least) / (first - least)
    z[above] = (most - values[above]) / (most - last)
    return z
