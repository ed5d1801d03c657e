"""The imputations by their names in METHOD.toml, and `impute`, which checks and calls them."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.domain.recipes import Parameter, Parameters
from clusterbench_gui.scoring.arrays import Floats
from clusterbench_gui.scoring.parameters import told
from clusterbench_gui.scoring.preparing import filling, normal

_DEFAULTS: Mapping[str, Parameters] = {
    "none": {},
    "mean": {},
    "median": {},
    "group_mean": {"group": ""},
    "group_median": {"group": ""},
    "row_mean": {"level": 2.0},
    "row_median": {"level": 2.0},
    "knn": {"neighbours": 5.0},
    "em": {"ridge": normal.RIDGE},
    "multiple": {"ridge": normal.RIDGE, "draws": 20.0, "seed": 1.0},
}
METHODS = tuple(_DEFAULTS)
"""All names."""
_WHOLE = frozenset({"level", "neighbours", "draws", "seed"})


@dataclass(frozen=True, slots=True)
class Imputation:
    """A method by its name and what it is told, e.g. `Imputation("group_mean", {"group": "Region"})`."""

    name: str = "none"
    params: Parameters = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Around:
    """What some methods need besides the values: labels of the units by group, directions, families of columns by level."""

    groups: Mapping[str, Sequence[str]] = field(default_factory=dict)
    signs: Floats | None = None
    families: Mapping[int, Sequence[Sequence[int]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Imputed:
    """Complete where the method had something to go by; `filled` marks every cell that it made."""

    values: Floats
    filled: npt.NDArray[np.bool_]


def impute(values: Floats, how: Imputation, around: Around | None = None) -> Imputed:
    """Fill the gaps of `values` (units x indicators, NaN for none).

    "multiple" gives the mean of its draws; the draws themselves, for the uncertainty of ranks, are `normal.draws`. Raises
    `ProblemError`: "imputation-unknown", "imputation-parameter", "group-unknown", "level-unknown".
    """
    given, around = parameters(how), around or Around()
    made = _made(values, how.name, given, around)
    return Imputed(made, np.isnan(values) & ~np.isnan(made))


def parameters(how: Imputation) -> Parameters:
    """What the method is told, with its defaults, checked."""
    return told("imputation", how.name, how.params, _DEFAULTS, _fits)


def _fits(key: str, value: Parameter, default: Parameter) -> bool:
    if isinstance(default, str):
        return isinstance(value, str)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return False
    return value >= (1 if key in _WHOLE - {"seed"} else 0) and (key not in _WHOLE or value == int(value))


def _made(values: Floats, name: str, given: Parameters, around: Around) -> Floats:
    figure = filling.median if name.endswith("median") else filling.mean
    if name in {"mean", "median"}:
        return filling.by_column(values, figure)
    if name in {"group_mean", "group_median"}:
        return filling.by_group(values, _group(str(given["group"]), around), figure)
    if name in {"row_mean", "row_median"}:
        families = around.families.get(int(float(given["level"])))  # type: ignore[arg-type]  # checked by `parameters`
        if families is None:
            raise ProblemError(problem("level-unknown", Place(name=name), value=str(given["level"])))
        signs = np.ones(values.shape[1]) if around.signs is None else around.signs
        return filling.by_row(values, signs, families, figure)
    if name == "knn":
        return filling.by_neighbours(values, int(float(given["neighbours"])))  # type: ignore[arg-type]  # checked by `parameters`
    if name == "em":
        return normal.expectation(values, float(given["ridge"]))  # type: ignore[arg-type]  # checked by `parameters`
    if name == "multiple":
        count, seed, ridge = (float(given[one]) for one in ("draws", "seed", "ridge"))  # type: ignore[arg-type]  # as above
        return np.asarray(normal.draws(values, int(count), int(seed), ridge).mean(axis=0), dtype=np.float64)
    return values.copy()


def _group(name: str, around: Around) -> Sequence[str]:
    if name not in around.groups:
        raise ProblemError(problem("group-unknown", Place(name=name), known=", ".join(around.groups)))
    return around.groups[name]
