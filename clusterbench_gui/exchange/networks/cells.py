"""Cells of the tables of planning as values by their kind, and values as cells."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from clusterbench_gui.domain.sheets import Column, Kind
from clusterbench_gui.exchange.networks.titles import choice_title
from clusterbench_gui.support.dates import read_date
from clusterbench_gui.support.numbers import read_decimal
from clusterbench_gui.support.texts import LANGUAGES, texts

Value = Any
"""Text, float, int, date, bool, tuple of seven whole numbers, frozenset of codes; None is no answer."""

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)
_YES = {"yes", "y", "tak", "t", "true", "prawda", "1", "x"}
_NO = {"no", "n", "nie", "false", "fałsz", "0"}
_APART = re.compile(r"[\s,;/]+")
_BETWEEN = re.compile(r"[\s,;]+")
_LISTED = re.compile(r"[,;\n]")
_FIGURE = re.compile(r"[0-9]{1,6}")
_DOUBTFUL = re.compile(r"[.,]000\D*$")
"""`1.000` may be one or a thousand."""
_WORKDAYS = 5


class CellError(Exception):
    """What is wrong with a cell: a code of a problem with its values."""

    def __init__(self, code: str, **values: str) -> None:
        """Carry code and values."""
        super().__init__(code)
        self.code, self.values = code, values


def read_cell(column: Column, cell: str) -> Value:
    """The value of a cell, None where nothing stands there. Raises `CellError`."""
    text = plain(cell)
    if not text:
        return None
    value = _READERS[column.kind](column, cell.strip() if column.kind is Kind.CODES else text)
    _bound(column, value, text)
    return value


def plain(cell: str) -> str:
    """A cell's text in one line, without blanks around it."""
    return " ".join(cell.replace("\u200b", "").split())


def write_cell(column: Column, value: Value) -> str:
    """A value as a cell that `read_cell` reads as the same value."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
        case int() | float():
            number = Decimal(repr(value))
            return digits(number * 100 if column.kind is Kind.SHARE else number)
        case tuple():
            return " ".join(str(one) for one in value)
        case frozenset():
            return ", ".join(sorted(value))
    return str(value)


def _text(_column: Column, text: str) -> str:
    return text


def _number(_column: Column, text: str) -> float:
    return float(_decimal(text))


def _share(_column: Column, text: str) -> float:
    return float(_decimal(text) / 100)


def _decimal(text: str) -> Decimal:
    found = read_decimal(text)
    if found is None:
        raise CellError("table-number", text=text)
    if _DOUBTFUL.search(text):
        raise CellError("table-number-doubtful", text=text)
    return Decimal(found)


def _whole(_column: Column, text: str) -> int:
    found = read_decimal(text)
    if found is None or "." in found:
        raise CellError("table-whole", text=text)
    return int(_decimal(text))


def _date(_column: Column, text: str) -> date:
    found = read_date(text)
    if found is None:
        raise CellError("table-date", text=text)
    return date.fromisoformat(found)


def _yes(_column: Column, text: str) -> bool:
    word = text.casefold()
    if word not in _YES | _NO:
        raise CellError("table-yes", text=text)
    return word in _YES


def _codes(column: Column, text: str) -> frozenset[str]:
    parts = _BETWEEN.split(text) if column.refers else _LISTED.split(text)
    return frozenset(code for part in parts if (code := plain(part)))


def _week(_column: Column, text: str) -> tuple[int, ...]:
    parts = _APART.split(text.strip(",;/"))
    if not all(_FIGURE.fullmatch(part) for part in parts):
        raise CellError("table-week", text=text)
    hours = tuple(int(part) for part in parts)
    if len(hours) == 1:
        hours *= _WORKDAYS
    if len(hours) == _WORKDAYS:
        hours += (0, 0)
    if len(hours) != _WORKDAYS + 2:
        raise CellError("table-week", text=text)
    return hours


def _choice(column: Column, text: str) -> str:
    found = known_choices(column.choices).get(text.casefold())
    if found is None:
        raise CellError("table-choice", text=text, choices=", ".join(column.choices))
    return found


@cache
def known_choices(choices: tuple[str, ...]) -> Mapping[str, str]:
    """Choices by their ids and by what they are called in any language."""
    words = {choice_title(texts(language), one).casefold(): one for language in LANGUAGES for one in choices}
    return words | {one: one for one in choices}


def _bound(column: Column, value: Value, text: str) -> None:
    if isinstance(value, date):
        if not FIRST_DAY <= value <= LAST_DAY:
            raise CellError("table-range", text=text, least=FIRST_DAY.isoformat(), most=LAST_DAY.isoformat())
        return
    if isinstance(value, bool) or not isinstance(value, (int, float, tuple)):
        return
    scale = 100 if column.kind is Kind.SHARE else 1
    least = -1e12 if column.least is None else column.least
    most = 1e12 if column.most is None else column.most
    numbers = value if isinstance(value, tuple) else (value,)
    if not all(least / scale <= one <= most / scale for one in numbers):
        raise CellError("table-range", text=text, least=_bound_words(least), most=_bound_words(most))


def _bound_words(bound: float) -> str:
    return digits(Decimal(repr(bound)))


def digits(number: Decimal) -> str:
    """A number in full, without zeros at its end."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


_READERS: Mapping[Kind, Callable[[Column, str], Value]] = {
    Kind.TEXT: _text,
    Kind.CODE: _text,
    Kind.NUMBER: _number,
    Kind.WHOLE: _whole,
    Kind.MONEY: _number,
    Kind.SHARE: _share,
    Kind.DATE: _date,
    Kind.YES: _yes,
    Kind.CODES: _codes,
    Kind.WEEK: _week,
    Kind.CHOICE: _choice,
}
