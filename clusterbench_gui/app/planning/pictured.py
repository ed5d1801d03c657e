"""Book and variant for the charts of a paper, with everything taken out that its reader must not see."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from clusterbench_gui.domain.networks import Status
from clusterbench_gui.domain.offering import Picture
from clusterbench_gui.domain.planning import (
    Book,
    ClusterFrame,
    Cost,
    Firm,
    Order,
    Proof,
    Resource,
    RouteStep,
    Shipment,
    Variant,
)

_BLANK = (0, 0, 0, 0, 0, 0, 0)


def for_customer(
    book: Book, variant: Variant, orders: Sequence[str], names: Mapping[str, str], days: tuple[date, ...]
) -> Picture:
    """Only these orders and their dates. Firms are called by `names`, and have numbers in place of codes; nothing of what they have or ask for."""
    codes = {code: str(number) for number, code in enumerate(names, start=1)}
    jobs = tuple(
        replace(one, firm=codes[one.firm], resource=codes[one.firm], hours_per_day=0, cost=0)
        for one in variant.jobs
        if one.order in orders
    )
    shipments = tuple(
        replace(one, sender=codes.get(one.sender, ""), receiver=codes.get(one.receiver, ""), cost=0, km=None)
        for one in variant.shipments
        if one.order in orders
    )
    wanted = [one for one in book.orders if one.code in orders]
    products = {one.product for one in wanted}
    shown = Book(
        _bare(book.frame),
        firms=tuple(Firm(code, names[own]) for own, code in codes.items()),
        resources=tuple(Resource(code, code, "", _BLANK) for code in codes.values()),
        closures=tuple(one for one in book.closures if not one.firm),
        steps=tuple(
            RouteStep(one.product, one.code, one.technology, one.name) for one in book.steps if one.product in products
        ),
        links=tuple(one for one in book.links if one.product in products),
        orders=tuple(_shown(one) for one in wanted),
    )
    ends = [*(one.last for one in jobs), *(one.arrives for one in shipments)]
    return Picture(
        shown,
        Variant(
            tuple(orders),
            jobs,
            shipments,
            max(ends, default=variant.finish),
            variant.finish_slot,
            Cost(),
            None,
            Proof(Status.FOUND),
        ),
        days,
    )


def for_firm(book: Book, variant: Variant, firm: str, name: str, days: tuple[date, ...]) -> Picture:
    """Only the firm's own jobs and resources, and the days on which goods come and go; nothing of who comes before and after it."""
    jobs = tuple(one for one in variant.jobs if one.firm == firm)
    resources = tuple(one for one in book.resources if one.firm == firm)
    own = {one.code for one in resources}
    orders = tuple(code for code in variant.orders if any(one.order == code for one in jobs))
    products = {one.code: one.product for one in book.orders}
    done = {(products.get(one.order, ""), one.operation) for one in jobs}
    shown = Book(
        _bare(book.frame),
        firms=(Firm(firm, name),),
        resources=resources,
        windows=tuple(one for one in book.windows if one.resource in own),
        closures=tuple(one for one in book.closures if one.firm in {"", firm}),
        steps=tuple(
            RouteStep(one.product, one.code, one.technology, one.name)
            for one in book.steps
            if (one.product, one.code) in done
        ),
        orders=tuple(Order(one.code, one.product, one.quantity) for one in book.orders if one.code in orders),
    )
    last = max(jobs, key=lambda one: (one.last, one.end))
    paid = Cost(work=sum(one.cost for one in jobs))
    moved = tuple(_moved(variant, firm))
    return Picture(shown, Variant(orders, jobs, moved, last.last, last.end, paid, None, Proof(Status.FOUND)), days)


def _moved(variant: Variant, firm: str) -> Iterator[Shipment]:
    """Goods that come and go: others have no name, what they work on before and after is not told, nor when they send."""
    other = f"not {firm}"
    for one in variant.shipments:
        if one.receiver == firm != one.sender:
            yield replace(one, sender=other, before=one.after, leaves=one.arrives, days=0, cost=0, km=None)
        elif one.sender == firm != one.receiver:
            receiver = one.receiver and other
            yield replace(one, receiver=receiver, after="", cost=0, km=None)


def _bare(frame: ClusterFrame) -> ClusterFrame:
    """The calendar without what transport costs."""
    return ClusterFrame(frame.name, frame.start, frame.days, frame.week, holidays=frame.holidays)


def _shown(order: Order) -> Order:
    """An order without what the cluster reckons for it."""
    return Order(
        order.code,
        order.product,
        order.quantity,
        order.customer,
        due=order.due,
        due_is_soft=order.due_is_soft,
    )
