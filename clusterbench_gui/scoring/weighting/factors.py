"""Weights from what indicators have in common: first principal component, and rotated factors by Nicoletti's rule."""

import numpy as np

from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.scoring.arrays import Floats
from clusterbench_gui.scoring.statistics.components import components, varimax
from clusterbench_gui.scoring.weighting.columns import placed, usable
from clusterbench_gui.scoring.weighting.result import Weights

_KEEP_SHARE, _KEEP_TOTAL = 0.10, 0.60
"""The Handbook's practice: factors that each explain more than 10 %, and together more than 60 % of the variance."""


def pca(values: Floats) -> Weights:
    """The loadings of the first principal component: the weights under which the index varies most between units.

    w is the first eigenvector of the correlation matrix, as shares. Source: COINr's `get_PCA(weights_to=)`, which writes
    the eigenvector itself; only the proportions matter.

    Where COINr writes weights of mixed sign (in 3 of 8 groups of its own example), this refuses: "pca-mixed" names each
    column that runs against the others. Units with gaps are left out. Constant and empty columns get 0 with a reason.
    Figures: `explained`, the first component's share of the variance; `units`.
    """
    there, reasons = usable(values)
    found = components(values[:, there])
    first = found.vectors[:, 0]
    first = np.where(np.abs(first) <= 1e-12, 0.0, first)
    against = np.flatnonzero(there)[first < 0]
    if len(against):
        raise ProblemError(*(problem("pca-mixed", Place(column=str(column + 1))) for column in against))
    return placed(first, there, reasons, explained=float(found.explained[0]), units=float(found.units))


def factors(values: Floats, *, count: int | None = None) -> Weights:
    """Factor weights by Nicoletti, Scarpetta and Boylaud: indicators count as far as a factor speaks through them.

    Principal components of the standardised columns, the leading `count` kept, rotated by varimax with Kaiser's
    normalisation. With loadings a_if and explained variances V_f = sum_i a_if^2: each indicator belongs to the factor
    where a_if^2 / V_f is largest, and w_i = a_if^2 / V_f times V_f / sum_g V_g, as shares. Source: Nicoletti, Scarpetta
    and Boylaud, OECD Economics Department Working Papers 226 (2000); OECD/JRC Handbook (2008), factor analysis of the
    Technology Achievement Index.

    Without `count` the Handbook's practice: eigenvalues of at least 1, and if they explain 60 % or less together, further
    ones while each explains more than 10 %. Figures: `factors`, `explained`, `units`. Units with gaps are left out.
    Raises `ProblemError` "factors-count" unless 1 <= count <= the number of components with variance.
    """
    there, reasons = usable(values)
    found = components(values[:, there])
    most = int((found.deviations > 1e-8).sum())
    kept = _kept(found.eigenvalues, found.explained) if count is None else count
    if not 1 <= kept <= most:
        raise ProblemError(problem("factors-count", count=kept, most=most))
    squares = varimax(found.loadings[:, :kept]) ** 2
    explained = squares.sum(axis=0)
    own = np.argmax(squares / explained, axis=1)
    raw = squares[np.arange(len(squares)), own]  # (a^2 / V) times (V / sum V): V cancels, its sum is one scale for all
    figures = {"factors": float(kept), "explained": float(found.explained[:kept].sum()), "units": float(found.units)}
    return placed(raw, there, reasons, **figures)


def _kept(eigenvalues: Floats, explained: Floats) -> int:
    kept = max(int((eigenvalues >= 1.0 - 1e-12).sum()), 1)
    while kept < len(explained) and explained[:kept].sum() <= _KEEP_TOTAL and explained[kept] > _KEEP_SHARE:
        kept += 1
    return kept
