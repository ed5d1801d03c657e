"""Weights that make the index correlate with its parts as wished: balanced, or as much as can be.

An index is a weighted mean of its columns; what a column says in it is not its weight but its correlation with the index.
Both questions are convex here, so the answer is the best there is: least squares over weights that are not negative.
COINr's `get_opt_weights` searches without bounds (Nelder-Mead) and returned weights of -0.198 and -0.008 in its example.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from clusterbench_gui.domain.problems import ProblemError, problem
from clusterbench_gui.scoring.arrays import Floats
from clusterbench_gui.scoring.statistics.components import complete, correlations
from clusterbench_gui.scoring.weighting.columns import placed, usable
from clusterbench_gui.scoring.weighting.result import Weights, shares

_NOTHING = 1e-9
"""A share of the largest weight below which a weight is 0 to the search."""

_OPPOSED = 1e-12
"""Sum of correlations that is 0 but for rounding: what goes up in one column goes down in another."""


def balance(
    values: Floats,
    *,
    target: npt.ArrayLike | None = None,
    groups: Sequence[int] | None = None,
    group_weights: npt.ArrayLike | None = None,
) -> Weights:
    """Weights under which each column correlates with the index as its target share says.

    With r_i the correlation of column i with the index: minimise sum (t_i - r_i / sum r)^2 over w >= 0. Source: COINr's
    `get_opt_weights(optype = "balance")`; Becker, Saisana, Paruolo and Vandecasteele, Weights and importance in composite
    indicators, Ecological Indicators 80 (2017).

    Unlike COINr, which searches without bounds and returned weights of -0.198 and -0.008, no weight is negative.

    `target`: shares, equal ones by default. `groups`: number of the group of each column where columns reach the index
    through means of groups, 0, 1, ...; `group_weights`: how much the groups count, equally by default. The weights are
    those in the index; within a group their proportions are the weights of its columns. Units with gaps are left out.
    Figures: `distance`, the root of the mean squared difference from the target; 0 where the wish comes true.
    Raises `ProblemError`: "weights-count", "weights-negative", "weights-none"; "weights-undetermined" where no weights
    give an index that goes along with its columns.
    """
    there, reasons, parts, ties, spread = _prepared(values, groups, group_weights)
    wished = np.ones(values.shape[1]) if target is None else np.asarray(target, dtype=np.float64)
    _count(wished, values)
    goal = shares(wished[there]).weights
    away = np.outer(goal, parts.sum(axis=0)) - parts
    scaled = _least(away.T @ away, parts.sum(axis=0), ties)
    obtained = parts @ scaled
    distance = float(np.sqrt(((goal - obtained / obtained.sum()) ** 2).mean()))
    return placed(scaled / spread, there, reasons, distance=distance)


def infomax(
    values: Floats, *, groups: Sequence[int] | None = None, group_weights: npt.ArrayLike | None = None
) -> Weights:
    """Weights under which the correlations of the columns with the index have the greatest sum.

    Maximise sum r_i over w >= 0. Source: COINr's `get_opt_weights(optype = "infomax")`. Without groups the answer is known
    beforehand: w_i ~ 1 / s_i, equal weights of standardised columns (by the inequality of Cauchy and Schwarz).

    Parameters, units with gaps and problems as in `balance`. Figures: `correlation`, the mean correlation.
    """
    there, reasons, parts, ties, spread = _prepared(values, groups, group_weights)
    scaled = _least(parts, parts.sum(axis=0), ties)
    mean = float((parts @ scaled).mean() / np.sqrt(scaled @ parts @ scaled))
    return placed(scaled / spread, there, reasons, correlation=mean)


def _prepared(
    values: Floats, groups: Sequence[int] | None, group_weights: npt.ArrayLike | None
) -> tuple[npt.NDArray[np.bool_], tuple[str, ...], Floats, Floats, Floats]:
    """Usable columns, reasons, correlations, what ties the groups together, standard deviations.

    The search is over v = w s, weights of standardised columns: r = R v / sqrt(v' R v).
    """
    there, reasons = usable(values)
    rows = complete(values[:, there])
    sizes = np.abs(rows).max(axis=0)
    spread = (rows / sizes).std(
        axis=0, ddof=1
    ) * sizes  # squares of huge values do not overflow, of tiny ones not vanish
    members = np.zeros(values.shape[1], dtype=np.intp) if groups is None else np.asarray(groups, dtype=np.intp)
    _count(members, values)
    number = int(members.max()) + 1
    wished = np.ones(number) if group_weights is None else np.asarray(group_weights, dtype=np.float64)
    if len(wished) != number:
        raise ProblemError(problem("weights-count", count=len(wished), wanted=number))
    weights, members = shares(wished).weights, members[there]
    present = [one for one in range(number) if (members == one).any() and weights[one] > 0]
    sums = np.array([np.where(members == one, 1.0 / (spread * weights[one]), 0.0) for one in present])
    return there, reasons, correlations(rows), sums[1:] - sums[:1], spread


def _count(given: npt.NDArray[np.generic], values: Floats) -> None:
    if given.shape != (values.shape[1],):
        raise ProblemError(problem("weights-count", count=given.size, wanted=values.shape[1]))


def _least(square: Floats, total: Floats, ties: Floats) -> Floats:
    """The v >= 0 with total v = 1 and ties v = 0 for which v' square v is least.

    SLSQP finds which v are 0, the linear equations of the optimum then give the others exactly.
    """
    from scipy.optimize import Bounds, linprog, minimize  # noqa: PLC0415 - scipy is slow to import

    if np.abs(total).max() <= _OPPOSED:
        raise ProblemError(problem("weights-undetermined"))
    conditions = np.vstack([total, ties])
    conditions /= np.abs(conditions).max(axis=1, keepdims=True)
    wanted = np.zeros(len(conditions))
    wanted[0] = 1.0 / np.abs(total).max()
    start = linprog(np.ones(len(total)), A_eq=conditions, b_eq=wanted)
    if start.x is None:
        raise ProblemError(problem("weights-undetermined"))

    def size(v: Floats) -> float:
        return float(v @ square @ v)

    settings: dict[str, Any] = {
        "jac": lambda v: 2 * (square @ v),
        "bounds": Bounds(0.0, np.inf),
        "constraints": {"type": "eq", "fun": lambda v: conditions @ v - wanted, "jac": lambda _: conditions},
        "options": {"maxiter": 1000, "ftol": 1e-16},
    }
    found = minimize(size, start.x, method="SLSQP", **settings)
    free = found.x > _NOTHING * found.x.max()
    exact = np.zeros(len(total))
    rows, count = conditions[:, free], int(free.sum())
    system = np.block([[2 * square[np.ix_(free, free)], rows.T], [rows, np.zeros((len(rows), len(rows)))]])
    exact[free] = np.linalg.lstsq(system, np.concatenate([np.zeros(count), wanted]))[0][:count]
    better = exact.min() >= 0 and np.allclose(conditions @ exact, wanted, rtol=1e-9, atol=1e-12)
    best: Floats = exact if better else np.maximum(found.x, 0.0)
    return best
