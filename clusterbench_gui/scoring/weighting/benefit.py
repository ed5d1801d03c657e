"""Benefit of the doubt: each unit under the weights that suit it best, and whom it can learn from.

Without limits on the shares nearly every unit is best under some weights: 50 units with 85 indicators gave 50 scores of 1.
Set limits, or use it on few nodes.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.scoring.arrays import NAN, Floats
from clusterbench_gui.scoring.weighting.columns import positive

MISSING = "missing"

_ABOVE, _AT_ONCE = 1e-9, 10
"""How far above 1 another unit's score may be by rounding, and how many units above it a program takes in at a time."""

_PEER = 1e-9
"""A share in the mix of peers below which a unit is no peer."""


@dataclass(frozen=True, slots=True)
class BenefitOfDoubt:
    """Per unit (rows): `scores` 0..1, `weights` for the values as given, `shares` of the score, all NaN where `reasons` has one.

    `peers`: units x units, how much each other unit counts in the mix that the unit is measured by (rows have sum 1; a unit
    with score 1 may be its own peer). `targets`: that mix in the values as given: what the unit's peers have.
    `reasons`: "" or "missing" (the unit has a gap, and is nobody's peer).
    """

    scores: Floats
    weights: Floats
    shares: Floats
    peers: Floats
    targets: Floats
    reasons: tuple[str, ...]


def benefit_of_doubt(
    values: Floats,
    *,
    lower: npt.ArrayLike = 0.0,
    upper: npt.ArrayLike = 1.0,
    limits: Literal["score", "weights"] = "score",
) -> BenefitOfDoubt:
    """Benefit of the doubt with limits on the shares of the score ("pie shares") or on the weights.

    For each unit o: maximise sum_i w_i y_oi over w >= 0 such that sum_i w_i y_ji <= 1 for every unit j, and
    L_i <= w_i y_oi / sum_k w_k y_ok <= U_i, or with `limits` "weights" L_i <= w_i / sum_k w_k <= U_i: those only say
    something of normalised values. The latter, with 10 to 15 % on the minimum-maximum scale, gives all published ranks of the
    Technology Achievement Index and its scores within 0.007 of those in print. Peers are the units j whose condition binds, weighted by its shadow price;
    their mix, the target, lies at or above y_o / score in every column where no limit holds. Source: Melyn and Moesen
    (1991); Cherchye, Moesen, Rogge and Van Puyenbroeck, An introduction to 'benefit of the doubt' composite indicators,
    Social Indicators Research 82 (2007); OECD/JRC Handbook (2008). Linear programs by HiGHS (scipy.optimize.linprog).

    `lower`, `upper`: limits for all columns or one per column, 0..1. Scores are unique; weights and peers need not be,
    but do not depend on the order of the units. Units with the same values share being a peer equally.
    Raises `ProblemError`: "shares-impossible" where no shares keep the limits; "weights-positive" for columns with negative
    values, or with 0 where the lower limit is above 0: normalise to a range above 0; "weights-none" without a complete unit
    or where all values are 0.
    """
    count = values.shape[1]
    low, high = (np.broadcast_to(np.asarray(one, dtype=np.float64), count) for one in (lower, upper))
    if not ((low >= 0).all() and (low <= high).all() and low.sum() <= 1 + 1e-12 and min(high.sum(), 1.0) >= 1 - 1e-12):
        raise ProblemError(problem("shares-impossible"))
    whole = np.asarray(~np.isnan(values).any(axis=1))
    _check(values[whole], low if limits == "score" else np.zeros(count))
    kinds, kind = np.unique(values[whole], axis=0, return_inverse=True)
    largest = kinds.max(axis=0)
    scale = np.where(largest > 0, largest, 1.0) if limits == "score" else np.full(count, largest.max())
    rows = kinds / scale
    solved, prices = _solved(rows, rows if limits == "score" else np.ones_like(rows), low, high)
    weights = solved[kind] / scale
    mix = prices[kind][:, kind] / np.bincount(kind)[kind]
    return _spread(values, whole, weights, mix)


def _check(rows: Floats, low: Floats) -> None:
    if not len(rows) or not (rows > 0).any():
        raise ProblemError(problem("weights-none"))
    positive(rows, zero=True)
    wrong = np.flatnonzero((rows == 0).any(axis=0) & (low > 0))
    if len(wrong):
        raise ProblemError(*(problem("weights-positive", Place(column=str(one + 1))) for one in wrong))


def _solved(rows: Floats, limited: Floats, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Weights of every unit, and shadow prices of the units' conditions as shares of their sum, a row for each unit.

    `limited` times the weights, row by row, is what the limits are on, as shares of its sum. Few units bound others: a
    program starts with those that did so far and takes in what its answer leaves above 1, until nothing is.
    """
    weights, prices = np.zeros_like(rows), np.zeros((len(rows), len(rows)))
    bounding = np.zeros(len(rows), dtype=bool)
    bounding[np.argmax(rows, axis=0)] = True
    for unit, own in enumerate(rows):
        while True:
            among = bounding.copy()
            among[unit] = True
            weights[unit], prices[unit, among] = _program(rows[among], own, limited[unit], low, high)
            above = np.flatnonzero(~among & (rows @ weights[unit] > 1 + _ABOVE))
            if not len(above):
                break
            bounding[above[np.argsort(-(rows[above] @ weights[unit]), kind="stable")[:_AT_ONCE]]] = True
    return weights, prices


def _program(rows: Floats, own: Floats, limited: Floats, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Weights of one unit, and shadow prices of the conditions of `rows`."""
    from scipy.optimize import linprog  # noqa: PLC0415 - scipy is slow to import

    # one more variable, the sum that the limits are shares of, keeps all their conditions short
    count = len(own)
    below = np.column_stack([-np.diag(limited), low])[low > 0]
    above = np.column_stack([np.diag(limited), -high])[high < 1]
    conditions = np.vstack([np.pad(rows, ((0, 0), (0, 1))), below, above])
    bounds = np.concatenate([np.ones(len(rows)), np.zeros(len(conditions) - len(rows))])
    total = np.append(limited, -1.0)[np.newaxis]
    found = linprog(np.append(-own, 0.0), A_ub=conditions, b_ub=bounds, A_eq=total, b_eq=[0.0], method="highs")
    if found.x is None:
        raise ProblemError(problem("shares-impossible"))
    prices = np.maximum(-found.ineqlin.marginals[: len(rows)], 0.0)
    prices = np.where(prices > _PEER * prices.max(initial=0.0), prices, 0.0)
    return np.maximum(found.x[:count], 0.0), prices / prices.sum() if prices.any() else prices


def _spread(values: Floats, whole: npt.NDArray[np.bool_], weights: Floats, mix: Floats) -> BenefitOfDoubt:
    """Results of the complete units in the places of all units."""
    parts = weights * values[whole]
    scores = np.sort(parts, axis=1).sum(axis=1)
    portions = np.divide(parts, scores[:, np.newaxis], out=np.zeros_like(parts), where=scores[:, np.newaxis] > 0)

    def placed(some: Floats) -> Floats:
        everywhere = np.full((len(values), *some.shape[1:]), NAN)
        everywhere[whole] = some
        return everywhere

    peers = np.full((len(values), len(values)), 0.0)
    peers[np.ix_(whole, whole)] = mix
    peers[~whole] = NAN
    reasons = tuple("" if one else MISSING for one in whole.tolist())
    targets = placed(mix @ values[whole])
    return BenefitOfDoubt(placed(np.minimum(scores, 1.0)), placed(weights), placed(portions), peers, targets, reasons)
