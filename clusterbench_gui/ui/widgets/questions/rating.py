"""A range as stars (appearance `rating`)."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen

from clusterbench_gui.domain.questions import QuestionState
from clusterbench_gui.ui.theme import current_theme
from clusterbench_gui.ui.widgets.flow import FlowLayout
from clusterbench_gui.ui.widgets.questions.option import Option
from clusterbench_gui.ui.widgets.questions.options import Options
from clusterbench_gui.ui.widgets.questions.ranges import on_scale, star

_SIDE, _RADIUS = 40, 12


class Rating(Options):
    """One star per value of the scale; the chosen one and all before it are filled. Keys as of `Options`."""

    def _layout(self) -> FlowLayout:
        return FlowLayout(self, gap=0)

    def _option(self) -> Option:
        return Star(exclusive=True)

    def _toggled(self, name: str, chosen: Sequence[str]) -> list[str]:  # noqa: ARG002 - one of several
        return [name]

    def show_question(self, question: QuestionState, *, keep: bool = False) -> None:
        """Fill the stars up to the chosen one."""
        super().show_question(on_scale(question, self.texts), keep=keep)
        chosen = self._chosen()
        reached = next((at for at, one in enumerate(self._choices) if one.name in chosen), -1)
        for at, button in enumerate(self._buttons):
            assert isinstance(button, Star)
            button.set_filled(at <= reached)


class Star(Option):
    """A star. Its words are heard, not shown."""

    is_filled = False

    def set_filled(self, filled: bool) -> None:  # noqa: FBT001 - a setter in Qt's manner
        """Whether the rating reaches it."""
        self.is_filled = filled
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(_SIDE, _SIDE)

    def minimumSizeHint(self) -> QSize:
        """The same: it does not get smaller."""
        return self.sizeHint()

    def heightForWidth(self, _width: int) -> int:
        """The same however wide it is."""
        return _SIDE

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The star, a frame around the one with the focus."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 6, 6)
        painter.setPen(QPen(QColor(theme.accent if self.is_filled else theme.muted), 1.4))
        painter.setBrush(QColor(theme.accent) if self.is_filled else Qt.BrushStyle.NoBrush)
        painter.drawPolygon(star(QPointF(self.rect().center()), _RADIUS))
