"""What happens after a plan was made, and other partners for the same order."""

from dataclasses import replace
from itertools import combinations

import pytest

from clusterbench_gui.domain.networks import Aim, Mode, Operation, Plan, Rules, Status, Task
from clusterbench_gui.networks.changes import fixed_until, replan, without_firm
from clusterbench_gui.networks.checker import check, chosen, figures
from clusterbench_gui.networks.ladder import Step, ladder
from clusterbench_gui.networks.solver import Search, solve
from clusterbench_gui.networks.variants import differing
from tests.networks.small import cluster, three_steps

QUICK = Search(seconds=5, workers=1)


def best(task: Task) -> Plan:
    answer = solve(task, Aim.COST, QUICK)
    assert answer.plan is not None
    return answer.plan


@pytest.mark.parametrize(("firm", "cost"), [(1, 495), (2, 420), (0, 402), (3, 402)])
def test_without_a_firm_the_example_costs_what_its_table_says(firm: int, cost: int) -> None:
    task = three_steps()
    answer = replan(without_firm(task, firm), best(task), QUICK)
    assert (answer.status, answer.value) == (Status.OPTIMAL, cost)
    assert answer.plan is not None
    assert firm not in figures(task, answer.plan).firms


def test_modes_keep_their_numbers_and_an_operation_that_only_the_firm_can_do_is_named() -> None:
    task = replace(three_steps(), operations=(*three_steps().operations[:2], Operation((Mode(2, (), 90, 2),))))
    gone = without_firm(task, 2)
    assert [len(one.modes) for one in gone.operations] == [len(one.modes) for one in task.operations]
    last = ladder(gone)[-1]
    assert (last.step, last.holds, last.about) == (Step.COMPETENCE, False, (2,))
    assert replan(gone, best(task), QUICK).status is Status.IMPOSSIBLE


def test_work_that_has_begun_stays_and_the_rest_begins_later() -> None:
    task = cluster(1, orders=1)
    plan = best(task)
    slot = sorted(plan.starts)[3]
    fixed = fixed_until(task, plan, slot)
    assert not check(fixed, plan)
    begun = [place for place, start in enumerate(plan.starts) if start < slot]
    firm = next(mode.firm for place, mode in enumerate(chosen(task, plan)) if place not in begun)
    answer = replan(without_firm(fixed, firm), plan, QUICK)
    assert answer.plan is not None
    for place, (mode, start) in enumerate(zip(answer.plan.modes, answer.plan.starts, strict=True)):
        if place in begun:
            assert (mode, start) == (plan.modes[place], plan.starts[place])
        else:
            assert start >= slot
            assert task.operations[place].modes[mode].firm != firm
    assert {one.code for one in check(fixed, replace(plan, starts=tuple(one + 9 for one in plan.starts)))} >= {
        "plan-too-late"
    }


def test_what_a_firm_that_drops_out_has_not_ended_is_lost() -> None:
    task = three_steps()
    plan = Plan((0, 0, 0), (0, 3, 8))
    assert not check(task, plan)
    running = without_firm(fixed_until(task, plan, 1, lost=0), 0)
    ended = without_firm(fixed_until(task, plan, 2, lost=0), 0)
    assert check(running, plan)
    assert not check(ended, plan)


def test_orders_that_a_change_does_not_touch_stay_as_they_are() -> None:
    task = cluster(1)
    plan = best(task)
    firms = [set(figures(task, plan, order).firms) for order in (0, 1)]
    firm = min(firms[0] - firms[1])
    gone = without_firm(task, firm)
    answer = replan(gone, plan, QUICK)
    assert answer.plan is not None
    assert not check(gone, answer.plan)
    assert (answer.plan.modes[6:], answer.plan.starts[6:]) == (plan.modes[6:], plan.starts[6:])
    assert answer.value == figures(task, answer.plan).cost


def test_variants_have_other_partners_and_are_not_much_dearer() -> None:
    task = replace(cluster(5, orders=1, steps=8, firms=12), rules=(Rules(due=45),))
    plan = best(task)
    found = differing(task, plan, 3, QUICK, most_more=0.3)
    assert len(found) == 3
    cost = figures(task, plan).cost
    for answer in found:
        assert answer.plan is not None
        assert not check(task, answer.plan)
        assert (answer.bound or 0) <= (answer.value or 0) <= 1.3 * cost
    firms = [set(figures(task, one).firms) for one in (plan, *(answer.plan for answer in found if answer.plan))]
    for earlier, later in combinations(firms, 2):
        assert len(earlier - later) >= 2


def test_there_are_no_variants_where_nobody_can_be_replaced() -> None:
    task = three_steps()
    only = replace(task, operations=tuple(Operation((one.modes[0],)) for one in task.operations))
    assert differing(only, best(only), 2, QUICK) == ()
