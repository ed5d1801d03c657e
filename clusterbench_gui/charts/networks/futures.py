"""When will it really be ready? How often each day of delivery came out in many disturbed futures, with half, nine in ten, and the due date."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from matplotlib.figure import Figure

from clusterbench_gui.charts import words
from clusterbench_gui.charts.networks.timeline import Timeline, write_weeks
from clusterbench_gui.charts.networks.view import short_date
from clusterbench_gui.charts.scale import Axis, Mark, decimals, draw_marks
from clusterbench_gui.charts.style import Box, Sheet, width_of, wrap
from clusterbench_gui.support.texts import DASH, Texts
from clusterbench_gui.support.theme import SPACE, TEXT_SMALL, Theme

_HALF, _NINE = 0.5, 0.9
_MOST_BARS = 70
_WORKDAYS = 5
_FEWEST = 6
_HEADS = TEXT_SMALL * 3.2


@dataclass(frozen=True, slots=True)
class Futures:
    """How many futures end on each day; `failed`: in so many a partner fails and nothing is delivered. `planned`: the delivery without a disturbance."""

    counts: Mapping[date, int]
    due: date | None = None
    planned: date | None = None
    failed: int = 0

    @property
    def all(self) -> int:
        """How many futures were played."""
        return sum(self.counts.values()) + self.failed

    @property
    def on_time(self) -> int:
        """In how many the goods come by the due date; all that come where there is none."""
        return sum(count for day, count in self.counts.items() if self.due is None or day <= self.due)

    def by(self, share: float) -> date | None:
        """The first day by which that share of all futures is delivered; None where so many never are."""
        reached = 0
        for day, count in sorted(self.counts.items()):
            reached += count
            if reached >= share * self.all - 1e-9:
                return day
        return None


def futures_figure(
    futures: Futures, theme: Theme, texts: Texts, *, note: str = "", size: tuple[float, float] = (8, 4.2)
) -> Figure:
    """Bars of the share of the futures by day, by week where there are many days; those after the due date are hatched.

    `note`: what else the source line says, such as whose data they are. `size` in inches.
    """
    sheet = Sheet(theme, texts, size)
    sheet.frame(_title(futures, texts), _subtitle(futures, texts), _source(futures, texts, note))
    if not futures.counts:
        sheet.sentence(
            texts.t("In no future is anything delivered") if futures.failed else texts.t("No future was played yet")
        )
        return sheet.figure
    _draw(sheet, futures)
    return sheet.figure


def describe(futures: Futures, texts: Texts) -> str:
    """The futures in words: how often on time, half, nine in ten, the soonest and the latest day."""
    parts = [_title(futures, texts)]
    if futures.counts:
        first, last = min(futures.counts), max(futures.counts)
        parts += [mark.words for mark in _quantiles(futures, texts, "")]
        parts.append(texts.t("from {first} to {last}", first=texts.date(first), last=texts.date(last)))
    return words.sentences([*parts, _failed(futures, texts)])


def table(futures: Futures, texts: Texts) -> words.Table:
    """Every day with its number of futures and the share delivered by then; the last row are those without a delivery."""
    headings = (texts.t("Delivery"), texts.t("Futures"), texts.t("Delivered by then"))
    rows, reached = [], 0
    for day, count in sorted(futures.counts.items()):
        reached += count
        rows.append((texts.date(day), texts.number(count, 0), words.share(reached / futures.all, texts, 1)))
    if futures.failed:
        rows.append((texts.t("never"), texts.number(futures.failed, 0), DASH))
    return headings, tuple(rows)


def _title(futures: Futures, texts: Texts) -> str:
    if not futures.all:
        return texts.t("No future was played yet")
    count = texts.number(futures.all, 0)
    nine = futures.by(_NINE)
    if futures.due is None:
        if nine is None:
            return texts.t("Delivered in {done} of {count} futures", done=texts.number(futures.on_time, 0), count=count)
        return texts.t("Nine in ten of {count} futures are delivered by {date}", count=count, date=texts.date(nine))
    return texts.t(
        "On time ({date}) in {done} of {count} futures",
        date=texts.date(futures.due),
        done=texts.number(futures.on_time, 0),
        count=count,
    )


def _subtitle(futures: Futures, texts: Texts) -> str:
    by = (
        texts.t("Share of the futures by week of delivery")
        if _step(futures)
        else texts.t("Share of the futures by day of delivery")
    )
    late = futures.due is not None and any(day > futures.due for day in futures.counts)
    return "; ".join(part for part in (by, texts.t("hatched: after the due date") if late else "") if part)


def _source(futures: Futures, texts: Texts, note: str) -> str:
    parts = (
        note,
        texts.t("work takes longer by chance, as often as its firms are late"),
        _failed(futures, texts),
    )
    line = "; ".join(part.rstrip(".") for part in parts if part)
    return line[:1].upper() + line[1:]


def _failed(futures: Futures, texts: Texts) -> str:
    if not futures.failed:
        return ""
    return texts.n(
        "in {count} future a partner fails and nothing is delivered",
        "in {count} futures a partner fails and nothing is delivered",
        futures.failed,
        count=texts.number(futures.failed, 0),
    )


def _quantiles(futures: Futures, texts: Texts, color: str) -> list[Mark]:
    """Half and nine in ten of the futures; the values are days as numbers."""
    found = []
    for share, said in ((_HALF, texts.t("half by {date}")), (_NINE, texts.t("nine in ten by {date}"))):
        day = futures.by(share)
        if day is not None:
            found.append(Mark(said.format(date=short_date(day, texts)), day.toordinal(), color))
    return found


def _step(futures: Futures) -> bool:
    """Whether bars are weeks."""
    return bool(futures.counts) and (max(futures.counts) - min(futures.counts)).days > _MOST_BARS


def _days(futures: Futures) -> tuple[date, ...]:
    """Working days and all others on which something is delivered, from the first to the last that matters."""
    known = [*futures.counts, *(day for day in (futures.due, futures.planned) if day)]
    first, last = min(known), max(known)
    while (last - first).days < _FEWEST:
        first, last = first - timedelta(days=1), last + timedelta(days=1)
    every = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return tuple(day for day in every if day.weekday() < _WORKDAYS or day in known)


def _draw(sheet: Sheet, futures: Futures) -> None:
    body, theme, texts = sheet.body, sheet.theme, sheet.texts
    days = _days(futures)
    bars = _bars(futures, days)
    failed = futures.failed / futures.all
    axis = Axis(
        0.0,
        max([count for *_, count in bars] + [futures.failed]) / futures.all,
        body.bottom - TEXT_SMALL * 1.8,
        body.top + _HEADS,
    )
    ticks = axis.ticks(3)
    digits = decimals([tick * 100 for tick in ticks])
    margin = max(width_of(words.share(tick, texts, digits), TEXT_SMALL) for tick in ticks) + SPACE[1]
    aside = width_of(texts.t("no delivery"), TEXT_SMALL) + SPACE[3] if failed else 0.0
    line = Timeline(days, body.left + margin, body.right - aside)
    plot = Box(line.left, axis.end, line.right, axis.start)
    sheet.lines([((plot.left, axis.at(tick)), (plot.right, axis.at(tick))) for tick in ticks], theme.line)
    for tick in ticks:
        said = words.share(tick, texts, digits)
        sheet.text(
            plot.left - 5, axis.at(tick), said, size=TEXT_SMALL, color=theme.muted, align="right", middle=True
        ).set_gid("tick")
    for first, last, count in bars:
        late = futures.due is not None and first > futures.due
        _draw_bar(
            sheet,
            Box(line.start(first) + 0.6, axis.at(count / futures.all), line.end(last) - 0.6, axis.start),
            late=late,
        )
    write_weeks(sheet, line.weeks(), plot.bottom + TEXT_SMALL * 1.4, texts)
    if failed:
        _draw_failed(sheet, Box(plot.right + SPACE[3], axis.at(failed), body.right, axis.start))
    _draw_marks(sheet, futures, line, plot)


def _bars(futures: Futures, days: tuple[date, ...]) -> list[tuple[date, date, int]]:
    """First and last day and number of futures of every bar; none of them has days on both sides of the due date."""
    by_week = _step(futures)
    groups: dict[tuple[object, ...], list[date]] = {}
    for day in days:
        late = futures.due is not None and day > futures.due
        groups.setdefault((*day.isocalendar()[:2], late) if by_week else (day,), []).append(day)
    found = [(group[0], group[-1], sum(futures.counts.get(day, 0) for day in group)) for group in groups.values()]
    return [bar for bar in found if bar[2]]


def _draw_bar(sheet: Sheet, box: Box, *, late: bool) -> None:
    theme = sheet.theme
    if not late:
        sheet.rectangle(box, theme.accent).set_gid("on-time")
        return
    sheet.rectangle(box, theme.surface).set_gid("late")
    sheet.boxes([box], "none", edge=theme.bad, width=0.8, over=2.2)
    sheet.hatch([box], theme.bad, steps=4)


def _draw_failed(sheet: Sheet, box: Box) -> None:
    """The share without a delivery, apart from the days."""
    theme, texts = sheet.theme, sheet.texts
    bar = Box(box.middle[0] - 9, box.top, box.middle[0] + 9, box.bottom)
    sheet.boxes([bar], theme.surface, edge=theme.ink, width=0.8)
    sheet.hatch([bar], theme.ink, steps=3, rising=False)
    for number, line in enumerate(wrap(texts.t("no delivery"), TEXT_SMALL, box.width, lines=1)):
        baseline = box.bottom + TEXT_SMALL * (1.4 + 1.2 * number)
        sheet.text(box.middle[0], baseline, line, size=TEXT_SMALL, align="center")


def _draw_marks(sheet: Sheet, futures: Futures, line: Timeline, plot: Box) -> None:
    """Half and nine in ten on one line of words, the plan and the due date on another above."""
    theme, texts, axis = sheet.theme, sheet.texts, Axis(0.0, 1.0, 0.0, 1.0)
    quantiles = [
        Mark(mark.words, line.end(date.fromordinal(int(mark.value))), mark.color)
        for mark in _quantiles(futures, texts, theme.ink)
    ]
    dates = []
    if futures.planned:
        said = texts.t("planned {date}", date=short_date(futures.planned, texts))
        dates.append(Mark(said, line.end(futures.planned), theme.muted, dashed=True))
    if futures.due:
        said = texts.t("due {date}", date=short_date(futures.due, texts))
        dates.append(Mark(said, line.end(futures.due), theme.ink, dashed=True))
    for marks, up in ((quantiles, 0.5), (dates, 1.8)):
        if marks:
            draw_marks(sheet, axis, plot, marks, baseline=plot.top - TEXT_SMALL * up, over=3)
