"""A table scored by a recipe, with every stage kept: `compose`. `scoring.live` answers what changes when one thing does."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from clusterbench_gui.domain.editions import Model
from clusterbench_gui.domain.recipes import Recipe
from clusterbench_gui.scoring.arrays import NAN, Floats
from clusterbench_gui.scoring.hierarchy import Climbed, Tree, climb
from clusterbench_gui.scoring.preparation import Prepared, history
from clusterbench_gui.scoring.rank import all_places
from clusterbench_gui.scoring.steps import combiner, first_weights, normalised, weigher
from clusterbench_gui.scoring.table import Table
from clusterbench_gui.scoring.table_checks import check_table


@dataclass(frozen=True, slots=True)
class Composite:
    """Everything between the raw values and the ranks.

    `history` has the raw values and what screening, denomination, imputation and treatment made of them, step by step. The matrices
    have a row per unit that was kept, a column per node in the order of `tree.codes`, indicators (normalised) first;
    NaN is "none". `coverage` is the share of the weights present below. `reasons` says of nodes without any score why:
    "constant" or "empty". `weights` are the weights used, by node.
    """

    source: Table
    model: Model
    recipe: Recipe
    tree: Tree
    history: tuple[Prepared, ...]
    weights: Floats
    scores: Floats
    coverage: Floats
    ranks: Floats
    reasons: Mapping[str, str]

    @property
    def prepared(self) -> Prepared:
        """The values that were normalised, and how they came about."""
        return self.history[-1]

    @property
    def units(self) -> tuple[str, ...]:
        """The units that were scored."""
        return self.prepared.table.units

    @property
    def normalised(self) -> Floats:
        """The indicators on their common scale."""
        return self.scores[:, : self.tree.indicators]

    def place(self, code: str) -> int:
        """The column of a node. Raises ValueError where there is none."""
        return self.tree.codes.index(code)

    def score(self, code: str) -> Floats:
        """The scores of a node."""
        return self.scores[:, self.place(code)]

    def rank(self, code: str) -> Floats:
        """The places at a node."""
        return self.ranks[:, self.place(code)]


def compose(table: Table, model: Model, recipe: Recipe) -> Composite:
    """Score a table. Columns that the model does not know are left aside; the order of rows and columns has no influence.

    Raises `ProblemError` with everything that makes scoring impossible (`scoring.table_checks`), and with what a method refuses.
    """
    check_table(table, model, recipe)
    return finished(Tree.of(model), table, model, recipe, history(table, model, recipe))


def finished(tree: Tree, source: Table, model: Model, recipe: Recipe, prepared: tuple[Prepared, ...]) -> Composite:
    """The way from prepared values to ranks."""
    values, reasons = normalised(prepared[-1], model.at(1), recipe)
    rows, nodes = len(values), len(tree.codes)
    climbed = Climbed(np.full((rows, nodes), NAN), np.zeros((rows, nodes)), first_weights(model, tree, recipe), reasons)
    climbed.scores[:, : tree.indicators] = values
    climbed.coverage[:, : tree.indicators] = ~np.isnan(values)
    climb(tree, climbed, tree.groups, combiner(recipe), weigher(recipe))
    return Composite(
        source=source,
        model=model,
        recipe=recipe,
        tree=tree,
        history=prepared,
        weights=climbed.weights,
        scores=climbed.scores,
        coverage=climbed.coverage,
        ranks=all_places(climbed.scores, recipe.rank),
        reasons=climbed.reasons,
    )
