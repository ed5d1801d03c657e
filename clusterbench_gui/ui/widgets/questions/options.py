"""Select one, select many, rank and acknowledge as options that stand open: one key each."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from clusterbench_gui.domain.questions import Choice, Kind, QuestionState
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.widgets.flow import FlowLayout
from clusterbench_gui.ui.widgets.questions.base import EMPTYING, Editor, is_plain
from clusterbench_gui.ui.widgets.questions.option import Option

KEYS = "123456789abcdefghijklmnopqrstuvwxyz"
"""The keys of the options in order: digits, then letters."""
LONG = 40
"""From this many characters in a label, options stand one below the other."""

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class Options(Editor):
    """Open options. The digit or letter before an option chooses it, arrows walk, Space toggles, Delete takes back."""

    def __init__(self, question: QuestionState, texts: Texts) -> None:
        """One tab stop: the option that is chosen, else the first."""
        super().__init__(question, texts)
        self._choices: tuple[Choice, ...] = ()
        self._buttons: list[Option] = []
        self._flow = FlowLayout(self, column=_in_column(question), gap=6)
        self.show_question(question)

    def show_question(self, question: QuestionState, *, keep: bool = False) -> None:  # noqa: ARG002 - nothing is typed here
        """Show the choices in their language and which of them are chosen."""
        self.question = question
        choices = _choices(question, self.texts)
        if [one.name for one in choices] != [one.name for one in self._choices]:
            self._make(len(choices))
        self._choices = choices
        chosen = self._chosen()
        for index, (button, choice) in enumerate(zip(self._buttons, choices, strict=True)):
            button.set_up(self._mark(index, chosen), choice.label, question.label)
            button.set_chosen(choice.name in chosen)
            button.setEnabled(not question.readonly)
        if not any(button.hasFocus() for button in self._buttons):
            self._settle(self._first())

    def target(self) -> QWidget:
        """The chosen option, else the first."""
        return self._buttons[self._first()] if self._buttons else self

    def describe(self, words: str) -> None:
        """The options are named by their own words, so the question comes first."""
        for button in self._buttons:
            button.setAccessibleDescription(f"{self.question.label} {words}".strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the group; all others go on to the screen."""
        at = KEYS.find(event.text().lower()) if event.text() and is_plain(event) else -1
        if event.key() in EMPTYING:
            self.clear_answer()
        elif event.key() in _STEPS and is_plain(event):
            self._walk(_STEPS[Qt.Key(event.key())])
        elif 0 <= at < len(self._buttons) and not self.question.readonly:
            self._settle(at)
            self._buttons[at].setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._press(at)
        else:
            event.ignore()

    def _make(self, count: int) -> None:
        had_focus = any(button.hasFocus() for button in self._buttons)
        for button in self._buttons:
            self._flow.removeWidget(button)
            button.deleteLater()
        exclusive = self.question.kind is Kind.SELECT_ONE
        self._buttons = [Option(exclusive=exclusive) for _ in range(count)]
        for index, button in enumerate(self._buttons):
            button.clicked.connect(lambda _checked=False, at=index: self._press(at))
            self._flow.addWidget(button)
            button.show()
        if had_focus and self._buttons:
            self._buttons[0].setFocus()

    def _press(self, at: int) -> None:
        name = self._choices[at].name
        chosen = self._chosen()
        if self.question.kind is Kind.SELECT_ONE:
            chosen = [name]
        elif name in chosen:
            chosen.remove(name)
        else:
            chosen.append(name)
        if self.question.kind is Kind.SELECT_MULTIPLE:
            order = [one.name for one in self._choices]
            chosen.sort(key=lambda one: order.index(one) if one in order else -1)
        self.answered.emit(" ".join(chosen), "")
        if self.question.kind is Kind.SELECT_ONE and "quick" in self.question.appearance:
            self.completed.emit()

    def _walk(self, by: int) -> None:
        at = next((index for index, button in enumerate(self._buttons) if button.hasFocus()), self._first())
        at = min(max(at + by, 0), len(self._buttons) - 1)
        self._settle(at)
        self._buttons[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _settle(self, at: int) -> None:
        """Make one option the tab stop of the group."""
        for index, button in enumerate(self._buttons):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if index == at else Qt.FocusPolicy.ClickFocus)

    def _first(self) -> int:
        chosen = self._chosen()
        return next((index for index, one in enumerate(self._choices) if one.name in chosen), 0)

    def _mark(self, index: int, chosen: list[str]) -> str:
        key = KEYS[index] if index < len(KEYS) else ""
        name = self._choices[index].name
        if self.question.kind is Kind.RANK and name in chosen:
            return f"{key} \u2192 {chosen.index(name) + 1}."
        return key

    def _chosen(self) -> list[str]:
        value = self.question.value
        return [value] if self.question.kind is Kind.SELECT_ONE and value else value.split()


def _choices(question: QuestionState, texts: Texts) -> tuple[Choice, ...]:
    if question.kind is Kind.ACKNOWLEDGE:
        return (Choice("OK", texts.t("Yes, confirmed")),)
    return question.choices


def _in_column(question: QuestionState) -> bool:
    return any(len(choice.label) > LONG for choice in question.choices)
