"""How wide the columns of a grid are and how high its rows."""

from collections.abc import Sequence

from clusterbench_gui.ui.screens.interview.headings import Heading

ROW = 38
"""Pixels: a field of one line with its border."""
_SHORT, _WIDE = 92, 128
"""The least that a column of numbers or dates needs, and another one."""
_LONGEST = 180
_ROOMY = 170
"""What a column of short answers gets at most: they stand near each other."""
_SIDE_SHARE = 0.38


def side_width(side: Heading, names: Sequence[str], width: int, least: int) -> int:
    """The width of the rows' names: what the longest ones need in one line, or a share of the width."""
    by_length = sorted(range(len(names)), key=lambda at: len(names[at]))
    widest = max((side.width_of(at) for at in by_length[-3:]), default=0)
    return max(least, min(widest, int(width * _SIDE_SHARE)))


def column_widths(words: Sequence[int], shorts: Sequence[bool], room: int) -> list[int]:
    """Widths of columns from their longest words: what is left of the room goes to texts, and to short answers up to a point.

    Where the room is too small the columns keep what they need, and the grid scrolls.
    """
    least = [
        min(max(word, _SHORT if is_short else _WIDE), _LONGEST) for word, is_short in zip(words, shorts, strict=True)
    ]
    left = room - sum(least)
    if left <= 0 or not least:
        return least
    texts = sum(not one for one in shorts)
    share = left // (3 * texts + (len(least) - texts))
    widths = [
        min(one + share, max(one, _ROOMY)) if is_short else one + 3 * share
        for one, is_short in zip(least, shorts, strict=True)
    ]
    last_text = next((at for at in reversed(range(len(widths))) if not shorts[at]), None)
    if last_text is not None:
        widths[last_text] += room - sum(widths)
    return widths
