"""Transport between firms: what the table says, else by the distance."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, ceil, cos, radians, sin, sqrt

from clusterbench_gui.domain.networks import Delivery, Transport
from clusterbench_gui.domain.planning import Book, Firm, Order, Way
from clusterbench_gui.domain.problems import Place, Problem, Severity, problem
from clusterbench_gui.networks.making.whole import whole

EARTH_KM = 6371.0
_FAR_DAYS = 2


def kilometres(first: tuple[float, float], second: tuple[float, float]) -> float:
    """The distance by air between two places given as latitude and longitude, by the haversine formula on a sphere of 6,371 km."""
    (one_lat, one_lon), (other_lat, other_lon) = (tuple(map(radians, place)) for place in (first, second))
    half = sin((other_lat - one_lat) / 2) ** 2 + cos(one_lat) * cos(other_lat) * sin((other_lon - one_lon) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(half, 1.0)))


def road_km(book: Book, first: tuple[float, float] | None, second: tuple[float, float] | None) -> float | None:
    """The distance by road that is assumed; None where one of the places is not known."""
    if first is None or second is None:
        return None
    return kilometres(first, second) * book.frame.road_factor


@dataclass(frozen=True, slots=True)
class Ways:
    """Days and prices between the firms of a book, in the order of `firms`, and what had to be assumed."""

    transport: Transport
    notes: tuple[Problem, ...]


def ways_of(book: Book, firms: Sequence[Firm]) -> Ways:
    """The ways between firms. Where neither the table nor coordinates say anything, two days and the price of the dearest of the known ones are assumed, and noted."""
    said: dict[tuple[str, str], Way] = {(one.receiver, one.sender): one for one in book.ways}
    said |= {(one.sender, one.receiver): one for one in book.ways}
    pairs = [[_way(book, said, one, other) for other in firms] for one in firms]
    dearest = max((price for row in pairs for days, price, _, _ in row if days is not None), default=0)
    lags, costs, by_kg, vehicles = [], [], [], []
    unknown: set[str] = set()
    for one, row in zip(firms, pairs, strict=True):
        lags.append(tuple(_FAR_DAYS if days is None else days for days, _, _, _ in row))
        costs.append(tuple(dearest if days is None else price for days, price, _, _ in row))
        by_kg.append(tuple(kg for _, _, kg, _ in row))
        vehicles.append(tuple(most for _, _, _, most in row))
        if one.place is None and any(days is None for days, _, _, _ in row):
            unknown.add(one.code)
    notes = tuple(
        problem("ways-assumed", Place(sheet="firms", name=code), Severity.WARNING, days=_FAR_DAYS, price=dearest)
        for code in sorted(unknown)
    )
    weights = tuple(by_kg) if any(map(any, by_kg)) else ()
    loads = tuple(vehicles) if any(map(any, vehicles)) else ()
    return Ways(Transport(tuple(lags), tuple(costs), weights, loads), notes)


def delivery_of(book: Book, order: Order, firms: Sequence[Firm], kg: float = 0.0) -> Delivery:
    """The way to a customer from every firm, of goods of a weight: what the table says with the order as receiver, else by the distance.

    Where neither is known it takes two days and costs as much as the dearest of the others; nothing where neither is known of any firm: the customer fetches the goods.
    """
    said = {one.sender: one for one in book.ways if one.receiver == order.code}
    if order.place is None and not said:
        return Delivery()
    known: list[tuple[int, int] | None] = []
    for firm in firms:
        way, km = said.get(firm.code), road_km(book, firm.place, order.place)
        if way is not None:
            known.append((way.days, _shipments(way, kg)))
        else:
            known.append(None if km is None else (_days(book, km), _price(book, km)))
    dearest = max(
        [*(_shipments(way, kg) for way in said.values()), *(one[1] for one in known if one is not None)], default=0
    )
    found = [(_FAR_DAYS, dearest) if one is None else one for one in known]
    return Delivery(tuple(days for days, _ in found), tuple(price for _, price in found))


def _shipments(way: Way, kg: float) -> int:
    """What it costs to send goods of a weight, in as many vehicles as it takes."""
    trips = max(ceil(kg / way.vehicle_kg), 1) if way.vehicle_kg else 1
    return whole(trips * way.price + kg * way.price_per_kg)


def _way(book: Book, said: dict[tuple[str, str], Way], one: Firm, other: Firm) -> tuple[int | None, int, int, int]:
    """Days (None: not known), price of a shipment, hundredths for a kg, kg that a vehicle holds (0: any)."""
    if one.code == other.code:
        return 0, 0, 0, 0
    way = said.get((one.code, other.code))
    if way is not None:
        return way.days, whole(way.price), whole(100 * way.price_per_kg), int(way.vehicle_kg or 0)
    km = road_km(book, one.place, other.place)
    return (None, 0, 0, 0) if km is None else (_days(book, km), _price(book, km), 0, 0)


def _days(book: Book, km: float) -> int:
    return 1 if km <= book.frame.near_km else _FAR_DAYS


def _price(book: Book, km: float) -> int:
    return whole(book.frame.shipment_price + book.frame.km_price * km)
