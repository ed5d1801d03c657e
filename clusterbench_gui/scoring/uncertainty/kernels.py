"""Generalised means of many runs at once, with missing values re-weighted.

Formula: M_p = (sum w x^p / sum w)^(1/p) over the values present; p = 0: exp(sum w ln x / sum w). Source: OECD/JRC
Handbook (2008), aggregation; `a_amean`, `a_gmean`, `a_hmean`, `a_genmean` of COINr (whose `a_genmean` gives nothing as
soon as one value is missing; this does not). Children are added one after another and no matrix product of a library
is used, so that a run's bits depend on nothing but the run.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from clusterbench_gui.scoring.arrays import NAN, Floats
from clusterbench_gui.scoring.uncertainty.design import Aggregator, Integers

Flags = npt.NDArray[np.bool_]

_ROUNDING = 1e-9
"""A coverage that misses the threshold by less does not miss it (as in `scoring.aggregate`)."""


@dataclass(frozen=True, slots=True)
class Scored:
    """Scores of one node (runs x units). `gaps`: some may be NaN; `positive`: all others are known to be above 0."""

    values: Floats
    gaps: bool
    positive: bool


@dataclass(frozen=True, slots=True)
class Family:
    """The indicators under one node, transformed for one power: what all runs with that power share.

    `columns`: x^p, 0 where missing. `patterns`: which of them are present in each kind of unit, `pattern` the unit's
    kind. `refused`: indicators with a value that the power cannot take.
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
    positive = bool((values[there] > 0).all())
    transformed = _to_power(values, power)
    columns = np.ascontiguousarray(np.where(np.isfinite(transformed), transformed, 0.0).T)
    refused = np.array([_refuses(power, column[~np.isnan(column)]) for column in values.T], dtype=np.bool_)
    return Family(values, columns, patterns, pattern, refused, positive)


def _patterns(there: Flags) -> tuple[Floats, Integers]:
    if there.all():
        return np.ones((1, there.shape[1])), np.zeros(1, dtype=np.int64)
    packed = np.ascontiguousarray(np.packbits(there, axis=1))
    _, first, pattern = np.unique(packed.view(f"V{packed.shape[1]}").ravel(), return_index=True, return_inverse=True)
    return there[first].astype(np.float64), pattern.astype(np.int64)


def _refuses(power: float, values: Floats) -> bool:
    return bool(power != 1 and ((values <= 0).any() if power <= 0 else (values < 0).any()))


def mean_of_indicators(indicators: Family, weights: Floats, how: Aggregator, coverage: float) -> tuple[Scored, Flags]:
    """Means of runs (rows of `weights`) from indicators that all runs share, and which runs are refused."""
    total = np.zeros((len(weights), indicators.columns.shape[1]))
    product = np.empty_like(total)
    present = np.zeros((len(weights), len(indicators.patterns)))
    for number, column in enumerate(indicators.columns):
        weight = weights[:, number, None]
        np.multiply(weight, column, out=product)
        total += product
        present += weight * indicators.patterns[:, number]
    _without_coverage(present, _sum(weights), coverage)
    gaps = bool(np.isnan(present).any())
    total /= present if present.shape[1] == 1 else present[:, indicators.pattern]
    refused = np.asarray((weights[:, indicators.refused] > 0).any(axis=1))
    return Scored(_from_power(total, how.power), gaps, indicators.positive), refused


def mean_of_nodes(
    children: Sequence[Scored], weights: Floats, how: Aggregator, coverage: float
) -> tuple[Scored, Flags]:
    """Means of runs from nodes whose scores differ from run to run, and which runs are refused."""
    refused = np.zeros(len(weights), dtype=np.bool_)
    gaps = any(child.gaps for child in children)
    total = np.zeros_like(children[0].values)
    present = np.zeros_like(total) if gaps else np.zeros((len(weights), 1))
    product = np.empty_like(total)
    for number, child in enumerate(children):
        weight = weights[:, number, None]
        if how.power != 1 and not child.positive:
            refused |= (weight[:, 0] > 0) & _refused_rows(child.values, how.power)
        np.multiply(_to_power(child.values, how.power), weight, out=product)
        if gaps or not child.positive:
            np.copyto(product, 0.0, where=~np.isfinite(product))
        total += product
        present += np.where(np.isnan(child.values), 0.0, weight) if child.gaps else weight
    _without_coverage(present, _sum(weights), coverage)
    total /= present
    gaps = bool(np.isnan(present).any())
    return Scored(_from_power(total, how.power), gaps, all(child.positive for child in children)), refused


def _refused_rows(values: Floats, power: float) -> Flags:
    lowest = np.fmin.reduce(values, axis=1)
    return np.asarray(lowest <= 0 if power <= 0 else lowest < 0)


def by_function(children: Sequence[Floats], weights: Floats, how: Aggregator) -> Scored:
    """Scores of any other rule, run by run. `children`: a column per child, of all runs (1 x units) or of each."""
    if how.function is None:
        raise TypeError(how.name)
    rows = []
    for run, weight in enumerate(weights):
        used = weight > 0
        matrix = np.column_stack([child[run if len(child) > 1 else 0] for child in children])
        rows.append(how.function(matrix[:, used], weight[used]) if used.any() else np.full(len(matrix), NAN))
    return Scored(np.vstack(rows), gaps=True, positive=False)


def _sum(weights: Floats) -> Floats:
    total = np.zeros((len(weights), 1))
    for column in weights.T:
        total += column[:, None]
    return total


def _without_coverage(present: Floats, total: Floats, coverage: float) -> None:
    """NaN where the weights present are too few, so that dividing by them gives no score."""
    present[(present < (coverage - _ROUNDING) * total) | (present <= 0)] = NAN


def _to_power(values: Floats, power: float) -> Floats:
    if power == 1:
        return values
    with np.errstate(divide="ignore", invalid="ignore"):  # such runs are refused by name
        if power == 0:
            return np.asarray(np.log(values))
        return np.asarray(np.reciprocal(values) if power == -1 else np.power(values, power))


def _from_power(values: Floats, power: float) -> Floats:
    if power == 1:
        return values
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        if power == 0:
            return np.exp(values, out=values)
        return np.reciprocal(values, out=values) if power == -1 else np.power(values, 1.0 / power, out=values)
