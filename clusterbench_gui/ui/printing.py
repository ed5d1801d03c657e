"""Printing a PDF: its pages are drawn from memory for the printer, one after the other, and never lie in a file."""

from collections.abc import Callable
from itertools import chain, repeat
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QSizeF, Qt, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from clusterbench_gui.ui.tasks import Tasks

if TYPE_CHECKING:  # imported when something is printed
    from pypdfium2 import PdfDocument

_FINEST = 300
"""Dots per inch: finer pages take four times the memory and look the same."""
_POINTS_PER_INCH = 72


def choose_printer(parent: QWidget, title: str, chosen: Callable[[QPrinter], None]) -> None:
    """Let the person choose a printer and pages; `chosen` is not called where they did not."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: chosen(printer))
    dialog.setModal(True)
    dialog.show()


class Printing(QObject):
    """One document on its way to a printer. pdfium serves one thread only, so the window's own draws, with pauses between pages."""

    def __init__(self, content: bytes, printer: QPrinter, tasks: Tasks) -> None:
        """`tasks` shows how far it is; it is begun there."""
        from pypdfium2 import PdfDocument  # noqa: PLC0415 - 20 MB of library, only for those who print

        super().__init__(tasks)
        self._document: PdfDocument = PdfDocument(content)
        self._printer = printer
        self._tasks = tasks
        self._numbers = list(_wanted(printer, len(self._document)))
        self._done = 0
        self._is_stopped = False
        self._painter = QPainter()

    def start(self) -> None:
        """Begin with the first page; nothing where something else is being done."""
        if self._tasks.start(self._tasks.texts.t("Printing…")):
            self._tasks.go_on(self.stop)
            self._tasks.went_on(0, len(self._numbers))
            self._printer.setFullPage(True)
            self._is_stopped = not self._painter.begin(self._printer)
            QTimer.singleShot(0, self, self._next)
        else:
            self._document.close()

    def stop(self) -> None:
        """Print no further page."""
        self._is_stopped = True

    def _next(self) -> None:
        if self._is_stopped or self._done == len(self._numbers):
            self._end()
            return
        if self._done:
            self._printer.newPage()
        _draw(self._document, self._numbers[self._done], self._printer, self._painter)
        self._done += 1
        self._tasks.went_on(self._done, len(self._numbers))
        QTimer.singleShot(0, self, self._next)

    def _end(self) -> None:
        texts, total = self._tasks.texts, len(self._numbers)
        is_whole = self._done == total and self._painter.isActive()
        if self._painter.isActive():
            if not is_whole:
                self._printer.abort()
            self._painter.end()
        self._document.close()
        said = texts.n("{n} page was sent to the printer.", "{n} pages were sent to the printer.", total)
        stopped = texts.t("Printing was stopped, or the printer did not take it.")
        self._tasks.end(said if is_whole else stopped)
        self.deleteLater()


def _wanted(printer: QPrinter, total: int) -> "chain[int]":
    """Indexes of the pages to print, in order; all of them once for each copy that the printer does not make itself."""
    first = printer.fromPage() or 1
    last = min(printer.toPage() or total, total)
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    return chain.from_iterable(repeat(range(first - 1, last), copies))


def _draw(document: "PdfDocument", number: int, printer: QPrinter, painter: QPainter) -> None:
    page = document[number]
    scale = min(printer.resolution(), _FINEST) / _POINTS_PER_INCH
    bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
    image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888)
    paper = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
    size = QSizeF(page.get_width(), page.get_height()).scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
    painter.drawImage(QRectF(paper.topLeft(), size), image)
    bitmap.close()
    page.close()
