"""A layout that sets rows one below the other and asks each widget only once how high it is at a width.

Qt's own nested boxes and grids ask every label and every flow dozens of times, which for a page of questions takes longer than
making and painting them.
"""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from clusterbench_gui.ui.widgets.items import ItemLayout

Row = tuple[QLayoutItem, ...]


class Stack(ItemLayout):
    """Rows of the whole width. Of two parts in a row the first is as wide as it wants, the second gets the rest and is centred.

    What is hidden takes no room. A number in place of a row is room kept for what is not made yet.
    """

    def __init__(self, parent: QWidget, *, gap: int, beside: int = 0) -> None:
        """`gap` between rows, `beside` between the parts of a row."""
        super().__init__(parent)
        self._rows: list[Row | int] = []
        self._gap, self._beside = gap, beside
        self._placed: dict[int, list[tuple[int, int]]] = {}
        self._least: QSize | None = None

    def add_row(self, *parts: QWidget | QLayout) -> None:
        """Add a row of one or two parts at the end."""
        before = len(self._items)
        for part in parts:
            if isinstance(part, QWidget):
                self.addWidget(part)
            else:
                self.addChildLayout(part)
                self.addItem(part)
        self._rows.append(tuple(self._items[before:]))

    def stand(self, order: Sequence[QWidget | int]) -> None:
        """Set all rows anew: a widget each, which is added if it is new, or the height of room to keep."""
        items = {item.widget(): item for item in self._items}
        for one in order:
            if isinstance(one, QWidget) and one not in items:
                self.addWidget(one)
                items[one] = self._items[-1]
        self._rows = [one if isinstance(one, int) else (items[one],) for one in order]
        self.invalidate()

    def places(self, width: int) -> list[tuple[int, int]]:
        """Top and height of every row at a width."""
        if width not in self._placed:
            self._placed[width] = list(self._arrange(width))
        return self._placed[width]

    # --- what Qt asks a layout ----------------------------------------------------------------------------------

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item away, and its row."""
        item = super().takeAt(index)
        self._rows = [row for row in self._rows if isinstance(row, int) or item not in row]
        return item

    def heightForWidth(self, width: int) -> int:
        """The height of all rows and margins at a width."""
        margins = self.contentsMargins()
        places = self.places(width)
        return (places[-1][0] + places[-1][1] if places else margins.top()) + margins.bottom()

    def invalidate(self) -> None:
        """Something has a new size."""
        self._placed.clear()
        self._least = None
        super().invalidate()

    def minimumSize(self) -> QSize:
        """The widest part must fit."""
        if self._least is None:
            margins = self.contentsMargins()
            widths = [item.minimumSize().width() for item in self._items if not item.isEmpty()]
            self._least = QSize(
                max(widths, default=0) + margins.left() + margins.right(), margins.top() + margins.bottom()
            )
        return self._least

    def setGeometry(self, rect: QRect) -> None:
        """Place the rows."""
        super().setGeometry(rect)
        margins = self.contentsMargins()
        left, inner = rect.x() + margins.left(), rect.width() - margins.left() - margins.right()
        for row, (top, height) in zip(self._rows, self.places(rect.width()), strict=True):
            if not isinstance(row, int):
                self._place(row, QRect(left, rect.y() + top, inner, height))

    # --- parts --------------------------------------------------------------------------------------------------

    def _arrange(self, width: int) -> Iterator[tuple[int, int]]:
        margins = self.contentsMargins()
        top, inner = margins.top(), width - margins.left() - margins.right()
        gap = 0
        for row in self._rows:
            if isinstance(row, int):
                height = row
            elif all(item.isEmpty() for item in row):
                yield top, 0
                continue
            else:
                height = self._height(row, inner)
            yield top + gap, height
            top += gap + height
            gap = self._gap

    def _height(self, row: Row, width: int) -> int:
        if len(row) == 1:
            return _height(row[0], width)
        return max(_height(item, wide) for item, wide in zip(row, self._widths(row, width), strict=True))

    def _widths(self, row: Row, width: int) -> tuple[int, ...]:
        if len(row) == 1:
            return (width,)
        first, second = row
        room = width - self._beside - second.minimumSize().width()
        wide = max(min(first.sizeHint().width(), room), first.minimumSize().width())
        return wide, width - self._beside - wide

    def _place(self, row: Row, rect: QRect) -> None:
        widths = self._widths(row, rect.width())
        row[0].setGeometry(QRect(rect.x(), rect.y(), widths[0], rect.height()))
        if len(row) > 1:
            high = _height(row[1], widths[1])
            left = rect.x() + widths[0] + self._beside
            row[1].setGeometry(QRect(left, rect.y() + (rect.height() - high) // 2, widths[1], high))


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
