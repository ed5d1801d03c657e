"""What the list says in words: groups, days, places, the field window."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from clusterbench_gui.support.texts import DASH, Texts
from clusterbench_gui.ui.models.grouping import Group, group_of, is_missed

if TYPE_CHECKING:  # imports the form engine, which a list does without
    from clusterbench_gui.app.interviews import InterviewRow

_PAST = frozenset({Group.IN_PROGRESS, Group.RETURNED, Group.FINISHED, Group.WITHDRAWN})


def group_title(group: Group, texts: Texts) -> str:
    """The heading of a group."""
    return {
        Group.TODAY: texts.t("Today"),
        Group.COMING: texts.t("Coming"),
        Group.IN_PROGRESS: texts.t("In progress"),
        Group.RETURNED: texts.t("Returned"),
        Group.TO_ARRANGE: texts.t("To arrange"),
        Group.FINISHED: texts.t("Finished"),
        Group.WITHDRAWN: texts.t("Consent withdrawn"),
    }[group]


def group_hint(group: Group, texts: Texts) -> str:
    """What to know of an empty group: why nothing stands there, and what would."""
    return {
        Group.TODAY: texts.t("Nothing is arranged for today."),
        Group.COMING: texts.t("Nothing is arranged. Choose a cluster and press Ctrl+T for an appointment."),
        Group.IN_PROGRESS: texts.t("No interview is begun. Choose a cluster and press Enter to begin one."),
        Group.RETURNED: texts.t("Nothing came back from the office."),
        Group.FINISHED: texts.t("Nothing yet. Ctrl+Enter in an interview checks it and finishes it."),
    }.get(group, "")


def when(row: "InterviewRow", today: date, texts: Texts) -> tuple[str, str]:
    """When a row was or will be, and what that is to today: the appointment while it lies ahead, else the last change."""
    one, group = row.appointment, group_of(row, today)
    day = one.date if one else None
    if one is not None and day is not None and (group not in _PAST or day >= today):
        return ", ".join(filter(None, (texts.date(day), one.time))), relative(day, today, texts, is_missed(row, today))
    if row.interview is None:
        return DASH, ""
    touched = datetime.fromisoformat(row.interview.touched)
    return f"{texts.date(touched.date())}, {touched:%H:%M}", texts.t("last change")


def relative(day: date, today: date, texts: Texts, missed: bool = False) -> str:  # noqa: FBT001, FBT002 - a mark of the day
    """A day as people say it: today, tomorrow, else the day of the week; or that it was missed."""
    if missed:
        return texts.t("missed")
    distance = (day - today).days
    if distance in {0, 1}:
        return texts.t("today") if not distance else texts.t("tomorrow")
    return weekday(day, texts)


def weekday(day: date, texts: Texts) -> str:
    """The day of the week by name."""
    from PySide6.QtCore import QLocale  # noqa: PLC0415 - its enumerations take 10 ms, and the first paint has no days

    return QLocale(texts.language).dayName(day.isoweekday())


def contact_lines(row: "InterviewRow") -> tuple[str, str]:
    """Whom to see, and the telephone number."""
    one = row.contact
    return (one.person or one.email, one.phone) if one else ("", "")


def place_lines(row: "InterviewRow") -> tuple[str, str]:
    """Where: the place of the appointment, else the address; and what is left of both."""
    place = row.appointment.place if row.appointment else ""
    address = row.contact.address if row.contact else ""
    return (place, address) if place else (address, "")


def field_window(window: tuple[date, date], today: date, texts: Texts) -> str:
    """The field window and how much of it is left, or how long until it opens."""
    first, last = window
    span = texts.t("field window {first} – {last}", first=texts.date(first), last=texts.date(last))
    if today < first:
        left = texts.n("opens in {n} day", "opens in {n} days", (first - today).days)
    elif today > last:
        left = texts.t("over")
    elif today == last:
        left = texts.t("last day")
    else:
        left = texts.n("{n} day left", "{n} days left", (last - today).days)
    return f"{span} ({left})"
