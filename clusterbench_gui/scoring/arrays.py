"""Arrays that may hold NaN for "no value", and arithmetic that neither overflows nor depends on the order of rows."""

import math

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

NAN = float("nan")

SAME = 8 * float(np.finfo(np.float64).eps)
"""Relative spread up to which values are one value: what different roundings of the same answer may differ by."""


def present(values: Floats) -> Floats:
    """The values that are there, from least to greatest, so that a sum over them has one order only."""
    return np.sort(values[~np.isnan(values)])


def shrunk(values: Floats) -> tuple[Floats, int]:
    """Values times 2**-e, all below 1 in size, and e. Exact for every value that is not vanishing beside the largest."""
    finite = values[~np.isnan(values)]
    largest = float(np.max(np.abs(finite), initial=0.0))
    exponent = math.frexp(largest)[1]
    return np.ldexp(values, -exponent), exponent


def grown(value: float, exponent: int) -> float:
    """Undo `shrunk` for one result that lies between the values."""
    return float(np.ldexp(value, exponent))


def is_constant(values: Floats) -> bool:
    """Whether the values that are there are one value but for rounding, or a single one, or none."""
    low, high = float(np.fmin.reduce(values, initial=np.inf)), float(np.fmax.reduce(values, initial=-np.inf))
    return high - low <= SAME * max(abs(low), abs(high))
