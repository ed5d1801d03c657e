"""Who may see what of a variant. What a reader must not see is not in the data that is made here, so that no page can print it.

The customer sees its own orders, dates and price. A firm sees its own work. The coordinator sees everything.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from clusterbench_gui import __version__
from clusterbench_gui.app.planning.pictured import for_customer, for_firm
from clusterbench_gui.domain.offering import (
    Arrival,
    CustomerOffer,
    Handover,
    Head,
    InternalOffer,
    OfferedOrder,
    OrderAccount,
    Partner,
    PartnerAccount,
    Picture,
    Piece,
    Reliability,
    Stage,
    Taken,
    WorkPackage,
)
from clusterbench_gui.domain.planning import Book, Firm, Job, KeptVariant, Order, RouteStep, Standing, Variant
from clusterbench_gui.networks.making.calendar import days_of
from clusterbench_gui.support.texts import Texts

_BANDS = ((0.95, Reliability.VERY_HIGH), (0.9, Reliability.HIGH), (0.8, Reliability.GOOD), (0.65, Reliability.MODERATE))


class Offered:
    """A variant beside its book. What the book has lost since is known by its code only, and its figures are missing."""

    def __init__(
        self, book: Book, kept: KeptVariant | Variant, valid_until: date | None = None, *, invented: bool = False
    ) -> None:
        """`kept` has a number and a moment; a variant that nobody kept has none. `invented`: the book's firms are, and every page says so."""
        self.book = book
        number, made, self.standing = None, "", Standing.PROPOSED
        if isinstance(kept, KeptVariant):
            number, made, self.standing = kept.number, kept.made, kept.standing
        self.head = Head(book.frame.name, number, made, valid_until, invented, __version__)
        self.days = days_of(book.frame)
        self.firms: Mapping[str, Firm] = {one.code: one for one in book.firms}
        self.orders: Mapping[str, Order] = {one.code: one for one in book.orders}
        self.resources = {one.code: one.name or one.code for one in book.resources}
        self.steps: Mapping[tuple[str, str], RouteStep] = {(one.product, one.code): one for one in book.steps}
        variant = kept.variant if isinstance(kept, KeptVariant) else kept
        self.variant = replace(variant, jobs=tuple(replace(one, name=self.job_name(one)) for one in variant.jobs))

    def firm_name(self, code: str) -> str:
        """The name of a firm on one line, its code where it has none or the book does not have it any more."""
        name = self.firms[code].name if code in self.firms else ""
        return " ".join(name.split()) or code

    def customer_of(self, order: str) -> str:
        """Who wants an order, "" where nobody says."""
        return self.orders[order].customer.strip() if order in self.orders else ""

    def price_of(self, order: str) -> float | None:
        """What is asked for an order."""
        return self.orders[order].price if order in self.orders else None

    def delivered(self, order: str) -> date:
        """The day on which the last goods of an order are with the customer, or done where nothing is sent."""
        arrivals = [one.arrives for one in self.variant.shipments if one.order == order and not one.receiver]
        ends = [one.last for one in self.variant.jobs if one.order == order]
        return max(arrivals or ends, default=self.variant.finish)

    def job_name(self, job: Job) -> str:
        """What the work of a job is called: as in the route, by its technology or code where it has no name. Its part is told apart from that."""
        order = self.orders.get(job.order)
        step = self.steps.get((order.product, job.operation)) if order else None
        return (step.name if step else "") or job.name or job.technology or job.operation

    def operation_name(self, order: str, operation: str) -> str:
        """What an operation is called."""
        found = (one for one in self.variant.jobs if (one.order, one.operation) == (order, operation))
        return next((self.job_name(one) for one in found), operation)

    def quantity(self, job: Job) -> float | None:
        """How many pieces a job makes; equal parts where the operation is shared."""
        order = self.orders.get(job.order)
        step = self.steps.get((order.product, job.operation)) if order else None
        if order is None or step is None:
            return None
        return order.quantity * step.units / (step.portions if job.portion else 1)


def customer_offers(
    offered: Offered, texts: Texts, *, names: bool = True, price: float | None = None
) -> tuple[CustomerOffer, ...]:
    """An offer for each customer of the variant; an order whose customer is not known is offered alone.

    `price` of everything in place of the orders' own; only where there is one customer.
    """
    groups: dict[str, list[str]] = {}
    for code in offered.variant.orders:
        groups.setdefault(offered.customer_of(code).casefold() or f"\n{code}", []).append(code)
    return tuple(_customer_offer(offered, codes, texts, names=names, price=price) for codes in groups.values())


def _customer_offer(
    offered: Offered, codes: Sequence[str], texts: Texts, *, names: bool, price: float | None
) -> CustomerOffer:
    jobs = [one for one in offered.variant.jobs if one.order in codes]
    firms = _in_order(jobs)
    shown = {
        code: offered.firm_name(code) if names else texts.t("Partner {number}", number=number)
        for number, code in enumerate(firms, start=1)
    }
    orders = tuple(_offered_order(offered, code, shown, is_priced=price is None) for code in codes)
    held = [offered.firms[code].certificates if code in offered.firms else frozenset() for code in firms]
    common = frozenset.intersection(*held) if held else frozenset()
    asked = frozenset[str]().union(*(offered.orders[one].certificates for one in codes if one in offered.orders))
    return CustomerOffer(
        head=offered.head,
        customer=offered.customer_of(codes[0]),
        orders=orders,
        delivered=max(one.delivered for one in orders),
        price=price if price is not None else _sum(one.price for one in orders),
        partners=tuple(Partner(shown[code], _sorted(own, texts)) for code, own in zip(firms, held, strict=True)),
        named=names,
        certificates=_sorted(common, texts),
        lacking=_sorted(asked - common, texts),
        reliability=_band(offered.variant.reliability),
        picture=for_customer(offered.book, offered.variant, codes, shown, offered.days),
    )


def _offered_order(offered: Offered, code: str, shown: Mapping[str, str], *, is_priced: bool) -> OfferedOrder:
    order = offered.orders.get(code)
    stages: dict[str, list[Job]] = {}
    for job in sorted(offered.variant.jobs, key=lambda one: (one.start, one.end)):
        if job.order == code:
            stages.setdefault(job.operation, []).append(job)
    return OfferedOrder(
        code=code,
        product=order.product if order else "",
        quantity=order.quantity if order else None,
        wanted=order.due if order else None,
        penalty_per_day=_penalty(order),
        delivered=offered.delivered(code),
        price=offered.price_of(code) if is_priced else None,
        stages=tuple(
            Stage(
                offered.job_name(parts[0]),
                min(one.first for one in parts),
                max(one.last for one in parts),
                tuple(shown[firm] for firm in _in_order(parts)),
            )
            for parts in stages.values()
        ),
    )


def internal_offer(offered: Offered, *, price: float | None = None) -> InternalOffer:
    """Everything of a variant. `price` of all orders in place of their own."""
    variant = offered.variant
    prices = [offered.price_of(code) for code in variant.orders]
    return InternalOffer(
        head=offered.head,
        standing=offered.standing,
        orders=tuple(_order_account(offered, code) for code in variant.orders),
        partners=tuple(_partner_account(offered, code) for code in _in_order(variant.jobs)),
        cost=variant.cost,
        price=price if price is not None else _sum(prices),
        reliability=variant.reliability,
        proof=variant.proof,
        by_hand=variant.by_hand,
        picture=Picture(offered.book, offered.variant, offered.days),
        firms={code: offered.firm_name(code) for code in variant.firms},
        resources={one.resource: offered.resources.get(one.resource, one.resource) for one in variant.jobs},
        operations={(one.order, one.operation): offered.job_name(one) for one in variant.jobs},
    )


def _order_account(offered: Offered, code: str) -> OrderAccount:
    order, delivered = offered.orders.get(code), offered.delivered(code)
    due = order.due if order else None
    return OrderAccount(
        code=code,
        product=order.product if order else "",
        customer=offered.customer_of(code),
        quantity=order.quantity if order else None,
        due=due,
        due_is_soft=order is not None and order.due_is_soft,
        penalty_per_day=_penalty(order),
        delivered=delivered,
        slack=(due - delivered).days if due else None,
        work=sum(one.cost for one in offered.variant.jobs if one.order == code),
        transport=sum(one.cost for one in offered.variant.shipments if one.order == code),
        price=offered.price_of(code),
        budget=order.budget if order else None,
    )


def _partner_account(offered: Offered, code: str) -> PartnerAccount:
    jobs = [one for one in offered.variant.jobs if one.firm == code]
    firm, work, total = offered.firms.get(code), sum(one.cost for one in jobs), offered.variant.cost.work
    return PartnerAccount(
        code=code,
        name=offered.firm_name(code),
        size=firm.size if firm else None,
        on_time=firm.on_time if firm else None,
        jobs=len(jobs),
        hours=sum(one.hours_per_day * (one.end - one.start) for one in jobs),
        work=work,
        share=work / total if total else None,
        most_share=firm.most_share if firm else None,
    )


def work_packages(offered: Offered, texts: Texts) -> tuple[WorkPackage, ...]:
    """What each partner is asked to do, in the order in which they begin."""
    return tuple(_work_package(offered, code, texts) for code in _in_order(offered.variant.jobs))


def _work_package(offered: Offered, code: str, texts: Texts) -> WorkPackage:
    jobs = sorted((one for one in offered.variant.jobs if one.firm == code), key=lambda one: (one.start, one.end))
    asked = (offered.orders[one.order].certificates for one in jobs if one.order in offered.orders)
    return WorkPackage(
        head=offered.head,
        code=code,
        firm=offered.firm_name(code),
        committed=offered.standing is Standing.COMMITTED,
        certificates=_sorted(frozenset[str]().union(*asked), texts),
        pieces=tuple(_piece(offered, one) for one in jobs),
        arrivals=_arrivals(offered, code),
        handovers=_handovers(offered, code),
        taken=_taken(offered, jobs),
        picture=for_firm(offered.book, offered.variant, code, offered.firm_name(code), offered.days),
    )


def _piece(offered: Offered, job: Job) -> Piece:
    order = offered.orders.get(job.order)
    return Piece(
        order=job.order,
        product=order.product if order else "",
        name=offered.job_name(job),
        portion=job.portion,
        resource=offered.resources.get(job.resource, job.resource),
        technology=job.technology,
        first=job.first,
        last=job.last,
        days=job.end - job.start,
        hours_per_day=job.hours_per_day or None,
        quantity=offered.quantity(job),
        price=job.cost,
    )


def _arrivals(offered: Offered, code: str) -> tuple[Arrival, ...]:
    """What others send; not which of their operations it comes from."""
    found = {
        Arrival(
            one.order, offered.firm_name(one.sender), one.arrives, offered.operation_name(one.order, one.after)
        ): None
        for one in sorted(offered.variant.shipments, key=lambda one: (one.arrives, one.order, one.sender))
        if one.receiver == code and one.sender != code
    }
    return tuple(found)


def _handovers(offered: Offered, code: str) -> tuple[Handover, ...]:
    """What goes on to others; not for which of their operations."""
    found = {
        Handover(
            one.order,
            offered.firm_name(one.receiver) if one.receiver else offered.customer_of(one.order),
            not one.receiver,
            offered.operation_name(one.order, one.before),
            one.leaves,
            one.arrives,
        ): None
        for one in sorted(offered.variant.shipments, key=lambda one: (one.leaves, one.order, one.receiver))
        if one.sender == code and one.receiver != code
    }
    return tuple(found)


def _taken(offered: Offered, jobs: Iterable[Job]) -> tuple[Taken, ...]:
    return tuple(
        Taken(offered.resources.get(one.resource, one.resource), one.first, one.last, one.hours_per_day)
        for one in jobs
        if one.hours_per_day
    )


def _in_order(jobs: Iterable[Job]) -> list[str]:
    """Firms in the order in which they begin."""
    return list(dict.fromkeys(one.firm for one in sorted(jobs, key=lambda one: (one.start, one.end, one.firm))))


def _penalty(order: Order | None) -> float | None:
    return order.penalty_per_day if order and order.due_is_soft and order.penalty_per_day else None


def _sum(prices: Iterable[float | None]) -> float | None:
    """All together, None where one is not known."""
    known = list(prices)
    found = [one for one in known if one is not None]
    return sum(found) if found and len(found) == len(known) else None


def _sorted(names: Iterable[str], texts: Texts) -> tuple[str, ...]:
    return tuple(sorted(names, key=texts.sort_key))


def _band(reliability: float | None) -> Reliability | None:
    if reliability is None:
        return None
    return next((band for least, band in _BANDS if reliability >= least), Reliability.LIMITED)
