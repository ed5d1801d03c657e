"""Before finishing: what stands in the way, each a jump; or the button that finishes."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from clusterbench_gui.ui import icons
from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel
from clusterbench_gui.ui.screens.interview.words import check_sentence
from clusterbench_gui.ui.theme import mark
from clusterbench_gui.ui.widgets.questions.base import label

WIDTH = 820


class FinishPage(QWidget):
    """Stands in place of the questions while the interview is checked."""

    chosen = Signal(str)
    """Somebody wants to go to this question."""
    finished = Signal()
    cancelled = Signal()

    def __init__(self, viewmodel: InterviewViewModel) -> None:
        """Empty until `check`."""
        super().__init__()
        self._viewmodel = viewmodel
        t = viewmodel.texts.t
        self._title, self._words = label(role="heading"), label(role="muted")
        self._list = QListWidget()
        self._list.setWordWrap(True)
        self._list.setIconSize(QSize(18, 18))
        self._list.setAccessibleName(t("What is missing"))
        self._list.itemActivated.connect(self._go)
        self._list.itemClicked.connect(self._go)
        self._finish = QPushButton(t("Finish the interview"))
        mark(self._finish, "primary")
        self._finish.clicked.connect(self.finished)
        self._back = QPushButton(t("Back to the questions (Esc)"))
        self._back.clicked.connect(self.cancelled)
        buttons = QHBoxLayout()
        buttons.addWidget(self._finish)
        buttons.addWidget(self._back)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 20, 32, 20)
        column.setSpacing(12)
        for one in (self._title, self._words, self._list):
            one.setMaximumWidth(WIDTH)
            column.addWidget(one, 1 if one is self._list else 0)
        column.addLayout(buttons)
        column.addStretch(0)

    def check(self) -> None:
        """Look what is missing now, and offer what can be done."""
        failures = self._viewmodel.check()
        texts = self._viewmodel.texts
        answered, asked = self._viewmodel.questionnaire.progress
        open_ones = texts.n("{n} question has no answer.", "{n} questions have no answer.", asked - answered)
        if failures:
            self._title.setText(texts.n("{n} question needs attention", "{n} questions need attention", len(failures)))
            self._words.setText(
                texts.t("Enter leads to the question. The interview can be finished when the list is empty.")
            )
        else:
            self._title.setText(texts.t("Nothing is missing"))
            self._words.setText(open_ones if asked > answered else texts.t("Every question has an answer."))
        self._fill()
        self._list.setVisible(bool(failures))
        self._finish.setVisible(not failures)
        self._list.setCurrentRow(0)

    def focus(self) -> None:
        """The list, else the button."""
        first = self._list if self._list.count() else self._finish
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leads back; Enter presses the button that has the focus."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._finish.hasFocus():
            self._finish.click()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._back.hasFocus():
            self._back.click()
        else:
            super().keyPressEvent(event)

    def _fill(self) -> None:
        self._list.clear()
        for one in self._viewmodel.failures():
            question = self._viewmodel.questionnaire.question(one.ref)
            number = self._viewmodel.questionnaire.number(one.ref)
            sentence = check_sentence(one.check, question.value if question else "", self._viewmodel.texts)
            item = QListWidgetItem(
                icons.icon("alert", "bad"),
                f"{f'{number}  ' if number else ''}{self._viewmodel.questionnaire.full_label(one.ref)}\n{sentence}",
            )
            item.setData(Qt.ItemDataRole.UserRole, one.ref)
            self._list.addItem(item)

    def _go(self, item: QListWidgetItem) -> None:
        self.chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))
