"""Places and quartile letters.

Ranks are competition ranks ("1 2 2 4", ties "min" as in COINr): 1 plus the number of clusters that are better. Scores
tie when they agree to 11 decimals of the largest score, so that rounding in the last bits never decides a place.
"""

import numpy as np
import numpy.typing as npt

from clusterbench_gui.scoring.arrays import Floats, shrunk

TIE_DECIMALS = 11
"""Scores that agree to so many decimals of the largest one share a place."""

LETTERS = "ABCD"


def ranks(scores: Floats) -> npt.NDArray[np.int64]:
    """Place of each cluster, 1 is the highest score; 0 where there is no score."""
    levels = _levels(scores)
    there = ~np.isnan(levels)
    ascending = np.sort(levels[there])
    places = np.zeros(len(scores), dtype=np.int64)
    places[there] = 1 + len(ascending) - np.searchsorted(ascending, levels[there], side="right")
    return places


def letters(scores: Floats, lower: float, median: float, upper: float) -> list[str]:
    """Quartile of each cluster: A from the upper quartile up, B from the median, C from the lower quartile, D below.

    A score on a border belongs to the better letter. Empty where there is no score.
    """
    levels = _levels(np.concatenate([scores, [upper, median, lower]]))
    own, borders = levels[:-3], levels[-3:]
    steps = np.where(np.isnan(own), len(LETTERS), (own[:, None] < borders).sum(axis=1))
    return [(*LETTERS, "")[step] for step in steps.tolist()]


def _levels(scores: Floats) -> Floats:
    small, _ = shrunk(scores)
    return np.round(small, TIE_DECIMALS)
