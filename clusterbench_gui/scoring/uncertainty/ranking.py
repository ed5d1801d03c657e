"""Places in many runs, and what they say about a unit: its interval, its chances, whom it beats."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from clusterbench_gui.scoring.arrays import NAN, Floats
from clusterbench_gui.scoring.rank import TIE_DECIMALS

Places = npt.NDArray[np.unsignedinteger[npt.NBitBase]]
"""Runs x units; 1 is the best place, 0 none. As small a kind of integer as holds them."""

_BLOCK = 256
"""Units whose places are sorted together."""


def places_of(scores: Floats, decimals: int | None = None) -> Places:
    """Places per row of `scores` (runs x units), ties "min", by the rule of `scoring.rank.ranks`.

    `decimals`: scores are rounded to so many decimals first, instead of to 11 of the largest one.
    """
    runs, units = scores.shape
    levels = -_levels(scores, decimals)
    order = np.argsort(levels, axis=1)
    ascending = np.take_along_axis(levels, order, axis=1)
    position = np.broadcast_to(np.arange(1, units + 1, dtype=kind_of(units)), (runs, units))
    tied = ascending[:, 1:] == ascending[:, :-1]
    if tied.any():
        first = np.array(position)
        first[:, 1:][tied] = 0
        position = np.maximum.accumulate(first, axis=1)
    places = np.empty((runs, units), dtype=kind_of(units))
    np.put_along_axis(places, order, position, axis=1)
    places[np.isnan(levels)] = 0
    return places


def places_among(places: Places, units: Sequence[int]) -> Places:
    """Places per run of some of the units, by their columns, among themselves."""
    if len(units) == places.shape[1]:
        return places
    own = places[:, list(units)].astype(np.float64)
    return places_of(np.where(own > 0, -own, NAN), decimals=0)


def kind_of(units: int) -> type[np.unsignedinteger[npt.NBitBase]]:
    """The smallest kind of integer for places of so many units."""
    return np.uint16 if units <= np.iinfo(np.uint16).max else np.uint32  # type: ignore[return-value]


def _levels(scores: Floats, decimals: int | None) -> Floats:
    if decimals is not None:
        return np.round(scores, decimals)
    largest = np.fmax.reduce(np.abs(scores), axis=1, initial=0.0)
    exponent = np.frexp(largest)[1]
    levels: Floats = np.rint(np.ldexp(scores, -exponent[:, None]) * 10.0**TIE_DECIMALS)
    return levels


@dataclass(frozen=True, slots=True)
class RankStatistics:
    """One number per unit over the runs in which it has a place; NaN where it has none. `counted`: how many runs."""

    mean: Floats
    median: Floats
    q5: Floats
    q95: Floats
    best: Floats
    worst: Floats
    counted: npt.NDArray[np.int64]


def rank_statistics(places: Places) -> RankStatistics:
    """Mean, quantiles and extremes of each unit's places.

    Quantiles interpolate between the order statistics (type 7 of R and NumPy), as COINr's `get_sensitivity` does.
    """
    blocks = [_statistics(places[:, start : start + _BLOCK]) for start in range(0, places.shape[1], _BLOCK)]
    table = np.concatenate([block for block, _ in blocks], axis=1)
    mean, median, q5, q95, best, worst = table
    counted = np.concatenate([counted for _, counted in blocks])
    return RankStatistics(mean, median, q5, q95, best, worst, counted)


def _statistics(places: Places) -> tuple[Floats, npt.NDArray[np.int64]]:
    ascending = np.sort(places.T, axis=1, kind="stable")
    runs = ascending.shape[1]
    counted = np.count_nonzero(ascending, axis=1)
    total = ascending.sum(axis=1, dtype=np.int64)
    rows, absent = np.arange(len(ascending)), runs - counted
    table = np.full((6, len(ascending)), NAN)
    some = counted > 0
    table[0, some] = total[some] / counted[some]
    for line, share in enumerate((0.5, 0.05, 0.95, 0.0, 1.0), start=1):
        spot = share * (counted - 1)
        below = np.floor(spot).astype(np.int64)
        above = np.minimum(below + 1, counted - 1)
        low = ascending[rows[some], (absent + below)[some]].astype(np.float64)
        high = ascending[rows[some], (absent + above)[some]].astype(np.float64)
        table[line, some] = low + (high - low) * (spot - below)[some]
    return table, counted


def rank_probabilities(places: Places) -> Floats:
    """P(rank = k): units x places 1…n, over the runs in which the unit has a place; NaN rows where it has none."""
    units = places.shape[1]
    counts = np.stack([np.bincount(column, minlength=units + 1)[1:] for column in places.T]).astype(np.float64)
    counted = counts.sum(axis=1, keepdims=True)
    return _share(counts, counted)


def top_probability(places: Places, share: float = 0.25) -> Floats:
    """P(among the best `share` of the units that have a place in that run): P(top quartile) as it stands."""
    there = places > 0
    last = np.ceil(share * there.sum(axis=1, keepdims=True))
    counted = there.sum(axis=0)
    return _share((there & (places <= last)).sum(axis=0), counted)


def beats(places: Places, units: Sequence[int] | None = None) -> Floats:
    """P(the row's unit beats the column's), a tie counting half, over the runs in which both have a place; 0.5 to itself.

    Units of which neither beats the other with a stated probability cannot be told apart. The time grows with the square
    of the units: name `units` where there are thousands.
    """
    columns = np.ascontiguousarray((places if units is None else places[:, list(units)]).T)
    chances = np.full((len(columns), len(columns)), 0.5)
    for row, own in enumerate(columns):
        others = columns[row + 1 :]
        both = (own > 0) & (others > 0)
        won = ((own < others) & both).sum(axis=1) + 0.5 * ((own == others) & both).sum(axis=1)
        counted = both.sum(axis=1)
        chance = _share(won, counted)
        chances[row, row + 1 :], chances[row + 1 :, row] = chance, 1.0 - chance
    return chances


@dataclass(frozen=True, slots=True)
class Convergence:
    """After `runs` runs: by how much mean places and ends of the 90 % intervals still moved since half as many."""

    runs: int
    largest_mean_change: float
    largest_interval_change: float
    largest_standard_error: float


def convergence(places: Places, steps: int = 6) -> tuple[Convergence, ...]:
    """Whether more runs would change the picture: the runs doubled `steps` times up to all of them."""
    sizes = [size for step in reversed(range(steps + 1)) if (size := len(places) >> step) >= 2]
    stages = [(size, rank_statistics(places[:size])) for size in sizes]
    return tuple(
        Convergence(
            size,
            _largest(now.mean - before.mean),
            max(_largest(now.q5 - before.q5), _largest(now.q95 - before.q95)),
            _largest(_standard_errors(places[:size])),
        )
        for (_, before), (size, now) in pairwise(stages)
    )


def _standard_errors(places: Places) -> Floats:
    counted = np.count_nonzero(places, axis=0)
    total = places.sum(axis=0, dtype=np.float64)
    squares = np.einsum("ru,ru->u", places, places, dtype=np.float64)
    enough = counted > 1
    spread = np.full(len(counted), NAN)
    n = counted[enough]
    spread[enough] = np.sqrt(np.maximum(squares[enough] - total[enough] ** 2 / n, 0.0) / (n - 1) / n)
    return spread


def _largest(change: Floats) -> float:
    return float(np.fmax.reduce(np.abs(change), initial=0.0))


def mean_change(places: Places, nominal: npt.NDArray[np.integer[Any]]) -> Floats:
    """Mean |rank change| against the nominal places, per run, over the units that have both; NaN for a failed run."""
    both = (places > 0) & (nominal > 0)
    moved = np.abs(places.astype(np.int64) - nominal)
    counted = both.sum(axis=1)
    return _share((moved * both).sum(axis=1), counted)


def _share(part: npt.NDArray[np.number[Any]], of: npt.NDArray[np.number[Any]]) -> Floats:
    """`part / of`, NaN where there is nothing to divide by."""
    return np.asarray(np.where(of > 0, part / np.where(of > 0, of, 1), NAN), dtype=np.float64)
