"""A chart as pixels: Agg for everything, letters as outlines made once.

matplotlib lays every line of text out twice and renders every letter anew, which is four fifths of the time of a chart with hundreds of
numbers. The outlines of Lato are read once; a line of text is one path, as wide as `charts.style` measured it and as the PDF sets it.
"""

from functools import cache, lru_cache
from typing import Any

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.ft2font import LoadFlags
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from clusterbench_gui.charts.style import POINTS
from clusterbench_gui.scoring.arrays import Floats

_UNIT = 64.0
"""FreeType gives outlines in units of the font divided by this."""
_HEIGHT, _DESCENT = 1.0, 0.2
"""Of a line, in sizes: charts stand on baselines, so nothing hangs on it."""


class PixelCanvas(FigureCanvasAgg):
    """What a figure is printed on."""

    def get_renderer(self) -> RendererAgg:
        """One for each size and resolution."""
        width, height = self.figure.bbox.size
        key = (width, height, self.figure.dpi)
        if getattr(self, "_made_for", None) != key:
            self.renderer: RendererAgg = _Renderer(width, height, self.figure.dpi)  # type: ignore[no-untyped-call]  # matplotlib has no types here
            self._made_for = key
        return self.renderer


def pixels(figure: Figure, dpi: float) -> tuple[bytes, int, int]:
    """RGBA bytes row by row, width, height."""
    figure.set_dpi(dpi)
    drawn, (width, height) = PixelCanvas(figure).print_to_buffer()  # type: ignore[no-untyped-call]
    return bytes(drawn), width, height


class _Renderer(RendererAgg):
    def draw_text(  # noqa: PLR0917 - matplotlib's signature
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: bool | str = False,  # noqa: ARG002, FBT001, FBT002 - matplotlib's signature
        mtext: Text | None = None,  # noqa: ARG002 - same
    ) -> None:
        outline, _ = _line(str(prop.get_file()), s)
        if outline is None:
            return
        size = prop.get_size_in_points() * self.dpi / POINTS
        place = Affine2D().scale(size).rotate_deg(angle).translate(x, self.height - y)
        gc.set_linewidth(0)
        gc.set_snap(False)
        self.draw_path(gc, outline, place, gc.get_rgb())  # type: ignore[no-untyped-call]

    def get_text_width_height_descent(
        self,
        s: str,
        prop: FontProperties,
        ismath: bool | str,  # noqa: ARG002, FBT001 - matplotlib's signature
    ) -> tuple[float, float, float]:
        _, width = _line(str(prop.get_file()), s)
        size = prop.get_size_in_points() * self.dpi / POINTS
        return width * size, _HEIGHT * size, _DESCENT * size


@lru_cache(maxsize=8192)
def _line(file: str, text: str) -> tuple[Path | None, float]:
    """The outline of a line of text on its baseline, and its width, both in sizes; no outline where nothing is inked."""
    corners, codes, width = [], [], 0.0
    for letter in text:
        points, kinds, advance = _letter(file, letter)
        if len(points):
            corners.append(points + np.array((width, 0.0)))
            codes.append(kinds)
        width += advance
    if not corners:
        return None, width
    return Path(np.concatenate(corners), np.concatenate(codes)), width


@cache
def _letter(file: str, letter: str) -> tuple[Floats, Any, float]:
    """The outline of a letter, the kinds of its corners, and its width, in sizes."""
    face = get_font(file)
    glyph = face.load_char(ord(letter), LoadFlags.NO_SCALE)
    points, kinds = face.get_path()
    em = face.units_per_EM
    return np.asarray(points, dtype=np.float64) * (_UNIT / em), np.asarray(kinds), glyph.horiAdvance / em
