"""A plan at once: operations one after the other, those with the longest way to go first, each where it ends the earliest.

The serial schedule generation scheme (Kolisch 1996). Not the best plan, but one to start from; stocks and rules are not looked at.
"""

import heapq
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from clusterbench_gui.domain.networks import Mode, Plan, Task
from clusterbench_gui.networks.paths import Paths, shortest

Amounts = npt.NDArray[np.int64]


def free_amounts(task: Task) -> Amounts:
    """What is free, resources by slots."""
    rows = [np.full(task.horizon, free[0]) if len(free) == 1 else np.array(free) for free in task.capacities]
    return np.array(rows, dtype=np.int64).reshape(len(task.capacities), task.horizon)


def dispatch(task: Task, paths: Paths) -> Plan | None:
    """A plan that keeps capacities, links and transport; None where an operation finds no room before the horizon."""
    free = free_amounts(task)
    modes, starts, ends = ([-1] * len(task.operations) for _ in range(3))
    waits = [len(links) for links in task.before]
    ready: list[tuple[int, int]] = []

    def offer(place: int) -> None:
        length = shortest(task.operations[place]) + paths.tails[place]
        heapq.heappush(ready, (-length, place))

    for place, count in enumerate(waits):
        if not count:
            offer(place)
    while ready:
        place = heapq.heappop(ready)[1]
        best = _earliest(task, place, free, modes, ends)
        if best is None:
            return None
        ends[place], _, modes[place], starts[place] = best
        take(free, task.operations[place].modes[modes[place]], starts[place])
        for link in task.behind[place]:
            waits[link.after] -= 1
            if not waits[link.after]:
                offer(link.after)
    return Plan(tuple(modes), tuple(starts))


def arranged(task: Task, plan: Plan) -> Plan | None:
    """A plan with the modes of another, in which each operation starts as early as it can: what starts first there is given room first. None where there is none.

    Stocks and rules are not looked at, nor whether what it delivers is in time.
    """
    free = free_amounts(task)
    starts = [0] * len(task.operations)
    waits = [len(links) for links in task.before]
    ready = [(plan.starts[place], place) for place, count in enumerate(waits) if not count]
    heapq.heapify(ready)
    while ready:
        place = heapq.heappop(ready)[1]
        mode = task.operations[place].modes[plan.modes[place]]
        start = first_room(free, mode, _arrival(task, place, plan.modes, starts))
        if start is None:
            return None
        starts[place] = start
        take(free, mode, start)
        for link in task.behind[place]:
            waits[link.after] -= 1
            if not waits[link.after]:
                heapq.heappush(ready, (plan.starts[link.after], link.after))
    return Plan(plan.modes, tuple(starts))


def _arrival(task: Task, place: int, modes: Sequence[int], starts: Sequence[int]) -> int:
    """When everything is there that an operation waits for."""
    firm = task.operations[place].modes[modes[place]].firm
    ready = task.operations[place].release
    for link in task.before[place]:
        sender = task.operations[link.before].modes[modes[link.before]]
        there = starts[link.before] + sender.duration + link.lag + task.transport.lag(sender.firm, firm)
        ready = max(ready, there)
    return ready


def take(free: Amounts, mode: Mode, start: int) -> None:
    """Hold what a mode needs."""
    for resource, amount in mode.needs:
        free[resource, start : start + mode.duration] -= amount


def _earliest(
    task: Task, place: int, free: Amounts, modes: list[int], ends: list[int]
) -> tuple[int, int, int, int] | None:
    """The earliest end over the modes of an operation, of equal ends the cheapest: (end, cost, mode, start)."""
    found = []
    for number, mode in enumerate(task.operations[place].modes):
        ready = task.operations[place].release
        for link in task.before[place]:
            sender = task.operations[link.before].modes[modes[link.before]].firm
            ready = max(ready, ends[link.before] + link.lag + task.transport.lag(sender, mode.firm))
        start = first_room(free, mode, ready)
        if start is not None:
            found.append((start + mode.duration, mode.cost, number, start))
    return min(found, default=None)


def first_room(free: Amounts, mode: Mode, ready: int) -> int | None:
    """The first slot from `ready` on in which a mode finds what it needs for as long as it takes; None before the horizon."""
    horizon = free.shape[1]
    if ready + mode.duration > horizon:
        return None
    if not mode.duration or not mode.needs:
        return ready
    fits = np.ones(horizon - ready, dtype=bool)
    for resource, amount in mode.needs:
        fits &= free[resource, ready:] >= amount
    gone = np.concatenate([[0], np.cumsum(~fits)])
    open_from = np.flatnonzero(gone[mode.duration :] == gone[: len(gone) - mode.duration])
    return ready + int(open_from[0]) if len(open_from) else None
