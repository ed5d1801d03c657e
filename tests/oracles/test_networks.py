"""Scheduling instances whose best plans are known, where they lie beside the project; a few of each kind, all with CLUSTERBENCH_ORACLES=full."""

import csv
import json
import os
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from clusterbench_gui.app.planning.instances import read_instance
from clusterbench_gui.domain.networks import Aim, Rules, Status, Task, reliability_of, risk_of
from clusterbench_gui.networks.checker import chosen
from clusterbench_gui.networks.dispatch import dispatch
from clusterbench_gui.networks.fronts import cheapest_by, front_of
from clusterbench_gui.networks.pareto import pareto_of
from clusterbench_gui.networks.paths import paths_of
from clusterbench_gui.networks.reasons import Cause, explain
from clusterbench_gui.networks.several import part_of, plan_orders
from clusterbench_gui.networks.solver import Search, solve
from clusterbench_gui.networks.tree import curve_of
from tests.networks.small import earliest_plans

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


Worked = tuple[Task, list[dict[str, str]]]
SLOW = ((3, 3), (3, 4), (5, 1), (5, 4))
"""Orders of the clusters, by seed and number, that take seconds."""
LATER = (3, 3)
"""One whose operations meet on a resource: its first plan comes two days after the curve begins."""


@cache
def cluster_of(seed: int) -> tuple[Task, dict[str, Any]]:
    """An invented cluster of 60 firms, and what is listed of it."""
    path = FOLDER / "cluster_synthetic" / f"seed{seed}.json"
    return read_instance(path).task, json.loads(path.read_text(encoding="utf-8"))


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


@pytest.fixture(scope="module")
def worked() -> Worked:
    """The worked example, and its variants as they are listed."""
    folder = FOLDER / "worked_example"
    with (folder / "variants.csv").open(encoding="utf-8") as file:
        return read_instance(folder / "input.json").task, list(csv.DictReader(file))


def test_the_worked_example_has_the_variants_that_are_listed(worked: Worked) -> None:
    task, rows = worked
    found = {
        tuple("ABCD"[mode.firm] for mode in chosen(task, plan)): (one.finish, one.cost, len(one.firms), one.risk)
        for plan, one in earliest_plans(task)
    }
    assert len(rows) == len(found) == 8
    for row in rows:
        days, cost, firms, risk = found[row["O1"], row["O2"], row["O3"]]
        assert (days, cost, firms) == tuple(int(row[name]) for name in ("days", "cost", "firms"))
        assert abs(risk - risk_of(float(row["reliability"]))) <= 2  # each firm's is rounded


def test_the_worked_example_has_its_best_ones_of_cost_days_and_reliability(worked: Worked) -> None:
    task, rows = worked
    search = Search(seconds=10)
    assert solve(task, Aim.COST, search).value == min(int(row["cost"]) for row in rows) == 5980
    assert solve(task, Aim.FINISH, search).value == min(int(row["days"]) for row in rows) == 7
    surest = solve(task, Aim.RISK, search)
    assert surest.plan is not None
    assert round(reliability_of(surest.value or 0), 4) == 0.9702
    assert {mode.firm for mode in chosen(task, surest.plan)} == {0, 3}
    found = {(one.finish, one.cost) for one in pareto_of(task, search)}
    wanted = {(int(row["days"]), int(row["cost"])) for row in rows if row["pareto_3"] == "True"}
    on_front = {(int(row["days"]), int(row["cost"])) for row in rows if row["pareto_cost_days"] == "True"}
    assert on_front <= found <= wanted


def test_the_worked_example_is_impossible_by_a_day_or_260_more(worked: Worked) -> None:
    task, _ = worked
    late = explain(replace(task, rules=(Rules(due=6),)), Search(seconds=10))
    assert (late.status, late.verdicts[-1].needed, late.verdicts[-1].allowed) == (Status.IMPOSSIBLE, 7, 6)
    dear = explain(replace(task, rules=(Rules(due=10, budget=6000),)), Search(seconds=10))
    amounts = {one.cause: one.amount for some in dear.sets if len(some.reasons) == 1 for one in some.reasons}
    assert dear.status is Status.IMPOSSIBLE
    assert (amounts[Cause.BUDGET], amounts[Cause.DUE]) == (260, 1)


@pytest.mark.parametrize("seed", [3, 4, 5])
def test_every_order_of_a_cluster_costs_at_its_due_date_what_is_listed(seed: int) -> None:
    task, said = cluster_of(seed)
    for order, one in enumerate(said["measured"]["orders"]):
        if not IS_FULL and (seed, order) in SLOW:
            continue
        alone = part_of(task, order).task
        curve = curve_of(alone, 0)
        assert said["reference"][str(order)]["T_dp"] == curve.earliest
        assert one["T"] == (curve.earliest or 0) + (2 if (seed, order) == LATER else 0)
        answer = cheapest_by(alone, curve, one["due"], Search(seconds=60))
        assert answer.bound is not None
        assert answer.bound <= one["cost"]
        if one["proved"]:
            assert (answer.status, answer.value) == (Status.OPTIMAL, one["cost"])


def test_the_front_of_the_first_order_of_a_cluster_is_the_nine_points_that_are_listed() -> None:
    task, said = cluster_of(4)
    points = front_of(part_of(task, 0).task, Search(seconds=60))
    assert [[one.finish, one.cost] for one in points] == said["measured"]["pareto_order0"]
    assert {one.answer.status for one in points} == {Status.OPTIMAL}


@pytest.mark.skipif(not IS_FULL, reason="takes minutes: CLUSTERBENCH_ORACLES=full")
@pytest.mark.parametrize("seed", [3, 4, 5])
def test_all_orders_of_a_cluster_together_cost_no_more_than_was_measured(seed: int) -> None:
    task, said = cluster_of(seed)
    orders, joint = said["measured"]["orders"], said["measured"]["joint"]
    answer = plan_orders(replace(task, rules=tuple(Rules(due=one["due"]) for one in orders)), Search(seconds=60))
    assert answer.value is not None
    assert (answer.bound or 0) <= joint["cost"]
    assert answer.value <= joint["cost"]
    assert answer.value >= joint["lower"]


@pytest.mark.parametrize("seed", [3, 4, 5])
def test_the_curve_of_every_order_of_a_cluster(seed: int) -> None:
    task, listed = cluster_of(seed)
    reference = listed["reference"]
    for order in range(task.orders):
        curve, said = curve_of(part_of(task, order).task, 0), reference[str(order)]
        assert curve.earliest == said["T_dp"]
        assert {int(day): cost for day, cost in said["cost_lower_bound_by_day"].items()} == {
            int(day): curve.cost(int(day)) for day in said["cost_lower_bound_by_day"]
        }
