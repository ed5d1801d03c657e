"""Weights that people state for the nodes of a model."""

import numpy as np
import pytest

from clusterbench_gui.domain.editions import Model, Node
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.recipes import Choice, Recipe
from clusterbench_gui.scoring.composite import compose
from clusterbench_gui.scoring.table import Table

MODEL = Model(
    (
        *(Node(code, {}, 1, "X", weight=5) for code in "abc"),
        *(Node(code, {}, 1, "Y", weight=2) for code in "de"),
        Node("X", {}, 2, "I", weight=3),
        Node("Y", {}, 2, "I"),
        Node("I", {}, 3),
    )
)
TABLE = Table(("u", "v", "w"), tuple("abcde"), np.random.default_rng(1).normal(size=(3, 5)))


def weights(method, **said):
    made = compose(TABLE, MODEL, Recipe(weights=Choice(method, said)))
    return dict(zip(made.tree.codes, made.weights.tolist(), strict=True))


def test_a_budget_is_the_mean_of_the_shares_and_the_rest_keeps_the_model():
    made = weights("budget", a=(50, 1), b=(30, 1), c=(20, 2))
    assert [made[code] for code in "abc"] == pytest.approx([0.375, 0.275, 0.35])
    assert [made[code] for code in ("d", "e", "X", "Y")] == [2, 2, 3, 1]


def test_comparisons_that_agree_give_their_own_weights():
    made = weights("ahp", X=(2.0, 4.0, 2.0), I=3)
    assert [made[code] for code in "abc"] == pytest.approx([4 / 7, 2 / 7, 1 / 7])
    assert [made["X"], made["Y"]] == pytest.approx([0.75, 0.25])


@pytest.mark.parametrize(
    ("method", "said", "code"),
    [
        ("budget", {"z": (1.0,)}, "weights-node-unknown"),
        ("budget", {"a": (1.0,), "b": (1.0, 2.0), "c": (1.0,)}, "weights-points"),
        ("budget", {"a": (-1.0,), "b": (1.0,), "c": (1.0,)}, "budget-expert"),
        ("budget", {"a": ("x",)}, "weights-numbers"),
        ("ahp", {"a": (1.0,)}, "weights-node-unknown"),
        ("ahp", {"X": (1.0, 2.0)}, "weights-pairs"),
        ("ahp", {"X": (1.0, 0.0, 2.0)}, "ahp-pair"),
    ],
)
def test_what_is_refused_names_the_node(method, said, code):
    with pytest.raises(ProblemError) as raised:
        weights(method, **said)
    assert raised.value.problems[0].code == code
    assert raised.value.problems[0].place.name in {*said, "X"}


def test_benefit_of_the_doubt_is_generous_without_limits_and_less_so_within_them():
    table = Table(tuple("uvwxyz"), tuple("abcde"), np.random.default_rng(2).normal(size=(6, 5)))

    def scores(**limits):
        normalise = Choice("minmax", {"low": 1.0})
        return compose(table, MODEL, Recipe(normalise=normalise, aggregate=(Choice("bod", limits),))).score("X")

    free, limited = scores(), scores(low=0.2, high=0.5)
    best = compose(table, MODEL, Recipe()).normalised[:, :3] == 100
    assert free[best.any(axis=1)] == pytest.approx(1)
    assert (limited <= free + 1e-9).all()
    assert limited.min() < free.min()
