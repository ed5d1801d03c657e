"""What uncertainty costs: many replications of a model of 85 indicators on three levels, beside what COINr needs for as many.

    python benchmarks/scoring.py [--large]

Random normalisation (four ways), aggregation (three means at each level) and weights (25 % around the model's), one indicator left out or none,
3 % of the values missing; statistics of places, P(rank = k) and P(top quarter) included. Each job in a process of its own: CPU on one thread for 50 units, wall time on
all cores for more (results are the same to the last bit); and the most memory.
COINr 1.1.14 was measured on the machine of the design (R, 0.0341 s a run at 50 units, 0.955 s at 3,000): the column is that rate times the runs. `--large` adds 100,000 units.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time

import numpy as np

from clusterbench_gui.domain.designs import Variation, WeightDraws
from clusterbench_gui.domain.editions import Direction, Model, Node
from clusterbench_gui.domain.recipes import Choice, Recipe
from clusterbench_gui.scoring.composite import compose
from clusterbench_gui.scoring.table import Table
from clusterbench_gui.scoring.uncertainty.ranking import rank_probabilities, rank_statistics, top_probability
from clusterbench_gui.scoring.uncertainty.runner import run
from clusterbench_gui.scoring.variants import variants

INDICATORS, PILLARS = 85, 18
JOBS = ((50, 10_000, 0.5, 0.0341), (3000, 10_000, 15.0, 0.955), (100_000, 1000, 60.0, None))
"""Units, runs, seconds at most, seconds of COINr a run."""
MEMORY = {3000: 500, 100_000: 2000}
"""Megabytes at most."""


def model() -> Model:
    """85 indicators in 18 pillars under one index, every third better when it is less."""
    indicators = [
        Node(f"I{one:02}", {}, 1, f"P{one % PILLARS:02}", direction=Direction(-1 if one % 3 == 0 else 1))
        for one in range(INDICATORS)
    ]
    pillars = [Node(f"P{one:02}", {}, 2, "S0" if one < PILLARS // 2 else "S1") for one in range(PILLARS)]
    return Model((*indicators, *pillars, Node("S0", {}, 3, "Index"), Node("S1", {}, 3, "Index"), Node("Index", {}, 4)))


def table(units: int) -> Table:
    """Values that go together a little, 3 % of them missing."""
    random = np.random.default_rng(2012)
    values = random.normal(size=(units, INDICATORS)) + random.normal(size=(units, 1))
    values[random.random(values.shape) < 0.03] = np.nan
    return Table(tuple(f"U{one:06}" for one in range(units)), tuple(f"I{one:02}" for one in range(INDICATORS)), values)


def variation(runs: int) -> Variation:
    """What a run may choose from."""
    ways = (
        Choice("minmax", {"low": 1.0}),
        Choice("zscore", {"mean": 50.0, "sd": 5.0}),
        Choice("rank"),
        Choice("minmax", {"low": 10.0, "high": 90.0}),
    )
    return Variation(
        normalise=ways,
        aggregate=((Choice("amean"),), (Choice("gmean"),), (Choice("hmean"),)),
        apart=True,
        weights=WeightDraws(),
        drop=("all",),
        runs=runs,
    )


def job(units: int, runs: int) -> dict[str, float]:
    """One design, in this process."""
    composite = compose(table(units), model(), Recipe(normalise=Choice("minmax", {"low": 1.0}), coverage=0.0))
    made = variants(composite, variation(runs))
    choices = made.runs()
    is_small = units == JOBS[0][0]
    clock = time.process_time if is_small else time.perf_counter
    begun = clock()
    outcomes = run(made.design, choices, threads=1 if is_small else os.cpu_count() or 1)
    statistics = rank_statistics(outcomes.places)
    top_probability(outcomes.places)
    if units <= max(1000, JOBS[1][0]):
        rank_probabilities(outcomes.places)
    spent = clock() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    failed = float(sum(outcomes.failed.values()))
    return {"seconds": spent, "memory": peak, "failed": failed, "ranked": float(np.isfinite(statistics.mean).sum())}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--large", action="store_true", help="100,000 units too")
    parser.add_argument("--job", nargs=2, type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.job:
        print(json.dumps(job(*options.job)))
        return
    print(f"{'units x runs':<20}{'seconds':>9}{'bar':>7}{'MB':>8}{'bar':>7}{'failed':>8}{'COINr s':>10}{'times':>8}")
    for units, runs, bar, rate in JOBS if options.large else JOBS[:2]:
        command = [sys.executable, __file__, "--job", str(units), str(runs)]
        found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        peer = f"{rate * runs:>10,.0f}{rate * runs / found['seconds']:>8,.0f}" if rate else ""
        most = MEMORY.get(units, "")
        print(
            f"{f'{units:,} x {runs:,}':<20}{found['seconds']:>9.2f}{bar:>7}{found['memory']:>8.0f}{most:>7}{found['failed']:>8.0f}{peer}"
        )


if __name__ == "__main__":
    main()
