"""Working days as slots, and the hours that resources have free on each of them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import count

import holidays

from clusterbench_gui.domain.planning import Book, Closure, ClusterFrame, Job, Resource, Window


def days_of(frame: ClusterFrame) -> tuple[date, ...]:
    """The dates of the slots: so many days from the start on as the frame says, of its week, without Polish holidays where it has these."""
    if not any(frame.week):
        return ()
    free = holidays.country_holidays("PL") if frame.holidays else {}
    found: list[date] = []
    for ahead in count():
        day = frame.start + timedelta(days=ahead)
        if frame.week[day.weekday()] and day not in free:
            found.append(day)
        if len(found) == frame.days or day == date.max:
            break
    return tuple(found)


def free_hours(book: Book, days: Sequence[date], taken: Sequence[Job] = ()) -> Mapping[str, tuple[int, ...]]:
    """By resource the free hours of every day: a window's, else the week's; none where its firm is closed; less what is taken."""
    firms = {one.code for one in book.firms}
    closed = {firm: _closed(book.closures, firm, days) for firm in firms}
    windows: dict[str, list[Window]] = {}
    for window in book.windows:
        windows.setdefault(window.resource, []).append(window)
    hours = {
        one.code: _hours(one, windows.get(one.code, ()), closed.get(one.firm, set()), days) for one in book.resources
    }
    for job in taken:
        if job.resource in hours:
            for slot, day in enumerate(days):
                if job.first <= day <= job.last:
                    hours[job.resource][slot] = max(hours[job.resource][slot] - job.hours_per_day, 0)
    return {code: tuple(row) for code, row in hours.items()}


def slots_until(days: Sequence[date], last: date) -> int:
    """How many slots there are to the end of a day."""
    return sum(day <= last for day in days)


def slot_from(days: Sequence[date], first: date) -> int:
    """The first slot that begins on a day or after it."""
    return sum(day < first for day in days)


def _closed(closures: Sequence[Closure], firm: str, days: Sequence[date]) -> set[date]:
    mine = [one for one in closures if one.firm in ("", firm)]
    return {day for day in days if any(one.first <= day <= one.last for one in mine)}


def _hours(resource: Resource, windows: Sequence[Window], closed: set[date], days: Sequence[date]) -> list[int]:
    row = [0 if day in closed else resource.week[day.weekday()] for day in days]
    for window in windows:
        for slot, day in enumerate(days):
            if window.first <= day <= window.last and day not in closed:
                row[slot] = window.hours
    return row
