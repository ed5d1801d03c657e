"""Tables on the clipboard: tab separated text as Excel, LibreOffice and the like write and read it."""

import re
from collections.abc import Iterable, Sequence

_CELL = re.compile(r'(?:"((?:[^"]|"")*+)"(?=[\t\r\n]|\Z)|([^\t\r\n]*+))(\t|\r\n|\r|\n|\Z)')
"""A cell and what ends it. A quote that no other one closes at the end of a cell is a quote, as in `5" pipe`."""
_SPECIAL = re.compile(r'[\t\r\n]|^"')


def read_table(text: str) -> list[list[str]]:
    """Rows of cells. Line breaks and tabs in quotes belong to their cell; the line end after the last row is none of its own.

    Rows may differ in length. An empty text has no rows.
    """
    rows: list[list[str]] = []
    row: list[str] = []
    at = 0
    while at < len(text):
        found = _CELL.match(text, at)
        assert found is not None  # every text begins with a cell, be it an empty one
        quoted, plain, end = found.groups()
        row.append(plain if quoted is None else quoted.replace('""', '"'))
        at = found.end()
        if end == "\t" and at == len(text):
            row.append("")
        if end != "\t" or at == len(text):
            rows.append(row)
            row = []
    return rows


def write_table(rows: Iterable[Sequence[str]]) -> str:
    """Rows of cells as text: cells with tabs or line breaks in quotes, and those that begin with a quote."""
    return "".join("\t".join(_quoted(cell) for cell in row) + "\n" for row in rows)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _SPECIAL.search(cell) else cell


def is_table(text: str) -> bool:
    """Whether a text is more than one cell."""
    rows = read_table(text)
    return len(rows) > 1 or any(len(row) > 1 for row in rows)
