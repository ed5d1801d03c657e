"""The whole way from raw indicator values to `Scores`, level by level from the indicators to the index."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from clusterbench_gui.domain.editions import Method, Model, Node
from clusterbench_gui.domain.scores import Cell, Missing, Scores, Summary
from clusterbench_gui.scoring.aggregating.means import weighted_mean
from clusterbench_gui.scoring.arrays import NAN, Floats
from clusterbench_gui.scoring.checks import Raw, check
from clusterbench_gui.scoring.fingerprint import fingerprint
from clusterbench_gui.scoring.normalise import CONSTANT, EMPTY, Scale, rescale, unitarise
from clusterbench_gui.scoring.rank import letters, ranks
from clusterbench_gui.scoring.summarise import quantile, raw_benchmark, summary

NOT_COLLECTED = Missing("not-collected")
"""There is neither a value nor a reason: the cluster has no row, or the row no such indicator."""

COVERAGE = "coverage"


@dataclass(frozen=True, slots=True)
class _Column:
    """One node for all clusters, in their order. `reason` says why the node has no scores at all."""

    score: Floats
    coverage: Floats
    raw: Floats | None = None
    reason: str = ""
    missing: list[Missing | None] = field(default_factory=list)


def score(codes: Sequence[str], raw: Raw, model: Model, method: Method) -> Scores:
    """Score the clusters `codes`.

    `raw[cluster][indicator]` is a number or why there is none; an absent entry counts as missing, reason "not-collected".
    Rows of clusters that are not in `codes` are not looked at. Missing reasons of the cells: the indicator's own,
    "constant" where nothing separates the clusters, "coverage" where too little is present below. `left_out` names the
    nodes without any score: a "constant" one has no say and no part in the coverage above it; an "empty" one, which
    nobody answered, counts there as missing. Same input, same bits; the order of clusters and of the model's
    lines has no influence. Raises `ProblemError` with the codes of `scoring.checks`.
    """
    check(codes, raw, model, method)
    columns: dict[str, _Column] = {}
    for level in range(1, model.levels + 1):
        for node in model.at(level):
            children = model.children(node.code)
            columns[node.code] = (
                _above(children, columns, method) if level > 1 else _indicator(node, codes, raw, method)
            )
    scored = {node.code: _cells(columns[node.code], node, method) for node in model.nodes}
    return Scores(
        clusters=tuple(codes),
        cells={code: {node: cells[row] for node, (cells, _) in scored.items()} for row, code in enumerate(codes)},
        summaries={node: figures for node, (_, figures) in scored.items()},
        left_out={node: column.reason for node, column in columns.items() if column.reason},
        fingerprint=fingerprint(codes, raw, model, method),
    )


def scale_of(node: Node) -> Scale:
    """How an indicator of the model is normalised."""
    return Scale(node.direction, node.nominal, node.goalposts)


def _indicator(node: Node, codes: Sequence[str], raw: Raw, method: Method) -> _Column:
    entries = [raw.get(code, {}).get(node.code, NOT_COLLECTED) for code in codes]
    missing = [entry if isinstance(entry, Missing) else None for entry in entries]
    values = np.array([NAN if isinstance(entry, Missing) else float(entry) for entry in entries], dtype=np.float64)
    unitarised = unitarise(values, scale_of(node))
    return _Column(
        score=rescale(unitarised.z, method.low, method.high),
        coverage=np.where(np.isnan(values), 0.0, 1.0),
        raw=values,
        reason=unitarised.reason,
        missing=missing,
    )


def _above(children: Sequence[Node], columns: dict[str, _Column], method: Method) -> _Column:
    """A sub-area, an area or the index from its children, in the order of their codes; constants have no say."""
    kept = sorted((child for child in children if columns[child.code].reason != CONSTANT), key=lambda child: child.code)
    weights = np.array([child.weight for child in kept], dtype=np.float64)
    if not weights.any():
        rows = len(columns[children[0].code].score)
        return _Column(np.full(rows, NAN), np.zeros(rows), reason=CONSTANT, missing=[None] * rows)
    matrix = np.column_stack([columns[child.code].score for child in kept])
    mean = weighted_mean(matrix, weights, method.coverage)
    missing = [Missing(COVERAGE) if np.isnan(value) else None for value in mean.score]
    reason = EMPTY if np.isnan(mean.score).all() else ""
    return _Column(mean.score, mean.coverage, reason=reason, missing=missing)


def _cells(column: _Column, node: Node, method: Method) -> tuple[list[Cell], Summary]:
    figures = summary(column.score, method.benchmark_best)
    if column.raw is not None:
        best = raw_benchmark(column.raw, scale_of(node), method.benchmark_best)
        figures = replace(figures, raw_benchmark=best, raw_median=quantile(column.raw, 0.5))
    quartiles = [""] * len(column.score)
    if figures.lower is not None and figures.median is not None and figures.upper is not None:
        quartiles = letters(column.score, figures.lower, figures.median, figures.upper)
    raws = [None] * len(column.score) if column.raw is None else _numbers(column.raw)
    left_out = Missing(column.reason) if column.reason else None
    parts = zip(
        _numbers(column.score),
        raws,
        ranks(column.score).tolist(),
        quartiles,
        column.coverage.tolist(),
        column.missing,
        strict=True,
    )
    cells = [
        Cell(number, raw, place or None, quartile, coverage, missing or left_out)
        for number, raw, place, quartile, coverage, missing in parts
    ]
    return cells, figures


def _numbers(values: Floats) -> list[float | None]:
    return [None if math.isnan(value) else value for value in values.tolist()]
