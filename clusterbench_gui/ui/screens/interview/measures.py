"""How wide the columns of a grid are and how high its rows."""

from collections.abc import Sequence

from clusterbench_gui.domain.questions import RowState
from clusterbench_gui.ui.screens.interview.headings import Heading

ROW = 38
"""Pixels: a field of one line with its border."""
_NARROW, _WIDE = 84, 132
"""The least that a column of numbers needs, and another one."""
_LONGEST = 180
_ROOMY = 170
"""What a column of numbers gets at most: they stand near each other."""
_LEAST_SIDE, _SIDE_SHARE = 44, 0.38


def side_width(side: Heading, rows: Sequence[RowState], width: int) -> int:
    """The width of the rows' labels: what the longest one needs in one line, or a share of the width."""
    by_length = sorted(range(len(rows)), key=lambda at: len(rows[at].label))
    widest = max((side.width_of(at) for at in {*by_length[-3:], *range(len(rows))[-1:]}), default=0)
    return min(max(widest, _LEAST_SIDE), max(int(width * _SIDE_SHARE), _LEAST_SIDE))


def column_widths(words: Sequence[int], numbers: Sequence[bool], room: int) -> list[int]:
    """Widths of columns from their longest words: what is left of the room goes to texts, and to numbers up to a point.

    Where the room is too small the columns keep what they need, and the grid scrolls.
    """
    least = [
        min(max(word, _NARROW if is_number else _WIDE), _LONGEST)
        for word, is_number in zip(words, numbers, strict=True)
    ]
    left = room - sum(least)
    if left <= 0 or not least:
        return least
    texts = sum(not one for one in numbers)
    share = left // (3 * texts + (len(least) - texts))
    widths = [
        min(one + share, max(one, _ROOMY)) if is_number else one + 3 * share
        for one, is_number in zip(least, numbers, strict=True)
    ]
    last_text = next((at for at in reversed(range(len(widths))) if not numbers[at]), None)
    if last_text is not None:
        widths[last_text] += room - sum(widths)
    return widths
