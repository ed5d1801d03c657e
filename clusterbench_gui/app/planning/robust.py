"""How a variant stands up to firms that are late or fail, in the names and days of its book."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from clusterbench_gui.app.planning.subject import Subject
from clusterbench_gui.app.planning.verdicts import day_of
from clusterbench_gui.networks.futures import Futures, critical_firms, disturbed
from clusterbench_gui.networks.making.calendar import days_of
from clusterbench_gui.networks.making.made import Made

COUNT = 1000


@dataclass(frozen=True, slots=True)
class Robustness:
    """Of so many futures the share in time, the days by which half and nine tenths are delivered, and firms by name.

    `half` and `nine` are None beyond the days that are looked at. `delaying`: firms that make it late most often, with the working days that they cost on average.
    `critical`: firms without which there is no plan. `unknown`: firms of which it is not known how often they are in time; they were taken as the middle one.
    `days`: when everything is delivered, each day with the number of its futures, also beyond the days that are looked at. `planned`: when it is without a
    disturbance. `due`: where all orders are due on the same day.
    """

    count: int
    on_time: float | None
    half: date | None
    nine: date | None
    no_dropout: float | None
    delaying: tuple[tuple[str, float], ...] = ()
    critical: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    days: tuple[tuple[date, int], ...] = ()
    planned: date | None = None
    due: date | None = None


_MOST = 3
_LEAST_DAYS = 0.05
"""Working days on average from which on a firm is told as one that delays."""


def futures(
    subject: Subject,
    seed: int,
    *,
    progress: Callable[[int, int], None],  # noqa: ARG001 - searches are all asked in the same way
    cancelled: Callable[[], bool],  # noqa: ARG001 - same
) -> Robustness | None:
    """A thousand futures of a variant; None where it is not known of any partner how often it is in time. Raises `ProblemError` as `Subject` does."""
    made = subject.made()
    plan = subject.plan(made)
    firms = [subject.book.firm(code) for code in made.firms]
    found = disturbed(
        made.task, plan, [one.on_time for one in firms], [one.dropout for one in firms], count=COUNT, seed=seed
    )
    return None if found is None else _told(made, found, subject)


def _told(made: Made, found: Futures, subject: Subject) -> Robustness:
    names = made.labels.firms
    partners = [made.firms.index(code) for code in subject.variant.firms]
    delaying = sorted((one for one in found.firms if one.extra >= _LEAST_DAYS), key=lambda one: -one.extra)[:_MOST]
    return Robustness(
        found.count,
        found.on_time,
        day_of(made, found.middle),
        day_of(made, found.nine_tenths),
        found.no_dropout,
        tuple((names[one.firm], one.extra) for one in delaying),
        tuple(names[place] for place in critical_firms(made.task, partners)),
        tuple(names[place] for place in found.unknown),
        _days(made, found),
        subject.variant.finish,
        _due(subject),
    )


def _days(made: Made, found: Futures) -> tuple[tuple[date, int], ...]:
    """Finishes as days; the calendar goes on as it is beyond the last day that is looked at."""
    last = max((slot for slot, _ in found.finishes), default=1)
    days = days_of(replace(made.book.frame, days=max(last, 1)))
    counts = Counter[date]()
    for slot, count in found.finishes:
        counts[days[min(max(slot, 1), len(days)) - 1]] += count
    return tuple(sorted(counts.items()))


def _due(subject: Subject) -> date | None:
    dues = {subject.book.order(code).due for code in subject.variant.orders}
    return dues.pop() if len(dues) == 1 else None
