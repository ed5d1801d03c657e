"""What is found beyond the scores, as plain data for charts, tables and reports; `app/` fills it from the scoring engine.

Points are units of the method's scale, shares are of 1, codes are those of clusters and of the model's nodes.
"""

from dataclasses import dataclass

from clusterbench_gui.domain.editions import Names

BENCHMARK, MEDIAN = "benchmark", "median"
"""What a cluster's distance may be measured to; anything else is the code of another cluster."""

CAUSES = ("own", "benchmark", "panel", "method")
"""What a change is made of: the cluster itself, the others who make the scale, who takes part, how scores are made."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A cluster's distance at `node` to `against` (`BENCHMARK`, `MEDIAN` or another cluster's code), split by what makes it.

    `start` is the score of `against`, `end` the cluster's own, `parts` are (code of a node, points): start + sum of the parts
    is end. A part below 0 is where the cluster is behind.
    """

    cluster: str
    node: str
    against: str
    start: float
    end: float
    parts: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Split:
    """What the change of a score at `node` from one edition to the next is made of.

    `parts` are (one of `CAUSES`, points): before + sum of the parts is after. `cluster` is "" for the median of all.
    """

    cluster: str
    node: str
    editions: tuple[Names, Names]
    before: float
    after: float
    parts: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """The panel at one node over editions, oldest first: scores on one scale of the clusters that took part in all of them.

    `rows` are (code of a cluster, its score in each edition), `medians` and `benchmarks` those of the panel; None is
    missing. `scaling` says how the editions were brought to one scale, in the words of the source line.
    """

    node: str
    editions: tuple[Names, ...]
    rows: tuple[tuple[str, tuple[float | None, ...]], ...]
    medians: tuple[float | None, ...]
    benchmarks: tuple[float | None, ...]
    scaling: Names


@dataclass(frozen=True, slots=True)
class Place:
    """A cluster on two axes, in points, with what is known of how sure that is.

    `across_span` and `up_span` are the lowest and highest score of nine in ten variants of the method, None where no
    variants were run. `candidate`: it may be a model cluster, above the medians of both. `probability`: the share of
    variants in which it is. `strong`: nodes where it is in the top quarter, the clearest first.
    """

    code: str
    across: float
    up: float
    across_span: tuple[float, float] | None = None
    up_span: tuple[float, float] | None = None
    candidate: bool = False
    probability: float | None = None
    strong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Functioning (across) by promise (up): places of the clusters that have both, and the medians that cut them.

    `variants`: how many variants of the method stand behind spans and probabilities, 0 for none.
    """

    places: tuple[Place, ...]
    medians: tuple[float, float] | None
    variants: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """How sure a cluster's place by the index is, over variants of the method.

    `place` by the study's method; `low` to `high` holds nine in ten variants; `top`: share of the variants in which it is in the top quarter; clusters
    that share a letter of `group` cannot be told apart; `chances[k - 1]`: share of the variants with place k.
    """

    code: str
    place: int
    low: int
    high: int
    top: float
    group: str
    chances: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Certainty:
    """The standings of all clusters with a place, how many variants stand behind them, and how many could not be computed."""

    standings: tuple[Standing, ...]
    runs: int
    failed: int
