"""COINr's uncertainty runs and its factorial, replayed by the command from its raw data, its weight sets and its list of runs."""

import csv

import pytest

from clusterbench_gui.cli.main import run
from tests.oracles.files import ORACLES, needs_oracles, rows, table

pytestmark = needs_oracles
COINR = ORACLES / "coinr"
SENSITIVITY = ("coinr", "09_sensitivity")
METHOD = """
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
"""


@pytest.fixture(scope="module")
def replayed(tmp_path_factory):
    """Folders of results by the name of the list of runs."""
    folder = tmp_path_factory.mktemp("replayed")
    (folder / "method.toml").write_text(METHOD, encoding="utf-8")
    inputs = [str(COINR / "00_input" / name) for name in ("ASEM_iData.csv", "ASEM_iMeta.csv")]
    sets = ["--weights", str(COINR / "09_sensitivity" / "noisy_weight_sets.csv")]

    def made(name):
        out = folder / name
        if not out.exists():
            runs = ["--runs", str(COINR / "09_sensitivity" / f"{name}.csv"), "--keep", "--out", str(out)]
            assert run(["uncertainty", *inputs, "--method", str(folder / "method.toml"), *sets, *runs]) == 0
        return out

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLUSTERBENCH_HOME", str(tmp_path_factory.mktemp("home")))
        yield made


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return {row["uCode"]: row for row in csv.DictReader(file)}


@pytest.mark.parametrize(
    ("runs", "scores", "ours"),
    [("UA_parameters", "UA_scores", "r_{}"), ("factorial_runs", "factorial_scores", "run{}")],
)
def test_scores_of_every_run(replayed, runs, scores, ours):
    got, wanted = read(replayed(runs) / "run_scores.csv"), table(*SENSITIVITY, f"{scores}.csv")
    count = len(rows(*SENSITIVITY, f"{runs}.csv"))
    assert set(got) == set(wanted)
    for unit, row in got.items():
        for number in range(1, count + 1):
            assert float(row[f"r_{number}"]) == pytest.approx(wanted[unit][ours.format(number)], rel=1e-12)


def test_statistics_of_places(replayed):
    got, wanted = read(replayed("UA_parameters") / "rank_statistics.csv"), table(*SENSITIVITY, "UA_rankstats.csv")
    for unit, row in got.items():
        for ours, theirs in zip(("nominal", "mean", "median", "q5", "q95"), wanted[unit].values(), strict=True):
            assert float(row[ours]) == pytest.approx(theirs, rel=1e-12)


def test_places_of_every_run(replayed):
    ranks = table(*SENSITIVITY, "UA_ranks.csv")
    got = read(replayed("UA_parameters") / "run_scores.csv")
    for number in range(1, 301):
        scores = {unit: round(float(row[f"r_{number}"]), 9) for unit, row in got.items()}
        for unit, score in scores.items():
            assert 1 + sum(other > score for other in scores.values()) == ranks[unit][f"r_{number}"]


@pytest.mark.parametrize("runs", ["UA_parameters", "factorial_runs"])
def test_indices_are_exact(replayed, runs):
    wanted = [(float(row["Si_exact"]), float(row["STi_exact"])) for row in rows(*SENSITIVITY, "sobol_exact.csv")]
    with (replayed(runs) / "sobol.csv").open(encoding="utf-8", newline="") as file:
        got = list(csv.DictReader(file))
    assert [row["factor"] for row in got] == ["winmax", "norm", "weightset", "agg"]
    for row, (first, total) in zip(got, wanted, strict=True):
        assert (float(row["S"]), float(row["ST"])) == pytest.approx((first, total), rel=1e-9)
