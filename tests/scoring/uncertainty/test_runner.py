"""Runs in bulk are the runs one by one, whatever the chunks, threads and order; failures are named."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusterbench_gui.domain.problems import ProblemError, problem
from clusterbench_gui.scoring.rank import ranks
from clusterbench_gui.scoring.uncertainty.design import (
    AMEAN,
    GMEAN,
    HMEAN,
    NOTHING,
    Aggregating,
    Aggregator,
    Design,
    Factor,
    Tree,
    factorial_runs,
    random_runs,
)
from clusterbench_gui.scoring.uncertainty.drawing import simplex
from clusterbench_gui.scoring.uncertainty.runner import EMPTY, NOT_FINITE, NOT_POSITIVE, run

TREE = Tree((np.array([0, 0, 0, 1, 1, 2, 3]), np.array([0, 1, 0, 1]), np.array([0, 0])))
"""Seven indicators under four pillars (two of them alone), two sub-indices, one index."""
MEANS = (AMEAN, GMEAN, HMEAN, Aggregator("genmean", 2.0), Aggregator("genmean", 0.5))


def indicators(units=11, missing=0.1, seed=5):
    random = np.random.default_rng(seed)
    values = random.uniform(1, 100, size=(units, 7))
    values[random.random(values.shape) < missing] = np.nan
    if missing:
        values[2] = np.nan
    return values


def design(values=None, *, sets=30, means=MEANS, coverage=0.0, dropping=(NOTHING, 0, 1, 5), own_weights=False):
    values = indicators() if values is None else values
    return Design(
        TREE,
        lambda alternative: values * (1 + alternative["normalisation"]) + alternative["normalisation"],
        simplex(TREE, sets, 3),
        tuple(Aggregating(f"level {level}", (level,), means) for level in range(3)),
        (Factor("normalisation", 2),),
        dropping,
        coverage,
        own_weights,
    )


def one_mean(values, weights, power):
    there = ~np.isnan(values) & (weights > 0)
    if not there.any():
        return np.nan
    x, w = values[there], weights[there] / weights[there].sum()
    return np.exp(w @ np.log(x)) if power == 0 else (w @ x**power) ** (1 / power)


def one_run(design, choice):
    """The same as plain Python says it, a unit at a time."""
    values = design.prepare({"normalisation": choice[0]})
    weights = design.weights[choice[1]].copy()
    dropped = design.dropping[choice[-1]]
    if dropped != NOTHING:
        weights[dropped] = 0
    scores = []
    for unit in values:
        below, start = unit, 0
        for level, parents in enumerate(design.tree.parents):
            own = weights[start : start + len(parents)]
            power = MEANS[choice[2 + level]].power
            below = np.array(
                [
                    one_mean(below[parents == parent], own[parents == parent], power)
                    for parent in range(parents.max() + 1)
                ]
            )
            start += len(parents)
        scores.append(below[0])
    return np.array(scores)


def test_runs_are_what_one_run_at_a_time_gives():
    model = design()
    choices = random_runs(model, 150, 1)
    outcomes = run(model, choices, keep=True)
    expected = np.array([one_run(model, choice) for choice in choices])
    np.testing.assert_allclose(outcomes.scores, expected, rtol=1e-12)
    assert np.isnan(expected).any()
    assert np.array_equal(outcomes.places, np.array([ranks(scores) for scores in expected]))
    assert outcomes.failures == ()


@settings(max_examples=15, deadline=None)
@given(
    chunk=st.integers(1, 60), threads=st.integers(1, 3), seed=st.integers(0, 99), coverage=st.sampled_from([0.0, 0.6])
)
def test_chunks_threads_and_order_leave_every_bit(chunk, threads, seed, coverage):
    model = design(coverage=coverage)
    choices = random_runs(model, 200, 7)
    whole = run(model, choices, keep=True)
    order = np.random.default_rng(seed).permutation(len(choices))
    other = run(model, choices[order], chunk=chunk, threads=threads, keep=True)
    assert other.scores.tobytes() == whole.scores[order].tobytes()
    assert np.array_equal(other.places, whole.places[order])


def test_more_runs_leave_the_first_ones():
    model = design(own_weights=True)
    assert np.array_equal(random_runs(model, 20, 9), random_runs(model, 300, 9)[:20])
    assert random_runs(model, 20, 9)[:, 1].tolist() == list(range(20))
    assert not np.array_equal(random_runs(model, 20, 9), random_runs(model, 20, 10))


def test_permuted_units_keep_their_places():
    values = indicators()
    order = np.random.default_rng(0).permutation(len(values))
    choices = random_runs(design(), 100, 1)
    assert np.array_equal(run(design(values[order]), choices).places, run(design(values), choices).places[:, order])


def test_a_mean_over_too_little_has_no_score():
    values = np.full((3, 7), 50.0)
    values[0, :2] = np.nan
    equal = Design(TREE, lambda _: values, np.ones((1, 13)), (Aggregating("all", (0, 1, 2), (AMEAN,)),), coverage=0.5)
    choices = factorial_runs(equal)
    scores = run(equal, choices, keep=True).scores
    assert scores.tolist() == [[50.0, 50.0, 50.0]]  # the pillar is missing, half of its sub-index is present
    strict = Design(TREE, lambda _: values, np.ones((1, 13)), (Aggregating("all", (0, 1, 2), (AMEAN,)),), coverage=0.6)
    scores = run(strict, choices, keep=True).scores
    assert np.isnan(scores[0, 0])
    assert run(strict, choices).places.tolist() == [[0, 1, 1]]


def test_runs_without_an_answer_fail_by_name_and_leave_the_others_alone():
    values = indicators(missing=0.0)
    values[4, 5] = -1.0
    means = (AMEAN, GMEAN)
    model = Design(
        TREE, lambda _: values, np.ones((1, 13)), (Aggregating("all", (0, 1, 2), means),), dropping=(NOTHING, 5)
    )
    choices = factorial_runs(model)
    outcomes = run(model, choices, keep=True)
    assert outcomes.failed == {NOT_POSITIVE: 1}
    failure = outcomes.failures[0]
    assert (choices[failure.run].tolist(), failure.level) == ([0, 1, 0], 0)
    assert (outcomes.places[failure.run] == 0).all()
    assert np.isnan(outcomes.scores[failure.run]).all()
    assert (np.delete(outcomes.places, failure.run, axis=0) > 0).all()


def test_a_negative_mean_fails_on_the_level_that_cannot_take_it():
    values = indicators(missing=0.0) - 200
    model = Design(
        TREE,
        lambda _: values,
        np.ones((1, 13)),
        (Aggregating("low", (0,), (AMEAN,)), Aggregating("high", (1, 2), (HMEAN,))),
    )
    assert [(failure.reason, failure.level) for failure in run(model, factorial_runs(model)).failures] == [
        (NOT_POSITIVE, 1)
    ]


def test_preparations_that_fail_are_named():
    def prepare(alternative):
        if alternative["treatment"] == 1:
            raise ProblemError(problem("column-constant"))
        return np.full((4, 7), [np.inf, 0, 1.0, np.nan][alternative["treatment"]])

    model = Design(
        TREE, prepare, np.ones((1, 13)), (Aggregating("all", (0, 1, 2), (AMEAN,)),), (Factor("treatment", 4),)
    )
    outcomes = run(model, factorial_runs(model))
    assert [(failure.run, failure.reason) for failure in outcomes.failures] == [
        (0, NOT_FINITE),
        (1, "column-constant"),
        (3, EMPTY),
    ]
    assert outcomes.places.tolist() == [[0] * 4, [0] * 4, [1] * 4, [0] * 4]


def test_any_rule_can_take_a_level():
    worst = Aggregator("min", function=lambda scores, _: np.fmin.reduce(scores, axis=1))
    model = design(means=(AMEAN, worst))
    choices = random_runs(model, 80, 2)
    outcomes = run(model, choices, keep=True)
    only_worst = [
        number for number, choice in enumerate(choices) if choice[2:5].tolist() == [1, 1, 1] and choice[5] == 0
    ]
    assert only_worst
    for number in only_worst:
        expected = np.fmin.reduce(model.prepare({"normalisation": choices[number, 0]}), axis=1)
        np.testing.assert_array_equal(outcomes.scores[number], expected)
    assert run(model, choices, chunk=3, keep=True).scores.tobytes() == outcomes.scores.tobytes()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"weights": np.ones((1, 12))}, "design-weights"),
        ({"weights": np.full((1, 13), np.nan)}, "design-weights"),
        ({"aggregating": (Aggregating("all", (0, 1), (AMEAN,)),)}, "design-levels"),
        ({"dropping": (7,)}, "design-dropping"),
    ],
)
def test_designs_that_do_not_fit_are_refused(change, code):
    parts = {
        "tree": TREE,
        "prepare": lambda _: indicators(),
        "weights": np.ones((1, 13)),
        "aggregating": (Aggregating("all", (0, 1, 2), (AMEAN,)),),
    }
    with pytest.raises(ProblemError, match=code):
        Design(**parts | change)


def test_trees_and_runs_that_do_not_fit_are_refused():
    with pytest.raises(ProblemError, match="tree-invalid"):
        Tree((np.array([0, 2]),))
    with pytest.raises(ProblemError, match="runs-invalid"):
        run(design(), np.zeros((3, 5), dtype=np.int64))
    with pytest.raises(ProblemError, match="runs-invalid"):
        run(design(), np.array([[2, 0, 0, 0, 0, 0]]))
    with pytest.raises(ProblemError, match="design-too-large"):
        factorial_runs(design(sets=100_000))
