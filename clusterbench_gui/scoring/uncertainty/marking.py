"""How steadily units stand out at the nodes below the top, over the runs of a design."""

import numpy as np
import numpy.typing as npt

from clusterbench_gui.scoring.arrays import NAN, Floats
from clusterbench_gui.scoring.explaining.strengths import Marks, by_median
from clusterbench_gui.scoring.uncertainty.design import Design, Integers
from clusterbench_gui.scoring.uncertainty.runner import run


def steadiness_by_node(design: Design, choices: Integers, marks: Marks) -> Floats:
    """The share of the runs in which each mark holds (nodes x units, nodes in the order of a weight set), NaN where there is no such run.

    `marks` are by the rule `explaining.strengths.by_median`, which is applied anew in every run. Runs that fail do not count, nor does one for a node
    of which nothing is left in it. An indicator's own mark depends on nothing but how it is prepared. Memory: a byte by run, node above
    the indicators and unit.
    """
    indicators = len(design.tree.parents[0])
    seen = _Seen(design, len(choices), marks[indicators:])
    outcomes = run(design, choices, watch=seen)
    good = np.ones(len(choices), dtype=np.bool_)
    good[[one.run for one in outcomes.failures]] = False
    return np.concatenate([_of_indicators(design, choices[good], marks[:indicators]), seen.shares(good)])


class _Seen:
    """Which marks of the nodes above the indicators held in which run."""

    def __init__(self, design: Design, runs: int, marks: Marks) -> None:
        sizes = [len(level) for level in design.tree.parents[1:]]
        self._starts = np.concatenate([[0], np.cumsum(sizes)]).tolist()
        self._marks = marks
        self._held = np.zeros((runs, *marks.shape), dtype=np.bool_)
        self._there = np.zeros((runs, len(marks)), dtype=np.bool_)

    def __call__(self, rows: Integers, level: int, scores: Floats) -> None:
        """Take in a level; the top is no node below the top."""
        if level + 1 >= len(self._starts):
            return
        nodes = slice(self._starts[level], self._starts[level + 1])
        held = by_median(scores) == self._marks[nodes, None, :]
        self._held[rows, nodes] = held.transpose(1, 0, 2)
        self._there[rows, nodes] = ~np.isnan(scores).all(axis=2).T

    def shares(self, good: npt.NDArray[np.bool_]) -> Floats:
        """By node and unit the share of the good runs with the node in which the mark held."""
        there = self._there & good[:, None]
        held = np.einsum("rn,rnu->nu", there, self._held, dtype=np.int64)
        return _share(held, there.sum(axis=0)[:, None])


def _of_indicators(design: Design, choices: Integers, marks: Marks) -> Floats:
    names = [factor.name for factor in design.preparing]
    prepared, runs = np.unique(choices[:, : len(names)], axis=0, return_counts=True)
    held = np.zeros(marks.shape, dtype=np.int64)
    for alternative, count in zip(prepared.tolist(), runs.tolist(), strict=True):
        values = design.prepare(dict(zip(names, alternative, strict=True)))
        held += (by_median(values.T) == marks) * count
    return _share(held, np.full((len(marks), 1), len(choices)))


def _share(held: npt.NDArray[np.int64], runs: npt.NDArray[np.int64]) -> Floats:
    return np.asarray(np.divide(held, runs, out=np.full(held.shape, NAN), where=runs > 0), dtype=np.float64)
