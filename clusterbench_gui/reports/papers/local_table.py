"""The table of a provisional local report: the cluster's indicators by sub-area, beside the marks of the crowd where there is one."""

from collections.abc import Sequence

from reportlab.lib.colors import HexColor

from clusterbench_gui.charts.reasons import reason
from clusterbench_gui.domain.editions import Node
from clusterbench_gui.domain.papers import LocalResult, RawIndicator
from clusterbench_gui.domain.scores import Missing
from clusterbench_gui.reports.papers.comparison import Comparison
from clusterbench_gui.reports.typesetting.flowables import TableCell
from clusterbench_gui.reports.typesetting.layout import TEXT_WIDTH, Manuscript
from clusterbench_gui.reports.typesetting.typography import TableStyle, figures_style
from clusterbench_gui.reports.words import name, quantity, unit
from clusterbench_gui.support.texts import DASH, Texts
from clusterbench_gui.support.theme import LIGHT

_BESIDE = (58.0, 52.0, 52.0, 44.0, 74.0)
"""Points: value, median, best, how many, side."""
_ALONE = (90.0,)


def add_indicators(manuscript: Manuscript, result: LocalResult, compared: Sequence[Comparison], texts: Texts) -> None:
    """Add the table. Without a crowd it has the cluster's own values only."""
    is_beside = any(one.count for one in compared)
    widths = _BESIDE if is_beside else _ALONE
    rows = [_head(manuscript, texts, is_beside=is_beside)]
    groups: list[int] = []
    group = ""
    for one, beside in zip(result.indicators, compared, strict=True):
        node = result.model.node(one.code)
        if node.parent != group:
            group = node.parent
            groups.append(len(rows))
            title = manuscript.cell(name(result.model.node(group), texts), manuscript.styles.cell_strong)
            rows.append([TableCell(title, head="Row", span=len(widths) + 1)])
        rows.append(_row(manuscript, one, node, beside if is_beside else None, texts))
    manuscript.table(rows, [TEXT_WIDTH - sum(widths), *widths], _style(groups, len(rows)))


def _head(manuscript: Manuscript, texts: Texts, *, is_beside: bool) -> list[TableCell]:
    words = [texts.t("Indicator"), texts.t("Value")]
    if is_beside:
        words += [texts.t("Median"), texts.t("Best"), texts.t("Clusters"), texts.t("Against the median")]
    cells = [manuscript.cell(word, manuscript.styles.cell_head) for word in words[1:]]
    return [TableCell(words[0], head="Column"), *(TableCell(one, head="Column") for one in cells)]


def _row(
    manuscript: Manuscript, one: RawIndicator, node: Node, beside: Comparison | None, texts: Texts
) -> list[TableCell]:
    styles = manuscript.styles
    aside = [words] if (words := unit(node, texts)) else []
    if not isinstance(one.value, Missing) and not node.is_plausible(one.value):
        aside.append(texts.t("doubtful value"))
    label = manuscript.cell(name(node, texts), styles.cell, f"({'; '.join(aside)})" if aside else "")
    if isinstance(one.value, Missing):
        value = manuscript.cell(reason(one.value, texts), styles.cell_note)
    else:
        value = manuscript.cell(quantity(one.value, node, texts), styles.cell_number)
    cells = [TableCell(label, head="Row"), TableCell(value)]
    return cells if beside is None else [*cells, *_crowd(node, beside, texts)]


def _crowd(node: Node, beside: Comparison, texts: Texts) -> list[TableCell]:
    marks = (beside.median, beside.benchmark)
    return [
        *(TableCell(DASH if mark is None else quantity(mark, node, texts)) for mark in marks),
        TableCell(str(beside.count) if beside.count else DASH),
        TableCell(DASH if beside.side is None else _side(beside.side, texts)),
    ]


def _side(side: int, texts: Texts) -> str:
    return {1: texts.t("better"), 0: texts.t("about the same"), -1: texts.t("worse")}[side]


def _style(groups: Sequence[int], rows: int) -> TableStyle:
    """Hairlines above groups; a group's head is never alone at the foot of a page."""
    return [
        *figures_style(),
        *[("LINEABOVE", (0, row), (-1, row), 0.5, HexColor(LIGHT.line)) for row in groups[1:]],
        *[("NOSPLIT", (0, row), (-1, min(row + 1, rows - 1))) for row in groups],
    ]
