"""The panel of what-if: what is changed above or on the left, the ranking under it below or on the right."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from clusterbench_gui.app.views.selection import AGGREGATIONS, NORMALISATIONS
from clusterbench_gui.charts.words import aggregation, coded, normalisation
from clusterbench_gui.domain.recipes import Choice
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.screens.results.whatif.ranking import RankingList
from clusterbench_gui.ui.screens.results.whatif.rows import Rows
from clusterbench_gui.ui.screens.results.whatif.viewmodel import WhatIfViewModel
from clusterbench_gui.ui.screens.results.words import Options
from clusterbench_gui.ui.theme import mark
from clusterbench_gui.ui.widgets.combo import ElidedComboBox
from clusterbench_gui.ui.widgets.parts import S, label, row, scrolling

BESIDE = 560
"""Logical pixels of width from which the ranking stands beside the sliders."""
_LEAST = 260
_LETTERS = 10


class WhatIfPanel(QWidget):
    """Shows what the selection says; `official` is the button that leads back."""

    painted = Signal()
    """The ranking under another experiment is on the screen."""

    def __init__(self, model: WhatIfViewModel, official: QWidget) -> None:
        """Bind to the view-model."""
        super().__init__()
        self.model = model
        t = model.texts.t
        self._heading = label("", "heading", wrap=True)
        self._notice = label("", "bad", wrap=True)
        self._node = self._box(model.look_at)
        self._rows = Rows(model)
        self._normalise = self._box(model.normalise)
        self._aggregate = self._box(model.aggregate)
        self._indicator = self._box(model.choose_indicator)
        self._value = QLineEdit()
        self._value.editingFinished.connect(lambda: model.aim(self._value.text()))
        self._unit = label("", "small", wrap=True)
        self._gained = label("", wrap=True)
        self._about = label("", "small", wrap=True)
        self.ranking = RankingList(model.texts)
        self.ranking.pointed.connect(model.point_at)
        self._told: tuple[object, ...] | None = None
        """The ranking that is shown: to paint it again takes longer than all else in a step of a slider."""
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._controls(official))
        self._split.addWidget(self._result(t("Ranking under the chosen method")))
        self._split.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(S, 0, 0, 0)
        layout.addWidget(self._split)
        self.setMinimumWidth(_LEAST)
        model.moved.connect(self._show_ranking)
        model.changed.connect(self._render)
        self._render()

    @property
    def sliders(self) -> Rows:
        """The sliders that are shown."""
        return self._rows

    def focus_first(self) -> None:
        """Start at what is weighed."""
        self._node.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room."""
        super().resizeEvent(event)
        way = Qt.Orientation.Horizontal if self.width() >= BESIDE else Qt.Orientation.Vertical
        if way is not self._split.orientation():
            self._split.setOrientation(way)
            whole = self.width() if way is Qt.Orientation.Horizontal else self.height()
            self._split.setSizes([whole * 9 // 20, whole * 11 // 20])

    def _controls(self, official: QWidget) -> QWidget:
        t = self.model.texts.t
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, S, 0)
        column.setSpacing(S)
        column.addWidget(self._notice)
        _named(column, t("Wei&ghts below"), self._node)
        column.addWidget(self._rows)
        column.addWidget(_rule())
        _named(column, t("&Normalisation"), self._normalise)
        _named(column, t("A&ggregation"), self._aggregate)
        column.addWidget(_rule())
        _named(column, t("Target &for"), self._indicator)
        self._whose = label("", "small", wrap=True)
        column.addWidget(self._whose)
        self._value.setAccessibleName(t("Value of the target"))
        column.addLayout(row(self._value, self._unit))
        column.addWidget(self._gained)
        column.addWidget(_rule())
        column.addLayout(row(official, None))
        column.addStretch(1)
        return scrolling(inside)

    def _result(self, name: str) -> QWidget:
        made = QWidget()
        made.setAccessibleName(name)
        column = QVBoxLayout(made)
        column.setContentsMargins(S, 0, 0, 0)
        column.setSpacing(S)
        for one in (self._heading, self._about):
            column.addWidget(one)
        column.addWidget(self.ranking, 1)
        return made

    def _box(self, chosen: Callable[[str], None]) -> ElidedComboBox:
        made = ElidedComboBox()
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(_LETTERS)
        made.activated.connect(lambda index: chosen(made.itemData(index)))
        return made

    def _show_ranking(self) -> None:
        """At once: the hand that moves a slider waits for it."""
        model = self.model
        told = (model.ranking, model.results.selection.cluster, model.tried)
        if told == self._told:
            return
        self._told = told
        self.ranking.show_ranking(model.ranking, model.results.selection.cluster)
        self._say_what_it_is(experiment=model.tried)
        if self.isVisible():
            self.ranking.viewport().repaint()
            self.painted.emit()

    def _render(self) -> None:
        if not self.model.is_on:
            return
        model, t = self.model, self.model.texts.t
        self._notice.setText(model.notice)
        self._notice.setVisible(bool(model.notice))
        self._node.fill(model.nodes, model.node)
        self._rows.show_parts()
        tried = model.experiment
        self._normalise.fill(self._choices(NORMALISATIONS, normalisation), _name(tried.normalise))
        self._aggregate.fill(self._choices(AGGREGATIONS, aggregation), _name(tried.aggregate))
        indicator = model.indicator
        self._indicator.fill(
            tuple((one.code, coded(one, model.texts)) for one in model.indicators),
            indicator.code if indicator is not None else "",
        )
        self._unit.setText(model.unit(indicator) if indicator is not None else "")
        answered = model.texts.number(model.answered, 2)
        self._whose.setText(t("{name}, answered: {value}", name=model.focus_name, value=answered))
        if not self._value.hasFocus() or not self._value.isModified():
            shown = model.target if model.target is not None else model.answered
            self._value.setText("" if shown is None else model.texts.number(shown, 2))
        self._gained.setText(model.gained)
        self._gained.setVisible(bool(model.gained))
        self._show_ranking()

    def _say_what_it_is(self, *, experiment: bool) -> None:
        t = self.model.texts.t
        self._heading.setText(t("Experiment") if experiment else t("Official ranking"))
        mark(self._heading, "warn" if experiment else "strong")
        self._about.setText(
            t("Arrows and numbers: places gained or lost against the official method. Letter: quarter, A is the best.")
        )

    def _choices(self, known: Mapping[str, Choice], words: Callable[[Choice | None, Texts], str]) -> Options:
        texts = self.model.texts
        own = texts.t("the study's: {method}", method=words(None, texts))
        return ("", own), *((name, words(choice, texts)) for name, choice in known.items())


def _named(column: QVBoxLayout, text: str, field: QWidget) -> None:
    """A field under its name."""
    said = label(text, "small")
    said.setBuddy(field)
    field.setAccessibleName(text.replace("&", ""))
    column.addWidget(said)
    column.addWidget(field)


def _rule() -> QFrame:
    made = QFrame()
    mark(made, "rule")
    return made


def _name(choice: Choice | None) -> str:
    return "" if choice is None else choice.method
