"""What goes together, and what against each other? Correlations of the nodes of a level, with Cronbach's alpha of those above."""

from dataclasses import dataclass

from matplotlib.figure import Figure

from clusterbench_gui.charts import words
from clusterbench_gui.charts.correlation_list import draw_cells, draw_list
from clusterbench_gui.charts.relations import (
    CHANCE,
    Pair,
    Relations,
    alphas,
    chance,
    relations_of,
    strongest,
    subtitle,
    title,
)
from clusterbench_gui.charts.style import Box, Sheet, height_of, shorten, width_of
from clusterbench_gui.charts.tones import diverging, ink_on
from clusterbench_gui.domain.findings import Correlations
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.texts import DASH, Texts
from clusterbench_gui.support.theme import SPACE, TEXT_SMALL, TEXT_TABLE, Theme

_LEAST_TEXT = 6.8
_MOST_PITCH, _MOST_BREADTH = 34.0, 60.0
_LEAST_BREADTH = 5.0
_NAMES_SHARE, _LIST_SHARE = 0.36, 0.36
_KEY_STEPS, _SCALE = 20, 110.0
_KEY_LINE = 1.7
"""Height of a line of the key in sizes."""

_SAMPLE = 0.7
"""The coefficient whose colour filled and hollow samples have."""

_IN_WORDS = 5


def correlations_figure(
    study: ScoredStudy,
    data: Correlations,
    theme: Theme,
    texts: Texts,
    *,
    focus: str | None = None,
    size: tuple[float, float] = (9, 7),
) -> Figure:
    """A cell for every pair of nodes: filled beyond chance, hollow else; negative ones have a minus, or are hatched where no number fits.

    Where cells would be too small, the strongest pairs and those against each other are a list with bars. Few clusters are not shown; no cluster is named.
    """
    sheet, relations = Sheet(theme, texts, size), relations_of(study, data, focus)
    refusal = _refusal(study, relations, texts, focus)
    heading = refusal or title(relations, texts)
    sheet.frame(heading, subtitle(study, data, relations, texts), words.source(study, texts))
    if refusal:
        sheet.sentence(refusal)
        return sheet.figure
    body, key = sheet.body, _key(sheet, relations)
    sheet.body = Box(body.left, body.top + TEXT_SMALL * (0.7 + _KEY_LINE * len(key)), body.right, body.bottom)
    grid = _grid(sheet, study, relations)
    if grid is None:
        sheet.body = body
        draw_list(sheet, study, relations)
        return sheet.figure
    _draw_key(sheet, body, key, printed=grid.number > 0)
    _draw_cells(sheet, relations, grid)
    _write_rows(sheet, relations, grid)
    _separate(sheet, relations, grid)
    _write_alphas(sheet, study, relations)
    return sheet.figure


def describe(study: ScoredStudy, data: Correlations, texts: Texts, *, focus: str | None = None) -> str:
    """The correlations in words: the strongest, those against each other, how many are beyond chance, the alphas."""
    relations = relations_of(study, data, focus)
    refusal = _refusal(study, relations, texts, focus)
    if refusal:
        return words.sentences([refusal, subtitle(study, data, relations, texts)])
    sure, opposed = relations.sure, relations.opposed()
    parts = [title(relations, texts), subtitle(study, data, relations, texts)]
    parts.append(
        texts.t(
            "{sure} of {count} correlations can be told from chance (p < {limit})",
            sure=len(sure),
            count=relations.count,
            limit=texts.number(CHANCE, 2),
        )
    )
    for heading, pairs in ((texts.t("Strongest"), sure), (texts.t("Against each other"), opposed)):
        told = "; ".join(_told(pair, texts) for pair in pairs[:_IN_WORDS])
        parts.append(f"{heading}: {told}" if told else "")
    found = ", ".join(f"{name} {value}" for name, value in alphas(study, relations.consistency, texts))
    heading = texts.t("Cronbach's alpha")
    parts.append(f"{heading}: {found}" if found else "")
    return words.sentences(parts)


def table(study: ScoredStudy, data: Correlations, texts: Texts, *, focus: str | None = None) -> words.Table:
    """Every pair with coefficient, p-value and number of clusters, the strongest first; then the nodes above with their alpha."""
    headings = (texts.t("One"), texts.t("The other"), texts.t("Correlation"), "p", texts.t("Clusters"))
    relations = relations_of(study, data, focus)
    if _refusal(study, relations, texts, focus):
        return headings, ()
    names = {node.code: words.coded(node, texts) for node in relations.nodes}
    pairs = [
        (
            names[pair.first.code],
            names[pair.second.code],
            words.coefficient(pair.r, texts),
            chance(pair.p, texts),
            str(pair.count),
        )
        for pair in strongest(relations.pairs())
    ]
    said, units = alphas(study, relations.consistency, texts), [str(one.units) for one in relations.consistency]
    above = [
        (name, texts.t("Cronbach's alpha"), value, DASH, count)
        for (name, value), count in zip(said, units, strict=True)
    ]
    return headings, (*pairs, *above)


def _told(pair: Pair, texts: Texts) -> str:
    first, second = (words.coded(node, texts) for node in (pair.first, pair.second))
    return texts.t("{first} and {second} ({value})", first=first, second=second, value=words.coefficient(pair.r, texts))


def _refusal(study: ScoredStudy, relations: Relations, texts: Texts, focus: str | None) -> str:
    """Why there is nothing to show; empty where there is."""
    if words.few_others(study, focus, study.scores.clusters):
        return texts.t("Too few clusters to compare")
    if len(relations.nodes) < 2:
        return texts.t("There is one result at this level, and nothing for it to go with")
    if relations.unknown == relations.count:
        return texts.t("No correlation can be computed: too few values, or all alike")
    return ""


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the cells stand, below the diagonal; `text` and `number` are the sizes of labels and coefficients, 0 for none."""

    left: float
    top: float
    breadth: float
    pitch: float
    text: float
    number: float

    def cell(self, row: int, column: int) -> Box:
        left, top = self.left + column * self.breadth, self.top + row * self.pitch
        return Box(left, top, left + self.breadth, top + self.pitch)


def _grid(sheet: Sheet, study: ScoredStudy, relations: Relations) -> _Grid | None:
    """As broad as there is room; narrower where it would run into the alphas beside it. None where cells would be too small."""
    body, count = sheet.body, len(relations.nodes)
    labels = [words.coded(node, sheet.texts) for node in relations.nodes]
    pitch = min(body.height / count, _MOST_PITCH)
    text = min(pitch * 0.9, TEXT_TABLE)
    room = min(max(width_of(label, text) for label in labels), body.width * _NAMES_SHARE)
    left = body.left + room + SPACE[1]
    code = max(width_of(node.code, TEXT_SMALL) for node in relations.nodes) + 1
    beside = _alpha_box(sheet, study, relations)

    def breadth_to(right: float) -> float:
        return max(min((right - left - code) / (count - 1), (right - left) / count, _MOST_BREADTH), 0.0)

    depth = min(int((beside.bottom - body.top) // pitch) + 1, count)
    breadth = breadth_to(body.right)
    if left + (depth - 1) * breadth + max(breadth, code) + SPACE[2] > beside.left:
        breadth = breadth_to(beside.left - SPACE[2])
    if text < _LEAST_TEXT or breadth < _LEAST_BREADTH:
        return None
    number = min(pitch * 0.62, TEXT_SMALL)
    fits = number >= _LEAST_TEXT and width_of(words.coefficient(-0.88, sheet.texts), number) <= breadth - 3
    return _Grid(left, body.top, breadth, pitch, text, number if fits else 0.0)


def _draw_cells(sheet: Sheet, relations: Relations, grid: _Grid) -> None:
    order = {node.code: place for place, node in enumerate(relations.nodes)}
    seam = 0.8 if grid.pitch > 5 else 0.3
    cells, none = [], []
    for pair in relations.pairs():
        whole = grid.cell(order[pair.second.code], order[pair.first.code])
        sheet.region(whole, pair.gid)
        if pair.r is None:
            none.append(whole.middle)
            continue
        box = Box(whole.left + seam, whole.top + seam, whole.right - seam, whole.bottom - seam)
        cells.append((box, pair.r, pair.sure))
        if grid.number:
            ink = ink_on(diverging(sheet.theme, pair.r)) if pair.sure else sheet.theme.muted
            value = words.coefficient(pair.r, sheet.texts)
            sheet.text(*whole.middle, value, size=grid.number, color=ink, align="center", middle=True)
    draw_cells(sheet, cells)
    if not grid.number:
        for sure, color in ((True, sheet.theme.ink), (False, sheet.theme.others)):
            sheet.hatch([box for box, r, filled in cells if r < 0 and filled is sure], color, steps=4)
    if none:
        sheet.markers(none, sheet.theme.muted, 2.5).set_gid("none")


def _write_rows(sheet: Sheet, relations: Relations, grid: _Grid) -> None:
    """Names at the left, and the code of each column on the diagonal; there is room to the right of it."""
    room = grid.left - sheet.body.left - SPACE[1]
    labels = [words.coded(node, sheet.texts) for node in relations.nodes]
    all_fit = max(width_of(label, grid.text) for label in labels) <= room
    text = grid.text if all_fit else min(grid.text, TEXT_SMALL)
    for row, node in enumerate(relations.nodes):
        cell = grid.cell(row, row)
        sheet.text(sheet.body.left, cell.middle[1], shorten(labels[row], text, room), size=text, middle=True)
        sheet.region(Box(sheet.body.left, cell.top, grid.left, cell.bottom), f"node:{node.code}")
        size = min(grid.text, TEXT_SMALL)
        x = max(cell.middle[0] - width_of(node.code, size) / 2, cell.left + 1)
        sheet.text(x, cell.middle[1], node.code, size=size, color=sheet.theme.muted, middle=True)


def _separate(sheet: Sheet, relations: Relations, grid: _Grid) -> None:
    """Lines between what belongs to different nodes above."""
    nodes, count = relations.nodes, len(relations.nodes)
    borders = [place for place in range(1, count) if nodes[place].parent != nodes[place - 1].parent]
    if len(borders) >= len({node.parent for node in nodes}):  # siblings do not stand together
        return
    for place in borders:
        x, y = grid.left + place * grid.breadth, grid.top + place * grid.pitch
        lines = [((sheet.body.left, y), (x, y)), ((x, y), (x, grid.top + count * grid.pitch))]
        sheet.lines(lines, sheet.theme.muted, 0.8, over=3)


def _alpha_box(sheet: Sheet, study: ScoredStudy, relations: Relations) -> Box:
    """The room of the alphas, in the corner above the diagonal; without breadth where there are none."""
    body, found = sheet.body, alphas(study, relations.consistency, sheet.texts)
    if not found:
        return Box(body.right, body.top, body.right, body.top)
    heading = width_of(sheet.texts.t("Cronbach's alpha"), TEXT_TABLE, bold=True)
    names = max(width_of(f"{name}  {value}", TEXT_SMALL) for name, value in found) + SPACE[0]
    breadth = min(max(heading, names), body.width * _LIST_SHARE)
    height = height_of(1, TEXT_TABLE) + height_of(len(found), TEXT_SMALL)
    return Box(body.right - breadth, body.top, body.right, min(body.top + height, body.bottom))


def _write_alphas(sheet: Sheet, study: ScoredStudy, relations: Relations) -> None:
    """Name and alpha, a line for each; as many as there is room for."""
    box, found = _alpha_box(sheet, study, relations), alphas(study, relations.consistency, sheet.texts)
    if not found:
        return
    theme, size = sheet.theme, TEXT_SMALL
    top = sheet.block(box.left, box.top, [sheet.texts.t("Cronbach's alpha")], size=TEXT_TABLE, bold=True)
    lines = max(int((sheet.body.bottom - top) // height_of(1, size)), 0)
    shown = found if len(found) <= lines else found[: max(lines - 1, 0)]
    for name, value in shown:
        room = box.width - width_of(value, size, bold=True) - SPACE[1]
        sheet.block(box.left, top, [shorten(name, size, room)], size=size, color=theme.muted)
        top = sheet.block(box.right, top, [value], size=size, bold=True, align="right")
    if len(shown) < len(found):
        rest = sheet.texts.n("and {n} more", "and {n} more", len(found) - len(shown))
        sheet.block(box.left, top, [rest], size=size, color=theme.muted)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry of the key: what it is a sample of, its breadth, its words."""

    sample: str
    breadth: float
    words: str


def _key(sheet: Sheet, relations: Relations) -> list[list[_Entry]]:
    """The lines of the key: the scale from -1 to 1, what filled and hollow cells are, and dots where there are any."""
    texts = sheet.texts
    limit = texts.number(CHANCE, 2)
    entries = [
        _Entry("scale", width_of(texts.number(-1, 0), TEXT_SMALL) + SPACE[0] + _SCALE, f"+{texts.number(1, 0)}"),
        _Entry("filled", 16, f"p < {limit}"),
        _Entry("hollow", 16, texts.t("p ≥ {limit}: may be chance", limit=limit)),
    ]
    if relations.unknown:
        entries.append(_Entry("dot", 6, texts.t("no coefficient")))
    lines: list[list[_Entry]] = [[]]
    x = 0.0
    for entry in entries:
        breadth = entry.breadth + SPACE[0] + width_of(entry.words, TEXT_SMALL)
        if lines[-1] and x + breadth > sheet.body.width:
            lines.append([])
            x = 0.0
        lines[-1].append(entry)
        x += breadth + SPACE[3]
    return lines


def _draw_key(sheet: Sheet, body: Box, lines: list[list[_Entry]], *, printed: bool) -> None:
    """The lines of the key at the top of the body."""
    for number, line in enumerate(lines):
        x, middle = body.left, body.top + TEXT_SMALL * (0.7 + _KEY_LINE * number)
        for entry in line:
            _draw_sample(sheet, entry, x, middle, printed=printed)
            x += entry.breadth + SPACE[0]
            sheet.text(x, middle, entry.words, size=TEXT_SMALL, color=sheet.theme.muted, middle=True)
            x += width_of(entry.words, TEXT_SMALL) + SPACE[3]


def _draw_sample(sheet: Sheet, entry: _Entry, x: float, middle: float, *, printed: bool) -> None:
    box = Box(x, middle - 5, x + entry.breadth, middle + 5)
    if entry.sample == "dot":
        sheet.markers([box.middle], sheet.theme.muted, 2.5)
    elif entry.sample == "scale":
        low = sheet.texts.number(-1, 0)
        sheet.text(x, middle, low, size=TEXT_SMALL, color=sheet.theme.muted, middle=True)
        step, left = _SCALE / _KEY_STEPS, box.right - _SCALE
        for index in range(_KEY_STEPS):
            piece = Box(left + index * step, box.top, left + (index + 1) * step + 0.3, box.bottom)
            value = -1 + 2 * (index + 0.5) / _KEY_STEPS
            sheet.rectangle(piece, diverging(sheet.theme, value)).set_gid("key")
        if not printed:
            sheet.hatch([Box(left, box.top, left + _SCALE / 2, box.bottom)], sheet.theme.ink, steps=4)
    else:
        draw_cells(sheet, [(box, _SAMPLE, entry.sample == "filled")])
