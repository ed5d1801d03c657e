"""Tables of answers from CSV files and workbooks, as text by cell, with the places where they stand."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from zipfile import ZipFile

from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.exchange.packages import DAMAGED
from clusterbench_gui.exchange.values import unharmed
from clusterbench_gui.exchange.xlsx import text_of

MOST_CELLS = 20_000_000
MOST_UNFOLDED = 512 * 1024 * 1024
_SEPARATORS = (";", "\t", ",")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table, with its number as a spreadsheet counts it."""

    row: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A header and the rows below it, each as wide as the header. `stem` is what the table is called.

    `separator` stands between the cells of a CSV file, "" in a workbook.
    """

    file: str
    sheet: str
    stem: str
    header: tuple[str, ...]
    lines: tuple[Line, ...]
    separator: str = ""

    def place(self, row: int, column: str = "") -> Place:
        """Where a cell stands, or a row."""
        return Place(file=self.file, sheet=self.sheet, row=row, column=column)


def read_csv(file: str, stem: str, content: bytes) -> Table:
    """A table from a CSV file in UTF-8, its cells apart by semicolons, tabs or commas, as the header has them.

    Raises `ProblemError`: `not-utf8`, `table-empty`, `table-unreadable`, `table-too-long`, `cells-too-many`, `column-twice`.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ProblemError(problem("not-utf8", Place(file, row=line))) from None
    first = text.partition("\n")[0]
    separator = next((one for one in _SEPARATORS if one in first), ",")
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows = ([unharmed(cell) for cell in cells] for cells in _guarded(file, lines))
    return replace(_table(file, "", stem, rows), separator=separator)


def read_workbook(file: str, content: bytes) -> tuple[Table, ...]:
    """The tables of a workbook, a sheet each; sheets without anything are none.

    Raises `ProblemError`: `workbook-unreadable` for what is no workbook, `file-too-large`, and those of `read_csv`.
    """
    import openpyxl  # noqa: PLC0415 - only where a workbook comes

    found: list[Table] = []
    try:
        refuse_unbounded(file, content)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # what a sheet says of its size may be anything
            if next(sheet.values, None):
                rows = (
                    [unharmed(text_of(cell.value, cell.number_format or "")) for cell in row]
                    for row in sheet.iter_rows()
                )
                found.append(_table(file, sheet.title, sheet.title, rows))
        book.close()
    except ProblemError:
        raise
    except (*DAMAGED, LookupError, TypeError, AttributeError, SyntaxError, OSError) as error:
        raise ProblemError(problem("workbook-unreadable", Place(file=file))) from error
    return tuple(found)


def refuse_unbounded(file: str, content: bytes) -> None:
    """Refuse (`file-too-large`) a workbook that would unfold to more than a machine holds; zip files are read up to their stated sizes."""
    with ZipFile(io.BytesIO(content)) as parts:
        if sum(one.file_size for one in parts.infolist()) > MOST_UNFOLDED:
            raise ProblemError(problem("file-too-large", Place(file=file), megabytes=MOST_UNFOLDED // 1024**2))


def _guarded(file: str, lines: Iterator[list[str]]) -> Iterator[list[str]]:
    number = 0
    try:
        for cells in lines:
            number += 1
            yield cells
    except csv.Error as error:
        raise ProblemError(problem("table-unreadable", Place(file, row=number + 1), detail=str(error))) from None


def _table(file: str, sheet: str, stem: str, rows: Iterable[Sequence[str]]) -> Table:
    numbered = enumerate(rows, start=1)
    header = tuple(name.strip() for name in next(numbered, (0, ()))[1])
    while header and not header[-1]:
        header = header[:-1]
    if not header:
        raise ProblemError(problem("table-empty", Place(file, sheet)))
    twice = [name for name in dict.fromkeys(header) if name and header.count(name) > 1]
    if twice:
        raise ProblemError(*(problem("column-twice", Place(file, sheet, 1, name), name=name) for name in twice))
    lines: list[Line] = []
    for row, cells in numbered:
        if not any(cells):
            continue
        if any(cells[len(header) :]):
            raise ProblemError(problem("cells-too-many", Place(file, sheet, row), wanted=len(header)))
        if (len(lines) + 1) * len(header) > MOST_CELLS:
            raise ProblemError(problem("table-too-long", Place(file, sheet), count=MOST_CELLS))
        lines.append(Line(row, tuple((*cells, *[""] * len(header))[: len(header)])))
    return Table(file, sheet, stem, header, tuple(lines))
