"""Several plans to choose from: the front of cost and finish, and variants that differ in who takes part."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from clusterbench_gui.domain.networks import Aim, Answer, Plan, Rules, Status, Task
from clusterbench_gui.networks.checker import figures
from clusterbench_gui.networks.solver import Search, solve
from clusterbench_gui.networks.tree import Curve, as_plan, curve_of, plan_by

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
    """The cheapest plan of a single order by a slot, from what the curve knows."""
    least = curve.cost(due)
    if least is None:
        return Answer(Status.IMPOSSIBLE)
    wanted = with_rules(task, replace(task.rules[0], due=due))
    chosen = plan_by(task, curve, due)
    hint = as_plan(task, chosen) if chosen is not None and len(chosen) == len(task.operations) else None
    return solve(wanted, Aim.COST, search, hint=hint, least=least)


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
