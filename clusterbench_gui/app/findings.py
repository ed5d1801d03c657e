"""What is found beyond the scores of a study, as plain data (`domain.findings`): distances, portfolio, how sure the ranking is."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from clusterbench_gui.domain.designs import Variation, WeightDraws
from clusterbench_gui.domain.findings import BENCHMARK, MEDIAN, MOST_PAIRS, Certainty, Gap, Place, Portfolio, Standing
from clusterbench_gui.domain.problems import Place as Where
from clusterbench_gui.domain.problems import ProblemError, problem
from clusterbench_gui.domain.recipes import Choice, Recipe
from clusterbench_gui.domain.scores import Missing, ScoredStudy
from clusterbench_gui.scoring.arrays import NAN, Floats
from clusterbench_gui.scoring.composite import Composite
from clusterbench_gui.scoring.explaining.equals import letters
from clusterbench_gui.scoring.explaining.gaps import at_benchmark, at_median, split
from clusterbench_gui.scoring.explaining.models import candidates
from clusterbench_gui.scoring.explaining.peers import nearest
from clusterbench_gui.scoring.pipeline import NOT_COLLECTED, composed, recipe_of
from clusterbench_gui.scoring.rank import ranks
from clusterbench_gui.scoring.subset import restricted
from clusterbench_gui.scoring.uncertainty.design import Integers
from clusterbench_gui.scoring.uncertainty.ranking import (
    Places,
    beats,
    places_among,
    rank_probabilities,
    rank_statistics,
    top_probability,
)
from clusterbench_gui.scoring.uncertainty.runner import run
from clusterbench_gui.scoring.variants import Variants, variants

RUNS = 10_000
FUNCTIONING, PROMISE = "functioning", "promise"
"""The two axes of an edition: `Node.axis` of its areas."""

DESIGN = Variation(
    normalise=(
        Choice("minmax", {"low": 1.0, "high": 100.0}),
        Choice("zscore", {"mean": 50.0, "sd": 10.0}),
        Choice("rank"),
    ),
    aggregate=((Choice("amean"),), (Choice("gmean"),)),
    apart=True,
    weights=WeightDraws(spread=0.25),
    drop=("all",),
    runs=RUNS,
    seed=2012,
)
"""What varies when a study's ranking is put to the test: three normalisations, arithmetic or geometric means at each level, weights within 25 % of the given
ones, and one indicator or none left out."""


@dataclass(frozen=True, slots=True)
class Tested:
    """Variants of a study's method, the rows of the clusters that are shown, and their places by the method itself."""

    variants: Variants
    rows: list[int]
    nominal: npt.NDArray[Any]

    def places(self, choices: Integers) -> tuple[Places, int]:
        """Places of the clusters that are shown, among themselves, and how many runs failed."""
        outcomes = run(self.variants.design, choices)
        return places_among(outcomes.places, self.rows), sum(outcomes.failed.values())


def composite_of(study: ScoredStudy) -> Composite:
    """The study scored anew with every stage kept: the same numbers to the last bit. Of a group only its rows, on the scale of all."""
    composite = _composite_of_all(study)
    return composite if study.whole is None else restricted(composite, study.scores.clusters)


def raw_of(study: ScoredStudy) -> dict[str, dict[str, float | Missing]]:
    """Raw indicators of all clusters with the reasons of those that are missing; targets of an experiment stand in place of answers."""
    everybody = study.whole or study.scores
    raw: dict[str, dict[str, float | Missing]] = {}
    for code in everybody.clusters:
        cells = everybody.cells[code]
        raw[code] = {
            node.code: cell.raw if (cell := cells[node.code]).raw is not None else cell.missing or NOT_COLLECTED
            for node in study.model.at(1)
        }
    for target in study.experiment.targets:
        if target.cluster in raw:
            raw[target.cluster][target.indicator] = target.value
    return raw


def recipe_under(study: ScoredStudy) -> Recipe:
    """The study's method as a recipe, with what its experiment changes. Means other than arithmetic ones need scores above 0."""
    recipe, tried = recipe_of(study.model, study.method), study.experiment
    if tried.normalise is not None:
        recipe = replace(recipe, normalise=tried.normalise, by_indicator={})
    if tried.aggregate is not None:
        recipe = replace(recipe, aggregate=(tried.aggregate,))
        if tried.normalise is None and study.method.low < 1:
            above = {"low": 1.0, "high": study.method.high}
            fixed = {code: replace(one, parameters=above) for code, one in recipe.by_indicator.items()}
            recipe = replace(recipe, normalise=Choice("minmax", above), by_indicator=fixed)
    return recipe


def gap_of(study: ScoredStudy, cluster: str, node: str, against: str = BENCHMARK) -> Gap:
    """A cluster's distance at a node, split by indicator. Raises `ProblemError` of `scoring.explaining.gaps`, `cluster-unknown`."""
    composite = composite_of(study)
    if cluster not in composite.units:
        raise ProblemError(problem("cluster-unknown", Where(name=cluster)))
    reference = {
        BENCHMARK: lambda: at_benchmark(composite, node, study.method.benchmark_best),
        MEDIAN: lambda: at_median(composite, node),
    }.get(against, lambda: (composite.units.index(against),))()
    found = split(composite, node, composite.units.index(cluster), reference)
    below = {one.code for one in study.model.indicators(node)}
    parts = [
        (one.code, -float(part))
        for one, part in zip(study.model.at(1), found.parts.tolist(), strict=True)
        if one.code in below
    ]
    return Gap(cluster, node, against, found.reference, found.own, tuple(parts))


def peers_of(study: ScoredStudy, cluster: str, count: int = 3) -> tuple[str, ...]:
    """The clusters whose profile over the sub-areas is nearest to a cluster's, the nearest first (`scoring.explaining.peers`)."""
    level = max(study.model.levels - 2, 1)
    rows = [
        [study.scores.cells[code][node.code].score for node in study.model.at(level)] for code in study.scores.clusters
    ]
    profiles = np.array([[NAN if score is None else score for score in row] for row in rows], dtype=np.float64)
    own = study.scores.clusters.index(cluster)
    return tuple(study.scores.clusters[one.unit] for one in nearest(profiles, own, count))


def tested(study: ScoredStudy, variation: Variation) -> Tested:
    """What tests a ranking: all clusters are scored in every variant, so that a group is ranked on the scale of all there too."""
    composite = _composite_of_all(study)
    rows = [composite.units.index(code) for code in study.scores.clusters]
    return Tested(variants(composite, variation), rows, ranks(composite.scores[rows, -1]))


def portfolio_of(study: ScoredStudy) -> Portfolio:
    """Functioning by promise: the weighted means of the areas of each axis, with the candidates for model cluster."""
    composite = composite_of(study)
    across, up = (_axis(study, composite, axis) for axis in (FUNCTIONING, PROMISE))
    known = ~(np.isnan(across) | np.isnan(up))
    if not known.any():
        return Portfolio((), None)
    found = {one.unit: one for one in candidates(np.where(known, across, NAN), np.where(known, up, NAN))}
    places = tuple(
        Place(
            code=composite.units[row],
            across=float(across[row]),
            up=float(up[row]),
            candidate=row in found,
            strong=_strong(study, composite.units[row]),
        )
        for row in np.flatnonzero(known).tolist()
    )
    return Portfolio(places, (float(np.median(across[known])), float(np.median(up[known]))))


def certainty_of(study: ScoredStudy) -> Certainty:
    """How sure the ranking by the index is: the study's design run 10,000 times. 0.2 s for 35 clusters, 4 s for 1,000.

    Beyond `MOST_PAIRS` clusters nobody is compared with anybody, which would take a minute: no letters, no `beats`.
    """
    test = tested(study, DESIGN)
    places, failed = test.places(test.variants.runs())
    statistics = rank_statistics(places)
    top = top_probability(places)
    chances = rank_probabilities(places)
    nominal = test.nominal
    there = [row for row in range(len(nominal)) if nominal[row] and not np.isnan(statistics.mean[row])]
    few = len(there) <= MOST_PAIRS
    ahead = beats(places, there) if few else np.empty((0, 0))
    groups = letters(ahead, statistics.mean[there]) if few else ("",) * len(there)
    standings = tuple(
        Standing(
            code=study.scores.clusters[row],
            place=int(nominal[row]),
            low=int(np.floor(statistics.q5[row])),
            high=int(np.ceil(statistics.q95[row])),
            top=float(top[row]),
            group=group,
            chances=tuple(chances[row].tolist()),
        )
        for row, group in zip(there, groups, strict=True)
    )
    return Certainty(standings, len(places) - failed, failed, tuple(tuple(row) for row in ahead.tolist()))


def _composite_of_all(study: ScoredStudy) -> Composite:
    everybody = study.whole or study.scores
    return composed(everybody.clusters, raw_of(study), study.model, recipe_under(study))


def _axis(study: ScoredStudy, composite: Composite, axis: str) -> Floats:
    """The weighted mean of the areas of an axis that weigh something; NaN where one of them has no score."""
    there = (node for node in study.model.nodes if node.axis == axis and node.weight > 0)
    nodes = [node for node in there if node.code not in composite.reasons]
    if not nodes:
        return np.full(len(composite.units), NAN)
    scores = np.column_stack([composite.score(node.code) for node in nodes])
    weights = np.array([node.weight for node in nodes])
    return np.asarray(scores @ (weights / weights.sum()), dtype=np.float64)


def _strong(study: ScoredStudy, code: str) -> tuple[str, ...]:
    """The sub-areas in which a cluster is in the top quarter, the highest score first."""
    level = max(study.model.levels - 2, 1)
    cells = study.scores.cells[code]
    found = [node.code for node in study.model.at(level) if cells[node.code].quartile == "A"]
    return tuple(sorted(found, key=lambda node: (-(cells[node].score or 0.0), node)))
