"""Correlations as they are shown: pairs of nodes, what may be said of each, and their words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from clusterbench_gui.charts import words
from clusterbench_gui.domain.editions import Node
from clusterbench_gui.domain.findings import Consistency, Correlations
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.texts import DASH, Texts

CHANCE = 0.05
"""A p-value from here on: the coefficient cannot be told from chance."""

_LEAST_P = 0.001


def _(message: str) -> str:
    """Mark a text for the catalogue; it is translated where it is used."""
    return message


COEFFICIENTS: Mapping[str, str] = {
    "pearson": _("Pearson's r"),
    "spearman": _("Spearman's rho"),
    "kendall": _("Kendall's tau-b"),
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two nodes in the order of the model; `r` and `p` are None where they are undefined or too few clusters have both."""

    first: Node
    second: Node
    r: float | None
    p: float | None
    count: int

    @property
    def sure(self) -> bool:
        """Not explained by chance."""
        return self.r is not None and self.p is not None and self.p < CHANCE

    @property
    def gid(self) -> str:
        """How the pointer finds it."""
        return f"pair:{self.first.code}:{self.second.code}"

    def strength(self) -> float:
        """How far from zero; below all others where there is no coefficient."""
        return -1.0 if self.r is None else abs(self.r)


@dataclass(frozen=True, slots=True)
class Relations:
    """The pairs of the nodes of a level: those beyond chance with the strongest first, `count` in all, `unknown` without a coefficient.

    `clusters`: the fewest and the most that have both scores of a pair. `consistency`: of the nodes above. `least`: fewer clusters are not shown.
    """

    data: Correlations
    nodes: tuple[Node, ...]
    least: int
    sure: tuple[Pair, ...]
    unknown: int
    clusters: tuple[int, int]
    consistency: tuple[Consistency, ...]

    @property
    def count(self) -> int:
        """How many pairs there are."""
        return len(self.nodes) * (len(self.nodes) - 1) // 2

    def pairs(self) -> list[Pair]:
        """All pairs, in the order of the model; made when they are asked for, because there may be 45,000."""
        return [_pair(self.data, self.nodes, row, column, self.least) for row, column in _places(len(self.nodes))]

    def opposed(self) -> list[Pair]:
        """Pairs beyond chance that go against each other, the strongest first."""
        return [pair for pair in self.sure if pair.r is not None and pair.r < 0]


def strongest(pairs: Iterable[Pair]) -> list[Pair]:
    """By strength, then in the order of the model."""
    return sorted(pairs, key=lambda pair: -pair.strength())


def relations_of(study: ScoredStudy, data: Correlations, focus: str | None) -> Relations:
    """What may be shown: nothing that rests on fewer than `method.crowd` clusters beside the focus."""
    known = {node.code: node for node in study.model.nodes}
    nodes = tuple(known[code] for code in data.nodes)
    least = study.method.crowd + (focus in study.scores.clusters)
    sure, unknown = [], 0
    for row, column in _places(len(nodes)):
        p = data.p[row][column] if data.pairs[row][column] >= least else None
        unknown += p is None
        if p is not None and p < CHANCE:
            sure.append(_pair(data, nodes, row, column, least))
    counts = [data.pairs[row][column] for row, column in _places(len(nodes))] or [0]
    consistency = tuple(
        one if one.units >= least else Consistency(one.node, None, one.units) for one in data.consistency
    )
    return Relations(data, nodes, least, tuple(strongest(sure)), unknown, (min(counts), max(counts)), consistency)


def _places(count: int) -> Iterator[tuple[int, int]]:
    """Below the diagonal, row by row."""
    return ((row, column) for row in range(count) for column in range(row))


def _pair(data: Correlations, nodes: Sequence[Node], row: int, column: int, least: int) -> Pair:
    count = data.pairs[row][column]
    r, p = (data.r[row][column], data.p[row][column]) if count >= least else (None, None)
    return Pair(nodes[column], nodes[row], r, p, count)


def title(relations: Relations, texts: Texts) -> str:
    """The strongest pair, and how many go against each other."""
    if not relations.sure:
        return texts.t("No correlation can be told from chance")
    best = relations.sure[0]
    ends = (best.first, best.second)
    first, second = (words.node_name(node, texts) for node in ends)
    if first == second:
        first, second = (words.coded(node, texts) for node in ends)
    value = words.coefficient(best.r, texts)
    found = texts.t("Strongest correlation: {first} and {second} ({value})", first=first, second=second, value=value)
    opposed = len(relations.opposed())
    if not opposed:
        return found
    return f"{found}; " + texts.n("{n} pair runs against each other", "{n} pairs run against each other", opposed)


def subtitle(study: ScoredStudy, data: Correlations, relations: Relations, texts: Texts) -> str:
    """What is correlated, by which coefficient, over how many clusters."""
    low, high = relations.clusters
    level = relations.nodes[0].level if relations.nodes else 1
    return texts.t(
        "{level}: {coefficient} over {count} clusters; p is the chance of such a coefficient where there is no relation",
        level=words.level_name(study.model, level, texts),
        coefficient=texts.t(COEFFICIENTS[data.kind]),
        count=str(low) if low == high else f"{low}{DASH}{high}",
    )


def chance(p: float | None, texts: Texts) -> str:
    """A p-value as printed, three decimals."""
    if p is not None and p < _LEAST_P:
        return f"<{texts.number(_LEAST_P, 3)}"
    return texts.number(p, 3)


def alphas(study: ScoredStudy, consistency: Sequence[Consistency], texts: Texts) -> list[tuple[str, str]]:
    """The nodes above, each with its alpha as printed."""
    return [
        (words.coded(study.model.node(one.node), texts), words.coefficient(one.alpha, texts)) for one in consistency
    ]
