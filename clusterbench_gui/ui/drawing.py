"""Draws charts to pixels. Imports matplotlib, so it is itself imported on the pictures' thread, which alone uses it."""

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from clusterbench_gui.charts import heatmap, radar, ranking
from clusterbench_gui.support.texts import texts
from clusterbench_gui.support.theme import THEMES
from clusterbench_gui.ui.charting import Chart, Kind, Picture

_DPI = 96.0  # dots per inch of a screen at 100 %, so that 10 pt in a chart is 10 pt in the window


class Drawing:
    """Makes figures and renders them."""

    def close(self) -> None:
        """Nothing is held."""

    def draw(self, chart: Chart) -> Picture:
        """The picture of a chart."""
        figure, words = _figure(chart)
        figure.set_dpi(_DPI * chart.ratio)
        canvas = FigureCanvasAgg(figure)
        pixels, (width, height) = canvas.print_to_buffer()  # type: ignore[no-untyped-call]  # matplotlib has no types here
        return Picture(pixels, width, height, chart.ratio, words)


def _figure(chart: Chart) -> tuple[Figure, str]:
    """The figure and its alternative text."""
    study, focus = chart.study, chart.cluster or None
    theme, words = THEMES[chart.theme], texts(chart.language)
    size = (chart.width / _DPI, chart.height / _DPI)
    if chart.kind is Kind.RANKING:
        figure = ranking.ranking_figure(study, chart.node, theme, words, focus=focus, size=size)
        return figure, ranking.describe(study, chart.node, words, focus=focus)
    if chart.kind is Kind.PROFILE:
        figure = radar.radar_figure(study, chart.cluster, chart.level, theme, words, size=size)
        return figure, radar.describe(study, chart.cluster, chart.level, words)
    figure = heatmap.heatmap_figure(study, chart.level, theme, words, focus=focus, size=size)
    return figure, heatmap.describe(study, chart.level, words, focus=focus)
