"""What it would bring to be better in one indicator while all others stay where they are."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from clusterbench_gui.scoring.arrays import Floats, present
from clusterbench_gui.scoring.composite import Composite
from clusterbench_gui.scoring.hierarchy import Climbed, climb
from clusterbench_gui.scoring.rank import places
from clusterbench_gui.scoring.steps import combiner

_BORDERS = (0.25, 0.5, 0.75)


@dataclass(frozen=True, slots=True)
class Gain:
    """One indicator (its column) raised from a score to another: what the node gains in points and in places (above 0 is better)."""

    indicator: int
    before: float
    after: float
    points: float
    places: float


def one_quartile_more(composite: Composite, unit: int, node: str) -> tuple[Gain, ...]:
    """For each indicator below its upper quartile, what reaching the next quartile border would bring, the most points first.

    The border is of the normalised scores (type 7); scales and weights stay as they are, as do all other units and indicators.

    Source: what-if of the COIN Tool (JRC, 2019), one indicator at a time.

    Unlike COINr, which has none.
    """

    def border(column: Floats, own: float) -> float | None:
        there = present(column)
        if len(there) < 4:
            return None
        return next((one for one in np.quantile(there, _BORDERS).tolist() if one > own), None)

    return _gains(composite, unit, node, border)


def to_targets(composite: Composite, unit: int, node: str, targets: Floats) -> tuple[Gain, ...]:
    """The same for target scores, one per indicator, NaN for none; a target that is reached brings nothing."""
    known = dict(enumerate(targets.tolist()))
    found = []
    for indicator, target in known.items():
        own = float(composite.scores[unit, indicator])
        if target > own:
            found.append(_gain(composite, unit, node, indicator, target))
    return tuple(sorted(found, key=lambda one: (-one.points, one.indicator)))


def _gains(
    composite: Composite, unit: int, node: str, border: Callable[[Floats, float], float | None]
) -> tuple[Gain, ...]:
    found = []
    for indicator in range(composite.tree.indicators):
        own = float(composite.scores[unit, indicator])
        if np.isnan(own):
            continue
        target = border(composite.scores[:, indicator], own)
        if target is not None:
            found.append(_gain(composite, unit, node, indicator, target))
    return tuple(sorted(found, key=lambda one: (-one.points, one.indicator)))


def _gain(composite: Composite, unit: int, node: str, indicator: int, target: float) -> Gain:
    top = composite.place(node)
    groups = [group for group in composite.tree.above(indicator) if group.parent <= top]
    climbed = Climbed(
        composite.scores.copy(), composite.coverage.copy(), composite.weights.copy(), dict(composite.reasons)
    )
    climbed.scores[unit, indicator] = target
    climb(composite.tree, climbed, groups, combiner(composite.recipe))
    after = climbed.scores[:, top]
    moved = composite.ranks[unit, top] - places(after, composite.recipe.rank)[unit]
    before = float(composite.scores[unit, indicator])
    return Gain(indicator, before, target, float(after[unit] - composite.scores[unit, top]), float(moved))
