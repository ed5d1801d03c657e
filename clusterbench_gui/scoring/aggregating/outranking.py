"""Units compared in pairs: by how much of the weights one is better than another. No trade-off between children."""

import numpy as np

from clusterbench_gui.scoring.arrays import Floats

_TIE = 1e-12
"""Shares nearer to a half than this are a half: sums of the same weights, rounded otherwise."""

_BLOCK = 64
"""Units compared with all others at once; a block of 3,000 fits the processor's cache."""


def outranking(scores: Floats, weights: Floats) -> Floats:
    """Outranking matrix: the share of the weights by which the row's unit is better than the column's; ties count half.

    e_ij = (Σ w [x_i > x_j] + ½ Σ w [x_i = x_j]) / Σ w, over the children that both units have. So e_ij + e_ji = 1 for
    every pair; NaN where two units have nothing in common; 0 on the diagonal.
    Source: OECD/JRC Handbook (2008), non-compensatory multi-criteria approach; `outrankMatrix` of COINr. COINr sums over
    what is there but divides by all weights, and takes one triangle as 1 minus the other, so that with absent values its
    matrix depends on the order of rows. The order of rows and columns has no influence here, to the last bit.
    """
    better, common = np.zeros((len(scores), len(scores))), np.zeros((len(scores), len(scores)))
    for weight in np.unique(weights[weights > 0]):  # counts of equal weights first: whole numbers have no rounding
        columns = np.ascontiguousarray(scores[:, weights == weight].T)
        there = (~np.isnan(columns)).astype(np.float64)
        better += weight * _wins(columns)
        common += weight * (there.T @ there)
    with np.errstate(invalid="ignore"):  # 0 / 0 where there is nothing in common
        shares: Floats = 0.5 + (better - better.T) / (2 * common)
    np.fill_diagonal(shares, 0.0)
    return shares


def copeland(scores: Floats, weights: Floats) -> Floats:
    """Copeland's score: the number of units outranked (e_ij > ½) minus the number of units by which outranked.

    Pairs that tie, or that have nothing in common, count for neither.
    Source: Copeland (1951); Munda and Nardo, Noncompensatory/nonlinear composite indicators for ranking countries (2009);
    `a_copeland` of COINr, whose result with absent values depends on the order of rows (see `outranking`).
    """
    lead = outranking(scores, weights) - 0.5
    np.fill_diagonal(lead, 0.0)
    clear = np.where(np.abs(lead) <= _TIE, 0.0, lead)
    score: Floats = np.nansum(np.sign(clear), axis=1)
    return np.where(np.isnan(scores).all(axis=1), np.nan, score)


def _wins(columns: Floats) -> Floats:
    """By how many of the columns the row's unit is better than the column's; NaN is never better."""
    units = columns.shape[1]
    counts = np.zeros((units, units), dtype=np.uint16)
    for start in range(0, units, _BLOCK):
        block = counts[start : start + _BLOCK]
        for column in columns:
            block += column[start : start + _BLOCK, None] > column
    return counts.astype(np.float64)
