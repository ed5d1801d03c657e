"""The structure of a tagged PDF: a tree of elements, and a canvas that marks what it draws as belonging to them.

A screen reader reads the tree, not the page. What is drawn outside of an element is an artifact: furniture and lines.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from clusterbench_gui.reports.typesetting.fonts import REGULAR, printable, register_fonts
from clusterbench_gui.reports.typesetting.hyphens import SOFT_HYPHEN

Box = tuple[float, float, float, float]

_BELOW = 0.25
"""How far a line goes below its letters, in sizes."""


@dataclass(frozen=True, slots=True)
class Content:
    """A marked stretch of a page: index of the page from 0, number of the mark on it."""

    page: int
    mark: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link on a page: index of the page from 0, number of the link on it, what it says in words."""

    page: int
    number: int
    words: str


@dataclass(eq=False, slots=True)
class Element:
    """A node of the structure tree. `role` is a standard structure type such as "P", `alt` the text in place of a figure.

    `box` is left, bottom, right, top on its page in points, known once it is drawn.
    """

    role: str
    alt: str = ""
    attributes: Mapping[str, str | int] = field(default_factory=dict)
    box: Box | None = None
    children: list["Element | Content | Annotation"] = field(default_factory=list)

    def add(self, role: str, alt: str = "", attributes: Mapping[str, str | int] | None = None) -> "Element":
        """A new last child."""
        child = Element(role, alt, attributes or {})
        self.children.append(child)
        return child


def page_of(element: Element) -> int:
    """The page, from 1, on which an element begins, once it is drawn; 0 where nothing of it is."""
    for child in element.children:
        page = page_of(child) if isinstance(child, Element) else child.page + 1
        if page:
            return page
    return 0


class TaggedCanvas(Canvas):  # type: ignore[misc]  # reportlab has no types
    """A canvas that can mark content. Its bytes depend on nothing but what is drawn.

    `is_rough`: it only finds where things stand; who draws much may leave it at `touch`.
    """

    is_rough = False

    def __init__(self, filename: Any, **options: Any) -> None:
        register_fonts()
        # Without a first font of its own, reportlab names Helvetica on every page, and does not embed it.
        super().__init__(filename, **{**options, "initialFontName": REGULAR, "invariant": 1, "pageCompression": 0})
        self._marks = 0
        self._bookmarks = 0
        self._links = 0
        self.setNamedCB("refer", _refer)
        self.setNamedCB("referred", _referred)

    def begin(self, element: Element) -> None:
        """What is drawn until `end` belongs to the element."""
        self.addLiteral(self.mark(element))

    def mark(self, element: Element) -> str:
        """The operator that begins marked content of the element."""
        mark = self._marks
        element.children.append(Content(self.getPageNumber() - 1, mark))
        self._marks += 1
        return f"/{element.role} <</MCID {mark}>> BDC"

    def touch(self, element: Element) -> None:
        """Note that the element begins here, at the latest, with nothing to be seen of it."""
        self.begin(element)
        self.end()

    def begin_artifact(self, kind: str = "Layout") -> None:
        """What is drawn until `end` is not read aloud. `kind` is Pagination, Layout, Page or Background."""
        self.addLiteral(f"/Artifact <</Type /{kind}>> BDC")

    def end(self) -> None:
        """Close the marked content that was begun last."""
        self.addLiteral("EMC")

    def bookmark(self, title: str, level: int, height: float) -> None:
        """An entry among the bookmarks that leads to `height` (points above the current origin). Level 0 is the highest."""
        self._bookmarks += 1
        key = bookmark_key(self._bookmarks)
        _, top = self.absolutePosition(0, height)
        self.bookmarkHorizontalAbsolute(key, top)
        self.addOutlineEntry(printable(title), key, level)

    def anchor(self, name: str, height: float) -> None:
        """A place that links can lead to, at `height` points above the current origin."""
        _, top = self.absolutePosition(0, height)
        self.bookmarkHorizontalAbsolute(anchor_key(name), top)

    def link_to(self, element: Element, target: str, box: Box, words: str) -> None:
        """Make a box (left, bottom, right, top) lead to a bookmark, as part of the element, which has to be a "Link"."""
        self.linkRect(words, target, box, relative=1, thickness=0)
        element.children.append(Annotation(self.getPageNumber() - 1, self._links, words))
        self._links += 1

    def showPage(self) -> None:
        """End the page; marks and links count from zero on every page."""
        super().showPage()
        self._marks = self._links = 0


class ReadableText(PDFTextObject):  # type: ignore[misc]  # reportlab has no types
    """Lines that are read as one text: with a space at the end of each that does not end within a word."""

    _end = ""

    def _textOut(self, text: str, TStar: int = 0) -> None:  # noqa: N803 - reportlab's names
        self._end = text or self._end
        super()._textOut(f"{text} " if TStar and not self._end.endswith((SOFT_HYPHEN, " ")) else text, TStar)


class MarkedText(ReadableText):
    """Lines that belong to an element, stretches of them to links inside of it."""

    _canvas: TaggedCanvas

    def __init__(self, canvas: TaggedCanvas, x: float, y: float, element: Element) -> None:
        super().__init__(canvas, x, y)
        self._element, self._link = element, element
        self._target = self._words = ""
        self._start = 0.0
        self._code.append(canvas.mark(element))

    def getCode(self) -> str:
        """The operators; the mark ends inside of the text, as it began."""
        self._code.append("EMC")
        return str(super().getCode())

    def _textOut(self, text: str, TStar: int = 0) -> None:  # noqa: N803 - reportlab's names
        self._words += text
        super()._textOut(text, TStar)

    def begin_link(self, target: str, x: float) -> None:
        """What follows leads to an anchor; it begins at x."""
        self._target, self._start, self._words = target, x, ""
        self._link = self._element.add("Link")
        self._code += ["EMC", self._canvas.mark(self._link)]

    def end_link(self, x: float, y: float) -> None:
        """The link ends at x on the line at y; what follows is its element's again."""
        box = (self._start, y - _BELOW * self._fontsize, x, y + self._fontsize)
        self._canvas.link_to(self._link, anchor_key(self._target), box, self._words)
        self._code += ["EMC", self._canvas.mark(self._element)]


def _refer(canvas: TaggedCanvas, _kind: str, name: str) -> None:
    """What reportlab calls in a paragraph where a reference begins."""
    info = canvas._curr_tx_info  # noqa: SLF001 - all that reportlab tells
    info["tx"].begin_link(name, info["cur_x"])


def _referred(canvas: TaggedCanvas, _kind: str, _name: str) -> None:
    """What reportlab calls where it ends."""
    info = canvas._curr_tx_info  # noqa: SLF001 - all that reportlab tells
    info["tx"].end_link(info["cur_x"], info["cur_y"])


def bookmark_key(number: int) -> str:
    """What a link to the bookmark names; `number` counts the headings of the file from 1."""
    return f"h{number}"


def anchor_key(name: str) -> str:
    """What a link to an anchor names."""
    return f"see-{name}"


class RoughCanvas(TaggedCanvas):
    """A canvas that finds where things stand, and keeps nothing: fonts are not embedded, no file is made."""

    is_rough = True

    def save(self) -> None:
        """Nothing."""
