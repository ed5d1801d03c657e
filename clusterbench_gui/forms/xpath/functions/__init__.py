"""The functions of the XForms dialect. To add one: write it in the module of its kind and enter it in that TABLE."""

from collections.abc import Mapping

from clusterbench_gui.forms.xpath.functions import dates, geo, logic, nodesets, numbers, strings
from clusterbench_gui.forms.xpath.functions.table import Function

FUNCTIONS: Mapping[str, Function] = {
    **logic.TABLE,
    **strings.TABLE,
    **numbers.TABLE,
    **nodesets.TABLE,
    **dates.TABLE,
    **geo.TABLE,
}
"""Every function by name."""
