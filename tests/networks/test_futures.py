"""Disturbed futures, moves by hand and late ways: what holds for every task and plan."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusterbench_gui.domain.networks import Mode, Operation, Plan, Rules, Task
from clusterbench_gui.networks.checker import check, figures
from clusterbench_gui.networks.dispatch import free_amounts
from clusterbench_gui.networks.futures import critical_firms, disturbed
from clusterbench_gui.networks.ladder import ladder
from clusterbench_gui.networks.trying import best_mode_at, delayed, delivered_late, moved, settle, try_move
from tests.networks.small import earliest_plans, tasks, three_steps

MANY = settings(max_examples=80, deadline=None)
FIRMS = 3


def plan_of(task: Task, data: st.DataObject) -> Plan | None:
    plans = [plan for plan, _ in earliest_plans(task)]
    return data.draw(st.sampled_from(plans)) if plans else None


@MANY
@given(tasks(), st.data())
def test_futures_without_delays_are_the_plan_and_more_delay_is_never_earlier(task: Task, data: st.DataObject) -> None:
    plan = plan_of(task, data)
    if plan is None:
        return
    finish = figures(task, plan).finish
    due = replace(task, rules=(Rules(due=finish),))
    sure = disturbed(due, plan, [1.0] * FIRMS, count=50)
    assert sure is not None
    assert (sure.on_time, sure.middle, sure.nine_tenths, sure.mean) == (1.0, finish, finish, finish)
    shares = data.draw(st.lists(st.floats(0, 1), min_size=FIRMS, max_size=FIRMS))
    worse = [share * data.draw(st.floats(0, 1)) for share in shares]
    first, second = (disturbed(due, plan, some, count=200) for some in (shares, worse))
    longer = disturbed(due, plan, shares, count=200, late=5.0)
    assert first is not None
    for later in (second, longer):
        assert later is not None
        assert later.mean >= first.mean >= finish
        assert later.middle >= first.middle
        assert later.nine_tenths >= first.nine_tenths
        assert (later.on_time or 0) <= (first.on_time or 0)
    assert all(one.extra >= 0 for one in first.firms)


def test_a_firm_is_late_as_often_as_is_known_and_the_unknown_are_said() -> None:
    task = three_steps(11)
    plan = Plan((0, 0, 0), (0, 3, 8))
    assert not check(task, plan)
    found = disturbed(task, plan, (0.8, None, 0.6, None, None), (0.1, 0.2, None, 0.9, 0.9), count=20_000)
    assert found is not None
    assert [(one.firm, one.is_known) for one in found.firms] == [(0, True), (1, False), (2, True)]
    assert [one.late for one in found.firms] == pytest.approx([0.2, 0.3, 0.4], abs=0.01)
    assert (found.unknown, found.unknown_dropout) == ((1,), (2,))
    assert found.no_dropout == pytest.approx(0.9 * 0.8 * 0.85)
    assert found.on_time == pytest.approx(found.orders[0].on_time)
    assert [slot for slot, _ in found.finishes] == sorted({slot for slot, _ in found.finishes})
    assert sum(count for _, count in found.finishes) == found.count
    assert sum(slot * count for slot, count in found.finishes) / found.count == pytest.approx(found.mean)
    assert sum(count for slot, count in found.finishes if slot <= 11) / found.count == pytest.approx(found.on_time)
    assert sum(one.first or 0 for one in found.firms) == pytest.approx(1)
    assert sum(one.last or 0 for one in found.firms) == pytest.approx(1)
    assert disturbed(task, plan, (None,) * 5) is None
    assert disturbed(replace(task, rules=(Rules(),)), plan, (0.5,) * 5).on_time is None


def test_who_is_late_first_carries_what_follows() -> None:
    one = Operation((Mode(2, ((0, 1),), 0, 0),))
    task = Task((one, one), (), ((1,),), 20, rules=(Rules(due=4),))
    found = disturbed(task, Plan((0, 0), (0, 2)), (0.5,), count=4000)
    assert found is not None
    assert found.on_time == pytest.approx(0.5, abs=0.03)  # each of both, and the second waits for the first
    assert (found.firms[0].first, found.firms[0].last) == (1.0, 1.0)


@MANY
@given(tasks(), st.data())
def test_a_move_and_back_changes_nothing_and_what_settles_holds(task: Task, data: st.DataObject) -> None:
    plan = plan_of(task, data)
    if plan is None:
        return
    place = data.draw(st.integers(0, len(plan.starts) - 1))
    mode = data.draw(st.integers(0, len(task.operations[place].modes) - 1))
    start = data.draw(st.integers(0, task.horizon - 1))
    there = try_move(task, plan, place, mode=mode, start=start)
    assert there.problems == check(task, there.plan)
    back = try_move(task, there.plan, place, mode=plan.modes[place], start=plan.starts[place])
    assert (back.plan, back.problems) == (plan, ())
    assert (back.finish_change, back.cost_change, back.risk_change) == (
        -there.finish_change,
        -there.cost_change,
        -there.risk_change,
    )
    before = moved(plan, place, mode, start)
    for earlier in (False, True):
        settled = settle(task, before, place, earlier=earlier)
        if there.holds:
            assert settled == before
        if settled is not None:
            assert not check(task, settled)
            assert settled.modes == before.modes
            assert settled.starts[place] == start
    firm = task.operations[task.last(0)[0]].modes[plan.modes[task.last(0)[0]]].firm
    sent = delivered_late(task, plan, 0, firm, 2)
    assert (sent.plan, sent.cost_change >= 0) == (plan, True)
    assert 0 <= sent.finish_change <= 2
    if task.links:
        link = data.draw(st.sampled_from(task.links))
        late = delayed(task, plan, link, 2)
        assert all(now >= then for now, then in zip(late.plan.starts, plan.starts, strict=True))
        assert late.finish_change >= 0
        assert {one.code for one in late.problems} <= {"plan-beyond", "plan-delivered-beyond", "plan-overload"}


def test_settling_pushes_what_follows_and_pulls_what_leads() -> None:
    task = three_steps(20)
    plan = Plan((0, 0, 0), (0, 3, 8))
    later = settle(task, moved(plan, 1, 0, 4), 1)
    assert later == Plan((0, 0, 0), (0, 4, 9))
    slow = Plan((0, 0, 0), (2, 5, 10))
    assert not check(task, slow)
    assert settle(task, moved(slow, 1, 0, 4), 1) is None
    assert settle(task, moved(slow, 1, 0, 4), 1, earlier=True) == Plan((0, 0, 0), (1, 4, 10))
    assert settle(task, moved(plan, 1, 0, 9), 1) is None
    free = free_amounts(task)
    assert [best_mode_at(task, 1, firm, 3, free) for firm in (0, 1, 2)] == [None, 0, 1]


def test_a_firm_that_nobody_replaces_is_critical() -> None:
    task = three_steps(12)
    for firms in (critical_firms(task), critical_firms(task, range(5))):
        assert firms == tuple(firm for firm in range(5) if is_missed(task, firm))
    assert critical_firms(three_steps(11)) == (0, 1)
    assert critical_firms(three_steps(9)) == ()


def is_missed(task: Task, firm: int) -> bool:
    left = tuple(replace(one, modes=tuple(mode for mode in one.modes if mode.firm != firm)) for one in task.operations)
    return not ladder(replace(task, operations=left))[-1].holds
