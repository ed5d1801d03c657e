"""Before finishing: what stands in the way, each a jump; or the button that finishes."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from clusterbench_gui.app.words import check_sentence
from clusterbench_gui.ui import icons
from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel
from clusterbench_gui.ui.theme import current_theme, mark
from clusterbench_gui.ui.widgets.questions.base import label

WIDTH = 820

_REF = Qt.ItemDataRole.UserRole
_WHY = Qt.ItemDataRole.UserRole + 1
_ICON, _GAP, _PAD, _LEADING = 18, 10, 8, 3
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

Index = QModelIndex | QPersistentModelIndex


class FinishPage(QWidget):
    """Stands in place of the questions while the interview is checked."""

    chosen = Signal(str)
    """Somebody wants to go to this question."""
    finished = Signal()
    cancelled = Signal()

    def __init__(self, viewmodel: InterviewViewModel) -> None:
        """Empty until `check`."""
        super().__init__()
        self._viewmodel = viewmodel
        t = viewmodel.texts.t
        self._title, self._words = label(role="heading"), label(role="muted")
        self._list = QListWidget()
        self._list.setItemDelegate(_Lines(self._list))
        self._list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName(t("What is missing"))
        self._list.itemActivated.connect(self._go)
        self._list.itemClicked.connect(self._go)
        self._finish = QPushButton(t("Finish the interview"))
        mark(self._finish, "primary")
        self._finish.clicked.connect(self.finished)
        self._back = QPushButton(t("Back to the questions (Esc)"))
        self._back.clicked.connect(self.cancelled)
        buttons = QHBoxLayout()
        buttons.addWidget(self._finish)
        buttons.addWidget(self._back)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 20, 32, 20)
        column.setSpacing(12)
        for one in (self._title, self._words, self._list):
            one.setMaximumWidth(WIDTH)
            column.addWidget(one, 1 if one is self._list else 0)
        column.addLayout(buttons)
        column.addStretch(0)

    def check(self) -> None:
        """Look what is missing now, and offer what can be done."""
        failures = self._viewmodel.check()
        texts = self._viewmodel.texts
        answered, asked = self._viewmodel.questionnaire.progress
        open_ones = texts.n("{n} question has no answer.", "{n} questions have no answer.", asked - answered)
        if failures:
            self._title.setText(texts.n("{n} question needs attention", "{n} questions need attention", len(failures)))
            self._words.setText(
                texts.t("Enter leads to the question. The interview can be finished when the list is empty.")
            )
        else:
            self._title.setText(texts.t("The interview can be finished"))
            self._words.setText(open_ones if asked > answered else texts.t("Every question has an answer."))
        self._fill()
        self._list.setVisible(bool(failures))
        self._finish.setVisible(not failures)
        self._list.setCurrentRow(0)

    def focus(self) -> None:
        """The list, else the button."""
        first = self._list if self._list.count() else self._finish
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leads back; Enter presses the button that has the focus."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._finish.hasFocus():
            self._finish.click()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._back.hasFocus():
            self._back.click()
        else:
            super().keyPressEvent(event)

    def _fill(self) -> None:
        self._list.clear()
        for one in self._viewmodel.failures():
            question = self._viewmodel.questionnaire.question(one.ref)
            number = self._viewmodel.questionnaire.number(one.ref)
            words = self._viewmodel.questionnaire.full_label(one.ref)
            item = QListWidgetItem(f"{number}  {words}" if number else words)
            item.setData(_REF, one.ref)
            item.setData(_WHY, check_sentence(one.check, question.shown if question else "", self._viewmodel.texts))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {item.data(_WHY)}")
            self._list.addItem(item)

    def _go(self, item: QListWidgetItem) -> None:
        self.chosen.emit(str(item.data(_REF)))


class _Lines(QStyledItemDelegate):
    """Icon, the question in ink, and below it what is wrong, muted; each in as many lines as it needs."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view
        self._icon = icons.icon("alert", "bad")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = QRect(0, 0, self._view.viewport().width(), 0)
        label, why = self._places(option, line, index)
        return QSize(line.width(), label.height() + _LEADING + why.height() + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = current_theme()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(theme.accent_soft))
        label, why = self._places(option, option.rect, index)
        self._icon.paint(painter, QRect(option.rect.left() + _PAD, label.top() + 1, _ICON, _ICON))
        painter.setFont(option.font)
        painter.setPen(QColor(theme.ink))
        painter.drawText(label, _WRAP, str(index.data()))
        painter.setPen(QColor(theme.muted))
        painter.drawText(why, _WRAP, str(index.data(_WHY)))
        painter.restore()

    @staticmethod
    def _places(option: QStyleOptionViewItem, line: QRect, index: Index) -> tuple[QRect, QRect]:
        left = line.left() + _PAD + _ICON + _GAP
        room = QRect(left, line.top() + _PAD, line.right() - _PAD - left, 0)
        label = option.fontMetrics.boundingRect(room, _WRAP, str(index.data()))
        why = option.fontMetrics.boundingRect(
            room.translated(0, label.height() + _LEADING), _WRAP, str(index.data(_WHY))
        )
        return QRect(room.topLeft(), QSize(room.width(), label.height())), QRect(
            why.topLeft(), QSize(room.width(), why.height())
        )
