"""Checks over several questions: which they read, and what a confirmed doubt is about."""

import pytest

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.questions import Outcome
from clusterbench_gui.forms import limits
from clusterbench_gui.forms.read import read_form
from clusterbench_gui.forms.session import FormSession

FORM = """| settings |
| | form_id | version | namespaces |
| | checks | 1 | cb="urn:clusterbench:xforms" |
| survey |
| | type | name | label | relevant | constraint | constraint_message | calculation | bind::cb:warning | bind::cb:warningMsg | bind::cb:absence |
| | integer | members | Members | | | | | | | refused |
| | integer | active | Active | | . <= ${members} | More than members. | | . * 10 >= ${members} | Few. | |
| | begin_repeat | firm | Firm | | | | | | | |
| | integer | staff | Staff | | . < 1000 | Too many. | | . < ${members} | As many as members. | |
| | end_repeat | | | | | | | | | |
| | calculate | together | | | | | sum(${staff}) | | | |
| | integer | total | Total | | . = ${together} | Not the sum. | | | | |
| | text | note | Note | ${members} > 5 | | | | . != string(${members}) | Same. | |
"""


@pytest.fixture(scope="module")
def form():
    return read_form("checks.md", FORM.encode())


@pytest.fixture
def session(form):
    return FormSession(form, keep_violations=True)


def say(session, **values):
    for name, value in values.items():
        assert session.answer(f"/data/{name}", value).outcome in {Outcome.OK, Outcome.CONSTRAINT}


def test_a_check_that_holds_involves_nobody(session):
    say(session, members="20", active="5")
    assert session.question("/data/active").involved == ()
    assert session.question("/data/active").doubt == ""


def test_a_failed_constraint_names_what_it_was_compared_with(session):
    say(session, members="20", active="21")
    assert session.question("/data/active").involved == ("/data/members",)
    assert session.question("/data/members").involved == ()


def test_what_stands_behind_a_calculation_is_named_too(session):
    session.add_repeat("/data/firm")
    say(session, **{"firm[1]/staff": "3", "firm[2]/staff": "4", "total": "8"})
    assert session.question("/data/total").involved == ("/data/firm[1]/staff", "/data/firm[2]/staff")
    step = session.answer("/data/firm[2]/staff", "5")
    assert "/data/total" in step.changed
    assert session.question("/data/total").involved == ()


def test_in_a_row_only_the_own_row_is_meant(session):
    session.add_repeat("/data/firm")
    say(session, **{"members": "4", "firm[1]/staff": "9", "firm[2]/staff": "2"})
    assert session.question("/data/firm[1]/staff").involved == ("/data/members",)
    assert session.question("/data/firm[2]/staff").warning == ""


def test_a_doubt_is_another_when_any_answer_that_it_is_about_is(session):
    say(session, members="20", active="1")
    first = session.question("/data/active")
    assert first.warning == "Few."
    say(session, note="x")
    assert session.question("/data/active").doubt == first.doubt
    say(session, members="30")
    second = session.question("/data/active").doubt
    say(session, active="2")
    third = session.question("/data/active").doubt
    assert len({first.doubt, second, third}) == 3
    say(session, members="20", active="1")
    assert session.question("/data/active").doubt == first.doubt


def test_an_absence_is_something_else_than_nothing_said(session):
    say(session, members="6", active="0")
    few = session.question("/data/active")
    session.absent("/data/members", Absence.REFUSED)
    refused = session.question("/data/active")
    session.answer("/data/members", "")
    assert (few.involved, refused.warning) == (("/data/members",), "Few.")
    assert len({few.doubt, refused.doubt, session.question("/data/active").doubt}) == 3


def test_a_step_that_comes_to_no_end_changes_nothing(form, monkeypatch):
    session = FormSession(form, keep_violations=True)
    say(session, members="20", active="5")
    before = session.submission()
    with monkeypatch.context() as patch:
        patch.setattr(limits, "MOST_WORK", 1)
        session.environment.left = 1
        with pytest.raises(ProblemError, match="form-too-slow"):
            session.answer("/data/members", "30")
        with pytest.raises(ProblemError, match="form-too-slow"):
            session.absent("/data/members", Absence.REFUSED)
        with pytest.raises(ProblemError, match="form-too-slow"):
            session.add_repeat("/data/firm")
    session.engine.queue_all()
    session.environment.refill()
    session.engine.settle()
    assert session.submission() == before
    say(session, members="3")
    assert session.question("/data/active").failed is not None
