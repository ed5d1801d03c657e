"""What matplotlib draws arrives on the page: as paths, as text, in the right place."""

import io
from decimal import Decimal

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Rectangle
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from clusterbench_gui.reports.typesetting.fonts import (
    BOLD,
    BOLD_ITALIC,
    ITALIC,
    REGULAR,
    printable,
    register_fonts,
    width,
)
from clusterbench_gui.reports.typesetting.renderer import draw_figure

SIZE = (200.0, 100.0)


def page(figure: Figure, x: float = 0, y: float = 0) -> pikepdf.Pdf:
    register_fonts()
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=SIZE, initialFontName=REGULAR, invariant=1, pageCompression=0)
    draw_figure(figure, canvas, x, y)
    canvas.showPage()
    canvas.save()
    return pikepdf.open(io.BytesIO(data.getvalue()))


def operators(pdf: pikepdf.Pdf) -> list[tuple[list[float], str]]:
    return [
        ([float(one) for one in operands if isinstance(one, int | Decimal)], str(operator))
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
    ]


def pixels_of(pdf: pikepdf.Pdf) -> Image.Image:
    """The page as another program shows it, one pixel for a point."""
    data = io.BytesIO()
    pdf.save(data)
    document = pdfium.PdfDocument(data.getvalue())
    shown = document[0].render(scale=1).to_pil().convert("RGB")
    document.close()
    return shown


def names(pdf: pikepdf.Pdf) -> list[str]:
    return [operator for _, operator in operators(pdf)]


@pytest.fixture
def empty() -> Figure:
    figure = Figure(figsize=(SIZE[0] / 72, SIZE[1] / 72), dpi=100)
    figure.patch.set_visible(False)
    return figure


def test_a_rectangle_is_where_the_figure_says_in_points(empty: Figure) -> None:
    empty.add_artist(
        Rectangle((0.25, 0.5), 0.5, 0.25, facecolor="#0A6A72", edgecolor="none", transform=empty.transFigure)
    )
    found = operators(page(empty))
    assert ([50.0, 50.0], "m") in found
    assert ([150.0, 75.0], "l") in found
    assert ([0.0392, 0.416, 0.447], "rg") in found
    assert "f" in names(page(empty))


def test_the_figure_keeps_its_resolution_and_canvas(empty: Figure) -> None:
    before = empty.canvas
    page(empty)
    assert empty.dpi == 100
    assert empty.canvas is before


def test_opacity_becomes_a_graphics_state(empty: Figure) -> None:
    empty.add_artist(
        Rectangle((0, 0), 1, 1, facecolor="red", edgecolor="none", alpha=0.25, transform=empty.transFigure)
    )
    pdf = page(empty)
    states = pdf.pages[0].Resources.ExtGState
    assert any(float(state.get("/ca", 1)) == 0.25 for state in states.values())


def test_dashes_caps_and_joins_are_those_of_the_line(empty: Figure) -> None:
    axes = empty.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    (line,) = axes.plot([0, 1], [0, 1], color="black", linewidth=2, linestyle=(0, (3, 1)))
    line.set_dash_capstyle("round")
    line.set_dash_joinstyle("bevel")
    found = operators(page(empty))
    assert ([2.0], "w") in found
    assert ([1.0], "J") in found
    assert ([2.0], "j") in found
    pdf = page(empty)
    content = pdf.pages[0].Contents.read_bytes().decode("latin-1")
    assert "[6.00 2.00] 0.00 d" in content


def test_a_circle_is_made_of_curves_and_a_clip_path_is_kept(empty: Figure) -> None:
    clip = Circle((0.5, 0.5), 0.4, transform=empty.transFigure)
    square = Rectangle((0, 0), 1, 1, facecolor="blue", transform=empty.transFigure)
    empty.add_artist(square)
    square.set_clip_path(clip)
    assert {"c", "W", "n"} <= set(names(page(empty)))


def test_a_hatch_is_drawn_inside_a_clip_and_over_the_fill(empty: Figure) -> None:
    empty.add_artist(
        Rectangle((0.1, 0.1), 0.2, 0.2, facecolor="white", edgecolor="grey", hatch="//", transform=empty.transFigure)
    )
    found = names(page(empty))
    assert found.index("f") < found.index("W")
    assert found.count("B") >= 1
    assert found.index("W") < found.index("B") < len(found) - 1 - found[::-1].index("S")


def test_quadratic_curves_become_the_same_cubic_ones(empty: Figure) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path
    from matplotlib.transforms import IdentityTransform

    curve = Path([(0, 0), (30, 60), (60, 0)], [Path.MOVETO, Path.CURVE3, Path.CURVE3])
    empty.add_artist(PathPatch(curve, facecolor="none", transform=IdentityTransform()))
    assert ([20.0, 40.0, 40.0, 40.0, 60.0, 0.0], "c") in operators(page(empty))


def test_a_gap_in_a_line_stays_a_gap(empty: Figure) -> None:
    axes = empty.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.plot([0, 1, 2, 3, 4], [0, 1, np.nan, 1, 0], color="black")
    assert names(page(empty)).count("m") == 2


def test_markers_collections_and_meshes_are_vectors(empty: Figure) -> None:
    axes = empty.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.plot([0, 1, 2], [0, 1, 0], "o", color="black")
    axes.scatter([0, 1], [1, 0], c=["red", "green"])
    axes.pcolormesh(np.array([[1.0, 2.0], [3.0, 4.0]]))
    pdf = page(empty)
    assert "/XObject" not in pdf.pages[0].Resources
    assert names(pdf).count("cm") >= 3
    fills = [values for values, operator in operators(pdf) if operator == "rg"]
    assert [1.0, 0.0, 0.0] in fills
    assert len(fills) >= 7


def test_an_image_is_placed_upright(empty: Figure) -> None:
    pixels = np.zeros((2, 1, 4), dtype=np.uint8)
    pixels[0] = (255, 0, 0, 255)
    pixels[1] = (0, 0, 255, 255)
    axes = empty.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.imshow(pixels, interpolation="none", aspect="auto")
    picture = pixels_of(page(empty))
    assert picture.getpixel((100, 10)) == (255, 0, 0)
    assert picture.getpixel((100, 90)) == (0, 0, 255)


@pytest.mark.parametrize(
    ("weight", "style", "font"),
    [("normal", "normal", REGULAR), ("bold", "normal", BOLD), (400, "italic", ITALIC), (700, "oblique", BOLD_ITALIC)],
)
def test_text_is_set_in_the_style_asked_for(empty: Figure, weight: str | int, style: str, font: str) -> None:
    empty.text(0.5, 0.5, "Zażółć gęślą jaźń", weight=weight, style=style, family="sans-serif")
    pdf = page(empty)
    fonts = pdf.pages[0].Resources.Font
    used = {str(one.BaseFont).split("+")[-1] for one in fonts.values()}
    assert {"Lato-Regular" if font == REGULAR else font} <= used


def test_text_on_the_right_ends_at_its_anchor(empty: Figure) -> None:
    words = "Wojciech 123"
    empty.text(0.9, 0.5, words, ha="right", va="baseline", fontsize=10)
    (matrix,) = (
        values for values, operator in operators(page(empty)) if operator == "Tm" and values != [1, 0, 0, 1, 0, 0]
    )
    assert matrix[4] + width(words, REGULAR, 10) == pytest.approx(180, abs=0.02)
    assert matrix[5] == pytest.approx(50, abs=0.02)


def test_turned_text_is_turned(empty: Figure) -> None:
    empty.text(0.5, 0.5, "góra", rotation=90)
    matrices = [values for values, operator in operators(page(empty)) if operator == "Tm"]
    assert any(values[:4] == pytest.approx([0, 1, -1, 0]) for values in matrices)


def test_a_letter_that_lato_lacks_is_a_box_and_composed_letters_stay() -> None:
    assert printable("Ża\u0328 漢") == "Żą □"


def test_the_registry_of_fonts_may_be_asked_twice() -> None:
    register_fonts()
    register_fonts()
    assert width("a", REGULAR, 10) > 0
