"""Results of scoring as plain data: what tables, charts and reports are made of. Missing is None, never zero."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.editions import (
    PLAIN_DESIGN,
    Method,
    Model,
    Names,
    Practice,
    Recommendation,
    ReportDesign,
    Term,
)
from clusterbench_gui.domain.experiments import OFFICIAL, Experiment
from clusterbench_gui.domain.studies import Cluster

UNDISCLOSED = "undisclosed"
"""Why there is no score to tell: too few others have one."""

ALL_ALIKE = ("constant", "empty")
"""Reasons that would tell a cluster the value of the only other one."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Why a number is missing: `reason` is a code such as "absence", "division-by-zero", "coverage", "constant"."""

    reason: str
    question: str = ""
    absence: Absence | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cluster at one node of the model. `raw` only at indicators. `rank` 1 is best, among `ranked` clusters.

    `coverage` is the share of weights present below (1.0 at an indicator with a value). `quartile` is "A" (best) to "D".
    """

    score: float | None
    raw: float | None = None
    rank: int | None = None
    quartile: str = ""
    coverage: float = 0.0
    missing: Missing | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """All clusters at one node. Quartiles are of the scores; `raw_*` only at indicators. None where too few have a value."""

    count: int
    benchmark: float | None
    median: float | None
    lower: float | None
    upper: float | None
    minimum: float | None
    maximum: float | None
    raw_benchmark: float | None = None
    raw_median: float | None = None


NO_FIGURES = Summary(count=0, benchmark=None, median=None, lower=None, upper=None, minimum=None, maximum=None)
"""Of a node of which nothing may be told."""


@dataclass(frozen=True, slots=True)
class Scores:
    """The scored study: `cells[cluster][node]` and `summaries[node]`, with what was left out and why."""

    clusters: tuple[str, ...]
    cells: Mapping[str, Mapping[str, Cell]]
    summaries: Mapping[str, Summary]
    left_out: Mapping[str, str] = field(default_factory=dict)
    fingerprint: str = ""


VOIVODESHIP = "voivodeship"
"""The grouping that a map shows."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """A way to group clusters: its classes as (value, names) in their order, and the class of each cluster that has one."""

    id: str
    names: Names
    classes: tuple[tuple[str, Names], ...]
    members: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Group:
    """One class of a grouping, with what both are called."""

    grouping: str
    value: str
    names: Names
    class_names: Names


@dataclass(frozen=True, slots=True)
class ScoredStudy:
    """Scores with all that a table, chart or report needs to explain them. Plain data: it may travel between processes.

    `synthetic`: the clusters are invented, and every picture and page must say so. `as_of` is the date of the newest answer
    (ISO 8601), `program` the version that scored, `year` that of the field work. `instruments` are the questionnaires' titles by their names. `counted` names the interviews behind each cluster's
    values, by instrument, `in_conflict` those that would count once their conflicts are settled; `averaged` says of how many values the mean of an indicator is, by cluster. `recommendations`, `practices` and `glossary` are the edition's texts,
    `design` says what its reports look like; `is_draft`: the edition was not closed, or its data changed since.
    `groupings` are the ways to group the clusters, `agreed` those that may be named in public.

    A study may be shown in part or otherwise (`app.views.showing`), which every picture of it says: only the clusters of a `group`, with
    places, medians and benchmarks among them on the scale of all, which are then the `whole`; under an `experiment`.
    """

    edition: str
    titles: Names
    notice: Names
    synthetic: bool
    model: Model
    method: Method
    clusters: tuple[Cluster, ...]
    scores: Scores
    as_of: str
    program: str
    instruments: Mapping[str, Names] = field(default_factory=dict)
    counted: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    in_conflict: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    averaged: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    recommendations: tuple[Recommendation, ...] = ()
    practices: tuple[Practice, ...] = ()
    glossary: tuple[Term, ...] = ()
    design: ReportDesign = PLAIN_DESIGN
    is_draft: bool = True
    groupings: tuple[Grouping, ...] = ()
    agreed: frozenset[str] = frozenset()
    year: str = ""
    group: Group | None = None
    whole: Scores | None = None
    experiment: Experiment = OFFICIAL

    def cluster(self, code: str) -> Cluster:
        """The cluster with this code; KeyError where there is none."""
        for one in self.clusters:
            if one.code == code:
                return one
        raise KeyError(code)
