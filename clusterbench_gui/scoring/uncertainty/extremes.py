"""The best and the worst place that any admissible weights give a unit: exact, not sampled.

For weights w in {low <= w <= high, sum w = 1, A w <= b} and scores X w, the best place of u is 1 + the least number of
units v with (x_v - x_u) w > 0: a mixed-integer linear program with a switch z_v per unit that may stand above u,
(x_v - x_u) w <= M_v z_v, M_v the largest difference that the limits allow. The worst place asks for the most units above
by a margin. Solved by HiGHS (scipy.optimize.milp). Units that stand above or below for all weights are settled beforehand
by a linear program over the limits. No other program for composite indicators has this; cf. Saisana and others' simulated
intervals, which lie inside.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from clusterbench_gui.domain.problems import ProblemError, problem
from clusterbench_gui.scoring.arrays import Floats
from clusterbench_gui.scoring.uncertainty.design import Integers
from clusterbench_gui.scoring.uncertainty.ranking import places_of

_MARGIN = 1e-7
"""By how much of the largest difference a unit must be ahead to count as above: beyond the tolerances of the solver."""


@dataclass(frozen=True, slots=True)
class Polytope:
    """Admissible shares: between `low` and `high`, summing to 1, and `matrix @ w <= bound` where given."""

    low: Floats
    high: Floats
    matrix: Floats | None = None
    bound: Floats | None = None


@dataclass(frozen=True, slots=True)
class Extreme:
    """A unit's best or worst place, weights that give it, and whether it is proved that none give a better (worse) one.

    Where it is not proved (the time was up), `limit` is the place beyond which no weights can lead.
    """

    place: int
    weights: Floats
    proved: bool
    limit: int


def extremes(
    scores: Floats, polytope: Polytope, units: Sequence[int] | None = None, seconds: float = 10.0
) -> list[tuple[Extreme, Extreme]]:
    """Best and worst place of each unit (all, or those named) under linear aggregation of `scores` (units x parts).

    The parts may be indicators with their effective weights, or the nodes of any level. Units are ranked by the rule of
    `scoring.rank`. `seconds` is for each of the two programs of a unit. Raises `ProblemError` "extremes-missing" where a
    score is missing and "limits-impossible" where no weights are admissible.
    """
    if not np.isfinite(scores).all():
        raise ProblemError(problem("extremes-missing"))
    size = float(np.abs(scores).max(initial=0.0)) or 1.0
    search = _Search(scores / size, polytope, seconds)
    return [(search.best(unit), search.worst(unit)) for unit in (range(len(scores)) if units is None else units)]


class _Search:
    """The programs of one table and polytope."""

    def __init__(self, scores: Floats, polytope: Polytope, seconds: float) -> None:
        self._scores, self._polytope, self._seconds = scores, polytope, seconds
        self._start = self._admissible(np.zeros(scores.shape[1]))

    def best(self, unit: int) -> Extreme:
        """The fewest units above."""
        return self._extreme(unit, worst=False)

    def worst(self, unit: int) -> Extreme:
        """The most units above."""
        return self._extreme(unit, worst=True)

    def _extreme(self, unit: int, *, worst: bool) -> Extreme:
        ahead = np.delete(self._scores - self._scores[unit], unit, axis=0)
        if not len(ahead):
            return Extreme(1, self._start, True, 1)
        greatest, least = self._reach(ahead), -self._reach(-ahead)
        margin = _MARGIN * max(float(np.abs(ahead).max()), np.finfo(np.float64).tiny)
        always = least > margin
        open_ones = (greatest > margin) & ~always if worst else (greatest > 0) & ~always
        chosen = np.flatnonzero(open_ones)
        if not len(chosen):
            place = self._place(unit, self._start)
            return Extreme(place, self._start, True, place)
        found, limit, weights = self._program(ahead[chosen], (greatest[chosen], least[chosen]), margin, worst=worst)
        weights = self._sharpened(ahead[chosen], found, weights, worst=worst)
        edge = 1 + int(always.sum()) + limit
        place = self._place(unit, weights)
        return Extreme(place, weights, place == edge, edge)

    def _program(
        self, ahead: Floats, reach: tuple[Floats, Floats], margin: float, *, worst: bool
    ) -> tuple[Floats, int, Floats]:
        """Switches, the bound on how many are on, and weights."""
        from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415 - scipy is slow to import

        many, parts = ahead.shape
        greatest, least = reach
        if worst:  # ahead w >= margin where the switch is on: ahead w - (margin - least) z >= least
            rows = LinearConstraint(np.hstack([ahead, -np.diag(margin - least)]), lb=least)
        else:  # ahead w <= greatest z
            rows = LinearConstraint(np.hstack([ahead, -np.diag(greatest)]), ub=np.zeros(many))
        sign = -1.0 if worst else 1.0
        found = milp(
            np.concatenate([np.zeros(parts), np.full(many, sign)]),
            integrality=np.concatenate([np.zeros(parts), np.ones(many)]),
            bounds=Bounds(
                np.concatenate([self._polytope.low, np.zeros(many)]),
                np.concatenate([self._polytope.high, np.ones(many)]),
            ),
            constraints=[rows, *self._constraints(many)],
            options={"time_limit": self._seconds},
        )
        bound = found.mip_dual_bound
        solution: Floats | None = found.x
        if solution is None:
            return np.zeros(many), many if worst else 0, self._start
        limit = sign * (bound if bound is not None else sign * (many if worst else 0))
        return (
            np.round(solution[parts:]),
            int(np.floor(limit + 1e-6) if worst else np.ceil(limit - 1e-6)),
            solution[:parts],
        )

    def _sharpened(self, ahead: Floats, switches: Floats, weights: Floats, *, worst: bool) -> Floats:
        """Weights with the switches as found and as far as possible from every border between above and below."""
        from scipy.optimize import linprog  # noqa: PLC0415 - scipy is slow to import

        matter = ahead[switches == 1] if worst else -ahead[switches == 0]
        if not len(matter):
            return weights
        polytope, parts = self._polytope, ahead.shape[1]
        rows = [np.hstack([-matter, np.ones((len(matter), 1))])]
        bounds = [np.zeros(len(matter))]
        if polytope.matrix is not None and polytope.bound is not None:
            rows.append(np.hstack([polytope.matrix, np.zeros((len(polytope.matrix), 1))]))
            bounds.append(polytope.bound)
        found = linprog(
            np.append(np.zeros(parts), -1.0),
            A_ub=np.vstack(rows),
            b_ub=np.concatenate(bounds),
            A_eq=np.append(np.ones(parts), 0.0)[None],
            b_eq=[1.0],
            bounds=[*zip(polytope.low, polytope.high, strict=True), (None, None)],
        )
        return weights if found.x is None else np.asarray(found.x[:parts])

    def _place(self, unit: int, weights: Floats) -> int:
        return int(places_of((self._scores @ weights)[None])[0, unit])

    def _reach(self, ahead: Floats) -> Floats:
        """The greatest value of each row times admissible weights."""
        if self._polytope.matrix is None:
            return _knapsack(ahead, self._polytope.low, self._polytope.high)
        return np.array([row @ self._admissible(-row) for row in ahead])

    def _admissible(self, cost: Floats) -> Floats:
        from scipy.optimize import linprog  # noqa: PLC0415 - scipy is slow to import

        polytope = self._polytope
        found = linprog(
            cost,
            A_ub=polytope.matrix,
            b_ub=polytope.bound,
            A_eq=np.ones((1, len(cost))),
            b_eq=[1.0],
            bounds=list(zip(polytope.low, polytope.high, strict=True)),
        )
        if found.status != 0:
            raise ProblemError(problem("limits-impossible", low=str(polytope.low.sum()), high=str(polytope.high.sum())))
        return np.asarray(found.x)

    def _constraints(self, many: int) -> list[Any]:
        from scipy.optimize import LinearConstraint  # noqa: PLC0415 - scipy is slow to import

        polytope = self._polytope
        parts = len(polytope.low)
        sums = LinearConstraint(np.concatenate([np.ones(parts), np.zeros(many)])[None], 1.0, 1.0)
        if polytope.matrix is None or polytope.bound is None:
            return [sums]
        wide = np.hstack([polytope.matrix, np.zeros((len(polytope.matrix), many))])
        return [sums, LinearConstraint(wide, ub=polytope.bound)]


def _knapsack(values: Floats, low: Floats, high: Floats) -> Floats:
    """The greatest `values @ w` per row for low <= w <= high and sum w = 1: the rest goes to the best first."""
    order: Integers = np.argsort(-values, axis=1, kind="stable")
    room = (high - low)[order]
    rest = 1.0 - low.sum()
    given = np.clip(rest - (np.cumsum(room, axis=1) - room), 0.0, room)
    return np.asarray(values @ low + (np.take_along_axis(values, order, axis=1) * given).sum(axis=1))
