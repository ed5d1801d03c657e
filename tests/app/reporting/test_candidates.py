"""How surely a cluster is a candidate for model cluster is what scoring the study anew by every variant gives."""

from dataclasses import replace
from statistics import median

import numpy as np
import pytest

from clusterbench_gui.app import findings
from clusterbench_gui.app.reporting import candidates
from clusterbench_gui.domain.editions import Model
from clusterbench_gui.domain.findings import Portfolio
from tests.app.reporting.test_marks import composed_by
from tests.charts.extremes import drawn, study_of, wide


def test_probability_is_the_share_of_variants_scored_one_by_one(study, monkeypatch):
    few = replace(findings.DESIGN, runs=25)
    monkeypatch.setattr(candidates, "DESIGN", few)
    found = candidates.tested_portfolio(study)
    test = findings.tested(study, few)
    counted = dict.fromkeys(study.scores.clusters, 0)
    for run in test.variants.runs():
        scores = composed_by(study, test, run)
        there = ~np.isnan(scores["A0"]) & ~np.isnan(scores["A1"])
        middle = [median(scores[area][there].tolist()) for area in ("A0", "A1")]
        for row, code in enumerate(study.scores.clusters):
            counted[code] += there[row] and scores["A0"][row] > middle[0] and scores["A1"][row] > middle[1]
    shares = {one.code: one.probability for one in found.places}
    assert shares == {code: pytest.approx(counted[code] / 25) for code in shares}
    assert 0 < sum(shares.values()) < len(shares)
    assert [replace(one, probability=None) for one in found.places] == list(findings.portfolio_of(study).places)


def test_an_area_in_which_all_are_alike_has_no_say():
    model = wide(3, 2, 2)
    alike = {node.code: 5.0 for node in model.indicators("A0")}
    raw = {code: {**row, **alike} for code, row in drawn(model, 9, missing=0).items()}
    with_it, without = (
        candidates.tested_portfolio(study_of(raw, on_axes(model, axes)))
        for axes in (
            {"A0": "functioning", "A1": "functioning", "A2": "promise"},
            {"A1": "functioning", "A2": "promise"},
        )
    )
    assert with_it == without
    assert None not in {one.probability for one in with_it.places}


def on_axes(model, axes):
    """The model with some of its areas on an axis."""
    return Model(tuple(replace(node, axis=axes.get(node.code, "")) for node in model.nodes))


def test_without_axes_there_is_no_portfolio(study):
    plain = replace(study, model=on_axes(study.model, {}))
    assert candidates.tested_portfolio(plain) == findings.portfolio_of(plain) == Portfolio((), None)
