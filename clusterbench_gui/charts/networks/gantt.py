"""Who works when? Work as bars over the working days, by firm or by operation, with transport between and delivery at the end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from matplotlib.figure import Figure

from clusterbench_gui.charts import words
from clusterbench_gui.charts.networks.gantt_rows import By, Row, pages_of, rows_of, shown_days
from clusterbench_gui.charts.networks.timeline import LINE, Timeline, draw_days
from clusterbench_gui.charts.networks.view import (
    Free,
    View,
    delivery,
    gid_of,
    money,
    short_date,
    source,
    span,
    wrap_name,
)
from clusterbench_gui.charts.scale import Axis, Mark, draw_marks
from clusterbench_gui.charts.style import Box, Sheet, shorten, width_of
from clusterbench_gui.charts.tones import tone
from clusterbench_gui.domain.planning import Job, Shipment
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import SPACE, TEXT_SMALL, TEXT_TABLE, Theme

LEAST_PITCH = 9.2
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


def gantt_figure(
    view: View,
    theme: Theme,
    texts: Texts,
    *,
    by: By = By.FIRM,
    free: Free | None = None,
    focus: str = "",
    page: int = 0,
    size: tuple[float, float] = (10, 6.5),
) -> Figure:
    """One page of the chart; how many there are at this size says `gantt_pages`. `size` in inches.

    `free`: the hours of each resource are drawn behind its work, for the cluster itself and, in a work package, for the firm. `focus`: the one firm in accent.
    """
    sheet = Sheet(theme, texts, size)
    rows = rows_of(view, texts, by)
    shown = free if free and (view.inner or view.only_firm) else {}
    sheet.frame(_title(view, texts), _subtitle(view, texts, bool(shown)), source(view, texts))
    if not rows:
        sheet.sentence(texts.t("There is no work in this plan"))
        return sheet.figure
    pages = pages_of(rows, _most_rows(sheet, view, rows))
    if len(pages) > 1:
        said = texts.t("page {page} of {pages}", page=page + 1, pages=len(pages))
        sheet = Sheet(theme, texts, size)
        sheet.frame(_title(view, texts), _subtitle(view, texts, bool(shown)), source(view, texts, said))
    drawing = _drawing(sheet, view, rows, pages[min(page, len(pages) - 1)])
    if shown:
        _draw_free(drawing, shown)
    draw_days(sheet, drawing.line, drawing.plot)
    _draw_due(drawing)
    _write_columns(drawing)
    for place, row in enumerate(drawing.rows):
        _draw_row(drawing, place, row, focus)
    if not view.only_firm:
        _draw_transport(drawing)
    return sheet.figure


def gantt_pages(
    view: View,
    theme: Theme,
    texts: Texts,
    *,
    by: By = By.FIRM,
    free: Free | None = None,
    focus: str = "",
    size: tuple[float, float] = (10, 6.5),
) -> tuple[Figure, ...]:
    """All pages of the chart at a size; one where all rows fit."""
    sheet = Sheet(theme, texts, size)
    sheet.frame(_title(view, texts), _subtitle(view, texts, bool(free)), source(view, texts))
    rows = rows_of(view, texts, by)
    count = len(pages_of(rows, _most_rows(sheet, view, rows)))
    return tuple(
        gantt_figure(view, theme, texts, by=by, free=free, focus=focus, page=page, size=size) for page in range(count)
    )


def describe(view: View, texts: Texts) -> str:
    """The chart in words: when it is delivered, then who does what from when to when."""
    told = []
    for row in rows_of(view, texts, By.OPERATION)[: words.ROWS_IN_WORDS]:
        if row.job:
            told.append(f"{row.first}, {row.second}: {span(row.job.first, row.job.last, texts)}")
        elif row.shipment:
            told.append(f"{row.first}, {row.second}: {span(row.shipment.leaves, row.shipment.arrives, texts)}")
    return words.sentences([_title(view, texts), *told, *_due_words(view, texts)])


def table(view: View, texts: Texts) -> words.Table:
    """Every job with firm, resource and days; hours and cost where the reader may know them."""
    inner = view.prices
    headings = [
        texts.t("Order"),
        texts.t("Operation"),
        texts.t("Firm"),
        texts.t("First day"),
        texts.t("Last day"),
        *([texts.t("Resource"), texts.t("Hours a day"), texts.t("Cost")] if inner else []),
    ]
    rows = [
        (
            job.order,
            view.operation(replace(job), texts),
            view.firm(job.firm, texts),
            texts.date(job.first),
            texts.date(job.last),
            *(
                (view.resource(job.resource), texts.number(job.hours_per_day, 0), money(job.cost, texts))
                if inner
                else ()
            ),
        )
        for job in view.jobs
    ]
    return tuple(headings), tuple(rows)


def _title(view: View, texts: Texts) -> str:
    if not view.only_firm:
        return delivery(view, texts)
    name = view.firm(view.only_firm, texts)
    if not view.jobs:
        return texts.t("{name}: no work in this plan", name=name)
    first, last = min(job.first for job in view.jobs), max(job.last for job in view.jobs)
    return texts.n(
        "{name}: {n} operation, {first} to {last}",
        "{name}: {n} operations, {first} to {last}",
        len(view.jobs),
        name=name,
        first=short_date(first, texts),
        last=texts.date(last),
    )


def _subtitle(view: View, texts: Texts, free: bool) -> str:  # noqa: FBT001 - what is drawn
    if view.only_firm:
        said = texts.t("Thick bars are days of work, thin ones goods on their way")
    else:
        said = texts.t("Bars are days of work, lines are transport, diamonds are deliveries to the customer")
    known = texts.t("grey: free hours of the resource, the more the higher") if free else ""
    return "; ".join(part for part in (said, known, texts.t("days off are left out")) if part)


def _due_words(view: View, texts: Texts) -> list[str]:
    if view.only_firm:
        return []
    orders = [order for order in map(view.order, view.variant.orders) if order and order.due]
    return [
        texts.t("Order {order} is due on {date}", order=one.code, date=texts.date(one.due)) for one in orders if one.due
    ]


@dataclass(frozen=True, slots=True)
class _Drawing:
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


def _most_rows(sheet: Sheet, view: View, rows: Sequence[Row]) -> int:
    return max(int((sheet.body.height - _head(view, rows) - 2 * LINE) // LEAST_PITCH), 1)


def _head(view: View, rows: Sequence[Row]) -> float:
    """Height of the words on due dates."""
    return 0.0 if view.only_firm or not _dues(view, rows) else LINE


def _dues(view: View, rows: Sequence[Row]) -> list[tuple[str, object]]:
    orders = {row.job.order for row in rows if row.job}
    return [
        (one.code, one.due) for one in map(view.order, view.variant.orders) if one and one.due and one.code in orders
    ]


def _drawing(sheet: Sheet, view: View, every: Sequence[Row], rows: Sequence[Row]) -> _Drawing:
    """Columns as wide as the words of all pages need, so that these look alike."""
    body, texts = sheet.body, sheet.texts
    size = TEXT_SMALL
    widest = [
        max(width_of(words_, size) for words_ in column)
        for column in zip(*((row.first, row.second) for row in every), strict=True)
    ]
    first, second = _shared(widest, body.width * _COLUMNS)
    margin = 0.0 if view.only_firm else width_of(short_date(view.variant.finish, texts), TEXT_SMALL, bold=True) + 8
    left = body.left + first + SPACE[1] + second + SPACE[1]
    days = shown_days(view, every)
    line = Timeline(days, left, body.right - margin)
    top = body.top + _head(view, every) + line.header
    pitch = min((body.bottom - top) / len(rows), _MOST_PITCH)
    plot = Box(left, top, line.right, top + pitch * len(rows))
    return _Drawing(sheet, view, rows, (first, second), line, plot, pitch)


def _shared(widest: Sequence[float], room: float) -> tuple[float, float]:
    """Widths of both columns: what they need, else halves of the room, where the one that needs less leaves the rest to the other."""
    first, second = widest
    if first + second <= room:
        return first, second
    if first <= room / 2:
        return first, room - first
    return (room - second, second) if second <= room / 2 else (room / 2, room / 2)


def _draw_free(drawing: _Drawing, free: Free) -> None:
    """Free hours of every row's resource as steps behind its work, as high as the row where they are most."""
    boxes = []
    for place, row in enumerate(drawing.rows):
        hours: Mapping = free.get(row.job.resource, {}) if row.job else {}  # type: ignore[type-arg]
        known = [(day, hours[day]) for day in drawing.line.days if hours.get(day)]
        most = max((amount for _, amount in known), default=0)
        bottom = drawing.plot.top + (place + 1) * drawing.pitch - 0.5
        for day, amount in known:
            height = (drawing.pitch - 1.5) * amount / most
            boxes.append(Box(drawing.line.start(day), bottom - height, drawing.line.end(day), bottom))
    if boxes:
        drawing.sheet.boxes(boxes, tone(drawing.sheet.theme, 0.3 if drawing.sheet.theme.dark else 0.16), over=0.5)


def _draw_due(drawing: _Drawing) -> None:
    """A dashed line at the end of every due date, with its words above."""
    view, sheet, line = drawing.view, drawing.sheet, drawing.line
    dues = (
        []
        if view.only_firm
        else [(order.code, order.due) for order in map(view.order, view.variant.orders) if order and order.due]
    )
    marks = []
    for code, due in dues:
        said = sheet.texts.t("due {date}", date=short_date(due, sheet.texts))
        if view.several:
            said = code if len(dues) > _LONG_DUE else f"{code} {said}"
        marks.append(Mark(said, line.end(due), sheet.theme.ink, dashed=True))
    if marks:
        axis = Axis(0.0, 1.0, 0.0, 1.0)
        baseline = drawing.plot.top - line.header - LINE * 0.2
        draw_marks(sheet, axis, drawing.plot, marks, baseline=baseline, over=1.6)


def _write_columns(drawing: _Drawing) -> None:
    """The words of both columns, those of the first once for all rows of a group, and lines between groups."""
    sheet, size, (first, second) = drawing.sheet, drawing.text, drawing.columns
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
        words_ = shorten(row.second, size, second)
        sheet.text(
            left + first + SPACE[1], drawing.middle(place), words_, size=size, color=sheet.theme.muted, middle=True
        )


def _draw_row(drawing: _Drawing, place: int, row: Row, focus: str) -> None:
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


def _draw_transport(drawing: _Drawing) -> None:
    """From the end of a job along its row for the days on the way, then to the row of the next one; diamonds at the customer."""
    rows = {(job.order, job.operation, job.firm): [] for row in drawing.rows if (job := row.job)}  # type: dict[tuple[str, str, str], list[tuple[int, Job]]]
    for place, row in enumerate(drawing.rows):
        if row.job:
            rows[row.job.order, row.job.operation, row.job.firm].append((place, row.job))
    for one in drawing.view.shipments:
        for place, job in rows.get((one.order, one.before, one.sender), ()):
            if one.receiver:
                _draw_way(drawing, one, (place, job), rows.get((one.order, one.after, one.receiver), ()))
            else:
                _draw_delivery(drawing, one, place, job)


def _draw_way(drawing: _Drawing, one: Shipment, sender: tuple[int, Job], receivers: Sequence[tuple[int, Job]]) -> None:
    """Days on the way along the row of the sender, down or up to that of the receiver, and dashed until its work begins."""
    sheet, line, (place, job) = drawing.sheet, drawing.line, sender
    color, middle, start = sheet.theme.muted, drawing.middle(place), line.end(job.last)
    arrive = max(line.end(one.arrives), start)
    for target, after in receivers:
        begins, row = line.start(after.first), drawing.middle(target)
        at = max(min(arrive, begins), start)
        waits = begins - at > _WAITS
        x = at if waits else at + min(line.pitch * 0.25, 2.0)
        edge = row if waits else row + (drawing.half if target < place else -drawing.half)
        sheet.line(((start, middle), (x, middle), (x, edge)), color, 0.8, over=_WAY).set_gid("way")
        if waits:
            sheet.line(((x, row), (begins, row)), color, 0.8, dashed=True, over=_WAY)
    if not receivers:
        sheet.line(((start, middle), (arrive, middle)), color, 0.8, over=_WAY).set_gid("way")


def _draw_delivery(drawing: _Drawing, one: Shipment, place: int, job: Job) -> None:
    sheet, line, middle = drawing.sheet, drawing.line, drawing.middle(place)
    x = line.middle(one.arrives)
    sheet.line(((line.end(job.last), middle), (x, middle)), sheet.theme.muted, 0.8, over=_WAY).set_gid("way")
    sheet.markers([(x, middle)], sheet.theme.ink, min(drawing.pitch * 0.75, 9.0), shape="D", over=3.6)
    said = short_date(one.arrives, sheet.texts)
    sheet.text(x + 7, middle, said, size=min(drawing.text, TEXT_TABLE), bold=True, middle=True)
