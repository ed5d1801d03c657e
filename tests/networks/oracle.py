"""A second solver for small tasks: a linear model with a variable for every operation, mode and first slot, solved by HiGHS as scipy brings it.

Written from the rules of the model alone, so that a mistake of the program's own model does not stand here too.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from random import Random

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from clusterbench_gui.domain.networks import Aim, Delivery, Link, Mode, Operation, Rules, Task, Transport

Terms = Mapping[int, float]
NO_LIMIT = math.inf
IMPOSSIBLE = 2
"""The status by which HiGHS says so."""


@dataclass
class Lines:
    """The columns and rows of a linear model as they are written down."""

    whole: list[int] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    rows: list[tuple[float, dict[int, float], float]] = field(default_factory=list)

    def column(self, most: float = NO_LIMIT, *, whole: bool = False) -> int:
        self.whole.append(int(whole))
        self.most.append(most)
        return len(self.whole) - 1

    def row(self, least: float, terms: Iterable[tuple[int, float]], most: float) -> None:
        summed: dict[int, float] = defaultdict(float)
        for column, factor in terms:
            summed[column] += factor
        self.rows.append((least, summed, most))

    def least(self, aim: Terms) -> int | None:
        """The least value of a sum; None where the rows cannot all hold."""
        entries = [
            (row, column, factor) for row, (_, terms, _) in enumerate(self.rows) for column, factor in terms.items()
        ]
        rows, columns, factors = zip(*entries, strict=True)
        matrix = csr_array((factors, (rows, columns)), shape=(len(self.rows), len(self.whole)))
        weights = np.zeros(len(self.whole))
        for column, factor in aim.items():
            weights[column] = factor
        found = milp(
            weights,
            integrality=np.array(self.whole),
            bounds=Bounds(0, np.array(self.most)),
            constraints=LinearConstraint(matrix, [row[0] for row in self.rows], [row[2] for row in self.rows]),
            options={"mip_rel_gap": 0},
        )
        if found.status == IMPOSSIBLE:
            return None
        assert found.success, found.message
        return round(found.fun)


class Model:
    """A task as lines. `cost`, `risk`, `finish` are what can be made least."""

    def __init__(self, task: Task) -> None:
        self.task, self.lines = task, Lines()
        self.firms = range(1 + max(mode.firm for one in task.operations for mode in one.modes))
        self.begun = [self._begun(one) for one in task.operations]
        self.at = [
            {firm: [(column, 1.0) for column, mode, _ in found if mode.firm == firm] for firm in self.firms}
            for found in self.begun
        ]
        self.finish = self.lines.column(task.horizon)
        self.risk: dict[int, float] = {}
        self.cost: dict[int, float] = defaultdict(float)
        for found in self.begun:
            self.lines.row(1, ((column, 1) for column, _, _ in found), 1)
        self._capacities()
        shipped = [self._shipped(link) for link in task.links]
        for order, rules in enumerate(task.rules):
            self._order(
                order,
                rules,
                [
                    one
                    for link, one in zip(task.links, shipped, strict=True)
                    if task.operations[link.before].order == order
                ],
            )
        for one, other in task.same_firm:
            for firm in self.firms:
                self.lines.row(0, [*self.at[one][firm], *((column, -1) for column, _ in self.at[other][firm])], 0)
        self.risk = {column: task.risk(firm) for firm, column in self._partners(range(len(task.operations))).items()}

    def _begun(self, one: Operation) -> list[tuple[int, Mode, int]]:
        last = self.task.horizon if one.latest is None else one.latest
        return [
            (self.lines.column(1, whole=True), mode, slot)
            for mode in one.modes
            for slot in range(one.release, self.task.horizon - mode.duration + 1)
            if slot <= last
        ]

    def _capacities(self) -> None:
        held: dict[tuple[int, int], list[tuple[int, float]]] = defaultdict(list)
        for column, mode, start in (one for found in self.begun for one in found):
            for resource, amount in mode.needs:
                for slot in range(start, start + mode.duration):
                    held[resource, slot].append((column, amount))
        for (resource, slot), terms in held.items():
            row = self.task.capacities[resource]
            self.lines.row(0, terms, row[0] if len(row) == 1 else row[slot])

    def _shipped(self, link: Link) -> dict[int, float]:
        """Who sends to whom, with the price; what is sent arrives in time."""
        pairs = {(one, other): self.lines.column(1) for one in self.firms for other in self.firms}
        for firm in self.firms:
            for end, side in ((link.before, 0), (link.after, 1)):
                sent = [(column, -1.0) for pair, column in pairs.items() if pair[side] == firm]
                self.lines.row(0, [*self.at[end][firm], *sent], 0)
        ways = self.task.transport
        came = [(column, float(start)) for column, _, start in self.begun[link.after]]
        left = [(column, -float(start + mode.duration)) for column, mode, start in self.begun[link.before]]
        under_way = (
            [(column, -float(ways.lags[pair[0]][pair[1]])) for pair, column in pairs.items()] if ways.lags else []
        )
        self.lines.row(link.lag, [*came, *left, *under_way], NO_LIMIT)
        return {column: self._price(*pair, link.kg) for pair, column in pairs.items()}

    def _price(self, sender: int, receiver: int, kg: int) -> int:
        ways = self.task.transport
        by_weight = math.floor(kg * ways.kg_costs[sender][receiver] / 100) if ways.kg_costs else 0
        holds = ways.vehicles[sender][receiver] if ways.vehicles else 0
        trips = max(1, math.ceil(kg / holds)) if holds else 1
        return by_weight + trips * (ways.costs[sender][receiver] if ways.costs else 0)

    def _order(self, order: int, rules: Rules, shipments: list[dict[int, float]]) -> None:
        task, lines = self.task, self.lines
        inside = [place for place, one in enumerate(task.operations) if one.order == order]
        cost: dict[int, float] = defaultdict(float)
        for place in inside:
            for column, mode, _ in self.begun[place]:
                cost[column] += mode.cost
        work = dict(cost)
        for shipment in shipments:
            for column, price in shipment.items():
                cost[column] += price
        finish = self._delivered(order, inside, cost)
        lines.row(0, [(self.finish, 1.0), (finish, -1.0)], NO_LIMIT)
        if rules.wanted is not None:
            late = lines.column()
            lines.row(-rules.wanted, [(late, 1.0), (finish, -1.0)], NO_LIMIT)
            cost[late] = rules.late_cost
        partners = self._partners(inside)
        limits = (
            (rules.due, {finish: 1.0}),
            (rules.budget, cost),
            (rules.risk, {column: float(task.risk(firm)) for firm, column in partners.items()}),
            (rules.partners, dict.fromkeys(partners.values(), 1.0)),
        )
        for limit, terms in limits:
            if limit is not None:
                lines.row(-NO_LIMIT, terms.items(), limit)
        self._shares(inside, work)
        for column, price in cost.items():
            self.cost[column] += price

    def _delivered(self, order: int, inside: Iterable[int], cost: dict[int, float]) -> int:
        """The column of the slot in which everything of an order is with the customer; what that costs is added."""
        finish, sent = self.lines.column(self.task.horizon), self.task.deliveries[order]
        for place in inside:
            if any(link.before == place for link in self.task.links):
                continue
            ends = []
            for column, mode, start in self.begun[place]:
                ends.append((column, -float(start + mode.duration + (sent.lags[mode.firm] if sent.lags else 0))))
                cost[column] += sent.costs[mode.firm] if sent.costs else 0
            self.lines.row(0, [(finish, 1.0), *ends], NO_LIMIT)
        return finish

    def _partners(self, inside: Iterable[int]) -> dict[int, int]:
        """By firm the column that is 1 where it takes part in some of the operations."""
        columns = {firm: self.lines.column(1) for firm in self.firms}
        for place in inside:
            for firm, column in columns.items():
                self.lines.row(0, [(column, 1.0), *((one, -1.0) for one, _ in self.at[place][firm])], NO_LIMIT)
        return columns

    def _shares(self, inside: list[int], work: Mapping[int, float]) -> None:
        for firm, share in enumerate(self.task.shares[: len(self.firms)]):
            own = {column for place in inside for column, _ in self.at[place][firm]}
            terms = [(column, price * (100 * (column in own) - share)) for column, price in work.items()]
            self.lines.row(-NO_LIMIT, terms, 0)

    def least(self, aim: Aim) -> int | None:
        return self.lines.least({Aim.COST: self.cost, Aim.FINISH: {self.finish: 1.0}, Aim.RISK: self.risk}[aim])


def best(task: Task, aim: Aim, **limits: int) -> int | None:
    """The least value of an aim; None where there is no plan. `limits` are rules of the first order besides its own."""
    return Model(limited(task, **limits)).least(aim)


def limited(task: Task, **limits: int) -> Task:
    """The task with rules of the first order that are as tight as its own and these."""
    own = {name: getattr(task.rules[0], name) for name in limits}
    tight = {name: limit if own[name] is None else min(limit, own[name]) for name, limit in limits.items()}
    return replace(task, rules=(replace(task.rules[0], **tight), *task.rules[1:]))


def front(task: Task) -> list[tuple[int, int]]:
    """The finish and cost of every plan of a single order of which none is both earlier and cheaper, the earliest first."""
    points: list[tuple[int, int]] = []
    finish, cost = best(task, Aim.FINISH), best(task, Aim.COST)
    while finish is not None:
        least = best(task, Aim.COST, due=finish)
        assert least is not None
        assert cost is not None
        points.append((finish, least))
        finish = best(task, Aim.FINISH, budget=least - 1) if least > cost else None
    return points


def random_task(seed: int, orders: int = 1) -> Task:
    """A task of three to five firms with a resource or two each, hours that change from slot to slot, and some of all the rules there are."""
    draw = Random(seed)
    firms, horizon = draw.randint(3, 5), draw.randint(9, 14)
    resources = [firm for firm in range(firms) for _ in range(draw.randint(1, 2))]
    capacities = tuple(
        (draw.randint(2, 6),) if draw.random() < 0.2 else tuple(draw.choice((0, 2, 4, 6, 6)) for _ in range(horizon))
        for _ in resources
    )
    operations: list[Operation] = []
    links: list[Link] = []
    for order in range(orders):
        first, count = len(operations), draw.randint(2, 5 if orders == 1 else 3)
        for step in range(count):
            latest = draw.randint(4, horizon) if draw.random() < 0.1 else None
            operations.append(Operation(_modes(draw, resources), order, draw.choice((0, 0, 0, 1, 2)), latest))
            if step:
                before = first + step - 1 if draw.random() < 0.7 else draw.randrange(first, first + step)
                links.append(Link(before, first + step, draw.choice((0, 0, 1)), draw.choice((0, 40, 250))))
    wide = range(firms)
    square = [[[0 if one == other else draw.randint(0, 3) for other in wide] for one in wide] for _ in range(4)]
    pair = len(operations) - 1
    return Task(
        tuple(operations),
        tuple(links),
        capacities,
        horizon,
        transport=Transport(
            tuple(map(tuple, square[0])),
            tuple(tuple(7 * price for price in row) for row in square[1]),
            tuple(tuple(5 * price for price in row) for row in square[2]) if draw.random() < 0.5 else (),
            tuple(tuple(60 * size for size in row) for row in square[3]) if draw.random() < 0.5 else (),
        ),
        risks=tuple(draw.randint(0, 900) for _ in wide),
        rules=tuple(_rules(draw, horizon) for _ in range(orders)),
        deliveries=tuple(
            Delivery(tuple(draw.randint(0, 2) for _ in wide), tuple(draw.randint(0, 20) for _ in wide))
            for _ in range(orders)
        ),
        shares=tuple(draw.choice((60, 80, 100, 100)) for _ in wide) if draw.random() < 0.4 else (),
        same_firm=((pair, pair - 1),) if draw.random() < 0.3 else (),
    )


def _modes(draw: Random, resources: list[int]) -> tuple[Mode, ...]:
    chosen = draw.sample(range(len(resources)), min(len(resources), draw.randint(2, 4)))
    modes: list[Mode] = []
    for resource in chosen:
        price, rates = draw.randint(5, 60), draw.sample((2, 4, 6), draw.randint(1, 2))
        firm = resources[resource]
        modes += [Mode(math.ceil(draw.randint(3, 12) / rate), ((resource, rate),), price, firm) for rate in rates]
    return tuple(modes)


def _rules(draw: Random, horizon: int) -> Rules:
    def perhaps(value: int, chance: float) -> int | None:
        return value if draw.random() < chance else None

    wanted = perhaps(draw.randint(4, 10), 0.3)
    return Rules(
        due=perhaps(draw.randint(horizon - 5, horizon + 2), 0.3),
        budget=perhaps(draw.randint(60, 220), 0.3),
        risk=perhaps(draw.randint(600, 2000), 0.3),
        partners=perhaps(draw.randint(2, 3), 0.3),
        wanted=wanted,
        late_cost=0 if wanted is None else draw.randint(1, 30),
    )
