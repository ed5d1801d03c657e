"""Pages on which everything has its place: sheets and slides. Nothing flows; what does not fit is set smaller, and cut at the last."""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from matplotlib.figure import Figure
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.styles import ParagraphStyle

from clusterbench_gui.charts.page import Page
from clusterbench_gui.reports.typesetting.archive import Attachment, Metadata, archive
from clusterbench_gui.reports.typesetting.cover import draw_picture, opaque
from clusterbench_gui.reports.typesetting.flowables import (
    ReadableParagraph,
    TableCell,
    TaggedItem,
    TaggedParagraph,
    tagged_table,
)
from clusterbench_gui.reports.typesetting.fonts import BOLD, REGULAR, register_fonts
from clusterbench_gui.reports.typesetting.look import Look
from clusterbench_gui.reports.typesetting.renderer import POINTS_PER_INCH, draw_figure
from clusterbench_gui.reports.typesetting.tagging import Element, TaggedCanvas
from clusterbench_gui.reports.typesetting.typography import Words, markup
from clusterbench_gui.support.texts import Texts

_LEADING = 1.3
_TRIES = 3
_CUT = 0.9

Made = TypeVar("Made", bound=ReadableParagraph)
Draw = Callable[[tuple[float, float]], Figure]


@dataclass(frozen=True, slots=True)
class Place:
    """A box on a page in points; `top` counts from the upper edge."""

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Its lower edge, from the upper edge of the page."""
        return self.top + self.height

    def below(self, top: float) -> "Place":
        """What is left of it below a line."""
        return replace(self, top=top, height=max(self.bottom - top, 0.0))

    def columns(self, count: int, gap: float) -> list["Place"]:
        """The place in columns of one width."""
        width = (self.width - gap * (count - 1)) / count
        return [replace(self, left=self.left + number * (width + gap), width=width) for number in range(count)]


@dataclass(frozen=True, slots=True)
class Type:
    """How text is set: the sizes that may be tried, the largest first, and its looks; no colour is that of ink.

    `air`: below each item of a list, in sizes.
    """

    sizes: tuple[float, ...]
    bold: bool = False
    color: str = ""
    align: int = TA_LEFT
    hyphens: bool = False
    air: float = 0.35


class Board:
    """Collects pages. Each thing goes to its place and to the structure tree in one call; they are read in the order in which they are put."""

    def __init__(self, size: tuple[float, float], texts: Texts, look: Look) -> None:
        register_fonts()
        self._pages = io.BytesIO()
        self._size, self._texts, self.look = size, texts, look
        self.canvas = TaggedCanvas(self._pages, pagesize=size)
        self.tree = Element("Document")
        self._section = self.tree

    def section(self) -> None:
        """What follows belongs together."""
        self._section = self.tree.add("Sect")

    def end_page(self) -> None:
        """What follows stands on the next page."""
        self.canvas.showPage()

    def heading(self, text: str, role: str, place: Place, type_: Type) -> float:
        """A heading, "H1" or lower, among the bookmarks too; gives the line below it."""
        made, height = self._fitted(text, place, type_)
        made.belongs(self._section.add(role), (" ".join(text.split()), int(role[1:]) - 1))
        return self._draw(made, place, height)

    def paragraph(self, text: Words, place: Place, type_: Type) -> float:
        """Running text; gives the line below it."""
        made, height = self._fitted(text, place, type_)
        made.belongs(self._section.add("P"))
        return self._draw(made, place, height)

    def items(self, texts: Sequence[Words], place: Place, type_: Type) -> float:
        """A list with dashes, all of it in one size; gives the line below it."""
        made = self._fitted_items(texts, place, type_)
        element, top = self._section.add("L"), place.top
        for item in made:
            entry = element.add("LI")
            item.label = entry.add("Lbl")
            item.belongs(entry.add("LBody"))
            top = self._draw(item, place.below(top), item.height) + type_.air * item.style.fontSize
        return top

    def table(
        self,
        rows: Sequence[Sequence[TableCell]],
        widths: Sequence[float],
        style: Sequence[tuple[Any, ...]],
        place: Place,
    ) -> float:
        """A table; gives the line below it."""
        made = tagged_table(self._section.add("Table"), rows, widths, style)
        _, height = made.wrap(place.width, place.height)
        return self._draw(made, place, height)

    def cell(self, text: Words, type_: Type) -> ReadableParagraph:
        """Text for a cell that may take several lines."""
        return self._set(text, type_, type_.sizes[0], ReadableParagraph)

    def chart(self, draw: Draw, words: str, place: Place, scale: float = 1.0) -> Figure:
        """A chart without its title and source, which stand on the page already; larger than drawn where `scale` is above 1."""
        figure = _of_body(draw, place.width / scale, place.height / scale)
        left, top = (figure.side, figure.above) if isinstance(figure, Page) else (0.0, 0.0)
        figure.patch.set_visible(False)
        x = place.left - left * scale
        y = self._size[1] - place.top + (top - float(figure.get_figheight()) * POINTS_PER_INCH) * scale
        element = self._section.add("Figure", alt=words)
        element.box = (place.left, self._size[1] - place.bottom, place.left + place.width, self._size[1] - place.top)
        self.canvas.begin(element)
        self.canvas.saveState()
        self.canvas.translate(x, y)
        self.canvas.scale(scale, scale)
        draw_figure(figure, self.canvas, 0, 0)
        self.canvas.restoreState()
        self.canvas.end()
        return figure

    def logo(self, place: Place) -> None:
        """The logo of the look, if there is one, in the upper right corner of a place."""
        if not self.look.logo:
            return
        picture = opaque(self.look.logo)
        scale = min(place.width / picture.width, place.height / picture.height)
        right, top = place.left + place.width, self._size[1] - place.top
        element = self._section.add("Figure", alt=self.look.logo_words) if self.look.logo_words else None
        box = (right - picture.width * scale, top - picture.height * scale, right, top)
        draw_picture(self.canvas, picture, element, box)

    def ground(self, place: Place, color: str) -> None:
        """A rectangle behind what follows."""
        self.canvas.begin_artifact("Layout")
        self.canvas.setFillColor(HexColor(color))
        self.canvas.rect(place.left, self._size[1] - place.bottom, place.width, place.height, stroke=0, fill=1)
        self.canvas.end()

    def render(self, metadata: Metadata, attachments: Sequence[Attachment] = ()) -> bytes:
        """The finished file."""
        self.canvas.save()
        return archive(self._pages.getvalue(), self.tree, metadata, attachments)

    def _draw(self, made: Any, place: Place, height: float) -> float:
        made.drawOn(self.canvas, place.left, self._size[1] - place.top - height)
        return place.top + height

    def _set(self, text: Words, type_: Type, size: float, made: type[Made]) -> Made:
        style = ParagraphStyle(
            "board",
            fontName=BOLD if type_.bold else REGULAR,
            fontSize=size,
            leading=size * _LEADING,
            textColor=HexColor(type_.color or self.look.theme.ink),
            alignment=type_.align,
            leftIndent=size if made is TaggedItem else 0,
        )
        return made(markup(text, self._texts.language, hyphens=type_.hyphens), style)

    def _fitted(self, text: Words, place: Place, type_: Type) -> tuple[TaggedParagraph, float]:
        """The paragraph in the largest size that fits; cut with an ellipsis where none does."""
        for size in type_.sizes:
            made = self._set(text, type_, size, TaggedParagraph)
            height = made.wrap(place.width, place.height)[1]
            if height <= place.height:
                return made, height
        kept = _plain(text)
        while height > place.height and len(kept) > 1:
            kept = kept[: int(len(kept) * _CUT)].rstrip()
            made = self._set(f"{kept}…", type_, type_.sizes[-1], TaggedParagraph)
            height = made.wrap(place.width, place.height)[1]
        return made, height

    def _fitted_items(self, texts: Sequence[Words], place: Place, type_: Type) -> list[TaggedItem]:
        for size in type_.sizes:
            made = [self._set(text, type_, size, TaggedItem) for text in texts]
            if _height(made, place, type_.air) <= place.height:
                return made
        kept = [_plain(text) for text in texts]
        while _height(made, place, type_.air) > place.height and max(map(len, kept)) > 1:
            longest = max(map(len, kept))
            kept = [text[: int(longest * _CUT)].rstrip() + "…" if len(text) == longest else text for text in kept]
            made = [self._set(text, type_, type_.sizes[-1], TaggedItem) for text in kept]
        return made


def _plain(text: Words) -> str:
    return text if isinstance(text, str) else "".join(run.text for run in text)


def _height(items: Iterable[TaggedItem], place: Place, air: float) -> float:
    return float(sum(one.wrap(place.width, place.height)[1] + air * one.style.fontSize for one in items))


def _of_body(draw: Draw, width: float, height: float) -> Figure:
    """The chart of a size at which what is left without title, source and margins is so wide and high, in points."""
    above = below = side = 0.0
    for _ in range(_TRIES):
        figure = draw(((width + 2 * side) / POINTS_PER_INCH, (height + above + below) / POINTS_PER_INCH))
        if not isinstance(figure, Page) or (figure.above, figure.below, figure.side) == (above, below, side):
            break
        above, below, side = figure.above, figure.below, figure.side
    for text in figure.framing if isinstance(figure, Page) else ():
        text.set_visible(False)
    return figure
