"""What does a sooner delivery cost? Variants by finish and cost: steps below which nothing was found, the chosen one in accent."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from matplotlib.figure import Figure

from clusterbench_gui.charts import words
from clusterbench_gui.charts.networks.labels import Label, placed, write_label
from clusterbench_gui.charts.networks.view import money, proved, short_date
from clusterbench_gui.charts.scale import Axis, Mark, draw_marks
from clusterbench_gui.charts.style import Box, Sheet, width_of
from clusterbench_gui.domain.networks import Status
from clusterbench_gui.domain.planning import Variant
from clusterbench_gui.support.texts import DASH, Texts
from clusterbench_gui.support.theme import SPACE, TEXT_SMALL, Theme

_AROUND = 0.12
_ASIDE = 0.18
"""Of the width at most, left free on both sides for the words of the first and last point."""

_SIZES = (8.0, 11.0)
_DAYS = 7
_CLOSE = 6.0


def front_figure(
    variants: Sequence[Variant],
    theme: Theme,
    texts: Texts,
    *,
    chosen: int | None = None,
    due: date | None = None,
    note: str = "",
    size: tuple[float, float] = (8, 5.5),
) -> Figure:
    """The variants as points with cost and reliability: filled where nothing better exists (proved), rings where it was the best found.

    `chosen`: the position of one of them. `note`: what else the source line says, such as whose data they are. For the cluster itself: costs are shown. `size` in inches.
    """
    sheet = Sheet(theme, texts, size)
    sheet.frame(_title(variants, texts), _subtitle(variants, texts), _source(variants, texts, note))
    if not variants:
        sheet.sentence(texts.t("No variant was found"))
        return sheet.figure
    plot = _plot(sheet, variants, due)
    _draw_axes(sheet, plot)
    lines = [_steps(plot, variants)]
    sheet.line(lines[0], theme.muted, 1.0, over=1.5).set_gid("front")
    if due is not None:
        x = plot.across.at(due.toordinal())
        lines.append([(x, plot.box.top), (x, plot.box.bottom)])
        mark = Mark(texts.t("due {date}", date=short_date(due, texts)), x, theme.ink, dashed=True)
        draw_marks(sheet, Axis(0.0, 1.0, 0.0, 1.0), plot.box, [mark], baseline=plot.box.top - TEXT_SMALL * 0.5)
    _draw_points(sheet, plot, variants, chosen)
    _write_labels(sheet, plot, variants, chosen, lines)
    return sheet.figure


def describe(variants: Sequence[Variant], texts: Texts, *, chosen: int | None = None) -> str:
    """The front in words: the finding, then every variant."""
    told = []
    for number, one in enumerate(_by_finish(variants)):
        said = (
            f"{texts.date(one.finish)}: {money(one.cost.all, texts)}, {_reliability(one, texts)}, {proved(one, texts)}"
        )
        mine = chosen is not None and variants[chosen] is one
        told.append(texts.t("{words}, chosen", words=said) if mine else said)
        if number + 1 == words.ROWS_IN_WORDS:
            break
    return words.sentences([_title(variants, texts), *told])


def table(variants: Sequence[Variant], texts: Texts) -> words.Table:
    """Every variant: finish, cost, reliability, partners, how sure it is; the soonest first."""
    headings = (
        texts.t("Delivery"),
        texts.t("Cost, PLN"),
        texts.t("Reliability"),
        texts.t("Partners"),
        texts.t("How sure"),
    )
    return headings, tuple(
        (
            texts.date(one.finish),
            texts.number(one.cost.all, 0),
            DASH if one.reliability is None else words.share(one.reliability, texts),
            texts.number(len(one.firms), 0),
            proved(one, texts),
        )
        for one in _by_finish(variants)
    )


def _by_finish(variants: Sequence[Variant]) -> list[Variant]:
    return sorted(variants, key=lambda one: (one.finish, one.cost.all))


def _best(variants: Sequence[Variant]) -> list[Variant]:
    """Those that cost less than all that are delivered as soon or sooner."""
    found: list[Variant] = []
    for one in _by_finish(variants):
        if not found or one.cost.all < found[-1].cost.all:
            found.append(one)
    return found


def _reliability(one: Variant, texts: Texts) -> str:
    if one.reliability is None:
        return texts.t("reliability not known")
    return texts.t("reliability {share}", share=words.share(one.reliability, texts))


def _title(variants: Sequence[Variant], texts: Texts) -> str:
    best = _best(variants)
    if not best:
        return texts.t("No variant was found")
    first, last = best[0], best[-1]
    if len(best) == 1:
        return texts.t(
            "Soonest and cheapest at once: {amount} on {date}",
            amount=money(first.cost.all, texts),
            date=texts.date(first.finish),
        )
    saved, days = money(first.cost.all - last.cost.all, texts), (last.finish - first.finish).days
    return texts.n(
        "Whoever waits {n} day saves {amount}: {first} or {last}",
        "Whoever waits {n} days saves {amount}: {first} or {last}",
        days,
        amount=saved,
        first=texts.t("{amount} on {date}", amount=money(first.cost.all, texts), date=short_date(first.finish, texts)),
        last=texts.t("{amount} on {date}", amount=money(last.cost.all, texts), date=texts.date(last.finish)),
    )


def _subtitle(variants: Sequence[Variant], texts: Texts) -> str:
    said = texts.t("Cost (up) and delivery (across), with the chance that no partner fails")
    found = any(one.proof.status is not Status.OPTIMAL for one in variants)
    return f"{said}; " + (
        texts.t("filled: proved that nothing cheaper exists by then, ring: the best that was found")
        if found
        else texts.t("for all it is proved that nothing cheaper exists by then")
    )


def _source(variants: Sequence[Variant], texts: Texts, note: str) -> str:
    orders = sorted({code for one in variants for code in one.orders})
    said = texts.n("order {orders}", "orders {orders}", max(len(orders), 1), orders=", ".join(orders)) if orders else ""
    line = "; ".join(
        part.rstrip(".") for part in (note, said, texts.n("{n} variant", "{n} variants", len(variants))) if part
    )
    return line[:1].upper() + line[1:]


@dataclass(frozen=True, slots=True)
class _Plot:
    box: Box
    across: Axis
    up: Axis

    def at(self, one: Variant) -> tuple[float, float]:
        return self.across.at(one.finish.toordinal()), self.up.at(one.cost.all)


def _plot(sheet: Sheet, variants: Sequence[Variant], due: date | None) -> _Plot:
    """From the least to the greatest with room around: nothing stands on the axes, so they need not begin at zero."""
    body, costs = sheet.body, [one.cost.all for one in variants]
    days = [one.finish.toordinal() for one in variants] + ([due.toordinal()] if due else [])
    wide, high = max(max(days) - min(days), _DAYS), max(max(costs) - min(costs), max(costs) * 0.02, 1)
    margin = max(width_of(money(cost, sheet.texts), TEXT_SMALL) for cost in costs) + SPACE[1]
    box = Box(body.left + margin, body.top + TEXT_SMALL * 1.6, body.right, body.bottom - TEXT_SMALL * 1.6)
    east, north = (max(days) + min(days)) / 2, (max(costs) + min(costs)) / 2
    aside = wide * min(margin + SPACE[1], box.width * _ASIDE) / (box.width * (1 - 2 * _ASIDE))
    across = Axis(east - wide / 2 - aside, east + wide / 2 + aside, box.left, box.right)
    return _Plot(box, across, Axis(north - high * (0.5 + _AROUND), north + high * (0.5 + _AROUND), box.bottom, box.top))


def _draw_axes(sheet: Sheet, plot: _Plot) -> None:
    """Costs at the left, days below, a light grid."""
    theme, texts, box = sheet.theme, sheet.texts, plot.box
    ticks = [tick for tick in plot.up.ticks() if tick == int(tick)]
    sheet.lines([((box.left, plot.up.at(tick)), (box.right, plot.up.at(tick))) for tick in ticks], theme.line)
    for tick in ticks:
        said = money(tick, texts)
        sheet.text(
            box.left - 5, plot.up.at(tick), said, size=TEXT_SMALL, color=theme.muted, align="right", middle=True
        ).set_gid("tick")
    step = max(round((plot.across.high - plot.across.low) / max(box.width / 62, 1)), 1)
    step = -(-step // _DAYS) * _DAYS if step > _DAYS / 2 else step
    day = date.fromordinal(int(plot.across.low) + 1)
    day += timedelta(days=-day.weekday() % _DAYS) if step >= _DAYS else timedelta()
    sheet.lines([((box.left, box.bottom), (box.right, box.bottom))], theme.muted, 0.8)
    while day.toordinal() <= plot.across.high:
        x, said = plot.across.at(day.toordinal()), short_date(day, texts)
        if x + width_of(said, TEXT_SMALL) / 2 <= sheet.body.right:
            sheet.text(
                x, box.bottom + TEXT_SMALL * 1.3, said, size=TEXT_SMALL, color=theme.muted, align="center"
            ).set_gid("tick")
            sheet.lines([((x, box.bottom), (x, box.bottom + 3))], theme.muted, 0.8)
        day += timedelta(days=step)


def _steps(plot: _Plot, variants: Sequence[Variant]) -> list[tuple[float, float]]:
    """From above down to the soonest, then from each to the right and down to the next."""
    points = [plot.at(one) for one in _best(variants)]
    found = [(points[0][0], plot.box.top)]
    for (x, y), after in zip(points, [*(x for x, _ in points[1:]), plot.box.right], strict=True):
        found += [(x, y), (after, y)]
    return found


def _draw_points(sheet: Sheet, plot: _Plot, variants: Sequence[Variant], chosen: int | None) -> None:
    theme = sheet.theme
    for number, one in enumerate(variants):
        own = number == chosen
        color, size = (theme.accent, _SIZES[1]) if own else (theme.ink, _SIZES[0])
        sheet.markers([plot.at(one)], color, size, over=4).set_gid(f"variant:{number}")
        if one.proof.status is not Status.OPTIMAL:
            sheet.markers([plot.at(one)], theme.surface, size - 3.6, over=4.1).set_gid("found")


def _write_labels(
    sheet: Sheet,
    plot: _Plot,
    variants: Sequence[Variant],
    chosen: int | None,
    lines: Sequence[Sequence[tuple[float, float]]],
) -> None:
    """Cost and reliability at every point that finds room for them; the chosen one first."""
    texts, theme = sheet.texts, sheet.theme
    labels = []
    for number, one in enumerate(variants):
        share = "" if one.reliability is None else words.share(one.reliability, texts)
        said = (money(one.cost.all, texts), share) if share else (money(one.cost.all, texts),)
        labels.append(Label(plot.at(one), said, theme.accent if number == chosen else theme.ink, bold=number == chosen))
    for found in placed(plot.box, labels, [point for line in lines for point in _along(line)])[0]:
        write_label(sheet, found)


def _along(line: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Points along a line, close enough that none of its stretches is covered unseen."""
    found = []
    for (x0, y0), (x1, y1) in pairwise(line):
        count = int(math.dist((x0, y0), (x1, y1)) // _CLOSE) + 1
        found += [(x0 + (x1 - x0) * part / count, y0 + (y1 - y0) * part / count) for part in range(count + 1)]
    return found
