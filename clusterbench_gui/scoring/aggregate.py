"""Weighted arithmetic mean over what is present, with a coverage threshold.

Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), linear aggregation; `a_amean` with `dat_thresh` of
COINr. The weights of absent values are left out and the others keep their proportions; nothing is imputed.
"""

from dataclasses import dataclass

import numpy as np

from clusterbench_gui.scoring.arrays import NAN, Floats

_ROUNDING = 1e-9
"""A coverage that misses the threshold by less does not miss it: 0.1 + 0.2 of 0.6 is a half."""


@dataclass(frozen=True, slots=True)
class Mean:
    """Mean per cluster (NaN where coverage is too low) and the share of the weights that was present, 0..1."""

    score: Floats
    coverage: Floats


def weighted_mean(scores: Floats, weights: Floats, threshold: float) -> Mean:
    """Means of the rows of `scores` (clusters x children, NaN for none).

    `weights`: one per child, not negative, not all 0. `threshold`: least coverage for a mean to exist; with 0 one value
    is enough. Columns are added one after another, so that a row's bits do not depend on the other rows.
    """
    shares = weights / weights.max()
    total, weight = np.zeros(len(scores)), np.zeros(len(scores))
    for column, share in zip(scores.T, shares, strict=True):
        there = ~np.isnan(column)
        total += np.where(there, column, 0.0) * share
        weight += np.where(there, share, 0.0)
    coverage = np.minimum(weight / sum(shares.tolist()), 1.0)
    enough = (coverage >= threshold - _ROUNDING) & (weight > 0)
    mean = np.divide(total, weight, out=np.full(len(scores), NAN), where=enough)
    return Mean(mean, coverage)
