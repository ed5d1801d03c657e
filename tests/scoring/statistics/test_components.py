import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.scoring.statistics.components import (
    adequacy,
    bartlett,
    complete,
    components,
    correlations,
    parallel,
    separates,
    standardised,
    varimax,
)
from clusterbench_gui.scoring.statistics.reliability import reliability

NAN = float("nan")
# Technology Achievement Index, OECD/JRC Handbook (2008), Table A.2: 23 countries, 8 indicators
TAI = np.array(
    [
        [187, 125.6, 200.2, 50.7, 3.08, 4.15, 10, 27.4],
        [289, 130, 179.1, 66.2, 3, 4.07, 12, 13.9],
        [271, 156.6, 125.8, 59.7, 3.1, 4.14, 11.4, 15.3],
        [994, 64.6, 49, 80.8, 3, 3.86, 9.5, 10],
        [779, 9.8, 4.8, 66.7, 2.97, 3.65, 10.8, 23.2],
        [189, 151.2, 136, 50.9, 3.02, 3.77, 9.4, 9.5],
        [82, 134, 57.4, 61.9, 3.02, 3.73, 9.4, 14.9],
        [31, 38.6, 108, 48.7, 2.94, 4.18, 11.6, 14.2],
        [75, 18.2, 125.9, 16.2, 2.94, 3.94, 10.9, 25.3],
        [8, 25.5, 72.3, 74.9, 2.95, 3.83, 7.1, 24.2],
        [235, 36.8, 41.2, 64.2, 2.94, 3.75, 10.2, 14.4],
        [103, 20.2, 193.6, 19, 3.12, 4.39, 11.9, 11.2],
        [106, 110.3, 48.6, 53.6, 2.97, 3.68, 9.4, 12.3],
        [72, 73.9, 58.9, 47.6, 2.91, 3.86, 9.3, 13.6],
        [103, 13, 146.7, 15.4, 2.86, 3.91, 11.7, 13.1],
        [165, 14.8, 84.2, 50.3, 2.99, 3.79, 8.4, 13.6],
        [205, 33.6, 36.4, 58.9, 2.97, 3.8, 7.9, 12.6],
        [74, 43.6, 43.2, 45, 2.96, 3.74, 9.6, 11],
        [42, 8.6, 21, 53.4, 2.86, 3.62, 7.3, 15.6],
        [13, 9.8, 30.4, 51, 3, 3.65, 7.2, 13],
        [28, 4.2, 25, 51.7, 2.75, 3.68, 9.5, 8.2],
        [26, 6.2, 21.6, 63.5, 2.73, 3.46, 9.1, 7.7],
        [105, 4, 20.3, 49.5, 2.84, 3.71, 7.1, 10.6],
    ]
)
# the same Handbook, factor analysis of this example: loadings after varimax rotation
LOADINGS = np.array(
    [
        [0.07, 0.97, 0.06, 0.06],
        [0.13, 0.07, -0.07, 0.93],
        [0.79, -0.21, 0.21, 0.42],
        [-0.64, 0.56, -0.04, 0.36],
        [0.37, 0.17, 0.38, 0.68],
        [0.82, -0.04, 0.25, 0.35],
        [0.88, 0.23, -0.09, 0.09],
        [0.08, 0.04, 0.96, 0.04],
    ]
)


def some(seed=1, rows=30, columns=4):
    generator = np.random.default_rng(seed)
    return generator.standard_normal((rows, 2)) @ generator.standard_normal((2, columns)) + generator.standard_normal(
        (rows, columns)
    )


def test_rotated_loadings_of_the_handbook():
    rotated = varimax(components(TAI).loadings[:, :4])
    ours = rotated[:, [0, 2, 3, 1]]  # the Handbook's order of factors
    # The data are rounded in print: the shares of variance (Table 16) differ by up to 0.15 points as well.
    assert ours == pytest.approx(LOADINGS, abs=0.013)
    assert (ours**2).sum(axis=0) == pytest.approx([2.64, 1.39, 1.19, 1.76], abs=0.025)


def test_shares_of_variance_of_the_handbook():
    shares = 100 * components(TAI).explained
    assert shares == pytest.approx([41.9, 21.8, 12.3, 11.1, 6.0, 3.7, 2.2, 0.9], abs=0.15)  # Table 16


def test_alpha_of_the_handbook():
    """Cronbach's alpha of the standardised indicators, without each, and its correlation with the rest: data rounded in print."""
    found = reliability(standardised(TAI))
    assert found.alpha == pytest.approx(0.70, abs=0.005)
    assert found.without == pytest.approx([0.704, 0.645, 0.636, 0.774, 0.603, 0.624, 0.662, 0.706], abs=0.002)
    assert found.item_rest == pytest.approx([0.261, 0.527, 0.566, -0.108, 0.701, 0.614, 0.451, 0.249], abs=0.007)


def test_components_rebuild_the_correlations():
    values = some()
    found = components(values)
    assert found.loadings @ found.loadings.T == pytest.approx(np.corrcoef(values, rowvar=False), abs=1e-12)
    assert found.vectors.T @ found.vectors == pytest.approx(np.eye(4), abs=1e-12)
    assert found.eigenvalues.sum() == pytest.approx(4)
    assert found.explained.sum() == pytest.approx(1)
    assert (found.loadings.sum(axis=0) > 0).all()


def test_more_columns_than_units():
    found = components(some(rows=4, columns=9))
    assert found.vectors.shape == (9, 4)
    assert found.deviations[-1] == pytest.approx(0, abs=1e-7)
    assert found.explained.sum() == pytest.approx(1)


@given(st.randoms(use_true_random=False), st.floats(1e-200, 1e200))
@settings(max_examples=25, deadline=None)
def test_components_do_not_depend_on_the_order_of_units_nor_on_their_measure(random, factor):
    values = some()
    order = list(range(len(values)))
    random.shuffle(order)
    first, shuffled, scaled = components(values), components(values[order]), components(values * factor + 0.0)
    assert shuffled.vectors.tobytes() == first.vectors.tobytes()
    assert shuffled.deviations.tobytes() == first.deviations.tobytes()
    assert scaled.vectors == pytest.approx(first.vectors, abs=1e-9)


def test_units_with_a_gap_are_left_out():
    values = some()
    holed = np.vstack([values, [[NAN, 9.0, 9.0, 9.0]]])
    assert components(holed).units == 30
    assert components(holed).vectors.tobytes() == components(values).vectors.tobytes()


def test_a_rotation_keeps_what_is_explained_and_cannot_be_bettered():
    loadings = components(some(columns=7)).loadings[:, :3]
    rotated = varimax(loadings)
    assert rotated @ rotated.T == pytest.approx(loadings @ loadings.T, abs=1e-12)
    assert (np.diff((rotated**2).sum(axis=0)) <= 0).all()
    best = simplicity(rotated)
    for seed in range(50):
        turn = np.linalg.qr(np.random.default_rng(seed).standard_normal((3, 3)))[0]
        assert simplicity(rotated @ turn) <= best + 1e-12


def simplicity(loadings):
    scaled = (loadings / np.sqrt((loadings**2).sum(axis=1, keepdims=True))) ** 2
    return scaled.var(axis=0).sum()


def test_rotation_of_loadings_that_are_simple_already_or_of_none():
    simple = np.array([[0.9, 0.0], [0.8, 0.0], [0.0, 0.7], [0.0, 0.0]])
    assert varimax(simple) == pytest.approx(simple, abs=1e-15)
    turn = np.array([[np.cos(0.5), -np.sin(0.5)], [np.sin(0.5), np.cos(0.5)]])
    assert varimax(simple @ turn) == pytest.approx(simple, abs=1e-12)
    assert varimax(simple[:, :1]) == pytest.approx(simple[:, :1])
    assert varimax(np.zeros((3, 2))) == pytest.approx(np.zeros((3, 2)))


def test_adequacy_follows_its_formula():
    r = np.corrcoef(TAI, rowvar=False)
    ours, theirs = np.zeros(8), np.zeros(8)
    for i in range(8):
        for j in set(range(8)) - {i}:
            rest = sorted(set(range(8)) - {i, j})
            # partial correlation: what is left after regression on all other columns
            left = [one - np.column_stack([np.ones(23), TAI[:, rest]]) @ fitted(one, rest) for one in TAI.T[[i, j]]]
            ours[i] += r[i, j] ** 2
            theirs[i] += np.corrcoef(*left)[0, 1] ** 2
    found = adequacy(TAI)
    assert found.columns == pytest.approx(ours / (ours + theirs), rel=1e-8)
    assert found.overall == pytest.approx(ours.sum() / (ours.sum() + theirs.sum()), rel=1e-8)


def fitted(column, rest):
    return np.linalg.lstsq(np.column_stack([np.ones(23), TAI[:, rest]]), column)[0]


def test_bartlett_follows_its_formula():
    from scipy.stats import chi2

    found = bartlett(TAI)
    determinant = np.linalg.det(np.corrcoef(TAI, rowvar=False))
    assert found.statistic == pytest.approx(-(22 - 21 / 6) * np.log(determinant), rel=1e-10)
    assert found.freedom == 28
    assert found.probability == pytest.approx(chi2.sf(found.statistic, 28), rel=1e-9)


def test_unrelated_columns_are_found_to_be_so():
    unrelated = np.array([[1, 1, 1], [1, -1, -1], [-1, 1, -1], [-1, -1, 1]], dtype=float)
    assert bartlett(unrelated).probability == 1
    assert np.isnan(adequacy(unrelated).overall)
    assert parallel(np.random.default_rng(5).standard_normal((60, 5)), runs=200).kept == 0


def test_parallel_analysis_finds_the_dimensions_that_were_put_in():
    generator = np.random.default_rng(2)
    common = np.repeat(generator.standard_normal((200, 2)), 4, axis=1)
    found = parallel(common + 0.5 * generator.standard_normal((200, 8)), runs=100)
    assert found.kept == 2
    assert found.thresholds[0] > 1 > found.thresholds[-1]
    again = parallel(common + 0.5 * generator.standard_normal((200, 8)), runs=100)
    assert again.thresholds.tobytes() == found.thresholds.tobytes()


@pytest.mark.parametrize(
    ("call", "values", "code"),
    [
        (components, [[1.0, 2.0], [NAN, 3.0]], "rows-complete"),
        (correlations, [[1.0, 2.0], [1.0, 3.0], [1.0, 5.0]], "column-constant"),
        (adequacy, [[1.0, 2.0], [2.0, 4.0], [4.0, 8.0]], "correlations-singular"),
        (bartlett, [[1.0, 2.0], [2.0, 4.0], [4.0, 8.0]], "correlations-singular"),
        (bartlett, [[1.0], [2.0], [4.0]], "columns-few"),
    ],
)
def test_what_has_no_answer_is_refused(call, values, code):
    with pytest.raises(ProblemError) as caught:
        call(np.array(values))
    assert [one.code for one in caught.value.problems] == [code]


def test_correlations_are_exact_where_they_must_be():
    values = np.column_stack([some()[:, 0], -3 * some()[:, 0] + 7])
    r = correlations(values)
    assert np.diag(r).tolist() == [1.0, 1.0]
    assert r[0, 1] == r[1, 0] == pytest.approx(-1, abs=1e-14)
    assert r.min() >= -1


def test_huge_and_tiny_values_have_correlations():
    values = some()
    assert correlations(values * [1e300, 1e-300, 1, 1]) == pytest.approx(correlations(values), abs=1e-12)


def test_columns_that_tell_units_apart():
    values = np.array([[1.0, 5.0, NAN, 0.1 + 0.2, NAN], [2.0, 5.0, NAN, 0.3, 4.0]])
    assert separates(values).tolist() == [True, False, False, False, False]
    assert separates(np.zeros((0, 2))).tolist() == [False, False]


def test_complete_rows_have_an_order_of_their_own():
    values = np.array([[2.0, 1.0], [NAN, 1.0], [1.0, 1.0]])
    assert complete(values).tolist() == [[1.0, 1.0], [2.0, 1.0]]
