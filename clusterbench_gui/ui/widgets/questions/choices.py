"""Select one from a long list: type a few letters, the list below narrows, Enter takes the marked one."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QVBoxLayout, QWidget

from clusterbench_gui.app.words import absence_word
from clusterbench_gui.domain.questions import QuestionState
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.widgets.questions.base import EMPTYING, Editor, is_removal
from clusterbench_gui.ui.widgets.questions.matching import fold, matches

ROWS = 7
WIDTH = 360


class ChoiceList(Editor):
    """A field with the chosen label. While somebody writes, the matching choices stand below it."""

    def __init__(self, question: QuestionState, texts: Texts, *, compact: bool = False) -> None:
        """`compact`: as a cell of a grid."""
        super().__init__(question, texts)
        self.is_touched = False
        self._shown: list[int] = []
        self._line = _Line(self)
        self._list = QListWidget()
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._list.itemClicked.connect(lambda _item: self._take_marked())
        self._list.hide()
        self.is_narrow = not compact
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._line)
        column.addWidget(self._list)
        self.setFocusProxy(self._line)
        self._line.textEdited.connect(self._on_edit)
        self.show_question(question)

    def show_question(self, question: QuestionState, *, keep: bool = False) -> None:
        """Show the label of the chosen one; a value that is no choice any more is shown as it is."""
        self.question = question
        self._line.setAccessibleName(question.label)
        self._list.setAccessibleName(question.label)
        self._line.setReadOnly(question.readonly)
        absent = absence_word(question.absence, self.texts)
        self._line.setPlaceholderText(absent or self.texts.t("Type to search, or press the down arrow"))
        if keep:
            return
        self.is_touched = False
        labels = question.labels
        text = labels.get(question.value, question.value)
        if self._line.text() != text:
            self._line.setText(text)
        self._list.hide()

    def put_draft(self, text: str) -> None:
        """The letters come back; the list opens when somebody writes on."""
        self._line.setText(text)
        self.is_touched = True

    def commit(self) -> None:
        """Take what was written where it names one choice; else say that it does not."""
        if not self.is_touched:
            return
        text = self._line.text()
        found = matches([one.label for one in self.question.choices], text)
        exact = [at for at in found if fold(self.question.choices[at].label) == fold(text)]
        self.is_touched = False
        self._list.hide()
        if not text.strip():
            self.answered.emit("", "")
        elif len(exact or found) == 1:
            self._take((exact or found)[0])
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
            if self._list.isVisible():
                self._take_marked()
            event.ignore()
            return True
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
            self.clear_answer()
        return False

    def _on_edit(self, text: str) -> None:
        self.is_touched = True
        self._fill(text)
        self.typing.emit(text)

    def _walk(self, by: int) -> None:
        if self.question.readonly:
            return
        if not self._list.isVisible():
            self._fill(self._line.text() if self.is_touched else "")
            at = next((row for row, one in enumerate(self._shown) if self._name(one) == self.question.value), 0)
        else:
            at = min(max(self._list.currentRow() + by, 0), self._list.count() - 1)
        self._list.setCurrentRow(at)

    def _fill(self, sought: str) -> None:
        labels = [one.label for one in self.question.choices]
        self._shown = matches(labels, sought)
        self._list.clear()
        self._list.addItems([labels[at] for at in self._shown])
        self._list.setCurrentRow(0)
        if self._shown:
            rows = min(len(self._shown), ROWS)
            self._list.setFixedHeight(rows * self._list.sizeHintForRow(0) + 2 * self._list.frameWidth() + 2)
        self._list.setVisible(bool(self._shown))
        self.grown.emit()

    def _take_marked(self) -> None:
        row = self._list.currentRow()
        self._list.hide()
        if 0 <= row < len(self._shown):
            self._take(self._shown[row])

    def _take(self, at: int) -> None:
        self.is_touched = False
        typed = self._line.text()
        self._line.setText(self.question.choices[at].label)
        self.answered.emit(self._name(at), typed)

    def _name(self, at: int) -> str:
        return self.question.choices[at].name


class _Line(QLineEdit):
    """The field of a choice list: asks it about every key first; a finished text is selected when the focus comes."""

    def __init__(self, owner: ChoiceList) -> None:
        super().__init__(owner)
        self._owner = owner

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._owner.take_key(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self._owner.is_touched:
            self.selectAll()
        else:
            self.end(False)
