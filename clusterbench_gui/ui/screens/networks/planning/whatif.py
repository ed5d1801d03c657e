"""What if: a firm drops out, a transport is late, other partners, a thousand disturbed futures."""

from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from clusterbench_gui.app.planning.boards import Carried
from clusterbench_gui.ui.screens.networks.planning.fields import read_day
from clusterbench_gui.ui.screens.networks.planning.viewmodel import PlanningViewModel
from clusterbench_gui.ui.screens.networks.planning.words import moved_said
from clusterbench_gui.ui.theme import mark
from clusterbench_gui.ui.widgets.combo import ElidedComboBox
from clusterbench_gui.ui.widgets.parts import M, S, button, flow, label, scrolling, together

_DAYS = (1, 2, 3, 4, 5, 7, 10, 15, 20)
_LETTERS = 12


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
        self._days = self._box(texts.t("Working days"), 3)
        self._days.fill(tuple((str(one), str(one)) for one in _DAYS), "2")
        self._late = button(texts.t("See what follows"), self._delay)
        self._other = button(texts.t("Look for other partners"), model.differ)
        self._futures = button(texts.t("Try 1,000 futures"), model.disturb)
        self._late_said = label("", "muted", wrap=True)
        self._told = label("", wrap=True)
        self._nothing = label("", "warn", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolling(self._lines()))
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
        column.addStretch(1)
        return inside

    def _box(self, name: str, letters: int = _LETTERS) -> ElidedComboBox:
        made = ElidedComboBox()
        made.setAccessibleName(name)
        made.setSizeAdjustPolicy(ElidedComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(letters)
        return made

    @property
    def _carried(self) -> tuple[Carried, ...]:
        board = self._model.moving.board
        return board.carried if board is not None else ()

    def _drop_firm(self) -> None:
        typed = self._since.text().strip()
        if self._firm.currentData():
            self._model.drop_firm(self._firm.currentData(), read_day(typed) if typed else None)

    def _delay(self) -> None:
        place = self._way.currentIndex()
        if 0 <= place < len(self._carried):
            one = self._carried[place]
            self._model.moving.delay(one.before, one.after, int(self._days.currentData()))

    def _render(self) -> None:
        model, texts = self._model, self._model.texts
        one = model.shelf.selected
        names = {firm.code: firm.name for firm in model.desk.book.firms} if model.desk.book is not None else {}
        firms = one.variant.firms if one is not None else ()
        before = self._firm.currentData()
        first = firms[0] if firms else ""
        self._firm.fill(tuple((code, names.get(code, code)) for code in firms), before if before in firms else first)
        jobs = {(job.order, job.operation, job.portion): job for job in (one.variant.jobs if one is not None else ())}
        ways = tuple(
            (str(place), f"{jobs[way.before].name} → {jobs[way.after].name}")
            for place, way in enumerate(self._carried)
            if way.before in jobs and way.after in jobs
        )
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


def _rule() -> QFrame:
    made = QFrame()
    mark(made, "rule")
    return made
