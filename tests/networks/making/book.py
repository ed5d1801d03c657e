"""The example of three steps over five firms (tests/networks/small.py) as people would write it down."""

from datetime import date

from clusterbench_gui.domain.planning import (
    Book,
    ClusterFrame,
    Firm,
    Order,
    Rate,
    Resource,
    RouteLink,
    RouteStep,
    Way,
    Window,
)
from clusterbench_gui.networks.making.calendar import days_of

START = date(2012, 6, 4)
FRAME = ClusterFrame("Three steps", START, days=20)
DAYS = days_of(FRAME)
_OFFERS = (((0, 2, 100), (1, 3, 80)), ((1, 4, 200), (2, 3, 260)), ((2, 2, 90), (3, 2, 110), (4, 1, 150)))
_FREE = ([(0, 6)], [(1, 9)], [(0, 4), (6, 14)], [(5, 12)], [(8, 15)])
_WAYS = ((0, 1, 1, 10), (0, 2, 2, 25), (1, 2, 1, 12), (1, 3, 1, 15), (1, 4, 2, 30), (2, 3, 1, 8), (2, 4, 1, 9))
_TO_CUSTOMER = ((2, 1, 20), (3, 1, 15), (4, 2, 40))


def three_steps_book(due: int | None = None, budget: float | None = None) -> Book:
    """One resource for every firm and step, an hour a day; work of d days is d hours; `due` in slots."""
    resources, rates, windows = [], [], []
    for step, offers in enumerate(_OFFERS):
        for firm, days, price in offers:
            rates.append(Rate(f"R{firm}", f"T{step}", setup_hours=days, setup_price=price))
    for firm, free in enumerate(_FREE):
        resources.append(Resource(f"R{firm}", f"F{firm}", f"T{firm}", (0,) * 7))
        windows += [Window(f"R{firm}", DAYS[first], DAYS[end - 1], 1) for first, end in free]
    ways = [Way(f"F{one}", f"F{other}", days, price) for one, other, days, price in _WAYS]
    ways += [Way(f"F{one}", "Z1", days, price) for one, days, price in _TO_CUSTOMER]
    return Book(
        FRAME,
        tuple(Firm(f"F{firm}", f"Firma {firm}", on_time=0.95) for firm in range(5)),
        tuple(resources),
        tuple(windows),
        rates=tuple(rates),
        ways=tuple(ways),
        steps=tuple(RouteStep("P", f"O{step}", f"T{step}") for step in range(3)),
        links=(RouteLink("P", "O0", "O1"), RouteLink("P", "O1", "O2")),
        orders=(Order("Z1", "P", 1, due=None if due is None else DAYS[due - 1], budget=budget),),
    )
