"""Entities as pyxform 4.5 declares them, and attributes that a form computes."""

import re

import pytest

from clusterbench_gui.domain.events import Event, EventKind, Role
from clusterbench_gui.forms.moving import move
from clusterbench_gui.forms.read import check_form, read_form
from clusterbench_gui.forms.session import FormSession
from clusterbench_gui.forms.tables import flat_tables

TREES = {"trees.csv": b"name,label,__version,__trunkVersion,__branchId\nu1,Oak,3,2,b7\n"}.get
CREATE = """| survey |
| | type | name | label | save_to | relevant |
| | text | kind | Kind | species | |
| | integer | size | Size | height | ${kind} != 'none' |
| entities |
| | list_name | label | create_if |
| | trees | concat(${kind}, ' tree') | ${size} > 3 |
"""
UPSERT = """| survey |
| | type | name | label | save_to |
| | select_one_from_file trees.csv | tree | Tree | |
| | integer | size | Size | height |
| entities |
| | list_name | label | create_if | update_if | entity_id |
| | trees | ${size} | ${tree} = '' | ${tree} != '' | coalesce(${tree}, 'new') |
"""
REPEAT = """| survey |
| | type | name | label | save_to |
| | begin_repeat | plot | Plot | |
| | text | tree | Tree | species |
| | end_repeat | | | |
| entities |
| | list_name | label | create_if |
| | trees | ${tree} | ${tree} != '' |
"""


def session_of(text):
    return FormSession(read_form("form.md", text.encode(), files=TREES))


def entity(session):
    return re.findall(r"<entity ([^>]*)>", session.submission().decode())


def test_an_entity_is_created_with_an_id_a_label_and_what_is_saved_to_it():
    session = session_of(CREATE)
    session.answer("/data/kind", "oak")
    assert re.fullmatch(r'dataset="trees" create="0" id="[0-9a-f-]{36}"', entity(session)[0])
    assert session.entities() == ()
    session.answer("/data/size", "5")
    (made,) = session.entities()
    assert (made.dataset, made.creates, made.updates, made.label) == ("trees", True, False, "oak tree")
    assert made.properties == {"species": "oak", "height": "5"}
    assert entity(session) == [f'dataset="trees" create="1" id="{made.id}"']
    assert check_form("form.md", CREATE.encode()) == ()


def test_an_entity_that_exists_is_changed_from_the_version_that_was_read():
    session = session_of(UPSERT)
    (made,) = session.entities()
    assert (made.creates, made.updates, made.id, made.base_version) == (True, False, "new", "")
    session.answer("/data/tree", "u1")
    (made,) = session.entities()
    assert (made.creates, made.updates, made.id, made.base_version) == (False, True, "u1", "3")
    stated = 'dataset="trees" create="0" update="1" baseVersion="3" trunkVersion="2" branchId="b7" id="u1"'
    assert entity(session) == [stated]


def test_every_row_has_an_entity_of_its_own():
    session = session_of(REPEAT)
    session.answer("/data/plot[1]/tree", "oak")
    session.add_repeat("/data/plot")
    session.add_repeat("/data/plot")
    session.answer("/data/plot[3]/tree", "ash")
    made = session.entities()
    assert [one.properties for one in made] == [{"species": "oak"}, {"species": "ash"}]
    assert len({one.id for one in made}) == 2
    assert [text.partition(" id=")[0] for text in entity(session)] == [
        f'dataset="trees" create="{mark}"' for mark in (1, 0, 1)
    ]


def test_values_of_irrelevant_questions_are_not_saved():
    session = session_of(CREATE.replace("${size} > 3", "true()"))
    session.answer("/data/kind", "none")
    (made,) = session.entities()
    assert made.properties == {"species": "none"}


def test_ids_come_back_with_the_log_and_with_a_submission():
    session = session_of(CREATE)
    known = entity(session)
    again = session_of(CREATE)
    assert entity(again) != known
    events = [
        Event(str(n), "d", n, n, "", "p", Role.INTERVIEWER, "i", "f", "", path, EventKind.ANSWER, None, value, None)
        for n, (path, value) in enumerate(session.initial())
    ]
    again.restore(events)
    assert entity(again) == known
    third = session_of(CREATE)
    third.load(session.submission())
    assert entity(third) == known


def test_computed_attributes_are_neither_columns_nor_names_of_questions():
    made = read_form("form.md", CREATE.encode())
    (table,) = flat_tables(made)
    assert table.calculations == ("label",)
    assert not {"id", "create"} & set(made.paths)


@pytest.mark.parametrize(("answer", "wanted"), [("5", "7.5|1||"), ("2", "3|0|z|2")])
def test_attributes_follow_rules_as_in_javarosa(answer, wanted):
    xml = (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><model>'
        '<instance><data id="d"><q/><s a="1" b="" f="" r="z"/><g h="3"><in/></g><all/></data></instance>'
        '<bind nodeset="/data/q" type="int"/>'
        '<bind nodeset="/data/s/@a" calculate="/data/q * 1.5"/><bind nodeset="/data/s/@b" calculate="/data/q &gt; 3"/>'
        '<bind nodeset="/data/s/@f" type="int" calculate="/data/s/@a"/>'
        '<bind nodeset="/data/s/@r" relevant="/data/q &lt; 3"/>'
        '<bind nodeset="/data/g" relevant="/data/q &lt; 3"/><bind nodeset="/data/g/@h" calculate="/data/q"/>'
        "<bind nodeset=\"/data/all\" calculate=\"concat(/data/s/@a, '|', /data/s/@b, '|', /data/s/@r, '|', /data/g/@h)\"/>"
        "</model></h:head><h:body><input ref='/data/q'/></h:body></h:html>"
    )
    session = FormSession(read_form("f.xml", xml.encode()))
    session.answer("/data/q", answer)
    sent = session.submission().decode()
    assert f"<all>{wanted}</all>" in sent
    figure, mark, *_ = wanted.split("|")
    assert f'<s a="{figure}" b="{mark}" f="{int(float(figure))}" r="z"/>' in sent


def test_an_entity_is_the_same_after_a_move_to_another_version() -> None:
    form = read_form("form.md", CREATE.encode())
    session = FormSession(form)
    session.answer("/data/size", "7")
    moved, report = move(session, form)
    assert moved.submission() == session.submission()
    assert report.left == ()
