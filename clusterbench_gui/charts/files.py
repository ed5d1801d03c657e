"""Charts as files of pixels and of lines, always the same bytes for the same chart. PDF: `reports.chart_page`."""

import io
from dataclasses import dataclass
from xml.sax.saxutils import escape

import matplotlib as mpl
from matplotlib.figure import Figure

from clusterbench_gui.charts.pixels import PixelCanvas

DPI = 200
"""Pixels to an inch: sharp on a slide and in print at half a page."""


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of its picture: the finding, all of it in words, the program that made it."""

    title: str
    words: str
    program: str


def png_bytes(figure: Figure, about: About) -> bytes:
    """The chart in pixels; what it shows stands in the file's texts."""
    metadata = {"Title": about.title, "Description": about.words, "Software": about.program}
    out = io.BytesIO()
    figure.set_dpi(DPI)
    PixelCanvas(figure).print_png(out, metadata=metadata)  # type: ignore[no-untyped-call]  # matplotlib has no types here
    return out.getvalue()


def svg_bytes(figure: Figure, about: About) -> bytes:
    """The chart in lines, with title and description for whoever cannot see it.

    Letters are outlines: as text they would be set in another font where Lato is missing, over the edges of what they
    stand in; a font inside of the file is heeded by browsers only. Marks of clusters for the pointer are left out.
    """
    for artist in figure.findobj():
        artist.set_gid(None)
    metadata = {"Title": about.title, "Creator": about.program, "Date": None}
    with mpl.rc_context({"svg.fonttype": "path", "svg.hashsalt": "clusterbench", "svg.id": "chart"}):
        drawn = _saved(figure, "svg", metadata=metadata).decode()
    title = f"<title>{escape(about.title)}</title>"
    head, found, rest = drawn.partition(title)
    if not found:
        raise ValueError(drawn[:200])
    head = head.replace("<svg ", '<svg role="img" ', 1)
    return f"{head}{found}\n <desc>{escape(about.words)}</desc>{rest}".encode()


def _saved(figure: Figure, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    figure.savefig(out, format=kind, facecolor=figure.get_facecolor(), **options)  # type: ignore[arg-type]  # of the format
    return out.getvalue()
