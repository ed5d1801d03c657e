"""What is the index made of, and how much does each part weigh? The model from the index to its indicators, by weight."""

from collections.abc import Mapping
from dataclasses import dataclass

from matplotlib.figure import Figure

from clusterbench_gui.charts import words
from clusterbench_gui.charts.style import Box, Sheet, height_of, shorten, width_of, wrap
from clusterbench_gui.charts.tones import tone
from clusterbench_gui.domain.editions import Model, Node
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import TEXT_BODY, TEXT_SMALL, Theme

_LEAST_HEIGHT = 9.5
_LEAST_TEXT = 7.0
_TONES = (0.30, 0.20, 0.12, 0.06)
_COLUMNS = (0.5, 0.8, 1.2, 1.7)
"""Breadths of the columns from the index down, in proportion; deeper levels are as broad as the last."""
_COUNTED = (1.6, 0.55)
"""Those of the last two where the last only counts: the names before it need the room."""


def tree_figure(
    study: ScoredStudy,
    theme: Theme,
    texts: Texts,
    *,
    focus: str | None = None,
    names: bool = True,
    size: tuple[float, float] = (9, 7),
) -> Figure:
    """A column for every level; the height of a box is its share of the index. With a focus its scores stand beside.

    Boxes too low for words are counted instead: "12 indicators". `names` concerns clusters, so only the focus.
    """
    sheet = Sheet(theme, texts, size)
    title, subtitle = _title(study, texts), _subtitle(study, texts, focus, names=names)
    sheet.frame(title, subtitle, words.source(study, texts))
    shares = weights(study.model)
    if not shares:
        sheet.sentence(texts.t("The model has no indicators"))
        return sheet.figure
    tree = _Tree(sheet, study, shares, focus, _columns(sheet, study.model))
    tree.draw(words.top(study.model), sheet.body.top, sheet.body.height)
    return sheet.figure


def describe(study: ScoredStudy, texts: Texts, *, focus: str | None = None, names: bool = True) -> str:
    """The tree in words: level by level every node with its share, and the scores of the focus; indicators by number."""
    shares, parts = weights(study.model), [_title(study, texts), _subtitle(study, texts, focus, names=names)]
    parts += [
        ", ".join(_words(study, node, shares[node.code], texts, focus) for node in study.model.at(level))
        for level in range(study.model.levels - 1, 1, -1)
    ]
    parts.append(texts.n("{n} indicator", "{n} indicators", len(study.model.at(1))))
    return words.sentences(parts)


def table(study: ScoredStudy, texts: Texts, *, focus: str | None = None, names: bool = True) -> words.Table:
    """Every node from the index down with its weight among its siblings and its share of the index."""
    own = () if focus is None else (words.label(study, focus, names=names),)
    headings = (texts.t("Part"), texts.t("Level"), texts.t("Weight"), texts.t("Share of the index"), *own)
    shares = weights(study.model)
    rows = []
    for level in range(study.model.levels, 0, -1):
        for node in study.model.at(level):
            score = () if focus is None else (words.figure(study, words.cell(study, focus, node.code).score, texts),)
            rows.append(
                (
                    words.coded(node, texts),
                    words.level_name(study.model, level, texts),
                    texts.number(node.weight, 2),
                    _percent(shares[node.code], texts),
                    *score,
                )
            )
    return headings, tuple(rows)


def weights(model: Model) -> Mapping[str, float]:
    """The share of the index of every node: its weight among its siblings, times the share of what it belongs to.

    Siblings that weigh nothing together have no share each.
    """
    if not model.nodes:
        return {}
    shares = {node.code: 1.0 for node in model.at(model.levels)}
    for level in range(model.levels, 1, -1):
        for parent in model.at(level):
            children = model.children(parent.code)
            together = sum(child.weight for child in children)
            for child in children:
                shares[child.code] = shares[parent.code] * child.weight / together if together else 0.0
    return shares


def _percent(share: float, texts: Texts) -> str:
    return words.share(share, texts, 1)


def _words(study: ScoredStudy, node: Node, share: float, texts: Texts, focus: str | None) -> str:
    said = f"{words.coded(node, texts)} {_percent(share, texts)}"
    return (
        said if focus is None else f"{said} · {words.figure(study, words.cell(study, focus, node.code).score, texts)}"
    )


def _title(study: ScoredStudy, texts: Texts) -> str:
    shares, nodes = weights(study.model), study.model.at(max(study.model.levels - 1, 1))
    if not nodes:
        return texts.t("The model has no indicators")
    heaviest = max(nodes, key=lambda node: shares[node.code])
    count = sum(shares[node.code] > 0 for node in study.model.at(1))
    if min(shares[node.code] for node in nodes) > shares[heaviest.code] - 1e-9:
        return texts.t(
            "{count} indicators make the index; {level} weigh {share} each",
            count=count,
            level=words.level_name(study.model, nodes[0].level, texts).lower(),
            share=_percent(shares[heaviest.code], texts),
        )
    return texts.t(
        "{count} indicators make the index; {node} weighs most ({share})",
        count=count,
        node=words.node_name(heaviest, texts),
        share=_percent(shares[heaviest.code], texts),
    )


def _subtitle(study: ScoredStudy, texts: Texts, focus: str | None, *, names: bool) -> str:
    said = texts.t("The height of a box is its share of the index")
    if focus is None:
        return said
    label, scale = words.label(study, focus, names=names), words.scale(study.method, texts)
    return f"{said}; " + texts.t("second number: score of {name}, {scale}", name=label, scale=scale)


def _columns(sheet: Sheet, model: Model) -> list[Box]:
    """A column for every level, the index first."""
    parts = [_COLUMNS[min(number, len(_COLUMNS) - 1)] for number in range(model.levels)]
    highest = max(weights(model)[node.code] for node in model.at(1)) * sheet.body.height
    if model.levels > 2 and highest < _LEAST_HEIGHT:
        parts[-2:] = _COUNTED
    left, columns = sheet.body.left, []
    for part in parts:
        right = left + sheet.body.width * part / sum(parts)
        columns.append(Box(left, sheet.body.top, right, sheet.body.bottom))
        left = right
    return columns


@dataclass(frozen=True, slots=True)
class _Tree:
    """What the drawing of a node and of all below it needs."""

    sheet: Sheet
    study: ScoredStudy
    shares: Mapping[str, float]
    focus: str | None
    columns: list[Box]

    def draw(self, node: Node, top: float, height: float) -> None:
        """A node in its column and its children in the next, one below the other."""
        number = self.study.model.levels - node.level
        column = self.columns[number]
        self._box(node, Box(column.left, top, column.right, top + height), number)
        children = self.study.model.children(node.code)
        whole = self.shares[node.code]
        if not children or not whole:
            return
        heights = [height * self.shares[child.code] / whole for child in children]
        if min(heights) < _LEAST_HEIGHT:
            self._together(self._leaves(node), Box(column.right, top, self.columns[-1].right, top + height))
            return
        for child, one in zip(children, heights, strict=True):
            self.draw(child, top, one)
            top += one

    def _box(self, node: Node, box: Box, number: int) -> None:
        sheet, theme = self.sheet, self.sheet.theme
        shade = _TONES[min(number, len(_TONES) - 1)]
        patch = sheet.rectangle(box, theme.surface if theme.outlined else tone(theme, shade), over=1.5)
        patch.set_gid(f"node:{node.code}")
        sheet.boxes([box], "none", edge=theme.line if theme.outlined else theme.surface, width=1.2, over=2)
        size = min(TEXT_BODY if box.height > TEXT_BODY * 1.6 else TEXT_SMALL, box.height * 0.8)
        if size < _LEAST_TEXT:
            return
        self._write(node, box, size)

    def _write(self, node: Node, box: Box, size: float) -> None:
        """Code and name, then share and score: below each other where there is room, else the figures at the right."""
        sheet, texts = self.sheet, self.sheet.texts
        name, room, lines = words.coded(node, texts), box.width - 10, int(box.height // height_of(1, size))
        figures = [_percent(self.shares[node.code], texts)]
        if self.focus is not None:
            figures.append(words.figure(self.study, words.cell(self.study, self.focus, node.code).score, texts))
        joined, muted = " · ".join(figures), sheet.theme.muted
        if lines < 2:
            size = min(size, TEXT_SMALL)
            sheet.text(box.right - 5, box.middle[1], joined, size=size, color=muted, align="right", middle=True)
            room -= width_of(joined, size) + 6
            sheet.text(box.left + 5, box.middle[1], shorten(name, size, room), size=size, middle=True)
            return
        below = [joined] if width_of(joined, size) <= room or lines <= len(figures) else figures
        shown = wrap(name, size, room, lines=min(lines - len(below), 4))
        top = box.middle[1] - height_of(len(shown) + len(below), size) / 2
        top = sheet.block(box.left + 5, top, shown, size=size)
        sheet.block(box.left + 5, top, [shorten(line, size, room) for line in below], size=size, color=muted)

    def _leaves(self, node: Node) -> int:
        """How many indicators a node is made of."""
        below = self.study.model.children(node.code)
        return sum(self._leaves(child) for child in below) if node.level > 1 else 1

    def _together(self, count: int, box: Box) -> None:
        sheet, theme = self.sheet, self.sheet.theme
        sheet.boxes([box], theme.surface if theme.outlined else tone(theme, _TONES[-1]), edge=theme.line, over=1.5)
        line = sheet.texts.n("{n} indicator", "{n} indicators", count)
        size = min(TEXT_SMALL, box.height * 0.8)
        if size >= _LEAST_TEXT:
            sheet.text(
                box.left + 5,
                box.middle[1],
                shorten(line, size, box.width - 10),
                size=size,
                color=theme.muted,
                middle=True,
            )
