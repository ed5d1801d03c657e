"""What may become of a plan: a thousand futures in which firms are late as often as they are known to be, and firms without which there is no plan.

Assumptions, none of which is measured in a cluster: a firm is late in an order or not, independently of the others, with the chance 1 - on-time share. Where it is late, one of its jobs, any
with the same chance, takes longer by 1, 2, 3, … slots, each further slot with the same chance (geometric, `LATE` slots on average). A job starts no earlier than planned. It
waits for what comes before it in its route, and for a job before it on the same resource where both together need more than is free in its planned slots; and it starts only where the resource has enough free in all of its
slots, beyond the horizon at any time. Nobody plans anew: real planners would, so this is the careful side.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

import numpy as np
import numpy.typing as npt

from clusterbench_gui.domain.networks import Mode, Plan, Task
from clusterbench_gui.networks.checker import chosen
from clusterbench_gui.networks.dispatch import Amounts, free_amounts
from clusterbench_gui.networks.ladder import ladder
from clusterbench_gui.networks.tree import curve_of, plan_by
from clusterbench_gui.networks.trying import in_sequence, way_of

LATE = 3.0
"""Slots by which a late job is late on average, at least 1."""

Slots = npt.NDArray[np.int64]
Yes = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class FirmFuture:
    """What a firm means for the futures of a plan.

    `late`: the share of all futures in which it is late. `first` and `last`: of the futures that miss a due date the share in which it was the first, and the
    last, of those that delayed the finish; None where none misses it. `extra`: slots by which an order is later because of it, on average over all orders and futures.
    """

    firm: int
    is_known: bool
    late: float
    first: float | None
    last: float | None
    extra: float


@dataclass(frozen=True, slots=True)
class OrderFuture:
    """Of one order the share of futures in which it is in time (None without a due date), and the slots by which it is delivered in half and in nine tenths of them."""

    on_time: float | None
    middle: int
    nine_tenths: int
    mean: float


@dataclass(frozen=True, slots=True)
class Futures:
    """What becomes of a plan in `count` futures, everything together and by order and firm.

    `on_time`: the share in which every order with a due date keeps it, None where none has one. `no_dropout`: the chance that no partner fails, None where
    it is known of none. `unknown` firms were taken to be on time, `unknown_dropout` to fail, as often as the middle one of those of which it is known.
    `finishes`: slots by which everything is delivered, each with the number of its futures, the soonest first.
    """

    count: int
    on_time: float | None
    middle: int
    nine_tenths: int
    mean: float
    no_dropout: float | None
    orders: tuple[OrderFuture, ...]
    firms: tuple[FirmFuture, ...]
    unknown: tuple[int, ...] = ()
    unknown_dropout: tuple[int, ...] = ()
    finishes: tuple[tuple[int, int], ...] = ()


def disturbed(
    task: Task,
    plan: Plan,
    on_time: Sequence[float | None],
    dropout: Sequence[float | None] = (),
    *,
    count: int = 1000,
    seed: int = 1,
    late: float = LATE,
) -> Futures | None:
    """The futures of a plan that holds; `on_time` and `dropout` by firm, None where not known. None where the on-time share of no partner is known.

    The same seed draws the same futures whatever the shares are: a firm that is less often on time is late in the same futures and in others.
    """
    modes = chosen(task, plan)
    partners = sorted({mode.firm for mode in modes})
    shares, unknown = _with_middle(partners, on_time)
    if not shares:
        return None
    failing, unknown_dropout = _with_middle(partners, dropout)
    course = _Course(task, plan)
    delays = _delays(modes, shares, count=count, seed=seed, late=late)
    finish = course.finish(_total(delays, len(modes), count))
    dues = [rules.due for rules in task.rules]
    missed = _missed(finish, dues)
    return Futures(
        count,
        None if missed is None else _share(~missed),
        *_middles(finish.max(axis=0)),
        float(np.prod([1 - failing[firm] for firm in partners])) if failing else None,
        tuple(_of_order(row, due) for row, due in zip(finish, dues, strict=True)),
        _of_firms(course, delays, finish, missed, unknown),
        unknown,
        unknown_dropout,
        _counted(finish.max(axis=0)),
    )


def _with_middle(firms: Sequence[int], given: Sequence[float | None]) -> tuple[dict[int, float], tuple[int, ...]]:
    """By firm what is given, the middle of it for those without, and who these are; nothing where it is given for none."""
    known = {firm: one for firm in firms if firm < len(given) and (one := given[firm]) is not None}
    unknown = tuple(firm for firm in firms if firm not in known)
    if not known:
        return {}, unknown
    return known | dict.fromkeys(unknown, float(median(known.values()))), unknown


Delays = Mapping[int, tuple[Slots, Slots]]
"""By firm for each future the job that is late, and by how many slots: none where the firm is on time."""


def _delays(modes: Sequence[Mode], shares: Mapping[int, float], *, count: int, seed: int, late: float) -> Delays:
    found = {}
    for firm, share in shares.items():
        draw = np.random.default_rng((seed, firm))
        is_late, where, how = draw.random((3, count))
        jobs = np.array([place for place, mode in enumerate(modes) if mode.firm == firm])
        further = np.log1p(-how) / np.log1p(-1 / late) if late > 1 else np.zeros(count)
        slots = np.where(is_late >= share, 1 + further.astype(np.int64), 0)
        found[firm] = jobs[(where * len(jobs)).astype(np.int64)], slots
    return found


def _total(delays: Delays, jobs: int, count: int) -> Slots:
    """The delay of every job in every future."""
    total = np.zeros((jobs, count), dtype=np.int64)
    for which, slots in delays.values():
        total[which, np.arange(count)] += slots
    return total


class _Course:
    """How delays run through a plan."""

    def __init__(self, task: Task, plan: Plan) -> None:
        self._task, self._plan = task, plan
        self._modes = chosen(task, plan)
        free = free_amounts(task)
        self._open = [_open_from(free, mode) for mode in self._modes]
        self._sequence = in_sequence(task, plan)
        self._waits = _waits(task, plan, self._modes, free, self._sequence)
        self.jobs = len(self._modes)

    def starts(self, delays: Slots) -> Slots:
        """The start of every job in every future, with the delays of the jobs."""
        starts, ends = np.zeros_like(delays), np.zeros_like(delays)
        for place in self._sequence:
            ready = np.full(delays.shape[1], self._plan.starts[place])
            for before, lag in self._waits[place]:
                np.maximum(ready, ends[before] + lag, out=ready)
            table = self._open[place]
            last = len(table) - 1
            starts[place] = np.where(ready < last, table[np.minimum(ready, last)], ready)
            ends[place] = starts[place] + self._modes[place].duration + delays[place]
        return starts

    def finish(self, delays: Slots) -> Slots:
        """The slot of delivery of every order in every future."""
        starts = self.starts(delays)
        found = np.zeros((self._task.orders, delays.shape[1]), dtype=np.int64)
        for order in range(self._task.orders):
            for place in self._task.last(order):
                mode = self._modes[place]
                way = mode.duration + self._task.deliveries[order].lag(mode.firm)
                np.maximum(found[order], starts[place] + delays[place] + way, out=found[order])
        return found

    def planned(self) -> Slots:
        """The starts of the plan."""
        return np.array(self._plan.starts)


def _open_from(free: Amounts, mode: Mode) -> Slots:
    """For every slot up to the horizon the first from it on in which a job can start; the horizon where there is none before it."""
    horizon = free.shape[1]
    fits = np.ones(horizon, dtype=bool)
    for resource, amount in mode.needs:
        fits &= free[resource] >= amount
    gone = np.concatenate([[0], np.cumsum(~fits), np.zeros(mode.duration, dtype=np.int64)])
    gone[horizon + 1 :] = gone[horizon]
    is_open = gone[mode.duration : horizon + mode.duration] == gone[:horizon]
    slots = np.where(is_open, np.arange(horizon), horizon)
    return np.concatenate([np.minimum.accumulate(slots[::-1])[::-1], [horizon]])


def _waits(
    task: Task, plan: Plan, modes: tuple[Mode, ...], free: Amounts, sequence: Sequence[int]
) -> list[list[tuple[int, int]]]:
    """By job the jobs that it waits for, all of them earlier in the sequence, and the slots from the end of each to its start."""
    found = [[(link.before, way_of(task, modes, link)) for link in task.before[place]] for place in range(len(modes))]
    for number, place in enumerate(sequence):
        start, mode = plan.starts[place], modes[place]
        for resource, amount in mode.needs:
            there = int(free[resource, start : start + mode.duration].min(initial=2**31))
            found[place] += [
                (other, 0)
                for other in sequence[:number]
                if plan.starts[other] + modes[other].duration <= start
                and any(need == resource and most + amount > there for need, most in modes[other].needs)
            ]
    return found


def _missed(finish: Slots, dues: Sequence[int | None]) -> Yes | None:
    """In which futures any order is late; None where none has a due date."""
    rows = [row > due for row, due in zip(finish, dues, strict=True) if due is not None]
    return np.any(rows, axis=0) if rows else None


def _of_order(finish: Slots, due: int | None) -> OrderFuture:
    return OrderFuture(None if due is None else _share(finish <= due), *_middles(finish))


def _middles(finish: Slots) -> tuple[int, int, float]:
    middle, nine_tenths = np.quantile(finish, (0.5, 0.9), method="inverted_cdf")
    return int(middle), int(nine_tenths), float(finish.mean())


def _counted(finish: Slots) -> tuple[tuple[int, int], ...]:
    slots, counts = np.unique(finish, return_counts=True)
    return tuple(zip(slots.tolist(), counts.tolist(), strict=True))


def _of_firms(
    course: _Course, delays: Delays, finish: Slots, missed: Yes | None, unknown: Sequence[int]
) -> tuple[FirmFuture, ...]:
    """By firm how much earlier everything would be there, had it alone been on time."""
    count = finish.shape[1]
    total, whole = _total(delays, course.jobs, count), finish.sum(axis=0)
    planned = course.planned()
    gained: dict[int, Slots] = {}
    when: dict[int, Slots] = {}
    for firm, (which, slots) in delays.items():
        some = np.flatnonzero(slots)
        fewer = total[:, some]
        fewer[which[some], np.arange(len(some))] -= slots[some]
        gain = np.zeros(count, dtype=np.int64)
        gain[some] = whole[some] - course.finish(fewer).sum(axis=0)
        gained[firm], when[firm] = gain, planned[which]
    first, last = _ends(delays, gained, when, missed)
    orders = finish.shape[0]
    return tuple(
        FirmFuture(
            firm,
            firm not in unknown,
            _share(delays[firm][1] > 0),
            first.get(firm),
            last.get(firm),
            float(gained[firm].mean()) / orders,
        )
        for firm in sorted(delays)
    )


def _ends(
    delays: Delays, gained: Mapping[int, Slots], when: Mapping[int, Slots], missed: Yes | None
) -> tuple[dict[int, float], dict[int, float]]:
    """By firm the share of missed futures in which it was the first, and the last, of those whose delay made it later; of all that were late where none did alone."""
    firms = sorted(delays)
    if missed is None or not missed.any():
        return {}, {}
    caused = np.array([gained[firm] > 0 for firm in firms])[:, missed]
    late = np.array([delays[firm][1] > 0 for firm in firms])[:, missed]
    guilty = np.where(caused.any(axis=0), caused, late)
    times = np.array([when[firm] for firm in firms])[:, missed]
    first = np.where(guilty, times, np.iinfo(np.int64).max).argmin(axis=0)
    last = np.where(guilty, times, -1).argmax(axis=0)
    is_any: Yes = np.any(guilty, axis=0)
    return _shares(firms, first, is_any), _shares(firms, last, is_any)


def _shares(firms: Sequence[int], which: npt.NDArray[np.intp], is_any: Yes) -> dict[int, float]:
    return {firm: _share((which == place) & is_any) for place, firm in enumerate(firms)}


def _share(yes: Yes) -> float:
    return float(np.mean(yes))


def critical_firms(task: Task, firms: Sequence[int] | None = None) -> tuple[int, ...]:
    """Firms without which an order of a task has no plan, as far as the ladder tells; of those given, or of all. Orders that have none anyway do not count.

    Quick: a firm that the cheapest plan of the curve does without needs no look of its own, and a firm that the ladder does not miss may be missed all the same
    where resources are shared.
    """
    wanted = {mode.firm for one in task.operations for mode in one.modes} if firms is None else set(firms)
    found: set[int] = set()
    for order in range(task.orders):
        if ladder(task, order)[-1].holds:
            met = wanted & _met(task, order)
            found |= {firm for firm in met - found if not ladder(_left_by(task, firm), order)[-1].holds}
    return tuple(sorted(found))


def _met(task: Task, order: int) -> set[int]:
    """The firms of the cheapest plan of an order, as the curve says."""
    due = task.rules[order].due
    plan = plan_by(task, curve_of(task, order), task.horizon if due is None else min(due, task.horizon))
    return {task.operations[place].modes[mode].firm for place, (mode, _) in (plan or {}).items()}


def _left_by(task: Task, firm: int) -> Task:
    """The task without a firm."""
    operations = (replace(one, modes=tuple(mode for mode in one.modes if mode.firm != firm)) for one in task.operations)
    return replace(task, operations=tuple(operations))
