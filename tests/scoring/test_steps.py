import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusterbench_gui.domain.editions import Direction
from clusterbench_gui.scoring.aggregating.means import weighted_mean
from clusterbench_gui.scoring.normalising.methods import Normalisation, normalise
from clusterbench_gui.scoring.normalising.unitarise import Scale, unitarise
from clusterbench_gui.scoring.rank import letters, ranks
from clusterbench_gui.scoring.summarise import mean_of_best, quantile, raw_benchmark, summary

NAN = float("nan")


def array(*values):
    return np.array(values, dtype=np.float64)


def z(values, *args, **kwargs):
    return unitarise(array(*values), Scale(*args, **kwargs)).z


def test_stimulant_and_destimulant_are_mirror_images():
    assert z([10, 25, 60]) == pytest.approx([0, 0.3, 1])
    assert z([10, 25, 60], Direction.DESTIMULANT) == pytest.approx([1, 0.7, 0])


def test_nominant_with_a_point_falls_with_distance_on_both_sides():
    assert z([0, 5, 15, 10], Direction.NOMINANT, (5, 5)) == pytest.approx([0.5, 1, 0, 0.5])


def test_nominant_with_an_interval_is_best_anywhere_inside():
    assert z([2, 4, 6, 10], Direction.NOMINANT, (3, 7)) == pytest.approx([2 / 3, 1, 1, 0])


def test_nominant_whose_values_all_miss_the_optimum_keeps_the_optimum_as_its_best():
    assert z([6, 7, 9], Direction.NOMINANT, (5, 5)) == pytest.approx([0.75, 0.5, 0])


def test_nominant_equally_far_everywhere_separates_nobody():
    assert unitarise(array(4, 6), Scale(Direction.NOMINANT, (5, 5))).reason == "constant"


def between_goalposts(values, scale):
    how = Normalisation("goalposts", {"high": 1.0})
    return normalise(array(*values)[:, None], [scale], how).values[:, 0]


def test_goalposts_fix_the_bounds_and_clip_what_lies_outside():
    posts = {"goalposts": (0, 10)}
    assert between_goalposts([-5, 0, 5, 20], Scale(**posts)) == pytest.approx([0, 0, 0.5, 1])
    assert between_goalposts([-5, 0, 5, 20], Scale(Direction.DESTIMULANT, **posts)) == pytest.approx([1, 1, 0.5, 0])
    assert between_goalposts([5, 8, 20], Scale(Direction.NOMINANT, (5, 6), **posts)) == pytest.approx([1, 0.6, 0])


@pytest.mark.parametrize("values", [[7, 7, 7], [7, NAN, 7], [0, 0], [7], [0.1 + 0.2, 0.3]])
def test_constant_values_have_no_z(values):
    result = unitarise(array(*values), Scale())
    assert result.reason == "constant"
    assert np.isnan(result.z).all()


def test_no_values_are_empty():
    assert unitarise(array(NAN, NAN), Scale()).reason == "empty"


def test_missing_stays_missing():
    assert np.isnan(z([1, NAN, 3])).tolist() == [False, True, False]


@settings(max_examples=100)
@given(
    st.lists(st.integers(-1000, 1000), min_size=2, max_size=12, unique=True), st.integers(1, 50), st.integers(-99, 99)
)
def test_unit_and_origin_change_no_z_and_a_reversed_unit_reverses_it(values, factor, shift):
    plain = z(values)
    assert z([factor * value + shift for value in values]) == pytest.approx(plain, abs=1e-12)
    assert z([-factor * value + shift for value in values]) == pytest.approx(1 - plain, abs=1e-12)
    assert z(values, Direction.DESTIMULANT) == pytest.approx(1 - plain, abs=1e-12)


def test_mean_is_reweighted_over_what_is_present():
    mean = weighted_mean(np.array([[10.0, NAN, 40.0], [10.0, 20.0, 30.0]]), array(1, 1, 2), 0.5)
    assert mean.score == pytest.approx([30, 22.5])
    assert mean.coverage == pytest.approx([0.75, 1])


def test_coverage_exactly_at_the_threshold_is_enough():
    rows = np.array([[1.0, 2.0, NAN, NAN], [NAN, NAN, NAN, 3.0]])
    mean = weighted_mean(rows, array(0.1, 0.2, 0.2, 0.1), 0.5)
    assert mean.score[0] == pytest.approx(5 / 3)
    assert np.isnan(mean.score[1])


def test_threshold_of_zero_still_needs_a_value():
    mean = weighted_mean(np.array([[NAN, NAN], [NAN, 4.0]]), array(1, 0), 0.0)
    assert np.isnan(mean.score).all()


def test_ties_share_the_better_place_and_leave_the_next_ones_free():
    assert ranks(array(50, 70, 70, NAN, 20)).tolist() == [3, 1, 1, 0, 4]


def test_last_bits_decide_no_place():
    assert ranks(array(0.1 + 0.2, 0.3, 0.29)).tolist() == [1, 1, 3]


def test_border_of_a_quartile_belongs_to_the_better_letter():
    scores = array(10, 20, 30, 40, 50, NAN)
    assert letters(scores, 20, 30, 40) == ["D", "C", "B", "A", "A", ""]


def test_quartiles_are_type_seven():
    assert quantile(array(1, 2, 3, 4), 0.25) == pytest.approx(1.75)
    assert quantile(array(4, 1, NAN, 3, 2), 0.5) == pytest.approx(2.5)
    assert quantile(array(NAN), 0.5) is None


@settings(max_examples=100)
@given(st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=15), st.floats(0, 1))
def test_quantile_agrees_with_numpy_and_never_overflows(values, share):
    small, huge = array(*values), array(*values) * 2.0**1003
    expected = np.quantile(small, share)
    assert quantile(small, share) == pytest.approx(expected, rel=1e-9, abs=1e-6)
    assert quantile(huge, share) * 2.0**-1003 == pytest.approx(expected, rel=1e-9, abs=1e-6)


def test_fewer_values_than_the_benchmark_needs_make_no_benchmark():
    assert mean_of_best(array(1, 2, NAN), 3) is None
    assert mean_of_best(array(1, 5, 3, 4), 3) == pytest.approx(4)


def test_quartiles_need_four_values():
    assert summary(array(1, 2, 3), 3).lower is None
    assert summary(array(1, 2, 3, 4), 3).upper == pytest.approx(3.25)


def test_raw_benchmark_of_a_nominant_is_made_of_the_nearest():
    scale = Scale(Direction.NOMINANT, (50, 60))
    assert raw_benchmark(array(90, 55, 20, 62, 47), scale, 3) == pytest.approx((55 + 62 + 47) / 3)
    assert raw_benchmark(array(40, 70, 55), scale, 2) == raw_benchmark(array(70, 55, 40), scale, 2) == 47.5
