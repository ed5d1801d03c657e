"""How surely units lie above the middle of two axes, over the runs of a design."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from clusterbench_gui.scoring.arrays import NAN, Floats
from clusterbench_gui.scoring.uncertainty.design import Design, Integers
from clusterbench_gui.scoring.uncertainty.runner import run


def above_both(design: Design, choices: Integers, across: Sequence[int], up: Sequence[int]) -> Floats:
    """The share of the runs in which each unit is above the medians of two axes; NaN where no run has both.

    An axis is the mean, by the weights of the run, of some nodes right below the top, given by their places among these. Medians are
    of the units that have both; a unit without one of them is not above. Runs that fail do not count, nor those without an axis.
    """
    seen = _Seen(design, choices, (list(across), list(up)))
    outcomes = run(design, choices, watch=seen)
    seen.known[[one.run for one in outcomes.failures]] = False
    runs = int(seen.known.sum())
    counted = seen.above[seen.known].sum(axis=0)
    return np.asarray(counted / runs if runs else np.full(counted.shape, NAN), dtype=np.float64)


class _Seen:
    """Who was above both medians in which run, and which runs have both axes."""

    def __init__(self, design: Design, choices: Integers, axes: tuple[list[int], list[int]]) -> None:
        self._level = len(design.tree.parents) - 2
        first = design.tree.nodes - len(design.tree.parents[-1])
        self._weights = design.weights[:, first:]
        self._sets = choices[:, len(design.preparing)]
        self._axes = axes
        self.above: npt.NDArray[np.bool_] = np.zeros((len(choices), 0), dtype=np.bool_)
        self.known = np.zeros(len(choices), dtype=np.bool_)

    def __call__(self, rows: Integers, level: int, scores: Floats) -> None:
        """Take in the level below the top."""
        if level != self._level:
            return
        across, up = (self._axis(rows, scores, nodes) for nodes in self._axes)
        both = ~np.isnan(across) & ~np.isnan(up)
        if not self.above.shape[1]:
            self.above = np.zeros((len(self.known), both.shape[1]), dtype=np.bool_)
        self.known[rows] = both.any(axis=1)
        self.above[rows] = _above(across, both) & _above(up, both)

    def _axis(self, rows: Integers, scores: Floats, nodes: list[int]) -> Floats:
        weights = self._weights[self._sets[rows]][:, nodes]
        total = weights.sum(axis=1, keepdims=True)
        shares = np.divide(weights, total, out=np.full(weights.shape, NAN), where=total > 0)
        counted = np.where(shares.T[:, :, None] == 0, 0.0, scores[nodes])  # what weighs nothing may have no scores
        return np.asarray(np.einsum("rn,nru->ru", shares, counted), dtype=np.float64)


def _above(axis: Floats, there: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Who is above the median of those who are there, per row."""
    ordered = np.sort(np.where(there, axis, np.inf), axis=1)  # those who are not, last
    count = np.maximum(there.sum(axis=1, keepdims=True), 1)
    low, high = (np.take_along_axis(ordered, place, axis=1) for place in ((count - 1) // 2, count // 2))
    return np.asarray(there & (axis > (low + high) / 2))
