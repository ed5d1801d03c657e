"""A way from one score to another in steps that join on: what waterfall and split of a change are drawn with."""

from collections.abc import Sequence
from dataclasses import dataclass

from clusterbench_gui.charts import words
from clusterbench_gui.charts.scale import Axis, decimals
from clusterbench_gui.charts.style import Box, Sheet, shorten, spread, width_of
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.theme import SPACE, TEXT_BODY, TEXT_SMALL

LEAST_PITCH = 14.0

_MOST_PITCH = 26.0
_NAMES_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Step:
    """One part of the way, in points. `code` is that of a node, "" for several together and for what is no node."""

    label: str
    points: float
    code: str = ""


@dataclass(frozen=True, slots=True)
class End:
    """Where the way begins or ends: its words, its score, its colour."""

    words: str
    score: float
    color: str


def room_for(sheet: Sheet) -> int:
    """How many steps the body of a sheet holds legibly."""
    return max(int((sheet.body.height - _heads()) // LEAST_PITCH), 1)


def draw_steps(sheet: Sheet, study: ScoredStudy, start: End, steps: Sequence[Step], end: End) -> None:
    """Bars from the start above to the end below, each beginning where the one before ended.

    Gains are solid, losses are hatched; the value at the right has its sign. No bar stands on an axis, so that the axis may
    begin where the way does.
    """
    body = sheet.body
    values = [words.change(study, step.points, sheet.texts) for step in steps]
    size = float(TEXT_BODY)
    room = min(max(width_of(step.label, size) for step in steps), body.width * _NAMES_SHARE)
    column = max(width_of(value, size, bold=True) for value in values)
    pitch = min((body.height - _heads()) / len(steps), _MOST_PITCH)
    size = min(size, pitch * 0.75)
    of_names = size if max(width_of(step.label, size) for step in steps) <= room else min(size, TEXT_SMALL)
    top = body.top + TEXT_SMALL * 1.8
    axis = _axis(start, steps, body.left + room + SPACE[2], body.right - column - SPACE[3])
    plot = Box(axis.start, top, axis.end, top + pitch * len(steps))
    _grid(sheet, axis, plot)
    _end(sheet, axis, start, plot, plot.top - TEXT_SMALL * 0.7)
    at = start.score
    for row, (step, value) in enumerate(zip(steps, values, strict=True)):
        box = Box(body.left, plot.top + row * pitch, body.right, plot.top + (row + 1) * pitch)
        middle = box.middle[1]
        sheet.text(body.left, middle, shorten(step.label, of_names, room), size=of_names, middle=True)
        sheet.text(body.right, middle, value, size=size, bold=True, align="right", middle=True)
        _bar(sheet, axis, step, at, box)
        at += step.points
    _end(sheet, axis, end, plot, plot.bottom + TEXT_SMALL * 2.7)


def gathered(parts: Sequence[Step], most: int, rest: str) -> list[Step]:
    """Losses before gains, the clearest of each outside; beyond `most` the small ones go together as `rest`, in the middle."""
    ordered = sorted(parts, key=lambda step: (-abs(step.points), step.code))
    kept, small = (ordered, []) if len(ordered) <= most else (ordered[: most - 1], ordered[most - 1 :])
    losses = [step for step in kept if step.points < 0]
    gains = [step for step in kept if step.points >= 0][::-1]
    together = [Step(rest, sum(step.points for step in small))] if small else []
    return [*losses, *together, *gains]


def _heads() -> float:
    """Height that the words above and below the bars take."""
    return TEXT_SMALL * 1.8 + TEXT_SMALL * 3.4


def _axis(start: End, steps: Sequence[Step], left: float, right: float) -> Axis:
    """From the least to the greatest score on the way, with a little room to both sides."""
    at, low, high = start.score, start.score, start.score
    for step in steps:
        at += step.points
        low, high = min(low, at), max(high, at)
    around = (high - low) * 0.06 or abs(low) * 0.01 or 1.0
    return Axis(low - around, high + around, left, right)


def _grid(sheet: Sheet, axis: Axis, plot: Box) -> None:
    ticks = axis.ticks(4)
    sheet.lines([((axis.at(tick), plot.top), (axis.at(tick), plot.bottom)) for tick in ticks], sheet.theme.line)
    for tick in ticks:
        value = sheet.texts.number(tick, decimals(ticks))
        mark = sheet.text(
            axis.at(tick),
            plot.bottom + TEXT_SMALL * 1.2,
            value,
            size=TEXT_SMALL,
            color=sheet.theme.muted,
            align="center",
        )
        mark.set_gid("tick")


def _end(sheet: Sheet, axis: Axis, end: End, plot: Box, baseline: float) -> None:
    """A line through the plot and its words, above or below it."""
    x = axis.at(end.score)
    line = shorten(end.words, TEXT_SMALL, sheet.body.width, bold=True)
    (middle,) = spread([x], [width_of(line, TEXT_SMALL, bold=True)], sheet.body.left, sheet.body.right)
    sheet.line(((x, plot.top - 2), (x, plot.bottom + 2)), end.color, 1.4, over=1.2).set_gid("end")
    sheet.text(middle, baseline, line, size=TEXT_SMALL, color=end.color, bold=True, align="center")


def _bar(sheet: Sheet, axis: Axis, step: Step, at: float, row: Box) -> None:
    """The step from `at`, and a thin line down to the next row from where it ends."""
    theme, half = sheet.theme, min(row.height * 0.32, 7)
    middle, after = row.middle[1], axis.at(at + step.points)
    left, right = sorted((axis.at(at), after))
    box = Box(left, middle - half, max(right, left + 0.8), middle + half)
    lost = step.points < 0
    color = theme.bad if lost else theme.ok
    bar = sheet.rectangle(box, theme.surface if lost else color)
    bar.set_gid(f"node:{step.code}" if step.code else "step")
    if lost:
        sheet.boxes([box], "none", edge=color, width=1.0, over=2.2)
        sheet.hatch([box], color, steps=4)
    sheet.line(((after, middle + half), (after, middle + half + (row.height - 2 * half))), theme.muted, 0.6)
