"""A table as data, so that the page and the attached file say the same: values with how each column prints them."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from reportlab.lib.colors import HexColor
from reportlab.platypus import Paragraph

from clusterbench_gui.charts.words import share
from clusterbench_gui.reports.typesetting.flowables import TableCell
from clusterbench_gui.reports.typesetting.fonts import BOLD, REGULAR, printable, width
from clusterbench_gui.reports.typesetting.layout import TEXT_WIDTH, Manuscript
from clusterbench_gui.reports.typesetting.typography import TableStyle, figures_style
from clusterbench_gui.reports.words import signed
from clusterbench_gui.support.texts import DASH, Texts
from clusterbench_gui.support.theme import LIGHT, TEXT_SMALL

Value = str | float | int | None


_PADDING = 7.0
_LONG = 30
"""Rows beyond which a table is set closer, so that it ends with its page."""

_TEXT_AIR = 12.0
"""Points between a column of figures and one of words."""


class Kind(Enum):
    """How a column prints its values."""

    TEXT = "text"
    NUMBER = "number"
    CHANGE = "change"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading on paper, its name in the file, how it is printed. `width` in points, 0: what the others leave."""

    title: str
    key: str
    kind: Kind = Kind.NUMBER
    decimals: int = 1
    width: float = 0.0

    def printed(self, value: Value, texts: Texts) -> str:
        """A value on paper; a missing one is a dash."""
        if value is None or isinstance(value, str):
            return DASH if value is None else value
        if self.kind is Kind.SHARE:
            return share(value, texts, self.decimals)
        return signed(value, texts, self.decimals) if self.kind is Kind.CHANGE else texts.number(value, self.decimals)

    def filed(self, value: Value) -> Value:
        """A value in the file: no more digits than paper has."""
        if not isinstance(value, float):
            return value
        return round(value, self.decimals + 2 if self.kind is Kind.SHARE else self.decimals)


@dataclass(frozen=True, slots=True)
class Line:
    """A row. `rank` 0 is plain, 1 a head of what follows, 2 the head of a group of those. `aside` follows the first value."""

    values: tuple[Value, ...]
    rank: int = 0
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. The values of its first column are the heads of the rows."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]

    def printed(self, texts: Texts) -> list[list[str]]:
        """The rows as they stand on paper, without heads and asides."""
        return [
            [column.printed(value, texts) for column, value in zip(self.columns, line.values, strict=True)]
            for line in self.lines
        ]

    def file(self) -> bytes:
        """The table for a spreadsheet: UTF-8 with a mark, comma, decimal point, empty where nothing is known."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(column.key for column in self.columns)
        for line in self.lines:
            writer.writerow(column.filed(value) for column, value in zip(self.columns, line.values, strict=True))
        return out.getvalue().encode("utf-8-sig")


def add_grid(manuscript: Manuscript, grid: Grid, texts: Texts, caption: str, name: str) -> None:
    """The table on paper: text at the left, figures at the right, a line above every head of a group."""
    rows, widths = [[_head(manuscript, column) for column in grid.columns]], _widths(grid.columns)
    for line, printed in zip(grid.lines, grid.printed(texts), strict=True):
        row = [TableCell(_words(manuscript, line, printed[0], widths[0], line.aside), head="Row")]
        for column, text, room in zip(grid.columns[1:], printed[1:], widths[1:], strict=True):
            is_text = column.kind is Kind.TEXT
            row.append(TableCell(_words(manuscript, line, text, room - _TEXT_AIR) if is_text else text))
        rows.append(row)
    manuscript.table(rows, widths, _style(grid), caption, name=name)


def _words(manuscript: Manuscript, line: Line, text: str, room: float, aside: str = "") -> str | Paragraph:
    """The words of a cell: as they are where they fit on one line, which is made faster, else as a paragraph."""
    font = BOLD if line.rank else REGULAR
    if not aside and width(text, font, TEXT_SMALL) <= room - _PADDING:
        return printable(text)
    style = manuscript.styles.cell_strong if line.rank else manuscript.styles.cell
    return manuscript.cell(text, style, f"({aside})" if aside else "")


def _head(manuscript: Manuscript, column: Column) -> TableCell:
    styles = manuscript.styles
    style = styles.cell_head_text if column.kind is Kind.TEXT else styles.cell_head
    return TableCell(manuscript.cell(column.title, style), head="Column")


def _widths(columns: Sequence[Column]) -> list[float]:
    wide = sum(column.width == 0 for column in columns)
    left = TEXT_WIDTH - sum(column.width for column in columns)
    return [column.width or left / wide for column in columns]


def _style(grid: Grid) -> TableStyle:
    line = HexColor(LIGHT.line)
    style = [*figures_style(), ("VALIGN", (0, 0), (-1, 0), "BOTTOM")]
    if len(grid.lines) > _LONG:
        style += [("TOPPADDING", (0, 1), (-1, -1), 1.5), ("BOTTOMPADDING", (0, 1), (-1, -1), 2.4)]
    for place, column in enumerate(grid.columns):
        if place and column.kind is Kind.TEXT:
            style += [("ALIGN", (place, 0), (place, -1), "LEFT"), ("LEFTPADDING", (place, 0), (place, -1), _TEXT_AIR)]
    for number, one in enumerate(grid.lines, start=1):
        if one.rank:
            style.append(("FONTNAME", (0, number), (-1, number), BOLD))
        if one.rank and number > 1:
            style.append(("LINEABOVE", (0, number), (-1, number), 0.5, line))
        if one.rank > 1:
            style.append(("BACKGROUND", (0, number), (-1, number), HexColor(LIGHT.accent_soft)))
    return [*style, *(("NOSPLIT", (0, first), (-1, last)) for first, last in _unbroken(grid.lines))]


def _unbroken(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """First and last rows of what stays on one page: heads with their first row, the head of the table with it, the two last rows.

    reportlab wants these ranges apart from each other.
    """
    ranges: list[tuple[int, int]] = []
    first: int | None = 0
    for number, line in enumerate(lines, start=1):
        if line.rank and first is None:
            first = number
        elif not line.rank and first is not None:
            ranges.append((first, number))
            first = None
    if len(lines) > 1 and (not ranges or ranges[-1][1] < len(lines) - 1):
        ranges.append((len(lines) - 1, len(lines)))
    return ranges
