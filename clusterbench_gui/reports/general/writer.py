"""What every chapter of the general report is written with: the manuscript, what is to be told, and in which language."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from matplotlib.figure import Figure

from clusterbench_gui.charts import words
from clusterbench_gui.domain.editions import Node, text_in
from clusterbench_gui.domain.reporting import Overview
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.reports.general.grids import Column, Grid, Kind, add_grid
from clusterbench_gui.reports.general.state import Spread
from clusterbench_gui.reports.typesetting.blocks import write_opening
from clusterbench_gui.reports.typesetting.flowables import Chart
from clusterbench_gui.reports.typesetting.layout import Manuscript
from clusterbench_gui.support.markup import Run
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import SPACE, Theme

_TITLE_ROOM = 200.0
"""Points: what a chapter needs of a page that it does not begin."""

_HEAD, _ROW, _TOGETHER = 58.0, 17.0, 8
"""Points of the head of a table and of a row, and the rows that a page has at least of a table that begins on it."""

_NAMED = 6
"""Things that a sentence names one by one."""

Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes chapters. Figures and tables have a name, by which the text refers to them.

    `starts` is the name of a chapter that stands below the title of the report.
    """

    manuscript: Manuscript
    overview: Overview
    texts: Texts
    starts: str = ""

    @property
    def study(self) -> ScoredStudy:
        """The scored study."""
        return self.overview.study

    @property
    def drawn(self) -> ScoredStudy:
        """The study for charts: without notice and title, which stand on the cover and need not stand under every chart."""
        return replace(self.study, notice={}, titles={"": ""})

    @property
    def theme(self) -> Theme:
        """The colours of the edition, for charts on a page."""
        return replace(self.manuscript.look.theme, paper=True)

    @property
    def is_crowd(self) -> bool:
        """Whether enough clusters have a result to say anything of them."""
        return self.study.scores.summaries[self.top.code].count >= self.study.method.crowd

    @property
    def top(self) -> Node:
        """The index."""
        return words.top(self.study.model)

    def chapter(self, name: str, title: str, *, fresh: bool = True) -> None:
        """Begin a chapter, on a page of its own or where there is room, with the edition's own words for it."""
        if fresh and name != self.starts:
            self.manuscript.new_page()
        self.manuscript.chapter(title, room=_TITLE_ROOM, name=name)
        self.opening(name)

    def opening(self, name: str) -> None:
        """The edition's own words for a section, in their own paragraphs."""
        openings = self.study.design.general.texts.get(name, {})
        write_opening(self.manuscript, text_in(openings, self.texts.language))

    def paragraph(self, *sentences: str, see: Sequence[str] = ()) -> None:
        """Sentences as one paragraph; nothing where none says anything."""
        said = " ".join(one for one in sentences if one)
        if said:
            self.manuscript.paragraph(said, see=see)

    def point(self, head: str, text: str, see: Sequence[str] = ()) -> None:
        """A paragraph that begins with what it is about; nothing where it says nothing."""
        if text:
            self.manuscript.paragraph((Run(head, bold=True), Run(f" {text}")), see=see)

    def items(self, entries: Iterable[tuple[str, str]]) -> None:
        """A list, the beginning of each entry in bold."""
        made = [(Run(head, bold=True), Run(f" {text}")) if text else (Run(head, bold=True),) for head, text in entries]
        if made:
            self.manuscript.items(made)

    def figure(
        self,
        draw: Callable[[Size], Figure],
        description: str,
        caption: str,
        name: str,
        *,
        heights: tuple[float, float],
    ) -> None:
        """A chart with its caption, between two heights in points."""
        lowest, highest = heights
        self.manuscript.space(SPACE[1])
        self.manuscript.figure(Chart(draw, description, lowest, highest), caption, name=name)
        self.manuscript.space(SPACE[1])

    def grid(self, grid: Grid, caption: str, name: str) -> None:
        """A table with its caption; nothing where it has no rows."""
        if grid.lines:
            self.manuscript.room(_HEAD + _ROW * min(len(grid.lines), _TOGETHER))
            add_grid(self.manuscript, grid, self.texts, caption, name)

    def points(self, title: str, key: str, width: float = 0.0) -> Column:
        """A column of scores."""
        return Column(title, key, decimals=self.decimals, width=width)

    @property
    def decimals(self) -> int:
        """Decimals of a score as printed."""
        return self.study.method.decimals

    def figure_of(self, value: float | None) -> str:
        """A score in a sentence."""
        return words.figure(self.study, value, self.texts)

    def called(self, node: Node) -> str:
        """Code and name of a node; the index, of which there is one, has no code."""
        return words.node_name(node, self.texts) if node.code == self.top.code else words.coded(node, self.texts)

    def label(self, code: str) -> str:
        """How a cluster is called in tables: by its code, and by its name where it agreed to be named. Charts have codes only."""
        called = words.label(self.study, code)
        return code if called == code else f"{code} {called}"

    def with_medians(self, found: Iterable[Spread]) -> str:
        """Nodes with their medians, in a row."""
        return self.joined(f"{self.called(one.node)} ({self.figure_of(one.median)})" for one in found)

    def joined(self, parts: Iterable[str]) -> str:
        """Parts in a row, with a word before the last; of many the first, and how many more there are."""
        *first, last = tuple(parts)
        if len(first) >= _NAMED:
            more = len(first) + 1 - (_NAMED - 1)
            listed = ", ".join(first[: _NAMED - 1])
            return self.texts.n("{list} and {n} more", "{list} and {n} more", more, list=listed)
        return self.texts.t("{list} and {last}", list=", ".join(first), last=last) if first else last

    def foremost(self, found: Sequence[tuple[float | None, str]]) -> tuple[str, str]:
        """Of names with scores, the first name with all whose score prints the same, and that score."""
        value = self.figure_of(found[0][0])
        return self.joined(name for score, name in found if self.figure_of(score) == value), value


def text_column(title: str, key: str, width: float = 0.0) -> Column:
    """A column of words."""
    return Column(title, key, Kind.TEXT, width=width)


def count_column(title: str, key: str, width: float = 0.0) -> Column:
    """A column of whole numbers."""
    return Column(title, key, decimals=0, width=width)
