"""Screening, denomination, imputation and treatment in a recipe's order, and what is said about each cell."""

from dataclasses import replace

import numpy as np
import pytest

from clusterbench_gui.domain.editions import Model
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.recipes import Choice, Recipe, Screening
from clusterbench_gui.scoring.composite import compose
from clusterbench_gui.scoring.preparation import prepare
from tests.scoring.small import MODEL, VALUES, table

NAN = np.nan


def sized(node):
    return replace(node, denominator="Size") if node.code == "A1" else node


SIZED = Model(tuple(sized(node) for node in MODEL.nodes))
SIZES = {"Size": np.array([2.0, 0.0, NAN, 1.0])}
GROUPS = {"Kind": ("x", "x", "y", "y")}


def codes(recipe, data=None, model=MODEL):
    with pytest.raises(ProblemError) as caught:
        compose(table() if data is None else data, model, recipe)
    return [(one.code, one.place.name) for one in caught.value.problems]


def test_units_with_too_few_values_are_left_out_and_named():
    made = compose(table(), MODEL, Recipe(screen=Screening(min_coverage=0.5)))
    assert made.units == ("K", "L", "M")
    assert made.prepared.left_out == {"N": "coverage"}
    assert all(stage.table.units == made.units for stage in made.prepared.stages)
    assert made.prepared.imputed.shape == made.prepared.points.shape == (3, 3)


def test_some_units_stay_in_any_case_and_others_never():
    screening = Screening(min_coverage=0.5, include=("N",), exclude=("K",))
    made = compose(table(), MODEL, Recipe(screen=screening))
    assert made.units == ("L", "M", "N")
    assert made.prepared.left_out == {"K": "excluded"}
    assert codes(Recipe(screen=Screening(exclude=("Q",)))) == [("unit-unknown", "Q")]
    assert codes(Recipe(screen=Screening(exclude=tuple("KLMN")))) == [("screen-nobody", "")]


def test_the_order_of_the_steps_is_the_recipes():
    screen, impute = Screening(min_coverage=0.5), Choice("mean")
    before = prepare(table(), MODEL, Recipe(screen=screen, impute=impute))
    after = prepare(table(), MODEL, Recipe(screen=screen, impute=impute, order=("impute", "screen")))
    assert before.table.units == ("K", "L", "M")
    assert after.table.units == ("K", "L", "M", "N")
    assert [stage.name for stage in after.stages] == ["raw", "impute"]
    np.testing.assert_array_equal(after.imputed[3], [True, False, True])
    np.testing.assert_allclose(after.table.values[3], [5, 0, 45])


def test_a_quotient_that_is_not_there_has_a_reason():
    made = prepare(table(denominators=SIZES), SIZED, Recipe(denominate=True))
    np.testing.assert_array_equal(made.table.values[:, 0], [0.0, NAN, NAN, NAN])
    np.testing.assert_array_equal(made.table.values[:, 1:], np.array(VALUES)[:, 1:])
    assert made.lost[:, 0].tolist() == ["", "division-by-zero", "denominator-missing", ""]
    assert codes(Recipe(denominate=True), table(), SIZED) == [("denominator-unknown", "Size")]


def test_gaps_are_filled_by_group_or_by_row():
    by_group = prepare(table(groups=GROUPS), MODEL, Recipe(impute=Choice("group_mean", {"group": "Kind"})))
    np.testing.assert_allclose(by_group.table.values[3], [10, 0, 60])
    assert codes(Recipe(impute=Choice("group_mean", {"group": "Sort"}))) == [("group-unknown", "Sort")]
    by_row = prepare(table(), MODEL, Recipe(impute=Choice("row_mean", {"level": 2})))
    np.testing.assert_array_equal(by_row.table.values[3], [10, 0, NAN])  # best of A2, so best of A1; nothing in B
    over_all = prepare(table(), MODEL, Recipe(impute=Choice("row_mean", {"level": 3})))
    np.testing.assert_allclose(over_all.table.values[3], [10, 0, 60])


def test_outliers_are_drawn_in_and_named():
    values = [(0, 0, 45), (1, 1, 45), (2, 2, 46), (1000, 3, 47)]
    made = prepare(table(values), MODEL, Recipe(treat=Choice("winsorise", {"winmax": 1, "kurt": 2.0, "skew": 1.0})))
    np.testing.assert_array_equal(made.table.values[:, 0], [0, 1, 2, 2])
    assert made.points[:, 0].tolist() == ["", "", "", "winhi"]
    assert list(made.treatments) == ["A1"]
    assert made.treatments["A1"].drawn == 1
    assert made.transformed == frozenset()


def test_an_optimum_or_a_goalpost_is_not_compared_with_logarithms():
    logs = Choice("transform", {"then": "log_ct", "skew": 0.0, "kurt": 0.0})
    values = [(0, 0, 45), (1, 10, 30), (2, 5, 60), (1000, 0, 900)]
    assert prepare(table(values), MODEL, Recipe(treat=logs)).transformed >= {"A1", "B1"}
    assert codes(Recipe(treat=logs), table(values)) == [("scale-transformed", "B1")]
    model = Model(tuple(replace(node, goalposts=(0.0, 9.0)) if node.code == "A1" else node for node in MODEL.nodes))
    recipe = Recipe(treat=logs, by_indicator={"A1": Choice("goalposts")})
    assert codes(recipe, table(values), model) == [("scale-transformed", "A1"), ("scale-transformed", "B1")]


def test_what_a_step_is_told_is_checked_before_anything_is_done():
    recipe = Recipe(
        impute=Choice("guess"), treat=Choice("winsorise", {"winmin": 3}), normalise=Choice("minmax", {"low": "a"})
    )
    assert [code for code, _ in codes(recipe)] == [
        "imputation-unknown",
        "treatment-parameter",
        "normalisation-parameter",
    ]
