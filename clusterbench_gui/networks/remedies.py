"""Sets of reasons: what has to give for a plan, the cheapest plan once it does, and which sets are told first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from clusterbench_gui.domain.networks import Plan, Task
from clusterbench_gui.networks.causes import Cause, Loose, Reason, counted, granted
from clusterbench_gui.networks.checker import check, figures
from clusterbench_gui.networks.dispatch import dispatch
from clusterbench_gui.networks.paths import paths_of
from clusterbench_gui.networks.stretched import Stretcher
from clusterbench_gui.networks.tree import as_plan, curve_of, plan_by
from clusterbench_gui.networks.trying import pushed

_LATER = (0, 1, 2, 3, 5, 8, 13, 21, 34, 55)
"""Days after the first of the curve for which its plan is looked at."""


@dataclass(frozen=True, slots=True)
class ReasonSet:
    """Reasons of which each has to give way; then `plan` holds, which costs `cost` and delivers in slot `finish`.

    Without a plan where nobody can do an operation.
    """

    reasons: tuple[Reason, ...]
    plan: Plan | None = None
    cost: int | None = None
    finish: int | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What has to give for a plan; nothing where it holds as it is."""

    reasons: tuple[Reason, ...]
    plan: Plan


def amounts(given: Given) -> tuple[int, list[int]]:
    """What to compare by: how many reasons, and by how much each has to give."""
    return len(given.reasons), [one.amount for one in given.reasons]


def later_plan(task: Task, loose: Loose, first: int) -> Plan | None:
    """The earliest of some plans that need no search: those of the curve for later days, with the same work as early as it can be, and the first come, first served."""
    curve = curve_of(task, 0)
    found = [plan_by(task, curve, min(first + more, task.horizon)) for more in _LATER]
    plans = [pushed(task, as_plan(task, one), earlier=True) for one in found if one is not None]
    at_once = dispatch(task, paths_of(task))
    plans += [] if at_once is None else [at_once]
    held = [plan for plan in plans if counted(task, plan, loose) is not None]
    return min(held, key=lambda plan: figures(task, plan).finish, default=None)


def priced(task: Task, given: Given) -> ReasonSet:
    """The set with the cheapest plan that is known once its reasons give way."""
    wider = granted(task, given.reasons)
    plans = [given.plan]
    stretch = Stretcher(wider).plan(Loose())
    if stretch is not None:
        plans += [stretch.plan, pushed(wider, stretch.plan, earlier=True)]
    best = min((one for one in plans if not check(wider, one)), key=lambda one: figures(wider, one).cost)
    found = figures(wider, best)
    return ReasonSet(tuple(replace(one, cost=found.cost) for one in given.reasons), best, found.cost, found.finish)


def sorted_sets(found: Sequence[ReasonSet]) -> tuple[ReasonSet, ...]:
    """The smallest first, then the cheapest; of those about the same operations only the first, and none that holds another."""
    causes = list(Cause)

    def rank(one: ReasonSet) -> tuple[int, bool, int, list[tuple[int, int]]]:
        first = [(causes.index(reason.cause), reason.amount) for reason in one.reasons]
        return len(one.reasons), one.cost is None, one.cost or 0, first

    kept: dict[frozenset[tuple[Cause, tuple[int, ...]]], ReasonSet] = {}
    for one in sorted(found, key=rank):
        about = frozenset((_kind(reason.cause), reason.about) for reason in one.reasons)
        if not any(key <= about for key in kept):
            kept[about] = one
    return tuple(kept.values())


def _kind(cause: Cause) -> Cause:
    return Cause.HOURS if cause in {Cause.WINDOWS, Cause.TERM} else cause
