"""Everything that the general report and its slides tell (`domain.reporting.Overview`)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from clusterbench_gui.app.groups import regions_of
from clusterbench_gui.app.relations import correlations_of, sensitivity_of
from clusterbench_gui.app.reporting.crowd import disclosed, of_few, without_extremes
from clusterbench_gui.app.reporting.material import Material, material_of
from clusterbench_gui.app.views.naming import called
from clusterbench_gui.app.views.selection import Names
from clusterbench_gui.domain.findings import Correlations, Sensitivity, Trend
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.reporting import Characteristic, Overview, Response
from clusterbench_gui.domain.scores import UNDISCLOSED, Cell, Grouping, Missing, ScoredStudy

_NOT_TOLD = Cell(None, missing=Missing(UNDISCLOSED))


def overview_of(study: ScoredStudy, earlier: ScoredStudy | None = None, names: Names = Names.AGREED) -> Overview:
    """The overview of a study beside its edition before. Clusters are called by codes unless they agreed to be named, or as `names` says."""
    return overview_from(material_of(study, earlier), names)


def overview_from(material: Material, names: Names = Names.AGREED) -> Overview:
    """The same from what was found for all reports."""
    study = material.study
    missing = dict(material.missing)
    sensitivity: Sensitivity | None = None
    try:
        sensitivity = sensitivity_of(study)
    except ProblemError as error:
        missing["sensitivity"] = error.problems
    top, crowd = study.model.at(study.model.levels)[0].code, study.method.crowd
    certainty, portfolio = material.certainty, material.portfolio
    return Overview(
        study=public(study, names),
        certainty=certainty if certainty is not None and len(certainty.standings) >= crowd else None,
        sensitivity=sensitivity,
        portfolio=portfolio if len(portfolio.places) >= crowd else None,
        regions=tuple(regions_of(study, one.id, top) for one in study.groupings),
        trends=_trends(material),
        correlations=_correlations(study),
        characteristics=tuple(_characteristic(study, one) for one in study.groupings),
        responses=responses_of(study),
        missing=missing,
    )


def public(study: ScoredStudy, names: Names) -> ScoredStudy:
    """The study as anybody may read it: scores by code, names by consent, and no answers of a single cluster.

    Where fewer than a crowd have a score there is none. Of indicators, whose scores are not told, only the figures are gone: what is missing is told.
    """
    open_ = disclosed(called(study, names))
    scores = open_.scores
    few = {node for node, one in scores.summaries.items() if one.count < study.method.crowd}
    silent = {node for node in few if study.model.node(node).level > 1}
    return replace(
        open_,
        clusters=tuple(replace(one, groups={}) for one in open_.clusters),
        scores=replace(
            scores,
            cells={
                code: {node: _NOT_TOLD if node in silent else _scored(cell) for node, cell in row.items()}
                for code, row in scores.cells.items()
            },
            summaries={
                node: of_few(one) if node in few else without_extremes(one) for node, one in scores.summaries.items()
            },
        ),
        counted={},
        in_conflict={},
        averaged={},
        groupings=tuple(replace(one, members={}) for one in study.groupings),
    )


def _scored(cell: Cell) -> Cell:
    """A cell without the raw value and without the question that has no answer."""
    why = cell.missing
    return replace(cell, raw=None, missing=None if why is None else Missing(why.reason, absence=why.absence))


def _trends(material: Material) -> dict[str, Trend]:
    """Those of a crowd, without benchmarks that are made of fewer."""
    method = material.study.method
    told = {code: one for code, one in material.trends.items() if len(one.rows) >= method.crowd}
    if method.benchmark_best >= method.crowd:
        return told
    return {code: replace(one, benchmarks=(None,) * len(one.benchmarks)) for code, one in told.items()}


def _correlations(study: ScoredStudy) -> dict[int, Correlations]:
    """Of sub-areas and areas; a model of two levels has neither."""
    levels = study.model.levels
    return {level: correlations_of(study, level) for level in (levels - 2, levels - 1) if level > 1}


def _characteristic(study: ScoredStudy, grouping: Grouping) -> Characteristic:
    took_part = [code for code in study.scores.clusters if study.counted.get(code)]
    counts = Counter(grouping.members.get(code, "") for code in took_part)
    rows = tuple((value, names, counts[value]) for value, names in grouping.classes)
    known = sum(count for _value, _names, count in rows)
    return Characteristic(grouping.id, grouping.names, rows, len(took_part), len(took_part) - known)


def responses_of(study: ScoredStudy) -> tuple[Response, ...]:
    """How complete the data of each instrument are, in the order of the edition."""
    return tuple(_response(study, instrument, names) for instrument, names in study.instruments.items())


def _response(study: ScoredStudy, instrument: str, names: Mapping[str, str]) -> Response:
    counted = [found for code in study.scores.clusters if (found := study.counted.get(code, {}).get(instrument))]
    nodes = [node.code for node in study.model.at(1) if node.instrument == instrument]
    cells = (study.scores.cells[code][node] for code in study.scores.clusters for node in nodes)
    gaps = (cell.missing for cell in cells if cell.raw is None)
    reasons = Counter(one.absence.value if one.absence else one.reason for one in gaps if one is not None)
    return Response(
        instrument=instrument,
        names=names,
        clusters=len(counted),
        of=len(study.scores.clusters),
        interviews=sum(len(found) for found in counted),
        absences=dict(sorted(reasons.items())),
    )
