"""Groups of units that cannot be told apart: places that differ only by chance or by method share a letter."""

import numpy as np

from clusterbench_gui.domain.findings import CERTAIN
from clusterbench_gui.scoring.arrays import Floats


def letters(beats: Floats, order: Floats, certain: float = CERTAIN) -> tuple[str, ...]:
    """A letter or several for each unit; two units are told apart exactly if they share none. A is the best group.

    `beats[i, j]`: the share of the runs in which i is ahead of j (ties count half); `order`: mean places. Units are sorted by `order`; a group
    is a longest run of neighbours of whom no two are told apart; where somebody between two equals differs from one of them, the pair
    makes a group of its own.

    Source: H.-P. Piepho, An algorithm for a letter-based representation of all-pairwise comparisons (2004).

    Unlike COINr, which prints ranks as if all of them were certain.
    """
    apart = np.maximum(beats, beats.T) >= certain
    rows = [row for row in np.argsort(order, kind="stable").tolist() if not np.isnan(order[row])]
    found: list[frozenset[int]] = []
    for start, row in enumerate(rows):
        group = [row]
        for other in rows[start + 1 :]:
            if not apart[other, group].any():
                group.append(other)
        found.append(frozenset(group))
    found += [frozenset({one, other}) for one, other in _uncovered(rows, found, apart)]
    groups = [one for one in found if not any(one < other for other in found)]
    groups = list(dict.fromkeys(groups))
    groups.sort(key=lambda group: sorted(rows.index(row) for row in group))
    return tuple(
        "".join(_letter(number) for number, group in enumerate(groups) if row in group) for row in range(len(order))
    )


def _uncovered(
    rows: list[int], found: list[frozenset[int]], apart: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
) -> list[tuple[int, int]]:
    """Pairs that are not told apart and share no group yet."""
    return [
        (one, other)
        for place, one in enumerate(rows)
        for other in rows[place + 1 :]
        if not apart[one, other] and not any(one in group and other in group for group in found)
    ]


def _letter(number: int) -> str:
    """A to Z, then A2 to Z2 and so on."""
    turn, place = divmod(number, 26)
    return chr(ord("A") + place) + (str(turn + 1) if turn else "")
