"""Whether the windows of a variant are still free."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from clusterbench_gui.domain.planning import Book, Job, Variant
from clusterbench_gui.domain.problems import Place, Problem, problem
from clusterbench_gui.networks.making.calendar import days_of, free_hours


def refusals(variant: Variant, book: Book, taken: Sequence[Job]) -> Iterator[Problem]:
    """What keeps a variant from being committed by the tables as they are now: firms that take no work any more, and the first day of each resource that has too few hours left.

    Work that takes a term and no hours is always free. `taken` is the work of other variants.
    """
    active = {one.code for one in book.firms if one.active}
    yield from (problem("variant-firm-gone", Place(name=code)) for code in variant.firms if code not in active)
    days = days_of(book.frame)
    free = free_hours(book, days, taken)
    for resource, hours in _wanted(variant, days).items():
        for slot, needed in sorted(hours.items()):
            there = free[resource][slot] if resource in free else 0
            if needed > there:
                at = days[slot].isoformat()
                yield problem("variant-no-room", Place(name=resource), needed=needed, free=there, day=at)
                break
    for job in variant.jobs:
        for day in (job.first, job.last):
            if job.hours_per_day and day not in days:
                yield problem("variant-outside", Place(name=job.resource), day=day.isoformat())
                break


def _wanted(variant: Variant, days: Sequence[date]) -> Mapping[str, Mapping[int, int]]:
    """Hours by resource and slot."""
    wanted: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for job in variant.jobs:
        if job.hours_per_day:
            for slot, day in enumerate(days):
                if job.first <= day <= job.last:
                    wanted[job.resource][slot] += job.hours_per_day
    return wanted
