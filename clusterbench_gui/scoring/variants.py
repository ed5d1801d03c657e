"""From a scored table and what may vary around it to a design of `scoring.uncertainty`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from clusterbench_gui.domain.designs import DIRICHLET, LIMITS, NOISE, SETS, GivenRuns, Variation, WeightDraws
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.domain.recipes import Choice, Recipe
from clusterbench_gui.scoring.arrays import Floats
from clusterbench_gui.scoring.composite import Composite
from clusterbench_gui.scoring.normalising.unitarise import CONSTANT
from clusterbench_gui.scoring.preparation import Prepared, prepare
from clusterbench_gui.scoring.steps import aggregation_of, normalised
from clusterbench_gui.scoring.table import Table
from clusterbench_gui.scoring.uncertainty import design as designs
from clusterbench_gui.scoring.uncertainty.alternatives import aggregator
from clusterbench_gui.scoring.uncertainty.design import Aggregating, Aggregator, Design, Factor, Integers
from clusterbench_gui.scoring.uncertainty.drawing import dirichlet, jittered, simplex, within_limits
from clusterbench_gui.scoring.weighting.noisy import noisy

_NOISE = "noise"
_PARTS = ("impute", "treat", "normalise")


@dataclass(frozen=True, slots=True)
class Variants:
    """A design over a composite, with the nodes in the order of its weight sets, and how many runs were asked for."""

    composite: Composite
    variation: Variation
    design: Design
    nodes: tuple[str, ...]

    def choices(self, given: GivenRuns) -> Integers:
        """Runs that were made elsewhere, as choices of this design."""
        names = [factor.name for factor in self.design.factors]
        table = np.zeros((len(given.names), len(names)), dtype=np.int64)
        for name, column in given.choices.items():
            table[:, names.index(name)] = column
        return table

    def runs(self) -> Integers:
        """The runs that the variation asks for. Raises `ProblemError` (`design-too-large`)."""
        if self.variation.factorial:
            return designs.factorial_runs(self.design)
        return designs.random_runs(self.design, self.variation.runs, self.variation.seed)


def variants(composite: Composite, variation: Variation) -> Variants:
    """The design of a variation around a composite.

    Raises `ProblemError`: `design-top`, `indicator-unknown`, `weight-sets-incomplete`, and those of the drawing of weights.
    """
    order = _Order.of(composite)
    design = Design(
        tree=order.tree,
        prepare=_Preparing(composite, variation, order),
        weights=_weight_sets(composite, variation, order),
        aggregating=_aggregating(composite.recipe, variation, composite.model.levels - 1),
        preparing=_preparing_factors(variation),
        dropping=_dropping(variation, order),
        coverage=composite.recipe.coverage,
        own_weights=_own_weights(variation),
    )
    return Variants(composite, variation, design, order.nodes)


@dataclass(frozen=True, slots=True)
class _Order:
    """The nodes below the top level by level, in the order of their codes, so that sums are the same for any order of the model."""

    nodes: tuple[str, ...]
    indicators: tuple[str, ...]
    columns: list[int]
    tree: designs.Tree

    @classmethod
    def of(cls, composite: Composite) -> "_Order":
        model = composite.model
        levels = [sorted(node.code for node in model.at(level)) for level in range(1, model.levels + 1)]
        if len(levels[-1]) > 1 or len(levels) < 2:
            raise ProblemError(problem("design-top", count=len(levels[-1])))
        parents = tuple(
            np.array([above.index(model.node(code).parent) for code in level]) for level, above in pairwise(levels)
        )
        nodes = tuple(code for level in levels[:-1] for code in level)
        columns = [composite.prepared.table.indicators.index(code) for code in levels[0]]
        return cls(nodes, tuple(levels[0]), columns, designs.Tree(parents))


class _Preparing:
    """Normalised indicators of an alternative; what is prepared the same way is prepared once."""

    def __init__(self, composite: Composite, variation: Variation, order: _Order) -> None:
        self._composite = composite
        self._variation = variation
        self._columns = order.columns
        self._prepared: dict[tuple[int, ...], Prepared] = {}

    def __call__(self, alternative: Mapping[str, int]) -> Floats:
        composite, variation = self._composite, self._variation
        recipe = composite.recipe
        for name in _PARTS:
            if name in alternative:
                recipe = replace(recipe, **{name: getattr(variation, name)[alternative[name]]})
        key = tuple(alternative.get(name, 0) for name in ("impute", "treat", _NOISE))
        if key not in self._prepared:
            self._prepared[key] = self._prepare(recipe, alternative)
        values, _ = normalised(self._prepared[key], composite.model.at(1), recipe)
        return values[:, self._columns]

    def _prepare(self, recipe: Recipe, alternative: Mapping[str, int]) -> Prepared:
        made = prepare(self._source(alternative), self._composite.model, recipe)
        if made.table.units != self._composite.units:
            raise ProblemError(problem("design-units-differ"))
        return made

    def _source(self, alternative: Mapping[str, int]) -> Table:
        table, noise = self._composite.source, self._variation.noise
        if noise is None:
            return table
        with_some = ~np.isnan(table.values).all(axis=0)
        spread = np.zeros(table.values.shape[1])
        spread[with_some] = noise.spread * np.nanstd(table.values[:, with_some], axis=0)
        return replace(table, values=jittered(table.values, spread, self._variation.seed, alternative[_NOISE]))


def _preparing_factors(variation: Variation) -> tuple[Factor, ...]:
    counts = {name: len(getattr(variation, name)) for name in _PARTS}
    counts[_NOISE] = variation.noise.draws if variation.noise else 0
    return tuple(Factor(name, count) for name, count in counts.items() if count)


def _aggregating(recipe: Recipe, variation: Variation, levels: int) -> tuple[Aggregating, ...]:
    alternatives = variation.aggregate or (recipe.aggregate,)
    if variation.apart:
        options = tuple(_aggregator(one[0], recipe) for one in alternatives)
        return tuple(Aggregating(f"aggregate {level + 2}", (level,), options) for level in range(levels))
    if all(len(one) == 1 for one in alternatives):
        return (
            Aggregating("aggregate", tuple(range(levels)), tuple(_aggregator(one[0], recipe) for one in alternatives)),
        )
    if len(alternatives) > 1:
        raise ProblemError(problem("design-levels-mixed", Place(name="aggregate")))
    return tuple(
        Aggregating(f"aggregate {level + 2}", (level,), (_aggregator(recipe.aggregation(level), recipe),))
        for level in range(levels)
    )


def _aggregator(choice: Choice, recipe: Recipe) -> Aggregator:
    return aggregator(aggregation_of(choice), recipe.coverage)


def _dropping(variation: Variation, order: _Order) -> tuple[int, ...]:
    if not variation.drop:
        return (designs.NOTHING,)
    codes = order.indicators if variation.drop == ("all",) else variation.drop
    unknown = [code for code in codes if code not in order.indicators]
    if unknown:
        raise ProblemError(*(problem("indicator-unknown", Place(name=code)) for code in unknown))
    return (designs.NOTHING, *(order.indicators.index(code) for code in codes))


def _own_weights(variation: Variation) -> bool:
    draws = variation.weights
    return draws is not None and draws.method != SETS and not draws.count and not variation.factorial


def _weight_sets(composite: Composite, variation: Variation, order: _Order) -> Floats:
    """Weight sets by nodes; a constant indicator, or an area of such, has no say and no part in the coverage."""
    nominal = np.array([composite.weights[composite.place(code)] for code in order.nodes])
    sets = (
        nominal[None, :]
        if variation.weights is None
        else _drawn(composite, variation, variation.weights, order, nominal)
    )
    counted = np.array([composite.reasons.get(code) != CONSTANT for code in order.nodes], dtype=np.float64)
    return np.asarray(sets * counted)


def _drawn(composite: Composite, variation: Variation, draws: WeightDraws, order: _Order, nominal: Floats) -> Floats:
    count = draws.count or variation.runs
    if draws.method == SETS:
        return _given(draws.given, order.nodes)
    if draws.method == NOISE:
        levels = [composite.model.node(code).level for code in order.nodes]
        spread = [draws.spread if not draws.levels or level in draws.levels else 0.0 for level in levels]
        return noisy(nominal, spread, count, seed=variation.seed)
    if draws.method == DIRICHLET:
        return dirichlet(order.tree, nominal, draws.certainty, count, variation.seed)
    if draws.method == LIMITS:
        return within_limits(order.tree, draws.low, draws.high, count, variation.seed)
    return simplex(order.tree, count, variation.seed)


def _given(sets: Sequence[Mapping[str, float]], nodes: Sequence[str]) -> Floats:
    missing = [code for code in nodes if any(code not in one for one in sets)]
    if missing:
        raise ProblemError(*(problem("weight-sets-incomplete", Place(name=code)) for code in missing))
    return np.array([[one[code] for code in nodes] for one in sets])
