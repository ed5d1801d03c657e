"""The offers of a cluster for a piece of work, as modes of an operation.

A resource that works h hours on it at a constant r hours a day needs h/r days, each with r hours free. Few rates r stand for all: high, middle and low
ones of what the resource has free. That is enough for a plan to hold, not needed for it: the same hours on days of changing length are not looked at.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from clusterbench_gui.domain.planning import Book, Firm, Order, Rate, RouteStep
from clusterbench_gui.networks.making.made import Offer
from clusterbench_gui.networks.making.whole import whole

KEPT, KEPT_ALONE = 8, 20
"""Resources that are looked at for an operation, the cheapest and the fastest in turn: of several orders together, and of a single one, where nearly all are no burden.

What is left out cannot be found: of the demonstration's orders up to four per cent cheaper plans were, and one was called impossible, when 8 were kept."""

_QUANTILES = (0.9, 0.5, 0.2)


@dataclass(frozen=True, slots=True)
class Piece:
    """Work to be given away: a step of an order's route, or a portion of it, with its quantity."""

    order: Order
    step: RouteStep
    quantity: float


@dataclass(frozen=True, slots=True)
class Bid:
    """One way to do a piece: the offer behind it, its firm, duration in days and cost in PLN. A rate of few days holds on those only (`rate`)."""

    offer: Offer
    firm: str
    duration: int
    cost: int
    rate: Rate


class Market:
    """The offers of a book by technology: what is looked up for every piece of work is made once."""

    def __init__(self, book: Book, free: Mapping[str, Sequence[int]], *, most: int | None) -> None:
        """`free`: by resource the hours of each day. `most` of the best resources are kept for a piece, all where it is None."""
        self._free, self._most = free, most
        self._paces: dict[str, tuple[int, ...]] = {}
        self._offers: dict[str, list[_Offer]] = {}
        firms, resources = {one.code: one for one in book.firms}, {one.code: one for one in book.resources}
        for number, rate in enumerate(book.rates):
            resource = resources.get(rate.resource)
            if resource is not None and firms[resource.firm].active:
                self._offers.setdefault(rate.technology, []).append(
                    _Offer(number, rate, resource.code, firms[resource.firm])
                )

    def bids(self, piece: Piece) -> tuple[Bid, ...]:
        """All ways of a piece at the resources that are kept for it. None where nobody can do it."""
        found: dict[tuple[str, int], list[Bid]] = {}
        for offer in self._offers.get(piece.step.technology, ()):
            if _fits(piece, offer.rate, offer.firm):
                made = self._bids(piece, offer)
                if made:
                    found[offer.resource, offer.number] = made
        kept = list(found) if self._most is None else _kept(found, self._most)
        return tuple(bid for key in kept for bid in found[key])

    def _bids(self, piece: Piece, offer: "_Offer") -> list[Bid]:
        rate, resource, firm = offer.rate, offer.resource, offer.firm.code
        price = price_of(rate, piece.quantity)
        if rate.days is not None:
            return [Bid(Offer(resource, 0, 0), firm, rate.days, price, rate)]
        hours = max(math.ceil(hours_of(rate, piece.quantity) - 1e-9), 1)
        paces = {min(pace, hours) for pace in self._paces_of(resource)}
        by_duration = {-(-hours // pace): pace for pace in sorted(paces, reverse=True)}
        return [
            Bid(Offer(resource, -(-hours // duration), hours), firm, duration, price, rate)
            for duration in sorted(by_duration)
            if duration <= len(self._free[resource])
        ]

    def _paces_of(self, resource: str) -> tuple[int, ...]:
        """The hours a day at which a resource may work; none where it has nothing free."""
        if resource not in self._paces:
            hours = np.array([one for one in self._free[resource] if one > 0])
            found = np.quantile(hours, _QUANTILES, method="lower") if len(hours) else ()
            self._paces[resource] = tuple(int(pace) for pace in found)
        return self._paces[resource]


@dataclass(frozen=True, slots=True)
class _Offer:
    """A rate with its place in the table, its resource and the firm."""

    number: int
    rate: Rate
    resource: str
    firm: Firm


def _fits(piece: Piece, rate: Rate, firm: Firm) -> bool:
    step = piece.step
    return (
        (not step.only_firms or firm.code in step.only_firms)
        and firm.code not in step.barred_firms
        and piece.order.certificates <= firm.certificates
        and (rate.least_lot is None or piece.quantity >= rate.least_lot)
        and (rate.most_lot is None or piece.quantity <= rate.most_lot)
    )


def hours_of(rate: Rate, quantity: float) -> float:
    """Hours that a quantity takes, with what is spoilt made again: setup + q·t / (60·(1 - scrap))."""
    return rate.setup_hours + quantity * (rate.minutes_per_unit or 0.0) / (60 * (1 - rate.scrap))


def price_of(rate: Rate, quantity: float) -> int:
    """What a quantity costs, in whole PLN: setting up, hours and units."""
    price = rate.setup_price + (rate.price_per_unit or 0.0) * quantity
    return whole(price + (rate.price_per_hour or 0.0) * hours_of(rate, quantity))


def _kept(found: Mapping[tuple[str, int], Sequence[Bid]], most: int) -> list[tuple[str, int]]:
    """The cheapest, the fastest, the next cheapest … until there are enough."""
    cheap = sorted(found, key=lambda key: (min(one.cost for one in found[key]), key))
    fast = sorted(found, key=lambda key: (min(one.duration for one in found[key]), key))
    chosen: dict[tuple[str, int], None] = {}
    for pair in zip(cheap, fast, strict=True):
        for key in pair:
            if len(chosen) < most:
                chosen[key] = None
    return sorted(chosen)
