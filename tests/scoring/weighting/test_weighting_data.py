"""Weights read from the data: information, components, factors, optimised, benefit of the doubt."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from clusterbench_gui.app.wording import SENTENCES
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.scoring.weighting.benefit import benefit_of_doubt
from clusterbench_gui.scoring.weighting.methods import Weighting, weigh

NAN = float("nan")
ALONE = ("entropy", "std", "variance", "gini", "angle")
TOGETHER = ("critic", "merec", "cilos", "idocriw", "pca", "factors", "balance", "infomax")
RATIOS = ("entropy", "gini", "angle", "merec", "cilos", "idocriw")


def some(seed=1, rows=25, columns=5):
    """Values from 1 to 100 that have something in common."""
    generator = np.random.default_rng(seed)
    raw = generator.standard_normal((rows, 1)) + generator.standard_normal((rows, columns))
    return 1 + 99 * (raw - raw.min(axis=0)) / np.ptp(raw, axis=0)


def weights(values, name, **params):
    return weigh(np.asarray(values, dtype=float), Weighting(name, params)).weights


def codes(call):
    with pytest.raises(ProblemError) as caught:
        call()
    return [one.code for one in caught.value.problems]


def answered(call):
    """The answer and no codes, or no answer and the codes of the refusal."""
    try:
        return call(), set()
    except ProblemError as error:
        return None, {one.code for one in error.problems}


@pytest.mark.parametrize("name", [*ALONE, *TOGETHER])
@given(order=st.permutations(range(25)))
@settings(max_examples=5, deadline=None)
def test_the_order_of_units_changes_no_bit(name, order):
    values = some()
    found = weights(values, name)
    assert weights(values[order], name).tobytes() == found.tobytes()
    assert found.sum() == pytest.approx(1)
    assert found.min() >= 0


@pytest.mark.parametrize("name", [*ALONE, *TOGETHER])
def test_the_order_of_columns_goes_along(name):
    values, order = some(), [3, 0, 4, 1, 2]
    assert weights(values[:, order], name) == pytest.approx(weights(values, name)[order], rel=1e-7, abs=1e-9)


@pytest.mark.parametrize("name", [*ALONE, *TOGETHER])
def test_constant_and_empty_columns_weigh_nothing_and_say_why(name):
    values = some()
    padded = np.column_stack([values, np.full(25, 7.0), np.full(25, NAN)])
    found = weigh(padded, Weighting(name))
    assert found.reasons == ("",) * 5 + ("constant", "empty")
    assert found.weights[5:].tolist() == [0, 0]
    assert found.weights[:5] == pytest.approx(weights(values, name), rel=1e-12)


@pytest.mark.parametrize("name", [*ALONE, *TOGETHER])
def test_columns_that_say_nothing_at_all_are_refused(name):
    assert codes(lambda: weights([[1, 2], [1, 2]], name)) == ["weights-none"]
    assert codes(lambda: weights(np.full((3, 2), NAN), name)) == ["weights-none"]
    assert codes(lambda: weights(np.ones((1, 2)), name)) == ["weights-none"]


@pytest.mark.parametrize("name", [*ALONE, *TOGETHER])
def test_a_single_column_has_all_the_weight(name):
    assert weights(some(columns=1), name).tolist() == [1]


@pytest.mark.parametrize("name", [*ALONE, *TOGETHER])
@given(
    arrays(
        float,
        st.tuples(st.integers(0, 7), st.integers(1, 5)),
        elements=st.sampled_from([NAN, 0.0, 1.0, 1.0, 2.0, 3.0, 5.0, 8.0, -1.0, 1e200, 1e-200]),
    )
)
@settings(max_examples=60, deadline=None)
def test_any_data_give_weights_or_are_refused_with_a_sentence(name, values):
    found, refusals = answered(lambda: weigh(values, Weighting(name)))
    assert refusals <= set(SENTENCES)
    if found is None:
        return
    assert found.weights.sum() == pytest.approx(1)
    assert ((found.weights >= 0) & (found.weights <= 1)).all()
    assert all(weight == 0 for weight, reason in zip(found.weights, found.reasons, strict=True) if reason)


@pytest.mark.parametrize("name", TOGETHER)
def test_units_with_a_gap_are_left_out_where_columns_are_compared(name):
    values = some()
    holed = np.vstack([values, [[NAN, 1.0, 1.0, 1.0, 200.0]]])
    assert weights(holed, name).tobytes() == weights(values, name).tobytes()
    assert codes(lambda: weights([[1, NAN], [2, NAN], [NAN, 1], [NAN, 2]], name)) == ["rows-complete"]


@pytest.mark.parametrize("name", [*ALONE, "merec", "critic", "infomax"])
@pytest.mark.parametrize("factor", [2.0**-900, 2.0**900])
def test_size_of_values_does_not_matter(name, factor):
    values = some()
    assert weights(values * factor, name) == pytest.approx(weights(values, name), rel=1e-9)


@pytest.mark.parametrize("name", RATIOS)
def test_ratios_of_negative_values_are_refused(name):
    values = some()
    values[3, 1] = -1
    assert codes(lambda: weights(values, name)) == ["weights-positive"]


def test_entropy_counts_a_value_of_0_as_its_limit():
    # pymcdm gives a column with a single 0 the greatest weight there is
    nearly, zero = [[1e-12, 1], [1, 2], [1, 4]], [[0, 1], [1, 2], [1, 4]]
    assert weights(zero, "entropy") == pytest.approx(weights(nearly, "entropy"), rel=1e-9)
    left = 1 - math.log(2) / math.log(3)
    right = 1 + sum(p * math.log(p) for p in (1 / 7, 2 / 7, 4 / 7)) / math.log(3)
    assert weights(zero, "entropy") == pytest.approx([left / (left + right), right / (left + right)])


def test_small_figures_by_hand():
    values = [[1, 10], [2, 10], [3, 40]]
    assert weights(values, "std") == pytest.approx(np.array([1, math.sqrt(300)]) / (1 + math.sqrt(300)))
    assert weights(values, "variance") == pytest.approx(np.array([1 / 4, 1 / 3]) / (7 / 12))
    ginis = np.array([8 / (2 * 9 * 2), 120 / (2 * 9 * 20)])
    assert weights(values, "gini") == pytest.approx(ginis / ginis.sum())
    conflict = 1 - np.corrcoef(np.transpose(values))[0, 1]
    critic = np.array([0.5, math.sqrt(1 / 3)]) * conflict
    assert weights(values, "critic") == pytest.approx(critic / critic.sum())


def test_where_all_columns_say_the_same_conflict_gives_no_weights():
    assert codes(lambda: weights([[1, 1], [2, 2], [4, 4]], "critic")) == ["weights-none"]


def test_impact_loss_with_ties_does_not_depend_on_who_comes_first():
    values = np.array([[5, 1], [5, 3], [1, 4.0]])
    losses = np.array([[0, 1 - 2 / 4], [1 - 1 / 5, 0]])  # beside the best of column 1: 1 and 3, in the mean 2
    expected = np.array([losses[0, 1], losses[1, 0]])
    assert weights(values, "cilos") == pytest.approx(expected / expected.sum())
    assert weights(values[::-1], "cilos").tobytes() == weights(values, "cilos").tobytes()


def test_impact_loss_is_refused_where_one_unit_is_best_in_everything():
    assert codes(lambda: weights([[9, 9, 9], [1, 2, 3], [2, 3, 1]], "cilos")) == ["weights-undetermined"]


def test_component_weights_refuse_a_column_that_runs_against_the_others():
    values = some()
    values[:, 2] = 101 - values[:, 2]
    with pytest.raises(ProblemError) as caught:
        weights(values, "pca")
    assert [(one.code, one.place.column) for one in caught.value.problems] == [("pca-mixed", "3")]


def test_factor_weights_of_two_separate_groups():
    generator = np.random.default_rng(4)
    left, right = generator.standard_normal((2, 300, 1))
    noise = generator.standard_normal((300, 5))
    found = weigh(np.hstack([left + 0.3 * noise[:, :3], right + 0.3 * noise[:, 3:]]), Weighting("factors"))
    assert found.figures["factors"] == 2
    assert found.weights == pytest.approx([0.2] * 5, abs=0.01)


def test_the_number_of_factors_must_be_possible():
    for count in (0, 6, -1):
        assert codes(lambda count=count: weights(some(), "factors", count=count)) == ["factors-count"]
    assert weigh(some(), Weighting("factors", {"count": 5})).figures["explained"] == pytest.approx(1)


def influence(values, found):
    index = values @ found
    return np.array([np.corrcoef(column, index)[0, 1] for column in values.T])


def test_balanced_weights_make_the_wish_come_true():
    values, behind = some(), np.array([0.1, 0.3, 0.2, 0.15, 0.25])
    wish = influence(values, behind)
    found = weigh(values, Weighting("balance", {"target": wish}))
    obtained = influence(values, found.weights)
    assert obtained / obtained.sum() == pytest.approx(wish / wish.sum(), rel=1e-9)
    assert found.weights == pytest.approx(behind, rel=1e-7)
    assert found.figures["distance"] == pytest.approx(0, abs=1e-12)


def test_balanced_weights_that_cannot_make_it_come_true_are_the_best_there_are():
    values, wish = some(), np.array([1, 1, 1, 1, 1e-3])
    found = weigh(values, Weighting("balance", {"target": wish}))
    assert found.figures["distance"] > 0.01

    def away(some_weights):
        obtained = influence(values, some_weights)
        return math.sqrt(((obtained / obtained.sum() - wish / wish.sum()) ** 2).mean())

    assert away(found.weights) == pytest.approx(found.figures["distance"], rel=1e-9)
    generator = np.random.default_rng(2)
    assert min(away(generator.dirichlet(np.ones(5))) for _ in range(2000)) >= found.figures["distance"]


def test_the_greatest_correlations_are_those_of_equal_weights_of_standardised_columns():
    values = some() * [1, 5, 0.2, 1, 1]
    expected = 1 / values.std(axis=0)
    found = weigh(values, Weighting("infomax"))
    assert found.weights == pytest.approx(expected / expected.sum(), rel=1e-9)
    assert found.figures["correlation"] == pytest.approx(influence(values, found.weights).mean())


@pytest.mark.parametrize("name", ["balance", "infomax"])
def test_columns_that_contradict_each_other_have_no_index_to_go_along_with(name):
    assert codes(lambda: weights([[1, 3], [2, 2], [3, 1]], name)) == ["weights-undetermined"]


@pytest.mark.parametrize("name", ["balance", "infomax"])
def test_twins_are_no_obstacle(name):
    values = some(columns=3)
    found = weigh(values[:, [0, 1, 2, 2]], Weighting(name, {"groups": [0, 1, 2, 2]}))
    assert found.weights[2:].sum() == pytest.approx(1 / 3)


def test_groups_keep_their_weights():
    found = weigh(some(), Weighting("infomax", {"groups": [0, 0, 1, 1, 1], "group_weights": [3, 1]}))
    assert found.weights[:2].sum() == pytest.approx(0.75)
    assert codes(lambda: weights(some(), "infomax", groups=[0, 0])) == ["weights-count"]
    assert codes(lambda: weights(some(), "infomax", groups=[0] * 5, group_weights=[1, 2])) == ["weights-count"]
    assert codes(lambda: weights(some(), "balance", target=[1, 2])) == ["weights-count"]


def test_benefit_of_the_doubt_by_hand():
    found = benefit_of_doubt(np.array([[4.0, 1.0], [1.0, 4.0], [2.0, 2.0], [1.0, 1.0]]))
    assert found.scores == pytest.approx([1, 1, 0.8, 0.4])
    assert found.weights[2:] == pytest.approx(np.full((2, 2), 0.2))
    assert found.shares[2:] == pytest.approx(np.full((2, 2), 0.5))
    assert found.peers[2] == pytest.approx([0.5, 0.5, 0, 0])
    assert found.targets[2:] == pytest.approx(np.full((2, 2), 2.5))
    assert found.reasons == ("",) * 4


@given(st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_benefit_of_the_doubt_holds_what_it_promises(seed):
    values = some(seed, rows=12, columns=4)
    found = benefit_of_doubt(values, lower=0.15, upper=[0.4, 0.4, 0.4, 0.3])
    assert ((found.scores > 0) & (found.scores <= 1)).all()
    assert found.scores.max() == pytest.approx(1)
    assert (found.weights @ values.T <= 1 + 1e-9).all()
    assert (found.weights * values).sum(axis=1) == pytest.approx(found.scores)
    assert found.shares.sum(axis=1) == pytest.approx(np.ones(12))
    assert ((found.shares >= 0.15 - 1e-9) & (found.shares <= np.array([0.4, 0.4, 0.4, 0.3]) + 1e-9)).all()
    assert found.peers.sum(axis=1) == pytest.approx(np.ones(12))
    own = np.einsum("ij,kj->ik", found.weights, values)
    assert own[found.peers > 0] == pytest.approx(np.ones((found.peers > 0).sum()))  # peers reach 1 under these weights
    free = benefit_of_doubt(values)
    assert (free.scores >= found.scores - 1e-9).all()
    assert (free.targets * free.scores[:, np.newaxis] >= values * (1 - 1e-9)).all()


def test_benefit_of_the_doubt_does_not_depend_on_order_or_measure():
    values = some(rows=12, columns=4)
    found, order = benefit_of_doubt(values, lower=0.1), np.random.default_rng(1).permutation(12)
    turned = benefit_of_doubt(values[order], lower=0.1)
    assert turned.scores.tobytes() == found.scores[order].tobytes()
    assert turned.peers.tobytes() == found.peers[np.ix_(order, order)].tobytes()
    scaled = benefit_of_doubt(values * [1e-9, 1, 1e9, 3], lower=0.1)
    assert scaled.scores == pytest.approx(found.scores, rel=1e-9)


def test_units_with_gaps_get_no_score_and_are_nobodys_peer_and_twins_share():
    found = benefit_of_doubt(np.array([[4.0, 1.0], [NAN, 99.0], [2.0, 0.4], [4.0, 1.0]]))
    assert found.reasons == ("", "missing", "", "")
    assert np.isnan(found.scores[1])
    assert np.isnan(found.targets[1]).all()
    assert found.peers[2] == pytest.approx([0.5, 0, 0, 0.5])
    assert found.scores[2] == pytest.approx(0.5)


def test_limits_on_weights_follow_the_weights():
    values = some(rows=12, columns=4)
    found = benefit_of_doubt(values, lower=0.2, upper=0.3, limits="weights")
    portions = found.weights / found.weights.sum(axis=1, keepdims=True)
    assert ((portions >= 0.2 - 1e-9) & (portions <= 0.3 + 1e-9)).all()
    zeros = np.vstack([values, np.zeros(4)])
    assert benefit_of_doubt(zeros, lower=0.2, upper=0.3, limits="weights").scores[12] == 0


@pytest.mark.parametrize(("lower", "upper"), [(0.6, 1), (0, 0.4), (0.5, 0.4), (-0.1, 1), (NAN, 1), ([0.2, 0.9], 1)])
def test_limits_that_no_shares_can_keep_are_refused(lower, upper):
    assert codes(lambda: benefit_of_doubt(np.ones((2, 2)), lower=lower, upper=upper)) == ["shares-impossible"]


def test_values_without_an_answer_are_refused():
    assert codes(lambda: benefit_of_doubt(np.array([[1.0, -1], [1, 1]]))) == ["weights-positive"]
    assert codes(lambda: benefit_of_doubt(np.array([[1.0, 0], [1, 1]]), lower=0.1)) == ["weights-positive"]
    assert codes(lambda: benefit_of_doubt(np.full((2, 2), NAN))) == ["weights-none"]
    assert codes(lambda: benefit_of_doubt(np.zeros((2, 2)))) == ["weights-none"]


@given(
    arrays(
        float,
        st.tuples(st.integers(1, 6), st.integers(1, 4)),
        elements=st.sampled_from([NAN, 0.0, 1.0, 1.0, 2.0, 5.0, 1e100, 1e-100]),
    ),
    st.sampled_from([(0, 1), (0.05, 0.6), (0.2, 1)]),
    st.sampled_from(["score", "weights"]),
)
@settings(max_examples=60, deadline=None)
def test_any_data_give_the_benefit_of_the_doubt_or_are_refused_with_a_sentence(values, bounds, limits):
    found, refusals = answered(lambda: benefit_of_doubt(values, lower=bounds[0], upper=bounds[1], limits=limits))
    assert refusals <= set(SENTENCES)
    if found is None:
        return
    there = np.array([not reason for reason in found.reasons])
    assert ((found.scores[there] >= 0) & (found.scores[there] <= 1)).all()
    assert np.isnan(found.scores[~there]).all()
    assert np.isfinite(found.targets[there]).all()


@pytest.mark.parametrize("columns", [8, 20, 49])
@pytest.mark.parametrize("name", ["balance", "infomax"])
def test_optimised_weights_meet_the_conditions_of_an_optimum(name, columns):
    values, groups = some(3, rows=60, columns=columns), np.arange(columns) % 4
    found = weights(values, name, groups=groups)
    assert [found[groups == one].sum() for one in range(4)] == pytest.approx([0.25] * 4)

    def goal(some_weights):
        obtained = influence(values, some_weights)
        if name == "infomax":
            return -obtained.sum()
        return ((obtained / obtained.sum() - 1 / columns) ** 2).sum()

    slope = np.array([(goal(found + step) - goal(found - step)) / 2e-6 for step in 1e-6 * np.eye(columns)])
    size = np.abs(slope).max() + goal(found) ** 2
    for one in range(4):  # moving weight within a group makes nothing better
        members = groups == one
        held = found[members] > 1e-6
        level = slope[members][held]
        assert np.ptp(level) <= 1e-4 * size + 1e-9
        assert (slope[members][~held] >= level.min() - 1e-4 * size - 1e-9).all()
