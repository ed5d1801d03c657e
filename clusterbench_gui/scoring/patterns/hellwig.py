"""Hellwig's measure of development and the Wrocław taxonomic method: Euclidean distance to the pattern."""

import numpy as np

from clusterbench_gui.domain.problems import ProblemError, problem
from clusterbench_gui.scoring.arrays import Floats, present
from clusterbench_gui.scoring.columns import running, standardised


def distance(scores: Floats, weights: Floats, ddof: float = 1.0) -> Floats:
    """Distance to the upper pattern: d = √Σ w (z - z*)², z standardised with divisor n - `ddof`, z* the highest z.

    The weights are scaled to the mean 1, so that equal weights are none. Where values are absent the sum over the others
    is carried up to all children. A child that is the same for all units has no say.
    Source: Hellwig, Zastosowanie metody taksonomicznej (Przegląd Statystyczny, 1968).
    """
    if ddof not in {0, 1}:
        raise ProblemError(problem("aggregation-range", method="hellwig", parameter="ddof", value=str(ddof)))
    z = standardised(scores, int(ddof))
    used = ~np.isnan(z).all(axis=0)
    if not used.any():
        return np.full(len(scores), np.nan)
    gaps = z[:, used] - np.fmax.reduce(z[:, used], axis=0)
    there = ~np.isnan(gaps.T)
    shares = (weights[used] / weights[used].max())[:, None]
    total = running(np.where(there, gaps.T, 0.0) ** 2 * shares)
    weight = running(np.where(there, shares, 0.0))
    mean = np.divide(total, weight, out=np.full(len(scores), np.nan), where=weight > 0)
    apart: Floats = np.sqrt(mean * np.count_nonzero(used))
    return apart


def wroclaw(scores: Floats, weights: Floats, ddof: float = 1.0) -> Floats:
    """Wrocław taxonomic measure: d / (mean d + 2 sd d), less is better; d as in `distance`, sd with divisor n - `ddof`.

    Source: Hellwig (1968); Fiedler, Hellwig's development measure in regional research; equals `ci_wroclaw` of Compind 3.4.
    NaN where all units are equal.
    """
    apart = distance(scores, weights, ddof)
    there = present(apart)
    if len(there) <= ddof:
        return np.full(len(scores), np.nan)
    mean = there.sum() / len(there)
    deviation = np.sqrt(((there - mean) ** 2).sum() / (len(there) - int(ddof)))
    far = mean + 2 * deviation
    measure: Floats = apart / far if far > 0 else np.full(len(scores), np.nan)
    return measure


def hellwig(scores: Floats, weights: Floats, ddof: float = 1.0) -> Floats:
    """Hellwig's measure of development: 1 - d / (mean d + 2 sd d); 1 is the pattern itself, a far unit may fall below 0.

    `ddof` 1 takes standard deviations with divisor n - 1, as clusterSim and Compind do, 0 with n, as Hellwig wrote; the
    measure differs in the second or third decimal, the order hardly ever.
    Source: Hellwig, Zastosowanie metody taksonomicznej do typologicznego podziału krajów (Przegląd Statystyczny, 1968).
    """
    measure: Floats = 1.0 - wroclaw(scores, weights, ddof)
    return measure
