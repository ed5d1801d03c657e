import numpy as np
import pytest

from clusterbench_gui.scoring.patterns import gdm, hellwig

NAN = float("nan")
TABLE = np.array([[1.0, 40.0, 3.0], [2.0, 10.0, 9.0], [4.0, 30.0, 5.0], [6.0, 20.0, 7.0]])
EVEN = np.ones(3)


def gdm_by_definition(table, weights, pattern):
    """Walesiak's sums, written out."""
    every = np.vstack([pattern, table])
    z = (every - every.mean(axis=0)) / every.std(axis=0, ddof=1)
    result = []
    for i in range(1, len(z)):
        a = sum((weights * (z[i] - z[m]) * (z[0] - z[m])).sum() for m in range(len(z)) if m not in {0, i})
        across = a - (weights * (z[i] - z[0]) ** 2).sum()
        mine = sum((weights * (z[i] - z[m]) ** 2).sum() for m in range(len(z)))
        its = sum((weights * (z[0] - z[m]) ** 2).sum() for m in range(len(z)))
        result.append(0.5 - across / (2 * np.sqrt(mine * its)))
    return result


@pytest.mark.parametrize("weights", [EVEN, np.array([1.0, 3.0, 0.5])])
def test_gdm_is_walesiaks_formula(weights):
    upper, lower = TABLE.max(axis=0), TABLE.min(axis=0)
    assert gdm.distance(TABLE, weights) == pytest.approx(gdm_by_definition(TABLE, weights, upper), rel=1e-12)
    assert gdm.distance(TABLE, weights, "lower") == pytest.approx(gdm_by_definition(TABLE, weights, lower), rel=1e-12)


def test_the_pattern_itself_is_at_no_distance():
    best = np.vstack([TABLE, TABLE.max(axis=0)])
    assert gdm.gdm1(best, EVEN)[-1] == pytest.approx(1)
    assert hellwig.hellwig(best, EVEN)[-1] == 1


def test_hellwig_by_definition():
    for ddof in (0, 1):
        z = (TABLE - TABLE.mean(axis=0)) / TABLE.std(axis=0, ddof=ddof)
        apart = np.sqrt(((z - z.max(axis=0)) ** 2).sum(axis=1))
        expected = 1 - apart / (apart.mean() + 2 * apart.std(ddof=ddof))
        assert hellwig.hellwig(TABLE, EVEN, ddof) == pytest.approx(expected, rel=1e-12)


def test_weights_are_relative_and_a_double_weight_is_a_child_twice():
    assert hellwig.hellwig(TABLE, EVEN * 5) == pytest.approx(hellwig.hellwig(TABLE, EVEN))
    twice = np.column_stack([TABLE, TABLE[:, 1]])
    assert hellwig.hellwig(TABLE, np.array([1.0, 2.0, 1.0])) == pytest.approx(hellwig.hellwig(twice, np.ones(4)))


@pytest.mark.parametrize("measure", [hellwig.hellwig, gdm.gdm1])
def test_units_of_measurement_and_constant_children_do_not_matter(measure):
    other = TABLE * [1000, 0.001, 1] + [5, 0, -40]
    assert measure(other, EVEN) == pytest.approx(measure(TABLE, EVEN), rel=1e-9)
    flat = np.column_stack([TABLE, np.full(4, 3.0)])
    assert measure(flat, np.ones(4)) == pytest.approx(measure(TABLE, EVEN), rel=1e-12)


@pytest.mark.parametrize("measure", [hellwig.hellwig, gdm.gdm1])
def test_an_absent_value_is_left_out_and_not_a_zero(measure):
    gap = TABLE.copy()
    gap[3, 1] = NAN
    assert not np.isnan(measure(gap, EVEN)).any()
    assert np.isnan(measure(np.vstack([TABLE, [NAN] * 3]), EVEN)).tolist() == [False] * 4 + [True]


@pytest.mark.parametrize("measure", [hellwig.hellwig, gdm.gdm1])
def test_one_unit_or_equal_ones_have_no_answer(measure):
    assert np.isnan(measure(TABLE[:1], EVEN)).all()
    assert np.isnan(measure(np.ones((3, 3)), EVEN)).all()
