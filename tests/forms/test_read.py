from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusterbench_gui.domain.problems import Problem, ProblemError, Severity
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.read import check_form, read_form
from tests.forms.conftest import CLUSTER


def errors(text: str) -> list[Problem]:
    return [one for one in check_form("f.md", text.encode()) if one.severity is Severity.ERROR]


def test_form_knows_its_languages_and_names(cluster: Form) -> None:
    assert (cluster.id, cluster.version, cluster.title) == ("demo", "7", "Demo")
    assert cluster.languages == ("Polski (pl)", "English (en)")
    assert cluster.language_for("en") == "English (en)"
    assert cluster.language_for("polski") == "Polski (pl)"
    assert cluster.language_for("de") == "Polski (pl)"
    assert cluster.paths["staff"] == "/data/members/staff"


def test_xml_of_a_form_reads_as_the_form(cluster: Form) -> None:
    again = read_form("anything.xlsx", cluster.xml)
    assert (again.id, again.languages, again.paths) == (cluster.id, cluster.languages, cluster.paths)


def test_every_fault_shows_with_its_cell() -> None:
    found = errors(
        "| survey |\n"
        "| | type | name | label | relevant | calculation |\n"
        "| | integer | a | A ${nope} | | |\n"
        "| | integer | b | B | ${gone} > 1 | |\n"
        "| | integer | c | C | 1 + | |\n"
    )
    assert [(one.code, one.place.sheet, one.place.row, one.place.column) for one in found] == [
        ("unknown-name", "survey", 2, "label"),
        ("unknown-name", "survey", 3, "relevant"),
        ("expression-syntax", "survey", 4, "relevant"),
    ]


def test_unknown_function_and_circle_are_found_at_once() -> None:
    found = errors(
        "| survey |\n"
        "| | type | name | label | relevant | calculation |\n"
        "| | integer | a | A | nosuch(1) | |\n"
        "| | calculate | b | | | ${c} + 1 |\n"
        "| | calculate | c | | | ${b} + 1 |\n"
    )
    assert {(one.code, one.place.row) for one in found} == {("unknown-function", 2), ("cyclic-calculation", 3)}
    assert next(one for one in found if one.code == "cyclic-calculation").values["names"] == "b, c"


def test_relevance_of_a_group_must_not_hang_on_its_own_question() -> None:
    found = errors(
        "| survey |\n"
        "| | type | name | label | relevant |\n"
        "| | begin_group | g | G | ${a} = 1 |\n"
        "| | integer | a | A | |\n"
        "| | end_group | | | |\n"
    )
    assert [one.code for one in found] == ["cyclic-calculation"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not-a-form"),
        (b"hello", "not-a-form"),
        (b"<html/>", "not-a-form"),
        (b"<a>&x;</a>", "xml-malformed"),
        (b'<!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "&x;&x;">]><a>&z;</a>', "xml-entities"),
        (b"PK\x03\x04nothing", "form-unreadable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1nothing", "form-unreadable"),
    ],
)
def test_what_is_no_form_is_said_to_be_none(content: bytes, code: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ProblemError) as raised:
        read_form("form.xlsx", content)
    assert raised.value.problems[0].code == code
    assert capsys.readouterr() == ("", "")


def test_conversion_is_kept_and_a_damaged_entry_is_made_anew(tmp_path: Path) -> None:
    first = read_form("f.md", CLUSTER.encode(), cache=tmp_path)
    (entry,) = tmp_path.glob("*.xform")
    whole = entry.read_bytes()
    assert read_form("f.md", CLUSTER.encode(), cache=tmp_path).xml == first.xml
    entry.write_bytes(whole[: len(whole) // 2])
    assert read_form("f.md", CLUSTER.encode(), cache=tmp_path).xml == first.xml
    assert entry.read_bytes() == whole
    entry.write_bytes(b"")
    assert read_form("f.md", CLUSTER.encode(), cache=tmp_path).xml == first.xml


def test_cache_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    assert read_form("f.md", CLUSTER.encode(), cache=blocked / "below").id == "demo"


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=8))
def test_damaged_xml_never_raises_anything_else(cluster: Form, at: int, junk: bytes) -> None:
    at %= len(cluster.xml)
    check_form("f.xml", cluster.xml[:at] + junk + cluster.xml[at + len(junk) :])


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.text(min_size=1, max_size=6))
def test_damaged_tables_never_raise_anything_else(at: int, junk: str) -> None:
    at %= len(CLUSTER)
    check_form("f.md", (CLUSTER[:at] + junk + CLUSTER[at + len(junk) :]).encode("utf-8", "replace"))


def test_tables_that_are_not_there_are_warned_of() -> None:
    found = check_form(
        "f.md",
        b"| survey |\n| | type | name | label | calculation |\n| | text | a | A | |\n"
        b"| | calculate | b | | instance('nowhere')/root/item[name = ${a}]/label |\n"
        b"| | calculate | c | | pulldata('prices', 'price', 'name', ${a}) |\n",
    )
    assert {one.severity for one in found} == {Severity.WARNING}
    tables = [(one.code, one.values["table"]) for one in found]
    assert tables == [("unknown-instance", "nowhere"), ("table-missing", "prices")]
