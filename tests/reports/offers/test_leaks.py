"""Nothing leaves the planner that its reader must not see: neither in the data that papers are made of, nor in any corner of the files."""

import pytest

from clusterbench_gui.app.planning.audiences import Offered, customer_offers, internal_offer, work_packages
from clusterbench_gui.domain.offering import CustomerOffer, WorkPackage
from clusterbench_gui.reports.offers.customer import customer_paper
from clusterbench_gui.reports.offers.internal import internal_paper
from clusterbench_gui.reports.offers.package import package_paper
from clusterbench_gui.support.texts import LANGUAGES, texts
from tests.reports.individual.reading import everything, spoken
from tests.reports.offers.secrets import CUSTOMERS, FIRMS, NAMES, ROUTE, long_numbers, secret

BOOK, KEPT, PLANTED = secret()
OFFERED = Offered(BOOK, KEPT)
NEIGHBOURS = {0: {1}, 1: {0, 2}, 2: {1, 4}, 3: {4}, 4: {3, 2}}
"""Who sends to a firm or receives from it."""


def _check_package(held: str, numbers: set[int], number: int) -> None:
    own = FIRMS[number]
    own_orders = {order for order, _, firm, *_ in ROUTE if firm == number}
    assert numbers.isdisjoint(PLANTED.but(own))
    assert {job.cost for job in KEPT.variant.jobs if job.firm == own} <= numbers
    assert {job.hours_per_day for job in KEPT.variant.jobs if job.firm == own} <= numbers
    for other, code in enumerate(FIRMS):
        if other == number:
            continue
        assert code not in held
        assert (NAMES[code] in held) == (other in NEIGHBOURS[number])
    for _, operation, firm, *_ in ROUTE:
        assert (f"Operaxx{operation}" in held) == (firm == number)
    for order, customer in CUSTOMERS.items():
        assert (order in held) == (order in own_orders)
        assert (customer in held) == (number == 2)  # which delivers for both


def _check_offer(held: str, numbers: set[int], order: str, *, named: bool) -> None:
    partners = {firm for one, _, firm, *_ in ROUTE if one == order}
    assert numbers.isdisjoint(PLANTED.but(order))
    assert int(BOOK.order(order).price or 0) in numbers
    for number, code in enumerate(FIRMS):
        assert code not in held
        assert (NAMES[code] in held) == (named and number in partners)
    for one, operation, *_ in ROUTE:
        assert (f"Operaxx{operation}" in held) == (one == order)
    for other, customer in CUSTOMERS.items():
        assert (customer in held) == (other in held) == (other == order)


def _made(named: bool) -> tuple[CustomerOffer, ...]:
    return customer_offers(OFFERED, texts("en"), names=named)


@pytest.mark.parametrize("named", [True, False])
def test_the_data_of_an_offer_hold_nothing_of_others(named: bool) -> None:
    offers = _made(named)
    assert [one.orders[0].code for one in offers] == list(CUSTOMERS)
    for one in offers:
        _check_offer(repr(one), long_numbers(repr(one)), one.orders[0].code, named=named)


def test_the_data_of_a_work_package_hold_nothing_of_others() -> None:
    packages = work_packages(OFFERED, texts("en"))
    assert sorted(one.code for one in packages) == FIRMS
    for one in packages:
        _check_package(repr(one), long_numbers(repr(one)), FIRMS.index(one.code))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_offer_on_paper(language: str) -> None:
    named = language == "pl"
    offers = customer_offers(OFFERED, texts(language), names=named)
    for one in offers:
        paper = customer_paper(one, texts(language))
        _check_offer(everything(paper), long_numbers(spoken(paper)), one.orders[0].code, named=named)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_work_package_on_paper(language: str) -> None:
    packages: tuple[WorkPackage, ...] = work_packages(OFFERED, texts(language))
    for one in packages[:3] if language == "pl" else packages[3:]:
        paper = package_paper(one, texts(language))
        _check_package(everything(paper), long_numbers(spoken(paper)), FIRMS.index(one.code))


def test_the_search_finds_what_is_there() -> None:
    """The coordinator's paper has all of it, so that the checks above are no rubber stamp."""
    paper = internal_paper(internal_offer(OFFERED), texts("en"))
    held, numbers = spoken(paper), long_numbers(spoken(paper))
    assert {job.cost for job in KEPT.variant.jobs} <= numbers
    assert {one.cost for one in KEPT.variant.shipments} <= numbers
    assert all(name in held for name in [*NAMES.values(), *FIRMS, *CUSTOMERS.values()])
    with pytest.raises(AssertionError):
        _check_offer(held, numbers, "ORDA1", named=True)
    with pytest.raises(AssertionError):
        _check_package(held, numbers, 0)
