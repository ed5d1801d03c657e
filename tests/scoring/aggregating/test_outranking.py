import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from clusterbench_gui.scoring.aggregating.outranking import copeland, outranking

NAN = float("nan")
cells = st.sampled_from([1.0, 2.0, 3.0, NAN])
tables = arrays(np.float64, (5, 4), elements=cells)
weights = arrays(np.float64, 4, elements=st.floats(0.1, 3))


def by_hand(table, weight, i, j):
    pairs = [(a, b, w) for a, b, w in zip(table[i], table[j], weight, strict=True) if not np.isnan(a + b)]
    won = sum(w * ((a > b) + 0.5 * (a == b)) for a, b, w in pairs)
    return won / sum(w for _, _, w in pairs) if pairs else NAN


@given(tables, weights)
def test_shares_are_those_of_the_definition(table, weight):
    shares = outranking(table, weight)
    for i in range(5):
        for j in range(5):
            expected = 0.0 if i == j else by_hand(table, weight, i, j)
            assert shares[i, j] == pytest.approx(expected, abs=1e-12, nan_ok=True)


@given(tables, weights, st.permutations(range(5)), st.permutations(range(4)))
def test_the_order_of_rows_and_columns_changes_no_bit(table, weight, rows, columns):
    turned = outranking(table[np.ix_(rows, columns)], weight[columns])
    assert np.array_equal(turned, outranking(table, weight)[np.ix_(rows, rows)], equal_nan=True)


def test_copeland_with_missing_values_does_not_depend_on_the_order_of_rows():
    """COINr gives -2, 0, 2 for u1, u2, u3 and 2, 0, -2 for the same data upside down."""
    table = np.array([[1.0, NAN], [NAN, 1.0], [2.0, 2.0]])
    assert copeland(table, np.ones(2)).tolist() == [-1, -1, 2]
    assert copeland(table[::-1], np.ones(2)).tolist() == [2, -1, -1]


def test_halves_are_ties_however_weights_are_rounded():
    table = np.array([[1.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    assert copeland(table, np.array([0.1, 0.2, 0.3])).tolist() == [0, 0]


def test_a_unit_without_values_has_no_score():
    assert np.isnan(copeland(np.array([[NAN, NAN], [1.0, 2.0]]), np.ones(2))).tolist() == [True, False]


def test_more_children_than_a_byte_counts():
    table = np.vstack([np.ones(600), np.zeros(600)])
    assert outranking(table, np.ones(600)).tolist() == [[0, 1], [0, 0]]


def test_more_units_than_a_block():
    table = np.arange(100.0)[:, None]
    assert copeland(table, np.ones(1)).tolist() == [2 * place - 99 for place in range(100)]
