"""The table of contents: the chapters of a manuscript, each a link to its page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reportlab.platypus import Flowable

from clusterbench_gui.reports.typesetting.columns import Columns
from clusterbench_gui.reports.typesetting.flowables import ContentsLine, TaggedParagraph
from clusterbench_gui.reports.typesetting.tagging import Element, bookmark_key
from clusterbench_gui.reports.typesetting.typography import Styles, markup


@dataclass(frozen=True, slots=True)
class Chapter:
    """Title, number of its heading in the file from 1, titles of its sections."""

    title: str
    heading: int
    sections: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Contents:
    """Where the table stands in a story. It lists the chapters after the `first`; its lines come when all of them are known.

    Without sections it is short, and stands in two columns.
    """

    element: Element
    first: int
    with_sections: bool

    def lines(
        self, chapters: Sequence[Chapter], pages: Sequence[int], styles: Styles, language: str
    ) -> Iterator[Flowable]:
        """A line for each chapter. `pages` has the page of each heading, or is empty where they are not known yet."""
        lines = self._lines(chapters[self.first :], pages, styles, language)
        if self.with_sections:
            yield from lines
        else:
            yield Columns(list(lines))

    def _lines(
        self, chapters: Sequence[Chapter], pages: Sequence[int], styles: Styles, language: str
    ) -> Iterator[TaggedParagraph]:
        for chapter in chapters:
            entry = self.element.add("TOCI")
            line = ContentsLine(markup(chapter.title, language), styles.contents)
            line.target = bookmark_key(chapter.heading)
            line.page = str(pages[chapter.heading - 1]) if pages else ""
            yield line.belongs(entry.add("Reference").add("Link"))
            if self.with_sections and chapter.sections:
                about = TaggedParagraph(markup(" · ".join(chapter.sections), language), styles.contents_note)
                yield about.belongs(entry.add("P"))
