"""A slider of a weight: the study's own weight is marked on it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from clusterbench_gui.ui.theme import current_theme
from clusterbench_gui.ui.widgets.slider import HandSlider

_HANDLE, _GROOVE, _MARK, _HEIGHT = 7, 4, 9, 24
_LEAST, _PAGE = 80, 5


class WeightSlider(HandSlider):
    """As Qt's own, by keys and mouse; `sliderPressed` says that a hand takes it, or the focus comes."""

    def __init__(self, steps: int, own: int) -> None:
        """From 0 to `steps`; `own` is the step of the study's weight."""
        super().__init__(Qt.Orientation.Horizontal)
        self._own = own
        self.setRange(0, steps)
        self.setPageStep(_PAGE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for the handle."""
        return QSize(2 * _LEAST, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Narrow, but still a slider."""
        return QSize(_LEAST, _HEIGHT)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What is done by keys begins when the focus comes."""
        super().focusInEvent(event)
        self.sliderPressed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Groove, the study's own weight, handle."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.line))
        painter.drawRoundedRect(self._bar(self.maximum()), _GROOVE / 2, _GROOVE / 2)
        accent = QColor(theme.accent if self.isEnabled() else theme.others)
        painter.setBrush(accent)
        painter.drawRoundedRect(self._bar(self.value()), _GROOVE / 2, _GROOVE / 2)
        own = self._point(self._own)
        painter.setPen(QPen(QColor(theme.ink), 2))
        painter.drawLine(QPointF(own.x(), own.y() - _MARK), QPointF(own.x(), own.y() + _MARK))
        painter.setPen(QPen(QColor(theme.ink if self.hasFocus() else theme.surface), 2))
        painter.setBrush(accent)
        painter.drawEllipse(self._point(self.value()), _HANDLE, _HANDLE)

    def slide_to(self, point: QPointF) -> None:
        """The weight at a point."""
        room = max(self.width() - 2 * (_HANDLE + 1), 1)
        self.setValue(round((point.x() - _HANDLE - 1) / room * self.maximum()))

    def _point(self, step: int) -> QPointF:
        room = self.width() - 2 * (_HANDLE + 1)
        return QPointF(_HANDLE + 1 + room * step / max(self.maximum(), 1), self.height() / 2)

    def _bar(self, step: int) -> QRectF:
        begin, end = self._point(0), self._point(step)
        return QRectF(begin.x(), begin.y() - _GROOVE / 2, end.x() - begin.x(), _GROOVE)
