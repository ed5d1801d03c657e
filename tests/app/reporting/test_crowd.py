"""The rule of disclosure: nothing in a dossier is another cluster's own, and few others are not told of at all."""

import pickle
import struct
from dataclasses import replace

import pytest

from clusterbench_gui.app.findings import raw_of
from clusterbench_gui.app.reporting.crowd import codes_for, disclosed
from clusterbench_gui.app.reporting.dossier import dossier_of
from clusterbench_gui.app.reporting.material import material_of
from clusterbench_gui.app.views.showing import tried
from clusterbench_gui.domain.experiments import Experiment, Target
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.recipes import Choice
from clusterbench_gui.scoring.pipeline import NOT_COLLECTED, score
from tests.app.reporting.studies import secret


def secrets_of(study, code):
    """What is a cluster's own and nobody else's."""
    cluster = study.cluster(code)
    raws = [cell.raw for cell in study.scores.cells[code].values() if cell.raw is not None]
    texts = [code, cluster.name, cluster.groups["miasto"], f"pytanie_{code}", f"wywiad-{code}"]
    return [text.encode() for text in texts] + [struct.pack(">d", raw) for raw in raws], raws


def leaks(dossier, study, earlier):
    """What of the other clusters is found in the pickled dossier, or written anywhere in it."""
    made, written = pickle.dumps(dossier), repr(dossier)
    found = []
    for wave in (study, earlier):
        for code in wave.scores.clusters:
            if code != dossier.cluster:
                hidden, raws = secrets_of(wave, code)
                found += [one for one in hidden if one in made]
                found += [raw for raw in raws if str(int(raw)) in written]
    return found


def test_nothing_of_the_others_is_found_in_any_dossier(study, earlier, material):
    for code in study.scores.clusters:
        assert leaks(dossier_of(material, code), study, earlier) == []


@pytest.mark.parametrize(("clusters", "seed"), [(2, 1), (4, 2), (5, 3), (7, 4)])
def test_nothing_of_few_others_is_found_in_any_dossier(clusters, seed):
    study, earlier = secret(clusters, seed), secret(clusters, seed + 100)
    material = material_of(study, earlier)
    for code in study.scores.clusters:
        assert leaks(dossier_of(material, code), study, earlier) == []


def test_a_cluster_that_is_called_like_a_crowd_keeps_its_code(study):
    cells = {"#02" if code == "QX004Z" else code: row for code, row in study.scores.cells.items()}
    renamed = replace(study, scores=replace(study.scores, clusters=tuple(cells), cells=cells))
    called = codes_for(renamed, "#02")
    assert called["#02"] == "#02"
    assert len(set(called.values())) == len(cells)


def test_nothing_of_the_others_is_found_where_another_mean_is_tried(study, earlier):
    """Geometric means refuse to compare clusters with different gaps, and say with whom."""
    changed = tried(study, Experiment(aggregate=Choice("gmean"), targets=(Target("QX007Z", "A00.0", 123_456_789.0),)))
    material = material_of(changed, earlier)
    missing = set()
    for code in study.scores.clusters:
        dossier = dossier_of(material, code)
        assert leaks(dossier, changed, earlier) == []
        missing |= {one.code for one in dossier.missing.get("benchmark", ())}
    assert missing == {"gap-no-score", "others-too-few"}


def test_what_is_looked_for_would_be_found(study, earlier, material):
    dossier = dossier_of(material, "QX000Z")
    assert leaks(replace(dossier, study=study), study, earlier)
    hidden, _raws = secrets_of(study, "QX000Z")
    made = pickle.dumps(dossier)
    there = [one for one in hidden if one in made]
    assert len(there) == len(hidden) - (b"pytanie_QX000Z" not in made)


@pytest.mark.parametrize("clusters", [1, 2, 3])
def test_fewer_others_than_a_crowd_leave_no_figure(clusters):
    study = secret(clusters, missing=0)
    material = material_of(study, secret(clusters, seed=7, missing=0))
    for code in study.scores.clusters:
        dossier = dossier_of(material, code)
        others = [one for one in dossier.study.scores.clusters if one != code]
        cells = [dossier.study.scores.cells[one][node] for one in others for node in dossier.study.scores.summaries]
        assert {cell.score for cell in cells} <= {None}
        own = dossier.study.scores.cells[code].values()
        assert {(cell.rank, cell.quartile) for cell in own} == {(None, "")}
        assert {(one.count, one.median, one.benchmark) for one in dossier.study.scores.summaries.values()} == {
            (0, None, None)
        }
        assert (dossier.standing, dossier.trend, dossier.split) == (None,) * 3
        assert (dossier.portfolio, dossier.peers) == (None, None)
        assert (dossier.benchmark, dossier.median, dossier.marks, dossier.levers) == (None, None, (), ())
        assert {"standing", "trend", "split", "portfolio", "peers", "benchmark", "marks", "levers"} <= set(
            dossier.missing
        )


def test_places_that_could_be_gained_need_a_crowd_at_the_index(study):
    """The others have one sub-area: enough to compare indicators, and no index."""
    raw = raw_of(study)
    for code, row in raw.items():
        if code > "QX001Z":
            row |= {node: NOT_COLLECTED for node in row if not node.startswith("A00")}
    few = replace(study, scores=score(tuple(raw), raw, study.model, study.method))
    dossier = dossier_of(material_of(few), "QX000Z")
    assert dossier.study.scores.cells["QX000Z"]["IX"].score is not None
    assert {mark.node[:3] for mark in dossier.marks} == {"A00"}
    assert dossier.levers == ()
    assert [one.code for one in dossier.missing["levers"]] == ["others-too-few"]


def test_scores_of_the_others_stay_as_a_crowd(study, material):
    dossier = dossier_of(material, "QX004Z")
    for node in ("IX", "A0", "A00.1"):
        before = sorted(row[node].score or -1 for row in study.scores.cells.values())
        assert sorted(row[node].score or -1 for row in dossier.study.scores.cells.values()) == before
    assert dossier.study.scores.cells["QX004Z"] == study.scores.cells["QX004Z"]
    assert dossier.study.cluster("QX004Z") == study.cluster("QX004Z")


def test_codes_follow_the_index_and_nothing_else(study, material):
    dossier = dossier_of(material, "QX004Z")
    scores = [dossier.study.scores.cells[code]["IX"].score for code in dossier.study.scores.clusters]
    known = [score for score in scores if score is not None]
    assert known == sorted(known, reverse=True)
    others = [code for code in dossier.study.scores.clusters if code != "QX004Z"]
    assert others == [f"#{number:02}" for number in range(1, len(others) + 1)]
    assert dossier_of(material, "QX004Z") == dossier


def test_figures_that_are_the_value_of_one_cluster_are_gone(material):
    for one in dossier_of(material, "QX001Z").study.scores.summaries.values():
        assert (one.minimum, one.maximum, one.raw_median, one.raw_benchmark) == (None,) * 4


@pytest.mark.parametrize(("best", "shown"), [(1, False), (2, False), (3, True)])
def test_a_benchmark_of_fewer_than_a_crowd_is_nowhere(study, earlier, best, shown):
    changed = replace(study, method=replace(study.method, benchmark_best=best))
    dossier = dossier_of(material_of(changed, earlier), "QX005Z")
    assert any(one.benchmark is not None for one in dossier.study.scores.summaries.values()) == shown
    assert any(one is not None for one in dossier.trend.benchmarks) == shown
    assert (dossier.benchmark is not None) == shown
    assert any(one.benchmark is not None for one in disclosed(changed).scores.summaries.values()) == shown


def test_a_cluster_that_the_study_has_not_is_said(material):
    with pytest.raises(ProblemError) as caught:
        dossier_of(material, "QX999Z")
    assert [one.code for one in caught.value.problems] == ["cluster-unknown"]
