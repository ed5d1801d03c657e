"""A warning over a finished chart."""

from matplotlib.figure import Figure

from clusterbench_gui.charts.style import font, printable
from clusterbench_gui.support.theme import SPACE, TEXT_SMALL, Theme


def banner(figure: Figure, words: str, theme: Theme) -> None:
    """A warning in the upper margin of a finished sheet, in the colour of warnings."""
    axes = figure.axes[0]
    right = axes.get_xlim()[1]
    axes.text(
        right - SPACE[1],
        TEXT_SMALL * 1.25,
        printable(words),
        fontproperties=font(bold=True),
        fontsize=TEXT_SMALL,
        color=theme.warn,
        ha="right",
        va="baseline",
        parse_math=False,
        zorder=6,
    )
