"""Planning of networks on instances whose best plans are known, where they lie beside the project (../shared/oracles/networks).

Prints what was proved or found beside what is known. Nothing is compared by time, but every search has the seconds of its bar.
Run: python benchmarks/networks.py [--only examples|shops|projects|clusters|reasons|hands|futures]; the last three are those of networks_reasons.py.
"""

import argparse
import csv
import importlib
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from clusterbench_gui.app.planning.instances import read_instance
from clusterbench_gui.domain.networks import Answer, Plan, Rules, Status, Task, reliability_of
from clusterbench_gui.networks.changes import replan, without_firm
from clusterbench_gui.networks.checker import figures
from clusterbench_gui.networks.fronts import cheapest_by, front_of
from clusterbench_gui.networks.ladder import ladder
from clusterbench_gui.networks.pareto import pareto_of
from clusterbench_gui.networks.several import part_of, plan_orders
from clusterbench_gui.networks.shortest import shortest_of
from clusterbench_gui.networks.solver import Search
from clusterbench_gui.networks.tree import curve_of
from clusterbench_gui.networks.variants import differing
from tests.networks.small import earliest_plans, three_steps, worked_example
from tests.networks.test_checker import planted_faults

FOLDER = Path(__file__).resolve().parents[1].parent / "shared" / "oracles" / "networks"
BRANDIMARTE = ("mk01", "mk02", "mk03", "mk04", "mk05", "mk07", "mk08")
SEEDS = (3, 4, 5)
NEARLY_FREE = 0.82

T = TypeVar("T")


def known() -> dict[str, int]:
    """The best value known of each file."""
    with (FOLDER / "manifest.csv").open(encoding="utf-8") as file:
        return {row["file"]: int(row["best_upper"]) for row in csv.DictReader(file) if row["best_upper"]}


def shortest(path: Path, seconds: float, seed: int = 1) -> Answer:
    """The shortest plan of a file that is found in so many seconds."""
    return shortest_of(read_instance(path).task, Search(seconds, seed))


def examples() -> Iterator[tuple[str, str, str]]:
    """Small tasks of which everything is known, and faults planted in plans."""
    counts = "/".join(str(len(list(earliest_plans(three_steps(due))))) for due in (13, 12, 11, 10))
    yield "three steps: combinations due in 13, 12, 11, 10", counts, "12/7/2/0"
    yield "three steps: front", _points(three_steps()), "11:432 12:402"
    task = worked_example()
    every = sorted((found.cost, found.finish) for _, found in earliest_plans(task))
    yield "worked example: variants, cheapest, dearest", f"{len(every)}, {every[0]}, {every[-1]}", "8, 5980 in 11 days"
    yield "worked example: front", _points(task), "7:7110 8:6780 9:6720 10:6260 11:5980"
    planted, took = timed(planted_faults)
    yield "planted faults found and named", f"{sum(planted.values())} of {len(planted)} kinds, {took:.1f} s", "500"


def _points(task: Task) -> str:
    return " ".join(f"{one.finish}:{one.cost}" for one in front_of(task, Search(10)))


def shops() -> Iterator[tuple[str, str, str]]:
    """Flexible job shops."""
    best = known()
    answers = {name: shortest(FOLDER / "fjsp" / "brandimarte" / f"{name}.txt", 30) for name in BRANDIMARTE}
    proved = [one for one, answer in answers.items() if answer.status is Status.OPTIMAL]
    wrong = [one for one in proved if answers[one].value != best[f"fjsp/brandimarte/{one}.txt"]]
    open_ = ", ".join(f"{one} {answers[one].value}" for one in answers if one not in proved)
    seconds = " ".join(f"{answer.seconds:.0f}" for answer in answers.values())
    yield "Brandimarte: proved, seconds", f"{len(proved)} of 7, wrong {len(wrong)} {open_}; {seconds} s", "7 of 7, 30 s"
    files = [path for kind in ("hurink", "kacem") for path in sorted((FOLDER / "fjsp" / kind).rglob("*.txt"))]
    gaps, longest = [], 0.0
    for path in files:
        answer = shortest(path, 30)
        value, longest = answer.value, max(longest, answer.seconds)
        gaps.append(float("inf") if value is None else value / best[str(path.relative_to(FOLDER))] - 1)
    name = "Hurink and Kacem: worst gap to the best known"
    yield name, f"{max(gaps):.1%} of {len(gaps)}, longest {longest:.0f} s", "2 %, 30 s"


def projects() -> Iterator[tuple[str, str, str]]:
    """Projects of PSPLIB with several modes."""
    best, seeds = known(), (1, 2, 3)
    files = sorted((FOLDER / "mrcpsp").rglob("*.mm"))
    files = [path for path in files if path.is_file()]
    wrong, open_, longest = [], [], 0.0
    for path in files:
        for seed in seeds:
            answer = shortest(path, 60, seed)
            longest = max(longest, answer.seconds)
            if answer.status is not Status.OPTIMAL:
                open_.append(path.name)
            elif answer.value != best[str(path.relative_to(FOLDER))]:
                wrong.append(path.name)
    yield (
        f"PSPLIB, {len(files)} files x 3 seeds: wrong, open",
        f"{len(wrong)}, {len(open_)}, longest {longest:.0f} s",
        "0, 0",
    )


def clusters() -> Iterator[tuple[str, str, str]]:
    """Invented clusters of 60 firms."""
    yield from single_orders()
    yield from front()
    yield from drop_outs()
    yield from other_partners()
    yield from risks()
    for seed in SEEDS:
        task, said = cluster(seed)
        due = replace(task, rules=tuple(Rules(due=one["due"]) for one in said["measured"]["orders"]))
        answer, took = timed(lambda due=due: plan_orders(due, Search(60)))
        alone = sum(part_bound(due, order) for order in range(due.orders))
        gap = (
            "none"
            if answer.value is None
            else f"{answer.gap:.1%}, to the sum of each alone {answer.value / alone - 1:.1%}"
        )
        yield f"five orders at once, seed {seed}: gap to the bound", f"{gap}, {took:.0f} s", "6 %, 60 s"


def part_bound(task: Task, order: int) -> int:
    """What an order alone costs at least by its due date."""
    answer = cheapest(task, order, task.rules[order].due or task.horizon, 15)
    return answer.bound or 0


def cheapest(task: Task, order: int, due: int, seconds: float) -> Answer:
    """The cheapest plan of one of the orders by a day."""
    alone = part_of(task, order).task
    return cheapest_by(alone, curve_of(alone, 0), due, Search(seconds))


def single_orders() -> Iterator[tuple[str, str, str]]:
    """Each order at its due date."""
    proved, gaps, moments, longest = 0, [], [], 0.0
    for seed in SEEDS:
        task, said = cluster(seed)
        for order, one in enumerate(said["measured"]["orders"]):
            due = replace(part_of(task, order).task, rules=(Rules(due=one["due"]),))
            moments.append(timed(lambda due=due: ladder(due))[1])
            answer = cheapest(task, order, one["due"], 15)
            longest = max(longest, answer.seconds)
            proved += answer.status is Status.OPTIMAL
            gaps.append(answer.gap if answer.gap is not None else float("inf"))
    yield (
        "15 orders, cheapest at the due date: proved",
        f"{proved}, worst gap {max(gaps):.2%}, longest {longest:.1f} s",
        "12, 1 %, 15 s",
    )
    yield "ladder without the schedule, seconds", f"{statistics.median(moments):.3f}, {max(moments):.3f}", "0.1"


def drop_outs() -> Iterator[tuple[str, str, str]]:
    """Each partner of the cheapest plan of an order drops out."""
    due, best = first_order()
    dearer, seconds = [], []
    for firm in figures(due, plan_in(best)).firms:
        answer, took = timed(lambda firm=firm: replan(without_firm(due, firm), plan_in(best), Search(4.5)))
        dearer.append("none" if answer.value is None else f"{answer.value / (best.value or 1) - 1:+.1%}")
        seconds.append(took)
    yield f"one of {len(dearer)} partners drops out: dearer by", " ".join(dearer), ""
    yield "the same: longest, all", f"{max(seconds):.1f}, {sum(seconds):.1f} s", "5 s each"


def other_partners() -> Iterator[tuple[str, str, str]]:
    """Five variants with other partners."""
    for seed in SEEDS:
        task, said = cluster(seed)
        for order, one in enumerate(said["measured"]["orders"]):
            due = replace(part_of(task, order).task, rules=(Rules(due=one["due"]),))
            best = cheapest(task, order, one["due"], 15)
            found, took = timed(lambda due=due, best=best: differing(due, plan_in(best), 5, Search(5)))
            more = [f"{(answer.value or 0) / (best.value or 1) - 1:+.1%}" for answer in found]
            name = f"five variants, seed {seed} order {order}, {len(due.operations)} operations"
            yield name, f"{len(found)}: {' '.join(more)}, {took:.1f} s", "5 in 5 s"


def risks() -> Iterator[tuple[str, str, str]]:
    """Plans that pay for reliability by day 47: the most reliable one there is, and little more than the cheapest for much less risk."""
    due, best = first_order()
    points, took = timed(lambda: pareto_of(due, Search(60)))
    shown = [(one, reliability_of(one.risk)) for one in points]
    surest = max((reliability for _, reliability in shown), default=0.0)
    near = min((one.cost for one, reliability in shown if reliability >= NEARLY_FREE), default=0)
    paid = " ".join(f"{one.cost}/{reliability:.3f}" for one, reliability in shown if one.cost > (best.value or 0))
    yield (
        "front of cost, finish and risk: points, most reliable",
        f"{len(points)}, {surest:.3f}, {took:.1f} s",
        "0.898, 60 s",
    )
    yield f"cheapest with a reliability of {NEARLY_FREE}", f"{near} (at no limit {best.value})", "28227 (28202)"
    yield "what is paid for reliability", paid, ""


def first_order() -> tuple[Task, Answer]:
    """The first order of seed 4 with its due date, and its cheapest plan."""
    task, said = cluster(4)
    day = said["measured"]["orders"][0]["due"]
    return replace(part_of(task, 0).task, rules=(Rules(due=day),)), cheapest(task, 0, day, 15)


def plan_in(answer: Answer) -> Plan:
    """The plan of an answer that has one."""
    if answer.plan is None:
        raise SystemExit("no plan was found")
    return answer.plan


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What comes out, and the seconds it took."""
    began = time.perf_counter()
    return work(), time.perf_counter() - began


def front() -> Iterator[tuple[str, str, str]]:
    """The front of the first order of seed 4."""
    task, said = cluster(4)
    points, took = timed(lambda: front_of(part_of(task, 0).task, Search(15)))
    exact = [[one.finish, one.cost] for one in points] == said["measured"]["pareto_order0"]
    proved = sum(one.answer.status is Status.OPTIMAL for one in points)
    yield (
        "front of seed 4, first order",
        f"{'exactly' if exact else 'not'} the 9, {proved} proved, {took:.1f} s",
        "9, 20 s",
    )


def cluster(seed: int) -> tuple[Task, dict[str, dict[str, list[dict[str, int]]]]]:
    """An invented cluster, and what is said of it."""
    path = FOLDER / "cluster_synthetic" / f"seed{seed}.json"
    return read_instance(path).task, json.loads(path.read_text(encoding="utf-8"))


PARTS = {"examples": examples, "shops": shops, "projects": projects, "clusters": clusters}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parts = PARTS | importlib.import_module("networks_reasons").PARTS  # which uses the clusters of this file
    parser.add_argument("--only", choices=tuple(parts))
    only = parser.parse_args().only
    if not FOLDER.is_dir():
        raise SystemExit(f"There are no instances in {FOLDER}.")
    print(f"{'what':<58}{'measured':<62}{'bar'}")
    for name, rows in parts.items():
        if only in (None, name):
            for what, measured, bar in rows():
                print(f"{what:<58}{measured:<62}{bar}", flush=True)


if __name__ == "__main__":
    main()
