"""What must hold of scores whatever the data and the method: or a problem code says why there are none."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusterbench_gui.domain.editions import Direction, Model, Node
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.recipes import Choice, Ranking, Recipe
from clusterbench_gui.scoring.composite import compose
from clusterbench_gui.scoring.rank import all_places, places
from clusterbench_gui.scoring.table import Table

NAN = math.nan
CODES = ("a", "b", "c", "d")
RECIPES = {
    "plain": Recipe(),
    "zscore": Recipe(normalise=Choice("zscore")),
    "ranks": Recipe(normalise=Choice("rank", {"ties": "average"})),
    "geometric": Recipe(normalise=Choice("minmax", {"low": 1.0}), aggregate=(Choice("gmean"),)),
    "treated": Recipe(treat=Choice("winsorise")),
    "imputed": Recipe(impute=Choice("median")),
    "mixed": Recipe(aggregate=(Choice("amean"), Choice("copeland"))),
    "n13": Recipe(normalise=Choice("n13")),
    "entropy": Recipe(normalise=Choice("minmax", {"low": 1.0}), weights=Choice("entropy")),
}
recipes = st.sampled_from(sorted(RECIPES))
cells = st.one_of(st.none(), st.integers(-20, 20))
tables = st.lists(st.lists(cells, min_size=4, max_size=4), min_size=2, max_size=9)


def model(*turned):
    return Model(
        (
            *(
                Node(code, {}, 1, "X" if code in "ab" else "Y", direction=Direction(-1 if code in turned else 1))
                for code in CODES
            ),
            Node("X", {}, 2, "I", weight=2),
            Node("Y", {}, 2, "I"),
            Node("I", {}, 3),
        )
    )


def array(rows):
    return np.array([[NAN if cell is None else float(cell) for cell in row] for row in rows])


def scored(values, name, *turned):
    """The composite, or the code of what was refused."""
    units = tuple(f"u{row}" for row in range(len(values)))
    try:
        return compose(Table(units, CODES, values), model(*turned), RECIPES[name])
    except ProblemError as error:
        return error.problems[0].code


def same(one, other, rows=slice(None)):
    if isinstance(one, str) or isinstance(other, str):
        assert one == other
        return
    assert one.ranks[rows] == pytest.approx(other.ranks[rows], nan_ok=True)
    assert one.scores[rows] == pytest.approx(other.scores[rows], rel=1e-7, abs=1e-7, nan_ok=True)


@settings(deadline=None)
@given(tables, recipes)
def test_no_number_comes_from_nothing_and_none_is_lost(rows, name):
    values = array(rows)
    made = scored(values, name)
    if isinstance(made, str):
        return
    assert not np.isinf(made.scores).any()
    assert np.array_equal(np.isnan(made.scores), np.isnan(made.ranks))
    for node in CODES:
        if np.isnan(values[:, CODES.index(node)]).all():
            assert np.isnan(made.score(node)).all()
            assert made.reasons[node]
    nothing = np.isnan(values).all(axis=1)
    if name != "imputed":
        assert np.isnan(made.scores[nothing]).all()


@settings(deadline=None)
@given(tables, recipes, st.lists(st.sampled_from([0.001, 0.5, 3.0, 1e6]), min_size=4, max_size=4), st.integers(-5, 5))
def test_another_unit_of_measurement_changes_nothing(rows, name, factors, shift):
    values = array(rows)
    same(scored(values, name), scored(values * factors + shift, name))


@settings(deadline=None)
@given(tables, recipes, st.sets(st.sampled_from(CODES)))
def test_a_reversed_direction_is_a_reversed_sign(rows, name, turned):
    values = array(rows)
    signs = [-1.0 if code in turned else 1.0 for code in CODES]
    same(scored(values, name), scored(values * signs, name, *turned))


@settings(deadline=None)
@given(tables, st.sampled_from(["plain", "geometric", "ranks"]), st.data())
def test_a_unit_that_is_there_twice_has_one_score(rows, name, data):
    values = array(rows)
    twin = data.draw(st.integers(0, len(rows) - 1))
    made = scored(np.vstack([values, values[twin]]), name)
    if not isinstance(made, str):
        assert np.array_equal(made.scores[twin], made.scores[-1], equal_nan=True)
        assert np.array_equal(made.ranks[twin], made.ranks[-1], equal_nan=True)
    if name != "ranks":  # the bounds are the same
        before = scored(values, name)
        if not isinstance(before, str) and not isinstance(made, str):
            assert made.scores[:-1] == pytest.approx(before.scores, nan_ok=True)


@settings(deadline=None)
@given(tables, recipes, st.sampled_from(CODES), st.integers(-9, 9))
def test_a_constant_indicator_is_left_out_with_its_reason(rows, name, code, value):
    values = array(rows)
    values[:, CODES.index(code)] = value
    made = scored(values, name)
    if not isinstance(made, str):
        assert made.reasons[code] == "constant"
        without = values.copy()
        without[:, CODES.index(code)] = value + 1
        same(made, scored(without, name))


@settings(deadline=None)
@given(st.lists(cells, min_size=4, max_size=4), recipes)
def test_one_unit_has_no_score_and_every_node_a_reason(row, name):
    made = scored(array([row]), name)
    if not isinstance(made, str):
        assert np.isnan(made.scores).all()
        assert set(made.reasons) == {*CODES, "X", "Y", "I"}


@settings(deadline=None)
@given(tables, st.sampled_from(["plain", "geometric"]), st.data())
def test_getting_better_in_one_thing_is_never_punished(rows, name, data):
    values = array(rows)
    row, column = data.draw(st.integers(0, len(rows) - 1)), data.draw(st.integers(0, 3))
    there = values[~np.isnan(values[:, column]), column]
    own = values[row, column]
    if np.isnan(own) or own == there.max() or (own == there.min() and (there == own).sum() == 1):
        return  # nothing to gain, or the scale itself would move
    better = values.copy()
    better[row, column] = there.max()
    before, after = scored(values, name), scored(better, name)
    if isinstance(before, str) or isinstance(after, str):
        return
    old, new = before.score("I")[row], after.score("I")[row]
    assert np.isnan(old) or new >= old - 1e-9


@pytest.mark.parametrize("value", [math.inf, -math.inf])
def test_an_infinity_is_refused_and_its_cell_is_named(value):
    values = np.ones((3, 4))
    values[1, 2] = value
    with pytest.raises(ProblemError) as raised:
        compose(Table(("u", "v", "w"), CODES, values), model(), Recipe())
    (found,) = raised.value.problems
    assert (found.code, found.place.name, found.place.column) == ("value-not-finite", "v", "c")


@pytest.mark.parametrize("power", [-300, -150, 150, 300])
def test_huge_and_tiny_magnitudes_score_as_others_do(power):
    values = np.random.default_rng(5).normal(size=(8, 4))
    for name in ("plain", "zscore", "ranks", "treated", "n13"):
        same(scored(values, name), scored(np.ldexp(values, power), name))


def test_zeros_under_a_geometric_mean_say_what_to_do():
    recipe = Recipe(aggregate=(Choice("gmean"),))
    with pytest.raises(ProblemError) as raised:
        compose(Table(("u", "v"), CODES, np.array([[1.0, 2, 3, 4], [2, 1, 4, 3]])), model(), recipe)
    assert raised.value.problems[0].code == "values-not-positive"


@given(
    st.lists(st.lists(st.one_of(st.none(), st.integers(-3, 3)), min_size=3, max_size=3), min_size=1, max_size=12),
    st.sampled_from(["min", "average"]),
    st.sampled_from([None, 0]),
)
def test_places_of_a_matrix_are_those_of_its_columns(rows, ties, decimals):
    values, ranking = array(rows) * 0.4, Ranking(ties, decimals)
    made = all_places(values, ranking)
    for column, own in zip(values.T, made.T, strict=True):
        assert np.array_equal(own, places(column, ranking), equal_nan=True)
