"""Examples of which every answer is known."""

from dataclasses import replace

import pytest

from clusterbench_gui.domain.networks import Aim, Rules, Status
from clusterbench_gui.networks.fronts import front_of
from clusterbench_gui.networks.ladder import Step, ladder
from clusterbench_gui.networks.reasons import Cause, Reason, reasons_of
from clusterbench_gui.networks.solver import Search, solve
from tests.networks.small import earliest_plans, three_steps

QUICK = Search(seconds=10)
ALL = {
    "123": (11, 432), "124": (11, 450), "125": (12, 530), "133": (12, 495), "134": (13, 518), "135": (13, 584),
    "223": (12, 402), "224": (12, 420), "225": (13, 500), "233": (12, 462), "234": (13, 485), "235": (13, 551),
}  # fmt: skip
"""Firms of the three operations: finish and cost, as the published example of the domain counts them."""


def test_all_twelve_combinations() -> None:
    task = three_steps()
    found = {
        "".join(str(task.operations[place].modes[mode].firm + 1) for place, mode in enumerate(plan.modes)): (
            one.finish,
            one.cost,
        )
        for plan, one in earliest_plans(task)
    }
    assert found == ALL


@pytest.mark.parametrize(("due", "count"), [(13, 12), (12, 7), (11, 2), (10, 0)])
def test_how_many_keep_a_due_date(due: int, count: int) -> None:
    assert len(list(earliest_plans(three_steps(due)))) == count


def test_the_front_is_exactly_two() -> None:
    points = front_of(three_steps(), QUICK)
    assert [(one.finish, one.cost, one.answer.status) for one in points] == [
        (11, 432, Status.OPTIMAL),
        (12, 402, Status.OPTIMAL),
    ]


@pytest.mark.parametrize("aim", [Aim.COST, Aim.FINISH])
def test_the_solver_finds_the_ends_of_the_front(aim: Aim) -> None:
    answer = solve(three_steps(), aim, QUICK)
    assert (answer.status, answer.value) == (Status.OPTIMAL, 402 if aim is Aim.COST else 11)


def test_a_due_date_too_early_is_a_number() -> None:
    last = ladder(three_steps(10))[-1]
    assert (last.step, last.holds, last.needed, last.allowed) == (Step.TIME, False, 11, 10)
    assert solve(three_steps(10), Aim.COST, QUICK).status is Status.IMPOSSIBLE


def test_a_budget_too_small_is_a_number() -> None:
    last = ladder(three_steps(12, 400))[-1]
    assert (last.step, last.holds, last.needed, last.allowed) == (Step.COST, False, 402, 400)


def test_reasons_are_what_would_make_it_possible() -> None:
    late = reasons_of(three_steps(10), QUICK)
    assert Reason(Cause.DUE, 1, cost=432, limit=10) in late
    assert all(one.cause in (Cause.DUE, Cause.WINDOWS, Cause.HOURS, Cause.TRANSPORT) for one in late)
    dear = reasons_of(three_steps(11, 420), QUICK)
    assert Reason(Cause.BUDGET, 12, cost=432, limit=420) in dear
    assert Reason(Cause.DUE, 1, cost=402, limit=11) in dear
    assert reasons_of(three_steps(12), QUICK) == ()


def test_an_operation_that_nobody_can_do_is_named() -> None:
    task = three_steps()
    gone = replace(task, capacities=(*task.capacities[:3], (0,) * 20, (0,) * 20))
    assert ladder(gone)[-1].holds
    shut = replace(task, capacities=(*task.capacities[:2], *((0,) * 20,) * 3))
    last = ladder(shut)[-1]
    assert (last.step, last.about) == (Step.COMPETENCE, (2,))


def test_a_limit_of_partners_and_risk() -> None:
    task = replace(three_steps(), risks=(100, 50, 30, 10, 10))
    for rules, firms in ((Rules(partners=2), 2), (Rules(risk=80), 2)):
        answer = solve(replace(task, rules=(rules,)), Aim.COST, QUICK)
        assert answer.plan is not None
        used = {task.operations[place].modes[mode].firm for place, mode in enumerate(answer.plan.modes)}
        assert len(used) <= firms
        assert rules.risk is None or sum(task.risks[firm] for firm in used) <= rules.risk
