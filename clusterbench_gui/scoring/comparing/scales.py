"""One scale for several editions."""

from collections.abc import Mapping, Sequence

import numpy as np

from clusterbench_gui.domain.editions import Model
from clusterbench_gui.scoring.arrays import Floats, present

WAYS = ("base", "pooled", "each")
"""Bounds of the base edition, of all editions together, of each edition itself."""

Bounds = tuple[float, float]


def mapped(model: Model, previous: Model) -> Mapping[str, str]:
    """Indicators that are the same thing in both editions: code now by code then (`Node.previous`), in the order of the model."""
    then = {node.code for node in previous.at(1)}
    return {node.code: node.previous for node in model.at(1) if node.previous in then}


def panel(units: Sequence[str], previous: Sequence[str]) -> tuple[str, ...]:
    """The units of both editions, in the order of the newer one."""
    before = set(previous)
    return tuple(unit for unit in units if unit in before)


def bounds(editions: Sequence[Floats], way: str, base: int = 0) -> tuple[tuple[Bounds | None, ...], ...]:
    """Goalposts for each edition and indicator (columns are the same in all): least and greatest value that the way looks at.

    "base": those of edition `base`, for all; "pooled": of all together; "each": of the edition itself. None where no values are or they do not differ.

    Source: `Normalise(global = TRUE)` of COINr is "pooled", FALSE is "each"; the Human Development Report fixes goalposts, as "base" does.
    """
    pooled = np.concatenate(list(editions))
    looked_at = {"base": [editions[base]] * len(editions), "pooled": [pooled] * len(editions), "each": list(editions)}[
        way
    ]
    return tuple(tuple(_bounds(column) for column in values.T) for values in looked_at)


def _bounds(column: Floats) -> Bounds | None:
    there = present(column)
    return (float(there[0]), float(there[-1])) if len(there) and there[0] < there[-1] else None
