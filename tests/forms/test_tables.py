"""An interview as flat rows: what is asked, what is not, and rows of rosters with their keys."""

import pytest

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.forms.session import FormSession
from clusterbench_gui.forms.tables import flat_rows
from tests.forms.conftest import CLUSTER


@pytest.fixture
def session(make_form):
    return FormSession(make_form(CLUSTER))


def columns(row):
    return dict(zip(row.names, zip(row.values, row.absences, strict=True), strict=True))


def test_a_question_that_is_not_asked_is_so_whatever_was_said_before(session):
    session.answer("/data/members/staff", "4")
    session.answer("/data/members/leavers", "1")
    session.answer("/data/members/staff", "0")
    (own, *_) = flat_rows(session)
    assert columns(own)["staff"] == ("0", None)
    assert columns(own)["leavers"] == ("", Absence.NOT_ASKED)


def test_absence_and_silence_are_two_things(session):
    session.absent("/data/members/staff", Absence.REFUSED)
    (own, *_) = flat_rows(session)
    assert columns(own)["staff"] == ("", Absence.REFUSED)
    assert columns(own)["province"] == ("", None)
    assert "rate" not in own.names


def test_rows_of_rosters_stand_apart_under_their_keys(session):
    for name in ("Łuna", "Żagiel"):
        session.add_repeat("/data/firm")
        session.answer(session.last_row("/data/firm") + "/firm_name", name)
    session.answer("/data/kinds", "2")
    session.answer("/data/kind[2]/kind_row/kind_count", "7")
    own, *rows = flat_rows(session)
    assert (own.roster, own.key) == ("", "")
    firms = [row for row in rows if row.roster == "firm"]
    assert [columns(row)["firm_name"][0] for row in firms][-2:] == ["Łuna", "Żagiel"]
    assert len({row.key for row in firms}) == len(firms)
    assert [(row.key, columns(row)["kind_count"][0]) for row in rows if row.roster == "kind"] == [("1", ""), ("2", "7")]
