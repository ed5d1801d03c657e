"""A sentence that says what just happened, over the questions and for a few seconds: nothing moves because of it."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QWidget

SHOWN = 8000
"""Milliseconds."""
_AWAY = 16
"""Pixels to the edge of the screen below it."""


def announce(widget: QWidget, words: str) -> None:
    """Let a screen reader say something that has no focus."""
    if words and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


class Notice(QLabel):
    """Stands at the bottom of its parent, in the middle; takes neither focus nor clicks."""

    def __init__(self, parent: QWidget) -> None:
        """Hidden."""
        super().__init__(parent)
        self.setObjectName("notice")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, words: str) -> None:
        """Show a sentence in place of the one before."""
        self.setText(words)
        self.place()
        self.setVisible(bool(words))
        self.raise_()
        self._timer.start()
        announce(self, words)

    def place(self) -> None:
        """Find the place in the parent as it is now."""
        parent = self.parentWidget()
        assert parent is not None
        width = min(self.fontMetrics().horizontalAdvance(self.text()) + 40, parent.width() - 2 * _AWAY)
        height = self.heightForWidth(width)
        self.setGeometry((parent.width() - width) // 2, parent.height() - height - _AWAY, width, height)
