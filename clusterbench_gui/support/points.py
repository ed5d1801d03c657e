"""Reading places as people write them: `52.2297, 21.0122`, `52,2297 21,0122`, `52°13'47"N 21°0'42"E`.

A place is latitude and longitude in degrees, then perhaps altitude and accuracy in metres. What cannot be read with
certainty is not read at all: `52,21` may be two numbers or one.
"""

import re
from decimal import Decimal
from enum import Enum

LATITUDE, LONGITUDE = 90, 180
"""How far the two go to either side of zero."""
PLACES = 8
"""Decimals of a degree that are kept: a millimetre."""
MOST_TYPED = 200
"""Characters in which a place can be written."""

_METRES = 100_000
_SIGNS = str.maketrans(
    {"º": "°", "˚": "°", "′": "'", "’": "'", "‘": "'", "″": '"', "”": '"', "“": '"', "„": '"', "−": "-", "–": "-"}
    | dict.fromkeys("\u00a0\u2007\u2009\u202f\t", " ")
)
_FIGURE = r"\d+(?:[.,]\d+)?"
_TURN = rf"([+-]?)({_FIGURE})(?: ?°(?: ?({_FIGURE}) ?'(?: ?({_FIGURE}) ?\")?)?)?"
_ANGLES = [rf"(?P<before{at}>[NSEW])? ?{_TURN}(?(before{at})| ?([NSEW])?)" for at in (1, 2)]
_LENGTH = rf"([+-]?{_FIGURE})(?: ?m)?"
_APART = r"(?: ?; ?|, | )"
_PLACE = re.compile(rf"{_ANGLES[0]}{_APART}{_ANGLES[1]}(?:{_APART}{_LENGTH}(?:{_APART}{_LENGTH})?)?", re.IGNORECASE)
_POINTED = re.compile(r"[+-]?\d+\.\d+,[+-]?\d+\.\d+(,[+-]?\d+(\.\d+)?){0,2}")
_WRITTEN = re.compile(r"\s*[+-]?\d{1,30}(\.\d{0,30})?( +[+-]?\d{1,30}(\.\d{0,30})?){1,3}\s*")
_HANGING = re.compile(r"(?:[.,;]|\s)+$")


class Unreadable(Enum):
    """Why a text is no place."""

    NO_PLACE = "no-place"
    OUTSIDE = "outside"
    """Further from zero than there are degrees, or minutes and seconds beyond 59."""


def read_point(typed: str) -> str | Unreadable:
    """A place as submissions have it: `latitude longitude altitude accuracy`, the last two 0 where they are not known."""
    text = re.sub(" +", " ", _HANGING.sub("", typed.translate(_SIGNS).replace("''", '"').strip()))
    if len(text) > MOST_TYPED:
        return Unreadable.NO_PLACE
    if _POINTED.fullmatch(text):
        text = text.replace(",", " ")
    found = _PLACE.fullmatch(text)
    if found is None:
        return Unreadable.NO_PLACE
    groups = found.groups()
    if text.count(";") not in {0, sum(one is not None for one in (groups[2], groups[8], *groups[12:])) - 1}:
        return Unreadable.NO_PLACE  # two places in one line
    named = [_axis(groups[:6]), _axis(groups[6:12])]
    if None in named or (any(named) and named[0] == named[1]):
        return Unreadable.NO_PLACE
    latitude, longitude = _angle(groups[:6]), _angle(groups[6:12])
    if named[0] == "EW" or named[1] == "NS":
        latitude, longitude = longitude, latitude
    altitude, accuracy = (_number(one or "0") for one in groups[12:])
    is_near = abs(altitude) <= _METRES and 0 <= accuracy <= _METRES
    if latitude is None or longitude is None or not is_near:
        return Unreadable.OUTSIDE
    if abs(latitude) > LATITUDE or abs(longitude) > LONGITUDE:
        return Unreadable.OUTSIDE
    return " ".join(map(_plain, (latitude, longitude, altitude, accuracy)))


def write_point(point: str, mark: str) -> str:
    """A place as people read it, with the decimal sign `mark`; altitude and accuracy where one of them is known.

    What is no place is written as it is.
    """
    if _WRITTEN.fullmatch(point) is None:
        return point
    figures = [_plain(Decimal(one)) for one in point.split()]
    shown = figures[:2] if all(one == "0" for one in figures[2:]) else figures
    return ("; " if mark == "," else ", ").join(one.replace(".", mark) for one in shown)


def points(value: str) -> list[str]:
    """The places of a line or an area."""
    return [one.strip() for one in value.split(";") if one.strip()]


def _axis(groups: tuple[str | None, ...]) -> str | None:
    """NS or EW as the letter says, "" where there is none; None where letters and sign contradict each other."""
    before, sign, *_, after = groups
    letter = before or after
    if not letter:
        return ""
    return None if sign else ("NS" if letter.upper() in "NS" else "EW")


def _angle(groups: tuple[str | None, ...]) -> Decimal | None:
    """Degrees with their sign; None where minutes or seconds are no such."""
    before, sign, degrees, minutes, seconds, after = groups
    parts = [_number(one or "0") for one in (degrees, minutes, seconds)]
    if any(one >= 60 for one in parts[1:]):
        return None
    whole = parts[0] + parts[1] / 60 + parts[2] / 3600
    is_below = sign == "-" or (before or after or "N").upper() in "SW"
    return round(-whole if is_below else whole, PLACES)


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _plain(number: Decimal) -> str:
    """Without an exponent and without zeros at the end; there is no minus zero."""
    return f"{number.normalize():f}" if number else "0"
