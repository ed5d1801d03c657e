"""Editions side by side."""

import math

import numpy as np
import pytest

from clusterbench_gui.domain.editions import Model, Node
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.recipes import Choice, Recipe
from clusterbench_gui.scoring.comparing.changes import FACTORS, Edition, split_change
from clusterbench_gui.scoring.comparing.scales import bounds, mapped, panel
from clusterbench_gui.scoring.table import Table

NAN = math.nan
MODEL = Model((Node("a", {}, 1, "I"), Node("b", {}, 1, "I"), Node("I", {}, 2)))
HEAVY = Model((Node("a", {}, 1, "I", weight=3), Node("b", {}, 1, "I"), Node("I", {}, 2)))
RECIPE = Recipe()


def edition(rows, model=MODEL, recipe=RECIPE):
    return Edition(Table(tuple(rows), ("a", "b"), np.array(list(rows.values()), dtype=float)), model, recipe)


THEN = {"u": [2, 2], "v": [0, 0], "w": [10, 10], "gone": [20, 5]}


def test_nothing_changed_is_nothing():
    made = split_change("u", edition(THEN), edition(THEN))
    assert made.then == made.now
    assert all(part == 0 for part in made.parts.values())


@pytest.mark.parametrize(
    ("now", "model", "factor"),
    [
        ({**THEN, "u": [5, 5]}, MODEL, "own"),
        ({**THEN, "w": [12, 15]}, MODEL, "benchmark"),
        ({name: row for name, row in THEN.items() if name != "gone"}, MODEL, "panel"),
        ({**THEN, "new": [40, 40]}, MODEL, "panel"),
        (THEN, HEAVY, "method"),
    ],
)
def test_a_single_cause_has_the_whole_change(now, model, factor):
    then = {**THEN, "u": [2, 7]} if factor == "method" else THEN
    now = {**now, "u": then["u"]} if factor == "method" else now
    made = split_change("u", edition(then), edition(now, model))
    assert made.now != made.then
    assert made.parts[factor] == pytest.approx(made.now - made.then)
    assert all(made.parts[one] == pytest.approx(0, abs=1e-9) for one in FACTORS if one != factor)


def test_all_causes_at_once_sum_exactly():
    random = np.random.default_rng(3)
    then = {f"u{row}": random.normal(size=2).tolist() for row in range(9)}
    now = {f"u{row}": random.normal(size=2).tolist() for row in range(4, 14)}
    made = split_change("u5", edition(then), edition(now, HEAVY, Recipe(normalise=Choice("rank"))))
    assert sum(made.parts.values()) == pytest.approx(made.now - made.then, rel=1e-12)
    assert all(part != 0 for part in made.parts.values())


@pytest.mark.parametrize(
    ("unit", "now", "code"),
    [("gone", {"u": [1, 1], "v": [2, 2]}, "change-unit"), ("u", {**THEN, "u": [NAN, NAN]}, "change-no-score")],
)
def test_a_change_that_cannot_be_split_says_why(unit, now, code):
    with pytest.raises(ProblemError) as raised:
        split_change(unit, edition(THEN), edition(now))
    assert raised.value.problems[0].code == code


def test_bounds_by_each_way():
    then, now = np.array([[1.0, 5], [3, 5]]), np.array([[2.0, 4], [9, NAN]])
    assert bounds([then, now], "base") == (((1, 3), None), ((1, 3), None))
    assert bounds([then, now], "pooled") == (((1, 9), (4, 5)), ((1, 9), (4, 5)))
    assert bounds([then, now], "each") == (((1, 3), None), ((2, 9), None))


def test_what_is_the_same_thing_and_who_is_in_both():
    now = Model((Node("a2", {}, 1, "I", previous="a"), Node("new", {}, 1, "I"), Node("x", {}, 1, "I", previous="zz")))
    assert mapped(now, MODEL) == {"a2": "a"}
    assert panel(("c", "a", "b"), ("b", "c", "z")) == ("c", "b")
