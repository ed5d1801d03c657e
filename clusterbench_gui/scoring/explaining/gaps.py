"""The distance between two index values, split exactly by indicator."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.scoring.arrays import NAN, Floats
from clusterbench_gui.scoring.composite import Composite
from clusterbench_gui.scoring.hierarchy import Group
from clusterbench_gui.scoring.normalising.unitarise import CONSTANT

_POWERS = {"amean": 1.0, "gmean": 0.0, "hmean": -1.0}
_SAME = 1e-12


@dataclass(frozen=True, slots=True)
class Split:
    """`own` and `reference` are index values; `parts`, one per indicator in the model's order, sum to reference - own.

    A part is how much of the distance the indicator makes: above 0 where the reference is ahead.
    """

    own: float
    reference: float
    parts: Floats


def at_benchmark(composite: Composite, node: str, best: int) -> tuple[int, ...]:
    """The rows whose mean is the benchmark: the `best` highest scores of a node, of equal ones those with the smaller code."""
    score = composite.score(node)
    there = [row for row in range(len(score)) if not np.isnan(score[row])]
    there.sort(key=lambda row: (-score[row], composite.units[row]))
    return tuple(there[:best])


def at_median(composite: Composite, node: str) -> tuple[int, ...]:
    """The one or two rows whose mean is the median of a node."""
    score = composite.score(node)
    there = [row for row in range(len(score)) if not np.isnan(score[row])]
    there.sort(key=lambda row: (score[row], composite.units[row]))
    return tuple(there[(len(there) - 1) // 2 : len(there) // 2 + 1])


def split(composite: Composite, node: str, unit: int, reference: Sequence[int]) -> Split:
    """Split the distance at a node from a unit (a row) to the mean of the `reference` rows by indicator.

    Formula: arithmetic means throughout: Σ_i (v_i z_i - w_i z_i'), with the weights v, w that each side's own indicators have after
    missing ones are left out. Other means, over one reference row at a time and then averaged: a mean of power p changes by Σ w_i (b_i^p - a_i^p) · (B - A) / (B^p - A^p)
    (p = 0: logarithms), applied from the node down.

    Source: for p = 0 the logarithmic mean Divisia index, B. W. Ang (2005); the others are the same identity.

    Raises `ProblemError`: "gap-method" for aggregations that are no means, "gap-missing" where means other than arithmetic
    ones meet different gaps, "gap-no-score" where a side has no score.

    Unlike COINr, which has no such split.
    """
    powers = {group.step: _power(composite, group.step) for group in composite.tree.groups}
    own = float(composite.score(node)[unit])
    values = [float(composite.score(node)[row]) for row in reference]
    if not reference or np.isnan([own, *values]).any():
        raise ProblemError(problem("gap-no-score", Place(name=composite.units[unit])))
    if all(power == 1 for power in powers.values()):
        shares = contributions(composite, node)
        parts = shares[list(reference)].mean(axis=0) - shares[unit]
    else:
        parts = np.mean([_chained(composite, node, unit, row, powers) for row in reference], axis=0)
    return Split(own, float(np.mean(values)), parts)


def contributions(composite: Composite, node: str) -> Floats:
    """What each indicator adds to a node's score, units x indicators, 0 where it has no value; for arithmetic means throughout.

    Formula: z_i times the product, from the node down, of w / (sum of the weights that are present).
    """
    shares = np.zeros_like(composite.scores)
    shares[:, composite.place(node)] = 1.0
    for group in _under(composite, node):
        children, weights = _kept(composite, group)
        present = ~np.isnan(composite.scores[:, children]) * weights
        total = present.sum(axis=1, keepdims=True)
        part = np.divide(present, total, out=np.zeros_like(present), where=total > 0)
        shares[:, children] = shares[:, [group.parent]] * part
    bottom = slice(0, composite.tree.indicators)
    return np.asarray(shares[:, bottom] * np.nan_to_num(composite.scores[:, bottom]), dtype=np.float64)


def _chained(composite: Composite, node: str, unit: int, row: int, powers: dict[int, float]) -> Floats:
    a, b = composite.scores[unit], composite.scores[row]
    if (np.isnan(a) != np.isnan(b)).any():
        raise ProblemError(problem("gap-missing", Place(name=composite.units[unit]), other=composite.units[row]))
    shares = np.zeros(len(a))
    """What one point of a node's own change makes at `node`."""
    shares[composite.place(node)] = 1.0
    for group in _under(composite, node):
        children, weights = _kept(composite, group)
        there = ~np.isnan(a[children])
        children, weights = children[there], weights[there]
        if len(children):
            power = powers[group.step]
            parent = np.array([group.parent])
            steep = _slope(a[children], b[children], power) / _slope(a[parent], b[parent], power)
            shares[children] = shares[group.parent] * weights / weights.sum() * steep
    bottom = slice(0, composite.tree.indicators)
    return np.asarray(shares[bottom] * np.nan_to_num(b[bottom] - a[bottom]), dtype=np.float64)


def _slope(a: Floats, b: Floats, power: float) -> Floats:
    """(f(b) - f(a)) / (b - a) of the transformation behind a mean of this power; where both are equal, its derivative."""
    same = np.abs(b - a) <= _SAME * np.maximum(np.abs(a), np.abs(b))
    with np.errstate(divide="ignore", invalid="ignore"):
        change = np.log(b) - np.log(a) if power == 0 else b**power - a**power
        steep = 1 / a if power == 0 else power * a ** (power - 1)
        return np.asarray(np.where(same, steep, change / (b - a)), dtype=np.float64)


def _under(composite: Composite, node: str) -> list[Group]:
    """The groups of a node and of all nodes below it, from the top down."""
    reached, found = {composite.place(node)}, []
    for group in reversed(composite.tree.groups):
        if group.parent in reached:
            reached |= set(group.children.tolist())
            found.append(group)
    return found


def _kept(composite: Composite, group: Group) -> tuple[np.ndarray[tuple[int, ...], np.dtype[np.intp]], Floats]:
    """The children that have a say, and their weights."""
    codes = composite.tree.codes
    kept = np.array(
        [child for child in group.children if composite.reasons.get(codes[child]) != CONSTANT], dtype=np.intp
    )
    return kept, composite.weights[kept]


def _power(composite: Composite, step: int) -> float:
    how = composite.recipe.aggregation(step)
    power = float(how.parameters.get("p", NAN)) if how.method == "genmean" else _POWERS.get(how.method, NAN)  # type: ignore[arg-type]  # checked by the aggregation
    if np.isnan(power):
        raise ProblemError(problem("gap-method", Place(name=how.method)))
    return power
