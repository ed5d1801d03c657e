"""Rows found by an index are those that walking all rows finds."""

from hypothesis import given
from hypothesis import strategies as st

from clusterbench_gui.forms.read import read_form
from clusterbench_gui.forms.session import FormSession
from clusterbench_gui.forms.xml import escape

TEXTS = st.sampled_from(
    ["", "1", "1.0", "01", "1.0000000000001", "-0", "a", " a", "2012-07-01", "2012-7-1", "15522", "true"]
)
ANSWERS = {
    "text": TEXTS,
    "whole": st.sampled_from(["", "1", "0", "15522"]),
    "decimal": st.sampled_from(["", "1.0", "1.0000000000001"]),
    "day": st.sampled_from(["", "2012-07-01"]),
}
VALUES = [*(f"/data/{name}" for name in ANSWERS), "current()/../text", "'1'", "''", "1", "15522.0"]
SHAPES = ["k = {}", "{} = k", "k = {} and m != 'x'", "k = {} and position() < 3", "k = {} and position() = last()"]
RESTS = ["", "[1]", "[last()]", "[m = 'x']"]


def form_with(expressions):
    binds = "".join(f'<bind nodeset="/data/r{n}" calculate="{escape(text)}"/>' for n, text in enumerate(expressions))
    holders = "".join(f"<r{n}/>" for n in range(len(expressions)))
    kinds = {"whole": "int", "decimal": "decimal", "day": "date"}
    asked = "".join(f'<bind nodeset="/data/{name}" type="{kinds.get(name, "string")}"/>' for name in ANSWERS)
    inputs = "".join(f'<input ref="/data/{name}"/>' for name in ANSWERS)
    return (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><model>'
        f'<instance><data id="d"><text/><whole/><decimal/><day/>{holders}</data></instance>'
        f'<instance id="csv" src="jr://file-csv/t.csv"/><instance id="xml" src="jr://file/t.xml"/>{asked}{binds}'
        f"</model></h:head><h:body>{inputs}</h:body></h:html>"
    ).encode()


@given(
    rows=st.lists(st.tuples(TEXTS, st.sampled_from("xy"), st.integers(0, 2)), min_size=1, max_size=6),
    answers=st.fixed_dictionaries(ANSWERS),
    shape=st.sampled_from(SHAPES),
    rest=st.sampled_from(RESTS),
)
def test_an_index_finds_what_a_walk_finds(rows, answers, shape, rest):
    """`true() and …` has to be walked."""
    items = (f"<item>{f'<k>{k}</k>' * times}<m>{m}</m><n>{n}</n></item>" for n, (k, m, times) in enumerate(rows))
    files = {
        "t.csv": "k,m,n\n" + "".join(f"{k},{m},{n}\n" for n, (k, m, _) in enumerate(rows)),
        "t.xml": f"<root>{''.join(items)}</root>",
    }
    paths = [
        f"join(' ', instance('{table}')/root/item[{walked}{shape.format(value)}]{rest}/n)"
        for table in ("csv", "xml")
        for value in VALUES
        for walked in ("", "true() and ")
    ]
    session = FormSession(read_form("f.xml", form_with(paths), files=lambda name: files[name].encode()))
    for name, value in answers.items():
        session.answer(f"/data/{name}", value)
    values = {cell.name: cell.value for cell in session.top.slots}
    for number in range(0, len(paths), 2):
        assert values[f"r{number}"] == values[f"r{number + 1}"], paths[number]


def test_rows_are_not_looked_into_unless_they_are_found():
    files = {"t.csv": b"k,m,n\na,x,1\nb,x,2\n", "t.xml": b"<root/>"}.get
    made = read_form("f.xml", form_with(["instance('csv')/root/item[k = /data/text]/n"]), files=files)
    session = FormSession(made)
    session.answer("/data/text", "b")
    assert b"<r0>2</r0>" in session.submission()
    (root,) = made.instances["csv"].children
    assert [row._made is not None for row in root.children] == [False, True]
