"""How surely clusters are candidates for model cluster: in how many variants of the method they are above both medians."""

from dataclasses import replace

import numpy as np

from clusterbench_gui.app.findings import DESIGN, FUNCTIONING, PROMISE, portfolio_of, tested
from clusterbench_gui.domain.findings import Portfolio
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.scoring.uncertainty.axes import above_both


def tested_portfolio(study: ScoredStudy) -> Portfolio:
    """The portfolio of a whole study with the probability of every place, over the variants of `app.findings.certainty_of`.

    Without it where the axes are not made of areas or no variant can be computed.
    """
    found = portfolio_of(study)
    axes = [
        [node for node in study.model.nodes if node.axis == axis and node.weight > 0] for axis in (FUNCTIONING, PROMISE)
    ]
    levels = {node.level for nodes in axes for node in nodes}
    if not found.places or levels != {study.model.levels - 1} or levels == {1}:
        return found
    try:
        test = tested(study, DESIGN)
        design = test.variants.design
        areas = test.variants.nodes[-len(design.tree.parents[-1]) :]
        across, up = ([areas.index(node.code) for node in nodes] for nodes in axes)
        shares = above_both(design, test.variants.runs(), across, up)
    except ProblemError:  # a method that cannot be varied
        return found
    chances = dict(zip(test.variants.composite.units, shares.tolist(), strict=True))
    return replace(found, places=tuple(replace(one, probability=_known(chances[one.code])) for one in found.places))


def _known(share: float) -> float | None:
    return None if np.isnan(share) else share
