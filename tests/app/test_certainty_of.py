"""How sure a ranking is, as plain data: pairs, letters and places of one and the same runs."""

from dataclasses import replace
from random import Random

import pytest

from clusterbench_gui.app import findings
from clusterbench_gui.app.views.showing import within
from clusterbench_gui.domain.designs import Variation
from clusterbench_gui.domain.findings import CERTAIN
from clusterbench_gui.domain.recipes import Choice
from clusterbench_gui.domain.scores import Grouping, Missing
from tests.charts.extremes import study_of, wide

LIMITS = {"low": 0.0, "high": 100.0}


@pytest.fixture(scope="module")
def study():
    """Twelve clusters, the second without any answer."""
    random, model = Random(5), wide(2, 2, 3)
    raw = {}
    for number in range(12):
        skill = random.gauss(50, 12)
        raw[f"C{number:02}"] = {
            node.code: Missing("no-interview") if number == 1 else random.gauss(skill, 15) for node in model.at(1)
        }
    return study_of(raw, model)


@pytest.fixture(scope="module")
def certainty(study):
    return findings.certainty_of(study)


def test_pairs_belong_to_the_standings_and_add_up_to_one(certainty):
    count = len(certainty.standings)
    assert [one.code for one in certainty.standings] == [f"C{number:02}" for number in range(12) if number != 1]
    assert len(certainty.beats) == count
    for row in range(count):
        assert certainty.beats[row][row] == 0.5
        for column in range(row):
            assert certainty.beats[row][column] + certainty.beats[column][row] == pytest.approx(1)


def test_sum_of_a_row_of_pairs_is_the_mean_place(certainty):
    for one, row in zip(certainty.standings, certainty.beats, strict=True):
        mean = sum(place * chance for place, chance in enumerate(one.chances, 1))
        behind = sum(1 - share for share in row) - 0.5
        assert 1 + behind == pytest.approx(mean, abs=0.01)  # places of ties are the best of them, pairs count half


def test_letters_are_shared_exactly_by_those_who_cannot_be_told_apart(certainty):
    for row, one in enumerate(certainty.standings):
        for column, other in enumerate(certainty.standings):
            if row != column:
                apart = max(certainty.beats[row][column], certainty.beats[column][row]) >= CERTAIN
                assert apart == (not set(one.group) & set(other.group))


def test_beyond_the_most_pairs_nobody_is_compared(study, certainty, monkeypatch):
    monkeypatch.setattr(findings, "MOST_PAIRS", 10)
    found = findings.certainty_of(study)
    assert found.beats == ()
    assert {one.group for one in found.standings} == {""}
    assert [one.chances for one in found.standings] == [one.chances for one in certainty.standings]


def test_a_group_is_put_to_the_test_on_the_scale_of_all(study, monkeypatch):
    """The method itself, as the only variant, gives the group the places that stand in its ranking."""
    monkeypatch.setattr(findings, "DESIGN", Variation(normalise=(Choice("minmax", LIMITS),), runs=1))
    for seed in range(20):
        codes = Random(seed).sample([code for code in study.scores.clusters if code != "C01"], 5)
        members = {code: "in" if code in codes else "out" for code in study.scores.clusters}
        grouping = Grouping("half", {"en": "Half"}, (("in", {"en": "in"}), ("out", {"en": "out"})), members)
        found = findings.certainty_of(within(replace(study, groupings=(grouping,)), "half", "in"))
        assert len(found.standings) == 5
        assert [one.low for one in found.standings] == [one.place for one in found.standings]
        assert all(len(one.chances) == 5 for one in found.standings)
