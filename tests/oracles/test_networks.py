"""Scheduling instances whose best plans are known, where they lie beside the project; a few of each kind, all with CLUSTERBENCH_ORACLES=full."""

import csv
import json
import os
from pathlib import Path

import pytest

from clusterbench_gui.app.planning.instances import read_instance
from clusterbench_gui.domain.networks import Aim, Status
from clusterbench_gui.networks.dispatch import dispatch
from clusterbench_gui.networks.fronts import front_of
from clusterbench_gui.networks.paths import paths_of
from clusterbench_gui.networks.several import part_of
from clusterbench_gui.networks.solver import Search, solve
from clusterbench_gui.networks.tree import curve_of

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "oracles" / "networks"
IS_FULL = os.environ.get("CLUSTERBENCH_ORACLES") == "full"
QUICK = (
    "fjsp/brandimarte/mk01.txt",
    "fjsp/kacem/k1.txt",
    "mrcpsp/j10.mm/j103_4.mm",
    "mrcpsp/j10.mm/j1038_3.mm",
    "mrcpsp/j10.mm/j1040_1.mm",
    "mrcpsp/j14.mm/j1417_8.mm",
)
"""Among them projects on which an unsafe form of intervals certified wrong plans."""

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="needs the instances in ../shared/oracles/networks")


def known() -> list[tuple[str, int]]:
    """Files with a best value that is proved."""
    manifest = FOLDER / "manifest.csv"
    if not manifest.is_file():
        return []
    with manifest.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["best_lower"] == row["best_upper"] != ""]
    every = [(row["file"], int(row["best_upper"])) for row in rows if (FOLDER / row["file"]).is_file()]
    return (
        [one for one in every if one[0].startswith(("mrcpsp", "fjsp_transport")) or one[0] in QUICK]
        if IS_FULL
        else [one for one in every if one[0] in QUICK or one[0].startswith("fjsp_transport")]
    )


@pytest.mark.parametrize(("file", "best"), known())
def test_the_published_optimum_is_found_and_proved(file: str, best: int) -> None:
    task = read_instance(FOLDER / file).task
    hint = None if task.stocks else dispatch(task, paths_of(task))
    answer = solve(task, Aim.FINISH, Search(seconds=60), hint=hint)
    assert (answer.status, answer.value) == (Status.OPTIMAL, best)


def test_the_worked_example_has_its_front() -> None:
    task = read_instance(FOLDER / "worked_example" / "input.json").task
    with (FOLDER / "worked_example" / "variants.csv").open(encoding="utf-8") as file:
        wanted = [
            (int(row["days"]), int(row["cost"])) for row in csv.DictReader(file) if row["pareto_cost_days"] == "True"
        ]
    assert [(one.finish, one.cost) for one in front_of(task, Search(seconds=10))] == sorted(wanted)


@pytest.mark.parametrize("seed", [3, 4, 5])
def test_the_curve_of_every_order_of_a_cluster(seed: int) -> None:
    path = FOLDER / "cluster_synthetic" / f"seed{seed}.json"
    task, reference = read_instance(path).task, json.loads(path.read_text(encoding="utf-8"))["reference"]
    for order in range(task.orders):
        curve, said = curve_of(part_of(task, order).task, 0), reference[str(order)]
        assert curve.earliest == said["T_dp"]
        assert {int(day): cost for day, cost in said["cost_lower_bound_by_day"].items()} == {
            int(day): curve.cost(int(day)) for day in said["cost_lower_bound_by_day"]
        }
