"""Paragraphs, list items, figures and tables that know their place in the structure tree."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.figure import Figure
from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, Paragraph, Table

from clusterbench_gui.reports.typesetting.fonts import runs, width
from clusterbench_gui.reports.typesetting.renderer import POINTS_PER_INCH, draw_figure
from clusterbench_gui.reports.typesetting.tagging import Element, TaggedCanvas
from clusterbench_gui.support.texts import DASH
from clusterbench_gui.support.theme import LIGHT

_LINE_END = re.compile(r"\) Tj T\*")
_DOTS_AIR = 6.0
"""Points between words and dots."""


class TaggedParagraph(Paragraph):  # type: ignore[misc]  # reportlab has no types
    """A paragraph or heading. Both halves of a broken one are the same element."""

    canv: TaggedCanvas
    element: Element
    outline: tuple[str, int] | None = None

    def belongs(self, element: Element, outline: tuple[str, int] | None = None) -> "TaggedParagraph":
        """Give it its element, and title and level of its bookmark where it is a heading."""
        self.element, self.outline = element, outline
        return self

    def split(self, availWidth: float, availHeight: float) -> list["TaggedParagraph"]:  # noqa: N803 - reportlab's names
        """Break in two where it does not fit."""
        parts: list[TaggedParagraph] = super().split(availWidth, availHeight)
        for index, part in enumerate(parts):
            part.belongs(self.element, self.outline if index == 0 else None)
        return parts

    def draw(self) -> None:
        """Draw as marked content."""
        if self.outline:
            self.canv.bookmark(*self.outline, height=self.height)
        self.canv.begin(self.element)
        self._draw_spaced()
        self.canv.end()

    def _draw_spaced(self) -> None:
        """Draw with a space at the end of each line, or a reader would join the words on both sides of the break."""
        code = self.canv._code  # noqa: SLF001 - reportlab has no hook between lines
        start = len(code)
        super().draw()
        code[start:] = [_LINE_END.sub(" ) Tj T*", operators) for operators in code[start:]]


class NumberedParagraph(TaggedParagraph):
    """A paragraph with its number in the indent, read out before the text."""

    number = ""

    def split(self, availWidth: float, availHeight: float) -> list[TaggedParagraph]:  # noqa: N803 - reportlab's names
        """Break in two; only the first half has the number."""
        parts = super().split(availWidth, availHeight)
        if parts and isinstance(parts[0], NumberedParagraph):
            parts[0].number = self.number
        return parts

    def draw(self) -> None:
        """Draw the number, then the text."""
        if self.number:
            self.canv.begin(self.element)
            self.canv.setFillColor(self.style.bulletColor)
            self.canv.setFont(self.style.bulletFontName, self.style.bulletFontSize)
            self.canv.drawString(0, self.height - self.style.fontSize, f"{self.number} ")
            self.canv.end()
        super().draw()


class TaggedItem(TaggedParagraph):
    """An item of a list: a sign in the indent as its label, then the body."""

    label: Element | None = None
    sign = DASH

    def split(self, availWidth: float, availHeight: float) -> list[TaggedParagraph]:  # noqa: N803 - reportlab's names
        """Break in two; only the first half has the label."""
        parts = super().split(availWidth, availHeight)
        if parts and isinstance(parts[0], TaggedItem):
            parts[0].label = self.label
        return parts

    def draw(self) -> None:
        """Draw label and body as two marked contents."""
        if self.label is not None:
            self.canv.begin(self.label)
            self._draw_sign()
            self.canv.end()
        super().draw()

    def _draw_sign(self) -> None:
        ((font, shown),) = runs(self.sign)
        self.canv.setFillColor(self.style.textColor)
        self.canv.setFont(font, self.style.fontSize)
        self.canv.drawString(0, self.height - self.style.fontSize, f"{shown} ")


class ContentsLine(TaggedParagraph):
    """A line of the table of contents: a title that leads to its page, a row of dots, the number of the page."""

    target = ""
    page = ""

    def split(self, availWidth: float, availHeight: float) -> list[TaggedParagraph]:  # noqa: ARG002, N803 - reportlab's names
        """Never: a line goes to the next page as a whole."""
        return []

    def draw(self) -> None:
        """Title and number are one link; the dots are not read."""
        canvas, size = self.canv, self.style.fontSize
        baseline = self.height - size
        canvas.begin(self.element)
        super()._draw_spaced()
        canvas.setFillColor(self.style.textColor)
        canvas.setFont(self.style.fontName, size)
        canvas.drawRightString(self.width, baseline, f" {self.page}")
        canvas.end()
        canvas.link_to(self.element, self.target, (0, 0, self.width, self.height), f"{self.getPlainText()} {self.page}")
        self._draw_dots(baseline)

    def _draw_dots(self, baseline: float) -> None:
        style = self.style
        start = width(self.getPlainText(), style.fontName, style.fontSize) + _DOTS_AIR
        end = self.width - width(self.page, style.fontName, style.fontSize) - _DOTS_AIR
        self.canv.begin_artifact("Layout")
        self.canv.setStrokeColor(HexColor(LIGHT.muted))
        self.canv.setLineWidth(0.6)
        self.canv.setDash(0.6, 3)
        self.canv.line(start, baseline, max(start, end), baseline)
        self.canv.setDash()
        self.canv.end()


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart to be drawn in the room that a page has for it.

    `draw` makes the figure at a size in inches. The height is between `lowest` and `highest` points. The outer `border`
    points of the figure are empty, and hang over the margins so that its contents are flush with the text.
    """

    draw: Callable[[tuple[float, float]], Figure]
    description: str
    lowest: float
    highest: float
    border: float = 0.0


class TaggedFigure(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A chart: one element with its text in words, whatever it is made of."""

    canv: TaggedCanvas

    def __init__(self, chart: Chart, element: Element) -> None:
        super().__init__()
        self._chart, self._element = chart, element

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """All of the width; the height that is left, within the chart's limits."""
        lowest, highest = self._chart.lowest, self._chart.highest
        self.width = availWidth
        self.height = min(highest, availHeight) if availHeight >= lowest else highest
        return self.width, self.height

    def draw(self) -> None:
        """Draw, and note where on the page."""
        chart, breadth = self._chart, self.width + 2 * self._chart.border
        left, bottom = self.canv.absolutePosition(-chart.border, 0)
        self._element.box = (left, bottom, left + breadth, bottom + self.height)
        self.canv.begin(self._element)
        figure = chart.draw((breadth / POINTS_PER_INCH, self.height / POINTS_PER_INCH))
        draw_figure(figure, self.canv, -chart.border, 0)
        self.canv.end()


@dataclass(frozen=True, slots=True)
class TableCell:
    """What stands in a cell: text of one line, or a paragraph. `head` is "" or what it is the head of: "Column", "Row"."""

    content: str | Paragraph = ""
    head: str = ""
    span: int = 1


Row = Sequence[Element | None]


class TaggedTable(Table):  # type: ignore[misc]  # reportlab has no types
    """A table with an element for each cell. Heads that repeat on later pages are artifacts there."""

    canv: TaggedCanvas
    rows: Sequence[Row] = ()

    def split(self, availWidth: float, availHeight: float) -> list["TaggedTable"]:  # noqa: N803 - reportlab's names
        """Break between rows. The elements go with them, the repeated heads have none."""
        parts: list[TaggedTable] = super().split(availWidth, availHeight)
        if len(parts) == 2:
            repeated: list[Row] = [()] * int(self.repeatRows)
            kept = len(self.rows) - (len(parts[1]._cellvalues) - len(repeated))  # noqa: SLF001 - reportlab's only count
            parts[0].rows = self.rows[:kept]
            parts[1].rows = [*repeated, *self.rows[kept:]]
        return parts

    def begin_cell(self, row: int, column: int) -> None:
        """Open the marked content of a cell."""
        element = self.rows[row][column] if self.rows[row] else None
        if element is None:
            self.canv.begin_artifact("Pagination")
        else:
            self.canv.begin(element)


def _mark(table: TaggedTable, event: str, *where: Any) -> None:
    """What reportlab calls around each part of a table that it draws."""
    if event in ("startBG", "startLines"):
        table.canv.begin_artifact("Layout")
    elif event == "startCell":
        table.begin_cell(where[0], where[1])
    elif event in ("endBG", "endLines", "endCell"):
        table.canv.end()


def tagged_table(
    element: Element,
    rows: Sequence[Sequence[TableCell]],
    widths: Sequence[float],
    style: Sequence[tuple[Any, ...]],
    heads: int = 1,
) -> TaggedTable:
    """A table under its element ("Table"). `widths` in points, `style` as reportlab's commands, `heads` rows repeat."""
    contents: list[list[str | Paragraph]] = []
    elements: list[list[Element | None]] = []
    spans: list[tuple[Any, ...]] = []
    for number, row in enumerate(rows):
        line, kept = element.add("TR"), len(contents)
        contents.append([])
        elements.append([])
        for cell in row:
            column = len(contents[kept])
            contents[kept] += [cell.content, *[""] * (cell.span - 1)]
            elements[kept] += [_cell_element(line, cell), *[None] * (cell.span - 1)]
            if cell.span > 1:
                spans.append(("SPAN", (column, number), (column + cell.span - 1, number)))
    table = TaggedTable(contents, colWidths=list(widths), repeatRows=heads, style=[*style, *spans], renderCB=_mark)
    table.rows = elements
    return table


def _cell_element(line: Element, cell: TableCell) -> Element:
    attributes: dict[str, str | int] = {"Scope": cell.head} if cell.head else {}
    if cell.span > 1:
        attributes["ColSpan"] = cell.span
    return line.add("TH" if cell.head else "TD", attributes=attributes)
