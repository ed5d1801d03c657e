import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.scoring.aggregating.distances import topsis
from clusterbench_gui.scoring.aggregating.means import amean
from clusterbench_gui.scoring.aggregating.penalties import ampi, mean_min, mpi, owa

NAN = float("nan")
tables = arrays(np.float64, (4, 3), elements=st.integers(1, 100).map(float))
weights = arrays(np.float64, 3, elements=st.floats(0.1, 3))


def test_mpi_is_mean_less_variance_by_mean_of_standardised_children():
    table = np.array([[1.0, 10.0], [2.0, 30.0], [3.0, 20.0]])
    z = 100 + 10 * (table - table.mean(axis=0)) / table.std(axis=0)
    expected = z.mean(axis=1) - z.var(axis=1) / z.mean(axis=1)
    assert mpi(table, np.ones(2)) == pytest.approx(expected, rel=1e-12)
    assert mpi(table, np.ones(2), "+") == pytest.approx(2 * z.mean(axis=1) - expected, rel=1e-12)


def test_a_constant_child_has_no_say_in_mpi():
    table = np.array([[1.0, 10.0, 5.0], [2.0, 30.0, 5.0], [3.0, 20.0, 5.0]])
    assert mpi(table, np.ones(3)).tolist() == mpi(table[:, :2], np.ones(2)).tolist()


def test_ampi_keeps_balance_and_punishes_the_rest():
    scores = ampi(np.array([[50.0, 50.0], [0.0, 100.0], [100.0, NAN]]), np.ones(2))
    assert scores == pytest.approx([100, 100 - 900 / 100, 130])


def test_ampi_one_level_up_takes_its_own_scale():
    assert ampi(np.array([[80.0, 120.0]]), np.ones(2), low=70.0, high=130.0) == pytest.approx([100 - 400 / 100])


@given(tables, weights)
def test_mean_min_runs_from_the_mean_to_the_weakest(table, weight):
    assert mean_min(table, weight, 0.0).tolist() == amean(table, weight).tolist()
    assert mean_min(table, weight, 1.0) == pytest.approx(table.min(axis=1))
    half = amean(table, weight) - 0.5 * (np.hypot(amean(table, weight) - table.min(axis=1), 3) - 3)
    assert mean_min(table, weight, 0.5, 3.0) == pytest.approx(half)


@given(tables, weights)
def test_ordered_average_runs_from_the_best_to_the_weakest(table, weight):
    assert owa(table, weight, 1.0) == pytest.approx(amean(table, weight))
    assert owa(table, weight, 1e-6) == pytest.approx(table.max(axis=1), abs=1e-2)
    assert owa(table, weight, 1e6) == pytest.approx(table.min(axis=1), abs=1e-9)
    assert owa(table[:, ::-1], weight[::-1], 2.0) == pytest.approx(owa(table, weight, 2.0))


def test_ordered_average_by_hand():
    """Best to worst 9, 6, 3 with Q(r) = r²: weights 1/9, 3/9, 5/9; two values: 1/4, 3/4."""
    scores = owa(np.array([[3.0, 9.0, 6.0], [NAN, 8.0, 4.0], [NAN, NAN, NAN]]), np.ones(3), 2.0)
    assert scores == pytest.approx([(9 + 18 + 15) / 9, 5, NAN], nan_ok=True)


@pytest.mark.parametrize("scaling", ["none", "vector", "minmax", "max", "sum"])
def test_topsis_is_one_at_the_best_and_zero_at_the_worst(scaling):
    table = np.array([[9.0, 8.0], [1.0, 2.0], [5.0, NAN], [5.0, 5.0]])
    scores = topsis(table, np.ones(2), scaling)
    assert scores.tolist() == pytest.approx([1, 0, 0.5, 0.5])
    assert topsis(table * 1e-90, np.ones(2), scaling) == pytest.approx(scores)


def test_topsis_of_equal_units_has_no_answer():
    assert np.isnan(topsis(np.ones((3, 2)), np.ones(2))).all()
    assert np.isnan(topsis(np.ones((3, 2)), np.ones(2), "vector")).all()


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda x, w: ampi(x, w, low=5.0, high=5.0), "aggregation-range"),
        (lambda x, w: mpi(x, w, "*"), "aggregation-range"),
        (lambda x, w: ampi(x - 1000, w), "mean-not-positive"),
        (lambda x, w: mean_min(x, w, 1.5), "aggregation-range"),
        (lambda x, w: mean_min(x, w, 0.5, -1.0), "aggregation-range"),
        (lambda x, w: owa(x, w, 0.0), "aggregation-range"),
        (lambda x, w: topsis(x, w, "cosine"), "aggregation-range"),
        (lambda x, w: topsis(-x, w, "sum"), "values-negative"),
    ],
)
def test_parameters_without_meaning_are_refused(call, code):
    with pytest.raises(ProblemError) as refused:
        call(np.array([[1.0, 2.0], [2.0, 1.0]]), np.ones(2))
    assert refused.value.problems[0].code == code
