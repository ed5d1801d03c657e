"""Paints a board: days, rows, free hours, work, what moves between firms, and work that is being moved."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen

from clusterbench_gui.app.planning.bench import Move, Moved
from clusterbench_gui.app.planning.boards import Board, JobKey, key_of
from clusterbench_gui.domain.planning import Job
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import TEXT_SMALL, TEXT_TABLE
from clusterbench_gui.ui.screens.networks.planning.gantt_layout import HEAD, LANE, NAMES, PADDING, Layout
from clusterbench_gui.ui.theme import current_theme

_ROUND = 4
_RING = 2
_STRIPE = 4
_GAP = 6
_LEAST_TEXT = 22
"""Width from which a bar has room for letters."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_MONTH = 54


class GanttPainter:
    """Paints once; `offset` is how far it is scrolled across and down."""

    def __init__(self, painter: QPainter, board: Board, layout: Layout, texts: Texts, offset: tuple[int, int]) -> None:
        """Everything in the colours of the theme that is shown."""
        self._painter, self._board, self._layout, self._texts = painter, board, layout, texts
        self._across, self._down = offset
        self._theme = current_theme()
        self._orders = sorted({job.order for job in board.jobs})

    def paint(self, room: QRect, focus: JobKey | None, move: Move | None, moved: Moved | None) -> None:
        """All of it; `focus` is the bar with the keys."""
        painter = self._painter
        painter.fillRect(room, QColor(self._theme.surface))
        painter.save()
        painter.setClipRect(QRect(NAMES, HEAD, room.width() - NAMES, room.height() - HEAD))
        self._rows(room, move)
        self._due(room)
        self._carried()
        for job in self._board.jobs:
            if key_of(job) in self._layout.bars:
                self._bar(job, is_ghost=move is not None and move.key == key_of(job))
        if focus is not None and focus in self._layout.bars:
            self._ring(self._seen(focus))
        if move is not None:
            self._moving(move, moved)
        painter.restore()
        self._names(room)
        self._days(room)

    def _x(self, slot: float) -> float:
        return self._layout.x(slot) - self._across

    def _seen(self, key: JobKey) -> QRectF:
        box = self._layout.bars[key]
        return QRectF(box.left - self._across, box.top - self._down, box.width, box.height)

    def _rows(self, room: QRect, move: Move | None) -> None:
        """Free hours as a ground that rises with them; days without any stay empty. Where a held job cannot go lies a veil."""
        painter, theme = self._painter, self._theme
        free, line_ = QColor(theme.accent_soft), QColor(theme.line)
        for line in self._layout.lines:
            row = self._board.rows[line.row]
            top, most = line.top - self._down, max(row.free, default=0)
            for slot in range(self._layout.first, self._layout.last):
                height = (line.height - 2) * row.free[slot] / most if most else 0.0
                painter.fillRect(
                    QRectF(self._x(slot) + 0.5, top + line.height - 1 - height, self._layout.day - 1, height), free
                )
            if move is not None and line.firm not in self._board.able[move.key]:
                veil = QColor(theme.canvas)
                veil.setAlphaF(0.75)
                painter.fillRect(QRectF(NAMES, top, room.width() - NAMES, line.height), veil)
            painter.fillRect(QRectF(NAMES, top + line.height - 1, room.width() - NAMES, 1), line_)
        bottom = self._layout.height - self._down
        for slot in range(self._layout.first, self._layout.last):
            if self._is_week(slot):
                painter.fillRect(QRectF(self._x(slot), HEAD, 1, bottom - HEAD), line_)

    def _bottom(self, room: QRect) -> int:
        """Where the rows end."""
        return min(room.height(), self._layout.height - self._down)

    def _is_week(self, slot: int) -> bool:
        """A week begins, whether or not its Monday is a working day."""
        days = self._board.days
        return slot == 0 or days[slot].isocalendar().week != days[slot - 1].isocalendar().week

    def _due(self, room: QRect) -> None:
        due = self._board.due
        if due is None:
            return
        slot = sum(day <= due for day in self._board.days)
        if self._layout.first <= slot <= self._layout.last:
            self._painter.setPen(QPen(QColor(self._theme.bad), 1.5, Qt.PenStyle.DashLine))
            x = self._x(slot)
            self._painter.drawLine(QPointF(x, HEAD), QPointF(x, self._bottom(room)))

    def _carried(self) -> None:
        """From the end of work to the start of what waits for it, at another firm."""
        painter = self._painter
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._theme.muted), 1.2))
        bars = self._layout.bars
        for one in self._board.carried:
            if one.before not in bars or one.after not in bars:
                continue
            sender, receiver = self._seen(one.before), self._seen(one.after)
            start = QPointF(sender.right(), sender.center().y())
            end = QPointF(receiver.left(), receiver.center().y())
            bend = start.x() + min(max((end.x() - start.x()) / 2, 4), 12)
            path = QPainterPath(start)
            path.lineTo(bend, start.y())
            path.lineTo(bend, end.y())
            path.lineTo(end)
            painter.drawPath(path)
            head = QPainterPath(end)
            head.lineTo(end.x() - 5, end.y() - 3)
            head.lineTo(end.x() - 5, end.y() + 3)
            head.closeSubpath()
            painter.fillPath(head, QColor(self._theme.muted))

    def _bar(self, job: Job, *, is_ghost: bool) -> None:
        theme, painter = self._theme, self._painter
        box = self._seen(key_of(job)).adjusted(1, 0, -1, 0)
        if is_ghost:
            painter.setPen(QPen(QColor(theme.muted), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, _ROUND, _ROUND)
            return
        self._block(box, theme.accent, theme.on_accent, self._label(job))
        if len(self._orders) > 1:
            colour = theme.series[self._orders.index(job.order) % len(theme.series)]
            painter.fillRect(QRectF(box.left(), box.top(), _STRIPE, box.height()), QColor(colour))

    def _label(self, job: Job) -> str:
        return f"{job.order}: {job.name}" if len(self._orders) > 1 else job.name

    def _block(self, box: QRectF, ground: str, ink: str, text: str) -> None:
        painter = self._painter
        painter.setPen(QPen(QColor(self._theme.line), 1) if self._theme.outlined else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, _ROUND, _ROUND)
        if box.width() < _LEAST_TEXT:
            return
        self._use(TEXT_TABLE)
        inside = box.adjusted(_GAP, 0, -3, 0)
        painter.setPen(QColor(ink))
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(inside.width()))
        painter.drawText(inside, _LEFT, cut)

    def _ring(self, box: QRectF) -> None:
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(QColor(self._theme.ink), _RING))
        self._painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), _ROUND, _ROUND)

    def _moving(self, move: Move, moved: Moved | None) -> None:
        """The job where it is tried: green where it holds, red where not, grey while that is not known."""
        theme = self._theme
        line = self._layout.line_of(move.firm)
        job = next(one for one in self._board.jobs if key_of(one) == move.key)
        if line is None:
            return
        end = moved.end if moved is not None and moved.end is not None else move.start + job.end - job.start
        here = self._layout.bars.get(move.key)
        top = line.top + PADDING + 2 if move.firm != job.firm or here is None else here.top
        box = QRectF(self._x(move.start) + 1, top - self._down, (end - move.start) * self._layout.day - 2, LANE - 4)
        colour = theme.muted if moved is None else theme.ok if moved.holds else theme.bad
        mark = "… " if moved is None else "✓ " if moved.holds else "✗ "
        self._block(box, theme.surface, colour, mark + self._label(job))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(QColor(colour), _RING))
        self._painter.drawRoundedRect(box, _ROUND, _ROUND)

    def _names(self, room: QRect) -> None:
        painter, theme = self._painter, self._theme
        painter.save()
        painter.setClipRect(QRect(0, HEAD, NAMES, room.height() - HEAD))
        painter.fillRect(QRect(0, HEAD, NAMES, room.height()), QColor(theme.surface))
        self._use(TEXT_TABLE)
        for line in self._layout.lines:
            top = line.top - self._down
            box = QRectF(_GAP, top, NAMES - 2 * _GAP, line.height)
            name = self._board.rows[line.row].name
            painter.setPen(QColor(theme.ink))
            painter.drawText(
                box, _LEFT, painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(box.width()))
            )
            painter.fillRect(QRectF(0, top + line.height - 1, NAMES, 1), QColor(theme.line))
        painter.fillRect(QRectF(NAMES - 1, HEAD, 1, self._bottom(room) - HEAD), QColor(theme.line))
        painter.restore()

    def _days(self, room: QRect) -> None:
        """Months above, days below; of narrow days only the first of a week is written."""
        painter, theme = self._painter, self._theme
        painter.fillRect(QRect(0, 0, room.width(), HEAD), QColor(theme.surface))
        painter.setClipRect(QRect(NAMES, 0, room.width() - NAMES, HEAD))
        self._use(TEXT_SMALL)
        painter.setPen(QColor(theme.muted))
        wide = painter.fontMetrics().horizontalAdvance("30") + _GAP
        half = HEAD / 2
        for slot in range(self._layout.first, self._layout.last):
            day, x = self._board.days[slot], self._x(slot)
            is_new = slot == self._layout.first or self._board.days[slot - 1].month != day.month
            if is_new and not self._is_month_near(slot):
                painter.drawText(QRectF(x + 2, 2, 120, half), _LEFT, f"{day.month:02d}.{day.year}")
            if self._layout.day >= wide or self._is_week(slot):
                painter.drawText(QRectF(x + 2, half - 2, max(self._layout.day, wide), half), _LEFT, str(day.day))
        self._due_word()
        painter.setClipping(False)
        painter.fillRect(QRectF(0, HEAD - 1, room.width(), 1), QColor(theme.line))

    def _is_month_near(self, slot: int) -> bool:
        """Another month begins before the words of this one would end."""
        days = self._board.days
        ahead = days[slot : slot + int(_MONTH / self._layout.day) + 1]
        return any(day.month != days[slot].month for day in ahead)

    def _due_word(self) -> None:
        due = self._board.due
        if due is None:
            return
        slot = sum(day <= due for day in self._board.days)
        if self._layout.first <= slot <= self._layout.last:
            painter, word = self._painter, self._texts.t("due")
            painter.setPen(QColor(self._theme.bad))
            width = painter.fontMetrics().horizontalAdvance(word)
            painter.drawText(QRectF(self._x(slot) - width - 3, 2, width + 3, HEAD / 2), _LEFT, word)

    def _use(self, points: int) -> None:
        font = QFont(self._painter.font())
        font.setPointSizeF(points)
        self._painter.setFont(font)
