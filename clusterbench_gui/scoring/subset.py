"""Some of the units among themselves: places, quartiles and figures anew, scores as they are on the scale of all."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from clusterbench_gui.domain.editions import Method, Model, Node
from clusterbench_gui.domain.scores import Cell, Scores, Summary
from clusterbench_gui.scoring.arrays import NAN, Floats
from clusterbench_gui.scoring.composite import Composite
from clusterbench_gui.scoring.rank import all_places, letters, ranks
from clusterbench_gui.scoring.steps import scale_of
from clusterbench_gui.scoring.summarise import quantile, raw_benchmark, summary


def restricted(composite: Composite, units: Sequence[str]) -> Composite:
    """A composite of some of its units, with places among them. Raises ValueError where one is not in it."""
    rows = [composite.units.index(unit) for unit in units]
    kept = np.zeros(len(composite.units), dtype=np.bool_)
    kept[rows] = True
    scores = composite.scores[kept]
    return replace(
        composite,
        source=composite.source.of([unit for unit in composite.source.units if unit in set(units)]),
        history=tuple(one.only(kept, {}) if len(one.table.units) == len(kept) else one for one in composite.history),
        scores=scores,
        coverage=composite.coverage[kept],
        ranks=all_places(scores, composite.recipe.rank),
    )


def among(scores: Scores, codes: Sequence[str], model: Model, method: Method) -> Scores:
    """The scores of these clusters with places, quartiles, medians and benchmarks among them alone."""
    cells: dict[str, dict[str, Cell]] = {code: {} for code in codes}
    summaries: dict[str, Summary] = {}
    for node in model.nodes:
        own = [scores.cells[code][node.code] for code in codes]
        summaries[node.code] = _figures(own, node, method)
        for code, cell in zip(codes, _placed(own, summaries[node.code]), strict=True):
            cells[code][node.code] = cell
    return Scores(tuple(codes), cells, summaries, scores.left_out, scores.fingerprint)


def _figures(cells: Sequence[Cell], node: Node, method: Method) -> Summary:
    figures = summary(_column([cell.score for cell in cells]), method.benchmark_best)
    if node.level > 1:
        return figures
    raws = _column([cell.raw for cell in cells])
    best = raw_benchmark(raws, scale_of(node), method.benchmark_best)
    return replace(figures, raw_benchmark=best, raw_median=quantile(raws, 0.5))


def _placed(cells: Sequence[Cell], figures: Summary) -> list[Cell]:
    column = _column([cell.score for cell in cells])
    quartiles = [""] * len(cells)
    if figures.lower is not None and figures.median is not None and figures.upper is not None:
        quartiles = letters(column, figures.lower, figures.median, figures.upper)
    return [
        replace(cell, rank=place or None, quartile=quartile)
        for cell, place, quartile in zip(cells, ranks(column).tolist(), quartiles, strict=True)
    ]


def _column(values: Sequence[float | None]) -> Floats:
    return np.array([NAN if value is None else value for value in values], dtype=np.float64)
