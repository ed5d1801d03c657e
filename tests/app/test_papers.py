"""Papers of one interview: what was said stands on them, traced to its questions, beside a crowd or beside nobody."""

import csv
import io
import json
import random
from dataclasses import replace

import pikepdf
import pytest

from clusterbench_gui.app.consent import withdraw_consent
from clusterbench_gui.app.interviews import save
from clusterbench_gui.app.papers import gather, interview_called, local_result, pages, paper_name, write_papers
from clusterbench_gui.app.reference import reference_of, reference_values
from clusterbench_gui.app.scoring import collect, indicator_table, score
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.bundles import REFERENCE
from clusterbench_gui.domain.events import EventKind, Statement
from clusterbench_gui.domain.papers import Paper
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.scores import Missing
from clusterbench_gui.domain.studies import Cluster
from tests.helpers.study import ANNA, fill, fill_expert
from tests.reports.archival import assert_archival, pages_of

MEDIAN, BEST = 41_234.0, 86_543.0


def words(paper):
    return " ".join(pages_of(paper))


def figures(paper):
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        (data,) = [entry.get_file().read_bytes() for entry in pdf.attachments.values()]
    return {row["code"]: row for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig")))}


def made(study, interview, paper, language="en"):
    return pages(gather(study, interview, paper, language), paper, language)


def keep_reference(study, count=12, edition="cluster-2012", **values):
    node = {"count": count, "raw_median": MEDIAN, "raw_benchmark": BEST} | values
    nodes = {one.code: node for one in study.edition.model.at(1)}
    kept = {"edition": edition, "as_of": "2012-07-20", "synthetic": False, "nodes": nodes}
    study.workspace.keep(REFERENCE, json.dumps(kept))


@pytest.fixture
def interview(study):
    return fill(study, staff_leavers="9", budget_total=Absence.REFUSED).interview.id


def test_every_indicator_has_the_value_of_the_office_or_its_reason(study, interview):
    result = local_result(study, interview, "en")
    office = indicator_table(collect(study))["K01"]
    own = [node.code for node in study.edition.model.at(1) if node.instrument == "coordinator"]
    assert [one.code for one in result.indicators] == own
    assert {one.code: one.value for one in result.indicators} == {code: office[code] for code in own}
    assert any(isinstance(one.value, Missing) for one in result.indicators)
    rows = figures(made(study, interview, Paper.LOCAL))
    for one in result.indicators:
        value = rows[one.code]["value"]
        assert value == "" if isinstance(one.value, Missing) else float(value) == one.value


def test_a_figure_is_traced_to_formula_question_and_answer(study, interview):
    text = words(made(study, interview, Paper.LOCAL))
    result = local_result(study, interview, "en")
    budget = next(one for one in result.indicators if one.code == "Z2.1")
    number = next(one.number for one in budget.sources if one.name == "budget_total")
    assert f"Z2.1 Budget per member: refused, question {number}" in text
    assert "Formula: ${budget_total} div ${members_total}" in text
    assert f"{number}. How much was spent on the cluster's activities in 2011, in PLN? – refused" in text
    assert "members_total, computed: " in text
    assert f"{number} How much was spent" in words(made(study, interview, Paper.COPY))


def test_without_reference_values_only_the_own_ones_are_there_and_it_says_so(study, interview):
    paper = made(study, interview, Paper.LOCAL)
    assert "This computer has no values of other clusters to compare with." in words(paper)
    assert "Against the median" not in words(paper)
    assert not any(row["median"] or row["benchmark"] or row["clusters"] for row in figures(paper).values())


@pytest.mark.parametrize(("count", "is_shown"), [(3, False), (4, True)])
def test_a_crowd_is_three_besides_this_cluster_which_may_be_one_of_those_counted(study, interview, count, is_shown):
    keep_reference(study, count)
    paper = made(study, interview, Paper.LOCAL)
    assert ("12 clusters" in words(paper) or f"{count} to {count} clusters" in words(paper)) is is_shown
    assert any(row["median"] for row in figures(paper).values()) is is_shown


def test_it_says_against_what_it_compares_and_rounds_what_is_others(study, interview):
    keep_reference(study)
    paper = made(study, interview, Paper.LOCAL)
    text = words(paper)
    assert (
        "Benchmarking of clusters in Poland – reconstruction of the 2012 edition”, as the office had them on 20 Jul 2012"
        in text
    )
    assert {row["median"] for row in figures(paper).values()} == {"41000.0"}
    everything = text.replace(",", "") + str(figures(paper))
    assert "41234" not in everything
    assert "86543" not in everything


def test_no_value_of_another_cluster_can_be_read_off(study, interview):
    """An odd number of clusters has its median in one of them, to the last digit."""
    draw = random.Random(5)
    budgets = [str(draw.randint(1_000_000, 9_999_999)) for _ in range(4)]
    study.workspace.add_clusters([Cluster(f"Q1{n}", f"Quetzal{n}") for n in range(4)])
    for number, budget in enumerate(budgets):
        fill(study, f"Q1{number}", budget_total=budget, budget_private="1000")
    study.workspace.keep(REFERENCE, reference_of(study))
    for paper in Paper:
        made_now = made(study, interview, paper)
        text = words(made_now).replace(",", "")
        assert "Quetzal" not in text
        assert not any(budget in text for budget in budgets)
    assert figures(made(study, interview, Paper.LOCAL))["Z2.1"]["clusters"] == "4"


def test_a_benchmark_that_is_one_clusters_own_does_not_leave_the_office(study, interview):
    study.workspace.add_clusters([Cluster("K03", "Trzeci")])
    for code in ("K02", "K03"):
        fill(study, code)
    scored = score(collect(study))
    alone = replace(scored, method=replace(scored.method, benchmark_best=1))
    assert any(one["raw_benchmark"] is not None for one in reference_values(scored)["nodes"].values())
    assert all(one["raw_benchmark"] is None for one in reference_values(alone)["nodes"].values())


@pytest.mark.parametrize(("edition", "is_known"), [("cluster-2010", True), ("cluster-1999", False)])
def test_values_of_the_edition_before_stand_beside_the_same_indicators_only(study, interview, edition, is_known):
    keep_reference(study, edition=edition)
    reference = local_result(study, interview, "en").reference
    assert (reference is not None) is is_known
    if reference is not None:
        previous = {one.code for one in study.edition.model.at(1) if one.previous and one.instrument == "coordinator"}
        known = {one.code for one in study.edition.model.at(1)}
        assert set(reference.values) == {code for code in previous if study.edition.model.node(code).previous in known}


def test_an_expert_form_has_its_own_indicators(study):
    found = local_result(study, fill_expert(study, "K01", rating_institutions="4").interview.id, "pl")
    assert {study.edition.model.node(one.code).instrument for one in found.indicators} == {"expert"}
    assert next(one.value for one in found.indicators if one.code == "R1.1") == 4


@pytest.mark.parametrize("language", ["pl", "en"])
def test_the_local_report_is_fit_for_the_archive(study, interview, language):
    keep_reference(study)
    assert_archival(made(study, interview, Paper.LOCAL, language), language)


def test_the_remarks_are_the_offices(study, interview):
    path = next(
        one.path for one in gather(study, interview, Paper.COPY, "pl").questions() if one.name == "staff_leavers"
    )
    save(study, [Statement(interview, EventKind.REMARK, "Kwarcowa uwaga", path)], ANNA)
    assert "Kwarcowa uwaga" in words(made(study, interview, Paper.QUESTIONNAIRE, "pl"))
    for paper in (Paper.COPY, Paper.LOCAL):
        assert "Kwarcowa" not in words(made(study, interview, paper, "pl"))


def test_the_respondents_copy_leaves_out_what_the_interviewer_noted(study, interview):
    label = "Ankieter: skąd pochodziły podawane liczby?"
    assert label in words(made(study, interview, Paper.QUESTIONNAIRE, "pl"))
    assert label not in words(made(study, interview, Paper.COPY, "pl"))


def test_the_tally_adds_up(study, interview):
    tally = gather(study, interview, Paper.COPY, "pl").tally()
    assert tally.asked == tally.answered + sum(tally.absent.values()) + tally.open
    assert tally.absent[Absence.REFUSED] == 1


def test_an_interview_is_called_by_its_id_or_its_cluster(study, interview):
    second = fill(study).interview.id
    assert interview_called(study, interview) == interview
    assert interview_called(study, " k01 ") == second
    with pytest.raises(ProblemError) as caught:
        interview_called(study, "K77")
    assert [one.code for one in caught.value.problems] == ["interview-unknown"]


def test_of_a_withdrawn_interview_there_is_nothing_to_print(study, interview):
    withdraw_consent(study, interview, ANNA)
    with pytest.raises(ProblemError) as caught:
        gather(study, interview, Paper.COPY, "pl")
    assert [one.code for one in caught.value.problems] == ["interview-erased"]


def test_files_are_named_by_cluster_questionnaire_and_paper(study, interview, tmp_path):
    told = []
    files = write_papers(study, [interview], Paper.COPY, "pl", tmp_path / "out", progress=lambda *one: told.append(one))
    assert [one.name for one in files] == ["K01-klaster-probny-coordinator-copy-pl.pdf"]
    assert paper_name(gather(study, interview, Paper.LOCAL, "en"), Paper.LOCAL, "en").endswith(
        "-coordinator-local-en.pdf"
    )
    assert files[0].read_bytes().startswith(b"%PDF")
    assert told == [(1, 1)]
