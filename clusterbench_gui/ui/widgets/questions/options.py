"""Select one, select many and acknowledge as options that stand open: one key each."""

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from clusterbench_gui.domain.questions import Choice, Kind, QuestionState
from clusterbench_gui.support.markup import plain_words
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.widgets.flow import FlowLayout
from clusterbench_gui.ui.widgets.questions.base import EMPTYING, Editor, is_plain
from clusterbench_gui.ui.widgets.questions.option import Option
from clusterbench_gui.ui.widgets.questions.pictures import SMALL, Files, no_files, picture_of

KEYS = "123456789abcdefghijklmnopqrstuvwxyz"
"""The keys of the options in order: digits, then letters."""
LONG = 40
"""From this many characters in a label, options stand one below the other."""
MATRIX = {"label", "list-nolabel"}
"""Appearances of a table of choices: the words at the head, options without words below, in the same columns."""

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
_COLUMNS = re.compile(r"columns-([0-9]{1,2})")


class Options(Editor):
    """Open options. The digit or letter before an option chooses it, arrows walk, Space toggles, Delete takes back."""

    def __init__(self, question: QuestionState, texts: Texts, files: Files = no_files) -> None:
        """One tab stop: the option that is chosen, else the first. `files` has the pictures of the choices."""
        super().__init__(question, texts)
        self._files = files
        self._choices: tuple[Choice, ...] = ()
        self._buttons: list[Option] = []
        self._flow = self._layout()
        self.show_question(question)

    def show_question(self, question: QuestionState, *, keep: bool = False) -> None:  # noqa: ARG002 - nothing is typed here
        """Show the choices in their language and which of them are chosen, those that are no longer offered at the end."""
        self.question = question
        choices = self._offered()
        if [one.name for one in choices] != [one.name for one in self._choices]:
            self._choices = choices
            self._make(len(choices))
        self._choices = choices
        chosen = self._chosen()
        for index, (button, choice) in enumerate(zip(self._buttons, choices, strict=True)):
            picture = picture_of(choice.media, self._files, SMALL)
            button.set_up(self._mark(index, chosen), self._words(choice), question.label, picture)
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
        if event.key() in EMPTYING and is_plain(event):
            self.clear_answer()
        elif event.key() in _STEPS and is_plain(event):
            self._walk(_STEPS[Qt.Key(event.key())])
        elif 0 <= at < len(self._buttons) and not self.question.readonly:
            self._settle(at)
            self._buttons[at].setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._press(at)
        else:
            event.ignore()

    # --- what a kind of options may do in its own way --------------------------------------------------------------

    def _layout(self) -> FlowLayout:
        return FlowLayout(self, column=_in_column(self.question), columns=columns_of(self.question), gap=6)

    def _option(self) -> Option:
        single = self.question.kind is not Kind.SELECT_MULTIPLE and self.question.kind is not Kind.ACKNOWLEDGE
        return Option(exclusive=single, silent="list-nolabel" in self.question.looks)

    def _offered(self) -> tuple[Choice, ...]:
        if self.question.kind is Kind.ACKNOWLEDGE:
            return (Choice("OK", self.texts.t("Yes, confirmed")),)
        return (*self.question.choices, *self.question.former)

    def _toggled(self, name: str, chosen: Sequence[str]) -> list[str]:
        """What is chosen after this option was pressed, in the order of the form."""
        if self.question.kind is Kind.SELECT_ONE:
            return [name]
        after = [one for one in chosen if one != name] if name in chosen else [*chosen, name]
        order = [one.name for one in self._choices]
        return sorted(after, key=lambda one: order.index(one) if one in order else -1)

    def _mark(self, index: int, chosen: Sequence[str]) -> str:  # noqa: ARG002 - ranks show their place
        return KEYS[index] if index < len(KEYS) else ""

    def _chosen(self) -> list[str]:
        value = self.question.value
        return [value] if self.question.kind is Kind.SELECT_ONE and value else value.split()

    # --- parts --------------------------------------------------------------------------------------------------

    def _words(self, choice: Choice) -> str:
        words = plain_words(choice.label) or (choice.media[0].file if choice.media else choice.name)
        if choice in self.question.former:
            return self.texts.t("{choice} (no longer offered)", choice=words)
        return words

    def _make(self, count: int) -> None:
        had_focus = any(button.hasFocus() for button in self._buttons)
        for button in self._buttons:
            self._flow.removeWidget(button)
            button.deleteLater()
        self._buttons = [self._option() for _ in range(count)]
        for index, button in enumerate(self._buttons):
            button.pressed_by_somebody.connect(lambda at=index: self._press(at))
            self._flow.addWidget(button)
            button.show()
        if had_focus and self._buttons:
            self._buttons[0].setFocus()

    def _press(self, at: int) -> None:
        chosen = self._toggled(self._choices[at].name, self._chosen())
        self.answered.emit(" ".join(chosen), "")
        if self.question.kind is Kind.SELECT_ONE and "quick" in self.question.looks:
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


def columns_of(question: QuestionState) -> int | None:
    """In how many columns of equal width the choices stand: 0 is as many as fit, None leaves them to flow like words."""
    looks = question.looks
    if MATRIX & set(looks) or "likert" in looks:
        return max(len(question.choices), 1)
    for word in looks:
        if found := _COLUMNS.fullmatch(word):
            return max(int(found[1]), 1)
    return 0 if "columns" in looks else None


def _in_column(question: QuestionState) -> bool:
    return "columns-pack" not in question.looks and any(len(choice.label) > LONG for choice in question.choices)
