"""Where are answers missing, and why? Clusters by indicators with a look for every reason; shares where there are too many."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from clusterbench_gui.charts import words
from clusterbench_gui.charts.matrix import bands
from clusterbench_gui.charts.missing_states import KINDS, Gaps, Kind, draw_kind, draw_kinds_key, gaps_of
from clusterbench_gui.charts.style import Box, Sheet, shorten, width_of
from clusterbench_gui.charts.tones import ink_on, tone
from clusterbench_gui.domain.editions import Node
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.texts import DASH, Texts
from clusterbench_gui.support.theme import SPACE, TEXT_SMALL, TEXT_TABLE, Theme

_LEAST_PITCH, _MOST_PITCH = 6.0, 20.0
_LEAST_BREADTH = 4.0
_BAND_PITCH = 17.0
_LEAST_TEXT = 6.8
_NAMES_SHARE = 0.26
_HEAD = TEXT_SMALL * 1.4


def missing_figure(
    study: ScoredStudy,
    theme: Theme,
    texts: Texts,
    *,
    focus: str | None = None,
    names: bool = True,
    size: tuple[float, float] = (9, 7),
) -> Figure:
    """Values and gaps of all indicators, clusters with the most gaps first. `names` False shows codes.

    Where rows or columns would be too thin, bands of clusters by sub-areas (or areas) show shares. Few clusters are not shown.
    """
    sheet, gaps = Sheet(theme, texts, size), gaps_of(study, texts)
    sheet.frame(_title(gaps, texts), _subtitle(study, gaps, texts, focus, names=names), words.source(study, texts))
    if words.few_others(study, focus, gaps.codes) or not gaps.nodes:
        sheet.sentence(texts.t("Too few clusters to show whose answers are missing"))
        return sheet.figure
    labels = [words.label(study, code, names=names) for code in gaps.codes]
    grid = _grid(sheet, study, gaps, labels)
    if grid.pitch >= _LEAST_PITCH and grid.breadth >= _LEAST_BREADTH:
        draw_kinds_key(sheet, gaps.counts())
        grid = _grid(sheet, study, gaps, labels)
        _draw_cells(sheet, gaps, grid)
        _write_rows(sheet, gaps, grid, labels, focus)
        _write_codes(sheet, grid)
        _write_heads(sheet, study, grid)
    else:
        _draw_shares(sheet, study, gaps, labels, focus)
    return sheet.figure


def describe(study: ScoredStudy, texts: Texts, *, focus: str | None = None, names: bool = True) -> str:
    """The map in words: the share of gaps, reasons by number, the indicators with the most gaps."""
    gaps = gaps_of(study, texts)
    parts = [_title(gaps, texts), _subtitle(study, gaps, texts, focus, names=names)]
    if words.few_others(study, focus, gaps.codes):
        return words.sentences([*parts, texts.t("Too few clusters to show whose answers are missing")])
    counts = gaps.counts()
    parts.append(", ".join(f"{texts.t(kind.words)} {counts[kind]}" for kind in KINDS if counts[kind]))
    worst = [(gaps.nodes[column], share) for column, share in gaps.worst()[:5] if share > 0]
    if worst:
        told = "; ".join(f"{words.coded(node, texts)} {_percent(share, texts)}" for node, share in worst)
        parts.append(texts.t("Most gaps: {indicators}", indicators=told))
    return words.sentences(parts)


def table(study: ScoredStudy, texts: Texts, *, focus: str | None = None, names: bool = True) -> words.Table:
    """Number of values and of gaps of each kind: of every indicator and every cluster, those with the most gaps first, and of all."""
    gaps = gaps_of(study, texts)
    counts = gaps.counts()
    kinds = [kind for kind in KINDS if counts[kind]]
    headings = (
        texts.t("Indicator or cluster"),
        texts.t("Values"),
        *(texts.t(kind.words) for kind in kinds),
        texts.t("Share missing"),
    )
    if words.few_others(study, focus, gaps.codes):
        return headings, ()
    lines = [
        (words.coded(gaps.nodes[column], texts), share, Counter(row[column] for row in gaps.kinds))
        for column, share in gaps.worst()
    ]
    lines += [
        (words.label(study, code, names=names), gaps.share(row), Counter(gaps.kinds[row]))
        for row, code in enumerate(gaps.codes)
    ]
    if lines:
        lines.append((texts.t("All"), gaps.share(), Counter(kind for row in gaps.kinds for kind in row)))
    return headings, tuple(
        (label, *(str(found[kind]) for kind in (None, *kinds)), _percent(share, texts)) for label, share, found in lines
    )


def _percent(share: float, texts: Texts) -> str:
    return words.share(share, texts, 1)


def _title(gaps: Gaps, texts: Texts) -> str:
    if not gaps.nodes or not gaps.codes:
        return texts.t("No cluster has a result here yet")
    share = gaps.share()
    if not share:
        return texts.t("No value is missing")
    return texts.t(
        "{share} of the values are missing; {whole} of {count} clusters have all",
        share=_percent(share, texts),
        whole=gaps.whole(),
        count=len(gaps.codes),
    )


def _subtitle(study: ScoredStudy, gaps: Gaps, texts: Texts, focus: str | None, *, names: bool) -> str:
    said = texts.t("Indicators by cluster, most gaps first")
    if focus is None or focus not in gaps.codes:
        return said
    label, share = words.label(study, focus, names=names), gaps.share(gaps.codes.index(focus))
    return f"{said}; " + texts.t("{name}: {share} missing", name=label, share=_percent(share, texts))


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the cells stand: one column for each of `nodes`, rows of one height."""

    box: Box
    nodes: tuple[Node, ...]
    rows: int

    @property
    def breadth(self) -> float:
        return self.box.width / len(self.nodes)

    @property
    def pitch(self) -> float:
        return self.box.height / self.rows

    def cell(self, row: int, column: int) -> Box:
        left, top = self.box.left + column * self.breadth, self.box.top + row * self.pitch
        return Box(left, top, left + self.breadth, top + self.pitch)


def _grid(sheet: Sheet, study: ScoredStudy, gaps: Gaps, labels: Sequence[str]) -> _Grid:
    """Cells of all indicators, with labels at the left, shares at the right, heads above and codes below."""
    body = sheet.body
    room = min(max(width_of(label, TEXT_TABLE, bold=True) for label in labels), body.width * _NAMES_SHARE)
    share = width_of(_percent(1.0, sheet.texts), TEXT_SMALL) + SPACE[1]
    top = body.top + _HEAD * max(study.model.levels - 2, 0) + SPACE[0]
    codes = max(width_of(node.code, TEXT_SMALL) for node in gaps.nodes) + SPACE[1]
    height = min(max(body.bottom - codes - top, 0.0), len(labels) * _MOST_PITCH)
    return _Grid(Box(body.left + room + SPACE[1], top, body.right - share, top + height), gaps.nodes, len(labels))


def _draw_cells(sheet: Sheet, gaps: Gaps, grid: _Grid) -> None:
    places: dict[Kind | None, list[Box]] = {}
    for row, kinds in enumerate(gaps.kinds):
        for column, kind in enumerate(kinds):
            places.setdefault(kind, []).append(grid.cell(row, column))
    sheet.boxes(places.pop(None, []), tone(sheet.theme, 0.07), edge=sheet.theme.surface)
    for kind, boxes in places.items():
        if kind is not None:
            draw_kind(sheet, kind, boxes, digits=min(grid.breadth, grid.pitch) >= TEXT_SMALL)


def _write_rows(sheet: Sheet, gaps: Gaps, grid: _Grid, labels: Sequence[str], focus: str | None) -> None:
    """Labels of rows where they are legible, else that of the focus; the share that is missing at the right."""
    theme, body, size = sheet.theme, sheet.body, min(grid.pitch * 0.84, TEXT_TABLE)
    legible, room = size >= _LEAST_TEXT, grid.box.left - sheet.body.left - SPACE[1]
    for row, (code, label) in enumerate(zip(gaps.codes, labels, strict=True)):
        box, own = grid.cell(row, 0), code == focus
        middle, whole = box.middle[1], Box(grid.box.left, box.top, grid.box.right, box.bottom)
        sheet.region(Box(body.left, box.top, body.right, box.bottom), f"cluster:{code}")
        if own:
            sheet.boxes([whole], "none", edge=theme.accent, width=1.6, over=4)
        if not legible and not own:
            continue
        color, height = (theme.accent if own else theme.ink), max(size, _LEAST_TEXT)
        name, share = shorten(label, height, room, bold=own), _percent(gaps.share(row), sheet.texts)
        sheet.text(body.left, middle, name, size=height, color=color, bold=own, middle=True)
        color, height = (theme.accent if own else theme.muted), min(height, TEXT_SMALL)
        sheet.text(body.right, middle, share, size=height, color=color, align="right", middle=True)


def _write_codes(sheet: Sheet, grid: _Grid) -> None:
    """Codes of the indicators below, where each has its room."""
    if grid.breadth < _LEAST_TEXT * 1.15:
        return
    size = min(grid.breadth * 0.85, TEXT_SMALL)
    for column, node in enumerate(grid.nodes):
        middle = grid.box.left + (column + 0.5) * grid.breadth
        foot = grid.box.bottom + SPACE[0] + width_of(node.code, size)
        sheet.text(middle, foot, node.code, size=size, color=sheet.theme.muted, middle=True, upwards=True)


def _write_heads(sheet: Sheet, study: ScoredStudy, grid: _Grid) -> None:
    """Names of what the columns belong to, level by level, each over its own columns, with lines between them."""
    line = grid.box.top - SPACE[0] - (0 if grid.nodes[0].level == 1 else _HEAD)
    above = list(grid.nodes)
    while above[0].parent and study.model.node(above[0].parent).level < study.model.levels:
        parents = [study.model.node(node.parent) for node in above]
        starts = [place for place, node in enumerate(parents) if not place or node != parents[place - 1]]
        for start, end in zip(starts, [*starts[1:], len(parents)], strict=True):
            left, right = grid.box.left + start * grid.breadth, grid.box.left + end * grid.breadth
            _head(sheet, parents[start], Box(left, line - _HEAD, right, line))
            sheet.lines([((left, line - _HEAD), (left, grid.box.bottom))], sheet.theme.muted, 0.5, over=3)
        above, line = parents, line - _HEAD


def _head(sheet: Sheet, node: Node, box: Box) -> None:
    """Code and name where the name is told at least by half, else the code, else nothing."""
    whole, room = words.coded(node, sheet.texts), box.width - 4
    label = shorten(whole, TEXT_SMALL, room)
    if len(label) * 2 < len(whole):
        label = node.code
    if width_of(label, TEXT_SMALL) <= room:
        sheet.text(box.left + 2, box.bottom - TEXT_SMALL * 0.3, label, size=TEXT_SMALL, color=sheet.theme.muted)


def _draw_shares(sheet: Sheet, study: ScoredStudy, gaps: Gaps, labels: Sequence[str], focus: str | None) -> None:
    """Bands of clusters by the lowest level that fits: the darker, the more is missing, with the share printed."""
    texts, theme, grid = sheet.texts, sheet.theme, _share_grid(sheet, study, labels)
    foot = texts.t("Rows are bands of clusters from the most gaps to the fewest; darker is more missing")
    if grid.rows == len(labels):
        foot = texts.t("Darker is more missing")
    columns = [_below(study, gaps, node) for node in grid.nodes]
    for band, (first, last) in enumerate(bands(len(labels), grid.rows)):
        said = labels[first] if last - first == 1 else f"{first + 1}{DASH}{last}"
        x, middle, own = grid.box.left - SPACE[0], grid.cell(band, 0).middle[1], focus in gaps.codes[first:last]
        label = shorten(said, TEXT_SMALL, x - sheet.body.left, bold=own)
        color = theme.accent if own else theme.muted
        sheet.text(x, middle, label, size=TEXT_SMALL, color=color, bold=own, align="right", middle=True)
        for column, below in enumerate(columns):
            _share_cell(sheet, grid.cell(band, column), gaps.share(slice(first, last), below))
    for column, node in enumerate(grid.nodes):
        cell = grid.cell(0, column)
        _head(sheet, node, Box(cell.left, cell.top - SPACE[0] - _HEAD, cell.right, cell.top - SPACE[0]))
    _write_heads(sheet, study, grid)
    line, y = shorten(foot, TEXT_SMALL, sheet.body.width), grid.box.bottom + TEXT_SMALL * 1.6
    sheet.text(sheet.body.left, y, line, size=TEXT_SMALL, color=theme.muted)


def _share_grid(sheet: Sheet, study: ScoredStudy, labels: Sequence[str]) -> _Grid:
    """As many bands as fit, by the lowest level above the indicators whose columns hold a percentage."""
    body, count = sheet.body, len(labels)
    cell = width_of(words.share(1.0, sheet.texts), TEXT_SMALL) + 4
    levels = range(min(2, study.model.levels), study.model.levels)
    fits = (level for level in levels if 0 < len(study.model.at(level)) * cell <= body.width * (1 - _NAMES_SHARE))
    level = next(fits, study.model.levels)
    top = body.top + _HEAD * max(study.model.levels - level, 1) + SPACE[0]
    rows = min(max(int((body.bottom - top - TEXT_SMALL * 2) // _BAND_PITCH), 1), count)
    told = labels if rows == count else [f"{count}{DASH}{count}"]
    room = min(max(width_of(label, TEXT_SMALL) for label in told), body.width * _NAMES_SHARE) + SPACE[1]
    return _Grid(Box(body.left + room, top, body.right, top + rows * _BAND_PITCH), study.model.at(level), rows)


def _below(study: ScoredStudy, gaps: Gaps, node: Node) -> list[int]:
    """Columns of the indicators that a node is made of."""
    if node.level == 1:
        return [gaps.nodes.index(node)]
    return [column for child in study.model.children(node.code) for column in _below(study, gaps, child)]


def _share_cell(sheet: Sheet, box: Box, share: float) -> None:
    color = tone(sheet.theme, 0.05 + 0.95 * share)
    sheet.rectangle(Box(box.left, box.top, box.right - 0.6, box.bottom - 0.6), color)
    said = words.share(share, sheet.texts)
    sheet.text(*box.middle, said, size=TEXT_SMALL, color=ink_on(color), align="center", middle=True)
