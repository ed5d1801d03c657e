"""One chart as a file for the archive: a page of its size, with its words in place of it for whoever cannot see it."""

import io

from matplotlib.figure import Figure

from clusterbench_gui.reports.typesetting.archive import Metadata, archive
from clusterbench_gui.reports.typesetting.renderer import POINTS_PER_INCH, draw_figure
from clusterbench_gui.reports.typesetting.tagging import Element, TaggedCanvas


def chart_page(figure: Figure, words: str, metadata: Metadata) -> bytes:
    """The chart as a tagged PDF with embedded fonts; the same chart gives the same bytes."""
    width, height = (float(side) * POINTS_PER_INCH for side in figure.get_size_inches())
    pages, tree = io.BytesIO(), Element("Document")
    element = tree.add("Figure", alt=words)
    element.box = (0.0, 0.0, width, height)
    canvas = TaggedCanvas(pages, pagesize=(width, height))
    canvas.begin(element)
    draw_figure(figure, canvas, 0, 0)
    canvas.end()
    canvas.showPage()
    canvas.save()
    return archive(pages.getvalue(), tree, metadata)
