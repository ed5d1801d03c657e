"""Where are answers missing, and why? Clusters by indicators with a look for every reason; shares where there are too many."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from clusterbench_gui.charts import words
from clusterbench_gui.charts.missing_states import KINDS, Kind, draw_kind, draw_kinds_key, kind_of
from clusterbench_gui.charts.style import Box, Sheet, shorten, tone, width_of
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
    sheet = Sheet(theme, texts, size)
    sheet.frame(_title(study, texts), _subtitle(study, texts, focus, names=names), words.source(study, texts))
    nodes, codes = study.model.at(1), study.scores.clusters
    if words.few_others(study, focus, codes) or not nodes:
        sheet.sentence(texts.t("Too few clusters to show whose answers are missing"))
        return sheet.figure
    rows = _order(study, texts)
    whole = sheet.body
    draw_kinds_key(sheet, _found(study))
    labels = [words.label(study, code, names=names) for code in rows]
    grid = _grid(sheet, study, nodes, labels, len(rows))
    if grid.pitch >= _LEAST_PITCH and grid.breadth >= _LEAST_BREADTH:
        _draw_cells(sheet, study, grid, rows)
        _write_rows(sheet, study, grid, rows, (focus, names))
        _write_codes(sheet, grid)
    else:
        sheet.body = whole
        grid = _draw_shares(sheet, study, rows)
    _write_heads(sheet, study, grid)
    return sheet.figure


def describe(study: ScoredStudy, texts: Texts, *, focus: str | None = None, names: bool = True) -> str:
    """The map in words: the share of values, reasons by number, indicators and clusters with the most gaps."""
    parts = [_title(study, texts), _subtitle(study, texts, focus, names=names)]
    if words.few_others(study, focus, study.scores.clusters):
        return words.sentences([*parts, texts.t("Too few clusters to show whose answers are missing")])
    counts = _found(study)
    parts.append(", ".join(f"{texts.t(kind.words)} {counts[kind]}" for kind in KINDS if counts[kind]))
    worst = [node for node in _by_gaps(study)[:5] if _node_share(study, node) > 0]
    if worst:
        told = "; ".join(f"{words.coded(node, texts)} {_percent(_node_share(study, node), texts)}" for node in worst)
        parts.append(texts.t("Most gaps: {indicators}", indicators=told))
    return words.sentences(parts)


def table(study: ScoredStudy, texts: Texts, *, focus: str | None = None) -> words.Table:
    """Every indicator with its number of values and of gaps of each kind, those with the most gaps first."""
    kinds = [kind for kind in KINDS if _found(study)[kind]]
    headings = (
        texts.t("Indicator"),
        texts.t("Values"),
        *(texts.t(kind.words) for kind in kinds),
        texts.t("Share missing"),
    )
    if words.few_others(study, focus, study.scores.clusters):
        return headings, ()
    rows = []
    for node in _by_gaps(study):
        counts = Counter(_kind(study, code, node) for code in study.scores.clusters)
        rows.append(
            (
                words.coded(node, texts),
                str(counts[None]),
                *(str(counts[kind]) for kind in kinds),
                _percent(_node_share(study, node), texts),
            )
        )
    return headings, tuple(rows)


def _kind(study: ScoredStudy, code: str, node: Node) -> Kind | None:
    """Why a value is missing; None where there is one."""
    one = words.cell(study, code, node.code)
    return None if one.raw is not None or one.score is not None else kind_of(one.missing)


def _found(study: ScoredStudy) -> Counter[Kind]:
    kinds = (_kind(study, code, node) for code in study.scores.clusters for node in study.model.at(1))
    return Counter(kind for kind in kinds if kind is not None)


def _share(study: ScoredStudy, codes: Sequence[str], nodes: Sequence[Node]) -> float:
    gaps = sum(_kind(study, code, node) is not None for code in codes for node in nodes)
    return gaps / max(len(codes) * len(nodes), 1)


def _node_share(study: ScoredStudy, node: Node) -> float:
    return _share(study, study.scores.clusters, [node])


def _by_gaps(study: ScoredStudy) -> list[Node]:
    return sorted(study.model.at(1), key=lambda node: (-_node_share(study, node), node.code))


def _percent(share: float, texts: Texts) -> str:
    return words.share(share, texts, 1)


def _title(study: ScoredStudy, texts: Texts) -> str:
    nodes, codes = study.model.at(1), study.scores.clusters
    share = _share(study, codes, nodes)
    if not nodes or not codes:
        return texts.t("No cluster has a result here yet")
    if not share:
        return texts.t("No value is missing")
    whole = sum(all(_kind(study, code, node) is None for node in nodes) for code in codes)
    return texts.t(
        "{share} of the values are missing; {whole} of {count} clusters have all",
        share=_percent(share, texts),
        whole=whole,
        count=len(codes),
    )


def _subtitle(study: ScoredStudy, texts: Texts, focus: str | None, *, names: bool) -> str:
    said = texts.t("Indicators by cluster, most gaps first")
    if focus is None or focus not in study.scores.cells:
        return said
    label, share = words.label(study, focus, names=names), _share(study, [focus], study.model.at(1))
    return f"{said}; " + texts.t("{name}: {share} missing", name=label, share=_percent(share, texts))


def _order(study: ScoredStudy, texts: Texts) -> list[str]:
    nodes = study.model.at(1)
    shares = {code: _share(study, [code], nodes) for code in study.scores.clusters}
    names = {one.code: texts.sort_key(one.name) for one in study.clusters}
    return sorted(shares, key=lambda code: (-shares[code], names[code], code))


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


def _grid(sheet: Sheet, study: ScoredStudy, nodes: Sequence[Node], labels: Sequence[str], rows: int) -> _Grid:
    """Cells of all indicators, with labels at the left, shares at the right, heads above and codes below."""
    body = sheet.body
    room = min(max(width_of(label, TEXT_TABLE, bold=True) for label in labels), body.width * _NAMES_SHARE)
    share = width_of(_percent(1.0, sheet.texts), TEXT_SMALL) + SPACE[1]
    top = body.top + _HEAD * max(study.model.levels - 2, 0) + SPACE[0]
    codes = max(width_of(node.code, TEXT_SMALL) for node in nodes) + SPACE[1]
    height = min((body.bottom - codes - top), rows * _MOST_PITCH)
    return _Grid(Box(body.left + room + SPACE[1], top, body.right - share, top + height), tuple(nodes), rows)


def _draw_cells(sheet: Sheet, study: ScoredStudy, grid: _Grid, rows: Sequence[str]) -> None:
    places: dict[Kind | None, list[Box]] = {}
    for row, code in enumerate(rows):
        for column, node in enumerate(grid.nodes):
            places.setdefault(_kind(study, code, node), []).append(grid.cell(row, column))
    sheet.boxes(places.pop(None, []), tone(sheet.theme, 0.07), edge=sheet.theme.surface)
    for kind, boxes in places.items():
        if kind is not None:
            draw_kind(sheet, kind, boxes, digits=min(grid.breadth, grid.pitch) >= TEXT_SMALL)


def _write_rows(
    sheet: Sheet, study: ScoredStudy, grid: _Grid, rows: Sequence[str], who: tuple[str | None, bool]
) -> None:
    """Labels of rows where they are legible, else that of the focus; the share that is missing at the right."""
    theme, size = sheet.theme, min(grid.pitch * 0.84, TEXT_TABLE)
    legible, room = size >= _LEAST_TEXT, grid.box.left - sheet.body.left - SPACE[1]
    focus, names = who
    for row, code in enumerate(rows):
        box, own, label = grid.cell(row, 0), code == focus, words.label(study, code, names=names)
        sheet.region(Box(sheet.body.left, box.top, grid.box.right, box.bottom), f"cluster:{code}")
        if own:
            sheet.boxes(
                [Box(grid.box.left, box.top, grid.box.right, box.bottom)], "none", edge=theme.accent, width=1.6, over=4
            )
        if not legible and not own:
            continue
        color, height = (theme.accent if own else theme.ink), max(size, _LEAST_TEXT)
        name = shorten(label, height, room, bold=own)
        sheet.text(sheet.body.left, box.middle[1], name, size=height, color=color, bold=own, middle=True)
        share = _percent(_share(study, [code], grid.nodes), sheet.texts)
        tint = theme.accent if own else theme.muted
        sheet.text(
            sheet.body.right, box.middle[1], share, size=min(height, TEXT_SMALL), color=tint, align="right", middle=True
        )


def _write_codes(sheet: Sheet, grid: _Grid) -> None:
    """Codes of the indicators below, where each has its room."""
    if grid.breadth < _LEAST_TEXT * 1.15:
        return
    size = min(grid.breadth * 0.85, TEXT_SMALL)
    for column, node in enumerate(grid.nodes):
        left = grid.box.left + (column + 0.5) * grid.breadth
        foot = grid.box.bottom + SPACE[0] + width_of(node.code, size)
        sheet.text(left, foot, node.code, size=size, color=sheet.theme.muted, middle=True, upwards=True)


def _write_heads(sheet: Sheet, study: ScoredStudy, grid: _Grid) -> None:
    """Names of what the columns belong to, level by level, each over its own columns, with lines between them."""
    line, above = grid.box.top - SPACE[0], list(grid.nodes)
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


def _draw_shares(sheet: Sheet, study: ScoredStudy, rows: Sequence[str]) -> _Grid:
    """Bands of clusters by the lowest level that fits: the darker, the more is missing, with the share printed."""
    body, texts = sheet.body, sheet.texts
    widest = width_of(words.share(1.0, texts), TEXT_SMALL) + 4
    label = width_of(f"{len(rows)}{DASH}{len(rows)}", TEXT_SMALL) + SPACE[1]
    levels = range(1, study.model.levels)
    fits = (level for level in levels if 0 < len(study.model.at(level)) * widest <= body.width - label)
    level = next(fits, study.model.levels)
    nodes = study.model.at(level)
    top = body.top + _HEAD * max(study.model.levels - level, 1) + SPACE[0]
    count = min(max(int((body.bottom - top - TEXT_SMALL * 3) // _BAND_PITCH), 1), len(rows))
    grid = _Grid(Box(body.left + label, top, body.right, top + count * _BAND_PITCH), nodes, count)
    for band in range(count):
        first, last = band * len(rows) // count, (band + 1) * len(rows) // count
        box = grid.cell(band, 0)
        said = f"{first + 1}{DASH}{last}" if last - first > 1 else str(last)
        sheet.text(
            grid.box.left - SPACE[0],
            box.middle[1],
            said,
            size=TEXT_SMALL,
            color=sheet.theme.muted,
            align="right",
            middle=True,
        )
        for column, node in enumerate(nodes):
            below = _below(study, node)
            _share_cell(sheet, grid.cell(band, column), _share(study, rows[first:last], below))
    foot = texts.t("Rows are bands of clusters from the most gaps to the fewest; darker is more missing")
    sheet.text(
        body.left,
        grid.box.bottom + TEXT_SMALL * 1.6,
        shorten(foot, TEXT_SMALL, body.width),
        size=TEXT_SMALL,
        color=sheet.theme.muted,
    )
    if level < study.model.levels - 1 or len(nodes) > 1:
        for column, node in enumerate(nodes):
            _head(
                sheet,
                node,
                Box(grid.cell(0, column).left, top - SPACE[0] - _HEAD, grid.cell(0, column).right, top - SPACE[0]),
            )
    return grid


def _below(study: ScoredStudy, node: Node) -> list[Node]:
    """The indicators that a node is made of."""
    if node.level == 1:
        return [node]
    return [leaf for child in study.model.children(node.code) for leaf in _below(study, child)]


def _share_cell(sheet: Sheet, box: Box, share: float) -> None:
    dark = share >= 0.5
    sheet.boxes([box], tone(sheet.theme, 0.05 + 0.95 * share), edge=sheet.theme.surface)
    color = sheet.theme.surface if dark else sheet.theme.ink
    said = words.share(share, sheet.texts)
    sheet.text(*box.middle, said, size=TEXT_SMALL, color=color, align="center", middle=True)
