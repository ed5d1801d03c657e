"""The normalisations by their names in METHOD.toml, and `normalise`, which checks and calls them."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from clusterbench_gui.domain.editions import Direction
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.domain.recipes import Parameter, Parameters
from clusterbench_gui.scoring.arrays import NAN, Floats, is_constant
from clusterbench_gui.scoring.normalising import distances, places, unitisation
from clusterbench_gui.scoring.normalising.directed import Directed, directed, reflected
from clusterbench_gui.scoring.normalising.unitarise import CONSTANT, EMPTY, Scale, rescale
from clusterbench_gui.scoring.parameters import told

REFERENCE_MISSING = "reference-missing"
REFERENCE_WORST = "reference-worst"
TARGET_WORST = "target-worst"
SPREAD_ZERO = "spread-zero"
"""Reasons besides "constant" and "empty": the reference has no value, is the worst, the target is no better than the worst, the divisor is 0."""

FIXED = frozenset({"none", "goalposts", "scaled", "dist2targ"})
"""These say something of a column whose values are all the same."""

_RAW = ("lower", "upper", "target")
"""Parameters in the unit of the indicator."""
_SMALL, _LARGE = 1e-100, 1e100
_SCALED = (0.0, 100.0)
"""Bounds of `scaled` where neither method nor model has any, as in COINr."""

_TYPES = tuple(unitisation.CENTRES)
_DEFAULTS: Mapping[str, Parameters] = {
    "none": {},
    "minmax": {"low": 0.0, "high": 100.0},
    "scaled": {"lower": NAN, "upper": NAN, "factor": 100.0},
    "zscore": {"mean": 0.0, "sd": 1.0},
    "rank": {"ties": "min"},
    "borda": {"ties": "min"},
    "prank": {"ties": "min"},
    "goalposts": {"low": 0.0, "high": 100.0, "truncate": True, "lower": NAN, "upper": NAN},
    "dist2max": {},
    "dist2ref": {"ref": "", "cap": False},
    "dist2targ": {"cap": False, "target": NAN},
    "fracmax": {},
    "categories": {"shares": (0.05, 0.15, 0.25, 0.65, 0.85, 0.95)},
    "above_mean": {"band": 0.2},
    "zero_unitarisation": {"low": 0.0, "high": 1.0},
    "unitisation": {"type": "n4"},
    **{name: {} for name in _TYPES},
}
METHODS = tuple(_DEFAULTS)
"""All names."""


@dataclass(frozen=True, slots=True)
class Normalisation:
    """A method by its name and what it is told, e.g. `Normalisation("minmax", {"low": 1, "high": 100})`."""

    name: str = "minmax"
    params: Parameters = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Normalised:
    """A column per indicator, more is better; all NaN with a reason where there is no such figure, "" elsewhere."""

    values: Floats
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Column:
    """One indicator on its way."""

    raw: Floats
    scale: Scale
    turned: Directed
    given: Parameters
    reference: float
    name: str

    def number(self, name: str) -> float:
        return float(self.given[name])  # type: ignore[arg-type]  # checked by `parameters`


def normalise(
    values: Floats,
    scales: Sequence[Scale],
    how: Normalisation | Sequence[Normalisation],
    *,
    units: Sequence[str] = (),
    names: Sequence[str] = (),
) -> Normalised:
    """Normalise every column of `values` (units x indicators, NaN for none) as its scale says.

    One method for all, or one each. `units` are the codes of the rows, which `dist2ref` needs; `names` those of the columns, for
    problems. Raises `ProblemError`: "normalisation-unknown", "normalisation-parameter", "reference-unknown", "goalposts-missing",
    "target-missing", "bounds-order".
    """
    each = [how] * len(scales) if isinstance(how, Normalisation) else list(how)
    columns, reasons = [], []
    for place, (scale, one) in enumerate(zip(scales, each, strict=True)):
        name = names[place] if names else str(place + 1)
        column, reason = _one(values[:, place], scale, one, units, name)
        columns.append(column)
        reasons.append(reason)
    return Normalised(np.column_stack(columns) if columns else np.empty((len(values), 0)), tuple(reasons))


def parameters(how: Normalisation) -> Parameters:
    """What the method is told, with its defaults, checked."""
    given = told("normalisation", how.name, how.params, _DEFAULTS, _fits)
    if "low" in given and given["low"] >= given["high"]:  # type: ignore[operator]  # both are numbers by now
        raise ProblemError(
            problem("bounds-order", Place(name=how.name), low=str(given["low"]), high=str(given["high"]))
        )
    return given


def _fits(key: str, value: Parameter, default: Parameter) -> bool:
    if key == "ties":
        return value in places.TIES
    if key == "type":
        return value in _TYPES
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(default, bool) and isinstance(value, bool)
    if isinstance(default, str):
        return isinstance(value, str)
    if isinstance(default, tuple):
        shares = [one for one in value if isinstance(one, float) and 0 < one < 1] if isinstance(value, tuple) else []
        return isinstance(value, tuple) and list(value) == sorted(set(shares))
    return isinstance(value, int | float) and math.isfinite(value)


def _one(raw: Floats, scale: Scale, how: Normalisation, units: Sequence[str], name: str) -> tuple[Floats, str]:
    given, nothing = parameters(how), np.full(raw.shape, NAN)
    if np.isnan(raw).all():
        return nothing, EMPTY
    if how.name != "none":
        raw, scale, given = _within_reach(raw, scale, given)
    turned = directed(raw, scale)
    column = _Column(raw, scale, turned, given, _reference(turned.values, given, units), name)
    if how.name not in FIXED and is_constant(turned.values):
        return nothing, CONSTANT
    with np.errstate(all="ignore"):
        made, reason = _CALLS.get(how.name, _unitised(how.name))(column)
    if not reason and np.isnan(made[~np.isnan(raw)]).any():
        reason = SPREAD_ZERO
    return (nothing, reason) if reason else (made, "")


def _within_reach(raw: Floats, scale: Scale, given: Parameters) -> tuple[Floats, Scale, Parameters]:
    """The same in another unit where squares or differences of the values would leave what a computer can hold."""
    own = [float(given[name]) for name in _RAW if name in given]  # type: ignore[arg-type]  # checked by `parameters`
    known = [*(scale.nominal or ()), *(scale.goalposts or ()), *([] if scale.target is None else [scale.target]), *own]
    largest = max(float(np.fmax.reduce(np.abs(raw))), *(abs(one) for one in known if not math.isnan(one)), 0.0)
    if largest == 0 or _SMALL < largest < _LARGE:
        return raw, scale, given
    shift = -math.frexp(largest)[1]
    smaller = Scale(
        scale.direction,
        _pair(scale.nominal, shift),
        _pair(scale.goalposts, shift),
        None if scale.target is None else math.ldexp(scale.target, shift),
    )
    parts = {
        name: math.ldexp(value, shift) for name, value in zip((one for one in _RAW if one in given), own, strict=True)
    }
    return np.ldexp(raw, shift), smaller, {**given, **parts}


def _pair(bounds: tuple[float, float] | None, shift: int) -> tuple[float, float] | None:
    return None if bounds is None else (math.ldexp(bounds[0], shift), math.ldexp(bounds[1], shift))


def _reference(values: Floats, given: Parameters, units: Sequence[str]) -> float:
    code = given.get("ref")
    if code is None:
        return NAN
    if code not in units:
        raise ProblemError(problem("reference-unknown", Place(name=str(code))))
    return float(values[list(units).index(str(code))])


def _bounds(column: _Column, default: tuple[float, float] | None = None) -> tuple[float, float]:
    """What the method is told of the indicator, in its own unit; else the model's goalposts; else the default."""
    lower, upper = column.number("lower"), column.number("upper")
    if math.isnan(lower) or math.isnan(upper):
        if column.turned.bounds is not None:
            return column.turned.bounds
        if default is None:
            raise ProblemError(problem("goalposts-missing", Place(name=column.name)))
        lower, upper = default
    if lower >= upper:
        raise ProblemError(problem("bounds-order", Place(name=column.name), low=str(lower), high=str(upper)))
    scale = Scale(column.scale.direction, column.scale.nominal, (lower, upper))
    bounds = directed(column.raw, scale).bounds
    assert bounds is not None
    return bounds


def _to_bounds(column: _Column) -> tuple[Floats, str]:
    low, high = column.number("low"), column.number("high")
    truncate = bool(column.given["truncate"])
    return distances.goalposts(column.turned.values, bounds=_bounds(column), low=low, high=high, truncate=truncate), ""


def _to_scaled(column: _Column) -> tuple[Floats, str]:
    bounds = _bounds(column, default=_SCALED)
    return distances.scaled(column.turned.values, bounds=bounds, factor=column.number("factor")), ""


def _to_reference(column: _Column) -> tuple[Floats, str]:
    if math.isnan(column.reference):
        return column.raw, REFERENCE_MISSING
    if column.reference <= np.nanmin(column.turned.values):
        return column.raw, REFERENCE_WORST
    cap = bool(column.given["cap"])
    return distances.dist2ref(column.turned.values, reference=column.reference, cap=cap), ""


def _to_target(column: _Column) -> tuple[Floats, str]:
    target = column.turned.target
    if target is None:
        raw = column.number("target")
        if math.isnan(raw):
            raise ProblemError(problem("target-missing", Place(name=column.name)))
        target = directed(column.raw, Scale(column.scale.direction, column.scale.nominal, target=raw)).target
    assert target is not None
    if target <= np.nanmin(column.turned.values):
        return column.raw, TARGET_WORST
    return distances.dist2targ(column.turned.values, target=target, cap=bool(column.given["cap"])), ""


def _to_range(column: _Column) -> tuple[Floats, str]:
    x = column.turned.values  # of which the least and the greatest differ
    least, most = np.fmin.reduce(x), 0.0 if column.scale.direction is Direction.NOMINANT else np.fmax.reduce(x)
    z = np.asarray((x - least) / (most - least), dtype=np.float64)
    return rescale(z, column.number("low"), column.number("high")), ""


def _to_zero_one(column: _Column) -> tuple[Floats, str]:
    low, high = column.number("low"), column.number("high")
    z = unitisation.zero_unitarisation(column.raw, Scale(column.scale.direction, column.scale.nominal))
    return np.asarray(low + (high - low) * z, dtype=np.float64), ""


def _unitised(name: str) -> Callable[[_Column], tuple[Floats, str]]:
    def call(column: _Column) -> tuple[Floats, str]:
        kind = "n8" if name == "fracmax" else str(column.given.get("type", name))
        quotient = kind in unitisation.QUOTIENTS
        x = reflected(column.raw, column.scale) if quotient else column.turned.values
        return unitisation.unitisation(x, type=kind), ""

    return call


def _plain(method: Callable[..., Floats]) -> Callable[[_Column], tuple[Floats, str]]:
    return lambda column: (method(column.turned.values, **column.given), "")


_CALLS: Mapping[str, Callable[[_Column], tuple[Floats, str]]] = {
    "none": lambda column: (
        column.turned.values if column.scale.direction is not Direction.STIMULANT else column.raw,
        "",
    ),
    "minmax": _to_range,
    "zscore": _plain(distances.zscore),
    "dist2max": _plain(distances.dist2max),
    "rank": _plain(places.rank),
    "borda": _plain(places.borda),
    "prank": _plain(places.prank),
    "categories": _plain(places.categories),
    "above_mean": _plain(places.above_mean),
    "goalposts": _to_bounds,
    "scaled": _to_scaled,
    "dist2ref": _to_reference,
    "dist2targ": _to_target,
    "zero_unitarisation": _to_zero_one,
}
