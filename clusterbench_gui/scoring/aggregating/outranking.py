"""Units compared in pairs: by how much of the weights one is better than another. No trade-off between children."""

import math
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from clusterbench_gui.scoring.arrays import Floats

_TIE = 1e-12
"""Shares nearer to a half than this are a half: sums of the same weights, rounded otherwise."""

_BLOCK = 32
"""Units compared with all others at once; a block of 3,000 fits the processor's cache."""

_BYTE = 255
"""The most that a byte can count."""


def outranking(scores: Floats, weights: Floats) -> Floats:
    """Outranking matrix: the share of the weights by which the row's unit is better than the column's; ties count half.

    e_ij = (Σ w [x_i > x_j] + ½ Σ w [x_i = x_j]) / Σ w, over the children that both units have. So e_ij + e_ji = 1 for
    every pair; NaN where two units have nothing in common; 0 on the diagonal.
    Source: OECD/JRC Handbook (2008), non-compensatory multi-criteria approach; `outrankMatrix` of COINr. COINr sums over
    what is there but divides by all weights, and takes one triangle as 1 minus the other, so that with absent values its
    matrix depends on the order of rows. The order of rows and columns has no influence here, to the last bit.
    """
    whole = _whole(weights)
    there = (~np.isnan(scores)).astype(np.float64)
    better, common = _better(scores, whole), (there * whole) @ there.T
    with np.errstate(invalid="ignore"):  # 0 / 0 where there is nothing in common
        shares: Floats = 0.5 + (better - better.T) / (2 * common)
    np.fill_diagonal(shares, 0.0)
    return shares


def copeland(scores: Floats, weights: Floats) -> Floats:
    """Copeland's score: the number of units outranked (e_ij > ½) minus the number of units by which outranked.

    Pairs that tie, or that have nothing in common, count for neither.
    Source: Copeland (1951); Munda and Nardo, Noncompensatory/nonlinear composite indicators for ranking countries (2009);
    `a_copeland` of COINr.

    Unlike COINr, whose result with absent values depends on the order of the rows, and whose `Aggregate` cannot call it, two units are
    compared over what both have.
    """
    lead = outranking(scores, weights) - 0.5
    np.fill_diagonal(lead, 0.0)
    clear = np.where(np.abs(lead) <= _TIE, 0.0, lead)
    score: Floats = np.nansum(np.sign(clear), axis=1)
    return np.where(np.isnan(scores).all(axis=1), np.nan, score)


def _whole(weights: Floats) -> Floats:
    """The weights as whole numbers whose sums are exact in any order; what is rounded away is below 1e-13 of the largest."""
    bits = 52 - math.ceil(math.log2(len(weights) + 1))
    whole: Floats = np.round(np.ldexp(weights / weights.max(), bits))
    return whole


def _better(scores: Floats, weights: Floats) -> Floats:
    """The weight of the children in which the row's unit is better than the column's; NaN is never better."""
    units = len(scores)
    better = np.zeros((units, units))
    groups = [
        (weight, part) for weight in np.unique(weights[weights > 0]) for part in _parts(scores, weights == weight)
    ]
    for start in range(0, units, _BLOCK):
        some = slice(start, start + _BLOCK)
        block = better[some]
        wins, part = np.empty(block.shape, dtype=np.bool_), np.empty(block.shape)
        for weight, columns in groups:
            count = np.zeros(block.shape, dtype=np.uint8)
            for column in columns:
                np.greater(column[some, None], column, out=wins)
                np.add(count, wins.view(np.uint8), out=count)
            np.multiply(count, weight, out=part)
            np.add(block, part, out=block)
    return better


def _parts(scores: Floats, chosen: npt.NDArray[np.bool_]) -> Iterator[Floats]:
    """The chosen columns, one a row, in parts that a byte can count."""
    columns = np.ascontiguousarray(scores[:, chosen].T)
    for start in range(0, len(columns), _BYTE):
        yield columns[start : start + _BYTE]
