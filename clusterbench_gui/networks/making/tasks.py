"""The task of planning some orders of a book."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from clusterbench_gui.domain.networks import PLENTY, Labels, Link, Mode, Operation, Rules, Task, risk_of
from clusterbench_gui.domain.planning import Book, Firm, Job, Order, Rate, RouteStep
from clusterbench_gui.domain.problems import Place, Problem, ProblemError, Severity, problem
from clusterbench_gui.networks.making.calendar import days_of, free_hours, slot_from, slots_until
from clusterbench_gui.networks.making.made import Made, Offer, Origin
from clusterbench_gui.networks.making.modes import KEPT, KEPT_ALONE, Bid, Market, Piece
from clusterbench_gui.networks.making.ways import delivery_of, ways_of
from clusterbench_gui.networks.making.whole import whole


def made_of(book: Book, orders: Sequence[str], *, taken: Sequence[Job] = (), every_offer: bool = False) -> Made:
    """The task of planning orders (their codes) with what is not taken. Work of these orders themselves is not in the way: a variant takes the place of an earlier one.

    Raises `ProblemError`: "order-unknown", "route-missing" (the product has no operations), "calendar-empty" (no working days).
    """
    others = [job for job in taken if job.order not in orders]
    return _Making(book, others, every_offer=every_offer).of(orders)


def rules_of(days: Sequence[date], order: Order) -> Rules:
    """What an order asks of its plan; a soft due date costs by the working day after it."""
    due = None if order.due is None else slots_until(days, order.due)
    return Rules(
        due=None if order.due_is_soft else due,
        budget=None if order.budget is None else int(order.budget),
        risk=None if order.reliability is None else risk_of(order.reliability),
        partners=order.partners,
        wanted=due if order.due_is_soft else None,
        late_cost=whole(order.penalty_per_day),
    )


@dataclass(slots=True)
class _Parts:
    operations: list[Operation] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)
    offers: list[tuple[Offer, ...]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    same_firm: list[tuple[int, int]] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


class _Making:
    """Only firms and resources that can do something of the orders have places in the task: it stays small however large the cluster is."""

    def __init__(self, book: Book, taken: Sequence[Job], *, every_offer: bool) -> None:
        self._book, self._every = book, every_offer
        self._days = days_of(book.frame)
        if not self._days:
            raise ProblemError(problem("calendar-empty", Place(sheet="cluster", column="week")))
        self._free = free_hours(book, self._days, taken)
        self._bids: dict[tuple[str, str], tuple[Bid, ...]] = {}
        self._firms: list[Firm] = []
        self._at: dict[str, int] = {}
        self._resources: dict[str, int] = {}
        self._capacities: list[tuple[int, ...]] = []
        self._labels: list[str] = []
        self._codes: list[str] = []
        self._terms: dict[tuple[date | None, date | None], int] = {}
        self._nobody: int | None = None
        self._parts = _Parts()

    def _ask(self, orders: Sequence[Order]) -> None:
        """Bids for every step of the orders, and places for the firms and resources that made any."""
        most = KEPT if len(orders) > 1 else KEPT_ALONE
        market = Market(self._book, self._free, most=None if self._every else most)
        for order in orders:
            for step in self._book.steps:
                if step.product == order.product:
                    quantity = order.quantity * step.units / step.portions
                    self._bids[order.code, step.code] = market.bids(Piece(order, step, quantity))
        bids = [bid for some in self._bids.values() for bid in some]
        firms, resources = {bid.firm for bid in bids}, {bid.offer.resource for bid in bids}
        self._firms = [one for one in self._book.firms if one.code in firms]
        self._at = {one.code: place for place, one in enumerate(self._firms)}
        for one in self._book.resources:
            if one.code in resources:
                self._resources[one.code] = self._add_resource(self._free[one.code], one.name or one.code, one.code)

    def of(self, codes: Sequence[str]) -> Made:
        orders = [self._order(code) for code in codes]
        self._ask(orders)
        for number, order in enumerate(orders):
            self._add_order(number, order)
        ways = ways_of(self._book, self._firms)
        known = {one.code: _reliability(one) for one in self._book.firms if one.active}
        parts = self._parts
        shares = tuple(100 if one.most_share is None else int(100 * one.most_share + 1e-9) for one in self._firms)
        task = Task(
            tuple(parts.operations),
            tuple(parts.links),
            tuple(self._capacities),
            len(self._days),
            transport=ways.transport,
            risks=_risks(known, self._firms),
            rules=tuple(rules_of(self._days, one) for one in orders),
            deliveries=tuple(
                delivery_of(self._book, one, self._firms, _delivered_kg(self._book, one)) for one in orders
            ),
            shares=shares if any(share < 100 for share in shares) else (),
            same_firm=tuple(parts.same_firm),
        )
        names = tuple(one.name for one in self._firms)
        labels = Labels(names, tuple(self._labels), tuple(parts.names), tuple(codes))
        return Made(
            self._book,
            task,
            labels,
            tuple(one.code for one in self._firms),
            tuple(self._codes),
            tuple(codes),
            self._days,
            tuple(parts.origins),
            tuple(parts.offers),
            (*parts.notes, *ways.notes, *self._unknown_reliability(known)),
        )

    def _order(self, code: str) -> Order:
        found = next((one for one in self._book.orders if one.code == code), None)
        if found is None:
            raise ProblemError(problem("order-unknown", Place(sheet="orders", name=code), order=code))
        if not any(step.product == found.product for step in self._book.steps):
            raise ProblemError(problem("route-missing", Place(sheet="orders", name=code), product=found.product))
        return found

    def _add_order(self, number: int, order: Order) -> None:
        at: dict[str, list[int]] = {}
        for step in self._book.steps:
            if step.product == order.product:
                at[step.code] = [self._add_step(number, order, step, portion) for portion in range(step.portions)]
        steps = {step.code: step for step in self._book.steps if step.product == order.product}
        for link in self._book.links:
            if link.product != order.product:
                continue
            before, after = at[link.before], at[link.after]
            step = steps[link.before]
            kg = order.quantity * step.units * step.kg_per_unit / (len(before) * len(after))
            self._parts.links += [Link(one, other, link.days, whole(kg)) for one in before for other in after]
        for code, step in steps.items():
            if step.same_firm_as:
                self._parts.same_firm += [(at[step.same_firm_as][0], place) for place in at[code]]

    def _add_step(self, number: int, order: Order, step: RouteStep, portion: int) -> int:
        quantity = order.quantity * step.units / step.portions
        bids = self._bids[order.code, step.code]
        place = len(self._parts.operations)
        modes, offers = tuple(self._mode(bid) for bid in bids), tuple(bid.offer for bid in bids)
        if not bids:
            modes, offers = (self._nobodys(),), (Offer("", 0, 0),)
            where = Place(sheet="operations", name=f"{order.product} {step.code}")
            self._parts.notes.append(
                problem("operation-unoffered", where, Severity.WARNING, technology=step.technology, order=order.code)
            )
        release = 0 if order.release is None else slot_from(self._days, order.release)
        self._parts.operations.append(Operation(modes, number, release))
        self._parts.offers.append(offers)
        self._parts.origins.append(Origin(order.code, step.code, portion + 1 if step.portions > 1 else 0, quantity))
        shared = f" ({portion + 1}/{step.portions})" if step.portions > 1 else ""
        self._parts.names.append((step.name or step.code) + shared)
        return place

    def _mode(self, bid: Bid) -> Mode:
        needs = [(self._resources[bid.offer.resource], bid.offer.hours_per_day)] if bid.offer.hours_per_day else []
        term = self._term(bid.rate)
        if term is not None:
            needs.append((term, 1))
        return Mode(bid.duration, tuple(needs), bid.cost, self._at[bid.firm])

    def _term(self, rate: Rate) -> int | None:
        """The resource that stands for the days on which a rate holds, as if it were plenty of something; None where it holds on all."""
        holds = tuple(
            (rate.first is None or rate.first <= day) and (rate.last is None or day <= rate.last) for day in self._days
        )
        if all(holds):
            return None
        key = rate.first, rate.last
        if key not in self._terms:
            self._terms[key] = self._add_resource(tuple(PLENTY * one for one in holds), "term")
        return self._terms[key]

    def _nobodys(self) -> Mode:
        """A mode that never fits, of an operation that nobody offers."""
        if self._nobody is None:
            self._nobody = self._add_resource((0,), "nobody")
        return Mode(1, ((self._nobody, 1),), 0, 0)

    def _add_resource(self, free: tuple[int, ...], name: str, code: str = "") -> int:
        self._capacities.append(free)
        self._labels.append(name)
        self._codes.append(code)
        return len(self._capacities) - 1

    def _unknown_reliability(self, known: Mapping[str, float | None]) -> list[Problem]:
        if all(one is None for one in known.values()):
            return []
        return [
            problem("reliability-assumed", Place(sheet="firms", name=firm.code), Severity.WARNING)
            for firm in self._firms
            if known[firm.code] is None
        ]


def _delivered_kg(book: Book, order: Order) -> float:
    """What the goods weigh that go to the customer together: of several last operations, or portions, the heaviest, since each is sent for itself."""
    going_on = {link.before for link in book.links if link.product == order.product}
    last = (one for one in book.steps if one.product == order.product and one.code not in going_on)
    return max((order.quantity * one.units * one.kg_per_unit / one.portions for one in last), default=0.0)


def _reliability(firm: Firm) -> float | None:
    """The chance that a firm delivers, and on time; None where nothing is known of it."""
    if firm.on_time is None and firm.dropout is None:
        return None
    return (1.0 if firm.on_time is None else firm.on_time) * (1 - (firm.dropout or 0.0))


def _risks(known: Mapping[str, float | None], firms: Sequence[Firm]) -> tuple[int, ...]:
    """Risks of firms; of one that nothing is known of the middle of the whole cluster, so that not knowing is no advantage. None where nothing is known at all."""
    said = sorted(one for one in known.values() if one is not None)
    if not said:
        return ()
    middle = said[(len(said) - 1) // 2]
    return tuple(risk_of(middle if one is None else one) for one in (known[firm.code] for firm in firms))
