"""Orders of invented clusters that were possible before one thing was spoilt: what an explanation has to name first."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import cycle, islice

import numpy as np

from clusterbench_gui.domain.networks import Delivery, Link, Mode, Operation, Plan, Rules, Task, Transport
from clusterbench_gui.networks.causes import Cause
from clusterbench_gui.networks.checker import check
from clusterbench_gui.networks.ladder import of_firms
from clusterbench_gui.networks.paths import paths_of
from clusterbench_gui.networks.tree import as_plan, curve_of, plan_by
from clusterbench_gui.networks.trying import pushed

Draw = np.random.Generator


@dataclass(frozen=True)
class Planted:
    """A spoilt order, what was spoilt, and the operations, firms or resources that it is about."""

    kind: str
    before: Task
    plan: Plan
    task: Task
    cause: Cause
    about: tuple[int, ...] | None = None
    resource: int | None = None
    firms: tuple[int, ...] | None = None


def cluster(draw: Draw, firms: int, steps: int, horizon: int) -> Task:
    """An order whose operations come together like a tree, in a cluster in which a firm has resources for a few technologies.

    The technologies of the last two operations and of their suppliers each have a firm of their own that alone can do them.
    """
    technologies = max(3, steps // 2)
    resources: list[tuple[int, int]] = []
    for technology in range(technologies):
        count = int(draw.integers(2, max(3, firms // 3)))
        resources += [(int(firm), technology) for firm in draw.choice(firms, size=count, replace=False)]
    sole = {steps - 1: 0, steps - 2: 1, steps - 3: 2}
    special = {place: len(resources) + number for place, number in sole.items()}
    resources += [(firm, technologies + firm) for firm in sole.values()]
    capacities = tuple(_weeks(draw, horizon) for _ in resources)
    operations = []
    for place in range(steps):
        technology = int(draw.integers(0, technologies))
        mine = [special[place]] if place in special else _of(resources, technology)
        hours = int(draw.integers(6, 40))
        modes = [mode for one in mine for mode in _modes(draw, one, resources[one][0], capacities[one], hours)]
        operations.append(Operation(tuple(modes)))
    links = [Link(place, int(draw.integers(place + 1, min(place + 4, steps - 2)))) for place in range(steps - 3)]
    links += [Link(steps - 3, steps - 2), Link(steps - 2, steps - 1)]
    lags = [[0 if one == other else int(draw.integers(1, 3)) for other in range(firms)] for one in range(firms)]
    costs = [[0 if one == other else int(draw.integers(20, 200)) for other in range(firms)] for one in range(firms)]
    return Task(
        tuple(operations),
        tuple(links),
        capacities,
        horizon,
        transport=Transport(tuple(map(tuple, lags)), tuple(map(tuple, costs))),
        risks=tuple(int(one) for one in draw.integers(50, 600, size=firms)),
        deliveries=(Delivery((1,) * firms, (50,) * firms),),
    )


def _of(resources: list[tuple[int, int]], technology: int) -> list[int]:
    return [place for place, (_, one) in enumerate(resources) if one == technology]


def _weeks(draw: Draw, horizon: int) -> tuple[int, ...]:
    """Free hours that change from week to week."""
    return tuple(int(hours) for hours in np.repeat(draw.integers(3, 12, size=horizon // 5), 5))


def _modes(draw: Draw, resource: int, firm: int, free: tuple[int, ...], hours: int) -> list[Mode]:
    cost = hours * int(draw.integers(40, 120))
    rates = sorted({min(hours, int(one)) for one in np.quantile(free, (0.2, 0.5, 0.9))})
    return [Mode(-(-hours // rate), ((resource, rate),), cost, firm) for rate in rates]


def possible(seed: int, *, middle: bool) -> tuple[Draw, Task, Plan]:
    """A task with a due date that it keeps, and a plan that shows it."""
    draw = np.random.default_rng(seed)
    while True:
        task = cluster(draw, 30, 14, 100) if middle else cluster(draw, 8, 6, 60)
        curve = curve_of(task, 0)
        if curve.earliest is None or curve.earliest > task.horizon // 2:
            continue
        due = int(curve.earliest * 1.2) + 1
        found = plan_by(task, curve, due)
        limited = replace(task, rules=(Rules(due=due),))
        if found is None:
            continue
        for plan in (as_plan(task, found), pushed(task, as_plan(task, found), earlier=True)):
            if not check(limited, plan):
                return draw, limited, plan


def _sole(task: Task, place: int) -> tuple[int, int]:
    """Firm and resource of an operation that only one can do."""
    mode = task.operations[place].modes[0]
    return mode.firm, mode.needs[0][0]


def _with_row(task: Task, resource: int, row: tuple[int, ...]) -> Task:
    return replace(task, capacities=(*task.capacities[:resource], row, *task.capacities[resource + 1 :]))


def _hours_of(one: Operation) -> int:
    return min(mode.duration * mode.needs[0][1] for mode in one.modes)


def too_few_hours(draw: Draw, task: Task, plan: Plan) -> Planted:
    """A resource that alone can do an operation has fewer hours than it takes, on all days together."""
    place = len(task.operations) - int(draw.integers(1, 4))
    _, resource = _sole(task, place)
    left = int(draw.integers(0, _hours_of(task.operations[place])))
    row = [0] * task.horizon
    for slot in range(paths_of(task).heads[place], task.horizon):
        row[slot] = min(task.capacities[resource][slot], left)
        left -= row[slot]
    return Planted("hours", task, plan, _with_row(task, resource, tuple(row)), Cause.HOURS, (place,), resource)


def wrong_window(draw: Draw, task: Task, plan: Plan) -> Planted:
    """A resource that alone can do an operation is free only before its work can arrive."""
    place = len(task.operations) - int(draw.integers(1, 3))
    _, resource = _sole(task, place)
    head = paths_of(task).heads[place]
    most = max(amount for mode in task.operations[place].modes for _, amount in mode.needs)
    row = (*((most,) * head), *((0,) * (task.horizon - head)))
    return Planted("window", task, plan, _with_row(task, resource, row), Cause.WINDOWS, (place,), resource)


def too_far(draw: Draw, task: Task, plan: Plan) -> Planted:
    """The way between two firms that alone can do two operations takes all of the time."""
    after = len(task.operations) - int(draw.integers(1, 3))
    ends = (after - 1, after)
    sender, receiver = (_sole(task, place)[0] for place in ends)
    lags = [list(row) for row in task.transport.lags]
    lags[sender][receiver] = task.horizon - int(draw.integers(0, 4))
    spoilt = replace(task, transport=replace(task.transport, lags=tuple(map(tuple, lags))))
    return Planted("transport", task, plan, spoilt, Cause.TRANSPORT, ends, firms=(sender, receiver))


def _limited(task: Task, **limits: int) -> Task:
    return replace(task, rules=(replace(task.rules[0], **limits),))


def too_cheap(draw: Draw, task: Task, plan: Plan) -> Planted:
    """The price is below what the order costs at any time."""
    least = curve_of(task, 0).cost() or 0
    return Planted(
        "price", task, plan, _limited(task, budget=int(least * draw.uniform(0.5, 0.99)) - 1), Cause.BUDGET, ()
    )


def too_early(draw: Draw, task: Task, plan: Plan) -> Planted:
    """The due date leaves less time than the work itself takes."""
    bare = replace(task, transport=Transport(), deliveries=(Delivery(),))
    shortest = max(
        head + min(mode.duration for mode in one.modes)
        for head, one in zip(paths_of(bare).heads, bare.operations, strict=True)
    )
    longest = max(mode.duration for one in task.operations for mode in one.modes)
    due = max(1, min(shortest - longest, int(shortest * draw.uniform(0.4, 0.7))))
    return Planted("due date", task, plan, _limited(task, due=due), Cause.DUE, ())


def too_risky(draw: Draw, task: Task, plan: Plan) -> Planted:
    """The firms that nobody can replace are together a greater risk than there may be."""
    least = of_firms(task, 0)[0].needed or 0
    return Planted(
        "reliability", task, plan, _limited(task, risk=int(least * draw.uniform(0.3, 0.95))), Cause.RELIABILITY, ()
    )


def too_many(draw: Draw, task: Task, plan: Plan) -> Planted:
    """There may be fewer partners than operations that no firm can do together."""
    needed = of_firms(task, 0)[1].needed or 0
    return Planted(
        "partners", task, plan, _limited(task, partners=needed - int(draw.integers(1, 3))), Cause.PARTNERS, ()
    )


def crowded(_draw: Draw, task: Task, _plan: Plan) -> Planted:
    """Two operations that only one resource can do find room, each of them, but not both: no number of the ladder tells."""
    firm, resource, hours = 0, len(task.capacities), 8
    shared = Operation((Mode(2, ((resource, hours),), 900, firm),))
    links = tuple(Link(place, len(task.operations) - 1) if place < 2 else link for place, link in enumerate(task.links))
    rules = (Rules(due=task.horizon),)
    both = replace(task, operations=(shared, shared, *task.operations[2:]), links=links, rules=rules)
    before = replace(both, capacities=(*task.capacities, (hours,) * task.horizon))
    found = plan_by(before, curve_of(before, 0), task.horizon)
    assert found is not None
    plan = pushed(before, as_plan(before, found), earlier=True)
    row = tuple(hours if slot < 3 else 0 for slot in range(task.horizon))
    return Planted("crowded", before, plan, _with_row(before, resource, row), Cause.HOURS, None, resource)


KINDS: tuple[Callable[[Draw, Task, Plan], Planted], ...] = (
    too_few_hours, wrong_window, too_far, too_cheap, too_early, too_risky, too_many, crowded,
)  # fmt: skip


def planted(count: int, *, middle: bool = True) -> list[Planted]:
    """So many spoilt orders, small ones and (with `middle`) middle-sized ones in turn."""
    return [
        kind(*possible(seed, middle=middle and bool(seed % 2)))
        for seed, kind in enumerate(islice(cycle(KINDS), count), start=1)
    ]


@dataclass(frozen=True)
class Slight:
    """An order spoilt so little that a later day helps too, and the causes that say what was spoilt."""

    task: Task
    causes: tuple[Cause, ...]


def mildly(count: int) -> list[Slight]:
    """So many orders: hours that come a little too late, a way a little too long, a price that is enough for a later day only."""
    found: list[Slight] = []
    seed = 0
    while len(found) < count:
        seed += 1
        _, task, _ = possible(seed, middle=bool(seed % 2))
        one = (_late_hours, _longer_way, _dear_day)[seed % 3](task)
        due = one.task.rules[0]
        if curve_of(one.task, 0).cost(due.due) is None or due.budget is not None:
            found.append(one)
    return found


def _late_hours(task: Task) -> Slight:
    """The resource of the last operation is not free before the due date."""
    place = len(task.operations) - 1
    _, resource = _sole(task, place)
    due = task.rules[0].due or 0
    row = tuple(0 if slot < due else free for slot, free in enumerate(task.capacities[resource]))
    return Slight(_with_row(task, resource, row), (Cause.WINDOWS, Cause.HOURS))


def _longer_way(task: Task) -> Slight:
    """The way to the last operation takes as long as the whole order may."""
    sender, receiver = (_sole(task, len(task.operations) - number)[0] for number in (2, 1))
    lags = [list(row) for row in task.transport.lags]
    lags[sender][receiver] = task.rules[0].due or 0
    return Slight(replace(task, transport=replace(task.transport, lags=tuple(map(tuple, lags)))), (Cause.TRANSPORT,))


def _dear_day(task: Task) -> Slight:
    """The budget is enough for the cheapest day, not for the first."""
    points = curve_of(task, 0).breakpoints()
    spoilt = _limited(task, due=points[0][0], budget=(points[0][1] + points[-1][1]) // 2)
    return Slight(spoilt if len(points) > 1 else _limited(task, budget=points[0][1] - 1), (Cause.BUDGET,))
