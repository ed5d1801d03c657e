"""What a cluster's planners keep: firms, resources, offers, orders and their routes as read from the tables, and the variants that were planned.

Codes are the people's own. Money is in PLN, in the book with fractions, in variants whole. Days are dates; `domain.networks` counts them in slots.
Capacities and rates are trade secrets of the firms: what may be shown to whom is decided where offers are made (`app.planning.offers`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from clusterbench_gui.domain.networks import Status

Week = tuple[int, int, int, int, int, int, int]
"""Whole numbers from Monday to Sunday."""


class Size(Enum):
    """How large a firm is by the European definition; the first three are SMEs."""

    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class ClusterFrame:
    """The frame of planning: the first day, how many working days are looked at, which days of the week and whether Polish holidays count.

    Ways that no table gives are the distance by air times `road_factor`: up to `near_km` a day, else two, at `shipment_price` and `km_price`.
    """

    name: str
    start: date
    days: int = 120
    week: Week = (1, 1, 1, 1, 1, 0, 0)
    holidays: bool = True
    near_km: float = 120.0
    road_factor: float = 1.3
    shipment_price: float = 0.0
    km_price: float = 0.0


@dataclass(frozen=True, slots=True)
class Firm:
    """A member. `on_time` is the share of deliveries on time, `dropout` the chance that it fails an order; None where not known."""

    code: str
    name: str
    tax_number: str = ""
    size: Size | None = None
    place: tuple[float, float] | None = None
    """Latitude and longitude."""
    on_time: float | None = None
    dropout: float | None = None
    certificates: frozenset[str] = frozenset()
    most_share: float | None = None
    """Of the value of an order, 0 to 1."""
    active: bool = True


@dataclass(frozen=True, slots=True)
class Resource:
    """A group of stations of a firm for one technology, with the hours that are free on each day of the week, all stations together."""

    code: str
    firm: str
    technology: str
    week: Week
    name: str = ""
    stations: int = 1


@dataclass(frozen=True, slots=True)
class Window:
    """From the first to the last day a resource has so many free hours a working day, whatever its week says."""

    resource: str
    first: date
    last: date
    hours: int


@dataclass(frozen=True, slots=True)
class Closure:
    """Days on which a firm (all firms, where it is empty) does not work."""

    first: date
    last: date
    firm: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rate:
    """What a resource asks for a technology. With `days` the work takes these and no hours of the resource: bought parts, a service with a term of its own.

    `scrap` is a share, 0 to 1. A lot outside of `least_lot` to `most_lot` is not taken.
    """

    resource: str
    technology: str
    setup_hours: float = 0.0
    minutes_per_unit: float | None = None
    days: int | None = None
    price_per_hour: float | None = None
    price_per_unit: float | None = None
    setup_price: float = 0.0
    scrap: float = 0.0
    least_lot: float | None = None
    most_lot: float | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """Transport from one firm to another, and back where no other row says so: days, and the price of a shipment.

    The receiver can be the code of an order: then it is the way to its customer.
    """

    sender: str
    receiver: str
    days: int
    price: float = 0.0
    price_per_kg: float = 0.0
    vehicle_kg: float | None = None


@dataclass(frozen=True, slots=True)
class RouteStep:
    """An operation of a product's route. `units`: how often it is done for each product. In several `portions` it can be shared between firms."""

    product: str
    code: str
    technology: str
    name: str = ""
    units: float = 1.0
    kg_per_unit: float = 0.0
    portions: int = 1
    only_firms: frozenset[str] = frozenset()
    barred_firms: frozenset[str] = frozenset()
    same_firm_as: str = ""


@dataclass(frozen=True, slots=True)
class RouteLink:
    """An operation of a route waits for another, and `days` more."""

    product: str
    before: str
    after: str
    days: int = 0


@dataclass(frozen=True, slots=True)
class Order:
    """What a customer wants. A soft due date may be missed at `penalty_per_day`. `price`: what the customer pays."""

    code: str
    product: str
    quantity: float
    customer: str = ""
    release: date | None = None
    due: date | None = None
    due_is_soft: bool = False
    penalty_per_day: float = 0.0
    budget: float | None = None
    price: float | None = None
    reliability: float | None = None
    partners: int | None = None
    certificates: frozenset[str] = frozenset()
    place: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that the tables say, read and found consistent."""

    frame: ClusterFrame
    firms: tuple[Firm, ...] = ()
    resources: tuple[Resource, ...] = ()
    windows: tuple[Window, ...] = ()
    closures: tuple[Closure, ...] = ()
    rates: tuple[Rate, ...] = ()
    ways: tuple[Way, ...] = ()
    steps: tuple[RouteStep, ...] = ()
    links: tuple[RouteLink, ...] = ()
    orders: tuple[Order, ...] = ()

    def firm(self, code: str) -> Firm:
        """The firm of a code."""
        return next(one for one in self.firms if one.code == code)

    def order(self, code: str) -> Order:
        """The order of a code."""
        return next(one for one in self.orders if one.code == code)


@dataclass(frozen=True, slots=True)
class Job:
    """Work that a variant gives to a firm, from the morning of `first` to the evening of `last`; `start` and `end` are the slots, the end not included.

    `hours_per_day` of the resource are taken on each of these days. `operation` is its code in the route, `portion` its number where it is shared.
    """

    order: str
    operation: str
    name: str
    firm: str
    resource: str
    technology: str
    first: date
    last: date
    start: int
    end: int
    hours_per_day: int
    cost: int
    portion: int = 0


@dataclass(frozen=True, slots=True)
class Shipment:
    """Goods on their way from a firm to another, to the customer where `receiver` is empty; `before` and `after` are operations, `after` empty likewise."""

    order: str
    sender: str
    receiver: str
    before: str
    after: str
    leaves: date
    arrives: date
    days: int
    cost: int
    km: float | None = None


@dataclass(frozen=True, slots=True)
class Cost:
    """What a variant costs, whole PLN."""

    work: int = 0
    transport: int = 0
    penalty: int = 0

    @property
    def all(self) -> int:
        """All of it."""
        return self.work + self.transport + self.penalty


@dataclass(frozen=True, slots=True)
class Proof:
    """How sure it is that nothing better exists, and what another run needs to find the same value."""

    status: Status
    bound: int | None = None
    gap: float | None = None
    aim: str = "cost"
    seconds: float = 0.0
    seed: int = 1
    fingerprint: str = ""
    """Of the task that was solved."""
    program: str = ""
    solver: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """A network that makes one order or several: who does what when, checked by rules of its own before anybody sees it.

    `finish`: the day on which the last goods are with the customer; `reliability` None where no firm's is known. `by_hand`: somebody moved work in it.
    """

    orders: tuple[str, ...]
    jobs: tuple[Job, ...]
    shipments: tuple[Shipment, ...]
    finish: date
    finish_slot: int
    cost: Cost
    reliability: float | None
    proof: Proof
    by_hand: bool = False

    @property
    def firms(self) -> tuple[str, ...]:
        """The codes of all partners."""
        return tuple(sorted({one.firm for one in self.jobs}))


class Standing(Enum):
    """Whether a variant's windows are taken."""

    PROPOSED = "proposed"
    COMMITTED = "committed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class KeptVariant:
    """A variant that is kept, with its number, when it was made (ISO, local time) and where it stands."""

    number: int
    variant: Variant
    made: str
    standing: Standing = Standing.PROPOSED


@dataclass(frozen=True, slots=True)
class Happening:
    """A line of the history: when (ISO, local time), what (a stable word), and what about."""

    when: str
    what: str
    values: Mapping[str, str] = field(default_factory=dict)
