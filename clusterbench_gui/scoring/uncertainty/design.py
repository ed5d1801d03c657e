"""What may vary from run to run, as factors with alternatives, and the runs that are drawn from them.

A run is a row of choices, one number per factor: the factors of the preparation (treatment, normalisation, draws of an
imputation, data noise, …) in their order, then the weight set, the aggregations, the indicator that is left out.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from clusterbench_gui.domain.problems import ProblemError, problem
from clusterbench_gui.scoring.arrays import Floats

Integers = npt.NDArray[np.int64]
Siblings = list[tuple[Integers, Integers]]
"""Under each parent of a level: the places of its children on their level, and in a weight set."""
Prepare = Callable[[Mapping[str, int]], Floats]
"""From an alternative per preparing factor to normalised indicators (units x indicators, NaN for none)."""

WEIGHTS = "weights"
DROPPED = "dropped"
NOTHING = -1
"""In place of an indicator that is left out: none is."""

_LARGEST_FACTORIAL = 10_000_000


@dataclass(frozen=True, slots=True)
class Tree:
    """The levels of a model: `parents[l][i]` is the place, on the level above, of the parent of node i of level l + 1.

    The last array leads to the one node at the top. Sums run over children in their order here.
    """

    parents: tuple[Integers, ...]

    def __post_init__(self) -> None:
        """Raise `ProblemError` "tree-invalid" where a parent does not exist or has no children."""
        sizes = [*(len(level) for level in self.parents[1:]), 1]
        for level, size in zip(self.parents, sizes, strict=True):
            if not np.array_equal(np.unique(level), np.arange(size)):
                raise ProblemError(problem("tree-invalid"))

    @property
    def nodes(self) -> int:
        """How many weights a weight set has: all nodes but the top, level by level."""
        return sum(len(level) for level in self.parents)

    def families(self) -> list[Siblings]:
        """Per level the siblings under each parent: their places on their level, and in a weight set."""
        found: list[Siblings] = []
        start = 0
        for level in self.parents:
            places = [np.flatnonzero(level == parent) for parent in range(int(level.max()) + 1)]
            found.append([(place, place + start) for place in places])
            start += len(level)
        return found


@dataclass(frozen=True, slots=True)
class Aggregator:
    """A generalised mean with its power (1 arithmetic, 0 geometric, -1 harmonic), or any other rule as a function.

    `function(scores of units x children, weights)` gives a score per unit; it is called run by run, so it is slower.
    """

    name: str
    power: float = 1.0
    function: Callable[[Floats, Floats], Floats] | None = None


AMEAN = Aggregator("amean", 1.0)
GMEAN = Aggregator("gmean", 0.0)
HMEAN = Aggregator("hmean", -1.0)


@dataclass(frozen=True, slots=True)
class Aggregating:
    """A factor that chooses one of `options` for the levels it governs (0 is from the indicators to the level above)."""

    name: str
    levels: tuple[int, ...]
    options: tuple[Aggregator, ...]


@dataclass(frozen=True, slots=True)
class Factor:
    """Name and number of alternatives of what varies."""

    name: str
    alternatives: int


@dataclass(frozen=True)
class Design:
    """Everything that a run may choose from.

    `weights`: weight sets (sets x nodes of the tree). `own_weights`: run i takes set i instead of a random one, so that
    every run has a draw of its own. `dropping`: indicators of which a run leaves out one; `NOTHING` may be among them.
    `coverage`: least share of the weights present for a mean to exist.
    """

    tree: Tree
    prepare: Prepare
    weights: Floats
    aggregating: tuple[Aggregating, ...]
    preparing: tuple[Factor, ...] = ()
    dropping: tuple[int, ...] = (NOTHING,)
    coverage: float = 0.0
    own_weights: bool = False

    def __post_init__(self) -> None:
        """Raise `ProblemError` "design-weights", "design-levels" or "design-dropping" where the parts do not fit."""
        good = self.weights.ndim == 2 and self.weights.shape[1] == self.tree.nodes and len(self.weights) > 0
        if not (good and np.isfinite(self.weights).all() and (self.weights >= 0).all()):
            raise ProblemError(problem("design-weights"))
        governed = sorted(level for factor in self.aggregating for level in factor.levels)
        if governed != list(range(len(self.tree.parents))):
            raise ProblemError(problem("design-levels"))
        if not self.dropping or not set(self.dropping) <= {NOTHING, *range(len(self.tree.parents[0]))}:
            raise ProblemError(problem("design-dropping"))

    @property
    def factors(self) -> tuple[Factor, ...]:
        """All factors in the order of a run's choices."""
        return (
            *self.preparing,
            Factor(WEIGHTS, len(self.weights)),
            *(Factor(factor.name, len(factor.options)) for factor in self.aggregating),
            Factor(DROPPED, len(self.dropping)),
        )

    @property
    def combinations(self) -> int:
        """How many different runs there are."""
        return math.prod(factor.alternatives for factor in self.factors)


def random_runs(design: Design, count: int, seed: int) -> Integers:
    """Choices of `count` runs, each factor drawn evenly from its own stream; more runs leave the first ones as they are."""
    uniform = np.column_stack(
        [stream(seed, number).random(count) for number, _ in enumerate(design.factors)],
    )
    choices = chosen(design, uniform)
    if design.own_weights:
        choices[:, len(design.preparing)] = np.arange(count) % len(design.weights)
    return choices


def chosen(design: Design, uniform: Floats) -> Integers:
    """Choices from numbers in 0..1, a column per factor."""
    counts = np.array([factor.alternatives for factor in design.factors])
    return np.asarray(np.minimum((uniform * counts).astype(np.int64), counts - 1))


def factorial_runs(design: Design) -> Integers:
    """Every combination once, the last factor changing fastest. Raises `ProblemError` "design-too-large"."""
    if design.combinations > _LARGEST_FACTORIAL:
        raise ProblemError(problem("design-too-large", runs=design.combinations))
    shape = tuple(factor.alternatives for factor in design.factors)
    return np.column_stack(
        [np.asarray(column, dtype=np.int64) for column in np.unravel_index(np.arange(design.combinations), shape)]
    )


def stream(seed: int, number: int) -> np.random.Generator:
    """Random numbers of one purpose: the same for the same seed on every machine, and apart from the other streams."""
    return np.random.Generator(np.random.Philox(np.random.SeedSequence(entropy=seed, spawn_key=(number,))))
