"""What if: the same table with one weight or one part of the method changed, fast enough for a slider that moves."""

from dataclasses import replace

from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.domain.recipes import Recipe
from clusterbench_gui.scoring.composite import Composite, finished
from clusterbench_gui.scoring.hierarchy import Climbed, climb
from clusterbench_gui.scoring.preparation import resumed
from clusterbench_gui.scoring.rank import places
from clusterbench_gui.scoring.steps import combiner
from clusterbench_gui.scoring.table_checks import check_recipe, check_screening, check_weight


def reweighted(composite: Composite, code: str, weight: float) -> Composite:
    """The same with another weight of one node: only what lies above it is made anew, to the same bits as all of it.

    Raises `ProblemError` (`weight-invalid`, `weights-zero`), ValueError where there is no such node.
    """
    check_weight(code, weight)
    position = composite.place(code)
    groups = composite.tree.above(position)
    weights = composite.weights.copy()
    weights[position] = weight
    if groups and not weights[groups[0].children].any():
        raise ProblemError(problem("weights-zero", Place(name=composite.tree.codes[groups[0].parent])))
    climbed = Climbed(composite.scores.copy(), composite.coverage.copy(), weights, dict(composite.reasons))
    climb(composite.tree, climbed, groups, combiner(composite.recipe))
    ranks = composite.ranks.copy()
    for group in groups:
        ranks[:, group.parent] = places(climbed.scores[:, group.parent], composite.recipe.rank)
    return replace(
        composite,
        weights=weights,
        scores=climbed.scores,
        coverage=climbed.coverage,
        ranks=ranks,
        reasons=climbed.reasons,
    )


def recomposed(composite: Composite, recipe: Recipe) -> Composite:
    """The same table by another recipe; the steps that both begin with are taken over.

    Raises `ProblemError` as `compose` does.
    """
    check_recipe(recipe, composite.model)
    check_screening(composite.source, recipe)
    steps = resumed(composite.history, composite.model, composite.recipe, recipe)
    return finished(composite.tree, composite.source, composite.model, recipe, steps)
