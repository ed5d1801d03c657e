"""How far a cluster is from the benchmark and from the median, split by indicator, with a crowd behind every part."""

from collections.abc import Sequence

import numpy as np

from clusterbench_gui.app.reporting.crowd import has_crowd
from clusterbench_gui.app.reporting.material import Material
from clusterbench_gui.domain.findings import BENCHMARK, MEDIAN, Gap
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.scoring.explaining.gaps import Split, at_benchmark, split


def to_benchmark(material: Material, cluster: str) -> Gap:
    """The distance at the index to the mean of the best. Raises `ProblemError` where it cannot be told.

    Nor is it told to one of the best: its parts would be the mean of fewer others than a crowd, indicator by indicator.
    """
    method = material.study.method
    top = _top(material, cluster)
    if method.benchmark_best < method.crowd:
        raise ProblemError(problem("benchmark-undisclosed"))
    reference = at_benchmark(material.composite, top, method.benchmark_best)
    others = [row for row in reference if material.composite.units[row] != cluster]
    if len(reference) < method.benchmark_best or len(others) < method.crowd:
        raise ProblemError(problem("others-too-few", crowd=method.crowd))
    made = _against(material, top, cluster, reference)
    return _gap(material, cluster, BENCHMARK, made)


def to_median(material: Material, cluster: str) -> Gap:
    """The distance at the index to the median. Raises `ProblemError` where it cannot be told.

    The median is the score of one cluster or the mean of two, and parts by indicator would tell what these are made of. So the
    reference is a mix of a crowd of others below the median and a crowd above it, each by its mean, in shares that give just the median.
    """
    top = _top(material, cluster)
    composite, crowd = material.composite, material.study.method.crowd
    own, scores = composite.units.index(cluster), composite.score(top)
    median = float(np.nanmedian(scores))
    others = sorted(
        (row for row in np.flatnonzero(~np.isnan(scores)).tolist() if row != own), key=lambda row: scores[row]
    )
    below = [row for row in others if scores[row] <= median][-crowd:]
    above = [row for row in others if scores[row] > median][:crowd]
    if len(below) < crowd or len(above) < crowd:
        raise ProblemError(problem("others-too-few", crowd=crowd))
    low, high = (_against(material, top, cluster, rows) for rows in (below, above))
    share = (median - low.reference) / (high.reference - low.reference)
    return _gap(material, cluster, MEDIAN, Split(low.own, median, low.parts * (1 - share) + high.parts * share))


def _top(material: Material, cluster: str) -> str:
    study = material.study
    top = study.model.at(study.model.levels)[0].code
    if study.scores.cells[cluster][top].score is None:
        raise ProblemError(problem("gap-no-score", Place(name=cluster)))
    if not has_crowd(study, cluster, top):
        raise ProblemError(problem("others-too-few", crowd=study.method.crowd))
    return top


def _against(material: Material, top: str, cluster: str, rows: Sequence[int]) -> Split:
    composite = material.composite
    try:
        return split(composite, top, composite.units.index(cluster), rows)
    except ProblemError:  # which may name the cluster that is compared with
        raise ProblemError(problem("gap-no-score", Place(name=cluster))) from None


def _gap(material: Material, cluster: str, against: str, made: Split) -> Gap:
    """The parts of the engine are what the reference is ahead; those of a gap are what the cluster is ahead."""
    model = material.study.model
    indicators = [node.code for node in model.at(1)]
    parts = tuple((code, -float(part)) for code, part in zip(indicators, made.parts.tolist(), strict=True))
    return Gap(cluster, model.at(model.levels)[0].code, against, made.reference, made.own, parts)
