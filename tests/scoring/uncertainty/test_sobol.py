"""Sobol's indices: by hand, by enumeration, by estimate; a large mean costs nothing."""

import numpy as np
import pytest

from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.scoring.uncertainty.design import AMEAN, GMEAN, Aggregating, Design, Factor, Tree, factorial_runs
from clusterbench_gui.scoring.uncertainty.drawing import simplex
from clusterbench_gui.scoring.uncertainty.ranking import mean_change
from clusterbench_gui.scoring.uncertainty.runner import run
from clusterbench_gui.scoring.uncertainty.sobol import exact_indices, sensitivity

TREE = Tree((np.zeros(3, dtype=int),))


def design(sets=1, one=2, other=2):
    return Design(
        TREE,
        lambda _: np.ones((2, 3)),
        simplex(TREE, sets, 1),
        (Aggregating("mean", (0,), (AMEAN,)),),
        (Factor("one", one), Factor("other", other)),
    )


def test_a_sum_a_product_and_a_constant_by_hand():
    one, other = np.meshgrid([-1.0, 1.0], [-1.0, 1.0], indexing="ij")
    outputs = np.stack([3 * one + 4 * other, one * other, np.full((2, 2), 7.0)], axis=-1)
    first, total = exact_indices(outputs)
    np.testing.assert_allclose(first[:, :2], [[0.36, 0], [0.64, 0]], atol=1e-15)
    np.testing.assert_allclose(total[:, :2], [[0.36, 1], [0.64, 1]], atol=1e-15)
    assert np.isnan(first[:, 2]).all()
    assert np.isnan(total[:, 2]).all()


def test_a_large_mean_changes_nothing():
    outputs = np.random.default_rng(1).normal(size=(4, 3, 5, 2))
    for index, moved in zip(exact_indices(outputs), exact_indices(outputs + 1e6), strict=True):
        np.testing.assert_allclose(moved, index, rtol=1e-8)


def linear(mean):
    """y = mean + 1 u1 + 2 u2 + 3 u3 of evenly spaced u: indices 1/14, 4/14, 9/14."""
    return lambda choices: mean + (choices[:, [0, 1, 2]] @ np.array([1.0, 2.0, 3.0]))[:, None]


@pytest.mark.parametrize("mean", [0.0, 1e4])
def test_what_is_too_large_to_enumerate_is_estimated(mean):
    large = design(sets=200, one=200, other=200)
    found = sensitivity(large, linear(mean), power=8, seed=3)
    assert (found.exact, found.factors) == (False, ("one", "other", "weights"))
    assert found.runs <= 5 * 256
    for index, interval in ((found.first, found.first_interval), (found.total, found.total_interval)):
        np.testing.assert_allclose(index[:, 0], np.array([1, 4, 9]) / 14, atol=0.03)
        assert (interval[:, 0, 0] <= index[:, 0]).all()
        assert (index[:, 0] <= interval[:, 0, 1]).all()
    again = sensitivity(large, linear(mean), power=8, seed=3)
    assert again.first.tobytes() == found.first.tobytes()


def test_estimates_approach_the_exact_figures_of_the_same_design():
    small = design(sets=4, one=3, other=5)

    def output(choices):
        a, b, c = choices[:, 0], choices[:, 1], choices[:, 2]
        return np.stack([a * b + c**2, a + 0.0 * b, np.full(len(a), 2.0)], axis=1).astype(float)

    exact = sensitivity(small, output)
    assert (exact.exact, exact.runs) == (True, 60)
    estimated = sensitivity(small, output, power=3, bootstraps=0)
    assert (estimated.exact, estimated.first_interval) == (False, None)
    large = design(sets=64, one=48, other=80)

    def coarse(choices):
        return output(choices // 16)

    np.testing.assert_allclose(sensitivity(large, coarse, power=13, bootstraps=0).first, exact.first, atol=0.02)
    np.testing.assert_allclose(sensitivity(large, coarse, power=13, bootstraps=0).total, exact.total, atol=0.02)


def test_failed_runs_stop_the_analysis_with_their_number():
    values = np.array([[1.0, 2.0, 3.0], [0.0, 5.0, 4.0], [2.0, 2.0, 1.0]])
    failing = Design(TREE, lambda _: values, simplex(TREE, 5, 1), (Aggregating("mean", (0,), (AMEAN, GMEAN)),))
    with pytest.raises(ProblemError) as error:
        sensitivity(failing, lambda choices: mean_change(run(failing, choices).places, np.array([1, 2, 3]))[:, None])
    assert dict(error.value.problems[0].values) == {"failed": 5, "runs": 10}
    assert len(factorial_runs(failing)) == 10


def test_without_factors_there_are_no_indices():
    first, total = exact_indices(np.array([3.0, 4.0]))
    assert first.shape == total.shape == (0, 2)


def test_estimates_are_those_of_scipy():
    from scipy.stats import sobol_indices, uniform

    def output(choices):
        return (choices[:, 0] * choices[:, 1] + choices[:, 2] ** 1.5)[:, None]

    found = sensitivity(design(sets=200, one=200, other=200), output, power=12, seed=3, bootstraps=0)
    expected = sobol_indices(
        func=lambda points: output(np.minimum((points.T * 200).astype(np.int64), 199)).T,
        n=2**12,
        dists=[uniform()] * 3,
        rng=1,
    )
    np.testing.assert_allclose(found.first[:, 0], np.ravel(expected.first_order), atol=0.02)
    np.testing.assert_allclose(found.total[:, 0], np.ravel(expected.total_order), atol=0.02)


def test_intervals_are_the_same_again_and_cover_the_truth():
    large = design(sets=200, one=200, other=200)
    found, again = (sensitivity(large, linear(5.0), power=9, seed=3) for _ in range(2))
    assert again.first_interval.tobytes() == found.first_interval.tobytes()
    assert again.total_interval.tobytes() == found.total_interval.tobytes()
    low, high = found.total_interval[:, 0, 0], found.total_interval[:, 0, 1]
    truth = np.array([1, 4, 9]) / 14
    assert ((low < truth) & (truth < high)).all()


def test_a_factor_without_effect_has_nothing_and_an_output_that_does_not_vary_no_indices():
    large = design(sets=200, one=200, other=200)

    def output(choices):
        return np.stack([choices[:, 0], np.full(len(choices), 7.0)], axis=1).astype(float)

    found = sensitivity(large, output, power=6, seed=3)
    assert found.first[1:, 0].tolist() == found.total[1:, 0].tolist() == [0.0, 0.0]
    assert found.total_interval[1:, 0].tolist() == [[0.0, 0.0], [0.0, 0.0]]
    assert np.isnan(found.total[:, 1]).all()
