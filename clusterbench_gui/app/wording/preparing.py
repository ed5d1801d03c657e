"""What can be wrong with screening, denominators and imputation."""

from collections.abc import Mapping

from clusterbench_gui.app.wording.marks import _

SENTENCES: Mapping[str, str] = {
    "imputation-unknown": _("There is no imputation “{value}”. Known ones: {known}."),
    "imputation-parameter": _(
        "The imputation “{name}” cannot be told {parameter} = {value}. It takes: {known}. Correct the method."
    ),
    "group-unknown": _(
        "The table has no group column “{name}”. It has: {known}. Correct the method, or add the column."
    ),
    "level-unknown": _("The model has no level {value} for “{name}” to fill gaps within. Correct the method."),
    "panel-method-unknown": _("There is no way “{value}” to fill gaps along time. Known ones: {known}."),
    "panel-times": _("The times of a panel must be ascending and different."),
}
