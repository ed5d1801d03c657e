"""Methods by name give in a design what they give on their own."""

import numpy as np
import pytest

from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.scoring.aggregating.methods import Aggregation, aggregate
from clusterbench_gui.scoring.uncertainty.alternatives import aggregator
from clusterbench_gui.scoring.uncertainty.design import Aggregating, Design, Tree, factorial_runs
from clusterbench_gui.scoring.uncertainty.runner import run

METHODS = [
    Aggregation("amean"),
    Aggregation("gmean"),
    Aggregation("hmean"),
    Aggregation("genmean", {"p": 2.0}),
    Aggregation("genmean", {"p": -3.0}),
    Aggregation("genmean", {"p": 40.0}),
    Aggregation("copeland"),
    Aggregation("mpi"),
    Aggregation("topsis"),
]


def design(values, methods, coverage=0.0):
    options = tuple(aggregator(how, coverage) for how in methods)
    weights = np.array([[1.0, 2.0, 0.5, 1.5], [1.0, 0.0, 1.0, 3.0]])
    tree = Tree((np.zeros(4, dtype=int),))
    return Design(tree, lambda _: values, weights, (Aggregating("method", (0,), options),), coverage=coverage)


@pytest.mark.parametrize("coverage", [0.0, 0.7])
def test_each_method_as_on_its_own(coverage):
    values = np.random.default_rng(2).uniform(1, 100, size=(9, 4))
    values[0, 0] = values[3, 1] = values[3, 3] = np.nan
    model = design(values, METHODS, coverage)
    choices = factorial_runs(model)
    scores = run(model, choices, keep=True).scores
    for choice, found in zip(choices, scores, strict=True):
        weights, how = model.weights[choice[0]], METHODS[choice[1]]
        used = weights > 0
        expected = aggregate(values[:, used], weights[used], how, coverage).score
        np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-12)


def test_what_a_method_refuses_is_the_reason_of_the_run():
    values = np.array([[0.0, 1.0, 2.0, 3.0], [1.0, 2.0, 3.0, -4.0]])
    model = design(
        values, [Aggregation("gmean"), Aggregation("genmean", {"p": 2.0}), Aggregation("genmean", {"p": 40.0})]
    )
    assert run(model, factorial_runs(model)).failed == {"values-negative": 4, "values-not-positive": 2}


@pytest.mark.parametrize(("size", "reason"), [(1e200, "values-extreme"), (np.inf, "value-not-finite")])
def test_what_would_grow_beyond_all_numbers_fails_by_name(size, reason):
    model = design(np.array([[size] * 4, [1.0] * 4]), [Aggregation("genmean", {"p": 2.0})])
    assert run(model, factorial_runs(model)).failed == {reason: 2}


def test_what_vanishes_is_no_positive_number():
    model = design(np.array([[1e-300] * 4, [1.0] * 4]), [Aggregation("hmean"), Aggregation("amean")])
    assert run(model, factorial_runs(model)).failed == {"values-not-positive": 2}


def test_an_unknown_method_is_refused_at_once():
    with pytest.raises(ProblemError, match="aggregation-unknown"):
        aggregator(Aggregation("sum"))
