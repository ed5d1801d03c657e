"""Tables on the clipboard, as spreadsheets write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterbench_gui.ui.screens.interview.clipboard import is_table, read_table, write_table

CELLS = st.text(st.characters(codec="utf-8"), max_size=12)
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=5), max_size=6)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", []),
        ("a", [["a"]]),
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ("a\t\n", [["a", ""]]),
        ("a\t", [["a", ""]]),
        ("\n", [[""]]),
        ('"two\nlines"\tb\n', [["two\nlines", "b"]]),
        ('"say ""hi"""\n', [['say "hi"']]),
        ('5" pipe\t7', [['5" pipe', "7"]]),
        ('"open\tb\nc', [['"open', "b"], ["c"]]),
        ('"a" and "b"\tc', [['"a" and "b"', "c"]]),
        ("a\rb", [["a"], ["b"]]),
    ],
)
def test_cells_are_read_as_spreadsheets_write_them(text, rows):
    assert read_table(text) == rows


@given(TABLES)
def test_what_is_copied_is_pasted_as_it_was(table):
    assert read_table(write_table(table)) == table


@given(st.text(st.sampled_from('ab"\t\r\n'), max_size=30))
def test_any_text_is_some_table_and_no_letter_is_lost(text):
    rows = read_table(text)
    assert all(rows)
    assert sum(cell.count("a") for row in rows for cell in row) == text.count("a")


@pytest.mark.parametrize(("text", "expected"), [("one", False), ('"a\nb"', False), ("a\tb", True), ("a\nb", True)])
def test_one_cell_is_no_table(text, expected):
    assert is_table(text) is expected
