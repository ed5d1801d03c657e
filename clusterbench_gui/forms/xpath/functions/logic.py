"""Booleans and control: XPath 1.0 section 4.3, ODK XForms specification "XPath functions", JavaRosa's XPathFuncExpr."""

from clusterbench_gui.forms.xpath.context import Closure, Context, EvaluationError
from clusterbench_gui.forms.xpath.functions.table import Function, Table
from clusterbench_gui.forms.xpath.values import Value, to_boolean, to_number, to_string


def _if(context: Context, condition: bool, yes: Closure, no: Closure) -> Value:  # noqa: FBT001 - called by position
    """`if(condition, yes, no)`: only one branch is evaluated."""
    return yes(context) if condition else no(context)


def _coalesce(context: Context, *options: Closure) -> Value:
    """`coalesce(a, b, …)`: the first that is neither empty nor NaN; evaluated in turn."""
    value: Value = ""
    for option in options[:-1]:
        value = context.env.optional(option, context)
        if to_string(value, context.env) not in ("", "NaN"):
            return value
    return options[-1](context)


def _once(context: Context, value: Closure) -> Value:
    """`once(value)`: the node's own value where it has one."""
    own = context.env.read(context.current)
    return own or value(context)


def _boolean(context: Context, value: Value) -> bool:
    """`boolean(value)`."""
    if isinstance(value, list):
        return context.env.truth(value)
    return to_boolean(value, context.env)


def _boolean_from_string(context: Context, value: Value) -> bool:
    """`boolean-from-string(text)`: true for "true" and 1."""
    if isinstance(value, float):
        return value == 1
    return to_string(value, context.env).strip() in ("true", "1")


def _count_true(context: Context, values: tuple[Value, ...]) -> int:
    found = 0
    for value in values:
        nodes = [[node] for node in value] if isinstance(value, list) else [value]
        found += sum(_boolean_of(context, one) for one in nodes)
    return found


def _boolean_of(context: Context, value: Value) -> bool:
    if isinstance(value, list):
        return to_string(value, context.env) != ""
    return to_boolean(value, context.env)


def _checklist(context: Context, least: float, most: float, *values: Value) -> bool:
    """`checklist(min, max, …)`: whether that many are true; a negative bound is none."""
    found = _count_true(context, values)
    return (least < 0 or found >= least) and (most < 0 or found <= most)


def _weighted_checklist(context: Context, least: float, most: float, *pairs: Value) -> bool:
    """`weighted-checklist(min, max, answer, weight, …)`: whether the weights of the true ones add up so."""
    values, weights = _flat(context, pairs[::2]), _flat(context, pairs[1::2])
    if len(values) != len(weights):
        code = "wrong-arguments"
        raise EvaluationError(code, "weighted-checklist")
    total = sum(
        to_number(weight, context.env)
        for value, weight in zip(values, weights, strict=True)
        if _boolean_of(context, value)
    )
    return (least < 0 or total >= least) and (most < 0 or total <= most)


def _flat(_context: Context, values: tuple[Value, ...]) -> list[Value]:
    found: list[Value] = []
    for value in values:
        if isinstance(value, list):
            found += [[node] for node in value]
        else:
            found.append(value)
    return found


TABLE: Table = {
    "true": Function(lambda _context: True),
    "false": Function(lambda _context: False),
    "not": Function(lambda _context, value: not value, "b"),
    "boolean": Function(_boolean, "v"),
    "boolean-from-string": Function(_boolean_from_string, "v"),
    "if": Function(_if, "bll"),
    "coalesce": Function(_coalesce, "l", 1, repeats=True),
    "once": Function(_once, "l"),
    "checklist": Function(_checklist, "nnv", 2, repeats=True),
    "weighted-checklist": Function(_weighted_checklist, "nnv", 2, repeats=True),
    "depend": Function(lambda _context, value, *_others: value, "v", 1, repeats=True),
}
