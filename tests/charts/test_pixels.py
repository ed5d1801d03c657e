"""Letters as outlines: where and as dark as matplotlib's own, as wide as charts are laid out."""

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from clusterbench_gui.charts.pixels import PixelCanvas, pixels
from clusterbench_gui.charts.style import Sheet, font
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import LIGHT

LINE = "Żółć gęślą jaźń – ŚŹŻĆŃ 1 234,5 %"


def ink(canvas):
    """How dark each pixel is, 0 to 1."""
    canvas.draw()
    return 1 - np.asarray(canvas.buffer_rgba())[..., :3].mean(axis=2) / 255


@pytest.mark.parametrize("upwards", [False, True])
@pytest.mark.parametrize("bold", [False, True])
def test_letters_stand_where_matplotlib_sets_them(upwards, bold):
    sheet = Sheet(LIGHT, Texts("pl"), (4, 4))
    sheet.text(144, 144, LINE, size=11, bold=bold, align="center", upwards=upwards)
    ours, theirs = ink(PixelCanvas(sheet.figure)), ink(FigureCanvasAgg(sheet.figure))
    assert ours.sum() == pytest.approx(theirs.sum(), rel=0.06)
    for axis in (0, 1):
        mine, other = (np.flatnonzero(one.sum(axis=axis) > 0.05) for one in (ours, theirs))
        assert mine[0] == pytest.approx(other[0], abs=4)
        assert mine[-1] == pytest.approx(other[-1], abs=4)


def test_a_line_is_as_wide_as_its_letters():
    sheet = Sheet(LIGHT, Texts("pl"), (8, 1))
    canvas = PixelCanvas(sheet.figure)
    width, _, _ = canvas.get_renderer().get_text_width_height_descent(LINE, font(), False)
    parts = [canvas.get_renderer().get_text_width_height_descent(one, font(), False)[0] for one in LINE]
    assert width == pytest.approx(sum(parts))


def test_blanks_alone_leave_the_sheet_empty_and_the_next_picture_is_not_over_the_last():
    sheet = Sheet(LIGHT, Texts("en"), (2, 1))
    sheet.text(10, 40, "   ")
    assert set(pixels(sheet.figure, 96)[0]) == {255}
    full = Sheet(LIGHT, Texts("en"), (2, 1))
    canvas = PixelCanvas(full.figure)
    text = full.text(10, 40, "gone")
    assert ink(canvas).sum() > 10
    text.remove()
    assert ink(canvas).sum() == 0
