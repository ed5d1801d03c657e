"""The frame of slides: 16 to 9, one message each, which is the title; type that is read from the last row."""

from collections.abc import Sequence

from reportlab.lib.colors import HexColor

from clusterbench_gui.charts.page import Page
from clusterbench_gui.domain.reporting import Overview
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.reports.typesetting.archive import Metadata
from clusterbench_gui.reports.typesetting.board import Board, Draw, Place, Type
from clusterbench_gui.reports.typesetting.flowables import TableCell
from clusterbench_gui.reports.typesetting.fonts import BOLD, REGULAR
from clusterbench_gui.reports.typesetting.furniture import Furniture, Sheet, draw_furniture
from clusterbench_gui.reports.typesetting.typography import TableStyle, Words
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import Theme

_SIZE = (960.0, 540.0)
_MARGIN = 48.0
_WIDTH = _SIZE[0] - 2 * _MARGIN
_SHEET = Sheet(*_SIZE, _MARGIN, 34.0, 12.0)
_BAR = Place(0, 0, 14, _SIZE[1])
_TITLE = Place(_MARGIN, 34, _WIDTH, 76)
_COVER = Place(_MARGIN, 170, _WIDTH - 80, 150)
_LOGO = Place(_MARGIN, 40, 120, 72)
_BODY = Place(_MARGIN, 122, _WIDTH, 350)
_SOURCE_HEIGHT = 32.0
_TEXT = (26.0, 24.0, 22.0, 20.0, 18.0, 16.0)
"""Sizes of running text."""
_ROW, _FEW_ROWS = (18.0, 24.0), (22.0, 32.0)
"""Size and leading of rows, and where there are at most so many that they can be larger."""
_FEW = 6


class Deck:
    """Collects slides; each is a section with a heading."""

    def __init__(self, overview: Overview, board: Board, furniture: Furniture, texts: Texts) -> None:
        self.overview, self.board, self.texts = overview, board, texts
        self._furniture = furniture

    @property
    def study(self) -> ScoredStudy:
        """What the slides are of."""
        return self.overview.study

    @property
    def theme(self) -> Theme:
        """Their colours."""
        return self.board.look.theme

    def cover(self, title: str, subtitle: str, lines: Sequence[str]) -> None:
        """The first slide."""
        self._begin()
        top = self.board.heading(title, "H1", _COVER, Type((44, 38, 32, 26, 22), bold=True))
        top = self.board.paragraph(subtitle, Place(_MARGIN, top + 8, _WIDTH, 70), self._muted(22, 20, 18))
        rest = Place(_MARGIN, max(top + 16, 390), _WIDTH, 90)
        for line in lines:
            rest = rest.below(self.board.paragraph(line, rest, self._muted(18, 16, 14, 12)) + 4)
        self.board.logo(_LOGO)
        self.board.end_page()

    def begin(self, title: str, about: str = "") -> Place:
        """A slide with its message, and below it what it is of; gives the place that is left."""
        self._begin()
        top = self.board.heading(title, "H2", _TITLE, Type((30, 26, 23, 20, 18), bold=True))
        if about:
            top = self.board.paragraph(about, Place(_MARGIN, top + 2, _WIDTH, 40), self._muted(16, 15, 14, 13))
        return _BODY.below(max(top + 14, _BODY.top))

    def end(self, source: str = "") -> None:
        """The slide is done; at its foot stands where its figures come from."""
        if source:
            place = Place(_MARGIN, _BODY.bottom - _SOURCE_HEIGHT + 8, _WIDTH, _SOURCE_HEIGHT)
            self.board.paragraph(source, place, self._muted(12, 11, 10, 9))
        self.board.end_page()

    def chart(self, draw: Draw, words: str, scale: float) -> None:
        """A slide with a chart: its finding is the message."""
        told = draw((8.0, 5.0))
        about = (told.headline, told.subtitle, told.source) if isinstance(told, Page) else (words, "", "")
        body = self.begin(about[0], about[1])
        place = Place(body.left, body.top, body.width, body.height - _SOURCE_HEIGHT + 8)
        self.board.chart(draw, words, place, scale)
        self.end(about[2])

    def items(self, title: str, texts: Sequence[Words], about: str = "") -> None:
        """A slide of a few sentences."""
        body = self.begin(title, about)
        self.board.items(texts, body, Type(_TEXT, air=0.6))
        self.end()

    def rows(self, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], place: Place) -> None:
        """A table of large type; the first column is text, the others are figures."""
        theme, last = self.theme, len(heads) - 1
        size, leading = _FEW_ROWS if len(rows) <= _FEW else _ROW
        cells = [[TableCell(head, head="Column") for head in heads]]
        for row in rows:
            first = TableCell(self.board.cell(row[0], Type((size,))), head="Row")
            cells.append([first, *(TableCell(text) for text in row[1:])])
        style: TableStyle = [
            ("FONT", (0, 0), (-1, -1), REGULAR, size, leading),
            ("FONT", (0, 0), (-1, 0), BOLD, 14, 18),
            ("TEXTCOLOR", (0, 0), (-1, 0), HexColor(theme.muted)),
            ("TEXTCOLOR", (0, 1), (-1, -1), HexColor(theme.ink)),
            ("ALIGN", (1, 0), (last, -1), "RIGHT"),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("LEFTPADDING", (0, 0), (-1, -1), 2),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
            ("TOPPADDING", (0, 0), (-1, -1), 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, HexColor(theme.line)),
        ]
        self.board.table(cells, widths, style, place)

    def figure(self, number: str, about: str, place: Place) -> None:
        """A large figure with its words below."""
        top = self.board.paragraph(number, place, Type((76, 60, 48, 36), bold=True, color=self.theme.accent))
        self.board.paragraph(about, place.below(top), Type((24, 22, 20, 18, 16)))

    def render(self, metadata: Metadata) -> bytes:
        """The finished file."""
        return self.board.render(metadata)

    def _begin(self) -> None:
        board = self.board
        draw_furniture(board.canvas, _SHEET, self._furniture, board.look, self.texts)
        board.ground(_BAR, self.theme.accent)
        board.section()

    def _muted(self, *sizes: float) -> Type:
        return Type(sizes, color=self.theme.muted)
