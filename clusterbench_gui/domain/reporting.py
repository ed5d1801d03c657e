"""What reports are made of, as plain data: `app/reporting` fills it in, `reports/` prints it and computes nothing.

Points are units of the method's scale, shares are of 1, codes are those of clusters and of the model's nodes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from clusterbench_gui.domain.editions import Names, Practice
from clusterbench_gui.domain.findings import (
    Certainty,
    Correlations,
    Gap,
    Portfolio,
    Region,
    Regions,
    Sensitivity,
    Split,
    Standing,
    Trend,
)
from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.domain.scores import ScoredStudy

FRAGILE_BELOW = 0.8
"""A mark that holds in a smaller share of the variants of the method is fragile."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A strength (1) or weakness (-1) of a cluster at a node, and the share of the variants of the method in which it holds.

    `steadiness` is None where the mark was not put to the test. Marks stand in their order: from areas to indicators, strengths first, the clearest first.
    """

    node: str
    sign: int
    steadiness: float | None = None

    @property
    def is_fragile(self) -> bool:
        """Other defensible methods often revoke it."""
        return self.steadiness is not None and self.steadiness < FRAGILE_BELOW


@dataclass(frozen=True, slots=True)
class Lever:
    """What one indicator would bring if the cluster rose to the lower end of the next quarter, all else as it is.

    `start` and `end` are the indicator's scores before and after, `quartile` the letter reached, `points` what the index gains,
    `places` how many places that is.
    """

    node: str
    start: float
    end: float
    quartile: str
    points: float
    places: int


@dataclass(frozen=True, slots=True)
class Before:
    """A cluster at a node in the edition before. `raw` in the unit of the node (only at indicators).

    `way` says whether the printed score rose (1), fell (-1) or stayed (0) on one scale of both editions; None where one is missing.
    These scores are not told: two of them with their values in units give the ends of the scale, which are values of other clusters.
    """

    raw: float | None = None
    way: int | None = None


@dataclass(frozen=True, slots=True)
class Peers:
    """The clusters whose profile is nearest to a cluster's, as a crowd: how many, and the mean of their scores by node."""

    count: int
    means: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Membership:
    """A cluster among those of its class of a grouping, at the index. `region` has no figures where the class is no crowd.

    `rank` of `region.count`, None where it has no place or the class is no crowd.
    """

    names: Names
    region: Region
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that the report of one cluster may tell.

    `study` holds this cluster by name; the others have codes without meaning and no names, raw values or answers, in an order that
    tells nothing; what may not be disclosed is gone (`app.reporting.crowd`). All else here speaks of that study.

    `variants`: how many variants of the method stand behind `standing`, the steadiness of `marks` and the probabilities of `portfolio`. The reference of
    `median` has a crowd of others on either side of the median in it, mixed so that it starts there. `before` is by node, of this cluster alone.

    `missing` says by name of a part ("trend", "split", "benchmark" …) why it is not there.
    """

    study: ScoredStudy
    cluster: str
    standing: Standing | None = None
    variants: int = 0
    marks: tuple[Mark, ...] = ()
    benchmark: Gap | None = None
    median: Gap | None = None
    portfolio: Portfolio | None = None
    peers: Peers | None = None
    memberships: tuple[Membership, ...] = ()
    trend: Trend | None = None
    split: Split | None = None
    before: Mapping[str, Before] = field(default_factory=dict)
    levers: tuple[Lever, ...] = ()
    practices: tuple[Practice, ...] = ()
    missing: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Response:
    """How complete the data of one instrument are: clusters with a counted interview, of how many.

    `absences` counts the missing indicators by reason (`domain.scores.Missing.reason`, or the absence's value).
    """

    instrument: str
    names: Names
    clusters: int
    of: int
    interviews: int
    absences: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Characteristic:
    """What clusters there are by one grouping: how many of all `of` are in each class (value, names, number), in the order of the classes.

    Classes nobody is in are there too; `unknown` clusters have no class.
    """

    grouping: str
    names: Names
    rows: tuple[tuple[str, Names, int], ...]
    of: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that the general report and its slides tell.

    `study` names only the clusters that agreed to it, the others by code, and holds nothing that may not be disclosed: no raw values, no
    answers, no classes of single clusters, nothing of fewer clusters than a crowd. `regions` are by grouping, at the index. `characteristics` count all clusters with an interview, whether they have
    a score or not. `trends` are by node: the index and the areas. `correlations` are by level: areas and sub-areas. `missing` as in `Dossier`.
    """

    study: ScoredStudy
    certainty: Certainty | None = None
    sensitivity: Sensitivity | None = None
    portfolio: Portfolio | None = None
    regions: tuple[Regions, ...] = ()
    trends: Mapping[str, Trend] = field(default_factory=dict)
    correlations: Mapping[int, Correlations] = field(default_factory=dict)
    characteristics: tuple[Characteristic, ...] = ()
    responses: tuple[Response, ...] = ()
    missing: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
