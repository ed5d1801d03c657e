import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.scoring.aggregating.means import weighted_mean
from clusterbench_gui.scoring.aggregating.methods import METHODS, Aggregation, aggregate

NAN = float("nan")
TABLE = np.array([[10.0, 40.0, NAN], [20.0, 30.0, 60.0], [50.0, NAN, NAN], [35.0, 15.0, 25.0]])
WEIGHTS = np.array([1.0, 2.0, 1.0])
every = pytest.mark.parametrize("name", sorted(set(METHODS) - {"bod"}))  # that needs complete units: test_stated.py


@every
def test_coverage_decides_who_has_a_score(name):
    result = aggregate(TABLE, WEIGHTS, Aggregation(name), 0.5)
    assert result.coverage.tolist() == [0.75, 1, 0.25, 1]
    assert np.isnan(result.score).tolist() == [False, False, True, False]
    assert result.reason == ""


@every
def test_units_without_enough_have_no_part_in_comparisons(name):
    without = aggregate(np.delete(TABLE, 2, axis=0), WEIGHTS, Aggregation(name), 0.5).score
    assert np.delete(aggregate(TABLE, WEIGHTS, Aggregation(name), 0.5).score, 2).tolist() == without.tolist()


@every
def test_a_weight_of_zero_is_no_say(name):
    aside = np.column_stack([TABLE, [-5.0, 0.0, 3.0, NAN]])
    with_it = aggregate(aside, np.append(WEIGHTS, 0.0), Aggregation(name), 0.5).score
    assert with_it.tolist() == pytest.approx(
        aggregate(TABLE, WEIGHTS, Aggregation(name), 0.5).score.tolist(), nan_ok=True
    )


@every
@settings(deadline=None, max_examples=25)
@given(
    table=arrays(np.float64, (5, 3), elements=st.one_of(st.integers(1, 100).map(float), st.just(NAN))),
    rows=st.permutations(range(5)),
)
def test_the_order_of_units_changes_no_bit(name, table, rows):
    turned = aggregate(table[list(rows)], WEIGHTS, Aggregation(name), 0.3)
    straight = aggregate(table, WEIGHTS, Aggregation(name), 0.3)
    assert np.array_equal(turned.score, straight.score[list(rows)], equal_nan=True)


@every
@settings(deadline=None, max_examples=25)
@given(table=arrays(np.float64, (5, 3), elements=st.integers(1, 100).map(float)))
def test_a_unit_better_in_everything_is_not_scored_worse(name, table):
    table[1] = table[0] + 1
    if name in {"mpi", "ampi"}:
        return  # a penalty for imbalance can outweigh a gain
    score = aggregate(table, WEIGHTS, Aggregation(name), 0.0).score
    assert score[1] >= score[0] - 1e-9 * abs(score[0])


@every
def test_nobody_with_enough(name):
    result = aggregate(np.full((3, 2), NAN), np.ones(2), Aggregation(name), 0.5)
    assert np.isnan(result.score).all()
    assert result.coverage.tolist() == [0, 0, 0]


@pytest.mark.parametrize("name", ["mpi", "topsis", "hellwig", "gdm1"])
def test_where_nothing_separates_units_the_reason_is_said(name):
    result = aggregate(np.full((3, 2), 7.0), np.ones(2), Aggregation(name), 0.5)
    assert np.isnan(result.score).all()
    assert result.reason == "constant"


def test_the_arithmetic_mean_is_the_study_s_own():
    got, own = aggregate(TABLE, WEIGHTS, Aggregation(), 0.5), weighted_mean(TABLE, WEIGHTS, 0.5)
    assert got.score.tobytes() == own.score.tobytes()


@pytest.mark.parametrize(
    ("how", "code"),
    [
        (Aggregation("median"), "aggregation-unknown"),
        (Aggregation("genmean", {"q": 2.0}), "aggregation-parameter"),
        (Aggregation("genmean", {"p": float("inf")}), "aggregation-parameter"),
        (Aggregation("genmean", {"p": "two"}), "aggregation-parameter"),
        (Aggregation("topsis", {"scaling": 1.0}), "aggregation-parameter"),
        (Aggregation("hellwig", {"ddof": 2}), "aggregation-range"),
        (Aggregation("gdm1", {"pattern": "middle"}), "aggregation-range"),
    ],
)
def test_unknown_methods_and_parameters_are_refused(how, code):
    with pytest.raises(ProblemError) as refused:
        aggregate(TABLE, WEIGHTS, how, 0.5)
    assert refused.value.problems[0].code == code


@pytest.mark.parametrize(
    ("scores", "weights", "code"),
    [
        (TABLE, np.zeros(3), "weights-zero"),
        (TABLE, np.array([1.0, -1.0, 1.0]), "weight-invalid"),
        (TABLE, np.array([1.0, NAN, 1.0]), "weight-invalid"),
        (TABLE * np.inf, WEIGHTS, "value-not-finite"),
        (TABLE * 1e120, WEIGHTS, "value-huge"),
        (TABLE - 10, WEIGHTS, "values-not-positive"),
    ],
)
def test_refusals_name_the_node(scores, weights, code):
    with pytest.raises(ProblemError) as refused:
        aggregate(scores, weights, Aggregation("gmean"), 0.5, "A1")
    assert refused.value.problems[0].code == code
    assert refused.value.problems[0].place.name == "A1"


@every
@pytest.mark.parametrize("size", [1e-90, 1e90])
def test_huge_and_tiny_values_have_scores(name, size):
    table = np.delete(TABLE, 2, axis=0) * size
    plain = aggregate(np.delete(TABLE, 2, axis=0), WEIGHTS, Aggregation(name), 0.5).score
    score = aggregate(table, WEIGHTS, Aggregation(name), 0.5).score
    assert np.isfinite(score).all()
    if name in {"amean", "gmean", "hmean", "genmean", "owa", "mean_min"}:
        assert score / size == pytest.approx(plain, rel=1e-11)
    elif name != "ampi":  # fixed goalposts: the unit of measurement matters
        assert score == pytest.approx(plain, rel=1e-11)


@every
@pytest.mark.parametrize("size", [0.001, 1000.0])
def test_weights_are_relative(name, size):
    scores = [aggregate(TABLE, WEIGHTS * factor, Aggregation(name), 0.5).score for factor in (1, size)]
    assert scores[1] == pytest.approx(scores[0], rel=1e-12, nan_ok=True)
