"""What stands out about a unit, by rules that can be printed, and how surely."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from clusterbench_gui.scoring.arrays import Floats, present
from clusterbench_gui.scoring.rank import TIE_DECIMALS
from clusterbench_gui.scoring.summarise import QUARTILES_FROM

STRENGTH, WEAKNESS, NEITHER = 1, -1, 0
FRAGILE_BELOW = 0.8
"""A mark that holds in a smaller share of the variants is fragile (SCORING: individual report, element 6)."""

Marks = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Standing:
    """The places of one unit's indicators, worst and best of those it has: positions of columns, the clearest first."""

    strengths: tuple[int, ...]
    weaknesses: tuple[int, ...]


def by_places(
    places: Floats,
    count: int = 5,
    *,
    different: Floats | None = None,
    least_different: float = 0.0,
    last: Floats | None = None,
) -> Standing:
    """The `count` best and worst places of a unit; of equal places the earlier column is the better one.

    `places`: 1 is best, NaN for none. `different` is each indicator's share of different values: one below
    `least_different` is neither, because with few values many units share the best place. `last` is each indicator's worst
    place: with it, what stands there is no weakness, as a landlocked country is not weak in shipping.

    Source: `get_str_weak` of COINr (topN, unq_discard, min_discard); its order of the weaknesses is from better to worse.
    """
    usable = ~np.isnan(places)
    if different is not None:
        usable &= different >= least_different
    order = [place for place in np.argsort(places, kind="stable").tolist() if usable[place]]
    weak = order if last is None else [place for place in order if places[place] < last[place]]
    return Standing(tuple(order[:count]), tuple(weak[-count:]) if count else ())


def by_percentile(
    places: Floats, counts: Floats, wanted: int = 10, always: int = 3, *, enough: npt.NDArray[np.bool_] | None = None
) -> Marks:
    """Marks of a unit by the Global Innovation Index: at or above its own 10th highest percentile rank, or among the first three.

    Formula: percentile rank (n - place) / (n - 1), n of `counts` (units with a value); strength: at or above the `wanted`-th highest of the
    unit, or place <= `always`; weakness: at or below the `wanted`-th lowest. Where `enough` is False (too little data in the pillar) there is no mark; where both
    would hold there is none.

    Source: Global Innovation Index 2023 (WIPO), p. 218.
    """
    shares = np.divide(counts - places, counts - 1, out=np.full(places.shape, np.nan), where=counts > 1)
    ordered = present(shares)
    marks = np.zeros(len(places), dtype=np.int8)
    if not len(ordered):
        return marks
    high, low = ordered[max(len(ordered) - wanted, 0)], ordered[min(wanted, len(ordered)) - 1]
    strong = (shares >= high) | (places <= always)
    weak = shares <= low
    marks[strong & ~weak], marks[weak & ~strong] = STRENGTH, WEAKNESS
    if enough is not None:
        marks[~enough] = NEITHER
    return marks


def by_reference(scores: Floats, reference: Floats, above: float = 1.2, below: float = 0.5) -> Marks:
    """Marks by the share of a reference that is reached: above 120 % a strength, below 50 % a weakness.

    Formula: score / reference; no mark where the reference is 0 or below.

    Source: European and Regional Innovation Scoreboards 2019 (European Commission).
    """
    share = np.divide(scores, reference, out=np.full(scores.shape, np.nan), where=reference > 0)
    return _marks(share > above, share < below)


def by_peers(scores: Floats, peers: Floats) -> Marks:
    """Marks within a group of peers: above their mean plus one standard deviation a strength, below it minus one a weakness.

    `scores` of the unit, `peers` x indicators; at least two peers with a value, else no mark.

    Source: Global Innovation Index 2023, strengths within income groups.
    """
    made = np.zeros(len(scores), dtype=np.int8)
    for column, own in enumerate(scores):
        there = present(peers[:, column])
        if len(there) > 1 and not np.isnan(own):
            reach = there.std(ddof=1)
            made[column] = int(own > there.mean() + reach) - int(own < there.mean() - reach)
    return made


def by_quartile(scores: Floats) -> Marks:
    """Marks of all units at one node: in the top quarter and above the median a strength, in the bottom quarter and below it a weakness.

    Quartiles of type 7, of at least four scores.
    """
    there = present(scores)
    if len(there) < 4:
        return np.zeros(scores.shape, dtype=np.int8)
    lower, middle, upper = np.quantile(there, (0.25, 0.5, 0.75))
    return _marks((scores >= upper) & (scores > middle), (scores <= lower) & (scores < middle))


def by_median(scores: Floats) -> Marks:
    """Marks along the last axis (units): in the top quarter and above the median a strength, below the median a weakness.

    Quartiles of type 7; the upper one of at least four scores. Scores that agree to 11 decimals of the largest one are equal, as in `scoring.rank`.
    """
    there = ~np.isnan(scores)
    count = there.sum(axis=-1, keepdims=True)
    ordered = np.sort(scores, axis=-1)  # NaN last
    middle, upper = (_quantile(ordered, count, share) for share in (0.5, 0.75))
    same = 10.0**-TIE_DECIMALS * np.max(np.abs(scores), axis=-1, keepdims=True, where=there, initial=0.0)
    strong = (scores >= upper - same) & (scores > middle + same) & (count >= QUARTILES_FROM)
    return _marks(strong, scores < middle - same)


def _quantile(ordered: Floats, count: npt.NDArray[np.intp], share: float) -> Floats:
    """Type 7 along the last axis, of the first `count` values; NaN where there is none."""
    position = np.maximum(count - 1, 0) * share
    below = position.astype(np.intp)
    above = np.minimum(below + 1, np.maximum(count - 1, 0))
    part = position - below
    low, high = (np.take_along_axis(ordered, place, axis=-1) for place in (below, above))
    return np.asarray(low * (1 - part) + high * part)


def steadiness(marks: Marks, runs: Sequence[Marks] | npt.NDArray[np.int8]) -> Floats:
    """The share of the runs (a row each) in which a mark holds; 1 where there is none. Below `FRAGILE_BELOW` it is fragile."""
    same = (np.asarray(runs) == marks).mean(axis=0) if len(runs) else np.ones(marks.shape)
    return np.where(marks == NEITHER, 1.0, same)


def _marks(strong: npt.NDArray[np.bool_], weak: npt.NDArray[np.bool_]) -> Marks:
    return strong.astype(np.int8) - weak.astype(np.int8)
