"""What happens after a plan was made: a firm drops out, work has begun, a way or work takes longer; and how the rest is planned anew.

Modes keep their numbers: what cannot be chosen any more needs a resource that is never free. So a plan of the changed task is one of the task that it was made of.
"""

import time
from collections.abc import Callable
from dataclasses import replace

from clusterbench_gui.domain.networks import Aim, Answer, Mode, Operation, Plan, Status, Task
from clusterbench_gui.networks.checker import check, figures
from clusterbench_gui.networks.fronts import cheapest_by
from clusterbench_gui.networks.narrowing import with_left
from clusterbench_gui.networks.parts import beside, until
from clusterbench_gui.networks.several import plan_orders
from clusterbench_gui.networks.solver import Progress, Search, solve
from clusterbench_gui.networks.tree import curve_of

_REPAIR = 0.2
"""Of the seconds those for a plan in which everything that can stays where it was."""


def without_firm(task: Task, firm: int) -> Task:
    """The task in which a firm does no more work; work that is fixed (`fixed_until`) stays with it."""
    opened, nowhere = _with_nowhere(task)
    operations = tuple(
        one
        if is_fixed(one)
        else _only(one, [number for number, mode in enumerate(one.modes) if mode.firm != firm], nowhere)
        for one in task.operations
    )
    return replace(opened, operations=operations)


def fixed_until(task: Task, plan: Plan, slot: int, lost: int | None = None) -> Task:
    """The task at the beginning of a slot: work that has begun keeps its mode and its start, all other begins in this slot or later.

    `lost` is a firm that drops out: what it has not ended by then is not fixed.
    """
    opened, nowhere = _with_nowhere(task)
    operations = []
    for one, number, start in zip(task.operations, plan.modes, plan.starts, strict=True):
        mode = one.modes[number]
        is_lost = mode.firm == lost and start + mode.duration > slot
        if start < slot and not is_lost:
            operations.append(replace(_only(one, [number], nowhere), release=start, latest=start))
        else:
            operations.append(replace(one, release=max(one.release, slot)))
    return replace(opened, operations=tuple(operations))


def is_fixed(one: Operation) -> bool:
    """Whether an operation has begun, so that it stays as it is."""
    return one.latest is not None and one.latest == one.release


def replan(
    task: Task,
    plan: Plan,
    search: Search,
    *,
    progress: Progress = lambda _value, _bound: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Answer:
    """The cheapest plan of a changed task that is found in the seconds of the search, from an earlier plan on, of which what still can be stays at first.

    Where several orders are planned and the change touches only some, the others stay as they are, unless there is no room then. Raises `ProblemError` ("route-cycle").
    """
    began = time.monotonic()
    touched = _touched(task, plan)
    answer = Answer(Status.UNKNOWN)
    if task.orders == 1:
        answer = _anew(task, plan, search, progress, cancelled)
    elif 0 < len(touched) < task.orders:
        part = beside(task, plan, touched)
        half = replace(search, seconds=search.seconds / 2)
        answer = _anew(part.task, part.inside(plan), half, progress, cancelled)
        if answer.plan is not None:
            whole = part.outside(answer.plan, plan)
            answer = replace(answer, plan=whole, status=Status.FOUND, value=figures(task, whole).cost, bound=None)
    if answer.plan is None and task.orders > 1 and not cancelled():
        rest = replace(search, seconds=max(search.seconds - (time.monotonic() - began), search.seconds / 2))
        answer = _anew(task, plan, rest, progress, cancelled)
    return replace(answer, seconds=time.monotonic() - began)


def _touched(task: Task, plan: Plan) -> tuple[int, ...]:
    """The orders of which something in a plan does not hold any more."""
    return tuple(order for order in range(task.orders) if check(*_of_order(task, plan, order)))


def _of_order(task: Task, plan: Plan, order: int) -> tuple[Task, Plan]:
    part = beside(task, plan, (order,))
    return part.task, part.inside(plan)


def _anew(task: Task, plan: Plan, search: Search, progress: Progress, cancelled: Callable[[], bool]) -> Answer:
    """All orders of a task, from what can stay of a plan on."""
    began = time.monotonic()
    kept = plan if not check(task, plan) else _repaired(task, plan, search, cancelled)
    rest = replace(search, seconds=max(search.seconds - (time.monotonic() - began), search.seconds / 2))
    if task.orders > 1:
        return plan_orders(task, rest, hint=kept, progress=progress, cancelled=cancelled)
    curve = curve_of(task, 0)
    answer = cheapest_by(task, curve, until(task, 0), rest, hint=kept, progress=progress, cancelled=cancelled)
    if kept is None:
        return answer
    cost = figures(task, kept).cost
    if answer.value is not None and answer.value <= cost:
        return answer
    bound = max(answer.bound or 0, curve.cost(until(task, 0)) or 0)
    return Answer(Status.FOUND if cost > bound else Status.OPTIMAL, kept, cost, min(bound, cost))


def _repaired(task: Task, plan: Plan, search: Search, cancelled: Callable[[], bool]) -> Plan | None:
    """A plan in which every operation that can be done as in an earlier one is."""
    left = {}
    for place, (one, number) in enumerate(zip(task.operations, plan.modes, strict=True)):
        fitting = [mode for mode in range(len(one.modes)) if _fits(task, one.modes[mode])]
        chosen = [number] if number in fitting else fitting
        left[place] = dict.fromkeys(chosen, (0, task.horizon))
    if not all(left.values()):
        return None
    narrow = with_left(task, left)
    seconds = replace(search, seconds=search.seconds * _REPAIR)
    answer = solve(
        narrow.task, Aim.COST, seconds, hint=narrow.inside(plan), windows=narrow.windows, cancelled=cancelled
    )
    return None if answer.plan is None else narrow.outside(answer.plan)


def _fits(task: Task, mode: Mode) -> bool:
    return all(amount <= max(task.capacities[resource]) for resource, amount in mode.needs)


def _only(one: Operation, numbers: list[int], nowhere: int) -> Operation:
    """An operation of which only some modes can be chosen."""
    modes = (mode if number in numbers else _never(mode, nowhere) for number, mode in enumerate(one.modes))
    return replace(one, modes=tuple(modes))


def _never(mode: Mode, nowhere: int) -> Mode:
    """A mode that needs besides what is never free."""
    return replace(mode, duration=max(mode.duration, 1), needs=(*mode.needs, (nowhere, 1)))


def _with_nowhere(task: Task) -> tuple[Task, int]:
    """The task with a resource that is never free, added after the others where there is none, and its position."""
    if (0,) in task.capacities:
        return task, task.capacities.index((0,))
    return replace(task, capacities=(*task.capacities, (0,))), len(task.capacities)
