"""Sentences with an icon: what is wrong with an answer, and what is doubtful."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from clusterbench_gui.ui import icons
from clusterbench_gui.ui.widgets.questions.base import label

_ICONS = {"bad": ("alert", "bad"), "warn": ("info", "warn")}


class Message(QWidget):
    """One sentence. Takes no room while it has nothing to say."""

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


class Messages(QVBoxLayout):
    """What is to be said about an answer: a fault, a doubt. Most answers need neither, so the widgets come when needed."""

    def __init__(self) -> None:
        """Empty."""
        super().__init__()
        self.setSpacing(6)
        self._made: dict[str, Message] = {}
        self._said: dict[str, str] = {}

    def say(self, role: str, words: str) -> None:
        """Say something in a role of `Message`, in place of what was said there before."""
        if words == self._said.get(role, ""):
            return
        self._said[role] = words
        if role not in self._made:
            self._made[role] = Message(role)
            self.addWidget(self._made[role])
        self._made[role].say(words)

    def said(self, role: str) -> str:
        """What is said in a role."""
        return self._said.get(role, "")
