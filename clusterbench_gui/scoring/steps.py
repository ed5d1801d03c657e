"""The steps of a recipe by the packages that make them: normalisation, weights, aggregation."""

from collections.abc import Sequence

import numpy as np

from clusterbench_gui.domain.editions import Direction, Model, Node
from clusterbench_gui.domain.problems import Place, ProblemError, problem, raise_errors
from clusterbench_gui.domain.recipes import Choice, Parameter, Recipe
from clusterbench_gui.scoring.aggregating.methods import Aggregation, aggregate
from clusterbench_gui.scoring.arrays import Floats
from clusterbench_gui.scoring.hierarchy import Combine, Tree, Weigh
from clusterbench_gui.scoring.normalising.methods import Normalisation, normalise
from clusterbench_gui.scoring.normalising.unitarise import Scale
from clusterbench_gui.scoring.preparation import Prepared
from clusterbench_gui.scoring.weighting.methods import Weighting, weigh
from clusterbench_gui.scoring.weighting.result import Weights
from clusterbench_gui.scoring.weighting.stated import STATED, stated

MODEL, EQUAL = "model", "equal"
"""Weights that need no data: those of the model, and the same for all."""

_IN_RAW_UNITS = frozenset({"goalposts", "scaled", "dist2targ"})
"""Normalisations that compare with figures in the unit of the raw values."""


def scale_of(node: Node) -> Scale:
    """How an indicator of the model is normalised."""
    return Scale(node.direction, node.nominal, node.goalposts, node.target)


def normalised(prepared: Prepared, indicators: Sequence[Node], recipe: Recipe) -> tuple[Floats, dict[str, str]]:
    """The indicators on their common scale, and of those that have none the reason, such as "constant" or "empty".

    Raises `ProblemError` of `normalising.methods.normalise`, and `scale-transformed` where a treatment left the unit in which
    an optimum, goalposts or a target are given.
    """
    methods = [recipe.by_indicator.get(node.code, recipe.normalise) for node in indicators]
    faults = [
        problem("scale-transformed", Place(name=node.code), method=choice.method)
        for node, choice in zip(indicators, methods, strict=True)
        if node.code in prepared.transformed
        and (node.direction is Direction.NOMINANT or choice.method in _IN_RAW_UNITS)
    ]
    raise_errors(faults)
    made = normalise(
        prepared.table.values,
        [scale_of(node) for node in indicators],
        [normalisation_of(choice) for choice in methods],
        units=prepared.table.units,
        names=prepared.table.indicators,
    )
    reasons = {node.code: reason for node, reason in zip(indicators, made.reasons, strict=True) if reason}
    return made.values, reasons


def first_weights(model: Model, tree: Tree, recipe: Recipe) -> Floats:
    """The weight of every node in the order of the tree; those that the data make come later, group by group (`weigher`)."""
    if recipe.weights.method not in {MODEL, *STATED}:
        return np.ones(len(tree.codes))
    known = {node.code: node.weight for node in model.nodes}
    if recipe.weights.method in STATED:
        for parent, made in said_weights(model, recipe).items():
            children = [child.code for child in model.children(parent)]
            known |= dict(zip(children, made.weights.tolist(), strict=True))
    return np.array([known[code] for code in tree.codes])


def said_weights(model: Model, recipe: Recipe) -> dict[str, Weights]:
    """Weights that people stated, by the node whose children they are of. Raises `ProblemError` of `weighting.stated`."""
    said = {code: _numbers(code, value) for code, value in recipe.weights.parameters.items()}
    return stated(model, recipe.weights.method, said)


def _numbers(code: str, value: Parameter) -> tuple[float, ...]:
    listed = value if isinstance(value, tuple) else (value,)
    if not all(isinstance(one, int | float) and not isinstance(one, bool) for one in listed):
        raise ProblemError(problem("weights-numbers", Place(name=code)))
    return tuple(float(one) for one in listed)


def weigher(recipe: Recipe) -> Weigh | None:
    """How the weights of a group are made of its scores; None where they are given."""
    if recipe.weights.method in {MODEL, EQUAL, *STATED}:
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


def normalisation_of(choice: Choice) -> Normalisation:
    """A choice of METHOD.toml as the package of normalisations takes it."""
    return Normalisation(choice.method, choice.parameters)


def aggregation_of(choice: Choice) -> Aggregation:
    """A choice of METHOD.toml as the package of aggregations takes it."""
    return Aggregation(choice.method, choice.parameters)
