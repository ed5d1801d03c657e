"""How sure is the place of one cluster? Bars of the chances of each place; no other cluster is in the picture."""

from dataclasses import dataclass

from matplotlib.figure import Figure

from clusterbench_gui.charts import certain, words
from clusterbench_gui.charts.scale import Axis, decimals
from clusterbench_gui.charts.style import Box, Sheet, spread, width_of
from clusterbench_gui.charts.tones import tone
from clusterbench_gui.domain.findings import Standing
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import TEXT_SMALL, Theme

_MOST_BARS = 30
_STEPS = (1, 2, 5)
_LEAST = 0.005
"""What prints as 0 % needs no bar at the ends of the picture."""

_WIDEST = 34.0
_FEWEST = 7
"""Columns at least: a certain place stands among its neighbours."""


@dataclass(frozen=True, slots=True)
class _Bar:
    """Places from `first` to `last`, and the share of the variants with one of them."""

    first: int
    last: int
    chance: float


def places_figure(
    study: ScoredStudy,
    standing: Standing,
    variants: int,
    theme: Theme,
    texts: Texts,
    *,
    names: bool = True,
    size: tuple[float, float] = (7, 3),
) -> Figure:
    """The share of the variants in which the cluster has each place, the official place in accent, nine in ten on a bracket.

    Many places are gathered, so that there are at most 30 bars. `size` in inches.
    """
    sheet = Sheet(theme, texts, size)
    sheet.frame(_title(study, standing, texts, names=names), _subtitle(variants, texts), words.source(study, texts))
    _draw(sheet, standing, _bars(standing))
    return sheet.figure


def describe(study: ScoredStudy, standing: Standing, variants: int, texts: Texts, *, names: bool = True) -> str:
    """The chances in words: the finding, then every place or range of places with its share."""
    bars = (
        f"{certain.places(one.first, one.last, texts)}: {words.share(one.chance, texts)}" for one in _bars(standing)
    )
    return words.sentences(
        [_title(study, standing, texts, names=names), _subtitle(variants, texts), "; ".join(bars)],
    )


def table(standing: Standing, texts: Texts) -> words.Table:
    """The shares of all bars, the first place first."""
    return (texts.t("Place"), texts.t("Share of the variants")), tuple(
        (certain.places(one.first, one.last, texts), words.share(one.chance, texts, 1)) for one in _bars(standing)
    )


def _title(study: ScoredStudy, standing: Standing, texts: Texts, *, names: bool) -> str:
    return texts.t(
        "{name}: place {place}; nine in ten variants give {places}",
        name=words.label(study, standing.code, names=names),
        place=standing.place,
        places=certain.spoken(standing, texts),
    )


def _subtitle(variants: int, texts: Texts) -> str:
    return texts.t(
        "Share of {count} variants of the method that give each place; filled: the place by the method of the study",
        count=texts.number(variants, 0),
    )


def _bars(standing: Standing) -> list[_Bar]:
    """From the first place that counts to the last, the official place and the interval always among them."""
    likely = [place for place, chance in enumerate(standing.chances, 1) if chance >= _LEAST]
    first = min([*likely, standing.place, standing.low])
    last = max([*likely, standing.place, standing.high])
    while last - first + 1 < min(_FEWEST, len(standing.chances)):
        first, last = max(first - 1, 1), min(last + 1, len(standing.chances))
    step = _step(last - first + 1)
    start = (first - 1) // step * step + 1
    return [
        _Bar(place, end, sum(standing.chances[place - 1 : end]))
        for place in range(start, last + 1, step)
        for end in (min(place + step - 1, len(standing.chances)),)
    ]


def _step(count: int) -> int:
    """How many places make a bar: 1, 2, 5, 10, 20 and so on."""
    power = 1
    while True:
        for step in _STEPS:
            if -(-count // (step * power)) < _MOST_BARS:
                return step * power
        power *= 10


def _draw(sheet: Sheet, standing: Standing, bars: list[_Bar]) -> None:
    """Bars on a scale from zero, their places below, the interval above."""
    body, theme, texts = sheet.body, sheet.theme, sheet.texts
    highest = max(one.chance for one in bars) or 1.0
    axis = Axis(0.0, highest, body.bottom - TEXT_SMALL * 3, body.top + TEXT_SMALL * 2.6)
    ticks = axis.ticks(3)
    digits = decimals([tick * 100 for tick in ticks])
    margin = max(width_of(words.share(tick, texts, digits), TEXT_SMALL) for tick in ticks) + 8
    over = max(width_of(label, TEXT_SMALL, bold=True) for label in _labels(bars, texts)) / 2 + 2  # of the last label
    pitch = min((body.width - margin - over) / (len(bars) - 0.5), _WIDEST)
    plot = Box(body.left + margin, axis.end, body.left + margin + pitch * len(bars), axis.start)
    sheet.lines([((plot.left, axis.at(tick)), (plot.right, axis.at(tick))) for tick in ticks], theme.line)
    for tick in ticks:
        said = words.share(tick, texts, digits)
        mark = sheet.text(
            plot.left - 5, axis.at(tick), said, size=TEXT_SMALL, color=theme.muted, align="right", middle=True
        )
        mark.set_gid("tick")
    for number, one in enumerate(bars):
        _draw_bar(
            sheet, axis, one, plot.left + pitch * (number + 0.5), pitch, own=one.first <= standing.place <= one.last
        )
    _write_places(sheet, plot, bars, pitch, standing)
    _bracket(sheet, plot, bars, pitch, standing)


def _draw_bar(sheet: Sheet, axis: Axis, one: _Bar, middle: float, pitch: float, *, own: bool) -> None:
    theme, half = sheet.theme, pitch * 0.38
    box = Box(middle - half, axis.at(one.chance), middle + half, axis.start)
    if box.height <= 0:
        return
    if theme.outlined and not own:
        sheet.boxes([box], theme.surface, edge=theme.line, width=0.8)
    else:
        sheet.rectangle(box, theme.accent if own else tone(theme, 0.3)).set_gid("own" if own else "chance")


def _labels(bars: list[_Bar], texts: Texts) -> list[str]:
    return [certain.places(one.first, one.last, texts) for one in bars]


def _write_places(sheet: Sheet, plot: Box, bars: list[_Bar], pitch: float, standing: Standing) -> None:
    """What each bar is, every second or third where they would touch, and the axis in a word."""
    theme, texts = sheet.theme, sheet.texts
    labels = _labels(bars, texts)
    every = int(max(width_of(label, TEXT_SMALL, bold=True) + 4 for label in labels) // pitch) + 1
    owner = next(number for number, one in enumerate(bars) if one.first <= standing.place <= one.last)
    for number, label in enumerate(labels):
        if (number - owner) % every == 0:
            own = number == owner
            x, color = plot.left + pitch * (number + 0.5), theme.accent if own else theme.ink
            sheet.text(
                x, plot.bottom + TEXT_SMALL * 1.25, label, size=TEXT_SMALL, color=color, bold=own, align="center"
            )
    middle, foot = (plot.left + plot.right) / 2, plot.bottom + TEXT_SMALL * 2.6
    sheet.text(middle, foot, texts.t("Place"), size=TEXT_SMALL, color=theme.muted, align="center")


def _bracket(sheet: Sheet, plot: Box, bars: list[_Bar], pitch: float, standing: Standing) -> None:
    """A line over the bars of the interval with its words."""
    inside = [number for number, one in enumerate(bars) if one.last >= standing.low and one.first <= standing.high]
    left, right = plot.left + pitch * (inside[0] + 0.12), plot.left + pitch * (inside[-1] + 0.88)
    y, color = plot.top - TEXT_SMALL * 0.9, sheet.theme.ink
    sheet.line(((left, y + 4), (left, y), (right, y), (right, y + 4)), color, 1.0, over=3).set_gid("interval")
    said = sheet.texts.t("nine in ten variants: {places}", places=certain.spoken(standing, sheet.texts))
    half = width_of(said, TEXT_SMALL, bold=True)
    (middle,) = spread([(left + right) / 2], [half], sheet.body.left, sheet.body.right)
    sheet.text(middle, y - 4, said, size=TEXT_SMALL, color=color, bold=True, align="center")
