"""What all papers of a variant are set with: a strip of key figures, tables in words and figures, charts behind them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from matplotlib.figure import Figure
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from clusterbench_gui.domain.offering import Head
from clusterbench_gui.reports.offers.words import made_on
from clusterbench_gui.reports.typesetting.archive import AUTHOR, Metadata
from clusterbench_gui.reports.typesetting.flowables import Chart, TableCell
from clusterbench_gui.reports.typesetting.fonts import BOLD, REGULAR, printable, width
from clusterbench_gui.reports.typesetting.layout import TEXT_WIDTH, Furniture, Known, Manuscript, typeset
from clusterbench_gui.reports.typesetting.typography import TableStyle, table_style
from clusterbench_gui.reports.words import moment
from clusterbench_gui.support.markup import Run
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import TEXT_LARGE, TEXT_SMALL

_SIZES = ((22, TEXT_LARGE, 17.0), (30, 10.5, 14.0))
"""Characters and the size that so many fit in; longer ones are set in small text."""

_WHOLE, _BREAKS = 8, 0.1
"""Rows: a longer table may be broken by a page; what stands between keeps a heading from taking all of it along."""

_PADDING, _HEAD = 7.0, 8.0
"""Points: the air of a cell at both sides, the size of heads."""

Draw = Callable[[tuple[float, float]], Figure]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, its width in points, whether figures stand in it."""

    head: str
    width: float
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. A group has one cell over all columns; a total is bold."""

    cells: tuple[str, ...]
    is_group: bool = False
    is_total: bool = False


class Paper:
    """A manuscript in a language, with the small things that the papers of a variant print alike."""

    def __init__(self, title: str, head: Head, texts: Texts, known: Known, *, confidential: str = "") -> None:
        """`confidential`: whose eyes it is for, on every page."""
        invented = texts.t("Invented data") if head.invented else ""
        warning = " · ".join(one for one in (confidential, invented) if one)
        self.manuscript = Manuscript(texts, Furniture(title, warning), known)
        self.texts = texts
        self.styles = self.manuscript.styles
        self._head = head
        self.theme = replace(self.manuscript.look.theme, paper=True)

    def opening(self, title: str, subtitle: str, *, confidential: str = "") -> None:
        """Title, what the paper is, and what must not be overlooked; the foot of a page is not read aloud."""
        self.manuscript.title(title)
        self.manuscript.paragraph(subtitle, self.styles.subtitle)
        said = [confidential] if confidential else []
        if self._head.invented:
            said.append(self.texts.t("The firms, orders and all figures are invented."))
        for one in said:
            self.manuscript.paragraph(f"{one}", self.styles.note)

    def key_figures(self, figures: Sequence[tuple[str, str]]) -> None:
        """A few values side by side, each below what it is."""
        heads = [
            TableCell(self.manuscript.cell(label, self.styles.cell_head_text), head="Column") for label, _ in figures
        ]
        values = [TableCell(self.manuscript.cell(value, self._key_style(value))) for _, value in figures]
        ground = HexColor(self.theme.accent_soft)
        style: TableStyle = [
            ("FONT", (0, 0), (-1, -1), BOLD, TEXT_SMALL, 12),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("BACKGROUND", (0, 0), (-1, -1), ground),
            ("LEFTPADDING", (0, 0), (-1, -1), 10),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
            ("TOPPADDING", (0, 0), (-1, 0), 8),
            ("BOTTOMPADDING", (0, 1), (-1, 1), 10),
            ("NOSPLIT", (0, 0), (-1, -1)),
        ]
        self.manuscript.table([heads, values], [TEXT_WIDTH / len(figures)] * len(figures), style)

    def _key_style(self, value: str) -> ParagraphStyle:
        size, leading = next(((size, high) for most, size, high in _SIZES if len(value) <= most), (TEXT_SMALL, 12.0))
        return ParagraphStyle("key", self.styles.cell_strong, fontSize=size, leading=leading, alignment=TA_LEFT)

    def table(self, columns: Sequence[Column], rows: Sequence[Row], caption: str) -> None:
        """A table; text runs over as many lines as it needs, figures are never broken, columns without a width share what is left."""
        widths = _widths(columns, rows)
        looks = [self.styles.cell_head if one.figures else self.styles.cell_head_text for one in columns]
        made = [
            [
                TableCell(self.manuscript.cell(one.head, look), head="Column")
                for one, look in zip(columns, looks, strict=True)
            ]
        ]
        made += [self._row(columns, row) for row in rows]
        if len(rows) > _WHOLE:
            self.manuscript.space(_BREAKS)
        self.manuscript.table(made, widths, _style(rows, self.theme.line), caption)

    def _row(self, columns: Sequence[Column], row: Row) -> list[TableCell]:
        cell, styles = self.manuscript.cell, self.styles
        if row.is_group:
            return [TableCell(cell(row.cells[0], styles.cell_strong), head="Row", span=len(columns))]
        strong = ParagraphStyle("total", styles.cell_number, fontName=BOLD, alignment=TA_RIGHT)
        made = [TableCell(cell(row.cells[0], styles.cell_strong if row.is_total else styles.cell), head="Row")]
        for column, text in zip(columns[1:], row.cells[1:], strict=True):
            look = (strong if row.is_total else styles.cell_number) if column.figures else styles.cell
            made.append(TableCell(cell(text, look)))
        return made

    def facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """A list of what is what."""
        self.manuscript.items([(Run(what, bold=True), Run(f": {words}")) for what, words in facts])

    def chart(self, draw: Draw, description: str, heights: tuple[float, float], caption: str) -> None:
        """A chart between two heights in points, with its caption on the same page."""
        self.manuscript.space(4)
        self.manuscript.figure(Chart(draw, description, *heights), caption)
        self.manuscript.space(6)


def printed(make: Callable[[Known], Paper], title: str, head: Head, texts: Texts) -> bytes:
    """The file of a paper; the same data give the same bytes."""
    metadata = Metadata(
        printable(title), printable(head.cluster) or AUTHOR, texts.language, moment(head.made), head.program
    )
    return typeset(lambda known: make(known).manuscript, metadata)


def dated(parts: Sequence[str], head: Head, texts: Texts) -> str:
    """The parts of a subtitle with the day on which the variant was made."""
    made = made_on(head, texts)
    return " · ".join([*(one for one in parts if one), *([made] if made else [])])


def _widths(columns: Sequence[Column], rows: Sequence[Row]) -> list[float]:
    """As wide as wanted, columns without a width sharing what is left; those whose words or figures need more take it of the others' air."""
    free = (TEXT_WIDTH - sum(one.width for one in columns)) / max(sum(not one.width for one in columns), 1)
    wanted = [one.width or free for one in columns]
    least = [_least(column, [row.cells[at] for row in rows if not row.is_group]) for at, column in enumerate(columns)]
    short = sum(max(need - given, 0.0) for need, given in zip(least, wanted, strict=True))
    air = sum(max(given - need, 0.0) for need, given in zip(least, wanted, strict=True))
    moved = min(short, air)
    if not moved:
        return wanted
    return [
        given + (need - given) * moved / (short if need > given else air)
        for need, given in zip(least, wanted, strict=True)
    ]


def _least(column: Column, cells: Sequence[str]) -> float:
    """Room for the widest figure, or the longest word."""
    words = cells if column.figures else [word for cell in cells for word in cell.split(" ")]
    font = BOLD if column.figures else REGULAR
    heads = [width(word, BOLD, _HEAD) for word in column.head.split(" ")]
    return max([*heads, *(width(word, font, TEXT_SMALL) for word in words)]) + _PADDING


def _style(rows: Sequence[Row], line: str) -> TableStyle:
    """Hairlines above groups and totals; a group's head is never alone, nor are the first and the last rows."""
    groups = [place for place, row in enumerate(rows, start=1) if row.is_group]
    totals = [place for place, row in enumerate(rows, start=1) if row.is_total]
    last = len(rows)
    return [
        *table_style(),
        *[("LINEABOVE", (0, place), (-1, place), 0.5, HexColor(line)) for place in [*groups[1:], *totals]],
        *[("NOSPLIT", (0, place), (-1, min(place + 1, last))) for place in groups],
        ("NOSPLIT", (0, 0), (-1, min(2, last))),
        ("NOSPLIT", (0, max(last - 1, 0)), (-1, last)),
    ]
