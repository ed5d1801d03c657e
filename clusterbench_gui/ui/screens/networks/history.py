"""History: which variants are kept and where they stand, and what happened, the newest first."""

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from clusterbench_gui.app.planning.telling import happening_words, moment_words, variant_row
from clusterbench_gui.ui.models.table import Table, TableModel
from clusterbench_gui.ui.network_desk import NetworkDesk
from clusterbench_gui.ui.widgets.parts import M, S, label

_NUMBERS_FROM = 5
_SAMPLE = 100
_LEAST = 110


class HistoryView(QWidget):
    """Two tables, only to be read."""

    def __init__(self, network: NetworkDesk) -> None:
        """Follow the network."""
        super().__init__()
        self._network = network
        t = network.texts.t
        self._none = label(
            t("No variant is kept yet. The planning keeps those that you choose there."), "muted", wrap=True
        )
        self._variants, self.variants = TableModel(), _table(t("Kept variants"))
        self._happenings, self.happenings = TableModel(), _table(t("What happened"))
        self.variants.setModel(self._variants)
        self.happenings.setModel(self._happenings)
        self.variants.setProperty("scrollsSideways", True)
        self.happenings.horizontalHeader().setStretchLastSection(True)
        self._shown: object = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(S)
        layout.addWidget(label(t("Kept variants"), "large"))
        layout.addWidget(self._none)
        layout.addWidget(self.variants, 2)
        layout.addSpacing(M)
        layout.addWidget(label(t("What happened"), "large"))
        layout.addWidget(self.happenings, 3)
        network.changed.connect(self._render)
        self._render()

    def focus_first(self) -> None:
        """Start at what happened."""
        self.happenings.setFocus()

    def _render(self) -> None:
        network, texts = self._network, self._network.texts
        t = texts.t
        shown = (network.variants, network.history)
        if shown == self._shown:
            return
        self._shown = shown
        headings = (
            t("Variant"),
            t("Orders"),
            t("Standing"),
            t("Made"),
            t("With the customer"),
            t("Cost (PLN)"),
            t("Partners"),
        )
        rows = tuple(variant_row(one, texts) for one in reversed(network.variants))
        self._variants.show_table(Table(headings, rows, _NUMBERS_FROM))
        self._none.setHidden(bool(rows))
        self.variants.setVisible(bool(rows))
        said = tuple((moment_words(one.when, texts), happening_words(one, texts)) for one in reversed(network.history))
        self._happenings.show_table(Table((t("When"), t("What")), said, 2))
        for table in (self.variants, self.happenings):
            table.resizeColumnsToContents()


def _table(name: str) -> QTableView:
    made = QTableView()
    made.setAccessibleName(name)
    made.setMinimumHeight(_LEAST)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.setTabKeyNavigation(False)
    made.setShowGrid(False)
    made.setWordWrap(False)
    made.verticalHeader().hide()
    made.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    made.horizontalHeader().setResizeContentsPrecision(_SAMPLE)
    made.horizontalHeader().setHighlightSections(False)
    return made
