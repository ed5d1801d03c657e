"""Weights that somebody decides: given ones, equal ones, points that experts hand out."""

import numpy as np
import numpy.typing as npt

from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.scoring.arrays import Floats
from clusterbench_gui.scoring.weighting.result import Weights, shares


def given(values: Floats, weights: npt.ArrayLike) -> Weights:
    """The weights of the model, as shares.

    w_i = g_i / sum g. Source: COINr's "Original" weights, whose sum does not matter either.

    Raises `ProblemError`: "weights-count" unless there is one per column, "weights-negative", "weights-not-finite",
    "weights-none".
    """
    raw = np.asarray(weights, dtype=np.float64)
    _fits(values, raw)
    return shares(raw)


def equal(values: Floats) -> Weights:
    """Every column counts the same.

    w_i = 1 / n. Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), "equal weighting": what stands for
    no agreement on weights, not for none at all.
    """
    return shares(np.ones(values.shape[1]))


def budget(values: Floats, points: npt.ArrayLike) -> Weights:
    """Budget allocation: each expert spreads a budget of points over the indicators, and the experts count the same.

    w_i = mean over experts e of p_ei / sum_k p_ek. Source: OECD/JRC Handbook (2008), "budget allocation process". Budgets
    need not be 100: each expert's points become shares first, so that nobody counts more by a larger budget.

    `points`: experts x columns; NaN counts as no points. Figures: `experts`, and `spread`, the largest standard deviation
    of an indicator's shares between experts (see `disagreement`). Raises `ProblemError` "budget-expert" with the row
    (from 1) of each expert with negative or infinite points or none at all, "weights-count".
    """
    portions = _portions(points)
    _fits(values, portions[0])
    return shares(_means(portions), experts=float(len(portions)), spread=float(disagreement(points).max(initial=0.0)))


def disagreement(points: npt.ArrayLike) -> Floats:
    """Standard deviation (n - 1) between experts of each indicator's share of the budget; 0 with one expert."""
    portions = np.sort(_portions(points), axis=0)
    return np.std(portions, axis=0, ddof=1) if len(portions) > 1 else np.zeros(portions.shape[1])


def _portions(points: npt.ArrayLike) -> Floats:
    """Points as shares of each expert's budget."""
    table = np.nan_to_num(np.atleast_2d(np.asarray(points, dtype=np.float64)), nan=0.0, posinf=np.inf, neginf=-np.inf)
    wrong = (table < 0).any(axis=1) | np.isinf(table).any(axis=1) | ~(table > 0).any(axis=1)
    if wrong.any():
        raise ProblemError(*(problem("budget-expert", Place(row=int(row) + 1)) for row in np.flatnonzero(wrong)))
    table = table / table.max(axis=1, keepdims=True)
    portions: Floats = table / np.sort(table, axis=1).sum(axis=1, keepdims=True)
    return portions


def _means(portions: Floats) -> Floats:
    """Means of the columns, whatever the order of the experts."""
    means: Floats = np.sort(portions, axis=0).mean(axis=0)
    return means


def _fits(values: Floats, weights: Floats) -> None:
    if weights.shape != (values.shape[1],):
        raise ProblemError(problem("weights-count", count=weights.size, wanted=values.shape[1]))
