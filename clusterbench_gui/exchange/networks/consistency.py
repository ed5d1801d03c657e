"""Whether the tables of planning fit together: what no cell by itself shows."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from clusterbench_gui.exchange.networks.cells import Value
from clusterbench_gui.exchange.networks.records import Found, Record

Records = Mapping[str, Sequence[Record]]


def check(records: Records, found: Found) -> None:
    """Everything that contradicts itself, as errors; what is only strange, as warnings."""
    for one in _CHECKS:
        one(records, found)


def _spans(records: Records, found: Found) -> None:
    """Last days before first ones, the smallest lot above the greatest, due dates before the release."""
    for sheet, column, first in (
        ("windows", "last", "first"),
        ("closures", "last", "first"),
        ("rates", "last", "first"),
        ("orders", "due", "release"),
    ):
        code = "table-due-release" if sheet == "orders" else "table-last-first"
        for record in records[sheet]:
            if _less(record[column], record[first]):
                day, other = record[column].isoformat(), record[first].isoformat()
                found.error(code, sheet, record.row, column, text=day, other=other)
    for record in records["rates"]:
        if _less(record["most_lot"], record["least_lot"]):
            found.error("table-lots", "rates", record.row, "most_lot")


def _less(value: Value, other: Value) -> bool:
    return value is not None and other is not None and value < other


def _frame(records: Records, found: Found) -> None:
    """A week without a working day, and orders that are due before planning starts."""
    for record in records["cluster"][:1]:
        if record["week"] is not None and not any(record["week"]):
            found.error("table-week-free", "cluster", record.row, "week")
        for order in records["orders"]:
            if _less(order["due"], record["start"]):
                due, start = order["due"].isoformat(), record["start"].isoformat()
                found.warning("table-due-past", "orders", order.row, "due", text=due, other=start)


def _places(records: Records, found: Found) -> None:
    """A place with one coordinate only."""
    for sheet in ("firms", "orders"):
        for record in records[sheet]:
            if record.empty("latitude") != record.empty("longitude"):
                empty = "latitude" if record.empty("latitude") else "longitude"
                found.error("table-half-place", sheet, record.row, empty)


def _windows(records: Records, found: Found) -> None:
    """Windows of one resource that overlap."""
    grouped: dict[str, list[Record]] = defaultdict(list)
    for record in records["windows"]:
        if None not in (record["resource"], record["first"], record["last"]) and record["first"] <= record["last"]:
            grouped[record["resource"]].append(record)
    for resource, some in grouped.items():
        ordered = sorted(some, key=lambda one: (one["first"], one.row))
        longest = ordered[0]
        for record in ordered[1:]:
            if (
                record["first"] <= longest["last"] and record["first"] != longest["first"]
            ):  # equal ones are doubled keys
                later, other = sorted((record.row, longest.row), reverse=True)
                found.error("table-windows-overlap", "windows", later, "first", text=resource, other=other)
            longest = max(longest, record, key=lambda one: one["last"])


def _rates(records: Records, found: Found) -> None:
    """Rates that do not say how long work takes, or what it costs; resources without any rate."""
    for record in records["rates"]:
        if record.empty("minutes_per_unit", "days"):
            found.error("table-rate-time", "rates", record.row, "minutes_per_unit")
        if record.empty("price_per_hour", "price_per_unit", "setup_price"):
            found.error("table-rate-price", "rates", record.row, "price_per_unit")
    offering = {record["resource"] for record in records["rates"]}
    for record in records["resources"]:
        if record["code"] is not None and record["code"] not in offering:
            found.warning("table-resource-unpriced", "resources", record.row, "code", text=record["code"])


def _ways(records: Records, found: Found) -> None:
    """Ways from a firm to itself."""
    for record in records["ways"]:
        if record["sender"] is not None and record["sender"] == record["receiver"]:
            found.error("table-way-self", "ways", record.row, "receiver")


def _links(records: Records, found: Found) -> None:
    """Links to operations that a product does not have, to themselves, and in a circle."""
    codes = _codes(records)
    after: dict[str, dict[str, list[tuple[str, int]]]] = defaultdict(lambda: defaultdict(list))
    for record in records["links"]:
        product, ends = record["product"], (record["before"], record["after"])
        if product is None:
            continue
        if product not in codes:
            found.unknown("links", record.row, "product", product, codes)
            continue
        known = True
        for column, end in zip(("before", "after"), ends, strict=True):
            if end is not None and end not in codes[product]:
                found.unknown("links", record.row, column, end, codes[product])
                known = False
        if ends[0] is not None and ends[0] == ends[1]:
            found.error("table-link-self", "links", record.row, "after", text=ends[0])
        elif known and None not in ends:
            after[product][ends[0]].append((ends[1], record.row))
    for product, links in after.items():
        if circle := _circle(links):
            words = " → ".join(code for code, _ in (*circle, circle[0]))
            found.error("table-cycle", "links", circle[0][1], "after", text=product, operations=words)


def _circle(links: Mapping[str, Sequence[tuple[str, int]]]) -> list[tuple[str, int]]:
    """Operations in a circle, each with the row that leads on from it; nothing where there is none."""
    done: set[str] = set()
    for start in links:
        way: list[tuple[str, int]] = []
        on_way: set[str] = set()
        open_links: list[tuple[str, Iterator[tuple[str, int]]]] = []
        if start not in done:
            open_links.append((start, iter(links[start])))
            on_way.add(start)
        while open_links:
            code, rest = open_links[-1]
            step = next(rest, None)
            if step is None:
                open_links.pop()
                on_way.discard(code)
                done.add(code)
                if way:
                    way.pop()
                continue
            following, row = step
            if following in on_way:
                whole = [*way, (code, row)]
                return whole[next(at for at, one in enumerate(whole) if one[0] == following) :]
            if following not in done:
                way.append((code, row))
                on_way.add(following)
                open_links.append((following, iter(links.get(following, ()))))
    return []


def _codes(records: Records) -> dict[str, set[str]]:
    """The operations of each product."""
    codes: dict[str, set[str]] = defaultdict(set)
    for record in records["operations"]:
        if record["product"] is not None and record["code"] is not None:
            codes[record["product"]].add(record["code"])
    return dict(codes)


def _steps(records: Records, found: Found) -> None:
    """Operations for which a firm is both alone allowed and barred, and those that another one's firm should do which is not there."""
    codes = _codes(records)
    for record in records["operations"]:
        both = (record["only_firms"] or frozenset()) & (record["barred_firms"] or frozenset())
        if both:
            found.error("table-only-barred", "operations", record.row, "barred_firms", text=", ".join(sorted(both)))
        same, product = record["same_firm_as"], record["product"]
        if same is None or product is None:
            continue
        if same == record["code"]:
            found.error("table-same-self", "operations", record.row, "same_firm_as", text=same)
        elif same not in codes.get(product, ()):
            found.unknown("operations", record.row, "same_firm_as", same, codes.get(product, ()))


def _routes(records: Records, found: Found) -> None:
    """Orders for products without operations."""
    codes = _codes(records)
    for record in records["orders"]:
        product = record["product"]
        if product is None or product in codes:
            continue
        if near := found.near(product, codes):
            found.error("table-no-route-near", "orders", record.row, "product", text=product, near=near)
        else:
            found.error("table-no-route", "orders", record.row, "product", text=product)


def _offers(records: Records, found: Found) -> None:
    """Operations that no active firm offers, or none of those which are allowed."""
    active = {record["code"] for record in records["firms"] if record["active"] is not False}
    firm_of = {record["code"]: record["firm"] for record in records["resources"]}
    offering: dict[str, set[str]] = defaultdict(set)
    for record in records["rates"]:
        firm = firm_of.get(record["resource"])
        if firm is not None and firm in active and record["technology"] is not None:
            offering[record["technology"]].add(firm)
    for record in records["operations"]:
        technology = record["technology"]
        if technology is None:
            continue
        if technology not in offering:
            _nobody(record, technology, offering, found)
            continue
        allowed = offering[technology] - (record["barred_firms"] or frozenset())
        if not (allowed & record["only_firms"] if record["only_firms"] else allowed):
            found.warning("table-nobody-allowed", "operations", record.row, "technology", text=technology)


def _nobody(record: Record, technology: str, offering: Mapping[str, set[str]], found: Found) -> None:
    if near := found.near(technology, offering):
        found.warning("table-nobody-near", "operations", record.row, "technology", text=technology, near=near)
    else:
        found.warning("table-nobody", "operations", record.row, "technology", text=technology)


_CHECKS: tuple[Callable[[Records, Found], None], ...] = (
    _frame,
    _spans,
    _places,
    _windows,
    _rates,
    _ways,
    _links,
    _steps,
    _routes,
    _offers,
)
