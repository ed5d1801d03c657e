"""Booleans and control: XPath 1.0 section 4.3, ODK XForms specification "XPath functions", JavaRosa's XPathFuncExpr."""

from clusterbench_gui.forms.xpath.context import Closure, Context, EvaluationError
from clusterbench_gui.forms.xpath.functions.table import Function, Table
from clusterbench_gui.forms.xpath.values import Value, to_boolean, to_number, to_string


def _true(_context: Context) -> bool:
    """`true()`: yes. Source: XPath 1.0, 4.3."""
    return True


def _false(_context: Context) -> bool:
    """`false()`: no. Source: XPath 1.0, 4.3."""
    return False


def _not(_context: Context, value: bool) -> bool:  # noqa: FBT001 - called by position
    """`not(condition)`: whether the condition does not hold. Source: XPath 1.0, 4.3."""
    return not value


def _if(context: Context, condition: bool, yes: Closure, no: Closure) -> Value:  # noqa: FBT001 - called by position
    """`if(condition, yes, no)`: the second or the third; only that one is computed. Source: ODK XForms, XPath functions."""
    return yes(context) if condition else no(context)


def _coalesce(context: Context, *options: Closure) -> Value:
    """`coalesce(first, second, …)`: the first that is neither empty nor not a number; computed in turn.

    Source: ODK XForms, XPath functions.
    """
    value: Value = ""
    for option in options[:-1]:
        value = context.env.optional(option, context)
        if to_string(value, context.env) not in ("", "NaN"):
            return value
    return options[-1](context)


def _once(context: Context, value: Closure) -> Value:
    """`once(value)`: the question's own value where it has one already, else this. Source: ODK XForms, XPath functions."""
    own = context.env.read(context.current)
    return own or value(context)


def _boolean(context: Context, value: Value) -> bool:
    """`boolean(value)`: whether there is anything: a text that is not empty, a number other than 0.

    Source: XPath 1.0, 4.3.
    """
    if isinstance(value, list):
        return context.env.truth(value)
    return to_boolean(value, context.env)


def _boolean_from_string(context: Context, value: Value) -> bool:
    """`boolean-from-string(text)`: whether the text is "true" or 1. Source: ODK XForms, XPath functions."""
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
    """`checklist(least, most, answer, …)`: whether so many of the answers are true; a negative bound is none.

    Source: JavaRosa XPathFuncExpr.checklist.
    """
    found = _count_true(context, values)
    return (least < 0 or found >= least) and (most < 0 or found <= most)


def _weighted_checklist(context: Context, least: float, most: float, *pairs: Value) -> bool:
    """`weighted-checklist(least, most, answer, weight, …)`: whether the weights of the true answers add up to that.

    Source: JavaRosa XPathFuncExpr.checklistWeighted.
    """
    values, weights = _flat(pairs[::2]), _flat(pairs[1::2])
    if len(values) != len(weights):
        code = "wrong-arguments"
        raise EvaluationError(code, "weighted-checklist")
    total = sum(
        to_number(weight, context.env)
        for value, weight in zip(values, weights, strict=True)
        if _boolean_of(context, value)
    )
    endless = most < 0 and not context.env.javarosa  # a negative maximum is none in web-forms only
    return total >= least and (endless or total <= most)


def _flat(values: tuple[Value, ...]) -> list[Value]:
    found: list[Value] = []
    for value in values:
        if isinstance(value, list):
            found += [[node] for node in value]
        else:
            found.append(value)
    return found


def _depend(_context: Context, value: Value, *_others: Value) -> Value:
    """`depend(value, other, …)`: the value; computed again when one of the others changes.

    Source: JavaRosa XPathFuncExpr, kept for old forms.
    """
    return value


TABLE: Table = {
    "true": Function(_true),
    "false": Function(_false),
    "not": Function(_not, "b"),
    "boolean": Function(_boolean, "v"),
    "boolean-from-string": Function(_boolean_from_string, "v"),
    "if": Function(_if, "bll"),
    "coalesce": Function(_coalesce, "l", 1, repeats=True),
    "once": Function(_once, "l"),
    "checklist": Function(_checklist, "nnv", 2, repeats=True),
    "weighted-checklist": Function(_weighted_checklist, "nnv", 2, repeats=True),
    "depend": Function(_depend, "v", 1, repeats=True),
}
