"""Several orders at once: one after the other into what is free, the most urgent first, then all of them together from there."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from clusterbench_gui.domain.networks import Aim, Answer, Plan, Rules, Status, Task
from clusterbench_gui.networks.dispatch import Amounts, free_amounts, take
from clusterbench_gui.networks.fronts import cheapest_by
from clusterbench_gui.networks.solver import Progress, Search, solve
from clusterbench_gui.networks.tree import curve_of

_SHARE = 0.5
"""Of the seconds for the orders one after the other; the rest is for all together."""


@dataclass(frozen=True, slots=True)
class Part:
    """An order taken out of a task: what it is alone, and the positions of its operations in the whole."""

    task: Task
    operations: tuple[int, ...]


def part_of(task: Task, order: int, free: Amounts | None = None) -> Part:
    """One order alone, within what is free (all where it is None)."""
    inside = tuple(place for place, one in enumerate(task.operations) if one.order == order)
    at = {place: number for number, place in enumerate(inside)}
    capacities = task.capacities if free is None else tuple(tuple(int(one) for one in row) for row in free)
    alone = replace(
        task,
        operations=tuple(replace(task.operations[place], order=0) for place in inside),
        links=tuple(
            replace(link, before=at[link.before], after=at[link.after]) for link in task.links if link.before in at
        ),
        capacities=capacities,
        rules=(task.rules[order],),
        deliveries=(task.deliveries[order],),
    )
    return Part(alone, inside)


def plan_orders(
    task: Task,
    search: Search,
    *,
    progress: Progress = lambda _value, _bound: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Answer:
    """The cheapest plan for all orders of a task that is found in the seconds of the search, with the bound that is the sum of those of each order.

    `Status.UNKNOWN` where an order found no room after the others: all together might have. Raises `ProblemError` "route-cycle".
    """
    bounds = [curve_of(task, order).cost(task.rules[order].due) for order in range(task.orders)]
    if any(bound is None for bound in bounds):
        return Answer(Status.IMPOSSIBLE)
    least = sum(bound for bound in bounds if bound is not None)
    first = _one_by_one(task, search, cancelled)
    rest = replace(search, seconds=search.seconds * (1 - _SHARE))
    return solve(task, Aim.COST, rest, hint=first, least=least, progress=progress, cancelled=cancelled)


def _one_by_one(task: Task, search: Search, cancelled: Callable[[], bool]) -> Plan | None:
    """A plan of every order in what those before it left; None where one found no room."""
    free = free_amounts(task)
    modes, starts = [0] * len(task.operations), [0] * len(task.operations)
    each = replace(search, seconds=search.seconds * _SHARE / task.orders)
    for order in sorted(range(task.orders), key=lambda one: _urgency(task.rules[one], one)):
        part = part_of(task, order, free)
        due = part.task.rules[0].due
        answer = cheapest_by(part.task, curve_of(part.task, 0), task.horizon if due is None else due, each)
        if answer.plan is None or cancelled():
            return None
        for place, mode, start in zip(part.operations, answer.plan.modes, answer.plan.starts, strict=True):
            modes[place], starts[place] = mode, start
            take(free, task.operations[place].modes[mode], start)
    return Plan(tuple(modes), tuple(starts))


def _urgency(rules: Rules, order: int) -> tuple[int, int]:
    return (2**31 if rules.due is None else rules.due), order
