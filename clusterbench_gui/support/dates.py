"""Reading dates and times as people type them: `1.7.2012`, `2012-07-01`, `9:30`."""

import re
from datetime import date, time

_YEAR_FIRST = re.compile(r"([0-9]{4})[-./ ]([0-9]{1,2})[-./ ]([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-./ ]\s?([0-9]{1,2})[-./ ]\s?([0-9]{4})")
_TIME = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2}))?")


def read_date(typed: str) -> str | None:
    """A typed date as `yyyy-mm-dd`, or None. Day before month, four digits of the year; impossible days are not bent."""
    text = typed.strip().removesuffix("r.").strip().rstrip(".")
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year = found.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def read_time(typed: str) -> str | None:
    """A typed time of day as `hh:mm:ss`, or None."""
    found = _TIME.fullmatch(typed.strip())
    if not found:
        return None
    hour, minute, second = found.groups(default="0")
    try:
        return time(int(hour), int(minute), int(second)).isoformat()
    except ValueError:
        return None


def read_datetime(typed: str) -> str | None:
    """A typed date and time, apart by a space, a comma or `T`, as `yyyy-mm-ddThh:mm:ss`, or None."""
    parts = re.split(r"[\sT,]+", typed.strip())
    if len(parts) != 2:
        return None
    day, clock = read_date(parts[0]), read_time(parts[1])
    return f"{day}T{clock}" if day and clock else None


def write_date(value: str, language: str) -> str:
    """A stored date as it stands in a field: `1.07.2012` in Polish, `2012-07-01` otherwise."""
    try:
        day = date.fromisoformat(value[:10])
    except ValueError:
        return value
    return f"{day.day}.{day.month:02d}.{day.year}" if language == "pl" else day.isoformat()
