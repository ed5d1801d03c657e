"""A guide on paper: a text written as Markdown, with title page, table of contents, headings and tables, tagged for the archive."""

from collections.abc import Iterator, Sequence
from itertools import takewhile
from math import sqrt

from reportlab.lib.colors import HexColor

from clusterbench_gui.reports.typesetting.archive import AUTHOR, Metadata
from clusterbench_gui.reports.typesetting.flowables import TableCell
from clusterbench_gui.reports.typesetting.fonts import BOLD, REGULAR, width
from clusterbench_gui.reports.typesetting.layout import TEXT_WIDTH, ContentsEntry, Furniture, Manuscript
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
_CHAPTER, _SECTION = 2, 3


def guide(text: str, texts: Texts, program: str) -> bytes:
    """The guide as a tagged PDF for the archive; the same text gives the same bytes.

    Before its first chapter the text has a title, a subtitle, and a note. Raises `UnknownMarkupError` as `read_markdown` does.
    """
    blocks = read_markdown(text)
    without_pages = _Writer(blocks, (), texts)
    without_pages.render(
        program
    )  # all lines of the contents are there, so that nothing moves when their numbers come in
    return _Writer(blocks, without_pages.pages(), texts).render(program)


class _Writer:
    """Puts the blocks into a manuscript. `pages` has the page of each heading once it is known."""

    def __init__(self, blocks: Sequence[Block], pages: Sequence[int], texts: Texts) -> None:
        self._texts = texts
        front = tuple(takewhile(lambda one: not _is_chapter(one), blocks))
        chapters = blocks[len(front) :]
        self._title = next(one.text for one in front if isinstance(one, Heading))
        subtitle, *notes = (one.runs for one in front if isinstance(one, Passage))
        self._manuscript = Manuscript(texts.language, Furniture(self._title))
        self._manuscript.cover(self._title, subtitle, notes)
        self._write_contents(chapters, pages)
        for block in chapters:
            self._write(block)

    def render(self, program: str) -> bytes:
        """The file."""
        return self._manuscript.render(Metadata(self._title, AUTHOR, self._texts.language, None, program))

    def pages(self) -> tuple[int, ...]:
        """Where the headings stand after rendering."""
        return self._manuscript.pages_of_headings()

    def _write_contents(self, blocks: Sequence[Block], pages: Sequence[int]) -> None:
        self._manuscript.chapter(self._texts.t("Contents"))
        self._manuscript.contents(_contents(blocks, pages))
        self._manuscript.new_page()

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


def _contents(blocks: Sequence[Block], pages: Sequence[int]) -> Iterator[ContentsEntry]:
    """A line for each chapter, with its sections. The first two headings of the file are the title and that of the contents."""
    headings = [one for one in blocks if isinstance(one, Heading)]
    for place, heading in enumerate(headings):
        if heading.level == _CHAPTER:
            sections = takewhile(lambda one: one.level == _SECTION, headings[place + 1 :])
            page = pages[place + 2] if pages else 0
            yield ContentsEntry(heading.text, place + 3, page, " · ".join(one.text for one in sections))


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
