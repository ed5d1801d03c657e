"""The whole way from a table to ranks: COINr's example coin, its results and what it does without one element."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from clusterbench_gui.domain.editions import Model
from clusterbench_gui.domain.recipes import Choice, Recipe
from clusterbench_gui.exchange.composites.method import read_method
from clusterbench_gui.exchange.composites.tables import read_data, read_model
from clusterbench_gui.scoring.composite import compose
from clusterbench_gui.scoring.table import Table
from tests.oracles.files import ORACLES, needs_oracles, number, rows, table

pytestmark = needs_oracles
COINR = Path("coinr")


def described():
    file = ORACLES / COINR / "00_input" / "ASEM_iMeta.csv"
    return read_model(str(file), file.read_bytes())


def asem(name, **change):
    """A data set of the example coin with its model; indicators only, so groups and denominators are left aside."""
    file = ORACLES / COINR / "01_example_coin" / name
    model = replace(described(), groups=(), denominators=(), **change)
    return read_data(str(file), file.read_bytes(), model), model.model


def assert_same(made, expected, codes, column=lambda code: code, atol=1e-12):
    """Joined by unit and code."""
    assert set(made.units) == set(expected)
    for code in codes:
        wanted = [expected[unit][column(code)] for unit in made.units]
        np.testing.assert_allclose(made.score(code), wanted, rtol=1e-9, atol=atol, err_msg=code)


@pytest.fixture(scope="module")
def treated():
    return compose(*asem("Treated.csv"), Recipe())


def test_normalised_and_aggregated_as_the_example_coin(treated):
    codes = treated.tree.codes
    assert_same(treated, table(COINR, "01_example_coin", "Normalised.csv"), codes[: treated.tree.indicators])
    assert_same(treated, table(COINR, "01_example_coin", "Aggregated.csv"), codes)


def test_results_and_ranks(treated):
    half_of_the_tenth_decimal = 5.001e-11  # to which COINr's get_results rounds
    scores = table(COINR, "08_results", "Full_scores.csv")
    assert_same(treated, scores, treated.tree.codes, atol=half_of_the_tenth_decimal)
    ranks = table(COINR, "08_results", "Full_ranks.csv")
    differ = {
        (code, unit): (place, ranks[unit][code])
        for code in treated.tree.codes
        for unit, place in zip(treated.units, treated.rank(code).tolist(), strict=True)
        if place != ranks[unit][code]
    }
    assert differ == {("TolMin", "GRC"): (24.0, 26.0)}  # COINr ranks 5.1 and 5.1000000000000005 apart


@pytest.mark.parametrize("level", [1, 2, 3])
def test_without_one_element(level):
    scores, ranks = (table(COINR, "10_remove", f"{what}_L{level}.csv") for what in ("scores", "ranks"))
    changes = {
        row["iCode"]: float(row["MeanAbsDiff"])
        for row in rows(COINR, "10_remove", f"mean_abs_rank_change_L{level}.csv")
    }
    data, model = asem("Treated.csv")
    nominal = compose(data, model, Recipe()).rank("Index")
    elements = [node.code for node in model.at(level)]
    assert {*elements, "Nominal"} == set(changes)
    for element in elements:
        made = compose(data, without(model, element), Recipe())
        assert_same(made, scores, ["Index"], lambda _code, element=element: element)
        np.testing.assert_array_equal(made.rank("Index"), [ranks[unit][element] for unit in made.units])
        assert np.abs(made.rank("Index") - nominal).mean() == pytest.approx(changes[element], rel=1e-12)


def without(model, code):
    """The model without a node and all below it."""
    gone = {code}
    for level in range(model.levels, 0, -1):
        gone |= {node.code for node in model.at(level) if node.parent in gone}
    return Model(tuple(node for node in model.nodes if node.code not in gone))


@pytest.mark.parametrize(("file", "weights"), [("amean", False), ("amean_randomweights", True)])
def test_levels_of_means(file, weights):
    random = {row["iCode"]: float(row["Weight"]) for row in rows(COINR, "05_aggregate", "weights_random.csv")}
    data, model = asem("Treated.csv")
    if weights:
        model = Model(tuple(replace(node, weight=random.get(node.code, node.weight)) for node in model.nodes))
    recipe = Recipe(normalise=replace(Recipe().normalise, parameters={"low": 1, "high": 100}))
    made = compose(data, model, recipe)
    assert_same(made, table(COINR, "05_aggregate", f"{file}.csv"), made.tree.codes[made.tree.indicators :])


def panel(name):
    """Values by (year, unit)."""
    return {(row["Time"], row["uCode"]): row for row in rows(COINR, "11_panel", name)}


def purse(keys, treated):
    """Some rows of the treated panel as a table of their own."""
    model = described().model
    indicators = tuple(node.code for node in model.at(1))
    values = np.array([[number(treated[key][code]) for code in indicators] for key in keys])
    return Table(tuple(" ".join(key) for key in keys), indicators, values), model


@pytest.mark.parametrize("pooled", [True, False])
def test_a_panel_is_normalised_over_all_years_or_within_each(pooled):
    treated = panel("purse_treated.csv")
    wanted = panel(f"purse_aggregated_{'global' if pooled else 'per_year'}.csv")
    years = sorted({year for year, _ in treated})
    assert len(years) == 5
    groups = [list(treated)] if pooled else [[key for key in treated if key[0] == year] for year in years]
    for keys in groups:
        made = compose(*purse(keys, treated), Recipe(coverage=0.0))
        for code in made.tree.codes:
            expected = [number(wanted[key][code]) for key in keys]
            np.testing.assert_allclose(made.score(code), expected, rtol=1e-9, atol=1e-12, err_msg=code)


def test_another_normalisation_and_how_far_places_move():
    zscore = replace(Recipe(), normalise=Choice("zscore"))
    data, model = asem("Treated.csv")
    made, nominal = compose(data, model, zscore), compose(data, model, Recipe()).rank("Index")
    upper = made.tree.codes[made.tree.indicators :]
    assert_same(made, table(COINR, "10_remove", "zscore_variant_aggregates.csv"), upper)
    compared = table(COINR, "10_remove", "compare_minmax_vs_zscore_ranks.csv")
    for unit, ours, before in zip(made.units, made.rank("Index"), nominal, strict=True):
        assert (before, ours, abs(before - ours)) == tuple(
            compared[unit][column] for column in ("coin.1", "coin.2", "Abs.diff")
        )


@pytest.mark.parametrize(
    ("file", "methods"),
    [
        ("gmean", ("gmean",)),
        ("hmean", ("hmean",)),
        ("mixed_gmean_hmean_amean", ("gmean", "hmean", "amean")),
        ("mixed_amean_amean_copeland", ("amean", "amean", "copeland")),
        ("copeland_all_levels", ("copeland",)),
    ],
)
def test_another_aggregation_for_each_level(file, methods):
    recipe = Recipe(normalise=Choice("minmax", {"low": 1}), aggregate=tuple(map(Choice, methods)))
    made = compose(*asem("Treated.csv"), recipe)
    assert_same(made, table(COINR, "05_aggregate", f"{file}.csv"), made.tree.codes[made.tree.indicators :])


def test_treatment_normalisation_and_means_from_the_screened_data():
    made = compose(*asem("Screened.csv"), Recipe(treat=Choice("winsorise", {"winmax": 5, "then": "log_ct"})))
    treated = table(COINR, "01_example_coin", "Treated.csv")
    for place, code in enumerate(made.prepared.table.indicators):
        wanted = [treated[unit][code] for unit in made.units]
        np.testing.assert_allclose(made.prepared.table.values[:, place], wanted, rtol=1e-12)
    assert_same(made, table(COINR, "01_example_coin", "Aggregated.csv"), made.tree.codes)


CHAIN = b"""
order = ["denominate", "impute", "screen", "treat"]
[denominate]
columns = "Denominator"
[impute]
method = "group_mean"
group = "EurAsia_group"
[screen]
min_coverage = 0.9
[treat]
method = "winsorise"
winmax = 5
then = "log_ct"
[normalise]
method = "minmax"
low = 0
high = 100
"""


@pytest.fixture(scope="module")
def whole():
    """COINr's example coin from its raw data, by the files that COINr has."""
    folder = ORACLES / COINR / "00_input"
    model = read_model("ASEM_iMeta.csv", (folder / "ASEM_iMeta.csv").read_bytes())
    data = read_data("ASEM_iData.csv", (folder / "ASEM_iData.csv").read_bytes(), model)
    return compose(data, model.model, read_method("METHOD.toml", CHAIN))


@pytest.mark.parametrize(
    ("stage", "file"),
    [("raw", "Raw"), ("denominate", "Denominated"), ("impute", "Imputed"), ("treat", "Treated")],
)
def test_every_stage_of_the_example_coin(whole, stage, file):
    made = next(one.table for one in whole.prepared.stages if one.name == stage)
    wanted = table(COINR, "01_example_coin", f"{file}.csv")
    assert set(made.units) == set(wanted)
    for place, code in enumerate(made.indicators):
        expected = [wanted[unit][code] for unit in made.units]
        np.testing.assert_allclose(made.values[:, place], expected, rtol=1e-12, atol=0, err_msg=code)


def test_the_example_coin_from_raw_data_to_ranks(whole):
    assert whole.prepared.left_out == {}
    assert_same(whole, table(COINR, "01_example_coin", "Aggregated.csv"), whole.tree.codes)
    ranks = table(COINR, "08_results", "Aggs_ranks.csv")
    for code in whole.tree.codes[whole.tree.indicators :]:
        np.testing.assert_array_equal(whole.rank(code), [ranks[unit][code] for unit in whole.units], err_msg=code)
