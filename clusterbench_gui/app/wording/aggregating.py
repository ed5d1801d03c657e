"""What can be wrong when scores are put together."""

from collections.abc import Mapping

from clusterbench_gui.app.wording.marks import _

SENTENCES: Mapping[str, str] = {
    "aggregation-unknown": _("There is no aggregation “{value}”. Please choose one of: {known}."),
    "aggregation-parameter": _(
        "The aggregation {name} cannot take {parameter} = {value}. It takes finite numbers, or words where it offers them, for: {known}."
    ),
    "aggregation-range": _(
        "The aggregation {method} has no meaning with {parameter} = {value}. Please look it up in the list of methods."
    ),
    "value-huge": _(
        "A value below {name} is {value}, beyond what can be computed with. Please correct it, or normalise first."
    ),
    "mean-not-positive": _(
        "Below {name}, {count} units have a mean of 0 or below, and {method} would reward imbalance there. "
        "Please normalise to a scale above 0, e.g. 1 to 100."
    ),
    "kemeny-unproved": _(
        "The best order at {name} was not found in {seconds} seconds: the best one so far has a support of {support}, and {bound} may be possible. "
        "Please give it more seconds, or choose copeland."
    ),
    "values-not-positive": _(
        "Below {name}, {count} of the values are 0 or negative, and {method} has no answer for them. "
        "Please normalise to 1 to 100 (low = 1), or choose the arithmetic mean."
    ),
    "values-negative": _(
        "Below {name}, {count} of the values are negative, and {method} has no answer for them. "
        "Please normalise to 0 to 100 or 1 to 100, or choose the arithmetic mean."
    ),
}
