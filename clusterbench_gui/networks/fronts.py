"""The cheapest plan of an order by a day, and the front of cost and finish that these make."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf

from clusterbench_gui.domain.networks import Aim, Answer, Plan, Rules, Status, Task
from clusterbench_gui.networks.building import Meetings, Windows
from clusterbench_gui.networks.checker import check, figures
from clusterbench_gui.networks.narrowing import narrowed
from clusterbench_gui.networks.parts import OPEN
from clusterbench_gui.networks.prices import Priced, priced
from clusterbench_gui.networks.solver import Progress, Search, solve
from clusterbench_gui.networks.tree import Curve, as_plan, curve_of, plan_by

_WIDER = (0.01, 0.04, 0.12)
"""How much more than the curve says a plan may cost, step by step."""

_PART = 0.3
"""Of the seconds that are left for each step."""

_LEAST_SECONDS = 0.5

_GOAL, _ROUNDS = 0.02, 12
"""How much more than the curve says an order is thought to cost, and how often prices are changed to find a plan at once."""

MOST_POINTS = 12
"""Days of the front that are looked at at most; where the curve has more breakpoints, those between are passed over evenly."""


@dataclass(frozen=True, slots=True)
class Point:
    """A plan of the front, by when it delivers, what it costs and the risk of its partners; `answer` says whether a cheaper one is ruled out."""

    finish: int
    cost: int
    answer: Answer
    risk: int = 0


def point_of(task: Task, answer: Answer) -> Point:
    """The point of an answer that has a plan, everything recounted."""
    if answer.plan is None:
        raise ValueError(answer)
    counted = figures(task, answer.plan)
    return Point(counted.finish, counted.cost, answer, counted.risk)


def front_of(
    task: Task,
    search: Search,
    *,
    found: Callable[[Point], None] = lambda _point: None,
    points: int = MOST_POINTS,
    progress: Progress = lambda _value, _bound: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Point, ...]:
    """The plans of a single order of which none is both earlier and cheaper, the earliest first.

    Looked for on the days on which the lower curve of the cost falls, then between days where plans cost more than the curve, which may hide others; on so many days as
    `points` says, each within the seconds of the search. `found` is told each point at once, `progress` the cost and the bound of the day that is looked at. A due date of
    the task is kept. What is found until it is cancelled is returned. Raises `ProblemError` as `curve_of` does.
    """
    curve, due = curve_of(task, 0), task.rules[0].due
    last = task.horizon if due is None else min(due, task.horizon)
    days = _Days(curve, last, search.gap, time.monotonic() + search.seconds * points)
    for day in days.in_turn(points):
        if cancelled():
            break
        answer = cheapest_by(task, curve, day, search, progress=progress, cancelled=cancelled)
        days.points[day] = None if answer.plan is None else point_of(task, answer)
        point = days.points[day]
        if point is not None:
            found(point)
    return _undominated([one for one in days.points.values() if one is not None])


class _Days:
    """The days of a front that are looked at, with the point that each came to; None where there is no plan by that day."""

    def __init__(self, curve: Curve, last: int, gap: float, end: float) -> None:
        self._curve, self._last, self._gap, self._end = curve, last, gap, end
        self.points: dict[int, Point | None] = {}

    def in_turn(self, most: int) -> Iterator[int]:
        """Each day to look at, at most so many and those between until the time is over; the point of a day is known when the next is asked for."""
        yield from _evenly([day for day, _ in self._curve.breakpoints() if day <= self._last], most)
        while self.points and len(self.points) < most and time.monotonic() < self._end:
            day = self._between()
            if day is None:
                return
            yield day

    def _between(self) -> int | None:
        """The last day where its plan may be cheaper, else the middle between those two days between which the most may be saved; None where nothing is open."""
        days = sorted(self.points)
        if days[-1] < self._last and self._is_open(days[-1]):
            return self._last
        open_ones = [
            (self._cost(first) - self._cost(second), -first, (first + self._finish(second)) // 2)
            for first, second in pairwise(days)
            if self._is_open(first) and self._cost(second) < self._cost(first) and self._finish(second) - first > 1
        ]
        return max(open_ones)[2] if open_ones else None

    def _is_open(self, day: int) -> bool:
        """Whether a plan some days later may be cheaper, although the curve is level there."""
        return self._cost(day) > (self._curve.cost(day) or 0) * (1 + self._gap)

    def _cost(self, day: int) -> float:
        point = self.points[day]
        return inf if point is None else point.cost

    def _finish(self, day: int) -> int:
        point = self.points[day]
        return day if point is None else point.finish


def cheapest_by(
    task: Task,
    curve: Curve,
    due: int,
    search: Search,
    *,
    hint: Plan | None = None,
    meetings: Meetings = (),
    progress: Progress = lambda _value, _bound: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Answer:
    """The cheapest plan of a single order by a slot.

    First among plans that cost little more than the curve says, which are few: either the best is among them, or all cost more, and the search is
    widened. What is found narrows it again to what may cost less. `hint` is a plan to begin with, which need not hold; `meetings` are firms of which only some may
    take part.
    """
    least = curve.cost(due)
    if least is None:
        return Answer(Status.IMPOSSIBLE)
    return _Quest(task, curve, due, search, meetings=meetings, progress=progress, cancelled=cancelled).cheapest(
        least, hint
    )


class _Quest:
    """The search for the cheapest plan by a slot, within the seconds of a search."""

    def __init__(
        self,
        task: Task,
        curve: Curve,
        due: int,
        search: Search,
        *,
        meetings: Meetings,
        progress: Progress,
        cancelled: Callable[[], bool],
    ) -> None:
        self._task, self._curve, self._due, self._search = task, curve, due, search
        self._meetings, self._progress, self._cancelled = meetings, progress, cancelled
        self._hired = 0
        """What the least cost by the curve is above the bound that it proves: its prices."""
        self._began = time.monotonic()

    def cheapest(self, least: int, hint: Plan | None) -> Answer:
        """The answer, where nothing costs less than `least`."""
        wanted = with_rules(self._task, replace(self._task.rules[0], due=self._due))
        known, found = self._known(wanted, least, hint)
        hint = known or hint or self._first()
        if found is not None and found.bound > least:
            self._curve, least = found.curves[0], found.bound
            self._hired = (self._curve.cost(self._due) or 0) - least
        cost = None if known is None else figures(wanted, known).cost
        if cost is not None and cost <= least * (1 + self._search.gap):
            answer = Answer(Status.OPTIMAL if cost <= least else Status.FOUND, known, cost, least)
        else:
            limits = [one for one in (cost, self._task.rules[0].budget) if one is not None]
            answer = self._by_steps(least, hint, limits)
        if cost is not None and (answer.value is None or answer.value > cost):
            answer = Answer(Status.FOUND, known, cost, min(max(answer.bound or 0, least), cost))
        return replace(answer, seconds=time.monotonic() - self._began)

    def _known(self, wanted: Task, least: int, hint: Plan | None) -> tuple[Plan | None, Priced | None]:
        """The cheapest of plans that are made quickly and hold: the hint, and what prices for its own resources make of the order; and these prices."""
        held: list[tuple[int, Plan]] = []

        def is_enough() -> bool:
            return any(cost <= least * (1 + self._search.gap) for cost, _ in held)

        def keep(plan: Plan) -> None:
            if not check(wanted, plan) and self._keeps_apart(plan):
                held.append((figures(wanted, plan).cost, plan))

        if hint is not None and OPEN not in hint.modes:
            keep(hint)
        found = None
        if not wanted.stocks:
            found = priced(
                wanted,
                int(least * (1 + _GOAL)) + 1,
                rounds=_ROUNDS,
                tried=keep,
                stopped=lambda: self._cancelled() or self._left() < self._search.seconds / 2 or is_enough(),
            )
        return min(held, key=lambda one: one[0], default=(0, None))[1], found

    def _keeps_apart(self, plan: Plan) -> bool:
        firms = set(figures(self._task, plan).firms)
        return all(len(firms & some) <= most for some, most in self._meetings)

    def _by_steps(self, least: int, hint: Plan | None, limits: list[int]) -> Answer:
        """The answer among plans that cost little more than `least`, then more; none costs more than the `limits`."""
        for share in (one for one in _WIDER if one > self._search.gap):
            most = min([int(least * (1 + share)), *limits])
            answer = self._among(most, least, hint, self._left() * _PART)
            if answer.status is Status.FOUND and answer.value is not None and not self._is_enough(answer):
                better = self._among(answer.value, least, answer.plan, self._left())
                answer = better if better.plan is not None else answer
            if answer.plan is not None or most in limits or self._cancelled():
                return answer
            if answer.status is Status.IMPOSSIBLE:
                least = most + 1
        wanted = with_rules(self._task, replace(self._task.rules[0], due=self._due))
        search = replace(self._search, seconds=self._left())
        return self._solved(wanted, search, hint, least, None)

    def _first(self) -> Plan | None:
        """What the curve was made of, which may not hold."""
        chosen = plan_by(self._task, self._curve, self._due)
        return as_plan(self._task, chosen) if chosen is not None and len(chosen) == len(self._task.operations) else None

    def _is_enough(self, answer: Answer) -> bool:
        return answer.gap is not None and answer.gap <= self._search.gap

    def _left(self) -> float:
        return max(self._search.seconds - (time.monotonic() - self._began), min(_LEAST_SECONDS, self._search.seconds))

    def _among(self, most: int, least: int, hint: Plan | None, seconds: float) -> Answer:
        """The cheapest plan that costs at most `most`; `Status.IMPOSSIBLE` where there is none."""
        if self._cancelled():
            return Answer(Status.UNKNOWN, bound=least)
        left = narrowed(self._task, self._curve, self._due, most + self._hired)
        if left is None:
            return Answer(Status.IMPOSSIBLE)
        wanted = with_rules(left.task, replace(self._task.rules[0], due=self._due, budget=most))
        inside = left.inside(hint) if hint is not None else None
        search = replace(self._search, seconds=seconds)
        answer = self._solved(wanted, search, inside, min(least, most), left.windows)
        return answer if answer.plan is None else replace(answer, plan=left.outside(answer.plan))

    def _solved(self, task: Task, search: Search, hint: Plan | None, least: int, windows: Windows | None) -> Answer:
        return solve(
            task,
            Aim.COST,
            search,
            hint=hint,
            least=least,
            windows=windows,
            meetings=self._meetings,
            progress=self._progress,
            cancelled=self._cancelled,
        )


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
