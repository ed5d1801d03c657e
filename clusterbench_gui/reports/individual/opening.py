"""The words with which an edition opens a section, written as Markdown."""

from clusterbench_gui.reports.individual.base import Report
from clusterbench_gui.reports.typesetting.markdown import (
    Block,
    Grid,
    Heading,
    Listing,
    PageBreak,
    Passage,
    read_markdown,
)
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
            for row in rows:
                manuscript.items([run for cell in row for run in ([cell] if cell else [])])
        case PageBreak():
            manuscript.new_page()
