"""Whether to accept an order: conditions one after the other, each with a number; those before the last are necessary, none of them enough.

Order verification by necessary and sufficient conditions, after Saniuk and Banaszak. All of it takes a tenth of a second: a form can show it while it is
filled in. Whether a schedule exists that holds them all is for the solver.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate

import numpy as np

from clusterbench_gui.domain.networks import Mode, Rules, Task
from clusterbench_gui.networks.dispatch import Amounts, free_amounts
from clusterbench_gui.networks.paths import Paths, paths_of
from clusterbench_gui.networks.tree import Curve, curve_of

_WHOLE = 100
"""Per cent."""

_MOST_COUNTED = 4
"""Up to how many partners it is counted whether they are enough; beyond, operations that have no firm in common say how many are needed."""


class Step(Enum):
    """The steps of the ladder in their order; the last one is the solver's."""

    COMPETENCE = "competence"
    HOURS = "hours"
    TIME = "time"
    COST = "cost"
    RELIABILITY = "reliability"
    PARTNERS = "partners"
    SCHEDULE = "schedule"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a step found: the number that is `needed`, what is `allowed` (None: no limit), and which operations or resources it is about.

    `needed` is None where there is no such number: nobody can do it, or nothing comes in time. `holds`: the condition is met.
    """

    step: Step
    holds: bool
    needed: int | None = None
    allowed: int | None = None
    about: tuple[int, ...] = ()


def ladder(task: Task, order: int = 0) -> tuple[Verdict, ...]:
    """The verdicts of an order up to the first that does not hold, that one included. Raises `ProblemError` ("route-cycle")."""
    places = [place for place, one in enumerate(task.operations) if one.order == order]
    found: list[Verdict] = []
    for verdict in _verdicts(task, order, places):
        found.append(verdict)
        if not verdict.holds:
            break
    return tuple(found)


def _verdicts(task: Task, order: int, places: list[int]) -> Iterator[Verdict]:
    rules = task.rules[order]
    yield _competence(task, places)
    paths = paths_of(task)
    yield _windows(task, places, rules, paths) or _hours(task, places, rules, paths)
    curve = curve_of(task, order)
    yield _time(curve, rules)
    yield _cost(curve, rules)
    yield from of_firms(task, order)


def _competence(task: Task, places: list[int]) -> Verdict:
    """Somebody can do every operation with resources that have anything free at some time, and the same firm both of a pair that it has to do."""
    nobody = {place for place in places if not any(_is_there(task, mode) for mode in task.operations[place].modes)}
    for one, other in task.same_firm:
        if one in places and not _firms(task, one) & _firms(task, other):
            nobody |= {one, other}
    return Verdict(Step.COMPETENCE, not nobody, len(places) - len(nobody), len(places), tuple(sorted(nobody)))


def _is_there(task: Task, mode: Mode) -> bool:
    return all(max(task.capacities[resource], default=0) for resource, _ in mode.needs)


def _windows(task: Task, places: list[int], rules: Rules, paths: Paths) -> Verdict | None:
    """No operation lacks hours where it finds most of them: of those that do the one that lacks most, with the hours it needs and finds; None where none does."""
    free = free_amounts(task)
    worst: Verdict | None = None
    for place in places:
        end = _last(task, rules) - paths.tails[place]
        lacked, needed = min(
            _lacked(task, free, mode, paths.heads[place], end) for mode in task.operations[place].modes
        )
        if lacked and (worst is None or lacked > (worst.needed or 0) - (worst.allowed or 0)):
            worst = Verdict(Step.HOURS, holds=False, needed=needed, allowed=needed - lacked, about=(place,))
    return worst


def _lacked(task: Task, free: Amounts, mode: Mode, first: int, end: int) -> tuple[int, int]:
    """Hours that a mode lacks where it lacks the fewest between two slots, and those that it needs. Time that is too short is not of this step."""
    needed = _work(task, mode)
    if end - first < mode.duration or first < 0:
        return 0, needed
    gone = np.zeros(end - first + 1, dtype=np.int64)
    for resource, amount in _needs(task, mode):
        gone[1:] += np.cumsum(np.maximum(amount - free[resource, first:end], 0))
    return int((gone[mode.duration :] - gone[: len(gone) - mode.duration]).min()), needed


def _hours(task: Task, places: list[int], rules: Rules, paths: Paths) -> Verdict:
    """Operations that the same resources could do need no more hours than these have free; the group that is shortest of hours counts.

    Where the time is too short for the work itself, that is for the next step to tell.
    """
    groups: dict[frozenset[int], list[int]] = defaultdict(list)
    for place in places:
        groups[_resources(task, place)].append(place)
    worst: Verdict | None = None
    for resources, some in sorted(groups.items(), key=lambda pair: pair[1]):
        if not resources:
            continue
        first = min(paths.heads[place] for place in some)
        end = _last(task, rules) - min(paths.tails[place] for place in some)
        if end - first < min(mode.duration for place in some for mode in task.operations[place].modes):
            continue
        needed = sum(min(_work(task, mode) for mode in task.operations[place].modes) for place in some)
        free = sum(task.capacity(resource, slot) for resource in resources for slot in range(first, end))
        verdict = Verdict(Step.HOURS, needed <= free, needed, free, tuple(some))
        if worst is None or free - needed < (worst.allowed or 0) - (worst.needed or 0):
            worst = verdict
    return worst or Verdict(Step.HOURS, holds=True)


def _last(task: Task, rules: Rules) -> int:
    return task.horizon if rules.due is None else min(rules.due, task.horizon)


def _resources(task: Task, place: int) -> frozenset[int]:
    return frozenset(resource for mode in task.operations[place].modes for resource, _ in _needs(task, mode))


def _work(task: Task, mode: Mode) -> int:
    return mode.duration * sum(amount for _, amount in _needs(task, mode))


def _needs(task: Task, mode: Mode) -> list[tuple[int, int]]:
    """The hours that a mode needs; days on which it holds are of the next step."""
    return [(resource, amount) for resource, amount in mode.needs if task.has_hours(resource)]


def _time(curve: Curve, rules: Rules) -> Verdict:
    """The earliest delivery, each operation with its resource for itself, is by the due date."""
    earliest = curve.earliest
    holds = earliest is not None and (rules.due is None or earliest <= rules.due)
    return Verdict(Step.TIME, holds, earliest, rules.due)


def _cost(curve: Curve, rules: Rules) -> Verdict:
    """The least cost by the due date is within the budget."""
    cost = curve.cost(rules.due)
    holds = cost is not None and (rules.budget is None or cost <= rules.budget)
    return Verdict(Step.COST, holds, cost, rules.budget)


def of_firms(task: Task, order: int) -> tuple[Verdict, Verdict]:
    """The steps about who takes part, which look at no dates: reliability and partners. Every operation has a mode."""
    rules, shared = task.rules[order], _shared_firms(task, order)
    return _reliability(task, shared, rules), _partners(task, shared, rules)


def _reliability(task: Task, shared: dict[int, set[int]], rules: Rules) -> Verdict:
    """Operations of which no two can be done by the same firm need partners that are together no greater risk than there may be; each the most reliable."""
    least = {place: min(task.risk(firm) for firm in firms) for place, firms in shared.items()}
    apart = _apart(shared, sorted(shared, key=lambda place: (-least[place], place)))
    risk = sum(least[place] for place in apart)
    return Verdict(Step.RELIABILITY, rules.risk is None or risk <= rules.risk, risk, rules.risk, apart)


def _partners(task: Task, shared: dict[int, set[int]], rules: Rules) -> Verdict:
    """So many firms as can do all operations between them, and may have all of the work together, are no more than there may be partners, nor than there are operations.

    `needed` is None where all firms together may not have all of the work.
    """
    apart = _apart(shared, sorted(shared, key=lambda place: (len(shared[place]), place)))
    sharing = _sharing(task, shared)
    if sharing is None or sharing > len(shared):
        return Verdict(Step.PARTNERS, holds=False, needed=sharing, allowed=rules.partners)
    needed = max(len(apart), sharing)
    if rules.partners is None:
        return Verdict(Step.PARTNERS, holds=True, needed=needed, about=apart)
    firms = list(shared.values())
    while needed <= min(rules.partners, _MOST_COUNTED) and not _cover(firms, needed):
        needed += 1
    return Verdict(Step.PARTNERS, needed <= rules.partners, needed, rules.partners, apart)


def _cover(firms: list[set[int]], most: int) -> bool:
    """Whether at most so many firms can do all operations between them; `firms` by operation."""
    if not firms:
        return True
    hardest = min(firms, key=len)
    return most > 0 and any(_cover([some for some in firms if one not in some], most - 1) for one in sorted(hardest))


def _apart(shared: dict[int, set[int]], places: Iterable[int]) -> tuple[int, ...]:
    """Operations, taken in this sequence, of which no two have a firm in common."""
    found: list[int] = []
    taken: set[int] = set()
    for place in places:
        if not shared[place] & taken:
            found.append(place)
            taken |= shared[place]
    return tuple(found)


def _sharing(task: Task, shared: dict[int, set[int]]) -> int | None:
    """How many firms it takes at least that may have all of the work together; work that may cost nothing has no shares."""
    is_paid = any(all(mode.cost for mode in task.operations[place].modes) for place in shared)
    if not task.shares or not is_paid:
        return min(len(shared), 1)
    firms = set().union(*shared.values())
    sums = list(accumulate(sorted((task.share(firm) for firm in firms), reverse=True)))
    return next((count for count, whole in enumerate(sums, start=1) if whole >= _WHOLE), None)


def _shared_firms(task: Task, order: int) -> dict[int, set[int]]:
    """By operation of an order the firms that could do it, those left out that could not do what the same firm has to."""
    found = {place: _firms(task, place) for place, one in enumerate(task.operations) if one.order == order}
    for one, other in task.same_firm:
        if one in found and found[one] & found[other]:
            found[one] = found[other] = found[one] & found[other]
    return found


def _firms(task: Task, place: int) -> set[int]:
    return {mode.firm for mode in task.operations[place].modes}
