"""Charts of a variant on its papers. What they are drawn from holds no more than the paper's reader may see."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from matplotlib.figure import Figure

from clusterbench_gui.charts.networks import costs, diagram, gantt, geography
from clusterbench_gui.charts.networks.gantt_rows import By, rows_of
from clusterbench_gui.charts.networks.view import View
from clusterbench_gui.domain.offering import Picture
from clusterbench_gui.reports.offers.paper import Paper
from clusterbench_gui.reports.typesetting.layout import TEXT_WIDTH
from clusterbench_gui.reports.typesetting.renderer import POINTS_PER_INCH

Heights = tuple[float, float]
"""The least and the most points that a chart may have; it takes what the page has left between them."""

_FRAME, _ROW, _LEAST_ROW = 104.0, 15.0, 10.0
"""Points: what a schedule takes besides its rows, each of them, and how narrow they may be set."""
_LEAST, _MOST = 150.0, 600.0
_TALL = 340.0
"""Points: a higher chart comes behind its table, which fills the rest of the page."""
_DIAGRAM, _BOX = (100.0, 130.0), (12.0, 17.0)
_LEAST_DIAGRAM = 200.0
_STEPS, _STEP = (125.0, 130.0), (15.0, 20.0)
_MAP = (250.0, 360.0)
_HEADED = 70.0
"""Points: a heading before and a caption behind."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """A chapter of who works when: the chart, and the `table` of it, which adds itself. By firm where `prices` may be seen, else by operation."""

    title: str
    caption: str
    table: Callable[[], None]
    prices: bool = False
    only_firm: str = ""

    def add(self, paper: Paper, picture: Picture) -> None:
        """Add it, with the chart over several pages where its rows are many."""
        view = View(picture.book, picture.variant, picture.days, prices=self.prices, only_firm=self.only_firm)
        by = By.FIRM if self.prices else By.OPERATION
        rows = len(rows_of(view, paper.texts, by))
        height = min(max(_FRAME + _ROW * rows, _LEAST), _MOST)
        least = min(max(_FRAME + _LEAST_ROW * rows, _LEAST), height)
        if _pages(view, paper, by, least) > 1:
            least = height  # where it takes several pages, what is on each depends on its height
        if height > _TALL:
            paper.manuscript.chapter(self.title)
            self.table()
            self._charts(paper, view, by, (least, height))
            return
        paper.manuscript.chapter(self.title, room=least + _HEADED)
        self._charts(paper, view, by, (least, height))
        self.table()

    def _charts(self, paper: Paper, view: View, by: By, heights: Heights) -> None:
        words = gantt.describe(view, paper.texts)
        for page in range(_pages(view, paper, by, heights[0])):
            draw = partial(_page, view, paper, by, page)
            said = paper.texts.t("{caption}, continued", caption=self.caption) if page else self.caption
            paper.chart(draw, words, heights, said)


def _pages(view: View, paper: Paper, by: By, height: float) -> int:
    size = (TEXT_WIDTH / POINTS_PER_INCH, height / POINTS_PER_INCH)
    return gantt.page_count(view, paper.theme, paper.texts, by=by, size=size)


def _page(view: View, paper: Paper, by: By, page: int, size: tuple[float, float]) -> Figure:
    return gantt.gantt_figure(view, paper.theme, paper.texts, by=by, page=page, size=size)


def network(paper: Paper, picture: Picture, title: str) -> None:
    """A chapter of who hands on to whom, as a diagram, and on the map where a partner's place is known. For the coordinator only."""
    view, texts, theme = View(picture.book, picture.variant, picture.days), paper.texts, paper.theme
    least, most = (frame + box * len(view.jobs) for frame, box in zip(_DIAGRAM, _BOX, strict=True))
    heights = max(min(least, _MOST * 2 / 3), _LEAST_DIAGRAM), max(min(most, _MOST), _LEAST_DIAGRAM)
    paper.manuscript.chapter(title, room=heights[0] + _HEADED)
    paper.chart(
        lambda size: diagram.diagram_figure(view, theme, texts, size=size),
        diagram.describe(view, texts),
        heights,
        texts.t("The network, from the first operations to the customer"),
    )
    places = {one.code for one in picture.book.firms if one.place}
    if places & set(view.firms):
        paper.chart(
            lambda size: geography.network_map_figure(view, theme, texts, size=size),
            geography.describe(view, texts),
            _MAP,
            texts.t("Where the partners are"),
        )


def cost_steps(paper: Paper, picture: Picture, title: str) -> None:
    """A chapter of what the cost is made of. For the coordinator only."""
    view, texts, theme = View(picture.book, picture.variant, picture.days), paper.texts, paper.theme
    least, most = (frame + row * (len(view.firms) + 1) for frame, row in zip(_STEPS, _STEP, strict=True))
    paper.manuscript.chapter(title, room=least + _HEADED)
    paper.chart(
        lambda size: costs.costs_figure(view, theme, texts, size=size),
        costs.describe(view, texts),
        (least, min(most, _MOST)),
        texts.t("What the cost is made of"),
    )
