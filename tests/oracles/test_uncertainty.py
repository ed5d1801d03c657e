"""COINr's uncertainty runs and its factorial, run again one by one; its exact Sobol indices; Ishigami's function."""

import numpy as np
import pytest

from clusterbench_gui.scoring.uncertainty.design import AMEAN, GMEAN, HMEAN, Aggregating, Design, Factor, Tree
from clusterbench_gui.scoring.uncertainty.ranking import mean_change, places_of, rank_statistics
from clusterbench_gui.scoring.uncertainty.runner import run
from clusterbench_gui.scoring.uncertainty.sobol import exact_indices, sensitivity
from tests.oracles.files import needs_oracles, rows, table

pytestmark = needs_oracles

FOLDER = ("coinr", "09_sensitivity")
NORMS = ["minmax_1_100", "zscore_10_2"]
MEANS = ["a_amean", "a_gmean", "a_hmean"]


class Asem:
    """COINr's example: what its runs vary, as a design."""

    def __init__(self):
        meta = [row for row in rows("coinr", "00_input", "ASEM_iMeta.csv") if row["Type"] in {"Indicator", "Aggregate"}]
        levels = [[row for row in meta if row["Level"] == str(level)] for level in (1, 2, 3, 4)]
        codes = [[row["iCode"] for row in level] for level in levels]
        parents = [
            np.array([above.index(row["Parent"]) for row in level])
            for level, above in zip(levels, codes[1:], strict=False)
        ]
        self.indicators = codes[0]
        screened = table("coinr", "01_example_coin", "Screened.csv")
        self.units = list(screened)
        self.values = np.array([[screened[unit][code] for code in codes[0]] for unit in self.units])
        self.directions = np.array([float(row["Direction"]) for row in levels[0]])
        sets = table(*FOLDER, "noisy_weight_sets.csv", key="iCode")
        nodes = [*codes[0], *codes[1], *codes[2]]
        self.design = Design(
            tree=Tree(tuple(parents)),
            prepare=self.prepared,
            preparing=(Factor("winmax", 5), Factor("norm", 2)),
            weights=np.array([[sets[node][f"w{number}"] for node in nodes] for number in range(1, 21)]),
            aggregating=(Aggregating("agg", (0, 1, 2), (AMEAN, GMEAN, HMEAN)),),
        )

    def prepared(self, alternative):
        columns = np.column_stack([treated(column, alternative["winmax"] + 1) for column in self.values.T])
        columns = columns * self.directions
        if alternative["norm"] == 0:
            low, high = columns.min(axis=0), columns.max(axis=0)
            return 1 + 99 * (columns - low) / (high - low)
        return 10 + 2 * (columns - columns.mean(axis=0)) / columns.std(axis=0, ddof=1)

    def choices(self, file):
        return np.array(
            [
                (
                    int(row["winmax"]) - 1,
                    NORMS.index(row["norm"]),
                    int(row["weightset"]) - 1,
                    MEANS.index(row["agg"]),
                    0,
                )
                for row in rows(*FOLDER, file)
            ]
        )


def skewed(x):
    n, d = len(x), x - x.mean()
    skew = np.sqrt(n) * (d**3).sum() / (d**2).sum() ** 1.5 * np.sqrt(n * (n - 1)) / (n - 2)
    kurt = ((n + 1) * (n * (d**4).sum() / (d**2).sum() ** 2 - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))
    return skew, not (abs(skew) < 2 or kurt < 3.5)


def treated(x, winmax):
    """COINr's default treatment: extremes one by one towards the next value, else the logarithm."""
    y, points = x.copy(), {0: 0, 1: 0}
    skew, bad = skewed(y)
    while bad and sum(points.values()) < winmax:
        extreme = y == (y.max() if skew >= 0 else y.min())
        y[extreme] = y[~extreme].max() if skew >= 0 else y[~extreme].min()
        points[int(skew >= 0)] = extreme.sum()
        skew, bad = skewed(y)
    return np.log(x - x.min() + 0.01 * (x.max() - x.min())) if bad else y


@pytest.fixture(scope="module")
def asem():
    return Asem()


def test_three_hundred_runs_are_replayed_with_every_place(asem):
    scores, places = table(*FOLDER, "UA_scores.csv"), table(*FOLDER, "UA_ranks.csv")
    outcomes = run(asem.design, asem.choices("UA_parameters.csv"), keep=True)
    assert outcomes.places.shape == (300, 51)
    assert outcomes.failures == ()
    expected = np.array([[scores[unit][f"r_{number}"] for unit in asem.units] for number in range(1, 301)])
    np.testing.assert_allclose(outcomes.scores, expected, rtol=1e-12, atol=0)
    ranks = np.array([[places[unit][f"r_{number}"] for unit in asem.units] for number in range(1, 301)])
    assert np.array_equal(outcomes.places, ranks)
    figures = table(*FOLDER, "UA_rankstats.csv")
    ours = rank_statistics(outcomes.places)
    for column, values in (("Mean", ours.mean), ("Median", ours.median), ("Q5", ours.q5), ("Q95", ours.q95)):
        np.testing.assert_allclose(values, [figures[unit][column] for unit in asem.units], rtol=1e-12)


def test_the_factorial_is_replayed(asem):
    scores = table(*FOLDER, "factorial_scores.csv")
    outcomes = run(asem.design, asem.choices("factorial_runs.csv"), keep=True)
    expected = np.array([[scores[unit][f"run{number}"] for unit in asem.units] for number in range(1, 601)])
    np.testing.assert_allclose(outcomes.scores, expected, rtol=1e-12, atol=0)
    nominal, ranks = table(*FOLDER, "nominal.csv"), nominal_ranks(asem)
    changes = [float(row["mean_abs_rank_change"]) for row in rows(*FOLDER, "factorial_runs.csv")]
    np.testing.assert_allclose(mean_change(outcomes.places, ranks), changes, rtol=1e-12)
    assert np.array_equal(places_of(np.array([[nominal[unit]["Score"] for unit in asem.units]]))[0], ranks)


def nominal_ranks(asem):
    nominal = table(*FOLDER, "nominal.csv")
    return np.array([int(nominal[unit]["Rank"]) for unit in asem.units])


def test_exact_sobol_indices_of_the_factorial(asem):
    ranks = nominal_ranks(asem)
    found = sensitivity(asem.design, lambda choices: mean_change(run(asem.design, choices).places, ranks)[:, None])
    assert (found.exact, found.runs, found.factors) == (True, 600, ("winmax", "norm", "weights", "agg"))
    exact = rows(*FOLDER, "sobol_exact.csv")
    assert [row["Variable"] for row in exact] == ["Winmax", "Normalisation", "Weights", "Aggregation"]
    for column, index in (("Si_exact", found.first), ("STi_exact", found.total)):
        np.testing.assert_allclose(index[:, 0], [float(row[column]) for row in exact], rtol=1e-9)


def test_fewer_runs_than_coinrs_come_nearer_to_the_exact_indices(asem):
    """COINr: 3,000 runs. Ours: the same design estimated as if it could not be enumerated, 384 points or fewer."""
    ranks = nominal_ranks(asem)
    found = sensitivity(
        asem.design,
        lambda choices: mean_change(run(asem.design, choices).places, ranks)[:, None],
        power=6,
        bootstraps=0,
    )
    assert not found.exact
    assert found.runs <= 6 * 64
    exact = {row["Variable"]: row for row in rows(*FOLDER, "sobol_exact.csv")}
    theirs = {row["Variable"]: row for row in rows(*FOLDER, "SA_N500_sobol.csv")}
    for index, ours, name in (("Si", found.first, "Si_exact"), ("STi", found.total, "STi_exact")):
        true = np.array([float(row[name]) for row in exact.values()])
        other = np.array([float(theirs[variable][index]) for variable in exact])
        assert np.square(ours[:, 0] - true).sum() < np.square(other - true).sum()


def test_ishigami_by_enumeration():
    """Sobol's indices of the Ishigami function (a = 7, b = 0.1), a midpoint grid of 64 points an axis."""
    x = np.pi * ((np.arange(64) + 0.5) / 32 - 1)
    one, two, three = np.meshgrid(x, x, x, indexing="ij")
    first, total = exact_indices((np.sin(one) + 7 * np.sin(two) ** 2 + 0.1 * three**4 * np.sin(one))[..., None])
    true = table(*FOLDER, "ishigami_COINr_estimates.csv", key="Variable")
    np.testing.assert_allclose(first[:, 0], [true[name]["Si_true"] for name in ("V1", "V2", "V3")], atol=1e-3)
    np.testing.assert_allclose(total[:, 0], [true[name]["STi_true"] for name in ("V1", "V2", "V3")], atol=1e-3)
