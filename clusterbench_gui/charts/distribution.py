"""How do the clusters spread in the parts of one node? The middle half of them, median and benchmark; nobody's extreme."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from clusterbench_gui.charts import words
from clusterbench_gui.charts.bars import Entry, draw_key, tick, write_name
from clusterbench_gui.charts.scale import Axis, draw_scale, scores_axis
from clusterbench_gui.charts.style import Box, Sheet, width_of
from clusterbench_gui.charts.tones import tone
from clusterbench_gui.domain.editions import Node
from clusterbench_gui.domain.scores import ScoredStudy, Summary
from clusterbench_gui.support.texts import DASH, Texts
from clusterbench_gui.support.theme import SPACE, TEXT_SMALL, TEXT_TABLE, Theme

_LEAST_PITCH, _MOST_PITCH = 13.0, 26.0
_NAMES_SHARE = 0.5
_INDENT = 10.0
_HALF_BAND = 0.3
_TONES = (0.22, 0.42)
"""Of the bands of indicators and of what stands above them."""


def distribution_figure(
    study: ScoredStudy, node: str, theme: Theme, texts: Texts, *, size: tuple[float, float] = (8, 6)
) -> Figure:
    """What is below `node`, a row each: its children, and with each child its indicators where all of them fit. `size` in inches.

    A node of fewer clusters than a crowd has its name only.
    """
    sheet = Sheet(theme, texts, size)
    sheet.frame(_title(study, node, texts), _subtitle(study, node, texts), words.source(study, texts))
    if all(_known(study, one) is None for one in rows_of(study, node)):
        sheet.sentence(texts.t("Too few clusters to compare"))
        return sheet.figure
    draw_key(
        sheet,
        [
            Entry(texts.t("median"), theme.median, 2, upright=True),
            Entry(texts.t("benchmark"), theme.benchmark, 0, marker="D"),
        ],
    )
    _draw(sheet, study, node)
    return sheet.figure


def height_for(rows: int) -> float:
    """Height in points at which so many rows are comfortable to read."""
    return 90.0 + 24.5 * rows


def least_height_for(rows: int) -> float:
    """Height in points below which not so many rows are drawn."""
    return 130.0 + _LEAST_PITCH * rows


def describe(study: ScoredStudy, node: str, texts: Texts) -> str:
    """The chart in words: the finding, then row by row quartiles, median and benchmark."""
    headings, rows = table(study, node, texts)
    told = [
        f"{row[0]}: "
        + ", ".join(f"{heading} {value}" for heading, value in zip(headings[1:], row[1:], strict=True) if value != DASH)
        for row in rows[: words.ROWS_IN_WORDS]
    ]
    return words.sentences([_title(study, node, texts), _subtitle(study, node, texts), *told])


def table(study: ScoredStudy, node: str, texts: Texts) -> words.Table:
    """The numbers of every node below, in the order of the model."""
    headings = (
        words.coded(study.model.node(node), texts),
        texts.t("lower quartile"),
        texts.t("median"),
        texts.t("upper quartile"),
        texts.t("benchmark"),
    )
    return headings, tuple(_row(study, one, texts) for one in rows_of(study, node))


def rows_of(study: ScoredStudy, node: str) -> tuple[Node, ...]:
    """All nodes below, each child right before what is below it."""
    model = study.model
    return tuple(one for child in model.children(node) for one in (child, *rows_of(study, child.code)))


def _row(study: ScoredStudy, node: Node, texts: Texts) -> tuple[str, ...]:
    known = _known(study, node)
    figures = (None,) * 4 if known is None else (known.lower, known.median, known.upper, known.benchmark)
    return (words.coded(node, texts), *(words.figure(study, value, texts) for value in figures))


def _known(study: ScoredStudy, node: Node) -> Summary | None:
    """The figures of a node, None where too few clusters stand behind them."""
    found = study.scores.summaries[node.code]
    return found if found.median is not None and found.count >= study.method.crowd else None


def _title(study: ScoredStudy, node: str, texts: Texts) -> str:
    found = [(known.median or 0.0, one) for one in study.model.children(node) if (known := _known(study, one))]
    if not found:
        return texts.t("Too few clusters to compare")
    names: dict[str, list[str]] = {}
    for median, one in sorted(found, key=lambda pair: pair[0]):
        names.setdefault(words.figure(study, median, texts), []).append(words.node_name(one, texts))
    worst, *_between, best = [*names.values()] if len(names) > 1 else [[], []]
    if not best:
        return words.overview(study, node, texts)
    return texts.t("Highest median: {best}; lowest: {worst}", best=", ".join(best), worst=", ".join(worst))


def _subtitle(study: ScoredStudy, node: str, texts: Texts) -> str:
    return texts.t(
        "{node}, {scale}; bar: the middle half of the clusters; benchmark: {rule}",
        node=words.node_name(study.model.node(node), texts),
        scale=words.scale(study.method, texts),
        rule=words.benchmark_rule(study.method, texts),
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """Where one row stands: its edges, the axis they share, the room of the names."""

    box: Box
    axis: Axis
    room: float


def _draw(sheet: Sheet, study: ScoredStudy, node: str) -> None:
    body, texts = sheet.body, sheet.texts
    most = max(int((body.height - TEXT_SMALL * 1.6) // _LEAST_PITCH), 1)
    nodes = _that_fit(sheet, study, node, most)
    longest = max(width_of(words.coded(one, texts), TEXT_TABLE, bold=True) for one in nodes) + _INDENT
    room = min(longest, body.width * _NAMES_SHARE)
    axis = scores_axis(study.method, body.left + room + SPACE[2], body.right - SPACE[1])
    pitch = min((sheet.body.height - TEXT_SMALL * 1.6) / len(nodes), _MOST_PITCH)
    bottom = body.top + pitch * len(nodes)
    draw_scale(sheet, axis, Box(axis.start, body.top, axis.end, bottom))
    for number, one in enumerate(nodes):
        box = Box(body.left, body.top + number * pitch, body.right, body.top + (number + 1) * pitch)
        _draw_row(sheet, study, one, _Line(box, axis, room))


def _that_fit(sheet: Sheet, study: ScoredStudy, node: str, most: int) -> Sequence[Node]:
    """All rows; only the children where those are too many; of too many children the first, with a line that says so."""
    every, children = rows_of(study, node), study.model.children(node)
    if len(every) <= most:
        return every
    if len(children) <= most:
        return children
    left = len(children) - most
    words_left = sheet.texts.n("… {n} more in the table", "… {n} more in the table", left)
    body = sheet.body
    sheet.text(body.left, body.bottom - TEXT_SMALL * 0.3, words_left, size=TEXT_SMALL, color=sheet.theme.muted)
    sheet.body = Box(body.left, body.top, body.right, body.bottom - TEXT_SMALL * 1.5)
    return children[:most]


def _draw_row(sheet: Sheet, study: ScoredStudy, node: Node, line: _Line) -> None:
    theme, (_, middle) = sheet.theme, line.box.middle
    strong = node.level > 1
    indent = 0.0 if strong else _INDENT
    row = Box(line.box.left + indent, line.box.top, line.box.right, line.box.bottom)
    write_name(sheet, row, words.coded(node, sheet.texts), line.room - indent, bold=strong)
    known = _known(study, node)
    if known is None:
        sheet.text(line.axis.start + 2, middle, sheet.texts.t("few"), size=TEXT_SMALL, color=theme.muted, middle=True)
        return
    half = line.box.height * _HALF_BAND
    if known.lower is not None and known.upper is not None:
        band = Box(line.axis.at(known.lower), middle - half, line.axis.at(known.upper), middle + half)
        if theme.outlined:
            sheet.boxes([band], theme.surface, edge=theme.ink, width=1.6 if strong else 0.8, over=1.5)
        else:
            sheet.rectangle(band, tone(theme, _TONES[strong]), over=1.5).set_gid(f"node:{node.code}")
    x = line.axis.at(known.median or 0.0)
    tick(sheet, ((x, middle + half + 1), (x, middle - half - 1)), theme.median, "")
    if known.benchmark is not None:
        sheet.markers([(line.axis.at(known.benchmark), middle)], theme.benchmark, 7, shape="D")
