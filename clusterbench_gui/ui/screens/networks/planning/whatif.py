"""What if: a firm drops out, a transport is late, other partners, a thousand disturbed futures."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from clusterbench_gui.app.planning.boards import Carried, Sent, key_of
from clusterbench_gui.app.planning.robust import Robustness
from clusterbench_gui.ui.screens.networks.planning.fields import read_day
from clusterbench_gui.ui.screens.networks.planning.pictures import PicturePane
from clusterbench_gui.ui.screens.networks.planning.viewmodel import PlanningViewModel
from clusterbench_gui.ui.screens.networks.planning.words import moved_said
from clusterbench_gui.ui.theme import mark
from clusterbench_gui.ui.widgets.combo import ElidedComboBox
from clusterbench_gui.ui.widgets.parts import M, S, button, flow, label, scrolling, together

if TYPE_CHECKING:  # imports matplotlib
    from clusterbench_gui.app.planning.picturing import Drawn, Plate

_DAYS = (1, 2, 3, 4, 5, 7, 10, 15, 20)
_LETTERS = 12
_PICTURE = 250
"""Logical pixels of height for the picture of the futures."""


class WhatIf(QWidget):
    """Asks about the variant that is looked at; what is found comes into the list of variants."""

    def __init__(self, model: PlanningViewModel) -> None:
        """Bind to the view-model."""
        super().__init__()
        self._model = model
        texts = model.texts
        self._firm = self._box(texts.t("Firm that drops out"))
        self._since = QLineEdit()
        self._since.setPlaceholderText(texts.t("day, optional"))
        self._since.setAccessibleName(texts.t("From day"))
        self._since.textEdited.connect(lambda _text: self._render())
        self._drop = button(texts.t("Plan without it"), self._drop_firm)
        self._way = self._box(texts.t("Transport that is late"))
        self._way.currentTextChanged.connect(self._way.setToolTip)
        self._days = self._box(texts.t("Working days"), 3)
        self._days.fill(tuple((str(one), str(one)) for one in _DAYS), "2")
        self._late = button(texts.t("See what follows"), self._delay)
        self._other = button(texts.t("Look for other partners"), model.differ)
        self._futures = button(texts.t("Try 1,000 futures"), model.disturb)
        self._late_said = label("", "muted", wrap=True)
        self._told = label("", wrap=True)
        self.picture = PicturePane(model.desk, texts.t("Futures"))
        self.picture.setMinimumHeight(_PICTURE)
        self._seen: Robustness | None = None
        """Futures that came into view once."""
        self._nothing = label("", "warn", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._scroll = scrolling(self._lines())
        layout.addWidget(self._scroll)
        model.changed.connect(self._render)
        model.quest.changed.connect(self._render)
        model.moving.changed.connect(self._render)
        model.shelf.chosen.connect(self._render)
        self._render()

    def _lines(self) -> QWidget:
        texts = self._model.texts
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, S, S, 0)
        column.setSpacing(M)
        since = label(texts.t("from"), "muted")
        since.setBuddy(self._since)
        column.addWidget(
            flow(
                together(label(texts.t("A firm drops out:"), "strong"), self._firm),
                together(since, self._since),
                self._drop,
            )
        )
        days = label(texts.t("working days"), "muted")
        column.addWidget(
            flow(
                together(label(texts.t("A transport is late:"), "strong"), self._way),
                together(self._days, days),
                self._late,
            )
        )
        column.addWidget(self._late_said)
        column.addWidget(flow(together(label(texts.t("Others in its place:"), "strong"), self._other)))
        column.addWidget(self._nothing)
        column.addWidget(_rule())
        column.addWidget(flow(together(label(texts.t("How robust it is:"), "strong"), self._futures)))
        column.addWidget(self._told)
        column.addWidget(self.picture, 1)
        column.addStretch(0)
        return inside

    def _box(self, name: str, letters: int = _LETTERS) -> ElidedComboBox:
        made = ElidedComboBox()
        made.setAccessibleName(name)
        made.setSizeAdjustPolicy(ElidedComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(letters)
        return made

    @property
    def _ways(self) -> tuple[tuple[str, Carried | Sent], ...]:
        """What is carried between firms, then what goes to customers, each in words."""
        board, one = self._model.moving.board, self._model.shelf.selected
        if board is None or one is None:
            return ()
        jobs = {key_of(job): job for job in one.variant.jobs}
        between = (
            (f"{jobs[way.before].name} → {jobs[way.after].name}", way)
            for way in board.carried
            if way.before in jobs and way.after in jobs
        )
        return *between, *((self._sent_words(way), way) for way in board.sent if way.order in one.variant.orders)

    def _sent_words(self, way: Sent) -> str:
        board, texts = self._model.moving.board, self._model.texts
        said = f"{way.name} → {way.customer or texts.t('customer')}"
        is_one = board is None or len({one.order for one in board.sent}) == 1
        return said if is_one else f"{way.order}: {said}"

    def _drop_firm(self) -> None:
        typed = self._since.text().strip()
        if self._firm.currentData():
            self._model.drop_firm(self._firm.currentData(), read_day(typed) if typed else None)

    def _delay(self) -> None:
        place, ways, moving = self._way.currentIndex(), self._ways, self._model.moving
        way = ways[place][1] if 0 <= place < len(ways) else None
        days = int(self._days.currentData())
        if isinstance(way, Carried):
            moving.delay(way.before, way.after, days)
        elif way is not None:
            moving.delay_delivery(way.order, way.firm, days)

    def _render(self) -> None:
        model, texts = self._model, self._model.texts
        one = model.shelf.selected
        names = {firm.code: firm.name for firm in model.desk.book.firms} if model.desk.book is not None else {}
        firms = one.variant.firms if one is not None else ()
        before = self._firm.currentData()
        first = firms[0] if firms else ""
        self._firm.fill(tuple((code, names.get(code, code)) for code in firms), before if before in firms else first)
        ways = tuple((str(place), words) for place, (words, _way) in enumerate(self._ways))
        way = self._way.currentData()
        self._way.fill(ways, way if any(one == way for one, _words in ways) else "0")
        is_free = one is not None and not model.quest.is_busy
        typed = self._since.text().strip()
        self._drop.setEnabled(is_free and bool(firms) and (not typed or read_day(typed) is not None))
        self._late.setEnabled(one is not None and bool(ways))
        self._other.setEnabled(is_free and one is not None and len(one.variant.orders) == 1)
        self._futures.setEnabled(is_free)
        none = texts.t("No plan was found: {what}.", what=model.what_if_said) if model.what_if_said else ""
        words = none or model.what_if_answer
        self._nothing.setText(words)
        mark(self._nothing, "warn" if none else "ok")
        self._nothing.setVisible(bool(words))
        late = model.moving.late
        self._late_said.setText(moved_said(late, texts) if late is not None else "")
        self._late_said.setVisible(late is not None)
        self._told.setText(model.futures_said)
        self._told.setVisible(bool(model.futures_said))
        self._draw()

    def _draw(self) -> None:
        found = self._model.shown_futures
        self.picture.setVisible(found is not None)
        if found is None:
            return

        def of_futures(plate: "Plate") -> "Drawn":
            from clusterbench_gui.app.planning.picturing import drawn_futures  # noqa: PLC0415 - imports matplotlib

            return drawn_futures(found, plate)

        self.picture.draw(found, of_futures)
        if found is not self._seen:
            self._seen = found
            QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(self.picture, 0, S))


def _rule() -> QFrame:
    made = QFrame()
    mark(made, "rule")
    return made
