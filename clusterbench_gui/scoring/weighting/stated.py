"""Weights that people state for the nodes of a model: points of a budget, comparisons in pairs."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from clusterbench_gui.domain.editions import Model
from clusterbench_gui.domain.problems import Place, Problem, ProblemError, problem
from clusterbench_gui.scoring.arrays import Floats
from clusterbench_gui.scoring.weighting.comparisons import ahp
from clusterbench_gui.scoring.weighting.given import budget
from clusterbench_gui.scoring.weighting.result import Weights

BUDGET, AHP = "budget", "ahp"
STATED = (BUDGET, AHP)

Numbers = Mapping[str, Sequence[float]]
Group = tuple[str, tuple[str, ...]]


def stated(model: Model, method: str, said: Numbers) -> dict[str, Weights]:
    """The weights of the children of each node that somebody said something of, by the code of the node.

    "budget": by child its points, one figure per expert. "ahp": by node the comparisons of its children with each other, in the model's
    order, row by row of the upper triangle: with children A, B, C how many times as important A is as B, A as C, B as C. Nodes of which nothing
    is said keep the model's weights. Raises `ProblemError`: "weights-node-unknown", "weights-points" where children of one node have not
    as many experts each, "weights-pairs" where there are not as many comparisons as pairs, and those of `budget` and `ahp`.
    """
    groups = {
        node.code: tuple(child.code for child in model.children(node.code)) for node in model.nodes if node.level > 1
    }
    known = set(groups) if method == AHP else {child for children in groups.values() for child in children}
    unknown = [problem("weights-node-unknown", Place(name=code)) for code in said if code not in known]
    if unknown:
        raise ProblemError(*unknown)
    make = _by_pairs if method == AHP else _by_points
    made = {parent: make((parent, children), said) for parent, children in groups.items()}
    return {parent: weights for parent, weights in made.items() if weights is not None}


def _by_points(group: Group, said: Numbers) -> Weights | None:
    parent, children = group
    if not any(child in said for child in children):
        return None
    experts = {len(said.get(child, ())) for child in children}
    if len(experts) > 1:
        raise ProblemError(problem("weights-points", Place(name=parent), children=", ".join(children)))
    points = np.array([said[child] for child in children], dtype=np.float64).T
    return _named(parent, lambda: budget(_columns(children), points))


def _by_pairs(group: Group, said: Numbers) -> Weights | None:
    parent, children = group
    if parent not in said:
        return None
    count = len(children)
    if len(said[parent]) != count * (count - 1) // 2:
        raise ProblemError(problem("weights-pairs", Place(name=parent), children=", ".join(children)))
    matrix = np.ones((count, count))
    rows, columns = np.triu_indices(count, 1)
    matrix[rows, columns] = said[parent]
    with np.errstate(divide="ignore"):
        matrix[columns, rows] = 1 / matrix[rows, columns]
    return _named(parent, lambda: ahp(_columns(children), matrix))


def _columns(children: Sequence[str]) -> Floats:
    return np.zeros((0, len(children)))


def _named(parent: str, make: Callable[[], Weights]) -> Weights:
    """What the method refuses is said of the node."""
    try:
        return make()
    except ProblemError as error:
        raise ProblemError(*(_of(one, parent) for one in error.problems)) from error


def _of(one: Problem, parent: str) -> Problem:
    return Problem(one.code, Place(row=one.place.row, column=one.place.column, name=parent), one.values, one.severity)
