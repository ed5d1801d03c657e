"""Dialogs: ask for one text, say what went wrong, list the keys. They open without stopping the program's events."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLineEdit, QMessageBox, QVBoxLayout, QWidget

from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.commands import Command, plain
from clusterbench_gui.ui.theme import mark
from clusterbench_gui.ui.widgets.parts import XL, L, M, label

_WIDTH = 440
_SHOWN = 8
_DELETE = Qt.WidgetAttribute.WA_DeleteOnClose


class TextDialog(QDialog):
    """Asks for one line of text; OK is offered only when there is one."""

    def __init__(self, parent: QWidget, *, title: str, question: str, why: str, given: Callable[[str], None]) -> None:
        """`given` is called with the trimmed text after OK."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        self._given = given
        self.edit = QLineEdit()
        self.edit.setMaxLength(200)
        asked = label(question, "strong")
        asked.setBuddy(self.edit)
        self._buttons = _buttons(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        layout = _dialog_layout(self)
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
        self._given(self.edit.text().strip())

    def _look(self, text: str) -> None:
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(text.strip()))


class KeysDialog(QDialog):
    """The list of keys."""

    def __init__(self, parent: QWidget, texts: Texts, commands: Iterable[Command]) -> None:
        """List every command that has keys."""
        super().__init__(parent)
        self.setWindowTitle(texts.t("Keys"))
        layout = _dialog_layout(self)
        grid = QGridLayout()
        grid.setHorizontalSpacing(XL)
        grid.setVerticalSpacing(M)
        for place, command in enumerate(commands):
            grid.addWidget(label(command.keys, "strong"), place, 0)
            grid.addWidget(label(plain(command.text)), place, 1)
        layout.addLayout(grid)
        buttons = _buttons(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)


def show_problems(parent: QWidget, problems: tuple[Problem, ...], texts: Texts) -> None:
    """Say what went wrong, where, and what to do next; no more than a handful of sentences at once."""
    from clusterbench_gui.app.wording import sentence  # noqa: PLC0415 - not needed while nothing is wrong

    said = [sentence(one, texts) for one in problems[:_SHOWN]]
    if len(problems) > _SHOWN:
        said.append(texts.n("and {n} more", "and {n} more", len(problems) - _SHOWN))
    show_message(parent, texts.t("That did not work"), "\n\n".join(said))


def show_message(parent: QWidget, title: str, text: str, icon: QMessageBox.Icon = QMessageBox.Icon.Warning) -> None:
    """A message with one button."""
    box = QMessageBox(icon, title, text, QMessageBox.StandardButton.Ok, parent)
    box.setAttribute(_DELETE)
    box.open()


def open_dialog(dialog: QDialog) -> None:
    """Show a dialog that goes away when it is closed."""
    dialog.setAttribute(_DELETE)
    dialog.open()


def _dialog_layout(dialog: QDialog) -> QVBoxLayout:
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(XL, XL, XL, L)
    layout.setSpacing(M)
    return layout


def _buttons(which: QDialogButtonBox.StandardButton) -> QDialogButtonBox:
    box = QDialogButtonBox(which)
    ok = box.button(QDialogButtonBox.StandardButton.Ok)
    if ok is not None:
        mark(ok, "primary")
    return box
