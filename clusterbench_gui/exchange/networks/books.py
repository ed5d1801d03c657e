"""Tables as people typed them read as a book, with everything that is wrong named by sheet, row and column; and a book as tables."""

from collections.abc import Iterator, Mapping
from typing import Any

from clusterbench_gui.domain.planning import (
    Book,
    Closure,
    ClusterFrame,
    Firm,
    Order,
    Rate,
    Resource,
    RouteLink,
    RouteStep,
    Size,
    Way,
    Window,
)
from clusterbench_gui.domain.problems import Problem, Severity
from clusterbench_gui.domain.sheets import CLUSTER, SHEET, SHEETS, Row, Sheet, Sheets
from clusterbench_gui.exchange.networks.cells import Value, write_cell
from clusterbench_gui.exchange.networks.consistency import check
from clusterbench_gui.exchange.networks.records import Found, Record, check_references, codes_of, records_of

MOST_PROBLEMS = 2_000
"""More than that nobody reads; errors are kept before warnings."""

_PLACE = {sheet.id: place for place, sheet in enumerate(SHEETS)}
_MADE: Mapping[str, tuple[str, type[Any]]] = {
    "firms": ("firms", Firm),
    "resources": ("resources", Resource),
    "windows": ("windows", Window),
    "closures": ("closures", Closure),
    "rates": ("rates", Rate),
    "ways": ("ways", Way),
    "operations": ("steps", RouteStep),
    "links": ("links", RouteLink),
    "orders": ("orders", Order),
}
"""By sheet: the field of the book, and what a row is."""


def book_of(sheets: Sheets, file: str = "") -> tuple[Book | None, tuple[Problem, ...]]:
    """The book that tables hold, with what is wrong in the order of sheets and rows: everything up to `MOST_PROBLEMS`. There is no book where something is an error.

    A problem's place names sheet and column by their ids (`titles.titled` words them); rows are those of a spreadsheet whose first row is the heading.
    """
    found = Found(file)
    records = {sheet.id: records_of(sheet, sheets.get(sheet.id, ()), found) for sheet in SHEETS}
    known = {name: codes_of(sheets, SHEET[name]) for name in ("firms", "resources", "orders")}
    for sheet in SHEETS:
        check_references(sheet, records[sheet.id], known, found)
    check(records, found)
    worst = sorted(found.problems, key=lambda one: one.severity is not Severity.ERROR)[:MOST_PROBLEMS]
    problems = tuple(sorted(worst, key=_order))
    if any(one.severity is Severity.ERROR for one in problems):
        return None, problems
    parts = {name: tuple(_made(kind, one) for one in records[sheet]) for sheet, (name, kind) in _MADE.items()}
    return Book(_made(ClusterFrame, records[CLUSTER.id][0]), **parts), problems


def sheets_of(book: Book) -> Sheets:
    """A book as tables that `book_of` reads as the same book."""
    made: dict[str, tuple[Row, ...]] = {CLUSTER.id: (_row(CLUSTER, book.frame),)}
    for sheet, (name, _kind) in _MADE.items():
        made[sheet] = tuple(_row(SHEET[sheet], one) for one in getattr(book, name))
    return {sheet.id: made[sheet.id] for sheet in SHEETS}


def _order(one: Problem) -> tuple[int, int]:
    return _PLACE.get(one.place.sheet, len(SHEETS)), one.place.row or 0


def _made(kind: type[Any], record: Record) -> Any:
    """What a row is, where no answer leaves the default."""
    return kind(**dict(_fields(kind, record)))


def _fields(kind: type[Any], record: Record) -> Iterator[tuple[str, Value]]:
    for name, value in record.values.items():
        if value is None or name == "longitude":
            continue
        if name == "latitude":
            yield "place", (value, record["longitude"])
        elif name == "size":
            yield name, Size(value)
        elif name == "holidays":
            yield name, value == "pl"
        else:
            yield name, value
    if kind is Closure and record["last"] is None:
        yield "last", record["first"]


def _row(sheet: Sheet, one: Any) -> Row:
    return tuple(write_cell(column, _value(one, column.id)) for column in sheet.columns)


def _value(one: Any, column: str) -> Value:
    if column in {"latitude", "longitude"}:
        return None if one.place is None else one.place[column == "longitude"]
    value = getattr(one, column)
    if column == "holidays":
        return "pl" if value else "none"
    return value.value if isinstance(value, Size) else value
