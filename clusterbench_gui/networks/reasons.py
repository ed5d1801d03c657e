"""Why no plan keeps the limits of an order: the smallest sets of reasons that make one possible once they give way, with amounts, and what the order then costs.

Limits of the order, hours of resources and ways are loosened alone, then in pairs, then in threes; the curve (`networks.tree`, `networks.stretched`) says at once what
cannot help. Each set comes with a plan that holds when exactly its amounts are granted: that is checked, not believed. That nothing is possible without them is said
only where a number of the ladder or a bound above the limit shows it.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TypeVar

from clusterbench_gui.domain.networks import Aim, Mode, Plan, Status, Task
from clusterbench_gui.networks.causes import (
    TO_CUSTOMER,
    Cause,
    Loose,
    Reason,
    Way,
    counted,
    granted,
    limits_of,
    partly_counted,
    without,
)
from clusterbench_gui.networks.checker import check, figures
from clusterbench_gui.networks.ladder import Step, Verdict, ladder, of_firms
from clusterbench_gui.networks.overtime import least_giving
from clusterbench_gui.networks.remedies import Given, ReasonSet, amounts, later_plan, priced, sorted_sets
from clusterbench_gui.networks.solver import Search, solve
from clusterbench_gui.networks.stretched import Stretch, Stretcher
from clusterbench_gui.networks.trying import pushed

__all__ = ["Cause", "Explanation", "Reason", "ReasonSet", "explain", "granted", "reasons_of"]

_LARGEST = 3
"""How many things are loosened together."""

_ALTERNATIVES = 12
"""How many resources or ways that help alone are looked at closely."""

_LEAST_SECONDS = 0.2

_NOT_OF_THE_CURVE = frozenset((Cause.RELIABILITY, Cause.PARTNERS, Cause.SHARES, Cause.SAME_FIRM))
"""Limits that the curve does not look at."""

_PART = 0.1
"""Of the seconds of the search for one question to the solver."""


Atom = TypeVar("Atom", int, Way)


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is known of an order that may not be possible.

    `Status.FOUND`: a plan exists. `Status.IMPOSSIBLE`: none, because of the first of `sets`, or of any other: the smallest first, of the same size what is then
    cheapest. `Status.UNKNOWN`: no plan was found, and nothing shows that there is none; `sets` would help all the same. `verdicts`: the ladder.
    """

    status: Status
    verdicts: tuple[Verdict, ...]
    sets: tuple[ReasonSet, ...] = ()
    plan: Plan | None = None


def explain(task: Task, search: Search, *, cancelled: Callable[[], bool] = lambda: False) -> Explanation:
    """Why a single order has no plan, within the seconds of the search. Raises `ProblemError` ("route-cycle")."""
    verdicts = ladder(task)
    nobody = tuple(place for place, one in enumerate(task.operations) if all(_never(task, mode) for mode in one.modes))
    if nobody:
        return Explanation(Status.IMPOSSIBLE, verdicts, (ReasonSet((Reason(Cause.COMPETENCE, len(nobody), nobody),)),))
    quest = _Quest(task, search, cancelled)
    is_shown = not verdicts[-1].holds
    is_ruled_out = is_shown
    if not is_shown:
        plan, is_ruled_out = quest.any_plan()
        if plan is not None:
            return Explanation(Status.FOUND, verdicts, plan=plan)
    sets = quest.sets()
    if quest.plan is not None:
        return Explanation(Status.FOUND, verdicts, plan=quest.plan)
    is_shown |= is_ruled_out and quest.lacks_anything()
    return Explanation(Status.IMPOSSIBLE if is_shown else Status.UNKNOWN, verdicts, sets)


def _never(task: Task, mode: Mode) -> bool:
    """Whether a mode needs what is never there at all: it stands for an offer that nobody makes."""
    return any(task.capacities[resource] == (0,) for resource, _ in mode.needs)


def reasons_of(task: Task, search: Search, *, cancelled: Callable[[], bool] = lambda: False) -> tuple[Reason, ...]:
    """Everything that alone would make the order of a task possible, what would then be cheapest first; empty where a plan exists or nothing alone helps.

    Raises `ProblemError` ("route-cycle").
    """
    sets = explain(task, search, cancelled=cancelled).sets
    return tuple(one.reasons[0] for one in sets if len(one.reasons) == 1)


class _Quest:
    """The search for the smallest sets."""

    def __init__(self, task: Task, search: Search, cancelled: Callable[[], bool]) -> None:
        self._task, self._search, self._cancelled = task, search, cancelled
        self._end = time.monotonic() + search.seconds
        self._stretcher = Stretcher(task)
        self._limits = limits_of(task)
        self._blocked = _blocked(task)
        self.is_proved = False
        self.plan: Plan | None = None
        """A plan that keeps everything, met on the way."""

    def any_plan(self) -> tuple[Plan | None, bool]:
        """A plan that keeps everything, and whether the solver says that there is none."""
        stretch = self._stretcher.plan(Loose())
        if stretch is not None:
            for plan in (stretch.plan, pushed(self._task, stretch.plan, earlier=True)):
                if not check(self._task, plan):
                    return plan, False
        answer = solve(self._task, Aim.COST, self._seconds(), cancelled=self._cancelled)
        return answer.plan, answer.status is Status.IMPOSSIBLE

    def lacks_anything(self) -> bool:
        """Whether a bound shows that something has to give; where none did so far, that of the hours that are missing."""
        if not self.is_proved and not self._is_over():
            loose = Loose(resources=self._resources())
            least = least_giving(self._task, loose, None, self._seconds(), self._cancelled)
            self.is_proved = least is not None and least.is_proved
        return self.is_proved

    def sets(self) -> tuple[ReasonSet, ...]:
        """The sets: all of the smallest size, and larger ones that were met on the way (of ways only where nothing smaller was)."""
        groups = [*self._limits, Cause.HOURS, *([Cause.TRANSPORT] if self._ways() else [])]
        found: list[ReasonSet] = []
        helpful: list[frozenset[Cause]] = []
        for size in range(1, _LARGEST + 1):
            for some in map(frozenset, combinations(groups, size)):
                if self._is_over():
                    break
                is_enough = any(len(one.reasons) <= size for one in found) and Cause.TRANSPORT in some
                made = self._sets(some, alone=is_enough or any(one <= some for one in helpful))
                helpful += [some] if made else []
                found += made
            if any(len(one.reasons) <= size for one in found):
                break
        return sorted_sets(found or self._of_many(groups))

    def _of_many(self, groups: Sequence[Cause]) -> list[ReasonSet]:
        """A set of more than the largest that is looked through: everything gives way but what the curve can spare."""
        kept = frozenset(groups)
        for one in groups:
            fewer = kept - {one}
            kept = fewer if self._could(fewer) is not None else kept
        return self._sets(kept, alone=False) or self._sets(frozenset(groups), alone=False)

    def _could(self, some: frozenset[Cause]) -> Loose | None:
        """Everything of some kinds loosened, where that may help; None where the curve or the ladder rule it out."""
        every = Loose(
            some & frozenset(self._limits),
            self._resources() if Cause.HOURS in some else frozenset(),
            self._ways() if Cause.TRANSPORT in some else frozenset(),
        )
        return every if self._blocked <= every.limits and self._stretcher.is_possible(every) else None

    def _sets(self, some: frozenset[Cause], *, alone: bool) -> list[ReasonSet]:
        """The sets in which exactly these give way; with `alone` no more than one resource and one way."""
        every = self._could(some)
        if every is None:
            return []
        limits = every.limits
        if every == Loose(limits) or not self._stretcher.is_possible(Loose(limits)):
            narrow = self._narrowed(every, alone=alone)
        else:  # the curve needs neither hours nor ways: only the solver can tell what they are good for
            narrow = iter([every] if not every.ways and not alone else [])
        made = [self._set(loose) for loose in narrow if not self._is_over()]
        if not any(made) and every.resources and not alone:
            made = [self._set(every)]  # what is enough for the curve is not where operations meet on a resource
        return [one for one in made if one is not None]

    def _narrowed(self, every: Loose, *, alone: bool) -> Iterator[Loose]:
        """With as few resources and ways as the curve leaves possible: each that is enough alone; else, unless `alone`, several of which none can be spared."""

        def with_resources(some: frozenset[int]) -> Loose:
            return replace(every, resources=some)

        for resources in self._enough(every.resources, with_resources, alone=alone):
            held = replace(every, resources=resources)

            def with_ways(some: frozenset[Way], held: Loose = held) -> Loose:
                return replace(held, ways=some)

            for ways in self._enough(every.ways, with_ways, alone=alone):
                yield replace(held, ways=ways)

    def _enough(
        self, atoms: frozenset[Atom], loosened: Callable[[frozenset[Atom]], Loose], *, alone: bool
    ) -> Sequence[frozenset[Atom]]:
        if not atoms:
            return (atoms,)

        def is_enough(some: frozenset[Atom]) -> bool:
            return not self._is_over() and self._stretcher.is_possible(loosened(some))

        singles = _alone(sorted(atoms), is_enough)[:_ALTERNATIVES]
        if singles or alone:
            return singles
        asked = self._used(loosened(atoms))
        used = [one for one in sorted(atoms) if one in asked]
        return (_minimal(used if used and is_enough(frozenset(used)) else sorted(atoms), is_enough),)

    def _used(self, loose: Loose) -> set[int | Way]:
        """The resources and ways of which the curve's plan asks anything."""
        stretch = self._stretcher.plan(loose)
        if stretch is None:
            return set()
        reasons, _ = partly_counted(self._task, stretch.plan, loose)
        to_customer = {TO_CUSTOMER} if loose.ways else set()
        return (
            {one.about for one in reasons} | {resource for one in reasons for resource in one.resources} | to_customer
        )

    def _set(self, loose: Loose) -> ReasonSet | None:
        """The set that a loosening comes to, with the plan that then costs least of those known."""
        loose = self._shortest(loose)
        stretch = self._stretcher.plan(loose)
        if stretch is None:
            return None
        found = self._counted(stretch, loose) or self._wider(stretch, loose)
        if found is None or not self._is_least(found, stretch, loose):
            others = (found, self._searched(loose, stretch))
            found = min((one for one in others if one is not None), key=amounts, default=None)
        if found is None:
            return None
        if not found.reasons:
            self.plan = found.plan
            return None
        return priced(self._task, found)

    def _shortest(self, loose: Loose) -> Loose:
        """The loosening with ways no shorter than the curve asks for."""
        if not loose.ways:
            return loose
        task = self._task
        least, most = 0, max([lag for row in task.transport.lags for lag in row] + list(task.deliveries[0].lags))
        while least < most and not self._is_over():
            half = (least + most) // 2
            if self._stretcher.is_possible(replace(loose, shorter=half)):
                most = half
            else:
                least = half + 1
        return replace(loose, shorter=most)

    def _is_least(self, found: Given, stretch: Stretch, loose: Loose) -> bool:
        """Whether nothing could give less: what the curve says is kept, and it looks at all that gives way."""
        if loose.limits & _NOT_OF_THE_CURVE:
            return False
        if loose.resources and self._stretcher.is_possible(replace(loose, resources=frozenset())):
            return False
        return Cause.DUE not in loose.limits or figures(self._task, found.plan).finish <= stretch.due

    def _counted(self, stretch: Stretch, loose: Loose) -> Given | None:
        """What has to give for a plan of the curve, as it stands or with the same work done as early as it can be."""
        reasons = counted(self._task, stretch.plan, loose)
        if reasons is not None:
            return Given(reasons, stretch.plan)
        first, _ = partly_counted(self._task, stretch.plan, loose)
        earlier = pushed(granted(self._task, first), stretch.plan, earlier=True)
        reasons = counted(self._task, earlier, loose)
        return None if reasons is None else Given(reasons, earlier)

    def _wider(self, stretch: Stretch, loose: Loose) -> Given | None:
        """The same with whatever other resources the plan asks too much of."""
        if not loose.resources:
            return None
        reasons = counted(self._task, stretch.plan, replace(loose, resources=self._resources()))
        return None if reasons is None else Given(reasons, stretch.plan)

    def _searched(self, loose: Loose, stretch: Stretch) -> Given | None:
        """What has to give as the solver finds it."""
        if self._is_over():
            return None
        first = later_plan(self._task, loose, stretch.due) if loose == Loose(frozenset((Cause.DUE,))) else None
        least = least_giving(self._task, loose, stretch.plan, self._seconds(), self._cancelled, first=first)
        plan = first if least is None else least.plan
        self.is_proved |= least is not None and least.is_proved
        reasons = None if plan is None else counted(self._task, plan, loose)
        return None if plan is None or reasons is None else Given(reasons, plan)

    def _resources(self) -> frozenset[int]:
        modes = (mode for one in self._task.operations for mode in one.modes)
        return frozenset(resource for mode in modes for resource, _ in mode.needs)

    def _ways(self) -> frozenset[Way]:
        """The ways that take any time."""
        task = self._task
        firms = [{mode.firm for mode in one.modes} for one in task.operations]
        links = {
            (link.before, link.after)
            for link in task.links
            if any(task.transport.lag(one, other) for one in firms[link.before] for other in firms[link.after])
        }
        is_far = any(task.deliveries[0].lag(firm) for place in task.last(0) for firm in firms[place])
        return frozenset(links | {TO_CUSTOMER} if is_far else links)

    def _seconds(self) -> Search:
        seconds = min(self._search.seconds * _PART, max(self._end - time.monotonic(), _LEAST_SECONDS))
        return replace(self._search, seconds=seconds)

    def _is_over(self) -> bool:
        return self._cancelled() or time.monotonic() > self._end


def _alone(atoms: Sequence[Atom], is_enough: Callable[[frozenset[Atom]], bool]) -> list[frozenset[Atom]]:
    """Those of which one is enough: none is in a half that is not enough together."""
    some = frozenset(atoms)
    if not atoms or not is_enough(some):
        return []
    if len(atoms) == 1:
        return [some]
    half = len(atoms) // 2
    return _alone(atoms[:half], is_enough) + _alone(atoms[half:], is_enough)


def _minimal(atoms: Sequence[Atom], is_enough: Callable[[frozenset[Atom]], bool]) -> frozenset[Atom]:
    """Some that are enough together and of which none can be spared, by leaving out as many at once as can be."""
    kept, size = list(atoms), max(len(atoms) // 2, 1)
    while size:
        place = 0
        while place < len(kept):
            fewer = kept[:place] + kept[place + size :]
            if fewer and is_enough(frozenset(fewer)):
                kept = fewer
            else:
                place += size
        size //= 2
    return frozenset(kept)


def _blocked(task: Task) -> frozenset[Cause]:
    """Limits that have to give way whatever else does."""
    verdicts = of_firms(without(task, (Cause.SHARES, Cause.SAME_FIRM)), 0)
    causes = {Step.RELIABILITY: Cause.RELIABILITY, Step.PARTNERS: Cause.PARTNERS}
    return frozenset(causes[one.step] for one in verdicts if not one.holds)
