"""A matplotlib renderer that draws straight onto a reportlab canvas (docs/adr/0003-charts-into-pdf.md).

Lines stay lines, text stays text in the fonts of the page, and the fonts are embedded once for the whole file. One unit of
matplotlib is one point here, because the figure is drawn at 72 dots per inch.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

import numpy as np
from matplotlib.backend_bases import FigureCanvasBase, GraphicsContextBase, RendererBase
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Affine2DBase, BboxBase, Transform
from matplotlib.typing import ColorType
from numpy.typing import ArrayLike
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from clusterbench_gui.reports.typesetting.fonts import printable, style_for, width

POINTS_PER_INCH = 72
_IMAGE_DPI = 300
_CAPS = {"butt": 0, "round": 1, "projecting": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}


def draw_figure(figure: Figure, canvas: Canvas, x: float, y: float) -> None:
    """Draw the figure with its lower left corner at (x, y) points. Afterwards it is as it was before."""
    size, screen, dpi = figure.get_size_inches() * POINTS_PER_INCH, figure.canvas, figure.dpi
    canvas.saveState()
    canvas.translate(x, y)
    try:
        figure.dpi = POINTS_PER_INCH
        paper = _Paper(figure, CanvasRenderer(canvas, float(size[0]), float(size[1])))
        figure.draw(paper.get_renderer())
    finally:
        figure.dpi = dpi
        figure.set_canvas(screen)
        canvas.restoreState()


def outline(path: Path, transform: Transform) -> str:
    """A path as operators that neither fill nor stroke it yet."""
    return _segments(path, transform, None)


class _Paper(FigureCanvasBase):
    """What a figure believes to stand on while it is drawn, so that its layout is measured with the fonts of the page."""

    def __init__(self, figure: Figure, renderer: "CanvasRenderer") -> None:
        super().__init__(figure)
        self._renderer = renderer

    def get_renderer(self) -> "CanvasRenderer":
        return self._renderer


class CanvasRenderer(RendererBase):
    """Draws matplotlib's primitives as operators of a PDF page. `breadth` and `height` are those of the figure in points.

    Gouraud shading is not supported (NotImplementedError of the base class); mathematical text becomes outlines.
    """

    def __init__(self, canvas: Canvas, breadth: float, height: float) -> None:
        super().__init__()
        self._canvas = canvas
        self._size = (breadth, height)

    def flipy(self) -> bool:
        """No: y grows upwards, as on the page."""
        return False

    def get_canvas_width_height(self) -> tuple[float, float]:
        """Size in points."""
        return self._size

    def option_scale_image(self) -> bool:
        """Yes: the page scales an image itself."""
        return True

    def get_image_magnification(self) -> float:
        """Pixels per point of images, where a chart has one."""
        return _IMAGE_DPI / POINTS_PER_INCH

    def get_text_width_height_descent(
        self,
        s: str,
        prop: FontProperties,
        ismath: bool | str,  # noqa: FBT001 - matplotlib's signature
    ) -> tuple[float, float, float]:
        """Measure with the font that will be printed, without kerning, because reportlab sets none."""
        if ismath:
            measured: tuple[float, float, float] = super().get_text_width_height_descent(s, prop, ismath)  # type: ignore[arg-type]  # the stub says "TeX" only
            return measured
        font, size = style_for(prop), prop.get_size_in_points()
        ascent, descent = pdfmetrics.getAscentDescent(font, size)
        return width(printable(s), font, size), ascent - descent, -descent

    def draw_path(
        self, gc: GraphicsContextBase, path: Path, transform: Transform, face: ColorType | None = None
    ) -> None:
        """Fill, hatch and stroke one path."""
        drawn = _segments(path, transform, None if face is not None or gc.get_hatch() else self._size)
        paint = _paint(gc, face)
        if not drawn:
            return
        with self._state(gc, face):
            if gc.get_hatch():
                self._hatched(gc, drawn, filled=face is not None, extent=path.get_extents(transform))
                paint = _paint(gc, None)
            self._write(f"{drawn} {paint}")

    def draw_markers(  # noqa: PLR0917 - matplotlib's signature
        self,
        gc: GraphicsContextBase,
        marker_path: Path,
        marker_trans: Transform,
        path: Path,
        trans: Transform,
        face: ColorType | None = None,
    ) -> None:
        """Draw one small path at every vertex; the state is written once, the marker moved."""
        marker, paint = _segments(marker_path, marker_trans, None), _paint(gc, face)
        with self._state(gc, face):
            for vertices, code in path.iter_segments(trans, simplify=False):
                if code != Path.CLOSEPOLY:
                    x, y = _numbers(vertices)[-2:]
                    self._write(f"q 1 0 0 1 {x:.2f} {y:.2f} cm {marker} {paint} Q")

    def draw_image(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        im: ArrayLike,
        transform: Affine2DBase | None = None,
    ) -> None:
        """Place RGBA pixels. Only what matplotlib cannot say in paths comes here."""
        pixels = np.asarray(im, dtype=np.uint8)
        rows, columns = pixels.shape[:2]
        if not rows or not columns:
            return
        scale = POINTS_PER_INCH / _IMAGE_DPI
        place = Affine2D().scale(columns * scale, rows * scale) if transform is None else transform.frozen()
        a, b, c, d, e, f = place.to_values()
        with self._state(gc, None):
            self._canvas.transform(a, b, c, d, e + x, f + y)
            self._canvas.drawImage(ImageReader(Image.fromarray(pixels[::-1])), 0, 0, 1, 1, mask="auto")

    def draw_text(  # noqa: PLR0917 - matplotlib's signature
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: bool | str = False,  # noqa: FBT001, FBT002 - matplotlib's signature
        mtext: Text | None = None,
    ) -> None:
        """Set one line of text, turned by `angle` degrees about its start on the baseline."""
        if ismath:
            super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)  # type: ignore[arg-type]  # the stub says "TeX" only
            return
        cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        with self._state(gc, gc.get_rgb()):
            text = self._canvas.beginText()
            text.setTextTransform(cosine, sine, -sine, cosine, x, y)
            text.setFont(style_for(prop), prop.get_size_in_points())
            text.textOut(printable(s))
            self._canvas.drawText(text)

    def _write(self, operators: str) -> None:
        self._canvas.addLiteral(operators)

    @contextmanager
    def _state(self, gc: GraphicsContextBase, face: ColorType | None) -> Iterator[None]:
        """The graphics state of `gc`: clip, colours, opacity, pen."""
        canvas, stroke = self._canvas, to_rgba(gc.get_rgb())
        canvas.saveState()
        self._clip(gc)
        opacity = (gc.get_alpha(),) * 2 if gc.get_forced_alpha() else (stroke[3], _alpha(face))
        if opacity[0] < 1:
            canvas.setStrokeAlpha(opacity[0])
        if opacity[1] < 1:
            canvas.setFillAlpha(opacity[1])
        if face is not None:
            self._write(f"{_rgb(face)} rg")
        if gc.get_linewidth():
            self._write(_pen(gc))
        try:
            yield
        finally:
            canvas.restoreState()

    def _clip(self, gc: GraphicsContextBase) -> None:
        rectangle = gc.get_clip_rectangle()
        if rectangle is not None:
            x, y, breadth, height = rectangle.bounds
            self._write(f"{x:.2f} {y:.2f} {breadth:.2f} {height:.2f} re W n")
        path, transform = gc.get_clip_path()
        if path is not None and transform is not None:
            outline = cast("Path", path)  # matplotlib's annotation names the pair before it was taken apart
            self._write(f"{_segments(outline, transform, None)} W n")

    def _hatched(self, gc: GraphicsContextBase, drawn: str, *, filled: bool, extent: BboxBase) -> None:
        """Fill, then lay tiles of the hatch, one inch wide as matplotlib's, over the extent, clipped to the path."""
        hatch = gc.get_hatch_path()
        if hatch is None:
            return
        color, tile = gc.get_hatch_color(), POINTS_PER_INCH
        strokes = _segments(hatch, Affine2D().scale(tile), None)
        self._write(f"{drawn} f" if filled else "")
        self._write(f"q {drawn} W n {_rgb(color)} RG {_rgb(color)} rg {gc.get_hatch_linewidth():.2f} w [] 0 d")
        for column in range(math.floor(extent.x0 / tile), math.floor(extent.x1 / tile) + 1):
            for row in range(math.floor(extent.y0 / tile), math.floor(extent.y1 / tile) + 1):
                self._write(f"q 1 0 0 1 {column * tile} {row * tile} cm {strokes} B Q")
        self._write("Q")


def _alpha(color: ColorType | None) -> float:
    return to_rgba(color)[3] if color is not None else 1.0


def _rgb(color: ColorType) -> str:
    return " ".join(f"{part:.3g}" for part in to_rgba(color)[:3])


def _pen(gc: GraphicsContextBase) -> str:
    """Operators for width, cap, join, dashes and colour of lines."""
    offset, dashes = gc.get_dashes()
    pattern = " ".join(f"{length:.2f}" for length in _numbers(dashes)) if dashes is not None else ""
    return (
        f"{gc.get_linewidth():.2f} w {_CAPS[gc.get_capstyle()]} J {_JOINS[gc.get_joinstyle()]} j "
        f"[{pattern}] {offset or 0:.2f} d {_rgb(gc.get_rgb())} RG"
    )


def _paint(gc: GraphicsContextBase, face: ColorType | None) -> str:
    """The operator that fills and strokes as asked: B both, f fill, S stroke, n nothing."""
    filled, stroked = face is not None and _alpha(face) > 0, gc.get_linewidth() > 0 and _alpha(gc.get_rgb()) > 0
    return {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}[filled, stroked]


def _segments(path: Path, transform: Transform, visible: tuple[float, float] | None) -> str:
    """A path as operators; lines that leave the `visible` size are cut, which must not happen to areas."""
    clip = (0.0, 0.0, *visible) if visible else None
    parts: list[str] = []
    last: tuple[float, float] = (0.0, 0.0)
    for vertices, code in path.iter_segments(transform, clip=clip):
        values = _numbers(vertices)
        if code == Path.MOVETO:
            parts.append(f"{values[0]:.2f} {values[1]:.2f} m")
        elif code == Path.LINETO:
            parts.append(f"{values[0]:.2f} {values[1]:.2f} l")
        elif code == Path.CLOSEPOLY:
            parts.append("h")
            continue
        else:
            cubic = values if code == Path.CURVE4 else _cubic(last, values)
            parts.append(" ".join(f"{value:.2f}" for value in cubic) + " c")
        last = (values[-2], values[-1])
    return " ".join(parts)


def _numbers(values: ArrayLike) -> list[float]:
    return [float(value) for value in np.asarray(values).flat]


def _cubic(start: tuple[float, float], quadratic: list[float]) -> list[float]:
    """A quadratic curve raised to a cubic one: its handles are two thirds of the way to the control point."""
    (x0, y0), (cx, cy, x1, y1) = start, quadratic
    return [
        x0 + (cx - x0) * 2 / 3,
        y0 + (cy - y0) * 2 / 3,
        x1 + (cx - x1) * 2 / 3,
        y1 + (cy - y1) * 2 / 3,
        x1,
        y1,
    ]
