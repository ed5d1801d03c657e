"""Several plans to choose from: the front of cost and finish, and variants that differ in who takes part."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from clusterbench_gui.domain.networks import Aim, Answer, Plan, Rules, Status, Task
from clusterbench_gui.networks.checker import figures
from clusterbench_gui.networks.narrowing import narrowed
from clusterbench_gui.networks.solver import Search, solve
from clusterbench_gui.networks.tree import Curve, as_plan, curve_of, plan_by

_WIDER = (0.01, 0.04, 0.12)
"""How much more than the curve says a plan may cost, step by step."""

_PART = 0.3
"""Of the seconds that are left for each step."""

_LEAST_SECONDS = 0.5

MOST_POINTS = 12
"""Days of the front that are looked at; where the curve has more breakpoints, those between are passed over evenly."""


@dataclass(frozen=True, slots=True)
class Point:
    """A plan of the front, by when it delivers and what it costs; `answer` says whether a cheaper one is ruled out."""

    finish: int
    cost: int
    answer: Answer


def front_of(
    task: Task, search: Search, *, found: Callable[[Point], None] = lambda _point: None, points: int = MOST_POINTS
) -> tuple[Point, ...]:
    """The plans of a single order of which none is both earlier and cheaper, the earliest first.

    Looked for on the days on which the lower curve of the cost falls, each within the seconds of the search. `found` is told each point at once. A due
    date of the task is kept. Raises `ProblemError` as `curve_of` does.
    """
    curve = curve_of(task, 0)
    made = [point for point in _points(task, curve, search, points) if _told(point, found)]
    return _undominated(made)


def _told(point: Point, found: Callable[[Point], None]) -> bool:
    found(point)
    return True


def _points(task: Task, curve: Curve, search: Search, most: int) -> Iterator[Point]:
    due = task.rules[0].due
    days = [day for day, _ in curve.breakpoints() if due is None or day <= due]
    for day in _evenly(days, most):
        answer = cheapest_by(task, curve, day, search)
        if answer.plan is not None and answer.value is not None:
            yield Point(figures(task, answer.plan).finish, answer.value, answer)


def cheapest_by(task: Task, curve: Curve, due: int, search: Search) -> Answer:
    """The cheapest plan of a single order by a slot.

    First among plans that cost little more than the curve says, which are few: either the best is among them, or all cost more, and the search is
    widened. What is found narrows it again to what may cost less.
    """
    least = curve.cost(due)
    return Answer(Status.IMPOSSIBLE) if least is None else _Quest(task, curve, due, search).cheapest(least)


class _Quest:
    """The search for the cheapest plan by a slot, within the seconds of a search."""

    def __init__(self, task: Task, curve: Curve, due: int, search: Search) -> None:
        self._task, self._curve, self._due, self._search = task, curve, due, search
        self._began = time.monotonic()

    def cheapest(self, least: int) -> Answer:
        """The answer, where nothing costs less than `least`."""
        budget = self._task.rules[0].budget
        hint = self._first()
        for share in (one for one in _WIDER if one > self._search.gap):
            most = int(least * (1 + share))
            most = most if budget is None else min(most, budget)
            answer = self._among(most, least, hint, self._left() * _PART)
            if answer.status is Status.FOUND and answer.value is not None and not self._is_enough(answer):
                better = self._among(answer.value, least, answer.plan, self._left())
                answer = better if better.plan is not None else answer
            if answer.plan is not None or most == budget:
                return replace(answer, seconds=time.monotonic() - self._began)
            if answer.status is Status.IMPOSSIBLE:
                least = most + 1
        wanted = with_rules(self._task, replace(self._task.rules[0], due=self._due))
        return solve(wanted, Aim.COST, replace(self._search, seconds=self._left()), hint=hint, least=least)

    def _first(self) -> Plan | None:
        """What the curve was made of, which may not hold."""
        chosen = plan_by(self._task, self._curve, self._due)
        return as_plan(self._task, chosen) if chosen is not None and len(chosen) == len(self._task.operations) else None

    def _is_enough(self, answer: Answer) -> bool:
        return answer.gap is not None and answer.gap <= self._search.gap

    def _left(self) -> float:
        return max(self._search.seconds - (time.monotonic() - self._began), _LEAST_SECONDS)

    def _among(self, most: int, least: int, hint: Plan | None, seconds: float) -> Answer:
        """The cheapest plan that costs at most `most`; `Status.IMPOSSIBLE` where there is none."""
        left = narrowed(self._task, self._curve, self._due, most)
        if left is None:
            return Answer(Status.IMPOSSIBLE)
        wanted = with_rules(left.task, replace(self._task.rules[0], due=self._due, budget=most))
        inside = left.inside(hint) if hint is not None else None
        search = replace(self._search, seconds=seconds)
        answer = solve(wanted, Aim.COST, search, hint=inside, least=min(least, most), windows=left.windows)
        return answer if answer.plan is None else replace(answer, plan=left.outside(answer.plan))


def with_rules(task: Task, *rules: Rules) -> Task:
    """The task under other rules."""
    return replace(task, rules=rules)


def plan_of(point: Point) -> Plan:
    """The plan of a point, which always has one."""
    if point.answer.plan is None:
        raise ValueError(point)
    return point.answer.plan


def _undominated(points: list[Point]) -> tuple[Point, ...]:
    kept: list[Point] = []
    for point in sorted(points, key=lambda one: (one.finish, one.cost)):
        if not kept or point.cost < kept[-1].cost:
            kept.append(point)
    return tuple(kept)


def _evenly(days: list[int], most: int) -> list[int]:
    """At most so many, the first and the last among them."""
    if len(days) <= most:
        return days
    return [days[round(place * (len(days) - 1) / (most - 1))] for place in range(most)]
