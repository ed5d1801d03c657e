"""How a cell of a grid looks while nobody is in it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from clusterbench_gui.domain.questions import QuestionState
from clusterbench_gui.support.theme import SPACE
from clusterbench_gui.ui import icons
from clusterbench_gui.ui.screens.interview.cells import NUMBERS
from clusterbench_gui.ui.screens.interview.measures import ROW
from clusterbench_gui.ui.screens.interview.table import RosterModel
from clusterbench_gui.ui.theme import current_theme

SIGN = 16
"""Of the icon beside an answer that needs a look."""
PAD = SPACE[1]


class CellPainter(QStyledItemDelegate):
    """Answers in ink, reasons for absence in italics, what is computed on the canvas' ground, what is not asked hatched."""

    def __init__(self, model: RosterModel) -> None:
        """Signs are drawn when the first one is needed."""
        super().__init__(model)
        self._model = model
        self._signs: dict[tuple[object, ...], QPixmap] = {}

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Ground, sign, text."""
        theme, rect = current_theme(), self._rect(option)
        question = self._model.question_at(index)
        painter.save()
        if question is None:
            painter.fillRect(rect, QBrush(QColor(theme.line), Qt.BrushStyle.BDiagPattern))
        else:
            is_chosen = bool(self._state(option) & QStyle.StateFlag.State_Selected)
            ground = theme.accent_soft if is_chosen else theme.canvas if question.readonly else theme.surface
            painter.fillRect(rect, QColor(ground))
            self._write(painter, rect, question)
        painter.restore()

    def updateEditorGeometry(
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002 - Qt's signature
    ) -> None:
        """An editor fills its cell; one that grew, as a list of choices does, gets the width that it likes as well."""
        rect = QRect(self._rect(option))
        if rect.height() > ROW + PAD and editor.sizeHint().height() > ROW:
            around = editor.parentWidget()
            most = around.width() if around is not None else rect.width()
            rect.setWidth(max(rect.width(), min(editor.sizeHint().width(), most)))
            rect.moveLeft(max(0, min(rect.left(), most - rect.width())))
        editor.setGeometry(rect)

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt's signature
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002 - same
    ) -> QSize:
        """The grid decides."""
        return QSize()

    def _write(self, painter: QPainter, rect: QRect, question: QuestionState) -> None:
        theme = current_theme()
        room = rect.adjusted(PAD, 0, -PAD, 0)
        sign = self._sign(question)
        if sign:
            painter.drawPixmap(room.left(), room.center().y() - SIGN // 2, self._drawn(painter, sign))
            room.setLeft(room.left() + SIGN + PAD // 2)
        font = QFont(painter.font())
        font.setItalic(question.absence is not None)
        painter.setFont(font)
        is_quiet = question.absence is not None or question.readonly
        painter.setPen(QColor(theme.muted if is_quiet else theme.ink))
        words = " ".join(self._model.written(question).split())
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        is_number = question.kind in NUMBERS and question.absence is None
        across = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, int(across | Qt.AlignmentFlag.AlignVCenter), words)

    def _drawn(self, painter: QPainter, sign: tuple[str, str]) -> QPixmap:
        ratio = painter.device().devicePixelRatioF()
        key = (*sign, ratio, current_theme().name)
        if key not in self._signs:
            self._signs[key] = icons.pixmap(*sign, size=SIGN, ratio=ratio)
        return self._signs[key]

    def _sign(self, question: QuestionState) -> tuple[str, str] | None:
        if self._model.is_wrong(question) or self._model.is_unread(question):
            return "alert", "bad"
        if self._model.is_doubtful(question):
            return "info", "warn"
        if question.required and not question.is_answered and question.is_asked:
            return "circle", "muted"
        return None

    @staticmethod
    def _rect(option: QStyleOptionViewItem) -> QRect:
        rect: QRect = option.rect
        return rect

    @staticmethod
    def _state(option: QStyleOptionViewItem) -> QStyle.StateFlag:
        state: QStyle.StateFlag = option.state
        return state
