"""From the indicators up: the groups of a model, and the scores of every node from those below it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from clusterbench_gui.domain.editions import Model
from clusterbench_gui.scoring.arrays import NAN, Floats
from clusterbench_gui.scoring.normalising.unitarise import CONSTANT, EMPTY

Combine = Callable[[Floats, Floats, int, str], tuple[Floats, Floats]]
"""Scores of children (units by children), their weights, the step (0 makes level 2) and the parent's code, to scores and coverage."""

Weigh = Callable[[Floats], Floats]
"""Scores of children to their weights."""


@dataclass(frozen=True, slots=True)
class Group:
    """A node and those right below it, as positions in `Tree.codes`; the children in the order of their codes."""

    parent: int
    children: npt.NDArray[np.intp]
    step: int


@dataclass(frozen=True, slots=True)
class Tree:
    """A model as positions: `codes` by level and then as the model lists them, `groups` from below to the top."""

    codes: tuple[str, ...]
    parents: npt.NDArray[np.intp]
    groups: tuple[Group, ...]
    indicators: int

    @classmethod
    def of(cls, model: Model) -> "Tree":
        """The tree of a model that passed `scoring.checks`."""
        nodes = [node for level in range(1, model.levels + 1) for node in model.at(level)]
        place = {node.code: number for number, node in enumerate(nodes)}
        below: dict[str, list[str]] = {}
        for node in nodes:
            below.setdefault(node.parent, []).append(node.code)
        groups = tuple(
            Group(place[node.code], np.array([place[code] for code in sorted(below[node.code])]), node.level - 2)
            for node in nodes
            if node.level > 1
        )
        parents = np.array([place.get(node.parent, -1) for node in nodes])
        return cls(tuple(place), parents, groups, len(model.at(1)))

    def above(self, position: int) -> tuple[Group, ...]:
        """The groups that a change of this node's score or weight reaches, from below to the top."""
        found = []
        by_parent = {group.parent: group for group in self.groups}
        while (position := int(self.parents[position])) >= 0:
            found.append(by_parent[position])
        return tuple(found)


@dataclass(slots=True)
class Climbed:
    """Scores and coverage, units by nodes, and a weight by node; `reasons` says why a node has no scores: "constant", "empty"."""

    scores: Floats
    coverage: Floats
    weights: Floats
    reasons: dict[str, str]


def climb(tree: Tree, climbed: Climbed, groups: Sequence[Group], combine: Combine, weigh: Weigh | None = None) -> None:
    """Fill in the nodes of `groups` from those below; with `weigh` their weights too.

    A child that separates no units ("constant") has no say and no part in the coverage; an "empty" one counts as missing.
    A node whose children are all constant, or weigh nothing but for constants, is constant itself.
    """
    for group in groups:
        code = tree.codes[group.parent]
        climbed.reasons.pop(code, None)
        kept = np.array([child for child in group.children if climbed.reasons.get(tree.codes[child]) != CONSTANT], int)
        weights = climbed.weights
        if weigh is not None and len(kept) > 1:
            weights[kept] = weigh(climbed.scores[:, kept])
        if not weights[kept].any():
            climbed.scores[:, group.parent], climbed.coverage[:, group.parent] = NAN, 0.0
            climbed.reasons[code] = CONSTANT
            continue
        score, coverage = combine(climbed.scores[:, kept], weights[kept], group.step, code)
        climbed.scores[:, group.parent], climbed.coverage[:, group.parent] = score, coverage
        if np.isnan(score).all():
            climbed.reasons[code] = EMPTY
