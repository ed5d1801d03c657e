"""How indicators and aggregates go together: three kinds of correlation with p-values, over the units that have both values."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from clusterbench_gui.scoring.arrays import NAN, Floats

KINDS = ("pearson", "spearman", "kendall")
_LEAST = 3
"""Pairs below which nothing is said."""


@dataclass(frozen=True, slots=True)
class Correlations:
    """`r[i, j]` between column i of the first and column j of the second matrix, its two-sided p-value, and the number of pairs.

    NaN where fewer than three units have both values or one of them does not vary.
    """

    r: Floats
    p: Floats
    pairs: Floats


@dataclass(frozen=True, slots=True)
class Flag:
    """Two columns of one group whose correlation is beyond a limit."""

    group: str
    first: str
    second: str
    r: float


def correlate(first: Floats, second: Floats | None = None, kind: str = "pearson") -> Correlations:
    """Correlate every column with every column, of one matrix with itself or of two with the same rows.

    Formula: Pearson's r with p from t = r sqrt((n - 2) / (1 - r²)); Spearman's is Pearson's of mean ranks; Kendall's is tau-b with p
    exact for small samples without ties, else by the normal law. Units that lack one of both values are left out of a pair.

    Source: K. Pearson (1895); C. Spearman (1904); M. G. Kendall (1945); `get_corr` and `get_pvals` of COINr; p-values by scipy.
    """
    if kind == "pearson":
        return _pearson(first, second)
    other = first if second is None else second
    shape = (first.shape[1], other.shape[1])
    r, p, pairs = np.full(shape, NAN), np.full(shape, NAN), np.zeros(shape)
    for row, column in np.ndindex(shape):
        if second is None and row > column:
            r[row, column], p[row, column], pairs[row, column] = r[column, row], p[column, row], pairs[column, row]
            continue
        both = ~np.isnan(first[:, row]) & ~np.isnan(other[:, column])
        x, y = first[both, row], other[both, column]
        pairs[row, column] = len(x)
        if len(x) >= _LEAST and np.ptp(x) > 0 and np.ptp(y) > 0:
            r[row, column], p[row, column] = _coefficient(kind)(x, y)
    return Correlations(r, p, pairs)


def _pearson(first: Floats, other: Floats | None) -> Correlations:
    """One column with all others at a time: a model of 300 indicators has 45,000 pairs. Without another matrix each pair is computed once."""
    from scipy.special import betainc  # noqa: PLC0415 - scipy is slow to import

    second = first if other is None else other
    shape = (first.shape[1], second.shape[1])
    r, pairs, known = np.full(shape, NAN), np.zeros(shape), ~np.isnan(second)
    for row, column in enumerate(first.T):
        start = row if other is None else 0
        both = known[:, start:] & ~np.isnan(column)[:, None]
        counts, found = both.sum(axis=0), np.full(both.shape[1], NAN)
        good = (counts >= _LEAST) & _varies(column[:, None], both) & _varies(second[:, start:], both)
        x, y = (_centred(values, both[:, good]) for values in (column[:, None], second[:, start:][:, good]))
        found[good] = np.clip(_sums(x, y) / (np.sqrt(_sums(x, x)) * np.sqrt(_sums(y, y))), -1.0, 1.0)
        r[row, start:], pairs[row, start:] = found, counts
        if other is None:
            r[start:, row], pairs[start:, row] = found, counts
    half = np.maximum(pairs, _LEAST) / 2 - 1  # r of n pairs without a relation is a beta variable
    return Correlations(r, np.minimum(2 * betainc(half, half, (1 - np.abs(r)) / 2), 1.0), pairs)


def _centred(values: Floats, both: npt.NDArray[np.bool_]) -> Floats:
    """Distances from the mean of the units that count in each column, 0 at the others."""
    kept = np.where(both, values, 0.0)
    return np.asarray(np.where(both, kept - kept.sum(axis=0) / both.sum(axis=0), 0.0))


def _sums(one: Floats, other: Floats) -> Floats:
    return np.asarray(np.einsum("ij,ij->j", one, other))


def _varies(values: Floats, both: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Whether the values of the units that count differ."""
    least = np.where(both, values, np.inf).min(axis=0, initial=np.inf)
    return np.asarray(np.where(both, values, -np.inf).max(axis=0, initial=-np.inf) > least)


def _coefficient(kind: str) -> Callable[[Floats, Floats], tuple[float, float]]:
    from scipy import stats  # noqa: PLC0415 - scipy is slow to import

    def call(x: Floats, y: Floats) -> tuple[float, float]:
        calls: Mapping[str, Callable[[Floats, Floats], tuple[float, float]]] = {
            "spearman": stats.spearmanr,
            "kendall": stats.kendalltau,
        }
        r, p = calls[kind](x, y)
        return float(r), float(p)

    return call


def flagged(
    r: Floats, names: Sequence[str], groups: Sequence[str], *, above: float | None = None, below: float | None = None
) -> tuple[Flag, ...]:
    """Pairs of the same group with a correlation of at least `above`, or of at most `below`; each pair once.

    Source: `get_corr_flags` of COINr; the Handbook calls indicators above 0.9 redundant and negative ones a conflict.
    """
    return tuple(
        Flag(groups[one], names[one], names[other], float(r[one, other]))
        for one, other in combinations(range(len(names)), 2)
        if groups[one] == groups[other]
        and not np.isnan(r[one, other])
        and ((above is not None and r[one, other] >= above) or (below is not None and r[one, other] <= below))
    )


def with_denominators(
    values: Floats, names: Sequence[str], denominators: Mapping[str, Floats], at_least: float = 0.7
) -> tuple[Flag, ...]:
    """Indicators whose size hangs on a denominator: |r| of at least `at_least`. `second` of a flag is the denominator.

    Source: `get_denom_corr` of COINr.
    """
    found = []
    for name, denominator in denominators.items():
        r = correlate(values, denominator[:, None]).r[:, 0]
        found += [Flag("", one, name, float(each)) for one, each in zip(names, r, strict=True) if abs(each) >= at_least]
    return tuple(found)
