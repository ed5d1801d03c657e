"""The line below the header: what is special about how the interview stands, and the way to open a finished one again."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.widgets.questions.base import label


class Standing(QWidget):
    """A sentence, and a button where the interview is only to be read. Takes no room while there is nothing to say."""

    reopening = Signal()

    def __init__(self, texts: Texts) -> None:
        """Nothing to say at first."""
        super().__init__()
        self._words = label(role="muted")
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.button = QPushButton(texts.t("Reop&en…"))
        self.button.clicked.connect(lambda _checked=False: self.reopening.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 20, 6)
        row.setSpacing(12)
        row.addWidget(self._words, 1)
        row.addWidget(self.button)

    @property
    def words(self) -> str:
        """What is said."""
        return self._words.text()

    def say(self, words: str, *, may_reopen: bool) -> None:
        """Show a sentence, with the button or without; "" takes all of it away."""
        self._words.setText(words)
        self.button.setVisible(may_reopen)
        self.setVisible(bool(words))

    def minimumSizeHint(self) -> QSize:
        """A long sentence must not keep the window from getting narrow."""
        return QSize(0, super().minimumSizeHint().height())
