"""A book in which every number and name stands only once, so that whatever leaks is seen: five firms, two orders of two customers."""

import itertools
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from clusterbench_gui.domain.networks import Status
from clusterbench_gui.domain.planning import (
    Book,
    Closure,
    ClusterFrame,
    Cost,
    Firm,
    Job,
    KeptVariant,
    Order,
    Proof,
    Rate,
    Resource,
    RouteLink,
    RouteStep,
    Shipment,
    Size,
    Standing,
    Variant,
    Way,
    Window,
)

FIRMS = [f"UNIQ{number}X" for number in range(5)]
NAMES = {code: f"Quetzalcoatl{number}Zyx" for number, code in enumerate(FIRMS)}
CUSTOMERS = {"ORDA1": "Xochimilco Zzy", "ORDB2": "Popocatepetl Zzy"}
PLACES = ((52.4, 16.9), (52.2, 16.3), (51.8, 16.5), (51.6, 17.7), (52.0, 17.2))
DAYS = [date(2026, 6, day) for day in (1, 2, 3, 5, 8, 9, 10, 11, 12, 15, 16, 17, 18, 19, 22, 23, 24)]
ROUTE = (("ORDA1", "A1", 0, 0, 2), ("ORDA1", "A2", 1, 3, 5), ("ORDA1", "A3", 2, 7, 9),
         ("ORDB2", "B1", 3, 0, 3), ("ORDB2", "B2", 4, 4, 6), ("ORDB2", "B3", 2, 11, 14))  # fmt: skip
"""Order, operation, firm, first and last slot: the third firm works for both."""


@dataclass
class Planted:
    """The numbers that were planted, by whose they are: a firm's code, an order's, or "" for the cluster's own."""

    numbers: dict[str, set[int]] = field(default_factory=dict)
    draw: Iterator[int] = field(
        default_factory=lambda: iter(random.Random(11).sample(range(1_000_000, 9_999_999), 500))
    )

    def new(self, whose: str) -> int:
        number = next(self.draw)
        self.numbers.setdefault(whose, set()).add(number)
        return number

    def but(self, *own: str) -> set[int]:
        """Of all others."""
        return {number for whose, found in self.numbers.items() if whose not in own for number in found}


def secret() -> tuple[Book, KeptVariant, Planted]:
    planted = Planted()
    new = planted.new
    firms = tuple(
        Firm(code, NAMES[code], str(new(code)), Size.SMALL, place, 0.9, 0.02, frozenset({"ISO 9001"}), 0.5)
        for code, place in zip(FIRMS, PLACES, strict=True)
    )
    resources = tuple(
        Resource(f"RES{code}", code, "tech", (*[new(code)] * 5, 0, 0), f"Machine{code}") for code in FIRMS
    )
    windows = tuple(Window(one.code, DAYS[0], DAYS[-1], new(one.firm)) for one in resources)
    rates = tuple(
        Rate(one.code, "tech", price_per_hour=float(new(one.firm)), setup_price=float(new(one.firm)))
        for one in resources
    )
    ways = tuple(Way(one, other, 1, float(new(""))) for one in FIRMS for other in FIRMS if one < other)
    steps = tuple(
        RouteStep(f"prod{order}", code, "tech", f"Operaxx{code}", only_firms=frozenset({FIRMS[firm]}))
        for order, code, firm, *_ in ROUTE
    )
    links = tuple(
        RouteLink(f"prod{one[0]}", one[1], other[1]) for one, other in itertools.pairwise(ROUTE) if one[0] == other[0]
    )
    orders = tuple(
        Order(code, f"prod{code}", 7.0, customer, due=DAYS[8], due_is_soft=True, penalty_per_day=float(new(code)),
              budget=float(new("")), price=float(new(code)), certificates=frozenset({"ISO 9001"}), place=(51.1, 17.0))
        for code, customer in CUSTOMERS.items()
    )  # fmt: skip
    frame = ClusterFrame("Klaster", DAYS[0], 40, shipment_price=float(new("")), km_price=float(new("")))
    closures = (Closure(date(2026, 6, 4), date(2026, 6, 4), FIRMS[0], "Closedzz"),)
    book = Book(frame, firms, resources, windows, closures, rates, ways, steps, links, orders)
    return book, KeptVariant(4, _variant(new, planted), "2026-05-28T10:11:12", Standing.COMMITTED), planted


def _variant(new, planted: Planted) -> Variant:
    jobs = []
    for order, code, firm, start, last in ROUTE:
        owner, hours, days = FIRMS[firm], new(FIRMS[firm]), last - start + 1
        planted.numbers[owner].add(hours * days)
        where = (owner, f"RES{owner}", "tech", DAYS[start], DAYS[last], start, last + 1)
        jobs.append(Job(order, code, "", *where, hours, new(owner)))
    shipments = [
        Shipment(one.order, one.firm, other.firm, one.operation, other.operation, one.last, other.first, 1,
                 new(""), float(new("")))
        for one, other in itertools.pairwise(jobs)
        if one.order == other.order
    ]  # fmt: skip
    shipments += [
        Shipment(one.order, one.firm, "", one.operation, "", one.last, DAYS[one.end], 1, new(""), float(new("")))
        for one in jobs
        if one.operation in {"A3", "B3"}
    ]
    cost = Cost(sum(one.cost for one in jobs), sum(one.cost for one in shipments), new(""))
    planted.numbers[""] |= {cost.all, cost.work, cost.transport}
    proof = Proof(Status.FOUND, new(""), 0.01234, "cost", 3.2, new(""), "abcdef", "0.1", "Solverzz")
    return Variant(tuple(CUSTOMERS), tuple(jobs), tuple(shipments), DAYS[15], 15, cost, 0.913, proof)


def long_numbers(text: str) -> set[int]:
    """All whole numbers of seven digits or more in a text, whatever separates their thousands; fractions are left out."""
    plain = re.sub(r"(?<=\d)[,\s\xa0](?=\d{3}(?!\d))", "", text)
    return {int(found) for found in re.findall(r"(?<![\d.])\d{7,9}(?!\d)", re.sub(r"[.,]\d+", "", plain))}
