"""The faults of a workbook's rows show all at once, each at its cell."""

import pytest

from clusterbench_gui.domain.problems import Severity
from clusterbench_gui.forms.read import check_form

HEAD = "| survey |\n| | type | name | label |\n"


def found(*rows: str, rest: str = "") -> list[tuple[str, int | None, str]]:
    text = HEAD + "".join(f"| | {row} |\n" for row in rows) + rest
    problems = check_form("form.md", text.encode())
    return [(one.code, one.place.row, one.place.column) for one in problems if one.severity is Severity.ERROR]


def test_all_faults_of_a_form_show_at_once() -> None:
    assert found(
        "txet | a | A",
        "integer | | B",
        "text | 1c | C",
        "text | d | D",
        "text | d | D",
        "select_one colours | e | E",
        "| f | F",
        "end repeat | |",
        "begin group | g | G",
        "end repeat | |",
        "begin repeat | h | H",
        "text | d | another group, another name",
        rest="| choices |\n| | list_name | name | label |\n| | sizes | big | Big |\n",
    ) == [
        ("type-unknown-near", 2, "type"),
        ("name-missing", 3, "name"),
        ("name-invalid", 4, "name"),
        ("name-twice", 6, "name"),
        ("choice-list-unknown", 7, "type"),
        ("type-missing", 8, "type"),
        ("end-unopened", 9, "type"),
        ("end-mismatched", 11, "type"),
        ("begin-unclosed", 12, "type"),
    ]


@pytest.mark.parametrize(
    ("row", "rest"),
    [
        ("note | | a note needs no name", ""),
        ("select_one yn or_other | a | A", "| choices |\n| | list_name | name | label |\n| | yn | yes | Yes |\n"),
        ("select_one_from_file towns.csv | a | A", ""),
        ("select one from yn | a | A", "| choices |\n| | list_name | name | label |\n| | yn | yes | Yes |\n"),
        ("audit | | ", ""),
        ("add image prompt | a | A", ""),
    ],
)
def test_what_the_converter_takes_is_no_fault(row: str, rest: str) -> None:
    assert found("text | first | First", row, rest=rest) == []


def test_faults_stand_in_the_order_of_the_rows() -> None:
    rows = found("begin group | g | G", "calculate | total | ", "text | a | ${nobody}", "select foo | b | B")
    assert rows == [
        ("begin-unclosed", 2, "type"),
        ("calculation-missing", 3, "calculation"),
        ("unknown-name", 4, "label"),
    ]
    assert found("select foo | b | B") == [("type-unknown", 2, "type")]


def test_warnings_of_the_converter_have_words_of_their_own_and_the_right_sheet() -> None:
    rows = "| | select_one yn | a | A | |\n"
    text = (
        "| survey |\n| | type | name | label::English | hint::Polski |\n"
        + rows
        + "| choices |\n| | list_name | name | label::English |\n| | yn | yes | |\n"
    )
    told = {(one.code, one.place.sheet, one.place.row) for one in check_form("form.md", text.encode())}
    assert ("choice-without-label", "choices", 2) in told
    assert ("column-untranslated", "survey", None) in told
    assert ("language-without-code", "", None) in told
    assert not any(code == "form-warning" for code, _, _ in told)
