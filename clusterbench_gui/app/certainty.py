"""How sure a ranking is, as tables: chances, groups of equals, who beats whom, exact bounds over all weights, convergence."""

from collections.abc import Iterator, Sequence

import numpy as np

from clusterbench_gui.domain.designs import WeightBounds
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.exchange.composites.results import table, text_of, unit_table
from clusterbench_gui.scoring.arrays import NAN, Floats
from clusterbench_gui.scoring.composite import Composite
from clusterbench_gui.scoring.explaining.equals import letters
from clusterbench_gui.scoring.statistics.effects import effective_weights
from clusterbench_gui.scoring.uncertainty.extremes import Polytope, extremes
from clusterbench_gui.scoring.uncertainty.ranking import (
    Places,
    beats,
    convergence,
    rank_statistics,
    top_probability,
)

MOST_PAIRS = 1000
"""Units beyond which nobody reads who beats whom, and the table would have millions of cells."""


def certainty_tables(units: Sequence[str], places: Places, bounds: Floats | None) -> Iterator[tuple[str, bytes]]:
    """`rank_certainty.csv`, `rank_pairs.csv` (up to 1,000 units), `convergence.csv`. `bounds`: `exact_bounds`."""
    top = top_probability(places)
    columns, head = [top], ["top_quartile"]
    groups: Sequence[str] = ()
    if len(units) <= MOST_PAIRS:
        pairs = beats(places)
        groups = letters(pairs, rank_statistics(places).mean)
        yield "rank_pairs.csv", unit_table(units, units, pairs)
    if bounds is not None:
        columns += list(bounds.T)
        head += ["best_possible", "worst_possible", "proved"]
    yield "rank_certainty.csv", _with_groups(unit_table(units, head, np.column_stack(columns)), groups)
    steps = [
        (
            str(one.runs),
            *map(text_of, (one.largest_mean_change, one.largest_interval_change, one.largest_standard_error)),
        )
        for one in convergence(places)
    ]
    yield "convergence.csv", table(("runs", "mean_change", "interval_change", "standard_error"), steps)


def _with_groups(made: bytes, groups: Sequence[str]) -> bytes:
    """The table with a last column: units that share no letter can be told apart."""
    if not groups:
        return made
    lines = made.decode().splitlines()
    return "\n".join(f"{line},{extra}" for line, extra in zip(lines, ("group", *groups), strict=True)).encode() + b"\n"


def exact_bounds(composite: Composite, asked: WeightBounds, seconds: float = 5.0) -> Floats:
    """By unit its best and worst place over all weights that are allowed for the nodes of a level, and 1 where both are proved.

    Formula: shares of the nodes of the level in the index, each between (1 - spread) and (1 + spread) of the given one, summing to 1. Units
    with a gap at that level have none (NaN) and take no part. Raises `ProblemError`: "extremes-method" where the levels above are not arithmetic means,
    "extremes-level".
    """
    model = composite.model
    level = asked.level or model.levels - 1
    if not 1 <= level < model.levels:
        raise ProblemError(problem("extremes-level", value=level, most=model.levels - 1))
    above = [composite.recipe.aggregation(step).method for step in range(level - 1, model.levels - 1)]
    if set(above) != {"amean"}:
        raise ProblemError(problem("extremes-method", Place(name=", ".join(above))))
    codes = [node.code for node in model.at(level) if node.code not in composite.reasons]
    columns = [composite.place(code) for code in codes]
    shares = effective_weights(composite.tree.parents.tolist(), composite.weights)[columns]
    shares = shares / shares.sum()
    scores = composite.scores[:, columns]
    whole = ~np.isnan(scores).any(axis=1)
    found = np.full((len(scores), 3), NAN)
    polytope = Polytope(np.maximum(shares * (1 - asked.spread), 0.0), np.minimum(shares * (1 + asked.spread), 1.0))
    made = extremes(scores[whole], polytope, seconds=seconds) if whole.any() else []
    found[whole] = [[best.place, worst.place, float(best.proved and worst.proved)] for best, worst in made]
    return found
