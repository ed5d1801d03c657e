"""Whether the windows of a variant are still free."""

from collections import defaultdict
from collections.abc import Iterator

from clusterbench_gui.domain.planning import Job, Variant
from clusterbench_gui.domain.problems import Place, Problem, problem
from clusterbench_gui.networks.making.made import Made


def refusals(variant: Variant, made: Made) -> Iterator[Problem]:
    """What keeps a variant from being committed, the first day of each resource that has too few hours left.

    `made` is the task of its orders as the tables are now, with what others took already.
    """
    slots = {day: slot for slot, day in enumerate(made.days)}
    wanted: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for job in variant.jobs:
        if job.hours_per_day and job.first in slots and job.last in slots:
            for slot in range(slots[job.first], slots[job.last] + 1):
                wanted[job.resource][slot] += job.hours_per_day
        elif job.hours_per_day:
            yield _outside(job)
    for resource, hours in wanted.items():
        for slot, needed in sorted(hours.items()):
            free = made.task.capacity(made.resources.index(resource), slot) if resource in made.resources else 0
            if needed > free:
                day = made.days[slot].isoformat()
                yield problem("variant-no-room", Place(name=resource), needed=needed, free=free, day=day)
                break


def _outside(job: Job) -> Problem:
    return problem("variant-outside", Place(name=job.resource), day=job.first.isoformat())
