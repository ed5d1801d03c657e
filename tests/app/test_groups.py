"""Classes of a grouping: who is in them, what they reach, what is kept back."""

from dataclasses import replace

import numpy as np
import pytest

from clusterbench_gui.app.groups import regions_of
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.scores import Grouping
from tests.charts.conftest import build

CLASSES = (("a", {"en": "A"}), ("b", {"en": "B"}), ("c", {"en": "C"}), ("nobody", {"en": "Nobody"}))
MEMBERS = {f"K{number:02}": "a" if number <= 12 else "b" if number <= 15 else "c" for number in range(1, 18)}


@pytest.fixture(scope="module")
def study():
    grouping = Grouping("phase", {"en": "Phase"}, CLASSES, MEMBERS | {"K20": "gone"})
    return replace(build(24), groupings=(grouping,))


def scores(study, value, node="IX"):
    found = [study.scores.cells[code][node].score for code, one in MEMBERS.items() if one == value]
    return [score for score in found if score is not None]


def test_figures_are_those_of_the_clusters_of_each_class(study):
    found = regions_of(study, "phase", "IX")
    assert [row.value for row in found.rows] == ["a", "b", "c", "nobody"]
    first = found.rows[0]
    assert first.count == len(scores(study, "a")) >= 4
    quartiles = np.percentile(scores(study, "a"), [25, 50, 75])
    assert (first.lower, first.median, first.upper) == pytest.approx(tuple(quartiles))


def test_three_have_a_median_without_quartiles_and_fewer_have_nothing(study):
    _a, three, two, nobody = regions_of(study, "phase", "IX").rows
    assert (three.count, three.median) == (3, pytest.approx(np.median(scores(study, "b"))))
    assert three.lower is three.upper is None
    assert (two.count, two.median, two.lower) == (2, None, None)
    assert (nobody.count, nobody.median) == (0, None)


def test_clusters_without_a_class_are_counted_if_they_have_a_score(study):
    scored = sum(study.scores.cells[code]["IX"].score is not None for code in study.scores.clusters)
    found = regions_of(study, "phase", "IX")
    assert found.unknown == scored - sum(row.count for row in found.rows) == 7


def test_a_higher_crowd_keeps_more_back(study):
    strict = replace(study, method=replace(study.method, crowd=5))
    assert [row.median is None for row in regions_of(strict, "phase", "IX").rows] == [False, True, True, True]


@pytest.mark.parametrize(
    ("grouping", "node", "code"), [("age", "IX", "grouping-unknown"), ("phase", "Q9", "node-unknown")]
)
def test_what_is_not_there_is_said(study, grouping, node, code):
    with pytest.raises(ProblemError) as raised:
        regions_of(study, grouping, node)
    assert [one.code for one in raised.value.problems] == [code]
