"""Walesiak's generalised distance measure GDM1 to the upper or the lower pattern."""

import numpy as np

from clusterbench_gui.domain.problems import ProblemError, problem
from clusterbench_gui.scoring.arrays import NAN, Floats
from clusterbench_gui.scoring.columns import running, standardised


def distance(scores: Floats, weights: Floats, pattern: str = "upper") -> Floats:
    """GDM1 to the pattern, from 0 (the pattern itself) to 1; the pattern takes part in the standardisation.

    d_ip = ½ - Σ_j w (a_ipj b_pij + Σ_l a_ilj b_plj) / (2 √(Σ_j Σ_l w a_ilj² · Σ_j Σ_l w b_plj²)), with a_ilj = z_ij - z_lj,
    b_plj = z_pj - z_lj and l over all units and the pattern. `pattern` is "upper" or "lower". Children that a unit has no
    value of are left out of both sums; one that is the same for all has no say. NaN where nothing is left.
    Source: Walesiak, Uogólniona miara odległości GDM (2002, 2016); equals `pattern.GDM1` of clusterSim 0.51 with n1.
    """
    if pattern not in {"upper", "lower"}:
        raise ProblemError(problem("aggregation-range", method="gdm1", parameter="pattern", value=pattern))
    pick = np.fmax if pattern == "upper" else np.fmin
    z = standardised(np.vstack([pick.reduce(scores, axis=0), scores]), ddof=1)
    there = ~np.isnan(z)
    z = np.where(there, z, 0.0)
    ordered = np.sort(z, axis=0)  # sums that do not depend on the order of units; an absent value adds nothing
    count, total, squares = there.sum(axis=0), ordered.sum(axis=0), (ordered**2).sum(axis=0)
    own, best = z[1:], z[0]
    shares = np.where(there[1:], weights / weights.max(), 0.0)
    across = count * own * best - (own + best) * total + squares - (own - best) ** 2
    mine = count * own**2 - 2 * own * total + squares
    its = count * best**2 - 2 * best * total + squares
    above, left, right = (_sum(shares * part) for part in (across, mine, its))
    scale = 2 * np.sqrt(left * right)
    measure: Floats = 0.5 - np.divide(above, scale, out=np.full(len(scores), NAN), where=scale > 0)
    return measure


def gdm1(scores: Floats, weights: Floats, pattern: str = "upper") -> Floats:
    """Nearness by GDM1: 1 - distance to the upper pattern, or the distance from the lower one; more is better.

    Source: M. Walesiak, Uogólniona miara odległości GDM (2016); `pattern.GDM1` of clusterSim.
    """
    apart = distance(scores, weights, pattern)
    return 1.0 - apart if pattern == "upper" else apart


def _sum(parts: Floats) -> Floats:
    return running(np.ascontiguousarray(parts.T))
