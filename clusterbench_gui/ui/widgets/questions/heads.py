"""The head of a table of choices (appearance `label`): the words of the columns below it."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel

from clusterbench_gui.domain.questions import QuestionState
from clusterbench_gui.support.markup import plain_words
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.widgets.flow import FlowLayout
from clusterbench_gui.ui.widgets.questions.base import Editor, label
from clusterbench_gui.ui.widgets.questions.option import Option
from clusterbench_gui.ui.widgets.questions.options import KEYS, columns_of


class Heads(Editor):
    """A label per choice, as wide as the options of the questions below (`Options`). Takes no answer and no focus."""

    def __init__(self, question: QuestionState, texts: Texts) -> None:
        """The choices are those of the first state."""
        super().__init__(question, texts)
        self._flow = FlowLayout(self, columns=columns_of(question), gap=6)
        self._labels: list[_Head] = []
        self.show_question(question)

    def show_question(self, question: QuestionState, *, keep: bool = False) -> None:  # noqa: ARG002 - nothing is typed here
        """Show the words in their language."""
        self.question = question
        while len(self._labels) < len(question.choices):
            self._labels.append(_Head(len(self._labels)))
            self._flow.addWidget(self._labels[-1].shown)
        for at, head in enumerate(self._labels):
            head.shown.setVisible(at < len(question.choices))
            if at < len(question.choices):
                head.show_words(plain_words(question.choices[at].label))


class _Head:
    def __init__(self, at: int) -> None:
        self.shown: QLabel = label(role="muted")
        self._key = KEYS[at] if at < len(KEYS) else ""

    def show_words(self, words: str) -> None:
        below = Option(exclusive=True)
        below.set_up(self._key, words, "")
        self.shown.setText(words)
        self.shown.setMinimumSize(QSize(below.minimumSizeHint().width(), 0))
        self.shown.setContentsMargins(10, 0, 2, 0)
