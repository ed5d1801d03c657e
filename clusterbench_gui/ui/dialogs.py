"""Dialogs: ask for a text, say what went wrong, list the keys. They open without stopping the program's events."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.commands import Command
from clusterbench_gui.ui.problems import words_of

if TYPE_CHECKING:  # made when the first one opens
    from PySide6.QtWidgets import QDialog


def ask_text(
    parent: QWidget,
    *,
    title: str,
    question: str,
    given: Callable[[str], None],
    why: str = "",
    secret: bool = False,
    refused: Callable[[], None] | None = None,
) -> None:
    """Ask for one line; `given` gets it after OK, trimmed unless it is `secret`, which is also not shown.

    `refused` is called where no text is given.
    """
    from clusterbench_gui.ui.dialog_windows import TextDialog  # noqa: PLC0415 - when the first one opens

    dialog = TextDialog(parent, title=title, question=question, given=given, why=why, secret=secret)
    if refused is not None:
        dialog.rejected.connect(refused)
    open_dialog(dialog)


def ask_reason(
    parent: QWidget, texts: Texts, given: Callable[[str], None], refused: Callable[[], None] | None = None
) -> None:
    """Ask why a finished interview is opened again; `given` gets the reason, `refused` is called where there is none."""
    why = texts.t("It goes into the log with your name. The interview counts again when it is finished anew.")
    ask_text(
        parent,
        title=texts.t("Reopen the interview"),
        question=texts.t("&Reason"),
        given=given,
        why=why,
        refused=refused,
    )


def ask_passphrase(
    parent: QWidget, texts: Texts, *, has_one: bool, given: Callable[[str, str], None], advice: str = ""
) -> None:
    """Ask for a new passphrase twice; `given` gets the new one (empty takes it away) and the one until now.

    `advice` stands in place of what is said of a study's.
    """
    from clusterbench_gui.ui.dialog_windows import PassphraseDialog  # noqa: PLC0415 - when the first one opens

    open_dialog(PassphraseDialog(parent, texts, has_one=has_one, given=given, advice=advice))


def show_keys(parent: QWidget, texts: Texts, commands: Iterable[Command]) -> None:
    """List the keys of the window."""
    from clusterbench_gui.ui.dialog_windows import KeysDialog  # noqa: PLC0415 - when the first one opens

    open_dialog(KeysDialog(parent, texts, commands))


def show_problems(parent: QWidget, problems: tuple[Problem, ...], texts: Texts) -> None:
    """Say what went wrong in a dialog."""
    show_message(parent, texts.t("That did not work"), words_of(problems, texts))


def show_message(parent: QWidget, title: str, text: str) -> None:
    """A warning with one button."""
    from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415 - when the first one opens

    open_dialog(QMessageBox(QMessageBox.Icon.Warning, title, text, QMessageBox.StandardButton.Ok, parent))


def ask_yes(parent: QWidget, *, title: str, question: str, yes: str, no: str, answered: Callable[[bool], None]) -> None:
    """Ask before something that cannot be taken back. Enter and Escape say no; `answered` gets whether it was yes."""
    from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415 - when the first one opens

    box = QMessageBox(QMessageBox.Icon.Warning, title, question, QMessageBox.StandardButton.NoButton, parent)
    agree = box.addButton(yes, QMessageBox.ButtonRole.DestructiveRole)
    refuse = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(refuse)
    box.setEscapeButton(refuse)
    box.finished.connect(lambda _result: answered(box.clickedButton() is agree))
    open_dialog(box)


def ask_to_lose(parent: QWidget, texts: Texts, unsaved: int, answered: Callable[[bool], None]) -> None:
    """Ask whether answers that cannot be saved may be lost."""
    ask_yes(
        parent,
        title=texts.t("Not saved"),
        question=texts.n(
            "{n} answer is not saved. Close and lose it?", "{n} answers are not saved. Close and lose them?", unsaved
        ),
        yes=texts.t("Close and &lose"),
        no=texts.t("&Keep open"),
        answered=answered,
    )


def choose_folder(parent: QWidget, title: str, start: str = "") -> str:
    """Let the person choose a folder; empty where none was chosen."""
    from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - when the first one opens

    return QFileDialog.getExistingDirectory(parent, title, start)


def choose_files(parent: QWidget, title: str, start: str, kinds: str) -> list[str]:
    """Let the person choose files of some kinds, such as `Tables (*.csv *.xlsx)`; empty where none was chosen."""
    from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - when the first one opens

    return QFileDialog.getOpenFileNames(parent, title, start, kinds)[0]


def choose_file(parent: QWidget, title: str, kinds: str) -> str:
    """Let the person choose a file of some kinds; empty where none was chosen."""
    from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - when the first one opens

    return QFileDialog.getOpenFileName(parent, title, "", kinds)[0]


def choose_new_file(parent: QWidget, title: str, start: str, kinds: str) -> str:
    """Let the person choose a file to be written; empty where none was chosen."""
    from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - when the first one opens

    return QFileDialog.getSaveFileName(parent, title, start, kinds)[0]


def open_dialog(dialog: "QDialog") -> None:
    """Show a dialog that goes away when it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
