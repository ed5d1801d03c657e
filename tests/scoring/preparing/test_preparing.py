"""Screening, denominators, imputation, panels: what must always hold."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.scoring.preparing.denominating import denominate
from clusterbench_gui.scoring.preparing.filling import by_neighbours
from clusterbench_gui.scoring.preparing.impute import METHODS, Around, Imputation, impute
from clusterbench_gui.scoring.preparing.normal import draws, expectation
from clusterbench_gui.scoring.preparing.panels import change, growth, impute_panel
from clusterbench_gui.scoring.preparing.screening import screen

NAN = math.nan


def linked(units=60, seed=3):
    """Three indicators that go together, one that does not."""
    random = np.random.default_rng(seed)
    base = random.normal(size=units)
    parts = [base + 0.1 * random.normal(size=units) for _ in range(3)]
    return np.column_stack([*parts, random.normal(size=units)]) * [1, 10, 100, 1] + [0, 5, 50, 7]


def holed(values, seed=4, share=0.1):
    return np.where(np.random.default_rng(seed).random(values.shape) < share, NAN, values)


def test_screening_says_why():
    values = np.array([[1, 2.0], [NAN, 1], [0, 0], [NAN, NAN], [3, 4]])
    exclude = np.array([False, False, False, False, True])
    made = screen(values, 0.5, 0.5, include=np.array([False, False, False, True, False]), exclude=exclude)
    assert made.reasons == ("", "", "zeros", "", "excluded")
    assert made.kept.tolist() == [True, True, False, True, False]
    assert screen(values, 0.6).reasons == ("", "coverage", "", "coverage", "")


def test_a_denominator_of_zero_or_none_says_so():
    values = np.array([[6.0, 1], [6, 1], [6, 1], [NAN, 1]])
    made = denominate(values, [np.array([2.0, 0, NAN, 0]), None])
    assert made.values[:, 0].tolist()[:1] == [3.0]
    assert np.isnan(made.values[1:, 0]).all()
    assert made.lost[:, 0].tolist() == ["", "division-by-zero", "denominator-missing", ""]
    assert made.values[:, 1].tolist() == [1.0] * 4


def test_neighbours_equal_a_table_worked_by_hand():
    values = np.array([[0.0, 0, 10], [1, 1, 20], [8, 8, 90], [0.4, 0.4, NAN]])
    assert by_neighbours(values, 1)[3, 2] == 10
    assert by_neighbours(values, 2)[3, 2] == 15


@pytest.mark.parametrize("method", ["knn", "em", "multiple"])
def test_what_goes_together_helps(method):
    """Closer to the truth than the mean of the indicator is."""
    truth = linked()
    values = truth.copy()
    gaps = np.arange(0, 60, 6)
    values[gaps, 0] = NAN

    def miss(name):
        return np.abs(impute(values, Imputation(name)).values[gaps, 0] - truth[gaps, 0]).mean()

    assert miss(method) < 0.5 * miss("mean")


def test_em_equals_regression_where_one_value_is_missing_and_nothing_is_shrunk():
    values = linked()
    values[7, 0] = NAN
    rest = np.delete(values, 7, axis=0)
    design = np.column_stack([np.ones(59), rest[:, 1:]])
    expected = np.r_[1, values[7, 1:]] @ np.linalg.lstsq(design, rest[:, 0], rcond=None)[0]
    assert expectation(values, ridge=0.0)[7, 0] == pytest.approx(expected, rel=1e-4)


def test_draws_depend_on_seed_and_number_only_and_spread_as_they_should():
    values = holed(linked())
    many = draws(values, 8, seed=5)
    assert np.array_equal(many[:3], draws(values, 3, seed=5))
    assert not np.array_equal(many, draws(values, 8, seed=6))
    gaps = np.isnan(values)
    spread = many.std(axis=0)
    assert (np.ptp(many, axis=0)[~gaps] == 0).all()
    assert spread[gaps & (np.arange(4) == 3)].mean() > 2 * spread[gaps & (np.arange(4) == 0)].mean()
    assert (many >= np.nanmin(values, axis=0) - 1e-9).all()
    assert (many <= np.nanmax(values, axis=0) + 1e-9).all()


def test_draws_do_not_depend_on_the_order_of_the_units():
    values = holed(linked())
    order = np.random.default_rng(9).permutation(60)
    assert np.array_equal(draws(values[order], 3, seed=5), draws(values, 3, seed=5)[:, order])


@pytest.mark.parametrize(
    ("how", "code"),
    [
        (Imputation("guess"), "imputation-unknown"),
        (Imputation("knn", {"neighbours": 0.0}), "imputation-parameter"),
        (Imputation("knn", {"neighbours": 1.5}), "imputation-parameter"),
        (Imputation("em", {"ridge": math.nan}), "imputation-parameter"),
        (Imputation("group_mean", {"group": "Region"}), "group-unknown"),
        (Imputation("row_mean", {"level": 9.0}), "level-unknown"),
    ],
)
def test_what_is_refused(how, code):
    with pytest.raises(ProblemError) as raised:
        impute(np.array([[1.0, NAN]]), how)
    assert raised.value.problems[0].code == code


tables = st.lists(
    st.lists(st.one_of(st.none(), st.integers(-100, 100)), min_size=3, max_size=3), min_size=1, max_size=12
)


@settings(deadline=None)  # expectation–maximisation of nearly singular tables takes many rounds
@given(tables, st.sampled_from(METHODS))
def test_what_is_there_stays_and_what_was_made_is_marked(rows, name):
    values = np.array([[NAN if one is None else one for one in row] for row in rows], dtype=float)
    around = Around({"g": ["ab"[place % 2] for place in range(len(rows))]}, None, {2: [[0, 1], [2]]})
    params = {"group": "g"} if name.startswith("group") else {"draws": 2.0} if name == "multiple" else {}
    made = impute(values, Imputation(name, params), around)
    there = ~np.isnan(values)
    assert np.array_equal(made.values[there], values[there])
    assert np.array_equal(made.filled, ~there & ~np.isnan(made.values))
    assert not np.isinf(made.values).any()


def test_a_panel_takes_the_newest_value_before_within_reach():
    times = np.array([2000.0, 2001, 2004])
    values = np.array([[[1.0]], [[NAN]], [[NAN]]])
    assert impute_panel(values, times).values[:, 0, 0].tolist() == [1, 1, 1]
    short = impute_panel(values, times, longest=1.0)
    assert short.values[:2, 0, 0].tolist() == [1, 1]
    assert np.isnan(short.values[2, 0, 0])
    assert short.source[:2, 0, 0].tolist() == [2000, 2000]


def test_a_panel_does_not_touch_what_is_there():
    values = np.array([[[NAN, 5.0]], [[4.0, 6.0]], [[NAN, 7.0]]])
    for method in ("latest", "constant", "linear", "linear-constant"):
        made = impute_panel(values, np.array([1.0, 2, 3]), method).values
        assert made[:, 0, 1].tolist() == [5, 6, 7]
        assert made[1, 0, 0] == 4


@pytest.mark.parametrize(
    ("times", "method", "code"), [([1.0, 1.0], "latest", "panel-times"), ([1.0, 2.0], "newest", "panel-method-unknown")]
)
def test_a_panel_refuses(times, method, code):
    with pytest.raises(ProblemError) as raised:
        impute_panel(np.zeros((2, 1, 1)), np.array(times), method)
    assert raised.value.problems[0].code == code


def test_trends_are_of_the_times_that_are_asked_for():
    """`get_trends(Time=)` of COINr reads other years."""
    values = np.array([[[100.0]], [[110.0]], [[121.0]], [[50.0]]])
    times = np.array([2010.0, 2011, 2012, 2013])
    assert growth(values[:3], times[:3]).figure[0, 0] == pytest.approx(0.1)
    assert change(values[:2], times[:2]).figure[0, 0] == pytest.approx(10)
    assert growth(values, times).figure[0, 0] == pytest.approx(0.5 ** (1 / 3) - 1)


def test_growth_from_nothing_is_missing():
    values = np.array([[[0.0, -1.0, NAN, 2.0]], [[5.0, 5.0, 5.0, NAN]]])
    assert np.isnan(growth(values, np.array([1.0, 2.0])).figure).all()


def test_gaps_of_an_indicator_without_two_different_values_stay():
    """The mean of seven times 0.1 is not 0.1, which is no spread."""
    values = np.array([[0.1, 1.0], [0.1, 2.0], [0.1, 3.0], [0.1, 5.0], [0.1, 5.5], [0.1, 6.0], [NAN, 4.0]])
    values = np.vstack([values, values[:3]])
    assert np.isnan(expectation(values)[6, 0])
    assert np.isnan(draws(values, 2, 1)[:, 6, 0]).all()
