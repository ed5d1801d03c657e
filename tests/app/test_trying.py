"""Trying out by hand gives what scoring under the same experiment gives, to the last bit."""

from dataclasses import replace
from random import Random

import pytest

from clusterbench_gui.app.views.selection import AGGREGATIONS, NORMALISATIONS, Names, Selection
from clusterbench_gui.app.views.showing import shown
from clusterbench_gui.app.views.trying import trial
from clusterbench_gui.domain.experiments import OFFICIAL, Experiment, Target
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.scores import Grouping
from tests.charts.conftest import build

CLASSES = (("a", {"en": "A"}), ("b", {"en": "B"}))
MEMBERS = {f"K{number:02}": "a" if number <= 14 else "b" for number in range(1, 17)}


@pytest.fixture(scope="module")
def study():
    grouping = Grouping("phase", {"en": "Phase"}, CLASSES, MEMBERS)
    made = build(24)
    return replace(made, groupings=(grouping,), agreed=frozenset(list(MEMBERS)[:5]))


def drawn(study, random):
    """Weights of some nodes, some indicators dropped, a method, a target: each of them or not."""
    codes = [node.code for node in study.model.nodes if node.level < study.model.levels]
    indicators = [node.code for node in study.model.at(1)]
    return Experiment(
        weights={code: round(random.uniform(0.1, 3), 2) for code in random.sample(codes, random.randint(0, 5))},
        normalise=random.choice([None, *NORMALISATIONS.values()]),
        aggregate=random.choice([None, *AGGREGATIONS.values()]),
        dropped=tuple(code for code in indicators if code.endswith(".1") and random.random() < 0.3),
        targets=(Target("K03", random.choice(indicators), random.uniform(0, 90)),) if random.random() < 0.5 else (),
    )


def expected(study, selection):
    """Rows by place from the cells of all nodes."""
    found = shown(study, selection)
    before = shown(study, replace(selection, experiment=OFFICIAL))
    top = study.model.at(study.model.levels)[0].code
    rows = []
    for code in found.scores.clusters:
        cell, official = found.scores.cells[code][top], before.scores.cells[code][top]
        rows.append((code, found.cluster(code).name, cell.rank, cell.score, cell.quartile, official.rank))
    rows.sort(key=lambda row: (row[2] is None, row[2], row[0]))
    return rows, (found.method.low, found.method.high)


def rows_of(ranking):
    rows = [(one.code, one.name, one.place, one.score, one.quartile, one.official) for one in ranking.rows]
    return rows, (ranking.low, ranking.high)


@pytest.mark.parametrize("seed", range(30))
def test_the_ranking_by_hand_is_the_ranking_of_the_same_experiment(study, seed):
    random = Random(seed)
    first = drawn(study, random)
    shown_so = {"names": random.choice(list(Names)), "grouping": "phase", "group": random.choice(["", "a"])}
    started = trial(study, first)
    for step in range(4):  # from one to the next by weights alone, as sliders do
        weights = dict(first.weights) if step == 0 else drawn(study, random).weights
        tried = replace(first, weights=weights, dropped=first.dropped if step % 2 else ())
        assert started.reaches(study, tried)
        started = started.reweighed(tried)
        selection = Selection(experiment=tried, **shown_so)
        assert rows_of(started.ranking(selection)) == expected(study, selection)


def test_methods_and_targets_are_not_reached_by_weights(study):
    started = trial(study, OFFICIAL)
    assert started.reaches(study, Experiment(weights={"Z": 2.0}, dropped=("Z1.1",)))
    assert not started.reaches(study, Experiment(normalise=NORMALISATIONS["rank"]))
    assert not started.reaches(study, Experiment(targets=(Target("K01", "Z1.1", 1.0),)))
    assert not started.reaches(replace(study), OFFICIAL)


def test_a_group_that_is_no_crowd_is_not_ranked(study):
    started = trial(study, OFFICIAL)
    with pytest.raises(ProblemError, match="group-too-small"):
        started.ranking(Selection(grouping="phase", group="b"))
