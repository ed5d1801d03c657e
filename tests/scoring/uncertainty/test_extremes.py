"""Best and worst places over all weights: by hand, against many draws, with limits."""

import numpy as np
import pytest

from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.scoring.uncertainty.design import Tree
from clusterbench_gui.scoring.uncertainty.drawing import within_limits
from clusterbench_gui.scoring.uncertainty.extremes import Polytope, extremes
from clusterbench_gui.scoring.uncertainty.ranking import places_of

FREE = Polytope(np.zeros(2), np.ones(2))


def places(found):
    return [(best.place, worst.place) for best, worst in found]


def test_by_hand_on_two_indicators():
    """A leads on one, B on the other, C is best nowhere but may be second, D is below everybody."""
    scores = np.array([[10.0, 0.0], [0.0, 10.0], [4.0, 4.0], [-1.0, -1.0]])
    found = extremes(scores, FREE)
    assert places(found) == [(1, 3), (1, 3), (2, 3), (4, 4)]
    assert all(extreme.proved and extreme.limit == extreme.place for pair in found for extreme in pair)


def test_a_place_that_only_a_balance_gives():
    """C is first for weights near one half only, at no corner."""
    scores = np.array([[10.0, 0.0], [0.0, 10.0], [6.0, 6.0]])
    assert places(extremes(scores, FREE))[2] == (1, 2)


def test_limits_and_further_conditions_narrow_the_places():
    """With at least 0.6 on the first, B reaches C (at 0.6 exactly, a tie), but never stands above."""
    scores = np.array([[10.0, 0.0], [0.0, 10.0], [4.0, 4.0]])
    narrow = Polytope(np.array([0.6, 0.0]), np.ones(2))
    assert places(extremes(scores, narrow)) == [(1, 1), (2, 3), (2, 2)]
    first_at_least = Polytope(np.zeros(2), np.ones(2), np.array([[-1.0, 0.0]]), np.array([-0.6]))
    assert places(extremes(scores, first_at_least)) == [(1, 1), (2, 3), (2, 2)]


@pytest.mark.parametrize("seed", range(4))
def test_no_draw_leads_beyond_and_the_weights_found_lead_there(seed):
    random = np.random.default_rng(seed)
    scores = random.uniform(0, 100, size=(12, 5))
    low, high = np.full(5, 0.1), np.full(5, 0.35)
    found = extremes(scores, Polytope(low, high))
    draws = within_limits(Tree((np.zeros(5, dtype=int),)), low, high, 20_000, seed)
    seen = places_of(draws @ scores.T)
    for unit, (best, worst) in enumerate(found):
        assert best.proved
        assert worst.proved
        assert best.place <= seen[:, unit].min()
        assert seen[:, unit].max() <= worst.place
        for extreme in (best, worst):
            assert extreme.weights.sum() == pytest.approx(1)
            assert (extreme.weights >= low - 1e-9).all()
            assert (extreme.weights <= high + 1e-9).all()
            assert places_of((scores @ extreme.weights)[None])[0, unit] == extreme.place


def test_twins_share_their_places_and_one_unit_has_one():
    scores = np.array([[1.0, 2.0], [1.0, 2.0], [0.0, 0.0]])
    assert places(extremes(scores, FREE)) == [(1, 1), (1, 1), (3, 3)]
    assert places(extremes(scores[:1], FREE)) == [(1, 1)]
    assert places(extremes(scores * 1e150, FREE, units=[2])) == [(3, 3)]


def test_what_has_no_answer_is_refused():
    with pytest.raises(ProblemError, match="extremes-missing"):
        extremes(np.array([[1.0, np.nan], [1.0, 2.0]]), FREE)
    with pytest.raises(ProblemError, match="limits-impossible"):
        extremes(np.ones((2, 2)), Polytope(np.zeros(2), np.full(2, 0.4)))
