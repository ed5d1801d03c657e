"""Several orders at once: one after the other into what is free, the most urgent first, then all of them together from there."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from clusterbench_gui.domain.networks import Aim, Answer, Plan, Rules, Status, Task
from clusterbench_gui.networks.checker import figures
from clusterbench_gui.networks.dispatch import Amounts, free_amounts, take
from clusterbench_gui.networks.fronts import cheapest_by
from clusterbench_gui.networks.narrowing import Left, left_of, with_left
from clusterbench_gui.networks.solver import Progress, Search, solve
from clusterbench_gui.networks.tree import curve_of

_ALONE, _SHARE = 0.25, 0.75
"""Of the seconds those by which each order alone and, until then, one after the other is looked for; the rest is for all together."""

_NEAR = 0.01
"""How near to its bound an order is planned after others: all together will move it anyway."""


_LEAST_SECONDS = 0.5


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
        same_firm=tuple((at[one], at[other]) for one, other in task.same_firm if one in at),
    )
    return Part(alone, inside)


def plan_orders(
    task: Task,
    search: Search,
    *,
    progress: Progress = lambda _value, _bound: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Answer:
    """The cheapest plan for all orders of a task that is found in the seconds of the search, with the bound that is the sum of those of each order alone.

    `Status.UNKNOWN` where the orders found no room one after the other, nor all together in the time. Raises `ProblemError` "route-cycle".
    """
    began = time.monotonic()
    each = replace(search, seconds=search.seconds * _ALONE / task.orders)
    alone = [_cheapest(part_of(task, order).task, each) for order in range(task.orders)]
    if any(answer.status is Status.IMPOSSIBLE for answer in alone):
        return Answer(Status.IMPOSSIBLE, seconds=time.monotonic() - began)
    bounds = [answer.bound or 0 for answer in alone]
    quick = replace(search, seconds=search.seconds * (_SHARE - _ALONE), gap=_NEAR)
    first = _one_by_one(task, alone, quick, cancelled)
    rest = replace(search, seconds=max(search.seconds - (time.monotonic() - began), 1.0))
    answer = _together(task, first, bounds, rest, progress=progress, cancelled=cancelled)
    return replace(answer, seconds=time.monotonic() - began)


def _together(
    task: Task,
    first: Plan | None,
    bounds: Sequence[int],
    search: Search,
    *,
    progress: Progress,
    cancelled: Callable[[], bool],
) -> Answer:
    """All orders at once, from a first plan on: no order may cost more than what that leaves when all others cost their least."""
    least = sum(bounds)
    if first is None:
        return solve(task, Aim.COST, search, least=least, progress=progress, cancelled=cancelled)
    value = figures(task, first).cost
    left: Left = {}
    for order, bound in enumerate(bounds):
        due = task.rules[order].due
        until = task.horizon if due is None else due
        left |= left_of(task, curve_of(task, order), until, value - least + bound) or {}
    narrow = with_left(task, left)
    hint = narrow.inside(first)
    answer = solve(
        narrow.task,
        Aim.COST,
        search,
        hint=hint,
        least=least,
        windows=narrow.windows,
        progress=progress,
        cancelled=cancelled,
    )
    if answer.plan is None or (answer.value or 0) > value:
        return Answer(Status.FOUND if value > least else Status.OPTIMAL, first, value, max(least, answer.bound or 0))
    return replace(answer, plan=narrow.outside(answer.plan))


def _one_by_one(task: Task, alone: Sequence[Answer], search: Search, cancelled: Callable[[], bool]) -> Plan | None:
    """A plan of every order in what those before it left; an order that finds no room comes first in the next try. None where that does not help."""
    sequence = sorted(range(task.orders), key=lambda one: _urgency(task.rules[one], one))
    end = time.monotonic() + search.seconds
    for _ in range(task.orders):
        plan, stuck = _in_turn(task, sequence, alone[sequence[0]], replace(search, seconds=end - time.monotonic()))
        if plan is not None or cancelled() or time.monotonic() > end - _LEAST_SECONDS:
            return plan
        sequence = [stuck, *(order for order in sequence if order != stuck)]
    return None


def _in_turn(task: Task, sequence: Sequence[int], first: Answer, search: Search) -> tuple[Plan | None, int]:
    """The plan of the orders in a sequence, of which the first is as it was alone; without one, the order that found no room."""
    free = free_amounts(task)
    modes, starts = [0] * len(task.operations), [0] * len(task.operations)
    end = time.monotonic() + search.seconds
    for number, order in enumerate(sequence):
        part = part_of(task, order, free)
        left = max((end - time.monotonic()) / (len(sequence) - number), _LEAST_SECONDS)
        answer = first if not number and first.plan is not None else _cheapest(part.task, replace(search, seconds=left))
        if answer.plan is None:
            return None, order
        for place, mode, start in zip(part.operations, answer.plan.modes, answer.plan.starts, strict=True):
            modes[place], starts[place] = mode, start
            take(free, task.operations[place].modes[mode], start)
    return Plan(tuple(modes), tuple(starts)), -1


def _cheapest(task: Task, search: Search) -> Answer:
    """The cheapest plan of a single order within its own due date."""
    due = task.rules[0].due
    return cheapest_by(task, curve_of(task, 0), task.horizon if due is None else due, search)


def _urgency(rules: Rules, order: int) -> tuple[int, int]:
    return (2**31 if rules.due is None else rules.due), order
