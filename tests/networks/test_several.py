"""Several orders together, and searches that are stopped."""

import time
from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from clusterbench_gui.domain.networks import Aim, Answer, Link, Rules, Status, Task
from clusterbench_gui.networks import shortest
from clusterbench_gui.networks.checker import check, figures
from clusterbench_gui.networks.dispatch import dispatch
from clusterbench_gui.networks.fronts import Point, front_of, plan_of
from clusterbench_gui.networks.pareto import pareto_of
from clusterbench_gui.networks.parts import beside, part_of, parts_of
from clusterbench_gui.networks.paths import paths_of
from clusterbench_gui.networks.prices import priced
from clusterbench_gui.networks.several import plan_orders
from clusterbench_gui.networks.solver import Search, solve
from tests.networks.small import cluster, tasks

QUICK = Search(seconds=10, workers=1)
FEW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def twice(task: Task) -> Task:
    """Two orders of the same kind that compete for the same hours."""
    count = len(task.operations)
    more = tuple(Link(link.before + count, link.after + count, link.lag) for link in task.links)
    others = tuple(replace(one, order=1) for one in task.operations)
    return replace(
        task,
        operations=task.operations + others,
        links=task.links + more,
        rules=task.rules * 2,
        deliveries=task.deliveries * 2,
    )


@FEW
@given(tasks())
def test_orders_together_come_to_the_least_cost_and_no_bound_is_above_it(task: Task) -> None:
    both = twice(task)
    answer, best = plan_orders(both, QUICK), solve(both, Aim.COST, QUICK)
    assert (answer.status, answer.value) == (best.status, best.value)
    found = priced(both, (best.value or 0) + 1)
    assert best.value is None or (found is not None and found.bound <= best.value)
    assert answer.plan is None or not check(both, answer.plan)


@FEW
@given(tasks())
def test_the_shortest_plan_is_as_short_as_a_single_search_says(task: Task) -> None:
    both = twice(task)
    answer, best = shortest.shortest_of(both, QUICK), solve(both, Aim.FINISH, QUICK)
    assert (answer.status, answer.value, answer.bound) == (best.status, best.value, best.bound)
    assert answer.plan is None or not check(both, answer.plan)


def test_a_search_that_is_cut_short_goes_on_at_its_bound(monkeypatch) -> None:
    task = cluster(2, orders=3, steps=5, firms=6)
    best = solve(task, Aim.FINISH, QUICK)
    quick = dispatch(task, paths_of(task))
    assert quick is not None
    value = figures(task, quick).finish
    cut = Answer(Status.FOUND, quick, value, (best.value or 0) - 2)
    asked: list[tuple[int, int | None]] = []

    def first_cut(*args, least: int = 0, most: int | None = None, **more) -> Answer:
        asked.append((least, most))
        return cut if len(asked) == 1 else solve(*args, least=least, most=most, **more)

    monkeypatch.setattr(shortest, "solve", first_cut)
    answer = shortest.shortest_of(task, QUICK)
    assert (best.status, answer.status, answer.value) == (Status.OPTIMAL, Status.OPTIMAL, best.value)
    assert value > (best.value or 0)
    assert [most for _, most in asked[1:]] == [(best.value or 0) - 2, (best.value or 0) - 1, best.value]


def test_parts_carry_shares_and_work_of_one_firm_over() -> None:
    task = replace(cluster(1), shares=(40,) * 10, same_firm=((1, 2), (7, 9)))
    assert part_of(task, 1).task.same_firm == ((1, 3),)
    assert parts_of(task, (1, 0)).task.same_firm == ((1, 2), (7, 9))
    assert part_of(task, 0).task.shares == task.shares


def test_orders_that_stay_leave_only_what_is_free() -> None:
    task = cluster(1)
    answer = plan_orders(task, replace(QUICK, seconds=5, gap=0.05))
    assert answer.plan is not None
    part = beside(task, answer.plan, (1,))
    again = solve(part.task, Aim.COST, QUICK, hint=part.inside(answer.plan))
    assert again.plan is not None
    whole = part.outside(again.plan, answer.plan)
    assert not check(task, whole)
    assert figures(task, whole).cost <= figures(task, answer.plan).cost


def test_progress_tells_the_best_plan_and_a_bound_below_it() -> None:
    told: list[tuple[int, int]] = []
    answer = plan_orders(
        cluster(1), replace(QUICK, seconds=5), progress=lambda value, bound: told.append((value, bound))
    )
    assert told
    assert [value for value, _ in told] == sorted((value for value, _ in told), reverse=True)
    assert all(bound <= value for value, bound in told)
    assert told[-1][0] == answer.value


def test_what_is_found_until_it_is_stopped_is_returned_at_once() -> None:
    task = cluster(3, orders=1, steps=14, firms=12)
    found: list[Point] = []
    assert len(front_of(task, Search(600), found=found.append, cancelled=lambda: bool(found))) == 1
    assert not check(task, plan_of(found[0]))
    hard = replace(cluster(3, orders=6, steps=12, firms=8), rules=(Rules(due=36),) * 6)
    began = time.monotonic()
    answer = plan_orders(hard, Search(600, workers=1), cancelled=lambda: time.monotonic() - began > 0.7)
    assert 0.7 < time.monotonic() - began < 2
    assert answer.status in (Status.UNKNOWN, Status.FOUND)
    assert pareto_of(task, Search(600), cancelled=lambda: True) == ()


def test_an_order_that_cannot_be_in_time_makes_all_impossible() -> None:
    task = cluster(1)
    assert plan_orders(replace(task, rules=(Rules(), Rules(due=3))), QUICK).status is Status.IMPOSSIBLE
