"""How much of the free capacity does the plan take? Week by week for each resource: what is taken already, what the plan takes, what stays free."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from matplotlib.figure import Figure

from clusterbench_gui.charts import words
from clusterbench_gui.charts.bars import note_below, write_name
from clusterbench_gui.charts.networks.timeline import LINE, Timeline, weeks_of, write_weeks
from clusterbench_gui.charts.networks.view import Free, HiddenError, View, days_of, short_date, source, working_days
from clusterbench_gui.charts.style import Box, Sheet, shorten, width_of
from clusterbench_gui.charts.tones import tone
from clusterbench_gui.domain.planning import Variant
from clusterbench_gui.support.texts import NO_BREAK_SPACE, Texts
from clusterbench_gui.support.theme import SPACE, TEXT_SMALL, TEXT_TABLE, Theme

_NAMES_SHARE = 0.32
_PITCHES = (15.0, 40.0)
_TWO_LINES = 22.0
_TONES = (0.55, 0.14)
"""Of what is taken already and of what stays free."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Of a resource in some days: free before all plans, taken by others, taken by this one. `free` None: not known."""

    free: int | None
    others: int
    own: int

    @property
    def left(self) -> int | None:
        """What stays free; never less than none, as every plan is checked."""
        return None if self.free is None else max(self.free - self.others - self.own, 0)


@dataclass(frozen=True, slots=True)
class Use:
    """A resource of a partner with its hours week by week and in all."""

    firm: str
    resource: str
    weeks: tuple[Hours, ...]
    all: Hours

    @property
    def peak(self) -> tuple[float, int]:
        """The largest share that the plan takes of a week's free hours that others leave, and which week it is; nothing where none is known."""
        shares = [
            (one.own / (one.free - one.others), -number)
            for number, one in enumerate(self.weeks)
            if one.free is not None and one.free > one.others
        ]
        share, number = max(shares, default=(0.0, 0))
        return share, -number


def capacity_figure(
    view: View,
    free: Free,
    theme: Theme,
    texts: Texts,
    *,
    committed: Sequence[Variant] = (),
    size: tuple[float, float] = (9, 5.5),
) -> Figure:
    """A row for each resource that works, those that give the largest share of a week first; of many those that fit. `committed`: other variants whose hours are taken. `size` in inches.

    Raises HiddenError for a reader without prices, from whom capacities are hidden too; a work package has the firm's own resources.
    """
    days = _days(view)
    uses = uses_of(view, free, committed)
    sheet = Sheet(theme, texts, size)
    sheet.frame(_title(view, uses, texts), _subtitle(texts, bool(committed)), source(view, texts))
    if not uses:
        sheet.sentence(texts.t("There is no work in this plan"))
        return sheet.figure
    most = max(int((sheet.body.height - LINE * 3) // _PITCHES[0]), 1)
    if len(uses) > most:
        rest = len(uses) - most
        note_below(sheet, texts.n("… {n} more in the table", "… {n} more in the table", rest))
    _draw(sheet, view, days, uses[:most])
    return sheet.figure


def describe(view: View, free: Free, texts: Texts, *, committed: Sequence[Variant] = ()) -> str:
    """The use in words: the finding, then every resource."""
    uses = uses_of(view, free, committed)
    told = [f"{_name(view, use, texts)}: {_value(use, texts)}" for use in uses[: words.ROWS_IN_WORDS]]
    return words.sentences([_title(view, uses, texts), *told])


def table(view: View, free: Free, texts: Texts, *, committed: Sequence[Variant] = ()) -> words.Table:
    """Every resource and week: hours free before, taken by committed plans, by this one, and left."""
    headings = (
        texts.t("Firm"),
        texts.t("Resource"),
        texts.t("Week of"),
        texts.t("Free before, h"),
        texts.t("Committed plans, h"),
        texts.t("This plan, h"),
        texts.t("Free after, h"),
    )
    weeks = [week[0] for week in weeks_of(_days(view))]
    rows = [
        (
            view.firm(use.firm, texts),
            view.resource(use.resource),
            texts.date(week),
            texts.number(hours.free, 0),
            texts.number(hours.others, 0),
            texts.number(hours.own, 0),
            texts.number(hours.left, 0),
        )
        for use in uses_of(view, free, committed)
        for week, hours in zip(weeks, use.weeks, strict=True)
    ]
    return headings, tuple(rows)


def uses_of(view: View, free: Free, committed: Sequence[Variant] = ()) -> tuple[Use, ...]:
    """The resources that work in the plan, those that give the largest share of a week first; work without hours, such as bought parts, is not among them."""
    if not view.prices:
        raise HiddenError
    weeks = weeks_of(_days(view))
    resources = dict.fromkeys((job.firm, job.resource) for job in view.jobs if job.hours_per_day)
    others = [job for one in committed for job in one.jobs]
    found = []
    for firm, code in resources:
        hours = []
        for week in weeks:
            known = [free[code][day] for day in week if day in free.get(code, {})]
            taken = sum(job.hours_per_day * len(days_of(job, week)) for job in others if job.resource == code)
            own = sum(job.hours_per_day * len(days_of(job, week)) for job in view.jobs if job.resource == code)
            hours.append(Hours(sum(known) if known else None, taken, own))
        frees = [one.free for one in hours if one.free is not None]
        whole = Hours(sum(frees) if frees else None, sum(one.others for one in hours), sum(one.own for one in hours))
        found.append(Use(firm, code, tuple(hours), whole))
    return tuple(sorted(found, key=lambda use: (-use.peak[0], use.firm, use.resource)))


def _days(view: View) -> tuple[date, ...]:
    """The working days of the weeks in which work is done."""
    if not view.jobs:
        return ()
    first, last = min(job.first for job in view.jobs), max(job.last for job in view.jobs)
    return working_days(view, first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday()))


def _name(view: View, use: Use, texts: Texts) -> str:
    return f"{view.firm(use.firm, texts)}, {view.resource(use.resource)}"


def _value(use: Use, texts: Texts) -> str:
    if use.all.free is None:
        return texts.t("{own} h, free hours not known", own=texts.number(use.all.own, 0))
    free = texts.number(use.all.free - use.all.others, 0)
    return texts.t("{own} of {free} h", own=texts.number(use.all.own, 0), free=free).replace(" ", NO_BREAK_SPACE)


def _title(view: View, uses: Sequence[Use], texts: Texts) -> str:
    known = [use for use in uses if use.all.free is not None]
    own = sum(use.all.own for use in known)
    free = sum((use.all.free or 0) - use.all.others for use in known)
    if not known:
        return texts.t("Free hours of the partners are not known") if uses else texts.t("There is no work in this plan")
    said = texts.t("The plan takes {own} of {free} free hours", own=texts.number(own, 0), free=texts.number(free, 0))
    tight = known[0]
    name = view.resource(tight.resource) if view.only_firm else view.firm(tight.firm, texts)
    share, week = tight.peak
    return texts.t(
        "{said}; most at once: {share} in the week of {date} ({name})",
        said=said,
        name=name,
        share=words.share(share, texts),
        date=short_date(weeks_of(_days(view))[week][0], texts),
    )


def _subtitle(texts: Texts, others: bool) -> str:  # noqa: FBT001 - what is drawn
    said = texts.t("A column is the free hours of a week: filled what the plan takes, pale what stays free")
    return "; ".join(part for part in (said, texts.t("grey what committed plans have taken") if others else "") if part)


def _draw(sheet: Sheet, view: View, days: Sequence[date], uses: Sequence[Use]) -> None:
    body, texts = sheet.body, sheet.texts
    names = [_name(view, use, texts) for use in uses]
    values = [_value(use, texts) for use in uses]
    room = min(max(width_of(name, TEXT_TABLE) for name in names), body.width * _NAMES_SHARE)
    column = min(max(width_of(value, TEXT_TABLE) for value in values) + 1, body.width * 0.24)
    line = Timeline(tuple(days), body.left + room + SPACE[2], body.right - column - SPACE[2])
    top = body.top + LINE
    pitch = min((body.bottom - top) / len(uses), _PITCHES[1])
    weeks = line.weeks()
    write_weeks(sheet, weeks, top - LINE * 0.3, texts)
    for row, (use, value) in enumerate(zip(uses, values, strict=True)):
        box = Box(body.left, top + row * pitch, body.right, top + (row + 1) * pitch)
        _write_names(sheet, view, use, box, room)
        size = TEXT_TABLE if width_of(value, TEXT_TABLE) <= column else TEXT_SMALL
        sheet.text(body.right, box.middle[1], shorten(value, size, column), size=size, align="right", middle=True)
        for week, hours in zip(weeks, use.weeks, strict=True):
            _draw_week(sheet, Box(week.start + 0.8, box.top + 2, week.end - 0.8, box.bottom - 2), hours)
        sheet.region(Box(line.left, box.top, line.right, box.bottom), f"resource:{use.resource}")


def _write_names(sheet: Sheet, view: View, use: Use, row: Box, room: float) -> None:
    """The firm and below it the resource; on one line in a low row."""
    texts = sheet.texts
    if row.height < _TWO_LINES:
        write_name(sheet, row, _name(view, use, texts), room)
        return
    x, middle = row.left, row.middle[1]
    firm = shorten(view.firm(use.firm, texts), TEXT_SMALL, room)
    sheet.text(x, middle - TEXT_SMALL * 0.6, firm, size=TEXT_SMALL, middle=True)
    resource = shorten(view.resource(use.resource), TEXT_SMALL, room)
    sheet.text(x, middle + TEXT_SMALL * 0.62, resource, size=TEXT_SMALL, color=sheet.theme.muted, middle=True)


def _draw_week(sheet: Sheet, box: Box, hours: Hours) -> None:
    """Shares of the free hours from below: taken already, taken by the plan, left; hatched where they are not known."""
    theme = sheet.theme
    if hours.free is None:
        sheet.hatch([box], theme.others)
        return
    whole = max(hours.free, hours.others + hours.own)
    if not whole:
        sheet.lines([((box.left, box.bottom), (box.right, box.bottom))], theme.others, 0.8)
        return
    bottom = box.bottom
    for amount, color in (
        (hours.others, tone(theme, _TONES[0])),
        (hours.own, theme.accent),
        (hours.left or 0, tone(theme, _TONES[1])),
    ):
        height = box.height * amount / whole
        if amount:
            sheet.rectangle(Box(box.left, bottom - height, box.right, bottom), color)
        bottom -= height
    if theme.outlined:
        sheet.boxes([box], "none", edge=theme.line, width=0.6, over=2.2)
    said = sheet.texts.number(hours.own, 0)
    top, end = (
        box.bottom - box.height * hours.others / whole,
        box.bottom - box.height * (hours.others + hours.own) / whole,
    )
    if hours.own and top - end > TEXT_SMALL * 1.1 and box.width > width_of(said, TEXT_SMALL) + 4:
        sheet.text(
            box.middle[0], (top + end) / 2, said, size=TEXT_SMALL, color=theme.on_accent, align="center", middle=True
        )
