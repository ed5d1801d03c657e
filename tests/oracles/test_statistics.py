"""Statistics equal COINr (R), number for number."""

import itertools

import numpy as np
import pytest

from clusterbench_gui.scoring.statistics.correlation import correlate, flagged, with_denominators
from clusterbench_gui.scoring.statistics.effects import effective_weights
from clusterbench_gui.scoring.statistics.reliability import pairwise_alpha, reliability
from clusterbench_gui.scoring.statistics.univariate import FEW_DIFFERENT, LOW_COVERAGE, MANY_ZEROS, SKEWED, univariate
from tests.oracles.files import needs_oracles, number, rows, table

pytestmark = needs_oracles


class Coin:
    """COINr's example: nodes by level, and a data set as a matrix."""

    def __init__(self):
        meta = rows("coinr", "00_input", "ASEM_iMeta.csv")
        self.nodes = [row for row in meta if row["Type"] in {"Indicator", "Aggregate"}]
        self.parent = {row["iCode"]: row["Parent"] for row in self.nodes}

    def at(self, level):
        return [row["iCode"] for row in self.nodes if row["Level"] == str(level)]

    def data(self, name, codes):
        found = table("coinr", "01_example_coin", f"{name}.csv")
        return np.array([[found[unit][code] for code in codes] for unit in found])

    def belongs(self, one, group):
        while one and one != group:
            one = self.parent.get(one, "")
        return one == group

    def under(self, node):
        return [one for one in self.at(1) if node in {self.parent[one], self.parent[self.parent[one]], "Index"}]


@pytest.fixture(scope="module")
def coin():
    return Coin()


def test_univariate_figures_and_flags_equal_coinr(coin):
    names = coin.at(1)
    made = dict(zip(names, univariate(coin.data("Raw", names)), strict=True))
    flags = {"Avail": LOW_COVERAGE, "NonZero": MANY_ZEROS, "Unique": FEW_DIFFERENT, "SkewKurt": SKEWED}
    for row in rows("coinr", "07_stats", "stats_raw.csv"):
        one = made[row["iCode"]]
        ours = (one.minimum, one.maximum, one.mean, one.median, one.deviation, one.skew, one.kurtosis)
        theirs = [number(row[key]) for key in ("Min", "Max", "Mean", "Median", "Std", "Skew", "Kurt")]
        assert ours == pytest.approx(theirs, rel=1e-9)
        counts = (one.available, one.nonzero, one.different, one.same)
        assert counts == tuple(int(row[f"N.{key}"]) for key in ("Avail", "NonZero", "Unique", "Same"))
        assert set(one.flags) == {flag for key, flag in flags.items() if row[f"Flag.{key}"] != "ok"}


LEVELS = [(1, 1), (1, 2), (1, 4), (2, 3), (2, 4), (3, 4)]


@pytest.mark.parametrize(("kind", "levels"), list(itertools.product(["pearson", "spearman", "kendall"], LEVELS)))
def test_correlations_equal_coinr(coin, kind, levels):
    lower, upper = (coin.at(level) for level in levels)
    data = "Normalised" if levels == (1, 1) else "Aggregated"
    first, second = coin.data(data, lower), coin.data(data, upper)
    r = correlate(first, None if levels == (1, 1) else second, kind).r
    found = rows("coinr", "06_multivariate", f"corr_{kind}_L{levels[0]}_L{levels[1]}.csv")
    assert len(found) == len(lower) * len(upper)
    for row in found:
        one, other = (row["Var1"], row["Var2"]) if row["Var2"] in upper else (row["Var2"], row["Var1"])
        pair = (lower.index(other), upper.index(one)) if one in upper else (lower.index(one), upper.index(other))
        assert r[pair] == pytest.approx(number(row["Correlation"]), rel=1e-9, abs=1e-12)


def test_p_values_equal_coinr(coin):
    found = rows("coinr", "06_multivariate", "pvals_pearson_aggregates.csv")
    names = [name for name in found[0] if name != "iCode"]
    p = correlate(coin.data("Aggregated", names)).p
    for row in found:
        for name in names:
            if name != row["iCode"]:
                ours = p[names.index(row["iCode"]), names.index(name)]
                assert ours == pytest.approx(number(row[name]), rel=1e-9)


def test_insignificant_correlations_are_the_same_as_in_coinr(coin):
    names = coin.at(1)
    made = correlate(coin.data("Normalised", names))
    for row in rows("coinr", "06_multivariate", "corr_pearson_L1_L1_pval0.05.csv"):
        pair = names.index(row["Var1"]), names.index(row["Var2"])
        if pair[0] != pair[1]:
            assert (made.p[pair] > 0.05) == np.isnan(number(row["Correlation"]))


@pytest.mark.parametrize(("file", "limits"), [("high0.75", {"above": 0.75}), ("low-0.4", {"below": -0.4})])
def test_flags_equal_coinr(coin, file, limits):
    names = coin.at(1)
    r = correlate(coin.data("Normalised", names)).r
    made = flagged(r, names, [coin.parent[name] for name in names], **limits)
    found = rows("coinr", "06_multivariate", f"corr_flags_{file}.csv")
    theirs = {(row["Group"], frozenset((row["Ind1"], row["Ind2"]))): number(row["Corr"]) for row in found}
    ours = {(one.group, frozenset((one.first, one.second))): round(one.r, 3) for one in made}
    assert ours == pytest.approx(theirs)


def test_correlations_with_denominators_equal_coinr(coin):
    names = coin.at(1)
    data = table("coinr", "00_input", "ASEM_iData.csv")
    denominators = {
        one: np.array([data[unit][one] for unit in data]) for one in ("Area", "Energy", "GDP", "Population")
    }
    values = np.array([[data[unit][name] for name in names] for unit in data])
    made = {(one.first, one.second): one.r for one in with_denominators(values, names, denominators, 0.7)}
    found = rows("coinr", "06_multivariate", "denom_corr_0.7.csv")
    assert made == pytest.approx({(row["Ind"], row["Denom"]): number(row["Corr"]) for row in found}, rel=1e-9)


def test_alpha_equals_coinr(coin):
    for row in rows("coinr", "06_multivariate", "cronbach.csv"):
        group = row["group"]
        level = int(row["level"])
        below = coin.under(group) if level == 1 else [one for one in coin.at(level) if coin.belongs(one, group)]
        values = coin.data(row["dset"], below)
        assert pairwise_alpha(values) == pytest.approx(number(row["alpha"]), rel=1e-9)
        if not np.isnan(values).any():
            assert reliability(values).alpha == pytest.approx(number(row["alpha"]), rel=1e-9)


@pytest.mark.parametrize("file", ["effective_weights", "effective_weights_randomweights"])
def test_effective_weights_equal_coinr(coin, file):
    found = rows("coinr", "06_multivariate", f"{file}.csv")
    codes = [row["iCode"] for row in found]
    parents = [codes.index(coin.parent[code]) if coin.parent[code] in codes else -1 for code in codes]
    made = effective_weights(parents, np.array([number(row["Weight"]) for row in found]))
    assert made == pytest.approx([number(row["EffWeight"]) for row in found], rel=1e-9)
