"""Treatment of every indicator by one rule: what passes is left alone, what does not is drawn in, and failing that transformed."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from clusterbench_gui.domain.recipes import Parameter, Parameters
from clusterbench_gui.scoring.arrays import NAN, Floats
from clusterbench_gui.scoring.parameters import told
from clusterbench_gui.scoring.treating import transforms, winsorising
from clusterbench_gui.scoring.treating.moments import shape

Texts = npt.NDArray[np.str_]

LOWERED, RAISED = "winhi", "winlo"
"""Marks of a value that was drawn in from above, and from below, as COINr calls them."""

_MARK = "U12"
_ROUNDING = 1e-9
"""A shape that misses a limit by less does not pass it: another unit of measurement must not decide."""
_LEAST = 4
"""Kurtosis needs as many values; fewer are not judged."""

TRANSFORMS: Mapping[str, Callable[[Floats], Floats]] = {
    "log_ct": transforms.log_ct,
    "log_ct_plus": transforms.log_ct_plus,
    "log_ct_orig": transforms.log_ct_orig,
    "log_gii": transforms.log_gii,
}
BOX_COX = "box_cox"

_SHAPE: Parameters = {"skew": 2.0, "kurt": 3.5}
_THEN: Parameters = {"then": "", "combine": False, "power": NAN}
_DEFAULTS: Mapping[str, Parameters] = {
    "none": {},
    "winsorise": {"winmax": 5.0, "tail": "both", **_SHAPE, **_THEN, "then": "log_ct"},
    "iqr": {"times": 1.5, "tail": "both", **_SHAPE, **_THEN},
    "mad": {"times": 3.0, "tail": "both", **_SHAPE, **_THEN},
    "percentile": {"share": 0.05, "tail": "both", **_SHAPE, **_THEN},
    "transform": {**_SHAPE, **_THEN, "then": "log_ct"},
}
METHODS = tuple(_DEFAULTS)
"""All names. "winsorise" and "transform" touch what fails the rule of skewness and kurtosis; the others what lies outside of fences."""
_ONLY_FAILING = frozenset({"winsorise", "transform"})
_TAILS = ("both", "low", "high")
_CHOICES: Mapping[str, tuple[str, ...]] = {"tail": _TAILS, "then": ("", *TRANSFORMS, BOX_COX)}


@dataclass(frozen=True, slots=True)
class Treatment:
    """A method by its name and what it is told, e.g. `Treatment("winsorise", {"winmax": 3, "then": "box_cox"})`."""

    name: str = "none"
    params: Parameters = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ColumnTreatment:
    """What was done to an indicator: shape before and after, how many values were drawn in, the transformation, "" for none.

    `passes` is None where there are too few values to judge, or none that differ. `power` is the λ of Box and Cox.
    """

    passes_before: bool | None
    skew_before: float
    kurtosis_before: float
    drawn: int
    transform: str
    power: float
    passes: bool | None
    skew: float
    kurtosis: float


@dataclass(frozen=True, slots=True)
class Treated:
    """Values after treatment; `points` names at each cell what was done to it ("winhi", "winlo", the transformation), "" for nothing."""

    values: Floats
    details: tuple[ColumnTreatment, ...]
    points: Texts


@dataclass(frozen=True, slots=True)
class _Rule:
    """When an indicator is left alone."""

    skew: float
    kurtosis: float

    def judge(self, turned: float, peaked: float) -> bool | None:
        """Whether a skewness and a kurtosis pass; None where there is one of neither."""
        if math.isnan(turned) or math.isnan(peaked):
            return None
        return abs(turned) < self.skew - _ROUNDING or peaked < self.kurtosis - _ROUNDING

    def passes(self, turned: float, peaked: float) -> bool:
        return self.judge(turned, peaked) is not False


def treat(values: Floats, how: Treatment) -> Treated:
    """Treat every column of `values` (units x indicators, NaN for none).

    Rule of "winsorise" and "transform": an indicator passes when |skewness| < `skew` or excess kurtosis < `kurt`. One that fails
    is winsorised one value at a time, at most `winmax`; if it still fails, its values before (with `combine` those after) are
    transformed by `then`. "iqr", "mad" and "percentile" draw what lies outside of their fences to the outermost value inside, then
    the same rule decides about `then`. Raises `ProblemError`: "treatment-unknown", "treatment-parameter".

    Source: COIN Tool user guide (JRC, 2019); `Treat` of COINr 1.1.14 with `f1` winsorise and `f2`.

    Unlike COINr, an indicator with fewer than four values, or none that differ, is left alone and not judged.
    """
    given = parameters(how)
    treated, points = values.copy(), np.full(values.shape, "", dtype=_MARK)
    details = []
    for place in range(values.shape[1]):
        column, marks, detail = _one(values[:, place], how.name, given)
        treated[:, place], points[:, place] = column, marks
        details.append(detail)
    return Treated(treated, tuple(details), points)


def parameters(how: Treatment) -> Parameters:
    """What the method is told, with its defaults, checked."""
    return told("treatment", how.name, how.params, _DEFAULTS, _fits)


def _fits(key: str, value: Parameter, default: Parameter) -> bool:
    if key in _CHOICES:
        return value in _CHOICES[key]
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(default, bool) and isinstance(value, bool)
    if key == "share":
        return isinstance(value, int | float) and 0 < value < 1 / 2
    return isinstance(value, int | float) and math.isfinite(value) and (key == "power" or value >= 0)


def _one(x: Floats, name: str, given: Parameters) -> tuple[Floats, Texts, ColumnTreatment]:
    rule = _Rule(_number(given, "skew"), _number(given, "kurt")) if given else _Rule(math.inf, math.inf)
    before = shape(x)
    verdict = rule.judge(*before)
    marks = np.full(x.shape, "", dtype=_MARK)
    if not given or verdict is None or (verdict and name in _ONLY_FAILING):
        return x, marks, ColumnTreatment(verdict, *before, 0, "", NAN, verdict, *before)
    drawn = _drawn_in(x, name, given, rule)
    marks[drawn < x], marks[drawn > x] = LOWERED, RAISED
    count, transform, power, after = int((marks != "").sum()), "", NAN, shape(drawn)
    if given["then"] and not rule.passes(*after):
        transform, base = str(given["then"]), drawn if given["combine"] else x
        power = _power(base, given) if transform == BOX_COX else NAN
        drawn = transforms.box_cox(base, power) if transform == BOX_COX else TRANSFORMS[transform](base)
        if not given["combine"]:
            marks[:] = ""
        marks[~np.isnan(x)] = transform
        after = shape(drawn)
    detail = ColumnTreatment(verdict, *before, count, transform, power, rule.judge(*after), *after)
    return drawn, marks, detail


def _drawn_in(x: Floats, name: str, given: Parameters, rule: _Rule) -> Floats:
    if name == "transform" or int((~np.isnan(x)).sum()) < _LEAST:
        return x
    tail = str(given["tail"])
    if name == "winsorise":
        return winsorising.one_by_one(x, rule.passes, int(_number(given, "winmax")), tail)
    fences = {
        "iqr": lambda: winsorising.quartile_fences(x, _number(given, "times")),
        "mad": lambda: winsorising.deviation_fences(x, _number(given, "times")),
        "percentile": lambda: winsorising.percentile_fences(x, _number(given, "share")),
    }
    low, high = fences[name]()
    return winsorising.to_fences(x, -math.inf if tail == "high" else low, math.inf if tail == "low" else high)


def _power(x: Floats, given: Parameters) -> float:
    power = _number(given, "power")
    return transforms.fitted_power(x) if math.isnan(power) else power


def _number(given: Parameters, name: str) -> float:
    return float(given[name])  # type: ignore[arg-type]  # checked by `parameters`
