"""Planning: orders, limits and the ladder on the left; variants, the front, and pictures of one of them on the right."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from clusterbench_gui.app.planning.answers import Found
from clusterbench_gui.ui.dialogs import open_dialog, show_message
from clusterbench_gui.ui.problems import words_of
from clusterbench_gui.ui.screens.networks.planning.front_map import FrontMap
from clusterbench_gui.ui.screens.networks.planning.gantt_pane import GanttPane
from clusterbench_gui.ui.screens.networks.planning.ladder import Ladder
from clusterbench_gui.ui.screens.networks.planning.orders import Orders
from clusterbench_gui.ui.screens.networks.planning.pages import Pages
from clusterbench_gui.ui.screens.networks.planning.pictures import PicturePane
from clusterbench_gui.ui.screens.networks.planning.reasons import Reasons
from clusterbench_gui.ui.screens.networks.planning.search_bar import SearchBar
from clusterbench_gui.ui.screens.networks.planning.variants import Variants
from clusterbench_gui.ui.screens.networks.planning.viewmodel import PlanningViewModel
from clusterbench_gui.ui.screens.networks.planning.whatif import WhatIf
from clusterbench_gui.ui.widgets.parts import L, M, S, button, card, label, row, scrolling

if TYPE_CHECKING:  # imports matplotlib
    from clusterbench_gui.app.planning.picturing import Drawn, Plate

_LEFT = 344
_WIDEST = 16_777_215
"""Qt's word for no limit."""
_BESIDE = 760
"""Logical pixels of width from which both halves stand side by side."""
_LEAST_LEFT, _LEAST_RIGHT = 660, 680
_ABOVE, _BELOW = 214, 380
"""Logical pixels of height for the variants and for the pictures of one, as far as there are so many."""
_FULL = 720
"""Logical pixels of height from which every step of the ladder has its sentence."""
_NOTHING, _FOUND, _REASONS = range(3)


class PlanningView(QWidget):
    """The planning half of the screen."""

    def __init__(self, viewmodel: PlanningViewModel) -> None:
        """Bind to the view-model."""
        super().__init__()
        self.model = viewmodel
        self._was_beside: bool | None = None
        self._passed: Found | None = None
        """What a search came to that is not shown any more."""
        self._on_front: tuple[int, ...] = ()
        """Positions in the list of the variants on the front: those of the same orders."""
        inner = QWidget()
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, inner)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(L)
        self._left, self._right = self._make_left(), self._make_right()
        self._across.addWidget(self._left)
        self._across.addWidget(self._right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(inner)
        viewmodel.changed.connect(self._render)
        viewmodel.shelf.changed.connect(self._render)
        viewmodel.shelf.chosen.connect(self._render)
        self._render()

    def focus_first(self) -> None:
        """Start at the orders."""
        self.orders.list.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the right half stands below."""
        super().resizeEvent(event)
        is_beside = self.width() >= _BESIDE
        self.ladder.show_all(self.height() >= _FULL or not is_beside)
        if is_beside is self._was_beside:
            return
        self._was_beside = is_beside
        way = QBoxLayout.Direction.LeftToRight if is_beside else QBoxLayout.Direction.TopToBottom
        self._across.setDirection(way)
        self._left.setMaximumWidth(_LEFT if is_beside else _WIDEST)
        self._left.setMinimumWidth(_LEFT if is_beside else 0)
        self._left.setMinimumHeight(0 if is_beside else _LEAST_LEFT)
        self.front.setVisible(is_beside)  # the list needs the width, and a page shows the same at full size
        self._both.setSizes([_ABOVE, _BELOW])
        self._right.setMinimumHeight(0 if is_beside else _LEAST_RIGHT)
        self.setMinimumHeight(0 if is_beside else _LEAST_LEFT + L + _LEAST_RIGHT)

    def _make_left(self) -> QWidget:
        frame, inside = card()
        inside.setSpacing(M)
        self.orders = Orders(self.model)
        self.ladder = Ladder(self.model)
        self.search = SearchBar(self.model)
        above = QWidget()
        column = QVBoxLayout(above)
        column.setContentsMargins(0, 0, S, 0)
        column.setSpacing(M)
        column.addWidget(self.orders)
        column.addWidget(self.ladder)
        column.addStretch(1)
        scroll = scrolling(above)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside.addWidget(scroll, 1)
        inside.addWidget(self.search)
        return frame

    def _make_right(self) -> QWidget:
        texts, shelf = self.model.texts, self.model.shelf
        compare = button(texts.t("Compare…"), self._compare)
        self._notes = button("", self._show_notes, role="link", picture="info")
        more = button(texts.t("Offer and &files…"), self._offer, picture="reports")
        self.variants = Variants(self.model, others=(compare, more, self._notes))
        self.front = FrontMap(texts)
        self.front.chosen.connect(lambda place: shelf.select(self._on_front[place]))
        above = QWidget()
        across = row(self.variants.table, self.front)
        across.setStretch(0, 1)
        column = QVBoxLayout(above)
        column.setContentsMargins(0, 0, 0, S)
        column.setSpacing(S)
        column.addLayout(across, 1)
        column.addWidget(self.variants)
        self._both = QSplitter(Qt.Orientation.Vertical)
        self._both.setChildrenCollapsible(False)
        self._both.addWidget(above)
        self._both.addWidget(self._make_pages())
        self._both.setSizes([_ABOVE, _BELOW])
        self._both.setStretchFactor(0, 1)
        self._both.setStretchFactor(1, 2)
        self.reasons = Reasons(self.model)
        self.reasons.passed.connect(self._pass)
        self._nothing = label("", "muted", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.pages = QStackedWidget()
        for one in (self._nothing, self._both, self.reasons):
            self.pages.addWidget(one)
        return self.pages

    def _make_pages(self) -> QWidget:
        texts, desk = self.model.texts, self.model.desk
        self.gantt = GanttPane(self.model)
        self.what_if = WhatIf(self.model)
        titles = {
            "front": texts.t("Cost and day"),
            "network": texts.t("Network"),
            "map": texts.t("Map"),
            "costs": texts.t("Costs"),
            "load": texts.t("Load"),
        }
        self.pictures = {name: PicturePane(desk, title) for name, title in titles.items()}
        pictures = [(titles[name], pane) for name, pane in self.pictures.items()]
        whatif = (texts.t("What if"), self.what_if)
        self.tabs = Pages([(texts.t("Schedule"), self.gantt), whatif, *pictures])
        return self.tabs

    def _show_notes(self) -> None:
        model, texts = self.model, self.model.texts
        if model.found is not None:
            show_message(self, texts.t("What had to be assumed"), words_of(model.found.notes, texts))

    def _pass(self) -> None:
        self._passed = self.model.found
        self._render()

    def _compare(self) -> None:
        from clusterbench_gui.ui.screens.networks.planning.dialogs import CompareDialog  # noqa: PLC0415 - when the first one opens

        open_dialog(CompareDialog(self, self.model))

    def _offer(self) -> None:
        from clusterbench_gui.ui.screens.networks.planning.dialogs import OfferDialog  # noqa: PLC0415 - same

        open_dialog(OfferDialog(self, self.model))

    def _render(self) -> None:
        model = self.model
        found = model.found
        is_empty = found is not None and not found.variants and model.is_current and found is not self._passed
        notes = found.notes if found is not None else ()
        self._notes.setText(model.texts.n("{n} note", "{n} notes", len(notes)))
        self._notes.setVisible(bool(notes))
        if is_empty:
            self.pages.setCurrentIndex(_REASONS)
        elif model.shelf.listed:
            self.pages.setCurrentIndex(_FOUND)
            self._draw()
        else:
            self._nothing.setText(self._first_words())
            self.pages.setCurrentIndex(_NOTHING)

    def _first_words(self) -> str:
        model, t = self.model, self.model.texts.t
        if model.desk.book is None:
            return t("The tables are not complete yet. What is wrong stands at the data.")
        if not model.orders:
            return t("There are no orders yet. Please add one to the data.")
        return t("Choose an order on the left, try its limits, and ask whether it can be made: variants come here.")

    def _draw(self) -> None:
        """Pictures of the variant that is looked at; what nobody sees is drawn when it is seen."""
        shelf, kept = self.model.shelf, self.model.desk.variants
        subject = shelf.subject
        listed, chosen = shelf.listed, shelf.selected
        alike = [at for at, one in enumerate(listed) if chosen is None or one.variant.orders == chosen.variant.orders]
        self._on_front = tuple(alike)
        variants = tuple(listed[at].variant for at in alike)
        place = alike.index(shelf.place) if shelf.place in alike else None
        due = subject.book.order(subject.variant.orders[0]).due if subject is not None else None

        def of_front(plate: "Plate") -> "Drawn":
            from clusterbench_gui.app.planning.picturing import drawn_front  # noqa: PLC0415 - imports matplotlib

            return drawn_front(variants, place, due, plate)

        self.front.show_variants(variants, -1 if place is None else place, due)
        self.pictures["front"].draw((variants, place, due), of_front)
        if subject is None:
            return

        def of_variant(name: str, plate: "Plate") -> "Drawn":
            from clusterbench_gui.app.planning.picturing import Picturing, drawn  # noqa: PLC0415 - same

            return drawn(Picturing(name), subject, kept, plate)

        for name, pane in self.pictures.items():
            if name != "front":
                pane.draw((subject, kept), partial(of_variant, name))
