"""Many sets of weights around one, for uncertainty analysis."""

import numpy as np
import numpy.typing as npt

from clusterbench_gui.scoring.arrays import Floats

_BLOCK = 4
"""Philox makes four numbers at a time; sets begin at a multiple, so that any of them can be reached at once."""


def noisy(weights: Floats, spread: npt.ArrayLike, count: int, *, seed: int, first: int = 0) -> Floats:
    """Sets of weights number `first` to `first + count - 1`, one a row, each weight moved by up to `spread` of itself.

    w_i (1 + u), u uniform on -spread..spread. Source: COINr's `get_noisy_weights`; with 0.25 as there, weights of 1 become
    0.75 to 1.25. `spread`: one for all, or one per weight (0 keeps a weight). A set depends on `seed` and its number only:
    not on how many are asked for at a time. The sets are not scaled: divide by the sum where shares are wanted.
    """
    blocks = -(-len(weights) // _BLOCK)
    source = np.random.Philox(key=seed)
    source.advance(first * blocks)
    draws = np.random.Generator(source).random((count, blocks * _BLOCK))[:, : len(weights)]
    sets: Floats = weights * (1.0 + np.asarray(spread, dtype=np.float64) * (2.0 * draws - 1.0))
    return sets
