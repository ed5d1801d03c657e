"""Which choice of the method moves the ranking most? Sobol's shares of every choice, by itself and with all it acts through."""

from collections.abc import Mapping, Sequence

from matplotlib.figure import Figure

from clusterbench_gui.charts import words
from clusterbench_gui.charts.scale import Axis
from clusterbench_gui.charts.style import Box, Sheet, height_of, width_of, wrap
from clusterbench_gui.charts.tones import tone
from clusterbench_gui.domain.findings import Influence, Sensitivity
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.texts import DASH, Texts
from clusterbench_gui.support.theme import SPACE, TEXT_BODY, TEXT_SMALL, Theme

_NAMES_SHARE = 0.34
_MOST_PITCH = 46.0
_TONE = 0.75
_AGGREGATE = "aggregate "
_MOST_TICKS = 5
_NAMED = 3
"""Choices that a title names."""

_Span = tuple[float, float] | None


def _(message: str) -> str:
    """Mark a text for the catalogue; it is translated where it is used."""
    return message


_WORDS: Mapping[str, str] = {
    "normalise": _("Normalisation"),
    "weights": _("Weights"),
    "dropped": _("One indicator left out"),
}


def influences_figure(
    study: ScoredStudy,
    data: Sensitivity,
    theme: Theme,
    texts: Texts,
    *,
    focus: str | None = None,
    size: tuple[float, float] = (8, 5),
) -> Figure:
    """Two bars for every choice: filled by itself, hollow with all it acts through; thin lines are intervals where shares are estimated.

    No cluster is named; with few clusters beside the focus nothing is shown.
    """
    sheet = Sheet(theme, texts, size)
    refusal = _refusal(study, data, texts, focus)
    sheet.frame(refusal or _title(study, data, texts), _subtitle(data, texts), words.source(study, texts))
    if refusal:
        sheet.sentence(refusal)
        return sheet.figure
    _draw_key(sheet)
    _draw(sheet, study, _ordered(data))
    return sheet.figure


def describe(study: ScoredStudy, data: Sensitivity, texts: Texts, *, focus: str | None = None) -> str:
    """The influences in words: every choice with both shares, the greatest first."""
    refusal = _refusal(study, data, texts, focus)
    if refusal:
        return words.sentences([refusal, _subtitle(data, texts)])
    told = [
        texts.t(
            "{name}: {first} by itself, {total} with other choices",
            name=_name(study, one.factor, texts),
            first=words.share(one.first, texts),
            total=words.share(one.total, texts),
        )
        for one in _ordered(data)
    ]
    return words.sentences([_title(study, data, texts), _subtitle(data, texts), "; ".join(told)])


def table(study: ScoredStudy, data: Sensitivity, texts: Texts, *, focus: str | None = None) -> words.Table:
    """Every choice with its shares and their intervals, the greatest first."""
    headings = (
        texts.t("Choice"),
        texts.t("By itself"),
        texts.t("Interval"),
        texts.t("With other choices"),
        texts.t("Interval"),
    )
    if _refusal(study, data, texts, focus):
        return headings, ()
    return headings, tuple(
        (
            _name(study, one.factor, texts),
            words.share(one.first, texts),
            _span(one.first_span, texts),
            words.share(one.total, texts),
            _span(one.total_span, texts),
        )
        for one in _ordered(data)
    )


def _refusal(study: ScoredStudy, data: Sensitivity, texts: Texts, focus: str | None) -> str:
    if words.few_others(study, focus, study.scores.clusters):
        return texts.t("Too few clusters to compare")
    return "" if data.influences else texts.t("No choice of the method changes a place")


def _ordered(data: Sensitivity) -> list[Influence]:
    return sorted(data.influences, key=lambda one: (-one.total, -one.first))


def _name(study: ScoredStudy, factor: str, texts: Texts) -> str:
    """A choice in words; means by the level that they make."""
    level = factor.removeprefix(_AGGREGATE)
    if level != factor and level.isdigit():
        made = words.level_name(study.model, int(level), texts)
        return texts.t("Kind of mean: {level}", level=made[:1].lower() + made[1:])
    return texts.t(_WORDS[factor]) if factor in _WORDS else factor


def _span(span: _Span, texts: Texts) -> str:
    return DASH if span is None else DASH.join(words.share(end, texts) for end in span)


def _title(study: ScoredStudy, data: Sensitivity, texts: Texts) -> str:
    """The choice that moves most; with it those that may move as much, by the intervals of their shares."""
    first, *rest = _ordered(data)
    least = first.total if first.total_span is None else first.total_span[0]
    equal = [one for one in rest if (one.total if one.total_span is None else one.total_span[1]) >= least]
    told = [
        f"{_name(study, one.factor, texts)} ({words.share(one.total, texts)})" for one in (first, *equal[: _NAMED - 1])
    ]
    return texts.t("Moves the ranking most: {choices}", choices=", ".join(told))


def _subtitle(data: Sensitivity, texts: Texts) -> str:
    runs = texts.number(data.runs, 0)
    said = texts.t("Shares of what varies in the mean change of places when the method is varied")
    if data.exact:
        return f"{said}; " + texts.t("exact, all {runs} variants", runs=runs)
    return f"{said}; " + texts.t("estimated from {runs} variants, thin lines hold nine in ten", runs=runs)


def _draw_key(sheet: Sheet) -> None:
    """What the two bars are, at the top of the body, each on its line where they do not fit on one."""
    body, theme, size = sheet.body, sheet.theme, TEXT_SMALL
    x, middle = body.left, body.top + size * 0.6
    entries = (
        (True, sheet.texts.t("by itself: what would be settled with this choice")),
        (False, sheet.texts.t("with others: what would stay open if only this choice were open")),
    )
    for filled, said in entries:
        breadth = 24 + width_of(said, size)
        if x > body.left and x + breadth > body.right:
            x, middle = body.left, middle + size * 1.5
        _bar(sheet, Box(x, middle - 4, x + 18, middle + 4), filled=filled)
        sheet.text(x + 24, middle, said, size=size, color=theme.muted, middle=True)
        x += breadth + SPACE[3]
    sheet.body = Box(body.left, middle + size * 1.4, body.right, body.bottom)


def _draw(sheet: Sheet, study: ScoredStudy, rows: Sequence[Influence]) -> None:
    body, texts, size = sheet.body, sheet.texts, float(TEXT_BODY)
    labels = [_name(study, one.factor, texts) for one in rows]
    room = min(max(width_of(label, size) for label in labels), body.width * _NAMES_SHARE)
    column = width_of(words.share(1.0, texts), size, bold=True)
    axis = _axis(rows, body.left + room + SPACE[2], body.right - column - SPACE[2])
    pitch = min((body.height - TEXT_SMALL * 1.6) / len(rows), _MOST_PITCH)
    size = min(size, pitch * 0.6)
    plot = Box(axis.start, body.top, axis.end, body.top + pitch * len(rows))
    _draw_axis(sheet, axis, plot)
    for row, (one, label) in enumerate(zip(rows, labels, strict=True)):
        whole = Box(body.left, body.top + row * pitch, body.right, body.top + (row + 1) * pitch)
        sheet.region(whole, f"factor:{one.factor}")
        lines = wrap(label, size, room, lines=2 if pitch > size * 2.7 else 1)
        sheet.block(body.left, whole.middle[1] - height_of(len(lines), size) / 2, lines, size=size)
        for share, span, filled in ((one.first, one.first_span, True), (one.total, one.total_span, False)):
            middle = whole.middle[1] + (-0.22 if filled else 0.22) * pitch
            half = min(pitch * 0.15, 6)
            _bar(sheet, Box(axis.at(0), middle - half, axis.at(share), middle + half), filled=filled)
            _interval(sheet, axis, span, middle)
            said = words.share(share, texts)
            sheet.text(body.right, middle, said, size=min(size, pitch * 0.45), bold=filled, align="right", middle=True)


def _bar(sheet: Sheet, box: Box, *, filled: bool) -> None:
    color = tone(sheet.theme, _TONE)
    if filled:
        sheet.rectangle(box, color).set_gid("first")
    else:
        sheet.boxes([box], sheet.theme.surface, edge=color, width=1.1)


def _interval(sheet: Sheet, axis: Axis, span: _Span, middle: float) -> None:
    """A thin line with ends, and a rim so that it shows on the bar."""
    if span is None:
        return
    low, high = (axis.at(end) for end in span)
    lines = [((low, middle), (high, middle)), *(((x, middle - 3), (x, middle + 3)) for x in (low, high))]
    sheet.lines(lines, sheet.theme.surface, 3.0, over=3)
    sheet.lines(lines, sheet.theme.ink, 1.0, over=3.1)


def _axis(rows: Sequence[Influence], start: float, end: float) -> Axis:
    """From zero to the greatest share or end of an interval, rounded up to a tick."""
    ends = [one.first for one in rows] + [one.total for one in rows]
    ends += [span[1] for one in rows for span in (one.first_span, one.total_span) if span is not None]
    step = next(step for step in (0.05, 0.1, 0.2) if max(ends) <= step * _MOST_TICKS or step == 0.2)
    high = next(step * count for count in range(1, 2 * _MOST_TICKS) if step * count >= max(ends) - 1e-9)
    return Axis(0.0, high, start, end)


def _draw_axis(sheet: Sheet, axis: Axis, plot: Box) -> None:
    ticks = axis.ticks()
    sheet.lines([((axis.at(tick), plot.top), (axis.at(tick), plot.bottom)) for tick in ticks], sheet.theme.line)
    for tick in ticks:
        mark = sheet.text(
            axis.at(tick),
            plot.bottom + TEXT_SMALL * 1.2,
            words.share(tick, sheet.texts),
            size=TEXT_SMALL,
            color=sheet.theme.muted,
            align="center",
        )
        mark.set_gid("tick")
