"""Gaps filled by one figure: of the indicator, of its group of units, of the unit's own other indicators, of its neighbours."""

from collections.abc import Callable, Sequence

import numpy as np

from clusterbench_gui.scoring.arrays import NAN, Floats, present

Figure = Callable[[Floats], float]


def mean(values: Floats) -> float:
    """Of what is there, the same whatever the order; NaN for nothing."""
    there = present(values)
    return float(there.mean()) if len(there) else NAN


def median(values: Floats) -> float:
    """Of what is there; NaN for nothing."""
    there = present(values)
    return float(np.median(there)) if len(there) else NAN


def by_column(values: Floats, figure: Figure) -> Floats:
    """Each gap gets the figure of its indicator.

    Formula: the mean or the median of the values that are there.

    Source: OECD/JRC Handbook (2008), unconditional mean imputation; `i_mean`, `i_median` of COINr.
    """
    return np.where(np.isnan(values), [figure(column) for column in values.T], values)


def by_group(values: Floats, groups: Sequence[str], figure: Figure) -> Floats:
    """Each gap gets the figure of its indicator among the units of the same group; a group without any value keeps its gaps.

    Source: `i_mean_grp`, `i_median_grp` of COINr.

    Unlike COINr up to 1.1.2 (issue 40), values that are there are never changed.
    """
    filled = values.copy()
    labels = np.array(groups)
    for label in dict.fromkeys(groups):
        rows = labels == label
        filled[rows] = by_column(values[rows], figure)
    return filled


def by_row(values: Floats, signs: Floats, families: Sequence[Sequence[int]], figure: Figure) -> Floats:
    """Each gap gets the figure of the unit's other indicators of the same family, on the scale of the indicator.

    Formula: columns (times their `signs`, -1 where less is better) are brought to 0..1 by minimum and maximum, a gap becomes mean or median of the row within
    its family, and is brought back. A row without any value in a family, and a column without a spread, keep their gaps.

    Source: `Impute(impute_by = "row")` of COINr with a framework level.
    """
    turned = values * signs
    low = np.array([float(present(column)[0]) if len(present(column)) else 0.0 for column in turned.T])
    spread = np.array([float(np.ptp(present(column))) if len(present(column)) else 0.0 for column in turned.T])
    shares = np.divide(turned - low, spread, out=np.full(values.shape, NAN), where=spread > 0)
    filled = values.copy()
    for family in families:
        columns = np.array(family, dtype=np.int64)
        own = np.array([figure(row) for row in shares[:, columns]])
        made = (own[:, None] * spread[columns] + low[columns]) * signs[columns]
        gaps = np.isnan(values[:, columns]) & (spread[columns] > 0)
        filled[:, columns] = np.where(gaps, made, values[:, columns])
    return filled


def by_neighbours(values: Floats, neighbours: int = 5) -> Floats:
    """Each gap gets the mean of the nearest units that have the value.

    Formula: columns are standardised; the distance of two units is the mean squared difference over the indicators that both have;
    of units equally near, all count. The mean of the `neighbours` nearest (and of those as near as the last of them).

    Source: O. Troyanskaya et al., Missing value estimation methods for DNA microarrays (2001).

    Unlike COINr, which has none built in.
    """
    spread = np.array([np.std(present(column)) if len(present(column)) else 0.0 for column in values.T])
    centre = np.array([mean(column) for column in values.T])
    scaled = np.divide(values - centre, spread, out=np.zeros_like(values), where=spread > 0)
    there = ~np.isnan(values)
    scaled = np.where(there, scaled, 0.0)
    filled = values.copy()
    for row in np.flatnonzero(~there.all(axis=1)):
        shared = there & there[row]
        count = shared.sum(axis=1)
        away = np.where(shared, scaled - scaled[row], 0.0)
        distance = np.divide((away**2).sum(axis=1), count, out=np.full(len(values), np.inf), where=count > 0)
        for column in np.flatnonzero(~there[row]):
            givers = there[:, column] & np.isfinite(distance)
            if givers.any():
                order = np.sort(distance[givers])
                reach = order[min(neighbours, len(order)) - 1] * (1 + 1e-12)
                filled[row, column] = mean(values[givers & (distance <= reach), column])
    return filled
