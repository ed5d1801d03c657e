"""Orders to choose from, and limits of one of them to be tried."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from clusterbench_gui.domain.planning import Order
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.screens.networks.planning.fields import Field
from clusterbench_gui.ui.screens.networks.planning.viewmodel import PlanningViewModel
from clusterbench_gui.ui.theme import mark
from clusterbench_gui.ui.widgets.parts import XS, M, S, button, label, row

_LIST_HEIGHT = 96
_CODE = Qt.ItemDataRole.UserRole


class Orders(QWidget):
    """Ticked orders are planned together; the current one shows its limits."""

    def __init__(self, model: PlanningViewModel) -> None:
        """Bind to the view-model."""
        super().__init__()
        self._model = model
        texts = model.texts
        self._shown: tuple[tuple[str, str, str], ...] = ()
        self.list = QListWidget()
        self.list.setAccessibleName(texts.t("Orders"))
        self.list.setFixedHeight(_LIST_HEIGHT)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.currentItemChanged.connect(self._look)
        self.list.itemChanged.connect(self._tick)
        self._about = label("", "small", wrap=True)
        self.fields = {field: self._field(field) for field in Field}
        self._names = {field: label("", "small") for field in Field}
        self._state = label("", "small", wrap=True)
        self._back = button(texts.t("As in the table"), model.take_back, role="link", picture="undo")
        self._write = button(texts.t("Write into the table"), model.write_back, role="link", picture="save")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(S)
        layout.addWidget(self.list)
        layout.addWidget(self._about)
        layout.addLayout(self._grid(texts))
        layout.addWidget(self._state)
        layout.addLayout(row(self._back, self._write, None, spacing=0))
        model.changed.connect(self._render)
        self._render()

    def _grid(self, texts: Texts) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(M)
        grid.setVerticalSpacing(XS)
        titles = {
            Field.DUE: texts.t("Due"),
            Field.BUDGET: texts.t("Budget, PLN"),
            Field.RELIABILITY: texts.t("Reliability, %"),
            Field.PARTNERS: texts.t("Most partners"),
        }
        for place, field in enumerate(Field):
            name, edit = self._names[field], self.fields[field]
            name.setText(titles[field])
            name.setBuddy(edit)
            edit.setAccessibleName(titles[field].replace("&", ""))
            grid.addWidget(name, 2 * (place // 2), place % 2)
            grid.addWidget(edit, 2 * (place // 2) + 1, place % 2)
        return grid

    def _field(self, field: Field) -> QLineEdit:
        edit = QLineEdit()
        edit.setPlaceholderText(self._model.texts.t("no limit"))
        edit.textEdited.connect(lambda text: self._model.type(field, text))
        return edit

    def _look(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            self._model.look_at(item.data(_CODE))

    def _tick(self, _item: QListWidgetItem) -> None:
        items = [self.list.item(place) for place in range(self.list.count())]
        ticked = (one.data(_CODE) for one in items if one.checkState() is Qt.CheckState.Checked)
        self._model.tick(frozenset(ticked))

    def _render(self) -> None:
        model = self._model
        self._fill()
        order = model.current
        for field, edit in self.fields.items():
            typed = model.shown(field)
            edit.setEnabled(order is not None)
            if edit.text().strip() != typed.text:
                edit.setText(typed.text)
        self._about.setText(_about(order, model.texts))
        self._about.setVisible(order is not None)
        wrong = tuple(field for field in Field if not model.shown(field).is_read)
        self._state.setText(self._state_words(wrong))
        mark(self._state, "bad" if wrong else "small")
        self._state.setVisible(model.is_trying)
        self._back.setVisible(model.is_trying)
        self._write.setVisible(model.is_trying)
        self._write.setEnabled(model.can_write_back)

    def _fill(self) -> None:
        model, texts = self._model, self._model.texts
        wanted = tuple((one.code, _line(one, texts), one.product) for one in model.orders)
        blocked = self.list.blockSignals(True)
        if wanted != self._shown:
            self._shown = wanted
            self.list.clear()
            for code, text, _product in wanted:
                item = QListWidgetItem(text)
                item.setData(_CODE, code)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setToolTip(text)
                self.list.addItem(item)
        current = model.current
        for place, (code, _text, _product) in enumerate(wanted):
            item = self.list.item(place)
            item.setCheckState(Qt.CheckState.Checked if code in model.ticked else Qt.CheckState.Unchecked)
            if current is not None and code == current.code and self.list.currentRow() != place:
                self.list.setCurrentRow(place)
        self.list.blockSignals(blocked)

    def _state_words(self, wrong: tuple[Field, ...]) -> str:
        texts = self._model.texts
        if wrong:
            names = ", ".join(self._names[field].text().replace("&", "") for field in wrong)
            return texts.t("This cannot be read: {fields}. Please correct it.", fields=names)
        return texts.t("These limits are tried; the table stays as it is.")


def _line(order: Order, texts: Texts) -> str:
    due = texts.t("due {day}", day=texts.date(order.due)) if order.due is not None else ""
    who = order.customer or order.product
    return " · ".join(part for part in (order.code, who, due) if part)


def _about(order: Order | None, texts: Texts) -> str:
    if order is None:
        return ""
    quantity = texts.number(order.quantity, 0 if order.quantity == int(order.quantity) else 2)
    price = texts.t("price {price} PLN", price=texts.number(order.price, 0)) if order.price is not None else ""
    soft = texts.t("the due date may be missed at a penalty") if order.due_is_soft else ""
    parts = (texts.t("{quantity} × {product}", quantity=quantity, product=order.product), price, soft)
    return ", ".join(part for part in parts if part)
