"""Why no plan keeps the limits of an order, and what would make one possible: each limit is loosened alone and the curve is drawn anew.

What is found is exact as far as the curve is (`networks.tree`); where operations meet on a resource, a search says how many hours would have to come from outside.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from clusterbench_gui.domain.networks import Aim, Mode, Operation, Rules, Status, Task, Transport
from clusterbench_gui.networks.ladder import Step, ladder
from clusterbench_gui.networks.solver import Search, solve
from clusterbench_gui.networks.tree import curve_of


class Cause(Enum):
    """What stands in the way. In this order remedies of the same size are offered."""

    COMPETENCE = "competence"
    DUE = "due"
    BUDGET = "budget"
    WINDOWS = "windows"
    HOURS = "hours"
    TRANSPORT = "transport"
    RELIABILITY = "reliability"
    PARTNERS = "partners"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that alone would make a plan possible if it were otherwise.

    `amount` is how much is missing: slots for DUE and TRANSPORT, money for BUDGET, hours for HOURS and WINDOWS, steps for RELIABILITY, firms for PARTNERS.
    `about`: the operations it concerns; of TRANSPORT the two ends of the way. `cost`: what the order would then cost at least, None where that is not known.
    """

    cause: Cause
    amount: int
    about: tuple[int, ...] = ()
    cost: int | None = None


def reasons_of(task: Task, search: Search, *, cancelled: Callable[[], bool] = lambda: False) -> tuple[Reason, ...]:
    """Everything that alone would make the order of a task possible, what would then be cheapest first; empty where a plan exists or nothing alone helps.

    Raises `ProblemError` ("route-cycle").
    """
    last = ladder(task)[-1]
    if last.step is Step.COMPETENCE and not last.holds:
        return (Reason(Cause.COMPETENCE, len(last.about), last.about),)
    found = list(_of_limits(task, search, cancelled))
    if _cost(task) is None:
        found += [*_of_operations(task), *_of_ways(task)]
    if not found and not cancelled():
        found = list(_of_hours(task, search, cancelled))
    order = list(Cause)
    return tuple(sorted(found, key=lambda one: (one.cost is None, one.cost, order.index(one.cause), one.amount)))


def _of_limits(task: Task, search: Search, cancelled: Callable[[], bool]) -> Iterator[Reason]:
    """Limits of the order itself: how far each would have to give way if the others stay."""
    rules = task.rules[0]
    if rules.due is not None:
        later = _solved(task, replace(rules, due=None), Aim.FINISH, search, cancelled)
        if later is not None and later > rules.due:
            yield Reason(Cause.DUE, later - rules.due, cost=curve_of(task, 0).cost(later))
    if rules.budget is not None:
        dearer = _solved(task, replace(rules, budget=None), Aim.COST, search, cancelled)
        if dearer is not None and dearer > rules.budget:
            yield Reason(Cause.BUDGET, dearer - rules.budget, cost=dearer)
    if rules.risk is not None:
        riskier = _solved(task, replace(rules, risk=None), Aim.RISK, search, cancelled)
        if riskier is not None and riskier > rules.risk:
            yield Reason(Cause.RELIABILITY, riskier - rules.risk)
    if (
        rules.partners is not None
        and _solved(task, replace(rules, partners=None), Aim.COST, search, cancelled) is not None
    ):
        yield Reason(Cause.PARTNERS, 1)


def _solved(task: Task, rules: Rules, aim: Aim, search: Search, cancelled: Callable[[], bool]) -> int | None:
    if curve_of(task, 0).cost(rules.due) is None:
        return None
    answer = solve(replace(task, rules=(rules,)), aim, search, cancelled=cancelled)
    return answer.value if answer.status in (Status.OPTIMAL, Status.FOUND) else None


def _of_operations(task: Task) -> Iterator[Reason]:
    """Operations that come too late because their resources are free at the wrong time, or have too little free at any time."""
    for place, one in enumerate(task.operations):
        fuller = replace(task, capacities=tuple(_always(task, one, number) for number in range(len(task.capacities))))
        cost = _cost(fuller)
        if cost is not None:
            yield Reason(Cause.WINDOWS, _hours(one), (place,), cost)
            continue
        helped = _cost(_replaced(task, place, _outside(one)))
        if helped is not None:
            yield Reason(Cause.HOURS, _hours(one), (place,), helped)


def _of_ways(task: Task) -> Iterator[Reason]:
    """Ways that take too long: as if the goods were there at once."""
    if not any(lag for row in task.transport.lags for lag in row):
        return
    for number, link in enumerate(task.links):
        ends = (link.before, link.after)
        senders = {mode.firm for mode in task.operations[link.before].modes}
        receivers = {mode.firm for mode in task.operations[link.after].modes}
        longest = max(task.transport.lag(sender, receiver) for sender in senders for receiver in receivers)
        shorter = tuple(
            replace(one, lag=one.lag - longest) if place == number else one for place, one in enumerate(task.links)
        )
        cost = _cost(replace(task, links=shorter))
        if cost is not None:
            yield Reason(Cause.TRANSPORT, longest, ends, cost)


def _of_hours(task: Task, search: Search, cancelled: Callable[[], bool]) -> Iterator[Reason]:
    """Operations that would have to go outside of the cluster so that the rest fits: the fewest hours."""
    outside = len(task.risks) or 1 + max(mode.firm for one in task.operations for mode in one.modes)
    size = outside + 1
    free_ways = Transport(_with_one_more(task.transport.lags, size), ())
    operations = tuple(
        replace(one, modes=(*(replace(mode, cost=0) for mode in one.modes), Mode(1, (), _hours(one), outside)))
        for one in task.operations
    )
    rules = replace(task.rules[0], budget=None)
    risks = (*task.risks, 0) if task.risks else ()
    opened = replace(
        task,
        operations=operations,
        transport=free_ways,
        rules=(rules,),
        risks=risks,
        deliveries=(type(task.deliveries[0])(),),
    )
    answer = solve(opened, Aim.COST, search, cancelled=cancelled)
    if answer.plan is None or not answer.value:
        return
    away = tuple(place for place, mode in enumerate(answer.plan.modes) if operations[place].modes[mode].firm == outside)
    yield Reason(Cause.HOURS, answer.value, away)


def _with_one_more(rows: tuple[tuple[int, ...], ...], size: int) -> tuple[tuple[int, ...], ...]:
    """A matrix with a row and a column of nothing more; nothing where there is none."""
    return (*((*row, 0) for row in rows), (0,) * size) if rows else ()


def _cost(task: Task) -> int | None:
    """The least cost within due date and budget by the curve; None where there is none."""
    rules = task.rules[0]
    cost = curve_of(task, 0).cost(rules.due)
    return None if cost is None or (rules.budget is not None and cost > rules.budget) else cost


def _always(task: Task, one: Operation, resource: int) -> tuple[int, ...]:
    """What is free of a resource, in every slot as much as in the best where the operation needs it."""
    free = task.capacities[resource]
    needed = any(need == resource for mode in one.modes for need, _ in mode.needs)
    return (max(free),) if needed else free


def _outside(one: Operation) -> Operation:
    """The operation as if somebody had any number of hours for it, in one slot."""
    return replace(one, modes=tuple(replace(mode, duration=1, needs=()) for mode in one.modes))


def _replaced(task: Task, place: int, one: Operation) -> Task:
    return replace(task, operations=(*task.operations[:place], one, *task.operations[place + 1 :]))


def _hours(one: Operation) -> int:
    """Hours that an operation takes at least."""
    return min(max(mode.duration * sum(amount for _, amount in mode.needs), 1) for mode in one.modes)
