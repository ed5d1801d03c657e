"""Several orders at once: what hours are worth where the orders compete, then plans of all of them among what is near to the cheapest at these prices, wider and wider.

Where nothing is found so, one order after the other is planned into what is free, and one that finds no room is planned together with one that holds it.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from clusterbench_gui.domain.networks import Aim, Answer, Plan, Status, Task
from clusterbench_gui.networks.checker import check, figures
from clusterbench_gui.networks.fronts import cheapest_by
from clusterbench_gui.networks.narrowing import Left, Narrowed, left_of, with_left
from clusterbench_gui.networks.parts import Part, beside, nothing, part_of, until
from clusterbench_gui.networks.prices import Priced, hire, priced
from clusterbench_gui.networks.solver import Progress, Search, solve
from clusterbench_gui.networks.tree import Curve, curve_of

_ALONE, _PRICED, _FIRST = 0.15, 0.3, 0.85
"""Of the seconds those until which each order alone, prices, and a first plan of all are looked for; what is left is for making it better."""

_STEP = 0.25
"""Of the seconds for plans up to one distance from the cheapest at the prices."""

_DEARER = 1.05
"""How much more than alone the orders are thought to cost together, where no plan is known."""

_TIGHT, _WIDER, _MUCH_WIDER = 0.001, 2, 8
"""Distance from the cheapest at the prices at first, as a share, and how many times wider it gets, and how many where nothing is so near."""

_TURNED, _TURNS, _ROUNDS = 0.4, 30, 8
"""Of the seconds those until which one order after the other is planned at the prices; in how many sequences; how often prices change until an order's plan holds."""

_NEAR, _WIDE = 0.01, 0.25
"""How near to its bound an order is planned after others: it will be moved anyway. How dear orders may be where any room for them is looked for."""

_LEAST_SECONDS = 0.5


def plan_orders(
    task: Task,
    search: Search,
    *,
    hint: Plan | None = None,
    progress: Progress = lambda _value, _bound: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Answer:
    """The cheapest plan for all orders of a task that is found in the seconds of the search, with a bound: the sum of those of each order alone, or a better one.

    `hint` is a plan that holds. `progress` is told the cost of the best plan so far. `Status.UNKNOWN` where no room for all orders was found in the time, or before it
    was cancelled. Raises `ProblemError` "route-cycle".
    """
    began = time.monotonic()
    answer = _Joint(task, search, progress, cancelled).answer(hint)
    return replace(answer, seconds=time.monotonic() - began)


class _Joint:
    """The search for a plan of all orders: bounds, prices, plans, the best of which is kept."""

    def __init__(self, task: Task, search: Search, progress: Progress, cancelled: Callable[[], bool]) -> None:
        self._task, self._search = task, search
        self._progress, self._cancelled = progress, cancelled
        self._end = time.monotonic() + search.seconds
        self._plan: Plan | None = None
        self._value: int | None = None
        self._bound = 0

    def answer(self, hint: Plan | None) -> Answer:
        """The best that is found."""
        alone = []
        for order in range(self._task.orders):
            alone.append(self._alone(order))
            if alone[-1].status is Status.IMPOSSIBLE:
                return alone[-1]
            if self._cancelled():
                return Answer(Status.UNKNOWN)
        self._bound = sum(answer.bound or 0 for answer in alone)
        if hint is not None:
            self._keep(hint)
        goal = int(self._bound * _DEARER) + 1 if self._value is None else self._value
        found = priced(self._task, goal, tried=self._keep, stopped=lambda: self._is_over(_PRICED))
        if found is None:
            return Answer(Status.IMPOSSIBLE)
        self._in_many_turns(found)
        if self._is_impossible(found, alone):
            return Answer(Status.IMPOSSIBLE)
        if self._plan is None or self._value is None:
            return Answer(Status.UNKNOWN, bound=self._bound)
        status = Status.OPTIMAL if self._value <= self._bound else Status.FOUND
        return Answer(status, self._plan, self._value, min(self._bound, self._value))

    def _is_impossible(self, found: Priced, alone: Sequence[Answer]) -> bool:
        """Look for plans, wider and wider, until the time is over or nothing better is left; true where there is none at all."""
        self._bound = max(self._bound, found.bound)
        distance = max(int(found.bound * _TIGHT), 1)
        while not self._is_over() and not self._is_enough():
            whole = self._plan is None and distance > found.bound
            narrow = None if whole else self._near(found, distance)
            answer = self._among(narrow or Narrowed.whole(self._task))
            if answer.status is Status.IMPOSSIBLE and whole:
                return True
            if answer.status in (Status.IMPOSSIBLE, Status.OPTIMAL):
                beyond = found.bound + distance + 1
                self._bound = max(self._bound, beyond if answer.value is None else min(answer.value, beyond))
            elif self._plan is None:
                self._first(alone)
            distance *= _MUCH_WIDER if answer.status is Status.IMPOSSIBLE else _WIDER
        return False

    def _near(self, found: Priced, distance: int) -> Narrowed:
        """Everything that is part of a plan that costs so much more than the cheapest at the prices, and the plan that is known."""
        least = [curve.cost(until(self._task, order)) or 0 for order, curve in enumerate(found.curves)]
        left = _left(self._task, found.curves, [one + distance for one in least]) or {}
        if self._plan is not None:
            for place, (mode, start) in enumerate(zip(self._plan.modes, self._plan.starts, strict=True)):
                first, last = left[place].get(mode, (start, start))
                left[place][mode] = (min(first, start), max(last, start))
        return with_left(self._task, left)

    def _among(self, narrow: Narrowed) -> Answer:
        """The cheapest plan among some, found in a step's seconds."""
        seconds = min(self._left(), self._search.seconds * _STEP)
        answer = solve(
            narrow.task,
            Aim.COST,
            replace(self._search, seconds=seconds),
            hint=None if self._plan is None else narrow.inside(self._plan),
            least=min(self._bound, self._value or self._bound),
            windows=narrow.windows,
            progress=lambda value, _bound: self._tell(value),
            cancelled=self._cancelled,
        )
        if answer.plan is not None:
            self._keep(narrow.outside(answer.plan))
        return answer

    def _keep(self, plan: Plan) -> None:
        """Keep a plan where it holds and is better."""
        if check(self._task, plan):
            return
        value = figures(self._task, plan).cost
        if self._value is None or value < self._value:
            self._plan, self._value = plan, value
            self._tell(value)

    def _tell(self, value: int) -> None:
        self._progress(value if self._value is None else min(value, self._value), self._bound)

    def _is_enough(self) -> bool:
        return self._value is not None and self._value <= self._bound * (1 + self._search.gap)

    def _left(self, share: float = 1.0) -> float:
        """Seconds until a share of all of them is over."""
        return self._end - self._search.seconds * (1 - share) - time.monotonic()

    def _is_over(self, share: float = 1.0) -> bool:
        return self._cancelled() or self._left(share) < min(_LEAST_SECONDS, self._search.seconds * share / 10)

    def _alone(self, order: int) -> Answer:
        part = part_of(self._task, order).task
        return self._cheapest(part, replace(self._search, seconds=self._search.seconds * _ALONE / self._task.orders))

    def _cheapest(self, task: Task, search: Search) -> Answer:
        """The cheapest plan of a single order within its own due date."""
        curve = curve_of(task, 0)
        answer = cheapest_by(task, curve, until(task, 0), search, cancelled=self._cancelled)
        return replace(answer, bound=max(answer.bound or 0, curve.cost(until(task, 0)) or 0))

    def _in_many_turns(self, found: Priced) -> None:
        """One order after the other into what is free, in one sequence after the other, each as is cheapest at the prices: the most urgent first, then by chance."""
        draw = np.random.default_rng(self._search.seed)
        sequence = sorted(range(self._task.orders), key=lambda one: (until(self._task, one), one))
        for _ in range(_TURNS):
            if self._is_over(_TURNED) or self._is_enough():
                return
            plan = nothing(self._task)
            for order in sequence:
                part = beside(self._task, plan, (order,))
                mine = self._at_prices(part.task, found)
                if mine is None:
                    break
                plan = part.outside(mine, plan)
            else:
                self._keep(plan)
            sequence = [int(order) for order in draw.permutation(self._task.orders)]

    def _at_prices(self, task: Task, found: Priced) -> Plan | None:
        """A plan of a single order that is cheap at the prices, made without a search; None where none holds."""
        held: list[tuple[int, Plan]] = []

        def keep(plan: Plan) -> None:
            if not check(task, plan):
                held.append((figures(task, plan).cost + hire(task, plan, found.prices), plan))

        priced(
            task,
            int((curve_of(task, 0, prices=found.prices).cost(until(task, 0)) or 0) * _DEARER),
            rounds=_ROUNDS,
            first=found.prices,
            tried=keep,
            stopped=lambda: bool(held) or self._is_over(_TURNED),
        )
        return min(held, key=lambda one: one[0], default=(0, None))[1]

    def _first(self, alone: Sequence[Answer]) -> None:
        """A plan of every order in what those before it left; an order that finds no room comes first in the next try."""
        sequence = sorted(range(self._task.orders), key=lambda one: (until(self._task, one), one))
        for _ in range(self._task.orders):
            plan, stuck = self._in_turn(sequence, alone[sequence[0]])
            if stuck is None:
                self._keep(plan)
                return
            if self._is_over(_FIRST):
                return
            sequence = [stuck, *(order for order in sequence if order != stuck)]

    def _in_turn(self, sequence: Sequence[int], first: Answer) -> tuple[Plan, int | None]:
        """The plan of the orders in a sequence, of which the first is as it was alone, and the order that found no room, if any."""
        plan = nothing(self._task)
        for number, order in enumerate(sequence):
            part = beside(self._task, plan, (order,))
            seconds = max(self._left(_FIRST) / (len(sequence) - number), _LEAST_SECONDS)
            search = replace(self._search, seconds=seconds, gap=max(self._search.gap, _NEAR))
            answer = first if not number and first.plan is not None else self._cheapest(part.task, search)
            moved = (
                self._moved(plan, order, sequence[:number]) if answer.plan is None else part.outside(answer.plan, plan)
            )
            if moved is None:
                return plan, order
            plan = moved
        return plan, None

    def _moved(self, plan: Plan, order: int, planned: Sequence[int]) -> Plan | None:
        """A plan in which one of the orders before gives way to an order that found no room."""
        for other in planned:
            if self._is_over(_FIRST):
                return None
            part = beside(self._task, plan, (order, other))
            found = self._room(part, max(self._left(_FIRST) / (2 * len(planned)), _LEAST_SECONDS))
            if found is not None:
                return part.outside(found, plan)
        return None

    def _room(self, part: Part, seconds: float) -> Plan | None:
        """Any plan of a part that is not too dear."""
        curves = [curve_of(part.task, order) for order in range(part.task.orders)]
        least = [curve.cost(until(part.task, order)) for order, curve in enumerate(curves)]
        left = _left(part.task, curves, [int((one or 0) * (1 + _WIDE)) for one in least]) if None not in least else None
        if left is None:
            return None
        narrow = with_left(part.task, left)
        search = replace(self._search, seconds=seconds, gap=_WIDE)
        answer = solve(narrow.task, Aim.COST, search, windows=narrow.windows, cancelled=self._cancelled)
        return None if answer.plan is None else narrow.outside(answer.plan)


def _left(task: Task, curves: Sequence[Curve], most: Sequence[int]) -> Left | None:
    """What is left for plans of which no order costs more by its curve than is said for it."""
    left: Left = {}
    for order, (curve, cost) in enumerate(zip(curves, most, strict=True)):
        mine = left_of(task, curve, until(task, order), cost)
        if mine is None:
            return None
        left |= mine
    return left
