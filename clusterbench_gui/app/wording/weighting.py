"""What can be wrong with weights, and with the statistics that they come from. Columns count from 1."""

from collections.abc import Mapping

from clusterbench_gui.app.wording.marks import _

SENTENCES: Mapping[str, str] = {
    "weighting-unknown": _("There is no way of weighting “{value}”. Please choose one of: {known}."),
    "weighting-parameter": _(
        "The weights “{name}” have no use for “{parameter}”, or cannot do without it. Their settings are: {known}."
    ),
    "weights-count": _("There are {count} weights for {wanted} indicators. Please give one for each."),
    "weights-negative": _("The weight is negative. Please give 0 or more."),
    "weights-not-finite": _("The weight is not a number. Please give 0 or more."),
    "weights-none": _(
        "Nothing here has a weight above 0. Please give at least one, or choose equal weights: "
        "weights from the data need an indicator whose values differ."
    ),
    "weights-positive": _(
        "The indicator has values that are negative or 0, and these weights have no answer for them. "
        "Please normalise to 1 to 100 (low = 1) first."
    ),
    "weights-undetermined": _(
        "The data do not settle these weights: more than one set fits, or none. Please choose another way of weighting."
    ),
    "budget-expert": _("The expert gave no points, or points below 0. Please correct the row or take it out."),
    "ahp-large": _(
        "There are {count} indicators to compare in pairs, and judgements stay consistent up to {most}. "
        "Please compare groups first, then the indicators within each group."
    ),
    "ahp-pair": _(
        "The comparison of this pair is not above 0, or contradicts the same pair the other way round: "
        "if one counts 3, the other counts 1/3. Please correct it."
    ),
    "pca-mixed": _(
        "The indicator runs against the others in its group, so its weight would be negative. "
        "Please check its direction, take it out, or choose factor weights."
    ),
    "factors-count": _("There cannot be {count} factors here. Please give a number from 1 to {most}."),
    "rotation-unsettled": _("The rotation of the factors does not settle. Please ask for fewer factors."),
    "rows-complete": _(
        "Only {count} units have values of all indicators here, and at least {least} are needed. "
        "Please fill the gaps, or leave out indicators with many gaps."
    ),
    "column-constant": _("The indicator has the same value everywhere. Please leave it out of this analysis."),
    "columns-few": _("There are {count} indicators here, and at least {least} are needed."),
    "correlations-singular": _(
        "One indicator follows from the others, so this figure does not exist. Please leave one of them out."
    ),
    "shares-impossible": _(
        "No shares keep these limits: the lower ones may add up to 1 at most, the upper ones to 1 at least, and none may be below 0 or above 1. Please change the limits."
    ),
    "weights-node-unknown": _(
        "The method states weights for “{name}”, which is no such node of the model. Budgets name children, comparisons name the node above them."
    ),
    "weights-points": _(
        "The points of the budget below {name} do not come from as many experts each. Please give every one of {children} as many figures."
    ),
    "weights-pairs": _(
        "Below {name} every pair of {children} must be compared once, row by row: the first with all after it, then the second, and so on."
    ),
    "weights-numbers": _("The weights stated for “{name}” must be a number or a list of numbers."),
}
