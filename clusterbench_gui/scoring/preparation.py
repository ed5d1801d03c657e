"""What is done to raw values before they are normalised: screening, denomination, imputation, treatment, in a recipe's order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from clusterbench_gui.domain.editions import Direction, Model
from clusterbench_gui.domain.problems import Place, ProblemError, problem, raise_errors
from clusterbench_gui.domain.recipes import NONE, Choice, Recipe, Screening
from clusterbench_gui.scoring.preparing.denominating import denominate
from clusterbench_gui.scoring.preparing.impute import Around, Imputation, impute
from clusterbench_gui.scoring.preparing.screening import screen
from clusterbench_gui.scoring.table import Table
from clusterbench_gui.scoring.treating.treat import ColumnTreatment, Texts, Treatment, treat

Marks = npt.NDArray[np.bool_]


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
    those indicators that it touched. `lost` says why a value has no quotient by its denominator.
    """

    table: Table
    stages: tuple[Stage, ...]
    imputed: Marks
    points: Texts
    lost: Texts
    left_out: Mapping[str, str] = field(default_factory=dict)
    treatments: Mapping[str, ColumnTreatment] = field(default_factory=dict)

    def only(self, kept: Marks, left_out: Mapping[str, str]) -> "Prepared":
        """The same for some of the units, in all stages."""
        stages = tuple(Stage(stage.name, stage.table.rows(kept)) for stage in self.stages)
        return replace(
            self,
            table=self.table.rows(kept),
            stages=stages,
            imputed=self.imputed[kept],
            points=self.points[kept],
            lost=self.lost[kept],
            left_out={**self.left_out, **left_out},
        )

    @property
    def transformed(self) -> frozenset[str]:
        """The indicators that are no longer in their own unit."""
        return frozenset(code for code, one in self.treatments.items() if one.transform)

    def after(self, name: str, table: Table, **changes: object) -> "Prepared":
        """The next stage."""
        return replace(self, table=table, stages=(*self.stages, Stage(name, table)), **changes)  # type: ignore[arg-type]


def prepare(table: Table, model: Model, recipe: Recipe) -> Prepared:
    """All steps of a recipe. Only the indicators of the model stay, in its order. Raises `ProblemError` of the steps."""
    return history(table, model, recipe)[-1]


def history(table: Table, model: Model, recipe: Recipe) -> tuple[Prepared, ...]:
    """What there is before the first step of a recipe, and after each. Raises `ProblemError` of the steps."""
    chosen = _of_model(table, model)
    nothing = np.zeros(chosen.values.shape, dtype=np.bool_)
    unsaid = np.full(chosen.values.shape, "")
    return _continued((Prepared(chosen, (Stage("raw", chosen),), nothing, unsaid, unsaid),), model, recipe)


def resumed(before: tuple[Prepared, ...], model: Model, recipe: Recipe, other: Recipe) -> tuple[Prepared, ...]:
    """The history by `other`, given that by `recipe`: steps that both begin with are taken over."""
    same = 0
    for one, name in zip(recipe.order, other.order, strict=False):
        if one != name or getattr(recipe, name) != getattr(other, name):
            break
        same += 1
    return _continued(before[: same + 1], model, other)


def _continued(before: tuple[Prepared, ...], model: Model, recipe: Recipe) -> tuple[Prepared, ...]:
    found = list(before)
    for name in recipe.order[len(before) - 1 :]:
        found.append(_STEPS[name](found[-1], model, recipe))
    return tuple(found)


def _of_model(table: Table, model: Model) -> Table:
    codes = tuple(node.code for node in model.at(1))
    places = {code: place for place, code in enumerate(table.indicators)}
    return replace(table, indicators=codes, values=table.values[:, [places[code] for code in codes]])


def _screen(prepared: Prepared, _model: Model, recipe: Recipe) -> Prepared:
    how, table = recipe.screen, prepared.table
    if how == Screening():
        return prepared
    include, exclude = (np.isin(table.units, codes) for codes in (how.include, how.exclude))
    found = screen(table.values, how.min_coverage, how.min_nonzero, include=include, exclude=exclude)
    if not found.kept.any():
        raise ProblemError(problem("screen-nobody"))
    left_out = {unit: reason for unit, reason in zip(table.units, found.reasons, strict=True) if reason}
    return prepared.only(found.kept, left_out)


def _denominate(prepared: Prepared, model: Model, recipe: Recipe) -> Prepared:
    if not recipe.denominate:
        return prepared
    table = prepared.table
    names = [node.denominator for node in model.at(1)]
    unknown = sorted({name for name in names if name and name not in table.denominators})
    raise_errors(problem("denominator-unknown", Place(name=name)) for name in unknown)
    made = denominate(table.values, [table.denominators[name] if name else None for name in names])
    return prepared.after("denominate", replace(table, values=made.values), lost=made.lost)


def _impute(prepared: Prepared, model: Model, recipe: Recipe) -> Prepared:
    if recipe.impute.method == NONE:
        return prepared
    table = prepared.table
    made = impute(table.values, imputation_of(recipe.impute), _around(table, model))
    return prepared.after("impute", replace(table, values=made.values), imputed=made.filled)


def _around(table: Table, model: Model) -> Around:
    """Directions, groups, and the columns below each node of every level."""
    indicators = model.at(1)
    ancestors = {node.code: _ancestors(model, node.code) for node in indicators}
    families: dict[int, list[list[int]]] = {}
    for level in range(2, model.levels + 1):
        columns: dict[str, list[int]] = {}
        for place, node in enumerate(indicators):
            columns.setdefault(ancestors[node.code][level - 2], []).append(place)
        families[level] = list(columns.values())
    signs = np.array([-1.0 if node.direction is Direction.DESTIMULANT else 1.0 for node in indicators])
    return Around(table.groups, signs, families)


def _ancestors(model: Model, code: str) -> list[str]:
    """The codes above a node, the next one first."""
    above = []
    while code := model.node(code).parent:
        above.append(code)
    return above


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
    return Treatment(choice.method, choice.parameters)


def imputation_of(choice: Choice) -> Imputation:
    """A choice of METHOD.toml as the package of imputations takes it."""
    return Imputation(choice.method, choice.parameters)


_STEPS: Mapping[str, Callable[[Prepared, Model, Recipe], Prepared]] = {
    "screen": _screen,
    "denominate": _denominate,
    "impute": _impute,
    "treat": _treat,
}
