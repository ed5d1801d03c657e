import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.scoring.aggregating.means import amean, genmean, gmean, hmean, weighted_mean

NAN = float("nan")
MEANS = [
    amean,
    gmean,
    hmean,
    lambda x, w: genmean(x, w, 2.0),
    lambda x, w: genmean(x, w, -3.0),
    lambda x, w: genmean(x, w, 0.5),
]
positive = st.floats(1e-3, 1e6)
tables = arrays(np.float64, (4, 3), elements=positive)
weights = arrays(np.float64, 3, elements=st.floats(0.01, 10))


def test_the_means_of_one_four_and_sixteen():
    row, even = np.array([[1.0, 4.0, 16.0]]), np.ones(3)
    assert amean(row, even)[0] == 7
    assert gmean(row, even)[0] == pytest.approx(4, rel=1e-14)
    assert hmean(row, even)[0] == pytest.approx(3 / (1 + 1 / 4 + 1 / 16), rel=1e-14)
    assert genmean(row, even, 2.0)[0] == pytest.approx(np.sqrt((1 + 16 + 256) / 3), rel=1e-14)
    assert genmean(row, even, -2.0)[0] == pytest.approx((3 / (1 + 1 / 16 + 1 / 256)) ** 0.5, rel=1e-14)


def test_absent_values_are_left_out_of_a_power_mean_too():
    """`a_genmean` of COINr gives no score there, against its own help."""
    assert genmean(np.array([[3.0, NAN, 4.0]]), np.array([1.0, 5.0, 1.0]), 2.0)[0] == pytest.approx(12.5**0.5)


@pytest.mark.parametrize("mean", MEANS)
def test_a_unit_without_values_has_no_mean(mean):
    assert np.isnan(mean(np.array([[NAN, NAN]]), np.ones(2))).all()


@given(tables, weights, st.sampled_from(MEANS))
def test_means_lie_between_and_do_not_depend_on_rows_or_units_of_weight(table, weight, mean):
    got = mean(table, weight)
    slack = 4e-16 if mean is amean else 0.0  # its bits are the study's, which are not held between the values
    assert (got >= table.min(axis=1) * (1 - slack)).all()
    assert (got <= table.max(axis=1) * (1 + slack)).all()
    assert mean(table[::-1], weight)[::-1].tolist() == got.tolist()
    assert mean(table[:1], weight)[0] == got[0]
    assert mean(table, weight * 7) == pytest.approx(got, rel=1e-12)
    assert mean(table[:, ::-1], weight[::-1]) == pytest.approx(got, rel=1e-12)
    assert mean(table * 1000, weight) == pytest.approx(got * 1000, rel=1e-11)


@given(tables, weights)
def test_power_means_rise_with_p_and_pass_through_the_named_ones(table, weight):
    ladder = np.array([genmean(table, weight, p) for p in (-4.0, -1.0, -0.5, 0.0, 1e-9, 0.5, 1.0, 3.0)])
    assert (np.diff(ladder, axis=0) >= -1e-9 * ladder[1:]).all()
    assert genmean(table, weight, -1.0).tolist() == hmean(table, weight).tolist()
    assert genmean(table, weight, 1e-9) == pytest.approx(gmean(table, weight), rel=1e-7)


@pytest.mark.parametrize("size", [1e-90, 1e90])
def test_powers_do_not_overflow(size):
    row = np.array([[1.0, 2.0]]) * size
    for p in (-7.0, 7.0):
        plain = ((1 + 2.0**p) / 2) ** (1 / p)
        assert genmean(row, np.ones(2), p)[0] == pytest.approx(plain * size, rel=1e-12)


def test_a_zero_stays_a_value_where_a_power_allows_it():
    assert genmean(np.array([[0.0, 2.0], [0.0, 0.0]]), np.ones(2), 2.0) == pytest.approx([2**0.5, 0])


@pytest.mark.parametrize(
    ("mean", "code"),
    [
        (gmean, "values-not-positive"),
        (hmean, "values-not-positive"),
        (lambda x, w: genmean(x, w, -2.0), "values-not-positive"),
        (lambda x, w: genmean(x - 1, w, 2.0), "values-negative"),
    ],
)
def test_what_a_mean_has_no_answer_for_is_refused(mean, code):
    with pytest.raises(ProblemError) as refused:
        mean(np.array([[0.0, 2.0]]), np.ones(2))
    assert [one.code for one in refused.value.problems] == [code]


def test_bits_of_a_unit_do_not_depend_on_how_many_there_are():
    table = np.random.default_rng(5).normal(size=(40, 85))
    weight = np.random.default_rng(6).random(85)
    whole = weighted_mean(table, weight, 0.0)
    one_by_one = [weighted_mean(table[[row]], weight, 0.0).score[0] for row in range(40)]
    assert one_by_one == whole.score.tolist()
