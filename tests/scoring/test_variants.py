"""What may vary around a scored table, as a design: its runs are what composing anew gives."""

from dataclasses import replace

import numpy as np
import pytest

from clusterbench_gui.domain.designs import SETS, DataNoise, GivenRuns, Variation, WeightDraws
from clusterbench_gui.domain.editions import Model, Node
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.recipes import Choice, Recipe
from clusterbench_gui.scoring.composite import compose
from clusterbench_gui.scoring.uncertainty.runner import run
from clusterbench_gui.scoring.variants import variants
from tests.scoring.small import MODEL, VALUES, table

RECIPE = Recipe(normalise=Choice("minmax", {"low": 1}), coverage=0.3)
LOWS = (Choice("minmax", {"low": 1}), Choice("minmax", {"low": 20}))
MEANS = ((Choice("amean"),), (Choice("gmean"),), (Choice("genmean", {"p": 2}),))
WEIGHTS = ({"A1": 2, "A2": 1, "B1": 1, "A": 3, "B": 1}, {"A1": 1, "A2": 5, "B1": 1, "A": 1, "B": 0.5})


def outcomes(variation, recipe=RECIPE, values=VALUES, model=MODEL):
    made = variants(compose(table(values), model, recipe), variation)
    choices = made.runs()
    return made, choices, run(made.design, choices, keep=True)


def test_every_combination_is_what_composing_gives():
    variation = Variation(
        normalise=LOWS, aggregate=MEANS, weights=WeightDraws(SETS, given=WEIGHTS), drop=("A2",), factorial=True
    )
    made, choices, found = outcomes(variation)
    assert [factor.name for factor in made.design.factors] == ["normalise", "weights", "aggregate", "dropped"]
    assert found.failures == ()
    assert len(choices) == 2 * 2 * 3 * 2
    for row, (low, weights, mean, dropped) in zip(found.scores, choices.tolist(), strict=True):
        nodes = [
            replace(node, weight=float(WEIGHTS[weights].get(node.code, 1.0)))
            for node in MODEL.nodes
            if not (dropped and node.code == "A2")
        ]
        whole = compose(table(), Model(tuple(nodes)), replace(RECIPE, normalise=LOWS[low], aggregate=MEANS[mean]))
        np.testing.assert_allclose(row, whole.score("Index"), rtol=1e-12)


def test_levels_may_choose_apart():
    made, choices, found = outcomes(Variation(aggregate=MEANS[:2], apart=True, factorial=True))
    assert [factor.name for factor in made.design.factors][1:3] == ["aggregate 2", "aggregate 3"]
    for row, (_, low, high, _) in zip(found.scores, choices.tolist(), strict=True):
        recipe = replace(RECIPE, aggregate=(MEANS[low][0], MEANS[high][0]))
        np.testing.assert_allclose(row, compose(table(), MODEL, recipe).score("Index"), rtol=1e-12)


def test_a_recipe_with_a_method_for_each_level_stays_as_it_is():
    recipe = replace(RECIPE, aggregate=(Choice("gmean"), Choice("copeland")))
    _, _, found = outcomes(Variation(runs=2), recipe)
    np.testing.assert_allclose(found.scores, [compose(table(), MODEL, recipe).score("Index")] * 2, rtol=1e-12)


def test_a_constant_indicator_has_no_part_in_the_coverage():
    values = [(7, 0, np.nan), (7, 10, np.nan), (7, 5, 3)]
    recipe = replace(RECIPE, coverage=0.7)
    _, _, found = outcomes(Variation(runs=1), recipe, values)
    expected = compose(table(values), MODEL, recipe).score("Index")
    assert not np.isnan(expected).any()
    np.testing.assert_allclose(found.scores[0], expected, rtol=1e-12)


def test_noise_is_in_the_data_and_the_same_for_a_seed():
    variation = Variation(noise=DataNoise(0.1, 5), factorial=True, seed=3)
    _, _, found = outcomes(variation)
    assert len({tuple(row) for row in found.scores[:, :3].tolist()}) == 5
    np.testing.assert_array_equal(found.scores, outcomes(variation)[2].scores)
    assert not np.array_equal(found.scores, outcomes(replace(variation, seed=4))[2].scores)


@pytest.mark.parametrize("method", ["noise", "simplex", "dirichlet", "limits"])
def test_weights_are_drawn_for_every_run(method):
    draws = WeightDraws(method, spread=0.5, low=0.05, high=0.95)
    one_below_b = replace(MODEL.nodes[2], code="B2")
    model = Model((*MODEL.nodes, one_below_b))
    values = table(np.column_stack([VALUES, [1, 2, 3, 4]]))
    values = replace(values, indicators=(*values.indicators[:3], "B2"))
    made = variants(compose(values, model, RECIPE), Variation(weights=draws, runs=40))
    found = run(made.design, made.runs(), keep=True)
    assert made.design.weights.shape == (40, 6)
    assert (made.design.weights >= 0).all()
    assert len(np.unique(found.scores[:, 0])) > 30


def test_noise_of_weights_may_keep_to_a_level():
    made = variants(compose(table(), MODEL, RECIPE), Variation(weights=WeightDraws(levels=(2,), count=5)))
    assert made.nodes == ("A1", "A2", "B1", "A", "B")
    np.testing.assert_array_equal(made.design.weights[:, :3], [[2, 1, 1]] * 5)
    assert len(np.unique(made.design.weights[:, 3])) == 5


def test_runs_that_are_given_become_choices():
    variation = Variation(normalise=LOWS, aggregate=MEANS)
    made = variants(compose(table(), MODEL, RECIPE), variation)
    given = GivenRuns(variation, ("a", "b"), {"aggregate": (2, 0), "normalise": (1, 0)})
    np.testing.assert_array_equal(made.choices(given), [[1, 0, 2, 0], [0, 0, 0, 0]])


@pytest.mark.parametrize(
    ("variation", "code", "name"),
    [
        (Variation(drop=("A2", "Q")), "indicator-unknown", "Q"),
        (Variation(weights=WeightDraws(SETS, given=({"A1": 1.0},))), "weight-sets-incomplete", "A2"),
        (
            Variation(aggregate=((Choice("amean"), Choice("gmean")), (Choice("amean"),))),
            "design-levels-mixed",
            "aggregate",
        ),
    ],
)
def test_what_does_not_fit_is_refused(variation, code, name):
    with pytest.raises(ProblemError) as caught:
        variants(compose(table(), MODEL, RECIPE), variation)
    assert (caught.value.problems[0].code, caught.value.problems[0].place.name) == (code, name)


def test_there_must_be_one_node_at_the_top():
    model = Model((*MODEL.nodes, Node("Other", {}, 3), Node("C", {}, 2, "Other"), Node("C1", {}, 1, "C")))
    values = np.column_stack([VALUES, [1, 2, 3, 4]])
    wide = replace(table(), indicators=("A1", "A2", "B1", "C1"), values=values)
    with pytest.raises(ProblemError) as caught:
        variants(compose(wide, model, RECIPE), Variation())
    assert [one.code for one in caught.value.problems] == ["design-top"]
