"""Weights by name, as a recipe writes them."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.scoring.arrays import Floats
from clusterbench_gui.scoring.weighting import comparisons, factors, given, information, optimised
from clusterbench_gui.scoring.weighting.result import Weights

METHODS: Mapping[str, Callable[..., Weights]] = {
    "given": given.given,
    "equal": given.equal,
    "budget": given.budget,
    "ahp": comparisons.ahp,
    "pca": factors.pca,
    "factors": factors.factors,
    "entropy": information.entropy,
    "critic": information.critic,
    "std": information.std,
    "variance": information.variance,
    "gini": information.gini,
    "angle": information.angle,
    "merec": information.merec,
    "cilos": information.cilos,
    "idocriw": information.idocriw,
    "balance": optimised.balance,
    "infomax": optimised.infomax,
}


@dataclass(frozen=True, slots=True)
class Weighting:
    """A method's name and its parameters, as the method's function names them."""

    name: str = "equal"
    params: Mapping[str, Any] = field(default_factory=dict)


def weigh(values: Floats, how: Weighting) -> Weights:
    """Weights for the columns of `values` (units x columns of one group, NaN for none, more is better).

    Raises `ProblemError`: "weighting-unknown", "weighting-parameter" for each parameter that is missing or that the method
    does not know, and what the method itself raises.
    """
    method = METHODS.get(how.name)
    if method is None:
        raise ProblemError(problem("weighting-unknown", value=how.name, known=", ".join(METHODS)))
    known = {one.name: one for one in list(inspect.signature(method).parameters.values())[1:]}
    needed = {name for name, one in known.items() if one.default is one.empty}
    wrong = sorted(set(how.params) ^ (needed | set(how.params) & set(known)))
    if wrong:
        words = ", ".join(known) or "–"
        raise ProblemError(
            *(problem("weighting-parameter", Place(name=how.name), parameter=name, known=words) for name in wrong)
        )
    return method(values, **how.params)
