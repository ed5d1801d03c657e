"""What would help a cluster most: each of its indicators raised by one quarter, with what that gives at the index."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from clusterbench_gui.app.reporting.crowd import has_crowd
from clusterbench_gui.domain.reporting import Lever
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.scoring.arrays import Floats
from clusterbench_gui.scoring.composite import Composite
from clusterbench_gui.scoring.hierarchy import Climbed, climb
from clusterbench_gui.scoring.rank import letters, places
from clusterbench_gui.scoring.steps import combiner

MOST = 8
"""Levers that somebody reads."""


@dataclass(frozen=True, slots=True)
class _Step:
    """An indicator (its column) raised to the lower end of the next quarter."""

    node: str
    column: int
    start: float
    end: float
    quartile: str


def levers_of(study: ScoredStudy, composite: Composite, cluster: str) -> tuple[Lever, ...]:
    """The indicators that would bring a cluster the most places, then points, at the index; those that bring nothing are not there.

    The score of one indicator after the other is raised to the lower end of the next quarter of the scores as they are; all else stays,
    the way up to the index is the method's own. Scores only, because a threshold in units could be the value of another cluster.
    """
    row = composite.units.index(cluster)
    steps = [step for node in study.model.at(1) for step in _step(study, composite, cluster, node.code)]
    now, place = float(composite.scores[row, -1]), float(composite.ranks[row, -1])
    if np.isnan(now) or not steps:
        return ()
    found = []
    for step, index in zip(steps, raised(composite, row, steps).tolist(), strict=True):
        gained = place - _place(composite, row, index)
        if index > now:
            found.append(Lever(step.node, step.start, step.end, step.quartile, index - now, round(gained)))
    return tuple(sorted(found, key=lambda one: (-one.places, -one.points, one.node))[:MOST])


def _step(study: ScoredStudy, composite: Composite, cluster: str, node: str) -> list[_Step]:
    cell, figures = study.scores.cells[cluster][node], study.scores.summaries[node]
    lower, median, upper = figures.lower, figures.median, figures.upper
    if cell.score is None or lower is None or median is None or upper is None or not has_crowd(study, cluster, node):
        return []
    end = {"D": lower, "C": median, "B": upper}.get(cell.quartile)
    if end is None:
        return []
    letter = letters(np.array([end]), lower, median, upper)[0]  # quarters may begin at one and the same score
    return [_Step(node, composite.place(node), cell.score, end, letter)]


def raised(composite: Composite, row: int, steps: Sequence[_Step]) -> Floats:
    """The index of a unit after each of the steps alone."""
    scores = np.repeat(composite.scores[[row]], len(steps), axis=0)
    scores[np.arange(len(steps)), [step.column for step in steps]] = [step.end for step in steps]
    coverage = np.repeat(composite.coverage[[row]], len(steps), axis=0)
    climbed = Climbed(scores, coverage, composite.weights.copy(), dict(composite.reasons))
    climb(composite.tree, climbed, composite.tree.groups, combiner(composite.recipe))
    return np.asarray(climbed.scores[:, -1])


def _place(composite: Composite, row: int, index: float) -> float:
    """The place of a unit at the index if it had this score and all others their own."""
    scores = composite.scores[:, -1].copy()
    scores[row] = index
    return float(places(scores, composite.recipe.rank)[row])
