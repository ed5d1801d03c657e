"""Tables in and out of workbooks, CSV files and the clipboard."""

import io
import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterbench_gui.domain.problems import Place, ProblemError
from clusterbench_gui.domain.sheets import FIRMS, RATES, SHEET, SHEETS, WINDOWS
from clusterbench_gui.exchange.networks.books import book_of
from clusterbench_gui.exchange.networks.folders import folder_of, rows_of_csv, rows_of_paste, sheets_of_folder
from clusterbench_gui.exchange.networks.headings import MOST_ROWS, arranged, folded
from clusterbench_gui.exchange.networks.opened import sheets_of_workbook
from clusterbench_gui.exchange.networks.titles import choice_title, column_hint, column_title, sheet_title
from clusterbench_gui.exchange.networks.workbooks import template, workbook_of
from clusterbench_gui.support.texts import LANGUAGES, texts

EN = texts("en")
ROWS = {
    "cluster": (("Meble", "2026-09-01", "", "", "none", "", "", "", ""),),
    "firms": (
        ("007", 'Zakład "Łąka"; ślusarnia', "1234563218", "small", "52.08", "16.65", "95.5", "", "ISO 9001, FSC", "", "no"),
        ("B", "=SUM(A1)", "", "", "", "", "", "", "", "", ""),
    ),
    "resources": (("R1", "007", "saw", "", "", "8 8 8 8 8 0 0"),),
    "windows": (("R1", "2026-09-07", "2026-09-11", "0"),),
    "rates": (("R1", "saw", "0.5", "6", "", "85", "", "", "7", "", "", "", ""),),
}  # fmt: skip
HEADINGS = {
    "cluster": "Name of the cluster *|First day *|Working days|Days of the week|Holidays|One day up to (km)|Road factor"
    "|Price of a shipment (PLN)|Price per km (PLN)",
    "firm": "Firm code *|Firm *|Tax number|Size|Latitude|Longitude|On time (%)|Chance of dropping out (%)|Certificates"
    "|Greatest share of an order (%)|Takes part",
    "resource": "Resource code *|Firm code *|Technology *|Resource|Stations|Free hours in the week *",
    "free hours": "Resource code *|From *|To *|Free hours a day *",
    "calendar exceptions": "From *|To|Firm code|Note",
    "rate": "Resource code *|Technology *|Setup (h)|Minutes per unit|Term in days|Price per hour (PLN)"
    "|Price per unit (PLN)|Price of setup (PLN)|Scrap (%)|Smallest lot|Greatest lot|From|To",
    "transport": "From firm *|To firm *|Days on the way *|Price of a shipment (PLN)|Price per kg (PLN)|Load of a vehicle (kg)",
    "operation": "Product *|Operation code *|Technology *|Operation|Units per product|Weight per unit (kg)|Portions"
    "|Only firms|Barred firms|Same firm as",
    "sequence": "Product *|Operation before *|Operation after *|Pause in days",
    "order": "Order code *|Product *|Customer|Quantity *|Not before|Due date|Delay allowed|Penalty per day (PLN)"
    "|Budget (PLN)|Price for the customer (PLN)|Least reliability (%)|Most partners|Certificates|Latitude|Longitude",
}


def opened(content, **kwargs):
    return openpyxl.load_workbook(io.BytesIO(content), **kwargs)


def write(path, make):
    book = openpyxl.Workbook()
    book.remove(book.active)
    make(book)
    book.save(path)
    return path


def test_the_template_has_a_tab_for_each_sheet_and_one_that_explains_every_column():
    book = opened(template(EN))
    found = {tab.title: "|".join(cell.value for cell in tab[1]) for tab in book.worksheets[:-1]}
    assert found == HEADINGS
    explained = [[cell.value for cell in line[:4]] for line in book["explanations"].iter_rows(min_row=5)]
    assert [line[:2] for line in explained] == [
        [tab, heading.removesuffix(" *")] for tab, line in HEADINGS.items() for heading in line.split("|")
    ]
    assert "Trade secret" in book["explanations"]["A2"].value
    assert "Trade secret" in book["rate"].oddHeader.right.text
    assert not book["order"].oddHeader.right.text
    assert book["rate"].freeze_panes == "C2"
    assert all(tab.page_setup.orientation == "landscape" and tab.print_title_rows for tab in book.worksheets)


def test_the_template_offers_lists_and_checks_bounds():
    checks = {str(one.sqref): one for one in opened(template(EN))["firm"].data_validations.dataValidation}
    assert checks["D2:D2001"].formula1 == '"micro,small,medium,large"'
    assert checks["K2:K2001"].formula1 == '"yes,no"'
    assert (checks["E2:E2001"].formula1, checks["E2:E2001"].formula2) == ("-90", "90")
    assert "distances are not known" in checks["E1"].prompt
    codes = opened(template(EN))["resource"].data_validations.dataValidation
    assert "'firm'!$A$2:$A$2001" in {one.formula1 for one in codes}


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_are_told_apart_in_any_language(language):
    words = texts(language)
    assert len({folded(sheet_title(words, sheet.id)) for sheet in SHEETS}) == len(SHEETS)
    for sheet in SHEETS:
        named: dict[str, str] = {}
        for column in sheet.columns:
            assert column_title(words, sheet.id, column.id) != column.id
            assert 10 < len(column_hint(words, sheet.id, column.id)) < 160
            for name in (column.id, column_title(words, sheet.id, column.id), column_title(EN, sheet.id, column.id)):
                assert named.setdefault(folded(name), column.id) == column.id
            assert len({choice_title(words, one) for one in column.choices}) == len(column.choices)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workbook_is_read_as_the_tables_that_it_was_made_of(language, tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook_of(ROWS, texts(language)))
    book = opened(path.read_bytes())
    tab = book.worksheets[1]
    assert (tab["A2"].value, tab["E2"].value, tab["G2"].value) == ("007", 52.08, 95.5)
    assert tab["A2"].number_format == "@"
    assert book.worksheets[3]["B2"].value.date() == date(2026, 9, 7)
    assert tab["B3"].data_type == "s"
    sheets, notes = sheets_of_workbook(path)
    assert notes == ()
    assert book_of(sheets)[0] == book_of(ROWS)[0] is not None


def test_columns_in_any_order_unknown_ones_and_empty_rows(tmp_path):
    def make(book):
        tab = book.create_sheet("FIRM")
        tab.append(["Firm *", "Colour", "code", "firm code", "On time (%)", "Latitude"])
        tab.append(["Alfa", "red", "A", "Z", 0.95, 1 / 3])
        tab["E2"].number_format = "0.0%"
        tab.cell(7, 1, "Beta")
        tab.cell(7, 3, 12.0)
        tab.cell(5000, 8).number_format = "0.00"
        book.create_sheet("Pivot").append(["x"])
        book.create_sheet("firms").append(["code"])
        book.create_sheet("closures").append(["first", "last"])
        book.create_sheet("ways").append(["sender", "receiver", "days", "price", "price_per_kg"])
        book["ways"].append([10**300, 1e300, True, 0.1 + 0.2, 7e-13])
        book["closures"].append([datetime.combine(date(2026, 12, 24), time(13)), date(2026, 12, 27)])

    sheets, notes = sheets_of_workbook(write(tmp_path / "a.xlsx", make))
    blank = ("",) * 11
    assert sheets["firms"] == (
        ("A", "Alfa", "", "", "0.333333333333", "", "95", "", "", "", ""),
        blank, blank, blank, blank,
        ("12", "Beta", *blank[2:]),
    )  # fmt: skip
    assert sheets["ways"][0][:5] == (str(10**300), str(10**300), "true", "0.3", "0.000000000001")
    assert sheets["closures"] == (("2026-12-24", "2026-12-27", "", ""),)
    assert [(one.code, one.values["text"]) for one in notes] == [
        ("table-heading", "Colour"),
        ("table-heading-twice", "firm code"),
        ("table-tab", "Pivot"),
        ("table-tab-twice", "firms"),
    ]
    _, problems = book_of(sheets | {"firms": (*sheets["firms"], ("", "Nameless"))})
    assert ("table-cell-empty", "firms", 8) in [(one.code, one.place.sheet, one.place.row) for one in problems]


def hostile():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("[Content_Types].xml", "<nothing")
    yield "workbook-unreadable", b"PK\x03\x04 and no more"
    yield "workbook-unreadable", b"code;name\nA;Alfa\n"
    yield "workbook-unreadable", b""
    yield "workbook-unreadable", out.getvalue()
    yield "workbook-locked", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
    yield "file-too-large", unfolding()


def unfolding():
    """A few kilobytes that state to be a gigabyte."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", b"x")
    return out.getvalue().replace((1).to_bytes(4, "little") + b"\x0f\0", (2**30).to_bytes(4, "little") + b"\x0f\0")


@pytest.mark.parametrize(("code", "content"), list(hostile()), ids=lambda one: one if isinstance(one, str) else "")
def test_what_is_no_workbook_is_refused_in_one_sentence(code, content, tmp_path):
    (tmp_path / "a.xlsx").write_bytes(content)
    with pytest.raises(ProblemError) as caught:
        sheets_of_workbook(tmp_path / "a.xlsx")
    assert [one.code for one in caught.value.problems] == [code]


def test_names_of_a_tab_that_is_gone_are_no_hindrance(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook_of(ROWS, EN))) as made, zipfile.ZipFile(out, "w") as changed:
        for name in made.namelist():
            changed.writestr(name, made.read(name).replace(b'localSheetId="0"', b'localSheetId="99"'))
    (tmp_path / "a.xlsx").write_bytes(out.getvalue())
    assert book_of(sheets_of_workbook(tmp_path / "a.xlsx")[0])[0] == book_of(ROWS)[0]


def test_a_table_is_as_long_as_its_last_row_that_holds_something():
    blank = [("", " ")] * MOST_ROWS
    assert arranged(FIRMS, [("code",), ("A",), *blank, *blank], Place("a.xlsx")) == ((("A", *[""] * 10),), ())
    with pytest.raises(ProblemError, match="table-rows"):
        arranged(FIRMS, [("code",), *blank, ("A",)], Place("a.xlsx"))


@pytest.mark.parametrize("text", ["A;Alfa\nB;Beta\n", "\n\nKod;Firma;\n", "Our firms\ncode,name\nA,Alfa\n"])
def test_a_table_that_begins_otherwise_than_with_headings_is_refused_whole(text):
    with pytest.raises(ProblemError, match="table-no-headings"):
        rows_of_csv(text, FIRMS)
    assert rows_of_csv(";;\n\n", FIRMS) == ((), ())


def test_a_folder_is_read_as_the_tables_that_it_was_made_of(tmp_path):
    for name, content in folder_of(ROWS).items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "notes.csv").write_text("x")
    sheets, notes = sheets_of_folder(tmp_path)
    assert {name: rows for name, rows in sheets.items() if rows} == ROWS
    assert [one.code for one in notes] == ["table-file"]
    assert sheets_of_folder(tmp_path / "firms.csv")[0] == {"firms": ROWS["firms"]}
    (tmp_path / "firm.csv").write_text("code,name\n")
    with pytest.raises(ProblemError, match="table-file-twice"):
        sheets_of_folder(tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        '\ufeffFirm code *;Firm *;Latitude\r\nA;Łąka;52,1\r\n;;\r\nB;"Żuk;\nsyn";\r\n'.encode(),
        'Firm code,Firm,Latitude\nA,Łąka,"52,1"\n\nB,"Żuk;\nsyn",\n'.encode("cp1250"),
        'LATITUDE\tfirm\tcode\n"52,1"\tŁąka\tA\n\n\t"Żuk;\nsyn"\tB\n'.encode("utf-16"),
    ],
)
def test_csv_of_any_spreadsheet(content, tmp_path):
    (tmp_path / "firms.csv").write_bytes(content)
    sheets, notes = sheets_of_folder(tmp_path)
    assert notes == ()
    assert [(row[0], row[1].replace("\r", ""), row[4]) for row in sheets["firms"]] == [
        ("A", "Łąka", "52,1"),
        ("", "", ""),
        ("B", "Żuk;\nsyn", ""),
    ]


def test_a_folder_without_tables_and_a_file_that_is_no_text(tmp_path):
    with pytest.raises(ProblemError, match="table-no-files"):
        sheets_of_folder(tmp_path)
    with pytest.raises(ProblemError, match="file-missing"):
        sheets_of_folder(tmp_path / "nowhere")
    (tmp_path / "firms.csv").write_bytes(b"\x81\x00\xff")
    with pytest.raises(ProblemError, match="not-utf8"):
        sheets_of_folder(tmp_path)
    with pytest.raises(ProblemError, match="table-unreadable"):
        rows_of_csv("code\n" + "a" * 200_000, FIRMS)


def test_cells_are_pasted_from_a_column_on():
    assert rows_of_paste('2026-09-07\t2026-09-11\t8\n\n"2026-09-14"\t"2026-\n09-18"\t\n', WINDOWS, 1) == (
        ("", "2026-09-07", "2026-09-11", "8"),
        ("", "2026-09-14", "2026-\n09-18", ""),
    )
    headed = rows_of_paste("Minutes per unit\tTechnology *\n6,5\tsaw\n", RATES, 5)
    assert [(row[1], row[3]) for row in headed] == [("saw", "6,5")]
    assert rows_of_paste('"Zając\tA\n', FIRMS, 0)[0][:2] == ('"Zając', "A")
    assert rows_of_paste("8\t\t\n", WINDOWS, 3) == (("", "", "", "8"),)
    with pytest.raises(ProblemError, match="table-paste-wide"):
        rows_of_paste("8\t9\n", WINDOWS, 3)


@given(st.text('ab"\t\n\r;=Ł\0', max_size=40), st.sampled_from(sorted(SHEET)), st.integers(0, 4))
def test_nothing_pasted_makes_more_than_a_problem(text, name, first):
    try:
        rows = rows_of_paste(text, SHEET[name], first)
    except ProblemError as error:
        assert len(error.problems) == 1  # noqa: PT017 - either outcome is right
    else:
        assert all(len(row) == len(SHEET[name].columns) and any(row) for row in rows)
