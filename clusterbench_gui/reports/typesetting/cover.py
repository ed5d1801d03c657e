"""The first page: a logo above the title, air, and what stands at the foot of a cover."""

import io
from collections.abc import Sequence

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

from clusterbench_gui.reports.typesetting.flowables import TaggedParagraph
from clusterbench_gui.reports.typesetting.tagging import Element, TaggedCanvas

_WIDTH, _HEIGHT = 150.0, 42.0
_AIR = 18.0
_PIXELS = (640, 320)
"""As many as a logo of this size can show on paper."""


class Logo(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A picture of bounded size; without an element it is decoration."""

    canv: TaggedCanvas

    def __init__(self, png: bytes, element: Element | None) -> None:
        super().__init__()
        self._picture, self._element = opaque(png), element

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: ARG002, N803 - reportlab's names
        """The size, with air below."""
        scale = min(_WIDTH / self._picture.width, _HEIGHT / self._picture.height)
        self.width, self.height = self._picture.width * scale, self._picture.height * scale + _AIR
        return self.width, self.height

    def draw(self) -> None:
        """Draw, and note where on the page."""
        if not self.canv.is_rough:
            draw_picture(self.canv, self._picture, self._element, (0, _AIR, self.width, self.height))


def draw_picture(
    canvas: TaggedCanvas, picture: Image.Image, element: Element | None, box: tuple[float, float, float, float]
) -> None:
    """Draw a picture into a box (left, bottom, right, top)."""
    left, bottom, right, top = box
    if element is None:
        canvas.begin_artifact("Layout")
    else:
        element.box = (*canvas.absolutePosition(left, bottom), *canvas.absolutePosition(right, top))
        canvas.begin(element)
    canvas.drawImage(ImageReader(picture), left, bottom, right - left, top - bottom)
    canvas.end()


def opaque(png: bytes) -> Image.Image:
    """The picture on white, because one with a mask would make its page transparent, which archives have to treat apart."""
    with Image.open(io.BytesIO(png)) as picture:
        ground = Image.new("RGBA", picture.size, "white")
        ground.alpha_composite(picture.convert("RGBA"))
    ground.thumbnail(_PIXELS)
    return ground.convert("RGB")


class Air(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Air between two parts, which never goes on to a next page: at the end of a text it would make an empty one."""

    def __init__(self, points: float) -> None:
        super().__init__()
        self._points = points

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: ARG002, N803 - reportlab's names
        """What is left, at the most."""
        self.width, self.height = 0.0, min(self._points, availHeight)
        return self.width, self.height

    def draw(self) -> None:
        """Nothing."""


class Foot(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Paragraphs at the foot of what is left of the page."""

    canv: TaggedCanvas

    def __init__(self, paragraphs: Sequence[TaggedParagraph]) -> None:
        super().__init__()
        self._paragraphs = paragraphs

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """All that is left."""
        needed = sum(one.wrap(availWidth, availHeight)[1] + one.getSpaceAfter() for one in self._paragraphs)
        self.width, self.height = availWidth, max(availHeight, needed)
        return self.width, self.height

    def draw(self) -> None:
        """From the last upwards, drawn in reading order."""
        heights = [one.height + one.getSpaceAfter() for one in self._paragraphs]
        for place, paragraph in enumerate(self._paragraphs):
            paragraph.drawOn(self.canv, 0, sum(heights[place + 1 :]))
