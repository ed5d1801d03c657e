"""Candidates for "model cluster": best functioning and most promising, with how surely."""

from dataclasses import dataclass

import numpy as np

from clusterbench_gui.scoring.arrays import Floats


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit (its row) above the median of both axes. `leading` and `both`: shares of the runs in which it is in the top quarter of both, and above both medians."""

    unit: int
    functioning: float
    promise: float
    leading: float
    both: float


def candidates(
    functioning: Floats, promise: Floats, runs: tuple[Floats, Floats] | None = None
) -> tuple[Candidate, ...]:
    """Units above the median of both axes, the surest first.

    `functioning`, `promise`: scores per unit, NaN for none. `runs`: the same axes over replications (runs x units); without them the
    probabilities are of the one result.

    Source: PARP, Benchmarking klastrów w Polsce – edycja 2012: the model clusters are the best functioning and the most promising ones.
    """
    across, up = runs if runs is not None else (functioning[None], promise[None])
    both, leading = _share(across, up, 0.5), _share(across, up, 0.75)
    if not _known(functioning, promise):
        return ()
    inside = (functioning > np.nanmedian(functioning)) & (promise > np.nanmedian(promise))
    found = [
        Candidate(unit, float(functioning[unit]), float(promise[unit]), float(leading[unit]), float(both[unit]))
        for unit in np.flatnonzero(inside).tolist()
    ]
    return tuple(sorted(found, key=lambda one: (-one.leading, -one.both, one.unit)))


def _known(functioning: Floats, promise: Floats) -> bool:
    return not (np.isnan(functioning).all() or np.isnan(promise).all())


def _share(across: Floats, up: Floats, quantile: float) -> Floats:
    """The share of the runs in which a unit is above a quantile on both axes; a run without its score counts against it."""
    counted = np.zeros(across.shape[1])
    for first, second in zip(across, up, strict=True):
        if _known(first, second):
            counted += (first > np.nanquantile(first, quantile)) & (second > np.nanquantile(second, quantile))
    return counted / max(len(across), 1)
