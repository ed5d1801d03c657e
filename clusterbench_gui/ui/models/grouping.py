"""Which rows of the list stand together, and in which order: pure functions over rows and a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING

from clusterbench_gui.domain.status import Status

if TYPE_CHECKING:  # imports the form engine, which a list does without
    from clusterbench_gui.app.interviews import InterviewRow


class Group(Enum):
    """The groups in their order: what waits for somebody stands above what is done."""

    TODAY = "today"
    COMING = "coming"
    IN_PROGRESS = "in-progress"
    RETURNED = "returned"
    TO_ARRANGE = "to-arrange"
    FINISHED = "finished"
    WITHDRAWN = "withdrawn"


TIMED = frozenset({Group.TODAY, Group.COMING})
"""Groups whose rows stand in the order of their appointments."""
SHOWN_EMPTY = frozenset({Group.TODAY, Group.COMING, Group.IN_PROGRESS, Group.RETURNED, Group.FINISHED})
"""Groups that say what would stand in them, and how it gets there."""
_SETTLED = {
    Status.RETURNED: Group.RETURNED,
    Status.FINISHED: Group.FINISHED,
    Status.APPROVED: Group.FINISHED,
    Status.WITHDRAWN: Group.WITHDRAWN,
}
_LATE = "99:99"


@dataclass(frozen=True, slots=True)
class Section:
    """A group with its rows."""

    group: Group
    rows: "tuple[InterviewRow, ...]"


def is_missed(row: "InterviewRow", today: date) -> bool:
    """Whether the appointment is over, and nobody has worked on the interview since its day began."""
    day = row.appointment.date if row.appointment else None
    if day is None or day >= today:
        return False
    return row.interview is None or datetime.fromisoformat(row.interview.touched).date() < day


def group_of(row: "InterviewRow", today: date) -> Group:
    """Where a row stands. A missed appointment stays under today until it is kept, postponed or called off."""
    if row.interview and row.interview.status in _SETTLED:
        return _SETTLED[row.interview.status]
    day = row.appointment.date if row.appointment else None
    if day is not None and (day == today or is_missed(row, today)):
        return Group.TODAY
    if day is not None and day > today:
        return Group.COMING
    return Group.IN_PROGRESS if row.interview else Group.TO_ARRANGE


def grouped(rows: "Iterable[InterviewRow]", today: date, *, with_empty: bool = True) -> tuple[Section, ...]:
    """The groups in their order, each in the order of `rows` or of its appointments.

    `with_empty`: with those that have something to say while they are empty.
    """
    found: dict[Group, list[InterviewRow]] = {group: [] for group in Group}
    for row in rows:
        found[group_of(row, today)].append(row)
    for group in TIMED:
        found[group].sort(key=_moment)
    shown = ((group, some) for group, some in found.items() if some or (with_empty and group in SHOWN_EMPTY))
    return tuple(Section(group, tuple(some)) for group, some in shown)


def _moment(row: "InterviewRow") -> tuple[str, str]:
    """A day without a time comes after its timed appointments."""
    one = row.appointment
    return (one.day, one.time or _LATE) if one else ("", "")
