"""Formulas against values worked out by hand, and missing exactly when an answer that they read is missing."""

import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from clusterbench_gui.app.editions.read import bundled_edition_files
from clusterbench_gui.app.formulas import compile_formulas
from clusterbench_gui.app.interviews import open_interview, save
from clusterbench_gui.app.scoring import chosen_interviews, collect, indicator_table, score
from clusterbench_gui.app.studies import create_study, open_study
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.events import EventKind, Statement
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.scores import Missing
from clusterbench_gui.domain.status import Status
from clusterbench_gui.domain.studies import Cluster, Interview
from tests.helpers.converted import warm
from tests.helpers.study import ANNA, ANSWERS, MEMBERS, fill, fill_expert, give

BY_HAND = {
    "Z1.1": 3.0,
    "Z1.2": 100 * 3 / 4,
    "Z1.3": 100 * 1 / ((2 + 4) / 2),
    "Z1.4": 10 * (2 + 1) / 30,
    "Z2.1": 300000 / 30,
    "Z2.2": 100 * 120000 / 300000,
    "Z2.3": (365 + 184) / (365.25 / 12),
    "Z2.4": 900000 / 30,
    "Z3.1": 100 * 3 / 5,
    "Z3.2": 100 * 11 / 30,
    "Z3.3": 1.0,
    "P1.1": 5.0 + 3 + 2,
    "P1.2": 100 * 13 / 30,
    "P1.3": 6.0,
    "P2.1": 14.0,
    "P2.2": 100 * ((20 + 16 + 12) / 3) / 30,
    "P2.3": 100 * 4 / 8,
    "P2.4": 1.5,
    "P3.1": 4.0,
    "P3.2": 3.0,
    "P3.3": 2.0,
    "P4.1": 6.0 + 2 + 1,
    "P4.2": 25.0,
    "P4.3": 1.0 + 1,
    "W1.1": 45 / 30,
    "W1.2": 7.0,
    "W1.3": 100 * (860 - 800) / 800,
    "W2.1": 100 * (61000 - 50000) / 50000,
    "W2.2": 100 * (9 - 4) / (30 - 9 + 4),
    "W2.3": 100 * 14 / 30,
    "W3.1": 8.0,
    "W3.2": 3.0 + 1 + 1,
    "W3.3": 100 * 10 / 26,
    "W4.1": 2.0,
    "W4.2": 1.0,
    "W4.3": 100 * 8 / 26,
    "R1.1": (4 + 1) / 2,
    "R1.2": (2 + 5) / 2,
    "R1.3": 3.0,
    "R2.1": 2.0,
    "R2.2": (3 + 4) / 2,
    "R2.3": 1.0,
    "R3.1": 2.0,
    "R3.2": 1.0,
    "R3.3": 100 * 7 / 30,
    "R3.4": 1.0,
}
SECOND_EXPERT = {
    "expert_code": "E12",
    "rating_institutions": "1",
    "rating_labour": "5",
    "rating_national": "4",
}
PER_TEN_MEMBERS = {
    "Z1.1": 10 * 3 / 30,
    "P1.1": 10 * (5 + 3 + 2) / 30,
    "P1.3": 10 * 6 / 30,
    "P3.1": 10 * 4 / 30,
    "P3.2": 10 * 3 / 30,
    "P3.3": 10 * 2 / 30,
    "P4.1": 10 * (6 + 2 + 1) / 30,
    "P4.2": 10 * 25 / 30,
    "W1.2": 10 * 7 / 30,
    "W3.1": 10 * 8 / 30,
    "W3.2": 10 * (3 + 1 + 1) / 30,
    "W4.1": 10 * 2 / 30,
    "W4.2": 10 * 1 / 30,
}
OF_MEMBERS = {"Z1.4", "Z2.1", "Z2.4", "Z3.2", "P1.2", "P2.2", "W1.1", "W2.2", "W2.3", "R3.3"}
OF_FIRMS = {"W3.3", "W4.3"}
READS = {
    "members_joined": {"W2.2"},
    "members_left": {"W2.2"},
    "staff_fte": {"Z1.1"},
    "staff_start": {"Z1.3"},
    "staff_end": {"Z1.2", "Z1.3"},
    "staff_leavers": {"Z1.3"},
    "staff_experienced": {"Z1.2"},
    "rd_partners": {"Z1.4"},
    "budget_total": {"Z2.1", "Z2.2"},
    "budget_private": {"Z2.2"},
    "financed": {"Z2.3"},
    "financed_until": {"Z2.3"},
    "external_any": {"Z2.4"},
    "external_funds": {"Z2.4"},
    "facilities": {"Z3.1", "Z3.2"},
    "facility_users": {"Z3.2"},
    "lab_access": {"Z3.3"},
    "market_joint": {"P1.1", "P1.2"},
    "market_offers": {"P1.1"},
    "market_purchases": {"P1.1"},
    "market_sales": {"P1.1"},
    "market_members": {"P1.2"},
    "joint_products": {"P1.3"},
    "meetings": {"P2.1"},
    "meetings_all": {"P2.2"},
    "attended_1": {"P2.2"},
    "attended_2": {"P2.2"},
    "attended_3": {"P2.2"},
    "channels": {"P2.3"},
    "reply_days": {"P2.4"},
    "rd_joint": {"P3.1"},
    "rd_projects": {"P3.1"},
    "groups_active": {"P3.2"},
    "transfer_any": {"P3.3"},
    "transfers": {"P3.3"},
    "events_any": {"P4.1"},
    "fairs": {"P4.1"},
    "missions": {"P4.1"},
    "conferences": {"P4.1"},
    "media_items": {"P4.2"},
    "brand": {"P4.3"},
    "website": {"P4.3"},
    "website_update": {"P4.3"},
    "trained": {"W1.1"},
    "programmes": {"W1.2"},
    "employment_before": {"W1.3"},
    "employment_after": {"W1.3"},
    "revenue_before": {"W2.1"},
    "revenue_after": {"W2.1"},
    "trading_members": {"W2.3"},
    "innovations": {"W3.1"},
    "ip_any": {"W3.2"},
    "ip_patents": {"W3.2"},
    "ip_models": {"W3.2"},
    "ip_designs": {"W3.2"},
    "innovating_firms": {"W3.3"},
    "foreign_partners": {"W4.1"},
    "intl_projects": {"W4.2"},
    "exporters": {"W4.3"},
    "barriers": {"R1.3"},
    "support_regional": {"R2.1"},
    "ris_named": {"R2.3"},
    "strategy": {"R3.1"},
    "strategy_reviewed": {"R3.1"},
    "plan": {"R3.2"},
    "plan_measures": {"R3.2"},
    "decision_members": {"R3.3"},
    "satisfaction": {"R3.4"},
}
RATINGS = {"rating_institutions": "R1.1", "rating_labour": "R1.2", "rating_national": "R2.2"}
OPENS = {"employment_firms": {"W1.3"}, "revenue_firms": {"W2.1"}, "meetings": {"P2.1", "P2.2"}}
REASONS = [Absence.REFUSED, Absence.DONT_KNOW]


def not_asked(question):
    return Missing("not-asked", question, Absence.NOT_ASKED)


def members_with(reason, at):
    return {"members": (*MEMBERS[:at], reason, *MEMBERS[at + 1 :])}


DIVISION_BY_ZERO = Missing("division-by-zero")
ABSENT = [({name: reason}, codes) for name, codes in {**READS, **OPENS}.items() for reason in REASONS]
ABSENT.append(({"staff_start": Absence.NOT_APPLICABLE}, {"Z1.3"}))
GATES = [
    ({"financed": "no"}, {"Z2.3": 0}),
    ({"external_any": "no"}, {"Z2.4": 0}),
    ({"facilities": "none"}, {"Z3.1": 0, "Z3.2": 0}),
    ({"facilities": "other"}, {"Z3.1": 0}),
    ({"facilities": "office testing other"}, {"Z3.1": 100 * 2 / 5}),
    ({"lab_access": "no"}, {"Z3.3": 0}),
    ({"market_joint": "no"}, {"P1.1": 0, "P1.2": 0}),
    ({"channels": "none"}, {"P2.3": 0}),
    ({"rd_joint": "no"}, {"P3.1": 0}),
    ({"transfer_any": "no"}, {"P3.3": 0}),
    ({"events_any": "no"}, {"P4.1": 0}),
    ({"brand": "no"}, {"P4.3": 1}),
    ({"website": "no"}, {"P4.3": 1}),
    ({"website_update": "rarely"}, {"P4.3": 1}),
    ({"website_update": "weekly"}, {"P4.3": 2}),
    ({"brand": "no", "website": "no"}, {"P4.3": 0}),
    ({"ip_any": "no"}, {"W3.2": 0}),
    ({"barriers": "none"}, {"R1.3": 0}),
    ({"barriers": "trust leaders competition", "barrier_main": "trust"}, {"R1.3": 0}),
    ({"barriers": "people trust market competition", "barrier_main": "people"}, {"R1.3": 2}),
    ({"support_regional": "none"}, {"R2.1": 0}),
    ({"support_regional": "training premises"}, {"R2.1": 1}),
    ({"support_regional": "money"}, {"R2.1": 2}),
    ({"ris_named": "no"}, {"R2.3": 0}),
    ({"strategy": "no"}, {"R3.1": 0}),
    ({"strategy_reviewed": "no"}, {"R3.1": 1}),
    ({"plan": "no"}, {"R3.2": 0}),
    ({"plan_measures": "no"}, {"R3.2": 0}),
    ({"satisfaction": "no"}, {"R3.4": 0}),
]
EDGES = [
    ({"meetings": "3"}, {"P2.1": 3}),
    ({"meetings_all": "4"}, {}),
    ({"meetings_all": "2"}, {"P2.2": 100 * ((20 + 16) / 2) / 30}),
    ({"meetings_all": "1"}, {"P2.2": 100 * 20 / 30}),
    ({"meetings_all": "0"}, {"P2.2": not_asked("attended_1")}),
    ({"meetings": "0"}, {"P2.1": 0, "P2.2": not_asked("meetings_all")}),
    ({"financed_until": "2012-06-30"}, {"Z2.3": 0}),
    ({"financed_until": "2012-06-27"}, {"Z2.3": 0}),
    ({"financed_until": "2012-07-31"}, {"Z2.3": 31 / (365.25 / 12)}),
    ({"budget_total": "0"}, {"Z2.1": 0, "Z2.2": not_asked("budget_private")}),
    ({"staff_start": "0", "staff_leavers": "0"}, {"Z1.3": 0}),
    (
        {"staff_fte": "0", "staff_start": "0", "staff_end": "0"},
        {"Z1.1": 0, "Z1.2": not_asked("staff_experienced"), "Z1.3": not_asked("staff_leavers")},
    ),
    ({"members_joined": "30", "members_left": "0"}, {"W2.2": DIVISION_BY_ZERO}),
    ({"members_joined": "0", "members_left": "10"}, {"W2.2": 100 * -10 / 40}),
    ({"employment_firms": "0"}, {"W1.3": not_asked("employment_after")}),
    ({"employment_after": "0"}, {"W1.3": -100}),
    ({"revenue_firms": "0"}, {"W2.1": not_asked("revenue_after")}),
    (
        {
            "members": ("0", "0", "0", "0", "26", "1", "1", "1", "1"),
            "rd_joint": "no",
            **dict.fromkeys(["employment_firms", "revenue_firms", "innovating_firms", "exporters"], "0"),
        },
        {
            "Z1.4": 10 * (26 + 1) / 30,
            "P3.1": 0,
            "W1.3": not_asked("employment_after"),
            "W2.1": not_asked("revenue_after"),
            "W3.3": DIVISION_BY_ZERO,
            "W4.3": DIVISION_BY_ZERO,
        },
    ),
]
CASES = [changes for changes, _ in (*ABSENT, *GATES, *EDGES)]
CASES += [members_with(reason, at) for reason in REASONS for at in range(9)]


def words(changes):
    return " ".join(str(getattr(one, "value", one)) for pair in changes.items() for one in pair)


def cases(table):
    return [pytest.param(changes, expected, id=words(changes)) for changes, expected in table]


@pytest.fixture(scope="module")
def of(tmp_path_factory):
    """Raw indicators where everything is answered but for the changes of a case: a cluster for each, all in one study."""
    codes = {words(changes): f"K{number:03d}" for number, changes in enumerate(CASES, 1)}
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("home")
        patch.setenv("CLUSTERBENCH_HOME", str(home))
        warm(home)
        folder = tmp_path_factory.mktemp("cases") / "s.clusterbench"
        create_study(folder, title="Próba", clusters=[Cluster(code, name) for name, code in codes.items()])
        with closing(open_study(folder)) as study:
            for changes in CASES:
                fill_all(study, codes[words(changes)], **changes)
            table = indicator_table(collect(study))
    return lambda changes: table[codes[words(changes)]]


def fill_all(study, cluster="K01", **changes):
    fill(study, cluster, **changes)
    fill_expert(study, cluster)
    fill_expert(study, cluster, **SECOND_EXPERT)


def row(study, cluster="K01"):
    return indicator_table(collect(study))[cluster]


def missing(found):
    return {code for code, value in found.items() if isinstance(value, Missing)}


def per_member(data):
    return replace(data, edition=replace(data.edition, method=replace(data.edition.method, per_member=True)))


def test_every_formula_gives_what_was_worked_out_by_hand_within_its_plausible_range(study):
    fill_all(study)
    found = row(study)
    assert found == pytest.approx(BY_HAND)
    assert [node.code for node in study.edition.model.at(1) if not node.is_plausible(found[node.code])] == []


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this platform cannot change its time zone")
def test_no_value_depends_on_the_time_zone_of_the_machine(study):
    fill_all(study)
    data = collect(study)
    assert table_in("UTC", data) == table_in("Europe/Warsaw", data) == table_in("Asia/Tokyo", data)


def table_in(zone, data):
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("TZ", zone)
            time.tzset()
            return indicator_table(data)
    finally:
        time.tzset()


def test_counts_are_divided_by_tens_of_members_where_the_method_says_so(study):
    fill_all(study)
    data = per_member(collect(study))
    assert {node.code for node in study.edition.model.at(1) if node.denominator} == PER_TEN_MEMBERS.keys()
    assert indicator_table(data)["K01"] == pytest.approx({**BY_HAND, **PER_TEN_MEMBERS})
    assert score(data).model.node("P1.1").unit == {"pl": "liczba na 10 członków", "en": "number per 10 members"}


def test_counts_per_members_are_missing_where_the_number_of_members_is(study):
    fill_all(study, **members_with(Absence.DONT_KNOW, 8))
    assert missing(indicator_table(per_member(collect(study)))["K01"]) == OF_MEMBERS | PER_TEN_MEMBERS.keys()


def test_no_input_of_a_formula_is_forgotten_here(study):
    forms = {one.id: study.form(one.id) for one in study.edition.instruments}
    read = {code: asked_for(formula) for code, formula in compile_formulas(study.edition.model, forms).items()}
    expected = {**READS, "member_count": OF_MEMBERS | OF_FIRMS, **{name: {code} for name, code in RATINGS.items()}}
    assert read == {code: {name for name, codes in expected.items() if code in codes} for code in BY_HAND}


def asked_for(formula):
    programs = [formula.program, *(unit.program for unit in formula.calculations)]
    return {one.element.name for program in programs for one in program.reads if one.element.control is not None}


@pytest.mark.parametrize(("changes", "codes"), cases(ABSENT))
def test_a_formula_is_missing_exactly_when_an_answer_that_it_reads_is(of, changes, codes):
    found = of(changes)
    assert missing(found) == codes
    ((name, reason),) = changes.items()
    named = {(found[code].question, found[code].absence) for code in codes}
    assert (name, reason) in named or name in OPENS
    assert {code: value for code, value in found.items() if code not in codes} == pytest.approx(
        {code: value for code, value in BY_HAND.items() if code not in codes}
    )


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("at", range(9))
def test_a_roster_with_an_unknown_row_makes_no_total_of_what_the_row_counts_in(of, at, reason):
    found = of(members_with(reason, at))
    assert missing(found) == OF_MEMBERS | (OF_FIRMS if at < 4 else set())
    assert {found[code] for code in missing(found)} == {Missing("absence", "member_count", reason)}


@pytest.mark.parametrize(("changes", "expected"), cases(GATES))
def test_a_stated_no_is_a_value_and_not_a_gap(of, changes, expected):
    assert of(changes) == pytest.approx({**BY_HAND, **expected})


@pytest.mark.parametrize(("changes", "expected"), cases(EDGES))
def test_what_was_not_asked_or_cannot_be_divided_is_missing_with_its_reason(of, changes, expected):
    assert of(changes) == pytest.approx({**BY_HAND, **expected})


def test_answers_that_no_formula_reads_change_nothing(study):
    form = study.form("coordinator")
    unread = {
        name: tuple(Absence.REFUSED for _ in value) if isinstance(value, tuple) else Absence.REFUSED
        for name, value in ANSWERS.items()
        if name not in {**READS, **OPENS, "member_count": 0}
        and Absence.REFUSED in form.by_path[form.paths[name]].bind.absences
    }
    assert len(unread) > 40
    fill_all(study, **unread)
    assert row(study) == pytest.approx(BY_HAND)


def test_without_consent_nothing_of_the_coordinator_counts(study):
    fill_all(study, consent_part="no")
    fill_all(study, "K02")
    withdrawn = collect(study).interviews[3]
    opened = open_interview(study, withdrawn.id, "pl")
    save(study, [*give(opened, "consent_part", "no"), *opened.finish()], ANNA)
    for found in indicator_table(collect(study)).values():
        assert missing(found) == BY_HAND.keys() - set(RATINGS.values())
        assert {found[code].reason for code in missing(found)} == {"not-asked"}


def test_a_cluster_without_members_has_no_shares_and_no_figures_per_member(study):
    bounded = ["members_active", "facility_users", "attended_1", "attended_2", "attended_3"]
    bounded += ["employment_firms", "revenue_firms", "trading_members", "innovating_firms", "exporters"]
    bounded += ["decision_members", "satisfaction_answers", "members_joined", "members_left"]
    fill_all(study, members=("0",) * 9, market_joint="no", rd_joint="no", **dict.fromkeys(bounded, "0"))
    found = indicator_table(per_member(collect(study)))["K01"]
    divided = {code for code, value in found.items() if value == DIVISION_BY_ZERO}
    assert divided == OF_MEMBERS | OF_FIRMS | PER_TEN_MEMBERS.keys()
    assert missing(found) == divided | {"W1.3", "W2.1"}


@pytest.mark.parametrize("reason", [*REASONS, Absence.NOT_APPLICABLE])
def test_an_expert_who_gave_no_rating_leaves_the_mean_to_the_others(study, reason):
    silent = dict.fromkeys(RATINGS, reason)
    for cluster, second in (("K01", SECOND_EXPERT), ("K02", silent)):
        fill(study, cluster)
        fill_expert(study, cluster, **silent)
        fill_expert(study, cluster, **second)
    one_spoke, both_silent = indicator_table(collect(study)).values()
    assert [one_spoke[code] for code in RATINGS.values()] == [1, 5, 4]
    assert {code: both_silent[code] for code in RATINGS.values()} == {
        code: Missing("absence", name, reason) for name, code in RATINGS.items()
    }


def test_an_expert_form_that_is_not_finished_does_not_count(study):
    fill_all(study)
    fill_expert(study, rating_institutions="5", rating_labour="5", rating_national="5", trend=None)
    assert row(study) == pytest.approx(BY_HAND)


def test_each_instrument_counts_without_the_other(study):
    fill(study)
    fill_expert(study, "K02")
    coordinator, expert = indicator_table(collect(study)).values()
    assert missing(coordinator) == set(RATINGS.values())
    assert missing(expert) == BY_HAND.keys() - set(RATINGS.values())
    assert {value for one in (coordinator, expert) for value in one.values() if isinstance(value, Missing)} == {
        Missing("no-interview")
    }


def test_a_mean_of_three_needs_three(tmp_path):
    files = bundled_edition_files("cluster-2012")
    files["indicators.csv"] = files["indicators.csv"].replace(b",expert,mean,", b",expert,mean-of-3,")
    create_study(tmp_path / "s.clusterbench", title="x", files=files, clusters=[Cluster("K01", "x")])
    with closing(open_study(tmp_path / "s.clusterbench")) as study:
        fill_all(study)
        assert {value for value in row(study).values() if isinstance(value, Missing)} == {Missing("too-few")}
        fill_expert(study)
        assert row(study) == pytest.approx(
            {**BY_HAND, "R1.1": (4 + 1 + 4) / 3, "R1.2": (2 + 5 + 2) / 3, "R2.2": (3 + 4 + 3) / 3}
        )


def test_a_cluster_without_a_finished_interview_has_no_values(study):
    fill_all(study)
    scored = score(collect(study))
    cell = scored.scores.cells["K02"]["I"]
    assert cell.score is None
    assert cell.rank is None
    assert scored.scores.summaries["I"].count <= 1


def test_nothing_finished_is_one_clear_problem(study):
    fill(study, meetings=None)
    with pytest.raises(ProblemError) as caught:
        score(collect(study))
    assert [one.code for one in caught.value.problems] == ["nothing-finished"]


def interview(name, status, settled, instrument="coordinator"):
    wall = "2012-07-01T10:00:00+00:00"
    return Interview(name, "K01", instrument, "f", "1", status, "anna", wall, wall, settled)


def test_the_approved_interview_counts_before_a_later_one(study):
    data = collect(study)
    first = interview("a", Status.APPROVED, 1)
    later = interview("b", Status.FINISHED, 2)
    open_one = interview("c", Status.OPEN, 3)
    expert = interview("d", Status.FINISHED, 4, "expert")
    assert chosen_interviews(replace(data, interviews=(later, open_one, expert, first))) == {
        ("K01", "coordinator"): (first,),
        ("K01", "expert"): (expert,),
    }
    assert chosen_interviews(replace(data, interviews=(open_one, later))) == {("K01", "coordinator"): (later,)}


def test_the_approved_interview_gives_the_values(study):
    first = fill(study, meetings="3").interview.id
    fill(study, meetings="5")
    study.workspace.append([Statement(first, EventKind.STATUS, Status.APPROVED.value)], ANNA)
    assert row(study)["P2.1"] == 3


def test_the_interview_that_was_finished_last_counts_whatever_clocks_on_walls_said(study):
    first = fill(study, meetings="3").interview.id
    second = fill(study, meetings="5").interview.id
    remark = Statement(first, EventKind.REMARK, "sprawdzić", "/data/p2/meetings")
    study.workspace.append([remark], ANNA, wall=datetime(2030, 1, 1, tzinfo=UTC))
    assert [one.id for one in chosen_interviews(collect(study))["K01", "coordinator"]] == [second]
    assert row(study)["P2.1"] == 5
    assert not score(collect(study)).as_of.startswith("2030")
