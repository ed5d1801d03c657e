"""Sentences with an icon: what is wrong with an answer, what is doubtful, what was said about that, and where else to look."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from clusterbench_gui.ui import icons
from clusterbench_gui.ui.widgets.questions.base import label

_ICONS = {
    "bad": ("alert", "bad"),
    "warn": ("info", "warn"),
    "explained": ("circle-check", "ok"),
    "cross-bad": ("alert", "bad"),
    "cross-warn": ("info", "warn"),
}
_ROLES = {"explained": "muted", "cross-bad": "bad", "cross-warn": "warn"}


class Message(QWidget):
    """One sentence. Takes no room while it has nothing to say."""

    pressed = Signal()

    def __init__(self, role: str) -> None:
        """`role`: "bad", "warn", "explained" (a doubt that somebody stood by); "cross-bad", "cross-warn": said at another question."""
        super().__init__()
        self._leads = role.startswith("cross")
        if self._leads:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        sign = QLabel()
        sign.setPixmap(icons.pixmap(*_ICONS[role], size=18, ratio=self.devicePixelRatioF()))
        sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        sign.setContentsMargins(0, 6, 0, 0)
        self._words = label(role=_ROLES.get(role, role))
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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click leads to the other question; else it is the card's."""
        if self._leads:
            event.accept()
            self.pressed.emit()
        else:
            super().mousePressEvent(event)


class Messages(QVBoxLayout):
    """What is to be said about an answer: a fault, a doubt. Most answers need neither, so the widgets come when needed."""

    crossed = Signal()
    """Somebody wants to go to the other question of a check."""

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
            self._made[role].pressed.connect(self.crossed)
        self._made[role].say(words)

    def said(self, role: str) -> str:
        """What is said in a role."""
        return self._said.get(role, "")

    @property
    def words(self) -> str:
        """All that is said, for a screen reader."""
        return " ".join(filter(None, self._said.values()))
