"""Networks before one is open: what this is for, and the ways to begin."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.theme import mark
from clusterbench_gui.ui.widgets.parts import L, M, button, card, flow, label, row, scrolling

_WIDTH = 760


class Welcome(QWidget):
    """A card to look around, and one to begin with firms of one's own."""

    def __init__(self, texts: Texts, do: Mapping[str, Callable[[], None]]) -> None:
        """`do` says what "again", "demo", "new", "open", "import" and "template" do."""
        super().__init__()
        t = texts.t
        inside = QWidget()
        inside.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(L)
        self._texts = texts
        self._last, within = card()
        within.setSpacing(M)
        self._name = label("", "large", wrap=True)
        within.addWidget(self._name)
        self.again = button(t("Open it &again"), do["again"], role="primary", picture="play")
        within.addLayout(row(self.again, None))
        column.addWidget(self._last)
        look, within = card()
        within.setSpacing(M)
        within.addWidget(label(t("Look around first"), "large"))
        words = t(
            "Sixty invented firms of furniture and metal, with machines, prices, routes and orders. Nothing of it is real."
        )
        within.addWidget(label(words, "small", wrap=True))
        self.demo = button(t("Open the de&monstration cluster"), do["demo"], role="primary", picture="flask")
        within.addLayout(row(self.demo, None))
        column.addWidget(look)
        own, within = card()
        within.setSpacing(M)
        within.addWidget(label(t("Firms of your own"), "large"))
        words = t(
            "Which firms there are, what they can make at what price, and what is ordered: typed into tables here, pasted from a "
            "spreadsheet, or read from a workbook. It is kept encrypted in a folder of its own and needs no study."
        )
        within.addWidget(label(words, "small", wrap=True))
        buttons = (
            button(t("&New network…"), do["new"], picture="plus"),
            button(t("&Open…"), do["open"], picture="folder"),
            button(t("Import a wor&kbook (XLSX)…"), do["import"], picture="table"),
            button(t("Save an &empty template…"), do["template"], picture="save"),
        )
        within.addWidget(flow(*buttons))
        column.addWidget(own)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolling(inside))

    def show_last(self, folder: Path | None) -> None:
        """Offer the network of last time, where there is one."""
        self._last.setVisible(folder is not None)
        mark(self.demo, "" if folder else "primary")
        if folder is not None:
            self._name.setText(self._texts.t("The network of last time: {name}", name=folder.stem))

    def focus_first(self) -> None:
        """Start at what is most likely wanted."""
        (self.demo if self._last.isHidden() else self.again).setFocus()
