"""The list of variants: when, for how much, how reliably, with whom, and how sure it is that nothing is better."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from clusterbench_gui.domain.networks import Status
from clusterbench_gui.domain.planning import Standing
from clusterbench_gui.support.texts import DASH, Texts
from clusterbench_gui.ui.models.table import Table, TableModel
from clusterbench_gui.ui.problems import words_of
from clusterbench_gui.ui.screens.networks.planning.shelf import Listed
from clusterbench_gui.ui.screens.networks.planning.viewmodel import PlanningViewModel
from clusterbench_gui.ui.screens.networks.planning.words import kept_word, percent, sure_word
from clusterbench_gui.ui.theme import mark
from clusterbench_gui.ui.widgets.parts import S, button, flow, label

_ROWS = 200
_AROUND = 4


class _Rows(TableModel):
    """Rows with a tip that tells all of it."""

    def __init__(self) -> None:
        super().__init__()
        self.tips: tuple[str, ...] = ()

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, and tips."""
        if role == Qt.ItemDataRole.ToolTipRole and index.isValid():
            return self.tips[index.row()]
        return super().data(index, role)


class Variants(QWidget):
    """Shows the shelf in `table`, which stands beside the front; here is what can be done with the chosen row."""

    def __init__(self, model: PlanningViewModel, *, others: tuple[QWidget, ...]) -> None:
        """Bind to the view-model; `others` are buttons that open dialogs: comparing, files, then any."""
        super().__init__()
        self._model = model
        self._shown: tuple[Listed, ...] = ()
        self._is_filling = False
        texts = model.texts
        self._rows = _Rows()
        self.table = QTableView()
        self.table.setAccessibleName(texts.t("Variants"))
        self.table.setModel(self._rows)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)  # else a cut in the middle is made of the first line only
        self.table.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _before: self._select(now.row()))
        shelf = model.shelf
        self._keep = button(texts.t("&Keep"), shelf.keep, picture="save")
        self._commit = button(texts.t("&Commit"), shelf.commit, picture="check")
        self._commit.setToolTip(texts.t("Its windows are taken: other orders are planned around them."))
        self._withdraw = button(texts.t("Withdraw"), shelf.withdraw, picture="undo")
        self._compare, self._more = others[:2]
        self._problem = label("", "bad", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(S)
        layout.addWidget(self._problem)
        self._others = label("", "warn", wrap=True)
        layout.addWidget(self._others)
        layout.addWidget(flow(self._commit, self._keep, self._withdraw, *others))
        model.changed.connect(self._say_of_which)
        shelf.changed.connect(self._render)
        shelf.chosen.connect(self._render)
        self._render()

    def _widen(self) -> None:
        """Room for every cell, also with a line around it."""
        self.table.resizeColumnsToContents()
        for column in range(self._rows.columnCount() - 1):
            self.table.setColumnWidth(column, self.table.columnWidth(column) + _AROUND)

    def _select(self, place: int) -> None:
        if place >= 0 and not self._is_filling:
            self._model.shelf.select(place)

    def _render(self) -> None:
        shelf, texts = self._model.shelf, self._model.texts
        listed = shelf.listed
        if listed != self._shown or not self._rows.columnCount():
            self._shown = listed
            self._is_filling = True
            book = self._model.desk.book
            names = {firm.code: firm.name for firm in book.firms} if book is not None else {}
            self._rows.tips = tuple(_tip(each, names, texts) for each in listed)
            self._rows.show_table(variants_table(listed, texts))
            self._is_filling = False
            self._widen()
        place = shelf.place
        if place >= 0 and self.table.currentIndex().row() != place:
            self._is_filling = True
            self.table.selectRow(place)
            self._is_filling = False
            QTimer.singleShot(0, self.table, lambda: self.table.scrollTo(self.table.currentIndex()))
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
        self._say_of_which()

    def _say_of_which(self) -> None:
        """Variants stay while another order is looked at: then it is said whose they are."""
        one, order, texts = self._model.shelf.selected, self._model.current, self._model.texts
        is_other = one is not None and order is not None and order.code not in one.variant.orders
        if one is not None and order is not None and is_other:
            orders = ", ".join(one.variant.orders)
            self._others.setText(
                texts.t("This variant is of {orders}, not of {order}.", orders=orders, order=order.code)
            )
        self._others.setVisible(is_other)


def variants_table(listed: tuple[Listed, ...], texts: Texts) -> Table:
    """Variants as rows."""
    headings = (
        texts.t("Delivery"),
        texts.t("Cost, PLN"),
        texts.t("Reliability"),
        texts.t("Firms"),
        texts.t("How sure"),
    )
    return Table(headings, tuple(_row(one, texts) for one in listed[:_ROWS]), len(headings))


def _row(one: Listed, texts: Texts) -> tuple[str, ...]:
    variant = one.variant
    reliability = DASH if variant.reliability is None else percent(variant.reliability, texts, 1)
    cost = texts.number(variant.cost.all, 0)
    return texts.date(variant.finish), cost, reliability, str(len(variant.firms)), _state(one, texts)


def _state(one: Listed, texts: Texts) -> str:
    standing = kept_word(one.kept, texts) if one.kept is not None else ""
    why = "" if one.variant.by_hand else one.why
    return "; ".join(part for part in (standing, why, sure_word(one.variant, texts)) if part)


def _tip(one: Listed, names: Mapping[str, str], texts: Texts) -> str:
    partners = "\n".join(names.get(code, code) for code in one.variant.firms)
    proved = texts.t(
        "Proved: among the offers that were looked at, under these limits, nothing cheaper is there by this day."
    )
    is_proved = one.variant.proof.status is Status.OPTIMAL and not one.variant.by_hand
    return f"{_state(one, texts)}\n{proved if is_proved else ''}\n{partners}"
