"""Where the dialect leaves a choice, the engine goes the way of JavaRosa; each case was seen there."""

from collections.abc import Callable

import pytest

from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.session import FormSession
from clusterbench_gui.forms.xform import form_of_xml

MakeForm = Callable[[str], Form]
HEAD = "| survey |\n| | type | name | label | relevant | calculation | default | repeat_count | readonly |\n"


def xform(instance: str, binds: str, body: str) -> FormSession:
    xml = (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:orx="http://openrosa.org/xforms">'
        f'<h:head><model><instance><data id="a">{instance}</data></instance>{binds}</model></h:head><h:body>{body}</h:body></h:html>'
    )
    return FormSession(form_of_xml("form.xml", xml.encode())[0])


def shown(session: FormSession, name: str) -> bool:
    return any(one.name == name for one in session.questions())


@pytest.mark.parametrize(
    ("kind", "value", "condition", "holds"),
    [
        ("text", "2012-07-01", "${a} > 0", False),
        ("date", "2012-07-01", "${a} > 0", True),
        ("date", "2012-07-01", "${a} < date('2013-01-01')", True),
        ("date", "2012-07-01", "${a} < '2013-01-01'", False),
        ("integer", "5", "${a} = '5.0'", True),
        ("text", "5", "${a} = '5.0'", False),
        ("text", "5", "${a} = 5.0", True),
    ],
)
def test_answers_compare_as_their_types_say(
    make_form: MakeForm, kind: str, value: str, condition: str, holds: bool
) -> None:
    session = FormSession(
        make_form(HEAD + f"| | {kind} | a | A | | | | | |\n| | text | b | B | {condition} | | | | |\n")
    )
    session.answer("/data/a", value)
    assert shown(session, "b") is holds


def test_the_same_answer_again_computes_what_reads_it(make_form: MakeForm) -> None:
    session = FormSession(make_form(HEAD + "| | text | a | A | | | | | |\n| | text | b | B | | ${a} | | | |\n"))
    session.answer("/data/a", "x")
    session.answer("/data/b", "by hand")
    assert session.question("/data/b").value == "by hand"
    session.answer("/data/a", "x")
    assert session.question("/data/b").value == "x"


def test_a_question_that_is_not_relevant_counts_rows_all_the_same(make_form: MakeForm) -> None:
    rows = "| | begin repeat | r | R | | | | ${n} | |\n| | text | t | T | | | | | |\n| | end repeat | | | | | | | |\n"
    session = FormSession(make_form(HEAD + "| | integer | n | N | false() | | 3 | | |\n" + rows))
    assert [one.ref for one in session.questions()] == ["/data/r[1]/t", "/data/r[2]/t", "/data/r[3]/t"]


def test_choice_labels_quote_answers_and_choice_name_takes_relative_paths() -> None:
    session = xform(
        "<who/><pick/><label/>",
        '<bind nodeset="/data/label" calculate="jr:choice-name(../pick, \' ../pick \')"/>',
        '<input ref="/data/who"><label>Who</label></input><select1 ref="/data/pick"><label>Pick</label>'
        '<item><label>of <output value="/data/who"/></label><value>a</value></item></select1>'
        '<input ref="/data/label"><label>L</label></input>',
    )
    session.answer("/data/who", "Ala")
    session.answer("/data/pick", "a")
    assert session.question("/data/pick").choices[0].label == "of Ala"
    assert session.question("/data/label").value == "of Ala"


def test_choices_from_a_table_quote_answers(make_form: MakeForm) -> None:
    choices = (
        "| choices |\n| | list_name | name | label::English (en) | label::Polski (pl) |\n"
        "| | l | a | of ${who} | od ${who} |\n| | l | b | none | nikt |\n"
    )
    head = "| survey |\n| | type | name | label::English (en) | label::Polski (pl) | choice_filter |\n"
    survey = "| | text | who | Who | Kto | |\n| | select_one l | pick | Pick | Wybierz | name != '' |\n"
    session = FormSession(make_form(head + survey + choices))
    session.set_language("Polski (pl)")
    step = session.answer("/data/who", "Ala")
    assert [one.label for one in session.question("/data/pick").choices] == ["od Ala", "nikt"]
    assert "/data/pick" in step.changed


def test_first_load_actions_of_a_question_run_when_the_interview_begins() -> None:
    session = xform(
        "<a/>",
        "",
        '<input ref="/data/a"><label>A</label>'
        '<setvalue event="odk-instance-first-load" ref="/data/a" value="1 + 1"/></input>',
    )
    assert session.question("/data/a").value == "2"


def test_defaults_are_trimmed_and_prefixes_of_paths_do_not_matter() -> None:
    session = xform(
        "<a>\n   x y \n</a><orx:meta><orx:deviceID/></orx:meta>",
        '<bind nodeset="/data/orx:meta/orx:deviceID" calculate="\'d\'"/>',
        '<input ref="/data/a"><label>A</label></input>',
    )
    assert session.question("/data/a").value == "x y"
    assert b"deviceID>d</" in session.submission()


def test_text_of_an_unknown_id_is_said(make_form: MakeForm) -> None:
    session = FormSession(make_form(HEAD + "| | text | a | A | | jr:itext('nothing') | | | true |\n"))
    assert session.question("/data/a").value == "[itext:nothing]"
