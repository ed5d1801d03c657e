"""The eight formulas against values worked out by hand, and missing exactly when an answer they read is missing."""

from datetime import UTC, datetime

import pytest

from clusterbench_gui.app.scoring import chosen_interviews, collect, indicator_table, score
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.events import EventKind, Statement
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.scores import Missing
from clusterbench_gui.domain.studies import Interview, Status
from tests.helpers.study import ANNA, MEMBERS, fill

BY_HAND = {
    "Z1.1": 3 * 10 / 30,
    "Z1.3": 100 * 1 / ((2 + 4) / 2),
    "Z2.1": 300000 / 30,
    "Z2.2": 40.0,
    "P1.1": 8.0,
    "P1.2": 100 * 12 / 30,
    "P2.1": 14.0,
    "P2.3": 100 * 4 / 8,
}
READS = {
    "staff_fte": {"Z1.1"},
    "staff_start": {"Z1.3"},
    "staff_end": {"Z1.3"},
    "staff_leavers": {"Z1.3"},
    "budget_total": {"Z2.1", "Z2.2"},
    "budget_private": {"Z2.2"},
    "market_joint": {"P1.1", "P1.2"},
    "market_offers": {"P1.1"},
    "market_purchases": {"P1.1"},
    "market_members": {"P1.2"},
    "meetings": {"P2.1"},
    "channels": {"P2.3"},
}


def row(study):
    return indicator_table(collect(study))["K01"]


def test_every_formula_gives_what_was_worked_out_by_hand(study):
    fill(study)
    assert row(study) == pytest.approx(BY_HAND)


@pytest.mark.parametrize("reason", [Absence.REFUSED, Absence.DONT_KNOW])
@pytest.mark.parametrize("name", READS)
def test_a_formula_is_missing_exactly_when_an_answer_that_it_reads_is(study, name, reason):
    fill(study, **{name: reason})
    found = row(study)
    assert {code for code, value in found.items() if isinstance(value, Missing)} == READS[name]
    named = {(value.question, value.absence) for value in found.values() if isinstance(value, Missing)}
    assert (name, reason) in named


def test_a_roster_with_an_unknown_row_makes_no_total(study):
    fill(study, members=(*MEMBERS[:8], Absence.DONT_KNOW))
    assert {code for code, value in row(study).items() if isinstance(value, Missing)} == {"Z1.1", "Z2.1", "P1.2"}


def test_a_stated_no_is_a_zero_and_not_a_gap(study):
    fill(study, market_joint="no")
    assert row(study)["P1.1"] == 0
    assert row(study)["P1.2"] == 0


def test_channels_none_is_a_zero(study):
    fill(study, channels="none")
    assert row(study)["P2.3"] == 0


def test_a_division_by_zero_is_missing_with_its_reason(study):
    fill(study, budget_total="0")
    assert row(study)["Z2.2"] == Missing("not-asked", "budget_private", Absence.NOT_ASKED)
    fill(study, cluster="K02", members=("0",) * 9, market_joint="no")
    assert indicator_table(collect(study))["K02"]["Z2.1"] == Missing("division-by-zero")


def test_a_cluster_without_a_finished_interview_has_no_values(study):
    fill(study)
    scored = score(collect(study))
    cell = scored.scores.cells["K02"]["I"]
    assert cell.score is None
    assert cell.rank is None
    assert scored.scores.summaries["I"].count <= 1


def test_nothing_finished_is_one_clear_problem(study):
    with pytest.raises(ProblemError) as caught:
        score(collect(study))
    assert caught.value.problems[0].code == "nothing-finished"


def interview(name, status, settled):
    wall = "2012-07-01T10:00:00+00:00"
    return Interview(name, "K01", "coordinator", "f", "1", status, "anna", wall, wall, settled)


def test_the_approved_interview_counts_before_a_later_one():
    first = interview("a", Status.APPROVED, 1)
    later = interview("b", Status.FINISHED, 2)
    open_one = interview("c", Status.OPEN, 3)
    assert chosen_interviews([later, open_one, first]) == {("K01", "coordinator"): first}
    assert chosen_interviews([open_one, later]) == {("K01", "coordinator"): later}


def test_the_interview_that_was_finished_last_counts_whatever_clocks_on_walls_said(study):
    first = fill(study, meetings="3").interview.id
    second = fill(study, meetings="5").interview.id
    remark = Statement(first, EventKind.REMARK, "sprawdzić", "/data/p2/meetings")
    study.workspace.append([remark], ANNA, wall=datetime(2030, 1, 1, tzinfo=UTC))
    assert chosen_interviews(study.workspace.interviews())["K01", "coordinator"].id == second
    assert row(study)["P2.1"] == 5
