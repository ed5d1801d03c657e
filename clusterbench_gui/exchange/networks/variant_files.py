"""Tables of a variant as CSV and as a workbook, marked as what they are on every row and sheet."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from clusterbench_gui.domain.offering import Table, Value
from clusterbench_gui.exchange.csv_files import ready_bytes
from clusterbench_gui.exchange.values import harmless
from clusterbench_gui.exchange.xlsx import fitting

_NARROW, _WIDE = 9, 44
_MONEY, _SHARE, _DAY = '#,##0.00 "zł"', "0.0%", "yyyy-mm-dd"
_WHOLE_MONEY = '#,##0 "zł"'
_UNDATED = datetime(2000, 1, 1)  # noqa: DTZ001 - workbooks have no zones; the clock would make every file another one


def csv_of(table: Table, mark: tuple[str, str], *, comma: bool) -> bytes:
    """The table with semicolons, in UTF-8 with a mark; numbers with a decimal `comma` or point, days as 2026-06-30.

    `mark` is head and text of a last column: rows that are copied elsewhere still say what they are.
    """
    lines = [[*table.heads, mark[0]]]
    lines += [[*(_text(value, comma=comma) for value in row), mark[1]] for row in table.rows]
    return ready_bytes(lines, ";")


def _text(value: Value, *, comma: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        plain = str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        return plain.replace(".", ",") if comma else plain
    if isinstance(value, int):
        return str(value)
    return value.isoformat() if isinstance(value, date) else harmless(value)


def workbook_of(tables: Sequence[Table], title: str, mark: str, made: str) -> bytes:
    """A sheet for each table: the mark above and in the head of each printed page, numbers, money, shares and days as such.

    `made`: the moment (ISO) that the file says it is of, "" where there is none.
    """
    import xlsxwriter  # noqa: PLC0415 - only for this format

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        created = datetime.fromisoformat(made).replace(tzinfo=None) if made else _UNDATED
        book.set_properties({"title": title, "comments": mark, "created": created})
        writer = _Writer(book, mark)
        for table in tables:
            writer.table(table)
    return out.getvalue()


class _Writer:
    """Writes the sheets of one workbook. The formats are shared by its cells."""

    def __init__(self, book: Any, mark: str) -> None:
        self._book, self._mark = book, mark
        self._head = book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True})
        self._marked = book.add_format({"bold": True, "font_color": "#8A5A00"})
        self._formats = {
            pattern: book.add_format({"num_format": pattern, "valign": "top"})
            for pattern in (_MONEY, _WHOLE_MONEY, _SHARE, _DAY, "#,##0", "#,##0.###")
        }
        self._words = book.add_format({"valign": "top", "text_wrap": True})

    def table(self, table: Table) -> None:
        """A sheet; the mark and the heads stay in sight."""
        sheet = self._book.add_worksheet(table.id)
        sheet.set_header(f"&C&B{self._mark.replace('&', '&&')}")
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(1)
        sheet.write_string(0, 0, self._mark, self._marked)
        sheet.freeze_panes(2, 0)
        for column, head in enumerate(table.heads):
            sheet.write_string(1, column, harmless(head), self._head)
            sheet.set_column(column, column, _width(table, column))
        for place, row in enumerate(table.rows, start=2):
            for column, value in enumerate(row):
                self._cell(sheet, (place, column), value, table)
        if table.rows:
            sheet.autofilter(1, 0, len(table.rows) + 1, len(table.heads) - 1)

    def _cell(self, sheet: Any, at: tuple[int, int], value: Value, table: Table) -> None:
        match value:
            case None:
                sheet.write_blank(*at, None)
            case date():
                sheet.write_datetime(*at, datetime(value.year, value.month, value.day), self._formats[_DAY])  # noqa: DTZ001 - a day
            case int() | float():
                sheet.write_number(*at, value, self._formats[_pattern(value, at[1], table)])
            case _:
                sheet.write_string(*at, fitting(value), self._words)


def _pattern(value: float, column: int, table: Table) -> str:
    is_whole = value == int(value)
    if column in table.shares:
        return _SHARE
    if column in table.money:
        return _WHOLE_MONEY if is_whole else _MONEY
    return "#,##0" if is_whole else "#,##0.###"


def _width(table: Table, column: int) -> int:
    """Wide enough for most of what stands in a column; heads may take two lines."""
    longest = max((len(str(row[column])) for row in table.rows if row[column] is not None), default=0)
    return min(_WIDE, max(_NARROW, len(table.heads[column]) * 2 // 3 + 2, longest + 3))
