"""Numbers: XPath 1.0 section 4.4, ODK XForms specification "Math functions", JavaRosa's XPathFuncExpr."""

import math
from collections.abc import Callable
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from clusterbench_gui.forms.nodes import Node
from clusterbench_gui.forms.xpath.context import Context
from clusterbench_gui.forms.xpath.functions.table import Function, Table
from clusterbench_gui.forms.xpath.values import Value, to_number

_MOST_PLACES = 300


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
    """`round(number, places)`: halves up in JavaRosa, away from zero in web-forms; negative places left of the point."""
    if not math.isfinite(value) or not math.isfinite(places):
        return value if math.isfinite(places) else math.nan
    if abs(places) > _MOST_PLACES:
        return value if places > 0 else 0.0
    step = Decimal(1).scaleb(-int(places))
    scaled = Decimal(repr(value)) / step
    if context.env.javarosa:
        return float((scaled + Decimal("0.5")).to_integral_value(ROUND_FLOOR) * step)
    return float(scaled.to_integral_value(ROUND_HALF_UP) * step)


def _int(_context: Context, value: float) -> float:
    """`int(number)`: cut towards zero."""
    return float(math.trunc(value)) if math.isfinite(value) else value


def _number(context: Context, value: Value | None = None) -> float:
    """`number(value)`, of the context node without an argument."""
    return to_number([context.node] if value is None else value, context.env)


def _guarded(function: Callable[..., float]) -> Callable[..., float]:
    """A function of `math` that answers NaN outside of its domain and infinity where it overflows."""

    def apply(_context: Context, *arguments: float) -> float:
        try:
            return float(function(*arguments))
        except ValueError:
            return math.nan
        except OverflowError:
            return math.inf
        except TypeError:
            return math.nan

    return apply


def _logarithm(base: Callable[[float], float]) -> Callable[[float], float]:
    return lambda value: -math.inf if value == 0 else base(value)


def _power(base: float, exponent: float) -> float:
    if base == 0 and exponent < 0:
        return math.inf
    return math.pow(base, exponent)


def _whole(function: Callable[[float], int]) -> Callable[[Context, float], float]:
    return lambda _context, value: float(function(value)) if math.isfinite(value) else value


def _sum(context: Context, nodes: list[Node]) -> float:
    """`sum(nodes)`: empty answers do not count (JavaRosa)."""
    total = 0.0
    for node in nodes:
        value = context.env.value(node)
        if not isinstance(value, str) or value.strip():
            total += to_number(value, context.env)
    return total


def _extreme(choose: Callable[[list[float]], float]) -> Callable[..., float]:
    def apply(context: Context, *values: Value) -> float:
        found = figures(context, values)
        return math.nan if not found or any(math.isnan(one) for one in found) else choose(found)

    return apply


TABLE: Table = {
    "number": Function(_number, "v", 0),
    "int": Function(_int, "n"),
    "round": Function(_round, "nn", 1),
    "floor": Function(_whole(math.floor), "n"),
    "ceiling": Function(_whole(math.ceil), "n"),
    "abs": Function(lambda _context, value: abs(value), "n"),
    "pow": Function(_guarded(_power), "nn"),
    "exp": Function(_guarded(math.exp), "n"),
    "exp10": Function(_guarded(lambda value: math.pow(10.0, value)), "n"),
    "log": Function(_guarded(_logarithm(math.log)), "n"),
    "log10": Function(_guarded(_logarithm(math.log10)), "n"),
    "sqrt": Function(_guarded(math.sqrt), "n"),
    "sin": Function(_guarded(math.sin), "n"),
    "cos": Function(_guarded(math.cos), "n"),
    "tan": Function(_guarded(math.tan), "n"),
    "asin": Function(_guarded(math.asin), "n"),
    "acos": Function(_guarded(math.acos), "n"),
    "atan": Function(_guarded(math.atan), "n"),
    "atan2": Function(_guarded(math.atan2), "nn"),
    "pi": Function(lambda _context: math.pi),
    "random": Function(lambda context: context.env.random.random()),
    "sum": Function(_sum, "N"),
    "max": Function(_extreme(max), "v", 1, repeats=True),
    "min": Function(_extreme(min), "v", 1, repeats=True),
}
