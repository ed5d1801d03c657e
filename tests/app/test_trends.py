"""A study beside its edition before: shared indicators on one scale, and changes split without a rest."""

from dataclasses import replace
from statistics import median

import pytest

from clusterbench_gui.app.demo.make import make_demo
from clusterbench_gui.app.scoring import collect, score
from clusterbench_gui.app.studies import open_study
from clusterbench_gui.app.trends import changes_of, split_of, trend_of
from clusterbench_gui.app.views.showing import tried, within
from clusterbench_gui.app.wording import SENTENCES, sentence
from clusterbench_gui.charts import slope, split
from clusterbench_gui.domain.editions import Direction, Model
from clusterbench_gui.domain.experiments import Experiment
from clusterbench_gui.domain.findings import CAUSES
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.scores import Grouping
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import LIGHT
from tests.charts.conftest import build
from tests.charts.extremes import faults
from tests.helpers.converted import warm

SHARED = 18
"""Indicators of the demonstration's editions that are the same and lie below the same nodes."""


@pytest.fixture(scope="module")
def waves(tmp_path_factory):
    folder = tmp_path_factory.mktemp("waves")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLUSTERBENCH_HOME", str(folder / "home"))
        warm(folder / "home")
        make_demo(folder / "demo.clusterbench", clusters=16, with_previous=True)
        study = open_study(folder / "demo.clusterbench", read_only=True)
        try:
            return score(collect(study)), score(collect(study, "cluster-2010"))
        finally:
            study.close()


def linked(study):
    """The study with every node the same as in an edition before that had the same codes."""
    return replace(study, model=Model(tuple(replace(node, previous=node.code) for node in study.model.nodes)))


@pytest.fixture(scope="module")
def same():
    study = build(20, large=True)
    return linked(study), study


def raw(study, code):
    """What each cluster has at an indicator."""
    found = {one: study.scores.cells[one][code].raw for one in study.scores.clusters}
    return {one: value for one, value in found.items() if value is not None}


def changes_one_by_one(now, then):
    """What the trends say of every node that has one."""
    found = {}
    for node in now.model.nodes:
        try:
            found[node.code] = dict(trend_of(now, then, node.code).rows)
        except ProblemError:
            continue
    return found


def of_both(changes, wanted):
    """The changes of those whom the trends have; of all others one score is missing."""
    assert all(None in change for node in wanted for code, change in changes[node].items() if code not in wanted[node])
    return {node: {code: changes[node][code] for code in rows} for node, rows in wanted.items()}


def test_changes_of_all_nodes_at_once_are_those_of_the_trends(waves):
    wanted, changes = changes_one_by_one(*waves), changes_of(*waves)
    assert len(wanted) > SHARED
    assert set(changes) == set(wanted)
    assert of_both(changes, wanted) == wanted


def test_changes_of_an_indicator_that_came_from_elsewhere_are_those_of_its_own(same):
    now, then = same
    moved, foreign = now.model.at(1)[0], now.model.at(1)[-1]
    swap = {moved.code: foreign.code, foreign.code: moved.code}
    nodes = [replace(node, previous=swap.get(node.code, node.code)) for node in now.model.nodes]
    nodes = [replace(node, weight=0.0) if node.code == now.model.at(1)[2].code else node for node in nodes]
    changed = replace(now, model=Model(tuple(nodes)))
    wanted, changes = changes_one_by_one(changed, then), changes_of(changed, then)
    assert set(changes) == set(wanted)
    assert of_both(changes, wanted) == wanted


def by_hand(now, then, pairs):
    """The index of all rows of both editions in one sample, by the definitions alone: pooled minimum and maximum, means, coverage."""
    scores = {}
    for code, old in pairs.items():
        rows = {("now", one): value for one, value in raw(now, code).items()}
        rows |= {("then", one): value for one, value in raw(then, old).items()}
        low, high = min(rows.values()), max(rows.values())
        turned = now.model.node(code).direction is Direction.DESTIMULANT
        for row, value in rows.items():
            share = (high - value if turned else value - low) / (high - low) * 100
            scores[row, code] = share
    rows = {row for row, _code in scores}
    have = set(pairs)
    for level in range(2, now.model.levels + 1):
        for node in now.model.at(level):
            below = [one.code for one in now.model.children(node.code) if one.code in have]
            if below:
                have.add(node.code)
                for row in rows:
                    there = [scores[row, one] for one in below if (row, one) in scores]
                    if len(there) >= len(below) / 2 and there:
                        scores[row, node.code] = sum(there) / len(there)
    top = now.model.at(now.model.levels)[0].code
    return {row: scores.get((row, top)) for row in rows}


def test_the_trend_is_that_of_shared_indicators_on_one_scale(waves):
    now, then = waves
    pairs = {
        one.code: one.previous for one in now.model.at(1) if one.previous in {old.code for old in then.model.at(1)}
    }
    assert len(pairs) == SHARED
    expected = by_hand(now, then, pairs)
    found = trend_of(now, then, "I")
    both = [code for code in now.scores.clusters if ("now", code) in expected and ("then", code) in expected]
    assert [code for code, _scores in found.rows] == both
    assert len(both) > 8
    for code, (before, after) in found.rows:
        assert before == pytest.approx(expected["then", code])
        assert after == pytest.approx(expected["now", code])
    for place in (0, 1):
        column = [scores[place] for _code, scores in found.rows if scores[place] is not None]
        assert found.medians[place] == pytest.approx(median(column))
        assert found.benchmarks[place] == pytest.approx(sum(sorted(column)[-3:]) / 3)


def test_editions_are_called_by_their_years_and_the_scale_is_told(waves):
    found = trend_of(*waves, "I")
    assert [names["en"] for names in found.editions] == ["Edition 2010", "Edition 2012"]
    assert found.scaling["en"] == f"{SHARED} indicators of both editions, on one scale"
    now, then = (replace(one, year="2012") for one in waves)
    assert trend_of(now, then, "I").editions == (then.titles, now.titles)


@pytest.mark.parametrize("node", ["I", "P", "Z2", "Z1.1"])
def test_changes_are_split_without_a_rest_at_every_level(waves, node):
    now, then = waves
    for code, scores in trend_of(now, then, node).rows:
        if None in scores:
            continue
        found = split_of(now, then, code, node)
        assert [cause for cause, _points in found.parts] == list(CAUSES)
        assert found.before + sum(points for _cause, points in found.parts) == pytest.approx(found.after, abs=1e-9)


def test_the_same_answers_again_are_no_change_and_the_published_scores(same):
    now, then = same
    found = trend_of(now, then, "IX")
    for code, (before, after) in found.rows:
        assert before == after == pytest.approx(now.scores.cells[code]["IX"].score)
        change = split_of(now, then, code, "IX")
        assert change.before == change.after == pytest.approx(now.scores.cells[code]["IX"].score)
        assert all(points == 0 for _cause, points in change.parts)
    assert found.medians == pytest.approx((now.scores.summaries["IX"].median,) * 2)
    assert found.benchmarks == pytest.approx((now.scores.summaries["IX"].benchmark,) * 2)
    assert "K03" not in dict(found.rows), "nobody asked it"


def test_a_node_counts_what_both_editions_have_below_it(same):
    now, then = same
    moved = Model(tuple(replace(node, parent="P2") if node.code == "P1.1" else node for node in then.model.nodes))
    found = trend_of(now, replace(then, model=moved), "P1")
    alone = trend_of(now, then, "P1.2")
    assert [scores for _code, scores in found.rows] == [scores for _code, scores in alone.rows]
    assert found.scaling["en"].startswith("1 indicator of")


def test_of_a_group_only_its_clusters_are_told_on_the_scale_of_all(waves):
    now, then = waves
    kept = dict.fromkeys(now.scores.clusters[:6], "a")
    grouping = Grouping("half", {"en": "Half"}, (("a", {"en": "A"}),), kept)
    every = dict(trend_of(now, then, "I").rows)
    found = dict(trend_of(within(replace(now, groupings=(grouping,)), "half", "a"), then, "I").rows)
    assert found == {code: scores for code, scores in every.items() if code in kept}
    assert found


def test_what_an_experiment_leaves_out_has_no_say(waves):
    now, then = waves
    changed = tried(now, Experiment(dropped=("Z1.1",)))
    assert trend_of(changed, then, "Z1").rows != trend_of(now, then, "Z1").rows
    assert trend_of(changed, then, "Z1").rows == trend_of(now, then, "Z1.4").rows


@pytest.mark.parametrize(
    ("node", "change", "code"),
    [
        ("Q9", lambda now, then: (now, then), "node-unknown"),
        ("P1", lambda now, then: (then, then), "editions-node"),
        ("P1", lambda now, then: (without(now, "P1"), then), "editions-nothing-shared"),
        ("IX", lambda now, then: (per_member(now), then), "editions-per-member"),
        ("IX", lambda now, then: (now, others(then)), "editions-no-panel"),
    ],
)
def test_what_cannot_be_compared_says_why(same, node, change, code):
    with pytest.raises(ProblemError) as raised:
        trend_of(*change(*same), node)
    assert [one.code for one in raised.value.problems] == [code]
    assert "{" not in sentence(raised.value.problems[0], Texts("en"))
    assert code in SENTENCES


def without(study, parent):
    nodes = (replace(node, previous="") if node.parent == parent else node for node in study.model.nodes)
    return replace(study, model=Model(tuple(nodes)))


def per_member(study):
    return replace(study, method=replace(study.method, per_member=True))


def others(study):
    cells = {f"Q{code}": row for code, row in study.scores.cells.items()}
    return replace(study, scores=replace(study.scores, clusters=tuple(cells), cells=cells))


@pytest.mark.parametrize(("cluster", "code"), [("K99", "cluster-unknown"), ("K03", "change-unit")])
def test_a_cluster_that_has_no_change_says_why(same, cluster, code):
    with pytest.raises(ProblemError) as raised:
        split_of(*same, cluster, "IX")
    assert [one.code for one in raised.value.problems] == [code]


@pytest.mark.parametrize("language", ["pl", "en"])
def test_real_trends_and_splits_are_clean_pictures(waves, language):
    now, then = waves
    texts, trend = Texts(language), trend_of(now, then, "I")
    focus = trend.rows[0][0]
    assert not faults(slope.slope_figure(now, trend, LIGHT, texts, focus=focus))
    long = trend_of(replace(now, year=""), then, "I")
    assert not faults(slope.slope_figure(now, long, LIGHT, texts, focus=focus))
    found = split_of(now, then, focus, "I")
    assert not faults(split.split_figure(now, found, LIGHT, texts))
