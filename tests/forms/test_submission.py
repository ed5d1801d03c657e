import pytest

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.questions import Fault
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.read import read_form
from clusterbench_gui.forms.session import FormSession
from clusterbench_gui.forms.xml import parse_xml
from clusterbench_gui.forms.xpath.axes import is_declaration


def test_submission_comes_back_as_it_went(cluster: Form) -> None:
    session = FormSession(cluster, instance_id="uuid:1", keep_violations=True)
    session.answer("/data/members/staff", "8")
    session.answer("/data/members/leavers", "2")
    session.absent("/data/members/staff", Absence.DONT_KNOW)
    session.answer("/data/province", "maz")
    session.answer("/data/channels", "mail post")
    session.add_repeat("/data/firm")
    session.answer("/data/firm[2]/firm_name", 'Zażółć <gęślą> & "jaźń"')
    session.answer("/data/kinds", "2")
    other = FormSession(cluster, keep_violations=True)
    other.load(session.submission())
    assert other.instance_id == "uuid:1"
    assert other.submission() == session.submission()
    assert [one.path for one in other.questions()] == [one.path for one in session.questions()]


def test_form_and_instance_are_named_in_the_submission(cluster: Form) -> None:
    xml = FormSession(cluster, instance_id="uuid:42").submission().decode()
    assert 'id="demo" version="7"' in xml
    assert "<instanceID>uuid:42</instanceID>" in xml
    assert 'xmlns:cb="urn:clusterbench:xforms"' in xml


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (b"<data id='else'/>", "other-form"),
        (b"<data id='demo'>", "xml-malformed"),
        (b"", "xml-malformed"),
        (b"<!DOCTYPE d [<!ENTITY a 'aa'>]><data id='demo'>&a;</data>", "xml-entities"),
        (b"<a>" * 500 + b"</a>" * 500, "xml-too-deep"),
    ],
)
def test_foreign_xml_is_refused(cluster: Form, xml: bytes, code: str) -> None:
    with pytest.raises(ProblemError) as raised:
        FormSession(cluster).load(xml)
    assert raised.value.problems[0].code == code


EVERYTHING = """| settings |
| | form_id | version | namespaces | instance_name | attribute::esri:made |
| | every | 3 | cb="urn:clusterbench:xforms" esri="urn:esri" | concat(${name}, ' ', ${n}) | in "Łódź" & |
| survey |
| | type | name | label | required | relevant | calculation | default | repeat_count | bind::cb:absence | instance::esri:kind |
| | start | begun | | | | | | | | |
| | end | ended | | | | | | | | |
| | text | name | Name | | | | | | refused | q |
| | integer | n | Number | | | | | | | |
| | text | why | Why | | ${n} > 5 | | because | | | |
| | calculate | twice | | | | ${n} * 2 | | | | |
| | calculate | drawn | | | ${n} > 0 | once(random()) | | | | |
| | image | photo | Photo | | | | | | | |
| | begin_repeat | shop | Shop | | | | | | | |
| | file | plan | Plan | | | | | | | |
| | begin_repeat | room | Room | | | | | ${n} | | |
| | text | use | Use | | | | | | | |
| | end_repeat | | | | | | | | | |
| | end_repeat | | | | | | | | | |
"""


@pytest.fixture
def every(make_form) -> FormSession:
    return FormSession(make_form(EVERYTHING), instance_id="uuid:1", keep_violations=True)


def reloaded(session: FormSession) -> FormSession:
    other = FormSession(session.form, keep_violations=True)
    assert other.load(session.submission()) == ()
    return other


@pytest.mark.parametrize(
    "text",
    [
        " led and trailed ",
        "two\nlines\r\nof\ttext",
        "  ",
        "a ]]> b <![CDATA[",
        "&#13; &amp;",
        "\u0085\u2028",
        "\U0001f600",
        "-",
    ],
)
def test_text_comes_back_to_the_letter(every: FormSession, text: str) -> None:
    every.answer("/data/name", text)
    assert reloaded(every).question("/data/name").value == text


def test_characters_that_xml_cannot_hold_are_marked_and_stop_nothing(every: FormSession) -> None:
    cell = every.engine.top.cell.children[2]
    every.engine.set_value(cell, "a\x00b\ud800c\x0bd")
    assert reloaded(every).question("/data/name").value == "a\ufffdb\ufffdc\nd"


def test_root_says_what_the_form_says_of_itself(every: FormSession) -> None:
    root = next(parse_xml("x", every.submission()).elements())
    assert root.attribute("id") == "every"
    assert root.attribute("version") == "3"
    assert root.attribute("made", "urn:esri") == 'in "Łódź" &'
    name = root.first("name")
    assert name is not None
    assert name.attribute("kind", "urn:esri") == "q"


def test_instance_is_named_by_its_answers(every: FormSession) -> None:
    every.answer("/data/name", "Żuk")
    every.answer("/data/n", "3")
    assert b"<instanceName>\xc5\xbbuk 3</instanceName>" in every.submission()


def test_edit_of_what_was_handed_over_replaces_it(every: FormSession) -> None:
    every.answer("/data/name", "a")
    every.submission(handed_over=True)
    every.edit("uuid:2")
    every.answer("/data/name", "b")
    xml = every.submission()
    assert b"<instanceID>uuid:2</instanceID>" in xml
    assert b"<deprecatedID>uuid:1</deprecatedID>" in xml
    again = reloaded(every)
    assert (again.instance_id, again.deprecated_id) == ("uuid:2", "uuid:1")
    assert again.submission() == xml


def test_attachments_are_those_of_questions_that_are_asked(every: FormSession) -> None:
    every.answer("/data/photo", "1.jpg")
    every.answer("/data/shop[1]/plan", "plan.pdf")
    every.add_repeat("/data/shop")
    every.answer("/data/shop[2]/plan", "plan.pdf")
    assert every.attachments() == ("1.jpg", "plan.pdf")
    every.remove_repeat("/data/shop[2]")
    every.answer("/data/shop[1]/plan", "")
    assert every.attachments() == ("1.jpg",)


def test_rows_within_rows_come_back_with_their_keys(every: FormSession) -> None:
    every.answer("/data/n", "2")
    every.add_repeat("/data/shop")
    every.remove_repeat("/data/shop[1]")
    every.answer("/data/shop[1]/room[2]/use", "store")
    every.answer("/data/n", "1")
    again = reloaded(every)
    assert [one.path for one in again.questions()] == [one.path for one in every.questions()]
    again.answer("/data/n", "2")
    assert again.question("/data/shop[1]/room[2]/use").value == ""


def test_a_roster_without_rows_stays_without(every: FormSession) -> None:
    every.remove_repeat("/data/shop[1]")
    assert b"<shop" not in reloaded(every).submission()


def test_what_was_drawn_once_is_not_drawn_again(every: FormSession) -> None:
    every.answer("/data/n", "6")
    assert reloaded(every).submission() == every.submission()


def test_calculations_and_what_was_not_asked_are_the_forms_own(every: FormSession) -> None:
    every.answer("/data/n", "6")
    every.answer("/data/why", "other")
    xml = every.submission().replace(b"<twice>12<", b"<twice>99<").replace(b"<why>other</why>", b"")
    again = FormSession(every.form)
    assert again.load(xml) == ()
    assert b"<twice>12</twice>" in again.submission()
    assert again.question("/data/why").value == "because"


def test_a_submission_from_elsewhere_loads_and_says_what_had_no_place(every: FormSession) -> None:
    xml = b"""<?xml version='1.0'?><x:data xmlns:x="urn:any" xmlns:o="http://openrosa.org/xforms" id="every" version="1">
      <x:name>A</x:name><x:name>B</x:name><x:n>many</x:n><gone><deep>7</deep><empty/></gone>
      <photo>1.jpg<extra>x</extra></photo><x:shop><x:plan/></x:shop><x:shop><x:plan>p</x:plan></x:shop>
      <o:meta><o:instanceID>uuid:far</o:instanceID><o:userID>7</o:userID></o:meta></x:data>"""
    found = every.load(xml)
    assert [(one.code, one.place.name, one.values["text"]) for one in found] == [
        ("submission-no-place", "/data/name", "B"),
        ("submission-no-answer", "/data/n", "many"),
        ("submission-no-place", "/data/photo/extra", "x"),
        ("submission-no-place", "/data/meta/userID", "7"),
        ("submission-no-place", "/data/deep", "7"),
    ]
    assert every.instance_id == "uuid:far"
    assert every.question("/data/shop[2]/plan").value == "p"
    assert [one.check.fault for one in every.validate()] == [Fault.INVALID]
    assert b"<begun/>" in every.submission()
    every.answer("/data/n", "4")
    assert every.validate() == ()


def test_rows_beyond_the_count_are_told_and_come_back_with_it(every: FormSession) -> None:
    every.answer("/data/n", "2")
    every.answer("/data/shop[1]/room[2]/use", "store")
    (found,) = every.load(every.submission().replace(b"<n>2</n>", b"<n>1</n>"))
    assert (found.code, found.place.name, found.values["text"]) == (
        "submission-row",
        "/data/shop[1]/room[2]/use",
        "store",
    )
    every.answer("/data/n", "2")
    assert every.question("/data/shop[1]/room[2]/use").value == "store"


@pytest.mark.parametrize(
    ("written", "absence", "problems"),
    [
        (b'<name cb:absence="refused"/>', Absence.REFUSED, []),
        (b'<name cb:absence="refused">x</name>', None, ["submission-absence"]),
        (b'<name cb:absence="dont-know"/>', None, ["submission-absence"]),
        (b'<name cb:absence="bored"/>', None, ["submission-absence"]),
    ],
)
def test_only_reasons_that_the_question_allows_are_read(every, written, absence, problems) -> None:
    xml = every.submission().replace(b'<name esri:kind="q"/>', written)
    assert [one.code for one in every.load(xml)] == problems
    assert every.question("/data/name").absence is absence


def test_what_is_no_submission_changes_nothing(every: FormSession) -> None:
    every.answer("/data/name", "a")
    with pytest.raises(ProblemError):
        every.load(b"<data id='other'/>")
    assert every.question("/data/name").value == "a"


XFORM = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:cb="urn:mine"
  xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>t</h:title><model><instance>{instance}</instance>
  <bind nodeset="/data/a" type="string"/></model></h:head><h:body><input ref="/data/a"><label>A</label></input></h:body></h:html>"""


@pytest.mark.parametrize(
    "instance",
    [
        '<data id="d" xmlns="urn:own"><a/></data>',
        '<data id="d" xmlns="urn:own"><a xmlns="urn:other"/><b xmlns:p="urn:p" p:template="1"/></data>',
        '<data id="d" xmlns:o="http://openrosa.org/xforms"><a/><o:meta><o:instanceID/><o:instanceName/></o:meta></data>',
        '<data id="d"><a/><meta/></data>',
        '<data id="d" cb:mark="x"><cb:b/><a/><x:c xmlns:x="urn:1"/><x:e xmlns:x="urn:2" x:f="g"/></data>',
    ],
)
def test_namespaces_are_those_of_the_form(instance: str) -> None:
    form = read_form("f.xml", XFORM.format(instance=instance).encode())
    session = FormSession(form, instance_id="uuid:1")
    session.edit("uuid:2")
    session.answer("/data/a", "x")
    written = next(parse_xml("x", session.submission()).elements())
    stated = next(one for one in parse_xml("x", form.xml).walk() if one.name == "instance")
    shapes = [
        {
            (
                node.name,
                "" if node.space == "http://www.w3.org/2002/xforms" else node.space,
                *((one.name, one.space, one.value) for one in node.attributes if not is_declaration(one)),
            )
            for node in tree.walk()
            if node.name
        }
        for tree in (next(stated.elements()), written)
    ]
    assert shapes[0] <= shapes[1]
    meta = written.first("meta")
    assert meta is not None
    assert [one.text() for one in meta.elements() if one.text()] == ["uuid:2", "uuid:1"]
    assert len([one for one in written.elements() if one.name == "meta"]) == 1
    again = FormSession(form)
    assert again.load(session.submission()) == ()
    assert again.submission() == session.submission()
