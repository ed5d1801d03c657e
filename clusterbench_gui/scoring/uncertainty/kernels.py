"""Generalised means of many runs at once, with missing values re-weighted.

Formula: M_p = (sum w x^p / sum w)^(1/p) over the values present; p = 0: exp(sum w ln x / sum w). Source: OECD/JRC
Handbook (2008), aggregation; `a_amean`, `a_gmean`, `a_hmean`, `a_genmean` of COINr (whose `a_genmean` gives nothing as
soon as one value is missing; this does not). Children are added one after another (`einsum`; no matrix product of
a BLAS, whose order of adding depends on the shape), so that a run's bits depend on nothing but the run.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.scoring.arrays import NAN, Floats
from clusterbench_gui.scoring.uncertainty.design import Aggregator, Integers

Flags = npt.NDArray[np.bool_]

_ROUNDING = 1e-9
"""A coverage that misses the threshold by less does not miss it (as in `aggregating.means`)."""


_SMALLEST = 1e-30
"""What lies below is no positive number to a mean with a power of 0 or less: its reciprocal would drown all others."""
LARGEST = 1e30
"""Values beyond are refused, so that no power of a value is beyond all numbers."""


@dataclass(frozen=True, slots=True)
class Level:
    """Scores of all nodes of a level (nodes x runs x units). Per node, `gaps`: some may be NaN; `positive`: all others are above 0."""

    values: Floats
    gaps: Flags
    positive: Flags


@dataclass(frozen=True, slots=True)
class Family:
    """The indicators under one node, transformed for one power: what all runs with that power share.

    `columns`: x^p, 0 where missing (indicators x units). `patterns`: which of them are present in each kind of unit
    (indicators x kinds), `pattern` the unit's kind. `refused`: indicators with a value that the power cannot take.
    """

    values: Floats
    columns: Floats
    patterns: Floats
    pattern: Integers
    refused: Flags
    positive: bool


def family(values: Floats, power: float) -> Family:
    """Transform the indicators `values` (units x indicators, NaN for none) under one node."""
    there = ~np.isnan(values)
    patterns, pattern = _patterns(there)
    positive = bool((values[there] >= _SMALLEST).all())
    transformed = _to_power(values.T.copy(), power)
    columns = np.where(np.isfinite(transformed), transformed, 0.0)
    refused = np.array([_refuses(power, column[~np.isnan(column)]) for column in values.T], dtype=np.bool_)
    return Family(values, columns, np.ascontiguousarray(patterns.T), pattern, refused, positive)


def _patterns(there: Flags) -> tuple[Floats, Integers]:
    if there.all():
        return np.ones((1, there.shape[1])), np.zeros(1, dtype=np.int64)
    packed = np.ascontiguousarray(np.packbits(there, axis=1))
    _, first, pattern = np.unique(packed.view(f"V{packed.shape[1]}").ravel(), return_index=True, return_inverse=True)
    return there[first].astype(np.float64), pattern.astype(np.int64)


def _refuses(power: float, values: Floats) -> bool:
    return bool(power != 1 and ((values < _SMALLEST).any() if power <= 0 else (values < 0).any()))


def means_of_indicators(
    families: Sequence[Family], weights: Sequence[Floats], how: Aggregator, coverage: float
) -> tuple[Level, Flags]:
    """Means under each node from indicators that all runs share (`weights`: runs x indicators), and which runs are refused."""
    runs, units = len(weights[0]), len(families[0].values)
    means = np.empty((len(families), runs, units))
    gaps = np.zeros(len(families), dtype=np.bool_)
    refused = np.zeros(runs, dtype=np.bool_)
    for number, (own, weight) in enumerate(zip(families, weights, strict=True)):
        np.einsum("rk,ku->ru", weight, own.columns, out=means[number])
        present = np.einsum("rk,kp->rp", weight, own.patterns)
        gaps[number] = _without_coverage(present, weight, coverage)
        means[number] /= present if present.shape[1] == 1 else present[:, own.pattern]
        if own.refused.any():
            refused |= (weight[:, own.refused] > 0).any(axis=1)
    positive = np.array([own.positive for own in families], dtype=np.bool_)
    return Level(_from_power(means, how.power), gaps, positive), refused


def means_of_nodes(
    below: Level, places: Sequence[Integers], weights: Sequence[Floats], how: Aggregator, coverage: float
) -> tuple[Level, Flags]:
    """Means under each node from the nodes at `places` below, whose scores differ from run to run; changes `below`."""
    runs, units = below.values.shape[1:]
    refused = np.zeros(runs, dtype=np.bool_)
    if how.power != 1 and not below.positive.all():
        for own, weight in zip(places, weights, strict=True):
            refused |= _refused_runs(below, own, weight, how.power)
    values = _to_power(below.values, how.power)
    absent = np.isnan(values) if below.gaps.any() or not below.positive.all() else None
    means = np.empty((len(places), runs, units))
    gaps = np.zeros(len(places), dtype=np.bool_)
    for number, (own, weight) in enumerate(zip(places, weights, strict=True)):
        mean, children = means[number], values[own]
        if absent is None:
            present = _sum(weight)
        else:
            children[~np.isfinite(children)] = 0.0
            present = np.einsum("rk,kru->ru", weight, (~absent[own]).astype(np.float64))
        np.einsum("rk,kru->ru", weight, children, out=mean)
        gaps[number] = _without_coverage(present, weight, coverage)
        mean /= present
    positive = np.array([below.positive[own].all() for own in places], dtype=np.bool_)
    return Level(_from_power(means, how.power), gaps, positive), refused


def _refused_runs(below: Level, places: Integers, weights: Floats, power: float) -> Flags:
    lowest = np.fmin.reduce(below.values[places], axis=2).T
    return np.asarray(((weights > 0) & (lowest < _SMALLEST if power <= 0 else lowest < 0)).any(axis=1))


def by_function(children: Sequence[Floats], weights: Sequence[Floats], how: Aggregator) -> tuple[Level, dict[int, str]]:
    """Scores of any other rule, run by run, and why runs are refused; `children`: per node children x runs or 1 x units."""
    runs, units = len(weights[0]), children[0].shape[2]
    scores = np.full((len(children), runs, units), NAN)
    refused: dict[int, str] = {}
    for node, (values, weight) in enumerate(zip(children, weights, strict=True)):
        for run, own in enumerate(weight):
            used = own > 0
            matrix = values[used, run if values.shape[1] > 1 else 0].T
            if how.function is None or not used.any() or run in refused:
                continue
            try:
                scores[node, run] = how.function(matrix, own[used])
            except ProblemError as error:
                refused[run] = error.problems[0].code
    flags = np.ones(len(children), dtype=np.bool_)
    return Level(scores, flags, ~flags), refused


def _sum(weights: Floats) -> Floats:
    return np.asarray(np.einsum("rk,ko->ro", weights, np.ones((weights.shape[1], 1))))


def _without_coverage(present: Floats, weights: Floats, coverage: float) -> bool:
    """Put NaN where the weights present are too few, so that dividing by them gives no score; whether there are such."""
    few = present <= 0
    if coverage > 0:
        few |= present < (coverage - _ROUNDING) * _sum(weights)
    if not few.any():
        return False
    present[few] = NAN
    return True


def _to_power(values: Floats, power: float) -> Floats:
    """In place."""
    with np.errstate(divide="ignore", invalid="ignore"):  # runs with such values are refused by name
        return _powered(values, power)


def _from_power(values: Floats, power: float) -> Floats:
    """In place."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        return np.exp(values, out=values) if power == 0 else _powered(values, 1.0 / power)


def _powered(values: Floats, power: float) -> Floats:
    if power == 0:
        return np.log(values, out=values)
    if power == -1:
        return np.reciprocal(values, out=values)
    return values if power == 1 else np.power(values, power, out=values)
