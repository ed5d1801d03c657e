"""Rosters as Collect has them: rows that the form fixes, rows that a count takes and brings back, rows within rows."""

import pytest

from clusterbench_gui.domain.questions import Outcome, RosterState
from clusterbench_gui.forms.read import read_form
from clusterbench_gui.forms.session import FormSession
from tests.helpers.versions import CHOICES, SETTINGS, question, roster

FIXED = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>t</h:title><model><instance><data id="d">
  <r jr:template=""><a/></r><r><a>one</a></r><r><a>two</a></r></data></instance><bind nodeset="/data/r/a" type="string"/>
  </model></h:head><h:body><group ref="/data/r"><repeat nodeset="/data/r" jr:noAddRemove="{value}"><input ref="/data/r/a">
  <label>A</label></input></repeat></group></h:body></h:html>"""
DEEP = (
    question("integer", "n")
    + roster(
        "a",
        roster(
            "b",
            roster("c", question("integer", "x"), repeat_count="${n}"),
            question("calculate", "bsum", calculation="sum(${x})"),
            repeat_count="${n}",
        ),
        question("calculate", "asum", calculation="sum(${bsum})"),
    )
    + question("calculate", "total", calculation="sum(${asum})")
)


@pytest.fixture
def deep(make_form) -> FormSession:
    form = make_form(SETTINGS.format(version=1) + DEEP + CHOICES)
    session = FormSession(form, instance_id="uuid:1", keep_violations=True)
    session.answer("/data/n", "2")
    for number, ref in enumerate(refs(session), start=1):
        session.answer(ref, str(number))
    return session


def refs(session: FormSession) -> list[str]:
    return [one.ref for one in session.questions() if one.name == "x"]


def total(session: FormSession) -> str:
    return session.submission().partition(b"<total>")[2].partition(b"<")[0].decode()


@pytest.mark.parametrize("value", ["true()", "false()", ""])
def test_no_add_remove_counts_by_being_there(value: str) -> None:
    session = FormSession(read_form("f.xml", FIXED.format(value=value).encode()), keep_violations=True)
    (section,) = session.sections()
    state = section.items[0]
    assert isinstance(state, RosterState)
    assert (state.fixed, len(state.rows)) == (True, 2)
    assert session.add_repeat("/data/r").outcome is Outcome.UNREACHABLE
    assert session.remove_repeat("/data/r[1]").outcome is Outcome.UNREACHABLE
    assert [one.value for one in session.questions()] == ["one", "two"]


def test_fixed_rows_come_back_from_their_submission() -> None:
    session = FormSession(read_form("f.xml", FIXED.format(value="true()").encode()), keep_violations=True)
    session.answer("/data/r[2]/a", "three")
    again = FormSession(session.form)
    again.load(session.submission())
    assert [(one.path, one.value) for one in again.questions()] == [("/data/r[1]/a", "one"), ("/data/r[2]/a", "three")]


def test_sums_add_up_over_rows_within_rows(deep: FormSession) -> None:
    assert len(refs(deep)) == 4
    assert total(deep) == "10"
    deep.add_repeat("/data/a")
    for ref in refs(deep)[4:]:
        deep.answer(ref, "100")
    assert total(deep) == "410"
    deep.remove_repeat("/data/a[1]")
    assert total(deep) == "400"


def test_rows_set_aside_at_all_depths_do_not_count_and_come_back_whole(deep: FormSession) -> None:
    before = deep.submission()
    deep.answer("/data/n", "1")
    assert (total(deep), len(refs(deep))) == ("1", 1)
    deep.answer("/data/n", "0")
    assert total(deep) == "0"
    deep.answer("/data/n", "2")
    assert deep.submission() == before


def test_a_row_set_aside_is_asked_under_the_answers_of_now(make_form) -> None:
    text = question("integer", "n") + question("text", "t")
    text += roster("r", question("text", "a", relevant="${t} = 'yes'"), repeat_count="${n}")
    session = FormSession(make_form(SETTINGS.format(version=1) + text + CHOICES))
    for ref, value in (("n", "2"), ("t", "yes"), ("r[2]/a", "x"), ("n", "1"), ("t", "no"), ("n", "2")):
        session.answer(f"/data/{ref}", value)
    assert [one.name for one in session.questions()] == ["n", "t"]
    session.answer("/data/t", "yes")
    assert session.question("/data/r[2]/a").value == "x"


def test_rows_within_a_removed_row_are_gone_with_it(deep: FormSession) -> None:
    deep.add_repeat("/data/a")
    deep.remove_repeat("/data/a[1]")
    assert all(deep.question(ref).value == "" for ref in refs(deep))
    deep.answer("/data/n", "1")
    deep.answer("/data/n", "2")
    assert total(deep) == "0"


@pytest.mark.parametrize("count", ["-1", "0", "", "999999"])
def test_a_count_that_is_no_number_of_rows_stays_within_bounds(make_form, count: str) -> None:
    text = question("integer", "n") + roster("r", question("text", "a"), repeat_count="${n}")
    session = FormSession(make_form(SETTINGS.format(version=1) + text + CHOICES))
    session.answer("/data/n", "3")
    session.answer("/data/n", count)
    rows = session.submission().count(b"<r ")
    assert rows == {"-1": 0, "0": 0, "": 1, "999999": 5000}[count]
