import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.editions import Direction, Method, Model, Node
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.scores import Missing
from clusterbench_gui.scoring.pipeline import NOT_COLLECTED, score

TREE = Model(
    (
        Node("I1", {}, 1, "P1"),
        Node("I2", {}, 1, "P1", direction=Direction.DESTIMULANT),
        Node("I3", {}, 1, "P2", weight=2.0),
        Node("I4", {}, 1, "P2", direction=Direction.NOMINANT, nominal=(4.0, 6.0)),
        Node("P1", {}, 2, "IX"),
        Node("P2", {}, 2, "IX", weight=3.0),
        Node("IX", {}, 3),
    )
)
INDICATORS = ("I1", "I2", "I3", "I4")


def study(rows):
    return {f"K{number:02}": dict(zip(INDICATORS, row, strict=True)) for number, row in enumerate(rows)}


def codes_of(error):
    return [one.code for one in error.value.problems]


def test_mini_case_gives_the_published_scores(mini):
    scores = score(*mini)
    index = [scores.cells[code]["IX"].score for code in scores.clusters]
    assert [round(value, 4) for value in index] == [0.3413, 0.3643, 0.8667, 0.2478, 0.5714]
    assert [round(scores.cells[code]["I2"].score, 4) for code in scores.clusters] == [0.8571, 0.4286, 1, 0, 0.7143]
    summary = scores.summaries["IX"]
    assert round(summary.benchmark, 4) == 0.6008
    assert round(summary.median, 4) == 0.3643
    assert round(summary.maximum, 4) == 0.8667


def test_mini_case_does_not_fill_the_gap_with_zero(mini):
    scores = score(*mini)
    assert round(scores.cells["K2"]["IX"].score, 4) != 0.2429
    assert round(scores.summaries["IX"].median, 4) != 0.3413
    missing = scores.cells["K2"]["I3"]
    assert missing.score is None
    assert missing.raw is None
    assert missing.missing.question == "q3"
    assert missing.coverage == 0.0


def test_benchmark_of_one_is_the_maximum(mini):
    codes, raw, model, method = mini
    scores = score(codes, raw, model, replace(method, benchmark_best=1))
    assert scores.summaries["IX"].benchmark == scores.summaries["IX"].maximum


def test_ranks_quartiles_and_coverage_are_kept_at_every_level(mini):
    scores = score(*mini)
    assert [scores.cells[code]["IX"].rank for code in scores.clusters] == [4, 3, 1, 5, 2]
    assert [scores.cells[code]["IX"].quartile for code in scores.clusters] == ["C", "B", "A", "D", "A"]
    assert [scores.cells[code]["I3"].rank for code in scores.clusters] == [3, None, 1, 2, 4]
    assert scores.cells["K2"]["IX"].coverage == pytest.approx(2 / 3)
    assert scores.cells["K1"]["IX"].coverage == 1.0


def test_raw_benchmark_follows_the_direction(mini):
    scores = score(*mini)
    assert scores.summaries["I1"].raw_benchmark == pytest.approx((60 + 40 + 25) / 3)
    assert scores.summaries["I2"].raw_benchmark == pytest.approx(2.0)
    assert scores.summaries["I2"].raw_median == 3.0
    assert scores.summaries["IX"].raw_benchmark is None


def test_weights_count_at_both_levels():
    scores = score(("K00", "K01"), study([(0, 0, 10, 5), (1, 2, 0, 10)]), TREE, Method())
    first = scores.cells["K00"]
    assert first["P1"].score == pytest.approx(50.0)
    assert first["P2"].score == pytest.approx(100.0)
    assert first["IX"].score == pytest.approx((50 + 3 * 100) / 4)


def test_too_little_coverage_is_no_score_and_says_so():
    refused = Missing("absence", "q", Absence.REFUSED)
    scores = score(("K00", "K01", "K02"), study([(1, 1, refused, 5), (2, 2, 3, 9), (3, 3, 4, 9)]), TREE, Method())
    cell = scores.cells["K00"]["P2"]
    assert (cell.score, cell.rank, cell.quartile) == (None, None, "")
    assert cell.missing.reason == "coverage"
    assert cell.coverage == pytest.approx(1 / 3)
    assert scores.cells["K00"]["IX"].coverage == pytest.approx(1 / 4)
    assert scores.cells["K00"]["IX"].score is None


def test_constant_indicator_is_left_out_without_costing_coverage():
    scores = score(("K00", "K01", "K02"), study([(7, 1, 1, 5), (7, 2, 2, 9), (7, 3, 3, 9)]), TREE, Method())
    assert scores.left_out == {"I1": "constant"}
    cell = scores.cells["K00"]["I1"]
    assert (cell.score, cell.raw, cell.missing) == (None, 7.0, Missing("constant"))
    assert scores.summaries["I1"].raw_median == 7.0
    assert scores.cells["K00"]["P1"].coverage == 1.0
    assert scores.cells["K00"]["P1"].score == 100.0


def test_indicator_that_nobody_answered_costs_coverage():
    gone = Missing("absence", "q", Absence.DONT_KNOW)
    scores = score(("K00", "K01"), study([(gone, 1, 1, 5), (gone, 2, 2, 9)]), TREE, Method())
    assert scores.left_out == {"I1": "empty"}
    assert scores.cells["K00"]["P1"].coverage == 0.5
    assert scores.cells["K00"]["I1"].missing == gone


def test_one_cluster_cannot_be_compared_with_itself():
    scores = score(("K00",), study([(1, 2, 3, 4)]), TREE, Method())
    assert set(scores.left_out.values()) == {"constant"}
    assert scores.cells["K00"]["IX"].score is None
    assert scores.cells["K00"]["IX"].missing == Missing("constant")
    assert scores.summaries["IX"].count == 0


def test_one_cluster_with_goalposts_has_a_score():
    model = Model((Node("I1", {}, 1, "IX", goalposts=(0, 10)), Node("IX", {}, 2)))
    scores = score(("K00",), {"K00": {"I1": 4}}, model, Method())
    assert scores.cells["K00"]["IX"].score == pytest.approx(40.0)
    assert scores.cells["K00"]["IX"].rank == 1
    assert scores.summaries["IX"].benchmark is None
    assert scores.summaries["IX"].median == pytest.approx(40.0)


def test_cluster_without_any_answer_stays_in_the_table():
    scores = score(("K00", "K01", "K02"), study([(1, 2, 3, 4), (3, 2, 1, 9)]), TREE, Method())
    assert scores.cells["K02"]["I1"].missing == NOT_COLLECTED
    assert scores.cells["K02"]["IX"].rank is None
    assert scores.summaries["IX"].count == 2


def test_no_clusters_give_empty_scores():
    scores = score((), {}, TREE, Method())
    assert scores.cells == {}
    assert scores.summaries["IX"].median is None


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan, 10**400])
def test_values_that_are_no_numbers_are_refused(value):
    with pytest.raises(ProblemError) as error:
        score(("K00",), {"K00": {"I1": value}}, TREE, Method())
    assert codes_of(error) == ["value-not-finite"]
    assert error.value.problems[0].place.name == "K00"
    assert error.value.problems[0].place.column == "I1"


@pytest.mark.parametrize(
    ("method", "code"),
    [
        (Method(normalise="zscore"), "method-unknown"),
        (Method(aggregate="gmean"), "method-unknown"),
        (Method(ties="max"), "method-unknown"),
        (Method(low=1, high=1), "scale-invalid"),
        (Method(high=math.inf), "scale-invalid"),
        (Method(coverage=1.5), "coverage-invalid"),
        (Method(benchmark_best=0), "benchmark-invalid"),
        (Method(crowd=0), "crowd-invalid"),
    ],
)
def test_methods_that_cannot_be_are_refused(method, code):
    with pytest.raises(ProblemError) as error:
        score((), {}, TREE, method)
    assert codes_of(error) == [code]


TOP = Node("IX", {}, 2)


@pytest.mark.parametrize(
    ("nodes", "code"),
    [
        ((), "model-empty"),
        ((Node("I1", {}, 1, "IX"), Node("I1", {}, 1, "IX"), TOP), "node-duplicate"),
        ((Node("I1", {}, 1, "??"), Node("I2", {}, 1, "IX"), TOP), "parent-unknown"),
        ((Node("I1", {}, 1, "IX"), TOP, Node("IY", {}, 2)), "node-childless"),
        ((Node("I1", {}, 1, "IX", weight=-1), TOP), "weight-invalid"),
        ((Node("I1", {}, 1, "IX", weight=math.nan), TOP), "weight-invalid"),
        ((Node("I1", {}, 1, "IX", weight=0), TOP), "weights-zero"),
        ((Node("I1", {}, 1, "IX", direction=Direction.NOMINANT), TOP), "nominal-missing"),
        ((Node("I1", {}, 1, "IX", direction=Direction.NOMINANT, nominal=(2, 1)), TOP), "nominal-order"),
        ((Node("I1", {}, 1, "IX", goalposts=(1, 1)), TOP), "goalposts-order"),
        (
            (Node("I1", {}, 1, "IX", direction=Direction.NOMINANT, nominal=(0, 9), goalposts=(1, 8)), TOP),
            "goalposts-inside-nominal",
        ),
        ((Node("I0", {}, 0, "I1"), Node("I1", {}, 1, "IX"), TOP), "node-level"),
    ],
)
def test_models_that_cannot_be_are_refused(nodes, code):
    with pytest.raises(ProblemError) as error:
        score((), {}, Model(nodes), Method())
    assert codes_of(error) == [code]


def test_unknown_indicators_and_repeated_clusters_are_refused_together():
    with pytest.raises(ProblemError) as error:
        score(("K00", "K00"), {"K00": {"I9": 1.0}}, TREE, Method())
    assert codes_of(error) == ["cluster-duplicate", "indicator-unknown", "indicator-unknown"]


NUMBERS = st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: round(value, 3))
VALUES = st.one_of(NUMBERS, st.just(Missing("absence")))
ROWS = st.lists(st.tuples(*[VALUES] * 4), min_size=1, max_size=9)


def same_but_order(left, right):
    assert left.fingerprint == right.fingerprint
    assert dict(left.cells) == dict(right.cells)
    assert left.summaries == right.summaries
    assert left.left_out == right.left_out


@settings(max_examples=100)
@given(ROWS, st.randoms(use_true_random=False))
def test_order_of_clusters_and_of_the_model_has_no_influence_on_a_single_bit(rows, random):
    raw = study(rows)
    codes, nodes = list(raw), list(TREE.nodes)
    usual = score(codes, raw, TREE, Method())
    random.shuffle(codes)
    random.shuffle(nodes)
    same_but_order(usual, score(codes, raw, Model(tuple(nodes)), Method()))


@settings(max_examples=100)
@given(ROWS, st.integers(-40, 40))
def test_change_of_unit_by_a_power_of_two_changes_no_score(rows, exponent):
    def in_unit(value):
        return value if isinstance(value, Missing) else value * 2.0**exponent

    raw = study(rows)
    changed = {code: {**row, "I1": in_unit(row["I1"]), "I2": in_unit(row["I2"])} for code, row in raw.items()}
    usual, other = score(tuple(raw), raw, TREE, Method()), score(tuple(raw), changed, TREE, Method())
    assert all(
        usual.cells[code][node].score == other.cells[code][node].score for code in raw for node in ("I1", "I2", "IX")
    )


@settings(max_examples=100)
@given(ROWS)
def test_scores_stay_on_the_scale_and_agree_with_their_ranks(rows):
    raw = study(rows)
    scores = score(tuple(raw), raw, TREE, Method(low=10, high=20))
    for node in TREE.nodes:
        cells = [scores.cells[code][node.code] for code in raw]
        with_score = [cell for cell in cells if cell.score is not None]
        assert all(10 - 1e-9 <= cell.score <= 20 + 1e-9 for cell in with_score)
        assert all(cell.missing is not None and cell.rank is None for cell in cells if cell.score is None)
        for cell in with_score:
            clearly_better = sum(other.score > cell.score + 1e-6 for other in with_score)
            not_worse = sum(other.score > cell.score - 1e-6 for other in with_score)
            assert clearly_better < cell.rank <= not_worse
        assert scores.summaries[node.code].count == len(with_score)


@settings(max_examples=50)
@given(ROWS)
def test_duplicated_clusters_share_score_and_rank_and_move_nobody_elses_score(rows):
    raw = study(rows)
    doubled = {**raw, "Z": raw["K00"]}
    usual, other = score(tuple(raw), raw, TREE, Method()), score(tuple(doubled), doubled, TREE, Method())
    for code in raw:
        assert usual.cells[code]["IX"].score == other.cells[code]["IX"].score
    assert other.cells["Z"] == other.cells["K00"]


@pytest.mark.parametrize("factor", [1e-300, 5e-324, 1e300, 1.7e308])
def test_huge_and_tiny_magnitudes_are_scored_like_others(factor):
    rows = [(0.0 * factor, 1.0, 1.0, 5.0), (1.0 * factor, 2.0, 2.0, 5.5), (-1.0 * factor, 3.0, 3.0, 9.0)]
    raw = study(rows)
    scores = score(tuple(raw), raw, TREE, Method())
    assert [scores.cells[code]["I1"].score for code in raw] == pytest.approx([50, 100, 0])
    assert scores.summaries["I1"].raw_median == 0.0
    assert math.isfinite(scores.summaries["I1"].raw_benchmark)


def test_fingerprint_sees_data_model_and_method_but_not_names(mini):
    codes, raw, model, method = mini
    usual = score(codes, raw, model, method).fingerprint
    named = Model(tuple(replace(node, names={"pl": "Nazwa"}) for node in model.nodes))
    heavier = Model((replace(model.nodes[0], weight=2.0), *model.nodes[1:]))
    other_reason = {**raw, "K2": {**raw["K2"], "I3": Missing("absence", "q3", Absence.REFUSED)}}
    assert len(usual) == 64
    assert score(codes, raw, named, method).fingerprint == usual
    assert score(codes, raw, heavier, method).fingerprint != usual
    assert score(codes, raw, model, replace(method, crowd=4)).fingerprint != usual
    assert score(codes, {**raw, "K1": {**raw["K1"], "I1": 10.5}}, model, method).fingerprint != usual
    assert score(codes, other_reason, model, method).fingerprint != usual
    assert score(codes[:4], raw, model, method).fingerprint != usual
