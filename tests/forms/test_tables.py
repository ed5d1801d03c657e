"""An interview as flat rows: what is asked, what is not, and rows of rosters with their keys."""

import pytest

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.forms.session import FormSession
from clusterbench_gui.forms.tables import flat_tables
from tests.forms.conftest import CLUSTER, SETTINGS


@pytest.fixture
def session(make_form):
    return FormSession(make_form(CLUSTER))


def tables(session):
    """For each table its rows: key, and what stands in each column."""
    return {
        table.roster: [
            (row.key, dict(zip(table.columns, zip(row.values, row.absences, strict=True), strict=True)))
            for row in table.rows(session)
        ]
        for table in flat_tables(session.form)
    }


def own(session):
    ((key, columns),) = tables(session)[""]
    assert key == ""
    return columns


def test_a_question_that_is_not_asked_is_so_whatever_was_said_before(session):
    session.answer("/data/members/staff", "4")
    session.answer("/data/members/leavers", "1")
    session.answer("/data/members/staff", "0")
    assert own(session)["staff"] == ("0", None)
    assert own(session)["leavers"] == ("", Absence.NOT_ASKED)


def test_absence_and_silence_are_two_things(session):
    session.absent("/data/members/staff", Absence.REFUSED)
    assert own(session)["staff"] == ("", Absence.REFUSED)
    assert own(session)["province"] == ("", None)
    assert "rate" not in own(session)


def test_rows_of_rosters_stand_apart_under_their_keys(session):
    for name in ("Łuna", "Żagiel"):
        session.add_repeat("/data/firm")
        session.answer(session.last_row("/data/firm") + "/firm_name", name)
    session.answer("/data/kinds", "2")
    session.answer("/data/kind[2]/kind_row/kind_count", "7")
    rows = tables(session)
    assert [columns["firm_name"][0] for _, columns in rows["firm"]][-2:] == ["Łuna", "Żagiel"]
    assert len({key for key, _ in rows["firm"]}) == len(rows["firm"])
    assert [(key, columns["kind_count"][0]) for key, columns in rows["kind"]] == [("1", ""), ("2", "7")]


NESTED = (
    SETTINGS
    + """| survey |
| | type | name | label | relevant |
| | begin_group | a | A | |
| | integer | size | Size | |
| | end_group | | | |
| | begin_group | b | B | |
| | integer | size | Size | |
| | text | status | Status | |
| | end_group | | | |
| | begin_repeat | firm | Firm | |
| | text | name | Name | |
| | begin_repeat | product | Product | ${name} != 'x' |
| | text | what | What | |
| | end_repeat | | | |
| | end_repeat | | | |
"""
)


def test_equal_names_are_told_apart_by_their_groups(make_form):
    first, *_ = flat_tables(make_form(NESTED))
    assert first.columns == ("a/size", "b/size", "status")


def test_rows_within_rows_carry_both_keys_and_those_not_asked_are_left_out(make_form):
    session = FormSession(make_form(NESTED))
    session.add_repeat("/data/firm")
    session.answer("/data/firm[1]/name", "y")
    session.answer("/data/firm[1]/product[1]/what", "śruby")
    session.answer("/data/firm[2]/name", "x")
    session.answer("/data/firm[2]/product[1]/what", "nic")
    firms = [key for key, _ in tables(session)["firm"]]
    assert [(key, columns["what"][0]) for key, columns in tables(session)["product"]] == [(f"{firms[0]}/1", "śruby")]
