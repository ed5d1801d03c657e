"""Which columns a method can read weights from, and the weights put back in their places."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.scoring.arrays import Floats, present
from clusterbench_gui.scoring.normalising.unitarise import CONSTANT, EMPTY
from clusterbench_gui.scoring.statistics.components import complete, separates
from clusterbench_gui.scoring.weighting.result import Weights, shares

Marks = npt.NDArray[np.bool_]


def usable(values: Floats) -> tuple[Marks, tuple[str, ...]]:
    """Columns that tell units apart, and for the others why not: "empty" or "constant".

    Columns that have values only where others have none are constant among the complete rows; they are left out too.
    Raises `ProblemError` "weights-none" when no column tells units apart, "rows-complete" when fewer than two units have
    values of all that do.
    """
    there = separates(values)
    if there.any():
        rows = complete(values[:, there])
        there[np.flatnonzero(there)[~separates(rows)]] = False
    if not there.any():
        raise ProblemError(problem("weights-none"))
    return there, _reasons(values, there)


def placed(raw: Floats, there: Marks, reasons: tuple[str, ...], **figures: float) -> Weights:
    """Weights of the usable columns among all columns; the others weigh nothing."""
    weights = np.zeros(len(there))
    weights[there] = raw
    return shares(weights, reasons, **figures)


def each(values: Floats, measure: Callable[[Floats], float]) -> Weights:
    """Weights from a measure of each column by itself, over the values that are there, from least to greatest."""
    there = separates(values)
    if not there.any():
        raise ProblemError(problem("weights-none"))
    raw = [measure(present(column)) for column in values.T[there]]
    return placed(np.array(raw), there, _reasons(values, there))


def positive(values: Floats, *, zero: bool) -> None:
    """Raise `ProblemError` "weights-positive" naming each column (from 1) with a value below 0, or 0 unless `zero`."""
    wrong = (values < 0 if zero else values <= 0).any(axis=0)
    if wrong.any():
        raise ProblemError(*(problem("weights-positive", Place(column=str(one + 1))) for one in np.flatnonzero(wrong)))


def _reasons(values: Floats, there: Marks) -> tuple[str, ...]:
    empty = np.asarray(np.isnan(values).all(axis=0))
    return tuple("" if one else EMPTY if none else CONSTANT for one, none in zip(there, empty, strict=True))
