"""Orders taken out of a task, within what the plans of the others leave."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from clusterbench_gui.domain.networks import Plan, Task
from clusterbench_gui.networks.dispatch import Amounts, free_amounts, take

OPEN = -1
"""The mode of an operation that is not planned."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some orders taken out of a task: what they are alone, and the positions of their operations in the whole."""

    task: Task
    operations: tuple[int, ...]

    def inside(self, plan: Plan) -> Plan:
        """What a plan of the whole says of the part."""
        return Plan(
            tuple(plan.modes[place] for place in self.operations),
            tuple(plan.starts[place] for place in self.operations),
        )

    def outside(self, plan: Plan, whole: Plan) -> Plan:
        """A plan of the whole with the part planned otherwise."""
        modes, starts = list(whole.modes), list(whole.starts)
        for place, mode, start in zip(self.operations, plan.modes, plan.starts, strict=True):
            modes[place], starts[place] = mode, start
        return Plan(tuple(modes), tuple(starts))


def part_of(task: Task, order: int, free: Amounts | None = None) -> Part:
    """One order alone, within what is free (all where it is None)."""
    return parts_of(task, (order,), free)


def parts_of(task: Task, orders: Sequence[int], free: Amounts | None = None) -> Part:
    """Some orders alone, in the sequence given, within what is free (all where it is None)."""
    number = {order: place for place, order in enumerate(orders)}
    inside = tuple(place for place, one in enumerate(task.operations) if one.order in number)
    at = {place: count for count, place in enumerate(inside)}
    capacities = task.capacities if free is None else tuple(tuple(int(one) for one in row) for row in free)
    alone = replace(
        task,
        operations=tuple(replace(one, order=number[one.order]) for one in (task.operations[place] for place in inside)),
        links=tuple(
            replace(link, before=at[link.before], after=at[link.after]) for link in task.links if link.before in at
        ),
        capacities=capacities,
        rules=tuple(task.rules[order] for order in orders),
        deliveries=tuple(task.deliveries[order] for order in orders),
        same_firm=tuple((at[one], at[other]) for one, other in task.same_firm if one in at and other in at),
    )
    return Part(alone, inside)


def beside(task: Task, plan: Plan, orders: Sequence[int]) -> Part:
    """Some orders alone, within the capacities and stocks that the plan of the others leaves; operations without a mode (`OPEN`) take nothing."""
    free, stocks = free_amounts(task), list(task.stocks)
    for one, mode, start in zip(task.operations, plan.modes, plan.starts, strict=True):
        if one.order not in orders and mode != OPEN:
            take(free, one.modes[mode], start)
            for stock, amount in one.modes[mode].uses:
                stocks[stock] -= amount
    return parts_of(replace(task, stocks=tuple(stocks)), orders, free)


def nothing(task: Task) -> Plan:
    """A plan in which nothing is planned yet."""
    return Plan((OPEN,) * len(task.operations), (0,) * len(task.operations))


def until(task: Task, order: int) -> int:
    """The last slot by which an order may be delivered."""
    due = task.rules[order].due
    return task.horizon if due is None else min(due, task.horizon)
