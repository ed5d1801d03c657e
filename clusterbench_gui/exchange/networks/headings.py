"""Sheets and columns found by what they are called: in Polish, in English or by their ids, the columns in any order."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from clusterbench_gui.domain.problems import Place, Problem, ProblemError, Severity, problem
from clusterbench_gui.domain.sheets import SHEETS, Row, Sheet
from clusterbench_gui.exchange.networks.cells import plain
from clusterbench_gui.exchange.networks.titles import column_title, sheet_title
from clusterbench_gui.support.texts import LANGUAGES, texts

MOST_ROWS = 100_000
"""Of a sheet, below its heading."""


@cache
def known_sheets() -> Mapping[str, Sheet]:
    """Sheets by everything that they may be called, folded."""
    named = {folded(sheet_title(texts(language), one.id)): one for language in LANGUAGES for one in SHEETS}
    return named | {one.id: one for one in SHEETS}


@cache
def known_columns(sheet: Sheet) -> Mapping[str, int]:
    """Positions of the columns of a sheet by everything that they may be called, folded."""
    named = {
        folded(column_title(texts(language), sheet.id, column.id)): place
        for language in LANGUAGES
        for place, column in enumerate(sheet.columns)
    }
    return named | {column.id: place for place, column in enumerate(sheet.columns)}


def folded(heading: str) -> str:
    """A heading as it is compared: without marks of needed columns, in one case."""
    return plain(heading).rstrip("* ").casefold()


def arranged(sheet: Sheet, lines: Iterable[Sequence[str]], place: Place) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """Rows in the order of the sheet's columns, from lines below a heading; empty lines stay, so that rows keep their numbers, but for those at the end.

    Columns that are not known or stand there twice are passed over with a warning. Raises `ProblemError`: "table-rows", "table-no-headings".
    """
    numbered = iter(lines)
    heading = next(numbered, ())
    where, notes = _positions(sheet, heading, place)
    if all(at is None for at in where):
        if any(plain(cell) for line in (heading, *numbered) for cell in line):
            raise ProblemError(problem("table-no-headings", Place(place.file, sheet.id, 1)))
        return (), ()
    rows: list[Row] = []
    empty = 0
    blank = ("",) * len(sheet.columns)
    for line in numbered:
        if not any(line):
            empty += 1
            continue
        row = list(blank)
        for at, cell in zip(where, line, strict=False):
            if at is not None:
                row[at] = cell.strip()
        if not any(row):
            empty += 1
            continue
        if len(rows) + empty >= MOST_ROWS:
            raise ProblemError(problem("table-rows", Place(place.file, sheet.id), most=MOST_ROWS))
        rows += [blank] * empty
        rows.append(tuple(row))
        empty = 0
    return tuple(rows), notes


def _positions(sheet: Sheet, heading: Sequence[str], place: Place) -> tuple[list[int | None], tuple[Problem, ...]]:
    known, notes, where = known_columns(sheet), [], list[int | None]()
    for cell in heading:
        at = known.get(folded(cell))
        code = (
            "" if not plain(cell) else "table-heading" if at is None else "table-heading-twice" if at in where else ""
        )
        if code:
            notes.append(Problem(code, Place(place.file, sheet.id, 1), {"text": plain(cell)}, Severity.WARNING))
        where.append(None if code else at)
    return where, tuple(notes)
