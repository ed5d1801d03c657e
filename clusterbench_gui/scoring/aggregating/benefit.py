"""Each unit weighed as suits it best, within limits."""

from typing import Literal

import numpy as np

from clusterbench_gui.domain.problems import ProblemError, problem
from clusterbench_gui.scoring.arrays import NAN, Floats
from clusterbench_gui.scoring.weighting.benefit import benefit_of_doubt


def bod(scores: Floats, _weights: Floats, low: float = 0.0, high: float = 1.0, limits: str = "score") -> Floats:
    """Benefit of the doubt: the best score that any weights within the limits give, the best unit of all having 1.

    Formula: see `weighting.benefit.benefit_of_doubt`: each child's share of the score (or with `limits` "weights" its share of the weights)
    is at least `low` and at most `high`. Without limits nearly every unit of a broad model scores 1. The weights of the model have no say. A
    unit with a gap has no score.

    Source: L. Cherchye, W. Moesen, N. Rogge, T. Van Puyenbroeck, An introduction to benefit of the doubt composite indicators (2007).

    Unlike COINr, which has none.
    """
    kinds: dict[str, Literal["score", "weights"]] = {"score": "score", "weights": "weights"}
    if limits not in kinds:
        raise ProblemError(problem("aggregation-parameter", parameter="limits", value=limits, known=", ".join(kinds)))
    whole = ~np.isnan(scores).any(axis=1)
    if not whole.any() or not scores[whole].any():
        return np.full(len(scores), NAN)
    return np.asarray(benefit_of_doubt(scores, lower=low, upper=high, limits=kinds[limits]).scores, dtype=np.float64)
