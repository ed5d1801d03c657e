"""Weights from the spread of the data: what tells units apart counts. They praise variance, not importance.

All as pymcdm 1.4.0 and scikit-criteria 0.10 compute them, for columns where more is better; what is different stands
with each. Constant columns weigh 0 ("constant"), empty ones too ("empty"). Methods that look at one column at a time use
all its values; those that compare columns use the units that have all values. Methods on ratios (entropy, gini, angle,
merec, cilos, idocriw) need values that are not negative: normalise to a range above 0 first, for instance 1 to 100.
`std` depends on the units of measurement: normalise first.
"""

import math

import numpy as np

from clusterbench_gui.domain.problems import ProblemError, problem
from clusterbench_gui.scoring.arrays import Floats, shrunk
from clusterbench_gui.scoring.statistics.components import complete, correlations
from clusterbench_gui.scoring.weighting.columns import each, placed, positive, usable
from clusterbench_gui.scoring.weighting.result import Weights

_AGREED = 1e-13
"""How far from 1 a correlation is by rounding alone."""


def entropy(values: Floats) -> Weights:
    """Shannon's entropy: the more evenly an indicator is spread over the units, the less it counts.

    p_i = x_i / sum x, e = -sum p_i ln p_i / ln n, w ~ 1 - e. Source: Zeleny, Multiple Criteria Decision Making (1982);
    `entropy_weights` of pymcdm. Different: 0 ln 0 = 0, its limit; pymcdm drops the whole sum to 0 where one value is 0,
    which gives the column the greatest weight there is.
    """
    positive(values, zero=True)
    return each(values, _redundancy)


def _redundancy(column: Floats) -> float:
    portions = column / column.max()
    portions /= portions.sum()
    there = portions[portions > 0]
    return max(1.0 + float((there * np.log(there)).sum()) / math.log(len(column)), 0.0)


def std(values: Floats) -> Weights:
    """The standard deviation: w ~ s (n - 1). Source: `standard_deviation_weights` of pymcdm."""
    scaled, _ = shrunk(values)
    return each(scaled, lambda column: float(column.std(ddof=1)))


def variance(values: Floats) -> Weights:
    """The variance after minimum-maximum normalisation: w ~ s^2 of (x - min) / (max - min).

    Source: statistical variance procedure, Rao and Patel (2010); `variance_weights` of pymcdm.
    """
    return each(values, lambda column: float(_unit(column).var(ddof=1)))


def gini(values: Floats) -> Weights:
    """The Gini coefficient: how unevenly an indicator is spread over the units.

    w ~ sum_ij |x_i - x_j| / (2 n^2 mean). Source: Li and Chi (2009); `gini_weights` of pymcdm.
    """
    positive(values, zero=True)
    return each(values, _gini)


def _gini(column: Floats) -> float:
    count, scaled = len(column), column / column.max()
    places = 2.0 * np.arange(1, count + 1) - count - 1
    return float(places @ scaled) / (count * float(scaled.sum()))


def angle(values: Floats) -> Weights:
    """The angle between the column and a column of equal values.

    cos a = sum x / (sqrt n |x|), w ~ a. Source: Shuai, Zhongguo and Yanping (2012); `angle_weights` of pymcdm, where the
    arc cosine loses digits of small angles; this is the arc tangent of the same angle.
    """
    positive(values, zero=True)
    return each(values, _angle)


def _angle(column: Floats) -> float:
    scaled = column / column.max()
    mean = float(scaled.mean())
    return math.atan2(float(np.sqrt(((scaled - mean) ** 2).sum())), mean * math.sqrt(len(column)))


def critic(values: Floats) -> Weights:
    """CRITIC (criteria importance through intercriteria correlation): spread, times conflict with the other indicators.

    w_j ~ s_j sum_k (1 - r_jk), with s the standard deviation (n - 1) after minimum-maximum normalisation and r Pearson's
    correlations. Source: Diakoulaki, Mavrotas and Papayannakis, Computers and Operations Research 22 (1995);
    `critic_weights` of pymcdm. Raises "weights-none" where all columns say the same.
    """
    there, reasons = usable(values)
    rows = complete(values[:, there])
    spread = np.array([_unit(column).std(ddof=1) for column in rows.T])
    conflicts = 1.0 - correlations(rows)
    conflict = np.sort(np.where(conflicts <= _AGREED, 0.0, conflicts), axis=0).sum(axis=0)
    return placed(spread * conflict if len(conflict) > 1 else spread, there, reasons)  # nothing to be in conflict with


def merec(values: Floats) -> Weights:
    """MEREC (removal effects of criteria): how much the units' overall performance changes when the indicator is left out.

    n_ij = min_i x_ij / x_ij; S_i = ln(1 + sum_j |ln n_ij| / m); S'_ij the same without j; w_j ~ sum_i |S'_ij - S_i|.
    Source: Keshavarz-Ghorabaee et al., Symmetry 13 (2021); `merec_weights` of pymcdm. Values must be above 0.
    """
    there, reasons = usable(values)
    rows = complete(values[:, there])
    positive(rows, zero=False)
    logs = np.log(rows) - np.log(rows.min(axis=0))
    total = np.sort(logs, axis=1).sum(axis=1, keepdims=True)
    count = logs.shape[1]
    effects = np.log1p(total / count) - np.log1p(np.maximum(total - logs, 0.0) / count)
    return placed(np.abs(effects).sum(axis=0), there, reasons)


def cilos(values: Floats) -> Weights:
    """CILOS (criterion impact loss): how much the other indicators lose where this one is at its best.

    Columns divided by their sums; a_jk = value of column k at the unit where column j is greatest; losses
    p_jk = (a_kk - a_jk) / a_kk; w solves (P - diag of its column sums) w = 0. Source: Zavadskas and Podvezko (2016);
    `cilos_weights` of pymcdm. Different: where several units share the best value, a_jk is their mean, not that of
    whichever comes first. Raises "weights-undetermined" where the equation has more than one answer, as when one unit is
    best in several columns.
    """
    there, reasons = usable(values)
    rows = complete(values[:, there])
    positive(rows, zero=True)
    portions = rows / rows.max(axis=0)
    best = np.array([portions[column == 1.0].mean(axis=0) for column in portions.T])
    losses = 1.0 - best
    equation = losses - np.diag(losses.sum(axis=0))
    singular, vectors = np.linalg.svd(equation)[1:]
    if len(singular) > 1 and singular[-2] <= 1e-12 * max(float(singular[0]), 1e-300):
        raise ProblemError(problem("weights-undetermined"))
    solution = vectors[-1] * (1.0 if vectors[-1].sum() >= 0 else -1.0)
    return placed(np.where(np.abs(solution) <= 1e-14, 0.0, solution), there, reasons)


def idocriw(values: Floats) -> Weights:
    """IDOCRIW (integrated determination of objective criteria weights): entropy and impact loss multiplied.

    w_j ~ entropy weight times CILOS weight. Source: Zavadskas and Podvezko, International Journal of Information
    Technology and Decision Making 15 (2016); `idocriw_weights` of pymcdm.
    """
    there, reasons = usable(values)
    rows = complete(values[:, there])
    return placed(cilos(rows).weights * entropy(rows).weights, there, reasons)


def _unit(column: Floats) -> Floats:
    """From 0 to 1."""
    low, high = column.min(), column.max()
    unit: Floats = (column / 2 - low / 2) / (high / 2 - low / 2)  # halves: the range of huge values does not overflow
    return unit
