"""The eight formulas against values worked out by hand, and missing exactly when an answer they read is missing."""

import pytest

from clusterbench_gui.app.scoring import chosen_interviews, collect, indicator_table, score
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.scores import Missing
from clusterbench_gui.domain.studies import Interview, Status
from tests.helpers.study import MEMBERS, fill

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


def test_the_approved_interview_counts_before_a_later_one():
    def interview(name, status, touched):
        return Interview(name, "K01", "coordinator", "f", "1", status, "anna", touched, touched)

    first = interview("a", Status.APPROVED, "2012-07-01T10:00:00+00:00")
    later = interview("b", Status.FINISHED, "2012-07-02T10:00:00+00:00")
    open_one = interview("c", Status.OPEN, "2012-07-03T10:00:00+00:00")
    assert chosen_interviews([first, later, open_one]) == {("K01", "coordinator"): first}
    assert chosen_interviews([later, open_one]) == {("K01", "coordinator"): later}


def test_the_latest_interview_is_the_latest_moment_and_not_the_latest_text():
    def interview(name, touched):
        return Interview(name, "K01", "coordinator", "f", "1", Status.FINISHED, "anna", touched, touched)

    in_poland = interview("a", "2012-07-01T10:30:00+02:00")
    in_london = interview("b", "2012-07-01T09:45:00+01:00")
    assert chosen_interviews([in_london, in_poland]) == {("K01", "coordinator"): in_london}
