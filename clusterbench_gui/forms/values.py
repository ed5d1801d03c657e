"""Answers by type: what may be stored at a question."""

import math
import re
from datetime import date
from decimal import Decimal

from clusterbench_gui.domain.questions import Kind
from clusterbench_gui.forms.model import Element
from clusterbench_gui.forms.xpath.values import date_text, moment_of, number_text, parse_date

_INTEGER = re.compile(r"[+-]?\d{1,9}")
_DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:?\d{2})?")
_POINT = re.compile(r"\s*[+-]?\d+(\.\d*)?( [+-]?\d+(\.\d*)?){1,3}\s*")
_PLACES = frozenset({Kind.GEOPOINT, Kind.GEOTRACE, Kind.GEOSHAPE})
_PLACE_TYPES = frozenset({"geopoint", "geotrace", "geoshape"})
_INTEGERS = frozenset({"int", "integer"})


def accepted(value: str, kind: Kind, type_: str) -> str | None:
    """The value as it is stored, or None where it is not of the type."""
    if kind in _PLACES or type_ in _PLACE_TYPES:
        return _places(value)
    if type_ in _INTEGERS:
        return str(int(value)) if _INTEGER.fullmatch(value.strip()) and -(2**31) <= int(value) < 2**31 else None
    if type_ == "decimal":
        return _decimal(value.strip())
    if type_ == "date":
        found = parse_date(value)
        return found.isoformat()[:10] if isinstance(found, date) else None
    if type_ == "dateTime":
        return _moment(value)
    return _time(value) if type_ == "time" else value


def accepted_at(element: Element, value: str) -> str | None:
    """The value as an element stores it, or None where it is not of its type."""
    return accepted(value, element.control.kind if element.control else Kind.TEXT, element.bind.type)


def _places(value: str) -> str | None:
    """Points as submissions have them: latitude, longitude, altitude and accuracy, those that are not known as 0.0."""
    points = value.rstrip("; ").split(";")
    if not all(_POINT.fullmatch(point) for point in points):
        return None
    figures = ([float(one) for one in point.split()] for point in points)
    return "; ".join(" ".join(map(_figure, [*some, 0.0, 0.0][:4])) for some in figures)


def _figure(number: float) -> str:
    """With a dot, and never with an exponent, which no reader of places knows."""
    return f"{Decimal(repr(number)):f}"


def _time(value: str) -> str | None:
    """A time as submissions have it, with milliseconds and offset: `09:30:00.000+01:00`."""
    if _TIME.fullmatch(value.strip()) is None:
        return None
    moment = _moment(f"1970-01-02T{value.strip()}")
    return moment[11:] if moment else None


def _moment(value: str) -> str | None:
    found = parse_date(value)
    if found is None:
        return None
    try:
        return date_text(moment_of(found).astimezone())
    except (OverflowError, OSError, ValueError):
        return None


def _decimal(value: str) -> str | None:
    """A decimal as written; one with an exponent or a plus sign as expressions can read it."""
    if not _DECIMAL.fullmatch(value) or not math.isfinite(float(value)):
        return None
    return number_text(float(value)) if "e" in value.lower() or value.startswith("+") else value
