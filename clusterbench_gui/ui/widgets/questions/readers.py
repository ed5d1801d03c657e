"""How a typed text becomes a value, and how a value is written back into its field: one reader per kind of answer."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from clusterbench_gui.domain.questions import Kind
from clusterbench_gui.support import dates, numbers
from clusterbench_gui.support.texts import Texts

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Reader:
    """`read` gives the value or None; `show` writes it; `why` says what would be readable; `width` is in characters."""

    read: Callable[[str], str | None]
    show: Callable[[str], str]
    why: str = ""
    width: int = 0
    example: str = ""


def reader(kind: Kind, texts: Texts) -> Reader:
    """The reader of a kind. Kinds that take no typing are read as plain text."""
    t, language = texts.t, texts.language
    match kind:
        case Kind.INTEGER:
            return Reader(numbers.read_integer, _written, t("Please write a whole number in digits, such as 41."), 14)
        case Kind.DECIMAL | Kind.RANGE:
            comma = language == "pl"
            why = t("Please write a number in digits, such as {example}.", example="12,5" if comma else "12.5")
            return Reader(numbers.read_decimal, _decimal_comma if comma else _written, why, 14)
        case Kind.DATE:
            why = t("Please write a date as day, month and year, such as 1.07.2012.")
            return Reader(dates.read_date, lambda value: dates.write_date(value, language), why, 14, t("d.mm.yyyy"))
        case Kind.TIME:
            return Reader(dates.read_time, lambda value: value[:5], t("Please write a time of day, such as 9:30."), 10)
        case Kind.DATETIME:
            why = t("Please write a date and a time, such as 1.07.2012 9:30.")
            return Reader(dates.read_datetime, lambda value: _moment(value, language), why, 20)
    return Reader(clean, _written)


def clean(text: str) -> str:
    """A text without what XML cannot carry; spaces at both ends go too."""
    return _FORBIDDEN.sub("", text).strip()


def _written(value: str) -> str:
    return value


def _decimal_comma(value: str) -> str:
    return value.replace(".", ",")


def _moment(value: str, language: str) -> str:
    day, _, clock = value.partition("T")
    return f"{dates.write_date(day, language)} {clock[:5]}".strip()
