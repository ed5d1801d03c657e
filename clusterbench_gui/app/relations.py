"""What hangs together in a study: what its ranking hangs on, and how the scores of its nodes go together (`domain.findings`)."""

import math
from dataclasses import replace

import numpy as np

from clusterbench_gui.app.findings import DESIGN, tested
from clusterbench_gui.domain.designs import WeightDraws
from clusterbench_gui.domain.editions import Node
from clusterbench_gui.domain.findings import Consistency, Correlations, Influence, Sensitivity
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.scoring.arrays import NAN, Floats
from clusterbench_gui.scoring.statistics.correlation import correlate
from clusterbench_gui.scoring.statistics.reliability import reliability
from clusterbench_gui.scoring.uncertainty.design import Integers
from clusterbench_gui.scoring.uncertainty.ranking import mean_change
from clusterbench_gui.scoring.uncertainty.sobol import sensitivity

WEIGHT_SETS = 1_000
"""Weight sets that stand for all: with 200, indices still depend on which sets were drawn."""

POINTS = 12
"""2 to that power quasi-random points by factor, about 25,000 different runs: intervals of 90 % reach three percentage points to either side."""


def sensitivity_of(study: ScoredStudy) -> Sensitivity:
    """How the mean change of places over the study's design is divided among its factors.

    The design is that of `app.findings` with weights from a pool of 1,000 sets, because an index needs the same set again. Estimates are kept within
    0 and 1, where shares lie. No influences where no place ever changes. Takes less than a second for 35 clusters with 46 indicators.

    Raises `ProblemError`: "sensitivity-failed" where runs cannot be computed, and those of `scoring.variants`.
    """
    pool = WeightDraws(spread=DESIGN.weights.spread if DESIGN.weights else 0.0, count=WEIGHT_SETS)
    test = tested(study, replace(DESIGN, weights=pool))

    def changes(choices: Integers) -> Floats:
        return mean_change(test.places(choices)[0], test.nominal)[:, None]

    found = sensitivity(test.variants.design, changes, power=POINTS, seed=DESIGN.seed)
    influences = tuple(
        Influence(
            factor=factor,
            first=_share(found.first[row, 0]),
            total=_share(found.total[row, 0]),
            first_span=_span(found.first_interval, row),
            total_span=_span(found.total_interval, row),
        )
        for row, factor in enumerate(found.factors)
        if not np.isnan(found.total[row, 0])
    )
    return Sensitivity(influences, found.exact, found.runs)


def correlations_of(study: ScoredStudy, level: int, kind: str = "pearson") -> Correlations:
    """How the scores of the nodes of a level go together, and whether those right below each node above measure one thing.

    `kind`: "pearson", "spearman" or "kendall". Clusters that lack one of two scores have no part in that pair.
    """
    nodes = study.model.at(level)
    scores = _scores(study, nodes)
    found = correlate(scores, kind=kind)
    return Correlations(
        kind=kind,
        nodes=tuple(node.code for node in nodes),
        r=_known(found.r),
        p=_known(found.p),
        pairs=tuple(tuple(int(count) for count in row) for row in found.pairs),
        consistency=tuple(_consistency(study, node, nodes, scores) for node in study.model.at(level + 1)),
    )


def _consistency(study: ScoredStudy, node: Node, nodes: tuple[Node, ...], scores: Floats) -> Consistency:
    children = study.model.children(node.code)
    found = reliability(scores[:, [nodes.index(child) for child in children]])
    without = zip(children, found.without, strict=True)
    return Consistency(
        node=node.code,
        alpha=_or_none(found.alpha),
        units=found.units,
        without=tuple((child.code, _or_none(alpha)) for child, alpha in without),
    )


def _scores(study: ScoredStudy, nodes: tuple[Node, ...]) -> Floats:
    """Clusters by nodes, NaN for none."""
    cells = (study.scores.cells[code] for code in study.scores.clusters)
    rows = [[NAN if (score := row[node.code].score) is None else score for node in nodes] for row in cells]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(nodes))


def _known(matrix: Floats) -> tuple[tuple[float | None, ...], ...]:
    return tuple(tuple(_or_none(value) for value in row) for row in matrix)


def _or_none(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def _share(value: float) -> float:
    return min(max(float(value), 0.0), 1.0)


def _span(intervals: Floats | None, row: int) -> tuple[float, float] | None:
    return None if intervals is None else (_share(intervals[row, 0, 0]), _share(intervals[row, 0, 1]))
