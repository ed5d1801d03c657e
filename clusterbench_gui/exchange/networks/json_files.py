"""Planning tasks as JSON: the cluster's layout with firms, resources and operations in numbers, and a small one for a single chain of operations.

The cluster's layout: `firms` (id, rel), `resources` (firm, free_hours_per_day), `operations` (order, modes of [resource, hours per slot, slots, cost]), `precedences` of
[before, after] or [before, after, lag], `lag_days` and `transport_cost` from firm to firm; `orders` (name, due, budget, reliability, partners, release, delivery_days,
delivery_cost) where there are limits. The chain's layout: `firms` by name with their reliability, `modes` by operation and firm (days, cost), `transport` by pair of
names (days, cost), `sequence` of operations; `due`, `budget`.
"""

import json

from clusterbench_gui.domain.networks import (
    Delivery,
    Instance,
    Labels,
    Link,
    Mode,
    Operation,
    Rules,
    Task,
    Transport,
    risk_of,
)
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.exchange.networks.entries import Entries

_HORIZON = 260
_CHAIN_HORIZON = 1000


def read_json(text: str, file: str) -> Instance:
    """The instance of a file. Raises `ProblemError` with the entry that is wrong."""
    try:
        table = json.loads(text)
    except json.JSONDecodeError as error:
        raise ProblemError(problem("instance-json", Place(file=file, row=error.lineno))) from None
    except RecursionError:  # nested thousands deep
        raise ProblemError(problem("instance-json", Place(file=file))) from None
    entries = Entries(table, file)
    return _chain(entries) if entries.has("sequence") else _cluster(entries)


def _cluster(entries: Entries) -> Instance:
    firms, resources = entries.several("firms"), entries.several("resources")
    operations, orders = entries.several("operations"), _orders(entries)
    horizon = max([_free(one) for one in resources], key=len, default=())
    slots = len(horizon) if len(horizon) > 1 else _HORIZON
    at = [one.whole("firm", 0, len(firms) - 1) for one in resources]
    numbers = {one.whole("id", 0, default=place): place for place, one in enumerate(operations)}
    task = Task(
        tuple(_operation(one, at, orders) for one in operations),
        tuple(_link(one, numbers, entries) for one in entries.rows("precedences", 2)),
        tuple(_free(one) for one in resources),
        slots,
        transport=Transport(entries.matrix("lag_days", len(firms)), entries.matrix("transport_cost", len(firms))),
        risks=tuple(risk_of(one.number("rel", 1e-6, 1.0, default=1.0)) for one in firms),
        rules=tuple(_rules(one) for one in orders),
        deliveries=tuple(_delivery(one, len(firms)) for one in orders),
    )
    labels = Labels(
        tuple(one.text("name", default=f"F{place}") for place, one in enumerate(firms)),
        tuple(one.text("name", default=f"R{place}") for place, one in enumerate(resources)),
        tuple(one.text("name", default=f"O{place}") for place, one in enumerate(operations)),
        tuple(one.text("name", default=f"Z{place}") for place, one in enumerate(orders)),
    )
    return Instance(task, labels)


def _orders(entries: Entries) -> list[Entries]:
    """The orders; as many without a limit as operations name, where nothing is said of them."""
    if entries.has("orders"):
        return entries.several("orders")
    count = max((one.whole("order", 0, default=0) for one in entries.several("operations")), default=0) + 1
    return [Entries({}, entries.file) for _ in range(count)]


def _free(one: Entries) -> tuple[int, ...]:
    return one.wholes("free_hours_per_day")


def _operation(one: Entries, at: list[int], orders: list[Entries]) -> Operation:
    order = one.whole("order", 0, len(orders) - 1, default=0)
    modes = tuple(
        Mode(slots, ((resource, hours),), cost, at[resource])
        for resource, hours, slots, cost in (_mode(row, len(at), one) for row in one.rows("modes", 4))
    )
    if not modes:
        raise ProblemError(problem("operation-without-mode", one.place("modes")))
    return Operation(modes, order, orders[order].whole("release", 0, default=0))


def _mode(row: list[int], resources: int, one: Entries) -> tuple[int, int, int, int]:
    resource, hours, slots, cost = row
    if not 0 <= resource < resources or hours < 0 or slots < 1 or cost < 0:
        raise ProblemError(problem("instance-row", one.place("modes"), row=str(row)))
    return resource, hours, slots, cost


def _link(row: list[int], numbers: dict[int, int], entries: Entries) -> Link:
    before, after, *lag = row
    if before not in numbers or after not in numbers or len(lag) > 1 or any(one < 0 for one in lag):
        raise ProblemError(problem("instance-row", entries.place("precedences"), row=str(row)))
    return Link(numbers[before], numbers[after], *lag)


def _rules(one: Entries) -> Rules:
    return Rules(
        due=one.whole("due", 0, default=None),
        budget=one.whole("budget", 0, default=None),
        risk=risk_of(one.number("reliability", 1e-6, 1.0)) if one.has("reliability") else None,
        partners=one.whole("partners", 1, default=None),
    )


def _delivery(one: Entries, firms: int) -> Delivery:
    return Delivery(one.wholes("delivery_days", count=firms), one.wholes("delivery_cost", count=firms))


def _chain(entries: Entries) -> Instance:
    reliability = entries.under("firms")
    firms = tuple(reliability.keys())
    sequence = entries.texts("sequence")
    modes, ways = entries.under("modes"), entries.under("transport")
    operations = []
    for name in sequence:
        offers = modes.under(name)
        operations.append(
            Operation(
                tuple(
                    Mode(
                        offers.under(firm).whole("days", 1),
                        ((offers.among(firm, firms), 1),),
                        offers.under(firm).whole("cost", 0),
                        offers.among(firm, firms),
                    )
                    for firm in offers.keys()  # noqa: SIM118 - a table of a file, no dict
                )
            )
        )
    pairs = [[_way(ways, first, second) for second in firms] for first in firms]
    task = Task(
        tuple(operations),
        tuple(Link(place - 1, place) for place in range(1, len(sequence))),
        ((1,),) * len(firms),
        _CHAIN_HORIZON,
        transport=Transport(
            tuple(tuple(days for days, _ in row) for row in pairs),
            tuple(tuple(cost for _, cost in row) for row in pairs),
        ),
        risks=tuple(risk_of(reliability.number(firm, 1e-6, 1.0)) for firm in firms),
        rules=(_rules(entries),),
    )
    return Instance(task, Labels(firms, firms, sequence, ("Z0",)))


def _way(ways: Entries, first: str, second: str) -> tuple[int, int]:
    """The way between two firms, which is as long in both directions; none within one."""
    if first == second:
        return 0, 0
    pair = first + second if ways.has(first + second) else second + first
    return ways.under(pair).whole("days", 0), ways.under(pair).whole("cost", 0)


def instance_names(task: Task) -> Labels:
    """Labels by number, for files that give none."""
    firms = 1 + max((mode.firm for one in task.operations for mode in one.modes), default=0)
    return Labels(
        tuple(f"F{place}" for place in range(firms)),
        tuple(f"R{place}" for place in range(len(task.capacities))),
        tuple(f"O{place}" for place in range(len(task.operations))),
        tuple(f"Z{place}" for place in range(task.orders)),
    )
