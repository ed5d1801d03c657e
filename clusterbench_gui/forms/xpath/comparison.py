"""Comparing values: XPath 1.0 section 3.4, with dates as numbers."""

import math
import operator
from collections.abc import Callable, Mapping
from datetime import date

from clusterbench_gui.forms.xpath.context import Environment
from clusterbench_gui.forms.xpath.values import Atom, Value, to_boolean, to_number, to_string

COMPARISONS: Mapping[str, Callable[[float, float], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_PAIR = 5
"""What comparing two values costs beside visiting their nodes."""
TOLERANCE = 1e-12
"""Numbers that differ by less are equal, as in JavaRosa."""


def compare(sign: str, left: Value, right: Value, env: Environment) -> bool:
    """Compare two values; a node-set holds if any of its nodes does."""
    if env.javarosa:
        left = "" if left == [] else left
        right = "" if right == [] else right
    if isinstance(left, list) or isinstance(right, list):
        return _compare_sets(sign, left, right, env)
    return _compare_plain(sign, left, right, env)


def _compare_sets(sign: str, left: Value, right: Value, env: Environment) -> bool:
    if sign in ("=", "!=") and (isinstance(left, bool) or isinstance(right, bool)):
        pair = [env.truth(one) if isinstance(one, list) else to_boolean(one, env) for one in (left, right)]
        return COMPARISONS[sign](float(pair[0]), float(pair[1]))
    ours, theirs = _members(left, env), _members(right, env)
    env.spend(_PAIR * len(ours) * len(theirs))
    return any(_compare_plain(sign, a, b, env) for a in ours for b in theirs)


def _members(value: Value, env: Environment) -> list[Atom]:
    if isinstance(value, list):
        return [env.value(node) for node in value]
    return [value]


def _compare_plain(sign: str, left: Value, right: Value, env: Environment) -> bool:
    if sign in ("=", "!="):
        return _equal(left, right, env) == (sign == "=")
    return COMPARISONS[sign](to_number(left, env), to_number(right, env))


def _equal(left: Value, right: Value, env: Environment) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return to_boolean(left, env) == to_boolean(right, env)
    if isinstance(left, float) or isinstance(right, float):
        return _close(to_number(left, env), to_number(right, env))
    if not env.javarosa and (isinstance(left, date) or isinstance(right, date)):
        return _same_day(left, right, env)
    return to_string(left, env) == to_string(right, env)


def _close(left: float, right: float) -> bool:
    return left == right or (not math.isinf(left) and not math.isinf(right) and abs(left - right) < TOLERANCE)


def _same_day(left: Value, right: Value, env: Environment) -> bool:
    figures = [to_number(one, env) for one in (left, right)]
    return _close(*figures)
