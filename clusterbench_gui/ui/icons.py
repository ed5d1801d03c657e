"""The one family of icons: outlined SVGs on a 20 px grid (resources/icons), tinted by the theme."""

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from clusterbench_gui.support.resources import resource
from clusterbench_gui.support.theme import Theme
from clusterbench_gui.ui.theme import current_theme

SIZE = 20


def icon(name: str, colour: str = "ink", theme: Theme | None = None) -> QIcon:
    """An icon in a colour token of the theme ("ink", "accent", "ok" …), sharp on the finest screen there is."""
    screens = QGuiApplication.screens()
    ratio = max((screen.devicePixelRatio() for screen in screens), default=1.0)
    return QIcon(pixmap(name, colour, SIZE, ratio, theme))


def pixmap(name: str, colour: str = "ink", size: int = SIZE, ratio: float = 1.0, theme: Theme | None = None) -> QPixmap:
    """A picture of `size` logical pixels, for labels; `ratio` is the screen's device pixel ratio."""
    theme = theme or current_theme()
    return _painted(name, getattr(theme, colour), theme.surface, size, ratio)


def _painted(name: str, colour: str, behind: str, size: int, ratio: float) -> QPixmap:
    """Painted once: the same few are wanted with every answer."""
    key, known = f"icon {name} {colour} {behind} {size} {ratio}", QPixmap()
    if not QPixmapCache.find(key, known):
        known = _paint(name, colour, behind, size, ratio)
        QPixmapCache.insert(key, known)
    return known


def _paint(name: str, colour: str, behind: str, size: int, ratio: float) -> QPixmap:
    drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    drawing = drawing.replace("currentColor", colour).replace("knockout", behind)
    picture = QPixmap(QSize(size, size) * ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
