"""A study beside its edition before: who rose and who fell on one scale, and what the change of one cluster is made of.

Compared are the indicators that both editions have (`Node.previous`) below a node and below what it was in the edition before.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from clusterbench_gui.app.findings import raw_of, recipe_under
from clusterbench_gui.app.variables import worded
from clusterbench_gui.domain.editions import Model, Names, Node
from clusterbench_gui.domain.findings import CAUSES, Split, Trend
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.domain.scores import Missing, ScoredStudy
from clusterbench_gui.scoring.arrays import NAN
from clusterbench_gui.scoring.comparing.changes import Edition, split_change
from clusterbench_gui.scoring.comparing.scales import mapped, panel
from clusterbench_gui.scoring.composite import Composite, compose
from clusterbench_gui.scoring.summarise import summary
from clusterbench_gui.scoring.table import Table

Change = tuple[float | None, float | None]
"""A score then and now."""

_TOP = "top"


def trend_of(now: ScoredStudy, then: ScoredStudy, node: str) -> Trend:
    """The clusters of both editions at a node of the newer one: shared indicators, the newer method, one scale for both.

    All who took part in either edition make the scale together; medians and benchmarks are those of the clusters of both. Of a
    group (`now.group`) only its clusters are told, on the scale of all.

    Raises `ProblemError`: "node-unknown"; "editions-node" where the edition before had nothing like the node; "editions-nothing-shared"
    where no indicator below it is the same in both; "editions-per-member" where only one divides by members; "editions-no-panel" where no
    cluster was in both.
    """
    rows = {code: scores for code, scores in _rows(now, then, node).items() if code in now.scores.cells}
    if not rows:
        raise ProblemError(problem("editions-no-panel"))
    columns = np.array(list(rows.values()), dtype=np.float64)  # None becomes NaN
    figures = [summary(column, now.method.benchmark_best) for column in columns.T]
    return Trend(
        node=node,
        editions=_called(now, then),
        rows=tuple(rows.items()),
        medians=tuple(one.median for one in figures),
        benchmarks=tuple(one.benchmark for one in figures),
        scaling=worded(
            lambda texts: texts.n(
                "{n} indicator of both editions, on one scale",
                "{n} indicators of both editions, on one scale",
                len(_shared(now, then, node)),
            )
        ),
    )


def changes_of(now: ScoredStudy, then: ScoredStudy) -> dict[str, dict[str, Change]]:
    """The rows of `trend_of` by node, for all nodes that have a trend; of a cluster with nothing at a node in one edition both scores are there, one None.

    Scored once for all nodes, because a mean knows only what is below it; apart where a node shares other indicators with the edition before than
    the index does below it.
    """
    top = now.model.at(now.model.levels)[0].code
    try:
        shared, together = _shared(now, then, top), _pooled(*_sides(now, then, top))
    except ProblemError:  # the index itself cannot be compared
        shared, together = {}, None
    found: dict[str, dict[str, Change]] = {}
    for node in now.model.nodes:
        below = {one.code for one in now.model.indicators(node.code)} & set(shared)
        try:
            alike = below == set(_shared(now, then, node.code))
            rows = together.rows(_renamed(node)) if together and alike else _rows(now, then, node.code)
        except ProblemError:  # nothing of it in the edition before
            continue
        found[node.code] = {code: change for code, change in rows.items() if code in now.scores.cells}
    return found


def _renamed(node: Node) -> str:
    """What `_above` calls a node of the newer edition."""
    return node.code if node.level == 1 else f"{_TOP} {node.code}"


def _rows(now: ScoredStudy, then: ScoredStudy, node: str) -> dict[str, Change]:
    newer, older = _sides(now, then, node)
    return _pooled(newer, older).rows(newer.model.at(newer.model.levels)[0].code)


def split_of(now: ScoredStudy, then: ScoredStudy, cluster: str, node: str) -> Split:
    """What the change of a cluster's score at a node is made of, over the indicators of both editions, each by its own method.

    Before and after differ from the published scores by the indicators that only one edition has. Raises `ProblemError` as `trend_of`
    does, "cluster-unknown", and those of `scoring.comparing.changes.split_change`.
    """
    if cluster not in now.scores.cells:
        raise ProblemError(problem("cluster-unknown", Place(name=cluster)))
    newer, older = _sides(now, then, node)
    change = split_change(cluster, older, newer)
    parts = tuple((cause, change.parts[cause]) for cause in CAUSES)
    return Split(cluster, node, _called(now, then), change.then, change.now, parts)


def _called(now: ScoredStudy, then: ScoredStudy) -> tuple[Names, Names]:
    """What the editions are called, the older first: by their years, which are short, or by their titles where years do not tell them apart."""
    if not now.year or not then.year or now.year == then.year:
        return then.titles, now.titles
    return _by_year(then), _by_year(now)


def _by_year(study: ScoredStudy) -> Names:
    return worded(lambda texts: texts.t("Edition {year}", year=study.year))


def _sides(now: ScoredStudy, then: ScoredStudy, node: str) -> tuple[Edition, Edition]:
    """The newer and the older edition, over the indicators of both below a node, called as the newer calls them."""
    same = _shared(now, then, node)
    return (
        _side(now, node, {code: code for code in same}),
        _side(then, now.model.node(node).previous, {old: code for code, old in same.items()}),
    )


def _shared(now: ScoredStudy, then: ScoredStudy, node: str) -> dict[str, str]:
    """The indicators of both editions below a node, as the older calls them by what the newer does. Raises `ProblemError` as `trend_of`."""
    if node not in now.scores.summaries:
        raise ProblemError(problem("node-unknown", Place(name=node)))
    before = now.model.node(node).previous
    if before not in then.scores.summaries:
        raise ProblemError(problem("editions-node", Place(name=node)))
    own, others = _counted(now.model, node), _counted(then.model, before)
    same = {code: old for code, old in mapped(now.model, then.model).items() if code in own and old in others}
    if not same:
        raise ProblemError(problem("editions-nothing-shared", Place(name=node)))
    if now.method.per_member is not then.method.per_member:
        raise ProblemError(problem("editions-per-member"))
    return same


def _side(study: ScoredStudy, node: str, called: Mapping[str, str]) -> Edition:
    """A study over some indicators: whoever has one of them, the tree above them, the method. `called`: new codes by those of the study."""
    model = _above(study.model, node, called)
    raw = raw_of(study)
    values = np.array([[_number(row[code]) for code in called] for row in raw.values()], dtype=np.float64)
    table = Table(tuple(raw), tuple(called.values()), values)
    return Edition(
        table.rows(np.asarray(~np.isnan(values).all(axis=1))), model, recipe_under(replace(study, model=model))
    )


def _above(model: Model, node: str, called: Mapping[str, str]) -> Model:
    """The part of a model that leads from these indicators up to a node, which becomes the top. Other nodes get codes that no indicator has."""
    kept = set(called)
    for one in model.nodes:  # by level, lowest first
        if one.code in kept and one.code != node:
            kept.add(one.parent)
    names = {code: called.get(code, f"{_TOP} {code}") for code in kept}
    found = [
        replace(one, code=names[one.code], parent="" if one.code == node else names[one.parent])
        for one in model.nodes
        if one.code in kept
    ]
    if len(found) == 1:  # an indicator alone: a top of its own, because an index has at least two levels
        found = [replace(found[0], parent=_TOP, weight=1.0), Node(_TOP, {}, 2)]
    return Model(tuple(found))


@dataclass(frozen=True, slots=True)
class _Pooled:
    """Two editions scored as one sample, so that the bounds are pooled: the older first. `both` are the clusters of both."""

    composite: Composite
    both: tuple[str, ...]

    def rows(self, node: str) -> dict[str, Change]:
        """Scores then and now of whoever is in both."""
        scores = dict(zip(self.composite.units, self.composite.score(node).tolist(), strict=True))
        return {unit: (_known(scores[f"0 {unit}"]), _known(scores[f"1 {unit}"])) for unit in self.both}


def _pooled(newer: Edition, older: Edition) -> _Pooled:
    tables = (older.table, newer.table)
    units = tuple(f"{place} {unit}" for place, table in enumerate(tables) for unit in table.units)
    order = [older.table.indicators.index(code) for code in newer.table.indicators]
    values = np.concatenate([older.table.values[:, order], newer.table.values])
    composite = compose(Table(units, newer.table.indicators, values), newer.model, newer.recipe)
    return _Pooled(composite, panel(newer.table.units, older.table.units))


def _counted(model: Model, node: str) -> set[str]:
    """The indicators below a node that have a say in it: nothing on the way up weighs nothing."""
    found = {node}
    for one in reversed(model.nodes):  # from the index down
        if one.parent in found and one.weight > 0:
            found.add(one.code)
    return {one.code for one in model.indicators(node)} & found


def _number(value: float | Missing) -> float:
    return NAN if isinstance(value, Missing) else value


def _known(score: float) -> float | None:
    return None if math.isnan(score) else score
