"""Drawing by mouse or pen: signatures, sketches, and marks on a picture."""

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from clusterbench_gui.domain.attachments import Source
from clusterbench_gui.domain.questions import QuestionState
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import LIGHT
from clusterbench_gui.ui.theme import current_theme
from clusterbench_gui.ui.widgets.questions.filed import Act, FileEditor, keyed

LOOKS = {"signature", "draw", "annotate"}
"""Appearances of an image that is drawn."""
REST = 2000
"""Milliseconds after the last line until the drawing is kept, if the question is not left before."""

_SIGNATURE, _SKETCH = QSize(1200, 400), QSize(1600, 1000)
_LARGEST = QSize(2048, 2048)
_HEIGHTS = {_SIGNATURE.height(): 160, _SKETCH.height(): 320}
_LINES = 320
"""A line is as wide as this part of the drawing."""


class Pad(QWidget):
    """A sheet of paper, white in every theme: what is drawn on it is printed, too."""

    drawn = Signal()
    touched = Signal()

    def __init__(self, size: QSize) -> None:
        """An empty sheet of so many pixels."""
        super().__init__()
        self._size = size
        self._base = QImage()
        self._strokes: list[list[QPointF]] = []
        self._flat = self._sheet()
        self.setFixedHeight(_HEIGHTS[size.height()])
        self.setMinimumWidth(120)
        self.setMaximumWidth(size.width() * self.height() // size.height())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.CrossCursor)

    @property
    def is_empty(self) -> bool:
        """Whether the sheet is white."""
        return not self._strokes and self._base.isNull()

    @property
    def image(self) -> QImage:
        """What stands on the sheet."""
        return self._flat

    def put(self, base: QImage) -> None:
        """Take another sheet: a picture to draw on, an empty one where that is null."""
        self._base = base
        self._strokes.clear()
        self._draw_all()

    def take_back(self) -> bool:
        """Take the last line away; False where there is none."""
        if not self._strokes:
            return False
        self._strokes.pop()
        self._draw_all()
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A line begins."""
        event.accept()
        self.touched.emit()
        if event.button() is Qt.MouseButton.LeftButton:
            self._strokes.append([self._on_sheet(event.position())])
            self._extend(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The line goes on."""
        event.accept()
        if event.buttons() & Qt.MouseButton.LeftButton and self._strokes:
            self._extend(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The line is done."""
        event.accept()
        if event.button() is Qt.MouseButton.LeftButton and self._strokes:
            self.drawn.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The sheet with a border."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        place = self._place()
        painter.drawImage(place, self._flat)
        painter.setPen(QColor(current_theme().muted))
        painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))

    def _extend(self, at: QPointF) -> None:
        stroke = self._strokes[-1]
        stroke.append(self._on_sheet(at))
        with QPainter(self._flat) as painter:
            _make_pen(painter, self._flat)
            painter.drawLine(QLineF(stroke[-2], stroke[-1]))
        self.update()

    def _draw_all(self) -> None:
        self._flat = self._sheet()
        with QPainter(self._flat) as painter:
            _make_pen(painter, self._flat)
            for stroke in self._strokes:
                painter.drawPolyline(QPolygonF(stroke))
        self.update()

    def _sheet(self) -> QImage:
        made = QImage(self._size if self._base.isNull() else self._base.size(), QImage.Format.Format_RGB32)
        made.fill(QColor(LIGHT.surface))
        if not self._base.isNull():
            with QPainter(made) as painter:
                painter.drawImage(0, 0, self._base)
        return made

    def _place(self) -> QRectF:
        """Where the sheet lies: as large as fits, at the left."""
        size = self._flat.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF(QPointF(0, 0), size)

    def _on_sheet(self, at: QPointF) -> QPointF:
        place = self._place()
        factor = self._flat.width() / max(place.width(), 1)
        x = min(max(at.x() * factor, 0), self._flat.width() - 1)
        y = min(max(at.y() * factor, 0), self._flat.height() - 1)
        return QPointF(x, y)


class DrawingEditor(FileEditor):
    """An image that is drawn. Saved when the question is left, and after each pause; a picture can be chosen as well.

    Whoever cannot draw chooses a picture, or states why there is none.
    """

    def __init__(self, question: QuestionState, texts: Texts) -> None:
        """An empty sheet."""
        self._pad = Pad(_SIGNATURE if "signature" in question.looks else _SKETCH)
        self._given: Source | None = None
        self._own = ""
        self._is_dirty = False
        super().__init__(question, texts)
        self._pad.setAccessibleName(texts.t("Drawing: {question}", question=question.label))
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self.commit)
        self._pad.drawn.connect(self._on_drawn)
        self._pad.touched.connect(lambda: self._choose.setFocus(Qt.FocusReason.MouseFocusReason))

    @property
    def room(self) -> QSize:
        """A picture to draw on is kept as it is shown."""
        return _LARGEST

    def commit(self) -> None:
        """Give what was drawn since the last time."""
        self._rest.stop()
        if not self._is_dirty:
            return
        self._is_dirty = False
        if self._pad.is_empty:
            self.remove()
        else:
            from clusterbench_gui.ui.media import png  # noqa: PLC0415 - with the first picture

            self._given = Source("drawing.png", png(self._pad.image))
            self.given.emit(self._given)

    def on_kept(self, source: Source, file: str) -> None:
        """What stands on the sheet need not be shown again."""
        self._own = file if source is self._given else ""

    @property
    def wants_picture(self) -> bool:
        """Not of what it drew itself."""
        return self.kept is not None and self.kept.file != self._own

    def remove(self) -> None:
        """An empty sheet, and no answer."""
        self._rest.stop()
        self._is_dirty = False
        self._pad.put(QImage())
        super().remove()

    def _keys(self) -> dict[Qt.Key, Act]:
        return {**super()._keys(), Qt.Key.Key_Backspace: self._take_back}

    def _offers(self) -> list[tuple[str, str, Act]]:
        t = self.texts.t
        return [("back", keyed(t("Take a line back"), t("Backspace")), self._take_back), *super()._offers()]

    def _take_back(self) -> None:
        if self._pad.take_back():
            self._on_drawn()

    def _on_drawn(self) -> None:
        self._is_dirty = True
        self._rest.start()

    def _make_view(self) -> QWidget:
        return self._pad

    def _show_view(self, image: QImage | None) -> None:
        """Another file than what was drawn takes the sheet's place."""
        if self.kept is None or self.kept.file != self._own:
            self._own = ""
            self._is_dirty = False
            self._pad.put(image if image is not None else QImage())

    def _empty_words(self) -> str:
        t = self.texts.t
        if "signature" in self.question.looks:
            return t("Please sign here by mouse or pen.")
        return t("Please draw here by mouse or pen; a picture to draw on can be chosen or dropped.")


def _make_pen(painter: QPainter, sheet: QImage) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = max(sheet.width() / _LINES, 1.5)
    painter.setPen(
        QPen(QColor(LIGHT.ink), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    )
