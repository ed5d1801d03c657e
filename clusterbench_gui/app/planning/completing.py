"""What may stand in a cell, as far as the tables know: choices, and codes that other tables have."""

from collections.abc import Iterator

from clusterbench_gui.domain.sheets import SHEET, Column, Kind, Sheets
from clusterbench_gui.exchange.networks.titles import choice_title
from clusterbench_gui.support.texts import Texts

_SHARED = {
    "technology": ("rates", "resources", "operations"),
    "product": ("operations", "orders"),
    "certificates": ("firms", "orders"),
}
"""Columns of several sheets that hold the same words."""
_OPERATIONS = {"before", "after", "same_firm_as"}


def completions(sheets: Sheets, sheet: str, column: Column, row: int, texts: Texts) -> tuple[str, ...]:
    """What can be offered in a cell, sorted; nothing where anything may stand."""
    if column.kind is Kind.CHOICE:
        return tuple(choice_title(texts, one) for one in column.choices)
    if column.kind is Kind.YES:
        return (texts.t("yes"), texts.t("no"))
    return tuple(sorted(set(_known(sheets, sheet, column, row)), key=texts.sort_key))


def _known(sheets: Sheets, sheet: str, column: Column, row: int) -> Iterator[str]:
    if column.refers:
        yield from _column(sheets, column.refers, SHEET[column.refers].columns[0].id)
    elif column.id in _OPERATIONS:
        rows = sheets.get(sheet, ())
        product = rows[row][SHEET[sheet].column("product")] if row < len(rows) else ""
        for one in sheets.get("operations", ()):
            if not product or one[0] == product:
                yield one[1]
    for other in _SHARED.get(column.id, ()):
        for cell in _column(sheets, other, column.id):
            yield from (part.strip() for part in cell.split(",")) if column.kind is Kind.CODES else (cell,)


def _column(sheets: Sheets, sheet: str, name: str) -> Iterator[str]:
    place = SHEET[sheet].column(name)
    for row in sheets.get(sheet, ()):
        if row[place].strip():
            yield row[place].strip()
