"""What a ranking hangs on, and what goes together: real studies scored by the engine."""

import numpy as np
import pytest

from clusterbench_gui.app.relations import correlations_of, sensitivity_of
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.scores import Missing
from tests.charts.conftest import build
from tests.charts.extremes import drawn, extremes, study_of, wide

EXTREMES = extremes()


@pytest.fixture(scope="module")
def study():
    return build(35, large=True)


def test_influences_are_shares_with_intervals_the_same_again(study):
    found = sensitivity_of(study)
    assert [one.factor for one in found.influences] == [
        "normalise",
        "weights",
        "aggregate 2",
        "aggregate 3",
        "aggregate 4",
        "dropped",
    ]
    assert not found.exact
    assert found.runs > 10_000
    for one in found.influences:
        assert 0 <= one.first_span[0] <= one.first <= one.first_span[1] <= 1
        assert 0 <= one.total_span[0] <= one.total <= one.total_span[1] <= 1
        assert one.total >= one.first_span[0]
    assert sum(one.first for one in found.influences) < 1.05
    assert sensitivity_of(study) == found


def test_what_cannot_move_a_place_has_no_influence():
    found = {one.factor: one for one in sensitivity_of(EXTREMES["two"]).influences}
    assert (found["normalise"].first, found["normalise"].total) == (0.0, 0.0)
    assert found["normalise"].total_span == (0.0, 0.0)
    assert found["dropped"].total > 0.5


def test_one_that_is_first_at_everything_leaves_nothing_to_influence():
    model = wide(1, 2, 2)
    raw = {"A": dict.fromkeys((node.code for node in model.at(1)), 9.0)}
    raw |= {code: {node.code: place for node in model.at(1)} for place, code in enumerate("BCD")}
    assert sensitivity_of(study_of(raw, model)).influences == ()


@pytest.mark.parametrize("name", ["one", "equal", "nothing"])
def test_studies_that_cannot_be_run_say_so(name):
    with pytest.raises(ProblemError) as error:
        sensitivity_of(EXTREMES[name])
    assert [one.code for one in error.value.problems] == ["sensitivity-failed"]


@pytest.mark.parametrize("kind", ["pearson", "spearman", "kendall"])
def test_correlations_are_those_of_the_scores(study, kind):
    from scipy import stats

    found = correlations_of(study, 2, kind)
    nodes = [node.code for node in study.model.at(2)]
    assert (found.kind, list(found.nodes)) == (kind, nodes)
    one, other = nodes.index("Z1"), nodes.index("W3")
    cells = [study.scores.cells[code] for code in study.scores.clusters]
    both = [(row["Z1"].score, row["W3"].score) for row in cells]
    both = [pair for pair in both if None not in pair]
    expected = {"pearson": stats.pearsonr, "spearman": stats.spearmanr, "kendall": stats.kendalltau}[kind](
        *zip(*both, strict=True)
    )
    assert found.r[one][other] == found.r[other][one] == pytest.approx(expected[0])
    assert found.p[one][other] == pytest.approx(expected[1])
    assert found.pairs[one][other] == len(both)


def test_consistency_is_of_the_nodes_above(study):
    found = {one.node: one for one in correlations_of(study, 2).consistency}
    assert set(found) == {"Z", "P", "W", "R"}
    cells = [study.scores.cells[code] for code in study.scores.clusters]
    columns = [[row[code].score for code in ("Z1", "Z2", "Z3")] for row in cells]
    whole = np.array([row for row in columns if None not in row])
    total = whole.sum(axis=1).var(ddof=1)
    alpha = 3 / 2 * (1 - whole.var(axis=0, ddof=1).sum() / total)
    assert found["Z"].alpha == pytest.approx(alpha)
    assert found["Z"].units == len(whole)
    assert [child for child, _ in found["Z"].without] == ["Z1", "Z2", "Z3"]
    assert correlations_of(study, 4).consistency == ()


def test_what_is_undefined_is_none():
    model = wide(1, 2, 2)
    raw = drawn(model, 6, missing=0)
    for row in raw.values():
        row["A00.0"] = 4.0
        row["A01.0"] = Missing("unanswered")
    found = correlations_of(study_of(raw, model), 1)
    place = {code: number for number, code in enumerate(found.nodes)}
    assert found.r[place["A00.0"]][place["A00.1"]] is None
    assert found.pairs[place["A01.0"]][place["A00.1"]] == 0
    assert found.r[place["A00.1"]][place["A01.1"]] is not None
    assert all(one.alpha is None for one in found.consistency)
