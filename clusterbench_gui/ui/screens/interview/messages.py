"""One sentence with an icon: what is wrong, what is doubtful, what was stated."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from clusterbench_gui.ui import icons
from clusterbench_gui.ui.widgets.questions.base import label

_ICONS = {"bad": ("alert", "bad"), "warn": ("info", "warn")}


class Message(QWidget):
    """Takes no room while it has nothing to say."""

    def __init__(self, role: str) -> None:
        """`role`: "bad" or "warn"."""
        super().__init__()
        sign = QLabel()
        sign.setPixmap(icons.pixmap(*_ICONS[role], size=18, ratio=self.devicePixelRatioF()))
        sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        sign.setContentsMargins(0, 6, 0, 0)
        self._words = label(role=role)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(sign)
        row.addWidget(self._words, 1)
        self.hide()

    def say(self, words: str) -> None:
        """Show a sentence; "" takes it away."""
        if self._words.text() != words:
            self._words.setText(words)
        self.setVisible(bool(words))

    def words(self) -> str:
        """What is said."""
        return self._words.text()
