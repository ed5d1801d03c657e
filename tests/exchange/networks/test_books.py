"""Tables read as a book: every kind of cell, every contradiction by its place, and the way back."""

import contextlib
import itertools
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import clusterbench_gui.exchange.networks as here
from clusterbench_gui.app.wording import SENTENCES, sentence
from clusterbench_gui.domain.planning import (
    Book,
    Closure,
    ClusterFrame,
    Firm,
    Order,
    Rate,
    Resource,
    RouteLink,
    RouteStep,
    Size,
    Way,
    Window,
)
from clusterbench_gui.domain.problems import Severity
from clusterbench_gui.domain.sheets import SHEET, SHEETS, Kind
from clusterbench_gui.exchange.networks.books import MOST_PROBLEMS, book_of, sheets_of
from clusterbench_gui.exchange.networks.cells import CellError, read_cell
from clusterbench_gui.exchange.networks.titles import titled
from clusterbench_gui.support.texts import texts

EN = texts("en")

TABLES = {
    "cluster": ["name=Meble|start=1.09.2026|week=1 1 1 1 1|holidays=none"],
    "firms": ["code=A|name=Alfa|latitude=52,1|longitude=16.6|on_time=95 %", "code=B|name=Beta|active=tak"],
    "resources": ["code=A1|firm=A|technology=saw|week=8", "code=B1|firm=B|technology=glue|week=8 8 8 8 8 4 0"],
    "windows": ["resource=A1|first=2026-09-07|last=2026-09-11|hours=0"],
    "closures": ["first=2026-12-24", "first=2026-09-07|last=2026-09-08|firm=B|note=moving"],
    "rates": [
        "resource=A1|technology=saw|minutes_per_unit=6|price_per_hour=1 200,50",
        "resource=B1|technology=glue|days=3|price_per_unit=2|scrap=2,5",
    ],
    "ways": ["sender=A|receiver=B|days=1|price=120", "sender=B|receiver=O1|days=2"],
    "operations": [
        "product=P|code=10|technology=saw|only_firms=A, B|portions=2",
        "product=P|code=20|technology=glue|barred_firms=A",
    ],
    "links": ["product=P|before=10|after=20|days=1"],
    "orders": ["code=O1|product=P|quantity=1 000|release=2026-09-02|due=30.10.2026|due_is_soft=nie|reliability=80"],
}


def tables(**changed):
    return {name: tuple(row(name, words) for words in changed.get(name, rows)) for name, rows in TABLES.items()}


def row(sheet, words):
    values = dict(one.split("=", 1) for one in words.split("|")) if words else {}
    assert set(values) <= {column.id for column in SHEET[sheet].columns}
    return tuple(values.get(column.id, "") for column in SHEET[sheet].columns)


def test_a_book():
    book, problems = book_of(tables())
    assert problems == ()
    assert book == Book(
        ClusterFrame("Meble", date(2026, 9, 1), week=(1, 1, 1, 1, 1, 0, 0), holidays=False),
        (Firm("A", "Alfa", place=(52.1, 16.6), on_time=0.95), Firm("B", "Beta")),
        (Resource("A1", "A", "saw", (8, 8, 8, 8, 8, 0, 0)), Resource("B1", "B", "glue", (8, 8, 8, 8, 8, 4, 0))),
        (Window("A1", date(2026, 9, 7), date(2026, 9, 11), 0),),
        (
            Closure(date(2026, 12, 24), date(2026, 12, 24)),
            Closure(date(2026, 9, 7), date(2026, 9, 8), "B", "moving"),
        ),
        (
            Rate("A1", "saw", minutes_per_unit=6, price_per_hour=1200.5),
            Rate("B1", "glue", days=3, price_per_unit=2, scrap=0.025),
        ),
        (Way("A", "B", 1, 120), Way("B", "O1", 2)),
        (
            RouteStep("P", "10", "saw", only_firms=frozenset("AB"), portions=2),
            RouteStep("P", "20", "glue", barred_firms=frozenset("A")),
        ),
        (RouteLink("P", "10", "20", 1),),
        (
            Order(
                "O1",
                "P",
                1000,
                release=date(2026, 9, 2),
                due=date(2026, 10, 30),
                reliability=0.8,
            ),
        ),
    )


WRONG = [
    ("table-number", "rates", 2, "minutes_per_unit", "resource=A1|technology=saw|minutes_per_unit=ten|price_per_hour=1//resource=B1|technology=glue|days=1|setup_price=0"),
    ("table-number", "firms", 2, "latitude", "code=A|name=a|latitude=ten|longitude=16//code=B|name=b"),
    ("table-number", "ways", 2, "price", "sender=A|receiver=B|days=1|price=ten"),
    ("table-number-doubtful", "orders", 2, "quantity", "code=O1|product=P|quantity=1.000"),
    ("table-whole", "ways", 2, "days", "sender=A|receiver=B|days=1,5"),
    ("table-date", "windows", 2, "last", "resource=A1|first=2026-09-07|last=31.02.2026|hours=0"),
    ("table-range", "windows", 2, "first", "resource=A1|first=1026-09-07|last=2026-09-07|hours=0"),
    ("table-yes", "firms", 4, "active", "code=A|name=a//code=B|name=b//code=C|name=c|active=perhaps"),
    ("table-week", "resources", 4, "week", "code=A1|firm=A|technology=saw|week=8//code=B1|firm=B|technology=glue|week=8//code=X|firm=A|technology=saw|week=8 8 8"),
    ("table-week-free", "cluster", 2, "week", "name=M|start=2026-09-01|week=0 0 0 0 0 0 0"),
    ("table-choice", "firms", 2, "size", "code=A|name=a|size=huge//code=B|name=b"),
    ("table-range", "operations", 2, "portions", "product=P|code=10|technology=saw|portions=9//product=P|code=20|technology=glue"),
    ("table-range", "rates", 2, "setup_hours", "resource=A1|technology=saw|setup_hours=-1|minutes_per_unit=1|price_per_hour=1//resource=B1|technology=glue|days=1|setup_price=0"),
    ("table-cell-empty", "resources", 2, "technology", "code=A1|firm=A|week=8//code=B1|firm=B|technology=glue|week=8"),
    ("table-code", "firms", 4, "code", "code=A|name=a//code=B|name=b//code=F 1|name=c"),
    ("table-unknown", "ways", 2, "receiver", "sender=A|receiver=Zenon|days=1"),
    ("table-unknown-near", "windows", 2, "resource", "resource=a1|first=2026-09-07|last=2026-09-11|hours=0"),
    ("table-unknown", "operations", 3, "barred_firms", "product=P|code=10|technology=saw//product=P|code=20|technology=glue|barred_firms=A;Zenon"),
    ("table-unknown", "links", 2, "product", "product=Zenon|before=10|after=20"),
    ("table-unknown", "links", 2, "after", "product=P|before=10|after=ab"),
    ("table-unknown-near", "operations", 3, "same_firm_as", "product=P|code=10|technology=saw//product=P|code=20|technology=glue|same_firm_as=100"),
    ("table-twice", "ways", 5, "receiver", "sender=A|receiver=B|days=1////sender=B|receiver=A|days=1//sender=A|receiver=B|days=2"),
    ("table-single", "cluster", 3, "", "name=M|start=2026-09-01//name=N|start=2026-09-01"),
    ("table-empty-single", "cluster", 2, "", ""),
    ("table-last-first", "closures", 2, "last", "first=2026-12-24|last=2026-12-23"),
    ("table-due-release", "orders", 2, "due", "code=O1|product=P|quantity=1|release=2026-10-02|due=2026-10-01"),
    ("table-due-past", "orders", 2, "due", "code=O1|product=P|quantity=1|due=2026-08-31"),
    ("table-lots", "rates", 2, "most_lot", "resource=A1|technology=saw|minutes_per_unit=1|price_per_hour=1|least_lot=2|most_lot=1//resource=B1|technology=glue|days=1|setup_price=0"),
    ("table-half-place", "orders", 2, "longitude", "code=O1|product=P|quantity=1|latitude=52"),
    ("table-windows-overlap", "windows", 3, "first", "resource=A1|first=2026-09-11|last=2026-09-20|hours=0//resource=A1|first=2026-09-07|last=2026-09-11|hours=0"),
    ("table-rate-time", "rates", 2, "minutes_per_unit", "resource=A1|technology=saw|setup_hours=1|price_per_hour=1//resource=B1|technology=glue|days=1|setup_price=0"),
    ("table-rate-price", "rates", 2, "price_per_unit", "resource=A1|technology=saw|minutes_per_unit=1//resource=B1|technology=glue|days=1|setup_price=0"),
    ("table-resource-unpriced", "resources", 4, "code", "code=A1|firm=A|technology=saw|week=8//code=B1|firm=B|technology=glue|week=8//code=X|firm=A|technology=saw|week=8"),
    ("table-way-self", "ways", 2, "receiver", "sender=A|receiver=A|days=1"),
    ("table-link-self", "links", 2, "after", "product=P|before=10|after=10"),
    ("table-cycle", "links", 2, "after", "product=P|before=10|after=20//product=P|before=20|after=10"),
    ("table-only-barred", "operations", 2, "barred_firms", "product=P|code=10|technology=saw|only_firms=A|barred_firms=B A//product=P|code=20|technology=glue"),
    ("table-same-self", "operations", 2, "same_firm_as", "product=P|code=10|technology=saw|same_firm_as=10//product=P|code=20|technology=glue"),
    ("table-no-route", "orders", 2, "product", "code=O1|product=Zenon|quantity=1"),
    ("table-no-route-near", "orders", 2, "product", "code=O1|product=p|quantity=1"),
    ("table-nobody", "operations", 2, "technology", "product=P|code=10|technology=polish//product=P|code=20|technology=glue"),
    ("table-nobody-near", "operations", 2, "technology", "product=P|code=10|technology=saws//product=P|code=20|technology=glue"),
    ("table-nobody-allowed", "operations", 3, "technology", "product=P|code=10|technology=saw//product=P|code=20|technology=glue|only_firms=A"),
]  # fmt: skip
WARNINGS = {
    "table-due-past",
    "table-resource-unpriced",
    "table-nobody",
    "table-nobody-near",
    "table-nobody-allowed",
}


@pytest.mark.parametrize(("code", "sheet", "number", "column", "rows"), WRONG, ids=lambda one: str(one)[:24])
def test_what_is_wrong_is_named_by_its_place(code, sheet, number, column, rows):
    book, problems = book_of(tables(**{sheet: rows.split("//")}), "Meble.xlsx")
    places = [(one.code, one.place.sheet, one.place.row, one.place.column) for one in problems]
    if code == "table-nobody-allowed":
        places = [one for one in places if one[0] == code]
    assert (code, sheet, number, column) in places
    assert {one[0] for one in places} - {code} <= WARNINGS  # nothing that follows from it is an error as well
    assert (book is None) == (code not in WARNINGS)
    assert all(one.severity is (Severity.WARNING if one.code in WARNINGS else Severity.ERROR) for one in problems)
    assert "{" not in sentence(titled(problems[0], EN), EN)


def test_a_way_leads_to_a_firm_or_to_the_customer_of_an_order():
    book, problems = book_of(tables(ways=["sender=A|receiver=O1|days=2|price=90"]))
    assert problems == ()
    assert [(one.receiver, one.days) for one in book.ways] == [("O1", 2)]


def test_every_code_is_worded_and_every_word_is_needed():
    text = "".join(path.read_text(encoding="utf-8") for path in Path(here.__file__).parent.glob("*.py"))
    used = set(re.findall(r'"(table-[a-z-]+)"', text))
    assert used <= set(SENTENCES)
    assert {code for code in SENTENCES if code.startswith("table-")} & used >= {code for code, *_ in WRONG}
    assert used >= {code for code, *_ in WRONG}


def test_all_problems_come_at_once_in_the_order_of_sheets_and_rows():
    _, problems = book_of(
        tables(
            firms=["code=A|name=Alfa|on_time=200", "code=B|latitude=north|longitude=16|name=Beta"],
            links=["product=P|before=10|after=20", "product=P|before=20|after=10"],
            orders=["", "code=O1|product=P|quantity=0", ""],
        )
    )
    assert [(one.place.sheet, one.place.row, one.code) for one in problems] == [
        ("firms", 2, "table-range"),
        ("firms", 3, "table-number"),
        ("links", 2, "table-cycle"),
        ("orders", 3, "table-range"),
    ]
    assert problems[2].values["operations"] == "10 → 20 → 10"


def test_a_cycle_is_found_behind_operations_that_are_none_of_it():
    names = ["a", "b", "c", "d", "e"]
    _, problems = book_of(
        tables(
            operations=[f"product=P|code={name}|technology=saw" for name in names],
            links=[f"product=P|before={one}|after={two}" for one, two in ("ab", "ad", "bc", "dc", "ce", "ed")],
        )
    )
    (cycle,) = [one for one in problems if one.code == "table-cycle"]
    assert set(cycle.values["operations"].split(" → ")) == {"c", "d", "e"}


def test_of_very_many_problems_the_errors_are_kept():
    firms = [f"code=F{number}|name=F" for number in range(50)]
    resources = [f"code=R{number}|firm=F1|technology=saw|week=8" for number in range(2100)]
    orders = [f"code=O{number}|product=Q|quantity=1" for number in range(100)]
    book, problems = book_of(tables(firms=[*TABLES["firms"], *firms], resources=resources, orders=orders))
    assert book is None
    assert len(problems) == MOST_PROBLEMS
    assert sum(one.code.startswith("table-no-route") for one in problems) == 100


def test_a_problem_is_worded_as_people_call_sheet_and_column():
    _, problems = book_of(tables(firms=["code=A|name=Alfa|size=huge", "code=B|name=Beta"]), "Meble.xlsx")
    assert sentence(titled(problems[0], EN), EN) == (
        "Meble.xlsx, sheet firm, row 2, column Size: “huge” is not known here. "
        "Please choose one of these: micro, small, medium, large."
    )


CODES = st.text("ABCxyz019ąŻ-_.", min_size=1, max_size=6)
WORDS = st.text("Ala ma kotaŁ,;=\"'", max_size=12).map(lambda text: " ".join(text.split()))
MONEY = st.integers(0, 10**8).map(lambda grosze: grosze / 100)
SHARES = st.integers(1, 98).map(lambda share: share / 100)
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
CERTIFICATES = st.frozensets(st.sampled_from(["ISO 9001", "FSC", "EN 1090-2"]))
SPOTS = st.none() | st.tuples(st.floats(-90, 90).map(lambda x: round(x, 5) + 0.0), st.integers(-180, 180).map(float))


@st.composite
def books(draw):
    firms = draw(st.lists(CODES, min_size=1, max_size=4, unique=True))
    resources = draw(st.lists(CODES, min_size=1, max_size=4, unique=True))
    steps = draw(st.lists(CODES, min_size=1, max_size=4, unique=True))
    first = draw(DAYS)
    week = st.tuples(*[st.integers(0, 24)] * 7)
    chosen = st.frozensets(st.sampled_from(firms))
    return Book(
        ClusterFrame(
            "K" + draw(WORDS),
            first,
            draw(st.integers(5, 260)),
            (1, *draw(st.tuples(*[st.integers(0, 1)] * 6))),
            draw(st.booleans()),
            km_price=draw(MONEY),
        ),
        tuple(
            Firm(
                code,
                "F" + draw(WORDS),
                size=draw(st.sampled_from([None, *Size])),
                place=draw(SPOTS),
                on_time=draw(st.none() | SHARES),
                dropout=draw(st.none() | SHARES),
                certificates=draw(CERTIFICATES),
                active=draw(st.booleans()),
            )
            for code in firms
        ),
        tuple(
            Resource(code, draw(st.sampled_from(firms)), draw(CODES), draw(week), draw(WORDS)) for code in resources
        ),
        tuple(Window(code, first, draw(st.dates(first, date(2028, 1, 1))), draw(st.integers(0, 99))) for code in resources),
        (Closure(first, first, draw(st.sampled_from(["", *firms])), draw(WORDS)),),
        tuple(
            Rate(
                code,
                draw(CODES),
                minutes_per_unit=draw(MONEY.filter(lambda minutes: minutes < 1e5)),
                price_per_unit=draw(MONEY),
                scrap=draw(SHARES.filter(lambda share: share < 0.9)),
                first=draw(st.none() | st.just(first)),
            )
            for code in resources
        ),
        tuple(Way(firms[0], code, draw(st.integers(0, 60)), draw(MONEY), vehicle_kg=draw(st.none() | st.just(24e3))) for code in firms[1:]),
        tuple(
            RouteStep("P", code, draw(CODES), draw(WORDS), draw(st.integers(0, 999)) / 8, portions=draw(st.integers(1, 8)), only_firms=draw(chosen))
            for code in steps
        ),
        tuple(RouteLink("P", *pair, draw(st.integers(0, 9))) for pair in itertools.pairwise(steps)),
        (Order(draw(CODES), "P", draw(st.integers(1, 10**9)) / 1000, due=draw(st.none() | DAYS), budget=draw(st.none() | MONEY), place=draw(SPOTS), certificates=draw(CERTIFICATES)),),
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(books())
def test_a_book_as_tables_is_read_as_the_same_book(book):
    read, problems = book_of(sheets_of(book))
    assert [one for one in problems if one.severity is Severity.ERROR] == []
    assert read == book
    assert sheets_of(read) == sheets_of(book)


CELLS = st.text(max_size=12) | st.from_regex(r"[-+]?[0-9 .,/:%]{1,20}", fullmatch=True) | st.sampled_from(
    ["yes", "NIE", "∞", "1e999", "٣", "²", "9" * 400, "0", "-0", "8 8 8 8 8", "A", "P", "10", "2026-09-07", "pl"]
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(sorted(SHEET)), st.lists(st.lists(CELLS, max_size=18).map(tuple), max_size=4).map(tuple))
def test_no_cells_make_more_than_problems(sheet, rows):
    book, problems = book_of(tables() | {sheet: rows})
    assert book is None or book_of(sheets_of(book))[0] == book
    assert "{" not in "".join(
        SENTENCES[one.code].format(**one.values).replace(str(one.values.get("text")), "") for one in problems
    )


@given(st.sampled_from([column for sheet in SHEETS for column in sheet.columns]), CELLS)
def test_a_cell_has_a_value_of_its_kind_or_a_fault(column, cell):
    kinds = {
        Kind.NUMBER: float, Kind.MONEY: float, Kind.SHARE: float, Kind.WHOLE: int, Kind.DATE: date,
        Kind.YES: bool, Kind.WEEK: tuple, Kind.CODES: frozenset,
    }  # fmt: skip
    with contextlib.suppress(CellError):
        value = read_cell(column, cell)
        assert value is None or isinstance(value, kinds.get(column.kind, str))
