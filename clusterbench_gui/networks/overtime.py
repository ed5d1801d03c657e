"""The solver's part of an explanation: a plan that needs little of what may give way, where the plan of the curve meets itself on a resource or breaks what the curve does not look at."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from clusterbench_gui.domain.networks import Aim, Answer, Mode, Plan, Rules, Task, Transport
from clusterbench_gui.networks.causes import TO_CUSTOMER, Cause, Loose, delivered_sooner, sooner, without
from clusterbench_gui.networks.solver import Search, solve

_MORE_PARTNERS = (1, 2, 3, 5, 8)
"""How many partners more than allowed are tried."""

_MORE_SHARE = (5, 10, 20, 40, 100)
"""How many per cent more than allowed are tried."""

_NEAR = 0.05
"""How near to the cheapest is near enough where only a plan is wanted."""

_WHOLE = 100
"""Per cent."""

_AIMS = ((Cause.RELIABILITY, Aim.RISK), (Cause.DUE, Aim.FINISH), (Cause.BUDGET, Aim.COST))


@dataclass(frozen=True, slots=True)
class Least:
    """A plan, and whether a bound proves that there is none without giving way."""

    plan: Plan
    is_proved: bool


def least_giving(
    task: Task,
    loose: Loose,
    hint: Plan | None,
    search: Search,
    cancelled: Callable[[], bool],
    *,
    first: Plan | None = None,
) -> Least | None:
    """A plan of a single order in which what may give way gives as little as was found: hours first, then partners, risk, days and money.

    `hint` says between which firms the ways lie that may be shorter; `first` is a plan that is known. None where no plan was found.
    """
    giving = _Giving(task, loose, search, cancelled, first)
    plan = giving.plan(_shortened(without(task, loose.limits), loose, hint))
    return None if plan is None else Least(plan, giving.is_proved)


class _Giving:
    def __init__(
        self, task: Task, loose: Loose, search: Search, cancelled: Callable[[], bool], first: Plan | None
    ) -> None:
        self._limits, self._shares, self._loose = task.rules[0], task.shares, loose
        self._search, self._cancelled, self._first = search, cancelled, first
        self.is_proved = False

    def plan(self, task: Task) -> Plan | None:
        """The plan, looked for in a task whose limits that may give way are gone."""
        numbers = tuple(tuple(range(len(one.modes))) for one in task.operations)
        if self._loose.resources:
            task, numbers = _with_overtime(task, self._loose.resources)
            task = self._with_few_hours(task)
        found: Plan | None = None
        for wider in self._wider(task):
            answer = solve(wider, Aim.COST, replace(self._search, gap=_NEAR), cancelled=self._cancelled)
            if answer.plan is not None:
                found, task = answer.plan, wider
                break
        for cause, aim in _AIMS:
            if cause in self._loose.limits:
                answer = self._solved(task, aim)
                found, task = answer.plan, replace(task, rules=(self._fixed(task.rules[0], cause, answer),))
                if found is None:
                    return None
        found = self._solved(task, Aim.COST).plan if found is None else found
        if found is None:
            return None
        return replace(found, modes=tuple(some[mode] for some, mode in zip(numbers, found.modes, strict=True)))

    def _solved(self, task: Task, aim: Aim) -> Answer:
        return solve(task, aim, self._search, hint=self._first, cancelled=self._cancelled)

    def _with_few_hours(self, task: Task) -> Task:
        """The task with no more hours from outside than are needed when nothing costs anything else, where that leaves a plan."""
        answer = self._solved(_for_hours(task), Aim.COST)
        if answer.value is None:
            return task
        self.is_proved |= (answer.bound or 0) > 0
        few = replace(task, stocks=(*task.stocks[:-1], answer.value))
        keeps_all = self._limits.budget is None and not task.shares
        return few if keeps_all or self._solved(few, Aim.COST).plan is not None else task

    def _wider(self, task: Task) -> Iterator[Task]:
        """The task with more partners and greater shares, little more at first."""
        limits = Cause.PARTNERS in self._loose.limits, Cause.SHARES in self._loose.limits
        if not any(limits):
            return
        for partners, share in zip(_MORE_PARTNERS, _MORE_SHARE, strict=True):
            rules = (
                replace(task.rules[0], partners=(self._limits.partners or 0) + partners) if limits[0] else task.rules[0]
            )
            shares = tuple(min(one + share, _WHOLE) for one in self._shares) if limits[1] else task.shares
            yield replace(task, rules=(rules,), shares=shares)

    def _fixed(self, rules: Rules, cause: Cause, answer: Answer) -> Rules:
        """The rules with what a limit had to give at least."""
        limit = {
            Cause.RELIABILITY: self._limits.risk,
            Cause.DUE: self._limits.due,
            Cause.BUDGET: self._limits.budget,
        }[cause]
        if answer.value is None or answer.bound is None or limit is None:
            return rules
        self.is_proved |= answer.bound > limit
        given = max(answer.value, limit)
        if cause is Cause.RELIABILITY:
            return replace(rules, risk=given)
        return replace(rules, due=given) if cause is Cause.DUE else replace(rules, budget=given)


def _with_overtime(task: Task, resources: frozenset[int]) -> tuple[Task, tuple[tuple[int, ...], ...]]:
    """The task with every mode once more in hours that come from outside and are counted in a stock of its own; by operation the numbers of the modes."""
    stock = len(task.stocks)
    operations, numbers = [], []
    for one in task.operations:
        extra = [(number, _outside(mode, resources, stock)) for number, mode in enumerate(one.modes)]
        added = [(number, mode) for number, mode in extra if mode.uses != one.modes[number].uses]
        operations.append(replace(one, modes=(*one.modes, *(mode for _, mode in added))))
        numbers.append((*range(len(one.modes)), *(number for number, _ in added)))
    most = sum(max(_hours(mode, stock) for mode in one.modes) for one in operations)
    return replace(task, operations=tuple(operations), stocks=(*task.stocks, most)), tuple(numbers)


def _outside(mode: Mode, resources: frozenset[int], stock: int) -> Mode:
    hours = mode.duration * sum(amount for resource, amount in mode.needs if resource in resources)
    needs = tuple(need for need in mode.needs if need[0] not in resources)
    return replace(mode, needs=needs, uses=(*mode.uses, (stock, hours))) if hours else mode


def _hours(mode: Mode, stock: int) -> int:
    return sum(amount for one, amount in mode.uses if one == stock)


def _for_hours(task: Task) -> Task:
    """The task in which nothing costs anything but the hours from outside."""
    stock = len(task.stocks) - 1
    operations = tuple(
        replace(one, modes=tuple(replace(mode, cost=_hours(mode, stock)) for mode in one.modes))
        for one in task.operations
    )
    return replace(
        task,
        operations=operations,
        transport=Transport(task.transport.lags),
        deliveries=(replace(task.deliveries[0], costs=()),),
        rules=(replace(task.rules[0], budget=None),),
        shares=(),
    )


def _shortened(task: Task, loose: Loose, hint: Plan | None) -> Task:
    """The task with nothing on those ways that may be shorter, between the firms of the hint."""
    if hint is None or not loose.ways:
        return task
    firms = [one.modes[mode].firm for one, mode in zip(task.operations, hint.modes, strict=True)]
    lags = [list(row) for row in task.transport.lags]
    for before, after in (way for way in loose.ways if way != TO_CUSTOMER):
        lags[firms[before]][firms[after]] = sooner(task.transport.lag(firms[before], firms[after]), loose)
    shorter = delivered_sooner(task, loose)
    return replace(shorter, transport=replace(task.transport, lags=tuple(map(tuple, lags))))
