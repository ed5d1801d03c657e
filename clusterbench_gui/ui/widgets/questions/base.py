"""What every editor of a question can do, whatever the kind of answer."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from clusterbench_gui.domain.questions import QuestionState
from clusterbench_gui.support.markup import as_html
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.theme import ROLE, leave_room

EMPTYING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class Editor(QWidget):
    """Takes the answer to one question. It never stores anything: it shows a `QuestionState` and tells what was said.

    An answer is told by `answered` with its value as in a submission and the text as typed, as soon as it is certain: a
    choice at once, a text when its field is left (`commit`). Until then `typing` tells what stands in the field.
    """

    answered = Signal(str, str)
    typing = Signal(str)
    refused = Signal(str, str)
    """A text that cannot be read, and why, as a sentence."""
    completed = Signal()
    """The answer is complete and the form asks to go on by itself (appearance `quick`)."""

    grown = Signal()
    """It became higher while somebody works in it, and should be seen as a whole."""

    is_narrow = False
    """Leaves room at its right for something else."""

    def __init__(self, question: QuestionState, texts: Texts) -> None:
        """Subclasses lay themselves out and call `show_question`."""
        super().__init__()
        self.question = question
        self.texts = texts

    def show_question(self, question: QuestionState, *, keep: bool = False) -> None:
        """Show a state. `keep`: the text in the field is newer than the state and stays."""
        raise NotImplementedError

    def put_draft(self, text: str) -> None:
        """Put back a text that was typed and never became an answer."""

    def commit(self) -> None:
        """Tell the answer that stands in the field, if somebody wrote in it."""

    def target(self) -> QWidget:
        """The widget that takes the focus for this question."""
        return self

    def describe(self, words: str) -> None:
        """What a screen reader says after the name: the hint, and what is wrong with the answer."""
        self.target().setAccessibleDescription(words)

    def clear_answer(self) -> None:
        """Take the answer or the stated absence back."""
        if self.question.is_answered:
            self.answered.emit("", "")


def label(text: str = "", role: str = "", *, wrap: bool = True) -> QLabel:
    """A label in a role of the style sheet. It shows texts as they are; `show_words` shows those that may have markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    leave_room(made, role)
    if role:
        made.setProperty(ROLE, role)
    return made


def show_words(shown: QLabel, words: str, markup: str) -> None:
    """Write a text of the questionnaire into a label: with its markup where it has any, to be heard without it."""
    if markup:
        shown.setTextFormat(Qt.TextFormat.RichText)
        shown.setText(as_html(markup))
        shown.setAccessibleName(words)
    else:
        shown.setTextFormat(Qt.TextFormat.PlainText)
        shown.setText(words)
        shown.setAccessibleName("")


def put_text(field: QLineEdit, text: str) -> None:
    """Show a text that nobody wrote. What somebody writes is told by `textChanged`: a screen reader needs no keys for it."""
    blocked = field.blockSignals(True)
    field.setText(text)
    field.blockSignals(blocked)


def is_plain(event: QKeyEvent) -> bool:
    """Pressed without Control, Alt or the system's key."""
    return not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)


def is_removal(event: QKeyEvent) -> bool:
    """Ctrl+Delete: it removes the row of a repeat, wherever in the row the focus is."""
    return event.key() == Qt.Key.Key_Delete and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
