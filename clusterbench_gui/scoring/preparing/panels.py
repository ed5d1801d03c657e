"""Values of several times: gaps filled along time, and trends."""

from dataclasses import dataclass

import numpy as np

from clusterbench_gui.domain.problems import ProblemError, problem
from clusterbench_gui.scoring.arrays import NAN, Floats

METHODS = ("latest", "constant", "linear", "linear-constant")


@dataclass(frozen=True, slots=True)
class Panel:
    """Filled values (times x units x indicators) and, at each cell, the time that a filled value is of; NaN where it is of none alone."""

    values: Floats
    source: Floats


def impute_panel(values: Floats, times: Floats, method: str = "latest", longest: float = np.inf) -> Panel:
    """Fill gaps of `values` (times x units x indicators, NaN for none; `times` ascending and different) along time.

    "latest": the newest value before, at most `longest` ago. "constant": the same, and before the first value the first. "linear": on the straight line
    between the values around; outside of them, the nearest. "linear-constant": the same. Raises `ProblemError`: "panel-method-unknown", "panel-times".

    Source: `impute_panel` of COINr 1.1.14.

    Unlike COINr, rows need no order and columns that were not asked for stay; a filled cell names the time that it is of.
    """
    if method not in METHODS:
        raise ProblemError(problem("panel-method-unknown", value=method, known=", ".join(METHODS)))
    if (np.diff(times) <= 0).any():
        raise ProblemError(problem("panel-times"))
    filled, source = values.copy(), np.where(np.isnan(values), NAN, times[:, None, None])
    if method.startswith("linear"):
        for unit, column in np.ndindex(values.shape[1:]):
            series = values[:, unit, column]
            there = ~np.isnan(series)
            if there.any():
                filled[:, unit, column] = np.where(there, series, np.interp(times, times[there], series[there]))
        return Panel(filled, source)
    _carry(filled, source, times, longest)
    if method == "constant":
        _carry(filled[::-1], source[::-1], times[::-1], np.inf)
    return Panel(filled, source)


def _carry(filled: Floats, source: Floats, times: Floats, longest: float) -> None:
    """Take over what was there the time before, in place."""
    for step in range(1, len(times)):
        near = np.abs(times[step] - source[step - 1]) <= longest
        take = np.isnan(filled[step]) & ~np.isnan(filled[step - 1]) & near
        filled[step][take], source[step][take] = filled[step - 1][take], source[step - 1][take]


@dataclass(frozen=True, slots=True)
class Trend:
    """A figure per unit and indicator; `available` is the share of the times with a value."""

    figure: Floats
    available: Floats
    first: Floats
    latest: Floats


def growth(values: Floats, times: Floats) -> Trend:
    """Compound annual growth from the first value to the latest; NaN unless both are positive.

    Formula: (x_latest / x_first)^(1 / (t_latest - t_first)) - 1.

    Source: `CAGR` of COINr.

    Unlike COINr, a growth from 0 is missing and not infinite.
    """
    first, latest, start, end = _ends(values, times)
    with np.errstate(all="ignore"):
        rate = (end / start) ** (1 / (latest - first)) - 1
    usable = (start > 0) & (end > 0) & (latest > first)
    return Trend(np.where(usable, rate, NAN), (~np.isnan(values)).mean(axis=0), first, latest)


def change(values: Floats, times: Floats) -> Trend:
    """Percent per unit of time by the straight line through all values, of where the line begins.

    Formula: 100 b / (a + b t_first), with least squares a + b t through the values that are there.

    Source: `prc_change` of COINr.

    Unlike COINr, whose `get_trends(Time=)` reads other years than asked for, exactly the given times count.
    """
    there = ~np.isnan(values)
    count = there.sum(axis=0)
    first, latest, _, _ = _ends(values, times)
    clock = np.where(there, times[:, None, None], 0.0)
    filled = np.where(there, values, 0.0)
    with np.errstate(all="ignore"):
        middle, level = clock.sum(axis=0) / count, filled.sum(axis=0) / count
        away = np.where(there, times[:, None, None] - middle, 0.0)
        slope = (away * np.where(there, values - level, 0.0)).sum(axis=0) / (away**2).sum(axis=0)
        beginning = level + slope * (first - middle)
        percent = 100 * slope / beginning
    usable = (count > 1) & (beginning != 0)
    return Trend(np.where(usable, percent, NAN), there.mean(axis=0), first, latest)


def _ends(values: Floats, times: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """First and latest time with a value, and the values there."""
    there = ~np.isnan(values)
    begin = there.argmax(axis=0)
    end = len(times) - 1 - there[::-1].argmax(axis=0)
    missing = ~there.any(axis=0)

    def at(places: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> Floats:
        return np.asarray(np.take_along_axis(values, places[None], axis=0)[0], dtype=np.float64)

    return np.where(missing, NAN, times[begin]), np.where(missing, NAN, times[end]), at(begin), at(end)
