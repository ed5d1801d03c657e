"""What scoring a table writes: `normalised.csv`, `scores.csv`, `ranks.csv`, `weights.csv`. UTF-8, a comma, a line feed; a number has all its digits."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from clusterbench_gui.exchange.values import harmless
from clusterbench_gui.scoring.arrays import Floats
from clusterbench_gui.scoring.composite import Composite


def result_files(composite: Composite) -> Iterator[tuple[str, bytes]]:
    """Names and contents. `scores.csv` and `ranks.csv` have a column per code of every level."""
    codes, indicators = composite.tree.codes, composite.tree.indicators
    yield "normalised.csv", unit_table(composite.units, codes[:indicators], composite.normalised)
    yield "scores.csv", unit_table(composite.units, codes, composite.scores)
    yield "ranks.csv", unit_table(composite.units, codes, composite.ranks)
    yield "weights.csv", table(("iCode", "Level", "Weight"), _weights(composite))


def unit_table(units: Sequence[str], columns: Sequence[str], values: Floats) -> bytes:
    """A table with a row per unit."""
    texts = (_texts(column) for column in np.ascontiguousarray(values.T))
    return table(("uCode", *columns), zip([harmless(unit) for unit in units], *texts, strict=True))


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as CSV, of texts that are ready for it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([harmless(name) for name in header])
    writer.writerows(rows)
    return out.getvalue().encode()


def text_of(number: float) -> str:
    """A number with all its digits, whole ones without a point; an empty cell for NaN."""
    return _texts(np.array([number]))[0]


def _texts(numbers: Floats) -> list[str]:
    written = map(repr, (numbers + 0.0).tolist())  # no negative zero
    return ["" if text == "nan" else text.removesuffix(".0") for text in written]


def _weights(composite: Composite) -> Iterator[Sequence[str]]:
    for code, weight in zip(composite.tree.codes, composite.weights.tolist(), strict=True):
        yield harmless(code), str(composite.model.node(code).level), text_of(weight)
