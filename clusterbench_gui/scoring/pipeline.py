"""The study's way from raw indicator values to `Scores`: `composite.compose` by the edition's method, with a reason for every gap."""

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from clusterbench_gui.domain.editions import Method, Model, Node
from clusterbench_gui.domain.recipes import Choice, Ranking, Recipe
from clusterbench_gui.domain.scores import Cell, Missing, Scores, Summary
from clusterbench_gui.scoring.arrays import NAN, Floats
from clusterbench_gui.scoring.checks import Raw, check
from clusterbench_gui.scoring.composite import Composite, compose
from clusterbench_gui.scoring.fingerprint import fingerprint
from clusterbench_gui.scoring.rank import letters
from clusterbench_gui.scoring.steps import scale_of
from clusterbench_gui.scoring.summarise import quantile, raw_benchmark, summary
from clusterbench_gui.scoring.table import Table

NOT_COLLECTED = Missing("not-collected")
"""There is neither a value nor a reason: the cluster has no row, or the row no such indicator."""

COVERAGE = "coverage"


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
    if not codes:
        return Scores((), {}, {node.code: summary(np.empty(0), method.benchmark_best) for node in model.nodes})
    composite = composed(codes, raw, model, recipe_of(model, method))
    return scores_of(composite, raw, method, fingerprint(codes, raw, model, method))


def composed(codes: Sequence[str], raw: Raw, model: Model, recipe: Recipe) -> Composite:
    """The same by any recipe with every stage kept, which experiments and the uncertainty of ranks start from."""
    indicators = tuple(node.code for node in model.at(1))
    values = np.array([[_number(_entry(raw, code, name)) for name in indicators] for code in codes], dtype=np.float64)
    return compose(Table(tuple(codes), indicators, values), model, recipe)


def recipe_of(model: Model, method: Method) -> Recipe:
    """The edition's method as a recipe: minimum and maximum of the sample, or the goalposts of an indicator that has them."""
    scale = {"low": method.low, "high": method.high}
    return Recipe(
        normalise=Choice("minmax", scale),
        by_indicator={node.code: Choice("goalposts", scale) for node in model.at(1) if node.goalposts is not None},
        aggregate=(Choice("amean"),),
        coverage=method.coverage,
        rank=Ranking(method.ties),
    )


def scores_of(composite: Composite, raw: Raw, method: Method, print_: str) -> Scores:
    """A composite as plain data, with the figures of all clusters and the reasons of `raw`."""
    scored = {node.code: _cells(composite, node, raw, method) for node in composite.model.nodes}
    return Scores(
        clusters=composite.units,
        cells={
            code: {node: cells[row] for node, (cells, _) in scored.items()} for row, code in enumerate(composite.units)
        },
        summaries={node: figures for node, (_, figures) in scored.items()},
        left_out=dict(composite.reasons),
        fingerprint=print_,
    )


def _entry(raw: Raw, code: str, name: str) -> float | Missing:
    return raw.get(code, {}).get(name, NOT_COLLECTED)


def _number(entry: float | Missing) -> float:
    return NAN if isinstance(entry, Missing) else float(entry)


def _cells(composite: Composite, node: Node, raw: Raw, method: Method) -> tuple[list[Cell], Summary]:
    score = composite.score(node.code)
    figures = summary(score, method.benchmark_best)
    raws = np.full(len(score), NAN)
    coverage = composite.coverage[:, composite.place(node.code)]
    if node.level == 1:
        raws = composite.source.column(node.code)
        coverage = np.where(np.isnan(raws), 0.0, 1.0)
        best = raw_benchmark(raws, scale_of(node), method.benchmark_best)
        figures = replace(figures, raw_benchmark=best, raw_median=quantile(raws, 0.5))
    quartiles = [""] * len(score)
    if figures.lower is not None and figures.median is not None and figures.upper is not None:
        quartiles = letters(score, figures.lower, figures.median, figures.upper)
    parts = zip(
        _numbers(score),
        _numbers(raws),
        _numbers(composite.rank(node.code)),
        quartiles,
        coverage.tolist(),
        _missing(composite, node, raw, score),
        strict=True,
    )
    cells = [
        Cell(number, value, None if place is None else int(place), quartile, share, missing)
        for number, value, place, quartile, share, missing in parts
    ]
    return cells, figures


def _missing(composite: Composite, node: Node, raw: Raw, score: Floats) -> list[Missing | None]:
    """Why each cluster has no score: its own reason, else the node's."""
    left_out = Missing(composite.reasons[node.code]) if node.code in composite.reasons else None
    if node.level == 1:
        entries = [_entry(raw, code, node.code) for code in composite.units]
        return [entry if isinstance(entry, Missing) else left_out for entry in entries]
    if left_out is not None and left_out.reason != "empty":
        return [left_out] * len(score)
    return [Missing(COVERAGE) if math.isnan(value) else None for value in score.tolist()]


def _numbers(values: Floats) -> list[float | None]:
    return [None if math.isnan(value) else value for value in values.tolist()]
