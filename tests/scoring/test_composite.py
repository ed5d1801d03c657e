"""From a table to ranks, with every stage; what if one weight or the method were another."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from clusterbench_gui.domain.editions import Model
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.recipes import Choice, Ranking, Recipe, Screening
from clusterbench_gui.scoring.composite import compose
from clusterbench_gui.scoring.fingerprint import table_fingerprint
from clusterbench_gui.scoring.live import recomposed, reweighted
from clusterbench_gui.scoring.rank import places
from tests.scoring.small import MODEL, VALUES, table

NAN = np.nan
NODES = ("A1", "A2", "B1", "A", "B", "Index")


def test_every_number_as_by_hand():
    made = compose(table(), MODEL, Recipe())
    assert made.tree.codes == NODES
    np.testing.assert_allclose(
        made.scores,
        [
            # A1, A2, B1 (distances 0, 10, 10 to 40..50), A = (2 A1 + A2) / 3, B, Index = (3 A + B) / 4
            [0, 100, 100, 100 / 3, 100, 50],
            [50, 0, 0, 100 / 3, 0, 25],
            [100, 50, 0, 250 / 3, 0, 62.5],
            [NAN, 100, NAN, NAN, NAN, NAN],
        ],
        rtol=1e-14,
    )
    np.testing.assert_array_equal(made.ranks[:, 5], [2, 3, 1, NAN])
    np.testing.assert_array_equal(made.ranks[:, 3], [2, 2, 1, NAN])
    np.testing.assert_allclose(made.coverage[3], [0, 1, 0, 1 / 3, 0, 0])
    assert made.reasons == {}


def test_coverage_is_a_share_of_the_weights():
    made = compose(table(), MODEL, Recipe(coverage=1 / 3))
    np.testing.assert_allclose(made.scores[3, 3:], [100, NAN, 100])


def test_equal_weights_are_no_weights_of_the_model():
    made = compose(table(), MODEL, Recipe(weights=Choice("equal")))
    np.testing.assert_allclose(made.scores[0, 3:], [50, 100, 75])


def test_weights_made_of_the_data_are_those_of_each_group():
    made = compose(table(VALUES[:3]), MODEL, Recipe(weights=Choice("std")))
    a1, a2 = made.weights[:2]
    spread = made.normalised[:, :2].std(axis=0)
    assert a1 / a2 == pytest.approx(spread[0] / spread[1])
    np.testing.assert_allclose(made.score("A"), made.normalised[:, :2] @ [a1, a2] / (a1 + a2))


def test_a_method_for_each_level_and_the_last_for_all_above():
    recipe = Recipe(normalise=Choice("minmax", {"low": 1}), aggregate=(Choice("gmean"), Choice("hmean")))
    made = compose(table(VALUES[:3]), MODEL, recipe)
    a = (1.0**2 * 100) ** (1 / 3)
    np.testing.assert_allclose(made.scores[0, 3:], [a, 100, 4 / (3 / a + 1 / 100)])


def test_what_a_method_refuses_is_said_of_the_node():
    with pytest.raises(ProblemError) as caught:
        compose(table(VALUES[:3]), MODEL, Recipe(aggregate=(Choice("gmean"),)))
    assert [(one.code, one.place.name) for one in caught.value.problems] == [("values-not-positive", "A")]


def test_a_constant_indicator_has_no_say_and_an_empty_one_is_missing():
    constant = compose(table([(7, 0, 45), (7, 10, 30)]), MODEL, Recipe())
    assert constant.reasons == {"A1": "constant"}
    np.testing.assert_allclose(constant.score("A"), [100, 0])
    np.testing.assert_allclose(constant.coverage[:, 3], [1, 1])
    empty = compose(table([(NAN, 0, 45), (NAN, 10, 30)]), MODEL, Recipe())
    assert empty.reasons == {"A1": "empty", "A": "empty", "Index": "empty"}  # B alone is too little
    assert np.isnan(empty.score("A")).all()
    gone = compose(table([(7, 7, 45), (7, 7, 30)]), MODEL, Recipe())
    assert gone.reasons == {"A1": "constant", "A2": "constant", "A": "constant"}
    np.testing.assert_allclose(gone.score("Index"), [100, 0])


def test_one_unit_has_no_score_and_a_reason():
    made = compose(table(VALUES[:1]), MODEL, Recipe())
    assert made.reasons == dict.fromkeys(NODES, "constant")
    assert np.isnan(made.scores).all()


def test_everything_that_is_wrong_is_found_at_once():
    model = Model((*MODEL.nodes[:-1], replace(MODEL.nodes[-1], level=5)))
    values = [(np.inf, 1, 2), (1, 2, 3)]
    recipe = Recipe(
        screen=Screening(min_coverage=1.5),
        by_indicator={"Z9": Choice("rank")},
        aggregate=(Choice("gmeen"),),
        rank=Ranking("best", 40),
        order=("treat", "treat"),
    )
    with pytest.raises(ProblemError) as caught:
        compose(replace(table(values), units=("K", "K")), model, recipe)
    assert {one.code for one in caught.value.problems} == {
        "parent-unknown",
        "recipe-share",
        "recipe-choice",
        "recipe-decimals",
        "recipe-order",
        "aggregation-unknown",
        "indicator-unknown",
        "cluster-duplicate",
        "value-not-finite",
    }


def test_a_column_of_the_model_must_be_there_and_others_do_not_count():
    with pytest.raises(ProblemError) as caught:
        compose(replace(table(), indicators=("A1", "A2", "X")), MODEL, Recipe())
    assert [(one.code, one.place.name) for one in caught.value.problems] == [("column-of-indicator-missing", "B1")]
    more = replace(table(), indicators=(*table().indicators, "X"), values=np.column_stack([VALUES, [np.inf] * 4]))
    assert compose(more, MODEL, Recipe()).scores.shape == (4, 6)


@pytest.mark.parametrize(
    ("ranking", "expected"),
    [
        (Ranking("min"), [2, 4, 2, NAN, 1]),
        (Ranking("max"), [3, 4, 3, NAN, 1]),
        (Ranking("average"), [2.5, 4, 2.5, NAN, 1]),
        (Ranking("dense"), [2, 3, 2, NAN, 1]),
        (Ranking("min", 2), [1, 4, 1, NAN, 1]),
        (Ranking("average", 0), [2.5, 2.5, 2.5, NAN, 2.5]),
    ],
)
def test_ties_and_decimals_of_places(ranking, expected):
    scores = np.array([0.501, 0.49, 0.501 + 1e-15, NAN, 0.502])
    if ranking.decimals == 0:
        scores = np.array([0.9, 1.1, 1.0, NAN, 1.2])
    np.testing.assert_array_equal(places(scores, ranking), expected)


matrices = st.lists(
    st.tuples(*[st.one_of(st.just(NAN), st.floats(-1e6, 1e6).map(lambda x: round(x, 3)))] * 3), min_size=1, max_size=4
)


@given(matrices, st.permutations(range(4)), st.permutations(range(3)), st.permutations(range(6)))
def test_the_order_of_rows_columns_and_the_model_has_no_influence(values, rows, columns, nodes):
    given_ = table(values)
    rows = [row for row in rows if row < len(values)]
    moved = replace(
        given_,
        units=tuple(given_.units[row] for row in rows),
        names=(),
        indicators=tuple(given_.indicators[column] for column in columns),
        values=given_.values[np.ix_(rows, columns)],
    )
    model = Model(tuple(MODEL.nodes[node] for node in nodes))
    one, other = compose(given_, MODEL, Recipe()), compose(moved, model, Recipe())
    for code in NODES:
        np.testing.assert_array_equal(one.score(code)[rows], other.score(code))
        np.testing.assert_array_equal(one.rank(code)[rows], other.rank(code))
    assert one.reasons == other.reasons
    assert table_fingerprint(given_, MODEL, Recipe()) == table_fingerprint(moved, model, Recipe())


def test_the_fingerprint_knows_every_part():
    said = {
        table_fingerprint(*parts)
        for parts in (
            (table(), MODEL, Recipe()),
            (table(VALUES[:3]), MODEL, Recipe()),
            (table(), Model((replace(MODEL.nodes[0], target=4.0), *MODEL.nodes[1:])), Recipe()),
            (table(), MODEL, Recipe(coverage=0.4)),
            (table(), MODEL, Recipe(by_indicator={"A1": Choice("rank")})),
            (table(groups={"G": ("a", "b", "b", "a")}), MODEL, Recipe()),
            (table(denominators={"D": np.ones(4)}), MODEL, Recipe()),
        )
    }
    assert len(said) == 7


@given(matrices, st.sampled_from(NODES[:-1]), st.floats(0, 10), st.sampled_from(["model", "equal"]))
def test_one_weight_changed_is_the_same_as_all_of_it_anew(values, code, weight, weights):
    recipe = Recipe(weights=Choice(weights))
    assume(code != "B1" or weight > 0)
    live = reweighted(compose(table(values), MODEL, recipe), code, weight)
    model = MODEL if weights == "model" else Model(tuple(replace(node, weight=1.0) for node in MODEL.nodes))
    changed = Model(tuple(replace(node, weight=weight) if node.code == code else node for node in model.nodes))
    whole = compose(table(values), changed, Recipe())
    np.testing.assert_array_equal(live.scores, whole.scores)
    np.testing.assert_array_equal(live.ranks, whole.ranks)
    assert live.reasons == whole.reasons


def test_a_weight_must_be_one():
    made = compose(table(), MODEL, Recipe())
    for weight in (-1.0, NAN, np.inf):
        with pytest.raises(ProblemError) as caught:
            reweighted(made, "A", weight)
        assert [one.code for one in caught.value.problems] == ["weight-invalid"]
    with pytest.raises(ProblemError) as caught:
        reweighted(made, "B1", 0.0)  # which stands alone below B
    assert [(one.code, one.place.name) for one in caught.value.problems] == [("weights-zero", "B")]


@pytest.mark.parametrize(
    "recipe",
    [
        Recipe(normalise=Choice("minmax", {"low": 1}), aggregate=(Choice("gmean"),)),
        Recipe(rank=Ranking("average", 1), coverage=0.1),
        Recipe(order=("screen", "impute", "treat", "denominate")),
        Recipe(impute=Choice("median"), treat=Choice("percentile", {"share": 0.3})),
        Recipe(impute=Choice("mean"), screen=Screening(exclude=("L",))),
        Recipe(impute=Choice("mean"), screen=Screening(exclude=("L",)), order=("impute", "screen")),
    ],
)
def test_another_method_is_the_same_as_all_of_it_anew(recipe):
    whole = compose(table(), MODEL, recipe)
    for before in (Recipe(), Recipe(impute=Choice("mean")), Recipe(screen=Screening(exclude=("K",)))):
        live = recomposed(compose(table(), MODEL, before), recipe)
        np.testing.assert_array_equal(live.scores, whole.scores)
        np.testing.assert_array_equal(live.ranks, whole.ranks)
        np.testing.assert_array_equal(live.prepared.imputed, whole.prepared.imputed)
        assert live.recipe == recipe
        assert live.units == whole.units
        assert [stage.name for stage in live.prepared.stages] == [stage.name for stage in whole.prepared.stages]


def test_steps_that_two_methods_share_are_taken_over():
    before = compose(table(), MODEL, Recipe(impute=Choice("mean")))
    after = recomposed(before, Recipe(impute=Choice("mean"), treat=Choice("percentile")))
    assert all(one is other for one, other in zip(before.history[:4], after.history[:4], strict=True))
