"""The steps of a recipe by the packages that make them: normalisation, weights, aggregation."""

from collections.abc import Sequence

import numpy as np

from clusterbench_gui.domain.editions import Model, Node
from clusterbench_gui.domain.problems import ProblemError, problem
from clusterbench_gui.domain.recipes import Choice, Recipe
from clusterbench_gui.scoring.aggregating.methods import Aggregation, aggregate
from clusterbench_gui.scoring.arrays import Floats
from clusterbench_gui.scoring.hierarchy import Combine, Tree, Weigh
from clusterbench_gui.scoring.normalise import Scale, rescale, unitarise
from clusterbench_gui.scoring.table import Table
from clusterbench_gui.scoring.weighting.methods import Weighting, weigh

MODEL, EQUAL = "model", "equal"
"""Weights that need no data: those of the model, and the same for all."""


def scale_of(node: Node) -> Scale:
    """How an indicator of the model is normalised."""
    return Scale(node.direction, node.nominal, node.goalposts)


def normalised(table: Table, indicators: Sequence[Node], recipe: Recipe) -> tuple[Floats, dict[str, str]]:
    """The indicators on their common scale, and of those that have none why: "constant" or "empty"."""
    columns, reasons = [], {}
    for node in indicators:
        how = recipe.by_indicator.get(node.code, recipe.normalise)
        if how.method != "minmax":
            raise ProblemError(problem("method-unknown", part="normalise", value=how.method))
        low, high = (float(how.parameters.get(name, default)) for name, default in (("low", 0.0), ("high", 100.0)))  # type: ignore[arg-type]
        made = unitarise(table.column(node.code), Scale(node.direction, node.nominal))
        columns.append(rescale(made.z, low, high))
        if made.reason:
            reasons[node.code] = made.reason
    return np.column_stack(columns), reasons


def first_weights(model: Model, tree: Tree, recipe: Recipe) -> Floats:
    """The weight of every node in the order of the tree; those that the data make come later, group by group (`weigher`)."""
    if recipe.weights.method != MODEL:
        return np.ones(len(tree.codes))
    return np.array([model.node(code).weight for code in tree.codes])


def weigher(recipe: Recipe) -> Weigh | None:
    """How the weights of a group are made of its scores; None where they are given."""
    if recipe.weights.method in {MODEL, EQUAL}:
        return None
    how = Weighting(recipe.weights.method, recipe.weights.parameters)

    def made(scores: Floats) -> Floats:
        return weigh(scores, how).weights

    return made


def combiner(recipe: Recipe) -> Combine:
    """How the nodes of each level are made of those below."""

    def combine(scores: Floats, weights: Floats, step: int, name: str) -> tuple[Floats, Floats]:
        made = aggregate(scores, weights, aggregation_of(recipe.aggregation(step)), recipe.coverage, name)
        return made.score, made.coverage

    return combine


def aggregation_of(choice: Choice) -> Aggregation:
    """A choice of METHOD.toml as the package of aggregations takes it."""
    return Aggregation(choice.method, choice.parameters)  # type: ignore[arg-type]  # the package checks the kinds
