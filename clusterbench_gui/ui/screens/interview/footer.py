"""The line of keys at the bottom."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.theme import mark


class Footer(QWidget):
    """The keys that lead through an interview, always in sight."""

    def __init__(self, texts: Texts) -> None:
        """Every key with its word."""
        super().__init__()
        t = texts.t
        keys = (
            (t("Enter"), t("next")),
            (t("Shift+Enter"), t("back")),
            ("F2", t("remark")),
            ("F8", t("next unanswered")),
            ("Ctrl+L", t("language")),
            ("Ctrl+PgDn", t("next section")),
            (t("Ctrl+Enter"), t("finish")),
        )
        words = QLabel(" &nbsp; &nbsp; ".join(f"<b>{key}</b>&nbsp;{word.replace(' ', '&nbsp;')}" for key, word in keys))
        words.setTextFormat(Qt.TextFormat.RichText)
        words.setWordWrap(True)
        mark(words, "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 20, 6)
        row.addWidget(words)
