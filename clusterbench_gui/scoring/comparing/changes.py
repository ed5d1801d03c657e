"""What the change of an index from one edition to the next is made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from clusterbench_gui.domain.editions import Model
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.domain.recipes import Recipe
from clusterbench_gui.scoring.composite import compose
from clusterbench_gui.scoring.table import Table

OWN, BENCHMARK, PANEL, METHOD = "own", "benchmark", "panel", "method"
FACTORS = (OWN, BENCHMARK, PANEL, METHOD)
_STAGES = ("leave", "move", "join")
"""The sample goes from the old one to those of both editions, there to the new values, and then to the new sample."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One side: its table over the indicators that both have, with the model of those and its method."""

    table: Table
    model: Model
    recipe: Recipe


@dataclass(frozen=True, slots=True)
class Change:
    """Index values over the shared indicators, then and now; `parts` by factor sum to now - then."""

    then: float
    now: float
    parts: Mapping[str, float]


def split_change(unit: str, then: Edition, now: Edition) -> Change:
    """Split the change of a unit's index into what it did itself and what moved around it.

    "own": its own values; "benchmark": the values of those who are in both editions, which make the scale; "panel": who left and who
    joined; "method": weights, aggregation, normalisation. Both tables have the same indicators.

    Formula: each factor's mean effect over all orders in which the four can happen (those who leave before the rest moves, those who
    join after it), so that the parts sum exactly and no order is preferred.

    Raises `ProblemError`: "change-unit" where the unit is not in both tables, "change-no-score" where it has no score under a step.

    Source: L. S. Shapley, A value for n-person games (1953); A. F. Shorrocks, Decomposition procedures for distributional analysis (2013).

    Unlike COINr, which compares results of years only.
    """
    if unit not in then.table.units or unit not in now.table.units:
        raise ProblemError(problem("change-unit", Place(name=unit)))
    value = _cached(lambda state: _index(unit, then, now, state))
    steps = (OWN, METHOD, *_STAGES)
    totals = dict.fromkeys(steps, 0.0)
    orders = [order for order in permutations(steps) if [one for one in order if one in _STAGES] == list(_STAGES)]
    for order in orders:
        done: frozenset[str] = frozenset()
        for step in order:
            totals[step] += (value(done | {step}) - value(done)) / len(orders)
            done |= {step}
    parts = {
        OWN: totals[OWN],
        BENCHMARK: totals["move"],
        PANEL: totals["leave"] + totals["join"],
        METHOD: totals[METHOD],
    }
    return Change(value(frozenset()), value(frozenset(steps)), parts)


def _cached(make: Callable[[frozenset[str]], float]) -> Callable[[frozenset[str]], float]:
    known: dict[frozenset[str], float] = {}

    def call(state: frozenset[str]) -> float:
        if state not in known:
            known[state] = make(state)
        return known[state]

    return call


def _index(unit: str, then: Edition, now: Edition, state: frozenset[str]) -> float:
    """The index of the unit where the steps of `state` have happened."""
    method = now if METHOD in state else then
    values = now.table if "move" in state else then.table
    both = set(then.table.units) & set(now.table.units)
    others = {
        frozenset(): then.table.units,
        frozenset({"leave"}): tuple(one for one in then.table.units if one in both),
        frozenset({"leave", "move"}): tuple(one for one in now.table.units if one in both),
        frozenset(_STAGES): now.table.units,
    }[state & set(_STAGES)]
    own = now.table if OWN in state else then.table
    table = values.of(tuple(dict.fromkeys((*others, unit)))).with_row(unit, own)
    composite = compose(table, method.model, method.recipe)
    top = method.model.at(method.model.levels)[0].code
    if unit not in composite.units or np.isnan(found := composite.score(top)[composite.units.index(unit)]):
        raise ProblemError(problem("change-no-score", Place(name=unit)))
    return float(found)
