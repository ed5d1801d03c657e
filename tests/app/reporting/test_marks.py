"""Marks follow the printed rule, and their steadiness is what scoring the study anew by every variant gives."""

from dataclasses import replace

import numpy as np
import pytest

from clusterbench_gui.app import findings
from clusterbench_gui.app.reporting import marks
from clusterbench_gui.charts.words import strengths
from clusterbench_gui.domain.editions import Model
from clusterbench_gui.scoring.composite import compose
from clusterbench_gui.scoring.rank import letters
from clusterbench_gui.scoring.summarise import summary
from clusterbench_gui.scoring.uncertainty.design import NOTHING
from tests.app.reporting.studies import secret


@pytest.fixture(scope="module")
def found(study):
    return marks.marks_of(study)


def test_marks_are_those_of_the_printed_rule_the_clearest_first(study, found):
    for code in study.scores.clusters:
        made = [(mark.node, mark.sign) for mark in found[code]]
        wanted = []
        for level in (3, 2, 1):
            strong, weak = strengths(study, code, level)
            wanted += [(node.code, 1) for node in strong] + [(node.code, -1) for node in weak]
        assert made == wanted


def composed_by(study, test, run):
    """The scores of all nodes by one variant, by the engine that scores studies."""
    composite, design = findings.composite_of(study), test.variants.design
    choices = dict(zip((factor.name for factor in design.factors), run.tolist(), strict=True))
    weights = dict(zip(test.variants.nodes, design.weights[choices["weights"]].tolist(), strict=True))
    dropped = design.dropping[choices["dropped"]]
    if dropped != NOTHING:
        weights[test.variants.nodes[dropped]] = 0.0
    model = Model(tuple(replace(node, weight=weights.get(node.code, node.weight)) for node in study.model.nodes))
    recipe = replace(
        composite.recipe,
        normalise=findings.DESIGN.normalise[choices["normalise"]],
        aggregate=tuple(findings.DESIGN.aggregate[choices[f"aggregate {level}"]][0] for level in (2, 3, 4)),
    )
    made = compose(composite.source, model, recipe)
    return {code: made.score(code) for code in test.variants.nodes}


def sign_of(scores, row, best):
    figures = summary(scores, best)
    if np.isnan(scores[row]) or figures.median is None:
        return 0
    if scores[row] < figures.median:
        return -1
    top = figures.upper is not None and letters(scores, figures.lower, figures.median, figures.upper)[row] == "A"
    return int(top and scores[row] > figures.median)


def test_steadiness_is_the_share_of_variants_scored_one_by_one(study, monkeypatch):
    few = replace(findings.DESIGN, runs=25)
    monkeypatch.setattr(marks, "DESIGN", few)
    found = marks.marks_of(study)
    test = findings.tested(study, few)
    by_hand = [composed_by(study, test, run) for run in test.variants.runs()]
    shares = []
    for row, code in enumerate(study.scores.clusters):
        for mark in found[code]:
            there = [scores[mark.node] for scores in by_hand if not np.isnan(scores[mark.node]).all()]
            held = [sign_of(scores, row, study.method.benchmark_best) == mark.sign for scores in there]
            assert mark.steadiness == pytest.approx(sum(held) / len(held)), (code, mark)
            shares.append(mark.steadiness)
    assert min(shares) < 0.6  # some marks do hang on the method, or this proves little
    assert max(shares) == 1


def test_many_clusters_keep_their_marks_untested(monkeypatch):
    monkeypatch.setattr(marks, "MOST_PAIRS", 5)
    found = marks.marks_of(secret(6))
    assert {mark.steadiness for some in found.values() for mark in some} == {None}


def test_a_mark_below_four_in_five_is_fragile(found):
    for some in found.values():
        for mark in some:
            assert mark.is_fragile == (mark.steadiness < 0.8)
