"""Normalisations: directions, reasons, what must always hold."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterbench_gui.domain.editions import Direction
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.scoring.normalising.methods import METHODS, Normalisation, normalise
from clusterbench_gui.scoring.normalising.unitarise import Scale

NAN = math.nan
STIMULANT, DESTIMULANT = Scale(), Scale(Direction.DESTIMULANT)
NOMINANT = Scale(Direction.NOMINANT, nominal=(2.0, 3.0))
NEEDY = {
    "goalposts": {"lower": -1e4, "upper": 1e4},
    "scaled": {},
    "dist2ref": {"ref": "u0"},
    "dist2targ": {"target": 1e7},
}
ORDERED = [name for name in METHODS if name not in {"none", "above_mean", "categories"}]


def one(values, scale, name, **params):
    values = np.array(values, dtype=float)
    units = [f"u{place}" for place in range(len(values))]
    needs = {} if scale.goalposts else NEEDY.get(name, {})
    how = Normalisation(name, {**needs, **params})
    made = normalise(values[:, None], [scale], how, units=units, names=["X"])
    return made.values[:, 0], made.reasons[0]


def code(call):
    with pytest.raises(ProblemError) as raised:
        call()
    return raised.value.problems[0].code


@pytest.mark.parametrize(
    ("name", "params", "expected"),
    [
        ("minmax", {}, [0, 25, 100]),
        ("zscore", {}, [-0.8006407690, -0.3202563076, 1.1208970766]),
        ("rank", {}, [1, 2, 3]),
        ("borda", {}, [0, 1, 2]),
        ("prank", {}, [0, 0.5, 1]),
        ("dist2max", {}, [0, 0.25, 1]),
        ("fracmax", {}, [0.2, 0.4, 1]),
        ("goalposts", {"lower": 0.0, "upper": 4.0}, [25, 50, 100]),
        ("goalposts", {"lower": 0.0, "upper": 4.0, "truncate": False}, [25, 50, 125]),
        ("scaled", {"lower": 0.0, "upper": 10.0}, [10, 20, 50]),
        ("dist2targ", {"target": 3.0}, [0, 0.5, 2]),
        ("dist2targ", {"target": 3.0, "cap": True}, [0, 0.5, 1]),
        ("categories", {"shares": (0.5,)}, [0, 100, 100]),
        ("above_mean", {"band": 0.2}, [-1, -1, 1]),
        ("n13", {}, [-1, -0.5, 1]),
        ("unitisation", {"type": "n10"}, [0.125, 0.25, 0.625]),
    ],
)
def test_by_hand(name, params, expected):
    assert one([1, 2, 5], STIMULANT, name, **params)[0] == pytest.approx(expected)


def test_reference_by_hand():
    made, _ = one([3, 1, 5], STIMULANT, "dist2ref", ref="u0")
    assert made.tolist() == [1, 0, 2]
    assert one([3, 1, 5], STIMULANT, "dist2ref", ref="u0", cap=True)[0].tolist() == [1, 0, 1]


@pytest.mark.parametrize(("ref", "reason"), [("u1", "reference-worst"), ("u3", "reference-missing")])
def test_reference_that_cannot_be_one(ref, reason):
    made, why = one([3, 1, 5, NAN], STIMULANT, "dist2ref", ref=ref)
    assert why == reason
    assert np.isnan(made).all()


def test_zero_unitarisation_of_a_nominant_is_kukulas():
    made, _ = one([0, 1, 2, 3, 7, 11], NOMINANT, "zero_unitarisation")
    assert made == pytest.approx([0, 0.5, 1, 1, 0.5, 0])


def test_bounds_of_a_destimulant_change_places():
    made, _ = one([2, 6, 10], Scale(Direction.DESTIMULANT, goalposts=(0.0, 8.0)), "goalposts")
    assert made.tolist() == [75, 25, 0]


def test_what_the_method_is_told_comes_before_the_models_goalposts():
    made, _ = one([0, 10, 20], Scale(goalposts=(0.0, 10.0)), "goalposts", lower=0.0, upper=20.0)
    assert made.tolist() == [0, 50, 100]
    assert one([0, 10, 20], Scale(goalposts=(0.0, 20.0)), "scaled")[0].tolist() == [0, 50, 100]
    assert one([0, 10, 20], STIMULANT, "scaled")[0].tolist() == [0, 10, 20]


def test_bounds_of_a_nominant_are_those_of_its_distance():
    made, _ = one([2.5, 5, 9], Scale(Direction.NOMINANT, nominal=(2.0, 3.0), goalposts=(0.0, 7.0)), "goalposts")
    assert made.tolist() == [100, 50, 0]


@pytest.mark.parametrize("name", METHODS)
def test_values_all_the_same_have_no_scale_unless_bounds_are_given(name):
    made, reason = one([4, 4, NAN], STIMULANT, name)
    if reason:
        assert np.isnan(made).all()
    else:
        assert name in {"none", "goalposts", "scaled", "dist2targ"}


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.parametrize("scale", [STIMULANT, DESTIMULANT, NOMINANT])
def test_an_empty_column_is_empty(name, scale):
    assert one([NAN, NAN], scale, name)[1] == "empty"


def test_a_divisor_of_zero_is_said():
    assert one([1, 1, 1, 9], STIMULANT, "n2")[1] == "spread-zero"
    assert one([-1, 1], STIMULANT, "n9")[1] == "spread-zero"


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        (Normalisation("minmaks"), "normalisation-unknown"),
        (Normalisation("minmax", {"lo": 1.0}), "normalisation-parameter"),
        (Normalisation("rank", {"ties": "first"}), "normalisation-parameter"),
        (Normalisation("minmax", {"low": math.inf}), "normalisation-parameter"),
        (Normalisation("minmax", {"low": 100.0, "high": 0.0}), "bounds-order"),
        (Normalisation("goalposts"), "goalposts-missing"),
        (Normalisation("goalposts", {"lower": 2.0, "upper": 1.0}), "bounds-order"),
        (Normalisation("dist2targ"), "target-missing"),
        (Normalisation("dist2ref", {"ref": "nobody"}), "reference-unknown"),
    ],
)
def test_what_is_refused(how, expected):
    values = np.array([[1.0], [2.0]])
    assert code(lambda: normalise(values, [STIMULANT], how, units=["a", "b"], names=["X"])) == expected


numbers = st.lists(st.one_of(st.none(), st.integers(1, 1000)), min_size=3, max_size=20).filter(
    lambda some: len({one for one in some if one is not None}) > 2
)


def made_of(values, scale, name):
    return one([NAN if value is None else value for value in values], scale, name)


@given(numbers, st.sampled_from(ORDERED), st.sampled_from([STIMULANT, DESTIMULANT, NOMINANT]))
def test_better_never_scores_less(values, name, scale):
    if name == "zero_unitarisation" and scale is NOMINANT:
        return  # each side of the optimum has a scale of its own
    made, reason = made_of(values, scale, name)
    if reason:
        return
    turned = made_of(values, scale, "none")[0]
    order = np.argsort(turned[~np.isnan(turned)], kind="stable")
    steps = np.diff(made[~np.isnan(made)][order])
    assert (steps >= -1e-9 * np.nanmax(np.abs(made))).all()


@given(numbers, st.sampled_from(METHODS), st.sampled_from([STIMULANT, DESTIMULANT]), st.randoms())
def test_the_order_of_the_units_has_no_influence(values, name, scale, random):
    if name == "dist2ref":
        return
    order = list(range(len(values)))
    random.shuffle(order)
    made, reason = made_of(values, scale, name)
    mixed, same = made_of([values[place] for place in order], scale, name)
    assert reason == same
    assert np.array_equal(made[order], mixed, equal_nan=True)


INVARIANT = [name for name in ORDERED if name not in {"scaled", "goalposts", "dist2targ", "dist2ref"}]


@given(numbers, st.sampled_from(INVARIANT), st.sampled_from([STIMULANT, DESTIMULANT]), st.integers(-900, 900))
def test_a_change_of_unit_changes_nothing(values, name, scale, power):
    made, reason = made_of(values, scale, name)
    other, same = one(np.ldexp([NAN if value is None else float(value) for value in values], power), scale, name)
    assert reason == same
    assert other == pytest.approx(made, rel=1e-12, nan_ok=True)


@given(numbers, st.sampled_from(METHODS))
def test_missing_stays_missing_and_nothing_else_is(values, name):
    made, reason = made_of(values, STIMULANT, name)
    if not reason:
        assert [bool(one) for one in np.isnan(made)] == [value is None for value in values]
        assert np.isfinite(made[~np.isnan(made)]).all()
