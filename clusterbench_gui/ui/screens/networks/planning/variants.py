"""The list of variants: when, for how much, how reliably, with whom, and how sure it is that nothing is better."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from clusterbench_gui.domain.planning import Book, Standing
from clusterbench_gui.support.texts import DASH, Texts
from clusterbench_gui.ui.models.table import Table, TableModel
from clusterbench_gui.ui.problems import words_of
from clusterbench_gui.ui.screens.networks.planning.shelf import Listed
from clusterbench_gui.ui.screens.networks.planning.viewmodel import PlanningViewModel
from clusterbench_gui.ui.screens.networks.planning.words import money, percent, standing_word, sure_word
from clusterbench_gui.ui.theme import mark
from clusterbench_gui.ui.widgets.parts import S, button, flow, label

_ROWS = 200


class Variants(QWidget):
    """Shows the shelf; the chosen row is looked at."""

    def __init__(self, model: PlanningViewModel, *, compare: QWidget, more: QWidget) -> None:
        """Bind to the view-model; `compare` and `more` are buttons that open dialogs."""
        super().__init__()
        self._model = model
        self._shown: tuple[Listed, ...] = ()
        texts = model.texts
        self._rows = TableModel()
        self.table = QTableView()
        self.table.setAccessibleName(texts.t("Variants"))
        self.table.setModel(self._rows)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _before: self._select(now.row()))
        shelf = model.shelf
        self._keep = button(texts.t("&Keep"), shelf.keep, picture="save")
        self._commit = button(texts.t("&Commit"), shelf.commit, picture="check")
        self._commit.setToolTip(texts.t("Its windows are taken: other orders are planned around them."))
        self._withdraw = button(texts.t("With&draw"), shelf.withdraw, picture="undo")
        self._compare, self._more = compare, more
        self._problem = label("", "bad", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(S)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._problem)
        layout.addWidget(flow(self._commit, self._keep, self._withdraw, compare, more))
        shelf.changed.connect(self._render)
        shelf.chosen.connect(self._render)
        self._render()

    def _select(self, place: int) -> None:
        if place >= 0:
            self._model.shelf.select(place)

    def _render(self) -> None:
        shelf, texts = self._model.shelf, self._model.texts
        listed = shelf.listed
        if listed != self._shown or not self._rows.columnCount():
            self._shown = listed
            with QSignalBlocker(self.table.selectionModel()):
                self._rows.show_table(variants_table(listed, self._model.desk.book, texts))
        place = shelf.place
        if place >= 0 and self.table.currentIndex().row() != place:
            with QSignalBlocker(self.table.selectionModel()):
                self.table.selectRow(place)
            self.table.viewport().update()
        one = shelf.selected
        can = one is not None and not shelf.is_busy and not self._model.desk.read_only
        standing = one.standing if one is not None else None
        self._keep.setEnabled(can and standing is None)
        self._commit.setEnabled(can and standing is not Standing.COMMITTED)
        self._withdraw.setEnabled(can and standing is Standing.COMMITTED)
        self._compare.setEnabled(one is not None and len(listed) > 1)
        self._more.setEnabled(one is not None)
        self._problem.setText(words_of(shelf.problems, texts) if shelf.problems else "")
        self._problem.setVisible(bool(shelf.problems))
        mark(self._problem, "bad")


def variants_table(listed: tuple[Listed, ...], book: Book | None, texts: Texts) -> Table:
    """Variants as rows."""
    headings = (
        texts.t("Delivery"),
        texts.t("Cost"),
        texts.t("Reliability"),
        texts.t("Firms"),
        texts.t("How sure"),
        texts.t("Partners"),
    )
    names = {one.code: one.name for one in book.firms} if book is not None else {}
    return Table(headings, tuple(_row(one, names, texts) for one in listed[:_ROWS]), len(headings))


def _row(one: Listed, names: dict[str, str], texts: Texts) -> tuple[str, ...]:
    variant = one.variant
    reliability = DASH if variant.reliability is None else percent(variant.reliability, texts, 1)
    standing = standing_word(one.kept.standing, one.kept.number, texts) if one.kept is not None else ""
    sure = "; ".join(
        part for part in (standing, one.why if not variant.by_hand else "", sure_word(variant, texts)) if part
    )
    partners = ", ".join(names.get(code, code) for code in variant.firms)
    return (
        texts.date(variant.finish),
        money(variant.cost.all, texts),
        reliability,
        str(len(variant.firms)),
        sure,
        partners,
    )
