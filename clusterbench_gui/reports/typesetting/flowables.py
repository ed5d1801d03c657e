"""Paragraphs, list items, figures and tables that know their place in the structure tree."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.figure import Figure
from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, Table

from clusterbench_gui.reports.typesetting.fonts import runs, width
from clusterbench_gui.reports.typesetting.hyphens import (
    SOFT_HYPHEN,
    Heads,
    broken_word,
    head,
    heads_of,
    soften,
    unwanted,
    words_of_line,
)
from clusterbench_gui.reports.typesetting.renderer import POINTS_PER_INCH, draw_figure
from clusterbench_gui.reports.typesetting.tagging import Element, MarkedText, ReadableText, TaggedCanvas
from clusterbench_gui.support.texts import DASH
from clusterbench_gui.support.theme import LIGHT

_DOTS_AIR = 6.0
"""Points between words and dots."""
_CAPTION_AIR = 8.0
"""Points above and below a caption, together."""
_LEAST_ROWS = 2
_SHORT = 190.0
"""Points: a table of that height fits on any page."""
_FOOT = 200.0
"""Points: with more room than that rows are tall rather than few."""


class ReadableParagraph(Paragraph):  # type: ignore[misc]  # reportlab has no types
    """A paragraph, in a cell or on its own, whose words stay whole for who reads or searches the file."""

    canv: TaggedCanvas

    def __init__(self, text: str | None, style: ParagraphStyle, **options: Any) -> None:
        super().__init__(text, style, **options)
        self._source = text or ""
        self.heads: Heads = heads_of(self._source)

    def breakLines(self, width: float | Sequence[float]) -> Any:  # reportlab's name
        """Break anew without each hyphen that should not be there."""
        broken = super().breakLines(width)
        if not self.heads:
            return broken
        measure = width if isinstance(width, (int, float)) else width[-1]
        letter = self.style.fontSize / 2
        while word := unwanted([words_of_line(line) for line in broken.lines], self.heads, measure, letter):
            if not self._keep_whole(word):
                break
            broken = super().breakLines(width)
        return broken

    def _word_at(self, height: float) -> str:
        """The word that is broken at the end of the line which is so far from the top, "" where none is."""
        if not self.heads:
            return ""
        place = round(height / self.style.leading)
        (_, line), (_, after) = map(words_of_line, self.blPara.lines[place - 1 : place + 1])
        return broken_word(line, after, self.heads)

    def _keep_whole(self, word: str) -> bool:
        """Take the word's soft hyphens away; not in the second half of a paragraph, which has no source of its own."""
        if not word or word not in self._source:
            return False
        self._source = self._source.replace(word, word.replace(SOFT_HYPHEN, ""))
        super().__init__(self._source, self.style)
        return True

    def split(self, availWidth: float, availHeight: float) -> list[Any]:  # noqa: N803 - reportlab's names
        """Break in two where it does not fit, between words."""
        parts: list[ReadableParagraph] = super().split(availWidth, availHeight)
        if len(parts) > 1 and self._keep_whole(self._word_at(parts[0].height)):
            self.wrap(availWidth, availHeight)
            return self.split(availWidth, availHeight)
        for part in parts:
            part.heads = self.heads
        return parts

    def beginText(self, x: float, y: float) -> ReadableText:
        """The text, with soft hyphens where reportlab has put hard ones."""
        self._soften()
        return ReadableText(self.canv, x, y)

    def _soften(self) -> None:
        for line in self.blPara.lines[:-1]:
            if head(words_of_line(line)[1], self.heads):
                soften(line)


class TaggedParagraph(ReadableParagraph):
    """A paragraph or heading. Both halves of a broken one are the same element."""

    element: Element
    outline: tuple[str, int] | None = None
    anchor = ""

    def belongs(self, element: Element, outline: tuple[str, int] | None = None, anchor: str = "") -> "TaggedParagraph":
        """Give it its element, title and level of its bookmark where it is a heading, and a name for links to it."""
        self.element, self.outline, self.anchor = element, outline, anchor
        return self

    def split(self, availWidth: float, availHeight: float) -> list["TaggedParagraph"]:  # noqa: N803 - reportlab's names
        """Break in two where it does not fit."""
        parts: list[TaggedParagraph] = super().split(availWidth, availHeight)
        for index, part in enumerate(parts):
            part.belongs(self.element, *(() if index else (self.outline, self.anchor)))
        return parts

    def draw(self) -> None:
        """Draw as marked content; what lies behind the text is none."""
        if self.canv.is_rough:
            self.canv.touch(self.element)
            return
        if self.outline:
            self.canv.bookmark(*self.outline, height=self.height)
        if self.anchor:
            self.canv.anchor(self.anchor, self.height)
        if self.style.backColor:
            self.canv.begin_artifact("Background")
        super().draw()

    def beginText(self, x: float, y: float) -> MarkedText:
        """The text, after what lies behind it."""
        if self.style.backColor:
            self.canv.end()
        self._soften()
        return MarkedText(self.canv, x, y, self.element)


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
        if self.canv.is_rough:
            return
        canvas, size = self.canv, self.style.fontSize
        baseline = self.height - size
        super().draw()
        canvas.begin(self.element)
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
    """A chart with its caption below: one element with its text in words, whatever it is made of."""

    canv: TaggedCanvas

    def __init__(self, chart: Chart, element: Element, caption: TaggedParagraph | None = None) -> None:
        super().__init__()
        self._chart, self._element, self._caption = chart, element, caption
        self._below = 0.0

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """All of the width; the height that is left, within the chart's limits."""
        if self._caption is not None:
            self._below = self._caption.wrap(availWidth, availHeight)[1] + _CAPTION_AIR
        lowest, highest = self._chart.lowest + self._below, self._chart.highest + self._below
        self.width = availWidth
        self.height = min(highest, availHeight) if availHeight >= lowest else highest
        return self.width, self.height

    def draw(self) -> None:
        """Draw, and note where on the page."""
        chart, breadth, height = self._chart, self.width + 2 * self._chart.border, self.height - self._below
        left, bottom = self.canv.absolutePosition(-chart.border, self._below)
        self._element.box = (left, bottom, left + breadth, bottom + height)
        self.canv.begin(self._element)
        if not self.canv.is_rough:
            figure = chart.draw((breadth / POINTS_PER_INCH, height / POINTS_PER_INCH))
            figure.patch.set_visible(False)  # paper is white, and the word across a draft is not to be hidden
            draw_figure(figure, self.canv, -chart.border, self._below)
        self.canv.end()
        if self._caption is not None:
            self._caption.drawOn(self.canv, 0, _CAPTION_AIR / 2)


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
    caption: TaggedParagraph | None = None
    _above = 0.0

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """The room of the table and of the caption above it."""
        self._above = self._caption_height(availWidth, availHeight)
        breadth, height = super().wrap(availWidth, availHeight - self._above)
        return breadth, height + self._above

    def _caption_height(self, breadth: float, height: float) -> float:
        return self.caption.wrap(breadth, height)[1] + _CAPTION_AIR if self.caption is not None else 0.0

    def draw(self) -> None:
        """Draw the caption, then the table."""
        if self.caption is not None:
            self.caption.drawOn(self.canv, 0, self._height + _CAPTION_AIR / 2)
        if not self.canv.is_rough:
            super().draw()

    def split(self, availWidth: float, availHeight: float) -> list["TaggedTable"]:  # noqa: N803 - reportlab's names
        """Break between rows. The elements go with them, the repeated heads have none, the caption stays above the first part.

        At the foot of a page there are at least two rows below the head, and two go on to the next. A short table stays whole.
        """
        if self._above + sum(self._rowHeights) <= _SHORT:
            return []
        heads, room = int(self.repeatRows), availHeight - self._caption_height(availWidth, availHeight)
        parts: list[TaggedTable] = super().split(availWidth, room)
        if len(parts) == 2 and _rows(parts[1]) - heads < _LEAST_ROWS < _rows(parts[0]) - heads:
            fewer = sum(self._rowHeights[: _rows(parts[0]) - 1])
            parts = super().split(availWidth, fewer)
        if len(parts) == 2:
            if _rows(parts[0]) - heads < _LEAST_ROWS and availHeight < _FOOT:
                return []
            parts[0].caption = self.caption
            repeated: list[Row] = [()] * heads
            kept = len(self.rows) - (_rows(parts[1]) - heads)
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


def _rows(table: TaggedTable) -> int:
    return len(table._cellvalues)  # noqa: SLF001 - reportlab's only count


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
    caption: TaggedParagraph | None = None,
) -> TaggedTable:
    """A table under its element ("Table"). `widths` in points, `style` as reportlab's commands; the first row repeats."""
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
    table = TaggedTable(contents, colWidths=list(widths), repeatRows=1, style=[*style, *spans], renderCB=_mark)
    table.rows, table.caption, table.hAlign = elements, caption, "LEFT"
    return table


def _cell_element(line: Element, cell: TableCell) -> Element:
    attributes: dict[str, str | int] = {"Scope": cell.head} if cell.head else {}
    if cell.span > 1:
        attributes["ColSpan"] = cell.span
    return line.add("TH" if cell.head else "TD", attributes=attributes)
