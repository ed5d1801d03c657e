"""Editors in which one writes: text in one line or several, numbers, dates, times."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from clusterbench_gui.app.words import absence_word
from clusterbench_gui.domain.questions import Kind, QuestionState
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.widgets.questions.base import EMPTYING, Editor, is_removal
from clusterbench_gui.ui.widgets.questions.readers import reader

MAX_LENGTH = 200_000
"""Characters that one field takes; Qt's own limit of 32 767 would cut a pasted text without a word."""
LINES = 4

_NOT_OF_A_LINE = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Up, Qt.Key.Key_Down}


class Line(QLineEdit):
    """A field of one line that tells when somebody deletes in it although it is empty."""

    emptied = Signal()
    holds_draft = False
    """What stands here is unfinished: when the focus comes it is written on, not over."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select everything, as Qt does for Tab, but an unfinished text."""
        super().focusInEvent(event)
        if self.holds_draft:
            self.end(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter, the arrows that mean nothing in a line, and the key that removes a row go to the screen."""
        if event.key() in EMPTYING and not self.text():
            self.emptied.emit()
        if event.key() in _NOT_OF_A_LINE or is_removal(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class Lines(QPlainTextEdit):
    """A field of several lines: Alt+Enter begins a new one, Enter alone goes on like everywhere."""

    emptied = Signal()

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


class Field(Editor):
    """A field with a reader for its kind of answer."""

    def __init__(self, question: QuestionState, texts: Texts, *, compact: bool = False) -> None:
        """`compact`: as a cell of a grid, as wide as its column."""
        super().__init__(question, texts)
        self._reader = reader(question.kind, texts)
        self._touched = False
        multiline = question.kind is Kind.TEXT and "multiline" in question.appearance and not compact
        self._field: Line | Lines = self._many() if multiline else self._one(compact=compact)
        self._field.emptied.connect(self.clear_answer)
        self._field.setReadOnly(question.readonly)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._field)
        self.is_narrow = bool(self._reader.width) and not compact
        self.setFocusProxy(self._field)
        self.show_question(question)

    def show_question(self, question: QuestionState, *, keep: bool = False) -> None:
        """Write the value into the field, unless what stands there is newer."""
        self.question = question
        self._field.setAccessibleName(question.label)
        self._field.setPlaceholderText(absence_word(question.absence, self.texts) or self._reader.example)
        shown = self._reader.show(question.value)
        if not keep and self._text() != shown:
            self._write(shown)
        if not keep:
            self._touched = False

    def put_draft(self, text: str) -> None:
        """The text comes back as typed; it becomes an answer when the field is left."""
        self._write(text)
        self._touched = True
        if isinstance(self._field, Line):
            self._field.holds_draft = True
        else:
            self._field.moveCursor(QTextCursor.MoveOperation.End)

    def commit(self) -> None:
        """Read what was written: an answer, no answer, or a sentence why not."""
        if not self._touched:
            return
        self._touched = False
        if isinstance(self._field, Line):
            self._field.holds_draft = False
        text = self._text()
        value = self._reader.read(text) if text.strip() else ""
        if value is None:
            self.refused.emit(text, self._reader.why)
        else:
            self.answered.emit(value, text)

    def target(self) -> QWidget:
        """The field itself."""
        return self._field

    def _one(self, *, compact: bool) -> Line:
        line = Line()
        line.setMaxLength(MAX_LENGTH)
        if self.question.kind in {Kind.INTEGER, Kind.DECIMAL} and compact:
            line.setAlignment(Qt.AlignmentFlag.AlignRight)
        if self._reader.width and not compact:
            line.setFixedWidth(line.fontMetrics().averageCharWidth() * self._reader.width + 24)
        line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        line.setMinimumWidth(48)
        line.textEdited.connect(self._on_edit)
        return line

    def _many(self) -> Lines:
        lines = Lines()
        lines.setTabChangesFocus(True)
        lines.setFixedHeight(lines.fontMetrics().lineSpacing() * LINES + 24)
        lines.textChanged.connect(self._on_change)
        return lines

    def _text(self) -> str:
        return self._field.text() if isinstance(self._field, Line) else self._field.toPlainText()

    def _write(self, text: str) -> None:
        if isinstance(self._field, Line):
            self._field.setText(text)
        else:
            blocked = self._field.blockSignals(True)
            self._field.setPlainText(text)
            self._field.blockSignals(blocked)

    def _on_change(self) -> None:
        self._on_edit(self._text())

    def _on_edit(self, text: str) -> None:
        self._touched = True
        self.typing.emit(text)
