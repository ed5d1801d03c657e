"""Rows of a sheet as records of values, and what is wrong with each row by itself and beside the others of its sheet."""

import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from clusterbench_gui.domain.problems import Place, Problem, Severity
from clusterbench_gui.domain.sheets import Kind, Row, Sheet, Sheets
from clusterbench_gui.exchange.networks.cells import CellError, Value, plain, read_cell

_NEAR = 0.6
_MOST_COMPARED = 5_000
_MOST_SUGGESTED = 50


@dataclass(frozen=True, slots=True)
class Record:
    """A row that holds something: its number as a spreadsheet counts it, values by column (None: no answer or, for those of `unread`, not readable)."""

    row: int
    values: Mapping[str, Value]
    unread: frozenset[str] = frozenset()

    def __getitem__(self, column: str) -> Value:
        """The value of a column."""
        return self.values[column]

    def empty(self, *columns: str) -> bool:
        """Whether nothing stands in any of some columns."""
        return all(self.values[one] is None and one not in self.unread for one in columns)


@dataclass(slots=True)
class Found:
    """Collects what is wrong."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    _suggested: int = 0

    def error(self, code: str, sheet: str, row: int | None, column: str = "", /, **values: str | int) -> None:
        """Something that stops the reading."""
        self.problems.append(Problem(code, Place(self.file, sheet, row, column), values))

    def warning(self, code: str, sheet: str, row: int | None, column: str = "", /, **values: str | int) -> None:
        """Something to look at."""
        self.problems.append(Problem(code, Place(self.file, sheet, row, column), values, Severity.WARNING))

    def near(self, text: str, known: Collection[str]) -> str:
        """The known code that is most like a text, "" where none is, or where this was asked too often to be quick."""
        self._suggested += 1
        if self._suggested > _MOST_SUGGESTED or len(known) > _MOST_COMPARED:
            return ""
        folded = {one.casefold(): one for one in sorted(known, reverse=True)}
        like = difflib.get_close_matches(text.casefold()[:100], folded, 1, _NEAR)
        return folded[like[0]] if like else ""

    def unknown(self, sheet: str, row: int, column: str, text: str, known: Collection[str]) -> None:
        """A code that nothing has."""
        if near := self.near(text, known):
            self.error("table-unknown-near", sheet, row, column, text=text, near=near)
        else:
            self.error("table-unknown", sheet, row, column, text=text)


def records_of(sheet: Sheet, rows: Sequence[Row], found: Found) -> tuple[Record, ...]:
    """The records of a sheet; empty rows are passed over."""
    records = tuple(_record(sheet, row, number, found) for number, row in enumerate(rows, start=2) if _holds(row))
    if sheet.single:
        for record in records[1:]:
            found.error("table-single", sheet.id, record.row)
        if not records:
            found.error("table-empty-single", sheet.id, 2)
    _doubled(sheet, records, found)
    return records


def codes_of(sheets: Sheets, sheet: Sheet) -> set[str]:
    """The codes of the first column of a sheet, whatever else its rows hold."""
    return {plain(row[0]) for row in sheets.get(sheet.id, ()) if row and plain(row[0])}


def check_references(sheet: Sheet, records: Sequence[Record], known: Mapping[str, set[str]], found: Found) -> None:
    """Codes that the sheet which they refer to does not have."""
    for column in sheet.columns:
        if column.refers:
            codes = known[column.refers] | known.get(column.also, set())
            for record in records:
                for text in _several(record[column.id]):
                    if text not in codes:
                        found.unknown(sheet.id, record.row, column.id, text, codes)


def _several(value: Value) -> Iterator[str]:
    if isinstance(value, frozenset):
        yield from sorted(value)
    elif value is not None:
        yield value


def _holds(row: Row) -> bool:
    return any(plain(cell) for cell in row)


def _record(sheet: Sheet, row: Row, number: int, found: Found) -> Record:
    values: dict[str, Value] = {}
    unread: set[str] = set()
    for place, column in enumerate(sheet.columns):
        cell = row[place] if place < len(row) else ""
        values[column.id] = None
        try:
            values[column.id] = read_cell(column, cell)
        except CellError as error:
            unread.add(column.id)
            found.error(error.code, sheet.id, number, column.id, **error.values)
        else:
            if column.required and values[column.id] is None:
                found.error("table-cell-empty", sheet.id, number, column.id)
        if sheet.id == "firms" and column.kind is Kind.CODE and set(plain(cell)) & set(" ,;"):
            found.error("table-code", sheet.id, number, column.id, text=plain(cell))
    return Record(number, values, frozenset(unread))


def _doubled(sheet: Sheet, records: Sequence[Record], found: Found) -> None:
    names = [column.id for column in sheet.columns[: sheet.keys]]
    if not names or sheet.single:
        return
    first: dict[tuple[Value, ...], int] = {}
    for record in records:
        key = tuple(record[name] for name in names)
        if None in key:
            continue
        if key in first:
            words = " / ".join(str(one) for one in key)
            found.error("table-twice", sheet.id, record.row, names[-1], text=words, other=first[key])
        first.setdefault(key, record.row)
