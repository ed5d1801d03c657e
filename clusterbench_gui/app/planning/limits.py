"""Limits of an order as somebody tries them, beside what its table says."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from clusterbench_gui.domain.planning import Book, Order


@dataclass(frozen=True, slots=True)
class Limits:
    """By when, for how much, how reliably (a share) and with how many partners; None is no limit."""

    due: date | None = None
    budget: float | None = None
    reliability: float | None = None
    partners: int | None = None


def limits_of(order: Order) -> Limits:
    """What the table says."""
    return Limits(order.due, order.budget, order.reliability, order.partners)


def limited(book: Book, tried: Mapping[str, Limits]) -> Book:
    """The book with other limits for some orders, by their codes."""
    if not tried:
        return book
    orders = (limited_order(one, tried[one.code]) if one.code in tried else one for one in book.orders)
    return replace(book, orders=tuple(orders))


def limited_order(order: Order, limits: Limits) -> Order:
    """The order with other limits."""
    return replace(
        order,
        due=limits.due,
        budget=limits.budget,
        reliability=limits.reliability,
        partners=limits.partners,
    )
