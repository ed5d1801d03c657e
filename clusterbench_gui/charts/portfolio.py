"""Which clusters function well and are promising at the same time? Two axes cut by their medians, candidates with reasons."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from clusterbench_gui.charts import words
from clusterbench_gui.charts.scale import Axis, decimals
from clusterbench_gui.charts.style import Box, Sheet, height_of, shorten, width_of, wrap
from clusterbench_gui.charts.tones import ink_on, tone
from clusterbench_gui.domain.findings import Place, Portfolio
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.texts import DASH, Texts
from clusterbench_gui.support.theme import SPACE, TEXT_SMALL, TEXT_TABLE, Theme

_MOST_DOTS = 150
"""With more clusters, squares with their number are drawn instead of dots."""

_MOST_CROSSES = 40
_SQUARES = 14
_LIST_SHARE = 0.34
_RISES = (-15, 15, -30, 30, -45, 45, -60, 60, -80, 80)
"""How far above or below its mark a label may stand; farther than `_NEAR`, a line leads to it."""

_NEAR = 16
_DIAMOND = 12.5
"""How far apart the middles of two diamonds with numbers stand."""

_REASONS = 2
"""Top quarters that a reason names."""


@dataclass(frozen=True, slots=True)
class _Plot:
    box: Box
    across: Axis
    up: Axis

    def at(self, across: float, up: float) -> tuple[float, float]:
        return self.across.at(across), self.up.at(up)


def portfolio_figure(
    study: ScoredStudy,
    portfolio: Portfolio,
    theme: Theme,
    texts: Texts,
    *,
    focus: str | None = None,
    names: bool = True,
    only_focus: bool = False,
    size: tuple[float, float] = (9, 6),
) -> Figure:
    """Functioning across, promise upwards; crosses say how sure a place is, diamonds are candidates for model cluster.

    The list beside gives the reasons of the candidates, which `only_focus` leaves out: nobody but the focus is told apart.
    Beyond 150 clusters squares count them. Without enough other clusters nothing is shown.
    """
    sheet = Sheet(theme, texts, size)
    sheet.frame(
        _title(study, portfolio, texts, focus=focus, names=names),
        _subtitle(study, portfolio, texts),
        words.source(study, texts),
    )
    if _hidden(study, portfolio, focus):
        sheet.sentence(texts.t("Too few clusters to compare"))
        return sheet.figure
    candidates = [] if only_focus else _candidates(portfolio)
    listed = candidates[: _write_reasons(sheet, study, candidates, focus, names=names)]
    plot = _plot(sheet, study, portfolio)
    _draw_axes(sheet, plot)
    if len(portfolio.places) > _MOST_DOTS:
        _draw_squares(sheet, study, portfolio, plot)
        shown = [place for place in portfolio.places if place in listed or place.code == focus]
    else:
        shown = list(portfolio.places)
    _draw_medians(sheet, study, portfolio, plot)
    _draw_places(sheet, plot, shown, listed, focus)
    own = next((place for place in shown if place.code == focus), None)
    if own is not None:
        _label(sheet, plot, own, words.label(study, own.code, names=names), shown)
    return sheet.figure


def describe(
    study: ScoredStudy,
    portfolio: Portfolio,
    texts: Texts,
    *,
    focus: str | None = None,
    names: bool = True,
    only_focus: bool = False,
) -> str:
    """The portfolio in words: the finding, the medians, the candidates with their reasons, the place of the focus."""
    parts = [_title(study, portfolio, texts, focus=focus, names=names), _subtitle(study, portfolio, texts)]
    if _hidden(study, portfolio, focus):
        return words.sentences([*parts, texts.t("Too few clusters to compare")])
    if portfolio.medians is not None:
        across, up = (words.figure(study, value, texts) for value in portfolio.medians)
        parts.append(texts.t("Medians: functioning {across}, promise {up}", across=across, up=up))
    parts += [
        f"{words.label(study, place.code, names=names)}: {_reason(study, place, texts)}"
        for place in _candidates(portfolio)
        if place.code == focus or not only_focus
    ]
    own = next((place for place in portfolio.places if place.code == focus), None)
    if own is not None:
        across, up = (words.figure(study, value, texts) for value in (own.across, own.up))
        label = words.label(study, own.code, names=names)
        parts.append(texts.t("{name}: functioning {across}, promise {up}", name=label, across=across, up=up))
    return words.sentences(parts)


def table(
    study: ScoredStudy, portfolio: Portfolio, texts: Texts, *, focus: str | None = None, names: bool = True
) -> words.Table:
    """Both scores of every cluster with their spans, candidates first with their reasons; then the medians."""
    headings = (
        texts.t("Cluster"),
        texts.t("Functioning"),
        texts.t("Nine in ten variants"),
        texts.t("Promise"),
        texts.t("Nine in ten variants"),
        texts.t("Candidate for model cluster"),
    )
    if _hidden(study, portfolio, focus):
        return headings, ()
    rest = [place for place in portfolio.places if not place.candidate]
    rest.sort(key=lambda place: texts.sort_key(words.label(study, place.code, names=names)))
    rows = [
        (
            words.label(study, place.code, names=names),
            words.figure(study, place.across, texts),
            _span(study, place.across_span, texts),
            words.figure(study, place.up, texts),
            _span(study, place.up_span, texts),
            _reason(study, place, texts) if place.candidate else DASH,
        )
        for place in [*_candidates(portfolio), *rest]
    ]
    if portfolio.medians is not None:
        across, up = (words.figure(study, value, texts) for value in portfolio.medians)
        rows.append((texts.t("Median"), across, DASH, up, DASH, DASH))
    return headings, tuple(rows)


def _span(study: ScoredStudy, span: tuple[float, float] | None, texts: Texts) -> str:
    return DASH if span is None else DASH.join(words.figure(study, value, texts) for value in span)


def _hidden(study: ScoredStudy, portfolio: Portfolio, focus: str | None) -> bool:
    return words.few_others(study, focus, (place.code for place in portfolio.places))


def _candidates(portfolio: Portfolio) -> list[Place]:
    """The surest first, then the best by both scores."""
    found = [place for place in portfolio.places if place.candidate]
    return sorted(found, key=lambda place: (-(place.probability or 0), -(place.across + place.up), place.code))


def _title(study: ScoredStudy, portfolio: Portfolio, texts: Texts, *, focus: str | None, names: bool) -> str:
    if _hidden(study, portfolio, focus):
        return texts.t("Functioning and promise of the clusters")
    count = sum(place.candidate for place in portfolio.places)
    own = next((place for place in portfolio.places if place.code == focus), None)
    if own is None or portfolio.medians is None:
        return texts.n(
            "{n} cluster functions well and is promising too", "{n} clusters function well and are promising too", count
        )
    name = words.label(study, own.code, names=names)
    well, promising = own.across >= portfolio.medians[0], own.up >= portfolio.medians[1]
    if well and promising:
        return texts.t("{name}: functions well and is promising", name=name)
    if well:
        return texts.t("{name}: functions well, less promising", name=name)
    return (
        texts.t("{name}: promising, functions less well", name=name)
        if promising
        else texts.t("{name}: below the median in functioning and promise", name=name)
    )


def _subtitle(study: ScoredStudy, portfolio: Portfolio, texts: Texts) -> str:
    parts = [texts.t("Functioning (across) and promise (up), {scale}", scale=words.scale(study.method, texts))]
    if len(portfolio.places) > _MOST_DOTS:
        parts.append(texts.t("numbers count clusters"))
    if any(place.candidate for place in portfolio.places):
        parts.append(texts.t("diamonds are candidates for model cluster"))
    if portfolio.variants and portfolio.places:
        count = texts.number(portfolio.variants, 0)
        parts.append(texts.t("crosses hold nine in ten of {count} variants of the method", count=count))
    return "; ".join(parts)


def _reason(study: ScoredStudy, place: Place, texts: Texts) -> str:
    """Why a cluster is a candidate: above both medians, how surely, and where it is among the best."""
    parts = [texts.t("above both medians")]
    if place.probability is not None:
        parts.append(texts.t("in {share} of the variants", share=words.share(place.probability, texts)))
    if place.strong:
        nodes = [words.node_name(study.model.node(code), texts) for code in place.strong[:_REASONS]]
        parts.append(texts.t("top quarter in {nodes}", nodes=", ".join(nodes)))
    return ", ".join(parts)


def _write_reasons(
    sheet: Sheet, study: ScoredStudy, candidates: Sequence[Place], focus: str | None, *, names: bool
) -> int:
    """The candidates with number and reasons in a column at the right, which they take from the body; how many fitted."""
    if not candidates:
        return 0
    body, theme, texts = sheet.body, sheet.theme, sheet.texts
    left = body.right - body.width * _LIST_SHARE
    sheet.body = Box(body.left, body.top, left - SPACE[3], body.bottom)
    inner = left + width_of("00 ", TEXT_TABLE, bold=True)
    room = body.right - inner
    heading = wrap(texts.t("Candidates for model cluster"), TEXT_TABLE, body.right - left, bold=True)
    top = sheet.block(left, body.top, heading, size=TEXT_TABLE, bold=True)
    for number, place in enumerate(candidates):
        lines = wrap(_reason(study, place, texts), TEXT_SMALL, room, lines=4)
        more = number < len(candidates) - 1
        if top + SPACE[0] + height_of(1, TEXT_TABLE) + height_of(len(lines) + more, TEXT_SMALL) > body.bottom:
            rest = texts.n("and {n} more", "and {n} more", len(candidates) - number)
            sheet.block(left, top + SPACE[0], [rest], size=TEXT_SMALL, color=theme.muted)
            return number
        name = shorten(words.label(study, place.code, names=names), TEXT_TABLE, room, bold=True)
        color = theme.accent if place.code == focus else theme.ink
        top += SPACE[0]
        sheet.block(left, top, [str(number + 1)], size=TEXT_TABLE, color=color, bold=True)
        top = sheet.block(inner, top, [name], size=TEXT_TABLE, color=color, bold=True)
        top = sheet.block(inner, top, lines, size=TEXT_SMALL, color=theme.muted)
    return len(candidates)


def _plot(sheet: Sheet, study: ScoredStudy, portfolio: Portfolio) -> _Plot:
    """Axes from the least to the greatest that is drawn: nothing stands on them, so they need not begin at zero."""
    body = sheet.body
    margin = max(width_of(value, TEXT_SMALL) for value in words.scale_ends(study.method, sheet.texts)) + SPACE[1]
    box = Box(
        body.left + margin + TEXT_TABLE * 1.5, body.top + TEXT_SMALL * 1.4, body.right, body.bottom - TEXT_TABLE * 3
    )
    least = (study.method.high - study.method.low) * 0.02
    axes = []
    for spans, start, end in (
        ([(place.across_span or (place.across,) * 2) for place in portfolio.places], box.left, box.right),
        ([(place.up_span or (place.up,) * 2) for place in portfolio.places], box.bottom, box.top),
    ):
        low, high = min(low for low, _ in spans), max(high for _, high in spans)
        around = max((high - low) * 0.06, least)
        axes.append(Axis(low - around, high + around, start, end))
    return _Plot(box, axes[0], axes[1])


def _draw_axes(sheet: Sheet, plot: _Plot) -> None:
    box, theme, texts = plot.box, sheet.theme, sheet.texts
    sheet.boxes([box], "none", edge=theme.line, over=1)
    across, up = plot.across.ticks(), plot.up.ticks()
    for tick in across:
        value = texts.number(tick, decimals(across))
        place = (plot.across.at(tick), box.bottom + TEXT_SMALL * 1.2)
        sheet.text(*place, value, size=TEXT_SMALL, color=theme.muted, align="center").set_gid("tick")
    for tick in up:
        value = texts.number(tick, decimals(up))
        place = (box.left - 5, plot.up.at(tick))
        sheet.text(*place, value, size=TEXT_SMALL, color=theme.muted, align="right", middle=True).set_gid("tick")
    below = (box.middle[0], box.bottom + TEXT_SMALL * 1.2 + TEXT_TABLE * 1.4)
    sheet.text(*below, texts.t("Functioning"), color=theme.muted, align="center")
    length = width_of(texts.t("Promise"), TEXT_TABLE)
    sheet.text(
        sheet.body.left + TEXT_TABLE * 0.5,
        box.middle[1] + length / 2,
        texts.t("Promise"),
        color=theme.muted,
        middle=True,
        upwards=True,
    )


def _draw_medians(sheet: Sheet, study: ScoredStudy, portfolio: Portfolio, plot: _Plot) -> None:
    if portfolio.medians is None:
        return
    box, theme = plot.box, sheet.theme
    x, y = plot.at(*portfolio.medians)
    across, up = (
        sheet.texts.t("median {value}", value=words.figure(study, value, sheet.texts)) for value in portfolio.medians
    )
    sheet.line(((x, box.top), (x, box.bottom)), theme.median, 1.2, dashed=True, over=1.9)
    sheet.line(((box.left, y), (box.right, y)), theme.median, 1.2, dashed=True, over=1.9)
    sheet.text(x, box.top - TEXT_SMALL * 0.4, across, size=TEXT_SMALL, color=theme.median, bold=True, align="center")
    breadth = width_of(up, TEXT_SMALL, bold=True)
    sheet.rectangle(Box(box.left + 3, y - 3 - TEXT_SMALL, box.left + 7 + breadth, y - 1.5), theme.surface, over=4.5)
    sheet.text(box.left + 5, y - 4, up, size=TEXT_SMALL, color=theme.median, bold=True)


def _draw_places(
    sheet: Sheet, plot: _Plot, places: Sequence[Place], listed: Sequence[Place], focus: str | None
) -> None:
    """Dots with their crosses; candidates are diamonds, those of the list with their number, the surest on top."""
    theme, every = sheet.theme, len(places) <= _MOST_CROSSES
    numbers = {place.code: number for number, place in enumerate(listed, 1)}
    order = sorted(
        places, key=lambda place: (place.code == focus, place.candidate, -numbers.get(place.code, len(numbers) + 1))
    )
    aside = _aside(plot, listed)
    for number, place in enumerate(order):
        own, over = place.code == focus, 3 + number / (len(order) + 1)
        color = theme.accent if own else theme.ink if place.candidate else theme.others
        if every or own:
            _cross(sheet, plot, place, color)
        told = place.code in numbers
        shape, diameter = ("D", 11.5 if told else 6.5) if place.candidate else ("o", 9.0 if own else 6.5)
        x, y = aside.get(place.code, plot.at(place.across, place.up))
        if (x, y) != plot.at(place.across, place.up):
            sheet.line(((x, y), plot.at(place.across, place.up)), color, 1.0, over=2.9)
        sheet.markers([(x, y)], color, diameter, shape=shape, over=over).set_gid(f"cluster:{place.code}")
        if told:
            tint = theme.on_accent if own else theme.surface
            mark = sheet.text(
                x, y, str(numbers[place.code]), size=8, color=tint, bold=True, align="center", middle=True
            )
            mark.set_zorder(over)


def _aside(plot: _Plot, listed: Sequence[Place]) -> dict[str, tuple[float, float]]:
    """Where the diamonds with a number stand: in their places, or beside the surer one that would cover them."""
    found: dict[str, tuple[float, float]] = {}
    for place in listed:
        x, y = plot.at(place.across, place.up)
        step = _DIAMOND if x < plot.box.middle[0] else -_DIAMOND
        while any(math.dist((x, y), other) < _DIAMOND for other in found.values()):
            x += step
        found[place.code] = (x, y)
    return found


def _cross(sheet: Sheet, plot: _Plot, place: Place, color: str) -> None:
    x, y = plot.at(place.across, place.up)
    lines = []
    if place.across_span is not None:
        lines.append([(plot.across.at(score), y) for score in place.across_span])
    if place.up_span is not None:
        lines.append([(x, plot.up.at(score)) for score in place.up_span])
    for line in lines:
        sheet.line(line, color, 1.0, over=2.5).set_gid("span")


def _label(sheet: Sheet, plot: _Plot, place: Place, name: str, places: Sequence[Place]) -> None:
    """The name of the focus beside its mark, where it hides the fewest others, on a ground of its own."""
    size, (x, y) = TEXT_SMALL, plot.at(place.across, place.up)
    line = shorten(name, size, plot.box.width * 0.45, bold=True)
    breadth, half = width_of(line, size, bold=True), size * 0.7
    low, high = plot.box.left + 2, max(plot.box.right - 2 - breadth, plot.box.left + 2)
    beside = [(x + 10, y), (x - 10 - breadth, y)]
    away = [(x - breadth / 2, y + rise) for rise in _RISES if plot.box.top < y + rise < plot.box.bottom]
    found = [(min(max(left, low), high), middle) for left, middle in (*beside, *away)]
    marks = [plot.at(other.across, other.up) for other in places]

    def hidden(at: tuple[float, float]) -> int:
        return sum(at[0] - 7 < left < at[0] + breadth + 7 and abs(top - at[1]) < half + 7 for left, top in marks)

    left, middle = min(found, key=hidden)
    if abs(middle - y) > _NEAR:
        end = min(max(x, left), left + breadth)
        sheet.line(((x, y), (end, middle)), sheet.theme.accent, 0.8, over=2.9)
    ground = Box(left - 2, middle - half, left + breadth + 2, middle + half)
    sheet.rectangle(ground, sheet.theme.surface, over=4.4)
    sheet.text(left, middle, line, size=size, color=sheet.theme.accent, bold=True, middle=True)


def _draw_squares(sheet: Sheet, study: ScoredStudy, portfolio: Portfolio, plot: _Plot) -> None:
    """How many clusters stand where: squares in tones with their number; fewer than a crowd have the tone alone."""
    box, theme = plot.box, sheet.theme
    side = min(box.width, box.height) / _SQUARES
    counts: dict[tuple[int, int], int] = {}
    for place in portfolio.places:
        x, y = plot.at(place.across, place.up)
        key = (int((x - box.left) // side), int((y - box.top) // side))
        counts[key] = counts.get(key, 0) + 1
    most = max(counts.values())
    for (column, row), count in sorted(counts.items()):
        left, top = box.left + column * side, box.top + row * side
        square = Box(left, top, min(left + side, box.right), min(top + side, box.bottom))
        color = tone(theme, 0.08 + 0.42 * count / most)
        sheet.rectangle(square, color, over=1.5).set_gid("count")
        if count >= study.method.crowd:
            mark = sheet.text(
                *square.middle, str(count), size=TEXT_SMALL, color=ink_on(color), align="center", middle=True
            )
            mark.set_zorder(1.6)
