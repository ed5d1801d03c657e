"""Why an order is not possible: what was spoilt is named first, and exactly what is asked for makes a plan hold."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clusterbench_gui.domain.networks import Aim, Operation, Rules, Status, Task
from clusterbench_gui.networks.checker import check, figures
from clusterbench_gui.networks.ladder import Step, ladder
from clusterbench_gui.networks.reasons import Cause, Explanation, ReasonSet, explain, granted
from clusterbench_gui.networks.solver import Search, solve
from tests.networks.planted import Planted, planted
from tests.networks.small import tasks, three_steps, worked_example

QUICK = Search(seconds=10, workers=1)
DOZEN = planted(12, middle=False)


def holds(task: Task, one: ReasonSet) -> bool:
    """Whether the plan of a set holds once exactly its amounts are granted, and costs and delivers as the set says."""
    wider = granted(task, one.reasons)
    if one.plan is None or check(wider, one.plan):
        return False
    found = figures(wider, one.plan)
    return (found.cost, found.finish) == (one.cost, one.finish)


def named(one: Planted, found: Explanation) -> bool:
    """Whether the first set is what was spoilt and nothing else."""
    if found.status is not Status.IMPOSSIBLE or len(found.sets[0].reasons) != 1:
        return False
    reason = found.sets[0].reasons[0]
    return (
        reason.cause is one.cause
        and reason.about == (reason.about if one.about is None else one.about)
        and reason.resources == (() if one.resource is None else (one.resource,))
        and (one.firms is None or reason.firms == one.firms)
    )


@pytest.mark.parametrize("one", DOZEN, ids=[f"{place} {one.kind}" for place, one in enumerate(DOZEN)])
def test_what_was_spoilt_is_named_first(one: Planted) -> None:
    assert not check(one.before, one.plan)
    found = explain(one.task, QUICK)
    assert named(one, found)
    assert all(holds(one.task, some) for some in found.sets)


def test_the_two_impossible_cases_of_the_worked_example() -> None:
    late = explain(worked_example(due=6), QUICK)
    assert (late.status, late.verdicts[-1].step, late.verdicts[-1].needed) == (Status.IMPOSSIBLE, Step.TIME, 7)
    assert (Cause.DUE, 1, 7110) in singles(late)
    dear = explain(worked_example(due=10, budget=6000), QUICK)
    assert [one for one in singles(dear) if one[0] in (Cause.DUE, Cause.BUDGET)] == [
        (Cause.DUE, 1, 5980),
        (Cause.BUDGET, 260, 6260),
    ]


def singles(found: Explanation) -> list[tuple[Cause, int, int | None]]:
    return [(one.reasons[0].cause, one.reasons[0].amount, one.cost) for one in found.sets if len(one.reasons) == 1]


def test_where_nothing_helps_alone_the_smallest_set_is_a_pair() -> None:
    task = worked_example(due=5, budget=5000)
    found = explain(task, QUICK)
    assert {one.cause for one in found.sets[0].reasons} == {Cause.DUE, Cause.BUDGET}
    sizes = [len(some.reasons) for some in found.sets]
    assert (min(sizes), sizes) == (2, sorted(sizes))
    assert all(holds(task, some) for some in found.sets)


def test_an_operation_without_any_offer_is_the_reason_whatever_else_is_wrong() -> None:
    task = three_steps(3, 1)
    nobody = replace(task, operations=(task.operations[0], Operation(()), task.operations[2]))
    verdicts = ladder(nobody)
    assert [(one.step, one.holds, one.needed, one.allowed) for one in verdicts] == [(Step.COMPETENCE, False, 2, 3)]
    found = explain(nobody, QUICK)
    assert [(one.cause, one.amount, one.about) for one in found.sets[0].reasons] == [(Cause.COMPETENCE, 1, (1,))]


def test_shares_and_work_of_one_firm_are_reasons() -> None:
    apart = replace(three_steps(), same_firm=((0, 2),))
    assert ladder(apart)[-1].about == (0, 2)
    assert singles(explain(apart, QUICK))[0][:2] == (Cause.SAME_FIRM, 1)
    even = replace(three_steps(), shares=(30,) * 5)
    assert (ladder(even)[-1].step, ladder(even)[-1].needed) == (Step.PARTNERS, 4)
    found = explain(replace(even, rules=(Rules(partners=3),)), QUICK)
    assert {one.cause for one in found.sets[0].reasons} == {Cause.SHARES}
    assert all(holds(replace(even, rules=(Rules(partners=3),)), some) for some in found.sets)


def limits(most: int) -> st.SearchStrategy[int | None]:
    return st.none() | st.integers(0, most)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    tasks(),
    st.builds(Rules, due=limits(9), budget=limits(25), risk=limits(1500), partners=limits(3)),
    st.sampled_from([(), (30, 70, 30), (50, 50, 100)]),
)
def test_exactly_what_is_missing_makes_it_possible(task: Task, rules: Rules, shares: tuple[int, ...]) -> None:
    limited = replace(task, rules=(rules,), shares=shares)
    found = explain(limited, QUICK)
    possible = solve(limited, Aim.COST, QUICK).plan is not None
    assert (found.status is Status.FOUND) == possible
    assert found.plan is None or not check(limited, found.plan)
    assert possible != bool(found.sets)
    assert ladder(limited)[-1].holds or not possible
    for one in found.sets:
        assert all(reason.amount > 0 for reason in one.reasons)
        assert holds(limited, one)
        if len(one.reasons) == 1 and one.reasons[0].cause in (Cause.DUE, Cause.BUDGET, Cause.RELIABILITY):
            less = granted(limited, [replace(one.reasons[0], amount=one.reasons[0].amount - 1)])
            assert solve(less, Aim.COST, QUICK).plan is None
