"""A manuscript in A4: headings, paragraphs, lists, figures and tables go in, a tagged file for the archive comes out."""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
    Spacer,
)

from clusterbench_gui.reports.typesetting.archive import Attachment, Metadata, archive
from clusterbench_gui.reports.typesetting.flowables import (
    Chart,
    ContentsLine,
    NumberedParagraph,
    TableCell,
    TaggedFigure,
    TaggedItem,
    TaggedParagraph,
    tagged_table,
)
from clusterbench_gui.reports.typesetting.fonts import BOLD, REGULAR, printable, register_fonts, width
from clusterbench_gui.reports.typesetting.tagging import Content, Element, TaggedCanvas, bookmark_key
from clusterbench_gui.reports.typesetting.typography import Words, markup, pieces, styles
from clusterbench_gui.support.texts import DASH, NO_BREAK_SPACE
from clusterbench_gui.support.theme import LIGHT, TEXT_SMALL

MARGIN = 22 * mm
TEXT_WIDTH = A4[0] - 2 * MARGIN
TEXT_HEIGHT = A4[1] - 2 * MARGIN
_FOOTER = 13 * mm
_COVER_TOP, _COVER_MIDDLE = 190.0, 320.0
_SHORT_TITLE = 32
"""Characters: a longer title is set smaller."""
_WHOLE_ASIDE = 24
"""Characters: a longer aside may be broken."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands on every page: a short title and, where something must never be overlooked, a warning.

    `draft`: a word across every page, "" where the paper is final.
    """

    title: str
    warning: str = ""
    draft: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What a first setting found out for the second: page from 1 and number among its kind of everything that has a name."""

    pages: Mapping[str, int] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)


def typeset(make: Callable[[Known], "Manuscript"], metadata: Metadata, attachments: Sequence[Attachment] = ()) -> bytes:
    """The finished file of a manuscript that refers to its own pages.

    `make` writes it twice: first with nothing known, to find where everything stands (charts are left out), then with that.
    """
    first = make(Known())
    first.render(metadata)
    return make(first.known()).render(metadata, attachments)


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the table of contents: title, number of its heading in the file from 1, page (0: not known yet), what is in it."""

    title: str
    heading: int
    page: int
    about: str


class Manuscript:
    """Collects a report. Every part goes to the page and to the structure tree in one call, so they cannot disagree."""

    def __init__(self, language: str, furniture: Furniture, known: Known | None = None) -> None:
        register_fonts()
        self._known = known or Known()
        self.language = language
        self.styles = styles()
        self.tree = Element("Document")
        self._furniture = furniture
        self._section = self.tree
        self._story: list[Flowable] = []
        self._headings: list[Element] = []

    def title(self, text: str) -> None:
        """The one heading of the first level."""
        style = self.styles.title if len(text) <= _SHORT_TITLE else self.styles.title_long
        self._heading(text, "H1", style)

    def cover(self, title: str, subtitle: Words, notes: Iterable[Words]) -> None:
        """The title on a page of its own, with notes at its foot."""
        self.space(_COVER_TOP)
        self._heading(title, "H1", self.styles.cover)
        self.paragraph(subtitle, self.styles.subtitle)
        self.space(_COVER_MIDDLE)
        for note in notes:
            self.paragraph(note, self.styles.note)
        self.new_page()

    def chapter(self, text: str, *, room: float = 0, name: str = "") -> None:
        """A heading of the second level; what follows is its section. What has a `name` can be referred to.

        On a new page where fewer than `room` points are left.
        """
        if room:
            self.room(room)
        self._section = self.tree.add("Sect")
        self._heading(text, "H2", self.styles.chapter)

    def section(self, text: str) -> None:
        """A heading of the third level, inside of the chapter."""
        self._heading(text, "H3", self.styles.section)

    def paragraph(self, text: Words, style: ParagraphStyle | None = None, *, see: Sequence[str] = ()) -> None:
        """Running text, of the body's style unless told otherwise; at its end, in brackets, links to what has the names `see`."""
        made = TaggedParagraph(markup(text, self.language), style or self.styles.body)
        self._story.append(made.belongs(self._section.add("P")))

    def quote(self, text: Words) -> None:
        """A paragraph set apart from what stands around it."""
        made = TaggedParagraph(markup(text, self.language), self.styles.quote)
        self._story.append(made.belongs(self._section.add("BlockQuote").add("P")))

    def contents(self, lines: Iterable[ContentsEntry]) -> None:
        """The table of contents."""
        table = self._section.add("TOC")
        for line in lines:
            entry = table.add("TOCI")
            made = ContentsLine(markup(line.title, self.language), self.styles.contents)
            made.target, made.page = bookmark_key(line.heading), str(line.page or "")
            self._story.append(made.belongs(entry.add("Reference").add("Link")))
            about = TaggedParagraph(markup(line.about, self.language), self.styles.contents_note)
            self._story.append(about.belongs(entry.add("P")))

    def passage(self, text: str, style: ParagraphStyle) -> None:
        """Text as somebody wrote it, of any length: its line breaks stay, and it is broken into paragraphs that pages can take."""
        for piece in pieces(text):
            made = TaggedParagraph(markup(piece, self.language).replace("\n", "<br/>"), style)
            self._story.append(made.belongs(self._section.add("P")))

    def numbered(self, number: str, text: str, style: ParagraphStyle) -> None:
        """Running text with its number in the indent."""
        made = NumberedParagraph(markup(text, self.language), style)
        made.number = printable(number)
        self._story.append(made.belongs(self._section.add("P")))

    def items(
        self, texts: Iterable[Words], style: ParagraphStyle | None = None, signs: Iterable[str] = repeat(DASH)
    ) -> None:
        """A list with dashes or other signs, of the list's own style unless told otherwise."""
        element = self._section.add("L")
        for text, sign in zip(texts, signs, strict=False):  # dashes never end
            entry = element.add("LI")
            item = TaggedItem(markup(text, self.language), style or self.styles.item)
            item.label, item.sign = entry.add("Lbl"), sign
            self._story.append(item.belongs(entry.add("LBody")))
        self.space(7)

    def figure(self, chart: Chart, caption: str = "", *, name: str = "") -> None:
        """A chart, which has its finding as title and its source inside. With a caption it has a number."""
        self._story.append(TaggedFigure(chart, self._section.add("Figure", alt=chart.description)))

    def table(
        self,
        rows: Sequence[Sequence[TableCell]],
        widths: Sequence[float],
        style: Sequence[tuple[Any, ...]],
        caption: str = "",
        *,
        name: str = "",
    ) -> None:
        """A table whose first row repeats on every page. With a caption it has a number."""
        self._story.append(tagged_table(self._section.add("Table"), rows, widths, style))
        self.space(8)

    def cell(self, text: Words, style: ParagraphStyle, aside: str = "") -> Paragraph:
        """Text for a cell that may take several lines, followed by an aside in the muted colour."""
        words = markup(text, self.language)
        if aside:
            whole = aside.replace(" ", NO_BREAK_SPACE) if len(aside) <= _WHOLE_ASIDE else aside
            words += f' <font color="{LIGHT.muted}">{markup(whole, self.language)}</font>'
        return Paragraph(words, style)

    def room(self, points: float) -> None:
        """What follows begins on a new page where fewer points are left on this one."""
        self._story.append(CondPageBreak(points))

    def new_page(self) -> None:
        """What follows begins on a new page; there is never an empty one."""
        self.room(TEXT_HEIGHT)

    def known(self) -> Known:
        """Where everything with a name stands. Known once the manuscript is rendered."""
        return Known()

    def pages_of_headings(self) -> tuple[int, ...]:
        """The page, from 1, on which each heading stands. Known once the manuscript is rendered."""
        places = (heading.children[0] for heading in self._headings)
        return tuple(place.page + 1 for place in places if isinstance(place, Content))

    def space(self, points: float) -> None:
        """Air between two parts."""
        self._story.append(Spacer(0, points))

    def render(self, metadata: Metadata, attachments: Sequence[Attachment] = ()) -> bytes:
        """The finished file. A manuscript can be rendered once."""
        pages = io.BytesIO()
        document = BaseDocTemplate(
            pages, pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN, bottomMargin=MARGIN
        )
        frame = Frame(
            MARGIN, MARGIN, TEXT_WIDTH, TEXT_HEIGHT, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0
        )
        document.addPageTemplates(PageTemplate(frames=[frame], onPage=self._draw_furniture))
        document.build(self._story, canvasmaker=TaggedCanvas)
        return archive(pages.getvalue(), self.tree, metadata, attachments)

    def _heading(self, text: str, role: str, style: ParagraphStyle) -> None:
        made = TaggedParagraph(markup(text, self.language), style)
        self._headings.append(self._section.add(role))
        self._story.append(made.belongs(self._headings[-1], (text, int(role[1:]) - 1)))

    def _draw_furniture(self, canvas: TaggedCanvas, document: BaseDocTemplate) -> None:
        canvas.saveState()
        canvas.begin_artifact("Pagination")
        canvas.setStrokeColor(HexColor(LIGHT.line))
        canvas.setLineWidth(0.5)
        canvas.line(MARGIN, _FOOTER + 12, A4[0] - MARGIN, _FOOTER + 12)
        canvas.setFillColor(HexColor(LIGHT.muted))
        canvas.setFont(REGULAR, TEXT_SMALL)
        canvas.drawRightString(A4[0] - MARGIN, _FOOTER, str(document.page))
        canvas.drawString(MARGIN, _FOOTER, _shortened(printable(self._furniture.title), TEXT_WIDTH - 40))
        if self._furniture.warning:
            canvas.setFillColor(HexColor(LIGHT.warn))
            canvas.setFont(BOLD, TEXT_SMALL)
            canvas.drawString(MARGIN, _FOOTER - 12, printable(self._furniture.warning))
        canvas.end()
        canvas.restoreState()


def _shortened(text: str, room: float) -> str:
    """The text, cut with an ellipsis where it is wider than `room` points."""
    if width(text, REGULAR, TEXT_SMALL) <= room:
        return text
    while text and width(f"{text}…", REGULAR, TEXT_SMALL) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"
