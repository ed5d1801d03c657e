"""Normalisations that keep the order of the units and forget the distances between them."""

import numpy as np

from clusterbench_gui.scoring.arrays import NAN, Floats

TIES = ("min", "max", "average", "dense")


def rank(x: Floats, *, ties: str = "min") -> Floats:
    """Place from below: 1 for the worst, so that more is better.

    Formula: 1 + number of units that are worse (`ties` "min"); "max" counts those that are equal as well, "average" is
    the mean of both, "dense" counts different values only.

    Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), ranking; `n_rank` of COINr.
    """
    there = ~np.isnan(x)
    ascending = np.sort(x[there])
    lower = np.searchsorted(ascending, x[there], side="left")
    upper = np.searchsorted(ascending, x[there], side="right")
    different = np.searchsorted(np.unique(ascending), x[there], side="left") + 1
    made = {"min": lower + 1.0, "max": upper * 1.0, "average": (lower + 1.0 + upper) / 2, "dense": different * 1.0}
    placed = np.full(x.shape, NAN)
    placed[there] = made[ties]
    return placed


def borda(x: Floats, *, ties: str = "min") -> Floats:
    """Points of Borda: how many units are worse.

    Formula: rank - 1.

    Source: `n_borda` of COINr.
    """
    return rank(x, ties=ties) - 1


def prank(x: Floats, *, ties: str = "min") -> Floats:
    """Share of the other units that are worse, 0 to 1.

    Formula: (rank - 1) / (n - 1), n the number of units that have a value.

    Source: `n_prank` of COINr; the percentile rank of the Global Innovation Index.
    """
    return borda(x, ties=ties) / max(int((~np.isnan(x)).sum()) - 1, 1)


def categories(x: Floats, *, shares: tuple[float, ...] = (0.05, 0.15, 0.25, 0.65, 0.85, 0.95)) -> Floats:
    """Points by percentile: 0 below the lowest of `shares`, 100 from the highest on, in equal steps between.

    Formula: 100 k / m for a value at or above exactly k of the m quantiles (type 7).

    Source: OECD/JRC Handbook (2008), categorical scale.
    """
    borders = np.nanquantile(x, shares)
    points = 100.0 * (x[:, None] >= borders).sum(axis=1) / len(shares)
    return np.where(np.isnan(x), NAN, points)


def above_mean(x: Floats, *, band: float = 0.2) -> Floats:
    """1 above the mean, -1 below, 0 near it.

    Formula: sign of x - mean where |x - mean| > band · |mean|, else 0.

    Source: OECD/JRC Handbook (2008), indicators above or below the mean; the European Innovation Scoreboard of 2002 used a band of 20 %.
    """
    mean = np.nanmean(x)
    return np.where(np.abs(x - mean) > band * abs(mean), np.sign(x - mean), np.where(np.isnan(x), NAN, 0.0))
