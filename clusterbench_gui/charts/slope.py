"""Who rose and who fell between the editions? A line for every cluster of the panel; bands where lines would hide each other."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure

from clusterbench_gui.charts import words
from clusterbench_gui.charts.scale import Axis, decimals
from clusterbench_gui.charts.style import Box, Sheet, shorten, spread, width_of
from clusterbench_gui.charts.tones import tone
from clusterbench_gui.domain.editions import text_in
from clusterbench_gui.domain.findings import Trend
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.texts import DASH, Texts
from clusterbench_gui.support.theme import SPACE, TEXT_SMALL, TEXT_TABLE, Theme

_MOST_LINES = 60
_NAMES_SHARE = 0.3
_PITCH = 11.0

_Scores = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where editions (x) and scores (y) stand."""

    box: Box
    places: tuple[float, ...]
    axis: Axis

    def lines(self, scores: _Scores) -> list[list[tuple[float, float]]]:
        """The points of a series, in pieces between the editions without a score."""
        pieces: list[list[tuple[float, float]]] = [[]]
        for x, score in zip(self.places, scores, strict=True):
            if score is not None:
                pieces[-1].append((x, self.axis.at(score)))
            elif pieces[-1]:
                pieces.append([])
        return [piece for piece in pieces if piece]


def slope_figure(
    study: ScoredStudy,
    trend: Trend,
    theme: Theme,
    texts: Texts,
    *,
    focus: str | None = None,
    names: bool = True,
    only_focus: bool = False,
    size: tuple[float, float] = (8, 6),
) -> Figure:
    """Scores of the panel over the editions, the focus in accent, medians dashed, benchmarks in their colour.

    `only_focus` leaves the lines of the others without words, however much room there is.
    Beyond 60 clusters the middle half and the whole are bands instead of lines. A panel of few others is not shown.
    """
    sheet = Sheet(theme, texts, size)
    sheet.frame(
        _title(study, trend, texts, focus=focus, names=names),
        _subtitle(study, trend, texts),
        _source(study, trend, texts),
    )
    if words.few_others(study, focus, (code for code, _ in trend.rows)) or len(trend.editions) < 2:
        sheet.sentence(texts.t("Too few clusters took part in all of the editions"))
        return sheet.figure
    labels = _labels(study, trend, sheet, focus, names=names, only_focus=only_focus)
    plot = _plot(sheet, study, trend, labels)
    _draw_editions(sheet, trend, plot)
    if len(trend.rows) > _MOST_LINES:
        _draw_bands(sheet, trend, plot)
    else:
        for code, scores in trend.rows:
            if code != focus:
                _draw_line(sheet, plot, scores, theme.others, f"cluster:{code}")
    _series(sheet, plot, trend.medians, theme.median, dashed=True)
    _series(sheet, plot, trend.benchmarks, theme.benchmark, marker="D")
    own = dict(trend.rows).get(focus or "")
    if own is not None:
        _series(sheet, plot, own, theme.accent, marker="o", width=2.4, gid=f"cluster:{focus}")
    _write_labels(sheet, plot, labels)
    return sheet.figure


def describe(study: ScoredStudy, trend: Trend, texts: Texts, *, focus: str | None = None, names: bool = True) -> str:
    """The trend in words: who rose and fell, medians and benchmarks of each edition, the scores of the focus."""
    parts = [_title(study, trend, texts, focus=focus, names=names), _subtitle(study, trend, texts)]
    if words.few_others(study, focus, (code for code, _ in trend.rows)):
        return words.sentences([*parts, texts.t("Too few clusters took part in all of the editions")])
    titles = _titles(trend, texts)
    own = dict(trend.rows).get(focus or "")
    series = [(texts.t("median"), trend.medians), (texts.t("benchmark"), trend.benchmarks)]
    if focus is not None and own is not None:
        series.append((words.label(study, focus, names=names), own))
    for name, scores in series:
        told = ", ".join(
            f"{title} {words.figure(study, score, texts)}" for title, score in zip(titles, scores, strict=True)
        )
        parts.append(f"{name}: {told}")
    return words.sentences(parts)


def table(
    study: ScoredStudy, trend: Trend, texts: Texts, *, focus: str | None = None, names: bool = True
) -> words.Table:
    """Scores of every cluster of the panel with the change from the first edition to the last; none of a small panel."""
    headings = (texts.t("Cluster"), *_titles(trend, texts), texts.t("Change"))
    if words.few_others(study, focus, (code for code, _ in trend.rows)):
        return headings, ()
    rows = [(words.label(study, code, names=names), scores) for code, scores in trend.rows]
    rows = [
        *sorted(rows, key=lambda row: texts.sort_key(row[0])),
        (texts.t("median"), trend.medians),
        (texts.t("benchmark"), trend.benchmarks),
    ]
    return headings, tuple(
        (label, *(words.figure(study, score, texts) for score in scores), _change(study, scores, texts))
        for label, scores in rows
    )


def _change(study: ScoredStudy, scores: _Scores, texts: Texts) -> str:
    moved = _moved(scores)
    return DASH if moved is None else words.change(study, moved, texts)


def _moved(scores: _Scores) -> float | None:
    """From the first edition to the last; None where one of them is missing."""
    return None if not scores or scores[0] is None or scores[-1] is None else scores[-1] - scores[0]


def _titles(trend: Trend, texts: Texts) -> list[str]:
    return [text_in(titles, texts.language) for titles in trend.editions]


def _title(study: ScoredStudy, trend: Trend, texts: Texts, *, focus: str | None, names: bool) -> str:
    """How many rose and fell, by what is printed: a change that prints as zero is none. With a focus, its own change."""
    own = dict(trend.rows).get(focus or "")
    if focus is not None and own is not None and (moved := _moved(own)) is not None:
        return texts.t(
            "{name}: {points} points from the first edition to the last",
            name=words.label(study, focus, names=names),
            points=words.change(study, moved, texts),
        )
    if words.few_others(study, focus, (code for code, _ in trend.rows)):
        return texts.t("Change between the editions")
    changes = [_change(study, scores, texts) for _, scores in trend.rows]
    zero = words.figure(study, 0.0, texts)
    rose = sum(change.startswith("+") for change in changes)
    return texts.t(
        "Of {count} clusters of the panel {rose} rose and {fell} fell",
        count=len(changes),
        rose=rose,
        fell=sum(change not in {zero, DASH} for change in changes) - rose,
    )


def _subtitle(study: ScoredStudy, trend: Trend, texts: Texts) -> str:
    values = {
        "node": words.node_name(study.model.node(trend.node), texts),
        "scale": words.scale(study.method, texts),
    }
    if len(trend.rows) > _MOST_LINES:
        return texts.t("{node}, {scale}; dark band: the middle half of the panel, light band: nine in ten", **values)
    return texts.t("{node}, {scale}; each line is a cluster that took part in all of the editions", **values)


def _source(study: ScoredStudy, trend: Trend, texts: Texts) -> str:
    scaling = text_in(trend.scaling, texts.language)
    return "; ".join(part for part in (words.source(study, texts), scaling) if part)


@dataclass(frozen=True, slots=True)
class _Label:
    """Name and value at the last edition of a series."""

    name: str
    value: str
    score: float
    color: str
    bold: bool = False


def _labels(
    study: ScoredStudy, trend: Trend, sheet: Sheet, focus: str | None, *, names: bool, only_focus: bool
) -> list[_Label]:
    """Median, benchmark and focus always; all clusters where every line finds room for its words."""
    texts, theme = sheet.texts, sheet.theme
    found = []
    for name, scores, color in (
        (texts.t("median"), trend.medians, theme.median),
        (texts.t("benchmark"), trend.benchmarks, theme.benchmark),
    ):
        if scores[-1] is not None:
            found.append(_Label(name, words.figure(study, scores[-1], texts), scores[-1], color, bold=True))
    every = not only_focus and (len(trend.rows) + len(found)) * _PITCH <= sheet.body.height - 2 * TEXT_SMALL
    for code, scores in trend.rows:
        if scores[-1] is not None and (every or code == focus):
            name, value = words.label(study, code, names=names), words.figure(study, scores[-1], texts)
            found.append(
                _Label(name, value, scores[-1], theme.accent if code == focus else theme.ink, bold=code == focus)
            )
    return found


def _plot(sheet: Sheet, study: ScoredStudy, trend: Trend, labels: Sequence[_Label]) -> _Plot:
    body = sheet.body
    widest = max((width_of(f"{label.name} {label.value}", TEXT_SMALL, bold=True) for label in labels), default=0)
    room = min(widest + 1, body.width * _NAMES_SHARE)
    margin = max(width_of(value, TEXT_SMALL) for value in words.scale_ends(study.method, sheet.texts)) + SPACE[1]
    known = [score for _, scores in trend.rows for score in scores if score is not None]
    known += [score for score in (*trend.medians, *trend.benchmarks) if score is not None]
    low, high = min(known, default=study.method.low), max(known, default=study.method.high)
    around = max((high - low) * 0.05, (study.method.high - study.method.low) * 0.01)
    box = Box(body.left + margin, body.top + TEXT_SMALL, body.right - room - SPACE[1], body.bottom - TEXT_TABLE * 1.8)
    ends = (box.left + 14, box.right - 6)
    steps = len(trend.editions) - 1
    places = tuple(ends[0] + (ends[1] - ends[0]) * number / steps for number in range(steps + 1))
    return _Plot(box, places, Axis(low - around, high + around, box.bottom, box.top))


def _draw_editions(sheet: Sheet, trend: Trend, plot: _Plot) -> None:
    """The editions below, an upright line at each; values of the scale at the left."""
    box, theme, texts = plot.box, sheet.theme, sheet.texts
    ticks = plot.axis.ticks()
    sheet.lines([((box.left, plot.axis.at(tick)), (box.right, plot.axis.at(tick))) for tick in ticks], theme.line)
    for tick in ticks:
        value = texts.number(tick, decimals(ticks))
        mark = sheet.text(
            box.left - 6, plot.axis.at(tick), value, size=TEXT_SMALL, color=theme.muted, align="right", middle=True
        )
        mark.set_gid("tick")
    sheet.lines([((x, box.top), (x, box.bottom)) for x in plot.places], theme.muted, 0.8)
    room = min(plot.places[1] - plot.places[0], sheet.body.width / len(plot.places)) - SPACE[1]
    titles = [shorten(title, TEXT_TABLE, room) for title in _titles(trend, texts)]
    widths = [width_of(title, TEXT_TABLE) for title in titles]
    for middle, title in zip(spread(plot.places, widths, sheet.body.left, sheet.body.right), titles, strict=True):
        sheet.text(middle, box.bottom + TEXT_TABLE * 1.5, title, size=TEXT_TABLE, align="center")


def _draw_line(sheet: Sheet, plot: _Plot, scores: _Scores, color: str, gid: str) -> None:
    for piece in plot.lines(scores):
        if len(piece) > 1:
            sheet.line(piece, color, 1.1, over=2).set_gid(gid)
        sheet.markers(piece, color, 3.5, over=2.1)


def _series(
    sheet: Sheet,
    plot: _Plot,
    scores: _Scores,
    color: str,
    *,
    dashed: bool = False,
    marker: str = "",
    width: float = 1.6,
    gid: str = "series",
) -> None:
    for piece in plot.lines(scores):
        if len(piece) > 1:
            sheet.line(piece, color, width, dashed=dashed, over=4).set_gid(gid)
        if marker:
            sheet.markers(piece, color, 6.5, shape=marker, over=4.1)


def _draw_bands(sheet: Sheet, trend: Trend, plot: _Plot) -> None:
    """Nine in ten and the middle half of the panel, edition by edition: no cluster's line can be told from them."""
    columns = [
        np.array([scores[number] for _, scores in trend.rows if scores[number] is not None], dtype=float)
        for number in range(len(trend.editions))
    ]
    if not all(len(column) for column in columns):
        return
    for low, high, shade, gid in ((5, 95, 0.18, "nine-in-ten"), (25, 75, 0.38, "middle-half")):
        bounds = [np.percentile(column, [low, high]) for column in columns]
        upper = [(x, plot.axis.at(float(bound[1]))) for x, bound in zip(plot.places, bounds, strict=True)]
        lower = [(x, plot.axis.at(float(bound[0]))) for x, bound in zip(plot.places, bounds, strict=True)]
        sheet.area([*upper, *reversed(lower)], tone(sheet.theme, shade), 1.0).set_gid(gid)


def _write_labels(sheet: Sheet, plot: _Plot, labels: Sequence[_Label]) -> None:
    """Words right of the last edition, moved apart, with a thin line to where they belong."""
    left, room = plot.box.right + SPACE[1], sheet.body.right - plot.box.right - SPACE[1]
    middles = [plot.axis.at(label.score) for label in labels]
    placed = spread(middles, [_PITCH] * len(labels), plot.box.top - TEXT_SMALL, plot.box.bottom + TEXT_SMALL, gap=0)
    for label, middle, at in zip(labels, middles, placed, strict=True):
        if abs(middle - at) > 1:
            sheet.lines([((plot.places[-1] + 3, middle), (left - 1.5, at))], sheet.theme.line, 0.8)
        value = f" {label.value}"
        name = shorten(label.name, TEXT_SMALL, room - width_of(value, TEXT_SMALL, bold=label.bold), bold=label.bold)
        sheet.text(left, at, name + value, size=TEXT_SMALL, color=label.color, bold=label.bold, middle=True)
