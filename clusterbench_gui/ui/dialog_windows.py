"""The dialogs themselves. Imported by `dialogs.py` when the first one opens, for the first paint does without."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.commands import Command, plain
from clusterbench_gui.ui.theme import mark
from clusterbench_gui.ui.widgets.parts import XL, L, M, label, scrolling

_WIDTH = 440


class TextDialog(QDialog):
    """Asks for one line of text; OK is offered only when there is one."""

    def __init__(
        self,
        parent: QWidget,
        *,
        title: str,
        question: str,
        given: Callable[[str], None],
        why: str = "",
        secret: bool = False,
    ) -> None:
        """`given` is called with the text after OK, trimmed unless it is `secret`, which is also not shown."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        self._given = given
        self._secret = secret
        self.edit = QLineEdit()
        self.edit.setMaxLength(200)
        if secret:
            self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        asked = label(question, "strong")
        asked.setBuddy(self.edit)
        self._buttons = dialog_buttons(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        layout = dialog_layout(self)
        layout.addWidget(asked)
        layout.addWidget(self.edit)
        if why:
            layout.addWidget(label(why, "muted", wrap=True))
        layout.addWidget(self._buttons)
        self.edit.textChanged.connect(self._look)
        self._look("")

    def accept(self) -> None:
        """Hand the text over."""
        super().accept()
        text = self.edit.text()
        self._given(text if self._secret else text.strip())

    def _look(self, text: str) -> None:
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(text.strip()))


class PassphraseDialog(QDialog):
    """Asks for a new passphrase twice, and for the one before where there is one. OK is offered when both are equal."""

    def __init__(
        self, parent: QWidget, texts: Texts, *, has_one: bool, given: Callable[[str, str], None], advice: str = ""
    ) -> None:
        """`given` gets the new passphrase (empty takes it away) and the old one; `advice` is shown in place of that of a study."""
        super().__init__(parent)
        self.setWindowTitle(texts.t("Passphrase"))
        self.setMinimumWidth(_WIDTH)
        self._has_one = has_one
        self._given = given
        self.old, self.new, self.again = QLineEdit(), QLineEdit(), QLineEdit()
        layout = dialog_layout(self)
        asked = [(texts.t("&New passphrase"), self.new), (texts.t("The new one &again"), self.again)]
        if has_one:
            asked.insert(0, (texts.t("&Passphrase until now"), self.old))
        for question, edit in asked:
            edit.setEchoMode(QLineEdit.EchoMode.Password)
            edit.textChanged.connect(self._look)
            name = label(question, "strong")
            name.setBuddy(edit)
            layout.addWidget(name)
            layout.addWidget(edit)
        why = advice or texts.t(
            "Several words are better than one. Only an office that may open the study can replace a forgotten one."
        )
        if has_one:
            why += " " + texts.t("Leave the new one empty to take the passphrase away.")
        layout.addWidget(label(why, "muted", wrap=True))
        self._buttons = dialog_buttons(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        layout.addWidget(self._buttons)
        self._look()

    def accept(self) -> None:
        """Hand the passphrases over."""
        super().accept()
        self._given(self.new.text(), self.old.text())

    def _look(self) -> None:
        complete = bool(self.old.text()) if self._has_one else bool(self.new.text())
        ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(complete and self.new.text() == self.again.text())


class KeysDialog(QDialog):
    """The list of keys."""

    def __init__(self, parent: QWidget, texts: Texts, commands: Iterable[Command]) -> None:
        """List every command that has keys."""
        super().__init__(parent)
        self.setWindowTitle(texts.t("Keys"))
        layout = dialog_layout(self)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, M, 0)
        grid.setHorizontalSpacing(XL)
        grid.setVerticalSpacing(M)
        for place, command in enumerate(commands):
            grid.addWidget(label(command.keys, "strong"), place, 0)
            grid.addWidget(label(plain(command.text)), place, 1)
        keys = scrolling(inside)
        keys.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # arrows scroll where the list is longer than the window
        keys.setAccessibleName(texts.t("Keys"))
        layout.addWidget(keys)
        buttons = dialog_buttons(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        wanted = inside.sizeHint() + QSize(4 * XL, buttons.sizeHint().height() + 4 * XL)
        self.resize(wanted.boundedTo(parent.window().size() - QSize(XL, XL)))
        keys.setFocus()


def dialog_layout(dialog: QDialog) -> QVBoxLayout:
    """The column in which a dialog stands."""
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(XL, XL, XL, L)
    layout.setSpacing(M)
    return layout


def dialog_buttons(which: QDialogButtonBox.StandardButton) -> QDialogButtonBox:
    """Buttons in a row; OK is the primary one."""
    box = QDialogButtonBox(which)
    ok = box.button(QDialogButtonBox.StandardButton.Ok)
    if ok is not None:
        mark(ok, "primary")
    return box
