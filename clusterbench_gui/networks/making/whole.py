"""Amounts as whole numbers."""

import math

_NEARLY = 1e-9
"""What arithmetic with fractions may have lost."""


def whole(amount: float) -> int:
    """The nearest whole number, a half upwards, as people round money."""
    return math.floor(amount + 0.5 + _NEARLY)
