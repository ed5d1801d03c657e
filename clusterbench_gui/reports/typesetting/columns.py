"""Short paragraphs in two columns, such as the entries of a glossary."""

from collections.abc import Sequence
from itertools import accumulate

from reportlab.platypus import Flowable

from clusterbench_gui.reports.typesetting.flowables import TaggedParagraph
from clusterbench_gui.reports.typesetting.tagging import TaggedCanvas

_GUTTER = 22.0


class Columns(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Two columns of about the same height, read down the first and then down the second. No paragraph is broken.

    `cut`: how many stand in the first column; None to find the most even. `heights` of paragraphs that were broken into lines.
    """

    canv: TaggedCanvas

    def __init__(
        self, paragraphs: Sequence[TaggedParagraph], cut: int | None = None, heights: Sequence[float] = ()
    ) -> None:
        super().__init__()
        self._paragraphs, self._cut, self._heights = paragraphs, cut, heights

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: ARG002, N803 - reportlab's names
        """All of the width, and the height of the longer column."""
        self._breadth = (availWidth - _GUTTER) / 2
        if not self._heights:
            self._heights = [one.wrap(self._breadth, 0)[1] + one.getSpaceAfter() for one in self._paragraphs]
        self._tops = [0.0, *accumulate(self._heights)]
        if self._cut is None:
            self._cut = min(range(len(self._tops)), key=self._longer)
        self.width, self.height = availWidth, self._longer(self._cut)
        return self.width, self.height

    def _longer(self, cut: int) -> float:
        return float(max(self._tops[cut], self._tops[-1] - self._tops[cut]))

    def split(self, availWidth: float, availHeight: float) -> list["Columns"]:  # noqa: N803 - reportlab's names
        """Both columns full, and the rest for the next page; nothing where not even one paragraph fits."""
        self.wrap(availWidth, availHeight)
        first = sum(end <= availHeight for end in self._tops[1:])
        both = sum(end - self._tops[first] <= availHeight for end in self._tops[1:])
        if not first:
            return []
        filled = Columns(self._paragraphs[:both], first, self._heights[:both])
        rest = self._paragraphs[both:]
        return [filled, Columns(rest, heights=self._heights[both:])] if rest else [filled]

    def draw(self) -> None:
        """Draw the first column, then the second."""
        cut = self._cut or 0
        for place, paragraph in enumerate(self._paragraphs):
            right = place >= cut
            top = self._tops[place] - (self._tops[cut] if right else 0.0)
            paragraph.drawOn(self.canv, (self._breadth + _GUTTER) * right, self.height - top - paragraph.height)
