"""What can be wrong with the treatment and the normalisation of indicators."""

from collections.abc import Mapping

from clusterbench_gui.app.wording.marks import _

SENTENCES: Mapping[str, str] = {
    "normalisation-unknown": _("There is no normalisation “{value}”. Known ones: {known}."),
    "normalisation-parameter": _(
        "The normalisation “{name}” cannot be told {parameter} = {value}. It takes: {known}. Correct the method."
    ),
    "reference-unknown": _("No row has the code “{name}”, which is the reference. Give the code of a row."),
    "goalposts-missing": _(
        "“{name}” has no goalposts. Give them in the model (goalpost_lower, goalpost_upper), or lower and upper in the method."
    ),
    "target-missing": _("“{name}” has no target. Give it in the model (Target), or as target in the method."),
    "bounds-order": _("The lower bound of “{name}” ({low}) must be less than the upper one ({high})."),
    "treatment-unknown": _("There is no treatment “{value}”. Known ones: {known}."),
    "treatment-parameter": _(
        "The treatment “{name}” cannot be told {parameter} = {value}. It takes: {known}. Correct the method."
    ),
}
