"""Which clusters are strong in what? Clusters by nodes in one colour scale, sorted by the index."""

from collections.abc import Sequence
from dataclasses import dataclass

import matplotlib as mpl
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from clusterbench_gui.charts import words
from clusterbench_gui.charts.style import Box, Sheet, height_of, shorten, width_of, wrap
from clusterbench_gui.domain.editions import Node
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import SPACE, TEXT_SMALL, TEXT_TABLE, Theme

_LEAST_TEXT = 6.5
_NAMES_SHARE = 0.3
_MOST_PITCH = 24.0
_KEY_STEPS = 20


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

    Hatched cells have no value. Values are printed where they fit; labels of rows too, else only that of the focus.
    """
    sheet = Sheet(theme, texts, size)
    sheet.frame(_title(study, level, texts), _subtitle(study, level, texts), words.source(study, texts))
    nodes, rows = study.model.at(level), _order(study, texts)
    if nodes and rows:
        _key(sheet, study)
        grid = _grid(sheet, study, nodes, rows, names=names)
        _headings(sheet, grid, nodes)
        _cells(sheet, study, grid, nodes, rows)
        _rows(sheet, study, grid, rows, focus=focus, names=names)
    else:
        sheet.sentence(texts.t("No cluster has a result here yet"))
    return sheet.figure


def describe(study: ScoredStudy, level: int, texts: Texts, *, focus: str | None = None, names: bool = True) -> str:
    """The heat map in words: medians of the nodes from high to low, what is missing, the scores of the focus."""
    nodes = study.model.at(level)
    parts = [_title(study, level, texts), _subtitle(study, level, texts)]
    medians = ", ".join(
        f"{words.node_name(node, texts)} {words.figure(study, value, texts)}" for node, value in _medians(study, level)
    )
    if medians:
        parts.append(texts.t("Medians: {medians}", medians=medians))
    empty = sum(words.cell(study, code, node.code).score is None for code in study.scores.clusters for node in nodes)
    parts.append(texts.n("{n} cell without data", "{n} cells without data", empty))
    if focus is not None:
        cells = ", ".join(
            f"{words.node_name(node, texts)} {words.figure(study, words.cell(study, focus, node.code).score, texts)}"
            for node in nodes
        )
        parts.append(f"{words.label(study, focus, names=names)}: {cells}")
    return " ".join(f"{part.rstrip('.')}." for part in parts)


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


def _subtitle(study: ScoredStudy, level: int, texts: Texts) -> str:
    return texts.t(
        "{level} by cluster, {scale}; best index first",
        level=words.level_name(study.model, level, texts),
        scale=words.scale(study.method, texts),
    )


def _order(study: ScoredStudy, texts: Texts) -> list[str]:
    """Clusters by the index, best first; those without one last, by name."""
    top = words.top(study.model).code
    ranks = {code: words.cell(study, code, top).rank for code in study.scores.clusters}
    unranked = len(ranks) + 1
    return sorted(ranks, key=lambda code: (ranks[code] or unranked, texts.sort_key(study.cluster(code).name)))


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the cells stand; `headings` is the room above them, `text` the size of the row labels (0: none)."""

    box: Box
    breadth: float
    pitch: float
    text: float
    headings: list[list[str]]
    upwards: bool

    def cell(self, row: int, column: int) -> Box:
        """One cell."""
        left, top = self.box.left + column * self.breadth, self.box.top + row * self.pitch
        return Box(left, top, left + self.breadth, top + self.pitch)


def _grid(sheet: Sheet, study: ScoredStudy, nodes: Sequence[Node], rows: Sequence[str], *, names: bool) -> _Grid:
    body = sheet.body
    labels = [words.label(study, code, names=names) for code in rows]
    room = min(max(width_of(label, TEXT_TABLE, bold=True) for label in labels), body.width * _NAMES_SHARE)
    left = body.left + room + SPACE[1]
    breadth = (body.right - left) / len(nodes)
    headings = [wrap(f"{node.code} {words.node_name(node, sheet.texts)}", TEXT_SMALL, breadth - 4) for node in nodes]
    upwards = any(len(lines) > 3 for lines in headings) or any(_is_broken(lines) for lines in headings)
    if upwards:
        most = body.height * 0.35
        headings = [[shorten(" ".join(lines), TEXT_SMALL, most)] for lines in _whole(nodes, sheet.texts)]
        above = max(width_of(lines[0], TEXT_SMALL) for lines in headings)
    else:
        above = max(height_of(len(lines), TEXT_SMALL) for lines in headings)
    top = body.top + above + SPACE[0]
    pitch = min((body.bottom - top) / len(rows), _MOST_PITCH)
    text = min(max(pitch * 0.72, _LEAST_TEXT), TEXT_TABLE) if pitch >= _LEAST_TEXT * 1.15 else 0.0
    return _Grid(Box(left, top, body.right, top + pitch * len(rows)), breadth, pitch, text, headings, upwards)


def _whole(nodes: Sequence[Node], texts: Texts) -> list[list[str]]:
    return [[node.code, words.node_name(node, texts)] for node in nodes]


def _is_broken(lines: Sequence[str]) -> bool:
    """A line that ends within a word was cut because the column is too narrow for the word."""
    return any(len(line) < 3 for line in lines[1:])


def _headings(sheet: Sheet, grid: _Grid, nodes: Sequence[Node]) -> None:
    for column, (node, lines) in enumerate(zip(nodes, grid.headings, strict=True)):
        middle, foot = grid.box.left + (column + 0.5) * grid.breadth, grid.box.top - SPACE[0]
        if grid.upwards:
            sheet.text(middle, foot, lines[0], size=TEXT_SMALL, middle=True, upwards=True).set_gid(f"node:{node.code}")
        else:
            top = foot - height_of(len(lines), TEXT_SMALL)
            sheet.block(middle, top, lines, size=TEXT_SMALL, align="center")


def _cells(sheet: Sheet, study: ScoredStudy, grid: _Grid, nodes: Sequence[Node], rows: Sequence[str]) -> None:
    boxes, colors, hatched = [], [], []
    digits = words.figure(study, study.method.high, sheet.texts)
    size = min(grid.text, TEXT_SMALL)
    printed = size > 0 and width_of(digits, size) <= grid.breadth - 3
    for row, code in enumerate(rows):
        for column, node in enumerate(nodes):
            box, score = grid.cell(row, column), words.cell(study, code, node.code).score
            if score is None:
                hatched += _hatch(box)
                continue
            color = _color(study, score)
            boxes.append(_corners(box))
            colors.append(color)
            if printed:
                middle = (box.left + box.right) / 2
                value = words.figure(study, score, sheet.texts)
                ink = _ink(color)
                sheet.text(middle, (box.top + box.bottom) / 2, value, size=size, color=ink, align="center", middle=True)
    seam = 0.8 if grid.pitch > 5 else 0.0
    tiles = PolyCollection(boxes, facecolors=colors, edgecolors=sheet.theme.surface, linewidths=seam, zorder=2)
    tiles.set_gid("cells")
    sheet.axes.add_collection(tiles, autolim=False)
    sheet.lines(hatched, sheet.theme.others, 0.8, over=2)


def _rows(
    sheet: Sheet, study: ScoredStudy, grid: _Grid, rows: Sequence[str], *, focus: str | None, names: bool
) -> None:
    room = grid.box.left - sheet.body.left - SPACE[1]
    for row, code in enumerate(rows):
        own, middle = code == focus, grid.box.top + (row + 0.5) * grid.pitch
        size = grid.text or (_LEAST_TEXT if own else 0.0)
        color = sheet.theme.accent if own else sheet.theme.ink
        if size:
            name = shorten(words.label(study, code, names=names), size, room, bold=own)
            sheet.text(sheet.body.left, middle, name, size=size, color=color, bold=own, middle=True)
        if own:
            box = Box(grid.box.left, middle - grid.pitch / 2, grid.box.right, middle + grid.pitch / 2)
            sheet.line([*_corners(box), (box.left, box.top)], sheet.theme.accent, 2, over=4)


def _key(sheet: Sheet, study: ScoredStudy) -> None:
    """The colour scale with its ends in words, and the hatch; takes its room from the body."""
    body, theme, texts, method = sheet.body, sheet.theme, sheet.texts, study.method
    middle, x = body.top + TEXT_SMALL * 0.7, body.left
    low, high = (words.figure(study, bound, texts) for bound in (method.low, method.high))
    sheet.text(x, middle, low, size=TEXT_SMALL, color=theme.muted, middle=True)
    x += width_of(low, TEXT_SMALL) + SPACE[0]
    step = 120 / _KEY_STEPS
    for index in range(_KEY_STEPS):
        score = method.low + (method.high - method.low) * index / (_KEY_STEPS - 1)
        sheet.rectangle(Box(x, middle - 5, x + step + 0.3, middle + 5), _color(study, score)).set_gid("key")
        x += step
    sheet.text(x + SPACE[0], middle, high, size=TEXT_SMALL, color=theme.muted, middle=True)
    x += SPACE[0] + width_of(high, TEXT_SMALL) + SPACE[4]
    sheet.lines(_hatch(Box(x, middle - 5, x + 20, middle + 5)), theme.others, 0.8)
    sheet.text(x + 20 + SPACE[0], middle, texts.t("no data"), size=TEXT_SMALL, color=theme.muted, middle=True)
    sheet.body = Box(body.left, body.top + TEXT_SMALL * 2.2, body.right, body.bottom)


def _corners(box: Box) -> list[tuple[float, float]]:
    return [(box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom)]


def _hatch(box: Box) -> list[list[tuple[float, float]]]:
    """Slanted lines at 45 degrees, 5 points apart, cut at the cell's edge."""
    lines = []
    offset = 2.5 - box.height
    while offset < box.width:
        start, end = max(offset, 0.0), min(offset + box.height, box.width)
        lines.append([(box.left + start, box.bottom - (start - offset)), (box.left + end, box.bottom - (end - offset))])
        offset += 5.0
    return lines


def _color(study: ScoredStudy, score: float) -> str:
    share = (score - study.method.low) / (study.method.high - study.method.low)
    return to_hex(mpl.colormaps["cividis"](min(max(share, 0.0), 1.0)))


def _ink(color: str) -> str:
    """Black or white, whichever stands out more from the colour (WCAG contrast)."""
    luminance = _luminance(color)
    return "#FFFFFF" if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 else "#000000"


def _luminance(color: str) -> float:
    parts = (int(color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
