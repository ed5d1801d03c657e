"""A profile of few nodes: one bar a node with ticks for median and benchmark. Also the key that profiles share."""

from collections.abc import Sequence
from dataclasses import dataclass

from clusterbench_gui.charts.scale import draw_scale, scores_axis
from clusterbench_gui.charts.style import Box, Points, Sheet, height_of, shorten, width_of, wrap
from clusterbench_gui.domain.editions import Method
from clusterbench_gui.support.theme import SPACE, TEXT_BODY, TEXT_SMALL, TEXT_TABLE

_MOST_PITCH = 44.0
_SAMPLE = 28.0
"""Room of a sample before its words."""
_KEY_LEADING = 1.5
_LEAST_PITCH = TEXT_BODY * 1.4
_AXIS = TEXT_SMALL * 1.6
"""Height of the values of the scale."""

_TWO_LINES = 2.4
"""Sizes of small letters: rows as high as that take names of two lines."""

NOTE = TEXT_SMALL * 1.5
"""Height of the line of `note_below`."""


@dataclass(frozen=True, slots=True)
class Spoke:
    """One node of a profile: code, label, the cluster's score, and what it is compared with; None is missing."""

    code: str
    label: str
    score: float | None
    median: float | None
    benchmark: float | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One series in the key: its words and look."""

    words: str
    color: str
    width: float
    dashed: bool = False
    marker: str = ""
    bold: bool = False
    upright: bool = False


def draw_key(sheet: Sheet, entries: Sequence[Entry]) -> None:
    """Samples with their words at the top of the body, which they take their room from.

    The first entry, a name of any length, is shortened so that one line holds all, but never below a third of the line.
    """
    below = below_key(sheet, entries)
    for entry, words, x, middle in _laid_out(sheet, entries):
        _sample(sheet, entry, x, middle)
        sheet.text(x + _SAMPLE, middle, words, size=TEXT_TABLE, color=entry.color, bold=entry.bold, middle=True)
    sheet.body = below


def below_key(sheet: Sheet, entries: Sequence[Entry]) -> Box:
    """What a key leaves of the body."""
    body = sheet.body
    middle = max((middle for *_, middle in _laid_out(sheet, entries)), default=body.top)
    return Box(body.left, middle + TEXT_TABLE * _KEY_LEADING, body.right, body.bottom)


def _laid_out(sheet: Sheet, entries: Sequence[Entry]) -> list[tuple[Entry, str, float, float]]:
    """The entries with as many of their words as fit, and where each begins."""
    body, size, found = sheet.body, TEXT_TABLE, []
    x, middle = body.left, body.top + size * 0.6
    others = sum(_SAMPLE + SPACE[3] + width_of(entry.words, size, bold=entry.bold) for entry in entries[1:])
    for place, entry in enumerate(entries):
        room = body.width - _SAMPLE if place else max(body.width - _SAMPLE - others, body.width / 3)
        words = shorten(entry.words, size, room, bold=entry.bold)
        breadth = _SAMPLE + width_of(words, size, bold=entry.bold)
        if x > body.left and x + breadth > body.right:
            x, middle = body.left, middle + size * _KEY_LEADING
        found.append((entry, words, x, middle))
        x += breadth + SPACE[3]
    return found


def _sample(sheet: Sheet, entry: Entry, x: float, middle: float) -> None:
    """The look of a series: a piece of its line, or upright as the ticks of bars stand."""
    if entry.upright:
        tick(sheet, ((x + 12, middle - 5), (x + 12, middle + 5)), entry.color, entry.marker)
        return
    sheet.line(((x, middle), (x + 24, middle)), entry.color, entry.width, dashed=entry.dashed)
    if entry.marker:
        sheet.markers([(x + 12, middle)], entry.color, 6, shape=entry.marker)


def note_below(sheet: Sheet, words: str) -> None:
    """A line at the foot of the body, which it takes its room from: what is left out."""
    body = sheet.body
    sheet.text(body.left, body.bottom - TEXT_SMALL * 0.3, words, size=TEXT_SMALL, color=sheet.theme.muted)
    sheet.body = Box(body.left, body.top, body.right, body.bottom - NOTE)


def legible_bars(height: float) -> int:
    """How many bars a body of this height holds with a note below them."""
    return max(int((height - _AXIS - NOTE) // _LEAST_PITCH), 1)


def draw_bars(sheet: Sheet, method: Method, spokes: Sequence[Spoke], values: Sequence[str]) -> None:
    """A bar for each spoke with its value at the right; ticks where median and benchmark stand."""
    body, theme, size = sheet.body, sheet.theme, TEXT_BODY
    room = min(max(width_of(spoke.label, size) for spoke in spokes), body.width * 0.36)
    column = max(width_of(value, size, bold=True) for value in values)
    axis = scores_axis(method, body.left + room + SPACE[2], body.right - column - SPACE[2])
    height = body.height - _AXIS
    pitch = min(height / len(spokes), _MOST_PITCH)
    plot = Box(axis.start, body.top, axis.end, body.top + pitch * len(spokes))
    draw_scale(sheet, axis, plot)
    for row, (spoke, value) in enumerate(zip(spokes, values, strict=True)):
        middle, half = plot.top + pitch * (row + 0.5), min(pitch * 0.24, 9)
        lines = wrap(spoke.label, size, room, lines=2 if pitch > size * 2.7 else 1)
        sheet.block(body.left, middle - len(lines) * size * 0.66, lines, size=size)
        color = theme.muted if spoke.score is None else theme.accent
        sheet.text(body.right, middle, value, size=size, color=color, bold=True, align="right", middle=True)
        if spoke.score is not None:
            start, end = sorted((axis.at(0), axis.at(spoke.score)))
            sheet.rectangle(Box(start, middle - half, end, middle + half), theme.accent).set_gid("bar")
        for reference, tone, marker in ((spoke.median, theme.median, ""), (spoke.benchmark, theme.benchmark, "D")):
            if reference is not None:
                x = axis.at(reference)
                tick(sheet, ((x, middle - half - 4), (x, middle + half + 4)), tone, marker)


def write_name(sheet: Sheet, row: Box, name: str, room: float, *, color: str = "", bold: bool = False) -> None:
    """The name of a row at its left: on one line, on two of small letters where the row is high enough, else shortened.

    What is shortened is in small letters too, as more of them fit.
    """
    if width_of(name, TEXT_TABLE, bold=bold) > room and row.height >= TEXT_SMALL * _TWO_LINES:
        lines = wrap(name, TEXT_SMALL, room, bold=bold, lines=2)
        top = row.middle[1] - height_of(len(lines), TEXT_SMALL) / 2
        sheet.block(row.left, top, lines, size=TEXT_SMALL, color=color, bold=bold)
        return
    size = TEXT_TABLE if width_of(name, TEXT_TABLE, bold=bold) <= room else TEXT_SMALL
    shown = shorten(name, size, room, bold=bold)
    sheet.text(row.left, row.middle[1], shown, size=size, color=color, bold=bold, middle=True)


def tick(sheet: Sheet, ends: Points, color: str, marker: str) -> None:
    """A short line across the bar, with a rim of the background so that it shows on the bar too."""
    sheet.line(ends, sheet.theme.surface, 4, over=3)
    sheet.line(ends, color, 2, over=3.1)
    if marker:
        sheet.markers(ends[:1], color, 6, shape=marker, over=3.2)
