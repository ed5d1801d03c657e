"""The structure of a tagged PDF: a tree of elements, and a canvas that marks what it draws as belonging to them.

A screen reader reads the tree, not the page. What is drawn outside of an element is an artifact: furniture and lines.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from clusterbench_gui.reports.typesetting.fonts import REGULAR, printable, register_fonts

Box = tuple[float, float, float, float]


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


class TaggedCanvas(Canvas):  # type: ignore[misc]  # reportlab has no types
    """A canvas that can mark content. Its bytes depend on nothing but what is drawn."""

    def __init__(self, filename: Any, **options: Any) -> None:
        register_fonts()
        # Without a first font of its own, reportlab names Helvetica on every page, and does not embed it.
        super().__init__(filename, **{**options, "initialFontName": REGULAR, "invariant": 1, "pageCompression": 0})
        self._marks = 0
        self._bookmarks = 0
        self._links = 0

    def begin(self, element: Element) -> None:
        """What is drawn until `end` belongs to the element."""
        self.addLiteral(f"/{element.role} <</MCID {self._marks}>> BDC")
        element.children.append(Content(self.getPageNumber() - 1, self._marks))
        self._marks += 1

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

    def link_to(self, element: Element, target: str, box: Box, words: str) -> None:
        """Make a box (left, bottom, right, top) lead to a bookmark, as part of the element, which has to be a "Link"."""
        self.linkRect(words, target, box, relative=1, thickness=0)
        element.children.append(Annotation(self.getPageNumber() - 1, self._links, words))
        self._links += 1

    def showPage(self) -> None:
        """End the page; marks and links count from zero on every page."""
        super().showPage()
        self._marks = self._links = 0


def bookmark_key(number: int) -> str:
    """What a link to the bookmark names; `number` counts the headings of the file from 1."""
    return f"h{number}"
