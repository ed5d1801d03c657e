"""Weights that somebody decides: given, equal, budget allocation, AHP; and noise around them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.scoring.weighting.comparisons import ACCEPTABLE, RANDOM_INDEX
from clusterbench_gui.scoring.weighting.given import disagreement
from clusterbench_gui.scoring.weighting.methods import METHODS, Weighting, weigh
from clusterbench_gui.scoring.weighting.noisy import noisy

NAN = float("nan")
# Saaty, How to make a decision: the Analytic Hierarchy Process, European Journal of Operational Research 48 (1990):
# eight criteria of buying a house
HOUSE = np.array(
    [
        [1, 5, 3, 7, 6, 6, 1 / 3, 1 / 4],
        [1 / 5, 1, 1 / 3, 5, 3, 3, 1 / 5, 1 / 7],
        [1 / 3, 3, 1, 6, 3, 4, 6, 1 / 5],
        [1 / 7, 1 / 5, 1 / 6, 1, 1 / 3, 1 / 4, 1 / 7, 1 / 8],
        [1 / 6, 1 / 3, 1 / 3, 3, 1, 1 / 2, 1 / 5, 1 / 6],
        [1 / 6, 1 / 3, 1 / 4, 4, 2, 1, 1 / 5, 1 / 6],
        [3, 5, 1 / 6, 7, 5, 5, 1, 1 / 2],
        [4, 7, 5, 8, 6, 6, 2, 1],
    ]
)


def columns(count):
    return np.zeros((2, count))


def ahp(comparisons):
    return weigh(columns(np.shape(comparisons)[-1]), Weighting("ahp", {"comparisons": comparisons}))


def codes(call):
    with pytest.raises(ProblemError) as caught:
        call()
    return [one.code for one in caught.value.problems]


def test_given_weights_become_shares():
    found = weigh(columns(3), Weighting("given", {"weights": [1, 2, 0]}))
    assert found.weights.tolist() == pytest.approx([1 / 3, 2 / 3, 0])
    assert found.reasons == ("", "", "")


@given(arrays(float, 5, elements=st.floats(0, 1e308)).filter(lambda one: one.max() > 0), st.permutations(range(5)))
def test_shares_keep_the_proportions_whatever_their_size_and_order(weights, order):
    found = weigh(columns(5), Weighting("given", {"weights": weights})).weights
    assert found.sum() == pytest.approx(1)
    assert found / found.max() == pytest.approx(weights / weights.max(), rel=1e-12, abs=1e-300)
    turned = weigh(columns(5), Weighting("given", {"weights": weights[order]})).weights
    assert turned.tobytes() == found[order].tobytes()


@pytest.mark.parametrize(
    ("weights", "wanted"),
    [
        ([1, 2], ["weights-count"]),
        ([1, -2, -3], ["weights-negative"] * 2),
        ([1, NAN, float("inf")], ["weights-not-finite"] * 2),
        ([0, 0, 0], ["weights-none"]),
    ],
)
def test_weights_that_make_no_sense_are_refused(weights, wanted):
    assert codes(lambda: weigh(columns(3), Weighting("given", {"weights": weights}))) == wanted


def test_equal_weights_are_the_default():
    assert weigh(columns(4), Weighting()).weights.tolist() == [0.25] * 4


def test_experts_count_the_same_whatever_their_budgets():
    points = [[50, 50, 0], [1, 2, 1], [NAN, 10, 30]]
    found = weigh(columns(3), Weighting("budget", {"points": points}))
    assert found.weights == pytest.approx([0.25, 1.25 / 3, 1 / 3])
    assert found.figures == {"experts": 3, "spread": pytest.approx(np.std([0, 0.25, 0.75], ddof=1))}
    turned = weigh(columns(3), Weighting("budget", {"points": points[::-1]}))
    assert turned.weights.tobytes() == found.weights.tobytes()
    assert disagreement([[1, 2]]).tolist() == [0, 0]


def test_experts_without_points_are_named():
    with pytest.raises(ProblemError) as caught:
        weigh(columns(2), Weighting("budget", {"points": [[0, 0], [1, 1], [2, -1], [float("inf"), 1]]}))
    assert [(one.code, one.place.row) for one in caught.value.problems] == [("budget-expert", row) for row in (1, 3, 4)]


def test_buying_a_house_as_saaty_does():
    found = ahp(HOUSE)
    assert found.weights == pytest.approx([0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333], abs=0.0005)
    assert found.figures["eigenvalue"] == pytest.approx(9.669, abs=0.0005)
    assert found.figures["consistency_index"] == pytest.approx(0.238, abs=0.0005)
    assert found.figures["consistency_ratio"] == pytest.approx(0.169, abs=0.0005)
    assert found.figures["consistency_ratio"] > ACCEPTABLE


@given(arrays(float, st.integers(1, 15), elements=st.floats(0.11, 9)))
@settings(deadline=None)
def test_consistent_judgements_give_back_the_weights_behind_them(weights):
    found = ahp(np.divide.outer(weights, weights))
    assert found.weights == pytest.approx(weights / weights.sum(), rel=1e-9)
    assert found.figures["consistency_ratio"] == pytest.approx(0, abs=1e-9)
    assert found.figures["eigenvalue"] == pytest.approx(len(weights), rel=1e-9)


def test_rounded_reciprocals_mean_the_same():
    assert (
        ahp([[1, 3, 7], [0.33, 1, 2], [0.14, 0.5, 1]]).weights.tolist()
        == ahp([[1, 3, 7], [1 / 3, 1, 2], [1 / 7, 0.5, 1]]).weights.tolist()
    )


def test_experts_who_say_the_opposite_say_nothing_together():
    for_, against = np.array([[1, 9], [1 / 9, 1]]), np.array([[1, 1 / 9], [9, 1]])
    found = ahp([for_, against])
    assert found.weights == pytest.approx([0.5, 0.5])
    assert found.figures["experts"] == 2
    assert ahp([against, for_, for_]).weights.tobytes() == ahp([for_, against, for_]).weights.tobytes()


def test_judgements_that_contradict_themselves_are_named():
    with pytest.raises(ProblemError) as caught:
        ahp([[1, 3, 2], [1 / 3, 1, 0], [2, 1, 1]])
    assert [(one.code, one.place.row, one.place.column) for one in caught.value.problems] == [
        ("ahp-pair", 1, "3"),
        ("ahp-pair", 2, "3"),
    ]
    assert codes(lambda: ahp([[2, 1], [1, 1]])) == ["ahp-pair"]
    assert codes(lambda: ahp([[1, NAN], [NAN, 1]])) == ["ahp-pair"]


def test_judgements_of_another_size_are_refused():
    assert codes(lambda: weigh(columns(3), Weighting("ahp", {"comparisons": [[1, 1], [1, 1]]}))) == ["weights-count"]
    assert codes(lambda: weigh(columns(2), Weighting("ahp", {"comparisons": [1, 2]}))) == ["weights-count"]
    assert codes(lambda: ahp(np.ones((16, 16)))) == ["ahp-large"]
    assert len(RANDOM_INDEX) == 15


def test_names_and_settings_that_are_not_known_are_refused():
    assert codes(lambda: weigh(columns(2), Weighting("entropie"))) == ["weighting-unknown"]
    assert codes(lambda: weigh(columns(2), Weighting("given"))) == ["weighting-parameter"]
    assert codes(lambda: weigh(columns(2), Weighting("equal", {"a": 1, "b": 2}))) == ["weighting-parameter"] * 2
    assert codes(lambda: weigh(columns(2), Weighting("given", {"weights": [1, 1], "b": 2}))) == ["weighting-parameter"]


def test_every_method_says_where_it_comes_from():
    for method in METHODS.values():
        assert "Source:" in method.__doc__


@given(st.integers(1, 9), st.integers(0, 50), st.integers(1, 50))
@settings(deadline=None)
def test_a_noisy_set_depends_on_its_number_only(count, first, many):
    weights = np.arange(1.0, count + 1)
    everything = noisy(weights, 0.25, 100, seed=7)
    assert noisy(weights, 0.25, many, seed=7, first=first).tobytes() == everything[first : first + many].tobytes()
    assert (np.abs(everything / weights - 1) <= 0.25).all()
    assert noisy(weights, 0.25, 100, seed=8).tobytes() != everything.tobytes()


def test_noise_is_uniform_and_may_differ_by_weight():
    found = noisy(np.array([1.0, 2.0, 4.0]), [0.25, 0.0, 1.0], 20_000, seed=3)
    assert found.mean(axis=0) == pytest.approx([1, 2, 4], rel=0.02)
    assert found.var(axis=0) == pytest.approx([0.5**2 / 12, 0, 8**2 / 12], rel=0.03)
    assert np.corrcoef(found[:, 0], found[:, 2])[0, 1] == pytest.approx(0, abs=0.03)
    assert (found[:, 1] == 2).all()
