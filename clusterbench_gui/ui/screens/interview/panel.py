"""What helps with the question that has the focus: its guidance, and the interviewer's remark."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from clusterbench_gui.ui.screens.interview.navigation import Navigation
from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel
from clusterbench_gui.ui.widgets.questions.base import label
from clusterbench_gui.ui.widgets.questions.readers import clean

WIDTH = 264


class HelpPanel(QWidget):
    """Follows the place of `navigation`."""

    done = Signal()
    """The remark is written; the focus goes back to the question."""

    def __init__(self, viewmodel: InterviewViewModel, navigation: Navigation) -> None:
        """Reads both; `refresh` follows their signals."""
        super().__init__()
        self._viewmodel = viewmodel
        self._navigation = navigation
        self._path = ""
        t = viewmodel.texts.t
        self._guidance_title, self._guidance = label(t("Guidance"), "small"), label()
        self._remark_title = label(t("Remark (F2)"), "small")
        self.remark = QPlainTextEdit()
        self.remark.setTabChangesFocus(True)
        self.remark.setPlaceholderText(t("A note for the office, not read out"))
        self.remark.setFixedHeight(self.remark.fontMetrics().lineSpacing() * 6 + 24)
        self.remark.installEventFilter(self)
        self.remark.textChanged.connect(self._on_typing)
        self._remark_title.setBuddy(self.remark)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 20, 18, 16)
        column.setSpacing(6)
        self._guidance.setContentsMargins(0, 0, 0, 16)
        for one in (self._guidance_title, self._guidance, self._remark_title, self.remark):
            column.addWidget(one)
        column.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Show what belongs to the place; a remark in the middle of being written stays, or is written down at a new place."""
        question = self._viewmodel.questionnaire.question(self._navigation.ref)
        guidance = question.guidance if question else ""
        self._guidance.setText(guidance)
        self._guidance.setVisible(bool(guidance))
        self._guidance_title.setVisible(bool(guidance))
        self.remark.setEnabled(question is not None)
        name = f"{self._viewmodel.texts.t('Remark')}: {question.label}" if question else ""
        self.remark.setAccessibleName(name or self._viewmodel.texts.t("Remark"))
        path = question.path if question else ""
        if path != self._path:
            self.commit()
            self._path = ""
            self.remark.setPlainText(self._viewmodel.remarks.text(path) if path else "")
            self._path = path

    def commit(self) -> None:
        """Write the remark down."""
        if self._path:
            self._viewmodel.remarks.write(self._path, clean(self.remark.toPlainText()))

    def _on_typing(self) -> None:
        if self._path:
            self._viewmodel.remarks.typing(self._path, self.remark.toPlainText())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving the field writes the remark down; Enter and F2 lead back to the question."""
        if watched is self.remark and event.type() == QEvent.Type.FocusOut:
            self.commit()
        if watched is self.remark and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            back = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Escape}
            if back and not event.modifiers():
                self.done.emit()
                return True
        return super().eventFilter(watched, event)
