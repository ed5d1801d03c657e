"""Draws charts to pixels. Imports matplotlib, so it is itself imported on the pictures' thread, which alone uses it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from matplotlib.figure import Figure

from clusterbench_gui.app.views.figures import drawn
from clusterbench_gui.charts.pixels import pixels
from clusterbench_gui.charts.pointing import regions
from clusterbench_gui.charts.style import POINTS
from clusterbench_gui.support.texts import texts
from clusterbench_gui.support.theme import THEMES
from clusterbench_gui.ui.charting import Chart, Look, Picture, Spot

if TYPE_CHECKING:  # pictures of results do without
    from clusterbench_gui.app.planning.picturing import Drawn, Plate

_DPI = 96.0  # dots per inch of a screen at 100 %, so that 10 pt in a chart is 10 pt in the window


class Drawing:
    """Makes figures and renders them."""

    def close(self) -> None:
        """Nothing is held."""

    def draw(self, chart: Chart) -> Picture:
        """The picture of a chart."""
        size = (chart.width / _DPI, chart.height / _DPI)
        made = drawn(chart.results, chart.selection, THEMES[chart.theme], texts(chart.language), size)
        drawn_pixels, width, height = pixels(made.figure, _DPI * chart.ratio)
        headings, rows = made.table
        return Picture(drawn_pixels, width, height, chart.ratio, made.words, headings, rows, _spots(made.figure))

    def paint(self, make: "Callable[[Plate], Drawn]", look: Look) -> Picture:
        """The picture of what is made for a look."""
        from clusterbench_gui.app.planning.picturing import Plate  # noqa: PLC0415 - pictures of results do without

        size = (look.width / _DPI, look.height / _DPI)
        made = make(Plate(THEMES[look.theme], texts(look.language), size, look.invented))
        drawn_pixels, width, height = pixels(made.figure, _DPI * look.ratio)
        headings, rows = made.table
        return Picture(drawn_pixels, width, height, look.ratio, made.words, headings, rows, _spots(made.figure))


def _spots(figure: Figure) -> tuple[Spot, ...]:
    pixels = _DPI / POINTS
    return tuple(
        Spot(gid, box.left * pixels, box.top * pixels, box.right * pixels, box.bottom * pixels)
        for gid, box in regions(figure)
    )
