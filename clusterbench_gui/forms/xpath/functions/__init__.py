"""The functions of the XForms dialect. To add one: write it in the module of its kind and enter it in that TABLE."""

from collections.abc import Mapping

from clusterbench_gui.forms.xpath.functions import codes, dates, geo, logic, nodesets, numbers, strings
from clusterbench_gui.forms.xpath.functions.table import Account, Function, account

FUNCTIONS: Mapping[str, Function] = {
    **logic.TABLE,
    **strings.TABLE,
    **codes.TABLE,
    **numbers.TABLE,
    **nodesets.TABLE,
    **dates.TABLE,
    **geo.TABLE,
}
"""Every function that is called, by name."""

COMPILED: Mapping[str, Account] = {
    "current": account(
        "`current()`: the question that the expression belongs to, also inside of a filter in brackets."
        " Source: XForms 1.1, 7.10.2."
    ),
    "indexed-repeat": account(
        "`indexed-repeat(question, repeat, index, …)`: the question in the row of the repeat with that number, from 1;"
        " for repeats inside of repeats one pair of repeat and index each."
        " Source: JavaRosa XPathFuncExpr.indexedRepeat."
    ),
}
"""Those that the compiler turns into steps of a path."""


def accounts() -> dict[str, Account]:
    """What every function does, by name."""
    return dict(sorted({**COMPILED, **{name: one.account for name, one in FUNCTIONS.items()}}.items()))
