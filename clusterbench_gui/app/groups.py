"""How the classes of a grouping stand at a node, as plain data (`domain.findings.Regions`)."""

from collections.abc import Sequence

import numpy as np

from clusterbench_gui.domain.editions import Names
from clusterbench_gui.domain.findings import Region, Regions
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.domain.scores import Grouping, ScoredStudy
from clusterbench_gui.scoring.summarise import summary


def grouping_called(study: ScoredStudy, name: str) -> Grouping:
    """The grouping with this id. Raises `ProblemError` (`grouping-unknown`) where the study has none."""
    for one in study.groupings:
        if one.id == name:
            return one
    raise ProblemError(problem("grouping-unknown", Place(name=name)))


def regions_of(study: ScoredStudy, grouping: str, node: str) -> Regions:
    """Median and quartiles of the clusters of every class that has `method.crowd` of them with a score at `node`; else their number alone.

    Raises `ProblemError`: `grouping-unknown` where the study has no such grouping, `node-unknown` where its model has no such node.
    """
    found = grouping_called(study, grouping)
    if node not in study.scores.summaries:
        raise ProblemError(problem("node-unknown", Place(name=node)))
    scored = {
        code: score for code in study.scores.clusters if (score := study.scores.cells[code][node].score) is not None
    }
    members: dict[str, list[float]] = {value: [] for value, _names in found.classes}
    for code, score in scored.items():
        if found.members.get(code) in members:
            members[found.members[code]].append(score)
    rows = tuple(_region(study, value, names, members[value]) for value, names in found.classes)
    return Regions(found.id, found.names, node, rows, unknown=len(scored) - sum(row.count for row in rows))


def _region(study: ScoredStudy, value: str, names: Names, scores: Sequence[float]) -> Region:
    if len(scores) < study.method.crowd:
        return Region(value, names, len(scores))
    figures = summary(np.array(scores), study.method.benchmark_best)
    return Region(value, names, len(scores), figures.median, figures.lower, figures.upper)
