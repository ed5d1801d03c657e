"""What a variant tells to whom, as plain data: the customer, the coordinator, each of the firms.

Each reader has a kind of data of its own, which holds nothing that this reader must not see; `app.planning.offers` makes them of a book and a variant.
Money is in PLN, None where it is not known.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from clusterbench_gui.domain.planning import Book, Cost, Proof, Size, Standing, Variant


class Reliability(Enum):
    """How surely a network delivers on time, as told to a customer: an exact share would tell of a single firm."""

    VERY_HIGH = "very-high"
    HIGH = "high"
    GOOD = "good"
    MODERATE = "moderate"
    LIMITED = "limited"


@dataclass(frozen=True, slots=True)
class Head:
    """What stands on any paper of a variant: whose it is, its number where it is kept, when it was made, how long it is valid (None: not agreed)."""

    cluster: str
    number: int | None
    made: str
    valid_until: date | None
    invented: bool
    program: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Book and variant for charts, with no more in them than the reader of the paper may see. `days`: the working days of the cluster."""

    book: Book
    variant: Variant
    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """An operation as a customer sees it; `partners` by name, or by number where names are not told."""

    name: str
    first: date
    last: date
    partners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Partner:
    """A firm as a customer sees it."""

    name: str
    certificates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfferedOrder:
    """An order as it is offered. `wanted` is the date asked for, `penalty_per_day` what was agreed for missing it."""

    code: str
    product: str
    quantity: float | None
    wanted: date | None
    penalty_per_day: float | None
    delivered: date
    price: float | None
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class CustomerOffer:
    """What one customer is offered: its own orders only, no firm's price, hours or capacity.

    `price` of everything. `certificates` that every partner has; `lacking` were asked for and not every partner has them.
    """

    head: Head
    customer: str
    orders: tuple[OfferedOrder, ...]
    delivered: date
    price: float | None
    partners: tuple[Partner, ...]
    named: bool
    certificates: tuple[str, ...]
    lacking: tuple[str, ...]
    reliability: Reliability | None
    picture: Picture


@dataclass(frozen=True, slots=True)
class OrderAccount:
    """An order as the coordinator sees it. `slack`: calendar days between delivery and the due date, negative where it is late."""

    code: str
    product: str
    customer: str
    quantity: float | None
    due: date | None
    due_is_soft: bool
    penalty_per_day: float | None
    delivered: date
    slack: int | None
    work: int
    transport: int
    price: float | None
    budget: float | None


@dataclass(frozen=True, slots=True)
class PartnerAccount:
    """What a partner does and gets. `share` of the work's cost, 0 to 1, None where the work costs nothing."""

    code: str
    name: str
    size: Size | None
    on_time: float | None
    jobs: int
    hours: int
    work: int
    share: float | None
    most_share: float | None


@dataclass(frozen=True, slots=True)
class InternalOffer:
    """Everything that is known of a variant, for the coordinator only."""

    head: Head
    standing: Standing
    orders: tuple[OrderAccount, ...]
    partners: tuple[PartnerAccount, ...]
    cost: Cost
    price: float | None
    reliability: float | None
    proof: Proof
    by_hand: bool
    picture: Picture
    firms: Mapping[str, str] = field(default_factory=dict)
    """Names by code."""
    resources: Mapping[str, str] = field(default_factory=dict)
    operations: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Names by order and code."""

    @property
    def margin(self) -> float | None:
        """What is left of the price, None where there is none."""
        return None if self.price is None else self.price - self.cost.all


@dataclass(frozen=True, slots=True)
class Piece:
    """Work of one firm: when, on what, how many hours a day, how many pieces, what it is paid. No hours: it takes its term, whatever the hours."""

    order: str
    product: str
    name: str
    portion: int
    resource: str
    technology: str
    first: date
    last: date
    days: int
    hours_per_day: int | None
    quantity: float | None
    price: int

    @property
    def hours(self) -> int | None:
        """All hours of it."""
        return None if self.hours_per_day is None else self.hours_per_day * self.days


@dataclass(frozen=True, slots=True)
class Arrival:
    """Goods that come to a firm, for an operation of its own."""

    order: str
    sender: str
    arrives: date
    operation: str


@dataclass(frozen=True, slots=True)
class Handover:
    """Goods that a firm hands on after an operation of its own; to the customer where `to_customer`, whose name is `receiver` as far as it is known."""

    order: str
    receiver: str
    to_customer: bool
    operation: str
    leaves: date
    arrives: date


@dataclass(frozen=True, slots=True)
class Taken:
    """Hours of a firm's own resource that are taken on each working day of a window."""

    resource: str
    first: date
    last: date
    hours_per_day: int


@dataclass(frozen=True, slots=True)
class WorkPackage:
    """What one firm is asked to do. Nothing of other firms but the names of those who send to it and receive from it."""

    head: Head
    code: str
    firm: str
    committed: bool
    certificates: tuple[str, ...]
    pieces: tuple[Piece, ...]
    arrivals: tuple[Arrival, ...]
    handovers: tuple[Handover, ...]
    taken: tuple[Taken, ...]
    picture: Picture

    @property
    def price(self) -> int:
        """What it is paid for all of it."""
        return sum(one.price for one in self.pieces)

    @property
    def hours(self) -> int:
        """All hours that are asked for."""
        return sum(one.hours or 0 for one in self.pieces)


Value = str | int | float | date | None
"""What a cell of a table holds; None where nothing is known."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table for a spreadsheet. `shares`: columns whose values are shares of 1, which sheets show in per cent; `money` likewise in PLN."""

    id: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    shares: frozenset[int] = frozenset()
    money: frozenset[int] = frozenset()
