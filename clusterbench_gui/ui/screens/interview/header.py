"""The line at the top: whose interview it is, whether it is saved, the language, and how far it is."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QToolButton, QWidget

from clusterbench_gui.ui import icons
from clusterbench_gui.ui.screens.interview.saving import Saving
from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel
from clusterbench_gui.ui.screens.interview.words import clock, language_code
from clusterbench_gui.ui.theme import mark
from clusterbench_gui.ui.widgets.parts import set_down
from clusterbench_gui.ui.widgets.questions.base import label

SIGN = 16
"""Of the picture beside the words of saving."""
_ROOMY, _TIGHT = 1000, 700
"""Logical pixels from which the progress bar and the details beside the name have room; the word of the way back."""


class Header(QWidget):
    """Reads the view-model; `refresh_…` follow its signals."""

    back = Signal()

    def __init__(self, viewmodel: InterviewViewModel, *, synthetic: bool, resumed: bool) -> None:
        """`resumed`: say, until something is answered, that the interview continues where it was left."""
        super().__init__()
        self._viewmodel = viewmodel
        t = viewmodel.texts.t
        self._back = QPushButton(icons.icon("back", "accent"), t("Interviews"))
        self._back.setAccessibleName(t("Interviews"))
        mark(self._back, "link")
        self._back.clicked.connect(self.back)
        cluster = viewmodel.interview.cluster
        self._name = _Elided(cluster.name)
        about = [cluster.code, *([t("invented data")] if synthetic else [])]
        self._about = label(" · ".join(about), "muted", wrap=False)
        self._sign = QLabel()
        self._sign.setFixedSize(SIGN, SIGN)
        self._saved = _Steady()
        self._saved.setObjectName("saved")
        self._resting = t("Continued where it was left") if resumed else ""
        self._languages = QHBoxLayout()
        self._languages.setSpacing(0)
        self._segments: dict[str, QToolButton] = {}
        self._count = _Steady("muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(120)
        self._bar.setAccessibleName(t("Answered questions"))
        self._lay_out()
        self._make_languages()
        self.refresh_saving()
        self.refresh_progress()

    def refresh_saving(self) -> None:
        """Say only what is true: saved with its time, on the way, or not saved."""
        queue, texts = self._viewmodel.saving, self._viewmodel.texts
        sign, role, words = {
            Saving.SAVED: ("circle-check", "ok", self._saved_words()),
            Saving.PENDING: ("save", "muted", texts.t("Saving…")),
            Saving.FAILED: ("alert", "bad", texts.t("Not saved")),
        }[self._viewmodel.saving_state]
        if self._saved.text() == words:
            return
        self._saved.setText(words)
        mark(
            self._saved, "alarm" if role == "bad" else "ok" if queue.wall else "muted"
        )  # one look from answer to answer
        if words:
            self._sign.setPixmap(icons.pixmap(sign, role, SIGN, self.devicePixelRatioF()))

    def refresh_progress(self) -> None:
        """62 of 94."""
        answered, asked = self._viewmodel.questionnaire.progress
        self._count.setText(self._viewmodel.texts.t("{answered} of {asked}", answered=answered, asked=asked))
        self._bar.setUpdatesEnabled(False)  # Qt would paint at once all that waits to be painted
        self._bar.setRange(0, max(asked, 1))
        self._bar.setValue(answered)
        self._bar.setUpdatesEnabled(True)

    def refresh_language(self) -> None:
        """Mark the language in which questions are shown."""
        for name, button in self._segments.items():
            set_down(button, name == self._viewmodel.language)

    def minimumSizeHint(self) -> QSize:
        """What gives way in a narrow window must not keep the window from getting narrow."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the bar and the details give way to the name."""
        super().resizeEvent(event)
        width = event.size().width()
        self._bar.setVisible(width >= _ROOMY)
        self._about.setVisible(width >= _ROOMY)
        self._back.setText(self._viewmodel.texts.t("Interviews") if width >= _TIGHT else "")

    def _saved_words(self) -> str:
        time = clock(self._viewmodel.saving.wall, self._viewmodel.texts)
        return self._viewmodel.texts.t("Saved {time}", time=time) if time else self._resting

    def _make_languages(self) -> None:
        for name in self._viewmodel.languages:
            button = QToolButton()
            button.setText(language_code(name))
            button.setAccessibleName(name)
            button.setToolTip(f"{name} (Ctrl+L)")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            mark(button, "tongue")
            button.toggled.connect(lambda _down=False, one=name: self._viewmodel.set_language(one))
            self._languages.addWidget(button)
            self._segments[name] = button
        self.refresh_language()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 20, 8)
        row.setSpacing(12)
        row.addWidget(self._back)
        row.addWidget(self._name)
        row.addWidget(self._about)
        row.addStretch(1)
        saved = QHBoxLayout()
        saved.setSpacing(6)
        saved.addWidget(self._sign)
        saved.addWidget(self._saved)
        row.addLayout(saved)
        row.addLayout(self._languages)
        row.addWidget(self._count)
        row.addWidget(self._bar)


class _Steady(QLabel):
    """Words that change with every answer. It keeps the room of the widest so far, so that they bring about no layout."""

    def __init__(self, role: str = "") -> None:
        super().__init__()
        self._room = QSize()
        self.setTextFormat(Qt.TextFormat.PlainText)
        mark(self, role)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._room = QSize()
            self._fit()

    def _fit(self) -> None:
        room = self._room.expandedTo(self.sizeHint())
        if room != self._room:
            self._room = room
            self.setFixedSize(room)


class _Elided(QLabel):
    """A name that ends in … where there is no room for it; the whole stands in its tool tip."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._whole = text
        mark(self, "heading")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 4, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, event.size().width()))
