"""A workbook in the layout of the COIN Tool, as COINr's importer describes it."""

import io

import numpy as np
import openpyxl
import pytest

from clusterbench_gui.domain.editions import Direction
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.exchange.composites.coin_tool import read_coin_tool

INDICATORS = [
    # code, name, sub-pillar, pillar, sub-index, index, upper, lower, direction, weight
    ("Ind.01", "Roads", "sp.01", "p.01", "si.01", "Index", 10, 0, 1, 1),
    ("Ind.02", "Rails", "sp.01", "p.01", "si.01", "Index", None, None, 1, 2),
    ("Ind.03", "Smoke", "sp.01", "p.02", "si.01", "Index", 5, 1, -1, 1),
]
UNITS = [("Austria", "AUT", 1.5, 2, "n/a"), ("Belgium", "BEL", 3, None, 4)]
FRAMEWORK = [("Index", 1, "Everything"), ("p.01", 0.7, "Ways"), ("p.02", 0.3, "Air"), ("p.03", 0, "--"), ("--", 0, "")]


@pytest.fixture
def book():
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Database"
    for column, indicator in enumerate(INDICATORS, start=5):
        for row, value in zip((16, 15, 14, 13, 12, 11, 10, 9, 8, 7), indicator, strict=True):
            sheet.cell(row, column, value)
    for row, unit in enumerate(UNITS, start=17):
        for column, value in zip((2, 3, 5, 6, 7), unit, strict=True):
            sheet.cell(row, column, value)
    frame = made.create_sheet("Framework")
    frame.cell(4, 3, "Dimension/indicator")
    for row, (code, weight, name) in enumerate(FRAMEWORK, start=5):
        for column, value in ((3, code), (5, weight), (8, name)):
            frame.cell(row, column, value)
    return made


def content(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_data_and_model_are_read_and_unused_levels_left_out(book):
    table, described = read_coin_tool("t.xlsm", content(book))
    assert table.units == ("AUT", "BEL")
    assert table.names == ("Austria", "Belgium")
    np.testing.assert_array_equal(table.values, [[1.5, 2.0, np.nan], [3.0, np.nan, 4.0]])
    model = described.model
    assert [(node.code, node.level, node.parent, node.weight) for node in model.nodes] == [
        ("Ind.01", 1, "p.01", 1.0),
        ("Ind.02", 1, "p.01", 2.0),
        ("Ind.03", 1, "p.02", 1.0),
        ("p.01", 2, "Index", 0.7),
        ("p.02", 2, "Index", 0.3),
        ("Index", 3, "", 1.0),
    ]
    assert model.node("Ind.03").direction is Direction.DESTIMULANT
    assert (model.node("Ind.01").goalposts, model.node("Ind.02").goalposts) == ((0.0, 10.0), None)
    assert model.node("p.02").name("en") == "Air"


def codes(book):
    with pytest.raises(ProblemError) as caught:
        read_coin_tool("t.xlsm", content(book))
    return [(one.code, one.place.sheet, one.place.row, one.place.column) for one in caught.value.problems]


def test_cells_that_are_wrong_are_named_as_a_spreadsheet_does(book):
    book["Database"]["F17"] = "much"
    book["Database"]["G8"] = 2
    assert codes(book) == [("direction-unknown", "Database", 8, "G"), ("not-a-number", "Database", 17, "F")]


def test_other_workbooks_are_refused(book):
    del book["Framework"]
    assert codes(book) == [("coin-tool-unknown", "", None, "")]
    with pytest.raises(ProblemError) as caught:
        read_coin_tool("t.xlsm", b"no workbook")
    assert [one.code for one in caught.value.problems] == ["workbook-unreadable"]
