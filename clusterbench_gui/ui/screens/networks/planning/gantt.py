"""A plan in which work can be moved: drag a bar, or Alt and the arrows; Enter drops it, Escape takes it back."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QToolTip

from clusterbench_gui.app.planning.bench import Move, Moved
from clusterbench_gui.app.planning.boards import Board, JobKey, key_of
from clusterbench_gui.domain.planning import Job
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.screens.networks.planning.gantt_layout import HEAD, NAMES, Layout, layout_of
from clusterbench_gui.ui.screens.networks.planning.gantt_paint import GanttPainter

_ROOM = QSize(240, 180)
_KEYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Gantt(QAbstractScrollArea):
    """Shows a board; tells where a job is tried, dropped and taken back."""

    tried = Signal(object)
    """A `Move` that is to be answered."""
    dropped = Signal()
    taken_back = Signal()
    undone = Signal()

    def __init__(self, texts: Texts) -> None:
        """Empty at first."""
        super().__init__()
        self._texts = texts
        self._board: Board | None = None
        self._layout = Layout()
        self._all_rows = False
        self._selected: JobKey | None = None
        self._held: tuple[JobKey, QPointF, int] | None = None
        self._move: Move | None = None
        self._moved: Moved | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(texts.t("Schedule by firms"))

    def minimumSizeHint(self) -> QSize:
        """Room for a few rows."""
        return _ROOM

    @property
    def selected(self) -> JobKey | None:
        """The job that the keys move."""
        return self._selected

    def show_board(self, board: Board | None, *, all_rows: bool) -> None:
        """Show another board."""
        self._board, self._all_rows = board, all_rows
        keys = [key_of(job) for job in board.jobs] if board else []
        if self._selected not in keys:
            self._selected = None
        self._place()

    def show_move(self, move: Move | None, moved: Moved | None) -> None:
        """Show where a job is tried, and whether it holds there."""
        if move is None and self._held is not None and self._move is not None:
            self._held = None
        self._move, self._moved = move, moved
        self.viewport().update()

    def announce(self, words: str) -> None:
        """Have a screen reader say what a move would do."""
        self.setAccessibleDescription(words)
        if words and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def box_of(self, key: JobKey) -> QRectF:
        """Where a bar is seen, in the viewport."""
        box = self._layout.bars[key]
        across, down = self._offset()
        return QRectF(box.left - across, box.top - down, box.width, box.height)

    # --- painting -----------------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Days, rows, what is free, work, and what moves between firms."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._board is not None:
            drawing = GanttPainter(painter, self._board, self._layout, self._texts, self._offset())
            drawing.paint(self.viewport().rect(), self._selected if self.hasFocus() else None, self._move, self._moved)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Days take the width there is."""
        super().resizeEvent(event)
        self._place()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Names and days stand still, so all is painted anew."""
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keys begin at the first work."""
        super().focusInEvent(event)
        if self._selected is None and self._board is not None and self._board.jobs:
            self._select(key_of(min(self._board.jobs, key=lambda one: (one.start, one.end))))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _place(self) -> None:
        room = self.viewport().size()
        self._layout = (
            Layout() if self._board is None else layout_of(self._board, room.width(), all_rows=self._all_rows)
        )
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(self._layout.width - room.width(), 0))
        across.setPageStep(room.width())
        across.setSingleStep(max(round(self._layout.day), 1))
        down.setRange(0, max(self._layout.height - room.height(), 0))
        down.setPageStep(room.height())
        down.setSingleStep(20)
        self.viewport().update()

    def _offset(self) -> tuple[int, int]:
        return self.horizontalScrollBar().value(), self.verticalScrollBar().value()

    # --- the hand -----------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a bar."""
        key = self._bar_at(event.position())
        if event.button() != Qt.MouseButton.LeftButton or key is None:
            super().mousePressEvent(event)
            return
        self._select(key)
        grip = self._layout.slot_at(event.position().x() + self._offset()[0]) - self._job(key).start
        self._held = key, event.position(), grip

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """While a bar is held, ask at every day and row."""
        if self._held is None:
            over = self._bar_at(event.position()) is not None
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor)
            return
        key, began, grip = self._held
        is_near = (event.position() - began).manhattanLength() < QApplication.startDragDistance()
        if self._move is None and is_near:
            return
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        across, down = self._offset()
        line = self._layout.line_at(max(event.position().y(), HEAD) + down)
        firm = line.firm if line is not None else self._firm_now(key)
        self._try(key, firm, max(self._layout.slot_at(event.position().x() + across) - grip, 0))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        held, self._held = self._held, None
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        if held is None or event.button() != Qt.MouseButton.LeftButton:
            super().mouseReleaseEvent(event)
        elif self._move is not None:
            self._drop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose a bar, with Alt they move it; Enter drops it, Escape takes it back."""
        key = Qt.Key(event.key())
        held = event.modifiers()
        act: Callable[[], None] | None = None
        if key in _KEYS and held & Qt.KeyboardModifier.AltModifier:
            act = self._stepping(*_KEYS[key])
        elif key in _KEYS:
            act = self._walking(*_KEYS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._move is not None:
            act = self._drop
        elif key == Qt.Key.Key_Escape and self._move is not None:
            act = self.taken_back.emit
        elif key == Qt.Key.Key_Z and held & Qt.KeyboardModifier.ControlModifier:
            act = self.undone.emit
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def viewportEvent(self, event: QEvent) -> bool:
        """A tip tells the whole of a bar, or of a name that is cut."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self._tip(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), text, self.viewport()) if text else QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def _drop(self) -> None:
        """Where it came from nothing is dropped."""
        move = self._move
        job = self._job(move.key) if move is not None else None
        if move is not None and job is not None and (move.firm, move.start) == (job.firm, job.start):
            self.taken_back.emit()
        else:
            self.dropped.emit()

    def _try(self, key: JobKey, firm: str, start: int) -> None:
        move = Move(key, firm, start)
        if move != self._move:
            self._move = move
            self.tried.emit(move)

    def _stepping(self, days: int, rows: int) -> Callable[[], None]:
        def step() -> None:
            if self._selected is None or self._board is None:
                return
            job = self._job(self._selected)
            mine = self._move if self._move is not None and self._move.key == self._selected else None
            firm, start = (mine.firm, mine.start) if mine is not None else (job.firm, job.start)
            firms = [line.firm for line in self._layout.lines if line.firm in self._board.able[self._selected]]
            if rows and firm in firms:
                firm = firms[min(max(firms.index(firm) + rows, 0), len(firms) - 1)]
            start = max(start + days, 0)
            self._try(self._selected, firm, start)
            self._reveal(self._selected, firm, start)

        return step

    def _walking(self, days: int, rows: int) -> Callable[[], None]:
        def walk() -> None:
            if self._board is None or not self._board.jobs:
                return
            self.taken_back.emit()
            order = sorted(self._board.jobs, key=self._by_time if days else self._by_row)
            keys = [key_of(job) for job in order]
            place = keys.index(self._selected) if self._selected in keys else -1
            key = keys[min(max(place + days + rows, 0), len(keys) - 1)]
            self._select(key)
            self._reveal(key, self._job(key).firm, self._job(key).start)

        return walk

    def _reveal(self, key: JobKey, firm: str, start: int) -> None:
        """Scroll to where a job stands, or would stand."""
        line = self._layout.line_of(firm)
        box = self._layout.bars[key]
        left, room = round(self._layout.x(start)), self.viewport().size()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(max(min(across.value(), left - NAMES), left + round(box.width) - room.width()))
        if line is not None:
            down.setValue(max(min(down.value(), line.top - HEAD), line.top + line.height - room.height()))

    def _by_time(self, job: Job) -> tuple[int, ...]:
        return job.start, job.end, self._top(job)

    def _by_row(self, job: Job) -> tuple[int, ...]:
        return self._top(job), job.start

    def _top(self, job: Job) -> int:
        line = self._layout.line_of(job.firm)
        return line.top if line is not None else 0

    def _select(self, key: JobKey) -> None:
        if self._move is not None and self._move.key != key:
            self.taken_back.emit()
        self._selected = key
        self.announce(self._told(self._job(key)))
        self.viewport().update()

    def _bar_at(self, place: QPointF) -> JobKey | None:
        across, down = self._offset()
        if place.x() < NAMES or place.y() < HEAD:
            return None
        return self._layout.bar_at(place.x() + across, place.y() + down)

    def _tip(self, place: QPointF) -> str:
        key = self._bar_at(place)
        if key is not None:
            return self._told(self._job(key))
        line = self._layout.line_at(place.y() + self._offset()[1]) if place.y() >= HEAD else None
        if line is None or self._board is None:
            return ""
        row = self._board.rows[line.row]
        slot = self._layout.slot_at(place.x() + self._offset()[0])
        if place.x() < NAMES or slot >= len(row.free):
            return row.name
        day = self._texts.date(self._board.days[slot])
        return self._texts.t("{firm}, {day}: {hours} free hours", firm=row.name, day=day, hours=row.free[slot])

    def _told(self, job: Job) -> str:
        texts = self._texts
        name = (
            next((row.name for row in self._board.rows if row.firm == job.firm), job.firm) if self._board else job.firm
        )
        days = f"{texts.date(job.first)} – {texts.date(job.last)}"
        return texts.t(
            "{order}: {name}\n{firm}\n{days}, {hours} h a day, {cost} PLN",
            order=job.order,
            name=job.name,
            firm=name,
            days=days,
            hours=job.hours_per_day,
            cost=texts.number(job.cost, 0),
        )

    def _firm_now(self, key: JobKey) -> str:
        return self._move.firm if self._move is not None else self._job(key).firm

    def _job(self, key: JobKey) -> Job:
        assert self._board is not None
        return next(job for job in self._board.jobs if key_of(job) == key)
