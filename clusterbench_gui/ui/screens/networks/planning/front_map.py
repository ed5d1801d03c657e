"""The variants at a glance: delivery across, cost up. A point is chosen by the pointer; the list beside it is for the keys."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from clusterbench_gui.domain.networks import Status
from clusterbench_gui.domain.planning import Variant
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import TEXT_SMALL
from clusterbench_gui.ui.screens.networks.planning.words import money, sure_word
from clusterbench_gui.ui.theme import current_theme

_LEFT, _RIGHT, _TOP, _BOTTOM = 14, 18, 30, 34
_DOT, _REACH = 5.0, 12.0
_ROOM = QSize(176, 140)


class FrontMap(QWidget):
    """Points of variants; rings where it is not proved that nothing is better."""

    chosen = Signal(int)

    def __init__(self, texts: Texts) -> None:
        """Without any point."""
        super().__init__()
        self._texts = texts
        self._variants: tuple[Variant, ...] = ()
        self._place = -1
        self._due: date | None = None
        self.setMinimumSize(_ROOM)
        self.setAccessibleName(texts.t("Delivery and cost of the variants"))

    def show_variants(self, variants: Sequence[Variant], place: int, due: date | None) -> None:
        """Show other variants; `place` is the one that is looked at."""
        self._variants, self._place, self._due = tuple(variants), place, due
        self.setAccessibleDescription("\n".join(self._told(one) for one in self._variants))
        self.update()

    def point_of(self, place: int) -> QPointF:
        """Where a variant stands."""
        one = self._variants[place]
        return QPointF(self._across(one.finish), self._up(one.cost.all))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Axes in words, the due date, the points."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = current_theme()
        font = QFont(painter.font())
        font.setPointSizeF(TEXT_SMALL)
        painter.setFont(font)
        painter.fillRect(self.rect(), QColor(theme.surface))
        painter.setPen(QPen(QColor(theme.line), 1))
        bottom = self.height() - _BOTTOM
        painter.drawLine(QPointF(_LEFT, bottom + 0.5), QPointF(self.width() - _RIGHT, bottom + 0.5))
        if self._variants:
            self._words(painter)
            self._due_line(painter)
            for place in sorted(range(len(self._variants)), key=lambda one: one == self._place):
                self._dot(painter, place)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the nearest point."""
        place = self._near(event.position())
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self.chosen.emit(place)

    def event(self, event: QEvent) -> bool:
        """A tip tells a point."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._near(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), "" if place is None else self._told(self._variants[place]), self)
            return True
        return super().event(event)

    def _dot(self, painter: QPainter, place: int) -> None:
        theme, one = current_theme(), self._variants[place]
        is_chosen = place == self._place
        colour = QColor(theme.accent if is_chosen else theme.muted)
        is_sure = one.proof.status is Status.OPTIMAL and not one.by_hand
        painter.setPen(QPen(colour, 2))
        painter.setBrush(colour if is_sure else QColor(theme.surface))
        size = _DOT + 2 if is_chosen else _DOT
        at = self.point_of(place)
        painter.drawEllipse(at, size, size)
        if is_chosen:
            self._label(painter, at, money(one.cost.all, self._texts))

    def _label(self, painter: QPainter, at: QPointF, text: str) -> None:
        """Beside the point, on the side that has room."""
        width, height = painter.fontMetrics().horizontalAdvance(text), painter.fontMetrics().height()
        left = at.x() + _DOT * 2 if at.x() + 2 * _DOT + width < self.width() - 2 else at.x() - 2 * _DOT - width
        box = QRectF(max(left, 2), max(at.y() - height - 2, 0), width + 2, height)
        painter.fillRect(box, QColor(current_theme().surface))
        painter.setPen(QColor(current_theme().ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _words(self, painter: QPainter) -> None:
        texts, room = self._texts, self.rect()
        painter.setPen(QColor(current_theme().muted))
        first, last = min(one.finish for one in self._variants), max(one.finish for one in self._variants)
        costs = [one.cost.all for one in self._variants]
        head = texts.t("Cost {least} to {most}", least=texts.number(min(costs), 0), most=money(max(costs), texts))
        if min(costs) == max(costs):
            head = texts.t("Cost {cost}", cost=money(costs[0], texts))
        painter.drawText(QRectF(_LEFT, 4, room.width() - _LEFT, 20), Qt.AlignmentFlag.AlignLeft, head)
        below = QRectF(_LEFT, room.height() - _BOTTOM + 6, room.width() - _LEFT - _RIGHT, 20)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, texts.date(first))
        if last != first:
            painter.drawText(below, Qt.AlignmentFlag.AlignRight, texts.date(last))

    def _due_line(self, painter: QPainter) -> None:
        if self._due is None:
            return
        first, last = self._days()
        if not first <= self._due.toordinal() <= last:
            return
        theme, x = current_theme(), self._across(self._due)
        painter.setPen(QPen(QColor(theme.bad), 1.2, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, _TOP - 4), QPointF(x, self.height() - _BOTTOM))

    def _told(self, one: Variant) -> str:
        texts = self._texts
        return f"{texts.date(one.finish)}, {money(one.cost.all, texts)}: {sure_word(one, texts)}"

    def _near(self, place: QPointF) -> int | None:
        far = [((self.point_of(number) - place).manhattanLength(), number) for number in range(len(self._variants))]
        nearest = min(far, default=None)
        return nearest[1] if nearest is not None and nearest[0] <= _REACH else None

    def _days(self) -> tuple[int, int]:
        days = [one.finish.toordinal() for one in self._variants]
        return min(days), max(days)

    def _across(self, day: date) -> float:
        first, last = self._days()
        share = (day.toordinal() - first) / (last - first) if last > first else 0.5
        return _LEFT + 8 + share * (self.width() - _LEFT - _RIGHT - 16)

    def _up(self, cost: int) -> float:
        costs = [one.cost.all for one in self._variants]
        least, most = min(costs), max(costs)
        share = (cost - least) / (most - least) if most > least else 0.5
        return self.height() - _BOTTOM - 10 - share * (self.height() - _TOP - _BOTTOM - 20)
