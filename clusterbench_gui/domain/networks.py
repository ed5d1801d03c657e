"""A planning task of production networks as plain numbers: operations with alternatives, resources, transport between firms, and plans.

Time is in slots (working days, unless the task says otherwise), money in whole units, risk in whole steps of -ln(reliability) / 10,000. Firms, resources,
stocks, orders and operations are known by their positions. What they are called stands in the data that a task was made of.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property

RISK_STEPS = 10_000
"""Steps of risk in one of -ln(reliability)."""


PLENTY = 1_000_000
"""So much of a resource that it is never short where there is any: it stands for days on which an offer holds, and has no hours."""


def risk_of(reliability: float) -> int:
    """The risk of a reliability, in steps."""
    return round(-RISK_STEPS * math.log(reliability))


def reliability_of(risk: int) -> float:
    """The reliability of a risk in steps."""
    return math.exp(-risk / RISK_STEPS)


@dataclass(frozen=True, slots=True)
class Mode:
    """One way to do an operation: at `firm`, for `duration` slots without a break, at a `cost`.

    `needs` are (resource, amount held in every slot), `uses` (stock, amount used up).
    """

    duration: int
    needs: tuple[tuple[int, int], ...] = ()
    cost: int = 0
    firm: int = 0
    uses: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Operation:
    """A step of an order with the modes in which it can be done; it may start from slot `release` on, until `latest` (None: no limit)."""

    modes: tuple[Mode, ...]
    order: int = 0
    release: int = 0
    latest: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Operation `after` starts when `before` has ended, the goods (`kg`) have arrived, and `lag` more slots have passed."""

    before: int
    after: int
    lag: int = 0
    kg: int = 0


@dataclass(frozen=True, slots=True)
class Transport:
    """From firm to firm: slots on the way and the price of a shipment, both as matrices.

    Where a vehicle holds so many kg only (`vehicles`, 0: any), goods take several shipments; `kg_costs` are hundredths for each kg besides.
    """

    lags: tuple[tuple[int, ...], ...] = ()
    costs: tuple[tuple[int, ...], ...] = ()
    kg_costs: tuple[tuple[int, ...], ...] = ()
    vehicles: tuple[tuple[int, ...], ...] = ()

    def lag(self, sender: int, receiver: int) -> int:
        """Slots on the way; none where nothing is said."""
        return self.lags[sender][receiver] if self.lags else 0

    def cost(self, sender: int, receiver: int, kg: int = 0) -> int:
        """Price of sending goods of a weight; none where nothing is said."""
        vehicle = self.vehicles[sender][receiver] if self.vehicles else 0
        trips = max(-(-kg // vehicle), 1) if vehicle else 1
        by_weight = kg * self.kg_costs[sender][receiver] // 100 if self.kg_costs else 0
        return by_weight + (trips * self.costs[sender][receiver] if self.costs else 0)


@dataclass(frozen=True, slots=True)
class Delivery:
    """From each firm to the customer of an order, after its last operations: slots on the way and the price."""

    lags: tuple[int, ...] = ()
    costs: tuple[int, ...] = ()

    def lag(self, firm: int) -> int:
        """Slots on the way; none where nothing is said."""
        return self.lags[firm] if self.lags else 0

    def cost(self, firm: int) -> int:
        """Price; none where nothing is said."""
        return self.costs[firm] if self.costs else 0


@dataclass(frozen=True, slots=True)
class Rules:
    """What a plan of an order has to keep: None is no limit.

    `due`: the slot by which the goods are with the customer. `budget` of everything. `risk` of all partners together. `partners`: how many firms at
    most. Delivery after the slot `wanted` costs `late_cost` for each slot.
    """

    due: int | None = None
    budget: int | None = None
    risk: int | None = None
    partners: int | None = None
    wanted: int | None = None
    late_cost: int = 0

    def late(self, finish: int) -> int:
        """What delivery in a slot costs for being late."""
        return 0 if self.wanted is None else self.late_cost * max(finish - self.wanted, 0)


@dataclass(frozen=True)  # no slots: what is asked again and again is kept beside the fields
class Task:
    """What is to be planned. `capacities` are free amounts by resource: one for all slots, or one for each slot to `horizon`.

    `stocks`: amounts that can be used up. `risks` by firm. `rules` and `deliveries` by order. `shares`: by firm how much of the cost of the modes of an order it may
    have at most, in per cent (100: no limit). `same_firm`: pairs of operations that one firm does.
    """

    operations: tuple[Operation, ...]
    links: tuple[Link, ...]
    capacities: tuple[tuple[int, ...], ...]
    horizon: int
    stocks: tuple[int, ...] = ()
    transport: Transport = Transport()
    risks: tuple[int, ...] = ()
    rules: tuple[Rules, ...] = (Rules(),)
    deliveries: tuple[Delivery, ...] = (Delivery(),)
    shares: tuple[int, ...] = ()
    same_firm: tuple[tuple[int, int], ...] = ()

    @property
    def orders(self) -> int:
        """How many orders are planned together."""
        return len(self.rules)

    @cached_property
    def before(self) -> tuple[tuple[Link, ...], ...]:
        """The links that lead to each operation."""
        return self._grouped([link.after for link in self.links])

    @cached_property
    def behind(self) -> tuple[tuple[Link, ...], ...]:
        """The links that lead from each operation."""
        return self._grouped([link.before for link in self.links])

    def capacity(self, resource: int, slot: int) -> int:
        """What is free of a resource in a slot."""
        free = self.capacities[resource]
        return free[0] if len(free) == 1 else free[slot]

    def has_hours(self, resource: int) -> bool:
        """Whether a resource has hours that run short, and does not only stand for days (`PLENTY`)."""
        return max(self.capacities[resource], default=0) < PLENTY

    def risk(self, firm: int) -> int:
        """Risk that a firm brings; none where nothing is said."""
        return self.risks[firm] if self.risks else 0

    def share(self, firm: int) -> int:
        """Per cent of the work of an order that a firm may have; all where nothing is said."""
        return self.shares[firm] if self.shares else 100

    def last(self, order: int) -> tuple[int, ...]:
        """The operations of an order after which nothing comes: what is delivered."""
        return tuple(
            place for place, one in enumerate(self.operations) if one.order == order and not self.behind[place]
        )

    def _grouped(self, ends: Sequence[int]) -> tuple[tuple[Link, ...], ...]:
        found: list[list[Link]] = [[] for _ in self.operations]
        for link, end in zip(self.links, ends, strict=True):
            found[end].append(link)
        return tuple(tuple(links) for links in found)


@dataclass(frozen=True, slots=True)
class Labels:
    """What firms, resources, operations and orders of a task are called, by their positions; `days`: the dates of the slots, where these are days."""

    firms: tuple[str, ...]
    resources: tuple[str, ...]
    operations: tuple[str, ...]
    orders: tuple[str, ...]
    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Instance:
    """A task with its labels, as a file gives it."""

    task: Task
    labels: Labels


@dataclass(frozen=True, slots=True)
class Plan:
    """Which mode each operation is done in and in which slot it starts."""

    modes: tuple[int, ...]
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """What a plan comes to: slot in which everything is delivered, cost, risk, firms that take part. Recounted from the task, never from a solver."""

    finish: int
    cost: int
    risk: int
    firms: tuple[int, ...]


class Aim(Enum):
    """What is made as small as possible."""

    FINISH = "finish"
    COST = "cost"
    RISK = "risk"


class Status(Enum):
    """What is known of an answer."""

    OPTIMAL = "optimal"
    FOUND = "found"
    IMPOSSIBLE = "impossible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """The best plan that was found, its value and the bound below which none can be, both by the aim."""

    status: Status
    plan: Plan | None = None
    value: int | None = None
    bound: int | None = None
    seconds: float = 0.0

    @property
    def gap(self) -> float | None:
        """How much better a plan could be at most, as a share of the value."""
        if self.value is None or self.bound is None:
            return None
        return (self.value - self.bound) / self.value if self.value else 0.0
