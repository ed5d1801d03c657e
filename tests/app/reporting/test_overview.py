"""What the general report is made of: all clusters by code, and nothing that is the answer of one."""

import pickle
import struct
from dataclasses import replace

import pytest

from clusterbench_gui.app.findings import raw_of
from clusterbench_gui.app.relations import correlations_of
from clusterbench_gui.app.reporting.overview import overview_from, overview_of, public
from clusterbench_gui.app.views.selection import Names
from clusterbench_gui.charts.missing_states import gaps_of
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.scores import Missing
from clusterbench_gui.scoring.pipeline import score
from clusterbench_gui.support.texts import Texts
from tests.app.reporting.studies import secret


@pytest.fixture(scope="module")
def overview(material):
    return overview_from(material)


def test_only_those_who_agreed_are_named(study, material, overview):
    made = pickle.dumps(overview)
    for cluster in study.clusters:
        assert (cluster.name.encode() in made) == (cluster.code in study.agreed)
        assert cluster.groups["miasto"].encode() not in made
    coded = pickle.dumps(overview_from(material, Names.CODES))
    assert not any(cluster.name.encode() in coded for cluster in study.clusters)


def test_no_answer_of_a_single_cluster_is_there(study, overview):
    made = pickle.dumps(overview)
    for row in study.scores.cells.values():
        assert not any(struct.pack(">d", cell.raw) in made for cell in row.values() if cell.raw is not None)
    assert [(one.id, one.classes, one.members) for one in overview.study.groupings] == [
        (one.id, one.classes, {}) for one in study.groupings
    ]
    assert b"pytanie" not in made
    assert b"wywiad" not in made


def test_scores_and_findings_are_those_of_the_study(study, overview):
    for code, row in study.scores.cells.items():
        assert {node: cell.score for node, cell in row.items()} == {
            node: cell.score for node, cell in overview.study.scores.cells[code].items()
        }
    assert set(overview.trends) == {"IX", "A0", "A1"}
    assert overview.correlations == {level: correlations_of(study, level) for level in (2, 3)}
    assert {one.code for one in overview.certainty.standings} <= set(study.scores.clusters)
    assert overview.sensitivity.influences
    assert overview.missing == {}


def test_classes_are_counted_whoever_has_a_score(study, overview):
    [size] = overview.characteristics
    assert [(value, count) for value, _names, count in size.rows] == [("duze", 6), ("male", 4), ("nowe", 4)]
    assert (size.of, size.unknown) == (14, 0)
    assert [row.count for row in overview.regions[0].rows] == [6, 4, 4]


def test_responses_count_clusters_interviews_and_reasons(study, overview):
    [response] = overview.responses
    gaps = sum(row[node.code].raw is None for row in study.scores.cells.values() for node in study.model.at(1))
    assert (response.clusters, response.of, response.interviews) == (14, 14, 14)
    assert gaps > 10
    assert response.absences == {"refused": gaps}


def test_without_an_edition_before_it_says_so(study):
    overview = overview_of(study)
    assert overview.trends == {}
    assert [one.code for one in overview.missing["trend"]] == ["no-earlier-edition"]


def test_gaps_are_seen_without_the_values(study):
    raw = raw_of(study)
    for row in raw.values():
        row["A00.0"] = 5.0  # of all alike: no score, and no gap
    alike = replace(study, scores=score(tuple(raw), raw, study.model, study.method))
    assert gaps_of(public(alike, Names.CODES), Texts("en")).counts() == gaps_of(alike, Texts("en")).counts()


def test_of_fewer_than_a_crowd_no_figure_and_no_score_is_there(study):
    """The median of two clusters is told to each of them by its own score."""
    raw = raw_of(study)
    for code in list(raw)[2:]:
        raw[code] |= dict.fromkeys(("A00.0", "A00.1", "A00.2"), Missing("absence", absence=Absence.REFUSED))
    few = replace(study, scores=score(tuple(raw), raw, study.model, study.method))
    assert few.scores.summaries["A00"].median is not None
    shown = public(few, Names.CODES).scores
    for node in ("A00", "A00.1"):
        figures = shown.summaries[node]
        assert (figures.count, figures.median, figures.lower, figures.benchmark) == (2, None, None, None)
    assert {row["A00"].score for row in shown.cells.values()} == {None}
    assert shown.summaries["A01"].median == few.scores.summaries["A01"].median


def test_two_clusters_have_no_places_no_portfolio_and_no_trend():
    overview = overview_of(secret(2, missing=0), replace(secret(2, seed=7, missing=0), year="2010"))
    assert (overview.certainty, overview.portfolio, overview.trends) == (None, None, {})
