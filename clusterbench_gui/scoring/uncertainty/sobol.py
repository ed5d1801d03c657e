"""Which choice matters most: Sobol's indices of the factors of a design.

S_i = Var(E[y | x_i]) / Var(y): what is gained if factor i were settled. ST_i = E[Var(y | all but x_i)] / Var(y): what would
stay open if all but i were settled. Sources: Saltelli et al., Global Sensitivity Analysis (2008); OECD/JRC Handbook
(2008), sensitivity analysis. COINr estimates them by Monte Carlo without centring the output, which makes S the noisier
the larger the mean; here a finite design is enumerated, and only larger ones are estimated, on
quasi-random numbers.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from clusterbench_gui.domain.problems import ProblemError, problem
from clusterbench_gui.scoring.arrays import NAN, Floats
from clusterbench_gui.scoring.uncertainty.design import Design, Integers, chosen, factorial_runs, stream

Outputs = Callable[[Integers], Floats]
"""From choices (runs x factors) to what is analysed (runs x outputs): mean |rank change|, or the place of each unit."""

_STREAM = 2_000_000

_ENDS = (0.05, 0.95)
"""Of a 90 % interval: quantiles of the resampled indices."""


@dataclass(frozen=True, slots=True)
class Indices:
    """Factors x outputs. `exact`: by enumeration; else with 90 % intervals (factors x outputs x 2) of a bootstrap.

    NaN where an output does not vary at all. `runs`: how many different runs it took.
    """

    factors: tuple[str, ...]
    first: Floats
    total: Floats
    exact: bool
    runs: int
    first_interval: Floats | None = None
    total_interval: Floats | None = None


def sensitivity(design: Design, outputs: Outputs, *, power: int = 10, seed: int = 0, bootstraps: int = 200) -> Indices:
    """Indices of all factors with more than one alternative, each alternative equally likely.

    A design with no more combinations than 2**power * (factors + 2) is enumerated and exact; else 2**power quasi-random
    points are used. Failed runs (NaN outputs) have no place in a variance: raises `ProblemError` "sensitivity-failed"
    with their number. Draws of weights count as alternatives: state a pool of them as the design's weight sets.

    Source: A. Saltelli et al., Variance based sensitivity analysis of model output (2010), table 2 (b) and (f), as
    `scipy.stats.sobol_indices`; exact ones are the variances of conditional means; intervals are percentiles of a bootstrap over the points.

    Unlike COINr, the output is centred, without which the error grows with its mean; points are quasi-random; where the design is finite
    and small the indices are exact; and runs that failed are counted and not dropped.
    """
    varying = [number for number, factor in enumerate(design.factors) if factor.alternatives > 1]
    names = tuple(design.factors[number].name for number in varying)
    if design.combinations <= 2**power * (len(varying) + 2):
        values = _complete(outputs(factorial_runs(design)))
        shape = [design.factors[number].alternatives for number in varying]
        first, total = exact_indices(values.reshape(*shape, -1))
        return Indices(names, first, total, exact=True, runs=len(values))
    return _estimated(design, outputs, _Sampling(varying, names, power, seed, bootstraps))


def exact_indices(outputs: Floats) -> tuple[Floats, Floats]:
    """S and ST (factors x outputs) of a full factorial: an axis per factor, the outputs last.

    Computed on centred outputs, as differences of means, so that a large mean costs no digits.
    """
    factors = tuple(range(outputs.ndim - 1))
    centred = outputs - outputs.mean(axis=factors, keepdims=True)
    variance = (centred**2).mean(axis=factors)
    first, total = [], []
    for factor in factors:
        others = tuple(other for other in factors if other != factor)
        first.append((centred.mean(axis=others) ** 2).mean(axis=0))
        total.append(((centred - centred.mean(axis=factor, keepdims=True)) ** 2).mean(axis=factors))
    size = np.abs(outputs).max(axis=factors)
    varies = variance > (1e-12 * size) ** 2
    return _over(first, variance, varies), _over(total, variance, varies)


def _over(parts: Sequence[Floats], variance: Floats, varies: Floats) -> Floats:
    stacked = np.array(parts).reshape(len(parts), *variance.shape)  # without factors there are no rows
    return np.asarray(np.where(varies, stacked / np.where(varies, variance, 1.0), NAN))


@dataclass(frozen=True, slots=True)
class _Sampling:
    varying: list[int]
    names: tuple[str, ...]
    power: int
    seed: int
    bootstraps: int


def _estimated(design: Design, outputs: Outputs, sampling: _Sampling) -> Indices:
    choices = _saltelli(design, sampling)
    distinct, inverse = np.unique(choices, axis=0, return_inverse=True)
    values = _complete(outputs(distinct))[inverse]
    size = 2**sampling.power
    blocks = values.reshape(len(sampling.varying) + 2, size, -1)
    first, total = _indices(blocks)
    if not sampling.bootstraps:
        return Indices(sampling.names, first, total, exact=False, runs=len(distinct))
    generator = stream(sampling.seed, _STREAM + 1)
    again = [_indices(blocks[:, generator.integers(size, size=size)]) for _ in range(sampling.bootstraps)]
    spans = [np.stack(np.quantile(np.array(one), _ENDS, axis=0), axis=-1) for one in zip(*again, strict=True)]
    return Indices(sampling.names, first, total, False, len(distinct), spans[0], spans[1])


def _indices(blocks: Floats) -> tuple[Floats, Floats]:
    """S and ST (factors x outputs) from the outputs at A, at B, and at A with each factor in turn from B; NaN where nothing varies."""
    centred = blocks - blocks[:2].mean(axis=(0, 1))
    a, b, swapped = centred[0], centred[1], centred[2:]
    variance = (centred[:2] ** 2).mean(axis=(0, 1))
    varies = np.ptp(blocks[:2], axis=(0, 1)) > 0
    first = (b * (swapped - a)).mean(axis=1)
    total = ((a - swapped) ** 2).mean(axis=1) / 2
    return _over(list(first), variance, varies), _over(list(total), variance, varies)


def _saltelli(design: Design, sampling: _Sampling) -> Integers:
    """A, B, and A with each factor in turn from B, one after another."""
    from scipy.stats import qmc  # noqa: PLC0415 - scipy is slow to import

    many, size = len(sampling.varying), 2**sampling.power
    generator = stream(sampling.seed, _STREAM)
    points = qmc.Sobol(2 * many, rng=generator).random_base2(sampling.power)
    uniform = np.zeros((many + 2, size, len(design.factors)))
    uniform[:, :, sampling.varying] = points[:, :many]
    uniform[1][:, sampling.varying] = points[:, many:]
    for number, factor in enumerate(sampling.varying):
        uniform[2 + number, :, factor] = points[:, many + number]
    return chosen(design, uniform.reshape(-1, len(design.factors)))


def _complete(values: Floats) -> Floats:
    failed = int(np.isnan(values).any(axis=1).sum())
    if failed:
        raise ProblemError(problem("sensitivity-failed", failed=failed, runs=len(values)))
    return values
