"""One page of a Gantt chart: two columns of words, the working days, bars, transport and delivery."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from matplotlib.collections import PolyCollection

from clusterbench_gui.charts.networks.gantt_rows import Row, shown_days
from clusterbench_gui.charts.networks.timeline import LINE, Timeline
from clusterbench_gui.charts.networks.view import Free, View, gid_of, short_date, span, wrap_name
from clusterbench_gui.charts.scale import Axis, Mark, draw_marks
from clusterbench_gui.charts.style import Box, Points, Sheet, width_of
from clusterbench_gui.charts.tones import tone
from clusterbench_gui.domain.planning import Job, Shipment
from clusterbench_gui.support.theme import SPACE, TEXT_SMALL, TEXT_TABLE

LEAST_PITCH = 8.8
"""Rows are at least that high; what does not fit goes to another page."""

_MOST_PITCH = 26.0
_LEAST_TEXT = 7.5
_COLUMNS = 0.42
"""Of the width, for the words of both columns at most."""

_LEADING = 1.22

_WAY = 2.5
"""Lines of transport run below the bars."""

_WAITS = 3.0
"""Goods that come that many points before the work begins are seen to wait."""

_LONG_DUE = 4
"""More due dates than that are named by their order alone."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page: its rows, where columns and days stand."""

    sheet: Sheet
    view: View
    rows: Sequence[Row]
    columns: tuple[float, float]
    line: Timeline
    plot: Box
    pitch: float

    def middle(self, place: int) -> float:
        """The middle of a row."""
        return self.plot.top + (place + 0.5) * self.pitch

    @property
    def half(self) -> float:
        """Half the height of a bar."""
        return min(self.pitch * 0.33, 7.0)

    @property
    def text(self) -> float:
        """The size of the words of rows."""
        return max(min(float(TEXT_SMALL), self.pitch * 0.8), _LEAST_TEXT)


def most_rows(sheet: Sheet, view: View, every: Sequence[Row]) -> int:
    """How many rows a page holds."""
    _, line = _columns(sheet, view, every)
    return max(int((sheet.body.height - _head(view) - line.header) // LEAST_PITCH), 1)


def _head(view: View) -> float:
    """Height of the words on due dates."""
    return LINE if view.dues else 0.0


def drawing_of(sheet: Sheet, view: View, every: Sequence[Row], rows: Sequence[Row]) -> Drawing:
    """A page of some of all rows."""
    body, (columns, line) = sheet.body, _columns(sheet, view, every)
    top = body.top + _head(view) + line.header
    pitch = min((body.bottom - top) / len(rows), _MOST_PITCH)
    return Drawing(sheet, view, rows, columns, line, Box(line.left, top, line.right, top + pitch * len(rows)), pitch)


def _columns(sheet: Sheet, view: View, every: Sequence[Row]) -> tuple[tuple[float, float], Timeline]:
    """Columns as wide as the words of all pages need, and the days, so that pages look alike."""
    body, texts = sheet.body, sheet.texts
    pairs = [(row.first, row.second) for row in every]
    widest = [max(width_of(words_, TEXT_SMALL) for words_ in column) for column in zip(*pairs, strict=True)]
    first, second = _shared(widest, body.width * _COLUMNS)
    margin = 0.0 if view.only_firm else width_of(short_date(view.variant.finish, texts), TEXT_SMALL, bold=True) + 8
    left = body.left + first + SPACE[1] + second + SPACE[1]
    return (first, second), Timeline(shown_days(view, every), left, body.right - margin)


def _shared(widest: Sequence[float], room: float) -> tuple[float, float]:
    """Widths of both columns: what they need, else halves of the room, where the one that needs less leaves the rest to the other."""
    first, second = widest
    if first + second <= room:
        return first, second
    if first <= room / 2:
        return first, room - first
    return (room - second, second) if second <= room / 2 else (room / 2, room / 2)


def draw_free(drawing: Drawing, free: Free) -> None:
    """Free hours of every row's resource as steps behind its work, as high as the row where they are most."""
    outlines = []
    for place, row in enumerate(drawing.rows):
        hours: Mapping[date, int] = free.get(row.job.resource, {}) if row.job else {}
        most = max((hours.get(day, 0) for day in drawing.line.days), default=0)
        if most:
            unit = (drawing.pitch - 1.5) / most
            bottom = drawing.plot.top + (place + 1) * drawing.pitch - 0.5
            outline = [(drawing.line.left, bottom)]
            for number, day in enumerate(drawing.line.days):
                left, top = drawing.line.left + number * drawing.line.pitch, bottom - hours.get(day, 0) * unit
                outline += [(left, top), (left + drawing.line.pitch, top)]
            outlines.append([*outline, (drawing.line.right, bottom)])
    theme = drawing.sheet.theme
    color = tone(theme, 0.3 if theme.dark else 0.16)
    steps = PolyCollection(outlines, facecolors=color, edgecolors="none", zorder=0.5)
    steps.set_gid("free")
    drawing.sheet.axes.add_collection(steps, autolim=False)


def draw_due(drawing: Drawing) -> None:
    """A dashed line at the end of every due date, with its words above."""
    view, sheet, line = drawing.view, drawing.sheet, drawing.line
    marks = []
    for code, due in view.dues:
        if not line.days[0] <= due <= line.days[-1]:
            continue
        said = sheet.texts.t("due {date}", date=short_date(due, sheet.texts))
        if view.several:
            said = code if len(view.dues) > _LONG_DUE else f"{code} {said}"
        marks.append(Mark(said, line.end(due), sheet.theme.ink, dashed=True))
    if marks:
        axis = Axis(0.0, 1.0, 0.0, 1.0)  # the marks are places already
        baseline = drawing.plot.top - line.header - LINE * 0.2
        draw_marks(sheet, axis, drawing.plot, marks, baseline=baseline, over=1.6)


def write_columns(drawing: Drawing) -> None:
    """The words of both columns, those of the first once for all rows of a group, and lines between groups."""
    sheet, size, (first, _) = drawing.sheet, drawing.text, drawing.columns
    left = sheet.body.left
    starts = [
        place for place, row in enumerate(drawing.rows) if not place or row.group != drawing.rows[place - 1].group
    ]
    grouped = len(starts) < len(drawing.rows)
    for start, end in zip(starts, [*starts[1:], len(drawing.rows)], strict=True):
        row, top = drawing.rows[start], drawing.plot.top + start * drawing.pitch
        if start and grouped:
            sheet.lines([((left, top), (drawing.plot.right, top))], sheet.theme.line)
        room = max(int((end - start) * drawing.pitch / (size * _LEADING)), 1)
        lines = wrap_name(row.first, size, first, room)
        middle = drawing.middle(start)
        if end - start == 1:
            middle -= size * _LEADING * (len(lines) - 1) / 2
        elif len(lines) > end - start or drawing.pitch > size * _LEADING:
            middle = max(top + size * 0.75, middle - size * _LEADING * (len(lines) - 1) / 2)
        for number, words_ in enumerate(lines):
            sheet.text(left, middle + size * _LEADING * number, words_, size=size, middle=True)
    for place, row in enumerate(drawing.rows):
        _write_second(drawing, row.second, left + first + SPACE[1], drawing.middle(place))


def _write_second(drawing: Drawing, said: str, x: float, middle: float) -> None:
    """The words of the second column on one line, else on two of small letters where the row is high enough."""
    sheet, room, size = drawing.sheet, drawing.columns[1], drawing.text
    if width_of(said, size) > room:
        size = _LEAST_TEXT
    lines = wrap_name(said, size, room, 2 if drawing.pitch >= 2 * size * _LEADING else 1)
    middle -= size * _LEADING * (len(lines) - 1) / 2
    for number, line in enumerate(lines):
        sheet.text(x, middle + size * _LEADING * number, line, size=size, color=sheet.theme.muted, middle=True)


def draw_row(drawing: Drawing, place: int, row: Row, focus: str) -> None:
    """The bar of a job with its dates where they fit, or the thin one of a shipment."""
    sheet, line, middle = drawing.sheet, drawing.line, drawing.middle(place)
    theme = sheet.theme
    if row.shipment:
        box = Box(
            line.start(row.shipment.leaves),
            middle - 1.5,
            max(line.end(row.shipment.arrives), line.start(row.shipment.leaves) + 2),
            middle + 1.5,
        )
        sheet.rectangle(box, theme.ink, over=3).set_gid("way")
        return
    if row.job is None:
        return
    job, quiet = row.job, bool(focus) and row.job.firm != focus
    box = Box(
        line.start(job.first),
        middle - drawing.half,
        max(line.end(job.last), line.start(job.first) + 2),
        middle + drawing.half,
    )
    bar = sheet.rectangle(box, tone(theme, 0.55) if quiet else theme.accent, over=3)
    bar.set_gid(gid_of(job))
    if quiet and theme.outlined:
        sheet.boxes([box], "none", edge=theme.line, width=0.8, over=3.05)
    said, size = span(job.first, job.last, sheet.texts), min(drawing.text, drawing.half * 1.7)
    if size >= _LEAST_TEXT - 1 and width_of(said, size) + 6 < box.width:
        sheet.text(
            box.middle[0],
            middle,
            said,
            size=size,
            color=theme.surface if quiet else theme.on_accent,
            align="center",
            middle=True,
        )


def draw_transport(drawing: Drawing) -> None:
    """From the end of a job along its row for the days on the way, then to the row of the next one; diamonds at the customer."""
    rows: dict[tuple[str, str, str], list[tuple[int, Job]]] = {}
    for place, row in enumerate(drawing.rows):
        if row.job:
            rows.setdefault((row.job.order, row.job.operation, row.job.firm), []).append((place, row.job))
    solid: list[Points] = []
    for one in drawing.view.shipments:
        for place, job in rows.get((one.order, one.before, one.sender), ()):
            if one.receiver:
                solid += _draw_way(drawing, one, (place, job), rows.get((one.order, one.after, one.receiver), ()))
            else:
                solid.append(_draw_delivery(drawing, one, place, job))
    drawing.sheet.lines(solid, drawing.sheet.theme.muted, 0.8, over=_WAY)


def _draw_way(
    drawing: Drawing, one: Shipment, sender: tuple[int, Job], receivers: Sequence[tuple[int, Job]]
) -> list[Points]:
    """Days on the way along the row of the sender, down or up to that of the receiver, which are given back; dashed until its work begins."""
    sheet, line, (place, job) = drawing.sheet, drawing.line, sender
    middle, start = drawing.middle(place), line.end(job.last)
    arrive = max(line.end(one.arrives), start)
    found: list[Points] = []
    for target, after in receivers:
        begins, row = line.start(after.first), drawing.middle(target)
        at = max(min(arrive, begins), start)
        waits = begins - at > _WAITS
        x = at if waits else at + min(line.pitch * 0.25, 2.0)
        edge = row if waits else row + (drawing.half if target < place else -drawing.half)
        found.append(((start, middle), (x, middle), (x, edge)))
        if waits:
            sheet.line(((x, row), (begins, row)), sheet.theme.muted, 0.8, dashed=True, over=_WAY)
    return found or [((start, middle), (arrive, middle))]


def _draw_delivery(drawing: Drawing, one: Shipment, place: int, job: Job) -> Points:
    """A diamond with its day; gives the line that leads to it."""
    sheet, line, middle = drawing.sheet, drawing.line, drawing.middle(place)
    x = line.middle(one.arrives)
    sheet.markers([(x, middle)], sheet.theme.ink, min(drawing.pitch * 0.75, 9.0), shape="D", over=3.6)
    said = short_date(one.arrives, sheet.texts)
    sheet.text(x + 7, middle, said, size=min(drawing.text, TEXT_TABLE), bold=True, middle=True)
    return (line.end(job.last), middle), (x, middle)
