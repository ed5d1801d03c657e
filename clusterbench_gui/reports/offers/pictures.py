"""Charts of a variant on its papers. What they are drawn from holds no more than the paper's reader may see."""

from functools import partial

from matplotlib.figure import Figure

from clusterbench_gui.charts.networks import gantt
from clusterbench_gui.charts.networks.gantt_rows import By, rows_of
from clusterbench_gui.charts.networks.view import View
from clusterbench_gui.domain.offering import Picture
from clusterbench_gui.reports.offers.paper import Paper
from clusterbench_gui.reports.typesetting.layout import TEXT_WIDTH
from clusterbench_gui.reports.typesetting.renderer import POINTS_PER_INCH

_FRAME, _ROW = 104.0, 15.0
"""Points: what a schedule takes besides its rows, and each of them."""
_LEAST, _MOST = 150.0, 600.0
_HEADED = 70.0
"""Points: a heading before and a caption behind."""


def schedule(paper: Paper, picture: Picture, title: str, caption: str, *, prices: bool, only_firm: str = "") -> None:
    """A chapter of who works when: by firm for the coordinator, by operation for anybody else; over several pages where rows are many."""
    view = View(picture.book, picture.variant, prices=prices, only_firm=only_firm)
    by = By.FIRM if prices else By.OPERATION
    texts, theme = paper.texts, paper.theme
    rows = len(rows_of(view, texts, by))
    height = min(max(_FRAME + _ROW * rows, _LEAST), _MOST)
    size = (TEXT_WIDTH / POINTS_PER_INCH, height / POINTS_PER_INCH)
    pages = len(gantt.gantt_pages(view, theme, texts, by=by, size=size))
    paper.manuscript.chapter(title, room=height + _HEADED)
    words = gantt.describe(view, texts)
    for page in range(pages):
        draw = partial(_page, view, paper, by, page)
        said = caption if not page else texts.t("{caption}, continued", caption=caption)
        paper.chart(draw, words, height, said)


def _page(view: View, paper: Paper, by: By, page: int, size: tuple[float, float]) -> Figure:
    return gantt.gantt_figure(view, paper.theme, paper.texts, by=by, page=page, size=size)


def network(paper: Paper, picture: Picture) -> None:
    """Who hands on to whom, as a diagram and on the map."""


def costs(paper: Paper, picture: Picture) -> None:
    """What the cost is made of."""
