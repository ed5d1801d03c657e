"""Whether a plan holds: everything is counted anew from the task, by other means than any solver's, before anybody sees the plan."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from clusterbench_gui.domain.networks import Figures, Mode, Plan, Task
from clusterbench_gui.domain.problems import Place, Problem, problem


def chosen(task: Task, plan: Plan) -> tuple[Mode, ...]:
    """The mode of each operation. Raises IndexError where there is none with that number."""
    return tuple(one.modes[mode] for one, mode in zip(task.operations, plan.modes, strict=True))


def figures(task: Task, plan: Plan, order: int | None = None) -> Figures:
    """What a plan comes to, for one order or for all of them together; every shipment between two firms is paid for, and so is being late."""
    modes = chosen(task, plan)
    inside = [place for place, one in enumerate(task.operations) if order is None or one.order == order]
    orders = range(task.orders) if order is None else (order,)
    last = [(place, task.deliveries[one]) for one in orders for place in task.last(one)]
    finishes = [_delivered(task, plan, modes, one) for one in orders]
    members = set(inside)
    shipments = (link for link in task.links if link.before in members)
    cost = sum(modes[place].cost for place in inside)
    cost += sum(task.transport.cost(modes[link.before].firm, modes[link.after].firm, link.kg) for link in shipments)
    cost += sum(sent.cost(modes[place].firm) for place, sent in last)
    cost += sum(task.rules[one].late(finish) for one, finish in zip(orders, finishes, strict=True))
    firms = tuple(sorted({modes[place].firm for place in inside}))
    return Figures(max(finishes, default=0), cost, sum(task.risk(firm) for firm in firms), firms)


def _delivered(task: Task, plan: Plan, modes: Sequence[Mode], order: int) -> int:
    """The slot in which the last goods of an order are with the customer."""
    ends = ((plan.starts[place] + modes[place].duration, modes[place].firm) for place in task.last(order))
    return max((end + task.deliveries[order].lag(firm) for end, firm in ends), default=0)


def check(task: Task, plan: Plan) -> tuple[Problem, ...]:
    """Everything that is wrong with a plan; nothing where it holds. Places name operations, resources, stocks and orders by their numbers."""
    if len(plan.modes) != len(task.operations) or len(plan.starts) != len(task.operations):
        return (problem("plan-incomplete"),)
    unknown = [place for place, mode in enumerate(plan.modes) if not 0 <= mode < len(task.operations[place].modes)]
    if unknown:
        return tuple(problem("plan-mode", _operation(place)) for place in unknown)
    modes = chosen(task, plan)
    return (
        *_times(task, plan, modes),
        *_links(task, plan, modes),
        *_loads(task, plan, modes),
        *_stocks(task, modes),
        *_rules(task, plan),
        *_shares(task, modes),
        *_same_firms(task, modes),
    )


def _times(task: Task, plan: Plan, modes: tuple[Mode, ...]) -> Iterator[Problem]:
    for place, (one, start, mode) in enumerate(zip(task.operations, plan.starts, modes, strict=True)):
        if start < max(one.release, 0):
            yield problem("plan-too-early", _operation(place), slot=start, first=one.release)
        if one.latest is not None and start > one.latest:
            yield problem("plan-too-late", _operation(place), slot=start, last=one.latest)
        if start + mode.duration > task.horizon:
            yield problem("plan-beyond", _operation(place), slot=start + mode.duration, last=task.horizon)


def _links(task: Task, plan: Plan, modes: tuple[Mode, ...]) -> Iterator[Problem]:
    for link in task.links:
        ready = plan.starts[link.before] + modes[link.before].duration + link.lag
        ready += task.transport.lag(modes[link.before].firm, modes[link.after].firm)
        if plan.starts[link.after] < ready:
            yield problem(
                "plan-order", _operation(link.after), before=link.before, slot=plan.starts[link.after], first=ready
            )


def _loads(task: Task, plan: Plan, modes: tuple[Mode, ...]) -> Iterator[Problem]:
    loads: dict[tuple[int, int], int] = defaultdict(int)
    for start, mode in zip(plan.starts, modes, strict=True):
        for resource, amount in mode.needs:
            for slot in range(start, min(start + mode.duration, task.horizon)):
                loads[resource, slot] += amount
    for (resource, slot), load in sorted(loads.items()):
        if slot >= 0 and load > task.capacity(resource, slot):
            free = task.capacity(resource, slot)
            yield problem("plan-overload", Place(name=str(resource)), slot=slot, load=load, free=free)


def _stocks(task: Task, modes: tuple[Mode, ...]) -> Iterator[Problem]:
    used: dict[int, int] = defaultdict(int)
    for mode in modes:
        for stock, amount in mode.uses:
            used[stock] += amount
    for stock, amount in sorted(used.items()):
        if amount > task.stocks[stock]:
            yield problem("plan-stock", Place(name=str(stock)), used=amount, there=task.stocks[stock])


def _rules(task: Task, plan: Plan) -> Iterator[Problem]:
    for order, rules in enumerate(task.rules):
        found = figures(task, plan, order)
        place = Place(name=str(order))
        limits = (
            ("plan-late", found.finish, rules.due),
            ("plan-cost", found.cost, rules.budget),
            ("plan-risk", found.risk, rules.risk),
            ("plan-partners", len(found.firms), rules.partners),
        )
        for code, value, limit in limits:
            if limit is not None and value > limit:
                yield problem(code, place, value=value, limit=limit)
        if found.finish > task.horizon and (rules.due is None or rules.due > task.horizon):
            yield problem("plan-delivered-beyond", place, value=found.finish, limit=task.horizon)


def _shares(task: Task, modes: tuple[Mode, ...]) -> Iterator[Problem]:
    if not task.shares:
        return
    for order in range(task.orders):
        work: dict[int, int] = defaultdict(int)
        for one, mode in zip(task.operations, modes, strict=True):
            if one.order == order:
                work[mode.firm] += mode.cost
        for firm, cost in sorted(work.items()):
            if cost * 100 > task.share(firm) * sum(work.values()):
                share = -(-cost * 100 // sum(work.values()))
                yield problem("plan-share", Place(name=str(order)), firm=firm, value=share, limit=task.share(firm))


def _same_firms(task: Task, modes: tuple[Mode, ...]) -> Iterator[Problem]:
    for first, second in task.same_firm:
        if modes[first].firm != modes[second].firm:
            yield problem("plan-same-firm", _operation(second), other=first)


def _operation(place: int) -> Place:
    return Place(name=str(place))
