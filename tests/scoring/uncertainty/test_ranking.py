"""Places of many runs and what is said of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from clusterbench_gui.scoring.rank import ranks
from clusterbench_gui.scoring.uncertainty.ranking import (
    beats,
    convergence,
    mean_change,
    places_of,
    rank_probabilities,
    rank_statistics,
    top_probability,
)

SCORES = st.one_of(st.floats(-1e300, 1e300), st.sampled_from([0.0, 1.0, 1.0 + 1e-14, 2.0, np.nan]))


@given(arrays(np.float64, (4, 7), elements=SCORES))
def test_places_are_those_of_one_ranking_at_a_time(scores):
    assert np.array_equal(places_of(scores), np.array([ranks(row) for row in scores]))


def test_rounded_scores_tie():
    scores = np.array([[1.24, 1.21, 3.0, 1.16]])
    assert places_of(scores).tolist() == [[2, 3, 1, 4]]
    assert places_of(scores, 1).tolist() == [[2, 2, 1, 2]]


def places(runs=400, units=9, seed=4, absent=0.05):
    random = np.random.default_rng(seed)
    scores = random.normal(size=(runs, units)) + np.linspace(2, 0, units)
    scores[random.random(scores.shape) < absent] = np.nan
    return places_of(np.round(scores, 1))


def test_statistics_are_numpys_over_the_runs_with_a_place():
    drawn = places()
    drawn[:, 3] = 0
    found = rank_statistics(drawn)
    assert found.counted.tolist() == np.count_nonzero(drawn, axis=0).tolist()
    for unit, column in enumerate(drawn.T.astype(float)):
        there = column[column > 0]
        if not len(there):
            assert unit == 3
            assert np.isnan([found.mean[unit], found.q5[unit], found.worst[unit]]).all()
            continue
        figures = [found.mean, found.median, found.q5, found.q95, found.best, found.worst]
        expected = [there.mean(), *np.quantile(there, [0.5, 0.05, 0.95]), there.min(), there.max()]
        assert [figure[unit] for figure in figures] == pytest.approx(expected, rel=1e-14)


def test_chances_are_counts():
    drawn = places(absent=0.1)
    chances = rank_probabilities(drawn)
    assert chances.sum(axis=1) == pytest.approx(np.ones(9))
    assert chances[2, 4] == np.count_nonzero(drawn[:, 2] == 5) / np.count_nonzero(drawn[:, 2])
    best = [(row[unit] <= np.ceil(0.25 * np.count_nonzero(row)), row[unit] > 0) for row in drawn for unit in [1]]
    assert top_probability(drawn)[1] == sum(a and b for a, b in best) / sum(b for _, b in best)


def test_one_beats_the_other_as_often_as_it_stands_above():
    drawn = places()
    chances = beats(drawn)
    assert np.allclose(chances + chances.T, 1)
    both = (drawn[:, 2] > 0) & (drawn[:, 6] > 0)
    above = (drawn[both, 2] < drawn[both, 6]).sum() + 0.5 * (drawn[both, 2] == drawn[both, 6]).sum()
    assert chances[2, 6] == above / both.sum()
    assert np.array_equal(beats(drawn, [6, 2]), chances[np.ix_([6, 2], [6, 2])])


def test_convergence_follows_doubled_runs():
    drawn = places(runs=1024, absent=0)
    steps = convergence(drawn, 3)
    assert [step.runs for step in steps] == [256, 512, 1024]
    half, whole = rank_statistics(drawn[:512]), rank_statistics(drawn)
    assert steps[-1].largest_mean_change == np.abs(half.mean - whole.mean).max()
    assert steps[-1].largest_standard_error == pytest.approx((drawn.std(axis=0, ddof=1) / 32).max())
    same = np.tile(np.arange(1, 5, dtype=np.uint16), (64, 1))
    assert convergence(same)[-1].largest_standard_error == 0


def test_the_change_leaves_out_what_has_no_place():
    drawn = np.array([[1, 2, 3], [3, 0, 1], [0, 0, 0]], dtype=np.uint16)
    assert mean_change(drawn, np.array([2, 1, 3])).tolist()[:2] == [2 / 3, 1.5]
    assert np.isnan(mean_change(drawn, np.array([2, 1, 3]))[2])
