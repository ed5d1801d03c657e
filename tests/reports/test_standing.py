"""The rule of disclosure, whatever the study looks like."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusterbench_gui.app.reporting.crowd import disclosed
from clusterbench_gui.charts import words
from clusterbench_gui.domain.scores import Missing, ScoredStudy
from clusterbench_gui.reports.standing import covered, standing, standings


@settings(max_examples=40, deadline=None)
@given(clusters=st.integers(1, 7), seed=st.integers(0, 10_000))
def test_figures_of_the_crowd_are_there_exactly_when_three_others_have_a_score(
    values: Callable[..., dict[str, dict[str, float | Missing]]],
    study_of: Callable[..., ScoredStudy],
    clusters: int,
    seed: int,
) -> None:
    study = study_of(values(clusters, seed))
    for place in standings(study, "K01"):
        cells = study.scores.cells
        others = sum(cells[code][place.node.code].score is not None for code in cells if code != "K01")
        assert place.crowd == (others >= 3)
        if not place.crowd:
            assert (place.rank, place.count, place.median, place.benchmark, place.quartile) == (None,) * 4 + ("",)
        elif place.score is not None:
            assert place.rank is not None
            assert place.to_median == place.score - study.scores.summaries[place.node.code].median


def test_every_node_stands_right_before_what_is_below_it(study: ScoredStudy) -> None:
    codes = [place.node.code for place in standings(study, "K01")]
    assert codes[:5] == ["I", "Z", "Z1", "Z1.1", "Z1.2"]
    assert sorted(codes) == sorted(node.code for node in study.model.nodes)


def test_that_all_are_alike_is_not_told_about_a_single_other(
    values: Callable[..., dict[str, dict[str, float | Missing]]], study_of: Callable[..., ScoredStudy]
) -> None:
    table = values(2)
    table["K01"]["Z1.1"] = table["K02"]["Z1.1"] = 5.0
    study = study_of(table)
    own = study.scores.cells["K01"]["Z1.1"].missing
    assert own is not None
    assert own.reason == "constant"
    place = standing(study, "K01", study.model.node("Z1.1"))
    assert place.missing is not None
    assert place.missing.reason == "undisclosed"


@pytest.mark.parametrize(("best", "shown"), [(1, False), (2, False), (3, True)])
def test_a_benchmark_made_by_fewer_clusters_than_a_crowd_is_not_told(
    study: ScoredStudy, best: int, *, shown: bool
) -> None:
    changed = disclosed(replace(study, method=replace(study.method, benchmark_best=best)))
    code = changed.clusters[0].code
    assert any(one.benchmark is not None for one in standings(changed, code)) == shown
    assert (words.references(changed, code, changed.model.nodes[0].code).benchmark is not None) == shown


def test_coverage_of_a_cluster_alone_is_unknown_and_of_one_without_answers_nothing(
    values: Callable[..., dict[str, dict[str, float | Missing]]], study_of: Callable[..., ScoredStudy]
) -> None:
    alone = study_of(values(1))
    assert covered(alone, "K01", standings(alone, "K01")[0]) is None
    silent = study_of({"K01": dict.fromkeys(values(1)["K01"], Missing("no-interview"))})
    assert covered(silent, "K01", standings(silent, "K01")[0]) == 0
    many = study_of(values(12))
    top = standings(many, "K03")[0]
    assert covered(many, "K03", top) == top.coverage > 0
