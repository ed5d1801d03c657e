"""What happens to a plan when somebody moves work in it by hand or a transport is late: what breaks, what it costs, and how the rest would have to follow.

All of it is counting, no search: an answer is there before the mouse has moved on.
"""

import heapq
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from clusterbench_gui.domain.networks import Figures, Link, Mode, Plan, Task
from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.networks.checker import check, chosen, figures
from clusterbench_gui.networks.dispatch import Amounts, first_room, free_amounts, take


@dataclass(frozen=True, slots=True)
class Tried:
    """A plan that was tried with everything that is wrong with it (nothing where it holds), what it comes to, and how much more that is than before."""

    plan: Plan
    problems: tuple[Problem, ...]
    finish: int
    cost: int
    risk: int
    finish_change: int
    cost_change: int
    risk_change: int

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong with it."""
        return not self.problems


def try_move(
    task: Task,
    plan: Plan,
    place: int,
    *,
    mode: int | None = None,
    firm: int | None = None,
    start: int | None = None,
) -> Tried:
    """Operation `place` in another mode or at another firm and from another slot on, everything else as it was.

    With a firm alone the mode is the one that `best_mode_at` picks. Raises ValueError where the firm has no mode for the operation.
    """
    at = plan.starts[place] if start is None else start
    number = plan.modes[place] if mode is None else mode
    if mode is None and firm is not None:
        picked = best_mode_at(task, place, firm, at, free_besides(task, plan, place))
        if picked is None:
            raise ValueError(firm)
        number = picked
    return _tried(task, moved(plan, place, number, at), figures(task, plan))


def moved(plan: Plan, place: int, mode: int, start: int) -> Plan:
    """The plan with one operation elsewhere."""
    modes = (*plan.modes[:place], mode, *plan.modes[place + 1 :])
    return Plan(modes, (*plan.starts[:place], start, *plan.starts[place + 1 :]))


def best_mode_at(task: Task, place: int, firm: int, start: int, free: Amounts) -> int | None:
    """Of the modes of a firm the cheapest that finds what it needs from a slot on, of equal ones the shortest; where none does, the shortest.

    None where the firm has no mode for the operation.
    """
    modes = [(number, mode) for number, mode in enumerate(task.operations[place].modes) if mode.firm == firm]
    if not modes:
        return None
    fitting = [(mode.cost, mode.duration, number) for number, mode in modes if _fits(free, mode, start)]
    return min(fitting)[2] if fitting else min((mode.duration, mode.cost, number) for number, mode in modes)[2]


def free_besides(task: Task, plan: Plan, place: int) -> Amounts:
    """What all other operations of a plan leave free, resources by slots; less than nothing where they are too many."""
    free = free_amounts(task)
    for other, (mode, start) in enumerate(zip(chosen(task, plan), plan.starts, strict=True)):
        if other != place:
            take(free, mode, start)
    return free


def settle(task: Task, plan: Plan, place: int, *, earlier: bool = False) -> Plan | None:
    """The plan with operation `place` where it stands and the rest following it: what collides with it or waits for it goes later, in the modes it has.

    With `earlier` what it waits for goes earlier where that is needed. None where the plan does not hold after that.
    """
    modes = chosen(task, plan)
    if not _fits(free_amounts(task), modes[place], plan.starts[place]):
        return None
    starts = _pulled(task, modes, plan, place) if earlier else plan.starts
    found = pushed(task, replace(plan, starts=starts), fixed={place: plan.starts[place]})
    return None if check(task, found) else found


def delayed(task: Task, plan: Plan, link: Link, slots: int) -> Tried:
    """What becomes of a plan when the goods of one link come so many slots later: everything that waits for them follows, nothing else moves.

    Raises ValueError where the task has no such link.
    """
    number = task.links.index(link)
    late = replace(link, lag=link.lag + slots)
    later = replace(task, links=(*task.links[:number], late, *task.links[number + 1 :]))
    return _tried(later, pushed(later, plan), figures(task, plan))


def delivered_late(task: Task, plan: Plan, order: int, firm: int, slots: int) -> Tried:
    """What becomes of a plan when what a firm sends to the customer of an order comes so many slots later: nothing moves, the order is there later."""
    sent = task.deliveries[order]
    count = len(sent.lags) or 1 + max(mode.firm for one in task.operations for mode in one.modes)
    lags = tuple(sent.lag(one) + slots * (one == firm) for one in range(count))
    deliveries = list(task.deliveries)
    deliveries[order] = replace(sent, lags=lags)
    return _tried(replace(task, deliveries=tuple(deliveries)), plan, figures(task, plan))


def pushed(task: Task, plan: Plan, *, fixed: Mapping[int, int] | None = None, earlier: bool = False) -> Plan:
    """Every operation from its own slot on as early as what it waits for and what is free allow, in the modes of the plan and the order of its starts.

    With `earlier` also before its own slot. Those in `fixed` stand where that says. Where there is no room before the horizon, an operation stands as early as it may: the check finds it.
    """
    modes, free = chosen(task, plan), free_amounts(task)
    starts = list(plan.starts)
    stand = {} if fixed is None else fixed
    for place, start in stand.items():
        starts[place] = start
        take(free, modes[place], start)
    for place in in_sequence(task, plan):
        if place in stand:
            continue
        ready = max(0 if earlier else plan.starts[place], _ready(task, modes, starts, place))
        room = first_room(free, modes[place], ready)
        starts[place] = ready if room is None else room
        take(free, modes[place], starts[place])
    return replace(plan, starts=tuple(starts))


def in_sequence(task: Task, plan: Plan) -> tuple[int, ...]:
    """All operations by their starts, each after those that it waits for."""
    waits = [len(links) for links in task.before]
    ready = [(plan.starts[place], place) for place, count in enumerate(waits) if not count]
    heapq.heapify(ready)
    found = []
    while ready:
        place = heapq.heappop(ready)[1]
        found.append(place)
        for link in task.behind[place]:
            waits[link.after] -= 1
            if not waits[link.after]:
                heapq.heappush(ready, (plan.starts[link.after], link.after))
    return tuple(found)


def way_of(task: Task, modes: tuple[Mode, ...], link: Link) -> int:
    """Slots from the end of an operation to the start of the next, in the modes that were chosen."""
    return link.lag + task.transport.lag(modes[link.before].firm, modes[link.after].firm)


def _ready(task: Task, modes: tuple[Mode, ...], starts: list[int], place: int) -> int:
    """The slot in which an operation has everything that it waits for."""
    there = (
        starts[link.before] + modes[link.before].duration + way_of(task, modes, link) for link in task.before[place]
    )
    return max([task.operations[place].release, 0, *there])


def _pulled(task: Task, modes: tuple[Mode, ...], plan: Plan, place: int) -> tuple[int, ...]:
    """The starts with everything that leads to an operation so early that it is there in time, as late as that allows."""
    starts, free = list(plan.starts), free_amounts(task)
    take(free, modes[place], starts[place])
    leading = {place}
    for one in reversed(in_sequence(task, plan)):
        following = [link for link in task.behind[one] if link.after in leading]
        if one == place or not following:
            continue
        leading.add(one)
        ends = (starts[link.after] - way_of(task, modes, link) for link in following)
        latest = min(plan.starts[one], min(ends) - modes[one].duration)
        room = _last_room(free, modes[one], latest)
        starts[one] = latest if room is None else room
        take(free, modes[one], max(starts[one], 0))
    return tuple(starts)


def _last_room(free: Amounts, mode: Mode, latest: int) -> int | None:
    """The last slot up to `latest` from which on a mode finds what it needs; None where there is none."""
    end = min(latest + mode.duration, free.shape[1])
    if end < mode.duration:
        return None
    fits = np.ones(end, dtype=bool)
    for resource, amount in mode.needs:
        fits &= free[resource, :end] >= amount
    gone = np.concatenate([[0], np.cumsum(~fits)])
    open_from = np.flatnonzero(gone[mode.duration :] == gone[: len(gone) - mode.duration])
    return int(open_from[-1]) if len(open_from) else None


def _fits(free: Amounts, mode: Mode, start: int) -> bool:
    """Whether a mode finds what it needs from a slot on."""
    end = start + mode.duration
    if start < 0 or end > free.shape[1]:
        return False
    return all(bool(np.all(free[resource, start:end] >= amount)) for resource, amount in mode.needs)


def _tried(task: Task, plan: Plan, before: Figures) -> Tried:
    now = figures(task, plan)
    changes = (now.finish - before.finish, now.cost - before.cost, now.risk - before.risk)
    return Tried(plan, check(task, plan), now.finish, now.cost, now.risk, *changes)
