"""What indicators really weigh, and which say the same."""

from collections.abc import Sequence

import numpy as np

from clusterbench_gui.scoring.arrays import NAN, Floats


def effective_weights(parents: Sequence[int], weights: Floats) -> Floats:
    """The share of each node in the index by the weights alone.

    Formula: w / (sum of the weights with the same parent), times the share of the parent; 1 at the top. `parents[i]` is the place of the parent of node i,
    -1 at the top.

    Source: `get_eff_weights` of COINr.
    """
    above = np.array(parents, dtype=np.int64)
    shares = np.where(above < 0, 1.0, NAN)
    while np.isnan(shares).any():
        for place in np.flatnonzero(np.isnan(shares)):
            if not np.isnan(shares[above[place]]):
                siblings = weights[above == above[place]].sum()
                shares[place] = weights[place] / siblings * shares[above[place]] if siblings else 0.0
    return shares


def importance(indicators: Floats, index: Floats) -> Floats:
    """The share of the variance of the index that each indicator goes along with, linearly; NaN where one does not vary.

    Formula: r² of indicator and index, over the units that have both.

    Source: P. Paruolo, M. Saisana, A. Saltelli, Ratings and rankings: voodoo or science? (2013), the linear case of the main effect.
    """
    made = np.full(indicators.shape[1], NAN)
    for place, column in enumerate(indicators.T):
        both = ~np.isnan(column) & ~np.isnan(index)
        if both.sum() > 2 and np.ptp(column[both]) > 0 and np.ptp(index[both]) > 0:
            made[place] = np.corrcoef(column[both], index[both])[0, 1] ** 2
    return made


def inflation(correlations: Floats) -> Floats:
    """How much of each column the others of the group say already: variance inflation factors, 1 for nothing, infinite for all.

    Formula: the diagonal of the inverse of the matrix of correlations.

    Source: D. W. Marquardt, Generalized inverses, ridge regression (1970).
    """
    roots, vectors = np.linalg.eigh(correlations)
    if roots.min(initial=1.0) > len(roots) * np.finfo(np.float64).eps * roots.max(initial=1.0):
        return np.asarray((vectors**2 / roots).sum(axis=1), dtype=np.float64)
    return np.array([_inflation_of(place, correlations) for place in range(len(correlations))])


def _inflation_of(place: int, correlations: Floats) -> float:
    others = np.delete(np.arange(len(correlations)), place)
    row = correlations[place, others]
    explained = float(row @ np.linalg.pinv(correlations[np.ix_(others, others)]) @ row)
    return 1 / (1 - explained) if explained < 1 - 1e-10 else np.inf
