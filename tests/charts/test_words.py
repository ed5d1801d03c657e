from dataclasses import replace

import pytest

from clusterbench_gui.charts import words
from clusterbench_gui.domain.editions import Method
from clusterbench_gui.domain.scores import Cell, Missing
from clusterbench_gui.support.texts import Texts

EN = Texts("en")


def with_cell(study, code, node, cell):
    cells = {**study.scores.cells, code: {**study.scores.cells[code], node: cell}}
    return replace(study, scores=replace(study.scores, cells=cells))


def test_finding_names_place_count_and_distance(study):
    summary = study.scores.summaries["IX"]
    changed = with_cell(study, "K06", "IX", Cell(summary.benchmark - 12.3, rank=4))
    sentence = words.position(changed, "K06", "IX", summary.benchmark, EN, names=False)
    assert sentence == "K06: place 4 of 34; 12.3 points short of the benchmark"


@pytest.mark.parametrize(
    ("score", "sentence"),
    [
        (50.01, "exactly at the benchmark"),
        (51, "1.0 points above the benchmark"),
        (40, "10.0 points short of the benchmark"),
    ],
)
def test_distance_is_said_in_the_right_direction(study, score, sentence):
    assert words.gap(study, score, 50.0, EN) == sentence
    assert words.gap(study, score, None, EN) == ""


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("coverage", "no result, too few answers"),
        ("constant", "no result, because nothing tells the clusters apart here"),
        ("division-by-zero", "no result, because it would be a division by zero"),
        ("absence", "no result, because there is no answer"),
    ],
)
def test_missing_result_says_why(study, reason, sentence):
    changed = with_cell(study, "K06", "IX", Cell(None, missing=Missing(reason)))
    assert words.position(changed, "K06", "IX", None, EN, names=False) == f"K06: {sentence}"


def test_source_line_warns_of_invented_data_and_reconstruction(study):
    line = words.source(study, EN)
    assert line == (
        "Invented data; Cluster benchmarking 2012; 35 clusters; min–max unitarisation, weighted arithmetic mean; reconstruction"
    )
    assert "nvented" not in words.source(replace(study, synthetic=False), EN)


def test_references_need_a_crowd_of_others(make):
    three, four = make(3, gaps=0), make(4, gaps=0)
    assert words.references(three, "K01", "IX") == words.References(None, None)
    assert words.references(four, "K01", "IX").median is not None


@pytest.mark.parametrize(("name", "label"), [("Dolina\n  Światła", "Dolina Światła"), ("", "K01")])
def test_names_stand_on_one_line_and_are_never_empty(make, name, label):
    study = make(1)
    assert words.label(replace(study, clusters=(replace(study.clusters[0], name=name),)), "K01") == label


def test_others_without_a_value_are_no_crowd(make):
    study = make(4, gaps=0)
    changed = with_cell(study, "K02", "IX", Cell(None))
    assert words.references(changed, "K01", "IX") == words.References(None, None)
    assert words.references(changed, "K02", "IX").median is not None


def test_strengths_are_in_the_top_quarter_and_weaknesses_below_the_median(large):
    for code in large.scores.clusters:
        strong, weak = words.strengths(large, code, 2)
        for node in strong:
            assert words.cell(large, code, node.code).quartile == "A"
        for node in weak:
            assert words.cell(large, code, node.code).score < large.scores.summaries[node.code].median
        gaps = [words.cell(large, code, node.code).score - large.scores.summaries[node.code].median for node in strong]
        assert gaps == sorted(gaps, reverse=True)


def test_profile_without_a_crowd_claims_nothing(make):
    assert (
        words.profile(make(3, gaps=0), "K01", 2, EN)
        == "Śląski Klaster Łączności: too few other clusters to compare with"
    )


def test_level_names_follow_the_depth_of_the_model(study):
    names = [words.level_name(study.model, level, EN) for level in (1, 2, 3, 4)]
    assert names == ["Indicators", "Sub-areas", "Areas", "Index"]


def test_scale_and_rule_of_the_benchmark_are_said():
    assert words.scale(Method(), EN) == "scale 0–100"
    assert words.scale(Method(high=1.5), EN) == "scale 0.00–1.50"
    assert words.benchmark_rule(Method(benchmark_best=1), EN) == "the best score"
    assert words.benchmark_rule(Method(), EN) == "mean of the best 3"


def test_sentences_begin_with_a_capital_and_end_with_one_full_stop():
    assert words.sentences(["median 5", "", "Done."]) == "Median 5. Done."
