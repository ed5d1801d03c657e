"""The steps of a recipe by the packages that make them: normalisation, weights, aggregation."""

from collections.abc import Sequence

import numpy as np

from clusterbench_gui.domain.editions import Model, Node
from clusterbench_gui.domain.problems import ProblemError, problem
from clusterbench_gui.domain.recipes import Choice, Recipe
from clusterbench_gui.scoring.aggregate import weighted_mean
from clusterbench_gui.scoring.arrays import Floats
from clusterbench_gui.scoring.hierarchy import Combine, Tree
from clusterbench_gui.scoring.normalise import Scale, rescale, unitarise
from clusterbench_gui.scoring.table import Table


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


def chosen_weights(model: Model, tree: Tree, recipe: Recipe) -> Floats:
    """The weight of every node in the order of the tree."""
    if recipe.weights.method == "equal":
        return np.ones(len(tree.codes))
    return np.array([model.node(code).weight for code in tree.codes])


def combiner(recipe: Recipe) -> Combine:
    """How the nodes of each level are made of those below."""

    def combine(scores: Floats, weights: Floats, step: int) -> tuple[Floats, Floats]:
        how: Choice = recipe.aggregation(step)
        if how.method != "amean":
            raise ProblemError(problem("method-unknown", part="aggregate", value=how.method))
        mean = weighted_mean(scores, weights, recipe.coverage)
        return mean.score, mean.coverage

    return combine
