"""A choice from a list, in a module of its own: the first paint does without it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

from clusterbench_gui.ui.widgets.parts import XL, S

_LEAST = 10


class ElidedComboBox(QComboBox):
    """A choice whose text ends in an ellipsis where it is too long, rather than in half a letter. Its list shows all."""

    def __init__(self) -> None:
        """Nothing is offered."""
        super().__init__()
        self._options: tuple[tuple[str, str], ...] = ()

    def fill(self, options: tuple[tuple[str, str], ...], value: str) -> None:
        """Offer these options, as (value, text), and show the one chosen."""
        if options != self._options:
            self._options = options
            self.clear()
            for data, text in options:
                self.addItem(text, data)
        self.setCurrentIndex(next((place for place, (data, _) in enumerate(options) if data == value), -1))

    def minimumSizeHint(self) -> QSize:
        """A few letters tell enough where there is no room for more."""
        size = super().minimumSizeHint()
        return QSize(min(size.width(), self.fontMetrics().averageCharWidth() * _LEAST + 2 * XL), size.height())

    def showPopup(self) -> None:
        """The list is as wide as its texts, and long enough that most need no scrolling."""
        self.setMaxVisibleItems(18)
        room = self.view().sizeHintForColumn(0) + 2 * XL
        self.view().setMinimumWidth(min(room, self.window().width() // 2))
        super().showPopup()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """As Qt paints it, with the text cut to the room there is."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width() - S
        option.currentText = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
