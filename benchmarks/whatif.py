"""What a moved slider costs: one weight changed, the method changed, all of it anew, with new ranks of every node.

Run it as ``python benchmarks/whatif.py``: invented tables of 85 indicators in 18 sub-areas, 5 areas and an index, 3 % missing.
Medians of wall time on one thread; the goals for 50 units are 1 ms for a weight and 20 ms for the method.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np

from clusterbench_gui.domain.editions import Direction, Model, Node
from clusterbench_gui.domain.recipes import Choice, Recipe
from clusterbench_gui.scoring.composite import compose
from clusterbench_gui.scoring.live import recomposed, reweighted
from clusterbench_gui.scoring.table import Table

SIZES = (50, 500, 3000)
INDICATORS, SUB_AREAS, AREAS = 85, 18, 5
SECONDS = 1.5


def model() -> Model:
    """85 indicators, every third of them better when it is less."""
    indicators = [
        Node(f"I{one:02}", {}, 1, f"S{one % SUB_AREAS:02}", direction=Direction(-1 if one % 3 == 0 else 1))
        for one in range(INDICATORS)
    ]
    sub_areas = [Node(f"S{one:02}", {}, 2, f"A{one % AREAS}") for one in range(SUB_AREAS)]
    areas = [Node(f"A{one}", {}, 3, "Index") for one in range(AREAS)]
    return Model((*indicators, *sub_areas, *areas, Node("Index", {}, 4)))


def table(units: int) -> Table:
    """Skewed values, some of them missing."""
    random = np.random.default_rng(2012)
    values = random.lognormal(size=(units, INDICATORS))
    values[random.random(values.shape) < 0.03] = np.nan
    return Table(tuple(f"U{one:05}" for one in range(units)), tuple(f"I{one:02}" for one in range(INDICATORS)), values)


def median(work: Callable[[], object]) -> float:
    """Milliseconds."""
    work()
    times, end = [], time.perf_counter() + SECONDS
    while time.perf_counter() < end or not times:
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return 1000 * statistics.median(times)


def main() -> None:
    plain = Recipe()
    geometric = replace(plain, normalise=Choice("minmax", {"low": 1}), aggregate=(Choice("gmean"),))
    ranked = replace(plain, normalise=Choice("rank"))
    treated = replace(plain, treat=Choice("winsorise"))
    tree = model()
    print(f"{'ms':<36}" + "".join(f"{f'{units:,} units':>14}" for units in SIZES))
    made = {units: compose(table(units), tree, plain) for units in SIZES}
    rows: dict[str, Callable[[int], object]] = {
        "one weight of an indicator": lambda units: reweighted(made[units], "I40", 2.0),
        "one weight of an area": lambda units: reweighted(made[units], "A1", 2.0),
        "geometric means": lambda units: recomposed(made[units], geometric),
        "normalised by ranks": lambda units: recomposed(made[units], ranked),
        "winsorised": lambda units: recomposed(made[units], treated),
        "all of it anew": lambda units: compose(made[units].source, tree, plain),
    }
    for name, work in rows.items():
        print(f"{name:<36}" + "".join(f"{median(partial(work, units)):>14.2f}" for units in SIZES))


if __name__ == "__main__":
    main()
