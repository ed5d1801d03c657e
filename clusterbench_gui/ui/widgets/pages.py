"""Pages of a PDF on the screen, rendered by pdfium for the width that there is, and only those that are in sight."""

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.theme import mark
from clusterbench_gui.ui.widgets.parts import L, M

if TYPE_CHECKING:  # imported when the first pages are shown
    from pypdfium2 import PdfDocument

_SETTLED = 80  # milliseconds without a change of size
_MARGIN = 2 * L + 16
_NARROWEST, _WIDEST = 200, 960
_BORDER = 1  # of the style sheet


class PdfPages(QScrollArea):
    """A column of pages; arrows and page keys scroll it. Pages out of sight are blank, or a long paper would fill the memory."""

    def __init__(self, texts: Texts) -> None:
        """No pages at first."""
        super().__init__()
        self._texts = texts
        self._document: PdfDocument | None = None
        self.pages: list[QLabel] = []
        """One label for each page."""
        self.setAccessibleName(texts.t("Pages of the report"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._column = QWidget()
        self._layout = QVBoxLayout(self._column)
        self._layout.setContentsMargins(L, M, L, M)
        self._layout.setSpacing(L)
        self.setWidget(self._column)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLED)
        self._timer.timeout.connect(self._lay_out)
        self.verticalScrollBar().valueChanged.connect(self._render)
        self.verticalScrollBar().rangeChanged.connect(self._render)

    def show_pdf(self, content: bytes) -> None:
        """Show another document; empty shows none."""
        self.close_pdf()
        if content:
            from pypdfium2 import PdfDocument  # noqa: PLC0415 - 20 MB of library, only for those who look at pages

            self._document = PdfDocument(content)
        self._make_labels()
        self._lay_out()

    def close_pdf(self) -> None:
        """Give the document back."""
        document, self._document = self._document, None
        if document is not None:
            document.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Render again when the size has settled."""
        super().resizeEvent(event)
        self._timer.start()

    def _make_labels(self) -> None:
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self.pages = []
        for number in range(len(self._document) if self._document is not None else 0):
            page = QLabel()
            page.setAccessibleName(self._texts.t("Page {number}", number=number + 1))
            mark(page, "page")
            self.pages.append(page)
            self._layout.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
            page.show()  # or it gets its place with the next events only, and all pages would seem to be in sight
        self._layout.addStretch(1)

    def _lay_out(self) -> None:
        """Give every page its size for the width that there is now, then draw those in sight."""
        if self._document is None:
            return
        width = self._width()
        for number, page in enumerate(self.pages):
            across, down = self._document.get_page_size(number)
            page.setPixmap(QPixmap())
            page.setFixedSize(width + 2 * _BORDER, round(width * down / across) + 2 * _BORDER)
        self._layout.activate()
        self._column.adjustSize()
        self._render()

    def _render(self) -> None:
        """Draw the pages that are in sight or nearly so, and blank the others."""
        if self._document is None:
            return
        room = self.viewport().height()
        sight = QRect(0, self.verticalScrollBar().value() - room, self._column.width(), 3 * room)
        for number, page in enumerate(self.pages):
            is_near = page.geometry().intersects(sight)
            if is_near and page.pixmap().isNull():
                page.setPixmap(_pixmap(self._document, number, self._width(), self.devicePixelRatioF()))
            elif not is_near and not page.pixmap().isNull():
                page.setPixmap(QPixmap())

    def _width(self) -> int:
        return min(max(self.viewport().width() - _MARGIN, _NARROWEST), _WIDEST)


def _pixmap(document: "PdfDocument", number: int, width: int, ratio: float) -> QPixmap:
    page = document[number]
    scale = math.floor(width * ratio) / page.get_width()
    bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
    image = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888)
    pixmap = QPixmap.fromImage(image)
    pixmap.setDevicePixelRatio(ratio)
    bitmap.close()
    page.close()
    return pixmap
