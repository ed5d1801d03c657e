"""Unitarisation: an indicator's values become z from 0 (worst) to 1 (best).

Source: Kukuła's zero unitarisation, `n4` of clusterSim::data.Normalization, `n_minmax` of COINr. With minimum a and
maximum b over the clusters that have a value:

- stimulant: z = (x - a) / (b - a)
- destimulant: z = (b - x) / (b - a)
- nominant with optimum [p, q] (p = q for a point): z = 1 - d / max d, with d the distance from x to [p, q]

An indicator that separates no clusters has no z at all: neither 0 nor 1 would be true of it.
"""

from dataclasses import dataclass

import numpy as np

from clusterbench_gui.domain.editions import Direction
from clusterbench_gui.scoring.arrays import NAN, Floats, is_constant, shrunk

CONSTANT = "constant"
EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Scale:
    """How one indicator is read: which way is good, the optimum of a nominant, fixed bounds and a target if any."""

    direction: Direction = Direction.STIMULANT
    nominal: tuple[float, float] | None = None
    goalposts: tuple[float, float] | None = None
    target: float | None = None


@dataclass(frozen=True, slots=True)
class Unitarised:
    """z in 0..1 per cluster, NaN where there is no value; all NaN with a `reason` where z is undefined."""

    z: Floats
    reason: str = ""


def unitarise(values: Floats, scale: Scale) -> Unitarised:
    """The z of one indicator. `values`: one number per cluster, NaN for none, no infinity. Reason "constant" or "empty"."""
    nothing = np.full(values.shape, NAN)
    if np.isnan(values).all():
        return Unitarised(nothing, EMPTY)
    nominal = scale.nominal or ()
    together, _ = shrunk(np.concatenate([values, nominal]).astype(np.float64))
    x, optimum = together[: len(values)], together[len(values) :]
    if scale.direction is Direction.NOMINANT:
        x = _distance(x, optimum)
    if is_constant(x):
        return Unitarised(nothing, CONSTANT)
    low, high = float(np.nanmin(x)), float(np.nanmax(x))
    if scale.direction is Direction.STIMULANT:
        return Unitarised((x - low) / (high - low))
    return Unitarised((high - x) / (high - (0.0 if scale.direction is Direction.NOMINANT else low)))


def rescale(z: Floats, low: float, high: float) -> Floats:
    """From z in 0..1 to low..high, the scale on which scores are shown."""
    return low + (high - low) * z


def distance_to(values: Floats, nominal: tuple[float, float]) -> Floats:
    """Distance of each value to the optimum, 0 inside the interval."""
    return _distance(values, np.asarray(nominal, dtype=np.float64))


def _distance(values: Floats, optimum: Floats) -> Floats:
    outside: Floats = np.maximum(optimum[0] - values, values - optimum[1])
    return np.maximum(outside, 0.0)
