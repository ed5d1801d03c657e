"""What an hour of a resource is worth where orders compete for it: prices by resource and slot that make each order keep to what is there by itself.

Lagrangian relaxation of the capacities (Held, Wolfe and Crowder 1974): with prices each order has its own curve again; what the orders then cost, less what all capacity
would cost, is a bound that no plan of all orders beats, and mostly a better one than the sum of what each costs alone. The prices rise where more is asked for than
there is (subgradient steps of Polyak's length, halved where the bound stalls).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from clusterbench_gui.domain.networks import Plan, Task
from clusterbench_gui.networks.dispatch import Amounts, arranged, free_amounts
from clusterbench_gui.networks.parts import until
from clusterbench_gui.networks.tree import Costs, Curve, as_plan, curve_of, plan_by

_PATIENCE = 3
"""Rounds without a better bound after which the steps are halved."""

_FINEST = 1 / 64
"""The step at which it is given up."""


@dataclass(frozen=True, slots=True)
class Priced:
    """Prices by resource and slot, the bound that they prove for all orders together, and the curve of each order that pays them."""

    prices: Costs
    bound: int
    curves: tuple[Curve, ...]


def priced(
    task: Task,
    goal: int,
    *,
    rounds: int = 80,
    first: Costs | None = None,
    tried: Callable[[Plan], None] = lambda _plan: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Priced | None:
    """Prices for the orders of a task, looked for from the `first` on with steps towards a cost of `goal`; None where an order cannot be delivered in time.

    `tried` is told plans on the way; whether they hold is for it to check.
    """
    free = free_amounts(task)
    prices = np.zeros(free.shape) if first is None else first.astype(np.float64)
    best: Priced | None = None
    step, stalled = 1.0, 0
    for _ in range(rounds):
        one = _at(task, free, np.rint(prices).astype(np.int64))
        if one is None:
            return None
        if best is None or one.bound > best.bound:
            best, stalled = one, 0
        else:
            stalled += 1
        if stalled >= _PATIENCE:
            step, stalled = step / 2, 0
        wanted = _cheapest(task, free, one)
        if len(wanted) == len(task.operations):
            _try(task, as_plan(task, wanted), tried)
        short = _short(task, free, wanted)
        short[(prices <= 0) & (short < 0)] = 0
        size = float((short * short).sum())
        if not size or step < _FINEST or goal <= one.bound or stopped():
            break
        prices = np.maximum(prices + step * (goal - one.bound) / size * short, 0)
    return best


def _try(task: Task, wanted: Plan, tried: Callable[[Plan], None]) -> None:
    """Tell a plan as it is, and as it is when every operation starts as early as it can."""
    tried(wanted)
    early = arranged(task, wanted)
    if early is not None and early != wanted:
        tried(early)


def hire(task: Task, plan: Plan, prices: Costs) -> int:
    """What a plan would pay for its resources."""
    return sum(
        amount * int(prices[resource, start : start + one.modes[mode].duration].sum())
        for one, mode, start in zip(task.operations, plan.modes, plan.starts, strict=True)
        for resource, amount in one.modes[mode].needs
    )


def _at(task: Task, free: Amounts, prices: Costs) -> Priced | None:
    bound = -int((prices * free).sum())
    curves = []
    for order in range(task.orders):
        curve = curve_of(task, order, free, prices)
        cost = curve.cost(until(task, order))
        if cost is None:
            return None
        bound += cost
        curves.append(curve)
    return Priced(prices, bound, tuple(curves))


def _cheapest(task: Task, free: Amounts, one: Priced) -> dict[int, tuple[int, int]]:
    """The mode and start of each operation in the plans that are cheapest at the prices, which may meet on resources."""
    found: dict[int, tuple[int, int]] = {}
    for order, curve in enumerate(one.curves):
        found |= plan_by(task, curve, until(task, order), free) or {}
    return found


def _short(task: Task, free: Amounts, wanted: dict[int, tuple[int, int]]) -> npt.NDArray[np.float64]:
    """By resource and slot how much more is asked for than is free."""
    load = np.zeros(free.shape, dtype=np.int64)
    for place, (number, start) in wanted.items():
        mode = task.operations[place].modes[number]
        for resource, amount in mode.needs:
            load[resource, start : start + mode.duration] += amount
    return (load - free).astype(np.float64)
