"""Numbers: XPath 1.0 section 4.4, ODK XForms specification "Math functions", JavaRosa's XPathFuncExpr."""

import math
from collections.abc import Callable
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from clusterbench_gui.forms.nodes import Node
from clusterbench_gui.forms.xpath.context import Context
from clusterbench_gui.forms.xpath.functions.table import Function, Table
from clusterbench_gui.forms.xpath.values import Value, WholeDays, parse_date, to_number, to_string

_MOST_PLACES = 30
"""More are not a number in JavaRosa."""


def figures(context: Context, values: tuple[Value, ...]) -> list[float]:
    """All arguments as numbers; a node-set gives one per node."""
    found: list[float] = []
    for value in values:
        if isinstance(value, list):
            found += [to_number(context.env.value(node), context.env) for node in value]
        else:
            found.append(to_number(value, context.env))
    return found


def _round(context: Context, value: float, places: float = 0.0) -> float:
    """`round(number, places)`: the nearest number with so many decimals, none if not said; -2 rounds to hundreds.

    Halves go up in interviews, away from zero in plain documents (web-forms), where -0.5 is -0 (XPath 1.0).
    Source: JavaRosa XPathFuncExpr.round.
    """
    if not math.isfinite(value) or not math.isfinite(places):
        return value if math.isfinite(places) else math.nan
    if abs(places) >= _MOST_PLACES + 1:
        return math.nan
    if not places and -0.5 <= value < 0:
        return -0.0
    step = Decimal(1).scaleb(-int(places))
    scaled = Decimal(repr(value)) / step
    if context.env.javarosa:
        return float((scaled + Decimal("0.5")).to_integral_value(ROUND_FLOOR) * step)
    return float(scaled.to_integral_value(ROUND_HALF_UP) * step)


def _int(_context: Context, value: float) -> float:
    """`int(number)`: the number without its decimals. Source: ODK XForms, XPath functions."""
    return float(math.trunc(value)) if math.isfinite(value) else value


def _number(context: Context, value: Value | None = None) -> float:
    """`number(value)`: the value as a number; a date is the days since 1970-01-01. Source: XPath 1.0, 4.4."""
    if value is None:
        return to_number(context.own_text("number"), context.env)
    figure = to_number(value, context.env)
    if not context.env.javarosa and isinstance(value, (str, list)) and parse_date(to_string(value, context.env)):
        return WholeDays(figure)
    return figure


def _guarded(function: Callable[..., float], about: str) -> Callable[..., float]:
    """A function of `math` that answers NaN outside of its domain and infinity where it overflows."""

    def apply(_context: Context, *arguments: float) -> float:
        try:
            return float(function(*arguments))
        except (ValueError, TypeError):  # a negative base with a broken exponent gives a complex number
            return math.nan
        except OverflowError:
            return math.inf

    apply.__doc__ = f"{about} Source: ODK XForms, Math functions."
    return apply


def _logarithm(base: Callable[[float], float]) -> Callable[[float], float]:
    return lambda value: -math.inf if value == 0 else base(value)


def _power(base: float, exponent: float) -> float:
    if base == 0 and exponent < 0:
        return math.inf
    return math.pow(base, exponent)


def _floor(_context: Context, value: float) -> float:
    """`floor(number)`: the next whole number below. Source: XPath 1.0, 4.4."""
    return float(math.floor(value)) if math.isfinite(value) else value


def _ceiling(_context: Context, value: float) -> float:
    """`ceiling(number)`: the next whole number above. Source: XPath 1.0, 4.4."""
    return float(math.ceil(value)) if math.isfinite(value) else value


def _pi(_context: Context) -> float:
    """`pi()`: the number π. Source: ODK XForms, Math functions."""
    return math.pi


def _random(context: Context) -> float:
    """`random()`: a random number from 0 up to but not including 1. Source: ODK XForms, Math functions."""
    return context.env.random.random()


def _sum(context: Context, nodes: list[Node]) -> float:
    """`sum(questions)`: all answers added; empty ones do not count, in interviews nor do those that are no number.

    Source: JavaRosa XPathFuncExpr.sum.
    """
    values = [value for value in map(context.env.value, nodes) if not isinstance(value, str) or value.strip()]
    return sum(_counted(context, [to_number(value, context.env) for value in values]), 0.0)


def _counted(context: Context, found: list[float]) -> list[float]:
    return [one for one in found if not math.isnan(one)] if context.env.javarosa else found


def _extreme(context: Context, values: tuple[Value, ...], choose: Callable[[list[float]], float]) -> float:
    found = _counted(context, figures(context, values))
    return math.nan if not found or any(math.isnan(one) for one in found) else choose(found)


def _max(context: Context, *values: Value) -> float:
    """`max(number, …)`: the largest of numbers or questions; empty ones do not count in interviews.

    Source: JavaRosa XPathFuncExpr.max.
    """
    return _extreme(context, values, max)


def _min(context: Context, *values: Value) -> float:
    """`min(number, …)`: the smallest of numbers or questions; empty ones do not count in interviews.

    Source: JavaRosa XPathFuncExpr.min.
    """
    return _extreme(context, values, min)


def _exp10(value: float) -> float:
    return math.pow(10.0, value)


TABLE: Table = {
    "number": Function(_number, "v", 0),
    "int": Function(_int, "n"),
    "round": Function(_round, "nn", 1),
    "floor": Function(_floor, "n"),
    "ceiling": Function(_ceiling, "n"),
    "abs": Function(_guarded(abs, "`abs(number)`: the number without its sign."), "n"),
    "pow": Function(_guarded(_power, "`pow(base, exponent)`: the base to the power of the exponent."), "nn"),
    "exp": Function(_guarded(math.exp, "`exp(number)`: e to the power of the number."), "n"),
    "exp10": Function(_guarded(_exp10, "`exp10(number)`: 10 to the power of the number."), "n"),
    "log": Function(_guarded(_logarithm(math.log), "`log(number)`: the natural logarithm."), "n"),
    "log10": Function(_guarded(_logarithm(math.log10), "`log10(number)`: the logarithm to base 10."), "n"),
    "sqrt": Function(_guarded(math.sqrt, "`sqrt(number)`: the square root."), "n"),
    "sin": Function(_guarded(math.sin, "`sin(angle)`: the sine of an angle in radians."), "n"),
    "cos": Function(_guarded(math.cos, "`cos(angle)`: the cosine of an angle in radians."), "n"),
    "tan": Function(_guarded(math.tan, "`tan(angle)`: the tangent of an angle in radians."), "n"),
    "asin": Function(_guarded(math.asin, "`asin(number)`: the angle in radians with this sine."), "n"),
    "acos": Function(_guarded(math.acos, "`acos(number)`: the angle in radians with this cosine."), "n"),
    "atan": Function(_guarded(math.atan, "`atan(number)`: the angle in radians with this tangent."), "n"),
    "atan2": Function(_guarded(math.atan2, "`atan2(y, x)`: the angle in radians from the x axis to a point."), "nn"),
    "pi": Function(_pi),
    "random": Function(_random),
    "sum": Function(_sum, "N"),
    "max": Function(_max, "v", 1, repeats=True),
    "min": Function(_min, "v", 1, repeats=True),
}
