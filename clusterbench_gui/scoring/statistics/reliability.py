"""Whether the indicators of a group measure one thing."""

from dataclasses import dataclass

import numpy as np

from clusterbench_gui.scoring.arrays import NAN, Floats


@dataclass(frozen=True, slots=True)
class Reliability:
    """Cronbach's alpha of a group; by indicator, alpha without it and its correlation with the sum of the others. NaN where undefined.

    `units` have all values; the others are left out.
    """

    alpha: float
    without: Floats
    item_rest: Floats
    units: int


def reliability(values: Floats) -> Reliability:
    """Alpha of the columns of `values` (units x indicators, NaN for none), over units that have all values.

    Formula: k/(k - 1) (1 - Σ s_i² / s_T²), s_i² the variances of the k indicators, s_T² that of their sum. Undefined for fewer than two indicators,
    fewer than two units, or a sum that does not vary; alpha without an indicator needs three.

    Source: L. J. Cronbach, Coefficient alpha and the internal structure of tests (1951); `get_cronbach` of COINr (use = "pairwise" on complete data).
    """
    complete = values[~np.isnan(values).any(axis=1)]
    width = values.shape[1]
    without, rest = np.full(width, NAN), np.full(width, NAN)
    for place in range(width):
        others = np.delete(complete, place, axis=1)
        without[place] = _alpha(others)
        rest[place] = _correlation(complete[:, place], others.sum(axis=1)) if width > 1 else NAN
    return Reliability(_alpha(complete), without, rest, len(complete))


def pairwise_alpha(values: Floats) -> float:
    """Alpha from covariances each over the units that have both values, for tables with gaps.

    Formula: (k / (k - 1)) (1 - trace C / Σ C), C the matrix of pairwise covariances.

    Source: `get_cronbach(use = "pairwise.complete.obs")` of COINr.
    """
    width = values.shape[1]
    covariance = np.full((width, width), NAN)
    for one, other in np.ndindex(width, width):
        both = ~np.isnan(values[:, one]) & ~np.isnan(values[:, other])
        if both.sum() > 1:
            covariance[one, other] = np.cov(values[both, one], values[both, other])[0, 1]
    total = covariance.sum()
    return float(width / (width - 1) * (1 - np.trace(covariance) / total)) if width > 1 and total else NAN


def _alpha(complete: Floats) -> float:
    units, width = complete.shape
    if units < 2 or width < 2:
        return NAN
    total = complete.sum(axis=1).var(ddof=1)
    return float(width / (width - 1) * (1 - complete.var(axis=0, ddof=1).sum() / total)) if total > 0 else NAN


def _correlation(x: Floats, y: Floats) -> float:
    if len(x) < 2 or np.ptp(x) == 0 or np.ptp(y) == 0:
        return NAN
    return float(np.corrcoef(x, y)[0, 1])
