"""What is done to raw values before they are normalised: screening, denomination, imputation, treatment, in a recipe's order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from clusterbench_gui.domain.editions import Model
from clusterbench_gui.domain.problems import ProblemError, problem
from clusterbench_gui.domain.recipes import NONE, Choice, Recipe
from clusterbench_gui.scoring.table import Table
from clusterbench_gui.scoring.treating.treat import ColumnTreatment, Texts, Treatment, treat

Marks = npt.NDArray[np.bool_]

SCREENED = "screened"


@dataclass(frozen=True, slots=True)
class Stage:
    """The values after a step (`name` as in `domain.recipes.STEPS`, "raw" before them all), for the units that were kept."""

    name: str
    table: Table


@dataclass(frozen=True, slots=True)
class Prepared:
    """Values ready to be normalised, and how they came about.

    `left_out` has the units that were screened out and why. `imputed` marks the cells that a step made; `points` says at each
    cell what the treatment did to it ("winhi", "winlo", the transformation), "" for nothing, `treatments` what it did to
    those indicators that it touched.
    """

    table: Table
    stages: tuple[Stage, ...]
    imputed: Marks
    points: Texts
    left_out: Mapping[str, str] = field(default_factory=dict)
    treatments: Mapping[str, ColumnTreatment] = field(default_factory=dict)

    @property
    def transformed(self) -> frozenset[str]:
        """The indicators that are no longer in their own unit."""
        return frozenset(code for code, one in self.treatments.items() if one.transform)

    def after(self, name: str, table: Table, **changes: object) -> "Prepared":
        """The next stage."""
        return replace(self, table=table, stages=(*self.stages, Stage(name, table)), **changes)  # type: ignore[arg-type]


def prepare(table: Table, model: Model, recipe: Recipe) -> Prepared:
    """All steps of a recipe. Only the indicators of the model stay, in its order. Raises `ProblemError` of the steps."""
    chosen = _of_model(table, model)
    nothing = np.zeros(chosen.values.shape, dtype=np.bool_)
    prepared = Prepared(chosen, (Stage("raw", chosen),), nothing, np.full(chosen.values.shape, ""))
    for name in recipe.order:
        prepared = _STEPS[name](prepared, model, recipe)
    return prepared


def _of_model(table: Table, model: Model) -> Table:
    codes = tuple(node.code for node in model.at(1))
    places = {code: place for place, code in enumerate(table.indicators)}
    return replace(table, indicators=codes, values=table.values[:, [places[code] for code in codes]])


def _nothing_yet(part: str) -> Callable[[Prepared, Model, Recipe], Prepared]:
    def step(prepared: Prepared, _model: Model, recipe: Recipe) -> Prepared:
        how = getattr(recipe, part)
        if how.method != NONE:
            raise ProblemError(problem("method-unknown", part=part, value=how.method))
        return prepared

    return step


def _treat(prepared: Prepared, _model: Model, recipe: Recipe) -> Prepared:
    if recipe.treat.method == NONE:
        return prepared
    table = prepared.table
    made = treat(table.values, treatment_of(recipe.treat))
    touched = (made.points != "").any(axis=0).tolist()
    details = {code: one for code, one, some in zip(table.indicators, made.details, touched, strict=True) if some}
    return prepared.after("treat", replace(table, values=made.values), points=made.points, treatments=details)


def treatment_of(choice: Choice) -> Treatment:
    """A choice of METHOD.toml as the package of treatments takes it."""
    return Treatment(choice.method, choice.parameters)  # type: ignore[arg-type]  # the package checks the kinds


def _same(prepared: Prepared, _model: Model, _recipe: Recipe) -> Prepared:
    return prepared


_STEPS: Mapping[str, Callable[[Prepared, Model, Recipe], Prepared]] = {
    "screen": _same,
    "denominate": _same,
    "impute": _nothing_yet("impute"),
    "treat": _treat,
}
