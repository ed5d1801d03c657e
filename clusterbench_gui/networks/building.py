"""A planning task as a model of CP-SAT: fixed-size intervals, guarded transport, and bounds that make the search short."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from ortools.sat.python import cp_model

from clusterbench_gui.domain.networks import Aim, Link, Plan, Task
from clusterbench_gui.networks.checker import chosen, figures
from clusterbench_gui.networks.parts import OPEN
from clusterbench_gui.networks.paths import Paths, shortest

Linear = cp_model.LinearExprT
Windows = Sequence[Sequence[tuple[int, int]]]
"""First and last start of each mode of each operation."""

Meetings = Sequence[tuple[frozenset[int], int]]
"""Firms of which at most so many may take part."""

_MOST = 2**40
"""More than anything comes to."""

_WHOLE = 100
"""Per cent."""


@dataclass(frozen=True, slots=True)
class Built:
    """The model with the variables that say a plan: by operation a literal for each mode, and the start."""

    model: cp_model.CpModel
    picked: tuple[tuple[cp_model.IntVar, ...], ...]
    starts: tuple[cp_model.IntVar, ...]


def build(
    task: Task,
    paths: Paths,
    aim: Aim,
    *,
    hint: Plan | None = None,
    least: int = 0,
    most: int | None = None,
    windows: Windows | None = None,
    meetings: Meetings = (),
) -> Built:
    """The model of a task with its aim. A hint may have operations without a mode (-1): they are left open."""
    work = _Builder(task, paths)
    work.add_operations()
    if windows is not None:
        work.add_windows(windows)
    work.add_links()
    work.add_capacities()
    work.add_stocks()
    work.add_rules(most)
    work.add_firms()
    work.add_meetings(meetings)
    work.add_loads()
    work.add_aim(aim, least)
    if hint is not None:
        work.add_hint(hint)
    return Built(work.model, tuple(work.picked), tuple(work.starts))


class _Builder:
    def __init__(self, task: Task, paths: Paths) -> None:
        self.model = cp_model.CpModel()
        self.picked: list[tuple[cp_model.IntVar, ...]] = []
        self.starts: list[cp_model.IntVar] = []
        self._task, self._paths = task, paths
        self._ends: list[cp_model.IntVar] = []
        self._held: dict[int, list[tuple[cp_model.IntervalVar, int]]] = defaultdict(list)
        self._at: list[dict[int, cp_model.IntVar]] = []
        self._ways: dict[int, list[Linear]] = defaultdict(list)
        self._paid: list[tuple[Link, cp_model.IntVar]] = []
        self._aims: list[tuple[Aim, cp_model.IntVar]] = []
        self._members: dict[int, dict[int, cp_model.IntVar]] = {}
        self._finish = [self.model.new_int_var(0, task.horizon, f"finish{one}") for one in range(task.orders)]
        self._all = self.model.new_int_var(0, task.horizon, "finish")
        self.model.add_max_equality(self._all, self._finish)

    def add_operations(self) -> None:
        """A start, an end, and one interval of fixed size for each mode, of which one is picked."""
        model, task = self.model, self._task
        for place, one in enumerate(task.operations):
            first, last = self._paths.heads[place], task.horizon - self._paths.tails[place]
            start = model.new_int_var(first, max(last - shortest(one), first), f"s{place}")
            if one.latest is not None:
                model.add(start <= one.latest)
            end = model.new_int_var(first + shortest(one), max(last, first + shortest(one)), f"e{place}")
            picked = tuple(model.new_bool_var(f"x{place}_{number}") for number in range(len(one.modes)))
            model.add_exactly_one(picked)
            for literal, mode in zip(picked, one.modes, strict=True):
                model.add(end == start + mode.duration).only_enforce_if(literal)
                if mode.needs:
                    span = model.new_optional_fixed_size_interval_var(start, mode.duration, literal, f"i{place}")
                    for resource, amount in mode.needs:
                        self._held[resource].append((span, amount))
            self.picked.append(picked)
            self.starts.append(start)
            self._ends.append(end)
            self._at.append(self._firms(place))

    def add_windows(self, windows: Windows) -> None:
        """No mode starts outside of its window."""
        for start, picked, spans in zip(self.starts, self.picked, windows, strict=True):
            for literal, (first, last) in zip(picked, spans, strict=True):
                self.model.add_linear_constraint(start, first, last).only_enforce_if(literal)

    def _firms(self, place: int) -> dict[int, cp_model.IntVar]:
        """For each firm that could do an operation whether it does."""
        literals: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        for literal, mode in zip(self.picked[place], self._task.operations[place].modes, strict=True):
            literals[mode.firm].append(literal)
        found = {}
        for firm, some in literals.items():
            if len(some) == 1:
                found[firm] = some[0]
            else:
                found[firm] = self.model.new_bool_var(f"f{place}_{firm}")
                self.model.add(sum(some) == found[firm])
        return found

    def add_links(self) -> None:
        """Operations wait for those before them, the goods on the way included; the way is paid for."""
        model, task = self.model, self._task
        for link in task.links:
            end, start = self._ends[link.before], self.starts[link.after]
            senders, receivers = self._at[link.before], self._at[link.after]
            paid = self._way_cost(link)
            for sender, literal in senders.items():
                lag = sum(task.transport.lag(sender, one) * there for one, there in receivers.items())
                model.add(start >= end + link.lag + lag).only_enforce_if(literal)
                if paid is not None:
                    cost = sum(task.transport.cost(sender, one, link.kg) * there for one, there in receivers.items())
                    model.add(paid >= cost).only_enforce_if(literal)
            if paid is not None:
                self._paid.append((link, paid))
                self._ways[task.operations[link.before].order].append(paid)
        for order in range(task.orders):
            for place in task.last(order):
                lag = sum(task.deliveries[order].lag(firm) * there for firm, there in self._at[place].items())
                model.add(self._finish[order] >= self._ends[place] + lag)

    def _way_cost(self, link: Link) -> cp_model.IntVar | None:
        costs = [
            self._task.transport.cost(sender, receiver, link.kg)
            for sender in self._at[link.before]
            for receiver in self._at[link.after]
        ]
        return self.model.new_int_var(min(costs), max(costs), f"w{link.before}_{link.after}") if any(costs) else None

    def add_capacities(self) -> None:
        """No slot holds more of a resource than is free in it; what is taken already stands as blocks of their own."""
        model, task = self.model, self._task
        for resource, held in sorted(self._held.items()):
            free = task.capacities[resource]
            most = max(free)
            if len(free) == 1 and all(amount * 2 > most for _, amount in held):
                fitting = [span for span, amount in held if amount <= most]
                model.add_no_overlap(fitting)
                self._refuse(resource, most)
                continue
            spans, amounts = [span for span, _ in held], [amount for _, amount in held]
            for first, length, taken in _blocks(free, most):
                spans.append(model.new_fixed_size_interval_var(first, length, f"b{resource}"))
                amounts.append(taken)
            model.add_cumulative(spans, amounts, most)

    def _refuse(self, resource: int, most: int) -> None:
        """Modes that need more than there ever is are not picked."""
        for one, picked in zip(self._task.operations, self.picked, strict=True):
            for mode, literal in zip(one.modes, picked, strict=True):
                if mode.duration and any(need == resource and amount > most for need, amount in mode.needs):
                    self.model.add(literal == 0)

    def add_stocks(self) -> None:
        """What is used up is there."""
        used: dict[int, list[Linear]] = defaultdict(list)
        for one, picked in zip(self._task.operations, self.picked, strict=True):
            for mode, literal in zip(one.modes, picked, strict=True):
                for stock, amount in mode.uses:
                    used[stock].append(amount * literal)
        for stock, amounts in sorted(used.items()):
            self.model.add(sum(amounts) <= self._task.stocks[stock])

    def add_rules(self, most: int | None) -> None:
        """Due dates, budgets, risks and numbers of partners of each order; `most` for the finish of all."""
        if most is not None:
            self.model.add(self._all <= most)
        for order, rules in enumerate(self._task.rules):
            if rules.due is not None:
                self.model.add(self._finish[order] <= rules.due)
            if rules.budget is not None:
                self.model.add(self._cost(order) <= rules.budget)
            if rules.risk is not None:
                self.model.add(self._risk(order) <= rules.risk)
            if rules.partners is not None:
                self.model.add(sum(self._partners(order).values()) <= rules.partners)

    def add_firms(self) -> None:
        """Work that one firm does, and shares of the work of an order that a firm may have."""
        for first, second in self._task.same_firm:
            one, other = self._at[first], self._at[second]
            for firm in sorted({*one, *other}):
                self.model.add(one.get(firm, 0) == other.get(firm, 0))
        limited = [firm for firm, share in enumerate(self._task.shares) if share < _WHOLE]
        for order in range(self._task.orders):
            work = self._work(order)
            for firm in limited:
                mine = [cost for one, cost in work if one == firm]
                if mine:
                    whole = sum(cost for _, cost in work)
                    self.model.add(_WHOLE * sum(mine) <= self._task.share(firm) * whole)

    def add_meetings(self, meetings: Meetings) -> None:
        """Of these firms no more than so many take part in any order."""
        for firms, most in meetings:
            there = [literal for order in range(self._task.orders) for literal in self._there(order, firms)]
            self.model.add(sum(there) <= most)

    def _there(self, order: int, firms: frozenset[int]) -> list[cp_model.IntVar]:
        return [literal for firm, literal in self._partners(order).items() if firm in firms]

    def _work(self, order: int) -> list[tuple[int, Linear]]:
        """What each mode of an order costs where it is picked, with its firm."""
        return [
            (mode.firm, mode.cost * literal)
            for one, picked in zip(self._task.operations, self.picked, strict=True)
            if one.order == order
            for mode, literal in zip(one.modes, picked, strict=True)
        ]

    def _cost(self, order: int) -> Linear:
        task = self._task
        parts = [cost for _, cost in self._work(order)]
        sent = task.deliveries[order]
        parts += [sent.cost(firm) * there for place in task.last(order) for firm, there in self._at[place].items()]
        return sum([*parts, *self._ways[order], *self._late(order)])

    def _late(self, order: int) -> list[Linear]:
        """What it costs that an order is late; nothing where that costs nothing."""
        rules = self._task.rules[order]
        if rules.wanted is None or not rules.late_cost:
            return []
        late = self.model.new_int_var(0, self._task.horizon, f"late{order}")
        self.model.add(late >= self._finish[order] - rules.wanted)
        return [rules.late_cost * late]

    def _risk(self, order: int) -> Linear:
        return sum(self._task.risk(firm) * there for firm, there in self._partners(order).items())

    def _partners(self, order: int) -> dict[int, cp_model.IntVar]:
        """Whether each firm takes part in an order."""
        if order not in self._members:
            self._members[order] = self._memberships(order)
        return self._members[order]

    def _memberships(self, order: int) -> dict[int, cp_model.IntVar]:
        literals: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        for one, at in zip(self._task.operations, self._at, strict=True):
            if one.order == order:
                for firm, there in at.items():
                    literals[firm].append(there)
        found = {}
        for firm, some in sorted(literals.items()):
            found[firm] = self.model.new_bool_var(f"y{order}_{firm}")
            self.model.add_max_equality(found[firm], some)
        return found

    def add_loads(self) -> None:
        """Each operation leaves time for what follows it; each resource needs time for all that is picked for it."""
        for place, end in enumerate(self._ends):
            self.model.add(end + self._paths.tails[place] <= self._finish[self._task.operations[place].order])
        for resource, free in enumerate(self._task.capacities):
            if len(free) == 1:
                self._add_load(resource, free[0])

    def _add_load(self, resource: int, free: int) -> None:
        work: list[Linear] = []
        heads, tails = [], []
        for place, (one, picked) in enumerate(zip(self._task.operations, self.picked, strict=True)):
            mine = [
                mode.duration * amount * literal
                for mode, literal in zip(one.modes, picked, strict=True)
                for need, amount in mode.needs
                if need == resource
            ]
            if mine:
                work += mine
                heads.append(self._paths.heads[place])
                tails.append(self._paths.tails[place])
        if work:
            self.model.add(free * (self._all - min(heads) - min(tails)) >= sum(work))

    def add_aim(self, aim: Aim, least: int) -> None:
        """What is to be least, and the bound that is known."""
        orders = range(self._task.orders)
        parts: list[Linear] = [self._all]
        if aim is not Aim.FINISH:
            parts = [self._cost(order) if aim is Aim.COST else self._risk(order) for order in orders]
        whole = self.model.new_int_var(least, max(least, _MOST), "aim")
        self.model.add(whole == sum(parts))
        self._aims.append((aim, whole))
        self.model.minimize(whole)

    def add_hint(self, hint: Plan) -> None:
        """A plan to begin with, and all that follows from it, so that nothing has to be searched for to complete it."""
        task, model = self._task, self.model
        for place, (mode, start) in enumerate(zip(hint.modes, hint.starts, strict=True)):
            if mode == OPEN:
                continue
            one = task.operations[place].modes[mode]
            model.add_hint(self.starts[place], start)
            model.add_hint(self._ends[place], start + one.duration)
            for number, literal in enumerate(self.picked[place]):
                model.add_hint(literal, int(number == mode))
            for firm, there in self._at[place].items():
                if len([mode for mode in task.operations[place].modes if mode.firm == firm]) > 1:
                    model.add_hint(there, int(firm == one.firm))
        if OPEN not in hint.modes:
            self._hint_rest(hint)

    def _hint_rest(self, hint: Plan) -> None:
        task, model = self._task, self.model
        firms = [mode.firm for mode in chosen(task, hint)]
        for link, paid in self._paid:
            model.add_hint(paid, task.transport.cost(firms[link.before], firms[link.after], link.kg))
        counted = [figures(task, hint, order) for order in range(task.orders)]
        for order, (one, finish) in enumerate(zip(counted, self._finish, strict=True)):
            model.add_hint(finish, one.finish)
            for firm, there in self._members.get(order, {}).items():
                model.add_hint(there, int(firm in one.firms))
        last = max(one.finish for one in counted)
        model.add_hint(self._all, last)
        values = {
            Aim.FINISH: last,
            Aim.COST: sum(one.cost for one in counted),
            Aim.RISK: sum(one.risk for one in counted),
        }
        for aim, whole in self._aims:
            model.add_hint(whole, values[aim])


def _blocks(free: Sequence[int], most: int) -> list[tuple[int, int, int]]:
    """Where less than the most is free: (first slot, slots, amount taken), none where it is the same in all slots."""
    found = []
    slot = 0
    for amount, run in groupby(free):
        length = len(list(run))
        if amount < most:
            found.append((slot, length, most - amount))
        slot += length
    return found
