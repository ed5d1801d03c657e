"""All clusters at one node: benchmark, median, quartiles, range.

The benchmark is the mean of the k best; fewer than k values make no benchmark, because a mean of fewer would be another
figure under the same name. Quartiles are of Hyndman and Fan's type 7 (R's default, QUARTILE.INC of spreadsheets): linear
between the order statistics around (n - 1)p; from four values up, since below that a quartile is an extreme by another name.
"""

import numpy as np

from clusterbench_gui.domain.editions import Direction
from clusterbench_gui.domain.scores import Summary
from clusterbench_gui.scoring.arrays import Floats, grown, present, shrunk
from clusterbench_gui.scoring.normalising.unitarise import Scale, distance_to

QUARTILES_FROM = 4


def mean_of_best(values: Floats, best: int) -> float | None:
    """Mean of the `best` highest values; None where there are fewer."""
    there = present(values)
    return _mean(there[-best:]) if len(there) >= best else None


def quantile(values: Floats, share: float) -> float | None:
    """Type 7 quantile of the values that are there; None where there is none."""
    there, exponent = shrunk(present(values))
    if not len(there):
        return None
    position = (len(there) - 1) * share
    below = int(position)
    above = min(below + 1, len(there) - 1)
    part = position - below
    return grown(float(there[below] * (1 - part) + there[above] * part), exponent)


def summary(scores: Floats, best: int) -> Summary:
    """Figures of the scores of one node. `best` is k of the benchmark."""
    there = present(scores)
    quartiles = len(there) >= QUARTILES_FROM
    return Summary(
        count=len(there),
        benchmark=mean_of_best(there, best),
        median=quantile(there, 0.5),
        lower=quantile(there, 0.25) if quartiles else None,
        upper=quantile(there, 0.75) if quartiles else None,
        minimum=float(there[0]) if len(there) else None,
        maximum=float(there[-1]) if len(there) else None,
    )


def raw_benchmark(values: Floats, scale: Scale, best: int) -> float | None:
    """Mean of the k best raw values in the sense of the direction: highest, lowest, or nearest to the optimum.

    Of two values equally near to an optimum the smaller counts first, so that the order of clusters does not matter.
    """
    there = present(values)
    if len(there) < best:
        return None
    if scale.direction is Direction.DESTIMULANT:
        return _mean(there[:best])
    if scale.direction is Direction.NOMINANT and scale.nominal is not None:
        small, _ = shrunk(np.concatenate([there, scale.nominal]))
        near = distance_to(small[:-2], (float(small[-2]), float(small[-1])))
        return _mean(np.sort(there[np.argsort(near, kind="stable")[:best]]))
    return _mean(there[-best:])


def _mean(values: Floats) -> float:
    small, exponent = shrunk(values)
    return grown(sum(small.tolist()) / len(small), exponent)
