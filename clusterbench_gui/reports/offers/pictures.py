"""Charts of a variant on its papers. What they are drawn from holds no more than the paper's reader may see."""

from collections.abc import Callable
from dataclasses import dataclass
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
_TALL = 340.0
"""Points: a higher chart comes behind its table, which fills the rest of the page."""
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
        height = min(max(_FRAME + _ROW * len(rows_of(view, paper.texts, by)), _LEAST), _MOST)
        if height > _TALL:
            paper.manuscript.chapter(self.title)
            self.table()
            self._charts(paper, view, by, height)
            return
        paper.manuscript.chapter(self.title, room=height + _HEADED)
        self._charts(paper, view, by, height)
        self.table()

    def _charts(self, paper: Paper, view: View, by: By, height: float) -> None:
        size = (TEXT_WIDTH / POINTS_PER_INCH, height / POINTS_PER_INCH)
        words = gantt.describe(view, paper.texts)
        for page in range(len(gantt.gantt_pages(view, paper.theme, paper.texts, by=by, size=size))):
            draw = partial(_page, view, paper, by, page)
            said = paper.texts.t("{caption}, continued", caption=self.caption) if page else self.caption
            paper.chart(draw, words, height, said)


def _page(view: View, paper: Paper, by: By, page: int, size: tuple[float, float]) -> Figure:
    return gantt.gantt_figure(view, paper.theme, paper.texts, by=by, page=page, size=size)


def network(paper: Paper, picture: Picture) -> None:
    """Who hands on to whom, as a diagram and on the map."""


def costs(paper: Paper, picture: Picture) -> None:
    """What the cost is made of."""
