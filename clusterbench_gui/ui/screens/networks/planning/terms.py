"""What an offer to the customer says of price and validity, as it is typed."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from clusterbench_gui.domain.planning import Book
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.screens.networks.planning.fields import read_day, read_money
from clusterbench_gui.ui.screens.networks.planning.words import money
from clusterbench_gui.ui.widgets.parts import S, label


class TermsFields(QWidget):
    """Two fields that may stay empty."""

    edited = Signal()

    def __init__(self, texts: Texts, own_price: str) -> None:
        """`own_price`: in words what holds where no price is typed."""
        super().__init__()
        self._texts = texts
        self.price = self._field(texts.t("Price, PLN"), own_price)
        self.until = self._field(texts.t("Valid until"), _open(texts))
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(S)
        layout.setVerticalSpacing(S)
        layout.setColumnStretch(1, 1)
        for place, edit in enumerate((self.price, self.until)):
            name = label(edit.accessibleName(), "muted")
            name.setBuddy(edit)
            layout.addWidget(name, place, 0)
            layout.addWidget(edit, place, 1)

    def read(self) -> tuple[float | None, date | None]:
        """Price and last day as they can be read; None where nothing is typed."""
        return read_money(self.price.text().strip()), read_day(self.until.text().strip())

    def wrong(self) -> tuple[QLineEdit, str] | None:
        """The first field that cannot be read, and what to do; None where both can."""
        price, until = self.read()
        if self.price.text().strip() and price is None:
            words = self._texts.t("The price cannot be read: please write an amount in PLN such as 12500, or nothing.")
            return self.price, words
        if self.until.text().strip() and until is None:
            words = self._texts.t(
                "The day until which the offer is valid cannot be read: please write it as 2026-06-30 or 30.06.2026, or nothing."
            )
            return self.until, words
        return None

    def _field(self, name: str, empty: str) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(name)
        made.setPlaceholderText(empty)
        made.setAccessibleDescription(empty)
        made.textEdited.connect(lambda _text: self.edited.emit())
        return made


def own_price_words(book: Book, orders: tuple[str, ...], texts: Texts) -> str:
    """What an offer says of the price where none is typed: the orders' own, else that it is to be agreed."""
    prices = {one.code: one.price for one in book.orders if one.code in orders}
    price = prices.get(orders[0])
    if len(orders) > 1:
        return texts.t("each order's own") if any(one is not None for one in prices.values()) else _open(texts)
    return _open(texts) if price is None else texts.t("the order's own, {price}", price=money(price, texts))


def _open(texts: Texts) -> str:
    return texts.t("to be agreed")
