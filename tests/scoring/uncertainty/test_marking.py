"""How often marks and places above the middle hold, counted run by run; runs that fail and nodes that are gone do not count."""

import numpy as np
import pytest

from clusterbench_gui.scoring.explaining.strengths import by_median
from clusterbench_gui.scoring.uncertainty.axes import above_both
from clusterbench_gui.scoring.uncertainty.design import (
    AMEAN,
    GMEAN,
    NOTHING,
    Aggregating,
    Design,
    Factor,
    Tree,
    factorial_runs,
)
from clusterbench_gui.scoring.uncertainty.drawing import simplex
from clusterbench_gui.scoring.uncertainty.marking import steadiness_by_node
from clusterbench_gui.scoring.uncertainty.runner import run

TREE = Tree((np.array([0, 0, 0, 1, 1, 2]), np.array([0, 0, 1]), np.array([0, 0])))
"""Six indicators under three pillars (the last has one), two sub-indices, one index."""
MEANS = (AMEAN, GMEAN)


@pytest.fixture(scope="module")
def design():
    """Alternative 1 turns the indicators round and puts one value below 0, which geometric means of indicators refuse."""
    values = np.random.default_rng(8).uniform(1, 100, size=(9, 6))
    values[3, 1] = np.nan
    turned = 101 - values
    turned[5, 4] = -1.0
    return Design(
        TREE,
        lambda alternative: (values, turned)[alternative["normalisation"]],
        simplex(TREE, 4, 3),
        tuple(Aggregating(f"level {level}", (level,), MEANS) for level in range(3)),
        (Factor("normalisation", 2),),
        (NOTHING, 0, 5),
    )


def mean(values, weights, power):
    there = ~np.isnan(values) & (weights > 0)
    if not there.any():
        return np.nan
    x, w = values[there], weights[there] / weights[there].sum()
    return np.exp(w @ np.log(x)) if power == 0 else w @ x


def nodes_of(design, choice):
    """The scores of all nodes below the top in one run, level by level; None where it fails."""
    below = design.prepare({"normalisation": choice[0]})
    weights, levels, start = design.weights[choice[1]].copy(), [below], 0
    dropped = design.dropping[choice[-1]]
    if dropped != NOTHING:
        weights[dropped] = 0.0
    for level, parents in enumerate(TREE.parents):
        power = MEANS[choice[2 + level]].power
        own = weights[start : start + len(parents)]
        if power == 0 and (below[:, own > 0] < 0).any():
            return None
        groups = [parents == parent for parent in range(parents.max() + 1)]
        above = np.array([[mean(row[group], own[group], power) for group in groups] for row in below])
        start += len(parents)
        for place, group in enumerate(groups):
            if start < len(weights) and not own[group].any():
                weights[start + place] = 0.0
        below = above
        levels.append(above)
    return np.concatenate(levels[:-1], axis=1).T


def test_steadiness_is_counted_run_by_run(design):
    choices = factorial_runs(design)
    made = [found for choice in choices.tolist() if (found := nodes_of(design, choice)) is not None]
    assert 0 < len(choices) - len(made) == len(run(design, choices).failures)
    marks = by_median(nodes_of(design, choices[0].tolist()))
    held = np.array([by_median(scores) == marks for scores in made])
    there = np.array([~np.isnan(scores).all(axis=1) for scores in made])
    there[:, :6] = True  # an indicator's own mark holds or not, whether it counts or not
    shares = (held & there[:, :, None]).sum(axis=0) / there.sum(axis=0)[:, None]
    assert not there.all()
    assert steadiness_by_node(design, choices, marks) == pytest.approx(shares)


def test_places_above_both_medians_are_counted_run_by_run(design):
    choices = factorial_runs(design)
    counted, runs = np.zeros(9), 0
    for choice in choices.tolist():
        scores = nodes_of(design, choice)
        if scores is not None and not np.isnan(scores[-2:]).all(axis=1).any():
            across, up = scores[-2], scores[-1]
            counted += (across > np.median(across)) & (up > np.median(up))
            runs += 1
    assert runs < len(choices)
    assert above_both(design, choices, [0], [1]) == pytest.approx(counted / runs)


def test_without_any_good_run_nothing_is_known(design):
    bad = factorial_runs(design)
    bad = bad[(bad[:, 0] == 1) & (bad[:, 2] == 1)]
    assert np.isnan(above_both(design, bad, [0], [1])).all()
    assert np.isnan(steadiness_by_node(design, bad, np.zeros((11, 9), dtype=np.int8))).all()
