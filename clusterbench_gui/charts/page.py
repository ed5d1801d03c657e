"""What a finished chart knows of the lines around it, so that files, lists and tables say the same."""

from collections.abc import Sequence

from matplotlib.figure import Figure
from matplotlib.text import Text


class Page(Figure):
    """A figure that knows in whole lines what is printed above and below it: `headline`, the finding, `subtitle`, and `source`.

    `framing` are these texts on the sheet; `above`, `below` and `side` are the points between its edges and the picture itself.
    """

    headline = ""
    subtitle = ""
    source = ""
    framing: Sequence[Text] = ()
    above = 0.0
    below = 0.0
    side = 0.0
