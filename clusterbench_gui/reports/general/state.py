"""How the whole field stands: nodes by their medians, and which sub-areas count as strong or weak by a rule that is printed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clusterbench_gui.domain.editions import Model, Node
from clusterbench_gui.domain.scores import ScoredStudy, Summary

STRONG, MIDDLE, WEAK = "strong", "middle", "weak"
_QUARTER = 4
_LEVELS = 3
"""A model of fewer levels has no areas of its own."""


@dataclass(frozen=True, slots=True)
class Spread:
    """A node with the figures of its clusters, which are a crowd."""

    node: Node
    figures: Summary
    median: float

    @property
    def lead(self) -> float | None:
        """Points from the median to the benchmark: how far the best are ahead of the middle."""
        return None if self.figures.benchmark is None else self.figures.benchmark - self.median


def areas(model: Model) -> tuple[Node, ...]:
    """What has a chapter of its own: the nodes below the index, or the index where only indicators are below it."""
    return model.at(model.levels - 1 if model.levels >= _LEVELS else model.levels)


def subareas(model: Model) -> tuple[Node, ...]:
    """What recommendations speak of: the nodes above the indicators, or the indicators where there is only the index above."""
    return model.at(2 if model.levels >= _LEVELS else 1)


def below(model: Model, code: str) -> tuple[Node, ...]:
    """Everything below a node, each right before what is below it."""
    return tuple(one for child in model.children(code) for one in (child, *below(model, child.code)))


def spread(study: ScoredStudy, node: Node) -> Spread | None:
    """The figures at a node, None where fewer clusters than a crowd have a score."""
    found = study.scores.summaries.get(node.code)
    if found is None or found.median is None or found.count < study.method.crowd:
        return None
    return Spread(node, found, found.median)


def by_median(study: ScoredStudy, nodes: Iterable[Node]) -> list[Spread]:
    """Those of the nodes that have figures, the highest median first."""
    found = [one for node in nodes if (one := spread(study, node)) is not None]
    return sorted(found, key=lambda one: (-one.median, one.node.code))


def states(study: ScoredStudy) -> Mapping[str, str]:
    """Every sub-area with figures as strong, middle or weak: the top and the bottom quarter by median, at least one of each.

    Who has the same median as the last of a quarter belongs to it; where that makes one both, it is in the middle.
    """
    found = by_median(study, subareas(study.model))
    if not found:
        return {}
    quarter = max(len(found) // _QUARTER, 1)
    high, low = found[quarter - 1].median, found[-quarter].median
    if high == low:
        return {one.node.code: MIDDLE for one in found}
    return {one.node.code: STRONG if one.median >= high else WEAK if one.median <= low else MIDDLE for one in found}


def in_state(study: ScoredStudy, state: str) -> list[Spread]:
    """The sub-areas in a state: strong ones with the highest median first, all others with the lowest first."""
    known = states(study)
    found = [one for one in by_median(study, subareas(study.model)) if known[one.node.code] == state]
    return found if state == STRONG else found[::-1]


def by_lead(study: ScoredStudy, nodes: Iterable[Node]) -> list[Spread]:
    """Those of the nodes that have a benchmark, first where the best are the farthest ahead of the middle."""
    found = [one for one in by_median(study, nodes) if one.lead is not None]
    return sorted(found, key=lambda one: -(one.lead or 0.0))
