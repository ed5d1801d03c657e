"""Kemeny's order: of all orders of the units the one that the comparisons in pairs support most, found exactly."""

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from clusterbench_gui.domain.problems import ProblemError, problem
from clusterbench_gui.scoring.aggregating.outranking import outranking
from clusterbench_gui.scoring.arrays import Floats

if TYPE_CHECKING:
    from scipy.optimize import LinearConstraint

_TIE = 1e-12
_WHOLE = 1e-6
"""How near to 0 or 1 the solver's numbers are whole, and how much a triangle may be out (HiGHS' own tolerance)."""

_CUTS = 2000
"""Violated triangles added in one round: the worst ones."""

Indices = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Order:
    """Units from first to last, by index; what supports the order, and the most that any order could have.

    `support` is Σ e_ij over all pairs with i before j. `proved` says whether no order has more.
    """

    units: tuple[int, ...]
    support: float
    bound: float
    proved: bool


def kemeny(scores: Floats, weights: Floats, seconds: float = 60.0) -> Floats:
    """Kemeny's order as a score: the number of units placed below. The order maximises Σ e_ij over pairs with i before j.

    e is the outranking matrix; pairs that have nothing in common count a half either way. Units with the same values share
    a place. Found exactly by linear programming over all orders (HiGHS); where that takes more than `seconds`, it is
    refused with what was reached ("kemeny-unproved"), because an unproved order would depend on the machine. Where several
    orders are equally good, one of them is given, the same for any order of the rows; another order of the columns may give
    another of them.
    Source: Kemeny, Mathematics without numbers (1959); Young and Levenglick (1978); the Handbook's NCMC (2008), whose
    printed order for its own example is not the best one: 182.125 where 184.5 is possible.
    """
    filled = np.where(np.isnan(scores), -np.inf, scores + 0.0)  # numpy takes no two NaN for equal in rows
    distinct, place = np.unique(filled, axis=0, return_inverse=True)
    distinct, place = np.where(np.isinf(distinct), np.nan, distinct), place.reshape(-1)
    sizes = np.bincount(place).astype(np.float64)
    order = best_order(outranking(distinct, weights), sizes, seconds)
    if not order.proved:
        raise ProblemError(
            problem("kemeny-unproved", seconds=str(seconds), support=str(order.support), bound=str(order.bound))
        )
    behind, below = 0.0, np.zeros(len(distinct))
    for unit in reversed(order.units):
        below[unit] = behind
        behind += sizes[unit]
    return below[place]


def best_order(shares: Floats, sizes: Floats | None = None, seconds: float = 60.0) -> Order:
    """The order with the most support, for an outranking matrix; `sizes` says how many equal units a row stands for.

    Units fall into groups first: a group all of whose units are preferred by a majority to all of another's stands before
    it in every best order (the extended Condorcet criterion: Truchon, 1998). Only groups with a cycle need the solver.
    """
    sizes = np.ones(len(shares)) if sizes is None else sizes
    even = np.where(np.isnan(shares), 0.5, shares)
    np.fill_diagonal(even, 0.0)
    lead = np.where(np.abs(even - 0.5) <= _TIE, 0.0, even - 0.5)
    np.fill_diagonal(lead, 0.0)
    gain = lead * np.outer(sizes, sizes)
    deadline = time.monotonic() + seconds
    units: list[int] = []
    short, proved = 0.0, True
    for group in _groups(lead, even):
        own = gain[np.ix_(group, group)]
        places, gap = _best(own, deadline)
        units += group[places].tolist()
        short += gap
        proved = proved and gap <= _gap(own)
    support = _support(even * np.outer(sizes, sizes), np.array(units, dtype=np.intp))
    return Order(tuple(units), support, support + (0.0 if proved else short), proved)


def _groups(lead: Floats, even: Floats) -> list[Indices]:
    """Strong components of "not beaten by", first to last; inside, by Copeland and then by the sum of shares."""
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 - scipy is slow to import

    _, label = connected_components(lead >= 0, directed=True, connection="strong")
    wins = (lead > 0).sum(axis=1) - (lead < 0).sum(axis=1)
    order = np.lexsort((-np.round(even.sum(axis=1), 9), -wins))
    groups = [order[label[order] == one] for one in np.unique(label)]
    return sorted(groups, key=lambda group: -float(wins[group].mean()))


def _gap(gain: Floats) -> float:
    """Support below which a difference is rounding."""
    return 1e-9 * max(1.0, float(np.abs(gain).sum()))


def _best(gain: Floats, deadline: float) -> tuple[Indices, float]:
    """Places of the best order of one group, and how much more an order could have at most.

    x_ij for i < j says that i stands before j; 0 <= x_ij + x_jk - x_ik <= 1 keeps it an order. Triangles are added where a
    solution breaks them: first without asking for whole numbers, which nearly always suffices, then with them.
    """
    count = len(gain)
    if count == 1 or not gain.any():
        return np.arange(count), 0.0
    solver = _Triangles(gain)
    whole = False
    best, most = np.arange(count), float("inf")
    while time.monotonic() < deadline:
        before, bound = solver.solve(deadline - time.monotonic(), whole=whole)
        most = min(most, bound)
        if before is None:
            break
        found = np.argsort(-before.sum(axis=1), kind="stable")
        best = max((best, found), key=lambda places: _support(gain, places))
        if most - _support(gain, best) <= _gap(gain):
            return best, 0.0
        if not solver.add_broken(before):
            if whole:
                break
            whole = True
    return best, most - _support(gain, best)


def _support(gain: Floats, order: Indices) -> float:
    return float(np.triu(gain[np.ix_(order, order)], 1).sum())


class _Triangles:
    """The linear program of one group, with the triangles that were broken so far."""

    def __init__(self, gain: Floats) -> None:
        self._count = len(gain)
        self._first, self._second = np.triu_indices(self._count, 1)
        self._number = np.zeros(gain.shape, dtype=np.intp)
        self._number[self._first, self._second] = np.arange(len(self._first))
        self._cost = -2 * gain[self._first, self._second]
        self._constant = float(gain[self._second, self._first].sum())
        self._rows: list[Indices] = []

    def solve(self, seconds: float, *, whole: bool) -> tuple[Floats | None, float]:
        """The matrix "i before j" of the best solution, None if there was no time, and the bound on the support."""
        from scipy.optimize import Bounds, milp  # noqa: PLC0415 - scipy is slow to import

        done = milp(
            self._cost,
            integrality=np.full(len(self._cost), int(whole)),
            bounds=Bounds(0, 1),
            constraints=self._constraints(),
            options={"time_limit": max(seconds, 0.01), "mip_rel_gap": 0.0},
        )
        if done.x is None or (done.status != 0 and not whole):
            return None, float("inf")
        least = done.mip_dual_bound if whole else done.fun
        before = np.zeros((self._count, self._count))
        before[self._first, self._second] = done.x
        before[self._second, self._first] = 1 - done.x
        return before, self._constant - float(least)

    def add_broken(self, before: Floats) -> bool:
        """Take in the triangles that a solution breaks most; False where it breaks none."""
        first = before[self._first, self._second]
        turn = first[:, None] + before[self._second] - before[self._first]  # x_ij + x_jk - x_ik, with k > j
        beyond = np.arange(self._count)[None, :] > self._second[:, None]
        broken = np.where(beyond, np.maximum(turn - 1, -turn), 0.0)
        pairs, thirds = np.nonzero(broken > _WHOLE)
        worst = np.argsort(-broken[pairs, thirds], kind="stable")[:_CUTS]
        i, j, k = self._first[pairs[worst]], self._second[pairs[worst]], thirds[worst]
        self._rows.append(np.column_stack([self._number[i, j], self._number[j, k], self._number[i, k]]))
        return len(worst) > 0

    def _constraints(self) -> "list[LinearConstraint]":
        from scipy.optimize import LinearConstraint  # noqa: PLC0415 - scipy is slow to import
        from scipy.sparse import csr_array  # noqa: PLC0415 - scipy is slow to import

        if not self._rows:
            return []
        rows = np.concatenate(self._rows)
        values = np.tile([1.0, 1.0, -1.0], len(rows))
        at = np.repeat(np.arange(len(rows)), 3)
        matrix = csr_array((values, (at, rows.ravel())), shape=(len(rows), len(self._cost)))
        return [LinearConstraint(matrix, 0.0, 1.0)]
