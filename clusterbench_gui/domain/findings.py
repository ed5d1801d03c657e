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
    that share a letter of `group` cannot be told apart ("" beyond `MOST_PAIRS` clusters); `chances[k - 1]`: share of the variants with place k.
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
    """The standings of all clusters with a place, in the order of the study, from so many `runs` of variants; `failed` more could not be computed.

    `beats[i][j]` is the share of the runs in which the i-th of `standings` is ahead of the j-th, ties counting half; empty beyond
    `MOST_PAIRS` clusters. A chance of at least `CERTAIN` tells two clusters apart.
    """

    standings: tuple[Standing, ...]
    runs: int
    failed: int
    beats: tuple[tuple[float, ...], ...] = ()


MOST_PAIRS = 200
"""Clusters beyond which nobody reads who beats whom."""

CERTAIN = 0.9
"""The chance from which on one cluster counts as ahead of another."""


@dataclass(frozen=True, slots=True)
class Influence:
    """How much of what moves in the ranking hangs on one choice of the method.

    `factor`: "normalise", "weights", "dropped", or "aggregate N" for the means that make level N. `first` is the share that would be gone if it were
    settled, `total` the share that would stay if all else were settled (Sobol's S and ST). Spans are 90 % intervals, None where exact.
    """

    factor: str
    first: float
    total: float
    first_span: tuple[float, float] | None = None
    total_span: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Influences on the mean change of places against the official ranking; `exact`: by enumeration of all `runs`."""

    influences: tuple[Influence, ...]
    exact: bool
    runs: int


@dataclass(frozen=True, slots=True)
class Consistency:
    """Whether what is right below a node measures one thing: Cronbach's alpha over `units` complete clusters, None where undefined.

    `without` are (child, alpha without it).
    """

    node: str
    alpha: float | None
    units: int
    without: tuple[tuple[str, float | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Correlations:
    """Correlations of the scores of `nodes` over the clusters that have both: coefficient, p-value, number of clusters; None where undefined.

    `kind`: "pearson", "spearman" or "kendall". `consistency`: of the nodes above.
    """

    kind: str
    nodes: tuple[str, ...]
    r: tuple[tuple[float | None, ...], ...]
    p: tuple[tuple[float | None, ...], ...]
    pairs: tuple[tuple[int, ...], ...]
    consistency: tuple[Consistency, ...] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """The clusters of one class of a grouping at a node: how many have a score, and their figures; None where too few have one.

    `lower` and `upper` are quartiles.
    """

    value: str
    names: Names
    count: int
    median: float | None = None
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class Regions:
    """All classes of a grouping at `node`, in their order; classes nobody is in too. `unknown`: clusters with a score and no class."""

    grouping: str
    names: Names
    node: str
    rows: tuple[Region, ...]
    unknown: int = 0
