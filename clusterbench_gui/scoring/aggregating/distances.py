"""Units by their distance to the best and the worst that was seen."""

import numpy as np

from clusterbench_gui.domain.problems import ProblemError, problem
from clusterbench_gui.scoring.aggregating.means import refuse_negative
from clusterbench_gui.scoring.arrays import NAN, Floats, is_constant, present, shrunk
from clusterbench_gui.scoring.columns import running


def topsis(scores: Floats, weights: Floats, scaling: str = "none") -> Floats:
    """TOPSIS: C = d⁻ / (d⁺ + d⁻), from 0 (worst in every child) to 1 (best in every child).

    d⁺ and d⁻ are Euclidean distances, d = √Σ (w z - w z*)², to the best and to the worst value of each child. `scaling`
    makes z: "none" (already normalised), "vector" x / √Σx², "minmax", "max" x / max, "sum" x / Σx; the last two refuse
    negative values ("values-negative"). Absent values are left out of both distances. NaN where all units are equal.
    Source: Hwang and Yoon, Multiple Attribute Decision Making (1981); equals pymcdm 1.4 and scikit-criteria 0.10.
    """
    z = np.column_stack([_scaled(column, scaling) for column in scores.T])
    z *= weights / weights.max()
    high, low = np.fmax.reduce(z, axis=0), np.fmin.reduce(z, axis=0)
    best, worst = _length(z - high), _length(z - low)
    closeness: Floats = np.divide(worst, best + worst, out=np.full(len(scores), NAN), where=best + worst > 0)
    return closeness


def _scaled(column: Floats, scaling: str) -> Floats:
    small, _ = shrunk(column)
    there = present(small)
    if scaling == "none":
        return column
    if is_constant(there):
        return column * 0.0
    if scaling in {"max", "sum"}:
        refuse_negative(column[:, None], "topsis")
    low, divisor = 0.0, 0.0
    if scaling == "vector":
        divisor = float(np.sqrt((there**2).sum()))
    elif scaling == "max":
        divisor = float(there[-1])
    elif scaling == "sum":
        divisor = float(there.sum())
    elif scaling == "minmax":
        low, divisor = float(there[0]), float(there[-1] - there[0])
    else:
        raise ProblemError(problem("aggregation-range", method="topsis", parameter="scaling", value=scaling))
    scaled: Floats = (small - low) / divisor
    return scaled


def _length(gaps: Floats) -> Floats:
    """Length of each row over what is present; NaN counts as no distance."""
    small, exponent = shrunk(gaps)
    squares = np.where(np.isnan(small), 0.0, small) ** 2
    length: Floats = np.ldexp(np.sqrt(running(np.ascontiguousarray(squares.T))), exponent)
    return length
