"""The checker finds and names what is planted: schedules changed in known ways, each fault counted by other means than the checker's."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from random import Random

from clusterbench_gui.domain.networks import Aim, Mode, Plan, Rules, Task
from clusterbench_gui.networks.checker import check
from clusterbench_gui.networks.solver import Search, solve
from tests.networks.small import cluster, three_steps

MUTATIONS = 500
Mutation = Callable[[Task, Plan, Random], tuple[Task, Plan]]


def faults(task: Task, plan: Plan) -> set[str]:
    """What is wrong, slot by slot and firm by firm."""
    count = len(task.operations)
    if not len(plan.modes) == len(plan.starts) == count:
        return {"plan-incomplete"}
    if not all(mode in range(len(task.operations[place].modes)) for place, mode in enumerate(plan.modes)):
        return {"plan-mode"}
    modes = [task.operations[place].modes[plan.modes[place]] for place in range(count)]
    ends = [plan.starts[place] + modes[place].duration for place in range(count)]
    found = _of_times(task, plan, ends) | _of_amounts(task, plan, modes, ends)
    for link in task.links:
        sender, receiver = modes[link.before].firm, modes[link.after].firm
        if plan.starts[link.after] - ends[link.before] < task.transport.lags[sender][receiver] + link.lag:
            found.add("plan-order")
    for one, other in task.same_firm:
        found |= {"plan-same-firm"} if modes[one].firm != modes[other].firm else set()
    for order in range(task.orders):
        found |= _of_rules(task, order, modes, ends)
    return found


def _of_times(task: Task, plan: Plan, ends: list[int]) -> set[str]:
    found = set()
    for one, start, end in zip(task.operations, plan.starts, ends, strict=True):
        found |= {"plan-too-early"} if start < max(0, one.release) else set()
        found |= {"plan-too-late"} if one.latest is not None and start > one.latest else set()
        found |= {"plan-beyond"} if end > task.horizon else set()
    return found


def _of_amounts(task: Task, plan: Plan, modes: list[Mode], ends: list[int]) -> set[str]:
    found = set()
    for slot in range(task.horizon):
        busy = [mode for mode, start, end in zip(modes, plan.starts, ends, strict=True) if start <= slot < end]
        for resource in range(len(task.capacities)):
            load = sum(amount for mode in busy for need, amount in mode.needs if need == resource)
            found |= {"plan-overload"} if load > task.capacity(resource, slot) else set()
    for stock, there in enumerate(task.stocks):
        used = sum(amount for mode in modes for one, amount in mode.uses if one == stock)
        found |= {"plan-stock"} if used > there else set()
    return found


def _of_rules(task: Task, order: int, modes: list[Mode], ends: list[int]) -> set[str]:
    mine = [place for place, one in enumerate(task.operations) if one.order == order]
    last = [place for place in mine if all(link.before != place for link in task.links)]
    sent = task.deliveries[order]
    work = sum(modes[place].cost for place in mine)
    ways = sum(
        task.transport.costs[modes[one.before].firm][modes[one.after].firm] for one in task.links if one.before in mine
    )
    firms = {modes[place].firm for place in mine}
    rules, found = task.rules[order], set()
    arrives = max(ends[place] + sent.lags[modes[place].firm] for place in last)
    if rules.due is not None and arrives > rules.due:
        found.add("plan-late")
    if arrives > task.horizon and (rules.due is None or rules.due > task.horizon):
        found.add("plan-delivered-beyond")
    if rules.budget is not None and work + ways + sum(sent.costs[modes[one].firm] for one in last) > rules.budget:
        found.add("plan-cost")
    if rules.risk is not None and sum(task.risks[firm] for firm in firms) > rules.risk:
        found.add("plan-risk")
    if rules.partners is not None and len(firms) > rules.partners:
        found.add("plan-partners")
    for firm in firms:
        share = task.shares[firm] if task.shares else 100
        if 100 * sum(modes[place].cost for place in mine if modes[place].firm == firm) > share * work:
            found.add("plan-share")
    return found


def _put(rows: tuple[int, ...], place: int, value: int) -> tuple[int, ...]:
    return (*rows[:place], value, *rows[place + 1 :])


def _started(task: Task, plan: Plan, draw: Random, start: int) -> tuple[Task, Plan]:
    return task, replace(plan, starts=_put(plan.starts, draw.randrange(len(plan.starts)), start))


def _ruled(task: Task, plan: Plan, draw: Random, rules: Rules) -> tuple[Task, Plan]:
    return replace(task, rules=_put(task.rules, draw.randrange(task.orders), rules)), plan


def _mode_elsewhere(task: Task, plan: Plan, draw: Random) -> tuple[Task, Plan]:
    pairs = ((draw.randrange(len(plan.modes)), draw.randrange(len(plan.modes))),)
    return replace(task, same_firm=pairs), plan


def _far_away(task: Task, plan: Plan, draw: Random) -> tuple[Task, Plan]:
    far = tuple(replace(one, lags=(task.horizon - draw.randint(0, 9),) * len(one.lags)) for one in task.deliveries)
    return replace(task, deliveries=far), plan


def _begun(task: Task, plan: Plan, draw: Random) -> tuple[Task, Plan]:
    place = draw.randrange(len(plan.starts))
    begun = replace(task.operations[place], latest=plan.starts[place] - draw.randint(1, 5))
    return replace(task, operations=_put(task.operations, place, begun)), plan


def _used_up(task: Task, plan: Plan, draw: Random) -> tuple[Task, Plan]:
    operations = tuple(
        replace(one, modes=tuple(replace(mode, uses=((0, draw.randint(0, 3)),)) for mode in one.modes))
        for one in task.operations
    )
    return replace(task, operations=operations, stocks=(len(operations),)), plan


KINDS: dict[str, Mutation] = {
    "plan-incomplete": lambda task, plan, _: (task, Plan(plan.modes[:-1], plan.starts)),
    "plan-mode": lambda task, plan, draw: (
        task,
        replace(plan, modes=_put(plan.modes, draw.randrange(3), draw.choice((-1, 7)))),
    ),
    "plan-too-early": lambda task, plan, draw: _started(task, plan, draw, -draw.randint(1, 3)),
    "plan-too-late": _begun,
    "plan-beyond": lambda task, plan, draw: _started(task, plan, draw, task.horizon - draw.randint(0, 2)),
    "plan-order": lambda task, plan, draw: _started(task, plan, draw, draw.randrange(12)),
    "plan-overload": lambda task, plan, draw: _started(task, plan, draw, draw.randrange(16)),
    "plan-stock": _used_up,
    "plan-late": lambda task, plan, draw: _ruled(task, plan, draw, Rules(due=draw.randint(1, 25))),
    "plan-cost": lambda task, plan, draw: _ruled(task, plan, draw, Rules(budget=draw.randint(100, 4000))),
    "plan-risk": lambda task, plan, draw: _ruled(task, plan, draw, Rules(risk=draw.randint(0, 2500))),
    "plan-partners": lambda task, plan, draw: _ruled(task, plan, draw, Rules(partners=draw.randint(0, 5))),
    "plan-delivered-beyond": _far_away,
    "plan-share": lambda task, plan, draw: (replace(task, shares=(draw.randint(5, 80),) * len(task.capacities)), plan),
    "plan-same-firm": _mode_elsewhere,
}


def test_five_hundred_planted_faults_are_found_and_named() -> None:
    planted = planted_faults()
    assert min(planted[kind] for kind in KINDS) >= MUTATIONS // len(KINDS)


def planted_faults() -> Counter[str]:
    """How many faults of each kind were planted in plans that hold, every one of them found by the checker and nothing else."""
    draw = Random(7)
    tasks = [cluster(1), cluster(2, orders=1), replace(three_steps(), risks=(100, 50, 30, 10, 10))]
    solved = [(task, solve(task, Aim.COST, Search(seconds=20, gap=0.02)).plan) for task in tasks]
    planted = Counter()
    tries = 0
    while sum(planted.values()) < MUTATIONS:
        tries += 1
        assert tries < 20 * MUTATIONS, planted
        kind = min(KINDS, key=lambda one: (planted[one], draw.random()))
        task, plan = solved[tries % len(solved)]
        assert plan is not None
        assert not check(task, plan)
        assert not faults(task, plan)
        changed, wrong = KINDS[kind](task, plan, draw)
        counted = faults(changed, wrong)
        assert {one.code for one in check(changed, wrong)} == counted
        planted[kind] += kind in counted
    return planted
