"""The keys of an interview: the line at the bottom, and the whole list for F1."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.commands import Command
from clusterbench_gui.ui.theme import mark

_IN_LINE = ("next", "back", "find", "unanswered", "remark", "undo", "language", "finish", "keys")


def interview_commands(texts: Texts) -> tuple[Command, ...]:
    """Every key that means something in an interview, in the order of its use."""
    t = texts.t
    return (
        Command("next", t("next"), t("Enter")),
        Command("back", t("back"), t("Shift+Enter")),
        Command("choose", t("choose an option, by its digit or letter"), "1–9 a–z"),
        Command("walk", t("walk through options, a scale or a list"), t("Arrows")),
        Command("toggle", t("tick the marked option, or untick it"), t("Space")),
        Command("rank", t("move an option up or down in a ranking"), t("Alt+Up, Alt+Down")),
        Command("calendar", t("open the calendar"), t("Alt+Down")),
        Command("empty", t("take the answer back, in an empty field or at an option"), "Delete"),
        Command("dont-know", t("don't know"), "F3"),
        Command("refused", t("refused"), "F4"),
        Command("not-applicable", t("not applicable"), "F5"),
        Command("remark", t("remark"), "F2"),
        Command("line", t("new line in a long text"), "Alt+Enter"),
        Command("row", t("add a row to a table"), "Insert"),
        Command("row-gone", t("remove the row"), "Ctrl+Delete"),
        Command("undo", t("undo"), "Ctrl+Z"),
        Command("redo", t("do again what was undone"), "Ctrl+Shift+Z"),
        Command("find", t("find a question"), "Ctrl+F"),
        Command("unanswered", t("next unanswered"), "F8"),
        Command("problem", t("next answer to check"), "Shift+F8"),
        Command("cross", t("the other question of a check"), "F6"),
        Command("section", t("next section"), "Ctrl+PgDn"),
        Command("section-back", t("previous section"), "Ctrl+PgUp"),
        Command("language", t("language"), "Ctrl+L"),
        Command("window-language", t("language of the program"), "Ctrl+Shift+L"),
        Command("finish", t("finish"), t("Ctrl+Enter")),
        Command("leave", t("back to the list"), "Ctrl+W"),
        Command("keys", t("all keys"), "F1"),
    )


class Footer(QWidget):
    """The keys that lead through an interview, always in sight."""

    def __init__(self, texts: Texts) -> None:
        """Every key with its word."""
        super().__init__()
        shown = {one.id: one for one in interview_commands(texts)}
        words = QLabel(
            " &nbsp; &nbsp; ".join(
                f"<b>{shown[name].keys}</b>&nbsp;{shown[name].text.replace(' ', '&nbsp;')}" for name in _IN_LINE
            )
        )
        words.setTextFormat(Qt.TextFormat.RichText)
        words.setWordWrap(True)
        mark(words, "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 20, 6)
        row.addWidget(words)
