"""Tables as they stand behind pictures, for spreadsheets: the same cells, with figures that can be computed with.

A figure keeps the decimals it is printed with, and nothing behind them. What print writes for people only, dashes for what is
missing, blanks between thousands and a long minus, becomes an empty cell and what spreadsheets read as a number.
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from clusterbench_gui.exchange.csv_files import ready_bytes
from clusterbench_gui.exchange.values import harmless
from clusterbench_gui.exchange.xlsx import column_width, fitting, sheet_names
from clusterbench_gui.support.texts import DASH, MINUS, NO_BREAK_SPACE

_MARKS = {"pl": ",", "en": "."}
_GROUPS = {"pl": NO_BREAK_SPACE, "en": ","}
_DELIMITERS = {"pl": ";", "en": ","}
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook must have a date; its bytes do not depend on the clock


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table of printed cells. `named` are columns of names and codes, never figures; `foot` are lines below the table."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    foot: tuple[str, ...] = ()
    named: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it was printed: exact, with its decimals, and whether thousands, sign and percent were written."""

    value: Decimal
    decimals: int
    grouped: bool
    signed: bool
    percent: bool

    def text(self, mark: str) -> str:
        """As spreadsheets of a language read it."""
        sign = "+" if self.signed else ""
        return f"{sign}{self.value:.{self.decimals}f}".replace(".", mark) + ("%" if self.percent else "")

    @property
    def number(self) -> float:
        """The number that a cell holds."""
        return float(self.value / 100 if self.percent else self.value)

    @property
    def pattern(self) -> str:
        """The format of a cell that shows it as it was printed."""
        whole = "#,##0" if self.grouped else "0"
        plain = whole + ("." + "0" * self.decimals if self.decimals else "")
        plain += f"{NO_BREAK_SPACE}%" if self.percent else ""
        return f"+{plain};-{plain};{plain}" if self.signed else plain


def figure_of(cell: str, language: str) -> Figure | None:
    """The number that a cell is, as `Texts.number` writes numbers; None where it is something else, such as `007` or `12–15`."""
    mark, group = _MARKS[language], _GROUPS[language]
    found = re.fullmatch(
        rf"([+{MINUS}]?)(0|[1-9]\d{{0,14}}|[1-9]\d{{0,2}}(?:{re.escape(group)}\d{{3}})+)"
        rf"(?:{re.escape(mark)}(\d{{1,6}}))?({NO_BREAK_SPACE}%)?",
        cell,
        re.ASCII,
    )
    if found is None:
        return None
    sign, whole, decimals, percent = found.groups()
    text = f"{'-' if sign == MINUS else ''}{whole.replace(group, '')}.{decimals or '0'}"
    return Figure(Decimal(text), len(decimals or ""), group in whole, sign == "+", percent is not None)


def csv_of(table: PrintedTable, language: str) -> bytes:
    """The table, an empty line and its foot as CSV: UTF-8 with a mark, and what a spreadsheet of the language reads.

    In Polish semicolons between cells and decimal commas, in English commas and decimal points.
    """
    return ready_bytes(_lines(table, language), _DELIMITERS[language])


def workbook_of(tables: Sequence[PrintedTable], language: str, title: str) -> bytes:
    """A workbook with a sheet for each table and its foot below. Figures are numbers, rounded as printed and shown so."""
    import xlsxwriter  # noqa: PLC0415 - only for this format

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": title, "created": _MADE})
        writer = _Writer(book, language)
        for name, table in zip(sheet_names([one.name for one in tables]), tables, strict=True):
            writer.table(name, table)
    return out.getvalue()


def _lines(table: PrintedTable, language: str) -> Iterator[list[str]]:
    yield [harmless(cell) for cell in table.headings]
    for row in table.rows:
        yield [_text(table, place, cell, language) for place, cell in enumerate(row)]
    if table.foot:
        yield []
        yield from ([harmless(line)] for line in table.foot)


def _text(table: PrintedTable, place: int, cell: str, language: str) -> str:
    found = None if place in table.named else figure_of(cell, language)
    return _word(cell) if found is None else found.text(_MARKS[language])


def _word(cell: str) -> str:
    return "" if cell == DASH else harmless(cell)


class _Writer:
    """Writes sheets of one workbook, which share their formats."""

    def __init__(self, book: Any, language: str) -> None:
        self._book = book
        self._language = language
        self._patterns: dict[str, Any] = {}
        self._head = book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True})

    def table(self, name: str, table: PrintedTable) -> None:
        """The headings, which stay in sight, the rows, and after an empty row the foot."""
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 1)
        for place, text in enumerate(table.headings):
            sheet.write_string(0, place, fitting(text), self._head)
            sheet.set_column(place, place, column_width(text, [row[place] for row in table.rows]))
        for number, row in enumerate(table.rows, start=1):
            for place, cell in enumerate(row):
                self._cell(sheet, (number, place), cell, named=place in table.named)
        for number, line in enumerate(table.foot, start=len(table.rows) + 2):
            sheet.write_string(number, 0, fitting(line))

    def _cell(self, sheet: Any, at: tuple[int, int], cell: str, *, named: bool) -> None:
        found = None if named else figure_of(cell, self._language)
        if found is not None:
            sheet.write_number(*at, found.number, self._format(found.pattern))
        elif cell != DASH:
            sheet.write_string(*at, fitting(cell))

    def _format(self, pattern: str) -> Any:
        if pattern not in self._patterns:
            self._patterns[pattern] = self._book.add_format({"num_format": pattern})
        return self._patterns[pattern]
