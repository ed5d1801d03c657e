"""Weights from pairs: the Analytic Hierarchy Process."""

import numpy as np
import numpy.typing as npt

from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.scoring.arrays import Floats
from clusterbench_gui.scoring.weighting.result import Weights, shares

RANDOM_INDEX = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)
"""Mean consistency index of random matrices of 1 to 15 indicators. Source: Saaty, The Analytic Hierarchy Process (1980)."""

ACCEPTABLE = 0.10
"""Consistency ratio up to which Saaty calls judgements consistent enough."""

_RECIPROCAL = 0.01
"""1/3 is typed as 0.33, 1/7 as 0.14: relative difference from the reciprocal that is rounding, not contradiction."""


def ahp(values: Floats, comparisons: npt.ArrayLike) -> Weights:
    """Analytic Hierarchy Process: how many times as important is one indicator as the other, pair by pair.

    w is the principal eigenvector of the matrix a with a_ij = importance of i over j, a_ji = 1 / a_ij, scaled to sum 1.
    With its eigenvalue L: consistency index CI = (L - n) / (n - 1), consistency ratio CR = CI / RI(n), where RI is the mean
    CI of random matrices. Source: Saaty, The Analytic Hierarchy Process (1980); OECD/JRC Handbook (2008).

    `comparisons`: one matrix, or one per expert; those are joined by the geometric mean of each pair, the one way that
    keeps reciprocals (Aczel and Saaty 1983). The upper triangle counts, the lower is checked against it: 0.33 stands for
    1/3. Figures: `eigenvalue`, `consistency_index`, `consistency_ratio` (0 for one or two indicators, which cannot
    contradict), `experts`. A ratio above 0.10 (`ACCEPTABLE`) calls for talking again; it is reported, not refused.
    Raises `ProblemError` "weights-count", "ahp-large" beyond 15 indicators (compare groups of them, then within groups),
    "ahp-pair" with row and column of each pair that is not above 0 or contradicts itself.
    """
    matrices = np.asarray(comparisons, dtype=np.float64)
    matrices = matrices[np.newaxis] if matrices.ndim == 2 else matrices
    count = values.shape[1]
    if matrices.ndim != 3 or matrices.shape[1:] != (count, count) or not len(matrices):
        raise ProblemError(problem("weights-count", count=matrices.shape[-1] if matrices.ndim else 1, wanted=count))
    if count > len(RANDOM_INDEX):
        raise ProblemError(problem("ahp-large", count=count, most=len(RANDOM_INDEX)))
    for matrix in matrices:
        _check(matrix)
    joint = _joint(matrices)
    vector = _principal(joint)
    eigenvalue = float((joint @ vector).sum() / vector.sum())
    index = max(eigenvalue - count, 0.0) / (count - 1) if count > 2 else 0.0
    ratio = index / RANDOM_INDEX[count - 1] if count > 2 else 0.0
    return shares(
        vector,
        eigenvalue=eigenvalue,
        consistency_index=index,
        consistency_ratio=ratio,
        experts=float(len(matrices)),
    )


def _check(matrix: Floats) -> None:
    sound = np.isfinite(matrix) & (matrix > 0)
    product = np.where(sound & sound.T, matrix, 1.0)
    sound &= np.abs(product * product.T - 1.0) <= _RECIPROCAL * np.maximum(product, product.T)
    wrong = np.argwhere(np.triu(~(sound & sound.T)))
    if len(wrong):
        raise ProblemError(
            *(problem("ahp-pair", Place(row=int(row) + 1, column=str(column + 1))) for row, column in wrong)
        )


def _joint(matrices: Floats) -> Floats:
    """Geometric mean of the experts' upper triangles, with exact reciprocals below."""
    upper = np.triu(np.exp(np.sort(np.log(matrices), axis=0).mean(axis=0)), k=1)
    lower = np.divide(1.0, upper, out=np.zeros_like(upper), where=upper > 0).T
    joint: Floats = upper + lower + np.eye(len(upper))
    return joint


def _principal(matrix: Floats) -> Floats:
    """Eigenvector of the largest eigenvalue of a positive matrix: real and of one sign (Perron)."""
    eigenvalues, vectors = np.linalg.eig(matrix)
    vector: Floats = np.abs(np.real(vectors[:, np.argmax(np.real(eigenvalues))]))
    return vector
