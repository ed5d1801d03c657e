"""The fields in which one writes: one line, or several."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy

from clusterbench_gui.ui.widgets.questions.base import EMPTYING, is_removal

MAX_LENGTH = 200_000
"""Characters that one field takes; Qt's own limit of 32 767 would cut a pasted text without a word."""

_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
_SIDEWAYS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
_NOT_OF_A_LINE = {Qt.Key.Key_Return, Qt.Key.Key_Enter, *_STEPS}


class Line(QLineEdit):
    """A field of one line that tells of the keys which mean something to its question."""

    emptied = Signal()
    """Somebody deletes in it although it is empty."""
    opened = Signal()
    """Alt+Down: what helps to fill it in is wanted."""
    stepped = Signal(int)
    """An arrow, where `steps` says that arrows count."""

    holds_draft = False
    """What stands here is unfinished: when the focus comes it is written on, not over."""
    steps = False
    sideways = False
    """Left and right count as well, as on a scale."""

    def __init__(self) -> None:
        """Empty, as wide as there is room."""
        super().__init__()
        self.setMaxLength(MAX_LENGTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(48)

    def set_width(self, characters: int) -> None:
        """As wide as so many characters."""
        self.setFixedWidth(self.fontMetrics().averageCharWidth() * characters + 24)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select everything, as Qt does for Tab, but an unfinished text."""
        super().focusInEvent(event)
        if self.holds_draft:
            self.end(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter, the arrows that mean nothing in a line, and the key that removes a row go to the screen."""
        if event.key() in EMPTYING and not self.text():
            self.emptied.emit()
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.opened.emit()
        elif by := self._step(event):
            self.stepped.emit(by)
        elif event.key() in _NOT_OF_A_LINE or is_removal(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _step(self, event: QKeyEvent) -> int:
        counted = _STEPS | (_SIDEWAYS if self.sideways else {}) if self.steps else {}
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return 0 if held else counted.get(Qt.Key(event.key()), 0)


class Lines(QPlainTextEdit):
    """A field of several lines: Alt+Enter begins a new one, Enter alone goes on like everywhere."""

    emptied = Signal()

    def __init__(self, count: int) -> None:
        """As high as so many lines."""
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * count + 24)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell Alt+Enter from Enter."""
        if event.key() in EMPTYING and not self.toPlainText():
            self.emptied.emit()
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.insertPlainText("\n")
        else:
            event.ignore()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """A pasted text, as much of it as a field takes and one character more, so that it is noticed."""
        text = source.text() or ""
        self.insertPlainText(text[: max(MAX_LENGTH + 1 - self.document().characterCount(), 0)])
