"""Tables as an Excel workbook: a sheet per table, one of choices with their labels, one with the data dictionary."""

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.editions import text_in
from clusterbench_gui.exchange.csv_files import header
from clusterbench_gui.exchange.dictionary import HEADER, lines
from clusterbench_gui.exchange.frames import stamp
from clusterbench_gui.exchange.names import apart, cut
from clusterbench_gui.exchange.tables import Cell, Dataset, Table, Variable
from clusterbench_gui.exchange.values import Typed, harmless, typed

CHOICES, DICTIONARY = "choices", "dictionary"
_SHEET_NAME = 31
_SHEET_STRANGE = re.compile(r"[\[\]:*?/\\']")
_CELL = 32_767
_DIGITS = 15
_EXACT = 10**_DIGITS
_MESSAGE = 255
_SHOWN_CHOICES = 20
_CHOICES_PLACE = HEADER.index("choices")
_NARROW, _WIDE = 8, 40
_LOOKED_AT = 200
_FIRST = datetime(1900, 3, 1)  # noqa: DTZ001 - Excel counts a 29 February 1900; cells hold wall time
_OFFSET = re.compile(r'"([+-]\d\d:\d\d(?::\d\d)?)"$')

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""A character as workbooks write what XML would change (ISO/IEC 29500-1, 22.9.2.19); openpyxl leaves it so."""


def workbook(dataset: Dataset, language: str) -> bytes:
    """The workbook. Its columns are those of the CSV files (`csv_files.header`).

    Numbers, dates and times are such; the offset of a time from UTC stands in the format of its cell, where `text_of` finds it.
    A number that Excel would round, a date before March 1900, and what is no value of its kind, are texts; texts are `harmless`.
    """
    import xlsxwriter  # noqa: PLC0415 - only for this format

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties(
            {"title": text_in(dataset.titles, language), "created": stamp(dataset).replace(tzinfo=None)}
        )
        writer = _Writer(book, language)
        for name, table in zip(sheet_names([one.name for one in dataset.tables]), dataset.tables, strict=True):
            writer.table(name, table)
        writer.texts(CHOICES, _choices(dataset, language))
        writer.texts(DICTIONARY, [_brief(line) for line in lines(dataset, language)])
    return out.getvalue()


def sheet_names(tables: Iterable[str]) -> list[str]:
    """Names of sheets: at most 31 characters, none that Excel refuses, and apart from each other in any case."""
    plain = (_SHEET_STRANGE.sub("_", table) for table in tables)
    return apart(plain, _SHEET_NAME, taken=(CHOICES, DICTIONARY, "history"))


def text_of(value: object, number_format: str) -> str:
    """The text of a workbook's cell as submissions write it, given what a reader takes out of it (openpyxl: `cell.value, cell.number_format`).

    Apostrophes of `harmless` are still there. A moment at midnight is a day, unless its format shows hours.
    """
    found = _OFFSET.search(number_format)
    offset = found[1] if found else ""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < _EXACT else repr(value)
        case datetime():
            is_day = value.time() == time() and "h" not in number_format
            return value.date().isoformat() if is_day else _rounded(value).isoformat(timespec="milliseconds") + offset
        case time():
            at = datetime.combine(_FIRST.date(), value)
            return _rounded(at).time().isoformat(timespec="milliseconds") + offset
        case date():
            return value.isoformat()
        case str():
            return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
    return str(value)


def _rounded(moment: datetime) -> datetime:
    """To a millisecond; days as floating point numbers are a little beside it."""
    return moment.replace(microsecond=0) + timedelta(milliseconds=round(moment.microsecond / 1000))


class _Writer:
    """Writes sheets of one workbook. The formats are shared by its cells."""

    def __init__(self, book: Any, language: str) -> None:
        self._book = book
        self._language = language
        self._formats: dict[str, Any] = {}
        self._head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        self._lines = book.add_format({"text_wrap": True, "valign": "top"})

    def table(self, name: str, table: Table) -> None:
        """A sheet of answers: the header and the keys stay in sight; who selects a header cell reads the question."""
        head = header(table)
        sheet = self._sheet(name, head, frozen=_leading_keys(table))
        for number, row in enumerate(table.rows, start=1):
            place = 0
            for variable, cell in zip(table.variables, row, strict=True):
                self._cell(sheet, (number, place), variable, cell)
                place += 2 if variable.absences else 1
        sheet.autofilter(0, 0, len(table.rows), len(head) - 1)
        place = 0
        for variable in table.variables:
            message = {"validate": "any", "input_message": cut(variable.label(self._language), _MESSAGE)}
            sheet.data_validation(0, place, 0, place, message)
            sheet.set_column(place, place, column_width(variable.name, table.column(variable.name)[:_LOOKED_AT]))
            if variable.absences:
                sheet.set_column(place + 1, place + 1, 14)
            place += 2 if variable.absences else 1

    def texts(self, name: str, made: Sequence[Sequence[str]]) -> None:
        """A sheet of texts under a header."""
        sheet = self._sheet(name, made[0], frozen=0)
        for number, line in enumerate(made[1:], start=1):
            for place, text in enumerate(line):
                sheet.write_string(number, place, fitting(text), self._lines)
        sheet.autofilter(0, 0, max(len(made) - 1, 1), len(made[0]) - 1)
        for place, head in enumerate(made[0]):
            sheet.set_column(place, place, column_width(head, [line[place] for line in made[1:]]))

    def _sheet(self, name: str, head: Sequence[str], *, frozen: int) -> Any:
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, frozen)
        for place, text in enumerate(head):
            sheet.write_string(0, place, harmless(text), self._head)
        return sheet

    def _cell(self, sheet: Any, at: tuple[int, int], variable: Variable, cell: Cell) -> None:
        if isinstance(cell, Absence):
            sheet.write_string(at[0], at[1] + 1, cell.value)
        elif cell:
            self._value(sheet, at, typed(cell, variable.kind), cell)

    def _value(self, sheet: Any, at: tuple[int, int], value: Typed, text: str) -> None:
        if isinstance(value, (int, float)) and _is_exact(text):
            sheet.write_number(*at, value)
        elif isinstance(value, (date, time)) and _is_shown(value):
            bare = value.replace(tzinfo=None) if isinstance(value, (datetime, time)) else value
            sheet.write_datetime(*at, bare, self._format(_pattern(value)))
        else:
            sheet.write_string(*at, fitting(text))

    def _format(self, pattern: str) -> Any:
        if pattern not in self._formats:
            self._formats[pattern] = self._book.add_format({"num_format": pattern, "align": "left"})
        return self._formats[pattern]


def _brief(line: tuple[str, ...]) -> tuple[str, ...]:
    """A line of the dictionary; a long list of choices makes a row that nobody can scroll past, and stands on its own sheet anyway."""
    choices = line[_CHOICES_PLACE].split("\n")
    if len(choices) <= _SHOWN_CHOICES:
        return line
    shown = "\n".join([*choices[:_SHOWN_CHOICES], f"… → {CHOICES}"])
    return (*line[:_CHOICES_PLACE], shown, *line[_CHOICES_PLACE + 1 :])


def fitting(text: str) -> str:
    """A text as a cell takes it; where that is too long for Excel, it ends by how many characters are missing."""
    made = harmless(text)
    units = made.encode("utf-16-le")  # which Excel counts
    if len(units) <= 2 * _CELL:
        return made
    kept = units[: 2 * (_CELL - 20)].decode("utf-16-le", errors="ignore")
    return f"{kept}… (+{len(made) - len(kept)})"


def _is_exact(text: str) -> bool:
    """Whether Excel keeps all digits of a number."""
    return len(text.lstrip("+-0.").replace(".", "")) <= _DIGITS and "e" not in text.lower()


def _is_shown(value: date | time) -> bool:
    """Whether Excel has a number for it."""
    return isinstance(value, time) or value.isoformat()[:10] >= _FIRST.date().isoformat()


def _pattern(value: date | time) -> str:
    """The format of a date or time. An offset stands in it as a fixed text, and so is seen and kept."""
    if not isinstance(value, (datetime, time)):
        return "yyyy-mm-dd"
    clock = "hh:mm:ss.000" if value.microsecond else "hh:mm:ss"
    offset = re.search(r"[+-]\d\d:\d\d(:\d\d)?$", value.isoformat()) if value.tzinfo else None
    day = "yyyy-mm-dd " if isinstance(value, datetime) else ""
    return f'{day}{clock}"{offset[0]}"' if offset else f"{day}{clock}"


def _leading_keys(table: Table) -> int:
    """How many of the first columns are keys, the cluster among them."""
    names = {*table.keys, "_cluster"}
    return next((place for place, one in enumerate(table.variables) if one.name not in names), len(table.variables))


def column_width(head: str, cells: Iterable[Cell]) -> int:
    """Wide enough for the header and most of what stands below, within bounds."""
    lengths = (len(line) for cell in cells if isinstance(cell, str) for line in cell.split("\n"))
    return min(_WIDE, max([_NARROW, len(head) + 3, *lengths]))


def _choices(dataset: Dataset, language: str) -> list[tuple[str, ...]]:
    found = [
        (table.name, one.name, option.name, option.label(language))
        for table in dataset.tables
        for one in table.variables
        for option in one.options
    ]
    return [("table", "variable", "name", "label"), *found]
