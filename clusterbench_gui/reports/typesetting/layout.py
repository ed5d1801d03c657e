"""A manuscript in A4: headings, paragraphs, lists, figures and tables go in, a tagged file for the archive comes out."""

import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import repeat
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    PageTemplate,
)

from clusterbench_gui.reports.typesetting.archive import Attachment, Metadata, archive
from clusterbench_gui.reports.typesetting.columns import Columns
from clusterbench_gui.reports.typesetting.contents import Chapter, Contents
from clusterbench_gui.reports.typesetting.cover import Air, Foot, Logo
from clusterbench_gui.reports.typesetting.flowables import (
    Chart,
    NumberedParagraph,
    ReadableParagraph,
    TableCell,
    TaggedFigure,
    TaggedItem,
    TaggedParagraph,
    tagged_table,
)
from clusterbench_gui.reports.typesetting.fonts import printable, register_fonts
from clusterbench_gui.reports.typesetting.furniture import Furniture, Sheet, draft_words, draw_furniture
from clusterbench_gui.reports.typesetting.look import PLAIN_LOOK, Look
from clusterbench_gui.reports.typesetting.references import Kind, Known, bracket, label
from clusterbench_gui.reports.typesetting.tagging import Element, RoughCanvas, TaggedCanvas, page_of
from clusterbench_gui.reports.typesetting.typography import Words, markup, pieces, styles
from clusterbench_gui.support.markup import Run
from clusterbench_gui.support.texts import DASH, NO_BREAK_SPACE, Texts

__all__ = ["Furniture", "Known", "Manuscript", "typeset"]

MARGIN = 22 * mm
TEXT_WIDTH = A4[0] - 2 * MARGIN
TEXT_HEIGHT = A4[1] - 2 * MARGIN
_SHEET = Sheet(A4[0], A4[1], MARGIN, 13 * mm)
_COVER_TOP = 140.0
_SHORT_TITLE, _SHORT_COVER = 32, 90
"""Characters: a longer title is set smaller."""
_CHAPTER_ROOM, _SECTION_ROOM = 120.0, 76.0
"""Points: a heading with three lines of what follows; below that of a chapter a section may begin."""
_SETTINGS = 3
"""After the rough one: the first is nearly always right."""
_WHOLE_ASIDE = 24
"""Characters: a longer aside may be broken."""


def typeset(make: Callable[[Known], "Manuscript"], metadata: Metadata, attachments: Sequence[Attachment] = ()) -> bytes:
    """The finished file of a manuscript that refers to its own pages.

    `make` writes it twice: first with nothing known, to find where everything stands (charts are left out), then with that.
    Where something is referred to that is not there, it is written without that before anything is drawn. Where the numbers that came in
    moved something to another page, it is drawn once more.
    """
    first = make(Known(is_rough=True))
    first.lay_out()
    known = first.known()
    if not first.asked <= known.pages.keys():
        second = make(replace(known, is_rough=True))
        second.lay_out()
        known = second.known()
    for _ in range(_SETTINGS):
        manuscript = make(known)
        pages = manuscript.lay_out()
        if manuscript.known() == known:
            break
        known = manuscript.known()
    return archive(pages, manuscript.tree, metadata, attachments)


class Manuscript:
    """Collects a report. Every part goes to the page and to the structure tree in one call, so they cannot disagree."""

    def __init__(self, texts: Texts, furniture: Furniture, known: Known | None = None, look: Look = PLAIN_LOOK) -> None:
        register_fonts()
        self._known = known or Known()
        self._texts = texts
        self.language = texts.language
        self.look = look
        self.styles = styles(look.theme)
        self.tree = Element("Document")
        self._furniture = furniture
        self._section = self.tree
        self._story: list[Flowable | Contents] = []
        self._headings: list[Element] = []
        self._chapters: list[Chapter] = []
        self.asked: set[str] = set()
        """Names of what is referred to."""
        self._named: dict[str, Element] = {}
        self._numbers: dict[str, int] = {}
        self._kinds: dict[str, Kind] = {}
        self._counts: Counter[Kind] = Counter()

    def title(self, text: str) -> None:
        """The one heading of the first level, below the logo; a draft says what it is."""
        self._logo()
        style = self.styles.title if len(text) <= _SHORT_TITLE else self.styles.title_long
        self._heading(text, "H1", style)
        self._draft_note()

    def cover(self, title: str, subtitle: Words, notes: Iterable[Words] = ()) -> None:
        """The title on a page of its own, with the logo above, and notes, publisher and contact at its foot."""
        self._logo()
        self.space(_COVER_TOP)
        self._heading(title, "H1", self.styles.cover if len(title) <= _SHORT_COVER else self.styles.cover_long)
        self.paragraph(subtitle, self.styles.subtitle)
        self._draft_note()
        said = [self._paragraph(note, self.styles.note) for note in notes]
        said += [self._paragraph((Run(one, bold=True),), self.styles.note) for one in (self.look.publisher,) if one]
        said += [self._paragraph(one, self.styles.note) for one in (self.look.contact,) if one]
        self._story.append(Foot(said))
        self.new_page()

    def chapter(self, text: str, *, room: float = _CHAPTER_ROOM, name: str = "") -> None:
        """A heading of the second level; what follows is its section. What has a `name` can be referred to.

        On a new page where fewer than `room` points are left.
        """
        self.room(room)
        self._section = self.tree.add("Sect")
        self._heading(text, "H2", self.styles.chapter, name)
        self._chapters.append(Chapter(text, len(self._headings)))

    def section(self, text: str, *, name: str = "") -> None:
        """A heading of the third level, inside of the chapter."""
        if not (self._story and getattr(self._story[-1], "outline", None)):
            self.room(_SECTION_ROOM)
        self._heading(text, "H3", self.styles.section, name)
        if self._chapters:
            self._chapters[-1].sections.append(text)

    def paragraph(self, text: Words, style: ParagraphStyle | None = None, *, see: Sequence[str] = ()) -> None:
        """Running text, of the body's style unless told otherwise.

        At its end, in brackets, links to what has the names `see`; what is not in the file is left out.
        """
        self._story.append(self._paragraph(text, style or self.styles.body, see))

    def columns(self, texts: Iterable[Words], style: ParagraphStyle) -> None:
        """Short paragraphs in two columns of about the same height, read down the first and then down the second."""
        self._story.append(Columns([self._paragraph(text, style) for text in texts]))

    def quote(self, text: Words) -> None:
        """A paragraph set apart from what stands around it."""
        style = self.styles.quote
        made = TaggedParagraph(_set(text, style, self.language), style)
        self._story.append(made.belongs(self._section.add("BlockQuote").add("P")))

    def contents(self, *, with_sections: bool = False) -> None:
        """The table of contents, of the chapters that follow; `with_sections` adds the titles of their sections."""
        self._story.append(Contents(self._section.add("TOC"), len(self._chapters), with_sections))

    def passage(self, text: str, style: ParagraphStyle) -> None:
        """Text as somebody wrote it, of any length: its line breaks stay, and it is broken into paragraphs that pages can take."""
        for piece in pieces(text):
            made = TaggedParagraph(_set(piece, style, self.language).replace("\n", "<br/>"), style)
            self._story.append(made.belongs(self._section.add("P")))

    def numbered(self, number: str, text: str, style: ParagraphStyle) -> None:
        """Running text with its number in the indent."""
        made = NumberedParagraph(_set(text, style, self.language), style)
        made.number = printable(number)
        self._story.append(made.belongs(self._section.add("P")))

    def items(
        self, texts: Iterable[Words], style: ParagraphStyle | None = None, signs: Iterable[str] = repeat(DASH)
    ) -> None:
        """A list with dashes or other signs, of the list's own style unless told otherwise."""
        element, of_item = self._section.add("L"), style or self.styles.item
        for text, sign in zip(texts, signs, strict=False):  # dashes never end
            entry = element.add("LI")
            item = TaggedItem(_set(text, of_item, self.language), of_item)
            item.label, item.sign = entry.add("Lbl"), sign
            self._story.append(item.belongs(entry.add("LBody")))
        self.space(7)

    def figure(self, chart: Chart, caption: str = "", *, name: str = "") -> None:
        """A chart, which has its finding as title and its source inside. With a caption it has a number."""
        element = self._section.add("Figure", alt=chart.description)
        below = self._caption(Kind.FIGURE, caption, self._section, name) if caption else None
        self._story.append(TaggedFigure(chart, element, below))

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
        element = self._section.add("Table")
        above = self._caption(Kind.TABLE, caption, element, name) if caption else None
        self._story.append(tagged_table(element, rows, widths, style, above))
        self.space(8)

    def cell(self, text: Words, style: ParagraphStyle, aside: str = "") -> ReadableParagraph:
        """Text for a cell that may take several lines, followed by an aside in the muted colour."""
        words = _set(text, style, self.language)
        if aside:
            whole = aside.replace(" ", NO_BREAK_SPACE) if len(aside) <= _WHOLE_ASIDE else aside
            words += f' <font color="{_as_css(self.look.theme.muted)}">{markup(whole, self.language)}</font>'
        return ReadableParagraph(words, style)

    def room(self, points: float) -> None:
        """What follows begins on a new page where fewer points are left on this one."""
        self._story.append(CondPageBreak(points))

    def new_page(self) -> None:
        """What follows begins on a new page; there is never an empty one."""
        self.room(TEXT_HEIGHT)

    def known(self) -> Known:
        """Where everything with a name stands. Known once the manuscript is laid out."""
        pages = {name: page_of(element) for name, element in self._named.items()}
        headings = tuple(page_of(heading) for heading in self._headings)
        return Known(pages, self._numbers, self._kinds, headings)

    def space(self, points: float) -> None:
        """Air between two parts."""
        self._story.append(Air(points))

    def render(self, metadata: Metadata, attachments: Sequence[Attachment] = ()) -> bytes:
        """The finished file. A manuscript can be rendered once."""
        return archive(self.lay_out(), self.tree, metadata, attachments)

    def lay_out(self) -> bytes:
        """The pages, drawn; nothing in a rough setting."""
        pages = io.BytesIO()
        document = BaseDocTemplate(
            pages, pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN, bottomMargin=MARGIN
        )
        frame = Frame(
            MARGIN, MARGIN, TEXT_WIDTH, TEXT_HEIGHT, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0
        )
        document.addPageTemplates(PageTemplate(frames=[frame], onPage=self._draw_furniture))
        document.build(list(self._whole_story()), canvasmaker=RoughCanvas if self._known.is_rough else TaggedCanvas)
        return pages.getvalue()

    def _paragraph(self, text: Words, style: ParagraphStyle, see: Sequence[str] = ()) -> TaggedParagraph:
        self.asked.update(see)
        words = _set(text, style, self.language) + bracket(see, self._known, self._texts)
        return TaggedParagraph(words, style).belongs(self._section.add("P"))

    def _heading(self, text: str, role: str, style: ParagraphStyle, name: str = "") -> None:
        made = TaggedParagraph(_set(text, style, self.language), style)
        self._headings.append(self._section.add(role))
        self._name(name, self._headings[-1])
        self._story.append(made.belongs(self._headings[-1], (text, int(role[1:]) - 1), name))

    def _caption(self, kind: Kind, text: str, parent: Element, name: str) -> TaggedParagraph:
        """Numbered among its kind. The element of a figure stands beside it, or a reader would take its words in place of both."""
        self._counts[kind] += 1
        element = parent.add("Caption")
        self._name(name, element)
        if name:
            self._numbers[name], self._kinds[name] = self._counts[kind], kind
        words = (Run(label(kind, self._counts[kind], self._texts), bold=True), Run(f" {text}"))
        return TaggedParagraph(markup(words, self.language), self.styles.caption).belongs(element, anchor=name)

    def _name(self, name: str, element: Element) -> None:
        if name in self._named:
            raise ValueError(f"two things are called {name}")
        if name:
            self._named[name] = element

    def _logo(self) -> None:
        if self.look.logo:
            element = self.tree.add("Figure", alt=self.look.logo_words) if self.look.logo_words else None
            self._story.append(Logo(self.look.logo, element))

    def _draft_note(self) -> None:
        if self._furniture.draft:
            self.paragraph((Run(draft_words(self._texts), bold=True),), self.styles.note)

    def _whole_story(self) -> Iterator[Flowable]:
        """The story with the lines of the table of contents, as all chapters are there now."""
        for part in self._story:
            if isinstance(part, Contents):
                yield from part.lines(self._chapters, self._known.headings, self.styles, self.language)
            else:
                yield part

    def _draw_furniture(self, canvas: TaggedCanvas, _document: BaseDocTemplate) -> None:
        draw_furniture(canvas, _SHEET, self._furniture, self.look, self._texts)


def _set(text: Words, style: ParagraphStyle, language: str) -> str:
    """Text as a style wants it: with places where words may be broken, or without."""
    return markup(text, language, hyphens=getattr(style, "hyphens", False))


def _as_css(colour: str) -> str:
    """A colour as reportlab's markup reads it at once: with `#RRGGBB` it would look through all colours that have names."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgb({red},{green},{blue})"
