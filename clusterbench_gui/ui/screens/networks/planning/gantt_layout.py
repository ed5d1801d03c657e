"""Where everything of a board stands, in logical pixels: rows of firms, lanes for work at the same time, columns of working days."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from clusterbench_gui.app.planning.boards import Board, JobKey, key_of
from clusterbench_gui.domain.planning import Job

HEAD = 40
"""Height of the line of days."""
LANE = 30
PADDING = 5
NAMES = 168
"""Width of the names of firms."""
_LEAST_DAY, _MOST_DAY = 14, 64
_LEAST_DAYS = 12
_AFTER = 4
"""Working days that are shown after the last work and the due date."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    left: float
    top: float
    width: float
    height: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x < self.left + self.width and self.top <= y < self.top + self.height


@dataclass(frozen=True, slots=True)
class Line:
    """A row: which of the board it is, where it begins and how high it is."""

    row: int
    firm: str
    top: int
    height: int


@dataclass(frozen=True, slots=True)
class Layout:
    """All of it without scrolling; `first` and `last` are the slots between which days are shown."""

    lines: tuple[Line, ...] = ()
    bars: Mapping[JobKey, Box] = field(default_factory=dict)
    first: int = 0
    last: int = 0
    day: float = _LEAST_DAY
    width: int = 0
    height: int = 0

    def x(self, slot: float) -> float:
        """Where a day begins."""
        return NAMES + (slot - self.first) * self.day

    def slot_at(self, x: float) -> int:
        """The day at a place, never before the first of all."""
        return max(int((x - NAMES) // self.day) + self.first, 0)

    def line_at(self, y: float) -> Line | None:
        """The row at a place."""
        return next((one for one in self.lines if one.top <= y < one.top + one.height), None)

    def line_of(self, firm: str) -> Line | None:
        """The row of a firm; None where it is not shown."""
        return next((one for one in self.lines if one.firm == firm), None)

    def bar_at(self, x: float, y: float) -> JobKey | None:
        """The job at a place."""
        return next((key for key, box in self.bars.items() if box.holds(x, y)), None)


def layout_of(board: Board, width: int, *, all_rows: bool) -> Layout:
    """The places of a board in a width; where it is too small for legible days, it is wider."""
    used = {job.firm for job in board.jobs}
    first, last = _days_of(board)
    day = min(max((width - NAMES) / max(last - first, 1), _LEAST_DAY), _MOST_DAY)
    lines: list[Line] = []
    bars: dict[JobKey, Box] = {}
    top = HEAD
    for number, row in enumerate(board.rows):
        if row.firm not in used and not all_rows:
            continue
        lanes = _lanes([job for job in board.jobs if job.firm == row.firm])
        height = LANE * max(len(lanes), 1) + 2 * PADDING
        lines.append(Line(number, row.firm, top, height))
        for lane, jobs in enumerate(lanes):
            for job in jobs:
                left = NAMES + (job.start - first) * day
                box = Box(left, top + PADDING + lane * LANE + 2, (job.end - job.start) * day, LANE - 4)
                bars[key_of(job)] = box
        top += height
    return Layout(tuple(lines), bars, first, last, day, round(NAMES + (last - first) * day), top)


def _days_of(board: Board) -> tuple[int, int]:
    start = min((job.start for job in board.jobs), default=0)
    end = max((job.end for job in board.jobs), default=0)
    if board.due is not None:
        end = max(end, sum(day <= board.due for day in board.days))
    first = max(start - 1, 0)
    return first, min(max(end + _AFTER, first + _LEAST_DAYS), len(board.days))


def _lanes(jobs: list[Job]) -> list[list[Job]]:
    """Work that overlaps, side by side; as few lanes as there are jobs at once."""
    lanes: list[list[Job]] = []
    for job in sorted(jobs, key=lambda one: (one.start, one.end)):
        free = next((lane for lane in lanes if lane[-1].end <= job.start), None)
        if free is None:
            lanes.append([job])
        else:
            free.append(job)
    return lanes
