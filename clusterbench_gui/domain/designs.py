"""A design: what varies from run to run around a recipe, as DESIGN.toml says it, or as runs that were made elsewhere have it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from clusterbench_gui.domain.recipes import Choice

NOISE, SIMPLEX, DIRICHLET, LIMITS, SETS = "noise", "simplex", "dirichlet", "limits", "sets"
WEIGHTINGS = (NOISE, SIMPLEX, DIRICHLET, LIMITS, SETS)


@dataclass(frozen=True, slots=True)
class WeightDraws:
    """How weights vary.

    `method`: "noise" moves each by up to `spread` of itself; "simplex" draws shares of which nothing is known, "dirichlet"
    around the given ones with a `certainty`, "limits" between `low` and `high`; "sets" takes `given`, by node. `levels`:
    where noise is added, all where it is empty. `count`: how many sets are drawn, 0 for one a run.
    """

    method: str = NOISE
    spread: float = 0.25
    certainty: float = 10.0
    low: float = 0.0
    high: float = 1.0
    levels: tuple[int, ...] = ()
    count: int = 0
    given: tuple[Mapping[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class DataNoise:
    """Errors added to the raw values: normal, `spread` standard deviations of the indicator wide, in `draws` versions."""

    spread: float
    draws: int = 100


@dataclass(frozen=True, slots=True)
class WeightBounds:
    """All weights of which best and worst places are asked: shares of a level's nodes (0: the one below the top) within `spread` of the given ones."""

    spread: float = 0.25
    level: int = 0


@dataclass(frozen=True, slots=True)
class Variation:
    """What a run may choose from. An empty part stays as the recipe has it.

    `aggregate`: alternatives, each as a recipe has them (one for all levels, or one a level); with `apart` every level
    chooses one of its own. `drop`: indicators of which a run leaves out one, or none. `factorial`: every combination once
    instead of `runs` at random; `points`: quasi-random runs per factor, as a power of 2, for indices that cannot be exact.
    `extremes`: exact best and worst places are computed too.
    """

    impute: tuple[Choice, ...] = ()
    treat: tuple[Choice, ...] = ()
    normalise: tuple[Choice, ...] = ()
    aggregate: tuple[tuple[Choice, ...], ...] = ()
    apart: bool = False
    weights: WeightDraws | None = None
    noise: DataNoise | None = None
    drop: tuple[str, ...] = ()
    runs: int = 1000
    seed: int = 1
    factorial: bool = False
    points: int = 10
    extremes: WeightBounds | None = None


@dataclass(frozen=True, slots=True)
class GivenRuns:
    """Runs made elsewhere: `variation` has their alternatives, `choices` by factor the alternative of each run, from 0.

    `names` are what the runs are called there, `labels` what the factors are.
    """

    variation: Variation
    names: tuple[str, ...]
    choices: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
