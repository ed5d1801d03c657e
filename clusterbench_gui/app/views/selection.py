"""What is looked at: one selection for all views of the results, which can be kept and named."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from clusterbench_gui.domain.experiments import OFFICIAL, Experiment, Target
from clusterbench_gui.domain.findings import BENCHMARK
from clusterbench_gui.domain.recipes import Choice
from clusterbench_gui.domain.scores import ScoredStudy


class Kind(Enum):
    """The views of the results, in the order in which they are offered."""

    RANKING = "ranking"
    STRIP = "strip"
    PROFILE = "profile"
    QUARTERS = "quarters"
    HEATMAP = "heatmap"
    COMPARISON = "comparison"
    GROUPS = "groups"
    MAP = "map"
    PORTFOLIO = "portfolio"
    GAP = "gap"
    TREND = "trend"
    SPLIT = "split"
    CHANCES = "chances"
    DUELS = "duels"
    INFLUENCES = "influences"
    CORRELATIONS = "correlations"
    MISSING = "missing"
    TREE = "tree"


class Names(Enum):
    """How clusters are called: all by name, only those that agreed to it, none."""

    ALL = "all"
    AGREED = "agreed"
    CODES = "codes"


class Part(Enum):
    """A part of the selection that a view depends on, beside what all depend on: edition, group, experiment, names, focus."""

    NODE = "node"
    LEVEL = "level"
    COMPARED = "compared"
    AGAINST = "against"
    GROUPING = "grouping"


PARTS: Mapping[Kind, frozenset[Part]] = {
    Kind.RANKING: frozenset({Part.NODE}),
    Kind.STRIP: frozenset({Part.NODE}),
    Kind.PROFILE: frozenset({Part.LEVEL}),
    Kind.QUARTERS: frozenset({Part.LEVEL}),
    Kind.HEATMAP: frozenset({Part.LEVEL}),
    Kind.COMPARISON: frozenset({Part.LEVEL, Part.COMPARED}),
    Kind.GROUPS: frozenset({Part.NODE, Part.GROUPING}),
    Kind.MAP: frozenset({Part.NODE}),
    Kind.PORTFOLIO: frozenset(),
    Kind.GAP: frozenset({Part.NODE, Part.AGAINST}),
    Kind.TREND: frozenset({Part.NODE}),
    Kind.SPLIT: frozenset({Part.NODE}),
    Kind.CHANCES: frozenset(),
    Kind.DUELS: frozenset(),
    Kind.INFLUENCES: frozenset(),
    Kind.CORRELATIONS: frozenset({Part.LEVEL}),
    Kind.MISSING: frozenset(),
    Kind.TREE: frozenset(),
}

ABOUT_ONE = frozenset({Kind.STRIP, Kind.PROFILE, Kind.GAP, Kind.SPLIT})
"""Views of the cluster in focus; the others show all, with the focus marked."""

NEED_CERTAINTY = frozenset({Kind.CHANCES, Kind.DUELS})
NEED_EARLIER = frozenset({Kind.TREND, Kind.SPLIT})
"""Views that compare with the edition before."""

MOST_COMPARED = 6


@dataclass(frozen=True, slots=True)
class Selection:
    """`cluster` is in focus, `compared` stand beside it. `against` is what a gap is measured to (`domain.findings.Gap`).

    `edition` is "" for the study's own. `grouping` cuts the clusters into classes; only those of the class `group` are
    shown, all where it is "".
    """

    kind: Kind = Kind.RANKING
    node: str = ""
    level: int = 0
    cluster: str = ""
    compared: tuple[str, ...] = ()
    against: str = BENCHMARK
    edition: str = ""
    grouping: str = ""
    group: str = ""
    names: Names = Names.ALL
    experiment: Experiment = OFFICIAL


def fitted(selection: Selection, study: ScoredStudy, level: int) -> Selection:
    """The selection with whatever this study does not have put right. `level` is the one to start with."""
    codes = {node.code for node in study.model.nodes}
    top = study.model.at(study.model.levels)[0].code
    ranked = ranked_of(study)
    groupings = {one.id: {value for value, _ in one.classes} for one in study.groupings}
    grouping = selection.grouping if selection.grouping in groupings else next(iter(groupings), "")
    cluster = selection.cluster if selection.cluster in ranked else next(iter(ranked), "")
    compared = tuple(code for code in selection.compared if code in ranked and code != cluster)
    return replace(
        selection,
        node=selection.node if selection.node in codes else top,
        level=selection.level if study.model.at(selection.level) else level,
        cluster=cluster,
        compared=compared[: MOST_COMPARED - 1],
        against=BENCHMARK if selection.against in {cluster, *_gone(selection.against, study)} else selection.against,
        grouping=grouping,
        group=selection.group if selection.group in groupings.get(grouping, ()) else "",
    )


def shown_by(selection: Selection) -> tuple[object, ...]:
    """What of a selection makes another study to show: experiment, group, names."""
    group = (selection.grouping, selection.group) if selection.group else None
    return selection.experiment, group, selection.names


def ranked_of(study: ScoredStudy) -> tuple[str, ...]:
    """The clusters that have an index, best first."""
    top = study.model.at(study.model.levels)[0].code
    places = {code: study.scores.cells[code][top].rank for code in study.scores.clusters}
    return tuple(sorted((code for code, rank in places.items() if rank), key=lambda code: (places[code] or 0, code)))


def _gone(against: str, study: ScoredStudy) -> tuple[str, ...]:
    """What a gap was measured to, where it is a cluster that this study has not."""
    return () if against in {BENCHMARK, "median", *study.scores.clusters} else (against,)


def as_json(selection: Selection) -> dict[str, Any]:
    """A selection as JSON takes it."""
    tried = selection.experiment
    return {
        "view": selection.kind.value,
        "node": selection.node,
        "level": selection.level,
        "cluster": selection.cluster,
        "compared": list(selection.compared),
        "against": selection.against,
        "edition": selection.edition,
        "grouping": selection.grouping,
        "group": selection.group,
        "names": selection.names.value,
        "experiment": {
            "weights": dict(tried.weights),
            "normalise": None if tried.normalise is None else tried.normalise.method,
            "aggregate": None if tried.aggregate is None else tried.aggregate.method,
            "dropped": list(tried.dropped),
            "targets": [[one.cluster, one.indicator, one.value] for one in tried.targets],
        },
    }


def from_json(kept: Mapping[str, Any]) -> Selection:
    """The selection that was kept. Raises ValueError where it is none: the file may be of another version, or edited."""
    try:
        tried = kept["experiment"]
        return Selection(
            kind=Kind(kept["view"]),
            node=str(kept["node"]),
            level=int(kept["level"]),
            cluster=str(kept["cluster"]),
            compared=tuple(str(one) for one in kept["compared"]),
            against=str(kept["against"]),
            edition=str(kept["edition"]),
            grouping=str(kept["grouping"]),
            group=str(kept["group"]),
            names=Names(kept["names"]),
            experiment=Experiment(
                weights={str(code): float(weight) for code, weight in tried["weights"].items()},
                normalise=NORMALISATIONS.get(tried["normalise"]),
                aggregate=AGGREGATIONS.get(tried["aggregate"]),
                dropped=tuple(str(one) for one in tried["dropped"]),
                targets=tuple(Target(str(one), str(code), float(value)) for one, code, value in tried["targets"]),
            ),
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(kept) from error


NORMALISATIONS: Mapping[str, Choice] = {
    "zscore": Choice("zscore", {"mean": 50.0, "sd": 10.0}),
    "rank": Choice("rank"),
}
"""Normalisations that may be tried in place of the study's, by name."""

AGGREGATIONS: Mapping[str, Choice] = {name: Choice(name) for name in ("gmean", "hmean")}
"""Aggregations that may be tried in place of the study's, by name."""
