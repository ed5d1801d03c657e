"""How good is a cluster in each area, and in which quarter? A bar over the bands of the quartiles, with their letters."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from matplotlib.figure import Figure

from clusterbench_gui.charts import words
from clusterbench_gui.charts.bars import Entry, draw_key, tick
from clusterbench_gui.charts.scale import Axis, draw_scale, scores_axis
from clusterbench_gui.charts.style import Box, Sheet, shorten, width_of, wrap
from clusterbench_gui.charts.tones import tone
from clusterbench_gui.domain.editions import Node
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.texts import DASH, Texts
from clusterbench_gui.support.theme import SPACE, TEXT_BODY, TEXT_SMALL, Theme

_LETTERS = "DCBA"
_TONES = (0.10, 0.20, 0.30, 0.42)
_LEAST_PITCH = 27.0
_MOST_PITCH = 58.0
_NAMES_SHARE = 0.32


def bullet_figure(
    study: ScoredStudy,
    level: int,
    theme: Theme,
    texts: Texts,
    *,
    focus: str | None = None,
    names: bool = True,
    size: tuple[float, float] = (8, 5),
) -> Figure:
    """The nodes of `level`, one bullet each: bands of the quartiles D to A, median, benchmark, the bar of the focus.

    Bands reach to the ends of the scale, so that nobody's extreme is told; without enough other clusters there are none.
    Where not all nodes fit, those are shown where the focus is farthest from the median.
    """
    sheet = Sheet(theme, texts, size)
    title = _title(study, level, texts, focus=focus, names=names)
    every = study.model.at(level)
    sheet.frame(title, _subtitle(study, level, texts, focus), words.source(study, texts))
    if not every or all(study.scores.summaries[node.code].count == 0 for node in every):
        sheet.sentence(texts.t("No cluster has a result here yet"))
        return sheet.figure
    draw_key(sheet, _key(study, sheet, focus, names=names))
    nodes = _chosen(study, every, focus, max(int((sheet.body.height - TEXT_SMALL * 3) // _LEAST_PITCH), 1))
    if len(nodes) < len(every):
        _left_out(sheet, len(every) - len(nodes))
    _draw(sheet, study, nodes, focus)
    return sheet.figure


def describe(study: ScoredStudy, level: int, texts: Texts, *, focus: str | None = None, names: bool = True) -> str:
    """The bullets in words: node by node the score, its quarter, median and benchmark as far as they may be told."""
    headings, rows = table(study, level, texts, focus=focus, names=names)
    return words.sentences(
        [
            _title(study, level, texts, focus=focus, names=names),
            _subtitle(study, level, texts, focus),
            *(
                f"{row[0]}: "
                + ", ".join(f"{heading} {value}" for heading, value in zip(headings[1:], row[1:], strict=True))
                for row in rows
            ),
        ]
    )


def table(study: ScoredStudy, level: int, texts: Texts, *, focus: str | None = None, names: bool = True) -> words.Table:
    """The numbers of every node of the level, those of the focus first."""
    own = () if focus is None else (words.label(study, focus, names=names), texts.t("quarter"))
    headings = (
        words.level_name(study.model, level, texts),
        *own,
        texts.t("lower quartile"),
        texts.t("median"),
        texts.t("upper quartile"),
        texts.t("benchmark"),
    )
    return headings, tuple(_row(study, node, texts, focus) for node in study.model.at(level))


def _row(study: ScoredStudy, node: Node, texts: Texts, focus: str | None) -> tuple[str, ...]:
    bands = _bands(study, node.code, focus)
    figures = tuple(words.figure(study, value, texts) for value in bands)
    if focus is None:
        return (words.coded(node, texts), *figures)
    one = words.cell(study, focus, node.code)
    letter = one.quartile if bands[1] is not None else ""
    return (words.coded(node, texts), words.figure(study, one.score, texts), letter or DASH, *figures)


def _bands(study: ScoredStudy, node: str, focus: str | None) -> tuple[float | None, ...]:
    """Lower quartile, median, upper quartile, benchmark; nothing where too few others stand behind them."""
    scored = (code for code in study.scores.clusters if words.cell(study, code, node).score is not None)
    if words.few_others(study, focus, scored):
        return (None,) * 4
    figures = study.scores.summaries[node]
    return figures.lower, figures.median, figures.upper, figures.benchmark


def _title(study: ScoredStudy, level: int, texts: Texts, *, focus: str | None, names: bool) -> str:
    if focus is None:
        return texts.t("Where half of the clusters stand, and where the best")
    name, nodes = words.label(study, focus, names=names), study.model.at(level)
    told = [node for node in nodes if _bands(study, node.code, focus)[1] is not None]
    best = [node for node in told if words.cell(study, focus, node.code).quartile == "A"]
    if all(words.cell(study, focus, node.code).score is None for node in nodes):
        return f"{name}: {words.why(words.cell(study, focus, nodes[0].code), texts)}" if nodes else name
    if not told:
        return texts.t("{name}: too few other clusters to compare with", name=name)
    if not best:
        return texts.t("{name}: nowhere in the top quarter", name=name)
    if len(best) == len(nodes):
        return texts.t("{name}: in the top quarter everywhere", name=name)
    if len(best) <= 2:
        where = ", ".join(words.node_name(node, texts) for node in best)
        return texts.t("{name}: in the top quarter in {where}", name=name, where=where)
    return texts.t("{name}: in the top quarter in {n} of {count}", name=name, n=len(best), count=len(nodes))


def _subtitle(study: ScoredStudy, level: int, texts: Texts, focus: str | None) -> str:
    values = {
        "level": words.level_name(study.model, level, texts),
        "scale": words.scale(study.method, texts),
        "rule": words.benchmark_rule(study.method, texts),
    }
    if all(_bands(study, node.code, focus)[1] is None for node in study.model.at(level)):
        return texts.t("{level}, {scale}; too few clusters to show the others", **values)
    return texts.t("{level}, {scale}; quarters of the clusters from D to A (best); benchmark: {rule}", **values)


def _key(study: ScoredStudy, sheet: Sheet, focus: str | None, *, names: bool) -> list[Entry]:
    texts, theme = sheet.texts, sheet.theme
    own = [] if focus is None else [Entry(words.label(study, focus, names=names), theme.accent, 7, bold=True)]
    if all(_bands(study, node.code, focus)[1] is None for node in study.model.nodes):
        return own
    return [
        *own,
        Entry(texts.t("median"), theme.median, 2, upright=True),
        Entry(texts.t("benchmark"), theme.benchmark, 2, marker="D", upright=True),
    ]


def _chosen(study: ScoredStudy, nodes: Sequence[Node], focus: str | None, room: int) -> list[Node]:
    """All nodes where there is room, else those with the greatest distance to the median, in the order of the model."""
    if len(nodes) <= room:
        return list(nodes)

    def distance(node: Node) -> float:
        figures = study.scores.summaries[node.code]
        score = figures.benchmark if focus is None else words.cell(study, focus, node.code).score
        return -1.0 if score is None or figures.median is None else abs(score - figures.median)

    clearest = {node.code for node in sorted(nodes, key=lambda node: (-distance(node), node.code))[:room]}
    return [node for node in nodes if node.code in clearest]


def _left_out(sheet: Sheet, count: int) -> None:
    line = sheet.texts.n("… {n} more, closer to the median", "… {n} more, closer to the median", count)
    body = sheet.body
    sheet.text(body.left, body.bottom - TEXT_SMALL * 0.3, line, size=TEXT_SMALL, color=sheet.theme.muted)
    sheet.body = Box(body.left, body.top, body.right, body.bottom - TEXT_SMALL * 1.5)


@dataclass(frozen=True, slots=True)
class _Line:
    """Where one bullet stands: the whole row, the bands in it, the axis they share."""

    row: Box
    band: Box
    axis: Axis
    room: float


def _draw(sheet: Sheet, study: ScoredStudy, nodes: Sequence[Node], focus: str | None) -> None:
    body, size = sheet.body, TEXT_BODY
    room = min(max(width_of(words.coded(node, sheet.texts), size) for node in nodes), body.width * _NAMES_SHARE)
    column = width_of(f"{words.figure(study, study.method.high, sheet.texts)} A", size, bold=True)
    axis = scores_axis(study.method, body.left + room + SPACE[2], body.right - column - SPACE[2])
    pitch = min((body.height - TEXT_SMALL * 1.6) / len(nodes), _MOST_PITCH)
    bottom = body.top + pitch * len(nodes)
    draw_scale(sheet, axis, Box(axis.start, bottom, axis.end, bottom + 3))
    for number, node in enumerate(nodes):
        row = Box(body.left, body.top + number * pitch, body.right, body.top + (number + 1) * pitch)
        band = Box(axis.start, row.top + TEXT_SMALL * 1.25, axis.end, row.bottom - 3)
        _bullet(sheet, study, node, _Line(row, band, axis, room), focus)


def _bullet(sheet: Sheet, study: ScoredStudy, node: Node, line: _Line, focus: str | None) -> None:
    theme, size, band, middle = sheet.theme, TEXT_BODY, line.band, line.band.middle[1]
    label = words.coded(node, sheet.texts)
    lines = wrap(label, size, line.room, lines=2) if line.row.height > size * 2.7 else [shorten(label, size, line.room)]
    sheet.block(line.row.left, middle - len(lines) * size * 0.66, lines, size=size)
    lower, median, upper, benchmark = _bands(study, node.code, focus)
    if lower is not None and median is not None and upper is not None:
        _quarters(sheet, line, (lower, median, upper))
    one = None if focus is None else words.cell(study, focus, node.code)
    if one is not None and one.score is not None:
        start, end = sorted((line.axis.at(0), line.axis.at(one.score)))
        half = max(band.height * 0.17, 2.5)
        bar = Box(start, middle - half, end, middle + half)
        sheet.rectangle(Box(start, bar.top - 1.2, end, bar.bottom + 1.2), theme.surface, over=2.4)
        sheet.rectangle(bar, theme.accent, over=2.5).set_gid(f"node:{node.code}")
    for value, color, marker in ((median, theme.median, ""), (benchmark, theme.benchmark, "D")):
        if value is not None:
            x = line.axis.at(value)
            tick(sheet, ((x, band.bottom + 1), (x, band.top - 1)), color, marker)
    if one is not None:
        letter = one.quartile if median is not None else ""
        said = " ".join(part for part in (words.figure(study, one.score, sheet.texts), letter) if part)
        color = theme.muted if one.score is None else theme.accent
        sheet.text(line.row.right, middle, said, size=size, color=color, bold=True, align="right", middle=True)


def _quarters(sheet: Sheet, line: _Line, cuts: tuple[float, float, float]) -> None:
    """Four bands with their letters above; lines between them where the theme has no tones."""
    theme, band, axis = sheet.theme, line.band, line.axis
    edges = (axis.low, *cuts, axis.high)
    for letter, shade, (low, high) in zip(_LETTERS, _TONES, pairwise(edges), strict=True):
        box = Box(axis.at(low), band.top, axis.at(high), band.bottom)
        if box.width <= 0:
            continue
        if theme.outlined:
            sheet.boxes([box], theme.surface, edge=theme.line, width=0.8, over=1.5)
        else:
            sheet.rectangle(box, tone(theme, shade), over=1.5).set_gid(f"quarter-{letter}")
        if box.width >= TEXT_SMALL:
            place = (box.middle[0], band.top - TEXT_SMALL * 0.3)
            sheet.text(*place, letter, size=TEXT_SMALL, color=theme.muted, align="center")
