"""One radar of 18 sub-areas into PDF: our renderer beside matplotlib's own back end, in one run.

Prints CPU milliseconds per chart (median of the rounds, the figure made anew each time and not counted) and bytes of a file
with one and with twelve of them. Run: python benchmarks/charts_into_pdf.py
"""

import io
import logging
import random
import statistics
import time
from collections.abc import Callable

import matplotlib as mpl
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from reportlab.pdfgen.canvas import Canvas

from clusterbench_gui.charts.radar import radar_figure
from clusterbench_gui.domain.editions import Method, Model, Node
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.domain.studies import Cluster
from clusterbench_gui.reports.typesetting.fonts import REGULAR, register_fonts
from clusterbench_gui.reports.typesetting.renderer import draw_figure
from clusterbench_gui.scoring.pipeline import score
from clusterbench_gui.support.texts import texts
from clusterbench_gui.support.theme import LIGHT

ROUNDS = 15
SIZE = (6.9, 6.5)
SUBAREAS = 18


def invented() -> ScoredStudy:
    """Forty clusters with one indicator in each of the sub-areas."""
    draw = random.Random(1)  # noqa: S311 - invented data
    indicators = [Node(f"Z{n}.1", {"pl": f"Wskaźnik {n}"}, 1, f"Z{n}") for n in range(1, SUBAREAS + 1)]
    subareas = [Node(f"Z{n}", {"pl": f"Podobszar źródeł {n}"}, 2, "I") for n in range(1, SUBAREAS + 1)]
    model = Model((*indicators, *subareas, Node("I", {"pl": "Indeks"}, 3)))
    table = {f"K{k}": {node.code: draw.uniform(0, 100) for node in indicators} for k in range(40)}
    clusters = tuple(Cluster(code, f"Klaster {code}") for code in table)
    scores = score(list(table), table, model, Method())
    return ScoredStudy("invented", {"pl": "Edycja"}, {}, True, model, Method(), clusters, scores, "2012-08-14", "0")


def ours(figures: list[Figure]) -> bytes:
    """Each figure on a page of a reportlab canvas."""
    register_fonts()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(SIZE[0] * 72, SIZE[1] * 72), initialFontName=REGULAR, invariant=1, pageCompression=1)
    for figure in figures:
        draw_figure(figure, canvas, 0, 0)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def theirs(font_type: int) -> Callable[[list[Figure]], bytes]:
    """Each figure on a page of matplotlib's back end. Type 42 embeds TrueType, 3 outlines."""

    def write(figures: list[Figure]) -> bytes:
        out = io.BytesIO()
        with mpl.rc_context({"pdf.fonttype": font_type}), PdfPages(out, metadata={"CreationDate": None}) as pages:
            for figure in figures:
                pages.savefig(figure)
        return out.getvalue()

    return write


def main() -> None:
    """Measure the ways in turn, so that a busy machine is busy for all of them."""
    logging.getLogger("fontTools").setLevel(logging.ERROR)  # it remarks on every date in a subset
    study, words = invented(), texts("pl")

    def radar() -> Figure:
        return radar_figure(study, "K7", 2, LIGHT, words, size=SIZE)

    ways = {"our renderer": ours, "matplotlib, fonts as type 3": theirs(3), "matplotlib, fonts as type 42": theirs(42)}
    spent: dict[str, list[float]] = {name: [] for name in ways}
    making: list[float] = []
    for way in ways.values():
        way([radar()])
    for _ in range(ROUNDS):
        for name, way in ways.items():
            begun = time.process_time()
            figure = radar()
            made = time.process_time()
            way([figure])
            spent[name].append(time.process_time() - made)
            making.append(made - begun)
    print(f"making the figure: {statistics.median(making) * 1000:.0f} ms")
    for name, way in ways.items():
        one, twelve = len(way([radar()])), len(way([radar() for _ in range(12)]))
        print(f"{name}: {statistics.median(spent[name]) * 1000:.0f} ms, 1 chart {one} bytes, 12 charts {twelve} bytes")


if __name__ == "__main__":
    main()
