"""The values of expressions and their conversions: XPath 1.0 section 4, with dates as XForms need them.

A value is a string, a float, a bool, a `date`, an aware `datetime`, or a node-set as a list of nodes in document order.
"""

import math
import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol

from clusterbench_gui.forms.nodes import Node

Atom = str | float | bool | date | datetime
Value = Atom | list[Node]


class Reader(Protocol):
    """What conversions ask an environment. `javarosa`: a date is a whole number of days, as in JavaRosa."""

    javarosa: bool

    def read(self, node: Node) -> str:
        """The string value of a node."""

    def value(self, node: Node) -> Atom:
        """The value of a node as its type has it."""


_NUMBER = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)")
_DATE = re.compile(
    r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"
    r"(?:T(?P<H>\d{1,2}):(?P<M>\d{2})(?::(?P<S>\d{2})(?:\.(?P<f>\d{1,9}))?)?(?P<z>Z|[+-]\d{2}(?::?\d{2})?)?)?"
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)
_XML_BLANKS = " \t\r\n"


def to_string(value: Value, env: Reader) -> str:
    """XPath `string()`."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, list):
        return env.read(value[0]) if value else ""
    return date_text(value)


def to_number(value: Value, env: Reader) -> float:
    """XPath `number()`; a date is the days since 1970-01-01 UTC at its local midnight."""
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if isinstance(value, float):
        return value
    if isinstance(value, str):
        return text_number(value, env)
    if isinstance(value, list):
        return to_number(env.value(value[0]), env) if value else math.nan
    return env_days(value, env)


def to_boolean(value: Value, env: Reader) -> bool:
    """XPath `boolean()`."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    if isinstance(value, list):
        if len(value) == 1:
            env.read(value[0])
        return bool(value)
    return bool(value) if isinstance(value, str) else True


def text_number(text: str, env: Reader) -> float:
    """A number as written, NaN for anything else; a date is one only where `javarosa` does not hold."""
    text = text.strip(_XML_BLANKS).replace(",", ".")
    if _NUMBER.fullmatch(text):
        return float(text)
    moment = parse_date(text) if text[4:5] == "-" and not env.javarosa else None
    return math.nan if moment is None else env_days(moment, env)


def number_text(value: float) -> str:
    """A number as XPath writes it: no exponent, no trailing zeros."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == int(value):
        return str(int(value))
    text = repr(value)
    if "e" in text:
        text = f"{value:.20f}".rstrip("0").rstrip(".")
    return text


def parse_date(text: str) -> date | datetime | None:
    """An ISO date, or date and time (local where it has no offset); None where it is neither."""
    match = _DATE.fullmatch(text.strip(_XML_BLANKS))
    if match is None:
        return None
    try:
        day = date(int(match["y"]), int(match["m"]), int(match["d"]))
        if match["H"] is None:
            return day
        micro = int((match["f"] or "0").ljust(6, "0")[:6])
        at = datetime.combine(day, time(int(match["H"]), int(match["M"]), int(match["S"] or 0), micro))
        return _with_offset(at, match["z"])
    except (ValueError, OverflowError):
        return None


def _with_offset(at: datetime, zone: str | None) -> datetime:
    if zone is None:
        return localised(at)
    if zone == "Z":
        return at.replace(tzinfo=UTC)
    hours, minutes = int(zone[1:3]), int(zone[-2:] if len(zone) > 3 else 0)
    if hours > 23 or minutes > 59:
        raise ValueError(zone)
    shift = timedelta(hours=hours, minutes=minutes)
    return (at - shift if zone[0] == "+" else at + shift).replace(tzinfo=UTC)


def localised(at: datetime) -> datetime:
    """The moment that a naive time means in the process's time zone; UTC where the platform cannot say."""
    if at.tzinfo is not None:
        return at
    try:
        return at.astimezone()
    except (OSError, OverflowError, ValueError):
        return at.replace(tzinfo=UTC)


def moment_of(value: date | datetime) -> datetime:
    """A date at its local midnight, a datetime as it is."""
    if isinstance(value, datetime):
        return localised(value)
    return localised(datetime.combine(value, time()))


def days(value: date | datetime) -> float:
    """Days since 1970-01-01 UTC."""
    return (moment_of(value) - _EPOCH) / _DAY


def env_days(value: date | datetime, env: Reader) -> float:
    """A date as a number: web-forms counts from its local midnight, JavaRosa in whole local days."""
    return local_days(value) if env.javarosa else days(value)


def local_days(value: date | datetime) -> float:
    """Days since 1970-01-01 as calendars count them where the program runs."""
    if isinstance(value, datetime):
        local = localised(value).astimezone()
        shift = local.utcoffset() or timedelta()
        return days(value) + shift / _DAY
    return float((value - _EPOCH.date()).days)


def from_days(number: float) -> datetime | None:
    """The local moment that many days after 1970-01-01 UTC; None where no calendar has it."""
    try:
        return (_EPOCH + timedelta(days=number)).astimezone()
    except (OverflowError, ValueError, OSError):
        return None


def date_text(value: date | datetime) -> str:
    """ISO 8601 as in submissions: `2012-07-01`, or `2012-07-01T09:30:00.000+02:00`."""
    if not isinstance(value, datetime):
        return value.isoformat()
    local = value.astimezone() if value.tzinfo is None else value
    text = local.isoformat(timespec="milliseconds")
    return text[:-6] + "Z" if text.endswith("+00:00") else text


def to_date(value: Value, env: Reader) -> date | datetime | None:
    """A value as a date: text by its ISO form, a number as days since 1970-01-01; None where it is no date."""
    if isinstance(value, (date, datetime)):
        return value
    if isinstance(value, (bool, float)):
        return from_days(float(value))
    text = to_string(value, env)
    found = parse_date(text)
    if found is None and _NUMBER.fullmatch(text.strip(_XML_BLANKS)):
        return from_days(float(text))
    return found
