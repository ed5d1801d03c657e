"""What holds for every task: the solver finds what counting finds, bounds are bounds, more freedom never costs more."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clusterbench_gui.domain.networks import Aim, Operation, Plan, Rules, Status, Task
from clusterbench_gui.networks.checker import check, figures
from clusterbench_gui.networks.fronts import cheapest_by
from clusterbench_gui.networks.narrowing import narrowed
from clusterbench_gui.networks.pareto import pareto_of
from clusterbench_gui.networks.solver import Search, solve
from clusterbench_gui.networks.tree import NEVER, as_plan, curve_of, plan_by
from tests.networks.small import earliest_plans, tasks

QUICK = Search(seconds=20, workers=1)
FEW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MANY = settings(max_examples=150, deadline=None)


@FEW
@given(tasks())
def test_the_solver_is_never_worse_than_counting_and_never_better_than_the_curve(task: Task) -> None:
    counted = [one.cost for _, one in earliest_plans(task)]
    answer = solve(task, Aim.COST, QUICK)
    bound = curve_of(task, 0).cost()
    if answer.plan is None:
        assert (answer.status, counted) == (Status.IMPOSSIBLE, [])
        return
    assert answer.status is Status.OPTIMAL
    assert bound is not None
    assert bound <= answer.value <= min(counted, default=answer.value)
    assert not check(task, answer.plan)


@FEW
@given(tasks(), st.integers(3, 14))
def test_narrowing_leaves_out_nothing_that_may_be_best(task: Task, due: int) -> None:
    curve = curve_of(task, 0)
    narrow = cheapest_by(task, curve, due, QUICK)
    wide = solve(replace(task, rules=(Rules(due=due),)), Aim.COST, QUICK)
    assert (narrow.status, narrow.value) == (wide.status, wide.value)
    assert narrow.plan is None or not check(replace(task, rules=(Rules(due=due),)), narrow.plan)
    if wide.plan is not None:
        left = narrowed(task, curve, due, wide.value or 0)
        assert left is not None
        inside = left.inside(wide.plan)
        assert inside is not None
        assert left.outside(inside) == wide.plan
        for start, mode, spans in zip(inside.starts, inside.modes, left.windows, strict=True):
            assert spans[mode][0] <= start <= spans[mode][1]


@MANY
@given(tasks())
def test_a_plan_of_the_curve_costs_what_the_curve_says(task: Task) -> None:
    curve = curve_of(task, 0)
    for slot, cost in curve.breakpoints():
        found = plan_by(task, curve, slot)
        assert found is not None
        plan = as_plan(task, found)
        assert figures(task, plan).cost == cost
        assert figures(task, plan).finish <= slot
        assert {one.code for one in check(task, plan)} <= {"plan-overload"}


@MANY
@given(tasks())
def test_the_curve_falls_and_never_rises(task: Task) -> None:
    costs = curve_of(task, 0).costs.tolist()
    assert all(later <= earlier for earlier, later in pairwise(costs))
    assert costs[0] == NEVER


@FEW
@given(tasks(), st.integers(0, 2))
def test_more_capacity_never_costs_more(task: Task, firm: int) -> None:
    wider = replace(
        task,
        capacities=tuple((2,) * task.horizon if place == firm else row for place, row in enumerate(task.capacities)),
    )
    assert _least(wider) <= _least(task)


@FEW
@given(tasks(), st.integers(4, 12))
def test_a_later_due_date_never_costs_more(task: Task, due: int) -> None:
    costs = [_least(replace(task, rules=(Rules(due=one),))) for one in (due, due + 2)]
    assert costs[1] <= costs[0]


@FEW
@given(tasks(), st.integers(0, 2))
def test_a_firm_less_never_helps(task: Task, firm: int) -> None:
    left = tuple(replace(one, modes=tuple(mode for mode in one.modes if mode.firm != firm)) for one in task.operations)
    if all(one.modes for one in left):
        assert _least(replace(task, operations=left)) >= _least(task)


@FEW
@given(tasks(), st.randoms(use_true_random=False))
def test_the_order_of_modes_changes_nothing(task: Task, draw) -> None:
    mixed = tuple(replace(one, modes=tuple(draw.sample(one.modes, len(one.modes)))) for one in task.operations)
    assert _least(replace(task, operations=mixed)) == _least(task)


@FEW
@given(tasks(), st.data())
def test_shares_work_of_one_firm_and_risk_are_kept_at_the_least_cost(task: Task, data: st.DataObject) -> None:
    roomy = replace(task, capacities=((9,),) * len(task.capacities))
    shares = tuple(data.draw(st.lists(st.sampled_from((30, 50, 70, 100)), min_size=3, max_size=3)))
    places = st.integers(0, len(task.operations) - 1)
    pairs = tuple(data.draw(st.lists(st.tuples(places, places), max_size=1)))
    risk = data.draw(st.integers(0, 1500))
    wanted = replace(roomy, shares=shares, same_firm=pairs, rules=(Rules(risk=risk),))
    allowed = [
        one.cost for plan, one in earliest_plans(roomy) if one.risk <= risk and _keeps(roomy, plan, shares, pairs)
    ]
    assert _least(wanted) == min(allowed, default=float("inf"))
    curve = curve_of(wanted, 0)
    if curve.cost() is not None:
        assert cheapest_by(wanted, curve, wanted.horizon, QUICK).value == min(allowed, default=None)
    assert _least(replace(wanted, shares=tuple(min(one + 20, 100) for one in shares))) <= _least(wanted)


def _keeps(task: Task, plan: Plan, shares: Sequence[int], pairs: Sequence[tuple[int, int]]) -> bool:
    modes = [one.modes[mode] for one, mode in zip(task.operations, plan.modes, strict=True)]
    whole = sum(mode.cost for mode in modes)
    parts = [sum(mode.cost for mode in modes if mode.firm == firm) for firm in range(3)]
    within = all(100 * part <= share * whole for part, share in zip(parts, shares, strict=True))
    return within and all(modes[one].firm == modes[other].firm for one, other in pairs)


@settings(FEW, max_examples=15)
@given(tasks())
def test_no_plan_is_better_in_all_than_one_of_finish_cost_and_risk(task: Task) -> None:
    roomy = replace(task, capacities=((9,),) * len(task.capacities))
    known = [(one.finish, one.cost, one.risk) for _, one in earliest_plans(roomy)]
    best = {one for one in known if not any(other != one and _is_as_good(other, one) for other in known)}
    points = pareto_of(roomy, QUICK)
    assert {(one.finish, one.cost, one.risk) for one in points} <= best
    assert (
        {min(one[:2] for one in best), min((one[1], one[0]) for one in best)[::-1]}
        <= {(one.finish, one.cost) for one in points}
        if best
        else not points
    )
    for point in points:
        assert point.answer.plan is not None
        counted = figures(roomy, point.answer.plan)
        assert (counted.finish, counted.cost, counted.risk) == (point.finish, point.cost, point.risk)


def _is_as_good(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    return all(a <= b for a, b in zip(one, other, strict=True))


def _least(task: Task) -> float:
    answer = solve(task, Aim.COST, QUICK)
    assert answer.status in (Status.OPTIMAL, Status.IMPOSSIBLE)
    return float("inf") if answer.value is None else answer.value


@MANY
@given(tasks(), st.data())
def test_the_checker_finds_every_planted_fault(task: Task, data: st.DataObject) -> None:
    plans = [plan for plan, _ in earliest_plans(task)]
    if not plans:
        return
    plan = data.draw(st.sampled_from(plans))
    place = data.draw(st.integers(0, len(plan.starts) - 1))
    mode = task.operations[place].modes[plan.modes[place]]
    faults = {
        "plan-too-early": (task, _moved(plan, place, -1)),
        "plan-beyond": (task, _moved(plan, place, task.horizon)),
        "plan-mode": (task, replace(plan, modes=(*plan.modes[:place], 9, *plan.modes[place + 1 :]))),
        "plan-incomplete": (task, Plan(plan.modes[1:], plan.starts[1:])),
        "plan-overload": (replace(task, capacities=((0,),) * len(task.capacities)), plan),
        "plan-late": (replace(task, rules=(Rules(due=figures(task, plan).finish - 1),)), plan),
        "plan-partners": (replace(task, rules=(Rules(partners=0),)), plan),
    }
    if task.before[place]:
        link = task.before[place][0]
        faults["plan-order"] = (task, _moved(plan, place, plan.starts[link.before]))
    if figures(task, plan).cost:
        faults["plan-cost"] = (replace(task, rules=(Rules(budget=figures(task, plan).cost - 1),)), plan)
    if task.risk(mode.firm):
        faults["plan-risk"] = (replace(task, rules=(Rules(risk=0),)), plan)
    stocked = Operation((replace(mode, uses=((0, 2),)),))
    operations = (*task.operations[:place], stocked, *task.operations[place + 1 :])
    first = replace(plan, modes=(*plan.modes[:place], 0, *plan.modes[place + 1 :]))
    faults["plan-stock"] = (replace(task, operations=operations, stocks=(1,)), first)
    for code, (changed, wrong) in faults.items():
        assert code in {one.code for one in check(changed, wrong)}, code


def _moved(plan: Plan, place: int, start: int) -> Plan:
    return replace(plan, starts=(*plan.starts[:place], start, *plan.starts[place + 1 :]))


@FEW
@given(tasks(), st.integers(0, 10), st.integers(1, 9))
def test_being_late_is_weighed_against_what_it_saves(task: Task, wanted: int, late_cost: int) -> None:
    rules = Rules(wanted=wanted, late_cost=late_cost)
    late = replace(task, rules=(rules,))
    by_day = [solve(replace(task, rules=(Rules(due=day),)), Aim.COST, QUICK).value for day in range(1, 15)]
    wanted_costs = [cost + rules.late(day) for day, cost in enumerate(by_day, start=1) if cost is not None]
    answer = cheapest_by(late, curve_of(late, 0), late.horizon, QUICK)
    assert answer.value == min(wanted_costs, default=None)
    assert answer.plan is None or figures(late, answer.plan).cost == answer.value
    bound = curve_of(late, 0).cost()
    assert answer.value is None or bound is None or bound <= answer.value
