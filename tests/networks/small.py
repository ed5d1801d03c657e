"""Small tasks whose plans can all be counted."""

from collections.abc import Iterator
from itertools import product
from random import Random

from hypothesis import strategies as st

from clusterbench_gui.domain.networks import (
    Delivery,
    Figures,
    Link,
    Mode,
    Operation,
    Plan,
    Rules,
    Task,
    Transport,
)
from clusterbench_gui.networks.checker import check, figures
from clusterbench_gui.networks.dispatch import first_room, free_amounts, take
from clusterbench_gui.networks.paths import sorted_by_links


def windows(*free: tuple[int, int], last: int = 20) -> tuple[int, ...]:
    """One station, free from the first slot of each pair to before the second."""
    return tuple(int(any(first <= slot < end for first, end in free)) for slot in range(last))


def three_steps(due: int | None = None, budget: int | None = None) -> Task:
    """Cutting, milling, assembling over five firms with few free windows: the example of twelve combinations."""
    offers = (((0, 2, 100), (1, 3, 80)), ((1, 4, 200), (2, 3, 260)), ((2, 2, 90), (3, 2, 110), (4, 1, 150)))
    ways = {
        (0, 1): (1, 10),
        (0, 2): (2, 25),
        (1, 2): (1, 12),
        (1, 3): (1, 15),
        (1, 4): (2, 30),
        (2, 3): (1, 8),
        (2, 4): (1, 9),
    }
    both = ways | {(second, first): way for (first, second), way in ways.items()}
    pairs = [[both.get((one, other), (0, 0)) for other in range(5)] for one in range(5)]
    return Task(
        tuple(Operation(tuple(Mode(days, ((firm, 1),), cost, firm) for firm, days, cost in some)) for some in offers),
        (Link(0, 1), Link(1, 2)),
        (windows((0, 6)), windows((1, 9)), windows((0, 4), (6, 14)), windows((5, 12)), windows((8, 15))),
        20,
        transport=Transport(
            tuple(tuple(days for days, _ in row) for row in pairs),
            tuple(tuple(cost for _, cost in row) for row in pairs),
        ),
        rules=(Rules(due=due, budget=budget),),
        deliveries=(Delivery((0, 0, 1, 1, 2), (0, 0, 20, 15, 40)),),
    )


def worked_example(due: int | None = None, budget: int | None = None) -> Task:
    """Cutting at A or B, milling at C or D, assembling at A or D, every resource free all the time: eight combinations."""
    offers = (((0, 2, 1200), (1, 1, 1500)), ((2, 4, 3000), (3, 2, 4100)), ((0, 2, 1800), (3, 3, 1300)))
    prices = ((0, 150, 220, 180), (150, 0, 200, 210), (220, 200, 0, 260), (180, 210, 260, 0))
    return Task(
        tuple(Operation(tuple(Mode(days, ((firm, 1),), cost, firm) for firm, days, cost in some)) for some in offers),
        (Link(0, 1), Link(1, 2)),
        ((1,),) * 4,
        40,
        transport=Transport(tuple(tuple(int(bool(price)) for price in row) for row in prices), prices),
        rules=(Rules(due=due, budget=budget),),
    )


def earliest_plans(task: Task) -> Iterator[tuple[Plan, Figures]]:
    """For every choice of modes the plan in which each operation starts as early as it can, one after the other."""
    for modes in product(*(range(len(one.modes)) for one in task.operations)):
        free, starts = free_amounts(task), [0] * len(modes)
        for place in sorted_by_links(task):
            mode = task.operations[place].modes[modes[place]]
            ready = task.operations[place].release
            for link in task.before[place]:
                sender = task.operations[link.before].modes[modes[link.before]]
                way = task.transport.lag(sender.firm, mode.firm)
                ready = max(ready, starts[link.before] + sender.duration + link.lag + way)
            start = first_room(free, mode, ready)
            if start is None:
                break
            starts[place] = start
            take(free, mode, start)
        else:
            plan = Plan(modes, tuple(starts))
            if not check(task, plan):
                yield plan, figures(task, plan)


@st.composite
def tasks(draw: st.DrawFn) -> Task:
    """A chain or a tree of up to four operations over three firms of one resource each, with days that are not free."""
    firms, last = 3, 14
    count = draw(st.integers(1, 4))
    operations = []
    for _ in range(count):
        chosen = draw(st.lists(st.integers(0, firms - 1), min_size=1, max_size=firms, unique=True))
        operations.append(
            Operation(
                tuple(Mode(draw(st.integers(1, 3)), ((firm, 1),), draw(st.integers(0, 9)), firm) for firm in chosen)
            )
        )
    links = tuple(Link(place, draw(st.integers(place + 1, count - 1))) for place in range(count - 1))
    free = tuple(tuple(draw(st.lists(st.integers(0, 1), min_size=last, max_size=last))) for _ in range(firms))
    square = st.lists(st.lists(st.integers(0, 2), min_size=firms, max_size=firms), min_size=firms, max_size=firms)
    lags, costs = draw(square), draw(square)
    for one in range(firms):
        lags[one][one] = costs[one][one] = 0
    ways = Transport(tuple(map(tuple, lags)), tuple(map(tuple, costs)))
    risks = tuple(draw(st.lists(st.integers(0, 500), min_size=firms, max_size=firms)))
    return Task(tuple(operations), links, free, last, transport=ways, risks=risks)


def cluster(seed: int, orders: int = 2, steps: int = 6, firms: int = 10) -> Task:
    """A cluster with several orders, each a chain with a branch; firms have one resource each, with hours a day that change and days off."""
    draw, last = Random(seed), 60
    free = tuple(tuple(draw.choice((0, 4, 8, 8)) for _ in range(last)) for _ in range(firms))
    lags = tuple(tuple(int(one != other) * draw.randint(1, 2) for other in range(firms)) for one in range(firms))
    costs = tuple(tuple(int(one != other) * draw.randint(20, 90) for other in range(firms)) for one in range(firms))
    operations, links = [], []
    for order in range(orders):
        for step in range(steps):
            chosen = draw.sample(range(firms), 4)
            modes = (Mode(draw.randint(1, 3), ((firm, 4),), draw.randint(100, 900), firm) for firm in chosen)
            operations.append(Operation(tuple(modes), order))
            if step:
                links.append(Link(order * steps + (0 if step == steps - 2 else step - 1), order * steps + step))
    return Task(
        tuple(operations),
        tuple(links),
        free,
        last,
        transport=Transport(lags, costs),
        risks=tuple(draw.randint(50, 700) for _ in range(firms)),
        rules=(Rules(),) * orders,
        deliveries=(Delivery((1,) * firms, (30,) * firms),) * orders,
    )
