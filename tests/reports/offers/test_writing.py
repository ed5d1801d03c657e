"""A variant goes to its readers as files, all or none, and as tables that a spreadsheet understands."""

import csv
import io
import math
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from clusterbench_gui.app.planning.offers import OfferKind, offer_files, write_offer
from clusterbench_gui.app.planning.variant_tables import variant_tables
from clusterbench_gui.app.wording.offers import SENTENCES
from clusterbench_gui.domain.planning import KeptVariant, Standing
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.support.texts import texts
from tests.charts.networks.books import small
from tests.reports.individual.reading import tables
from tests.reports.offers.secrets import secret

BOOK, KEPT, _ = secret()
SMALL = small()


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (OfferKind.CUSTOMER, ["variant-4-offer-ORDA1-en.pdf", "variant-4-offer-ORDB2-en.pdf"]),
        (
            OfferKind.TABLES,
            [
                "variant-4-confidential-en.xlsx",
                *(f"variant-4-confidential-{table}-en.csv" for table in ("variant", "jobs", "shipments", "partners")),
            ],
        ),
    ],
)
def test_the_same_variant_makes_the_same_files(tmp_path: Path, kind: OfferKind, names: list[str]) -> None:
    paths = write_offer(BOOK, KEPT, tmp_path / "out", kind=kind, language="en")
    assert [one.name for one in paths] == names
    assert sorted(one.name for one in (tmp_path / "out").iterdir()) == sorted(names)
    again = offer_files(BOOK, KEPT, kind=kind, language="en")
    assert [one.read_bytes() for one in paths] == [content for _, content in again]


def test_firms_whose_codes_look_alike_have_files_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clusterbench_gui.reports.offers.package.package_paper", lambda package, _words: b"%PDF")
    codes = {"F1": "A/1", "F2": "A?1", "F3": "a_1"}
    firms = tuple(replace(one, code=codes.get(one.code, one.code), name="Łoś") for one in SMALL.book.firms)
    jobs = tuple(replace(one, firm=codes[one.firm]) for one in SMALL.variant.jobs)
    made = offer_files(
        replace(SMALL.book, firms=firms),
        replace(SMALL.variant, jobs=jobs, shipments=()),
        kind=OfferKind.PACKAGES,
        language="pl",
    )
    assert [name for name, _ in made] == [
        "variant-package-A_1-los-pl.pdf",
        "variant-package-A_1-los-2-pl.pdf",
        "variant-package-a_1-los-3-pl.pdf",
    ]


def test_no_name_of_a_file_that_leaves_the_cluster_tells_of_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clusterbench_gui.reports.offers.customer.customer_paper", lambda offer, _words: b"%PDF")
    made = offer_files(BOOK, KEPT.variant, kind=OfferKind.CUSTOMER, language="en")
    assert [name for name, _ in made] == ["variant-offer-ORDA1-en.pdf", "variant-offer-ORDB2-en.pdf"]


def test_where_one_paper_fails_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = iter([b"%PDF-1.7"])
    monkeypatch.setattr("clusterbench_gui.reports.offers.package.package_paper", lambda _package, _words: next(made))
    with pytest.raises(RuntimeError):
        write_offer(BOOK, KEPT, tmp_path / "out", kind=OfferKind.PACKAGES, language="pl")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("kept", "kind", "price", "code"),
    [
        (replace(KEPT.variant, jobs=()), OfferKind.INTERNAL, None, "offer-empty"),
        (replace(KEPT, standing=Standing.WITHDRAWN), OfferKind.CUSTOMER, None, "offer-withdrawn"),
        (replace(KEPT, standing=Standing.WITHDRAWN), OfferKind.PACKAGES, None, "offer-withdrawn"),
        (KEPT, OfferKind.INTERNAL, -1.0, "offer-price"),
        (KEPT, OfferKind.INTERNAL, math.nan, "offer-price"),
        (KEPT, OfferKind.CUSTOMER, 5.0, "offer-price-whose"),
    ],
)
def test_what_cannot_be_offered_is_said(
    tmp_path: Path, kept: KeptVariant, kind: OfferKind, price: float | None, code: str
) -> None:
    with pytest.raises(ProblemError) as caught:
        write_offer(BOOK, kept, tmp_path / "out", kind=kind, language="pl", price=price)
    assert [one.code for one in caught.value.problems] == [code]
    assert code in SENTENCES
    assert not (tmp_path / "out").exists()


def _rows(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_csv_files_in_polish_have_decimal_commas_and_say_on_every_row_whose_secrets_they_are() -> None:
    evil = replace(SMALL.book.firms[0], name="=HYPERLINK(1)")
    book = replace(
        SMALL.book, firms=(evil, *SMALL.book.firms[1:]), orders=(replace(SMALL.book.orders[0], price=7170.5),)
    )
    files = dict(offer_files(book, SMALL.variant, kind=OfferKind.TABLES, language="pl", invented=True))
    variant, jobs, shipments, partners = (
        _rows(files[f"variant-Z1-confidential-{table}-pl.csv"])
        for table in ("variant", "jobs", "shipments", "partners")
    )
    assert variant[1][:9] == ["Z1", "2026-06-15", "7170", "6700", "470", "0", "7170,5", "0,5", "0,91"]
    assert jobs[1][8:14] == ["2026-06-01", "2026-06-03", "3", "6", "40", "1800"]
    assert shipments[3][3] == ""  # the customer is no firm
    assert shipments[3][4:] == ["Biuro Źródła Sp. z o.o.", "30", "", "2026-06-12", "2026-06-15", "1", "140", "200",
                                shipments[1][-1]]  # fmt: skip
    assert partners[1][1] == "'=HYPERLINK(1)"
    assert partners[1][2:4] == ["", ""]  # not known, which is no zero
    for table in (variant, jobs, shipments, partners):
        assert len({row[-1] for row in table[1:]}) == 1
        assert len({len(row) for row in table}) == 1


def test_the_workbook_has_numbers_and_days_as_such() -> None:
    said = texts("en")
    files = dict(offer_files(BOOK, KEPT, kind=OfferKind.TABLES, language="en"))
    book = openpyxl.load_workbook(io.BytesIO(files["variant-4-confidential-en.xlsx"]))
    made = variant_tables(BOOK, KEPT.variant, said)
    assert book.sheetnames == [one.id for one in made]
    for table in made:
        sheet = book[table.id]
        assert sheet.cell(1, 1).value == "Confidential: trade secrets of the members"
        assert [cell.value for cell in sheet[2]] == list(table.heads)
        found = list(sheet.iter_rows(min_row=3, values_only=True))
        assert [tuple(_plain(value) for value in row) for row in found] == list(table.rows)
    assert book["jobs"].cell(3, 14).number_format == '#,##0 "zł"'
    assert book["variant"].cell(3, 13).number_format == "0.0%"


def _plain(value: object) -> object:
    return value.date() if isinstance(value, datetime) else value


def test_a_variant_is_offered_until_a_day() -> None:
    ((_, pdf),) = offer_files(
        SMALL.book, SMALL.variant, kind=OfferKind.CUSTOMER, language="en", price=8000, valid_until=date(2026, 7, 31)
    )
    assert tables(pdf)[0][1] == ["15 Jun 2026", "8,000 PLN", "31 Jul 2026"]
