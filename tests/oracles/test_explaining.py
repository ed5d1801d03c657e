"""COINr's strengths and weaknesses, and its panel on one scale and on a scale each."""

import numpy as np
import pytest

from clusterbench_gui.domain.editions import Direction
from clusterbench_gui.domain.recipes import Ranking
from clusterbench_gui.scoring.comparing.scales import bounds
from clusterbench_gui.scoring.explaining.strengths import by_places
from clusterbench_gui.scoring.normalising.methods import Normalisation, normalise
from clusterbench_gui.scoring.normalising.unitarise import Scale
from clusterbench_gui.scoring.rank import places
from clusterbench_gui.scoring.statistics.univariate import univariate
from tests.oracles.files import needs_oracles, number, rows, table

pytestmark = needs_oracles


def meta():
    return {row["iCode"]: row for row in rows("coinr", "00_input", "ASEM_iMeta.csv")}


def in_order_of_the_tree():
    """COINr lists indicators by their pillars in alphabetical order, then as iMeta does."""
    known = meta()
    indicators = [code for code, row in known.items() if row["Type"] == "Indicator"]
    return sorted(indicators, key=lambda code: known[code]["Parent"])


@pytest.mark.parametrize(("file", "least"), [("strengths_weaknesses", 0.0), ("strengths_weaknesses_unq0.3", 0.3)])
def test_strengths_and_weaknesses_equal_coinr(file, least):
    codes = in_order_of_the_tree()
    raw = table("coinr", "01_example_coin", "Raw.csv")
    values = np.array([[row[code] for code in codes] for row in raw.values()])
    signs = [int(meta()[code]["Direction"]) for code in codes]
    ranks = dict(zip(raw, np.column_stack([places(column, Ranking()) for column in (values * signs).T]), strict=True))
    different = np.array([one.different / len(values) for one in univariate(values)])
    last = np.nanmax(list(ranks.values()), axis=0)
    expected = {}
    for row in rows("coinr", "08_results", f"{file}.csv"):
        expected.setdefault((row["unit"], row["kind"]), []).append(row["Code"])
    for unit in {unit for unit, _ in expected}:
        made = by_places(ranks[unit], 5, last=last, different=different, least_different=least)
        assert [codes[one] for one in made.strengths] == expected[unit, "S"]
        assert [codes[one] for one in made.weaknesses] == expected[unit, "W"]


@pytest.mark.parametrize(
    ("way", "file"), [("pooled", "purse_normalised_global"), ("each", "purse_aggregated_per_year")]
)
def test_a_panel_on_one_scale_and_on_a_scale_each_equals_coinr(way, file):
    known = meta()
    codes = [code for code, row in known.items() if row["Type"] == "Indicator"]
    treated = rows("coinr", "11_panel", "purse_treated.csv")
    expected = {(row["Time"], row["uCode"]): row for row in rows("coinr", "11_panel", f"{file}.csv")}
    years = sorted({row["Time"] for row in treated})
    by_year = {year: [row for row in treated if row["Time"] == year] for year in years}
    values = [np.array([[number(row[code]) for code in codes] for row in by_year[year]]) for year in years]
    for year, table_, posts in zip(years, values, bounds(values, way), strict=True):
        scales = [
            Scale(Direction(int(known[code]["Direction"])), goalposts=post)
            for code, post in zip(codes, posts, strict=True)
        ]
        made = normalise(table_, scales, Normalisation("goalposts", {"truncate": False})).values
        theirs = np.array([[number(expected[year, row["uCode"]][code]) for code in codes] for row in by_year[year]])
        assert made == pytest.approx(theirs, rel=1e-9, abs=1e-9, nan_ok=True)
