"""A layout that sets widgets in lines like words, one below the other, or in columns of equal width."""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QLayoutItem, QWidget

from clusterbench_gui.ui.widgets.items import ItemLayout

GAP = 8


class FlowLayout(ItemLayout):
    """Fills a line, then begins the next. `column`: each widget has a line of its own, all equally wide.

    `columns`: so many columns share the width, fewer where their longest words would not fit; 0 is as many as fit.
    """

    def __init__(self, parent: QWidget, *, column: bool = False, columns: int | None = None, gap: int = GAP) -> None:
        """No margins."""
        super().__init__(parent)
        self._column = column
        self._columns = columns
        self._gap = gap
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def heightForWidth(self, width: int) -> int:
        """The height of all lines at a width. Layouts ask this again and again, so it is remembered."""
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        """An item has a new size."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def minimumSize(self) -> QSize:
        """The widest item must fit."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        if self._columns is not None and self._items:
            return self._share(rect, self._columns, move=move)
        x, y, line = rect.x(), rect.y(), 0
        widest = max((item.sizeHint().width() for item in self._items), default=0)
        for item in self._items:
            if item.isEmpty():  # hidden
                continue
            width = min(widest if self._column else item.sizeHint().width(), rect.width())
            if line and (self._column or x + width > rect.x() + rect.width()):
                x, y, line = rect.x(), y + line + self._gap, 0
            height = _height(item, width)
            if move:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, height)))
            x += width + self._gap
            line = max(line, height)
        return y + line - rect.y()

    def _share(self, rect: QRect, wanted: int, *, move: bool) -> int:
        least = max(item.minimumSize().width() for item in self._items)
        usual = least if wanted else max(item.sizeHint().width() for item in self._items)
        room = max((rect.width() + self._gap) // (max(usual, 1) + self._gap), 1)
        columns = min(wanted or len(self._items), room)
        width = (rect.width() - self._gap * (columns - 1)) // columns
        y = rect.y()
        for first in range(0, len(self._items), columns):
            line = self._items[first : first + columns]
            height = max(_height(item, width) for item in line)
            for place, item in enumerate(line):
                if move:
                    item.setGeometry(QRect(rect.x() + place * (width + self._gap), y, width, height))
            y += height + self._gap
        return y - self._gap - rect.y()


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
