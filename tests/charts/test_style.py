from itertools import pairwise

import matplotlib as mpl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg

from clusterbench_gui.charts.scale import Axis, decimals
from clusterbench_gui.charts.style import Sheet, balanced, font, shorten, spread, width_of, wrap
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import LIGHT

LONG = "Mazowiecki Klaster Ochrony Zdrowia i Inżynierii Medycznej Wisła"


@pytest.mark.parametrize("size", [7, 9, 10, 11, 13, 16])
@pytest.mark.parametrize("bold", [False, True])
def test_measured_width_is_hardly_ever_less_than_what_agg_draws(size, bold):
    sheet = Sheet(LIGHT, Texts("en"), (8, 2))
    renderer = FigureCanvasAgg(sheet.figure).get_renderer()
    drawn = sheet.text(0, 50, LONG, size=size, bold=bold).get_window_extent(renderer).width * 72 / 100
    assert drawn <= width_of(LONG, size, bold=bold) * 1.01
    assert drawn >= width_of(LONG, size, bold=bold) * 0.9


def test_lato_comes_from_its_own_file_and_settings_stay_untouched():
    before = dict(mpl.rcParams)
    sheet = Sheet(LIGHT, Texts("en"), (4, 3))
    sheet.frame("Łódź", "Żółć", "Źródło")
    FigureCanvasAgg(sheet.figure).draw()
    assert dict(mpl.rcParams) == before
    assert font(bold=True).get_file().endswith("Lato-Bold.ttf")
    assert {text.get_fontproperties().get_name() for text in sheet.axes.texts} == {"Lato"}


def test_dollar_signs_in_a_name_are_no_formula():
    sheet = Sheet(LIGHT, Texts("en"), (4, 3))
    text = sheet.text(0, 50, "A $x^2$ klaster")
    FigureCanvasAgg(sheet.figure).draw()
    assert text.get_text() == "A $x^2$ klaster"
    assert not text.get_parse_math()


def test_letters_that_lato_lacks_are_boxes_and_accents_are_composed():
    sheet = Sheet(LIGHT, Texts("en"), (4, 3))
    text = sheet.text(0, 50, "S\u0301l\u0105sk \u4e2d\U0001f600")
    FigureCanvasAgg(sheet.figure).draw()
    assert text.get_text() == "Śląsk □□"


def test_short_text_is_left_alone_and_long_text_ends_in_an_ellipsis_that_fits():
    assert shorten("Dolina", 10, 100) == "Dolina"
    cut = shorten(LONG, 10, 100)
    assert cut.endswith("…")
    assert width_of(cut, 10) <= 100


@settings(max_examples=100)
@given(st.lists(st.text("aąbćW", min_size=1, max_size=30), min_size=1, max_size=10), st.integers(40, 300))
def test_wrapped_lines_fit_and_lose_no_letter(words, width):
    lines = wrap(" ".join(words), 10, width)
    assert all(width_of(line, 10) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(words)


def test_wrapping_to_few_lines_ends_in_an_ellipsis():
    lines = wrap(LONG, 10, 90, lines=2)
    assert len(lines) == 2
    assert lines[1].endswith("…")


def test_heading_leaves_no_lonely_word():
    lines = balanced("Klaster Żółta Gęś: place 165 of 399; 23.2 points short of the benchmark", 16, 440, lines=3)
    assert len(lines) == 2
    assert width_of(lines[1], 16, bold=True) > 0.5 * width_of(lines[0], 16, bold=True)


@settings(max_examples=100)
@given(st.lists(st.tuples(st.floats(0, 500), st.floats(5, 60)), min_size=1, max_size=5))
def test_spread_labels_do_not_touch_and_stay_inside(labels):
    middles, widths = [middle for middle, _ in labels], [width for _, width in labels]
    placed = spread(middles, widths, 0, 500)
    order = sorted(range(len(labels)), key=lambda index: placed[index])
    for left, right in pairwise(order):
        assert placed[left] + widths[left] / 2 <= placed[right] - widths[right] / 2 - 8 + 1e-6
    assert min(middle - width / 2 for middle, width in zip(placed, widths, strict=True)) >= -1e-6
    assert max(middle + width / 2 for middle, width in zip(placed, widths, strict=True)) <= 500 + 1e-6


def test_label_with_room_stays_where_it_is():
    assert spread([100, 300], [40, 40], 0, 400) == [100, 300]


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [(0, 100, [0, 20, 40, 60, 80, 100]), (0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]), (-50, 50, [-40, -20, 0, 20, 40])],
)
def test_ticks_are_round(low, high, ticks):
    assert Axis(low, high, 0, 1).ticks() == pytest.approx(ticks)


def test_decimals_are_as_many_as_the_ticks_need():
    assert decimals([0, 25, 50]) == 0
    assert decimals([0, 0.25, 0.5]) == 2


def test_title_wraps_and_stands_inside_a_narrow_sheet():
    sheet = Sheet(LIGHT, Texts("en"), (3, 4))
    sheet.frame("ŚÓŻĆŃ " + LONG, "Żółć", "Źródło: " + LONG)
    canvas = FigureCanvasAgg(sheet.figure)
    canvas.draw()
    for text in sheet.axes.texts:
        box = text.get_window_extent(canvas.get_renderer())
        assert box.x0 >= 0
        assert box.x1 <= 300
        assert box.y0 >= 0
        assert box.y1 <= 400


def test_accents_of_capitals_are_above_the_line_before_not_on_it():
    sheet = Sheet(LIGHT, Texts("en"), (4, 3))
    sheet.block(10, 10, ["gjpqyą", "ŚÓŻĆŃ"], size=20)
    canvas = FigureCanvasAgg(sheet.figure)
    canvas.draw()
    upper, lower = (text.get_window_extent(canvas.get_renderer()) for text in sheet.axes.texts)
    assert lower.y1 <= upper.y0 + 1.5
    assert upper.y1 <= (sheet.height - 10) * 100 / 72
