"""What every section of a cluster's report is handed, and the small things that all of them print alike."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from matplotlib.figure import Figure
from reportlab.platypus import Paragraph

from clusterbench_gui.charts.words import figure
from clusterbench_gui.domain.reporting import Dossier, Mark
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.reports.standing import Standing
from clusterbench_gui.reports.typesetting.flowables import Chart, TableCell
from clusterbench_gui.reports.typesetting.fonts import REGULAR, width
from clusterbench_gui.reports.typesetting.layout import Manuscript
from clusterbench_gui.reports.typesetting.typography import TableStyle, figures_style
from clusterbench_gui.reports.words import name, signed
from clusterbench_gui.support.texts import NO_BREAK_SPACE, Texts
from clusterbench_gui.support.theme import TEXT_SMALL, Theme

INDICATOR = 1
_AIR = 4.0
_INTRODUCED = 78.0
"""Points: what a paragraph before a chart and a caption below it take."""
_PADDING = 7.0

Size: TypeAlias = tuple[float, float]
Cell: TypeAlias = str | Paragraph | TableCell


@dataclass(frozen=True, slots=True)
class Report:
    """Where a section writes, what it may tell, and in which language. `places`: by node, from the index down."""

    manuscript: Manuscript
    dossier: Dossier
    places: Mapping[str, Standing]
    texts: Texts

    @property
    def theme(self) -> Theme:
        """The colours of the edition, for charts on a page."""
        return replace(self.manuscript.look.theme, paper=True)

    @property
    def study(self) -> ScoredStudy:
        """The study as this cluster may read it."""
        return self.dossier.study

    @property
    def printed(self) -> ScoredStudy:
        """The study without notice and title, which stand on the first page and need not stand under every chart."""
        return replace(self.study, notice={}, titles={"": ""})

    @property
    def code(self) -> str:
        """The cluster's code in the study."""
        return self.dossier.cluster

    @property
    def top(self) -> Standing:
        """Where the cluster stands at the index."""
        return next(iter(self.places.values()))

    def at(self, level: int) -> list[Standing]:
        """Where it stands at all nodes of a level."""
        return [self.places[node.code] for node in self.study.model.at(level)]

    def called(self, node: str) -> str:
        """Code and name of a node, which lines do not part."""
        return name(self.study.model.node(node), self.texts).replace(" ", NO_BREAK_SPACE, 1)

    def points(self, value: float | None) -> str:
        """A score as printed."""
        return figure(self.study, value, self.texts)

    def distance(self, value: float | None) -> str:
        """A difference of scores with its sign."""
        return signed(value, self.texts, self.study.method.decimals)

    def marks(self, sign: int, level: int) -> list[Mark]:
        """Strengths (1) or weaknesses (-1) at a level, the clearest first."""
        found = [
            mark for mark in self.dossier.marks if mark.sign == sign and self.study.model.node(mark.node).level == level
        ]
        return sorted(found, key=lambda mark: (-abs(self.places[mark.node].to_median or 0.0), mark.node))

    def chart(
        self,
        draw: Callable[[Size], Figure],
        description: str,
        heights: Size,
        *,
        caption: str,
        name: str,
        intro: str = "",
        see: Sequence[str] = (),
    ) -> None:
        """Add a chart between two heights in points, behind the words that lead to it, which are never alone on a page."""
        if intro:
            self.manuscript.room(heights[0] + _INTRODUCED)
            self.manuscript.paragraph(intro, see=see)
        self.manuscript.space(_AIR)
        self.manuscript.figure(Chart(draw, description, *heights), caption, name=name)
        self.manuscript.space(_AIR)

    def table(
        self,
        heads: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        widths: Sequence[float],
        caption: str,
        *,
        name: str = "",
        style: TableStyle | None = None,
        in_words: int = 1,
    ) -> None:
        """Add a table: heads above, the first cell of a row is its head, figures right in their columns, the first `in_words` columns left."""
        manuscript = self.manuscript
        looks = [manuscript.styles.cell_head_text] * in_words
        looks += [manuscript.styles.cell_head] * (len(heads) - in_words)
        made = [
            [TableCell(manuscript.cell(head, look), head="Column") for head, look in zip(heads, looks, strict=True)]
        ]
        for row in rows:
            made.append([_row_head(manuscript, row[0])])
            made[-1] += [_cell(manuscript, cell, widths[column]) for column, cell in placed(row) if column]
        manuscript.table(made, widths, style or kept_style(len(rows)), caption, name=name)


def placed(row: Sequence[Cell]) -> Iterator[tuple[int, Cell]]:
    """The cells of a row with their columns, which they may span several of."""
    column = 0
    for cell in row:
        yield column, cell
        column += cell.span if isinstance(cell, TableCell) else 1


def tight_style(rows: int) -> TableStyle:
    """`kept_style` for many short rows."""
    return [*kept_style(rows), ("TOPPADDING", (0, 1), (-1, -1), 1), ("BOTTOMPADDING", (0, 1), (-1, -1), 2)]


def kept_style(rows: int) -> TableStyle:
    """`figures_style` where head and first rows, and the last two, stay together."""
    if rows < 4:
        return [*figures_style(), ("NOSPLIT", (0, 0), (-1, -1))]
    return [*figures_style(), ("NOSPLIT", (0, 0), (-1, 2)), ("NOSPLIT", (0, -2), (-1, -1))]


def _row_head(manuscript: Manuscript, cell: Cell) -> TableCell:
    if isinstance(cell, TableCell):
        return cell
    return TableCell(manuscript.cell(cell, manuscript.styles.cell) if isinstance(cell, str) else cell, head="Row")


def _cell(manuscript: Manuscript, cell: Cell, room: float) -> TableCell:
    """Text that is wider than its column takes several lines."""
    if isinstance(cell, TableCell):
        return cell
    if isinstance(cell, str) and width(cell, REGULAR, TEXT_SMALL) > room - _PADDING:
        return TableCell(manuscript.cell(cell, manuscript.styles.cell_number))
    return TableCell(cell)
