"""Planning of networks on instances whose best plans are known, where they lie beside the project (../shared/oracles/networks).

Prints what was proved or found beside what is known. Nothing is compared by time, but every search has the seconds of its bar.
Run: python benchmarks/networks.py [--only shops|projects|clusters]
"""

import argparse
import csv
import json
import statistics
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from clusterbench_gui.app.planning.instances import read_instance
from clusterbench_gui.domain.networks import Aim, Answer, Rules, Status, Task
from clusterbench_gui.networks.dispatch import dispatch
from clusterbench_gui.networks.fronts import cheapest_by, front_of
from clusterbench_gui.networks.ladder import ladder
from clusterbench_gui.networks.paths import paths_of
from clusterbench_gui.networks.several import part_of, plan_orders
from clusterbench_gui.networks.solver import Search, solve
from clusterbench_gui.networks.tree import curve_of

FOLDER = Path(__file__).resolve().parents[1].parent / "shared" / "oracles" / "networks"
BRANDIMARTE = ("mk01", "mk02", "mk03", "mk04", "mk05", "mk07", "mk08")
SEEDS = (3, 4, 5)


def known() -> dict[str, int]:
    """The best value known of each file."""
    with (FOLDER / "manifest.csv").open(encoding="utf-8") as file:
        return {row["file"]: int(row["best_upper"]) for row in csv.DictReader(file) if row["best_upper"]}


def shortest(path: Path, seconds: float, seed: int = 1) -> Answer:
    """The shortest plan of a file that is found in so many seconds."""
    task = read_instance(path).task
    hint = None if task.stocks else dispatch(task, paths_of(task))
    return solve(task, Aim.FINISH, Search(seconds, seed), hint=hint)


def shops() -> Iterator[tuple[str, str, str]]:
    """Flexible job shops."""
    best = known()
    answers = {name: shortest(FOLDER / "fjsp" / "brandimarte" / f"{name}.txt", 30) for name in BRANDIMARTE}
    proved = [one for one, answer in answers.items() if answer.status is Status.OPTIMAL]
    wrong = [one for one in proved if answers[one].value != best[f"fjsp/brandimarte/{one}.txt"]]
    open_ = ", ".join(f"{one} {answers[one].value}" for one in answers if one not in proved)
    yield "Brandimarte, 30 s: proved", f"{len(proved)} of 7, wrong {len(wrong)} {open_}", "7 of 7"
    files = [path for kind in ("hurink", "kacem") for path in sorted((FOLDER / "fjsp" / kind).rglob("*.txt"))]
    gaps = []
    for path in files:
        value = shortest(path, 30).value
        gaps.append(float("inf") if value is None else value / best[str(path.relative_to(FOLDER))] - 1)
    yield "Hurink and Kacem, 30 s: worst gap to the best known", f"{max(gaps):.1%} of {len(gaps)}", "2 %"


def projects() -> Iterator[tuple[str, str, str]]:
    """Projects of PSPLIB with several modes."""
    best, seeds = known(), (1, 2, 3)
    files = sorted((FOLDER / "mrcpsp").rglob("*.mm"))
    files = [path for path in files if path.is_file()]
    wrong, open_ = [], []
    for path in files:
        for seed in seeds:
            answer = shortest(path, 60, seed)
            if answer.status is not Status.OPTIMAL:
                open_.append(path.name)
            elif answer.value != best[str(path.relative_to(FOLDER))]:
                wrong.append(path.name)
    yield f"PSPLIB, {len(files)} files x 3 seeds: wrong, open", f"{len(wrong)}, {len(open_)}", "0, 0"


def clusters() -> Iterator[tuple[str, str, str]]:
    """Invented clusters of 60 firms."""
    proved, gaps, moments = 0, [], []
    for seed in SEEDS:
        task, said = cluster(seed)
        for order, one in enumerate(said["measured"]["orders"]):
            alone = part_of(task, order).task
            due = replace(alone, rules=(Rules(due=one["due"]),))
            began = time.perf_counter()
            ladder(due)
            moments.append(time.perf_counter() - began)
            answer = cheapest_by(alone, curve_of(alone, 0), one["due"], Search(15))
            proved += answer.status is Status.OPTIMAL
            gaps.append(answer.gap if answer.gap is not None else float("inf"))
    yield "15 orders, cheapest at the due date, 15 s: proved", f"{proved}, worst gap {max(gaps):.2%}", "12, 1 %"
    yield "ladder without the schedule, seconds", f"{statistics.median(moments):.3f}, {max(moments):.3f}", "0.1"
    yield from front()
    for seed in SEEDS:
        task, said = cluster(seed)
        due = replace(task, rules=tuple(Rules(due=one["due"]) for one in said["measured"]["orders"]))
        began = time.perf_counter()
        answer = plan_orders(due, Search(60))
        took = time.perf_counter() - began
        yield (
            f"five orders at once, seed {seed}: gap to the bound",
            f"{'none' if answer.gap is None else f'{answer.gap:.1%}'} in {took:.0f} s",
            "6 % in 60 s",
        )


def front() -> Iterator[tuple[str, str, str]]:
    """The front of the first order of seed 4."""
    task, said = cluster(4)
    began = time.perf_counter()
    points = front_of(part_of(task, 0).task, Search(15))
    took = time.perf_counter() - began
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


PARTS = {"shops": shops, "projects": projects, "clusters": clusters}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=tuple(PARTS))
    only = parser.parse_args().only
    if not FOLDER.is_dir():
        raise SystemExit(f"There are no instances in {FOLDER}.")
    print(f"{'what':<55}{'measured':>34}{'bar':>14}")
    for name, rows in PARTS.items():
        if only in (None, name):
            for what, measured, bar in rows():
                print(f"{what:<55}{measured:>34}{bar:>14}", flush=True)


if __name__ == "__main__":
    main()
