"""Values that are only shown: notes and computed answers."""

from PySide6.QtWidgets import QVBoxLayout

from clusterbench_gui.domain.questions import Kind, QuestionState
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.widgets.questions.base import Editor, label
from clusterbench_gui.ui.widgets.questions.readers import reader_of


class Shown(Editor):
    """A value that is only read: notes and computed answers."""

    def __init__(self, question: QuestionState, texts: Texts) -> None:
        """Takes no focus."""
        super().__init__(question, texts)
        self._value = label(role="large")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._value)
        self.show_question(question)

    def show_question(self, question: QuestionState, *, keep: bool = False) -> None:  # noqa: ARG002 - nothing is typed here
        """Show the value, by its labels where it is a choice."""
        self.question = question
        self._value.setText(shown_value(question, self.texts))
        self._value.setAccessibleName(question.label)
        self._value.setVisible(bool(question.value))


def shown_value(question: QuestionState, texts: Texts) -> str:
    """A value as people read it: labels of options without markup, numbers and dates as their fields write them."""
    if question.labels and question.kind is not Kind.RANGE:
        return question.shown
    return reader_of(question, texts).show(question.value)
