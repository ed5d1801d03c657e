"""What scoring a table writes: `normalised.csv`, `scores.csv`, `ranks.csv`, `weights.csv`. UTF-8, a comma, a line feed; a number has all its digits."""

import csv
import io
import math
from collections.abc import Iterable, Iterator, Sequence

from clusterbench_gui.exchange.values import harmless
from clusterbench_gui.scoring.arrays import Floats
from clusterbench_gui.scoring.composite import Composite

Cell = str | float
_EXACT = 2**53
"""Whole numbers up to here are written without a point."""


def result_files(composite: Composite) -> Iterator[tuple[str, bytes]]:
    """Names and contents. `scores.csv` and `ranks.csv` have a column per code of every level."""
    codes, indicators = composite.tree.codes, composite.tree.indicators
    yield "normalised.csv", unit_table(composite.units, codes[:indicators], composite.normalised)
    yield "scores.csv", unit_table(composite.units, codes, composite.scores)
    yield "ranks.csv", unit_table(composite.units, codes, composite.ranks)
    yield "weights.csv", table(("iCode", "Level", "Weight"), _weights(composite))


def unit_table(units: Sequence[str], columns: Sequence[str], values: Floats) -> bytes:
    """A table with a row per unit."""
    rows = ((unit, *row) for unit, row in zip(units, values.tolist(), strict=True))
    return table(("uCode", *columns), rows)


def table(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A table as CSV; NaN is an empty cell, and no text is one that a spreadsheet would compute."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([harmless(name) for name in header])
    writer.writerows([_text(cell) for cell in row] for row in rows)
    return out.getvalue().encode()


def _text(cell: Cell) -> str:
    if isinstance(cell, str):
        return harmless(cell)
    number = float(cell)
    if math.isnan(number):
        return ""
    return str(int(number)) if number.is_integer() and abs(number) < _EXACT else repr(number)


def _weights(composite: Composite) -> Iterator[Sequence[Cell]]:
    for code, weight in zip(composite.tree.codes, composite.weights.tolist(), strict=True):
        yield code, composite.model.node(code).level, weight
