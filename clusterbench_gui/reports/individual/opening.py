"""The words with which an edition opens a section, written as Markdown."""

from collections.abc import Sequence

from clusterbench_gui.reports.individual.base import Report
from clusterbench_gui.reports.typesetting.flowables import TableCell
from clusterbench_gui.reports.typesetting.layout import TEXT_WIDTH
from clusterbench_gui.reports.typesetting.markdown import (
    Block,
    Grid,
    Heading,
    Listing,
    PageBreak,
    Passage,
    Runs,
    read_markdown,
)
from clusterbench_gui.reports.typesetting.typography import table_style
from clusterbench_gui.support.texts import DASH


def add_opening(report: Report, text: str) -> None:
    """Put them into the manuscript. Raises `UnknownMarkupError` for what is beyond the subset."""
    for block in read_markdown(text) if text else ():
        _add(report, block)


def _add(report: Report, block: Block) -> None:
    manuscript = report.manuscript
    match block:
        case Heading(text=text):
            manuscript.section(text)
        case Passage(runs=runs, is_quoted=True):
            manuscript.quote(runs)
        case Passage(runs=runs):
            manuscript.paragraph(runs)
        case Listing(signs=signs, entries=entries):
            manuscript.items(entries, manuscript.styles.item if DASH in signs else manuscript.styles.entry, signs)
        case Grid(rows=rows):
            _add_grid(report, rows)
        case PageBreak():
            manuscript.new_page()


def _add_grid(report: Report, rows: Sequence[Sequence[Runs]]) -> None:
    """A table in columns of equal width; the first row is its head, the first cell of a row that of the row."""
    manuscript, (head, *body) = report.manuscript, rows
    styles = manuscript.styles
    made = [[TableCell(manuscript.cell(cell, styles.cell_head_text), head="Column") for cell in head]]
    for first, *further in body:
        made.append([TableCell(manuscript.cell(first, styles.cell_strong), head="Row")])
        made[-1] += [TableCell(manuscript.cell(cell, styles.cell)) for cell in further]
    manuscript.table(made, [TEXT_WIDTH / len(head)] * len(head), table_style())
