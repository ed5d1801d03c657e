"""Whether to accept an order: conditions one after the other, each with a number; those before the last are necessary, none of them enough.

Order verification by necessary and sufficient conditions, after Saniuk and Banaszak. All of it takes a tenth of a second: a form can show it while it is
filled in. Whether a schedule exists that holds them all is for the solver.
"""

from collections import defaultdict
from dataclasses import dataclass
from enum import Enum

from clusterbench_gui.domain.networks import Rules, Task
from clusterbench_gui.networks.paths import paths_of
from clusterbench_gui.networks.tree import Curve, curve_of


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
    rules = task.rules[order]
    found = [_competence(task, places)]
    if not found[-1].holds:
        return tuple(found)
    found.append(_hours(task, places, rules))
    if not found[-1].holds:
        return tuple(found)
    curve = curve_of(task, order)
    for verdict in (
        _time(curve, rules),
        _cost(curve, rules),
        _reliability(task, places, rules),
        _partners(task, places, rules),
    ):
        found.append(verdict)
        if not verdict.holds:
            break
    return tuple(found)


def _competence(task: Task, places: list[int]) -> Verdict:
    """Somebody can do every operation with what is free at some time."""
    nobody = tuple(
        place
        for place in places
        if not any(
            all(amount <= max(task.capacities[resource]) for resource, amount in mode.needs)
            for mode in task.operations[place].modes
        )
    )
    return Verdict(Step.COMPETENCE, not nobody, len(places) - len(nobody), len(places), nobody)


def _hours(task: Task, places: list[int], rules: Rules) -> Verdict:
    """Operations that the same resources could do need no more hours than these have free; the group that is shortest of hours counts."""
    last = task.horizon if rules.due is None else min(rules.due, task.horizon)
    paths = paths_of(task)
    groups: dict[frozenset[int], list[int]] = defaultdict(list)
    for place in places:
        groups[_resources(task, place)].append(place)
    worst: Verdict | None = None
    for resources, some in sorted(groups.items(), key=lambda pair: pair[1]):
        if not resources:
            continue
        first, end = min(paths.heads[place] for place in some), last - min(paths.tails[place] for place in some)
        needed = sum(
            min(_work(task, place, number) for number in range(len(task.operations[place].modes))) for place in some
        )
        free = sum(task.capacity(resource, slot) for resource in resources for slot in range(first, max(end, first)))
        verdict = Verdict(Step.HOURS, needed <= free, needed, free, tuple(some))
        if worst is None or free - needed < (worst.allowed or 0) - (worst.needed or 0):
            worst = verdict
    return worst or Verdict(Step.HOURS, holds=True)


def _resources(task: Task, place: int) -> frozenset[int]:
    return frozenset(resource for mode in task.operations[place].modes for resource, _ in mode.needs)


def _work(task: Task, place: int, number: int) -> int:
    mode = task.operations[place].modes[number]
    return mode.duration * sum(amount for _, amount in mode.needs)


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


def _reliability(task: Task, places: list[int], rules: Rules) -> Verdict:
    """No operation alone needs a partner that is a greater risk than all partners together may be."""
    least = {place: min(task.risk(mode.firm) for mode in task.operations[place].modes) for place in places}
    most = max(least.values(), default=0)
    holds = rules.risk is None or most <= rules.risk
    return Verdict(Step.RELIABILITY, holds, most, rules.risk, tuple(place for place in places if least[place] == most))


def _partners(task: Task, places: list[int], rules: Rules) -> Verdict:
    """Operations of which no two can be done by the same firm are no more than there may be partners."""
    apart: list[int] = []
    taken: set[int] = set()
    for place in sorted(places, key=lambda one: (len(_firms(task, one)), one)):
        if not _firms(task, place) & taken:
            apart.append(place)
            taken |= _firms(task, place)
    return Verdict(
        Step.PARTNERS, rules.partners is None or len(apart) <= rules.partners, len(apart), rules.partners, tuple(apart)
    )


def _firms(task: Task, place: int) -> set[int]:
    return {mode.firm for mode in task.operations[place].modes}
