"""Tables in files beside a form: what is read, what is said of broken ones, and that the form runs all the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterbench_gui.domain.problems import Severity
from clusterbench_gui.domain.questions import Kind, Outcome
from clusterbench_gui.forms import delimited
from clusterbench_gui.forms.attached import MAX_BYTES, beside
from clusterbench_gui.forms.read import check_form, examine_form, read_form
from clusterbench_gui.forms.session import FormSession

FORM = """| survey |
| | type | name | label | choice_filter | parameters | calculation |
| | text | kind | Kind | | | |
| | select_one_from_file goods.csv | good | Good | kind = ${kind} | value=code label=title | |
| | calculate | price | | | | pulldata('goods', 'price', 'code', ${good}) |
"""
GOODS = b'code,title,kind,price\na,Apple,fruit,1.50\nb,"Beet, red",root,2\nc,Cherry,fruit,\n'


def form(goods: bytes | None, text: str = FORM):
    return read_form("form.md", text.encode(), files={"goods.csv": goods}.get)


def offered(session, ref="/data/good"):
    return [(one.name, one.label) for one in session.question(ref).choices]


def problems(goods: bytes | None, text: str = FORM):
    found = check_form("form.md", text.encode(), files={"goods.csv": goods}.get)
    return [(one.code, one.place.file, one.place.row) for one in found]


def test_choices_and_values_come_from_the_table():
    session = FormSession(form(GOODS))
    session.answer("/data/kind", "fruit")
    assert offered(session) == [("a", "Apple"), ("c", "Cherry")]
    assert session.answer("/data/good", "b").outcome is Outcome.INVALID
    session.answer("/data/good", "a")
    assert b"<price>1.50</price>" in session.submission()
    assert problems(GOODS) == []


def test_a_choice_that_the_table_no_longer_offers_keeps_its_label():
    session = FormSession(form(GOODS), keep_violations=True)
    session.answer("/data/kind", "root")
    session.answer("/data/good", "b")
    session.answer("/data/kind", "fruit")
    assert [one.label for one in session.question("/data/good").former] == ["Beet, red"]


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + GOODS,
        b'code;title;kind;price\r\na;Apple;fruit;1.50\r\n\r\nb;"Beet; red";root;2\r\n',
        b'code,title,kind,price\na,Apple,fruit,"1.50"\nb,"Two\nlines",root,2',
    ],
)
def test_tables_of_other_programs_are_read_as_well(content):
    session = FormSession(form(content))
    session.answer("/data/kind", "fruit")
    session.answer("/data/good", "a")
    assert b"<price>1.50</price>" in session.submission()
    assert problems(content) == []


def test_separators_are_those_of_the_header():
    session = FormSession(form(b"code;title;kind\na,b;Apple;fruit"))
    session.answer("/data/kind", "fruit")
    assert offered(session) == [("a,b", "Apple")]


def test_rows_of_a_wrong_length_are_named_and_used_as_far_as_they_go():
    content = b"code,title,kind,price\n\na,Apple\nb,Beet,root,2,more\nc,Cherry,fruit,3,\n"
    assert problems(content) == [("cells-count", "goods.csv", 3), ("cells-count", "goods.csv", 4)]
    session = FormSession(form(content))
    assert offered(session) == [("a", "Apple")]
    session.answer("/data/kind", "root")
    assert offered(session) == [("b", "Beet")]


@pytest.mark.parametrize(
    ("content", "code", "row"),
    [
        (None, "table-missing", None),
        (b"", "table-empty", None),
        ("code,title\na,Ś\n".encode("cp1250"), "not-utf8", 2),
        (b"code,title,code,kind\n1,2,3,4\n", "column-twice", 1),
        (b'code,title,kind,price\na,Apple,fruit,1\nb,"Be"et,root,2\n', "table-unreadable", 3),
        (b'code,title,kind,price\na,"Apple,fruit,1\n', "table-unreadable", 2),
        (b"a" * (MAX_BYTES + 1), "table-too-large", None),
    ],
)
def test_a_table_that_cannot_be_used_is_a_problem_and_an_empty_list(content, code, row):
    assert [(one, line) for one, _, line in problems(content)] == [(code, row)]
    session = FormSession(form(content))
    assert offered(session) == []
    assert b"<price/>" in session.submission()


def test_a_missing_file_is_a_warning_and_a_broken_one_an_error():
    def severity(content):
        (one,) = check_form("form.md", FORM.encode(), files={"goods.csv": content}.get)
        return one.severity

    assert severity(None) is Severity.WARNING
    assert severity(b"") is Severity.ERROR


def test_columns_that_the_question_needs_must_be_there():
    assert problems(b"code,name,kind,price\na,Apple,fruit,1\n") == [("column-missing", "goods.csv", 1)]


def test_columns_without_a_name_are_named_where_something_stands_in_them():
    content = b"code,title,kind,price,,\na,Apple,fruit,1,,x\n"
    assert problems(content) == [("column-nameless", "goods.csv", 1)]


def test_tables_have_a_largest_number_of_cells(monkeypatch):
    monkeypatch.setattr(delimited, "MAX_CELLS", 11)
    assert problems(GOODS) == [("table-too-long", "goods.csv", None)]


def test_only_files_beside_the_form_are_read(tmp_path):
    (tmp_path / "below").mkdir()
    (tmp_path / "secret.csv").write_bytes(GOODS)
    (tmp_path / "below" / "goods.csv").write_bytes(GOODS)
    (tmp_path / "below" / "link.csv").symlink_to(tmp_path / "secret.csv")
    files = beside(tmp_path / "below" / "form.md")
    assert files("goods.csv") == GOODS
    assert [files(name) for name in ("../secret.csv", "link.csv", "none.csv", ".")] == [None] * 4


@pytest.mark.parametrize(
    "source", ["jr://file/../a.xml", "jr://file/b/a.xml", "jr://file/..", "http://x/a.xml", "jr://audio/a"]
)
def test_sources_with_folders_or_elsewhere_are_never_asked_for(source):
    asked = []
    xml = xform(f'<instance id="t" src="{source}"/>')
    found = check_form("form.xml", xml, files=asked.append)
    assert [one.code for one in found] == ["table-source"]
    assert asked == []


def xform(instance: str, question: str = "<input ref='/data/a'/>") -> bytes:
    return (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><model>'
        f'<instance><data id="d"><a/></data></instance>{instance}<bind nodeset="/data/a"/>'
        f"</model></h:head><h:body>{question}</h:body></h:html>"
    ).encode()


SELECT = (
    "<select1 ref='/data/a'><itemset nodeset=\"instance('t')/root/item\"><value ref='name'/><label ref='label'/>"
    "</itemset></select1>"
)


def test_xml_tables_replace_what_is_written_inside():
    files = {"t.xml": b"<root><item><name>x</name><label>X</label></item></root>", "u.xml": b"<root><item>"}.get
    inside = "<root><item><name>y</name><label>Y</label></item></root>"
    made = read_form("f.xml", xform(f'<instance id="t" src="jr://file/t.xml">{inside}</instance>', SELECT), files=files)
    assert offered(FormSession(made), "/data/a") == [("x", "X")]
    broken = examine_form("f.xml", xform('<instance id="t" src="jr://file/u.xml"/>', SELECT), files=files)
    assert [(one.code, one.place.file, one.place.row) for one in broken.problems] == [("xml-malformed", "u.xml", 1)]
    assert offered(FormSession(broken.form), "/data/a") == []


PLACES = b"""{"type": "FeatureCollection", "name": "n", "features": [
 {"type": "Feature", "id": "fs1", "geometry": {"type": "Point", "coordinates": [102.50, 0]},
  "properties": {"title": "One", "size": 1.50, "old": true, "none": null}},
 {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [[[100, 0], [101.0, 0.5], [100, 0]]]},
  "properties": {"id": "two", "title": "Two"}},
 {"type": "Feature", "id": 3, "geometry": {"type": "MultiPoint", "coordinates": [[1, 2]]}, "properties": {"title": [1]}},
 7]}"""
ON_MAP = """| survey |
| | type | name | label | calculation |
| | select_one_from_file places.geojson | place | Place | |
| | calculate | row | | concat(instance('places')/root/item[id = ${place}]/geometry, '~', instance('places')/root/item[id = ${place}]/size, '~', instance('places')/root/item[id = ${place}]/old, '~', instance('places')/root/item[id = ${place}]/none) |
"""


def test_geojson_gives_geometry_properties_and_id():
    files = {"places.geojson": PLACES}.get
    session = FormSession(read_form("form.md", ON_MAP.encode(), files=files))
    assert offered(session, "/data/place") == [("fs1", "One"), ("two", "Two"), ("3", "")]
    session.answer("/data/place", "fs1")
    assert b"<row>0 102.5 0 0~1.50~true~</row>" in session.submission()
    session.answer("/data/place", "two")
    assert b"<row>0 100 0 0; 0.5 101.0 0 0; 0 100 0 0~~~</row>" in session.submission()
    found = check_form("form.md", ON_MAP.encode(), files=files)
    assert [(one.code, one.values["number"]) for one in found] == [
        ("feature-geometry", 3),
        ("feature-property", 3),
        ("feature-unreadable", 4),
    ]


@pytest.mark.parametrize(
    "content", [b"[]", b'{"type": "Feature"}', b'{"type": "FeatureCollection"}', b"\xff", b"[" * 99999]
)
def test_what_is_no_collection_of_features_is_a_problem(content):
    (found,) = check_form("form.md", ON_MAP.encode(), files={"places.geojson": content}.get)
    assert (found.code, found.place.file) == ("not-geojson", "places.geojson")


LAST = """| survey |
| | type | name | label | default |
| | text | town | Town | ${last-saved#town} |
"""


def test_defaults_come_from_the_submission_before():
    made = read_form("form.md", LAST.encode())
    first = FormSession(made)
    assert first.question("/data/town").value == ""
    first.answer("/data/town", "Łódź")
    second = FormSession(made, last_saved=first.submission())
    assert second.question("/data/town").value == "Łódź"
    assert FormSession(made).question("/data/town").value == ""
    assert check_form("form.md", LAST.encode()) == ()


EXTERNAL = """| survey |
| | type | name | label::English (en) | label::Polski (pl) | choice_filter |
| | text | county | County | Powiat | |
| | select_one_external town | town | Town | Miasto | county = ${county} |
| external_choices |
| | list_name | name | label::English (en) | label::Polski (pl) | county | size |
| | town | waw | Warsaw | Warszawa | w | |
| | town | gda | Gdansk | Gdańsk | g | 5 |
| | other | x | X | X | w | |
"""


def test_external_choices_are_offered_for_a_text_that_may_be_anything(tmp_path):
    for _ in ("converted", "cached"):
        session = FormSession(read_form("form.md", EXTERNAL.encode(), cache=tmp_path), keep_violations=True)
        session.answer("/data/county", "g")
        session.set_language("Polski (pl)")
        question = session.question("/data/town")
        assert question.kind is Kind.TEXT
        assert [(one.name, one.label) for one in question.choices] == [("gda", "Gdańsk")]
        assert session.answer("/data/town", "gda").outcome is Outcome.OK
        assert session.question("/data/town").shown == "Gdańsk"
        assert session.answer("/data/town", "Nowe Miasto").outcome is Outcome.OK
        assert session.question("/data/town").shown == "Nowe Miasto"
        assert session.validate() == ()


def test_external_choices_of_an_xform_lie_in_itemsets_csv():
    xml = xform("", "<input ref='/data/a' query=\"instance('town')/root/item[county = 'g']\"/>")
    files = {"itemsets.csv": b"list_name,name,label,county\ntown,gda,G,g\ntown,waw,W,w\nother,x,X,g\n"}.get
    assert check_form("form.xml", xml, files=files) == ()
    assert offered(FormSession(read_form("form.xml", xml, files=files)), "/data/a") == [("gda", "G")]
    assert {one.code for one in check_form("form.xml", xml)} == {"table-missing", "unknown-instance"}


TABLES = {
    "jr://file-csv/t": GOODS,
    "jr://file/t.geojson": PLACES,
    "jr://file/t.xml": b"<root><item><name>x</name><label>X</label></item></root>",
}


@given(
    source=st.sampled_from(sorted(TABLES)),
    at=st.integers(0, 400),
    junk=st.binary(max_size=4) | st.sampled_from([b'"', b"\n", b"[", b"{}", b"null", b"<", b"\x00", b"1e999"]),
    gone=st.integers(0, 40),
)
def test_damaged_files_are_problems_and_never_anything_else(source, at, junk, gone):
    whole = TABLES[source]
    at %= len(whole)
    content = whole[:at] + junk + whole[at + gone :]
    examined = examine_form("f.xml", xform(f'<instance id="t" src="{source}"/>', SELECT), files=lambda _name: content)
    offered(FormSession(examined.form), "/data/a")
