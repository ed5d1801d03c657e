"""Tables as CSV, read as JavaRosa reads them: `root/item` with an element per column.

Semicolons separate where the header has one, else commas; RFC 4180 quoting; cells keep their blanks; empty lines are none.
"""

import csv
import io
from collections.abc import Iterator

from clusterbench_gui.domain.problems import Place, Problem, ProblemError, Severity, problem
from clusterbench_gui.forms.nodes import Node, NodeKind, TableRow

MAX_CELLS = 5_000_000
_SHOWN = 10
"""So many rows of a wrong length are named."""


def read_delimited(file: str, content: bytes) -> tuple[Node, list[Problem]]:
    """The root with a row per line, and warnings. Raises `ProblemError` where the table cannot be used."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ProblemError(problem("not-utf8", Place(file, row=line))) from None
    rows = _rows(file, text)
    if not rows:
        raise ProblemError(problem("table-empty", Place(file)))
    _, columns = rows.pop(0)
    twice = [name for name in dict.fromkeys(columns) if name and columns.count(name) > 1]
    if twice:
        raise ProblemError(*(problem("column-twice", Place(file, row=1, column=name), name=name) for name in twice))
    width = len(columns)
    root = Node(NodeKind.ELEMENT, "root")
    root.children = [
        TableRow(columns, cells if len(cells) == width else (cells + [""] * width)[:width], root) for _, cells in rows
    ]
    return root, [*_nameless(file, columns, rows), *_uneven(file, width, rows)]


def _rows(file: str, text: str) -> list[tuple[int, list[str]]]:
    """The lines that are not empty, with their numbers as a spreadsheet counts them."""
    separator = ";" if ";" in text.partition("\n")[0] else ","
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    rows: list[tuple[int, list[str]]] = []
    try:
        for number, cells in enumerate(lines, start=1):
            if cells:
                rows.append((number, cells))
                if len(rows) * len(rows[0][1]) > MAX_CELLS:
                    raise ProblemError(problem("table-too-long", Place(file), count=MAX_CELLS))
    except csv.Error as error:
        raise ProblemError(problem("table-unreadable", Place(file, row=number + 1), detail=str(error))) from None
    return rows


def _nameless(file: str, columns: list[str], rows: list[tuple[int, list[str]]]) -> Iterator[Problem]:
    for index, name in enumerate(columns):
        if not name and any(index < len(cells) and cells[index] for _, cells in rows):
            yield problem("column-nameless", Place(file, row=1), Severity.WARNING, number=index + 1)


def _uneven(file: str, width: int, rows: list[tuple[int, list[str]]]) -> list[Problem]:
    found = [(number, len(cells)) for number, cells in rows if len(cells) != width and any(cells[width:] or [True])]
    return [
        problem("cells-count", Place(file, row=number), Severity.WARNING, found=count, wanted=width)
        for number, count in found[:_SHOWN]
    ]
