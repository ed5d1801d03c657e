"""Statistics by hand, and the diagnosis of models that were made to be wrong."""

import math

import numpy as np
import pytest

from clusterbench_gui.scoring.statistics.correlation import correlate
from clusterbench_gui.scoring.statistics.diagnosis import Family, diagnose
from clusterbench_gui.scoring.statistics.effects import effective_weights, importance, inflation
from clusterbench_gui.scoring.statistics.reliability import reliability
from clusterbench_gui.scoring.statistics.univariate import univariate

NAN = math.nan


def test_correlations_leave_out_what_is_missing_pair_by_pair():
    values = np.array([[1.0, 2, NAN], [2, 4, 1], [3, 6, 5], [4, NAN, 2], [NAN, 1, 9]])
    made = correlate(values)
    assert made.r[0, 1] == pytest.approx(1)
    assert made.pairs.tolist() == [[4, 3, 3], [3, 4, 3], [3, 3, 4]]
    assert made.r[0, 2] == pytest.approx(np.corrcoef([2, 3, 4], [1, 5, 2])[0, 1])


def test_too_few_pairs_or_no_variation_give_nothing():
    made = correlate(np.array([[1.0, 5, 1], [2, 5, NAN], [3, 5, NAN]]))
    assert np.isnan(made.r[0, 1])
    assert np.isnan(made.r[0, 2])


def test_alpha_by_hand():
    """Two parallel items with r = 0.5 have alpha 2/3 (Spearman–Brown)."""
    x = np.array([1.0, -1, 1, -1])
    y = np.array([1.0, 1, -1, -1])
    first, second = x, 0.5 * x + math.sqrt(0.75) * y
    made = reliability(np.column_stack([first, second]))
    assert made.alpha == pytest.approx(2 / 3)
    assert made.item_rest == pytest.approx([0.5, 0.5])
    assert np.isnan(made.without).all()


def test_alpha_without_an_item_that_does_not_fit_rises():
    random = np.random.default_rng(1)
    base = random.normal(size=200)
    values = np.column_stack([base + 0.3 * random.normal(size=200) for _ in range(3)] + [-base])
    made = reliability(values)
    assert made.without[3] > 0.9 > made.alpha
    assert made.item_rest[3] < 0


def test_effective_weights_sum_to_one_at_the_bottom():
    made = effective_weights([2, 2, 4, 4, -1], np.array([1.0, 3, 2, 2, 1]))
    assert made.tolist() == [0.125, 0.375, 0.5, 0.5, 1]


def test_inflation_of_doubles_is_infinite():
    same = np.array([[1.0, 1, 0], [1, 1, 0], [0, 0, 1]])
    assert inflation(same).tolist() == [math.inf, math.inf, 1]
    assert inflation(np.array([[1, 0.6], [0.6, 1]])) == pytest.approx([1 / 0.64] * 2)


def test_importance_is_shared_variance():
    x = np.array([1.0, 2, 3, 4])
    assert importance(np.column_stack([x, -x, np.ones(4)]), x)[:2] == pytest.approx([1, 1])
    assert np.isnan(importance(np.ones((4, 1)), x)[0])


def test_an_empty_indicator_has_no_figures():
    (one,) = univariate(np.full((3, 1), NAN))
    assert one.flags == ("low-coverage",)
    assert math.isnan(one.mean)


def codes(found):
    return {(one.code, one.nodes[0]) for one in found}


def test_a_model_that_is_wrong_in_every_way_is_told_so():
    random = np.random.default_rng(2)
    base = random.normal(size=80)
    good = [base + 0.5 * random.normal(size=80) for _ in range(3)]
    scores = np.column_stack([*good, good[0] + 0.01 * random.normal(size=80), -base, random.normal(size=80)])
    names = ("a", "b", "c", "double", "against", "noise")
    raw = scores.copy()
    raw[:40, 0] = NAN
    raw[:, 5] = [*[1.0] * 79, 900.0]
    found = diagnose(names, raw, [Family("G", names, scores, scores.mean(axis=1))])
    assert {
        ("low-coverage", "a"),
        ("few-different", "noise"),
        ("skewed", "noise"),
        ("redundant", "a"),
        ("item-against", "against"),
    } <= codes(found)
    assert all(math.isfinite(one.value) for one in found)


def test_unrelated_indicators_have_many_dimensions_and_no_common_scale():
    scores = np.random.default_rng(3).normal(size=(100, 5))
    found = codes(diagnose((), np.empty((100, 0)), [Family("G", tuple("abcde"), scores, scores.mean(axis=1))]))
    assert {("alpha-low", "G"), ("many-dimensions", "G")} <= found


def test_a_sound_model_is_left_in_peace():
    random = np.random.default_rng(4)
    base = random.normal(size=100)
    scores = np.column_stack([base + 0.7 * random.normal(size=100) for _ in range(4)])
    assert diagnose(tuple("abcd"), scores, [Family("G", tuple("abcd"), scores, scores.mean(axis=1))]) == ()


@pytest.mark.parametrize("scores", [np.full((3, 2), NAN), np.ones((4, 3)), np.array([[1.0, 2]])])
def test_nothing_to_go_by_is_no_fault(scores):
    diagnose((), np.empty((len(scores), 0)), [Family("G", ("a", "b", "c")[: scores.shape[1]], scores, scores[:, 0])])


def test_pearson_of_all_pairs_at_once_is_that_of_scipy_pair_by_pair():
    from scipy.stats import pearsonr

    rng = np.random.default_rng(4)
    values = rng.normal(size=(20, 9))
    values[rng.random(values.shape) < 0.2] = np.nan
    values[:, 2] = 7.0
    values[3:, 3] = np.nan
    values[:, 4] = np.nan
    values[:, 5] = 1e6 - 2 * values[:, 6]
    for first, second in ((values, None), (values, values[:, ::-1])):
        found = correlate(first, second)
        other = values if second is None else second
        for row, column in np.ndindex(found.r.shape):
            both = ~np.isnan(first[:, row]) & ~np.isnan(other[:, column])
            x, y = first[both, row], other[both, column]
            assert found.pairs[row, column] == len(x)
            if len(x) < 3 or np.ptp(x) == 0 or np.ptp(y) == 0:
                assert np.isnan(found.r[row, column])
                assert np.isnan(found.p[row, column])
            else:
                r, p = pearsonr(x, y)
                assert found.r[row, column] == pytest.approx(r, abs=1e-9)
                assert found.p[row, column] == pytest.approx(
                    p, rel=1e-6, abs=1e-7
                )  # of three units p is the root of 1 - r
