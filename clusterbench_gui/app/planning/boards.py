"""A variant as a board on which work can be moved: rows of firms, free hours behind, who could do what, and what moves between firms."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from clusterbench_gui.domain.networks import Mode, Plan
from clusterbench_gui.domain.planning import Job, Variant
from clusterbench_gui.networks.checker import chosen
from clusterbench_gui.networks.making.made import Made

JobKey = tuple[str, str, int]
"""Order, operation and portion: what tells a job of a variant from the others."""


def key_of(job: Job) -> JobKey:
    """What tells a job from the others of its variant."""
    return job.order, job.operation, job.portion


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A firm with the hours that its resources for these orders have free on each day, before the variant takes some."""

    firm: str
    name: str
    free: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Carried:
    """Goods that go from a job to another at another firm, `days` on the way."""

    before: JobKey
    after: JobKey
    days: int


@dataclass(frozen=True, slots=True)
class Sent:
    """Goods that go from a firm to the customer of an order, `days` on the way; `name` and `customer` as people call them, "" where nobody says."""

    order: str
    firm: str
    days: int
    name: str
    customer: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """A variant with what is around it. `rows`: firms that could do any of it, partners first; `able`: by job the firms that could do it."""

    days: tuple[date, ...]
    rows: tuple[BoardRow, ...]
    jobs: tuple[Job, ...]
    carried: tuple[Carried, ...]
    able: Mapping[JobKey, frozenset[str]]
    due: date | None = None
    sent: tuple[Sent, ...] = ()


def board_of(made: Made, plan: Plan, variant: Variant) -> Board:
    """The board of a variant, which is the plan told in words."""
    task = made.task
    keys = [(one.order, one.step, one.portion) for one in made.origins]
    able = {
        key: frozenset(made.firms[mode.firm] for mode in operation.modes)
        for key, operation in zip(keys, task.operations, strict=True)
    }
    modes = chosen(task, plan)
    carried = tuple(
        Carried(
            keys[link.before],
            keys[link.after],
            task.transport.lag(modes[link.before].firm, modes[link.after].firm),
        )
        for link in task.links
        if modes[link.before].firm != modes[link.after].firm
    )
    dues = [order.due for order in (made.book.order(code) for code in made.orders) if order.due is not None]
    rows, due = _rows(made, variant, able), max(dues, default=None)
    return Board(made.days, rows, variant.jobs, carried, able, due, tuple(_sent(made, modes)))


def _sent(made: Made, modes: Sequence[Mode]) -> Iterator[Sent]:
    """One for each order and firm that sends to its customer; nothing of orders that are fetched."""
    for number, code in enumerate(made.orders):
        delivery = made.task.deliveries[number]
        firms = dict.fromkeys(modes[place].firm for place in made.task.last(number)) if delivery.lags else {}
        for firm in firms:
            customer = made.book.order(code).customer.strip()
            yield Sent(code, made.firms[firm], delivery.lag(firm), made.labels.firms[firm], customer)


def _rows(made: Made, variant: Variant, able: Mapping[JobKey, frozenset[str]]) -> tuple[BoardRow, ...]:
    begins = {job.firm: job.start for job in sorted(variant.jobs, key=lambda one: -one.start)}
    firms = frozenset().union(*able.values()) | begins.keys()
    free = _free(made)
    names = dict(zip(made.firms, made.labels.firms, strict=True))
    last = len(made.days)
    ordered = sorted(firms, key=lambda code: (begins.get(code, last), names.get(code, code), code))
    nothing = (0,) * last
    return tuple(BoardRow(code, names.get(code, code), free.get(code, nothing)) for code in ordered)


def _free(made: Made) -> Mapping[str, tuple[int, ...]]:
    """Free hours by firm and slot, of the resources that could do any of the operations."""
    resources = {offer.resource for offers in made.offers for offer in offers}
    owner = {one.code: one.firm for one in made.book.resources}
    found: dict[str, list[int]] = {}
    for place, code in enumerate(made.resources):
        if code in resources and code in owner:
            row = found.setdefault(owner[code], [0] * len(made.days))
            for slot in range(len(made.days)):
                row[slot] += made.task.capacity(place, slot)
    return {firm: tuple(row) for firm, row in found.items()}
