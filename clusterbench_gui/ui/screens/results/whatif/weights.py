"""Weights on a slider: the steps that it has, and what each child of a node weighs."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from clusterbench_gui.domain.editions import Model, Node
from clusterbench_gui.domain.experiments import Experiment

_STEPS = 20  # up to the greatest weight of the study
_TIMES = 3  # how many times that weight the slider reaches
_ROUND = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Scale:
    """Steps of a round size from 0 to three times the greatest of some weights."""

    step: float
    steps: int

    @classmethod
    def of(cls, weights: Sequence[float]) -> "Scale":
        """The scale for weights that belong together."""
        greatest = max(weights, default=0.0) or 1.0
        unit = 10.0 ** math.floor(math.log10(greatest / _STEPS))
        step = next(unit * one for one in _ROUND if unit * one * _STEPS >= greatest * (1 - 1e-9))
        return cls(step, math.ceil(round(_TIMES * greatest / step, 6)))

    def position(self, weight: float) -> int:
        """The step nearest to a weight, the last one for those beyond."""
        return min(round(weight / self.step), self.steps)

    def weight(self, position: int, own: float) -> float:
        """The weight of a step; the study's `own` weight is met exactly."""
        return own if position == self.position(own) else round(position * self.step, 10)


@dataclass(frozen=True, slots=True)
class Part:
    """A child of the node that is looked at: its weight under the experiment, the study's `own`, its share of all of them."""

    node: Node
    weight: float
    share: float
    is_dropped: bool

    @property
    def own(self) -> float:
        """The study's weight."""
        return self.node.weight


def parts(model: Model, node: str, experiment: Experiment) -> tuple[Part, ...]:
    """The children of a node as an experiment weighs them."""
    children = model.children(node)
    weights = [experiment.weights.get(child.code, child.weight) for child in children]
    kept = [0.0 if child.code in experiment.dropped else one for child, one in zip(children, weights, strict=True)]
    whole = sum(kept)
    return tuple(
        Part(child, weight, share / whole if whole else 0.0, child.code in experiment.dropped)
        for child, weight, share in zip(children, weights, kept, strict=True)
    )
