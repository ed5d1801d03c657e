"""What one cluster may be told about a node: its own figures, and those of the others only as a crowd.

Every table and sentence of a cluster's report reads from here; its charts follow the same rule for crowds in `charts.words`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from clusterbench_gui.domain.editions import Node
from clusterbench_gui.domain.scores import ALL_ALIKE, NO_FIGURES, UNDISCLOSED, Missing, ScoredStudy


@dataclass(frozen=True, slots=True)
class Standing:
    """A cluster at a node. `crowd` says whether enough others have a value; without it only the cluster's own is here.

    `count` is how many clusters have a score. Scores, benchmark and median are in points, `raw` is in the
    node's unit. Median and benchmark in units are left out on purpose: of an odd number of clusters the median is the very
    value of one of them.
    """

    node: Node
    crowd: bool
    score: float | None
    raw: float | None
    coverage: float
    missing: Missing | None
    rank: int | None = None
    count: int | None = None
    quartile: str = ""
    median: float | None = None
    benchmark: float | None = None

    @property
    def to_benchmark(self) -> float | None:
        """Points above the benchmark, negative below it."""
        return _difference(self.score, self.benchmark)

    @property
    def to_median(self) -> float | None:
        """Points above the median, negative below it."""
        return _difference(self.score, self.median)


def standing(study: ScoredStudy, code: str, node: Node) -> Standing:
    """Where the cluster `code` stands at `node`, with what the rule of disclosure lets it know of the others."""
    cell = study.scores.cells[code][node.code]
    summary = study.scores.summaries.get(node.code, NO_FIGURES)
    others = summary.count - (cell.score is not None)
    crowd = others >= study.method.crowd
    missing = cell.missing
    if missing is not None and missing.reason in ALL_ALIKE and not crowd:
        missing = Missing(UNDISCLOSED)
    own = Standing(node, crowd, cell.score, cell.raw, cell.coverage, missing)
    if not crowd:
        return own
    return Standing(
        node,
        crowd,
        cell.score,
        cell.raw,
        cell.coverage,
        missing,
        rank=cell.rank,
        count=summary.count,
        quartile=cell.quartile,
        median=summary.median,
        benchmark=summary.benchmark,
    )


def covered(study: ScoredStudy, code: str, top: Standing) -> float | None:
    """The share of the weights with data at the index; None where there are values, but too few clusters to make scores of them."""
    has_values = any(study.scores.cells[code][node.code].raw is not None for node in study.model.at(1))
    return None if has_values and not top.coverage else top.coverage


def standings(study: ScoredStudy, code: str) -> tuple[Standing, ...]:
    """All nodes from the index down, each right before what is below it."""
    return tuple(
        standing(study, code, node) for top in study.model.at(study.model.levels) for node in _below(study, top)
    )


def _below(study: ScoredStudy, node: Node) -> Iterator[Node]:
    yield node
    for child in study.model.children(node.code):
        yield from _below(study, child)


def _difference(score: float | None, mark: float | None) -> float | None:
    return None if score is None or mark is None else score - mark
