"""What a dossier says of its cluster is what the study says."""

from dataclasses import replace
from statistics import fmean, median

import pytest

from clusterbench_gui.app.findings import certainty_of, gap_of, peers_of, raw_of
from clusterbench_gui.app.reporting.dossier import dossier_of
from clusterbench_gui.app.reporting.material import material_of
from clusterbench_gui.app.trends import changes_of, split_of, trend_of
from clusterbench_gui.domain.editions import Practice
from clusterbench_gui.domain.reporting import Before
from clusterbench_gui.domain.scores import Grouping, Missing
from clusterbench_gui.scoring.pipeline import score

CODE = "QX003Z"


@pytest.fixture(scope="module")
def dossier(material):
    return dossier_of(material, CODE)


def test_standing_is_that_of_the_ranking(study, dossier):
    certainty = certainty_of(study)
    assert dossier.standing == next(one for one in certainty.standings if one.code == CODE)
    assert dossier.variants == certainty.runs


def test_distance_to_the_benchmark_is_that_of_the_views(study, material):
    code = "QX000Z"
    gap = dossier_of(material, code).benchmark
    assert gap is not None
    assert gap == gap_of(study, code, "IX")


def test_distance_to_the_benchmark_is_not_told_to_one_of_the_best(study, material):
    """What it is made of would be the mean of two others at every indicator."""
    cells = study.scores.cells
    best = sorted(cells, key=lambda code: -(cells[code]["IX"].score or 0))[:4]
    told = [dossier_of(material, code) for code in best]
    assert [one.benchmark is not None for one in told] == [False, False, False, True]
    assert [one.code for one in told[0].missing["benchmark"]] == ["others-too-few"]


def test_distance_to_the_median_sums_exactly_and_has_a_crowd_behind_every_part(study, material):
    top = [row["IX"].score for row in study.scores.cells.values() if row["IX"].score is not None]
    told = 0
    for code in study.scores.clusters:
        gap = dossier_of(material, code).median
        if gap is None:
            continue
        told += 1
        assert gap.start == pytest.approx(median(top))
        assert gap.end == study.scores.cells[code]["IX"].score
        assert gap.start + sum(points for _node, points in gap.parts) == pytest.approx(gap.end)
        for other in study.scores.clusters:
            if other != code and study.scores.cells[other]["IX"].score is not None:
                assert dict(gap_of(study, code, "IX", other).parts) != pytest.approx(dict(gap.parts))
    assert told > 8


def test_peers_are_the_nearest_as_one_mean(study, dossier):
    near = peers_of(study, CODE, 3)
    assert dossier.peers.count == 3
    for node, mean in dossier.peers.means.items():
        assert mean == pytest.approx(fmean(study.scores.cells[one][node].score for one in near))
    assert {"IX", "A0", "A1"} <= set(dossier.peers.means)


def test_class_of_few_others_has_no_figures_and_no_place(study, material):
    [large] = dossier_of(material, "QX001Z").memberships  # six of fourteen
    scores = [study.scores.cells[code]["IX"].score for code in study.groupings[0].members if code < "QX006Z"]
    own = study.scores.cells["QX001Z"]["IX"].score
    assert large.region.value == "duze"
    assert large.region.median == pytest.approx(median(score for score in scores if score is not None))
    assert large.rank == 1 + sum(score is not None and score > own for score in scores)
    assert (large.region.lower, large.region.upper) == (None, None)  # of few others quartiles would give each
    every = Grouping("kind", {"en": "Kind"}, (("x", {"en": "all"}),), dict.fromkeys(study.scores.clusters, "x"))
    [whole] = dossier_of(replace(material, study=replace(study, groupings=(every,))), "QX001Z").memberships
    assert whole.region.lower == study.scores.summaries["IX"].lower
    alone = Grouping("kind", {"en": "Kind"}, (("x", {"en": "rare"}),), dict.fromkeys(study.scores.clusters[:3], "x"))
    [rare] = dossier_of(replace(material, study=replace(study, groupings=(alone,))), "QX001Z").memberships
    assert (rare.region.count, rare.region.median, rare.rank) == (1, None, None)


def test_trend_and_split_are_of_the_index(study, earlier, dossier):
    trend = trend_of(study, earlier, "IX")
    assert sorted(scores for _code, scores in dossier.trend.rows) == sorted(scores for _code, scores in trend.rows)
    assert dict(dossier.trend.rows)[CODE] == dict(trend.rows)[CODE]
    assert dossier.split == split_of(study, earlier, CODE, "IX")


def test_before_is_of_every_node_that_both_editions_have(study, earlier, dossier):
    changes = changes_of(study, earlier)
    for node in study.model.nodes:
        then, now = changes[node.code].get(CODE, (None, None))
        raw = earlier.scores.cells[CODE][node.code].raw
        moved = None if then is None or now is None else round(now - then, 1)
        way = None if moved is None else 1 if moved > 0 else -1 if moved < 0 else 0
        assert dossier.before.get(node.code) == (None if raw is way is None else Before(raw, way))
    assert len(dossier.before) > 15


def test_a_newcomer_and_a_first_edition_say_why_there_is_no_trend(study, material):
    newcomer = dossier_of(material, "QX013Z")
    assert [one.code for one in newcomer.missing["trend"]] == ["change-unit"]
    assert (newcomer.trend, newcomer.split, newcomer.before) == (None, None, {})
    first = dossier_of(material_of(study), CODE)
    assert [one.code for one in first.missing["split"]] == ["no-earlier-edition"]


def test_practices_are_of_the_weak_subareas_one_of_each_before_the_second(study, material):
    nodes = [node.code for node in study.model.at(2)]
    practices = tuple(
        Practice(f"{node}-{number}", node, {}, {}, {}, {}, {}, example=True) for node in nodes for number in (1, 2)
    )
    dossier = dossier_of(replace(material, study=replace(study, practices=practices)), CODE)
    weak = [mark.node for mark in dossier.marks if mark.sign < 0 and mark.node in nodes]
    assert len(weak) > 1
    wanted = [f"{node}-1" for node in weak] + [f"{node}-2" for node in weak]
    assert [one.code for one in dossier.practices] == wanted[:4]


def test_part_of_a_study_gives_the_dossiers_of_all(study, earlier, material):
    members = ("QX000Z", CODE, "QX005Z")
    shown = replace(
        study,
        whole=study.scores,
        scores=replace(study.scores, clusters=members, cells={one: study.scores.cells[one] for one in members}),
    )
    assert dossier_of(material_of(shown, earlier), CODE) == dossier_of(material, CODE)


def test_a_cluster_without_answers_has_a_dossier_that_says_so(study):
    raw = raw_of(study)
    raw[CODE] = dict.fromkeys(raw[CODE], Missing("no-interview"))
    silent = replace(study, scores=score(tuple(raw), raw, study.model, study.method))
    dossier = dossier_of(material_of(silent), CODE)
    assert (dossier.standing, dossier.benchmark, dossier.marks, dossier.levers) == (None, None, (), ())
    for part in ("standing", "benchmark", "median", "levers", "peers"):
        assert [one.code for one in dossier.missing[part]] in (["gap-no-score"], ["others-too-few"])
