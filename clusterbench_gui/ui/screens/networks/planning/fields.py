"""Limits of orders as they are typed to be tried, beside what the table says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Any

from clusterbench_gui.app.planning.limits import Limits, limits_of
from clusterbench_gui.domain.planning import Order
from clusterbench_gui.support.numbers import read_decimal, read_integer
from clusterbench_gui.support.texts import Texts

_DAYS_FIRST, _YEAR_FIRST = ".", "-"


class Field(Enum):
    """What can be tried; the values are the columns of the table of orders."""

    DUE = "due"
    BUDGET = "budget"
    RELIABILITY = "reliability"
    PARTNERS = "partners"


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in a field, whether it can be read, and whether it is other than the table."""

    text: str
    is_read: bool = True
    is_other: bool = False


class TriedLimits:
    """What is tried for each order; what was never typed is what the table says."""

    def __init__(self) -> None:
        """Nothing is tried."""
        self._typed: dict[tuple[str, Field], str] = {}

    def type(self, order: str, field: Field, text: str) -> None:
        """Something stands in a field; an empty field is no limit."""
        self._typed[order, field] = text.strip()

    def take_back(self, order: str) -> None:
        """What the table says holds again."""
        for field in Field:
            self._typed.pop((order, field), None)

    def try_limits(self, order: Order, limits: Limits, texts: Texts) -> None:
        """Put limits into the fields of an order; those that the table says are not tried."""
        for field in Field:
            wanted, said = getattr(limits, field.value), getattr(order, field.value)
            self._typed.pop((order.code, field), None)
            if wanted != said:
                self._typed[order.code, field] = written(field, wanted, texts)

    def shown(self, order: Order, field: Field, texts: Texts) -> Typed:
        """What a field shows."""
        said = getattr(limits_of(order), field.value)
        text = self._typed.get((order.code, field))
        if text is None:
            return Typed(written(field, said, texts))
        value, is_read = _read(field, text)
        return Typed(text, is_read, not is_read or value != said)

    def limits(self, order: Order) -> Limits:
        """What is tried; what cannot be read is as the table says."""
        limits = limits_of(order)
        for field in Field:
            text = self._typed.get((order.code, field))
            value, is_read = _read(field, text) if text is not None else (None, False)
            if is_read:
                limits = _with(limits, field, value)
        return limits

    def differing(self, orders: tuple[Order, ...]) -> Mapping[str, Limits]:
        """Limits of those orders that are tried otherwise."""
        return {one.code: tried for one in orders if (tried := self.limits(one)) != limits_of(one)}


def written(field: Field, value: object, texts: Texts) -> str:
    """A limit as a field shows it, and as the table takes it; none is empty."""
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value.day:02d}.{value.month:02d}.{value.year}" if texts.language == "pl" else value.isoformat()
    number = 100 * float(str(value)) if field is Field.RELIABILITY else float(str(value))
    return f"{number:.2f}".rstrip("0").rstrip(".")  # fields take it without blanks


def read_day(text: str) -> date | None:
    """A date as 2026-06-30 or 30.06.2026; None where it is none."""
    sign = _YEAR_FIRST if _YEAR_FIRST in text else _DAYS_FIRST
    parts = text.split(sign)
    if len(parts) != 3 or not all(one.strip().isdecimal() for one in parts):
        return None
    numbers = [int(one) for one in parts]
    year, month, day = numbers if sign == _YEAR_FIRST else numbers[::-1]
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_money(text: str) -> float | None:
    """An amount that is not below zero; None where it is none."""
    read = read_decimal(text)
    return float(read) if read is not None and float(read) >= 0 else None


def _read(field: Field, text: str) -> tuple[object, bool]:
    """The value of a typed limit and whether it is one; nothing typed is no limit."""
    if not text:
        return None, True
    value = _READERS[field](text)
    return value, value is not None


def _with(limits: Limits, field: Field, value: Any) -> Limits:
    return replace(limits, **{field.value: value})


def _share(text: str) -> float | None:
    read = read_decimal(text)
    return float(read) / 100 if read is not None and 0 < float(read) <= 100 else None


def _count(text: str) -> int | None:
    read = read_integer(text)
    return int(read) if read is not None and int(read) > 0 else None


_READERS: Mapping[Field, Callable[[str], object]] = {
    Field.DUE: read_day,
    Field.BUDGET: read_money,
    Field.RELIABILITY: _share,
    Field.PARTNERS: _count,
}
