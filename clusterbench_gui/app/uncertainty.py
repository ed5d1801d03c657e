"""How far the ranking of a table depends on choices: a design in, many runs, their statistics out."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from clusterbench_gui.app.certainty import certainty_tables, exact_bounds
from clusterbench_gui.app.composites import Inputs, provenance, score_table
from clusterbench_gui.app.files import Json, json_bytes, write_all
from clusterbench_gui.app.wording import SENTENCES, sentence
from clusterbench_gui.domain.designs import GivenRuns, Variation
from clusterbench_gui.domain.problems import ProblemError, problem
from clusterbench_gui.exchange.composites.design import read_design, read_runs, read_weight_sets
from clusterbench_gui.exchange.composites.results import table, text_of, unit_table
from clusterbench_gui.exchange.packages import read_file
from clusterbench_gui.scoring.arrays import Floats
from clusterbench_gui.scoring.composite import Composite
from clusterbench_gui.scoring.rank import ranks
from clusterbench_gui.scoring.uncertainty.design import Integers
from clusterbench_gui.scoring.uncertainty.ranking import mean_change, rank_probabilities, rank_statistics
from clusterbench_gui.scoring.uncertainty.runner import EMPTY, NEGATIVE, NOT_FINITE, NOT_POSITIVE, Outcomes, run
from clusterbench_gui.scoring.uncertainty.sobol import Indices, sensitivity
from clusterbench_gui.scoring.variants import Variants, variants
from clusterbench_gui.support.texts import Texts

_NOT_ALWAYS = frozenset({"sobol.csv", "run_scores.csv", "rank_pairs.csv"})


@dataclass(frozen=True, slots=True)
class Plan:
    """What varies, and the runs where they are given."""

    variation: Variation
    given: GivenRuns | None
    digests: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Analysis:
    """The nominal scores, the runs and what they say. `indices` is None where failed runs leave no variance to divide.

    `bounds`: exact best and worst places, where they were asked for.
    """

    composite: Composite
    made: Variants
    names: tuple[str, ...]
    labels: Mapping[str, str]
    outcomes: Outcomes
    indices: Indices | None
    bounds: Floats | None


def read_plan(inputs: Inputs, design: Path | None, runs: Path | None, weights: Path | None) -> Plan:
    """Read DESIGN, and RUNS and weight SETS that were made elsewhere. Raises `ProblemError` with what is wrong with them."""
    paths = {"design": design, "runs": runs, "weights": weights}
    contents = {part: read_file(path) for part, path in paths.items() if path is not None}
    digests = {
        part: (path.name, sha256(contents[part]).hexdigest()) for part, path in paths.items() if path is not None
    }
    sets = read_weight_sets(str(weights), contents["weights"]) if "weights" in contents else ()
    variation = read_design(str(design), contents["design"], sets) if "design" in contents else Variation()
    given = read_runs(str(runs), contents["runs"], inputs.recipe, sets, variation) if "runs" in contents else None
    return Plan(given.variation if given else variation, given, digests)


def analyse(inputs: Inputs, plan: Plan, *, keep: bool = False) -> Analysis:
    """Score the table, run the design, rank every run, and divide the mean change of places among the factors.

    Raises `ProblemError` of scoring and of the design. Runs that cannot be computed are counted with their reasons.
    """
    composite = score_table(inputs)
    made = variants(composite, plan.variation)
    choices = made.choices(plan.given) if plan.given else made.runs()
    decimals = composite.recipe.rank.decimals
    outcomes = run(made.design, choices, keep=keep, decimals=decimals)
    top = composite.scores[:, -1]
    nominal = ranks(top if decimals is None else np.round(top, decimals))
    names = plan.given.names if plan.given else tuple(str(number) for number in range(1, len(choices) + 1))
    labels = plan.given.labels if plan.given else {}
    indices = _indices(made, nominal, plan.variation, decimals)
    asked = plan.variation.extremes
    bounds = exact_bounds(composite, asked) if asked is not None else None
    return Analysis(composite, made, names, labels, outcomes, indices, bounds)


def _indices(made: Variants, nominal: npt.NDArray[Any], variation: Variation, decimals: int | None) -> Indices | None:
    def changes(choices: Integers) -> Floats:
        return mean_change(run(made.design, choices, decimals=decimals).places, nominal)[:, None]

    try:
        return sensitivity(made.design, changes, power=variation.points, seed=variation.seed)
    except ProblemError as error:
        if [one.code for one in error.problems] != ["sensitivity-failed"]:
            raise
        return None


def write_analysis(inputs: Inputs, plan: Plan, analysis: Analysis, folder: Path) -> tuple[Path, ...]:
    """Write the tables of the statistics, and `provenance.json`, all or none (CONTRACTS: any table)."""
    digests = {**inputs.digests, **plan.digests}
    said = {**provenance(replace(inputs, digests=digests), analysis.composite), **_provenance(plan, analysis)}
    written = write_all(folder, [*_tables(analysis), ("provenance.json", json_bytes(said))])
    for name in _NOT_ALWAYS - {path.name for path in written}:
        (folder / name).unlink(missing_ok=True)  # of an earlier run: it would pass for one of this
    return written


def failure_words(reason: str, words: Texts) -> str:
    """Why runs could not be computed."""
    known = {
        NOT_POSITIVE: words.t(
            "a geometric, harmonic or generalised mean met a score of 0 or less; please normalise to 1 to 100"
        ),
        NEGATIVE: words.t("a generalised mean met a score below 0; please normalise to 0 to 100"),
        NOT_FINITE: words.t("a score was no finite number"),
        EMPTY: words.t("no unit had a score"),
    }
    if reason in known:
        return known[reason]
    if "{" in SENTENCES.get(reason, ""):  # the sentence is about one node of one run, this is about many runs
        return words.t("a method refused the scores it met ({reason})", reason=reason)
    return sentence(problem(reason), words)


def _tables(analysis: Analysis) -> Iterator[tuple[str, bytes]]:
    units, places = analysis.composite.units, analysis.outcomes.places
    found = rank_statistics(places)
    columns = [analysis.composite.ranks[:, -1], found.mean, found.median, found.q5, found.q95, found.best, found.worst]
    head = ("nominal", "mean", "median", "q5", "q95", "best", "worst")
    yield "rank_statistics.csv", unit_table(units, head, np.column_stack(columns))
    numbers = tuple(str(place) for place in range(1, len(units) + 1))
    yield "rank_probabilities.csv", unit_table(units, numbers, rank_probabilities(places))
    yield from certainty_tables(units, places, analysis.bounds)
    if analysis.indices is not None:
        yield "sobol.csv", table(("factor", "S", "ST"), _sobol(analysis.indices, analysis.labels))
    if analysis.outcomes.scores is not None:
        scores = np.column_stack([analysis.composite.scores[:, -1], analysis.outcomes.scores.T])
        yield "run_scores.csv", unit_table(units, ("nominal", *(f"r_{name}" for name in analysis.names)), scores)


def _sobol(indices: Indices, labels: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    for factor, first, total in zip(indices.factors, indices.first[:, 0], indices.total[:, 0], strict=True):
        yield labels.get(factor, factor), text_of(first), text_of(total)


def _provenance(plan: Plan, analysis: Analysis) -> Json:
    design, indices = analysis.made.design, analysis.indices
    variation = asdict(plan.variation)
    if plan.variation.weights is not None and plan.variation.weights.given:
        variation["weights"]["given"] = len(
            plan.variation.weights.given
        )  # they stand in the file, whose digest is here
    return {
        "variation": variation,
        "factors": {factor.name: factor.alternatives for factor in design.factors},
        "runs": len(analysis.names),
        "failed": analysis.outcomes.failed,
        "sobol": None if indices is None else {"exact": indices.exact, "runs": indices.runs},
    }
