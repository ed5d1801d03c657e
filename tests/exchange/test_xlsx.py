"""The workbook as openpyxl reads it: equal answers, real numbers and dates, and nothing that computes."""

import io
from dataclasses import replace
from datetime import date, datetime, time

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.exchange import xlsx
from clusterbench_gui.exchange.csv_files import absence_column, header
from clusterbench_gui.exchange.tables import Dataset, Option, Table, ValueKind, Variable
from clusterbench_gui.exchange.values import typed, unharmed
from clusterbench_gui.support.plain import plain
from tests.exchange.conftest import LONG, ODD


def read(dataset, language="pl"):
    return openpyxl.load_workbook(io.BytesIO(xlsx.workbook(dataset, language)))


@pytest.fixture
def book(hard):
    return read(hard)


def cells(book, table):
    """Columns by their header, as texts."""
    head, *rows = book[table.name].iter_rows()
    assert [one.value for one in head] == header(table)
    texts = [[unharmed(xlsx.text_of(one.value, one.number_format)) for one in row] for row in rows]
    return [dict(zip(header(table), row, strict=True)) for row in texts]


def test_every_cell_comes_back(book, hard):
    for table in hard.tables:
        found = cells(book, table)
        assert len(found) == len(table.rows)
        for variable in table.variables:
            for row, wanted in zip(found, table.column(variable.name), strict=True):
                text = "" if isinstance(wanted, Absence) else wanted
                assert typed(row[variable.name], variable.kind) == typed(text, variable.kind)
                if variable.absences:
                    assert row[absence_column(variable)] == (wanted.value if isinstance(wanted, Absence) else "")


WILD = st.text(max_size=20).map(plain) | st.text("_x0041 \r\n\t'=-ż😀\\", max_size=12)


@settings(max_examples=50, deadline=None)
@given(st.lists(WILD, min_size=1, max_size=20))
def test_any_text_comes_back(texts):
    variables = (Variable("name"), Variable("text", absences=(Absence.REFUSED,)))
    table = Table("t", {}, ("name",), variables, rows=[(str(row), text) for row, text in enumerate(texts)])
    dataset = Dataset({}, "e", {}, ("pl",), "", "0", (table,), {Absence.REFUSED: {}}, ({}, {}))
    assert [row["text"] for row in cells(read(dataset), table)] == texts


def test_numbers_dates_and_times_are_such(book):
    first = {one.value: two.value for one, two in zip(book["survey"][1], book["survey"][2], strict=True)}
    assert (first["staff"], first["share"], first["kind"]) == (7, 0.25, "micro")
    assert first["founded"] == datetime(2012, 7, 1)  # noqa: DTZ001 - openpyxl reads days so
    assert first["hour"] == time(9, 30)
    assert first["moment"].isoformat(timespec="milliseconds") == "2012-07-01T09:30:15.250"
    second = {one.value: two for one, two in zip(book["survey"][1], book["survey"][3], strict=True)}
    assert second["founded"].value == "1850-02-28", "Excel has no number for it"
    assert second["moment"].number_format == 'yyyy-mm-dd hh:mm:ss.000"-05:30"'


def test_nothing_is_a_formula_or_a_link(book):
    for sheet in book:
        for row in sheet.iter_rows():
            assert [one.coordinate for one in row if one.data_type == "f" or one.hyperlink] == []


def test_what_is_not_of_its_kind_stays_a_text(hard):
    table = hard.tables[0]
    table.rows[:] = [ODD]
    (row,) = cells(read(hard), table)
    assert [row[one.name] for one in table.variables] == list(ODD)


@pytest.mark.parametrize("number", ["123456789012345678", "0.1234567890123456789"])
def test_a_number_that_excel_would_round_stays_a_text(hard, number):
    table = hard.tables[0]
    kind = 2 if "." not in number else 3
    table.rows[:] = [("uuid:1", *[""] * (kind - 1), number, *[""] * (14 - kind))]
    (row,) = cells(read(hard), table)
    assert row[table.variables[kind].name] == number


def test_a_text_that_is_too_long_for_excel_says_how_much_is_missing(hard):
    table = hard.tables[0]
    assert next(variable.kind for variable in table.variables if variable.name == "name") is ValueKind.TEXT
    table.rows[:] = [("uuid:1", 2 * LONG, *[""] * 13)]
    (row,) = cells(read(hard), table)
    kept, _, missing = row["name"].partition("… (+")
    assert len(kept) + int(missing.rstrip(")")) == len(2 * LONG)


def test_headers_and_keys_stay_in_sight(book):
    assert book["survey"].freeze_panes == "B2"
    assert book["survey.product"].freeze_panes == "C2"
    assert all(8 <= one.width <= 45 for one in book["survey"].column_dimensions.values())


def test_who_selects_a_header_cell_reads_the_question(book):
    messages = {str(one.sqref): one.prompt for one in book["survey"].data_validations.dataValidation}
    assert messages["D1"] == "Osoby"
    assert book["survey"]["D1"].value == "staff"


def test_a_long_list_of_choices_does_not_fill_the_dictionary(hard):
    table = hard.tables[0]
    place = next(number for number, one in enumerate(table.variables) if one.name == "kind")
    many = replace(table.variables[place], options=tuple(Option(f"o{number}") for number in range(100)))
    changed = replace(table, variables=(*table.variables[:place], many, *table.variables[place + 1 :]))
    book = read(replace(hard, tables=(changed,)))
    (line,) = (row for row in book["dictionary"].iter_rows(values_only=True) if row[1] == "kind")
    assert line[6].count("\n") == 20
    assert len([row for row in book["choices"].iter_rows(values_only=True) if row[1] == "kind"]) == 100


def test_choices_have_their_labels_on_a_sheet_of_their_own(book, hard):
    rows = list(book["choices"].iter_rows(values_only=True))
    assert ("survey", "kind", "meso", "średni") in rows
    assert ("survey", "kind", "meso", "medium") in list(read(hard, "en")["choices"].iter_rows(values_only=True))
    assert len(list(book["dictionary"].iter_rows())) == 1 + sum(len(table.variables) for table in hard.tables)


def test_sheets_have_names_that_excel_takes():
    made = xlsx.sheet_names(["a" * 40, "a" * 41, "A" * 31, "b/[c]:d", "choices", "Dictionary", "History", "'", "x"])
    assert len({one.casefold() for one in made}) == len(made) == 9
    assert all(0 < len(one) <= 31 and not set(one) & set("[]:*?/\\") for one in made)
    assert {"choices", "dictionary", "history"}.isdisjoint(one.casefold() for one in made)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1900-03-01", ValueKind.DATE),
        ("00:00:00.000+00:00", ValueKind.TIME),
        ("23:59:59.999-11:00", ValueKind.TIME),
        ("2012-07-01T00:00:00.000+02:00", ValueKind.DATETIME),
        ("2012-07-01T23:59:59.999+14:00", ValueKind.DATETIME),
    ],
)
def test_moments_come_back_to_the_millisecond(hard, text, kind):
    table = hard.tables[0]
    place = next(number for number, one in enumerate(table.variables) if one.kind is kind)
    table.rows[:] = [("uuid:1", *[""] * (place - 1), text, *[""] * (14 - place))]
    (row,) = cells(read(hard), table)
    assert row[table.variables[place].name] == text
    assert isinstance(typed(text, kind), (date, time))
