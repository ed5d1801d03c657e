"""How do a few clusters compare? A row for every node, a mark of its own shape and letter for every cluster."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from clusterbench_gui.charts import words
from clusterbench_gui.charts.bars import NOTE, note_below, tick
from clusterbench_gui.charts.scale import Axis, draw_scale, scores_axis
from clusterbench_gui.charts.style import Box, Sheet, shorten, width_of, wrap
from clusterbench_gui.charts.tones import ink_on
from clusterbench_gui.domain.editions import Node
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import SPACE, TEXT_SMALL, TEXT_TABLE, Theme

LEAST, MOST = 2, 6
"""How many clusters can be compared."""

_LETTERS = "abcdef"
"""Small ones: capitals are quarters."""

_SHAPES = ("o", "s", "^", "D", "v", "p")
_SIZES = (11.5, 10.5, 13.0, 10.5, 13.0, 12.5)
_LIFTS = (0.0, 0.0, 1.6, 0.0, -1.6, 0.0)
"""Diameters that look alike, and how far below its middle the letter of a triangle stands."""

_MARK = 12.5
"""Room of a mark across."""

_LEAST_PITCH, _MOST_PITCH = 23.5, 42.0
_BASE = 0.64
"""Where in a row its line is."""

_FOOT = 4.0
"""Room between the last row and the values of the scale."""

_LIFT, _TICK = 11.0, 8.5
"""How far above the line marks stand that would touch; half the length of ticks."""

_NAMES_SHARE, _NONE_SHARE = 0.34, 0.16


@dataclass(frozen=True, slots=True)
class Compared:
    """One of the clusters: its code and label, its letter, shape and colour, by its place among them."""

    code: str
    label: str
    place: int
    color: str

    @property
    def letter(self) -> str:
        """What its marks have in them."""
        return _LETTERS[self.place]


def comparison_figure(
    study: ScoredStudy,
    level: int,
    theme: Theme,
    texts: Texts,
    *,
    clusters: Sequence[str],
    focus: str | None = None,
    names: bool = True,
    size: tuple[float, float] = (9, 7.5),
) -> Figure:
    """Scores of two to six clusters at the nodes of `level`; the focus in accent. Marks that would touch stand side by side above lines to their scores.

    Nobody else is named; median and benchmark need enough clusters that are not compared. Where not all nodes fit, those are
    shown where the compared are farthest apart.
    """
    sheet = Sheet(theme, texts, size)
    refusal = _refusal(study, level, texts, clusters)
    heading = refusal or _title(study, level, texts, clusters, focus, names=names)
    sheet.frame(heading, _subtitle(study, level, texts), words.source(study, texts))
    if refusal:
        sheet.sentence(refusal)
        return sheet.figure
    compared = _compared(study, theme, clusters, focus, names=names)
    nodes = study.model.at(level)
    references = any(_references(study, node.code, clusters).median is not None for node in nodes)
    _draw_key(sheet, compared, references=references)
    shown = nodes
    if len(nodes) > _room(sheet.body.height):
        shown = _farthest(study, nodes, clusters, _room(sheet.body.height - NOTE))
        left = len(nodes) - len(shown)
        note_below(sheet, texts.n("… {n} more, where they are closer", "… {n} more, where they are closer", left))
    _draw(sheet, study, shown, compared)
    return sheet.figure


def describe(
    study: ScoredStudy,
    level: int,
    texts: Texts,
    *,
    clusters: Sequence[str],
    focus: str | None = None,
    names: bool = True,
) -> str:
    """The comparison in words: node by node the scores of the clusters, with median and benchmark where they may be told."""
    refusal = _refusal(study, level, texts, clusters)
    if refusal:
        return words.sentences([refusal, _subtitle(study, level, texts)])
    parts = [_title(study, level, texts, clusters, focus, names=names), _subtitle(study, level, texts)]
    labels = [words.label(study, code, names=names) for code in clusters]
    for node in study.model.at(level):
        scores = [words.figure(study, words.cell(study, code, node.code).score, texts) for code in clusters]
        told = [f"{label} {score}" for label, score in zip(labels, scores, strict=True)]
        found = _references(study, node.code, clusters)
        told += [words.median_label(study, found, texts), words.benchmark_label(study, found, texts)]
        parts.append(f"{words.coded(node, texts)}: {'; '.join(part for part in told if part)}")
    return words.sentences(parts)


def table(study: ScoredStudy, level: int, texts: Texts, *, clusters: Sequence[str], names: bool = True) -> words.Table:
    """A row for every node: the scores of the clusters, the median, the benchmark."""
    labels = (words.label(study, code, names=names) for code in clusters)
    headings = (words.level_name(study.model, level, texts), *labels, texts.t("median"), texts.t("benchmark"))
    if _refusal(study, level, texts, clusters):
        return headings, ()
    rows = []
    for node in study.model.at(level):
        found = _references(study, node.code, clusters)
        scores = [words.cell(study, code, node.code).score for code in clusters]
        values = (words.figure(study, value, texts) for value in (*scores, found.median, found.benchmark))
        rows.append((words.coded(node, texts), *values))
    return headings, tuple(rows)


def _refusal(study: ScoredStudy, level: int, texts: Texts, clusters: Sequence[str]) -> str:
    """Why nothing is shown; empty where there is something."""
    if not LEAST <= len(clusters) <= MOST:
        return texts.t("Please choose two to six clusters to compare")
    cells = (words.cell(study, code, node.code) for code in clusters for node in study.model.at(level))
    return (
        "" if any(one.score is not None for one in cells) else texts.t("None of these clusters has a result here yet")
    )


def _references(study: ScoredStudy, node: str, clusters: Sequence[str]) -> words.References:
    """Median and benchmark, if they also rest on at least `method.crowd` clusters that are not compared.

    With fewer, the compared scores would leave nobody else behind them.
    """
    scored = (code for code in study.scores.clusters if words.cell(study, code, node).score is not None)
    if sum(code not in clusters for code in scored) < study.method.crowd:
        return words.References(None, None)
    return words.overall(study, node)


def _compared(
    study: ScoredStudy, theme: Theme, clusters: Sequence[str], focus: str | None, *, names: bool
) -> list[Compared]:
    """The clusters in their order, the focus in accent, the others in the colours of series."""
    colors = iter(theme.series)
    return [
        Compared(code, words.label(study, code, names=names), place, theme.accent if code == focus else next(colors))
        for place, code in enumerate(clusters)
    ]


def _leads(study: ScoredStudy, level: int, clusters: Sequence[str]) -> dict[str, int]:
    """At how many nodes each cluster is ahead of all others of them, alone."""
    found = dict.fromkeys(clusters, 0)
    for node in study.model.at(level):
        scores = {code: words.cell(study, code, node.code).score for code in clusters}
        known = {code: score for code, score in scores.items() if score is not None}
        best = [code for code, score in known.items() if score == max(known.values())]
        if len(best) == 1 and len(known) > 1:
            found[best[0]] += 1
    return found


def _title(
    study: ScoredStudy, level: int, texts: Texts, clusters: Sequence[str], focus: str | None, *, names: bool
) -> str:
    """How often the focus is ahead of the others, else who most often is."""
    leads = _leads(study, level, clusters)
    if not any(leads.values()):
        return texts.t("None of these clusters is ahead of the others anywhere")
    who = focus if focus in leads else max(leads, key=lambda code: leads[code])
    return texts.t(
        "{name}: ahead of the others in {count} of {all}",
        name=words.label(study, who or "", names=names),
        count=leads[who or ""],
        all=len(study.model.at(level)),
    )


def _subtitle(study: ScoredStudy, level: int, texts: Texts) -> str:
    level_name = words.level_name(study.model, level, texts)
    return texts.t("{level}, {scale}", level=level_name, scale=words.scale(study.method, texts))


def _draw_key(sheet: Sheet, compared: Sequence[Compared], *, references: bool) -> None:
    """The clusters with their marks, then median and benchmark, one after another on as many lines as they need; takes its room from the body."""
    body, theme, size = sheet.body, sheet.theme, TEXT_TABLE
    indent, pitch = _MARK + SPACE[0], size * 1.6
    entries = [(one.label, theme.accent if one.color == theme.accent else theme.ink) for one in compared]
    ticks = _reference_ticks(sheet) if references else []
    x, middle = body.left, body.top + size * 0.6
    for number, (label, color) in enumerate([*entries, *((said, color) for said, color, _ in ticks)]):
        bold = color == theme.accent
        said = shorten(label, size, body.width - indent, bold=bold)
        breadth = indent + width_of(said, size, bold=bold)
        if x > body.left and x + breadth > body.right:
            x, middle = body.left, middle + pitch
        if number < len(compared):
            _mark(sheet, compared[number], (x + _MARK / 2, middle))
        else:
            _reference(sheet, x + _MARK / 2, middle, color, ticks[number - len(compared)][2])
        sheet.text(x + indent, middle, said, size=size, color=color, bold=bold, middle=True)
        x += breadth + SPACE[3]
    sheet.body = Box(body.left, middle + size, body.right, body.bottom)


def _reference_ticks(sheet: Sheet) -> list[tuple[str, str, str]]:
    """Words, colour and marker of median and benchmark."""
    theme, texts = sheet.theme, sheet.texts
    return [(texts.t("median"), theme.median, ""), (texts.t("benchmark"), theme.benchmark, "D")]


def _reference(sheet: Sheet, x: float, middle: float, color: str, marker: str) -> None:
    """A tick that looks out below and above a mark on it."""
    tick(sheet, ((x, middle + _TICK), (x, middle - _TICK)), color, marker)


def _mark(sheet: Sheet, one: Compared, at: tuple[float, float], gid: str = "key", over: float = 4) -> None:
    """The shape of a cluster with its letter in it."""
    place, (x, y) = one.place, at
    sheet.markers([at], one.color, _SIZES[place], shape=_SHAPES[place], over=over).set_gid(gid)
    letter = sheet.text(
        x, y + _LIFTS[place], one.letter, size=8, color=ink_on(one.color), bold=True, align="center", middle=True
    )
    letter.set_zorder(over + 0.01)


def _room(height: float) -> int:
    """How many rows a body holds."""
    return max(int((height - _FOOT - TEXT_SMALL * 1.6) // _LEAST_PITCH), 1)


def _farthest(study: ScoredStudy, nodes: Sequence[Node], clusters: Sequence[str], count: int) -> tuple[Node, ...]:
    """The nodes where the clusters are farthest apart, in the order of the model."""

    def apart(node: Node) -> float:
        cells = [words.cell(study, code, node.code).score for code in clusters]
        known = [score for score in cells if score is not None]
        return max(known) - min(known) if known else -1.0

    farthest = {node.code for node in sorted(nodes, key=lambda node: -apart(node))[:count]}
    return tuple(node for node in nodes if node.code in farthest)


def _draw(sheet: Sheet, study: ScoredStudy, nodes: Sequence[Node], compared: Sequence[Compared]) -> None:
    body, texts, size = sheet.body, sheet.texts, TEXT_TABLE
    room = min(max(width_of(words.coded(node, texts), size) for node in nodes), body.width * _NAMES_SHARE)
    absent = [_absent(study, node, compared, texts) for node in nodes]
    column = min(max(width_of(said, TEXT_SMALL) for said in absent), body.width * _NONE_SHARE)
    axis = scores_axis(
        study.method, body.left + room + SPACE[2] + _MARK / 2, body.right - column - SPACE[1] - _MARK / 2
    )
    pitch = min((body.height - _FOOT - TEXT_SMALL * 1.6) / len(nodes), _MOST_PITCH)
    draw_scale(sheet, axis, Box(axis.start, body.top, axis.end, body.top + pitch * len(nodes) + _FOOT))
    for row, (node, said) in enumerate(zip(nodes, absent, strict=True)):
        top = body.top + row * pitch
        base, label = top + pitch * _BASE, words.coded(node, texts)
        lines = wrap(label, size, room, lines=2) if pitch > size * 2.7 else [shorten(label, size, room)]
        sheet.block(body.left, base - len(lines) * size * 0.66, lines, size=size)
        sheet.region(Box(body.left, top, axis.start - _MARK / 2, top + pitch), f"node:{node.code}")
        left_out = shorten(said, TEXT_SMALL, column)
        sheet.text(body.right, base, left_out, size=TEXT_SMALL, color=sheet.theme.muted, align="right", middle=True)
        _draw_row(_Row(sheet, axis, base), study, node, compared)


@dataclass(frozen=True, slots=True)
class _Row:
    """The line of a node."""

    sheet: Sheet
    axis: Axis
    base: float


def _draw_row(row: _Row, study: ScoredStudy, node: Node, compared: Sequence[Compared]) -> None:
    """The line of a node with ticks for the references and the marks of the clusters; those that would touch stand above it."""
    sheet, axis, base = row.sheet, row.axis, row.base
    sheet.lines([((axis.start, base), (axis.end, base))], sheet.theme.others, 0.8, over=1.2)
    found = _references(study, node.code, [one.code for one in compared])
    for value, (_words, color, marker) in zip((found.median, found.benchmark), _reference_ticks(sheet), strict=True):
        if value is not None:
            _reference(sheet, axis.at(value), base, color, marker)
    marks = [(one, axis.at(score)) for one in compared if (score := _score(study, one, node)) is not None]
    moved = _apart([x for _, x in marks], axis.start - _MARK / 2, axis.end + _MARK / 2)
    for number, ((one, x), aside) in enumerate(zip(marks, moved, strict=True)):
        if aside is not None:
            sheet.lines([((x, base), (aside, base - _LIFT))], one.color, 1.0, over=3.5)
            sheet.markers([(x, base)], one.color, 4, over=3.6)
        at = (x, base) if aside is None else (aside, base - _LIFT)
        _mark(sheet, one, at, f"cell:{one.code}:{node.code}", 4 + number / 10)


def _apart(places: Sequence[float], low: float, high: float) -> list[float | None]:
    """Where marks that would touch stand side by side around the middle of their scores, between `low` and `high`; None for those that touch none."""
    order = sorted(range(len(places)), key=lambda index: places[index])
    blocks: list[list[int]] = []
    for index in order:
        blocks.append([index])
        while len(blocks) > 1 and _end(places, blocks[-2], low, high) > _start(places, blocks[-1], low, high):
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    found: list[float | None] = [None] * len(places)
    for block in blocks:
        if len(block) > 1:
            left = _start(places, block, low, high)
            for number, index in enumerate(block):
                found[index] = left + (number + 0.5) * _MARK
    return found


def _start(places: Sequence[float], block: Sequence[int], low: float, high: float) -> float:
    """Left end of a block of marks."""
    half = len(block) * _MARK / 2
    middle = sum(places[index] for index in block) / len(block)
    return min(max(middle, low + half), high - half) - half


def _end(places: Sequence[float], block: Sequence[int], low: float, high: float) -> float:
    return _start(places, block, low, high) + len(block) * _MARK


def _score(study: ScoredStudy, one: Compared, node: Node) -> float | None:
    return words.cell(study, one.code, node.code).score


def _absent(study: ScoredStudy, node: Node, compared: Sequence[Compared], texts: Texts) -> str:
    """The letters of those without a score."""
    letters = [one.letter for one in compared if _score(study, one, node) is None]
    return texts.t("no score: {letters}", letters=", ".join(letters)) if letters else ""
