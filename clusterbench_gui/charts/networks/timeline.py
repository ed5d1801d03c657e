"""Working days as columns: days off are not shown, weeks are marked by their first day."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from clusterbench_gui.charts.networks.view import short_date
from clusterbench_gui.charts.style import Box, Sheet, width_of
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import TEXT_SMALL

_NUMBERED = 13.0
"""Columns as wide as that have the numbers of their days."""

LINE = TEXT_SMALL * 1.35


@dataclass(frozen=True, slots=True)
class Week:
    """The working days of a week, by the first of them, and where they begin and end."""

    first: date
    last: date
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """Days between two places, in points. A day that has no column stands where the next one begins."""

    days: tuple[date, ...]
    left: float
    right: float

    @property
    def pitch(self) -> float:
        """Width of a day."""
        return (self.right - self.left) / max(len(self.days), 1)

    def start(self, day: date) -> float:
        """The morning of a day."""
        return self.left + bisect_left(self.days, day) * self.pitch

    def end(self, day: date) -> float:
        """The evening of a day."""
        return self.left + bisect_right(self.days, day) * self.pitch

    def middle(self, day: date) -> float:
        """The middle of a day."""
        return (self.start(day) + self.end(day)) / 2

    def weeks(self) -> list[Week]:
        """The weeks in turn."""
        return [Week(one[0], one[-1], self.start(one[0]), self.end(one[-1])) for one in weeks_of(self.days)]

    @property
    def header(self) -> float:
        """Height that `draw_days` takes above the plot."""
        return LINE * (2 if self.pitch >= _NUMBERED else 1)


def weeks_of(days: Sequence[date]) -> list[tuple[date, ...]]:
    """The days of each week."""
    return [tuple(group) for _, group in groupby(days, key=lambda day: day.isocalendar()[:2])]


def draw_days(sheet: Sheet, line: Timeline, plot: Box) -> None:
    """Lines where weeks begin, their first days above, numbers of the days where there is room."""
    theme, texts, weeks = sheet.theme, sheet.texts, line.weeks()
    color = theme.others if theme.outlined else theme.line
    sheet.lines([((week.start, plot.top), (week.start, plot.bottom)) for week in weeks], color)
    numbered = line.pitch >= _NUMBERED
    baseline = plot.top - LINE * (1.3 if numbered else 0.3)
    if numbered:
        for day in line.days:
            number = sheet.text(
                line.middle(day),
                plot.top - LINE * 0.3,
                str(day.day),
                size=TEXT_SMALL,
                color=theme.muted,
                align="center",
            )
            number.set_gid("tick")
    write_weeks(sheet, weeks, baseline, texts)


def write_weeks(sheet: Sheet, weeks: Sequence[Week], baseline: float, texts: Texts) -> None:
    """The first day of every week, or of every second, third and so on where they would touch."""
    edge = -1e9
    for week in weeks:
        said = short_date(week.first, texts)
        breadth = width_of(said, TEXT_SMALL)
        if week.start < edge or week.start + breadth > sheet.body.right:
            continue
        edge = week.start + breadth + 6
        sheet.text(week.start, baseline, said, size=TEXT_SMALL, color=sheet.theme.muted).set_gid("tick")
