"""Skewness and kurtosis of what is there."""

import numpy as np

from clusterbench_gui.scoring.arrays import NAN, Floats, present, shrunk

_FOR_SKEW, _FOR_KURTOSIS = 3, 4


def skew(x: Floats) -> float:
    """Sample skewness of type 2; NaN for fewer than three values or none that differ.

    Formula: g1 sqrt(n (n - 1)) / (n - 2), g1 = m3 / m2^1.5 with the central moments m2 and m3.

    Source: D. N. Joanes, C. A. Gill, Comparing measures of sample skewness and kurtosis (1998), G1; SKEW of spreadsheets; COINr.
    """
    n, second, third, _ = _moments(x)
    if n < _FOR_SKEW or second == 0:
        return NAN
    return float(third / second**1.5 * np.sqrt(n * (n - 1)) / (n - 2))


def kurtosis(x: Floats) -> float:
    """Excess kurtosis of type 2; NaN for fewer than four values or none that differ.

    Formula: ((n + 1) g2 + 6) (n - 1) / ((n - 2) (n - 3)), g2 = m4 / m2² - 3.

    Source: Joanes and Gill (1998), G2; KURT of spreadsheets; COINr.
    """
    n, second, _, fourth = _moments(x)
    if n < _FOR_KURTOSIS or second == 0:
        return NAN
    excess = fourth / second**2 - 3
    return float(((n + 1) * excess + 6) * (n - 1) / ((n - 2) * (n - 3)))


def _moments(x: Floats) -> tuple[int, float, float, float]:
    """How many there are, and their second to fourth central moments, in a unit in which the farthest is about 1."""
    there, _ = shrunk(present(x))
    if not len(there):
        return 0, 0.0, 0.0, 0.0
    away, _ = shrunk(there - there.mean())
    second, third, fourth = (float(np.sort(away**power).mean()) for power in (2, 3, 4))
    return len(there), second, third, fourth
