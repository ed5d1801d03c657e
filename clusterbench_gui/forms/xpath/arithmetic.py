"""Division as XPath 1.0 (section 3.5) asks for it: of IEEE 754, without faults."""

import math


def divide(left: float, right: float) -> float:
    """IEEE division: by zero it is infinite or not a number."""
    if right:
        return left / right
    if left == 0 or math.isnan(left) or math.isnan(right):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


def remainder(left: float, right: float) -> float:
    """XPath's `mod`: the sign is that of the dividend."""
    if right == 0 or math.isinf(left) or math.isnan(left) or math.isnan(right):
        return math.nan
    return math.fmod(left, right)
