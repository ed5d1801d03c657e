"""The house style of charts: the sheet with title, subtitle and source line, Lato by file, texts that are measured.

Lengths are points (1/72 inch) and count from the sheet's top left corner. Nothing reads or changes matplotlib's settings.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.ft2font import LoadFlags
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle
from matplotlib.text import Text

from clusterbench_gui.charts.page import Page
from clusterbench_gui.support.resources import resource
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import (
    FONT_FAMILY,
    SPACE,
    TEXT_BODY,
    TEXT_HEADING,
    TEXT_LARGE,
    TEXT_SMALL,
    TEXT_TABLE,
    Theme,
)

POINTS = 72.0
"""Points in an inch."""

Points = Sequence[tuple[float, float]]

_LEADING = 1.3
"""Line height in sizes: room for the accents of capitals above and for tails below."""

_ASCENT = 1.0
"""From the top of a line to its baseline in sizes; Lato's Ś and Ż reach 0.95."""

_HALF_CAPITAL = 0.36
"""Half the height of a capital in sizes: how far a baseline lies below the middle of a row."""

_ELLIPSIS, _BOX = "…", "□"

_NARROWER = 0.96
_UNBROKEN = re.compile(r"(?<!^\w)(?<!\s\w) ")
"""A space at which a line may end: none does after a single letter or digit, which belongs to what follows."""
_WORDS = 4096
"""Stretches of text whose widths are remembered."""

_SLACK = 1.05
"""Renderers round the advances of small letters to pixels; at 100 dpi digits of 9 points get that much wider."""


@cache
def font(*, bold: bool = False) -> FontProperties:
    """Lato from its file: no search among the fonts of the system."""
    weight = "bold" if bold else "regular"
    path = resource("fonts", f"Lato-{weight.capitalize()}.ttf")
    return FontProperties(family=FONT_FAMILY, weight=weight, fname=str(path))


def printable(text: str) -> str:
    """The text on one line, letters composed with their accents, and an empty box for what Lato lacks."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(letter if _has(letter) else _BOX for letter in composed)


@cache
def _has(character: str) -> bool:
    faces = (get_font(str(font(bold=bold).get_file())) for bold in (False, True))
    return all(face.get_char_index(ord(character)) for face in faces)


@cache
def _advance(character: str, *, bold: bool) -> float:
    """Width of one character in sizes; of the box that is printed in place of it where Lato lacks it."""
    face = get_font(str(font(bold=bold).get_file()))
    glyph = face.load_char(ord(character if _has(character) else _BOX), LoadFlags.NO_SCALE)
    return float(glyph.horiAdvance / face.units_per_EM)


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Width of one line of text, as wide as a renderer of pixels may make it."""
    return size * _SLACK * _breadth(text, bold=bold)


@lru_cache(_WORDS)
def _breadth(text: str, *, bold: bool) -> float:
    """The same in sizes; lines are tried again and again until they are even."""
    return sum(_advance(character, bold=bold) for character in text)


def shorten(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """The text, or as much of its beginning as fits with an ellipsis."""
    if width_of(text, size, bold=bold) <= width:
        return text
    room = width - width_of(_ELLIPSIS, size, bold=bold)
    kept = ""
    for character in text:
        room -= width_of(character, size, bold=bold)
        if room < 0:
            break
        kept += character
    return kept.rstrip(" ,;.-–") + _ELLIPSIS


def wrap(text: str, size: float, width: float, *, bold: bool = False, lines: int = 99) -> list[str]:
    """Lines that fit the width; a word too long for a line is broken, what exceeds `lines` ends in an ellipsis."""
    done: list[str] = []
    line = ""
    for word in _pieces(text, size, width, bold=bold):
        longer = f"{line} {word}" if line else word
        if line and width_of(longer, size, bold=bold) > width:
            done.append(line)
            longer = word
        line = longer
    done.append(line)
    if len(done) <= lines:
        return done
    return [*done[: lines - 1], shorten(" ".join(done[lines - 1 :]), size, width, bold=bold)]


def balanced(text: str, size: float, width: float, *, lines: int) -> list[str]:
    """Lines of a bold heading, as few as fit and then as even as possible, so that no word stands alone."""
    best = wrap(text, size, width, bold=True, lines=lines)
    longest = max(width_of(word, size, bold=True) for word in _UNBROKEN.split(text))
    while len(best) > 1 and width * _NARROWER > longest:
        width *= _NARROWER
        narrower = wrap(text, size, width, bold=True)
        if len(narrower) > len(best):
            break
        best = narrower
    return best


def _pieces(text: str, size: float, width: float, *, bold: bool) -> list[str]:
    """Words, each with the single letters or digits before it; those that are too long cut to parts that fit."""
    pieces: list[str] = []
    bound = _UNBROKEN.split(text)
    for word in bound if all(width_of(one, size, bold=bold) <= width for one in bound) else text.split(" "):
        part = ""
        for character in word:
            if part and width_of(part + character, size, bold=bold) > width:
                pieces.append(part)
                part = ""
            part += character
        pieces.append(part)
    return pieces


def height_of(lines: int, size: float) -> float:
    """Height of a block of lines."""
    return lines * size * _LEADING


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the sheet; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """The point in the middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def corners(self) -> list[tuple[float, float]]:
        """Its four corners in turn."""
        return [(self.left, self.top), (self.right, self.top), (self.right, self.bottom), (self.left, self.bottom)]

    def touches(self, other: "Box") -> bool:
        """Share more than an edge."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


class Places(Artist):
    """Places without a look that answer the pointer: an artist for each of thousands of cells would take seconds."""

    def __init__(self) -> None:
        """None yet."""
        super().__init__()
        self.found: list[tuple[str, Box]] = []


class Sheet:
    """A figure with one pair of axes over all of it, in points from the top left, and the means to draw on it.

    A sheet is laid out for its size; at another size draw the chart anew.
    """

    def __init__(self, theme: Theme, texts: Texts, size: tuple[float, float]) -> None:
        """An empty sheet of `size` in inches."""
        self.theme, self.texts = theme, texts
        self.width, self.height = size[0] * POINTS, size[1] * POINTS
        self.figure = Page(figsize=size, dpi=100, facecolor=theme.surface)
        self.figure.set_layout_engine("none")
        self.axes: Axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        self.axes.set_xlim(0, self.width)
        self.axes.set_ylim(self.height, 0)
        self.axes.set_autoscale_on(False)
        self._places = Places()
        self.axes.add_artist(self._places)
        margin = 0.0 if theme.paper else float(SPACE[3] if self.height >= 3 * POINTS else SPACE[1])
        self.body = Box(margin, margin, self.width - margin, self.height - margin)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = TEXT_TABLE,
        color: str = "",
        bold: bool = False,
        align: Literal["left", "center", "right"] = "left",
        middle: bool = False,
        upwards: bool = False,
    ) -> Text:
        """One line of text, never read as a formula. `upwards` turns it a quarter to the left.

        `y` is the baseline, or with `middle` the middle of the capitals, so that the labels of a row stand on one line.
        """
        shift = _HALF_CAPITAL * size if middle else 0.0
        return self.axes.text(
            x + (shift if upwards else 0.0),
            y + (0.0 if upwards else shift),
            printable(words),
            fontproperties=font(bold=bold),
            fontsize=size,
            color=color or self.theme.ink,
            ha=align,
            va="baseline",
            rotation=90 if upwards else 0,
            rotation_mode="anchor",
            parse_math=False,
            clip_on=False,
            zorder=5,
        )

    def block(
        self,
        x: float,
        top: float,
        lines: Sequence[str],
        *,
        size: float,
        color: str = "",
        bold: bool = False,
        align: Literal["left", "center", "right"] = "left",
    ) -> float:
        """Lines below each other; gives the y below the last."""
        for number, line in enumerate(lines):
            baseline = top + (number * _LEADING + _ASCENT) * size
            self.text(x, baseline, line, size=size, color=color, bold=bold, align=align)
        return top + height_of(len(lines), size)

    def line(self, points: Points, color: str, width: float = 1.0, *, dashed: bool = False, over: float = 2) -> Line2D:
        """An open line through the points."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        line = Line2D(xs, ys, color=color, linewidth=width, linestyle="-", marker="", zorder=over)
        if dashed:
            line.set_dashes((3.5, 2.5))
        line.set_dash_capstyle("butt")
        line.set_solid_capstyle("butt")
        line.set_solid_joinstyle("round")
        self.axes.add_line(line)
        return line

    def lines(self, segments: Sequence[Points], color: str, width: float = 0.6, *, over: float = 1) -> None:
        """Many segments of one look, such as a grid."""
        self.axes.add_collection(
            LineCollection([list(points) for points in segments], colors=color, linewidths=width, zorder=over),
            autolim=False,
        )

    def markers(self, points: Points, color: str, size: float, *, shape: str = "o", over: float = 3) -> Line2D:
        """Marks of one look, with a thin edge of the background so that neighbours stay apart. `size`: diameter."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        marks = Line2D(xs, ys, linestyle="none", marker=shape, markersize=size, color=color, zorder=over)
        marks.set_markeredgecolor(self.theme.surface)
        marks.set_markeredgewidth(0.6)
        self.axes.add_line(marks)
        return marks

    def rectangle(self, box: Box, color: str, *, over: float = 2) -> Rectangle:
        """A filled rectangle without an edge."""
        patch = Rectangle((box.left, box.top), box.width, box.height, facecolor=color, edgecolor="none", zorder=over)
        self.axes.add_artist(
            patch
        )  # `add_patch` would measure it for limits that are fixed: longer than drawing it takes
        return patch

    def area(self, points: Points, color: str, opacity: float, *, over: float = 1.5) -> Polygon:
        """A filled outline, see-through."""
        patch = Polygon(list(points), closed=True, facecolor=color, edgecolor="none", alpha=opacity, zorder=over)
        self.axes.add_patch(patch)
        return patch

    def boxes(self, boxes: Sequence[Box], color: str, *, edge: str = "", width: float = 0.6, over: float = 2) -> None:
        """Many rectangles of one look, without an edge or with one."""
        self.axes.add_collection(
            PolyCollection(
                [box.corners() for box in boxes],
                facecolors=color,
                edgecolors=edge or "none",
                linewidths=width if edge else 0.0,
                zorder=over,
            ),
            autolim=False,
        )

    def hatch(
        self, boxes: Sequence[Box], color: str, *, steps: float = 5.0, rising: bool = True, over: float = 2.1
    ) -> None:
        """Slanted lines in the rectangles, `steps` points apart: a pattern that no renderer makes coarser."""
        self.lines([line for box in boxes for line in slanted(box, steps, rising=rising)], color, 0.8, over=over)

    def region(self, box: Box, gid: str) -> None:
        """A place without a look of its own that answers the pointer as `gid`; of those that overlap the first does."""
        self._places.found.append((gid, box))

    def frame(self, title: str, subtitle: str, source: str) -> None:
        """Write title, subtitle and source line and take their room from the body."""
        self.figure.headline, self.figure.subtitle, self.figure.source = title, subtitle, source
        before = len(self.axes.texts)
        body, roomy = self.body, self.width >= 6 * POINTS and self.height >= 3 * POINTS
        size = TEXT_BODY if self.theme.paper else TEXT_HEADING if roomy else TEXT_LARGE
        top = self.block(body.left, body.top, balanced(title, size, body.width, lines=3), size=size, bold=True)
        lines = wrap(subtitle, TEXT_TABLE, body.width, lines=2) if subtitle else []
        top = self.block(body.left, top + 1, lines, size=TEXT_TABLE, color=self.theme.muted)
        foot = wrap(source, TEXT_SMALL, body.width, lines=3)
        bottom = body.bottom - height_of(len(foot), TEXT_SMALL)
        self.block(body.left, bottom, foot, size=TEXT_SMALL, color=self.theme.muted)
        self.figure.framing = list(self.axes.texts)[before:]
        self.body = Box(body.left, top + SPACE[1], body.right, max(bottom - SPACE[1], top + SPACE[2]))
        self.figure.above, self.figure.below = self.body.top, self.height - self.body.bottom
        self.figure.side = self.body.left

    def sentence(self, words: str) -> None:
        """Say in the middle of the body why there is nothing to draw."""
        body = self.body
        lines = wrap(words, TEXT_LARGE, body.width * 0.8, lines=4)
        top = body.top + max((body.height - height_of(len(lines), TEXT_LARGE)) / 2, 0)
        self.block((body.left + body.right) / 2, top, lines, size=TEXT_LARGE, color=self.theme.muted, align="center")


def slanted(box: Box, steps: float, *, rising: bool) -> list[list[tuple[float, float]]]:
    """Lines at 45 degrees, `steps` points apart across, cut at the edges of the box."""
    lines = []
    offset = steps / 2 - box.height
    while offset < box.width:
        start, end = max(offset, 0.0), min(offset + box.height, box.width)
        low, high = box.bottom - (start - offset), box.bottom - (end - offset)
        if not rising:
            low, high = box.top + box.bottom - low, box.top + box.bottom - high
        lines.append([(box.left + start, low), (box.left + end, high)])
        offset += steps
    return lines


def spread(middles: Sequence[float], widths: Sequence[float], low: float, high: float, gap: float = 8) -> list[float]:
    """New middles of labels that shall stand on one line between `low` and `high` without touching, moved little.

    Labels keep their order; where the room is too small they run over `high`.
    """
    order = sorted(range(len(middles)), key=lambda index: middles[index])
    placed: dict[int, float] = {}
    edge = high + gap
    for index in reversed(order):
        placed[index] = min(middles[index], edge - gap - widths[index] / 2)
        edge = placed[index] - widths[index] / 2
    edge = low - gap
    for index in order:
        placed[index] = max(placed[index], edge + gap + widths[index] / 2)
        edge = placed[index] + widths[index] / 2
    return [placed[index] for index in range(len(middles))]
