"""Skewness and kurtosis of what is there."""

import math

import numpy as np

from clusterbench_gui.scoring.arrays import NAN, Floats, present, shrunk

_FOR_SKEW, _FOR_KURTOSIS = 3, 4


def skew(x: Floats) -> float:
    """Sample skewness of type 2; NaN for fewer than three values or none that differ.

    Formula: g1 sqrt(n (n - 1)) / (n - 2), g1 = m3 / m2^1.5 with the central moments m2 and m3.

    Source: D. N. Joanes, C. A. Gill, Comparing measures of sample skewness and kurtosis (1998), G1; SKEW of spreadsheets; COINr.
    """
    return shape(x)[0]


def kurtosis(x: Floats) -> float:
    """Excess kurtosis of type 2; NaN for fewer than four values or none that differ.

    Formula: ((n + 1) g2 + 6) (n - 1) / ((n - 2) (n - 3)), g2 = m4 / m2² - 3.

    Source: Joanes and Gill (1998), G2; KURT of spreadsheets; COINr.
    """
    return shape(x)[1]


def shape(x: Floats) -> tuple[float, float]:
    """Skewness and kurtosis at once."""
    n, second, third, fourth = _moments(x)
    turned = peaked = NAN
    if n >= _FOR_SKEW and second > 0:
        turned = third / second**1.5 * math.sqrt(n * (n - 1)) / (n - 2)
    if n >= _FOR_KURTOSIS and second > 0:
        peaked = ((n + 1) * (fourth / second**2 - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))
    return turned, peaked


def _moments(x: Floats) -> tuple[int, float, float, float]:
    """How many there are, and their second to fourth central moments, in a unit in which the largest value is about 1."""
    there, _ = shrunk(present(x))
    if not len(there):
        return 0, 0.0, 0.0, 0.0
    away = there - there.mean()
    squares = away * away
    second, third, fourth = (
        float(np.add.reduce(np.sort(one))) / len(there) for one in (squares, squares * away, squares * squares)
    )
    return len(there), second, third, fourth
