"""Draws of weights: within what was stated, spread as the formulas say, the same for the same seed."""

import numpy as np
import pytest

from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.scoring.uncertainty.design import Tree
from clusterbench_gui.scoring.uncertainty.drawing import dirichlet, jittered, middle, simplex, within_limits

TREE = Tree((np.array([0, 0, 0, 1]), np.array([0, 0])))
DRAWS = 20_000


def sums(sets):
    return np.stack([sets[:, [0, 1, 2]].sum(axis=1), sets[:, 3], sets[:, [4, 5]].sum(axis=1)])


def test_shares_on_the_simplex_have_its_mean_and_variance():
    sets = simplex(TREE, DRAWS, 1)
    np.testing.assert_allclose(sums(sets), 1, rtol=1e-14)
    np.testing.assert_allclose(sets.mean(axis=0), [1 / 3, 1 / 3, 1 / 3, 1, 0.5, 0.5], atol=0.006)
    np.testing.assert_allclose(sets.var(axis=0), [1 / 18] * 3 + [0, 1 / 12, 1 / 12], atol=0.002)
    assert np.array_equal(simplex(TREE, 50, 1), sets[:50])
    assert not np.array_equal(simplex(TREE, 50, 2), sets[:50])


def test_certain_shares_keep_to_the_weights():
    weights = np.array([1.0, 3.0, 0.0, 2.0, 1.0, 4.0])
    sets = dirichlet(TREE, weights, 20.0, DRAWS, 1)
    np.testing.assert_allclose(sums(sets), 1, rtol=1e-14)
    assert (sets[:, 2] == 0).all()
    np.testing.assert_allclose(sets.mean(axis=0), [0.25, 0.75, 0, 1, 0.2, 0.8], atol=0.004)
    assert sets[:, 0].var() == pytest.approx(0.25 * 0.75 / 21, rel=0.05)
    with pytest.raises(ProblemError, match="certainty-invalid"):
        dirichlet(TREE, weights, 0.0, 5, 1)


def test_shares_within_limits_are_even_there():
    low, high = np.array([0.1, 0.2, 0.0, 0.0, 0.3, 0.0]), np.array([0.5, 0.6, 0.4, 1.0, 0.6, 1.0])
    sets = within_limits(TREE, low, high, DRAWS, 1)
    np.testing.assert_allclose(sums(sets), 1, rtol=1e-14)
    assert (sets >= low - 1e-15).all()
    assert (sets <= high + 1e-15).all()
    accepted = simplex(TREE, 400_000, 5)[:, :3]
    accepted = accepted[((accepted >= low[:3]) & (accepted <= high[:3])).all(axis=1)]
    np.testing.assert_allclose(sets[:, :3].mean(axis=0), accepted.mean(axis=0), atol=0.003)
    np.testing.assert_allclose(np.cov(sets[:, :3].T), np.cov(accepted.T), atol=0.0005)
    assert sets[:, 4].mean() == pytest.approx(0.45, abs=0.003)
    assert np.array_equal(within_limits(TREE, low, high, 50, 1), sets[:50])


@pytest.mark.parametrize(("low", "high"), [(0.4, 1.0), (0.0, 0.3), (0.6, 0.5)])
def test_impossible_limits_are_refused(low, high):
    with pytest.raises(ProblemError, match="limits-impossible"):
        within_limits(TREE, low, high, 5, 1)


def test_fixed_limits_leave_one_set():
    assert middle(np.array([0.2, 0.8]), np.array([0.2, 0.8])).tolist() == [0.2, 0.8]


def test_noise_has_the_stated_spread_and_its_own_number():
    values = np.zeros((5_000, 2))
    drawn = jittered(values, np.array([0.0, 3.0]), 1, 0)
    assert (drawn[:, 0] == 0).all()
    assert drawn[:, 1].std() == pytest.approx(3.0, rel=0.05)
    assert np.array_equal(drawn, jittered(values, np.array([0.0, 3.0]), 1, 0))
    assert not np.array_equal(drawn, jittered(values, np.array([0.0, 3.0]), 1, 1))
