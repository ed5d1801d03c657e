"""Why an order is not possible, moves by hand and disturbed futures: on invented clusters, and on those that lie beside the project (../shared/oracles/networks).

Run: python benchmarks/networks_reasons.py [--only reasons|hands|futures]
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from networks import FOLDER, SEEDS, cluster, part_of

from clusterbench_gui.domain.networks import Plan, Rules, Status, Task
from clusterbench_gui.networks.checker import check
from clusterbench_gui.networks.dispatch import dispatch
from clusterbench_gui.networks.futures import critical_firms, disturbed
from clusterbench_gui.networks.ladder import ladder
from clusterbench_gui.networks.paths import paths_of
from clusterbench_gui.networks.reasons import Cause, Explanation, explain
from clusterbench_gui.networks.solver import Search
from clusterbench_gui.networks.trying import delayed, settle, try_move
from tests.networks.planted import mildly, planted
from tests.networks.small import worked_example
from tests.networks.test_reasons import holds, named

PLANTED = 50


def reasons() -> Iterator[tuple[str, str, str]]:
    """Planted shortages, the worked example, and due dates too early."""
    found, seconds = _explained([one.task for one in planted(PLANTED)])
    right = sum(named(one, answer) for one, answer in zip(planted(PLANTED), found, strict=True))
    yield "planted shortages: named first", f"{right} of {PLANTED}, worst {max(seconds):.1f} s", "50 of 50"
    mild = mildly(PLANTED)
    found, seconds = _explained([one.task for one in mild])
    right = sum(
        any(len(some.reasons) == 1 and some.reasons[0].cause in one.causes for some in answer.sets)
        for one, answer in zip(mild, found, strict=True)
    )
    first = sum(answer.sets[0].reasons[0].cause in one.causes for one, answer in zip(mild, found, strict=True))
    yield "slight shortages (a later day helps too): named", f"{right}, first {first}, of {PLANTED}", ""
    late, dear = explain(worked_example(due=6), Search(10)), explain(worked_example(due=10, budget=6000), Search(10))
    yield "worked example, due in 6 days", _singles(late), "+1 day"
    yield "worked example, 6,000 PLN and 10 days", _singles(dear), "+260 or +1 day"
    yield from _too_early()


def _too_early() -> Iterator[tuple[str, str, str]]:
    for share in (0.9, 0.75):
        tasks = []
        for seed in SEEDS:
            task, said = cluster(seed)
            for order, one in enumerate(said["measured"]["orders"]):
                tasks.append(replace(part_of(task, order).task, rules=(Rules(due=int(one["T"] * share)),)))
        answers, seconds = _explained(tasks)
        told = [answer for answer in answers if answer.status is Status.IMPOSSIBLE and answer.sets]
        held = sum(all(holds(task, one) for one in answer.sets) for task, answer in zip(tasks, answers, strict=True))
        yield (
            f"15 orders, due {1 - share:.0%} too early: explained",
            f"{len(told)}, sets hold {held}, {statistics.median(seconds):.1f}, {max(seconds):.1f} s",
            "15",
        )


def _explained(tasks: list[Task]) -> tuple[list[Explanation], list[float]]:
    found, seconds = [], []
    for task in tasks:
        began = time.perf_counter()
        found.append(explain(task, Search(20)))
        seconds.append(time.perf_counter() - began)
    return found, seconds


def _singles(answer: Explanation) -> str:
    limits = (Cause.DUE, Cause.BUDGET)
    some = [one.reasons[0] for one in answer.sets if len(one.reasons) == 1 and one.reasons[0].cause in limits]
    return ", ".join(f"{one.cause.value} +{one.amount}" for one in some)


def hands() -> Iterator[tuple[str, str, str]]:
    """Moves in the Gantt: every operation to every firm, two slots later."""
    for name, task, plan in _plans():
        moves = [
            (place, firm)
            for place, one in enumerate(task.operations)
            for firm in sorted({mode.firm for mode in one.modes})
        ]

        def moved(place: int, firm: int, task: Task = task, plan: Plan = plan) -> Plan:
            return try_move(task, plan, place, firm=firm, start=plan.starts[place] + 2).plan

        def followed(place: int, firm: int, task: Task = task) -> Plan | None:
            return settle(task, moved(place, firm), place, earlier=True)

        def late(number: int, task: Task = task, plan: Plan = plan) -> Plan:
            return delayed(task, plan, task.links[number], 3).plan

        yield f"{name}: a move, ms", _milliseconds(moved, moves), "100"
        yield f"{name}: a move, and the rest follows, ms", _milliseconds(followed, moves), "100"
        yield f"{name}: a way 3 days longer, ms", _milliseconds(late, [(one,) for one in range(len(task.links))]), "100"


def _milliseconds(run: Callable[..., object], given: list[tuple[int, ...]]) -> str:
    moments = []
    for some in given:
        began = time.perf_counter()
        run(*some)
        moments.append((time.perf_counter() - began) * 1000)
    return f"{statistics.median(moments):.1f}, worst {max(moments):.1f} of {len(moments)}"


def futures() -> Iterator[tuple[str, str, str]]:
    """A thousand futures, critical firms, and the ladder with every rule."""
    for name, task, plan in _plans():
        shares = [0.75 + 0.2 * (firm % 5) / 4 for firm in range(len(task.risks))]
        late = replace(task, rules=tuple(replace(one, due=task.horizon // 2) for one in task.rules))
        moments = []
        for seed in range(1, 6):
            began = time.perf_counter()
            found = disturbed(late, plan, shares, seed=seed)
            moments.append(time.perf_counter() - began)
        assert found is not None
        yield f"{name}: 1,000 futures, s", f"{statistics.median(moments):.2f}, worst {max(moments):.2f}", "1"
        began = time.perf_counter()
        firms = critical_firms(task)
        yield f"{name}: critical firms, s", f"{len(firms)} in {time.perf_counter() - began:.2f}", ""
    moments = []
    for seed in SEEDS:
        task, said = cluster(seed)
        for order, one in enumerate(said["measured"]["orders"]):
            alone = replace(part_of(task, order).task, shares=(60,) * len(task.risks))
            full = replace(alone, rules=(Rules(one["due"], 2 * one["cost" if "cost" in one else "lower"], 10**6, 30),))
            began = time.perf_counter()
            verdicts = ladder(full)
            moments.append(time.perf_counter() - began)
            assert verdicts[-1].holds
    yield "ladder W1-W6, 15 orders, s", f"{statistics.median(moments):.3f}, worst {max(moments):.3f}", "0.1"


def _plans() -> Iterator[tuple[str, Task, Plan]]:
    whole, _ = cluster(3)
    for name, task in (("30 operations", part_of(whole, 1).task), ("five orders, 118", whole)):
        plan = dispatch(task, paths_of(task))
        assert plan is not None
        assert not check(task, plan)
        yield name, task, plan


PARTS = {"reasons": reasons, "hands": hands, "futures": futures}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=tuple(PARTS))
    only = parser.parse_args().only
    if not FOLDER.is_dir():
        raise SystemExit(f"There are no instances in {FOLDER}.")
    print(f"{'what':<55}{'measured':>44}{'bar':>16}")
    for name, rows in PARTS.items():
        if only in (None, name):
            for what, measured, bar in rows():
                print(f"{what:<55}{measured:>44}{bar:>16}", flush=True)


if __name__ == "__main__":
    main()
