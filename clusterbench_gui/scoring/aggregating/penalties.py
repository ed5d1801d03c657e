"""Means with a penalty for imbalance, and means of ordered values: halfway between trading off in full and not at all."""

import numpy as np

from clusterbench_gui.domain.problems import ProblemError, problem
from clusterbench_gui.scoring.aggregating.means import amean
from clusterbench_gui.scoring.arrays import NAN, Floats
from clusterbench_gui.scoring.columns import running, standardised

_CENTRE, _SPREAD = 100.0, 10.0
"""Mean and standard deviation of the standardised children of the Mazziotta-Pareto index."""

_LOWEST, _RANGE = 70.0, 60.0
"""The scale of the adjusted index: 70 to 130."""


def mpi(scores: Floats, weights: Floats, sign: str = "-") -> Floats:
    """Mazziotta-Pareto index: children standardised to mean 100, deviation 10; then M - S²/M, mean less penalty.

    M and S are mean and standard deviation (divisor n) of a unit's own children. `sign` "-" for a good phenomenon, where
    imbalance is punished, "+" for a bad one. A child that is the same for all units cannot be standardised and has no say.
    Refused ("mean-not-positive") where M is 0 or below, since the penalty would then be a reward.
    Source: Mazziotta and Pareto, On a generalized non-compensatory composite index for measuring socio-economic phenomena
    (Social Indicators Research, 2016). There the children weigh the same; given weights are used in M and S alike.
    """
    return _penalised(_CENTRE + _SPREAD * standardised(scores, ddof=0), weights, sign, "mpi")


def ampi(scores: Floats, weights: Floats, sign: str = "-", low: float = 0.0, high: float = 100.0) -> Floats:
    """Adjusted Mazziotta-Pareto index: children from the scale `low`..`high` to 70..130; then M - S²/M as in `mpi`.

    Comparable over time where `low` and `high` are fixed goalposts; one level up `low` is 70 and `high` is 130.
    Source: Mazziotta and Pareto, Measuring well-being over time: the Adjusted Mazziotta-Pareto Index (Social Indicators
    Research, 2018). Not rounded, unlike `ci_ampi` of Compind.
    """
    if low >= high:
        raise _refusal("ampi", "low", low)
    return _penalised(_LOWEST + _RANGE * (scores - low) / (high - low), weights, sign, "ampi")


def mean_min(scores: Floats, weights: Floats, alpha: float = 0.5, beta: float = 0.0) -> Floats:
    """Mean-min function: M - α (√((M - min)² + β²) - β), from the mean (α = 0) to the weakest child (α = 1, β = 0).

    α in 0..1 says how much of the distance to the weakest child is taken off, β >= 0 from which distance on.
    Source: Casadio Tarabusi and Guarini, An unbalance adjustment method for development indicators (Social Indicators
    Research, 2013). `ci_mean_min` of Compind standardises wrongly (it recycles along rows) and is not followed.
    """
    if not 0 <= alpha <= 1:
        raise _refusal("mean_min", "alpha", alpha)
    if beta < 0:
        raise _refusal("mean_min", "beta", beta)
    mean = amean(scores, weights)
    gap = mean - np.fmin.reduce(scores, axis=1)
    penalised: Floats = mean - alpha * (np.hypot(gap, beta) - beta)
    return penalised


def owa(scores: Floats, weights: Floats, alpha: float = 1.0) -> Floats:
    """Ordered weighted average: a unit's values from best to worst, with weights Q(S_k) - Q(S_k-1), Q(r) = r^α.

    S_k is the share of the weights of the k best of the values present. α = 1 is the arithmetic mean; α > 1 looks at the
    weaker children ("most of them must be good"), α < 1 at the stronger ("some good ones will do").
    Source: Yager, Quantifier guided aggregation using OWA operators (International Journal of Intelligent Systems, 1996).
    Refused ("aggregation-parameter") where α is not above 0.
    """
    if alpha <= 0:
        raise _refusal("owa", "alpha", alpha)
    order = np.argsort(-scores, axis=1, kind="stable")  # NaN goes last
    values = np.take_along_axis(scores, order, axis=1)
    there = ~np.isnan(values)
    share = np.where(there, (weights / weights.max())[order], 0.0)
    reached = np.cumsum(share, axis=1)
    with np.errstate(invalid="ignore"):  # 0 / 0 in a row without a value
        steps = np.diff((reached / reached[:, -1:]) ** alpha, axis=1, prepend=0.0)
    total = running(np.ascontiguousarray((np.where(there, values, 0.0) * steps).T))
    return np.where(there.any(axis=1), total, NAN)


def _penalised(scores: Floats, weights: Floats, sign: str, method: str) -> Floats:
    if sign not in {"-", "+"}:
        raise _refusal(method, "sign", sign)
    mean = amean(scores, weights)
    count = int((mean <= 0).sum())
    if count:
        raise ProblemError(problem("mean-not-positive", method=method, count=count))
    variance = amean((scores - mean[:, None]) ** 2, weights)
    penalty = variance / mean
    return mean - penalty if sign == "-" else mean + penalty


def _refusal(method: str, parameter: str, value: float | str) -> ProblemError:
    return ProblemError(problem("aggregation-range", method=method, parameter=parameter, value=str(value)))
