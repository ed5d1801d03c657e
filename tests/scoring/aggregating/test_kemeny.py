from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.scoring.aggregating.kemeny import best_order, kemeny
from clusterbench_gui.scoring.aggregating.outranking import outranking

NAN = float("nan")
tables = arrays(np.float64, (5, 3), elements=st.sampled_from([1.0, 2.0, 3.0, 4.0, NAN]))
weights = arrays(np.float64, 3, elements=st.floats(0.1, 3))


def support(shares, order):
    even = np.where(np.isnan(shares), 0.5, shares)
    return sum(even[a, b] for place, a in enumerate(order) for b in order[place + 1 :])


def cyclic(units, seed):
    """A tournament with many cycles: the linear program has to work."""
    shares = np.random.default_rng(seed).integers(0, 10, (units, units)) / 9
    shares = np.triu(shares, 1)
    return shares + np.tril(1 - shares.T, -1)


@settings(deadline=None)
@given(tables, weights)
def test_no_order_has_more_support(table, weight):
    shares = outranking(table, weight)
    order = best_order(shares)
    assert sorted(order.units) == list(range(5))
    assert order.proved
    most = max(support(shares, other) for other in permutations(range(5)))
    assert order.support == pytest.approx(most, abs=1e-9)
    assert support(shares, order.units) == pytest.approx(most, abs=1e-9)


@pytest.mark.parametrize("seed", range(8))
def test_cycles_are_settled_as_by_trying_all_orders(seed):
    shares = cyclic(7, seed)
    order = best_order(shares)
    assert order.proved
    assert order.support == pytest.approx(max(support(shares, other) for other in permutations(range(7))))


@settings(deadline=None)
@given(tables, weights, st.permutations(range(5)))
def test_the_order_of_rows_has_no_influence(table, weight, rows):
    assert kemeny(table[list(rows)], weight).tolist() == kemeny(table, weight)[list(rows)].tolist()


def test_units_with_the_same_values_share_a_place():
    table = np.array([[1.0, NAN], [3.0, 2.0], [1.0, NAN], [2.0, 1.0]])
    assert kemeny(table, np.ones(2)).tolist() == [0, 3, 0, 2]


def test_one_unit():
    assert kemeny(np.array([[1.0]]), np.ones(1)).tolist() == [0]


def test_without_time_it_says_how_far_it_came():
    order = best_order(cyclic(30, 1), seconds=0.0)
    assert not order.proved
    assert sorted(order.units) == list(range(30))
    assert order.bound > order.support


def test_an_unproved_order_is_no_score():
    table = np.array([[1.0, 2.0, 3.0], [2.0, 3.0, 1.0], [3.0, 1.0, 2.0]])
    with pytest.raises(ProblemError) as refused:
        kemeny(table, np.ones(3), seconds=0.0)
    assert refused.value.problems[0].code == "kemeny-unproved"


def test_fifty_units_are_proved():
    table = np.random.default_rng(3).random((50, 9))
    order = best_order(outranking(table, np.ones(9)))
    assert order.proved
    assert order.support <= order.bound
