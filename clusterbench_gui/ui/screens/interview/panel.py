"""What helps with the question that has the focus: guidance, the answer of the edition before, remarks, history."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from clusterbench_gui.ui.screens.interview.navigation import Navigation
from clusterbench_gui.ui.screens.interview.telling import Line, history_lines, previous_words, review_lines
from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel
from clusterbench_gui.ui.screens.interview.words import code_of
from clusterbench_gui.ui.widgets.parts import XS, L, S
from clusterbench_gui.ui.widgets.questions.base import label
from clusterbench_gui.ui.widgets.questions.readers import clean

WIDTH = 264
NEWEST = 8
"""So many entries of a history are shown, the newest ones."""


class HelpPanel(QScrollArea):
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
        self._previous, self._guidance = _Part(t("Last edition")), _Part(t("Guidance"))
        self._reviews, self._history = _Part(t("From the supervisor")), _Part(t("History of the answer"))
        self._remark_title = label(t("Remark (F2)"), "small")
        self.remark = _Remark()
        self.remark.setTabChangesFocus(True)
        self.remark.setPlaceholderText(t("A note for the office, not read out"))
        self.remark.setFixedHeight(self.remark.fontMetrics().lineSpacing() * 6 + 24)
        self.remark.left.connect(self.commit)
        self.remark.done.connect(self.done)
        self.remark.textChanged.connect(self._on_typing)
        self._remark_title.setBuddy(self.remark)
        inside = QWidget()
        inside.setObjectName("helpInside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(18, 20, 18, 16)
        column.setSpacing(6)
        for one in (self._previous, self._guidance, self._reviews, self._remark_title, self.remark, self._history):
            column.addWidget(one)
            if one is self.remark:
                column.addSpacing(L)
        column.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.refresh()

    @property
    def said(self) -> list[str]:
        """All that is shown beside the remark, from top to bottom."""
        parts = (self._previous, self._guidance, self._reviews, self._history)
        return [words for part in parts for one in part.lines for words in (one.what, one.by) if words]

    def refresh(self) -> None:
        """Show what belongs to the place; a remark in the middle of being written stays, or is written down at a new place."""
        question = self._viewmodel.questionnaire.question(self._navigation.ref)
        path = question.path if question else ""
        self._viewmodel.background.follow(path)
        self.remark.setEnabled(question is not None)
        name = f"{self._viewmodel.texts.t('Remark')}: {question.label}" if question else ""
        self.remark.setAccessibleName(name or self._viewmodel.texts.t("Remark"))
        if path != self._path:
            self.commit()
            self._path = ""
            self.remark.setPlainText(self._viewmodel.remarks.text(path) if path else "")
            self._path = path
            self.verticalScrollBar().setValue(0)
        self.refresh_help()

    def refresh_help(self) -> None:
        """Show what is known of the question now, but leave the remark alone."""
        model = self._viewmodel
        question = model.questionnaire.question(self._navigation.ref)
        told, texts = model.background.history, model.texts
        guidance = question.guidance if question else ""
        self._guidance.show_lines([Line(guidance)] if guidance else [])
        language = code_of(model.language)
        compared = previous_words(question, model.background.previous, language, texts) if question else []
        self._previous.show_lines([Line(one) for one in compared])
        self._reviews.show_lines(review_lines(told, texts))
        lines = history_lines(question, told, texts) if question else []
        more = len(lines) - NEWEST
        earlier = [Line(texts.n("{n} earlier entry", "{n} earlier entries", more))] if more > 0 else []
        self._history.show_lines([*lines[:NEWEST], *earlier])

    def read_remark(self) -> None:
        """The remark at the place was changed from elsewhere."""
        if self._path and self.remark.toPlainText() != self._viewmodel.remarks.text(self._path):
            path, self._path = self._path, ""
            self.remark.setPlainText(self._viewmodel.remarks.text(path))
            self._path = path

    def commit(self) -> None:
        """Write the remark down."""
        if self._path:
            self._viewmodel.remarks.write(self._path, clean(self.remark.toPlainText()))

    def _on_typing(self) -> None:
        if self._path:
            self._viewmodel.remarks.typing(self._path, self.remark.toPlainText())


class _Remark(QPlainTextEdit):
    """The field of the remark: leaving it writes the remark down; Enter, F2 and Escape lead back to the question."""

    left = Signal()
    done = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Escape}
        if back and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.done.emit()
        else:
            super().keyPressEvent(event)


class _Part(QWidget):
    """A small heading and the lines below it. Takes no room while there are none."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self._shown: list[tuple[QLabel, QLabel]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, L)
        self._column.setSpacing(XS)
        self._column.addWidget(label(title, "small"))
        self.setAccessibleName(title)
        self.hide()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines in place of those before."""
        if list(lines) == self.lines:
            return
        self.lines = list(lines)
        for _ in range(len(lines) - len(self._shown)):
            what, by = label(), label(role="caption")
            by.setContentsMargins(0, 0, 0, S)
            self._column.addWidget(what)
            self._column.addWidget(by)
            self._shown.append((what, by))
        nothing = [Line("")] * (len(self._shown) - len(lines))
        for (what, by), line in zip(self._shown, [*lines, *nothing], strict=True):
            what.setText(line.what)
            by.setText(line.by)
            what.setVisible(bool(line.what))
            by.setVisible(bool(line.by))
        self.setVisible(bool(lines))
