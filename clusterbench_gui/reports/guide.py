"""A guide on paper: a text written as Markdown, with title page, table of contents, headings and tables, tagged for the archive."""

from collections.abc import Sequence
from itertools import takewhile

from clusterbench_gui.reports.typesetting.archive import AUTHOR, Metadata
from clusterbench_gui.reports.typesetting.blocks import CHAPTER, write_block
from clusterbench_gui.reports.typesetting.layout import Furniture, Known, Manuscript, typeset
from clusterbench_gui.reports.typesetting.markdown import (
    Block,
    Heading,
    Passage,
    read_markdown,
)
from clusterbench_gui.support.texts import Texts


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
            write_block(manuscript, block)
        return manuscript


def _is_chapter(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == CHAPTER
