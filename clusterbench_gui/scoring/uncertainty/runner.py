"""Runs a design: prepares each alternative once, aggregates many runs together, and keeps their places.

Results do not depend on the size of chunks, the number of threads or the order of the runs. Memory: two bytes per run
and unit (four beyond 65,535 units), with `keep` eight more; the scores of a chunk at a time.
"""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.scoring.arrays import NAN, Floats
from clusterbench_gui.scoring.uncertainty.design import NOTHING, Aggregator, Design, Integers
from clusterbench_gui.scoring.uncertainty.kernels import (
    Family,
    Flags,
    Scored,
    by_function,
    family,
    mean_of_indicators,
    mean_of_nodes,
)
from clusterbench_gui.scoring.uncertainty.ranking import Places, kind_of, places_of

NOT_POSITIVE = "not-positive"
"""A geometric, harmonic or generalised mean met a value at or below 0 (`level` says where)."""
NOT_FINITE = "value-not-finite"
EMPTY = "empty"
"""No unit has a score."""

_CHUNK_VALUES = 32_768
"""Scores per array of a chunk: a quarter of a megabyte stays in the cache."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a run has no scores. `reason`: one of the codes above or the code of the problem that the preparation named."""

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
) -> Outcomes:
    """Scores and places of the runs `choices` (of `random_runs`, `factorial_runs`, or given: a replay).

    `chunk`: runs that are computed together; 0 chooses by the number of units. `decimals`: scores are rounded before
    they are ranked. A run that cannot be computed fails with its reason; all others are as if it had not been there.
    """
    return _Run(design, choices, _Settings(threads, chunk, keep, decimals)).outcomes()


@dataclass(frozen=True, slots=True)
class _Settings:
    threads: int
    chunk: int
    keep: bool
    decimals: int | None


class _Run:
    """One pass over the runs, sorted so that what they share is computed once."""

    def __init__(self, design: Design, choices: Integers, settings: _Settings) -> None:
        self._design, self._choices, self._settings = design, choices, settings
        self._families = design.tree.families()
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
        return NOT_FINITE if np.isinf(values).any() else values

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
        dropped = np.asarray(self._design.dropping)[self._choices[rows, -1]]
        without = np.flatnonzero(dropped != NOTHING)
        if not len(without):
            return weights
        weights[without, dropped[without]] = 0.0
        for level, above in zip(self._families, self._families[1:], strict=False):
            start = min(int(within.min()) for _, within in above)
            for parent, (_, within) in enumerate(level):
                weights[without, start + parent] *= (weights[np.ix_(without, within)] > 0).any(axis=1)
        return weights

    def _part(self, shared: list[Family], rows: Integers, options: tuple[int, ...]) -> list[Failure]:
        """Compute some runs of the same methods and put their places where they belong."""
        weights = self._weights(rows)
        failed_at = np.full(len(rows), -1)
        nodes: list[Scored] = []
        for level, families in enumerate(self._families):
            how, below, nodes = self._method(level, options[level]), nodes, []
            for number, (places, within) in enumerate(families):
                own = np.ascontiguousarray(weights[:, within])
                children = shared[number] if level == 0 else [below[place] for place in places]
                node, refused = _node(children, own, how, self._design.coverage)
                failed_at[refused & (failed_at < 0)] = level
                nodes.append(node)
        return self._put(rows, nodes[0].values, failed_at)

    def _put(self, rows: Integers, scores: Floats, failed_at: Integers) -> list[Failure]:
        if self._places is None:
            raise AssertionError
        failed = failed_at >= 0
        scores[failed] = NAN
        empty = ~failed & np.isnan(scores).all(axis=1)
        self._places[rows] = places_of(scores, self._settings.decimals)
        if self._scores is not None:
            self._scores[rows] = scores
        reasons = [
            *((place, NOT_POSITIVE) for place in np.flatnonzero(failed)),
            *((place, EMPTY) for place in np.flatnonzero(empty)),
        ]
        return [Failure(int(rows[place]), reason, int(failed_at[place])) for place, reason in reasons]


def _node(children: Family | list[Scored], weights: Floats, how: Aggregator, coverage: float) -> tuple[Scored, Flags]:
    if how.function is not None:
        columns = (
            list(children.values.T[:, None]) if isinstance(children, Family) else [child.values for child in children]
        )
        return by_function(columns, weights, how), np.zeros(len(weights), dtype=np.bool_)
    if isinstance(children, Family):
        return mean_of_indicators(children, weights, how, coverage)
    return mean_of_nodes(children, weights, how, coverage)


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
