"""What must hold before a table is scored by a recipe. Every fault is found and named in one go; nothing is repaired silently."""

import math
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from clusterbench_gui.domain.editions import Model
from clusterbench_gui.domain.problems import Place, Problem, ProblemError, problem, raise_errors
from clusterbench_gui.domain.recipes import STEPS, Recipe
from clusterbench_gui.scoring.aggregating import methods as aggregating
from clusterbench_gui.scoring.checks import model_problems
from clusterbench_gui.scoring.normalising import methods as normalising
from clusterbench_gui.scoring.preparation import imputation_of, treatment_of
from clusterbench_gui.scoring.preparing import impute as imputing
from clusterbench_gui.scoring.rank import TIES
from clusterbench_gui.scoring.steps import aggregation_of, normalisation_of
from clusterbench_gui.scoring.table import Table
from clusterbench_gui.scoring.treating import treat as treating

MOST_DECIMALS = 15


def check_table(table: Table, model: Model, recipe: Recipe) -> None:
    """Raise `ProblemError` with everything that makes scoring impossible."""
    raise_errors(
        [*model_problems(model), *recipe_problems(recipe, model), *_table(table, model), *_screened(table, recipe)]
    )


def check_recipe(recipe: Recipe, model: Model) -> None:
    """Raise `ProblemError` with what is wrong with a recipe. What a method is told is the method's to check."""
    raise_errors(recipe_problems(recipe, model))


def check_screening(table: Table, recipe: Recipe) -> None:
    """Raise `ProblemError` (`unit-unknown`) where a recipe names units that are not in the table."""
    raise_errors(_screened(table, recipe))


def check_weight(code: str, weight: float) -> None:
    """Raise `ProblemError` (`weight-invalid`) where a weight is negative or no number."""
    if not (math.isfinite(weight) and weight >= 0):
        raise ProblemError(problem("weight-invalid", Place(name=code), weight=str(weight)))


def recipe_problems(recipe: Recipe, model: Model) -> Iterator[Problem]:
    """What is wrong with a recipe for a model."""
    shares = (
        ("screen.min_coverage", recipe.screen.min_coverage),
        ("screen.min_nonzero", recipe.screen.min_nonzero),
        ("aggregate.coverage", recipe.coverage),
    )
    for entry, share in shares:
        if not 0 <= share <= 1:
            yield problem("recipe-share", Place(name=entry), value=str(share))
    if recipe.rank.ties not in TIES:
        yield problem("recipe-choice", Place(name="rank.ties"), value=recipe.rank.ties, known=", ".join(TIES))
    if recipe.rank.decimals is not None and not 0 <= recipe.rank.decimals <= MOST_DECIMALS:
        yield problem("recipe-decimals", Place(name="rank.decimals"), value=recipe.rank.decimals, most=MOST_DECIMALS)
    if not 0 < len(recipe.aggregate) <= max(model.levels - 1, 1):
        yield problem("recipe-levels", Place(name="aggregate.method"), count=len(recipe.aggregate), levels=model.levels)
    if len(set(recipe.order)) < len(recipe.order) or not set(recipe.order) <= set(STEPS):
        yield problem("recipe-order", Place(name="order"), known=", ".join(STEPS))
    yield from _methods(recipe)
    indicators = {node.code for node in model.at(1)}
    for code in recipe.by_indicator:
        if code not in indicators:
            yield problem("indicator-unknown", Place(name=code, column=code))


def _methods(recipe: Recipe) -> Iterator[Problem]:
    """What the packages of the steps find wrong with a method's name and parameters."""
    checks: list[Callable[[], object]] = [
        partial(imputing.parameters, imputation_of(recipe.impute)),
        partial(treating.parameters, treatment_of(recipe.treat)),
        *(
            partial(normalising.parameters, normalisation_of(one))
            for one in (recipe.normalise, *recipe.by_indicator.values())
        ),
        *(partial(aggregating.parameters, aggregation_of(one)) for one in recipe.aggregate),
    ]
    for check in checks:
        try:
            check()
        except ProblemError as error:
            yield from error.problems


def _screened(table: Table, recipe: Recipe) -> Iterator[Problem]:
    known = set(table.units)
    for unit in (*recipe.screen.include, *recipe.screen.exclude):
        if unit not in known:
            yield problem("unit-unknown", Place(name=unit))


def _table(table: Table, model: Model) -> Iterator[Problem]:
    if not table.units:
        yield problem("table-no-units")
    for code, count in Counter(table.units).items():
        if count > 1:
            yield problem("cluster-duplicate", Place(name=code), count=count)
    for node in model.at(1):
        if node.code not in table.indicators:
            yield problem("column-of-indicator-missing", Place(name=node.code))
    known = {node.code for node in model.at(1)}
    for row, column in np.argwhere(np.isinf(table.values)).tolist():
        if table.indicators[column] in known:
            place = Place(column=table.indicators[column], name=table.units[row])
            yield problem("value-not-finite", place, value=str(table.values[row, column]))
