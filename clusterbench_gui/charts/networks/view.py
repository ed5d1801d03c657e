"""A variant as one reader may see it, and the words that the pictures of networks share."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from clusterbench_gui.charts import words
from clusterbench_gui.charts.style import width_of, wrap
from clusterbench_gui.domain.networks import Status
from clusterbench_gui.domain.planning import Book, Job, Order, Shipment, Variant
from clusterbench_gui.support.texts import DASH, NO_BREAK_SPACE, Texts

Free = Mapping[str, Mapping[date, int]]
"""Free hours by resource and day, before any planned variant takes some. A resource or day that is missing is not known, which is not zero."""

_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_OPENED = re.compile(r"(?<=\w)- (?=\w)")

JobKey = tuple[str, str, int]
"""Order, operation, portion."""


class HiddenError(ValueError):
    """The picture would tell its reader what is not for him: inner prices, or who the other partners are."""


@dataclass(frozen=True)  # no slots: what is asked again and again is kept beside the fields
class View:
    """A variant for a reader. Goods leave after the last day of the work before them and are there by the evening of the day on which they arrive.

    `days`: the working days of the cluster; without them those of its week outside of closures.
    Without `prices` (an offer to the customer) no cost, no free hours and no other figure from inside of a firm is shown. `only_firm` (a work package): the
    firm's own work and what comes to it and leaves it; the others are partners without a name, a place or dates of their work. `invented`: said wherever true.
    """

    book: Book
    variant: Variant
    days: tuple[date, ...] = ()
    prices: bool = True
    only_firm: str = ""
    invented: bool = False

    @property
    def inner(self) -> bool:
        """Whether the reader is the cluster itself, who may see everything."""
        return self.prices and not self.only_firm

    @cached_property
    def jobs(self) -> tuple[Job, ...]:
        """The work that is shown, in the order in which it begins."""
        kept = (one for one in self.variant.jobs if self.only_firm in {"", one.firm})
        return tuple(sorted(kept, key=lambda one: (one.start, one.end, *key_of(one))))

    @cached_property
    def shipments(self) -> tuple[Shipment, ...]:
        """The goods that move between places, or from and to the one firm."""
        moved = (one for one in self.variant.shipments if one.sender != one.receiver)
        kept = (one for one in moved if self.only_firm in {"", one.sender, one.receiver})
        return tuple(sorted(kept, key=lambda one: (one.leaves, one.arrives, one.order, one.before, one.after)))

    @property
    def firms(self) -> tuple[str, ...]:
        """Codes of the partners with shown work, in the order in which they begin."""
        return tuple(dict.fromkeys(one.firm for one in self.jobs))

    @property
    def several(self) -> bool:
        """Whether it is of more than one order."""
        return len(self.variant.orders) > 1

    @cached_property
    def dues(self) -> tuple[tuple[str, date], ...]:
        """The orders that are due on a day, with it; a partner is not told."""
        orders = [] if self.only_firm else [self.order(code) for code in self.variant.orders]
        return tuple((one.code, one.due) for one in orders if one and one.due)

    def order(self, code: str) -> Order | None:
        """The order of a code, None where the book has it no more."""
        return next((one for one in self.book.orders if one.code == code), None)

    def firm(self, code: str, texts: Texts) -> str:
        """How a firm is called: by its name, not at all where it is none of the reader's business."""
        if self.only_firm and code != self.only_firm:
            return texts.t("other partner")
        found = next((one.name for one in self.book.firms if one.code == code), "")
        return " ".join(found.split()) or code

    def customer(self, order: str, texts: Texts) -> str:
        """Who gets the goods; a work package does not tell."""
        found = self.order(order)
        name = "" if found is None or self.only_firm else " ".join(found.customer.split())
        return name or texts.t("customer")

    def operation(self, job: Job, texts: Texts) -> str:
        """What is done: with its order where there are several, with its part where it is shared."""
        name = self.step(job.order, job.operation, job.name)
        said = texts.t("{name}, part {n}", name=name, n=job.portion) if job.portion else name
        return f"{job.order}: {said}" if self.several else said

    def step(self, order: str, operation: str, name: str = "") -> str:
        """What an operation of an order is called."""
        found = self.order(order)
        steps = (one for one in self.book.steps if found is not None and one.product == found.product)
        return " ".join((name or next((one.name for one in steps if one.code == operation), "")).split()) or operation

    def resource(self, code: str) -> str:
        """What a group of stations is called."""
        found = next((one for one in self.book.resources if one.code == code), None)
        return code if found is None else found.name or found.technology or code

    def delivered(self, order: str) -> date | None:
        """The day on which the last goods of an order are with the customer."""
        arrivals = [one.arrives for one in self.variant.shipments if one.order == order and not one.receiver]
        ends = [one.last for one in self.variant.jobs if one.order == order]
        return max(arrivals or ends, default=None)


def wrap_name(name: str, size: float, width: float, lines: int, *, bold: bool = False) -> list[str]:
    """A name in lines, where a line may end after a hyphen in a word too."""
    if width_of(name, size, bold=bold) <= width:
        return [name]
    return [_OPENED.sub("-", line) for line in wrap(_HYPHEN.sub("- ", name), size, width, bold=bold, lines=lines)]


def key_of(job: Job) -> JobKey:
    """What tells a job of a variant from the others."""
    return job.order, job.operation, job.portion


def gid_of(job: Job) -> str:
    """How the pointer finds it."""
    return "job:" + ":".join(map(str, key_of(job)))


def working_days(view: View, first: date, last: date) -> tuple[date, ...]:
    """The working days from one day to another, both included."""
    if view.days:
        return tuple(one for one in view.days if first <= one <= last)
    frame = view.book.frame
    every = (first + timedelta(days=number) for number in range((last - first).days + 1))
    closed = [one for one in view.book.closures if not one.firm]
    return tuple(
        day for day in every if frame.week[day.weekday()] and not any(one.first <= day <= one.last for one in closed)
    )


def days_of(job: Job, days: tuple[date, ...]) -> tuple[date, ...]:
    """The days of some on which a job takes hours."""
    return tuple(day for day in days if job.first <= day <= job.last)


def short_date(day: date, texts: Texts) -> str:
    """Day and month: 1.07 in Polish, 1 Jul in English."""
    return f"{day.day}.{day.month:02d}" if texts.language == "pl" else f"{day.day}{NO_BREAK_SPACE}{day.strftime('%b')}"


def span(first: date, last: date, texts: Texts) -> str:
    """From a day to another."""
    low, high = short_date(first, texts), short_date(last, texts)
    return low if first == last else f"{low}{DASH}{high}"


def money(amount: float, texts: Texts) -> str:
    """Whole PLN."""
    return texts.t("{amount} PLN", amount=texts.number(amount, 0)).replace(" ", NO_BREAK_SPACE)


def against_due(finish: date, due: date | None, texts: Texts) -> str:
    """How a delivery stands to its date, for the end of a sentence; empty without one."""
    if due is None:
        return ""
    if finish == due:
        return texts.t("on the due date")
    days = abs((due - finish).days)
    if finish < due:
        return texts.n("{n} day before the due date", "{n} days before the due date", days)
    return texts.n("{n} day after the due date", "{n} days after the due date", days)


def delivery(view: View, texts: Texts) -> str:
    """The finding on time: when the goods are delivered, and how that stands to the dates of the orders."""
    if view.several:
        done = [(view.order(code), view.delivered(code)) for code in view.variant.orders]
        late = sum(one is not None and one.due is not None and day is not None and day > one.due for one, day in done)
        finish = texts.date(view.variant.finish)
        count = len(view.variant.orders)
        if not late:
            return texts.n(
                "{n} order delivered by {date}, none late",
                "{n} orders delivered by {date}, none late",
                count,
                date=finish,
            )
        return texts.n(
            "{n} order delivered by {date}, {late} late",
            "{n} orders delivered by {date}, {late} late",
            count,
            date=finish,
            late=late,
        )
    order = view.order(view.variant.orders[0]) if view.variant.orders else None
    said = texts.t("Delivery on {date}", date=texts.date(view.variant.finish))
    due = against_due(view.variant.finish, order.due if order else None, texts)
    return f"{said}, {due}" if due else said


def proved(variant: Variant, texts: Texts) -> str:
    """How sure it is that nothing better exists, for a line of its own or the middle of one."""
    aims = {"cost": texts.t("lowest cost"), "finish": texts.t("earliest delivery"), "risk": texts.t("lowest risk")}
    aim = aims.get(variant.proof.aim, variant.proof.aim)
    if variant.by_hand:
        return texts.t("moved by hand and checked")
    if variant.proof.status is Status.OPTIMAL:
        return texts.t("{aim}, proved", aim=aim)
    if variant.proof.gap is None:
        return texts.t("{aim}, the best that was found", aim=aim)
    gap = words.share(variant.proof.gap, texts, 1)
    return texts.t("{aim}, the best that was found, at most {gap} from the best possible", aim=aim, gap=gap)


def source(view: View, texts: Texts, *more: str) -> str:
    """Whose plan it is, how sure it is, and whatever the reader has to be warned of."""
    orders = ", ".join(view.variant.orders)
    parts = [
        texts.t("invented data") if view.invented else "",
        " ".join(view.book.frame.name.split()),
        texts.n("order {orders}", "orders {orders}", max(len(view.variant.orders), 1), orders=orders) if orders else "",
        proved(view.variant, texts) if view.inner else "",
        *more,
    ]
    line = "; ".join(part.rstrip(".") for part in parts if part)
    return line[:1].upper() + line[1:]
