"""What one cluster may read of a study: itself by name, all others as a crowd.

The other clusters get codes without meaning and keep nothing but their scores: no names, no raw values, no answers. Where fewer than
`method.crowd` others have a score, not even those.
"""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from itertools import count
from typing import TypeVar

from clusterbench_gui.domain.findings import Portfolio, Trend
from clusterbench_gui.domain.scores import (
    ALL_ALIKE,
    NO_FIGURES,
    UNDISCLOSED,
    Cell,
    Grouping,
    Missing,
    ScoredStudy,
    Scores,
    Summary,
)
from clusterbench_gui.domain.studies import Cluster

Value = TypeVar("Value")


def whole_of(study: ScoredStudy) -> ScoredStudy:
    """All clusters of a study that is shown in part: a report speaks of all."""
    return study if study.whole is None else replace(study, scores=study.whole, whole=None, group=None)


def disclosed(study: ScoredStudy) -> ScoredStudy:
    """The study without a benchmark that fewer clusters make than a crowd has.

    The best score alone is another cluster's own; of two the reader who is one of them knows the other.
    """
    if study.method.benchmark_best >= study.method.crowd:
        return study
    hidden = {code: replace(one, benchmark=None, raw_benchmark=None) for code, one in study.scores.summaries.items()}
    return replace(study, scores=replace(study.scores, summaries=hidden))


def without_extremes(one: Summary) -> Summary:
    """The figures without those that are the value of one cluster: the least, the greatest, and what is in units."""
    return replace(one, minimum=None, maximum=None, raw_benchmark=None, raw_median=None)


def of_few(one: Summary) -> Summary:
    """The figures of fewer clusters than a crowd: how many they are."""
    return replace(NO_FIGURES, count=one.count)


def has_crowd(study: ScoredStudy, cluster: str, node: str) -> bool:
    """Whether enough clusters beside this one have a score at a node."""
    own = study.scores.cells[cluster][node].score is not None
    return study.scores.summaries[node].count - own >= study.method.crowd


def codes_for(study: ScoredStudy, cluster: str) -> dict[str, str]:
    """What the clusters are called in the dossier of one, in an order that follows the index and then nothing that has a meaning."""
    top = study.model.at(study.model.levels)[0].code

    def order(code: str) -> tuple[float, str]:
        score = study.scores.cells[code][top].score
        mixed = sha256(f"{study.scores.fingerprint} {cluster} {code}".encode()).hexdigest()
        return (float("inf") if score is None else -score, mixed)

    others = sorted((code for code in study.scores.clusters if code != cluster), key=order)
    digits = max(2, len(str(len(others))))
    free = (made for number in count(1) if (made := f"#{number:0{digits}}") != cluster)
    known = dict(zip(others, free, strict=False))  # as many as are needed
    return {code: known.get(code, code) for code in sorted(study.scores.clusters, key=order)}


def anonymous(study: ScoredStudy, cluster: str, called: Mapping[str, str]) -> ScoredStudy:
    """The study as the cluster may read it; `called` are the codes of `codes_for`."""
    open_ = disclosed(study)
    crowds = {node.code: has_crowd(study, cluster, node.code) for node in study.model.nodes}
    cells = {
        new: {
            node: (_own if code == cluster else _others)(cell, crowd=crowds[node])
            for node, cell in study.scores.cells[code].items()
        }
        for code, new in called.items()
    }
    summaries = {
        node: without_extremes(one) if crowds[node] else NO_FIGURES for node, one in open_.scores.summaries.items()
    }
    return replace(
        study,
        clusters=tuple(study.cluster(code) if code == cluster else Cluster(new, "") for code, new in called.items()),
        scores=Scores(tuple(cells), cells, summaries, fingerprint=study.scores.fingerprint),
        counted=_only(study.counted, cluster),
        in_conflict=_only(study.in_conflict, cluster),
        averaged=_only(study.averaged, cluster),
        groupings=tuple(_grouping(one, cluster) for one in study.groupings),
        agreed=study.agreed & {cluster},
        experiment=replace(
            study.experiment, targets=tuple(one for one in study.experiment.targets if one.cluster == cluster)
        ),
    )


def portfolio_among(study: ScoredStudy, found: Portfolio, cluster: str, called: Mapping[str, str]) -> Portfolio | None:
    """The portfolio as the cluster may read it; None where the others on it are no crowd."""
    if sum(one.code != cluster for one in found.places) < study.method.crowd:
        return None
    places = (one if one.code == cluster else replace(one, code=called[one.code], strong=()) for one in found.places)
    return replace(found, places=tuple(sorted(places, key=lambda one: one.code)))


def trend_among(study: ScoredStudy, found: Trend, cluster: str, called: Mapping[str, str]) -> Trend | None:
    """The trend as the cluster may read it; None where the others in it are no crowd."""
    others = [scores for code, scores in found.rows if code != cluster]
    counts = [sum(scores[edition] is not None for scores in others) for edition, _names in enumerate(found.editions)]
    if min(counts) < study.method.crowd:
        return None
    rows = sorted((called[code], scores) for code, scores in found.rows)
    enough = study.method.benchmark_best >= study.method.crowd
    benchmarks = found.benchmarks if enough else (None,) * len(found.benchmarks)
    return replace(found, rows=tuple(rows), benchmarks=benchmarks)


def _own(cell: Cell, *, crowd: bool) -> Cell:
    if crowd:
        return cell
    alike = cell.missing is not None and cell.missing.reason in ALL_ALIKE
    return replace(cell, rank=None, quartile="", missing=Missing(UNDISCLOSED) if alike else cell.missing)


def _others(cell: Cell, *, crowd: bool) -> Cell:
    if not crowd:
        return Cell(None, missing=Missing(UNDISCLOSED))
    reason = None if cell.missing is None else Missing(cell.missing.reason)
    # part by part, so that nothing stays that is not meant to
    return Cell(cell.score, None, cell.rank, cell.quartile, cell.coverage, reason)


def _only(known: Mapping[str, Value], cluster: str) -> dict[str, Value]:
    return {cluster: known[cluster]} if cluster in known else {}


def _grouping(one: Grouping, cluster: str) -> Grouping:
    return replace(one, members=_only(one.members, cluster))
