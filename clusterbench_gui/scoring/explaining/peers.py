"""Who is like whom."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from clusterbench_gui.scoring.arrays import Floats


@dataclass(frozen=True, slots=True)
class Peer:
    """Another unit (its row), how far its profile is, and over how many nodes that is known."""

    unit: int
    distance: float
    shared: int


def nearest(
    profiles: Floats, unit: int, count: int = 3, *, among: npt.NDArray[np.bool_] | None = None, least: float = 0.5
) -> tuple[Peer, ...]:
    """The units whose profiles (units x nodes, on one scale) are nearest to a unit's, the nearest first, of equal ones the earlier row.

    Formula: root of the mean squared difference over the nodes that both have; at least a share `least` of the unit's own must be shared. `among`
    keeps to a group, such as the same industry.

    Source: OECD/JRC Handbook (2008), cluster analysis; the mean over shared nodes is J. C. Gower's (1971).
    """
    own = profiles[unit]
    there = ~np.isnan(own) & ~np.isnan(profiles)
    shared = there.sum(axis=1)
    squares = np.where(there, profiles - own, 0.0) ** 2
    distance = np.sqrt(np.divide(squares.sum(axis=1), shared, out=np.full(len(profiles), np.inf), where=shared > 0))
    usable = (shared > 0) & (shared >= least * np.sum(~np.isnan(own)))
    usable &= np.ones(len(profiles), dtype=np.bool_) if among is None else among
    usable[unit] = False
    rows = [row for row in np.argsort(distance, kind="stable").tolist() if usable[row]]
    return tuple(Peer(row, float(distance[row]), int(shared[row])) for row in rows[:count])
