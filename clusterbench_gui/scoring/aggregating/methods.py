"""The aggregation methods by their names in METHOD.toml, and `aggregate`, which checks and calls them."""

import inspect
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from clusterbench_gui.domain.problems import Place, Problem, ProblemError, problem
from clusterbench_gui.domain.recipes import Parameter, Parameters
from clusterbench_gui.scoring.aggregating.benefit import bod
from clusterbench_gui.scoring.aggregating.distances import topsis
from clusterbench_gui.scoring.aggregating.kemeny import kemeny
from clusterbench_gui.scoring.aggregating.means import Aggregated, amean, covered, genmean, gmean, hmean, weighted_mean
from clusterbench_gui.scoring.aggregating.outranking import copeland
from clusterbench_gui.scoring.aggregating.penalties import ampi, mean_min, mpi, owa
from clusterbench_gui.scoring.arrays import NAN, Floats
from clusterbench_gui.scoring.patterns.gdm import gdm1
from clusterbench_gui.scoring.patterns.hellwig import hellwig

_LARGEST = 1e100
"""Squares of what is below do not overflow, nor do sums of them."""

METHODS: Mapping[str, Callable[..., Floats]] = {
    "amean": amean,
    "gmean": gmean,
    "hmean": hmean,
    "genmean": genmean,
    "copeland": copeland,
    "kemeny": kemeny,
    "mpi": mpi,
    "ampi": ampi,
    "owa": owa,
    "mean_min": mean_min,
    "topsis": topsis,
    "hellwig": hellwig,
    "gdm1": gdm1,
    "bod": bod,
}
"""Each takes scores (units x children, NaN for none), weights above 0 and its parameters, and gives a score per unit."""


@dataclass(frozen=True, slots=True)
class Aggregation:
    """A method by its name and what it is told, e.g. `Aggregation("genmean", {"p": 2})`."""

    name: str = "amean"
    params: Parameters = field(default_factory=dict)


def aggregate(scores: Floats, weights: Floats, how: Aggregation, coverage: float = 0.0, name: str = "") -> Aggregated:
    """The score of each unit from its children's, NaN where less than `coverage` of the weights is present.

    Units without enough take no part in methods that compare units. `name` is the node, for problems. Raises
    `ProblemError`: "aggregation-unknown", "aggregation-parameter", "weights-zero", "weight-invalid",
    "value-not-finite", "value-huge", and what the methods name ("values-not-positive", "values-negative", …), with the node's name.
    """
    given = parameters(how)
    _check(scores, weights, name)
    mean = weighted_mean(scores, weights, coverage)
    if how.name == "amean":
        return mean
    enough = covered(mean.coverage, coverage)
    score = np.full(len(scores), NAN)
    if enough.any():
        used = weights > 0
        score[enough] = _named(METHODS[how.name], scores[np.ix_(enough, used)], weights[used], given, name)
    return Aggregated(score, mean.coverage, "constant" if np.isnan(score[enough]).any() else "")


def parameters(how: Aggregation) -> Parameters:
    """What the method is told, checked: it exists, knows each parameter, and numbers are finite numbers."""
    if how.name not in METHODS:
        raise ProblemError(problem("aggregation-unknown", value=how.name, known=", ".join(sorted(METHODS))))
    kinds = _kinds(how.name)
    wrong = [
        problem("aggregation-parameter", Place(name=how.name), parameter=key, value=str(value), known=", ".join(kinds))
        for key, value in how.params.items()
        if not _fits(value, kinds.get(key))
    ]
    if wrong:
        raise ProblemError(*wrong)
    return how.params


@cache
def _kinds(name: str) -> Mapping[str, type]:
    """The parameters of a method by name; looked up once, because every node of every variant asks."""
    known = list(inspect.signature(METHODS[name]).parameters.values())[2:]
    return {one.name: type(one.default) for one in known}


def _fits(value: Parameter, kind: type | None) -> bool:
    if kind is str or isinstance(value, str):
        return kind is str and isinstance(value, str)
    if kind is None or isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value)


def _check(scores: Floats, weights: Floats, name: str) -> None:
    place = Place(name=name)
    for weight in weights[~(np.isfinite(weights) & (weights >= 0))].tolist():
        raise ProblemError(problem("weight-invalid", place, weight=str(weight)))
    if not weights.any():
        raise ProblemError(problem("weights-zero", place))
    if np.isinf(scores).any():
        raise ProblemError(problem("value-not-finite", Place(name=name, column=name), value="inf"))
    largest = float(np.fmax.reduce(np.abs(scores), axis=None, initial=0.0))
    if largest > _LARGEST:
        raise ProblemError(problem("value-huge", place, value=str(largest)))


def _named(method: Callable[..., Floats], scores: Floats, weights: Floats, given: Parameters, name: str) -> Floats:
    """Call the method; what it refuses is said of the node."""
    try:
        return method(scores, weights, **given)
    except ProblemError as error:
        raise ProblemError(*(_of(one, name) for one in error.problems)) from error


def _of(one: Problem, name: str) -> Problem:
    return Problem(one.code, Place(name=name), one.values, one.severity)
