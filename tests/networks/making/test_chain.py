"""From tables to a kept variant and back: what is cheaper, dearer or the same must be so at the end of the whole chain."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from clusterbench_gui.app.planning.demo import demo_sheets
from clusterbench_gui.app.planning.variant_json import variant_json, variant_of_json
from clusterbench_gui.domain.networks import Status
from clusterbench_gui.domain.planning import Book, Variant
from clusterbench_gui.exchange.networks.books import book_of
from clusterbench_gui.networks.checker import check, figures
from clusterbench_gui.networks.fronts import cheapest_by
from clusterbench_gui.networks.making.tasks import made_of
from clusterbench_gui.networks.making.variants import plan_of, proof_of, variant_of
from clusterbench_gui.networks.parts import until
from clusterbench_gui.networks.solver import Search
from clusterbench_gui.networks.tree import curve_of

START = date(2026, 9, 7)
ORDERS = ("Z-02", "Z-03", "Z-04")


@pytest.fixture(scope="module")
def book() -> Book:
    found, _ = book_of(demo_sheets(START))
    assert found is not None
    return found


@pytest.fixture(scope="module")
def usual(book: Book) -> dict[str, Variant]:
    return {code: variant for code in ORDERS if (variant := best(book, code)) is not None}


def best(book: Book, order: str) -> Variant | None:
    """The cheapest variant, as it is stored and read again; None where there is none."""
    made = made_of(book, [order])
    answer = cheapest_by(made.task, curve_of(made.task, 0), until(made.task, 0), Search(20, workers=1))
    assert answer.status in (Status.OPTIMAL, Status.IMPOSSIBLE)
    if answer.plan is None:
        return None
    variant = variant_of_json(variant_json(variant_of(made, answer.plan, proof_of(made, answer))))
    plan = plan_of(made, variant)
    assert plan is not None
    assert not check(made.task, plan)
    assert figures(made.task, plan).cost == variant.cost.all == answer.value
    assert made.days[variant.finish_slot - 1] == variant.finish
    return variant


def cost(book: Book, order: str) -> float:
    found = best(book, order)
    return float("inf") if found is None else found.cost.all


def test_twice_the_capacity_never_costs_more(book: Book, usual: dict[str, Variant]) -> None:
    week = [replace(one, week=tuple(2 * hours for hours in one.week)) for one in book.resources]
    windows = [replace(one, hours=2 * one.hours) for one in book.windows]
    wider = replace(book, resources=tuple(week), windows=tuple(windows))
    costs = {code: cost(wider, code) for code in ORDERS}
    assert all(costs[code] <= usual[code].cost.all for code in ORDERS)
    assert any(costs[code] < usual[code].cost.all for code in ORDERS)


def test_twice_the_price_of_transport_never_costs_less(book: Book, usual: dict[str, Variant]) -> None:
    frame = replace(book.frame, shipment_price=2 * book.frame.shipment_price, km_price=2 * book.frame.km_price)
    ways = [replace(one, price=2 * one.price, price_per_kg=2 * one.price_per_kg) for one in book.ways]
    dearer = replace(book, frame=frame, ways=tuple(ways))
    for code in ORDERS:
        assert usual[code].cost.all <= cost(dearer, code) <= usual[code].cost.all + usual[code].cost.transport + 20


@pytest.mark.parametrize("code", ["Z-02", "Z-04"])
def test_a_firm_less_never_helps(book: Book, usual: dict[str, Variant], code: str) -> None:
    """F05 once did: with few resources kept for an operation, those of others took the place of its own."""
    for firm in {"F05", *usual[code].firms[:3]}:
        left = replace(book, firms=tuple(replace(one, active=one.code != firm) for one in book.firms))
        assert cost(left, code) >= usual[code].cost.all, firm


def test_other_codes_and_rows_in_another_sequence_change_no_value(usual: dict[str, Variant]) -> None:
    draw, sheets = Random(4), demo_sheets(START)
    codes = [row[0] for row in sheets["firms"]]
    others = dict(zip(codes, draw.sample([f"X{number:02}" for number in range(len(codes))], len(codes)), strict=True))
    renamed = {
        name: tuple(tuple(" ".join(others.get(word, word) for word in cell.split(" ")) for cell in row) for row in rows)
        for name, rows in sheets.items()
    }
    mixed = {name: tuple(draw.sample(rows, len(rows))) for name, rows in renamed.items()}
    book, problems = book_of(mixed)
    assert book is not None
    assert not problems
    for code in ORDERS:
        assert cost(book, code) == usual[code].cost.all
