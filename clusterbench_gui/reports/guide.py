"""A guide on paper: a text written as Markdown, with title page, table of contents, headings and tables, tagged for the archive."""

from collections.abc import Sequence
from itertools import takewhile
from math import sqrt

from reportlab.lib.colors import HexColor

from clusterbench_gui.reports.typesetting.archive import AUTHOR, Metadata
from clusterbench_gui.reports.typesetting.flowables import TableCell
from clusterbench_gui.reports.typesetting.fonts import BOLD, REGULAR, width
from clusterbench_gui.reports.typesetting.layout import TEXT_WIDTH, Furniture, Known, Manuscript, typeset
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
from clusterbench_gui.support.texts import DASH, Texts
from clusterbench_gui.support.theme import LIGHT, TEXT_SMALL

_CELL_AIR = 9.0
_CHAPTER = 2


def guide(text: str, texts: Texts, program: str) -> bytes:
    """The guide as a tagged PDF for the archive; the same text gives the same bytes.

    Before its first chapter the text has a title, a subtitle, and a note. Raises `UnknownMarkupError` as `read_markdown` does.
    """
    blocks = read_markdown(text)
    title = next(one.text for one in blocks if isinstance(one, Heading))

    def make(known: Known) -> Manuscript:
        return _Writer(blocks, Manuscript(texts, Furniture(title), known), texts).write(title)

    return typeset(make, Metadata(title, AUTHOR, texts.language, None, program))


class _Writer:
    """Puts the blocks into a manuscript."""

    def __init__(self, blocks: Sequence[Block], manuscript: Manuscript, texts: Texts) -> None:
        self._blocks, self._manuscript, self._texts = blocks, manuscript, texts

    def write(self, title: str) -> Manuscript:
        """All of them, behind title page and table of contents."""
        manuscript = self._manuscript
        front = tuple(takewhile(lambda one: not _is_chapter(one), self._blocks))
        subtitle, *notes = (one.runs for one in front if isinstance(one, Passage))
        manuscript.cover(title, subtitle, notes)
        manuscript.chapter(self._texts.t("Contents"))
        manuscript.contents(with_sections=True)
        manuscript.new_page()
        for block in self._blocks[len(front) :]:
            self._write(block)
        return manuscript

    def _write(self, block: Block) -> None:
        manuscript = self._manuscript
        match block:
            case Heading(level=level, text=text) if level == _CHAPTER:
                manuscript.chapter(text)
            case Heading(text=text):
                manuscript.section(text)
            case Passage(runs=runs, is_quoted=is_quoted):
                self._write_passage(runs, is_quoted=is_quoted)
            case Listing(signs=signs, entries=entries):
                style = manuscript.styles.item if DASH in signs else manuscript.styles.entry
                manuscript.items(entries, style, signs)
            case Grid(rows=rows):
                self._write_table(rows)
            case PageBreak():
                manuscript.new_page()

    def _write_passage(self, runs: Runs, *, is_quoted: bool) -> None:
        manuscript = self._manuscript
        if is_quoted:
            manuscript.quote(runs)
        elif words_of(runs).endswith(":"):
            manuscript.paragraph(runs, manuscript.styles.lead)
        else:
            manuscript.paragraph(runs)

    def _write_table(self, rows: Sequence[Sequence[Runs]]) -> None:
        manuscript = self._manuscript
        head, *others = rows
        styles = manuscript.styles
        made = [[TableCell(manuscript.cell(cell, styles.cell_head_text), head="Column") for cell in head]]
        for row in others:
            first, *further = row
            made.append([TableCell(manuscript.cell(first, styles.cell_strong), head="Row")])
            made[-1] += [TableCell(manuscript.cell(cell, styles.cell)) for cell in further]
        manuscript.table(made, _widths(rows), _style(len(rows)))


def _is_chapter(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == _CHAPTER


def _widths(rows: Sequence[Sequence[Runs]]) -> list[float]:
    """Every column as wide as its longest word; what is left goes to those with much text, by the root of its amount."""
    columns = [[words_of(cell) for cell in column] for column in zip(*rows, strict=True)]
    least = [max(width(word, BOLD, TEXT_SMALL) for cell in column for word in cell.split()) for column in columns]
    amounts = [sqrt(sum(width(cell, REGULAR, TEXT_SMALL) for cell in column)) for column in columns]
    spare = TEXT_WIDTH - sum(least) - _CELL_AIR * len(columns)
    return [narrow + _CELL_AIR + spare * amount / sum(amounts) for narrow, amount in zip(least, amounts, strict=True)]


def _style(rows: int) -> TableStyle:
    """Hairlines between rows; neither the first two nor the last two are torn apart by a page."""
    lines = [("LINEBELOW", (0, row), (-1, row), 0.4, HexColor(LIGHT.line)) for row in range(1, rows - 1)]
    return [*table_style(), *lines, ("NOSPLIT", (0, 0), (-1, min(2, rows - 1))), ("NOSPLIT", (0, -2), (-1, -1))]
