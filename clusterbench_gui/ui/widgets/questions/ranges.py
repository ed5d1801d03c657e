"""Range: a number on a scale, by arrows, by typing, by a slider; or from a list of its values, or as stars."""

import math
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy

from clusterbench_gui.domain.questions import Choice, QuestionState, Scale
from clusterbench_gui.support.markup import plain_words
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import Theme
from clusterbench_gui.ui.theme import current_theme
from clusterbench_gui.ui.widgets.questions.fields import Field
from clusterbench_gui.ui.widgets.questions.readers import reader_of
from clusterbench_gui.ui.widgets.slider import HandSlider

MOST_STEPS = 100_000
"""Longer scales are number fields."""

_MOST_TICKS = 50
_EDGE = 16
_HANDLE = 9
_GROOVE = 4
_LENGTH = 220


def on_scale(question: QuestionState, texts: Texts) -> QuestionState:
    """A range as a select of its values, with the words that the form has for some of them."""
    scale = question.scale
    if scale is None:
        return question
    show = reader_of(question, texts).show
    known = {Decimal(one.name): plain_words(one.label) for one in question.choices if _is_figure(one.name)}
    made = []
    for place in range(scale.steps + 1):
        figure, words = show(scale.text(place)), known.get(scale.at(place), "")
        made.append(Choice(scale.text(place), f"{figure} \u2013 {words}" if words else figure))
    place_now = scale.place(Decimal(question.value)) if _is_figure(question.value) else None
    value = question.value if place_now is None else scale.text(place_now)
    return replace(question, choices=tuple(made), value=value)


class Range(Field):
    """A slider with its value in a field beside it. The field has the focus: arrows walk by steps, figures can be typed."""

    def __init__(self, question: QuestionState, texts: Texts) -> None:
        """Its scale must have at most `MOST_STEPS` steps."""
        assert question.scale is not None
        self._scale = question.scale
        self._slider: Slider | None = None
        super().__init__(question, texts)
        self._slider = Slider(question, texts)
        self._slider.sliderMoved.connect(self._on_slide)
        self._slider.sliderReleased.connect(self.commit)
        upright = self._slider.orientation() == Qt.Orientation.Vertical
        self._row.insertWidget(0, self._slider, 0 if upright else 1)
        if upright:
            self._row.addStretch(1)
        self._row.setSpacing(12)
        self.is_narrow = False
        line = self._field
        line.steps = line.sideways = not question.readonly  # type: ignore[union-attr]  # a range is one line
        self.show_question(question)

    def show_question(self, question: QuestionState, *, keep: bool = False) -> None:
        """Show the value on the scale too."""
        super().show_question(question, keep=keep)
        if self._slider is not None:
            self._slider.show_question(question)
            self._follow()

    def put_draft(self, text: str) -> None:
        """On the scale too, where it can be read."""
        super().put_draft(text)
        self._follow()

    def _on_edit(self, text: str) -> None:
        super()._on_edit(text)
        self._follow()

    def _follow(self) -> None:
        value = self._reader.read(self._text())
        if self._slider is not None:
            self._slider.show_place(self._scale.place(Decimal(value)) if value else None)

    def _step(self, by: int) -> None:
        """From nowhere the first step leads to the end that it comes from."""
        value = self._reader.read(self._text())
        place = self._scale.place(Decimal(value)) if value else None
        first = 0 if by > 0 else self._scale.steps
        self._on_slide(first if place is None else min(max(place + by, 0), self._scale.steps))

    def _on_slide(self, place: int) -> None:
        self._put(self._reader.show(self._scale.text(place)))


class Slider(HandSlider):
    """A scale with ticks and words. Without an answer it has no handle, only a ring where the form suggests to begin."""

    def __init__(self, question: QuestionState, texts: Texts) -> None:
        """Unset."""
        upright = "vertical" in question.looks
        super().__init__(Qt.Orientation.Vertical if upright else Qt.Orientation.Horizontal)
        assert question.scale is not None
        self._scale: Scale = question.scale
        self._texts = texts
        self._show = reader_of(question, texts).show
        self._question = question
        self.is_set = False
        self.setRange(0, self._scale.steps)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEnabled(not question.readonly)
        policy = QSizePolicy.Policy
        self.setSizePolicy(*((policy.Preferred, policy.Fixed) if upright else (policy.Expanding, policy.Fixed)))

    def show_question(self, question: QuestionState) -> None:
        """The words of a state."""
        self._question = question
        self.setAccessibleName(question.label)
        self.update()

    def show_place(self, place: int | None) -> None:
        """The handle so many steps from the low end; None takes it away."""
        self.is_set = place is not None
        self.setValue(place or 0)
        self.setAccessibleDescription("" if self.is_set else self._texts.t("not answered"))
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the handle and for words beside the groove."""
        line = self.fontMetrics().height()
        if self.orientation() == Qt.Orientation.Vertical:
            return QSize(2 * _EDGE + self._widest(), _LENGTH)
        return QSize(_LENGTH, 2 * _HANDLE + 8 + line)

    def minimumSizeHint(self) -> QSize:
        """The same: it does not get smaller."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Groove, ticks, words, handle."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.line))
        painter.drawRoundedRect(self._bar(0, self._scale.steps), _GROOVE / 2, _GROOVE / 2)
        self._paint_ticks(painter, theme)
        self._paint_words(painter, theme)
        if self.is_set:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent))
            painter.drawRoundedRect(self._bar(0, self.value()), _GROOVE / 2, _GROOVE / 2)
            painter.drawEllipse(self._point(self.value()), _HANDLE, _HANDLE)
        elif (place := self._hint_place()) is not None:
            painter.setPen(QPen(QColor(theme.muted), 1, Qt.PenStyle.DashLine))
            painter.setBrush(QColor(theme.surface))
            painter.drawEllipse(self._point(place), _HANDLE, _HANDLE)

    # --- parts --------------------------------------------------------------------------------------------------

    def slide_to(self, point: QPointF) -> None:
        """Say the value at a point."""
        room = self._room()
        if self.orientation() == Qt.Orientation.Vertical:
            part = (self.height() - _EDGE - point.y()) / room
        else:
            part = (point.x() - _EDGE) / room
        place = min(max(round(part * self._scale.steps), 0), self._scale.steps)
        if not self.is_set or place != self.value():
            self.sliderMoved.emit(place)

    def _room(self) -> float:
        whole = self.height() if self.orientation() == Qt.Orientation.Vertical else self.width()
        return max(whole - 2 * _EDGE, 1)

    def _point(self, place: float) -> QPointF:
        along = _EDGE + self._room() * place / max(self._scale.steps, 1)
        if self.orientation() == Qt.Orientation.Vertical:
            return QPointF(_EDGE, self.height() - along)
        return QPointF(along, _HANDLE + 2)

    def _bar(self, first: int, last: int) -> QRectF:
        ends = QRectF(self._point(first), self._point(last)).normalized()
        half = _GROOVE / 2
        return ends.adjusted(-half, -half, half, half)

    def _hint_place(self) -> int | None:
        return self._scale.place(self._scale.hint) if self._scale.hint is not None else None

    def _ticks(self) -> list[float]:
        if "no-ticks" in self._question.looks:
            return []
        apart = self._scale.ticks or self._scale.step
        step = float(apart / self._scale.step)
        count = int(self._scale.steps / step)
        return [step * one for one in range(count + 1)] if count <= _MOST_TICKS else []

    def _paint_ticks(self, painter: QPainter, theme: Theme) -> None:
        painter.setBrush(QColor(theme.muted))
        for place in self._ticks():
            painter.drawEllipse(self._point(place), 1.6, 1.6)

    def _named(self) -> list[tuple[int, str]]:
        """Places with words: those of the form, else both ends."""
        places = ((self._scale.place(Decimal(one.name)), one) for one in self._question.choices if _is_figure(one.name))
        said = [(place, plain_words(one.label)) for place, one in places if place is not None]
        ends = (0, self._scale.steps)
        return said or [(place, self._show(self._scale.text(place))) for place in ends]

    def _widest(self) -> int:
        return max(self.fontMetrics().horizontalAdvance(words) for _, words in self._named())

    def _paint_words(self, painter: QPainter, theme: Theme) -> None:
        painter.setPen(QColor(theme.muted))
        line = self.fontMetrics().height()
        for place, words in self._named():
            at = self._point(place).toPoint()
            if self.orientation() == Qt.Orientation.Vertical:
                room = QRect(2 * _EDGE, at.y() - line // 2, self.width() - 2 * _EDGE, line)
                painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
                continue
            width = self.fontMetrics().horizontalAdvance(words) + 2
            left = min(max(at.x() - width // 2, 0), max(self.width() - width, 0))
            painter.drawText(QRect(left, self.height() - line, width, line), Qt.AlignmentFlag.AlignCenter, words)


def star(centre: QPointF, radius: float) -> QPolygonF:
    """A star of five points."""
    corners = []
    for corner in range(10):
        length = radius if corner % 2 == 0 else radius * 0.42
        turn = math.pi * (corner / 5 - 0.5)
        corners.append(QPointF(centre.x() + length * math.cos(turn), centre.y() + length * math.sin(turn)))
    return QPolygonF(corners)


def _is_figure(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except ArithmeticError:
        return False
