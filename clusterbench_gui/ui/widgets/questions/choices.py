"""Choosing from a long list: type a few letters, the list below narrows, Enter takes the marked one."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from clusterbench_gui.app.words import absence_word
from clusterbench_gui.domain.questions import QuestionState
from clusterbench_gui.support.markup import plain_words
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.widgets.questions.base import EMPTYING, Editor, is_removal, label, put_text
from clusterbench_gui.ui.widgets.questions.lines import MAX_LENGTH
from clusterbench_gui.ui.widgets.questions.matching import fold, matches
from clusterbench_gui.ui.widgets.questions.offers import Offers
from clusterbench_gui.ui.widgets.questions.ranges import on_scale

WIDTH = 360


class Searched(Editor):
    """A field, and below it, while somebody writes or walks, the choices that match."""

    _ticked = False

    def __init__(self, question: QuestionState, texts: Texts, *, compact: bool = False) -> None:
        """`compact`: as a cell of a grid."""
        super().__init__(question, texts)
        self.is_touched = False
        self._labels: list[str] = []
        self._line = _Line(self)
        self._list = Offers(self, ticked=self._ticked)
        self._list.picked.connect(self._take)
        self.is_narrow = not compact
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self._line)
        self._column.addWidget(self._list)
        self.setFocusProxy(self._line)
        self._line.textChanged.connect(self._on_edit)
        self.show_question(question)

    def show_question(self, question: QuestionState, *, keep: bool = False) -> None:
        """Take over the choices and say what is chosen, unless the field has something newer."""
        if question.choices != self.question.choices or not self._labels:
            self._labels = [plain_words(one.label) or one.name for one in question.choices]
        self.question = question
        self._line.setAccessibleName(question.label)
        self._list.setAccessibleName(question.label)
        self._line.setReadOnly(question.readonly)
        absent = absence_word(question.absence, self.texts)
        self._line.setPlaceholderText(absent or self.texts.t("Type to search, or press the down arrow"))
        if not keep:
            self.is_touched = False
            self._show_value()

    def put_draft(self, text: str) -> None:
        """The letters come back; the list opens when somebody writes on."""
        put_text(self._line, text)
        self.is_touched = True

    def commit(self) -> None:
        """Take what was written where it names one choice; else say that it does not."""
        if not self.is_touched:
            return
        text = self._line.text()
        found = matches(self._labels, text)
        exact = [at for at in found if fold(self._labels[at]) == fold(text)]
        self.is_touched = False
        self._list.hide()
        if not text.strip():
            self._take_nothing()
        elif len(exact or found) == 1:
            self._take_written((exact or found)[0])
        else:
            self.refused.emit(text, self.texts.t("Please choose one from the list."))

    def target(self) -> QWidget:
        """The field."""
        return self._line

    def sizeHint(self) -> QSize:
        """Wide enough for the usual labels."""
        return QSize(WIDTH, super().sizeHint().height())

    def take_key(self, event: QKeyEvent) -> bool:
        """Keys that mean something to the list; True where the field has no more to do with it."""
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            return self._on_enter(event)
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self._walk(1 if key == Qt.Key.Key_Down else -1)
            return True
        if is_removal(event):
            event.ignore()
            return True
        if key == Qt.Key.Key_Escape:
            self._list.hide()
            return True
        if key in EMPTYING and not self._line.text():
            self._on_emptied()
        return False

    # --- what a list does in its own way ----------------------------------------------------------------------------

    def _show_value(self) -> None:
        raise NotImplementedError

    def _take(self, at: int) -> None:
        raise NotImplementedError

    def _take_written(self, at: int) -> None:
        """The choice that was written when the field is left."""
        self._take(at)

    def _take_nothing(self) -> None:
        """The field was emptied and left."""

    def _on_enter(self, event: QKeyEvent) -> bool:
        marked = self._list.marked if self._list.isVisible() else None
        self._list.hide()
        if marked is not None:
            self._take(marked)
        event.ignore()
        return True

    def _on_emptied(self) -> None:
        self.clear_answer()

    # --- parts ------------------------------------------------------------------------------------------------------

    def _chosen(self) -> list[int]:
        """The places of what is chosen, among the choices."""
        names = {one.name: at for at, one in enumerate(self.question.choices)}
        return [names[name] for name in self._names() if name in names]

    def _names(self) -> list[str]:
        return [self.question.value] if self.question.value else []

    def _on_edit(self, text: str) -> None:
        self.is_touched = True
        self._fill(text)
        self.typing.emit(text)

    def _walk(self, by: int) -> None:
        if self.question.readonly:
            return
        if self._list.isVisible():
            self._list.walk(by)
        else:
            self._fill(self._line.text() if self.is_touched else "")
            self._list.mark_place(next(iter(self._chosen()), 0))

    def _fill(self, sought: str) -> None:
        self._list.offer(self._labels, matches(self._labels, sought), self._chosen())
        self.grown.emit()

    def _say(self, names: Sequence[str], typed: str) -> None:
        self.is_touched = False
        self.answered.emit(" ".join(names), typed)


class ChoiceList(Searched):
    """Select one: the field has the label of the chosen one."""

    def _show_value(self) -> None:
        """The label of the chosen one; a value that is no choice any more is shown as it is."""
        text = plain_words(self.question.labels.get(self.question.value, self.question.value))
        if self._line.text() != text:
            put_text(self._line, text)
        self._list.hide()

    def _take(self, at: int) -> None:
        self._list.hide()
        typed = self._line.text()
        put_text(self._line, self._labels[at])
        self._say([self.question.choices[at].name], typed)
        if "quick" in self.question.looks:
            self.completed.emit()

    def _take_nothing(self) -> None:
        self._say([], "")


class Picker(ChoiceList):
    """A range whose values stand in a list (appearance `picker`)."""

    def show_question(self, question: QuestionState, *, keep: bool = False) -> None:
        """Offer the values of the scale."""
        super().show_question(on_scale(question, self.texts), keep=keep)


class ChoicesList(Searched):
    """Select many: the chosen ones stand above the field; Enter or Space takes the marked one, or takes it out."""

    _ticked = True

    def __init__(self, question: QuestionState, texts: Texts) -> None:
        """The field is empty, it is for searching only."""
        self._said = label()
        super().__init__(question, texts)
        self._column.insertWidget(0, self._said)

    def describe(self, words: str) -> None:
        """What is chosen is heard as well."""
        super().describe(" ".join(filter(None, (words, self._said.text()))))

    def show_question(self, question: QuestionState, *, keep: bool = False) -> None:
        """Say what is chosen, whatever stands in the field."""
        super().show_question(question, keep=keep)
        self._said.setText(", ".join(self._words(name) for name in self._names()))
        self._said.setVisible(bool(question.value))
        self._line.setAccessibleDescription(self._said.text())

    def _show_value(self) -> None:
        if self._line.text():
            put_text(self._line, "")
        self._list.tick(self._chosen())

    def take_key(self, event: QKeyEvent) -> bool:
        """Space marks where nothing is being written; Delete in an empty field takes everything back."""
        if event.key() == Qt.Key.Key_Space and self._list.isVisible() and not self._line.text():
            self._take_marked()
            return True
        return super().take_key(event)

    def _on_enter(self, event: QKeyEvent) -> bool:
        """Enter takes what was searched for; with an empty field it goes on."""
        if self._list.isVisible() and self._line.text():
            self._take_marked()
            return True
        self._list.hide()
        event.ignore()
        return True

    def _take_marked(self) -> None:
        if self._list.marked is not None:
            self._take(self._list.marked)

    def _take(self, at: int) -> None:
        name, typed = self.question.choices[at].name, self._line.text()
        chosen = self._names()
        after = [one for one in chosen if one != name] if name in chosen else [*chosen, name]
        order = {one.name: place for place, one in enumerate(self.question.choices)}
        put_text(self._line, "")
        self._say(sorted(after, key=lambda one: order.get(one, len(order))), typed)
        if self._list.isVisible():
            self._fill("")
            self._list.mark_place(at)

    def _take_written(self, at: int) -> None:
        """Leaving the field takes a choice, it never takes one out."""
        if self.question.choices[at].name in self._names():
            self._say(self._names(), self._line.text())
        else:
            self._take(at)

    def _names(self) -> list[str]:
        return self.question.value.split()

    def _words(self, name: str) -> str:
        words = plain_words(self.question.labels.get(name, name))
        is_former = name in {one.name for one in self.question.former}
        return self.texts.t("{choice} (no longer offered)", choice=words) if is_former else words


class _Line(QLineEdit):
    """The field of a choice list: asks it about every key first; a finished text is selected when the focus comes."""

    def __init__(self, owner: Searched) -> None:
        super().__init__(owner)
        self._owner = owner
        self.setMaxLength(MAX_LENGTH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._owner.take_key(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self._owner.is_touched:
            self.selectAll()
        else:
            self.end(False)
