"""Changes of tables as they are typed: tables in, tables out. The window shows them at once while the same change is written to the file."""

from clusterbench_gui.domain.sheets import SHEET, Row, Sheets

MOST_ROWS = 20_000
"""Of one sheet: twenty times what the largest cluster needs."""


def rows_of(sheets: Sheets, sheet: str) -> tuple[Row, ...]:
    """The rows of a sheet; the one of a sheet that has only one is there from the beginning."""
    rows = sheets.get(sheet, ())
    return rows or ((_empty(sheet),) if SHEET[sheet].single else ())


def with_cells(sheets: Sheets, sheet: str, row: int, column: int, texts: tuple[Row, ...]) -> Sheets:
    """A block of cells typed at a place; the table grows downwards where it must, what hangs over its right edge is left out."""
    rows = list(rows_of(sheets, sheet))
    most = 1 if SHEET[sheet].single else MOST_ROWS
    block = texts[: max(0, most - row)]
    if not block:
        return sheets
    rows += [_empty(sheet)] * (row + len(block) - len(rows))
    for place, typed in enumerate(block, row):
        cells = list(rows[place])
        room = typed[: len(cells) - column]
        cells[column : column + len(room)] = room
        if tuple(cells) != rows[place]:
            rows[place] = tuple(cells)
    return _replaced(sheets, sheet, rows)


def with_inserted(sheets: Sheets, sheet: str, row: int, count: int) -> Sheets:
    """Empty rows put before a row."""
    rows = list(rows_of(sheets, sheet))
    if SHEET[sheet].single or len(rows) + count > MOST_ROWS:
        return sheets
    rows[row:row] = [_empty(sheet)] * count
    return _replaced(sheets, sheet, rows)


def without_rows(sheets: Sheets, sheet: str, row: int, count: int) -> Sheets:
    """Rows taken out; of a sheet that has one row only its cells are emptied."""
    rows = list(rows_of(sheets, sheet))
    del rows[row : row + count]
    return _replaced(sheets, sheet, rows)


def fitted(sheets: Sheets) -> Sheets:
    """Tables of the sheets that are known, every row with a cell for each column."""
    found = {}
    for name, sheet in SHEET.items():
        wide = len(sheet.columns)
        found[name] = tuple((*row[:wide], *[""] * (wide - len(row))) for row in sheets.get(name, ()))
    return found


def _replaced(sheets: Sheets, sheet: str, rows: list[Row]) -> Sheets:
    return {**sheets, sheet: tuple(rows)}


def _empty(sheet: str) -> Row:
    return ("",) * len(SHEET[sheet].columns)
