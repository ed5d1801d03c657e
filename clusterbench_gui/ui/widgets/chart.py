"""A chart on the screen: shows the last picture, asks for a new one when its size has settled, answers pointer and keys."""

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from clusterbench_gui.ui.charting import Picture, Spot

_SETTLED = 60  # milliseconds without a change of size
_RING = 2
_ASIDE = 3.0  # how much farther a place beside the way counts than one on it
_WAYS = {
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Left: (-1, 0),
}


class ChartWidget(QWidget):
    """Paints a picture; for a screen reader it is the words of the picture, and of the place that the keys have reached."""

    resized = Signal()
    """The size has settled: a picture of this size is wanted."""
    pressed = Signal(str, bool)
    """A place of the picture was chosen, by its id; True to add it to what was chosen before."""

    def __init__(self, name: str, hint: Callable[[str], str] | None = None) -> None:
        """Empty at first; `name` is its name until a picture is there, `hint` tells what a place of it says, by its id."""
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(320, 240))
        self._hint = hint or (lambda _gid: "")
        self._image: QImage | None = None
        self._words = ""
        self._spots: tuple[Spot, ...] = ()
        self._reached = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLED)
        self._timer.timeout.connect(self.resized)

    def show_picture(self, picture: Picture | None) -> None:
        """Show another picture; None empties the widget. The place that the keys have reached stays, where there is one."""
        self._image, self._words = None, ""
        self._spots = () if picture is None else tuple(reversed(picture.spots))
        if picture is not None:
            image = QImage(
                picture.pixels, picture.width, picture.height, 4 * picture.width, QImage.Format.Format_RGBA8888
            ).copy()
            image.setDevicePixelRatio(picture.ratio)
            self._image, self._words = image, picture.words
        self._describe()
        self.update()

    def image(self) -> QImage | None:
        """What is shown, for the clipboard."""
        return self._image

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for a new picture, not at every step of a drag."""
        super().resizeEvent(event)
        self._timer.start()

    def event(self, event: QEvent) -> bool:
        """A tip belongs to the place under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._tell(event.pos(), event.globalPos())
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pointer says what can be pressed; the tip follows it."""
        spot = self._spot_at(event.position().toPoint())
        self.setCursor(Qt.CursorShape.PointingHandCursor if spot is not None else Qt.CursorShape.ArrowCursor)
        self._tell(event.position().toPoint(), event.globalPosition().toPoint())
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the place."""
        spot = self._spot_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and spot is not None:
            self.pressed.emit(spot.gid, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk through the places of the picture, Enter chooses one, Escape leaves them."""
        key = Qt.Key(event.key())
        if self._spots and key in _WAYS:
            self._reach(_toward(self._spots, self._reached, _WAYS[key]))
        elif self._spots and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._reach(_in_order(self._spots)[0 if key == Qt.Key.Key_Home else -1].gid)
        elif self._reached and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit(self._reached, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif self._reached and key == Qt.Key.Key_Escape:
            self._reach("")
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture, unscaled, a ring around the place that the keys have reached, and a line around all while it has the focus."""
        painter = QPainter(self)
        if self._image is not None:
            painter.drawImage(0, 0, self._image)
        if not self.hasFocus():
            return
        painter.setPen(self.palette().highlight().color())
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        box = self._box(self._reached)
        if box is not None:
            painter.setPen(QPen(self.palette().highlight().color(), _RING))
            painter.drawRect(box.adjusted(-_RING, -_RING, _RING, _RING))

    def _reach(self, gid: str) -> None:
        self._reached = gid
        self._describe()
        box = self._box(gid)
        hint = self._hint(gid) if gid else ""
        if box is not None and hint:
            QToolTip.showText(self.mapToGlobal(box.bottomLeft()), hint, self)
        else:
            QToolTip.hideText()
        self.update()

    def _describe(self) -> None:
        here = self._hint(self._reached) if self._box(self._reached) is not None else ""
        self.setAccessibleDescription(f"{here}\n{self._words}" if here else self._words)

    def _tell(self, place: QPoint, on_screen: QPoint) -> None:
        spot = self._spot_at(place)
        hint = self._hint(spot.gid) if spot is not None else ""
        if hint and spot is not None:
            QToolTip.showText(on_screen, hint, self, _rect(spot))
        else:
            QToolTip.hideText()

    def _spot_at(self, place: QPoint) -> Spot | None:
        return next((one for one in reversed(self._spots) if one.holds(place.x(), place.y())), None)

    def _box(self, gid: str) -> QRect | None:
        return next((_rect(one) for one in self._spots if one.gid == gid), None)


def _rect(spot: Spot) -> QRect:
    width, height = max(spot.right - spot.left, 1), max(spot.bottom - spot.top, 1)
    return QRect(round(spot.left), round(spot.top), round(width), round(height))


def _in_order(spots: Sequence[Spot]) -> list[Spot]:
    """As one reads: from the top, from the left."""
    return sorted(spots, key=lambda one: (round(one.top), one.left))


def _toward(spots: Sequence[Spot], reached: str, way: tuple[int, int]) -> str:
    """The id of the nearest place in a direction; the same where there is none, the first where none was reached."""
    here = next((one for one in spots if one.gid == reached), None)
    if here is None:
        return _in_order(spots)[0 if sum(way) > 0 else -1].gid

    def far(one: Spot) -> float:
        across, down = _middle(one)[0] - _middle(here)[0], _middle(one)[1] - _middle(here)[1]
        ahead, aside = across * way[0] + down * way[1], abs(across * way[1]) + abs(down * way[0])
        return ahead + _ASIDE * aside if ahead > 1 else math.inf

    nearest = min(spots, key=far)
    return nearest.gid if far(nearest) < math.inf else reached


def _middle(spot: Spot) -> tuple[float, float]:
    return (spot.left + spot.right) / 2, (spot.top + spot.bottom) / 2
