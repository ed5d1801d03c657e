"""Weight sets to choose from, where `weighting.noisy` (each weight moved by a share of itself) is not what is wanted.

All draw the shares of siblings, which sum to 1 under each parent, and depend on the seed and their number only.
"""

import numpy as np
import numpy.typing as npt

from clusterbench_gui.domain.problems import ProblemError, problem
from clusterbench_gui.scoring.arrays import Floats
from clusterbench_gui.scoring.uncertainty.design import Tree, stream

_STREAM = 1_000
"""Weights are drawn apart from the choices of runs, which use the streams below."""
_SWEEPS = 12
"""Exchanges per weight until a set has forgotten where it began; see the tests for means and variances."""
_ROUNDING = 1e-9


def simplex(tree: Tree, count: int, seed: int) -> Floats:
    """Shares drawn evenly from all that are possible: nothing is known of the weights.

    Formula: independent exponentials divided by their sum, Dirichlet(1, …, 1). Source: stochastic multicriteria
    acceptability analysis (Lahdelma and Salminen, SMAA-2, 2001).
    """
    return dirichlet(tree, np.ones(tree.nodes), None, count, seed)


def dirichlet(tree: Tree, weights: Floats, certainty: float | None, count: int, seed: int) -> Floats:
    """Shares around given ones, the closer the more certain.

    Formula: Dirichlet(certainty * share_i); the variance of a share s is s (1 - s) / (certainty + 1). Without a certainty
    the parameters are the weights themselves. A weight of 0 stays 0. Raises `ProblemError` "certainty-invalid".
    """
    if certainty is not None and not certainty > 0:
        raise ProblemError(problem("certainty-invalid", certainty=str(certainty)))
    sets = np.zeros((count, tree.nodes))
    for number, within in enumerate(_siblings(tree)):
        own = weights[within]
        parameters = own if certainty is None else certainty * own / own.sum()
        drawn = stream(seed, _STREAM + number).standard_gamma(parameters, size=(count, len(within)))
        total = drawn.sum(axis=1, keepdims=True)
        sets[:, within] = np.divide(
            drawn, total, out=np.broadcast_to(own / own.sum(), drawn.shape).copy(), where=total > 0
        )
    return sets


def within_limits(tree: Tree, low: npt.ArrayLike, high: npt.ArrayLike, count: int, seed: int) -> Floats:
    """Shares drawn evenly from all between `low` and `high` (one for all nodes, or one per node), as pie shares of BoD are.

    Each set begins in the middle; two siblings then exchange a random part of what their limits allow, again and again
    (a Gibbs sampler, whose limit is the even distribution). Raises `ProblemError` "limits-impossible".
    """
    floor, ceiling = (np.broadcast_to(np.asarray(limit, dtype=np.float64), tree.nodes) for limit in (low, high))
    sets = np.empty((count, tree.nodes))
    for number, within in enumerate(_siblings(tree)):
        least, most = np.maximum(floor[within], 0.0), np.minimum(ceiling[within], 1.0)
        if (least > most).any() or least.sum() > 1 + _ROUNDING or most.sum() < 1 - _ROUNDING:
            raise ProblemError(problem("limits-impossible", low=str(least.sum()), high=str(most.sum())))
        sets[:, within] = _exchanged(least, most, count, stream(seed, _STREAM + number))
    return sets


def middle(least: Floats, most: Floats) -> Floats:
    """The shares that lie equally far between all limits and sum to 1."""
    room = most.sum() - least.sum()
    share = (1.0 - least.sum()) / room if room > 0 else 0.0
    return np.asarray(least + share * (most - least))


def _exchanged(least: Floats, most: Floats, count: int, random: np.random.Generator) -> Floats:
    size = len(least)
    shares = np.tile(middle(least, most), (count, 1))
    if size == 1:
        return shares
    steps = _SWEEPS * size
    numbers = random.random((count, steps))  # a row per set, so that more sets leave the first ones as they are
    pairs = np.random.Generator(np.random.Philox(key=size))
    for step in range(steps):
        one, other = pairs.choice(size, 2, replace=False)
        total = shares[:, one] + shares[:, other]
        lowest = np.maximum(least[one], total - most[other])
        highest = np.minimum(most[one], total - least[other])
        shares[:, one] = lowest + numbers[:, step] * np.maximum(highest - lowest, 0.0)
        shares[:, other] = total - shares[:, one]
    return shares


def _siblings(tree: Tree) -> list[npt.NDArray[np.int64]]:
    return [within for level in tree.families() for _, within in level]


def jittered(values: Floats, spread: Floats, seed: int, number: int) -> Floats:
    """Data noise: draw `number` of the values with a normal error of `spread` (in each column's units) added.

    For a preparing factor "noise" whose alternatives are the draws. The same number gives the same errors.
    """
    return np.asarray(values + spread * stream(seed, _STREAM * _STREAM + number).standard_normal(values.shape))
