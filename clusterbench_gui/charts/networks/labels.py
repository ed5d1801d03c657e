"""Names at marks so that none lies over another name or mark; farther from its mark, a thin line leads to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from clusterbench_gui.charts.style import Box, Sheet, width_of
from clusterbench_gui.support.theme import TEXT_SMALL

_MARK = 6.0
"""Half the room that a mark takes."""

_LEADING = 1.25
_RINGS = (8.0, 16.0, 28.0, 42.0, 60.0, 80.0)
_SIDES = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1), (2, -1), (2, 1), (-2, -1), (-2, 1))
_NEAR = 1
"""Rings within which a name needs no line."""

_POINTS = 12
"""Of a line that leads to a name."""

_FARTHER = 1.5
"""Points covered that are worth standing a ring nearer."""


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of words for a mark at a place."""

    at: tuple[float, float]
    lines: tuple[str, ...]
    color: str
    bold: bool = True

    @property
    def width(self) -> float:
        """Of the widest line."""
        return max(width_of(line, TEXT_SMALL, bold=self.bold) for line in self.lines)

    @property
    def height(self) -> float:
        """Of all lines."""
        return len(self.lines) * TEXT_SMALL * _LEADING


@dataclass(frozen=True, slots=True)
class Placed:
    """A label with its place; `led`: a line leads to its mark."""

    label: Label
    box: Box
    led: bool


def placed(
    room: Box, labels: Sequence[Label], avoided: Sequence[tuple[float, float]] = ()
) -> tuple[list[Placed], list[Label]]:
    """The labels with their places in a room, and those for which there is none; as few of the `avoided` points under them as can be."""
    points = np.array(avoided, dtype=np.float64).reshape(-1, 2)
    taken = [Box(x - _MARK, y - _MARK, x + _MARK, y + _MARK) for x, y in (one.at for one in labels)]
    found: list[Placed] = []
    left = []
    for label in sorted(labels, key=lambda one: _crowd(one, labels)):
        near = Box(label.at[0] - _MARK, label.at[1] - _MARK, label.at[0] + _MARK, label.at[1] + _MARK)
        others = [box for box in taken if box != near]
        fits = [one for one in _boxes(label, room) if _free(label, one, near, others)]
        if not fits:
            left.append(label)
        else:
            box, ring = min(fits, key=lambda one: _covered(one[0], points) + one[1] * _FARTHER)
            taken.append(box)
            found.append(Placed(label, box, ring >= _NEAR))
            if ring >= _NEAR:
                points = np.concatenate((points, _leader(label, box)))
    return found, [one for one in labels if one in left]


def _free(label: Label, place: tuple[Box, int], near: Box, others: Sequence[Box]) -> bool:
    """Whether a label has a place for itself, and a line that leads to it runs over no other."""
    box, ring = place
    if box.touches(near) or any(box.touches(other) for other in others):
        return False
    leader = _leader(label, box) if ring >= _NEAR else np.empty((0, 2))
    return not any(_covered(other, leader) for other in others if len(leader))


def _end(label: Label, box: Box) -> tuple[float, float]:
    """Where a line from the mark reaches the words."""
    x, y = label.at
    return min(max(x, box.left), box.right), min(max(y, box.top), box.bottom)


def _leader(label: Label, box: Box) -> npt.NDArray[np.float64]:
    """Points on the line from the mark to the words."""
    return np.linspace(label.at, _end(label, box), _POINTS)


def _covered(box: Box, points: npt.NDArray[np.float64]) -> int:
    """How many points lie under a box."""
    inside = (points > (box.left - 1, box.top - 1)) & (points < (box.right + 1, box.bottom + 1))
    return int(inside.all(axis=1).sum())


def _crowd(label: Label, labels: Sequence[Label]) -> float:
    """How far the nearest mark is: those with little room around them choose first."""
    x, y = label.at
    return min((abs(one.at[0] - x) + abs(one.at[1] - y) for one in labels if one is not label), default=0.0)


def _boxes(label: Label, room: Box) -> Iterator[tuple[Box, int]]:
    """Where a label may stand, the nearest first, with the number of the ring."""
    (x, y), width, height = label.at, label.width, label.height
    for ring, away in enumerate(_RINGS):
        for across, down in _SIDES:
            sign = (across > 0) - (across < 0)
            middle_x = x + across * away + sign * width / 2
            middle_y = y + down * (away + height / 2 * (not across)) + (down * height / 2 if across else 0)
            box = Box(middle_x - width / 2, middle_y - height / 2, middle_x + width / 2, middle_y + height / 2)
            if room.left <= box.left and box.right <= room.right and room.top <= box.top and box.bottom <= room.bottom:
                yield box, ring


def write_label(sheet: Sheet, one: Placed) -> None:
    """The words, and the line where one leads to the mark."""
    label, box = one.label, one.box
    x, y = label.at
    if one.led:
        sheet.line(((x, y), _end(label, box)), label.color, 0.6, over=1.9)
    align = "left" if box.left > x else "right" if box.right < x else "center"
    for number, line in enumerate(label.lines):
        at = {"left": box.left, "right": box.right, "center": box.middle[0]}[align]
        middle = box.top + (number + 0.5) * TEXT_SMALL * _LEADING
        sheet.text(at, middle, line, size=TEXT_SMALL, color=label.color, bold=label.bold, align=align, middle=True)  # type: ignore[arg-type]  # one of the three
