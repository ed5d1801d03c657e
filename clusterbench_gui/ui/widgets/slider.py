"""A slider whose handle comes to the hand at once; whoever paints it says which step is where."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSlider


class HandSlider(QSlider):
    """Qt's own moves by a page where the groove is pressed, and is painted by the style."""

    def slide_to(self, point: QPointF) -> None:
        """Go to the step that is painted at a point. Raises NotImplementedError where nobody said how."""
        raise NotImplementedError

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The step under the mouse, at once."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self.slide_to(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the hand."""
        if self.isSliderDown():
            self.slide_to(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(False)
