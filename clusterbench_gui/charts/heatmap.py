"""Which clusters are strong in what? Clusters by nodes in one colour scale, sorted by the index."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from clusterbench_gui.charts import words
from clusterbench_gui.charts.heat import draw_heat_key, heat
from clusterbench_gui.charts.style import Box, Points, Sheet, height_of, shorten, width_of, wrap
from clusterbench_gui.charts.tones import ink_on
from clusterbench_gui.domain.editions import Model, Node
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.texts import DASH, Texts
from clusterbench_gui.support.theme import SPACE, TEXT_SMALL, TEXT_TABLE, Theme

_LEAST_TEXT = 6.8
_NAMES_SHARES = (0.3, 0.2)
_MOST_PITCH = 24.0
_MOST_CELLS = 30_000


def heatmap_figure(
    study: ScoredStudy,
    level: int,
    theme: Theme,
    texts: Texts,
    *,
    focus: str | None = None,
    names: bool = True,
    size: tuple[float, float] = (8, 7),
) -> Figure:
    """Scores of all clusters at the nodes of `level`, best index first. `names` False shows codes; `size` in inches.

    Beyond 30,000 cells the level above is shown. Hatched cells have no value. Values are printed where they fit; labels of rows too, else only that of the focus.
    """
    sheet, asked = Sheet(theme, texts, size), level
    level = _legible(study, level)
    sheet.frame(_title(study, level, texts), _subtitle(study, level, texts, asked), words.source(study, texts))
    nodes, rows = study.model.at(level), _order(study, texts)
    if nodes and rows:
        _key(sheet, study)
        labels = [words.label(study, code, names=names) for code in rows]
        own = rows.index(focus) if focus in rows else None
        grid = _grid(sheet, study.model, nodes, labels, "" if own is None else labels[own])
        _write_headings(sheet, grid)
        _cells(sheet, study, grid, nodes, rows)
        _write_rows(sheet, grid, labels, own)
    else:
        sheet.sentence(texts.t("No cluster has a result here yet"))
    return sheet.figure


def describe(study: ScoredStudy, level: int, texts: Texts, *, focus: str | None = None, names: bool = True) -> str:
    """The heat map in words: medians of the nodes from high to low, what is missing, the scores of the focus."""
    asked, level = level, _legible(study, level)
    nodes = study.model.at(level)
    parts = [_title(study, level, texts), _subtitle(study, level, texts, asked)]
    names_of = {node.code: words.node_name(node, texts) for node in nodes}
    medians = ", ".join(
        f"{names_of[node.code]} {words.figure(study, value, texts)}" for node, value in _medians(study, level)
    )
    if medians:
        parts.append(texts.t("Medians: {medians}", medians=medians))
    empty = sum(words.cell(study, code, node.code).score is None for code in study.scores.clusters for node in nodes)
    if empty:
        parts.append(texts.n("{n} cell without data", "{n} cells without data", empty))
    if focus is not None:
        own = study.scores.cells[focus]
        scores = ", ".join(f"{name} {words.figure(study, own[code].score, texts)}" for code, name in names_of.items())
        parts.append(f"{words.label(study, focus, names=names)}: {scores}")
    return words.sentences(parts)


def table(study: ScoredStudy, level: int, texts: Texts, *, names: bool = True) -> words.Table:
    """The numbers behind the heat map: a row per cluster, in its order, then the medians."""
    nodes = study.model.at(level)
    rows = tuple(
        (
            code,
            words.label(study, code, names=names),
            *(words.figure(study, words.cell(study, code, node.code).score, texts) for node in nodes),
        )
        for code in _order(study, texts)
    )
    medians = (words.figure(study, study.scores.summaries[node.code].median, texts) for node in nodes)
    below = ((DASH, texts.t("Median"), *medians),) if _medians(study, level) else ()
    return (texts.t("Code"), texts.t("Cluster"), *(node.code for node in nodes)), rows + below


def _medians(study: ScoredStudy, level: int) -> list[tuple[Node, float]]:
    found = [(node, study.scores.summaries[node.code].median) for node in study.model.at(level)]
    return sorted(
        ((node, value) for node, value in found if value is not None), key=lambda pair: (-pair[1], pair[0].code)
    )


def _title(study: ScoredStudy, level: int, texts: Texts) -> str:
    medians = _medians(study, level)
    if not medians:
        return texts.t("No cluster has a result here yet")
    best, worst = words.node_name(medians[0][0], texts), words.node_name(medians[-1][0], texts)
    if len(medians) == 1:
        return words.overview(study, medians[0][0].code, texts)
    return texts.t("Highest median: {best}; lowest: {worst}", best=best, worst=worst)


def _legible(study: ScoredStudy, level: int) -> int:
    """The level that is shown: one above where nobody could tell cells apart. The table has them all."""
    cells = len(study.model.at(level)) * len(study.scores.clusters)
    return _legible(study, level + 1) if cells > _MOST_CELLS and level < study.model.levels else level


def _subtitle(study: ScoredStudy, level: int, texts: Texts, asked: int) -> str:
    line = texts.t(
        "{level} by cluster, {scale}; best index first",
        level=words.level_name(study.model, level, texts),
        scale=words.scale(study.method, texts),
    )
    if level == asked:
        return line
    left_out = texts.t("too many cells for {level}", level=words.level_name(study.model, asked, texts).lower())
    return f"{line}; {left_out}"


def _order(study: ScoredStudy, texts: Texts) -> list[str]:
    """Clusters by the index, best first; those without one last, by name."""
    top = words.top(study.model).code
    ranks = {code: words.cell(study, code, top).rank for code in study.scores.clusters}
    named = {one.code: one.name for one in study.clusters}
    unranked, together = len(ranks) + 1, Counter(ranks.values())

    def order(code: str) -> tuple[int, tuple[tuple[int, str], ...]]:
        rank = ranks[code]
        return rank or unranked, texts.sort_key(named[code]) if together[rank] > 1 else ()

    return sorted(ranks, key=order)


@dataclass(frozen=True, slots=True)
class _Headings:
    """Names of the nodes, or of what they are parts of, in lines, and the height that they take above the cells; `upwards` if turned."""

    lines: list[list[str]]
    height: float
    upwards: bool
    spans: tuple[int, ...]
    """How many columns each stands above."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the cells stand; `text` is the size of the row labels, 0 where they would be too small to read."""

    box: Box
    breadth: float
    pitch: float
    text: float
    headings: _Headings

    def cell(self, row: int, column: int) -> Box:
        """One cell."""
        left, top = self.box.left + column * self.breadth, self.box.top + row * self.pitch
        return Box(left, top, left + self.breadth, top + self.pitch)


def _grid(sheet: Sheet, model: Model, nodes: Sequence[Node], labels: Sequence[str], own: str) -> _Grid:
    """The grid with all labels beside it, shortened more if need be; with that of the focus alone if none is legible."""
    for share in _NAMES_SHARES:
        grid = _grid_beside(sheet, model, nodes, labels, share, rows=len(labels))
        if grid.text:
            return grid
    return replace(_grid_beside(sheet, model, nodes, [own], _NAMES_SHARES[0], rows=len(labels)), text=0.0)


def _grid_beside(
    sheet: Sheet, model: Model, nodes: Sequence[Node], labels: Sequence[str], share: float, *, rows: int
) -> _Grid:
    body = sheet.body
    room = min(max(width_of(label, TEXT_TABLE, bold=True) for label in labels), body.width * share)
    left = body.left + room + SPACE[1]
    breadth = (body.right - left) / len(nodes)
    spans = _spans(model, nodes, breadth)
    names = [words.coded(node, sheet.texts) for node, _ in spans]
    headings = _fit(names, [count for _, count in spans], breadth, body.height * 0.28)
    top = body.top + headings.height + SPACE[0]
    pitch = min((body.bottom - top) / rows, _MOST_PITCH)
    text = min(pitch * 0.84, TEXT_TABLE)
    return _Grid(Box(left, top, body.right, top + pitch * rows), breadth, pitch, text * (text >= _LEAST_TEXT), headings)


def _spans(model: Model, nodes: Sequence[Node], breadth: float) -> list[tuple[Node, int]]:
    """What stands above the columns, and above how many each: the nodes, or whatever they are parts of where columns are too narrow for a line."""
    spans = [(node, 1) for node in nodes]
    while min(count for _, count in spans) * breadth < height_of(1, TEXT_SMALL) and spans[0][0].parent:
        groups = groupby(spans, key=lambda one: one[0].parent)
        spans = [(model.node(parent), sum(count for _, count in group)) for parent, group in groups]
    return spans


def _fit(names: Sequence[str], spans: Sequence[int], breadth: float, most_height: float) -> _Headings:
    """Headings across if every word fits into its column and three lines are enough, else turned upwards."""
    room = breadth * min(spans) - SPACE[0]
    across = [wrap(name, TEXT_SMALL, room) for name in names]
    words_fit = all(width_of(word, TEXT_SMALL) <= room for name in names for word in name.split(" "))
    if words_fit and max(len(lines) for lines in across) <= 3:
        height = max(height_of(len(lines), TEXT_SMALL) for lines in across)
        return _Headings(across, height, upwards=False, spans=tuple(spans))
    most = min(max(int(room // height_of(1, TEXT_SMALL)), 1), 3)
    longest = max(width_of(name, TEXT_SMALL) for name in names)
    word = max(width_of(word, TEXT_SMALL) for name in names for word in name.split(" "))
    length = min(max(longest / most * 1.25, word), most_height)
    turned = [wrap(name, TEXT_SMALL, length, lines=most) for name in names]
    height = max(width_of(line, TEXT_SMALL) for lines in turned for line in lines)
    return _Headings(turned, height, upwards=True, spans=tuple(spans))


def _write_headings(sheet: Sheet, grid: _Grid) -> None:
    foot, leading = grid.box.top - SPACE[0], height_of(1, TEXT_SMALL)
    column = 0
    for span, lines in zip(grid.headings.spans, grid.headings.lines, strict=True):
        middle = grid.box.left + (column + span / 2) * grid.breadth
        column += span
        if not grid.headings.upwards:
            sheet.block(middle, foot - height_of(len(lines), TEXT_SMALL), lines, size=TEXT_SMALL, align="center")
            continue
        for number, line in enumerate(lines):
            across = middle + (number - (len(lines) - 1) / 2) * leading
            sheet.text(across, foot, line, size=TEXT_SMALL, middle=True, upwards=True)


def _cells(sheet: Sheet, study: ScoredStudy, grid: _Grid, nodes: Sequence[Node], rows: Sequence[str]) -> None:
    boxes, colors, empty = [], [], []
    digits = words.figure(study, study.method.high, sheet.texts)
    size = min(grid.text, TEXT_SMALL)
    printed = size > 0 and width_of(digits, size) <= grid.breadth - 3
    for row, code in enumerate(rows):
        for column, node in enumerate(nodes):
            box, score = grid.cell(row, column), words.cell(study, code, node.code).score
            sheet.region(box, f"cell:{code}:{node.code}")
            if score is None:
                empty.append(box)
                continue
            color = _color(study, score)
            boxes.append(box.corners())
            colors.append(color)
            if printed:
                middle = (box.left + box.right) / 2
                value = words.figure(study, score, sheet.texts)
                ink = ink_on(color)
                sheet.text(middle, (box.top + box.bottom) / 2, value, size=size, color=ink, align="center", middle=True)
    seam = 0.8 if min(grid.pitch, grid.breadth) > 5 else 0.0
    tiles = PolyCollection(
        _corners(boxes), facecolors=colors, edgecolors=sheet.theme.surface, linewidths=seam, zorder=2
    )
    tiles.set_gid("cells")
    sheet.axes.add_collection(tiles, autolim=False)
    _without(sheet, empty)


def _corners(boxes: Sequence[Points]) -> Any:  # the stubs of matplotlib know sequences only
    """Boxes as an array, of which matplotlib makes paths several times faster."""
    return np.array(boxes, dtype=np.float64).reshape(-1, 4, 2)


def _without(sheet: Sheet, boxes: Sequence[Box]) -> None:
    """Cells without data: the colour of the canvas under a grey hatch."""
    ground = PolyCollection(
        _corners([box.corners() for box in boxes]), facecolors=sheet.theme.canvas, linewidths=0, zorder=2
    )
    ground.set_gid("no-data")
    sheet.axes.add_collection(ground, autolim=False)
    sheet.hatch(boxes, sheet.theme.others)


def _write_rows(sheet: Sheet, grid: _Grid, labels: Sequence[str], own: int | None) -> None:
    room = grid.box.left - sheet.body.left - SPACE[1]
    for row, label in enumerate(labels):
        size = grid.text or (TEXT_SMALL if row == own else 0.0)
        if not size:
            continue
        color, bold = (sheet.theme.accent, True) if row == own else (sheet.theme.ink, False)
        name, middle = shorten(label, size, room, bold=bold), grid.box.top + (row + 0.5) * grid.pitch
        sheet.text(sheet.body.left, middle, name, size=size, color=color, bold=bold, middle=True)
    if own is not None:
        top = grid.box.top + own * grid.pitch
        frame = Box(grid.box.left, top, grid.box.right, top + grid.pitch)
        width = 2.0 if grid.text else 0.8
        sheet.line([*frame.corners(), (frame.left, frame.top)], sheet.theme.accent, width, over=4).set_gid("focus")


def _key(sheet: Sheet, study: ScoredStudy) -> None:
    """The colour scale with its ends in words, and the hatch; takes its room from the body."""
    body, theme, texts, method = sheet.body, sheet.theme, sheet.texts, study.method
    middle, x = body.top + TEXT_SMALL * 0.7, body.left
    x = draw_heat_key(sheet, x, middle, *words.scale_ends(method, texts)) + SPACE[4]
    _without(sheet, [Box(x, middle - 5, x + 20, middle + 5)])
    sheet.text(x + 20 + SPACE[0], middle, texts.t("no data"), size=TEXT_SMALL, color=theme.muted, middle=True)
    sheet.body = Box(body.left, body.top + TEXT_SMALL * 2.2, body.right, body.bottom)


def _color(study: ScoredStudy, score: float) -> str:
    return heat((score - study.method.low) / (study.method.high - study.method.low))
