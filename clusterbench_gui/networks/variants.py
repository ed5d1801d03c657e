"""Variants of a plan that differ in who takes part, so that there is a choice where a partner says no."""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import reduce

from clusterbench_gui.domain.networks import Answer, Plan, Status, Task
from clusterbench_gui.networks.changes import replan, without_firm
from clusterbench_gui.networks.checker import figures
from clusterbench_gui.networks.fronts import cheapest_by, with_rules
from clusterbench_gui.networks.parts import until
from clusterbench_gui.networks.solver import Search
from clusterbench_gui.networks.tree import NEVER, Curve, curve_of

_PART, _NEAR = 0.7, 0.02
"""Of the seconds of a variant those for a first one without firms that are easy to replace, and how near to its bound that one has to be."""

_TRIES = 4
"""Choices of firms to leave out."""

_LEAST_SECONDS = 0.05


def differing(
    task: Task,
    plan: Plan,
    count: int,
    search: Search,
    *,
    most_more: float = 0.1,
    replaced: int = 2,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Answer, ...]:
    """Up to so many plans of a single order beside a first one, the first found first: at least `replaced` partners of each earlier plan take no part in them.

    None costs more than `most_more`, as a share, above the first, and all keep the rules of the task; they are looked for in the seconds of the search altogether, each in
    its share of what is left. `Status.OPTIMAL`: no cheaper one differs so much from the earlier ones. Fewer where there are no more, or none are found. Raises
    `ProblemError` as `curve_of` does.
    """
    first = figures(task, plan)
    budget = int(first.cost * (1 + most_more))
    rules = task.rules[0]
    limited = with_rules(task, replace(rules, budget=budget if rules.budget is None else min(budget, rules.budget)))
    work = _Choice(limited, replaced, frozenset(first.firms), cancelled)
    end = time.monotonic() + search.seconds
    found: list[Answer] = []
    while len(found) < count and not cancelled() and time.monotonic() < end:
        seconds = (end - time.monotonic()) / (count - len(found))
        answer = work.another(found[-1].plan or plan if found else plan, replace(search, seconds=seconds))
        if answer.plan is None:
            break
        found.append(answer)
    return tuple(found)


class _Choice:
    """The search for one variant after the other: firms are left out whose work others do at the least extra cost; where that leads nowhere, any may be."""

    def __init__(self, task: Task, replaced: int, firms: frozenset[int], cancelled: Callable[[], bool]) -> None:
        self._task, self._replaced, self._cancelled = task, replaced, cancelled
        self._earlier = [firms]
        self._curve: Curve = curve_of(task, 0)
        self._extra: dict[int, int] = {}

    def another(self, last: Plan, search: Search) -> Answer:
        """The next variant, made from the last one."""
        end = time.monotonic() + search.seconds
        plan, due = self._first(last, end, search), until(self._task, 0)
        if plan is None:
            left = replace(search, seconds=max(end - time.monotonic(), _LEAST_SECONDS))
            meetings = [(firms, max(len(firms) - self._replaced, 0)) for firms in self._earlier]
            answer = cheapest_by(self._task, self._curve, due, left, meetings=meetings, cancelled=self._cancelled)
        else:
            cost = figures(self._task, plan).cost
            bound = min(self._curve.cost(due) or 0, cost)
            answer = Answer(Status.OPTIMAL if cost <= bound else Status.FOUND, plan, cost, bound)
        if answer.plan is not None:
            self._earlier.append(frozenset(figures(self._task, answer.plan).firms))
        return answer

    def _first(self, last: Plan, end: float, search: Search) -> Plan | None:
        """A plan without firms that are easy to replace; None where none is found."""
        kept: set[int] = set()
        for _ in range(_TRIES):
            seconds = (end - time.monotonic()) * _PART
            gone = self._gone(kept)
            if gone is None or seconds <= 0 or self._cancelled():
                return None
            task = reduce(without_firm, sorted(gone), self._task)
            answer = replan(task, last, replace(search, seconds=seconds, gap=_NEAR), cancelled=self._cancelled)
            if answer.plan is not None:
                return answer.plan
            kept.add(max(gone, key=lambda one: (self._cost_without(one), one)))
        return None

    def _gone(self, kept: set[int]) -> set[int] | None:
        """Firms to leave out so that enough of every earlier variant are: the cheapest to replace, those that are in many of them first."""
        gone: set[int] = set()
        while True:
            short = [firms for firms in self._earlier if len(firms & gone) < min(self._replaced, len(firms))]
            if not short:
                return gone
            firms = set().union(*short) - gone - kept
            prices = {one: self._cost_without(one) / sum(one in some for some in short) for one in firms}
            best = min(prices, key=lambda one: (prices[one], one), default=None)
            if best is None or prices[best] >= NEVER:
                return None
            gone.add(best)

    def _cost_without(self, firm: int) -> float:
        """What the order costs more at least without a firm, and a little more than nothing."""
        if firm not in self._extra:
            due = until(self._task, 0)
            cost, whole = curve_of(without_firm(self._task, firm), 0).cost(due), self._curve.cost(due)
            self._extra[firm] = int(NEVER) if cost is None or whole is None else cost - whole + 1
        return self._extra[firm] if self._extra[firm] < NEVER else float("inf")
