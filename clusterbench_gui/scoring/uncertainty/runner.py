"""Runs a design: prepares each alternative once, aggregates many runs together, and keeps their places.

Results do not depend on the size of chunks, the number of threads or the order of the runs. Memory: two bytes per run
and unit (four beyond 65,535 units), with `keep` eight more; the scores of a chunk at a time.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from clusterbench_gui.domain.problems import ProblemError, problem
from clusterbench_gui.scoring.arrays import NAN, Floats
from clusterbench_gui.scoring.uncertainty.design import NOTHING, Aggregator, Design, Integers, Siblings, Tree
from clusterbench_gui.scoring.uncertainty.kernels import (
    LARGEST,
    Family,
    Level,
    by_function,
    family,
    means_of_indicators,
    means_of_nodes,
)
from clusterbench_gui.scoring.uncertainty.ranking import Places, kind_of, places_of

NOT_POSITIVE = "values-not-positive"
"""A geometric, harmonic or generalised mean met a value at or below 0 (`level` says where)."""
NEGATIVE = "values-negative"
"""A generalised mean with a power above 0 met a value below 0."""
NOT_FINITE = "value-not-finite"
EXTREME = "values-extreme"
"""A value is beyond what any normalisation gives."""
EMPTY = "scores-empty"
"""No unit has a score."""

Watch = Callable[[Integers, int, Floats], None]
"""Is shown runs, a level (0 is right above the indicators) and the scores of its nodes (nodes x runs x units), which change afterwards."""

_CHUNK_VALUES = 16_384
"""Scores per node of a chunk: all nodes of a level stay in the cache."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a run has no scores. `reason`: a code above, or that of the problem which a step named.

    `level`: the aggregation that refused (0 is that of the indicators), -1 for the preparation and the result.
    """

    run: int
    reason: str
    level: int = -1


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Places of every run (runs x units, 0 for none), scores if kept, and the runs that failed: they have no places."""

    places: Places
    failures: tuple[Failure, ...]
    scores: Floats | None = None

    @property
    def failed(self) -> dict[str, int]:
        """How many runs failed for each reason."""
        return dict(sorted(Counter(failure.reason for failure in self.failures).items()))


def run(
    design: Design,
    choices: Integers,
    *,
    threads: int = 1,
    chunk: int = 0,
    keep: bool = False,
    decimals: int | None = None,
    watch: Watch | None = None,
) -> Outcomes:
    """Scores and places of the runs `choices` (of `random_runs`, `factorial_runs`, or given: a replay).

    `chunk`: runs that are computed together; 0 chooses by the number of units. `decimals`: scores are rounded before
    they are ranked. `watch` sees all nodes above the indicators, also of runs that turn out to fail. A run that cannot be computed fails with its reason; all others are as if it had not been there.
    Raises `ProblemError` "runs-invalid" where a choice is not one of the design's.

    Source: OECD/JRC Handbook (2008), uncertainty analysis; `get_sensitivity(SA_type = "UA")` of COINr.

    Unlike COINr, where runs that cannot be computed become silent NAs, each has its reason.
    """
    counts = np.array([factor.alternatives for factor in design.factors])
    if choices.ndim != 2 or choices.shape[1] != len(counts) or (choices < 0).any() or (choices >= counts).any():
        raise ProblemError(problem("runs-invalid"))
    return _Run(design, choices, _Settings(threads, chunk, keep, decimals, watch)).outcomes()


@dataclass(frozen=True, slots=True)
class _Settings:
    threads: int
    chunk: int
    keep: bool
    decimals: int | None
    watch: Watch | None


class _Run:
    """One pass over the runs, sorted so that what they share is computed once."""

    def __init__(self, design: Design, choices: Integers, settings: _Settings) -> None:
        self._design, self._choices, self._settings = design, choices, settings
        self._families = design.tree.families()
        self._members = _members(design.tree)
        self._dropping = np.asarray(design.dropping)
        self._places: Places | None = None
        self._scores: Floats | None = None
        self._failures: list[Failure] = []

    def outcomes(self) -> Outcomes:
        refused: list[tuple[Integers, str]] = []
        for prepared, rows in _same(self._choices, len(self._design.preparing)):
            values = self._prepared(prepared)
            if isinstance(values, str):
                refused.append((rows, values))
            else:
                self._room(len(values))
                self._alternative(values, rows)
        self._room(0)
        self._failures += [Failure(int(row), reason) for rows, reason in refused for row in rows]
        if self._places is None:
            raise AssertionError
        return Outcomes(self._places, tuple(sorted(self._failures, key=lambda failure: failure.run)), self._scores)

    def _prepared(self, alternative: tuple[int, ...]) -> Floats | str:
        """The normalised indicators of an alternative, or the code of what stands against them."""
        names = [factor.name for factor in self._design.preparing]
        try:
            values = self._design.prepare(dict(zip(names, alternative, strict=True)))
        except ProblemError as error:
            return error.problems[0].code
        largest = float(np.fmax.reduce(np.abs(values), axis=None, initial=0.0))
        if largest > LARGEST:
            return EXTREME if math.isfinite(largest) else NOT_FINITE
        return values

    def _room(self, units: int) -> None:
        if self._places is None:
            self._places = np.zeros((len(self._choices), units), dtype=kind_of(units))
            self._scores = np.full((len(self._choices), units), NAN) if self._settings.keep else None

    def _alternative(self, values: Floats, rows: Integers) -> None:
        """All runs of one prepared matrix."""
        methods = self._methods(rows)
        size = self._settings.chunk or max(1, _CHUNK_VALUES // len(values))
        for key, members in _same(methods, 1):
            power_or_function = self._method(0, key[0])
            shared = [family(values[:, places], power_or_function.power) for places, _ in self._families[0]]
            tasks = [
                (shared, rows[members[same[start : start + size]]], combination)
                for combination, same in _same(methods[members], methods.shape[1])
                for start in range(0, len(same), size)
            ]
            self._all(tasks)

    def _all(self, tasks: list[tuple[list[Family], Integers, tuple[int, ...]]]) -> None:
        if self._settings.threads == 1:
            for task in tasks:
                self._failures += self._part(*task)
            return
        with ThreadPoolExecutor(self._settings.threads) as pool:
            for failures in pool.map(lambda task: self._part(*task), tasks):
                self._failures += failures

    def _methods(self, rows: Integers) -> Integers:
        """Per run the option of each level's aggregation."""
        first = len(self._design.preparing) + 1
        methods = np.zeros((len(rows), len(self._families)), dtype=np.int64)
        for number, factor in enumerate(self._design.aggregating):
            methods[:, list(factor.levels)] = self._choices[rows, first + number, None]
        return methods

    def _method(self, level: int, option: int) -> Aggregator:
        return next(factor.options[option] for factor in self._design.aggregating if level in factor.levels)

    def _weights(self, rows: Integers) -> Floats:
        """Weights of the runs; 0 for the indicator left out and for nodes of which nothing is left."""
        weights: Floats = self._design.weights[self._choices[rows, len(self._design.preparing)]]
        dropped = self._dropping[self._choices[rows, -1]]
        without = np.flatnonzero(dropped != NOTHING)
        weights[without, dropped[without]] = 0.0
        for start, stop, members in self._members:
            weights[:, stop : stop + members.shape[1]] *= (
                (weights[:, start:stop] > 0).astype(np.float64) @ members
            ) > 0
        return weights

    def _part(self, shared: list[Family], rows: Integers, options: tuple[int, ...]) -> list[Failure]:
        """Compute some runs of the same methods and put their places where they belong."""
        weights = self._weights(rows)
        failed: dict[int, Failure] = {}
        nodes: Level | None = None
        for level, families in enumerate(self._families):
            how = self._method(level, options[level])
            own = [np.ascontiguousarray(weights[:, within]) for _, within in families]
            nodes, refused = self._level(shared if nodes is None else nodes, families, own, how)
            for place, reason in refused.items():
                failed.setdefault(place, Failure(int(rows[place]), reason, level))
            if self._settings.watch is not None:
                self._settings.watch(rows, level, nodes.values)
        if nodes is None:
            raise AssertionError
        return self._put(rows, nodes.values[0], failed)

    def _level(
        self, below: list[Family] | Level, families: Siblings, weights: list[Floats], how: Aggregator
    ) -> tuple[Level, dict[int, str]]:
        places = [place for place, _ in families]
        if how.function is not None:
            scores = (
                [below.values[place] for place in places]
                if isinstance(below, Level)
                else [own.values.T[:, None] for own in below]
            )
            return by_function(scores, weights, how)
        if isinstance(below, Level):
            means, refused = means_of_nodes(below, places, weights, how, self._design.coverage)
        else:
            means, refused = means_of_indicators(below, weights, how, self._design.coverage)
        return means, dict.fromkeys(np.flatnonzero(refused).tolist(), NOT_POSITIVE if how.power <= 0 else NEGATIVE)

    def _put(self, rows: Integers, scores: Floats, failed: dict[int, Failure]) -> list[Failure]:
        if self._places is None:
            raise AssertionError
        for place in np.flatnonzero(np.isnan(scores).all(axis=1)).tolist():
            failed.setdefault(place, Failure(int(rows[place]), EMPTY))
        scores[list(failed)] = NAN
        self._places[rows] = places_of(scores, self._settings.decimals)
        if self._scores is not None:
            self._scores[rows] = scores
        return list(failed.values())


def _same(choices: Integers, columns: int) -> Iterator[tuple[tuple[int, ...], Integers]]:
    """Runs that agree in the first columns, together."""
    if not columns:
        yield (), np.arange(len(choices))
        return
    keys, inverse = np.unique(choices[:, :columns], axis=0, return_inverse=True)
    order = np.argsort(inverse, kind="stable")
    bounds = np.searchsorted(inverse[order], np.arange(len(keys) + 1))
    for key, start, stop in zip(keys.tolist(), bounds, bounds[1:], strict=False):
        yield tuple(key), order[start:stop]


def _members(tree: Tree) -> list[tuple[int, int, Floats]]:
    """Per level below the last its place in a weight set and who belongs to whom on the level above."""
    found, start = [], 0
    for level in tree.parents[:-1]:
        stop = start + len(level)
        found.append((start, stop, (level[:, None] == np.arange(level.max() + 1)).astype(np.float64)))
        start = stop
    return found
