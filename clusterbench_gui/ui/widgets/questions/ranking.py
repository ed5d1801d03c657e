"""Rank: the ranked ones stand on top in their order, the others below."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication

from clusterbench_gui.domain.questions import Choice, QuestionState
from clusterbench_gui.ui.theme import current_theme
from clusterbench_gui.ui.widgets.flow import FlowLayout
from clusterbench_gui.ui.widgets.questions.base import is_plain
from clusterbench_gui.ui.widgets.questions.option import Option
from clusterbench_gui.ui.widgets.questions.options import KEYS, Options

_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_THICK = 3


class Ranking(Options):
    """An option's own key puts it at the next place, again takes it out.

    Alt with an arrow moves the one with the focus, the mouse drags it; all other keys as of `Options`.
    """

    _dragged: Option | None = None
    _pressed_at = QPoint()
    _line: int | None = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Up and Alt+Down move; all else as in `Options`, but a key belongs to its option wherever that stands."""
        at = KEYS.find(event.text().lower()) if event.text() and is_plain(event) else -1
        if event.key() in _MOVES and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._move(_MOVES[Qt.Key(event.key())])
        elif 0 <= at < len(self.question.choices):
            self._toggle(self.question.choices[at].name)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Dragging an option: from the press to the release, once it has moved far enough."""
        if isinstance(watched, Option) and isinstance(event, QMouseEvent):
            return self._on_mouse(watched, event)
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Where the dragged one would come to stand."""
        super().paintEvent(event)
        if self._line is not None:
            painter = QPainter(self)
            painter.fillRect(0, self._line - _THICK // 2, self.width(), _THICK, QColor(current_theme().accent))

    # --- as Options wants it ----------------------------------------------------------------------------------------

    def _layout(self) -> FlowLayout:
        return FlowLayout(self, column=True, gap=6)

    def _option(self) -> Option:
        made = Option(exclusive=False)
        made.installEventFilter(self)
        return made

    def _offered(self) -> tuple[Choice, ...]:
        known = {one.name: one for one in super()._offered()}
        ranked = [known[name] for name in self._chosen() if name in known]
        return (*ranked, *(one for one in known.values() if one not in ranked))

    def _toggled(self, name: str, chosen: Sequence[str]) -> list[str]:
        return [one for one in chosen if one != name] if name in chosen else [*chosen, name]

    def _mark(self, index: int, chosen: Sequence[str]) -> str:
        name = self._choices[index].name
        names = [one.name for one in self.question.choices]
        key = KEYS[names.index(name)] if name in names and names.index(name) < len(KEYS) else ""
        return f"{key} \u2192 {chosen.index(name) + 1}." if name in chosen else key

    def _make(self, count: int) -> None:
        """Options change their places, not their number; the focus goes with the choice."""
        if count != len(self._buttons):
            super()._make(count)

    # --- moving -----------------------------------------------------------------------------------------------------

    def show_question(self, question: QuestionState, *, keep: bool = False) -> None:
        """The focus stays with the choice that has it, wherever that goes."""
        held = self._focused()
        super().show_question(question, keep=keep)
        self._follow(held)

    def _focused(self) -> str | None:
        at = next((index for index, button in enumerate(self._buttons) if button.hasFocus()), None)
        return self._choices[at].name if at is not None and at < len(self._choices) else None

    def _follow(self, name: str | None) -> None:
        at = next((index for index, one in enumerate(self._choices) if one.name == name), None)
        if at is not None and not self._buttons[at].hasFocus():
            self._settle(at)
            self._buttons[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggle(self, name: str) -> None:
        if not self.question.readonly:
            self._follow(name)
            self.answered.emit(" ".join(self._toggled(name, self._chosen())), "")

    def _move(self, by: int) -> None:
        name, chosen = self._focused(), self._chosen()
        if name in chosen:
            self._put(name, chosen.index(name) + by)

    def _put(self, name: str, place: int) -> None:
        """Give a choice a place among the ranked ones, from 0."""
        others = [one for one in self._chosen() if one != name]
        place = min(max(place, 0), len(others))
        ranked = [*others[:place], name, *others[place:]]
        if ranked != self._chosen() and not self.question.readonly:
            self.answered.emit(" ".join(ranked), "")

    def _on_mouse(self, option: Option, event: QMouseEvent) -> bool:
        at = option.mapTo(self, event.position().toPoint())
        if event.type() == QEvent.Type.MouseButtonPress:
            self._pressed_at = at
        elif event.type() == QEvent.Type.MouseMove and event.buttons() & Qt.MouseButton.LeftButton:
            far = (at - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
            if self._dragged is not None or far:
                self._dragged = option
                self._show_line(self._gaps()[self._gap_at(at.y())])
                return True
        elif event.type() == QEvent.Type.MouseButtonRelease and self._dragged is not None:
            self._drop(at.y())
            return True
        return False

    def _drop(self, y: int) -> None:
        option, gap = self._dragged, self._gap_at(y)
        self._dragged = None
        self._show_line(None)
        if option is not None:
            option.setDown(False)
            name = self._choices[self._buttons.index(option)].name
            chosen = self._chosen()
            before = [one.name for one in self._choices[:gap] if one.name in chosen and one.name != name]
            self._put(name, len(before))

    def _show_line(self, y: int | None) -> None:
        self._line = y
        self.update()

    def _gaps(self) -> list[int]:
        """The heights between the options, and those above the first and below the last."""
        rects = [button.geometry() for button in self._buttons]
        between = [(above.bottom() + below.top()) // 2 for above, below in pairwise(rects)]
        return [rects[0].top(), *between, rects[-1].bottom()]

    def _gap_at(self, y: int) -> int:
        return min(range(len(self._buttons) + 1), key=lambda gap: abs(self._gaps()[gap] - y))
