"""Text written as Markdown in a manuscript: headings, paragraphs, lists, tables."""

from collections.abc import Sequence
from math import sqrt

from reportlab.lib.colors import HexColor

from clusterbench_gui.reports.typesetting.flowables import TableCell
from clusterbench_gui.reports.typesetting.fonts import BOLD, REGULAR, width
from clusterbench_gui.reports.typesetting.layout import TEXT_WIDTH, Manuscript
from clusterbench_gui.reports.typesetting.markdown import (
    Block,
    Grid,
    Heading,
    Listing,
    PageBreak,
    Passage,
    Runs,
    read_markdown,
    words_of,
)
from clusterbench_gui.reports.typesetting.typography import TableStyle, table_style
from clusterbench_gui.support.texts import DASH
from clusterbench_gui.support.theme import LIGHT, TEXT_SMALL

CHAPTER = 2
"""Level of the headings that are chapters."""
_CELL_AIR = 9.0


def write_opening(manuscript: Manuscript, text: str) -> None:
    """The words with which an edition opens a section; whatever is a heading in them is one below that of the section.

    Raises `UnknownMarkupError` as `read_markdown` does.
    """
    for block in read_markdown(text):
        if isinstance(block, Heading):
            manuscript.section(block.text)
        else:
            write_block(manuscript, block)


def write_block(manuscript: Manuscript, block: Block) -> None:
    """Put one block into a manuscript; headings below those of chapters are sections."""
    match block:
        case Heading(level=level, text=text) if level == CHAPTER:
            manuscript.chapter(text)
        case Heading(text=text):
            manuscript.section(text)
        case Passage(runs=runs, is_quoted=is_quoted):
            _write_passage(manuscript, runs, is_quoted=is_quoted)
        case Listing(signs=signs, entries=entries):
            style = manuscript.styles.item if DASH in signs else manuscript.styles.entry
            manuscript.items(entries, style, signs)
        case Grid(rows=rows):
            _write_table(manuscript, rows)
        case PageBreak():
            manuscript.new_page()


def _write_passage(manuscript: Manuscript, runs: Runs, *, is_quoted: bool) -> None:
    if is_quoted:
        manuscript.quote(runs)
    elif words_of(runs).endswith(":"):
        manuscript.paragraph(runs, manuscript.styles.lead)
    else:
        manuscript.paragraph(runs)


def _write_table(manuscript: Manuscript, rows: Sequence[Sequence[Runs]]) -> None:
    head, *others = rows
    styles = manuscript.styles
    made = [[TableCell(manuscript.cell(cell, styles.cell_head_text), head="Column") for cell in head]]
    for row in others:
        first, *further = row
        made.append([TableCell(manuscript.cell(first, styles.cell_strong), head="Row")])
        made[-1] += [TableCell(manuscript.cell(cell, styles.cell)) for cell in further]
    manuscript.table(made, _widths(rows), _style(len(rows)))


def _widths(rows: Sequence[Sequence[Runs]]) -> list[float]:
    """Every column as wide as its longest word; what is left goes to those with much text, by the root of its amount."""
    columns = [[words_of(cell) for cell in column] for column in zip(*rows, strict=True)]
    least = [
        max((width(word, BOLD, TEXT_SMALL) for cell in column for word in cell.split()), default=0.0)
        for column in columns
    ]
    amounts = [sqrt(1 + sum(width(cell, REGULAR, TEXT_SMALL) for cell in column)) for column in columns]
    spare = TEXT_WIDTH - sum(least) - _CELL_AIR * len(columns)
    return [narrow + _CELL_AIR + spare * amount / sum(amounts) for narrow, amount in zip(least, amounts, strict=True)]


def _style(rows: int) -> TableStyle:
    """Hairlines between rows; neither the first two nor the last two are torn apart by a page."""
    lines = [("LINEBELOW", (0, row), (-1, row), 0.4, HexColor(LIGHT.line)) for row in range(1, rows - 1)]
    return [*table_style(), *lines, ("NOSPLIT", (0, 0), (-1, min(2, rows - 1))), ("NOSPLIT", (0, -2), (-1, -1))]
