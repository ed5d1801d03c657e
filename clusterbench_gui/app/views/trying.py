"""An experiment as it is tried out by hand: the ranking of the index with one weight after another, within a millisecond each.

Places, scores and letters are those of `showing.shown` for the same selection, made without the cells of all other nodes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from clusterbench_gui.app.findings import composite_of
from clusterbench_gui.app.views.naming import called
from clusterbench_gui.app.views.selection import Selection
from clusterbench_gui.app.views.showing import members_of, scale_under, weighed
from clusterbench_gui.domain.experiments import Experiment
from clusterbench_gui.domain.scores import Cell, ScoredStudy
from clusterbench_gui.scoring.arrays import NAN, Floats
from clusterbench_gui.scoring.composite import Composite
from clusterbench_gui.scoring.live import reweighted
from clusterbench_gui.scoring.rank import letters, ranks
from clusterbench_gui.scoring.summarise import summary


@dataclass(frozen=True, slots=True)
class Standing:
    """A cluster under an experiment. None: it has no index. `official` is its place by the study's own method."""

    code: str
    name: str
    place: int | None
    score: float | None
    quartile: str
    official: int | None

    @property
    def gained(self) -> int:
        """Places won against the official ranking, below 0 where places are lost; 0 where one of the two is unknown."""
        return 0 if self.place is None or self.official is None else self.official - self.place


@dataclass(frozen=True, slots=True)
class Ranking:
    """Clusters from the first place to the last, then those without one; `low` and `high` are the ends of the scale."""

    rows: tuple[Standing, ...]
    low: float
    high: float

    def place_of(self, cluster: str) -> int | None:
        """Where a cluster stands; None where it has no place, or is not shown."""
        return next((row.place for row in self.rows if row.code == cluster), None)


@dataclass(frozen=True, slots=True)
class Trial:
    """A whole study (as scored, by names) under an experiment."""

    study: ScoredStudy
    experiment: Experiment
    composite: Composite

    def reaches(self, study: ScoredStudy, experiment: Experiment) -> bool:
        """Whether only weights lie between this trial and another, so that `reweighed` can make it."""
        mine = replace(self.experiment, weights={}, dropped=())
        return study is self.study and mine == replace(experiment, weights={}, dropped=())

    def reweighed(self, experiment: Experiment) -> "Trial":
        """The same with the weights of an experiment that it `reaches`. Raises `ProblemError` as `showing.tried` does."""
        composite = self.composite
        wanted = [(node.code, node.weight) for node in weighed(self.study.model, experiment).nodes]
        changes = [(code, weight) for code, weight in wanted if composite.weights[composite.place(code)] != weight]
        for code, weight in sorted(
            changes, key=lambda change: -change[1]
        ):  # the zeros last: some other weight is there by then
            composite = reweighted(composite, code, weight)
        return replace(self, experiment=experiment, composite=composite)

    def ranking(self, selection: Selection) -> Ranking:
        """The ranking by the index among the clusters that a selection shows, as it calls them.

        Raises `ProblemError`: "group-too-small".
        """
        study, top = self.study, self.study.model.at(self.study.model.levels)[0].code
        codes = members_of(study, selection.grouping, selection.group)
        names = {one.code: " ".join(one.name.split()) or one.code for one in called(study, selection.names).clusters}
        row_of = {code: row for row, code in enumerate(self.composite.units)}
        rows = [row_of[code] for code in codes]
        scores = self.composite.score(top)[rows]
        own = ranks(scores) if selection.group else np.nan_to_num(self.composite.rank(top)[rows]).astype(int)
        quartiles = _quartiles(scores, study.method.benchmark_best)
        official = _official([study.scores.cells[code][top] for code in codes], among=bool(selection.group))
        found = [
            Standing(code, names[code], place or None, score if place else None, letter, before)
            for code, place, score, letter, before in zip(
                codes, own.tolist(), scores.tolist(), quartiles, official, strict=True
            )
        ]
        found.sort(key=lambda one: (one.place is None, one.place, one.code))
        return Ranking(tuple(found), *scale_under(self.composite, study.method, self.experiment))


def trial(study: ScoredStudy, experiment: Experiment) -> Trial:
    """A study under an experiment, from its raw values on: 15 ms for 50 clusters. Raises `ProblemError` as `showing.tried` does."""
    changed = replace(study, model=weighed(study.model, experiment), experiment=experiment)
    return Trial(study, experiment, composite_of(changed))


def _quartiles(scores: Floats, best: int) -> Sequence[str]:
    figures = summary(scores, best)
    if figures.lower is None or figures.median is None or figures.upper is None:
        return [""] * len(scores)
    return letters(scores, figures.lower, figures.median, figures.upper)


def _official(cells: Sequence[Cell], *, among: bool) -> list[int | None]:
    """Places by the study's own method; `among` these alone."""
    if not among:
        return [cell.rank for cell in cells]
    column = np.array([NAN if cell.score is None else cell.score for cell in cells])
    return [place or None for place in ranks(column).tolist()]
