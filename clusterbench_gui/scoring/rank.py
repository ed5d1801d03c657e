"""Places and quartile letters.

Ranks are competition ranks ("1 2 2 4", ties "min" as in COINr): 1 plus the number of clusters that are better. Scores
tie when they agree to 11 decimals of the largest score, so that rounding in the last bits never decides a place.
`places` knows other rules for ties, and ranks of rounded scores: published ranks often follow rounded values.
"""

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

from clusterbench_gui.domain.recipes import Ranking
from clusterbench_gui.scoring.arrays import NAN, Floats, shrunk

TIE_DECIMALS = 11
"""Scores that agree to so many decimals of the largest one share a place."""

LETTERS = "ABCD"
_BEST = Ranking("min")


def ranks(scores: Floats) -> npt.NDArray[np.int64]:
    """Place of each cluster, 1 is the highest score; 0 where there is no score."""
    return np.nan_to_num(places(scores, _BEST)).astype(np.int64)


def places(scores: Floats, ranking: Ranking) -> Floats:
    """Place of each unit by a stated rule, 1 is the highest score; NaN where there is no score.

    Units that tie have the least of the places that they take up ("min"), the greatest ("max"), the mean of both
    ("average"), or places are counted without gaps ("dense"). With `decimals` scores are rounded first, halves to even.
    """
    levels = _levels(scores if ranking.decimals is None else np.round(scores, ranking.decimals))
    there = ~np.isnan(levels)
    own, ascending = levels[there], np.sort(levels[there])
    found = np.full(len(scores), NAN)
    found[there] = _RULES[ranking.ties](own, ascending)
    return found


def all_places(scores: Floats, ranking: Ranking) -> Floats:
    """`places` of every column of a matrix; much faster than one by one for the usual rule for ties."""
    if ranking.ties != _BEST.ties:
        return np.column_stack([places(column, ranking) for column in scores.T])
    rounded = scores if ranking.decimals is None else np.round(scores, ranking.decimals)
    largest = np.fmax.reduce(np.abs(rounded), axis=0, initial=0.0)
    levels = np.round(np.ldexp(rounded, -np.frexp(largest)[1]), TIE_DECIMALS)
    order = np.argsort(-levels, axis=0, kind="stable")  # NaN last
    ordered = np.take_along_axis(levels, order, axis=0)
    begins = np.ones(levels.shape, dtype=np.bool_)
    begins[1:] = ordered[1:] != ordered[:-1]
    numbers = np.arange(1, len(levels) + 1)[:, None]
    found = np.empty(levels.shape)
    np.put_along_axis(
        found, order, np.maximum.accumulate(np.where(begins, numbers, 0), axis=0).astype(np.float64), axis=0
    )
    return np.where(np.isnan(levels), NAN, found)


def _best(own: Floats, ascending: Floats) -> Floats:
    return (1 + len(ascending) - np.searchsorted(ascending, own, side="right")).astype(np.float64)


def _worst(own: Floats, ascending: Floats) -> Floats:
    return (len(ascending) - np.searchsorted(ascending, own, side="left")).astype(np.float64)


_RULES: Mapping[str, Callable[[Floats, Floats], Floats]] = {
    "min": _best,
    "max": _worst,
    "average": lambda own, ascending: (_best(own, ascending) + _worst(own, ascending)) / 2,
    "dense": lambda own, ascending: _best(own, np.unique(ascending)),
}
TIES = tuple(_RULES)


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
