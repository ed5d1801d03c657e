"""A set of weights, and what must hold of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.scoring.arrays import Floats


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the columns: not negative, with sum 1.

    `reasons`: per column "" or why it has weight 0 ("constant", "empty"). `figures`: what the method says about itself,
    by name, for instance the consistency ratio of AHP.
    """

    weights: Floats
    reasons: tuple[str, ...]
    figures: Mapping[str, float] = field(default_factory=dict)


def shares(raw: Floats, reasons: Sequence[str] = (), **figures: float) -> Weights:
    """Raw weights as shares of 1.

    Raises `ProblemError` naming every column (counted from 1) whose weight is negative ("weights-negative") or no number
    ("weights-not-finite"), or when no column has a weight above 0 ("weights-none").
    """
    wrong = ~np.isfinite(raw)
    if wrong.any():
        raise ProblemError(
            *(problem("weights-not-finite", Place(column=str(one + 1))) for one in np.flatnonzero(wrong))
        )
    if (raw < 0).any():
        raise ProblemError(
            *(problem("weights-negative", Place(column=str(one + 1))) for one in np.flatnonzero(raw < 0))
        )
    largest = float(raw.max(initial=0.0))
    if largest == 0:
        raise ProblemError(problem("weights-none"))
    scaled = raw / largest  # sums of huge weights do not overflow, sums of tiny ones do not vanish
    return Weights(scaled / np.sort(scaled).sum(), tuple(reasons) or ("",) * len(raw), figures)
