"""What stands in the way of a plan, in amounts: by how much limits, hours and ways would have to give so that a plan that breaks them holds."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from clusterbench_gui.domain.networks import Delivery, Mode, Plan, Rules, Task, Transport
from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.networks.checker import check, chosen
from clusterbench_gui.networks.dispatch import Amounts, first_room
from clusterbench_gui.networks.trying import free_besides

Way = tuple[int, ...]
"""The two ends of a link; nothing for the way to the customer."""

TO_CUSTOMER: Way = ()


class Cause(Enum):
    """What stands in the way. In this order remedies of the same size are offered."""

    COMPETENCE = "competence"
    DUE = "due"
    BUDGET = "budget"
    TERM = "term"
    WINDOWS = "windows"
    HOURS = "hours"
    TRANSPORT = "transport"
    RELIABILITY = "reliability"
    PARTNERS = "partners"
    SHARES = "shares"
    SAME_FIRM = "same_firm"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that has to give way, alone or with others of its set, for a plan to be possible.

    `amount` is by how much: slots for DUE and TRANSPORT, money for BUDGET, hours for HOURS and WINDOWS (which are enough, at the wrong time), slots in
    which an offer does not hold for TERM, steps for RELIABILITY, firms for PARTNERS, per cent for SHARES, operations for COMPETENCE and SAME_FIRM. `limit`: what holds now,
    where that is a number.

    `about`: the operations it concerns; of TRANSPORT the two ends of the way, or those that are delivered. `firms`: whose hours or share it is, of TRANSPORT
    sender and receiver. `missing`: (resource, slot, hours). `cost`: what the order then costs, None where that is not known.
    """

    cause: Cause
    amount: int
    about: tuple[int, ...] = ()
    cost: int | None = None
    limit: int | None = None
    firms: tuple[int, ...] = ()
    resources: tuple[int, ...] = ()
    missing: tuple[tuple[int, int, int], ...] = ()

    @property
    def slots(self) -> tuple[int, int] | None:
        """The first and the last slot in which hours are missing."""
        slots = [slot for _, slot, _ in self.missing]
        return (min(slots), max(slots)) if slots else None


@dataclass(frozen=True, slots=True)
class Loose:
    """What may give way: limits of the order, resources that may have more hours, ways that may be shorter (by so many slots at most; None: as short as can be)."""

    limits: frozenset[Cause] = frozenset()
    resources: frozenset[int] = frozenset()
    ways: frozenset[Way] = frozenset()
    shorter: int | None = None


_LIMITS = {
    "plan-late": Cause.DUE,
    "plan-cost": Cause.BUDGET,
    "plan-risk": Cause.RELIABILITY,
    "plan-partners": Cause.PARTNERS,
}


def counted(task: Task, plan: Plan, loose: Loose) -> tuple[Reason, ...] | None:
    """By how much everything has to give that a plan of a single order breaks; None where it breaks something that may not give way."""
    found, is_all = partly_counted(task, plan, loose)
    return found if is_all else None


def partly_counted(task: Task, plan: Plan, loose: Loose) -> tuple[tuple[Reason, ...], bool]:
    """By how much that has to give which may, and whether this is all that a plan breaks."""
    modes = chosen(task, plan)
    found: list[Reason] = []
    missing: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    is_all = True
    for one in check(task, plan):
        if one.code == "plan-overload" and int(one.place.name) in loose.resources:
            resource, slot = int(one.place.name), int(one.values["slot"])
            missing[resource].append((resource, slot, int(one.values["load"]) - int(one.values["free"])))
            continue
        reasons = tuple(_reasons(task, plan, modes, one, loose))
        is_all &= bool(reasons)
        found += reasons
    found += [_of_hours(task, plan, modes, resource, rows) for resource, rows in sorted(missing.items())]
    return tuple(sorted(found, key=lambda one: list(Cause).index(one.cause))), is_all


def _reasons(task: Task, plan: Plan, modes: Sequence[Mode], one: Problem, loose: Loose) -> Iterator[Reason]:
    """What has to give for one problem; nothing where that may not be."""
    cause = _LIMITS.get(one.code)
    if cause in loose.limits and cause is not None:
        limit = int(one.values["limit"])
        yield Reason(cause, int(one.values["value"]) - limit, limit=limit)
    elif one.code in ("plan-late", "plan-delivered-beyond") and TO_CUSTOMER in loose.ways:
        yield from _of_delivery(task, plan, modes, int(one.values["limit"]))
    elif one.code == "plan-order":
        yield from _of_way(task, modes, one, loose)
    elif one.code == "plan-share" and Cause.SHARES in loose.limits:
        limit = int(one.values["limit"])
        yield Reason(Cause.SHARES, int(one.values["value"]) - limit, limit=limit, firms=(int(one.values["firm"]),))
    elif one.code == "plan-same-firm" and Cause.SAME_FIRM in loose.limits:
        pair = (int(one.values["other"]), int(one.place.name))
        yield Reason(Cause.SAME_FIRM, 1, pair, firms=tuple(modes[place].firm for place in pair))


def _of_way(task: Task, modes: Sequence[Mode], one: Problem, loose: Loose) -> Iterator[Reason]:
    ends = (int(one.values["before"]), int(one.place.name))
    sender, receiver = (modes[end].firm for end in ends)
    amount, lag = int(one.values["first"]) - int(one.values["slot"]), task.transport.lag(sender, receiver)
    if ends in loose.ways and amount <= lag:
        yield Reason(Cause.TRANSPORT, amount, ends, limit=lag, firms=(sender, receiver))


def _of_delivery(task: Task, plan: Plan, modes: Sequence[Mode], due: int) -> Iterator[Reason]:
    late = [
        (place, plan.starts[place] + modes[place].duration + task.deliveries[0].lag(modes[place].firm) - due)
        for place in task.last(0)
    ]
    if any(amount > task.deliveries[0].lag(modes[place].firm) for place, amount in late):
        return
    for place, amount in late:
        if amount > 0:
            firm = modes[place].firm
            yield Reason(Cause.TRANSPORT, amount, (place,), limit=task.deliveries[0].lag(firm), firms=(firm,))


def _of_hours(
    task: Task, plan: Plan, modes: Sequence[Mode], resource: int, missing: list[tuple[int, int, int]]
) -> Reason:
    """Hours of a resource that a plan lacks: at the wrong time only, where each operation would find its hours at another."""
    slots = {slot for _, slot, _ in missing}
    about = [
        place
        for place, (mode, start) in enumerate(zip(modes, plan.starts, strict=True))
        if slots.intersection(range(start, start + mode.duration)) and any(need == resource for need, _ in mode.needs)
    ]
    fits = task.has_hours(resource) and all(
        _finds_room(free_besides(task, plan, place), modes[place], resource) for place in about
    )
    firms = tuple(sorted({modes[place].firm for place in about}))
    return Reason(
        Cause.WINDOWS if fits else Cause.HOURS if task.has_hours(resource) else Cause.TERM,
        sum(hours for _, _, hours in missing) if task.has_hours(resource) else len(missing),
        tuple(about),
        firms=firms,
        resources=(resource,),
        missing=tuple(missing),
    )


def _finds_room(free: Amounts, mode: Mode, resource: int) -> bool:
    needs = tuple((need, amount) for need, amount in mode.needs if need == resource)
    return first_room(free, replace(mode, needs=needs), 0) is not None


def granted(task: Task, reasons: Iterable[Reason]) -> Task:
    """The task of a single order in which everything gives way by exactly its amount."""
    given = tuple(reasons)
    return replace(
        task,
        rules=(_rules(task.rules[0], given), *task.rules[1:]),
        capacities=_with_hours(task, given),
        transport=_with_ways(task, given),
        deliveries=_with_deliveries(task, given),
        shares=_with_shares(task, given),
        same_firm=tuple(
            pair for pair in task.same_firm if pair not in {one.about for one in given if one.cause is Cause.SAME_FIRM}
        ),
    )


def _rules(rules: Rules, given: Sequence[Reason]) -> Rules:
    more = {one.cause: (one.limit or 0) + one.amount for one in given}
    return replace(
        rules,
        due=more.get(Cause.DUE, rules.due),
        budget=more.get(Cause.BUDGET, rules.budget),
        risk=more.get(Cause.RELIABILITY, rules.risk),
        partners=more.get(Cause.PARTNERS, rules.partners),
    )


def _with_hours(task: Task, given: Sequence[Reason]) -> tuple[tuple[int, ...], ...]:
    rows = list(task.capacities)
    for resource, slot, hours in (row for one in given for row in one.missing):
        row = rows[resource] * task.horizon if len(rows[resource]) == 1 else rows[resource]
        rows[resource] = (*row[:slot], row[slot] + hours, *row[slot + 1 :])
    return tuple(rows)


def _with_ways(task: Task, given: Sequence[Reason]) -> Transport:
    lags = [list(row) for row in task.transport.lags]
    for one in given:
        if one.cause is Cause.TRANSPORT and len(one.firms) == 2:
            sender, receiver = one.firms
            lags[sender][receiver] = min(lags[sender][receiver], (one.limit or 0) - one.amount)
    return replace(task.transport, lags=tuple(map(tuple, lags)))


def _with_deliveries(task: Task, given: Sequence[Reason]) -> tuple[Delivery, ...]:
    lags = list(task.deliveries[0].lags)
    for one in given:
        if one.cause is Cause.TRANSPORT and len(one.firms) == 1:
            lags[one.firms[0]] = min(lags[one.firms[0]], (one.limit or 0) - one.amount)
    return (replace(task.deliveries[0], lags=tuple(lags)), *task.deliveries[1:])


def _with_shares(task: Task, given: Sequence[Reason]) -> tuple[int, ...]:
    shares = list(task.shares)
    for one in given:
        if one.cause is Cause.SHARES:
            shares[one.firms[0]] = (one.limit or 0) + one.amount
    return tuple(shares)


def without(task: Task, causes: Iterable[Cause]) -> Task:
    """The task of a single order without some of its limits."""
    gone = set(causes)
    rules = task.rules[0]
    return replace(
        task,
        rules=(
            replace(
                rules,
                due=None if Cause.DUE in gone else rules.due,
                budget=None if Cause.BUDGET in gone else rules.budget,
                risk=None if Cause.RELIABILITY in gone else rules.risk,
                partners=None if Cause.PARTNERS in gone else rules.partners,
            ),
        ),
        shares=() if Cause.SHARES in gone else task.shares,
        same_firm=() if Cause.SAME_FIRM in gone else task.same_firm,
    )


def limits_of(task: Task) -> tuple[Cause, ...]:
    """The limits that the order of a task has."""
    rules = task.rules[0]
    there = {
        Cause.DUE: rules.due is not None,
        Cause.BUDGET: rules.budget is not None,
        Cause.RELIABILITY: rules.risk is not None and any(task.risks),
        Cause.PARTNERS: rules.partners is not None,
        Cause.SHARES: any(share < 100 for share in task.shares),
        Cause.SAME_FIRM: bool(task.same_firm),
    }
    return tuple(cause for cause, is_there in there.items() if is_there)


def sooner(lag: int, loose: Loose) -> int:
    """What is left of a way that may be shorter."""
    return 0 if loose.shorter is None else max(lag - loose.shorter, 0)


def delivered_sooner(task: Task, loose: Loose) -> Task:
    """The task with the way to the customer shorter, where it may be."""
    if TO_CUSTOMER not in loose.ways:
        return task
    sent = task.deliveries[0]
    return replace(task, deliveries=(replace(sent, lags=tuple(sooner(lag, loose) for lag in sent.lags)),))
