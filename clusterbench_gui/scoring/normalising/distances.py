"""Normalisations by a range, by bounds that are given, and by distance to a unit or a target. More is better in x."""

import numpy as np

from clusterbench_gui.scoring.arrays import Floats, present

Bounds = tuple[float, float]


def dist2max(x: Floats) -> Floats:
    """One minus the distance to the best unit, in ranges.

    Formula: 1 - (max - x) / (max - min).

    Source: `n_dist2max` of COINr.
    """
    least, most = np.nanmin(x), np.nanmax(x)
    return np.asarray(1 - (most - x) / (most - least), dtype=np.float64)


def zscore(x: Floats, *, mean: float = 0.0, sd: float = 1.0) -> Floats:
    """Standardisation to a mean and a standard deviation that are given.

    Formula: mean + sd (x - m) / s, s with n - 1.

    Source: OECD/JRC Handbook (2008); `n_zscore` of COINr; n1 of clusterSim.
    """
    centre, spread = moments(x)
    return np.asarray(mean + sd * ((x - centre) / spread), dtype=np.float64)


def moments(x: Floats) -> tuple[float, float]:
    """Mean and standard deviation (n - 1) of what is there, the same whatever the order of the units."""
    there = present(x)
    centre = float(there.mean())
    return centre, float(np.sqrt((present(there - centre) ** 2).sum() / (len(there) - 1)))


def scaled(x: Floats, *, bounds: Bounds, factor: float = 100.0) -> Floats:
    """Distance from the lower of two given bounds, in their range; not cut off outside.

    Formula: factor (x - lower) / (upper - lower).

    Source: `n_scaled` of COINr.
    """
    lower, upper = bounds
    return np.asarray(factor * ((x - lower) / (upper - lower)), dtype=np.float64)


def goalposts(x: Floats, *, bounds: Bounds, low: float = 0.0, high: float = 100.0, truncate: bool = True) -> Floats:
    """Unitarisation between goalposts: the lower one has `low`, the upper `high`; what lies outside is cut off.

    Formula: low + (high - low) z, z = (x - lower) / (upper - lower), with `truncate` cut to 0..1.

    Source: UNDP, Human Development Reports, technical notes; `n_goalposts` of COINr.
    """
    z = scaled(x, bounds=bounds, factor=1.0)
    return np.asarray(low + (high - low) * (np.clip(z, 0.0, 1.0) if truncate else z), dtype=np.float64)


def dist2ref(x: Floats, *, reference: float, cap: bool = False) -> Floats:
    """One minus the distance to a unit that is the reference, in ranges below it; `cap` gives nobody more than it.

    Formula: 1 - (r - x) / (r - min), r the value of the reference.

    Source: `n_dist2ref` of COINr.
    """
    z = 1 - (reference - x) / (reference - np.nanmin(x))
    return np.asarray(np.minimum(z, 1.0) if cap else z, dtype=np.float64)


def dist2targ(x: Floats, *, target: float, cap: bool = False) -> Floats:
    """How far the way from the worst unit to the target was gone; `cap` gives nobody more than 1.

    Formula: (x - min) / (target - min).

    Source: `n_dist2targ` of COINr.
    """
    least = np.nanmin(x)
    z = (x - least) / (target - least)
    return np.asarray(np.minimum(z, 1.0) if cap else z, dtype=np.float64)
