"""How do groups of clusters compare? A row for every class of a grouping: the median and the middle half of its clusters."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from clusterbench_gui.charts import classes, words
from clusterbench_gui.charts.bars import write_name
from clusterbench_gui.charts.scale import Axis, draw_marks, draw_scale, reference_marks
from clusterbench_gui.charts.style import Box, Sheet, shorten, width_of
from clusterbench_gui.charts.tones import tone
from clusterbench_gui.domain.findings import Region, Regions
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import SPACE, TEXT_SMALL, TEXT_TABLE, Theme

_LEAST_PITCH, _MOST_PITCH = 13.0, 44.0
_NAMES_SHARE = 0.34
_BAND = 0.38
"""How much of its grey the band of the middle half has."""


def groups_figure(
    study: ScoredStudy,
    regions: Regions,
    theme: Theme,
    texts: Texts,
    *,
    focus: str | None = None,
    names: bool = True,
    size: tuple[float, float] = (8, 6),
) -> Figure:
    """Median and middle half of every class on the scale, median and benchmark of all clusters as lines. `size` in inches.

    Classes of few clusters have no figures. The focus is a dot in its row. Where not every row is legible the largest classes stay.
    """
    sheet = Sheet(theme, texts, size)
    why = classes.hidden(study, regions, focus)
    title = classes.title(study, regions, texts, focus=focus, names=names)
    sheet.frame(title, _subtitle(study, regions, texts), words.source(study, texts))
    if why:
        sheet.sentence(texts.t(why))
        return sheet.figure
    own = classes.own_class(study, regions, focus)
    plot, rows = _plot(sheet, study, classes.shown(study, regions, focus), own)
    draw_scale(sheet, plot.axis, plot.box)
    marks = reference_marks(sheet, study, words.overall(study, regions.node))
    draw_marks(sheet, plot.axis, plot.box, marks, baseline=plot.box.top - TEXT_SMALL * 0.5, over=2.5)
    score = None if focus is None else words.cell(study, focus, regions.node).score
    for number, row in enumerate(rows):
        middle = plot.box.top + plot.pitch * (number + 0.5)
        _row(sheet, study, plot, row, middle, own=bool(own) and row.value == own)
        if row.value == own and score is not None:
            _self(sheet, study, plot, score, middle)
    _remark(sheet, study, regions, plot, rows)
    return sheet.figure


def describe(
    study: ScoredStudy, regions: Regions, texts: Texts, *, focus: str | None = None, names: bool = True
) -> str:
    """The comparison in words: the finding, median and benchmark of all, every class with its figures."""
    parts = [
        classes.title(study, regions, texts, focus=focus, names=names),
        _subtitle(study, regions, texts),
    ]
    if not classes.hidden(study, regions, focus):
        compared = words.overall(study, regions.node)
        parts += [
            words.median_label(study, compared, texts),
            words.benchmark_label(study, compared, texts),
            classes.told(study, regions, texts, focus),
            classes.remarks(study, regions, texts),
        ]
    return words.sentences(parts)


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where the rows stand; names end at `names`, counts at `counts`, values at the right of the body."""

    box: Box
    axis: Axis
    pitch: float
    names: float
    counts: float


table = classes.table
"""The same numbers as behind every chart of groups."""


def _subtitle(study: ScoredStudy, regions: Regions, texts: Texts) -> str:
    return texts.t(
        "{node}, {scale}; square: median of the group, bar: its middle half, dot: the cluster itself; benchmark: {rule}",
        node=words.node_name(study.model.node(regions.node), texts),
        scale=words.scale(study.method, texts),
        rule=words.benchmark_rule(study.method, texts),
    )


def _plot(sheet: Sheet, study: ScoredStudy, rows: Sequence[Region], own: str) -> tuple[_Plot, Sequence[Region]]:
    """The plot, and the rows that find room in it: that of the focus, then those of most clusters, in their order."""
    body, texts = sheet.body, sheet.texts
    top, bottom = body.top + TEXT_SMALL * 2.9, body.bottom - TEXT_SMALL * 3
    most = max(int((bottom - top) / _LEAST_PITCH), 1)
    kept = {
        row.value for row in sorted(rows, key=lambda row: (row.value != own, row.median is None, -row.count))[:most]
    }
    chosen = [row for row in rows if row.value in kept]
    widest = max(width_of(classes.name(row, texts), TEXT_TABLE, bold=True) for row in chosen)
    names = body.left + min(widest, body.width * _NAMES_SHARE)
    heading = width_of(texts.t("Clusters"), TEXT_SMALL)
    counts = names + SPACE[2] + max(heading, *(width_of(classes.count(row, texts), TEXT_TABLE) for row in chosen))
    value = max(
        width_of(texts.t("Median"), TEXT_SMALL),
        width_of(words.figure(study, study.method.high, texts), TEXT_TABLE, bold=True),
    )
    pitch = min((bottom - top) / len(chosen), _MOST_PITCH)
    box = Box(counts + SPACE[3], top, body.right - value - SPACE[2], top + pitch * len(chosen))
    heads = top - TEXT_SMALL * 1.8  # above the words of the marks
    for x, heading_ in ((counts, texts.t("Clusters")), (body.right, texts.t("Median"))):
        sheet.text(x, heads, heading_, size=TEXT_SMALL, color=sheet.theme.muted, align="right")
    return _Plot(box, Axis(study.method.low, study.method.high, box.left, box.right), pitch, names, counts), chosen


def _row(sheet: Sheet, study: ScoredStudy, plot: _Plot, row: Region, middle: float, *, own: bool) -> None:
    """Name, count, band, median and its value; nothing on the scale for a class whose figures are not shown."""
    body, texts, theme = sheet.body, sheet.texts, sheet.theme
    color = theme.accent if own else theme.ink
    line = Box(body.left, middle - plot.pitch / 2, body.right, middle + plot.pitch / 2)
    write_name(sheet, line, classes.name(row, texts), plot.names - body.left, color=color, bold=own)
    known = row.median is not None
    counted = classes.count(row, texts)
    tint = theme.ink if known else theme.muted
    sheet.text(plot.counts, middle, counted, size=TEXT_TABLE, color=tint, align="right", middle=True)
    if row.lower is not None and row.upper is not None:
        half = min(plot.pitch * 0.26, 7)
        band = Box(plot.axis.at(row.lower), middle - half, plot.axis.at(row.upper), middle + half)
        sheet.rectangle(band, tone(theme, _BAND), over=2).set_gid("middle-half")
    if row.median is not None:
        sheet.markers([(plot.axis.at(row.median), middle)], theme.median, 7, shape="s", over=4).set_gid("median")
        value = words.figure(study, row.median, texts)
        sheet.text(body.right, middle, value, size=TEXT_TABLE, color=color, bold=True, align="right", middle=True)
    sheet.region(line, f"region:{row.value}")


def _self(sheet: Sheet, study: ScoredStudy, plot: _Plot, score: float, middle: float) -> None:
    """The cluster in focus as a dot with its score beside it."""
    x, value = plot.axis.at(score), words.figure(study, score, sheet.texts)
    sheet.markers([(x, middle)], sheet.theme.accent, 9, over=4.1).set_gid("self")
    room = width_of(value, TEXT_SMALL, bold=True)
    start = x + 7 if x + 7 + room <= plot.box.right else x - 7 - room
    sheet.rectangle(Box(start - 1, middle - 5, start + room, middle + 5), sheet.theme.surface, over=3.9)
    sheet.text(start, middle, value, size=TEXT_SMALL, color=sheet.theme.accent, bold=True, middle=True)


def _remark(sheet: Sheet, study: ScoredStudy, regions: Regions, plot: _Plot, rows: Sequence[Region]) -> None:
    """Below the scale: what a hidden class means, who has no class, how many classes are not in the picture."""
    texts, left_out = sheet.texts, len(regions.rows) - len(rows)
    few = any(row.count and row.median is None for row in rows)
    parts = [
        texts.t("few: fewer than {n} clusters, no value", n=study.method.crowd) if few else "",
        classes.remarks(study, regions, texts),
        texts.n("{n} more group in the table", "{n} more groups in the table", left_out) if left_out else "",
    ]
    line = shorten("; ".join(part for part in parts if part), TEXT_SMALL, sheet.body.width)
    sheet.text(sheet.body.left, plot.box.bottom + TEXT_SMALL * 2.7, line, size=TEXT_SMALL, color=sheet.theme.muted)
