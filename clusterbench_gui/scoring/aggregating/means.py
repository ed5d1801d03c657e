"""Weighted means over what is present: arithmetic, geometric, harmonic, generalised."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from clusterbench_gui.domain.problems import ProblemError, problem
from clusterbench_gui.scoring.arrays import NAN, Floats
from clusterbench_gui.scoring.columns import running

_ROUNDING = 1e-9
"""A coverage that misses the threshold by less does not miss it: 0.1 + 0.2 of 0.6 is a half."""


@dataclass(frozen=True, slots=True)
class Aggregated:
    """Score per unit (NaN where coverage is too low) and the share of the weights that was present, 0..1.

    `reason` is "constant" where units with enough coverage have no score, because nothing separates them.
    """

    score: Floats
    coverage: Floats
    reason: str = ""


def covered(coverage: Floats, threshold: float) -> npt.NDArray[np.bool_]:
    """Which units have enough for a score; with threshold 0 one value is enough."""
    return (coverage >= threshold - _ROUNDING) & (coverage > 0)


def weighted_mean(scores: Floats, weights: Floats, threshold: float) -> Aggregated:
    """Means of the rows of `scores` (units x children, NaN for none): Σ w x / Σ w over what is present.

    `weights`: one per child, not negative, not all 0. `threshold`: least share of the weights for a mean to exist; with 0
    one value is enough. Columns are added one after another, so that a row's bits do not depend on the other rows.
    Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), linear aggregation; `a_amean` with `dat_thresh`
    of COINr, which counts children where this weighs them: a heavy child that is absent leaves more open than a light one.
    """
    shares = (weights / weights.max())[:, None]
    columns = np.ascontiguousarray(scores.T)
    there = ~np.isnan(columns)
    total = running(np.where(there, columns, 0.0) * shares)
    weight = running(np.where(there, shares, 0.0))
    coverage = np.minimum(weight / running(shares), 1.0)
    enough = covered(coverage, threshold)
    return Aggregated(np.divide(total, weight, out=np.full(len(scores), NAN), where=enough), coverage)


def amean(scores: Floats, weights: Floats) -> Floats:
    """Weighted arithmetic mean: Σ w x / Σ w over what is present. A weak child is made up for by a strong one in full.

    Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), linear aggregation; `a_amean` of COINr.
    """
    return weighted_mean(scores, weights, 0.0).score


def gmean(scores: Floats, weights: Floats) -> Floats:
    """Weighted geometric mean: exp(Σ w ln x / Σ w) over what is present. The weaker a child, the more an improvement counts.

    Source: OECD/JRC Handbook (2008), geometric aggregation; `a_gmean` of COINr. Values of 0 and below are refused
    (`values-not-positive`): one 0 would make the whole score 0, whatever else a unit does.
    """
    _positive(scores, "gmean")
    return _within(np.exp(amean(np.log(scores), weights)), scores)


def hmean(scores: Floats, weights: Floats) -> Floats:
    """Weighted harmonic mean: Σ w / Σ (w / x) over what is present. Harder on weak children than the geometric mean.

    Source: `a_hmean` of COINr. Values of 0 and below are refused (`values-not-positive`).
    """
    _positive(scores, "hmean")
    least = _least(scores)
    return _within(least / amean(least[:, None] / scores, weights), scores)


def genmean(scores: Floats, weights: Floats, p: float = 1.0) -> Floats:
    """Weighted power mean: (Σ w x^p / Σ w)^(1/p) over what is present; p = 1, 0, -1 are the arithmetic, geometric, harmonic mean.

    Source: `a_genmean` of COINr; Hardy, Littlewood, Pólya, Inequalities (1934). Refused: values of 0 and below where p <= 0 (`values-not-positive`), negative values where
    p is neither 0 nor 1 (`values-negative`). Worked in logarithms, so that no power overflows and a p near 0 is exact too.

    Unlike COINr, which gives no score where one value is absent, absent values are left out.
    """
    special = {1.0: amean, 0.0: gmean, -1.0: hmean}
    if p in special:
        return special[p](scores, weights)
    if p < 0:
        _positive(scores, "genmean")
    refuse_negative(scores, "genmean")
    top = _least(scores) if p < 0 else _greatest(scores)
    lead = np.where(top > 0, top, 1.0)
    with np.errstate(divide="ignore"):  # ln 0 is -inf, and its power 0
        steps = np.log(scores / lead[:, None])
    inner = amean(np.expm1(p * steps), weights)
    with np.errstate(divide="ignore"):
        return _within(lead * np.exp(np.log1p(np.maximum(inner, -1.0)) / p), scores)


def refuse_negative(scores: Floats, method: str) -> None:
    """Raise `values-negative` where the method has no meaning for what is below 0."""
    count = int((scores < 0).sum())
    if count:
        raise ProblemError(problem("values-negative", method=method, count=count))


def _positive(scores: Floats, method: str) -> None:
    count = int((scores <= 0).sum())
    if count:
        raise ProblemError(problem("values-not-positive", method=method, count=count))


def _within(mean: Floats, scores: Floats) -> Floats:
    """A mean lies between its values: rounding does not carry it out, and equal values give just that value."""
    inside: Floats = np.clip(mean, _least(scores), _greatest(scores))
    return inside


def _least(scores: Floats) -> Floats:
    least: Floats = np.fmin.reduce(scores, axis=1)
    return least


def _greatest(scores: Floats) -> Floats:
    greatest: Floats = np.fmax.reduce(scores, axis=1)
    return greatest
