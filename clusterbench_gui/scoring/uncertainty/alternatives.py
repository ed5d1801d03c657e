"""The methods of METHOD.toml as alternatives of a design."""

from clusterbench_gui.scoring.aggregating.methods import Aggregation, aggregate, parameters
from clusterbench_gui.scoring.arrays import Floats
from clusterbench_gui.scoring.uncertainty.design import AMEAN, GMEAN, HMEAN, Aggregator

_MEANS = {mean.name: mean for mean in (AMEAN, GMEAN, HMEAN)}
_LARGEST_POWER = 8.0
"""Powers beyond are worked in logarithms, unit by unit, as `aggregating` does: no scale overflows."""


def aggregator(how: Aggregation, coverage: float = 0.0) -> Aggregator:
    """An aggregation as a design takes it: means of many runs at once, every other method run by run.

    `coverage`: as in the design. Raises the `ProblemError` of `aggregating.methods.parameters`.
    """
    power = parameters(how).get("p", 1.0)
    if how.name in _MEANS:
        return _MEANS[how.name]
    if how.name == "genmean" and isinstance(power, int | float) and abs(power) <= _LARGEST_POWER:
        return Aggregator(how.name, float(power))

    def function(scores: Floats, weights: Floats) -> Floats:
        return aggregate(scores, weights, how, coverage).score

    return Aggregator(how.name, function=function)
