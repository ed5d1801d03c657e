"""Treatment of outliers: rules, transformations, what must always hold."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.scoring.treating import transforms
from clusterbench_gui.scoring.treating.moments import kurtosis, skew
from clusterbench_gui.scoring.treating.treat import METHODS, TRANSFORMS, Treatment, treat

NAN = math.nan
LONG_TAIL = [*np.linspace(1, 2, 30), 60.0]


def one(values, name, **params):
    made = treat(np.array(values, dtype=float)[:, None], Treatment(name, params))
    return made.values[:, 0], made.points[:, 0].tolist(), made.details[0]


def test_moments_of_a_published_example():
    """The example of SKEW and KURT in the manuals of spreadsheets."""
    x = np.array([3.0, 4, 5, 2, 3, 4, 5, 6, 4, 7])
    assert skew(x) == pytest.approx(0.359543, abs=1e-6)
    assert kurtosis(x) == pytest.approx(-0.151800, abs=1e-6)


def test_one_outlier_becomes_the_next_value():
    made, points, detail = one(LONG_TAIL, "winsorise")
    assert made[-1] == 2
    assert points == [""] * 30 + ["winhi"]
    assert (detail.passes_before, detail.passes, detail.drawn, detail.transform) == (False, True, 1, "")


def test_an_outlier_below_is_drawn_up():
    made, points, _ = one([-one_ for one_ in LONG_TAIL], "winsorise")
    assert made[-1] == -2
    assert points[-1] == "winlo"


def test_a_tail_that_is_not_asked_for_stays():
    made, points, _ = one(LONG_TAIL, "winsorise", tail="low", then="", winmax=1.0)
    assert made[-1] == 60
    assert set(points) <= {"", "winlo"}


def test_too_many_outliers_are_transformed_from_what_they_were():
    values = [*np.linspace(1, 2, 30), 60.0, 70.0, 2e5]
    made, points, detail = one(values, "winsorise", winmax=1.0)
    assert detail.transform == "log_ct"
    assert set(points) == {"log_ct"}
    assert made == pytest.approx(transforms.log_ct(np.array(values)))


@pytest.mark.parametrize("name", ["iqr", "mad", "percentile"])
def test_fences_draw_in_what_lies_outside(name):
    made, points, detail = one([*range(40), 400], name)
    assert made[-1] < 400
    assert points[-1] == "winhi"
    assert detail.drawn == len([one_ for one_ in points if one_])


def test_a_fitted_power_is_the_likeliest():
    x = np.exp(np.random.default_rng(1).normal(size=200))
    y = x - x.min() + 1
    best = transforms.fitted_power(x)

    def likelihood(power):
        made = np.expm1(power * np.log(y)) / power
        return (power - 1) * np.log(y).sum() - len(y) / 2 * np.log(made.var())

    assert all(likelihood(best) >= likelihood(best + step) for step in (-0.01, 0.01))


def test_a_power_may_be_given():
    made, _, detail = one(LONG_TAIL, "transform", then="box_cox", power=0.5)
    assert detail.power == 0.5
    assert made == pytest.approx(transforms.box_cox(np.array(LONG_TAIL), 0.5))


def test_the_logarithm_of_the_gii_is_one():
    """COINr's `log_GII` returns x unchanged."""
    x = np.array([1.0, 2, 3, 50])
    assert transforms.log_gii(x) == pytest.approx(np.log([1, 2, 3, 50]))
    assert transforms.log_gii(-x + 51) == pytest.approx(-np.log(1 + 49 * (x - 1) / 49))


@pytest.mark.parametrize("values", [[1, 2, 900], [3] * 8, [NAN] * 5, [1, 1, 1, NAN, 90]])
@pytest.mark.parametrize("name", METHODS)
def test_too_little_to_judge_is_left_alone(name, values):
    made, points, detail = one(values, name)
    if detail.passes_before is None:
        assert made == pytest.approx(values, nan_ok=True)
        assert set(points) == {""}


@pytest.mark.parametrize(
    ("how", "code"),
    [
        (Treatment("winsor"), "treatment-unknown"),
        (Treatment("winsorise", {"winmax": -1.0}), "treatment-parameter"),
        (Treatment("winsorise", {"then": "log"}), "treatment-parameter"),
        (Treatment("percentile", {"share": 0.5}), "treatment-parameter"),
        (Treatment("iqr", {"tail": "middle"}), "treatment-parameter"),
    ],
)
def test_what_is_refused(how, code):
    with pytest.raises(ProblemError) as raised:
        treat(np.array([[1.0]]), how)
    assert raised.value.problems[0].code == code


columns = st.lists(st.one_of(st.none(), st.integers(-50, 50), st.integers(-(10**6), 10**6)), min_size=1, max_size=30)
hows = st.sampled_from(
    [
        Treatment(name, {"then": then} if name != "none" else {})
        for name in METHODS
        for then in ("", *TRANSFORMS, "box_cox")
    ]
)


@settings(deadline=None)  # the first fitted power imports scipy
@given(columns, hows)
def test_order_and_gaps_stay_and_every_change_is_named(values, how):
    x = np.array([NAN if value is None else value for value in values], dtype=float)
    made = treat(x[:, None], how)
    y, points = made.values[:, 0], made.points[:, 0]
    assert np.array_equal(np.isnan(x), np.isnan(y))
    there = ~np.isnan(x)
    assert np.isfinite(y[there]).all()
    assert (np.diff(y[there][np.argsort(x[there], kind="stable")]) >= 0).all()
    assert ((y == x) | np.isnan(x) | (points != "")).all()


@settings(deadline=None)  # the first fitted power imports scipy
@given(columns, hows, st.randoms())
def test_the_order_of_the_units_has_no_influence(values, how, random):
    order = list(range(len(values)))
    random.shuffle(order)
    x = np.array([NAN if value is None else value for value in values], dtype=float)
    made, mixed = treat(x[:, None], how), treat(x[order][:, None], how)
    assert np.array_equal(made.values[order], mixed.values, equal_nan=True)
