"""What can still be part of a plan that costs no more than one that is known: modes and starts whose least cost is higher are left out of the search.

The least cost with an operation in a mode from a slot on is what the curve says up to it (`networks.tree`) and the least cost of all the rest after it. H(i, f, t), the rest after operation i
has ended at firm f in slot t, is found from the last operation down: the cheapest firm and start of the next operation that the goods reach, with all else it waits for.
"""

from dataclasses import dataclass, replace

import numpy as np

from clusterbench_gui.domain.networks import Link, Plan, Task
from clusterbench_gui.networks.dispatch import free_amounts
from clusterbench_gui.networks.parts import OPEN
from clusterbench_gui.networks.tree import NEVER, Costs, Curve, Forward, plus

Window = tuple[int, int]
"""First and last start."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A task without what is too dear. By operation: the modes that are left, as numbers of the whole task, and the window of each."""

    task: Task
    modes: tuple[tuple[int, ...], ...]
    windows: tuple[tuple[Window, ...], ...]

    @classmethod
    def whole(cls, task: Task) -> "Narrowed":
        """The task with everything left."""
        modes = tuple(tuple(range(len(one.modes))) for one in task.operations)
        return cls(task, modes, tuple(((0, task.horizon),) * len(one) for one in modes))

    def inside(self, plan: Plan) -> Plan:
        """A plan of the whole task in the numbers of this one; without a mode (`OPEN`) where it uses what was left out."""
        pairs = zip(plan.modes, self.modes, strict=True)
        return replace(plan, modes=tuple(left.index(mode) if mode in left else OPEN for mode, left in pairs))

    def outside(self, plan: Plan) -> Plan:
        """A plan of this task in the numbers of the whole."""
        return replace(plan, modes=tuple(left[mode] for mode, left in zip(plan.modes, self.modes, strict=True)))


Left = dict[int, dict[int, Window]]
"""By operation the modes that are left, each with its window."""


def narrowed(task: Task, curve: Curve, due: int, most: int) -> Narrowed | None:
    """The task of a single order for plans by `due` that cost no more than `most`; None where there is none."""
    left = left_of(task, curve, due, most)
    return None if left is None else with_left(task, left)


def left_of(task: Task, curve: Curve, due: int, most: int) -> Left | None:
    """What can be part of a plan of the curve's order by `due` that costs no more than `most`; None where an operation has nothing left."""
    forward = Forward(task, free_amounts(task), curve.prices)
    forward.by_firm = curve.by_firm
    rest = _Rest(task, forward, due)
    left: Left = {}
    for place in curve.by_firm:
        left[place] = {}
        for number, mode in enumerate(task.operations[place].modes):
            done = forward.done(place, mode, forward.arrived(place, mode.firm))
            least = plus(done, rest.by_firm[place][mode.firm][mode.duration :])
            starts = np.flatnonzero(least <= most)
            if len(starts):
                left[place][number] = (int(starts[0]), int(starts[-1]))
        if not left[place]:
            return None
    return left


def with_left(task: Task, left: Left) -> Narrowed:
    """The task with nothing but what is left of every operation."""
    operations = tuple(
        replace(one, modes=tuple(one.modes[number] for number in left[place]))
        for place, one in enumerate(task.operations)
    )
    places = range(len(operations))
    modes, windows = (tuple(left[place]) for place in places), (tuple(left[place].values()) for place in places)
    return Narrowed(replace(task, operations=operations), tuple(modes), tuple(windows))


class _Rest:
    """The least cost of everything that is not done yet, by operation, firm and the slot in which the operation ended."""

    def __init__(self, task: Task, forward: Forward, due: int) -> None:
        self._task, self._forward, self._due = task, forward, due
        self.by_firm: dict[int, dict[int, Costs]] = {}
        for place in reversed(tuple(forward.by_firm)):  # as they were worked out: those before first
            links = task.behind[place]
            self.by_firm[place] = self._before(links[0]) if links else self._delivered(place)

    def _delivered(self, place: int) -> dict[int, Costs]:
        """After a last operation: its way to the customer, and the other last operations."""
        order = self._task.operations[place].order
        others = sum(int(self._forward.delivered(one)[self._due]) for one in self._task.last(order) if one != place)
        sent = self._task.deliveries[order]
        found = {}
        for firm in self._forward.by_firm[place]:
            costs = np.full(self._task.horizon + 1, NEVER)
            costs[: max(self._due - sent.lag(firm) + 1, 0)] = min(sent.cost(firm) + others, int(NEVER))
            found[firm] = costs
        return found

    def _before(self, link: Link) -> dict[int, Costs]:
        """Before the operation at the other end of a link: its cheapest firm that can be reached."""
        nexts = {firm: self._from_start(link, firm) for firm in self._forward.by_firm[link.after]}
        found = {}
        for firm in self._forward.by_firm[link.before]:
            least = np.full(self._task.horizon + 1, NEVER)
            for receiver, costs in nexts.items():
                way = self._forward.way(link, firm, receiver)
                price = self._task.transport.cost(firm, receiver, link.kg)
                reached = costs[way:]
                there = np.where(reached < NEVER, reached + price, NEVER)
                np.minimum(least[: len(there)], there, out=least[: len(there)])
            found[firm] = least
        return found

    def _from_start(self, link: Link, firm: int) -> Costs:
        """The least cost of an operation at a firm and of all after it, with what else it waits for, from a slot on."""
        task, place = self._task, link.after
        waits = np.zeros(task.horizon + 1, dtype=np.int64)
        for one in task.before[place]:
            if one != link:
                waits = plus(waits, self._forward.received(one, firm))
        least = np.full(task.horizon + 1, NEVER)
        for mode in task.operations[place].modes:
            if mode.firm == firm:
                costs = plus(self._forward.done(place, mode, waits), self.by_firm[place][firm][mode.duration :])
                least[: len(costs)] = np.minimum(least[: len(costs)], costs)
        return np.minimum.accumulate(least[::-1])[::-1]
