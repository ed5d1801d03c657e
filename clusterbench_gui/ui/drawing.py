"""Draws charts to pixels. Imports matplotlib, so it is itself imported on the pictures' thread, which alone uses it."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from clusterbench_gui.app.findings import gap_of, portfolio_of
from clusterbench_gui.charts import bullet, heatmap, missing, portfolio, radar, ranking, tree, waterfall
from clusterbench_gui.charts.words import Table
from clusterbench_gui.support.texts import Texts, texts
from clusterbench_gui.support.theme import THEMES, Theme
from clusterbench_gui.ui.charting import Chart, Kind, Picture

_DPI = 96.0  # dots per inch of a screen at 100 %, so that 10 pt in a chart is 10 pt in the window


class _Drawn(NamedTuple):
    """A figure, what it shows in words, and the numbers behind it where no screen has them already."""

    figure: Figure
    words: str
    table: Table = ((), ())


class _How(NamedTuple):
    """What every chart is told."""

    theme: Theme
    texts: Texts
    size: tuple[float, float]


class Drawing:
    """Makes figures and renders them."""

    def close(self) -> None:
        """Nothing is held."""

    def draw(self, chart: Chart) -> Picture:
        """The picture of a chart."""
        drawn = draw(chart)
        drawn.figure.set_dpi(_DPI * chart.ratio)
        canvas = FigureCanvasAgg(drawn.figure)
        pixels, (width, height) = canvas.print_to_buffer()  # type: ignore[no-untyped-call]  # matplotlib has no types here
        headings, rows = drawn.table
        return Picture(pixels, width, height, chart.ratio, drawn.words, chart.kind, headings, rows)


def draw(chart: Chart) -> _Drawn:
    """The figure of a chart in its size at 96 dots an inch."""
    how = _How(THEMES[chart.theme], texts(chart.language), (chart.width / _DPI, chart.height / _DPI))
    return _VIEWS[chart.kind](chart, how)


def _ranking(chart: Chart, how: _How) -> _Drawn:
    focus = chart.cluster or None
    figure = ranking.ranking_figure(
        chart.study, chart.node, how.theme, how.texts, focus=focus, names=chart.names, size=how.size
    )
    return _Drawn(figure, ranking.describe(chart.study, chart.node, how.texts, focus=focus, names=chart.names))


def _profile(chart: Chart, how: _How) -> _Drawn:
    figure = radar.radar_figure(chart.study, chart.cluster, chart.level, how.theme, how.texts, size=how.size)
    return _Drawn(figure, radar.describe(chart.study, chart.cluster, chart.level, how.texts))


def _heatmap(chart: Chart, how: _How) -> _Drawn:
    focus = chart.cluster or None
    figure = heatmap.heatmap_figure(
        chart.study, chart.level, how.theme, how.texts, focus=focus, names=chart.names, size=how.size
    )
    return _Drawn(figure, heatmap.describe(chart.study, chart.level, how.texts, focus=focus, names=chart.names))


def _quarters(chart: Chart, how: _How) -> _Drawn:
    focus = chart.cluster or None
    figure = bullet.bullet_figure(
        chart.study, chart.level, how.theme, how.texts, focus=focus, names=chart.names, size=how.size
    )
    words = bullet.describe(chart.study, chart.level, how.texts, focus=focus, names=chart.names)
    return _Drawn(figure, words, bullet.table(chart.study, chart.level, how.texts, focus=focus, names=chart.names))


def _gap(chart: Chart, how: _How) -> _Drawn:
    gap = gap_of(chart.study, chart.cluster, chart.node)
    figure = waterfall.waterfall_figure(chart.study, gap, how.theme, how.texts, names=chart.names, size=how.size)
    words = waterfall.describe(chart.study, gap, how.texts, names=chart.names)
    return _Drawn(figure, words, waterfall.table(chart.study, gap, how.texts, names=chart.names))


def _portfolio(chart: Chart, how: _How) -> _Drawn:
    focus, found = chart.cluster or None, portfolio_of(chart.study)
    figure = portfolio.portfolio_figure(
        chart.study, found, how.theme, how.texts, focus=focus, names=chart.names, size=how.size
    )
    words = portfolio.describe(chart.study, found, how.texts, focus=focus, names=chart.names)
    return _Drawn(figure, words, portfolio.table(chart.study, found, how.texts, focus=focus, names=chart.names))


def _missing(chart: Chart, how: _How) -> _Drawn:
    focus = chart.cluster or None
    figure = missing.missing_figure(chart.study, how.theme, how.texts, focus=focus, names=chart.names, size=how.size)
    words = missing.describe(chart.study, how.texts, focus=focus, names=chart.names)
    return _Drawn(figure, words, missing.table(chart.study, how.texts, focus=focus))


def _tree(chart: Chart, how: _How) -> _Drawn:
    focus = chart.cluster or None
    figure = tree.tree_figure(chart.study, how.theme, how.texts, focus=focus, names=chart.names, size=how.size)
    words = tree.describe(chart.study, how.texts, focus=focus, names=chart.names)
    return _Drawn(figure, words, tree.table(chart.study, how.texts, focus=focus, names=chart.names))


_VIEWS: Mapping[Kind, Callable[[Chart, _How], _Drawn]] = {
    Kind.RANKING: _ranking,
    Kind.PROFILE: _profile,
    Kind.HEATMAP: _heatmap,
    Kind.QUARTERS: _quarters,
    Kind.GAP: _gap,
    Kind.PORTFOLIO: _portfolio,
    Kind.MISSING: _missing,
    Kind.TREE: _tree,
}
