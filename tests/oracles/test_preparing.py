"""Screening, denominators, imputation and trends equal COINr (R), number for number; its defects are left out."""

import math

import numpy as np
import pytest

from clusterbench_gui.scoring.preparing.denominating import denominate
from clusterbench_gui.scoring.preparing.impute import Around, Imputation, impute
from clusterbench_gui.scoring.preparing.panels import change, growth, impute_panel
from clusterbench_gui.scoring.preparing.screening import screen
from tests.oracles.files import needs_oracles, number, rows, table

pytestmark = needs_oracles


def assert_same(made, expected, rel=1e-9):
    assert made == pytest.approx(np.asarray(expected), rel=rel, abs=1e-12, nan_ok=True)


@pytest.fixture(scope="module")
def meta():
    return [row for row in rows("coinr", "00_input", "ASEM_iMeta.csv") if row["Type"] == "Indicator"]


@pytest.fixture(scope="module")
def names(meta):
    return [row["iCode"] for row in meta]


def matrix(found, units, names):
    return np.array([[found[unit][name] for name in names] for unit in units])


@pytest.fixture(scope="module")
def raw(names):
    found = table("coinr", "01_example_coin", "Raw.csv")
    return list(found), matrix(found, found, names)


@pytest.fixture(scope="module")
def around(raw, meta):
    data = {row["uCode"]: row for row in rows("coinr", "00_input", "ASEM_iData.csv")}
    groups = {name: [data[unit][name] for unit in raw[0]] for name in ("EurAsia_group", "GDP_group")}
    families = {}
    for place, row in enumerate(meta):
        families.setdefault(row["Parent"], []).append(place)
    signs = np.array([float(row["Direction"]) for row in meta])
    return Around(groups, signs, {2: list(families.values()), 4: [list(range(len(meta)))]})


@pytest.mark.parametrize(
    ("file", "how"),
    [
        ("i_mean", Imputation("mean")),
        ("i_median", Imputation("median")),
        ("i_mean_grp__EurAsia", Imputation("group_mean", {"group": "EurAsia_group"})),
        ("i_median_grp__GDP_group", Imputation("group_median", {"group": "GDP_group"})),
        ("row_mean__all", Imputation("row_mean", {"level": 4.0})),
        ("row_mean__group_level2", Imputation("row_mean")),
        ("row_median__group_level2", Imputation("row_median")),
    ],
)
def test_imputations_equal_coinr(raw, around, names, file, how):
    units, values = raw
    made = impute(values, how, around)
    assert_same(made.values, matrix(table("coinr", "04_impute", f"{file}.csv"), units, names))
    assert (made.filled == (np.isnan(values) & ~np.isnan(made.values))).all()


def cube(file, names):
    found = {(row["uCode"], float(row["Time"])): [number(row[name]) for name in names] for row in rows("coinr", *file)}
    units, times = sorted({unit for unit, _ in found}), sorted({time for _, time in found})
    return np.array(times), units, np.array([[found[unit, time] for unit in units] for time in times])


@pytest.mark.parametrize(
    ("file", "method", "longest"),
    [
        ("constant", "constant", math.inf),
        ("latest", "latest", math.inf),
        ("latest_maxtime1", "latest", 1.0),
        ("linear", "linear", math.inf),
        ("linear-constant", "linear-constant", math.inf),
    ],
)
def test_panels_equal_coinr(names, file, method, longest):
    times, _, values = cube(("04_impute", "panel_input_with_NAs.csv"), names)
    assert_same(impute_panel(values, times, method, longest).values, cube(("04_impute", f"panel_{file}.csv"), names)[2])


def test_the_time_of_a_filled_value_is_that_of_its_own_unit(names):
    """COINr's table of sources is in another order of rows than its data."""
    times, units, values = cube(("04_impute", "panel_input_with_NAs.csv"), names)
    source = impute_panel(values, times, "latest").source
    theirs = {
        (row["uCode"], float(row["Time"])): [number(row[name]) for name in names]
        for row in rows("coinr", "04_impute", "panel_latest__source_year.csv")
    }
    assert_same(source, [[theirs[unit, time] for unit in units] for time in times])


@pytest.mark.parametrize(
    ("file", "least", "nonzero"),
    [("screen_byNA", 0.9, 0.0), ("screen_byNAandzeros", 0.9, 0.9), ("screen_byzeros", 0.0, 0.9)],
)
def test_screening_equals_coinr(raw, file, least, nonzero):
    units, values = raw
    expected = {row["uCode"]: row for row in rows("coinr", "07_stats", f"{file}.csv")}
    made = screen(values, least, nonzero)
    for place, unit in enumerate(units):
        row = expected[unit]
        assert made.coverage[place] == pytest.approx(float(row["Dat_Avail"]), rel=1e-12)
        assert made.kept[place] == (row["Included"] == "TRUE")
        assert made.nonzero[place] == pytest.approx(float(row["Non_Zero"]), rel=1e-12)


def test_denominators_equal_coinr(meta, names):
    data = table("coinr", "00_input", "ASEM_iData.csv")
    units = list(data)
    divided = [
        np.array([data[unit][row["Denominator"]] for unit in units]) if row["Denominator"] else None for row in meta
    ]
    made = denominate(matrix(data, units, names), divided).values
    assert_same(made, matrix(table("coinr", "07_stats", "denominated.csv"), units, names))


@pytest.mark.parametrize(("name", "figure"), [("CAGR", growth), ("prc_change", change)])
def test_trends_equal_coinr(names, name, figure):
    times, units, values = cube(("00_input", "ASEM_iData_p.csv"), names)
    made = figure(values, times)
    seen = 0
    for row in rows("coinr", "11_panel", f"trends_raw_{name}.csv"):
        ours = made.figure[units.index(row["uCode"]), names.index(row["iCode"])]
        theirs = number(row[name])
        if math.isnan(ours):  # from 0, or across 0: COINr has an infinity, a -1 or nothing there
            assert name == "CAGR" or not math.isfinite(theirs)
            continue
        seen += 1
        assert ours == pytest.approx(theirs, rel=1e-9, abs=1e-10)
    assert seen > 2000
