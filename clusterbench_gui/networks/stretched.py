"""The curve of an order (`networks.tree`) when resources may have more hours than are free and ways may be shorter: the fewest hours that are missing, and a plan that misses them.

Each hour that a mode does not find where it stands has a price on top of its cost. With a price above everything the fewest hours come out, and of these plans
the cheapest; with none the cheapest plan whatever hours it lacks.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from clusterbench_gui.domain.networks import Link, Mode, Plan, Task
from clusterbench_gui.networks.causes import Cause, Loose, delivered_sooner, sooner
from clusterbench_gui.networks.dispatch import Amounts, free_amounts
from clusterbench_gui.networks.paths import sorted_by_links
from clusterbench_gui.networks.tree import NEVER, Costs, Forward, as_plan, plus, traced

DEAREST = 2**36
"""The price of an hour above everything that an order costs."""

_PRICES = (DEAREST, 1000, 100, 10, 0)
"""Prices of an hour that are tried where the budget is not kept with the fewest hours."""

_Hours = tuple[Costs, npt.NDArray[np.bool_]]
"""By the slot of its start the hours that a mode lacks, and whether that may be."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A plan of the curve: the hours that each of its operations lacks where it stands, had it the resource for itself, and the slot of delivery."""

    plan: Plan
    due: int


class Stretcher:
    """Curves of a single order under one loosening after the other; what they have in common is worked out once."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._free = free_amounts(task)
        self._sequence = sorted_by_links(task)
        self._gaps: dict[tuple[int, int, int], Costs] = {}
        self._known: dict[Loose, Stretch | None] = {}

    def is_possible(self, loose: Loose) -> bool:
        """Whether the curve leaves a plan possible; each operation has its resources for itself, risks, partners, shares and stocks are not looked at."""
        return self.plan(loose) is not None

    def plan(self, loose: Loose) -> Stretch | None:
        """The plan that lacks the fewest hours, of these the earliest where the due date may give way, else the cheapest; None where there is none.

        It is within the budget, unless that may give way, and may break what the curve does not look at.
        """
        if loose not in self._known:
            found = (self._at(loose, price) for price in self._prices(loose))
            self._known[loose] = next((one for one in found if one is not None), None)
        return self._known[loose]

    def _prices(self, loose: Loose) -> tuple[int, ...]:
        if not loose.resources:
            return (0,)
        is_tight = self._task.rules[0].budget is not None and Cause.BUDGET not in loose.limits
        return _PRICES if is_tight else _PRICES[:1]

    def _at(self, loose: Loose, price: int) -> Stretch | None:
        task = delivered_sooner(self._task, loose)
        work = _Stretched(task, self._free, loose, price, self._gaps)
        for place in self._sequence:
            work.add(place)
        total = np.zeros(task.horizon + 1, dtype=np.int64)
        for place in task.last(0):
            total = plus(total, work.delivered(place))
        due = self._due(total, loose, price)
        return None if due is None else Stretch(as_plan(task, traced(task, work, 0, due)), due)

    def _due(self, total: Costs, loose: Loose, price: int) -> int | None:
        """The slot of delivery to plan for: the due date, or the first with the fewest hours that keeps the budget."""
        rules = self._task.rules[0]
        last = self._task.horizon if rules.due is None else min(rules.due, self._task.horizon)
        ok = total < NEVER
        if rules.budget is not None and Cause.BUDGET not in loose.limits:
            ok &= (total % price if price == DEAREST else total) <= rules.budget
        if Cause.DUE not in loose.limits:
            return last if last >= 0 and ok[last] else None
        if not ok.any():
            return None
        hours = total // price if price == DEAREST else np.zeros_like(total)
        return int(np.flatnonzero(ok & (hours == hours[ok].min()))[0])


class _Stretched(Forward):
    """The costs by firm of operations that may lack hours of some resources and be sent at once over some links."""

    def __init__(
        self, task: Task, free: Amounts, loose: Loose, price: int, gaps: dict[tuple[int, int, int], Costs]
    ) -> None:
        super().__init__(task, free)
        self._loose, self._price, self._gaps = loose, price, gaps

    def done(self, place: int, mode: Mode, arrived: Costs) -> Costs:
        """The cost of having an operation done in a mode, by the slot of its start, with the price of what it lacks."""
        lacked, may = self._lacked(mode)
        before = arrived[: len(lacked)]
        one = self._task.operations[place]
        may = may & (before < NEVER)
        may[: one.release] = False
        if one.latest is not None:
            may[one.latest + 1 :] = False
        return np.where(may, before + mode.cost + self._price * lacked, NEVER)

    def _lacked(self, mode: Mode) -> _Hours:
        starts = max(self._task.horizon + 1 - mode.duration, 0)
        hours, may = np.zeros(starts, dtype=np.int64), np.ones(starts, dtype=bool)
        for resource, amount in mode.needs:
            gap = self._gap(resource, amount, mode.duration)
            hours = hours + gap
            if resource not in self._loose.resources:
                may &= gap == 0
        return hours, may

    def _gap(self, resource: int, amount: int, duration: int) -> Costs:
        """Hours of a resource that are missing, by the slot of a start."""
        key = (resource, amount, duration)
        if key not in self._gaps:
            gone = np.concatenate([[0], np.cumsum(np.maximum(amount - self._free[resource], 0))])
            self._gaps[key] = gone[duration:] - gone[: max(len(gone) - duration, 0)]
        return self._gaps[key]

    def way(self, link: Link, sender: int, firm: int) -> int:
        """Slots from the end of an operation to the start of the next; without the way itself where that may be shorter."""
        if (link.before, link.after) in self._loose.ways:
            return max(link.lag + sooner(self._task.transport.lag(sender, firm), self._loose), 0)
        return super().way(link, sender, firm)
