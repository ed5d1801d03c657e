"""What stands in place of everything while the study is locked. It says which folder is locked, and nothing of the study."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.widgets.parts import L, M, button, card, label, picture, row

_WIDTH = 440


class LockPage(QWidget):
    """Asks for the passphrase."""

    given = Signal(str)
    """A passphrase was typed."""

    def __init__(self, texts: Texts, folder: str) -> None:
        """`folder` is the name of the study's folder."""
        super().__init__()
        self._texts = texts
        frame, inside = card()
        frame.setFixedWidth(_WIDTH)
        inside.setSpacing(M)
        heading = label(texts.t("Locked"), "title")
        inside.addLayout(row(picture("key", "accent"), heading, None, spacing=M))
        inside.addWidget(label(folder, "strong", wrap=True))
        why = texts.t(
            "Nobody used the program for a while, so the study was closed. Everything that was typed is kept."
        )
        inside.addWidget(label(why, "muted", wrap=True))
        self.edit = QLineEdit()
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.returnPressed.connect(self._give)
        asked = label(texts.t("&Passphrase of the study"))
        asked.setBuddy(self.edit)
        self._unlock = button(texts.t("&Unlock"), self._give, role="primary")
        self._said = label("", "bad", wrap=True)
        for one in (asked, self.edit, self._said):
            inside.addWidget(one)
        inside.addLayout(row(self._unlock, None))
        self._said.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(L, L, L, L)
        layout.addStretch(2)
        layout.addLayout(row(None, frame, None))  # an alignment would cut lines off: it takes no height for a width
        layout.addStretch(3)

    def showEvent(self, event: QShowEvent) -> None:
        """The cursor stands in the field."""
        super().showEvent(event)
        self.edit.setFocus()

    def allow(self) -> None:
        """Let somebody type: the study is closed, or could not be opened for another reason than the passphrase."""
        self._enable(True)

    def refuse(self) -> None:
        """The passphrase was a wrong one."""
        self._say(self._texts.t("That passphrase does not open the study. Please try again."))
        self.edit.clear()
        self._enable(True)

    def _give(self) -> None:
        if self.edit.text():
            self._say("")
            self._enable(False)
            self.given.emit(self.edit.text())

    def _enable(self, enabled: bool) -> None:  # noqa: FBT001 - as Qt's setEnabled
        self.edit.setEnabled(enabled)
        self._unlock.setEnabled(enabled)
        if enabled:
            self.edit.setFocus()

    def _say(self, text: str) -> None:
        self._said.setText(text)
        self._said.setVisible(bool(text))
