"""The tables in which people keep what a cluster can make and what is ordered: their columns, and rows as they were typed.

Cells are texts, so that a table that is only half right loses nothing; `exchange.networks.books` reads them as a `domain.planning.Book`, or says what is wrong in
which sheet, row and column. Window, workbook and CSV share these tables. What columns are called stands in `exchange.networks.titles`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

Row = tuple[str, ...]
"""Cells in the order of the columns of a sheet; "" is no answer."""

Sheets = Mapping[str, tuple[Row, ...]]
"""Rows by the id of their sheet. A sheet that is missing has no rows."""


class Kind(Enum):
    """What a cell holds. Numbers may have a decimal comma or point, dates stand as 2026-06-30 or 30.06.2026."""

    TEXT = "text"
    CODE = "code"
    NUMBER = "number"
    WHOLE = "whole"
    MONEY = "money"
    SHARE = "share"
    """A share as a per cent: 0 to 100."""
    DATE = "date"
    YES = "yes"
    """yes, no, tak, nie."""
    CODES = "codes"
    """Several codes, separated by commas; where they refer to another sheet, by blanks too."""
    WEEK = "week"
    """Seven whole numbers from Monday on, or five, or one for each day from Monday to Friday."""
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its id, what a cell holds, bounds that include their ends. `refers`: the sheet whose first column has the code, `also` another one."""

    id: str
    kind: Kind = Kind.TEXT
    required: bool = False
    least: float | None = None
    most: float | None = None
    refers: str = ""
    also: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table. `keys`: how many of its first columns tell its rows apart; 0 where rows may be equal. `single`: it has one row."""

    id: str
    columns: tuple[Column, ...]
    keys: int = 1
    single: bool = False

    def column(self, name: str) -> int:
        """The position of a column."""
        return next(place for place, one in enumerate(self.columns) if one.id == name)


def _money(name: str, *, required: bool = False) -> Column:
    return Column(name, Kind.MONEY, required, 0, 1e9)


CLUSTER = Sheet(
    "cluster",
    (
        Column("name", required=True),
        Column("start", Kind.DATE, required=True),
        Column("days", Kind.WHOLE, least=5, most=260),
        Column("week", Kind.WEEK, least=0, most=1),
        Column("holidays", Kind.CHOICE, choices=("pl", "none")),
        Column("near_km", Kind.NUMBER, least=0, most=2000),
        Column("road_factor", Kind.NUMBER, least=1, most=3),
        _money("shipment_price"),
        _money("km_price"),
    ),
    single=True,
)
CLOSURES = Sheet(
    "closures",
    (
        Column("first", Kind.DATE, required=True),
        Column("last", Kind.DATE),
        Column("firm", Kind.CODE, refers="firms"),
        Column("note"),
    ),
    keys=0,
)
FIRMS = Sheet(
    "firms",
    (
        Column("code", Kind.CODE, required=True),
        Column("name", required=True),
        Column("tax_number"),
        Column("size", Kind.CHOICE, choices=("micro", "small", "medium", "large")),
        Column("latitude", Kind.NUMBER, least=-90, most=90),
        Column("longitude", Kind.NUMBER, least=-180, most=180),
        Column("on_time", Kind.SHARE, least=1, most=100),
        Column("dropout", Kind.SHARE, least=0, most=99),
        Column("certificates", Kind.CODES),
        Column("most_share", Kind.SHARE, least=1, most=100),
        Column("active", Kind.YES),
    ),
)
RESOURCES = Sheet(
    "resources",
    (
        Column("code", Kind.CODE, required=True),
        Column("firm", Kind.CODE, required=True, refers="firms"),
        Column("technology", Kind.CODE, required=True),
        Column("name"),
        Column("stations", Kind.WHOLE, least=1, most=1000),
        Column("week", Kind.WEEK, required=True, least=0, most=10_000),
    ),
)
WINDOWS = Sheet(
    "windows",
    (
        Column("resource", Kind.CODE, required=True, refers="resources"),
        Column("first", Kind.DATE, required=True),
        Column("last", Kind.DATE, required=True),
        Column("hours", Kind.WHOLE, required=True, least=0, most=10_000),
    ),
    keys=2,
)
RATES = Sheet(
    "rates",
    (
        Column("resource", Kind.CODE, required=True, refers="resources"),
        Column("technology", Kind.CODE, required=True),
        Column("setup_hours", Kind.NUMBER, least=0, most=10_000),
        Column("minutes_per_unit", Kind.NUMBER, least=0, most=100_000),
        Column("days", Kind.WHOLE, least=1, most=260),
        _money("price_per_hour"),
        _money("price_per_unit"),
        _money("setup_price"),
        Column("scrap", Kind.SHARE, least=0, most=90),
        Column("least_lot", Kind.NUMBER, least=0, most=1e9),
        Column("most_lot", Kind.NUMBER, least=0, most=1e9),
        Column("first", Kind.DATE),
        Column("last", Kind.DATE),
    ),
    keys=2,
)
WAYS = Sheet(
    "ways",
    (
        Column("sender", Kind.CODE, required=True, refers="firms"),
        Column("receiver", Kind.CODE, required=True, refers="firms", also="orders"),
        Column("days", Kind.WHOLE, required=True, least=0, most=60),
        _money("price"),
        _money("price_per_kg"),
        Column("vehicle_kg", Kind.NUMBER, least=1, most=1e6),
    ),
    keys=2,
)
ORDERS = Sheet(
    "orders",
    (
        Column("code", Kind.CODE, required=True),
        Column("product", Kind.CODE, required=True),
        Column("customer"),
        Column("quantity", Kind.NUMBER, required=True, least=0.001, most=1e9),
        Column("release", Kind.DATE),
        Column("due", Kind.DATE),
        Column("due_is_soft", Kind.YES),
        _money("penalty_per_day"),
        _money("budget"),
        _money("price"),
        Column("reliability", Kind.SHARE, least=1, most=100),
        Column("partners", Kind.WHOLE, least=1, most=100),
        Column("certificates", Kind.CODES),
        Column("latitude", Kind.NUMBER, least=-90, most=90),
        Column("longitude", Kind.NUMBER, least=-180, most=180),
    ),
)
OPERATIONS = Sheet(
    "operations",
    (
        Column("product", Kind.CODE, required=True),
        Column("code", Kind.CODE, required=True),
        Column("technology", Kind.CODE, required=True),
        Column("name"),
        Column("units", Kind.NUMBER, least=0, most=1e6),
        Column("kg_per_unit", Kind.NUMBER, least=0, most=1e6),
        Column("portions", Kind.WHOLE, least=1, most=8),
        Column("only_firms", Kind.CODES, refers="firms"),
        Column("barred_firms", Kind.CODES, refers="firms"),
        Column("same_firm_as", Kind.CODE),
    ),
    keys=2,
)
LINKS = Sheet(
    "links",
    (
        Column("product", Kind.CODE, required=True),
        Column("before", Kind.CODE, required=True),
        Column("after", Kind.CODE, required=True),
        Column("days", Kind.WHOLE, least=0, most=260),
    ),
    keys=3,
)

SHEETS = (CLUSTER, FIRMS, RESOURCES, WINDOWS, CLOSURES, RATES, WAYS, OPERATIONS, LINKS, ORDERS)
"""In the order in which somebody fills them in."""

SHEET = {sheet.id: sheet for sheet in SHEETS}
