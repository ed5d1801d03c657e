"""Tables of planning as CSV files, one for each sheet, and cells as they are pasted from a spreadsheet."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from clusterbench_gui.domain.problems import Place, Problem, ProblemError, Severity, problem
from clusterbench_gui.domain.sheets import SHEET, SHEETS, Row, Sheet, Sheets
from clusterbench_gui.exchange.csv_files import csv_bytes
from clusterbench_gui.exchange.networks.headings import arranged, folded, known_columns, known_sheets
from clusterbench_gui.exchange.packages import read_file
from clusterbench_gui.exchange.values import unharmed

_SEPARATORS = (";", "\t", ",")
_WIDE = ("utf-16", (b"\xff\xfe", b"\xfe\xff"))
_ENCODINGS = ("utf-8-sig", "cp1250")


def sheets_of_folder(path: Path) -> tuple[Sheets, tuple[Problem, ...]]:
    """The tables of the CSV files of a folder, `firms.csv` and so on, or of one such file; what is passed over as warnings.

    Raises `ProblemError`: "file-missing", "file-too-large", "not-utf8", "table-unreadable", "table-rows", "table-no-headings", "table-no-files", "table-file-twice".
    """
    if not path.exists():
        raise ProblemError(problem("file-missing", Place(file=str(path))))
    files = [path] if path.is_file() else sorted(one for one in path.glob("*") if one.suffix.lower() == ".csv")
    sheets: dict[str, tuple[Row, ...]] = {}
    notes: list[Problem] = []
    for file in files:
        sheet = known_sheets().get(folded(file.stem.replace("_", " ")))
        if sheet is None:
            notes.append(problem("table-file", Place(file=str(file)), Severity.WARNING, known=_names()))
        elif sheet.id in sheets:
            raise ProblemError(problem("table-file-twice", Place(file=str(file)), table=sheet.id))
        else:
            text = _decoded(read_file(file), str(file))
            sheets[sheet.id], found = rows_of_csv(text, sheet, str(file))
            notes += found
    if not sheets:
        raise ProblemError(problem("table-no-files", Place(file=str(path)), known=_names()))
    return sheets, tuple(notes)


def folder_of(sheets: Sheets) -> Mapping[str, bytes]:
    """Files of a folder that `sheets_of_folder` reads as the same tables: UTF-8, ids as headings."""
    return {
        f"{sheet.id}.csv": csv_bytes([[column.id for column in sheet.columns], *sheets.get(sheet.id, ())])
        for sheet in SHEETS
    }


def rows_of_csv(text: str, sheet: Sheet, file: str = "") -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """The rows of a sheet from CSV with a heading, its cells apart by semicolons, tabs or commas, whichever makes most headings known.

    Raises `ProblemError`: "table-unreadable", "table-rows", "table-no-headings".
    """
    known = known_columns(sheet)
    first = text.removeprefix("\ufeff").partition("\n")[0]

    def recognised(separator: str) -> int:
        return sum(folded(cell.strip('"')) in known for cell in first.split(separator))

    separator = max(_SEPARATORS, key=recognised)
    lines = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=separator)
    try:
        return arranged(sheet, ([unharmed(cell) for cell in line] for line in lines), Place(file, sheet.id))
    except csv.Error as error:
        where = Place(file, row=lines.line_num)
        raise ProblemError(problem("table-unreadable", where, detail=str(error))) from None


def rows_of_paste(text: str, sheet: Sheet, first_column: int) -> tuple[Row, ...]:
    """Rows of a sheet from cells as spreadsheets copy them, the first one for the column at `first_column`.

    A first line of headings is dropped, and says where the columns go. Raises `ProblemError` ("table-paste-wide") where cells have no column.
    """
    lines = [line for line in _pasted(text) if any(line)]
    heading = [known_columns(sheet).get(folded(cell)) for cell in lines[0]] if lines else []
    is_heading = bool(heading) and None not in heading and len(set(heading)) == len(heading)
    return tuple(
        _placed(sheet, line, heading if is_heading else list(range(first_column, first_column + len(line))))
        for line in lines[is_heading:]
    )


def _pasted(text: str) -> list[list[str]]:
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):  # a lone quotation mark belongs to its cell
        source = io.StringIO(text.replace("\0", ""), newline="")
        try:
            lines = list(csv.reader(source, delimiter="\t", quoting=quoting, strict=True))
        except csv.Error:
            continue
        return [[cell.strip() for cell in line] for line in lines]
    return [[cell.strip() for cell in line.split("\t")] for line in text.splitlines()]


def _placed(sheet: Sheet, line: list[str], where: list[int | None]) -> Row:
    row = [""] * len(sheet.columns)
    for position, cell in enumerate(line):
        at = where[position] if position < len(where) else None
        if at is not None and at < len(row):
            row[at] = cell
        elif cell:
            raise ProblemError(problem("table-paste-wide", Place(sheet=sheet.id), text=cell))
    return tuple(row)


def _decoded(content: bytes, file: str) -> str:
    wide, marks = _WIDE
    for encoding in (wide,) if content.startswith(marks) else _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ProblemError(problem("not-utf8", Place(file=file)))


def _names() -> str:
    return ", ".join(f"{name}.csv" for name in SHEET)
