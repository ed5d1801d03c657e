"""Strengths and weaknesses of all clusters by the printed rule, and how often other methods confirm them.

A strength is in the top quarter and above the median, a weakness below the median: the rule of `charts.words.strengths`.
"""

from dataclasses import replace

import numpy as np

from clusterbench_gui.app.findings import DESIGN, tested
from clusterbench_gui.app.reporting.crowd import has_crowd
from clusterbench_gui.domain.editions import Node
from clusterbench_gui.domain.findings import MOST_PAIRS
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.reporting import Mark
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.scoring.uncertainty.marking import steadiness_by_node


def marks_of(study: ScoredStudy) -> dict[str, tuple[Mark, ...]]:
    """The marks of every cluster at areas, sub-areas and indicators, the highest level first, strengths before weaknesses, the clearest first.

    The variants are those of `app.findings.certainty_of`. Beyond `MOST_PAIRS` clusters, and where no variant can be computed, marks are not put to the test.
    """
    found = {code: _marks(study, code) for code in study.scores.clusters}
    if len(found) > MOST_PAIRS:
        return found
    try:
        steady = _steadiness(study, found)
    except ProblemError:  # a study without an index, or a method that cannot be varied
        return found
    return {
        code: tuple(replace(mark, steadiness=steady[code, mark.node]) for mark in marks)
        for code, marks in found.items()
    }


def _marks(study: ScoredStudy, cluster: str) -> tuple[Mark, ...]:
    found = []
    for node in study.model.nodes:
        if node.level < study.model.levels:
            found += _mark(study, cluster, node)
    return tuple(mark for *_order, mark in sorted(found, key=lambda one: one[:4]))


def _mark(study: ScoredStudy, cluster: str, node: Node) -> list[tuple[int, int, float, str, Mark]]:
    """The mark at a node behind what orders it; none where there is nothing to say or to tell."""
    cell, median = study.scores.cells[cluster][node.code], study.scores.summaries[node.code].median
    if cell.score is None or median is None or not has_crowd(study, cluster, node.code):
        return []
    if cell.score > median and cell.quartile == "A":
        return [(-node.level, 0, median - cell.score, node.code, Mark(node.code, 1))]
    if cell.score < median:
        return [(-node.level, 1, cell.score - median, node.code, Mark(node.code, -1))]
    return []


def _steadiness(study: ScoredStudy, found: dict[str, tuple[Mark, ...]]) -> dict[tuple[str, str], float | None]:
    """By cluster and node the share of the variants in which a mark holds; None where no variant has the node."""
    test = tested(study, DESIGN)
    nodes, units = test.variants.nodes, test.variants.composite.units
    marks = np.zeros((len(nodes), len(units)), dtype=np.int8)
    places = {code: place for place, code in enumerate(nodes)}
    for column, code in enumerate(units):
        for mark in found[code]:
            marks[places[mark.node], column] = mark.sign
    shares = steadiness_by_node(test.variants.design, test.variants.runs(), marks)
    return {
        (code, mark.node): None if np.isnan(share := shares[places[mark.node], column]) else float(share)
        for column, code in enumerate(units)
        for mark in found[code]
    }
