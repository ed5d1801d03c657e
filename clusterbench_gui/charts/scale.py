"""From a score to a place on the sheet, and the marks that every axis of scores shares."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from clusterbench_gui.charts.style import Box, Sheet, spread, width_of
from clusterbench_gui.charts.words import References, benchmark_label, median_label
from clusterbench_gui.domain.editions import Method
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.theme import SPACE, TEXT_SMALL

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Axis:
    """Scores from `low` to `high` between the places `start` and `end`, in points."""

    low: float
    high: float
    start: float
    end: float

    def at(self, score: float) -> float:
        """Where a score stands."""
        return self.start + (score - self.low) / (self.high - self.low) * (self.end - self.start)

    def ticks(self, most: int = 5) -> list[float]:
        """Round values on the axis, at most that many and one."""
        rough = (self.high - self.low) / most
        power = 10.0 ** math.floor(math.log10(rough))
        step = next(power * factor for factor in _STEPS if power * factor >= rough * (1 - 1e-9))
        first = math.ceil(self.low / step - 1e-9)
        last = math.floor(self.high / step + 1e-9)
        return [count * step for count in range(first, last + 1)]


def scores_axis(method: Method, start: float, end: float) -> Axis:
    """The whole scale of the scores, from zero because bars stand on it."""
    return Axis(min(0.0, method.low), max(0.0, method.high), start, end)


def decimals(ticks: Sequence[float]) -> int:
    """Decimals that the marks of an axis need."""
    return next((count for count in range(6) if all(abs(round(tick, count) - tick) < 1e-9 for tick in ticks)), 6)


def draw_scale(sheet: Sheet, axis: Axis, plot: Box) -> None:
    """A light grid over the plot and its values below."""
    ticks = axis.ticks()
    places = [axis.at(tick) for tick in ticks]
    sheet.lines([((x, plot.top), (x, plot.bottom)) for x in places], sheet.theme.line)
    for tick, x in zip(ticks, places, strict=True):
        words = sheet.texts.number(tick, decimals(ticks))
        sheet.text(
            x, plot.bottom + TEXT_SMALL * 1.2, words, size=TEXT_SMALL, color=sheet.theme.muted, align="center"
        ).set_gid("tick")


@dataclass(frozen=True, slots=True)
class Mark:
    """A value that is shown as a line with its word: the median or the benchmark."""

    words: str
    value: float
    color: str
    dashed: bool = False


def draw_marks(
    sheet: Sheet, axis: Axis, plot: Box, marks: Sequence[Mark], *, baseline: float, over: float = 1.2
) -> None:
    """Lines through the plot and their words on one line, side by side where they would touch."""
    widths = [width_of(mark.words, TEXT_SMALL, bold=True) for mark in marks]
    places = [axis.at(mark.value) for mark in marks]
    middles = spread(places, widths, sheet.body.left, sheet.body.right, SPACE[1])
    for mark, x, middle in zip(marks, places, middles, strict=True):
        sheet.line(((x, plot.top), (x, plot.bottom)), mark.color, 1.3, dashed=mark.dashed, over=over)
        sheet.text(middle, baseline, mark.words, size=TEXT_SMALL, color=mark.color, bold=True, align="center")


def reference_marks(sheet: Sheet, study: ScoredStudy, compared: References) -> list[Mark]:
    """Median and benchmark with words and values, in their colours, as far as they exist."""
    marks = []
    if compared.median is not None:
        label = median_label(study, compared, sheet.texts)
        marks.append(Mark(label, compared.median, sheet.theme.median, dashed=True))
    if compared.benchmark is not None:
        label = benchmark_label(study, compared, sheet.texts)
        marks.append(Mark(label, compared.benchmark, sheet.theme.benchmark))
    return marks
