"""Explanations: splits that sum exactly, marks by printed rules, groups of equals, gains, candidates."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterbench_gui.domain.editions import Model, Node
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.recipes import Choice, Recipe
from clusterbench_gui.scoring.composite import compose
from clusterbench_gui.scoring.explaining import equals, gaps, models, peers, steps, strengths
from clusterbench_gui.scoring.table import Table

NAN = math.nan
MODEL = Model(
    (
        Node("a", {}, 1, "X", weight=2),
        Node("b", {}, 1, "X"),
        Node("c", {}, 1, "Y"),
        Node("d", {}, 1, "Y", weight=3),
        Node("e", {}, 1, "Y"),
        Node("X", {}, 2, "I", weight=1),
        Node("Y", {}, 2, "I", weight=2),
        Node("I", {}, 3),
    )
)


def composed(values, *means, low=0.0, coverage=0.0):
    values = np.array(values, dtype=float)
    units = tuple(f"u{row:02}" for row in range(len(values)))
    recipe = Recipe(
        normalise=Choice("minmax", {"low": low, "high": 100.0}),
        aggregate=tuple(Choice(one) if isinstance(one, str) else one for one in means or ("amean",)),
        coverage=coverage,
    )
    return compose(Table(units, tuple("abcde"), values), MODEL, recipe)


def random_values(seed=1, units=12, missing=0.0):
    random = np.random.default_rng(seed)
    values = random.normal(size=(units, 5))
    return np.where(random.random(values.shape) < missing, NAN, values)


@pytest.mark.parametrize("missing", [0.0, 0.2])
@pytest.mark.parametrize("seed", range(5))
def test_the_gap_to_benchmark_and_median_sums_exactly(seed, missing):
    made = composed(random_values(seed, missing=missing))
    score = made.score("I")
    for rows, expected in (
        (gaps.at_benchmark(made, "I", 3), np.sort(score)[-3:].mean()),
        (gaps.at_median(made, "I"), np.median(score)),
    ):
        split = gaps.split(made, "I", 4, rows)
        assert split.reference == pytest.approx(expected, rel=1e-12)
        assert split.parts.sum() == pytest.approx(split.reference - split.own, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    "means",
    [("gmean",), ("hmean",), (Choice("genmean", {"p": 2.0}),), (Choice("genmean", {"p": -0.5}),), ("amean", "gmean")],
)
def test_the_gap_sums_exactly_under_other_means(means):
    made = composed(random_values(3), *means, low=1.0)
    for row in range(1, 12):
        split = gaps.split(made, "I", 0, [row])
        assert split.parts.sum() == pytest.approx(split.reference - split.own, rel=1e-9, abs=1e-9)


def test_parts_that_cancel_are_still_told():
    """Two units whose indicators under a node are swapped: the node does not change, its indicators do."""
    values = [[1, 9, 2, 3, 4], [9, 1, 5, 6, 7], [1, 1, 1, 1, 1], [9, 9, 9, 9, 9]]
    equal = replace(MODEL, nodes=tuple(replace(one, weight=1.0) for one in MODEL.nodes))
    table = Table(tuple("uvwx"), tuple("abcde"), np.array(values, dtype=float))
    recipe = Recipe(normalise=Choice("minmax", {"low": 1.0}), aggregate=(Choice("gmean"),))
    made = compose(table, equal, recipe)
    split = gaps.split(made, "X", 0, [1])
    assert split.reference == pytest.approx(split.own)
    assert split.parts[0] > 1
    assert split.parts[:2].sum() == pytest.approx(0, abs=1e-9)


def test_an_indicator_that_is_equal_makes_no_part():
    values = random_values(5)
    values[1, 2] = values[0, 2]
    for means in (("amean",), ("gmean",)):
        made = composed(values, *means, low=1.0)
        assert gaps.split(made, "I", 0, [1]).parts[2] == pytest.approx(0, abs=1e-12)


def test_a_gap_of_a_sub_area_is_of_its_indicators_only():
    for means in (("amean",), ("gmean",)):
        split = gaps.split(composed(random_values(6), *means, low=1.0), "Y", 0, [1])
        assert split.parts[:2].tolist() == [0, 0]
        assert split.parts.sum() == pytest.approx(split.reference - split.own, rel=1e-9)
        assert abs(split.reference - split.own) > 1


@pytest.mark.parametrize(
    ("values", "means", "code"),
    [
        (random_values(1), ("copeland",), "gap-method"),
        ([[1, 2, 3, 4, 5], [NAN, 3, 4, 5, 6], [3, 4, 5, 6, 7]], ("gmean",), "gap-missing"),
        ([[NAN] * 5, [1, 2, 3, 4, 5], [3, 4, 5, 6, 7]], ("amean",), "gap-no-score"),
    ],
)
def test_a_gap_that_cannot_be_split_says_why(values, means, code):
    with pytest.raises(ProblemError) as raised:
        gaps.split(composed(values, *means, low=1.0), "I", 0, [1])
    assert raised.value.problems[0].code == code


def test_strengths_by_percentile_are_the_giis():
    places, counts = np.arange(1.0, 41), np.full(40, 100.0)
    marks = strengths.by_percentile(places, counts)
    assert np.flatnonzero(marks == strengths.STRENGTH).tolist() == list(range(10))
    assert np.flatnonzero(marks == strengths.WEAKNESS).tolist() == list(range(30, 40))
    far = strengths.by_percentile(np.array([1.0, *[50.0] * 20]), np.full(21, 100.0))
    assert far[0] == strengths.STRENGTH
    assert (strengths.by_percentile(places, counts, enough=np.zeros(40, dtype=bool)) == 0).all()


def test_strengths_by_reference_and_by_peers():
    marks = strengths.by_reference(np.array([121.0, 119, 51, 49, NAN]), np.full(5, 100.0))
    assert marks.tolist() == [1, 0, 0, -1, 0]
    peers_ = np.array([[1.0, NAN], [2, NAN], [3, 5]])
    assert strengths.by_peers(np.array([3.5, 9]), peers_).tolist() == [1, 0]
    assert strengths.by_peers(np.array([0.5, NAN]), peers_).tolist() == [-1, 0]


def test_quartile_marks_and_how_surely_they_hold():
    scores = np.array([1.0, 2, 3, 4, 5, 6, 7, NAN])
    marks = strengths.by_quartile(scores)
    assert marks.tolist() == [-1, -1, 0, 0, 0, 1, 1, 0]
    runs = [marks, np.zeros(8, dtype=np.int8), marks, marks]
    assert strengths.steadiness(marks, runs).tolist() == [0.75, 0.75, 1, 1, 1, 0.75, 0.75, 1]
    assert (strengths.by_quartile(np.full(9, 3.0)) == 0).all()
    assert (strengths.by_quartile(np.array([1.0, 2, 3])) == 0).all()


def test_median_marks_of_many_rows_at_once():
    scores = np.array([[1.0, 2, 3, 4, 5, 6, 7, NAN], [3, 3, 3, 3, 3, 3, 3, 9], [NAN, NAN, NAN, NAN, NAN, 1, 2, 4]])
    wanted = [[-1, -1, -1, 0, 0, 1, 1, 0], [0] * 7 + [1], [0] * 5 + [-1, 0, 0]]
    assert strengths.by_median(scores).tolist() == wanted
    assert strengths.by_median(np.array([0.3, 0.1 + 0.2, 0.3, 0.4])).tolist() == [0, 0, 0, 1]
    assert strengths.by_median(np.full((2, 5), NAN)).tolist() == [[0] * 5] * 2


def test_nearest_peers_share_enough_and_stay_in_their_group():
    profiles = np.array([[1.0, 1, 1, 1], [1, 1, 1, 2], [9, 9, 9, 9], [1, NAN, NAN, NAN], [1, 1, 2, 2]])
    assert [one.unit for one in peers.nearest(profiles, 0)] == [1, 4, 2]
    assert peers.nearest(profiles, 0)[0].distance == pytest.approx(0.5)
    among = np.array([True, False, True, True, True])
    assert [one.unit for one in peers.nearest(profiles, 0, among=among)] == [4, 2]
    assert peers.nearest(np.full((2, 2), NAN), 0) == ()


def test_one_quartile_more_is_what_scoring_anew_gives():
    made = composed(random_values(7))
    gains = steps.one_quartile_more(made, 2, "I")
    assert [one.points for one in gains] == sorted((one.points for one in gains), reverse=True)
    first = gains[0]
    column = made.scores[:, first.indicator]
    assert first.after == min(one for one in np.quantile(np.sort(column), (0.25, 0.5, 0.75)) if one > column[2])
    weight = gaps.contributions(made, "I")[2, first.indicator] / column[2]
    assert first.points == pytest.approx(weight * (first.after - first.before), rel=1e-9)
    better = made.score("I")[2] + first.points
    others = np.delete(made.score("I"), 2)
    assert first.places == made.rank("I")[2] - (1 + (others > better).sum())


def test_targets_bring_nothing_where_they_are_reached():
    made = composed(random_values(8))
    targets = np.array([0.0, 100.0, NAN, NAN, NAN])
    gains = steps.to_targets(made, 3, "I", targets)
    assert {one.indicator for one in gains} <= {1}


def test_letters_of_a_chain():
    """1 and 3 are told apart, both not from 2: 2 is in both groups."""
    beats = np.array([[0.5, 0.6, 0.95], [0.4, 0.5, 0.7], [0.05, 0.3, 0.5]])
    assert equals.letters(beats, np.array([1.2, 2.0, 2.8])) == ("A", "AB", "B")


@given(st.integers(0, 2**32 - 1), st.integers(1, 9))
def test_two_share_a_letter_exactly_if_they_are_not_told_apart(seed, count):
    random = np.random.default_rng(seed)
    upper = np.triu(random.random((count, count)), 1)
    beats = upper + np.tril(1 - upper.T, -1) + np.eye(count) / 2
    order = random.permutation(count).astype(float)
    made = equals.letters(beats, order, 0.8)
    for one in range(count):
        assert made[one]
        for other in range(one):
            apart = max(beats[one, other], beats[other, one]) >= 0.8
            assert bool(set(_split(made[one])) & set(_split(made[other]))) != apart


def _split(text):
    parts, word = [], ""
    for letter in text:
        if letter.isalpha() and word:
            parts.append(word)
            word = ""
        word += letter
    return [*parts, word]


def test_model_clusters_are_ahead_on_both_axes():
    functioning = np.array([10.0, 20, 30, 40, NAN])
    promise = np.array([40.0, 10, 30, 36, 20])
    found = models.candidates(functioning, promise)
    assert [one.unit for one in found] == [3]
    runs = (np.array([functioning, [40.0, 20, 30, 10, NAN]]), np.array([promise, promise]))
    assert [(one.unit, one.both) for one in models.candidates(functioning, promise, runs)] == [(3, 0.5)]
    assert models.candidates(np.full(3, NAN), np.ones(3)) == ()
