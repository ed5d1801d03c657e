"""The variants of the demonstration cluster, and what is written of them, are what its tables come to by plain arithmetic."""

import csv
import io
import json
import os
import re
from dataclasses import replace
from datetime import date

import openpyxl
import pypdfium2
import pytest

from clusterbench_gui.app.planning.by_tables import plan_book
from clusterbench_gui.app.planning.demo import demo_sheets
from clusterbench_gui.app.planning.offers import OfferKind, offer_files
from clusterbench_gui.app.planning.searching import Wish, find
from clusterbench_gui.app.planning.writing import write_plans
from clusterbench_gui.exchange.networks.books import book_of
from clusterbench_gui.networks.solver import Search
from tests.app.planning.recount import Recount

ORDERS = ("Z-02", "Z-03", "Z-04")
"""Quickly planned: with a budget, a soft due date that cannot be kept, a release. All others with CLUSTERBENCH_ORACLES=full."""
MORE = ("Z-01", "Z-06", "Z-07", "Z-08") if os.environ.get("CLUSTERBENCH_ORACLES") == "full" else ()
QUIET = {"progress": lambda _best, _bound: None, "cancelled": lambda: False}


@pytest.fixture(scope="module")
def book():
    return book_of(demo_sheets(date(2026, 9, 7)))[0]


@pytest.fixture(scope="module")
def tables():
    return Recount()


@pytest.fixture(scope="module")
def found(book):
    return {code: find(book, [code], (), Wish(6.0), **QUIET).variants for code in (*ORDERS, *MORE)}


def test_every_variant_is_what_the_tables_come_to(found, tables):
    assert {code for code, some in found.items() if len(some) > 2} >= set(ORDERS)
    wrong = {(code, one.finish): tables.problems(one) for code, some in found.items() for one in some}
    assert {key: told for key, told in wrong.items() if told} == {}


def test_the_count_finds_what_is_wrong(found, tables):
    variant = found["Z-03"][0]
    job, shipment = variant.jobs[3], variant.shipments[0]
    changes = (
        {"jobs": (*variant.jobs[:3], replace(job, cost=job.cost + 1), *variant.jobs[4:])},
        {"jobs": (*variant.jobs[:3], replace(job, hours_per_day=job.hours_per_day + 1), *variant.jobs[4:])},
        {"shipments": (replace(shipment, cost=shipment.cost - 1), *variant.shipments[1:])},
        {"shipments": variant.shipments[1:]},
        {"cost": replace(variant.cost, penalty=variant.cost.penalty - 400)},
        {"reliability": (variant.reliability or 0) + 0.01},
    )
    assert all(tables.problems(replace(variant, **change)) for change in changes)


def test_the_files_of_a_plan_tell_the_same(book, found, tmp_path):
    write_plans(plan_book(book, Search(6.0), ["Z-03"]).planned, tmp_path)
    variants = {row["variant"]: row for row in _rows(tmp_path / "variants.csv")}
    jobs = _rows(tmp_path / "schedule.csv")
    told = [
        (row["delivered"], int(row["cost"]), sum(int(job["cost"]) for job in jobs if job["variant"] == number))
        for number, row in variants.items()
    ]
    known = [(one.finish.isoformat(), one.cost.all, one.cost.work) for one in reversed(found["Z-03"])]
    assert told == known
    for number, variant in zip(variants, reversed(found["Z-03"]), strict=True):
        assert abs(float(variants[number]["reliability"]) - (variant.reliability or 0)) < 5e-5
        assert {(job["first"], job["last"], int(job["cost"])) for job in jobs if job["variant"] == number} == {
            (one.first.isoformat(), one.last.isoformat(), one.cost) for one in variant.jobs
        }
    plan = json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))
    assert (plan["status"], plan["value"], plan["bound"]) == ("optimal", known[0][1], known[0][1])


def _rows(path):
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_tables_of_an_offer_tell_the_same(book, found):
    variant = found["Z-03"][0]
    files = dict(offer_files(book, variant, kind=OfferKind.TABLES, language="en"))
    (book_name,) = (name for name in files if name.endswith(".xlsx"))
    sheets = openpyxl.load_workbook(io.BytesIO(files[book_name]), data_only=True)
    cells = [[cell for row in sheet.iter_rows(values_only=True) for cell in row] for sheet in sheets]
    texts = {
        name.split("-")[-2]: content.decode("utf-8-sig") for name, content in files.items() if name.endswith("csv")
    }
    jobs = list(csv.DictReader(io.StringIO(texts["jobs"]), delimiter=";"))
    assert sorted((row["Operation"], int(row["Cost"]), int(row["Hours a day"])) for row in jobs) == sorted(
        (one.operation, one.cost, one.hours_per_day) for one in variant.jobs
    )
    shipments = list(csv.DictReader(io.StringIO(texts["shipments"]), delimiter=";"))
    assert sorted(int(row["Cost"]) for row in shipments) == sorted(one.cost for one in variant.shipments)
    (whole,) = csv.DictReader(io.StringIO(texts["variant"]), delimiter=";")
    cost = variant.cost
    numbers = (cost.all, cost.work, cost.transport, cost.penalty, 43000, 43000 - cost.all)
    assert tuple(int(whole[name]) for name in ("Cost", "Work", "Transport", "Penalty", "Price", "Margin")) == numbers
    every = [cell for some in cells for cell in some]
    wanted = [*numbers, *(one.cost for one in variant.jobs), *(one.cost for one in variant.shipments)]
    assert all(every.count(number) >= wanted.count(number) for number in wanted)
    partners = list(csv.DictReader(io.StringIO(texts["partners"]), delimiter=";"))
    for row in partners:
        mine = [one for one in variant.jobs if one.firm == row["Firm"]]
        assert int(row["Hours"]) == sum(one.hours_per_day * (one.end - one.start) for one in mine)
        assert int(row["Cost"]) == sum(one.cost for one in mine)
        assert abs(float(row["Share of the work"]) - int(row["Cost"]) / cost.work) < 1e-6


@pytest.mark.parametrize("code", ["Z-03", *MORE, *(ORDERS if MORE else ())])
@pytest.mark.parametrize("language", ["pl", "en"])
def test_the_papers_tell_the_same(book, found, tables, code, language):
    variant, price = found[code][0], int(tables.orders[code]["price"])
    ((_, internal),) = offer_files(book, variant, kind=OfferKind.INTERNAL, language=language)
    told = _words(internal)
    for one in variant.jobs:
        row = (
            _day(one.first, language),
            _day(one.last, language),
            str(one.hours_per_day or "–"),
            _money(one.cost, language),
        )
        assert re.search(r"\s+".join(map(re.escape, row)), told), row
    for sent in variant.shipments:
        row = (_day(sent.leaves, language), _day(sent.arrives, language), f"{sent.km:.0f}", _money(sent.cost, language))
        assert re.search(r"\s+".join(map(re.escape, row)), told), row
    cost = variant.cost
    for money in (cost.all, cost.work, cost.transport, cost.penalty or cost.all, price - cost.all):
        assert _money(money, language) in told
    assert f"{100 * (variant.reliability or 0):.1f}".replace(".", "," if language == "pl" else ".") in told
    ((_, offer),) = offer_files(book, variant, kind=OfferKind.CUSTOMER, language=language)
    shown = _words(offer)
    assert _money(price, language) in shown
    for stage in {one.operation for one in variant.jobs}:
        parts = [one for one in variant.jobs if one.operation == stage]
        days = _day(min(one.first for one in parts), language), _day(max(one.last for one in parts), language)
        words = (*tables.steps(code)[stage]["name"].split(), *days)
        assert re.search(r"\s+".join(map(re.escape, words)), shown), words
    hidden = [one.cost for one in (*variant.jobs, *variant.shipments) if one.cost >= 1000] + [cost.all, cost.work]
    assert not [money for money in hidden if _money(money, language) in shown]


def _words(content):
    pages = pypdfium2.PdfDocument(content)
    return re.sub(r"[\u00a0\u202f\u2009]", " ", " ".join(page.get_textpage().get_text_range() for page in pages))


def _money(amount, language):
    grouped = f"{amount:,}"
    return f"{grouped.replace(',', ' ')} zł" if language == "pl" else f"{grouped} PLN"


def _day(day, language):
    return f"{day.day}.{day:%m.%Y}" if language == "pl" else f"{day.day} {day:%b %Y}"
