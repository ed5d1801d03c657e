"""What a finished chart knows of the lines around it, so that files, lists and tables say the same."""

from matplotlib.figure import Figure


class Page(Figure):
    """A figure that knows in whole lines what is printed above and below it: `headline`, the finding, and `source`."""

    headline = ""
    source = ""
