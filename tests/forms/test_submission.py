import pytest

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.session import FormSession


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
