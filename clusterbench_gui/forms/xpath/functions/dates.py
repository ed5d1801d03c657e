"""Dates and times: ODK XForms specification "Date and time functions", JavaRosa's DateUtils."""

import math
from datetime import date, datetime

from clusterbench_gui.forms.xpath.context import Context, EvaluationError
from clusterbench_gui.forms.xpath.functions.table import Function, Table
from clusterbench_gui.forms.xpath.values import (
    NoDate,
    Value,
    days,
    local_day,
    localised,
    moment_of,
    parse_date,
    to_date,
    to_string,
)

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _today(context: Context) -> date:
    """`today()`: the date of today. Source: ODK XForms, Date and time functions."""
    return context.env.now().date()


def _now(context: Context) -> datetime:
    """`now()`: the date and time. Source: ODK XForms, Date and time functions."""
    return context.env.now()


def _date(context: Context, value: Value) -> Value:
    """`date(value)`: the date of a text or of a number of days since 1970-01-01. Source: JavaRosa XPathFuncExpr.toDate."""
    found = _converted(context, value)
    if found is None or isinstance(found, NoDate):
        return found or ""
    return local_day(found) if context.env.javarosa else found


def _converted(context: Context, value: Value) -> date | datetime | NoDate | None:
    """The date of a value; None where it is empty. Where it is something else, an interview's expression fails."""
    if isinstance(value, NoDate):
        return value
    found = None if isinstance(value, bool) else to_date(value, context.env)
    if found is None:
        text = to_string(value, context.env).strip()
        if text not in ("", "NaN"):
            failure = EvaluationError("not-a-date", text)
            if context.env.javarosa:
                raise failure
            return NoDate(failure)
    return found


def _date_time(context: Context, value: Value) -> Value:
    """`date-time(value)`: as date, with the time. Source: JavaRosa XPathFuncExpr.toDate."""
    found = _converted(context, value)
    if found is None or isinstance(found, NoDate):
        return found or ""
    return moment_of(found).astimezone()


def _decimal_date_time(context: Context, value: Value) -> float:
    """`decimal-date-time(moment)`: the days since 1970-01-01 UTC, with the fraction of the day.

    Source: ODK XForms, Date and time functions.
    """
    if isinstance(value, float):
        return value
    text = to_string(value, context.env)
    found = parse_date(text)
    if found is None and text.strip():
        code = "not-a-date"
        raise EvaluationError(code, text)
    return math.nan if found is None else days(found)


def _decimal_time(context: Context, value: Value) -> float:
    """`decimal-time(time)`: the fraction of the day that has passed: 0.25 at six in the morning.

    Source: ODK XForms, Date and time functions.
    """
    if isinstance(value, datetime):
        local = localised(value).astimezone()
        return (local.hour * 3600 + local.minute * 60 + local.second + local.microsecond / 1e6) / 86400
    text = to_string(value, context.env).strip()
    found = parse_date(text if "T" in text else f"1970-01-02T{text}")
    if not isinstance(found, datetime):
        return math.nan
    local = found.astimezone()
    return (local.hour * 3600 + local.minute * 60 + local.second + local.microsecond / 1e6) / 86400


def _formatted(context: Context, value: Value, pattern: str) -> str:
    """`format-date(moment, pattern)`: a date as text, by %Y %y %m %n %B %b %d %e %a %A %W %H %h %M %S %3.

    Source: JavaRosa DateUtils.format.
    """
    found = _converted(context, value)
    if found is None or isinstance(found, NoDate):
        return ""
    return format_date(moment_of(found).astimezone(), pattern)


def format_date(at: datetime, pattern: str) -> str:
    """A date by a pattern of JavaRosa."""
    parts = {
        "Y": f"{at.year:04d}",
        "y": f"{at.year % 100:02d}",
        "m": f"{at.month:02d}",
        "n": str(at.month),
        "B": _MONTHS[at.month - 1],
        "b": _MONTHS[at.month - 1][:3],
        "d": f"{at.day:02d}",
        "e": str(at.day),
        "H": f"{at.hour:02d}",
        "h": str(at.hour),
        "M": f"{at.minute:02d}",
        "S": f"{at.second:02d}",
        "3": f"{at.microsecond // 1000:03d}",
        "a": _DAYS[at.weekday()][:3],
        "A": _DAYS[at.weekday()],
        "W": str(at.isocalendar().week),
        "%": "%",
    }
    made: list[str] = []
    letters = iter(pattern)
    for letter in letters:
        if letter != "%":
            made.append(letter)
            continue
        key = next(letters, "")
        if key not in parts:
            code = "bad-pattern"
            raise EvaluationError(code, pattern)
        made.append(parts[key])
    return "".join(made)


TABLE: Table = {
    "today": Function(_today),
    "now": Function(_now),
    "date": Function(_date, "v"),
    "date-time": Function(_date_time, "v"),
    "decimal-date-time": Function(_decimal_date_time, "v"),
    "decimal-time": Function(_decimal_time, "v"),
    "format-date": Function(_formatted, "vs"),
    "format-date-time": Function(_formatted, "vs"),
}
