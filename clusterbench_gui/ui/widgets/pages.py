"""Pages of a PDF on the screen, rendered by pdfium for the width that there is."""

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.theme import mark
from clusterbench_gui.ui.widgets.parts import L, M

if TYPE_CHECKING:  # imported when the first pages are shown
    from pypdfium2 import PdfDocument

_SETTLED = 80  # milliseconds without a change of size
_MARGIN = 2 * L + 16


class PdfPages(QScrollArea):
    """A column of pages; arrows and page keys scroll it."""

    def __init__(self, texts: Texts) -> None:
        """No pages at first."""
        super().__init__()
        self._texts = texts
        self._document: PdfDocument | None = None
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
        self._timer.timeout.connect(self._render)

    def show_pdf(self, content: bytes) -> None:
        """Show another document; empty shows none."""
        self.close_pdf()
        if content:
            from pypdfium2 import PdfDocument  # noqa: PLC0415 - 20 MB of library, only for those who look at pages

            self._document = PdfDocument(content)
        self._render()

    def close_pdf(self) -> None:
        """Give the document back."""
        document, self._document = self._document, None
        if document is not None:
            document.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Render again when the size has settled."""
        super().resizeEvent(event)
        self._timer.start()

    def _render(self) -> None:
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        if self._document is None:
            return
        ratio = self.devicePixelRatioF()
        width = max(self.viewport().width() - _MARGIN, 200)
        for number in range(len(self._document)):
            page = QLabel()
            page.setPixmap(_pixmap(self._document, number, width, ratio))
            page.setAccessibleName(self._texts.t("Page {number}", number=number + 1))
            page.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            mark(page, "page")
            self._layout.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        self._layout.addStretch(1)


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
