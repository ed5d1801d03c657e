"""What an order costs at least by every day, and a plan that does: exact where routes come together like a tree and operations do not share resources.

Cheapest way to have operation i done at firm g by slot t, G(i, g, t): the least over the modes of i at g and their starts s, with the resource free all the
while, of the mode's cost and, for every operation u before i, the least over firms f of G(u, f, s - lag(f, g)) and the way from f to g.

An operation with several successors is paid for at the first of them only, each operation has its resource for itself, and shares and work that one firm has to do are
not looked at: what comes out is then a bound.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from clusterbench_gui.domain.networks import Link, Mode, Plan, Rules, Task
from clusterbench_gui.networks.dispatch import Amounts, free_amounts
from clusterbench_gui.networks.paths import sorted_by_links

NEVER = np.int64(2**60)
"""The cost of what cannot be."""

Costs = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Curve:
    """Least cost of an order by the slot of delivery: `costs[t]` for at most t, `NEVER` where it cannot be by then.

    `firms` is by operation the cost by firm and slot: what the curve was made of.
    """

    order: int
    costs: Costs
    by_firm: dict[int, dict[int, Costs]]
    prices: Costs | None = None

    @property
    def earliest(self) -> int | None:
        """The first slot by which the goods can be there; None before the horizon."""
        there = np.flatnonzero(self.costs < NEVER)
        return int(there[0]) if len(there) else None

    def cost(self, due: int | None = None) -> int | None:
        """The least cost by a slot, at all where it is None; None where it cannot be."""
        last = len(self.costs) - 1 if due is None else min(due, len(self.costs) - 1)
        cost = self.costs[last] if last >= 0 else NEVER
        return int(cost) if cost < NEVER else None

    def breakpoints(self) -> tuple[tuple[int, int], ...]:
        """(slot, cost) wherever a later day is cheaper."""
        earlier = np.concatenate([[NEVER], self.costs[:-1]])
        return tuple((int(slot), int(self.costs[slot])) for slot in np.flatnonzero(self.costs < earlier))


def curve_of(task: Task, order: int, free: Amounts | None = None, prices: Costs | None = None) -> Curve:
    """The curve of one order; `free` is what other plans leave, all where it is None; `prices` are paid for an hour of a resource in a slot. Raises `ProblemError` ("route-cycle")."""
    work = Forward(task, free_amounts(task) if free is None else free, prices)
    for place in sorted_by_links(task):
        if task.operations[place].order == order:
            work.add(place)
    total = np.zeros(task.horizon + 1, dtype=np.int64)
    for place in task.last(order):
        total = plus(total, work.delivered(place))
    return Curve(order, _with_delay(total, task.rules[order]), work.by_firm, prices)


def _with_delay(costs: Costs, rules: Rules) -> Costs:
    """The least cost by each slot where delivery costs more the later it is."""
    if rules.wanted is None or not rules.late_cost:
        return costs
    late = np.array([rules.late(slot) for slot in range(len(costs))], dtype=np.int64)
    return np.minimum.accumulate(plus(costs, late))


def plan_by(task: Task, curve: Curve, due: int, free: Amounts | None = None) -> dict[int, tuple[int, int]] | None:
    """By operation of the order the mode and the start that cost least by `due`; None where it cannot be.

    Operations may meet on a resource, and one with several successors may come too late for the others: see whether the plan holds.
    """
    if curve.cost(due) is None:
        return None
    work = Forward(task, free_amounts(task) if free is None else free, curve.prices)
    work.by_firm = curve.by_firm
    if task.rules[curve.order].late_cost:  # no later than what is cheapest
        due = int(np.flatnonzero(curve.costs == curve.costs[due])[0])
    return traced(task, work, curve.order, due)


def traced(task: Task, work: "Forward", order: int, due: int) -> dict[int, tuple[int, int]]:
    """By operation of an order the mode and the start that the costs by firm come from, for delivery by `due`, which must be possible."""
    found: dict[int, tuple[int, int]] = {}
    waiting = [(place, *work.best_delivery(place, due)) for place in task.last(order)]
    while waiting:
        place, firm, by = waiting.pop()
        number, start = work.best_mode(place, firm, by)
        found[place] = (number, start)
        paid = (link for link in task.before[place] if link.before not in found and work.is_paid_at(link))
        waiting += [(link.before, *work.best_sender(link, firm, start)) for link in paid]
    return found


def as_plan(task: Task, found: dict[int, tuple[int, int]]) -> Plan:
    """The plan of a task that has no other operations."""
    pairs = [found[place] for place in range(len(task.operations))]
    return Plan(tuple(mode for mode, _ in pairs), tuple(start for _, start in pairs))


class Forward:
    """The costs by firm of operations, in an order in which those before come first."""

    def __init__(self, task: Task, free: Amounts, prices: Costs | None = None) -> None:
        self._task, self._free = task, free
        self._paid = None if prices is None else _summed(prices)
        self.by_firm: dict[int, dict[int, Costs]] = {}

    def add(self, place: int) -> None:
        """Work out an operation; those before it are there."""
        found: dict[int, Costs] = {}
        for firm in sorted({mode.firm for mode in self._task.operations[place].modes}):
            least = np.full(self._task.horizon + 1, NEVER)
            arrived = self.arrived(place, firm)
            for mode in self._task.operations[place].modes:
                if mode.firm == firm:
                    least[mode.duration :] = np.minimum(least[mode.duration :], self.done(place, mode, arrived))
            found[firm] = np.minimum.accumulate(least)
        self.by_firm[place] = found

    def done(self, place: int, mode: Mode, arrived: Costs) -> Costs:
        """The cost of having an operation done in a mode, by the slot of its start."""
        starts = max(self._task.horizon + 1 - mode.duration, 0)
        cost = np.where(arrived[:starts] < NEVER, arrived[:starts] + mode.cost + self._hired(mode), NEVER)
        cost[~self._open(mode)[:starts]] = NEVER
        one = self._task.operations[place]
        cost[: one.release] = NEVER
        if one.latest is not None:
            cost[one.latest + 1 :] = NEVER
        return cost

    def _open(self, mode: Mode) -> npt.NDArray[np.bool_]:
        """From which slots on a mode finds what it needs for as long as it takes."""
        fits = np.ones(self._task.horizon, dtype=bool)
        for resource, amount in mode.needs:
            fits &= self._free[resource] >= amount
        gone = np.concatenate([[0], np.cumsum(~fits)])
        return np.asarray(gone[mode.duration :] == gone[: max(len(gone) - mode.duration, 0)], dtype=bool)

    def _hired(self, mode: Mode) -> Costs | int:
        """What a mode pays for its resources, by its start; nothing without prices."""
        if self._paid is None:
            return 0
        cost = np.zeros(max(self._paid.shape[1] - mode.duration, 0), dtype=np.int64)
        for resource, amount in mode.needs:
            paid = self._paid[resource]
            cost += amount * (paid[mode.duration :] - paid[: len(cost)])
        return cost

    def arrived(self, place: int, firm: int) -> Costs:
        """The cost of everything that an operation at a firm waits for, by the slot in which it can start."""
        total = np.zeros(self._task.horizon + 1, dtype=np.int64)
        for link in self._task.before[place]:
            total = plus(total, self.received(link, firm))
        return total

    def received(self, link: Link, firm: int) -> Costs:
        """The least cost of what comes over a link to a firm, by the slot in which it can be used; nothing where it is paid for elsewhere."""
        least = np.full(self._task.horizon + 1, NEVER)
        for sender in self.by_firm[link.before]:
            np.minimum(least, self._sent(link, sender, firm), out=least)
        if self.is_paid_at(link):
            return least
        return np.where(least < NEVER, np.int64(0), NEVER)

    def _sent(self, link: Link, sender: int, firm: int) -> Costs:
        """The cost of what a sender made and sent, by the slot in which it can be used."""
        costs = self.by_firm[link.before][sender]
        return _later(costs, self.way(link, sender, firm), self._task.transport.cost(sender, firm, link.kg))

    def way(self, link: Link, sender: int, firm: int) -> int:
        """Slots from the end of an operation to the start of the next; a lag below 0 shortens the way of the goods to no less than nothing."""
        return max(link.lag + self._task.transport.lag(sender, firm), 0)

    def is_paid_at(self, link: Link) -> bool:
        """Whether the earlier operation is paid for at this link: the first that leads from it."""
        return self._task.behind[link.before][0] == link

    def delivered(self, place: int) -> Costs:
        """The cost of having the work of a last operation with the customer, by slot."""
        least = np.full(self._task.horizon + 1, NEVER)
        for firm in self.by_firm[place]:
            np.minimum(least, self._delivered(place, firm), out=least)
        return least

    def _delivered(self, place: int, firm: int) -> Costs:
        sent = self._task.deliveries[self._task.operations[place].order]
        return _later(self.by_firm[place][firm], sent.lag(firm), sent.cost(firm))

    def best_delivery(self, place: int, due: int) -> tuple[int, int]:
        """The firm that delivers at least cost by a slot, and by when it must be done."""
        firm = min(self.by_firm[place], key=lambda one: (self._delivered(place, one)[due], one))
        sent = self._task.deliveries[self._task.operations[place].order]
        return firm, due - sent.lag(firm)

    def best_mode(self, place: int, firm: int, by: int) -> tuple[int, int]:
        """Mode and start that have an operation done at a firm by a slot at least cost; of equal ones the latest start."""
        arrived = self.arrived(place, firm)
        best: tuple[int, int, int] | None = None
        for number, mode in enumerate(self._task.operations[place].modes):
            if mode.firm != firm or mode.duration > by:
                continue
            costs = self.done(place, mode, arrived)[: by - mode.duration + 1]
            start = len(costs) - 1 - int(np.argmin(costs[::-1]))
            one = (int(costs[start]), -start, number)
            best = one if best is None else min(best, one)
        if best is None:
            raise ValueError(place)
        return best[2], -best[1]

    def best_sender(self, link: Link, firm: int, start: int) -> tuple[int, int]:
        """The firm that sends at least cost for a start, and by when it must be done."""
        senders = self.by_firm[link.before]
        sender = min(senders, key=lambda one: (self._sent(link, one, firm)[start], one))
        return sender, start - self.way(link, sender, firm)


def _summed(prices: Costs) -> Costs:
    """By resource the sum of its prices before each slot."""
    return np.concatenate([np.zeros((len(prices), 1), dtype=np.int64), np.cumsum(prices, axis=1)], axis=1)


def _later(costs: Costs, lag: int, price: int) -> Costs:
    """Costs so many slots later, with a price on top."""
    moved = np.full_like(costs, NEVER)
    if lag < len(costs):
        earlier = costs[: len(costs) - lag]
        moved[lag:] = np.where(earlier < NEVER, earlier + price, NEVER)
    return moved


def plus(first: Costs, second: Costs) -> Costs:
    """The sum, never where one of both is never."""
    return np.where((first < NEVER) & (second < NEVER), first + second, NEVER)
