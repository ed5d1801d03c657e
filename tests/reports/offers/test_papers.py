"""Papers of a variant say what the variant says, and are fit for the archive."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from clusterbench_gui.app.planning.audiences import Offered, customer_offers, internal_offer, work_packages
from clusterbench_gui.charts.networks.view import View
from clusterbench_gui.domain.networks import Status
from clusterbench_gui.domain.offering import Reliability
from clusterbench_gui.domain.planning import Book, KeptVariant, Proof
from clusterbench_gui.reports.offers.customer import customer_paper
from clusterbench_gui.reports.offers.internal import internal_paper
from clusterbench_gui.reports.offers.package import package_paper
from clusterbench_gui.reports.offers.words import bound_words, money, quantity, status_words
from clusterbench_gui.support.texts import texts
from tests.charts.networks.books import large, small
from tests.reports.archival import assert_archival, faults, pages_of
from tests.reports.individual.reading import running_text, tables, words
from tests.reports.offers.secrets import secret

EN, PL = texts("en"), texts("pl")
SMALL, LARGE = small(), large()


def offered(view: View, **changes: object) -> Offered:
    kept = KeptVariant(3, replace(view.variant, **changes), "2026-05-28T10:11:12")  # type: ignore[arg-type]
    return Offered(view.book, kept, date(2026, 7, 31), invented=True)


@cache
def long_paper() -> bytes:
    """Thirty operations at eleven firms."""
    return internal_paper(internal_offer(offered(LARGE)), EN)


def facts(paper: bytes) -> str:
    return words(paper).replace("\xa0", " ")


def test_every_figure_of_the_internal_paper_is_the_variants() -> None:
    book, kept, _ = secret()
    variant, firms = kept.variant, {one.code: one.name for one in book.firms}
    paper = internal_paper(internal_offer(Offered(book, kept)), EN)
    figures, orders, jobs, shipments, partners, proof = tables(paper)
    price = sum(one.price or 0 for one in book.orders)
    margin = price - variant.cost.all
    assert figures[1] == ["23 Jun 2026", f"{variant.cost.all:,} PLN", _amount(margin), "91.3 %"]
    for row, order in zip(orders[1:], book.orders, strict=True):
        spent = sum(one.cost for one in (*variant.jobs, *variant.shipments) if one.order == order.code)
        assert row[1:4] == [order.customer, "7", "12 Jun 2026"]
        assert row[6:] == [f"{spent:,} PLN", f"{int(order.price or 0):,} PLN"]
    printed = [row for row in jobs[1:] if len([cell for cell in row if cell]) > 1]
    assert len(printed) == len(variant.jobs)
    for order in variant.orders:
        own = sorted((one for one in variant.jobs if one.order == order), key=lambda one: one.start)
        rows = [row for row in printed if row[0].startswith(order[3])]
        for row, job in zip(rows, own, strict=True):
            assert row[1] == firms[job.firm]
            assert row[3:] == [EN.date(job.first), EN.date(job.last), f"{job.hours_per_day:,}", f"{job.cost:,} PLN"]
    assert sorted(row[-2:] for row in shipments[1:]) == sorted(
        [f"{one.km:,.0f}", f"{one.cost:,} PLN"] for one in variant.shipments
    )
    for row, code in zip(partners[1:6], ["UNIQ0X", "UNIQ3X", "UNIQ1X", "UNIQ4X", "UNIQ2X"], strict=True):
        own = [one for one in variant.jobs if one.firm == code]
        work, hours = sum(one.cost for one in own), sum(one.hours_per_day * (one.end - one.start) for one in own)
        assert row[0] == f"{firms[code]} ({code})"
        assert row[2:5] == ["90.0 %", f"{hours:,}", f"{100 * work / variant.cost.work:.1f} %"]
        assert row[-1] == f"{work:,} PLN"
    cost = variant.cost
    sums = [f"{one:,} PLN" for one in (cost.work, cost.transport, cost.penalty, cost.all)]
    assert [row[-1] for row in partners[6:]] == sums
    assert [row[1] for row in proof[1:]] == [
        "lowest cost",
        "best found, gap at most 1.24 %",
        f"{variant.proof.bound:,} PLN",
        "3.2 s",
        str(variant.proof.seed),
        "abcdef",
        "Solverzz",
        "0.1",
    ]


def _amount(value: float) -> str:
    return money(value, EN).replace("\xa0", " ")


def test_a_work_package_says_what_the_firm_does_and_is_paid() -> None:
    book, kept, _ = secret()
    package = next(one for one in work_packages(Offered(book, kept), EN) if one.code == "UNIQ2X")
    figures, pieces, arrivals, handovers, taken = tables(package_paper(package, EN))
    own = sorted((one for one in kept.variant.jobs if one.firm == "UNIQ2X"), key=lambda one: one.start)
    paid = f"{sum(one.cost for one in own):,} PLN"
    hours = f"{sum(one.hours_per_day * (one.end - one.start) for one in own):,}"
    assert figures[1] == ["11 Jun 2026 – 22 Jun 2026", hours, paid]
    orders = [row[0] for row in pieces[1:] if len(row) == 1]
    assert orders == ["Order ORDA1, product prodORDA1", "Order ORDB2, product prodORDB2"]
    for row, job in zip([row for row in pieces[1:-1] if len(row) > 1], own, strict=True):
        days = job.end - job.start
        assert row[2:] == [
            "7",
            EN.date(job.first),
            EN.date(job.last),
            f"{job.hours_per_day:,}",
            f"{job.hours_per_day * days:,}",
            f"{job.cost:,} PLN",
        ]
    assert pieces[-1][-2:] == [hours, paid]
    assert [row[:3] for row in arrivals[1:]] == [
        ["Quetzalcoatl1Zyx", "11 Jun 2026", "OperaxxA3"],
        ["Quetzalcoatl4Zyx", "17 Jun 2026", "OperaxxB3"],
    ]
    assert [row[3] for row in handovers[1:]] == ["the customer, Xochimilco Zzy", "the customer, Popocatepetl Zzy"]
    assert [row[-1] for row in taken[1:]] == [str(one.hours_per_day) for one in own]


def test_an_offer_in_polish() -> None:
    (offer,) = customer_offers(offered(SMALL), PL)
    paper = customer_paper(offer, PL)
    figures, stages = tables(paper)[:2]
    assert figures[1] == ["15.06.2026", "9 000 zł", "31.07.2026"]
    assert stages[1:] == [
        ["Cięcie płyt", "1.06.2026", "3.06.2026", "Meblarstwo Ćwikła"],
        ["Spawanie ram stalowych", "2.06.2026", "8.06.2026", "Lakiernia Proszkowa Świt"],
        ["Montaż końcowy i pakowanie", "10.06.2026", "12.06.2026", "Montaż-Serwis Wrzesień"],
    ]


def test_a_customer_with_two_orders_has_one_offer_of_both() -> None:
    book, kept, _ = secret()
    orders = tuple(
        replace(one, customer=" xochimilco ZZY", price=price) for one, price in zip(book.orders, (5.5, 7), strict=True)
    )
    made = Offered(replace(book, orders=orders), kept)
    (offer,) = customer_offers(made, EN)
    figures, listed, stages, partners = tables(customer_paper(offer, EN))
    assert figures[1] == ["23 Jun 2026", "12.50 PLN", "to be agreed"]
    assert listed[1:] == [
        ["ORDA1", "prodORDA1", "7", "12 Jun 2026", "16 Jun 2026", "5.50 PLN"],
        ["ORDB2", "prodORDB2", "7", "12 Jun 2026", "23 Jun 2026", "7 PLN"],
        ["Together", "", "", "", "", "12.50 PLN"],
    ]
    assert [row[0] for row in stages if len(row) == 1] == ["Order ORDA1", "Order ORDB2"]
    assert len(partners) == 6
    unpriced = replace(made.book, orders=(replace(orders[0], price=None), orders[1]))
    assert customer_offers(Offered(unpriced, kept), EN)[0].price is None  # the sum of what is known would be no price


def test_a_price_that_nobody_named_is_to_be_agreed() -> None:
    book = replace(SMALL.book, orders=(replace(SMALL.book.orders[0], price=None),))
    offer = offered(replace(SMALL, book=book))
    (made,) = customer_offers(offer, EN)
    assert made.price is None
    assert tables(customer_paper(made, EN))[0][1][1] == "to be agreed"
    assert internal_offer(offer).margin is None
    assert internal_offer(offer, price=0.0).margin == -7170
    assert customer_offers(offer, EN, price=0.0)[0].price == 0.0


def test_a_late_delivery_and_its_penalty_are_told() -> None:
    late = replace(SMALL.book.orders[0], due=date(2026, 6, 10), due_is_soft=True, penalty_per_day=100.0)
    made = offered(replace(SMALL, book=replace(SMALL.book, orders=(late,))))
    (offer,) = customer_offers(made, EN)
    said = running_text(customer_paper(offer, EN)).replace("\xa0", " ")
    assert "5 calendar days after the date asked for. The penalty agreed for each working day is 100 PLN." in said
    assert internal_offer(made).orders[0].slack == -5


def test_what_the_book_has_lost_is_known_by_its_code() -> None:
    lost = Offered(Book(SMALL.book.frame), SMALL.variant)
    (offer,) = customer_offers(lost, EN)
    assert (offer.customer, offer.price, offer.orders[0].quantity) == ("", None, None)
    assert "F1" in facts(internal_paper(internal_offer(lost), EN))
    package = work_packages(lost, EN)[0]
    assert tables(package_paper(package, EN))[1][2][:3] == ["cut", "R1", "–"]


@pytest.mark.parametrize(
    ("reliability", "band"),
    [
        (None, None),
        (0.95, Reliability.VERY_HIGH),
        (0.9499, Reliability.HIGH),
        (0.8, Reliability.GOOD),
        (0.79, Reliability.MODERATE),
        (0.64, Reliability.LIMITED),
    ],
)
def test_how_reliable_a_network_is_a_customer_reads_in_words(reliability: float | None, band: object) -> None:
    (offer,) = customer_offers(offered(SMALL, reliability=reliability), EN)
    assert offer.reliability is band


def test_money_quantities_and_proofs_in_words() -> None:
    assert money(12345, PL) == "12\xa0345\xa0zł"
    assert money(12345.5, PL) == "12\xa0345,50\xa0zł"
    assert money(-830, EN) == "−830\xa0PLN"
    assert money(None, PL) == "–"
    assert [quantity(one, PL) for one in (40.0, 12.5, 0.125, None)] == ["40", "12,5", "0,125", "–"]
    found = Proof(Status.FOUND, gap=0.0100001)
    assert status_words(found, EN) == "best found, gap at most 1.01\xa0%"  # what is promised has to hold
    assert status_words(replace(found, gap=None), EN) == "found, without a proof of how good it is"
    assert status_words(Proof(Status.OPTIMAL), EN) == "optimal (proved)"
    assert bound_words(Proof(Status.FOUND, 12, aim="finish"), EN) == "working day 12 of the plan"
    assert bound_words(Proof(Status.FOUND, 1054, aim="risk"), EN) == "90.0\xa0%"


def test_the_papers_are_fit_for_the_archive() -> None:
    made = offered(SMALL)
    (offer,) = customer_offers(made, PL)
    assert_archival(customer_paper(offer, PL), "pl")
    assert_archival(package_paper(work_packages(made, PL)[0], PL), "pl")
    assert_archival(long_paper(), "en")


def test_names_that_cannot_be_printed_spoil_no_file() -> None:
    strange = "<b>&amp; 😀 {y} ]]> \u202e \x07 %s"
    firms = tuple(replace(one, name=strange) for one in SMALL.book.firms)
    book = replace(SMALL.book, frame=replace(SMALL.book.frame, name=strange), firms=firms)
    made = offered(replace(SMALL, book=book))
    assert not faults(package_paper(work_packages(made, PL)[2], PL), "pl")


def test_who_may_read_a_paper_stands_on_every_page() -> None:
    made = offered(SMALL)
    internal = pages_of(long_paper())
    assert len(internal) > 5
    assert all("Confidential: trade secrets of the members · Invented data" in page for page in internal)
    package = pages_of(package_paper(work_packages(made, EN)[0], EN))
    assert all("Confidential · Invented data" in page for page in package)


def test_a_proposal_takes_no_hours() -> None:
    package = work_packages(offered(SMALL), EN)[0]
    assert "A proposal: no hours are taken" in facts(package_paper(package, EN))
    assert "Agreed: the hours below are taken." in facts(package_paper(replace(package, committed=True), EN))
