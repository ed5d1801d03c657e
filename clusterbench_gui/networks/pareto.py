"""The set of plans of which none is earlier, cheaper and less risky at once: the front of cost and finish, made less risky, and plans that pay for reliability."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from clusterbench_gui.domain.networks import Aim, Answer, Plan, Status, Task
from clusterbench_gui.networks.fronts import Point, cheapest_by, front_of, plan_of, point_of, with_rules
from clusterbench_gui.networks.narrowing import Narrowed, narrowed
from clusterbench_gui.networks.solver import Search, solve
from clusterbench_gui.networks.tree import Curve, curve_of

_FRONT, _SURER = 0.4, 0.6
"""Of the seconds those until which the front of cost and finish, and the surest plan of the same cost on each of its days are looked for."""

_LIMITS = (0.6, 0.3, 0.1)
"""Limits of risk between the least there is and that of the cheapest plan, as shares of the way."""

_LEAST_SECONDS = 0.5

_MORE = 4
"""Into how many parts the seconds are divided that are left for a step among several."""

_DAYS = 3
"""Days of the front on which reliability is paid for: the last, the first, the middle."""


def pareto_of(
    task: Task,
    search: Search,
    *,
    found: Callable[[Point], None] = lambda _point: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Point, ...]:
    """The plans of a single order of which none is earlier, cheaper and less risky at once, the earliest first.

    All of it takes the seconds of the search. `found` is told each point at once; one that is told later may be better. `answer.status` of a point speaks of its cost within
    its day and its risk. What is found until it is cancelled is returned. Raises `ProblemError` as `curve_of` does.
    """
    work = _Pareto(task, search, cancelled)
    for point in work.points():
        found(point)
    return undominated(work.kept)


def undominated(points: list[Point]) -> tuple[Point, ...]:
    """Those of which no other is at least as good in everything, the earliest first; of equal ones the first."""
    kept: list[Point] = []
    for point in sorted(points, key=_measures):
        if not any(all(a <= b for a, b in zip(_measures(one), _measures(point), strict=True)) for one in kept):
            kept.append(point)
    return tuple(kept)


def _measures(point: Point) -> tuple[int, int, int]:
    return point.finish, point.cost, point.risk


class _Pareto:
    """The search for all of it, with what it found."""

    def __init__(self, task: Task, search: Search, cancelled: Callable[[], bool]) -> None:
        self._task, self._search, self._cancelled = task, search, cancelled
        self._curve: Curve = curve_of(task, 0)
        self._end = time.monotonic() + search.seconds
        self.kept: list[Point] = []

    def points(self) -> Iterator[Point]:
        """Every point as it is found."""
        front = self._front()
        yield from front
        if not any(self._task.risks):
            return
        surer = [self._surer(point, len(front) - number) for number, point in enumerate(front)]
        yield from (self._kept(point) for point, before in zip(surer, front, strict=True) if point is not before)
        for point in _chosen(surer):
            yield from self._paid(point)

    def _front(self) -> tuple[Point, ...]:
        each = replace(self._search, seconds=self._search.seconds * _FRONT / _MORE)
        points = front_of(self._task, each, cancelled=lambda: self._is_over(_FRONT))
        self.kept += points
        return points

    def _kept(self, point: Point) -> Point:
        self.kept.append(point)
        return point

    def _surer(self, point: Point, more: int) -> Point:
        """The least risky plan of the same day and cost, where one is less risky than a point's."""
        if self._is_over():
            return point
        seconds = max(self._left(_SURER) / more, _LEAST_SECONDS)
        answer = self._safest(point.finish, point.cost, plan_of(point), seconds)
        if answer.plan is None:
            return point
        surer = point_of(self._task, replace(point.answer, plan=answer.plan))
        surer = replace(surer, answer=replace(surer.answer, value=surer.cost))
        return surer if surer.risk < point.risk and surer.cost <= point.cost else point

    def _paid(self, cheap: Point) -> Iterator[Point]:
        """On the day of a point the least risky plan there is, and the cheapest within limits between."""
        best = self._least_risk(cheap)
        if best is None or best.risk >= cheap.risk:
            return
        yield self._kept(best)
        hint = plan_of(best)
        for share in _LIMITS:
            limit = best.risk + int((cheap.risk - best.risk) * share)
            if self._is_over():
                return
            answer = self._within(cheap.finish, limit, hint, self._left() / 2)
            if answer.plan is not None:
                point = self._surer(point_of(self._task, answer), _MORE)
                yield self._kept(self._sooner(point))

    def _least_risk(self, cheap: Point) -> Point | None:
        """The least risky plan by the day of a point, and of these the cheapest that is found."""
        if self._is_over():
            return None
        safe = self._safest(cheap.finish, None, plan_of(cheap), self._left() / _MORE)
        if safe.plan is None or safe.value is None:
            return None
        answer = self._within(cheap.finish, safe.value, safe.plan, self._left() / _MORE)
        if answer.plan is None:
            counted = point_of(self._task, safe)
            answer = replace(safe, status=Status.FOUND, value=counted.cost, bound=self._curve.cost(cheap.finish))
        return self._sooner(point_of(self._task, answer))

    def _sooner(self, point: Point) -> Point:
        """The earliest plan of the same cost and risk."""
        rules = replace(self._task.rules[0], due=point.finish, budget=point.cost, risk=point.risk)
        left = narrowed(self._task, self._curve, point.finish, point.cost)
        if left is None or self._is_over():
            return point
        answer = solve(
            with_rules(left.task, rules),
            Aim.FINISH,
            replace(self._search, seconds=self._left() / _MORE),
            hint=left.inside(plan_of(point)),
            windows=left.windows,
            cancelled=self._cancelled,
        )
        if answer.plan is None:
            return point
        sooner = point_of(self._task, replace(point.answer, plan=left.outside(answer.plan)))
        return replace(sooner, answer=replace(sooner.answer, value=sooner.cost))

    def _safest(self, due: int, cost: int | None, hint: Plan, seconds: float) -> Answer:
        """The least risky plan by a day, that costs no more."""
        rules = replace(self._task.rules[0], due=due)
        rules = rules if cost is None else replace(rules, budget=cost)
        most = rules.budget
        left = Narrowed.whole(self._task) if most is None else narrowed(self._task, self._curve, due, most)
        if left is None:
            return Answer(Status.IMPOSSIBLE)
        answer = solve(
            with_rules(left.task, rules),
            Aim.RISK,
            replace(self._search, seconds=seconds, gap=0.0),
            hint=left.inside(hint),
            windows=left.windows,
            cancelled=self._cancelled,
        )
        return answer if answer.plan is None else replace(answer, plan=left.outside(answer.plan))

    def _within(self, due: int, risk: int, hint: Plan, seconds: float) -> Answer:
        """The cheapest plan by a day whose partners are no greater risk."""
        wanted = with_rules(self._task, replace(self._task.rules[0], risk=risk))
        search = replace(self._search, seconds=seconds)
        return cheapest_by(wanted, self._curve, due, search, hint=hint, cancelled=self._cancelled)

    def _left(self, share: float = 1.0) -> float:
        return max(self._end - self._search.seconds * (1 - share) - time.monotonic(), 0.0)

    def _is_over(self, share: float = 1.0) -> bool:
        return self._cancelled() or self._left(share) < min(_LEAST_SECONDS, self._search.seconds / 20)


def _chosen(points: list[Point]) -> list[Point]:
    """The last, the first and the middle one, as far as there are so many."""
    if not points:
        return []
    last = len(points) - 1
    return [points[place] for place in dict.fromkeys((last, 0, last // 2))][:_DAYS]
