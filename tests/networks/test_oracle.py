"""What the program finds is what another solver finds for the same task. CLUSTERBENCH_EXAMPLES=500 tries that many tasks."""

import os

import pytest

from clusterbench_gui.domain.networks import Aim, Status, Task
from clusterbench_gui.networks.checker import check
from clusterbench_gui.networks.fronts import cheapest_by, front_of
from clusterbench_gui.networks.pareto import pareto_of
from clusterbench_gui.networks.several import plan_orders
from clusterbench_gui.networks.solver import Search, solve
from clusterbench_gui.networks.tree import curve_of
from tests.networks.oracle import best, front, random_task
from tests.networks.small import earliest_plans

EXAMPLES = int(os.environ.get("CLUSTERBENCH_EXAMPLES", "16"))
SEARCH = Search(seconds=20, workers=1)


def by_orders(orders: int, count: int) -> dict[int, Task]:
    return {seed: random_task(seed, orders) for seed in range(count)}


def test_the_least_of_each_aim_is_the_same() -> None:
    possible = 0
    for seed, task in by_orders(1, EXAMPLES).items():
        known = {aim: best(task, aim) for aim in Aim}
        possible += known[Aim.COST] is not None
        for aim, value in known.items():
            answer = solve(task, aim, SEARCH)
            assert (seed, answer.value) == (seed, value)
            assert answer.status is (Status.IMPOSSIBLE if value is None else Status.OPTIMAL)
            assert answer.plan is None or not check(task, answer.plan)
        due = task.horizon if task.rules[0].due is None else min(task.rules[0].due, task.horizon)
        assert (seed, cheapest_by(task, curve_of(task, 0), due, SEARCH).value) == (seed, known[Aim.COST])
    assert EXAMPLES / 4 < possible < EXAMPLES


def test_in_a_chain_counting_comes_to_the_same() -> None:
    chains = [one for one in by_orders(1, EXAMPLES).values() if all(len(links) < 2 for links in one.behind)]
    assert len(chains) > EXAMPLES / 4
    for task in chains:
        assert best(task, Aim.COST) == min((one.cost for _, one in earliest_plans(task)), default=None)


def test_orders_together_cost_the_same() -> None:
    beyond = {259: random_task(259, 2)}  # its cheapest plan would be delivered after the last slot
    for seed, task in (by_orders(2, EXAMPLES) | beyond).items():
        value = best(task, Aim.COST)
        answer = plan_orders(task, SEARCH)
        assert (seed, answer.value) == (seed, value)
        assert answer.status is (Status.IMPOSSIBLE if value is None else Status.OPTIMAL)


@pytest.mark.parametrize("seed", sorted({3, 13, 14, *range(EXAMPLES // 4)}))
def test_the_front_is_the_same_also_where_the_curve_is_no_plan(seed: int) -> None:
    """In 3 and 13 the first plan comes later than the curve ends, in 14 one lies between its days."""
    task = random_task(seed)
    known = front(task)
    assert [(one.finish, one.cost) for one in front_of(task, SEARCH)] == known
    points = pareto_of(task, SEARCH)
    assert set(known) <= {(one.finish, one.cost) for one in points}
    for one in points:
        assert best(task, Aim.COST, due=one.finish, risk=one.risk) == one.cost
        assert best(task, Aim.RISK, due=one.finish, budget=one.cost) == one.risk
        assert best(task, Aim.FINISH, budget=one.cost, risk=one.risk) == one.finish
