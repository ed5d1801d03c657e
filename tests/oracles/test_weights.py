"""Weights and components as COINr, pymcdm, scikit-criteria and the OECD Handbook have them."""

import math

import numpy as np
import pytest
from scipy.stats import rankdata

from clusterbench_gui.scoring.statistics.components import components
from clusterbench_gui.scoring.weighting.benefit import benefit_of_doubt
from clusterbench_gui.scoring.weighting.factors import factors
from clusterbench_gui.scoring.weighting.methods import Weighting, weigh
from tests.oracles.files import needs_oracles, rows, table

pytestmark = needs_oracles


def matrix(data, codes, units=None):
    return np.array([[data[unit][code] for code in codes] for unit in units or data])


@pytest.fixture(scope="module")
def asem():
    return table("coinr", "01_example_coin", "Aggregated.csv")


@pytest.fixture(scope="module")
def model():
    return [row for row in rows("coinr", "00_input", "ASEM_iMeta.csv") if row["Type"] in {"Indicator", "Aggregate"}]


@pytest.fixture(scope="module")
def tai():
    data = table("tai", "TAI_raw.csv", key="country")
    return list(data), matrix(data, next(iter(data.values())))


def children(model, parent):
    return [row["iCode"] for row in model if row["Parent"] == parent]


def at(model, level):
    return [row["iCode"] for row in model if row["Level"] == level]


def test_components_of_every_pillar_are_those_of_coinr(asem, model):
    deviations, loadings = (rows("coinr", "06_multivariate", f"pca_{name}_L1.csv") for name in ("sdev", "loadings"))
    compared = 0
    for pillar in at(model, "2"):
        codes = children(model, pillar)
        found = components(matrix(asem, codes))
        theirs = [row for row in deviations if row["group"] == pillar]
        assert found.deviations == pytest.approx([float(row["sdev"]) for row in theirs], rel=1e-9)
        assert found.explained == pytest.approx([float(row["prop_var"]) for row in theirs], rel=1e-9)
        vectors = np.zeros_like(found.vectors)
        for row in loadings:
            if row["group"] == pillar:
                vectors[codes.index(row["iCode"]), int(row["pc"]) - 1] = float(row["loading"])
        signs = np.sign((vectors * found.vectors).sum(axis=0))  # a component has no sign of its own
        assert found.vectors * signs == pytest.approx(vectors, rel=1e-9, abs=1e-12)
        compared += vectors.size
    assert compared == sum(len(children(model, pillar)) ** 2 for pillar in at(model, "2"))


@pytest.mark.parametrize("level", ["1", "2"])
def test_component_weights_are_those_of_coinr_where_they_have_one_sign(asem, model, level):
    theirs = table("coinr", "06_multivariate", f"pca_weights_L{level}.csv", key="iCode")
    mixed, same = [], []
    for parent in at(model, str(int(level) + 1)):
        codes = children(model, parent)
        expected = np.array([theirs[code]["Weight"] for code in codes])
        values = matrix(asem, codes)
        if (expected > 0).any() and (expected < 0).any():
            with pytest.raises(Exception, match="pca-mixed"):
                weigh(values, Weighting("pca"))
            mixed.append(parent)
            continue
        assert weigh(values, Weighting("pca")).weights == pytest.approx(expected / expected.sum(), rel=1e-9)
        same.append(parent)
    assert len(mixed) + len(same) == {"1": 8, "2": 2}[level]
    assert level != "1" or len(mixed) == 3


@pytest.mark.parametrize(
    ("name", "package"),
    [
        *((name, "skcriteria") for name in ("critic", "entropy", "std", "gini", "merec")),
        *((name, "pymcdm") for name in ("critic", "entropy", "std", "gini", "merec", "cilos", "idocriw", "angle")),
        ("variance", "pymcdm"),
    ],
)
@pytest.mark.parametrize("data", ["TAI", "ASEM"])
def test_weights_from_the_data_are_those_of_other_packages(data, name, package, tai):
    theirs = table("mcdm", f"{data}_weights_{package}.csv", key="")
    codes = list(theirs)
    values = matrix(table("coinr", "05_aggregate", "input_norm_1_100.csv"), codes) if data == "ASEM" else tai[1]
    if name in {"cilos", "idocriw"}:
        values = with_one_best_unit(values)
    expected = [theirs[code][name] for code in codes]
    assert weigh(values, Weighting(name)).weights == pytest.approx(expected, rel=1e-9, abs=1e-12)


def with_one_best_unit(values):
    """Where units share the best value, pymcdm looks at the first of them only: make it better by next to nothing."""
    values = values.copy()
    for column in values.T:
        column[np.argmax(column)] = np.nextafter(column.max(), np.inf)
    return values


def influence(values, weights, groups):
    """Correlations of columns with the index, in which each group counts the same."""
    totals = np.bincount(groups, weights)
    index = values @ (weights / totals[groups])
    return np.array([np.corrcoef(column, index)[0, 1] for column in values.T])


def distance(correlations):
    return math.sqrt(((correlations / correlations.sum() - 1 / len(correlations)) ** 2).mean())


def optimised(name, codes):
    theirs = table("coinr", "06_multivariate", f"opt_weights_{name}.csv", key="iCode")
    return np.array([theirs[code]["Weight"] for code in codes])


def test_balanced_weights_of_two_parts_are_those_of_coinr(asem, model):
    codes = at(model, "3")
    ours = weigh(matrix(asem, codes), Weighting("balance"))
    assert ours.weights == pytest.approx(
        optimised("L3_balance", codes), rel=1e-6
    )  # theirs is a search with reltol 1e-8
    assert ours.figures["distance"] == pytest.approx(0, abs=1e-12)


def test_the_sum_of_correlations_is_at_least_that_of_coinr(asem, model):
    codes, parents = at(model, "2"), {row["iCode"]: row["Parent"] for row in model}
    groups = np.array([at(model, "3").index(parents[code]) for code in codes])
    values, theirs = matrix(asem, codes), optimised("L2_infomax", codes)
    ours = weigh(values, Weighting("infomax", {"groups": groups}))
    best = influence(values, theirs, groups).sum()
    printed = rows("coinr", "06_multivariate", "opt_weights_L2_infomax__corr.csv")
    # what COINr prints is its last try, not its best
    assert best == pytest.approx(sum(float(row["Obtained"]) for row in printed), rel=1e-5)
    assert best <= influence(values, ours.weights, groups).sum() == pytest.approx(best, rel=1e-5)
    assert ours.figures["correlation"] == pytest.approx(influence(values, ours.weights, groups).mean(), rel=1e-9)


def test_balanced_weights_stay_above_zero_where_those_of_coinr_do_not(asem, model):
    codes, parents = at(model, "2"), {row["iCode"]: row["Parent"] for row in model}
    groups = np.array([at(model, "3").index(parents[code]) for code in codes])
    values, theirs = matrix(asem, codes), optimised("L2_balance", codes)
    ours = weigh(values, Weighting("balance", {"groups": groups}))
    assert theirs.min() < -0.19
    assert ours.weights.min() >= 0
    assert ours.figures["distance"] == pytest.approx(distance(influence(values, ours.weights, groups)), rel=1e-9)
    generator = np.random.default_rng(1)
    tries = (generator.dirichlet(np.full(8, 0.5)) + 1e-9 for _ in range(2000))
    near = (np.maximum(ours.weights + 0.01 * generator.standard_normal(8), 1e-9) for _ in range(2000))
    rivals = [distance(influence(values, weights, groups)) for weights in (*tries, *near)]
    assert min(rivals) >= ours.figures["distance"] - 1e-12


GOALPOSTS = ((0, 994), (0, 272.6), (0, 232.4), (0, 80.8), (0, math.log10(901)), (math.log10(22), math.log10(6969)))
GOALPOSTS += ((0.8, 12), (0.1, 27.4))


def between_goalposts(values):
    low, high = np.array(GOALPOSTS).T
    return np.clip((values - low) / (high - low), 0, 1)


def published(column, units):
    ranks = table("tai", "TAI_published_ranks.csv", key="country")
    return [ranks[unit][column] for unit in units]


def ranks(scores):
    return rankdata(-np.round(scores, 9), method="min").tolist()


@pytest.mark.parametrize(("column", "weights"), [("EW", "EW"), ("BAP", "BAP"), ("AHP", "AHP_fig17")])
def test_published_weights_give_the_published_ranks(column, weights, tai):
    units, values = tai
    given = [float(row[weights]) for row in rows("tai", "TAI_weights.csv")]
    weights = weigh(values, Weighting("given", {"weights": given})).weights
    assert ranks(between_goalposts(values) @ weights) == published(column, units)


def test_factor_weights_are_those_of_the_handbook(tai):
    units, values = tai
    found = factors(values, count=4)
    # printed with two digits; three of them are 0.01 away from what the printed data give
    assert found.weights == pytest.approx([float(row["FA"]) for row in rows("tai", "TAI_weights.csv")], abs=0.0115)
    assert ranks(between_goalposts(values) @ found.weights) == published("FA", units)


def test_benefit_of_the_doubt_is_that_of_the_handbook(tai):
    units, values = tai
    scaled = (values - values.min(axis=0)) / np.ptp(values, axis=0)
    found = benefit_of_doubt(scaled, lower=0.10, upper=0.15, limits="weights")
    scores = table("tai", "TAI_published_ranks.csv", key="country")
    # printed with two digits, and from data that are rounded in print themselves
    assert found.scores == pytest.approx([scores[unit]["BOD_score"] for unit in units], abs=0.0075)
    assert ranks(found.scores) == published("BOD", units)
