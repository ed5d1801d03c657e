"""One indicator turned so that more is better: what every method of normalisation but the quotients starts from."""

from dataclasses import dataclass

import numpy as np

from clusterbench_gui.domain.editions import Direction
from clusterbench_gui.scoring.arrays import Floats
from clusterbench_gui.scoring.normalising.unitarise import Scale, distance_to


@dataclass(frozen=True, slots=True)
class Directed:
    """Values of which more is better, with bounds (lower, upper) and target on the same scale, None for none."""

    values: Floats
    bounds: tuple[float, float] | None = None
    target: float | None = None


def directed(values: Floats, scale: Scale) -> Directed:
    """A destimulant changes its sign, and its bounds change places; a nominant becomes minus its distance to the optimum.

    Source: COINr 1.1.14, `Normalise`, for directions 1 and -1. Nominants: T. Grabiński, S. Wydymus, A. Zeliaś, Metody
    taksonomii numerycznej (1989), as a distance, which needs no choice of a ratio.

    Unlike COINr, nominants with a point or an interval as their optimum are known; the upper bound of a nominant is 0, its
    lower one minus the distance of the farther goalpost.
    """
    match scale.direction:
        case Direction.STIMULANT:
            return Directed(values, scale.goalposts, scale.target)
        case Direction.DESTIMULANT:
            bounds = (-scale.goalposts[1], -scale.goalposts[0]) if scale.goalposts else None
            return Directed(-values, bounds, -scale.target if scale.target is not None else None)
    assert scale.nominal is not None  # refused before scoring begins
    posts = np.array(scale.goalposts or (), dtype=np.float64)
    target = np.array([] if scale.target is None else [scale.target], dtype=np.float64)
    return Directed(
        -distance_to(values, scale.nominal),
        (-float(distance_to(posts, scale.nominal).max()), 0.0) if len(posts) else None,
        -float(distance_to(target, scale.nominal)[0]) if len(target) else None,
    )


def reflected(values: Floats, scale: Scale) -> Floats:
    """Values of which more is better without a change of their range: x becomes max + min - x where less was better.

    For quotients such as x / max x, which a change of sign would turn round: -x / max(-x) is x / min x, and the worst
    unit would score best.
    """
    if scale.direction is Direction.STIMULANT:
        return values
    x = distance_to(values, scale.nominal) if scale.nominal and scale.direction is Direction.NOMINANT else values
    return np.asarray(np.nanmax(x) + np.nanmin(x) - x, dtype=np.float64)
