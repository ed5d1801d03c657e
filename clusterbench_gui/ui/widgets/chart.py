"""A chart on the screen: shows the last picture, and asks for a new one when its size has settled."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from clusterbench_gui.ui.charting import Picture

_SETTLED = 60  # milliseconds without a change of size


class ChartWidget(QWidget):
    """Paints a picture; for a screen reader it is the words of the picture."""

    resized = Signal()
    """The size has settled: a picture of this size is wanted."""

    def __init__(self, name: str) -> None:
        """Empty at first; `name` is its name until a picture is there."""
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(320, 240))
        self._image: QImage | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLED)
        self._timer.timeout.connect(self.resized)

    def show_picture(self, picture: Picture | None) -> None:
        """Show another picture; None empties the widget."""
        if picture is None:
            self._image = None
        else:
            image = QImage(
                picture.pixels, picture.width, picture.height, 4 * picture.width, QImage.Format.Format_RGBA8888
            ).copy()
            image.setDevicePixelRatio(picture.ratio)
            self._image = image
            self.setAccessibleDescription(picture.words)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for a new picture, not at every step of a drag."""
        super().resizeEvent(event)
        self._timer.start()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture, unscaled, and a line around it while it has the focus."""
        painter = QPainter(self)
        if self._image is not None:
            painter.drawImage(0, 0, self._image)
        if self.hasFocus():
            painter.setPen(self.palette().highlight().color())
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
