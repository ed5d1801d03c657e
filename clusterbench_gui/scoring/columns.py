"""Columns made comparable inside a method that compares units with each other, and sums along them; NaN stays NaN."""

import numpy as np

from clusterbench_gui.scoring.arrays import NAN, Floats, is_constant, present, shrunk


def standardised(values: Floats, ddof: int) -> Floats:
    """Each column less its mean, by its standard deviation with divisor n - `ddof`; NaN all down where it is constant."""
    return np.column_stack([_standardised(column, ddof) for column in values.T])


def _standardised(column: Floats, ddof: int) -> Floats:
    small, _ = shrunk(column)
    there = present(small)
    if is_constant(there) or len(there) <= ddof:
        return np.full(column.shape, NAN)
    mean = there.sum() / len(there)
    deviation = np.sqrt(((there - mean) ** 2).sum() / (len(there) - ddof))
    standard: Floats = (small - mean) / deviation
    return standard


def running(rows: Floats) -> Floats:
    """Sums over the first axis, one after another. `+ 0.0`: a sum of nothing but -0.0 is 0."""
    total: Floats = np.add.accumulate(rows, axis=0)[-1]
    return total + 0.0
