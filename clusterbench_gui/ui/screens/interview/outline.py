"""The sections on the left: how each one stands, and the way to it."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from clusterbench_gui.domain.questions import Progress, SectionState
from clusterbench_gui.support.theme import RADIUS
from clusterbench_gui.ui import icons
from clusterbench_gui.ui.screens.interview.navigation import Navigation
from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel
from clusterbench_gui.ui.screens.interview.words import STATE_ICONS, state_word
from clusterbench_gui.ui.theme import current_theme, mark
from clusterbench_gui.ui.widgets.questions.base import label

WIDTH = 264
_ICON, _GAP, _PAD = 16, 8, 8
_COUNTS = 44
"""Room for `14/14` at the right."""
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

_REF = Qt.ItemDataRole.UserRole
_COUNT = Qt.ItemDataRole.UserRole + 1
_STATE = Qt.ItemDataRole.UserRole + 2

Index = QModelIndex | QPersistentModelIndex


class Outline(QWidget):
    """Sections with state and counts; below them, what has to be checked, and the way to finish."""

    finishing = Signal()

    def __init__(self, viewmodel: InterviewViewModel, navigation: Navigation) -> None:
        """Reads both; `refresh` follows their signals."""
        super().__init__()
        self._viewmodel = viewmodel
        self._navigation = navigation
        t = viewmodel.texts.t
        self._list = _List()
        self._list.setAccessibleName(t("Sections"))
        self._list.itemClicked.connect(self._open)
        self._list.itemActivated.connect(self._open)
        self._icons = {True: icons.icon("alert", "bad"), False: icons.icon("info", "warn")}
        self._problems = QPushButton()
        self._problems.setObjectName("problems")
        mark(self._problems, "link")
        self._problems.setToolTip("Shift+F8")
        self._problems.clicked.connect(navigation.next_problem)
        self.last = QPushButton(t("Finish…"))
        """What comes last in the order of Tab."""
        self.last.setToolTip(t("Ctrl+Enter"))
        self.last.clicked.connect(self.finishing)
        self._form = label(viewmodel.form_title, "small")
        self._form.setContentsMargins(12, 0, 8, 8)
        self._form.setVisible(bool(viewmodel.form_title))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 12)
        column.addWidget(self._form)
        column.addWidget(self._list, 1)
        column.addWidget(self._problems)
        column.addWidget(self.last)
        self.refresh()

    def refresh(self) -> None:
        """Show the sections as they stand now; what did not change is not touched."""
        model = self._viewmodel
        sections = model.questionnaire.sections
        self._line_up([one.ref for one in sections])
        here = self._navigation.section
        troubles = self._viewmodel.troubles
        wrong = Counter(self._viewmodel.questionnaire.section_of(ref) for ref in troubles.wrong)
        for index, section in enumerate(sections):
            self._show(self._list.item(index), section, wrong[section.ref])
            if here is not None and section.ref == here.ref and self._list.currentRow() != index:
                self._list.setCurrentRow(index)
        count = troubles.count
        self._show_worst(wrong=bool(wrong))
        self._problems.setText(self._viewmodel.texts.n("{n} answer to check", "{n} answers to check", count))
        self._problems.setVisible(count > 0)

    def _line_up(self, refs: list[str]) -> None:
        """A line for each section: where one comes or goes, those after it move, and are not written anew."""
        there = set(refs)
        for row in range(self._list.count() - 1, -1, -1):
            if self._list.item(row).data(_REF) not in there:
                self._list.takeItem(row)
        for row, ref in enumerate(refs):
            if row == self._list.count() or self._list.item(row).data(_REF) != ref:
                item = QListWidgetItem()
                item.setData(_REF, ref)
                self._list.insertItem(row, item)

    def _show_worst(self, *, wrong: bool) -> None:
        """Doubts alone look milder than wrong answers."""
        if self._problems.property("wrong") is not wrong:
            self._problems.setProperty("wrong", wrong)
            self._problems.setIcon(self._icons[wrong])
            self._problems.style().unpolish(self._problems)
            self._problems.style().polish(self._problems)

    def _show(self, item: QListWidgetItem, section: SectionState, wrong: int) -> None:
        """A text that is no answer yet, or a missing answer once all was checked, is a problem too. Notes are not counted."""
        progress = Progress.PROBLEMS if wrong else section.progress
        counts = f"{section.answered}/{section.asked}" if section.asked else ""
        told = (section.ref, section.label, counts, progress, wrong)
        if item.data(_STATE) == told:
            return
        texts = self._viewmodel.texts
        look = texts.n("{n} answer to check", "{n} answers to check", wrong) if wrong else state_word(progress, texts)
        words = ", ".join(filter(None, (section.label, look, counts)))
        item.setData(_COUNT, counts)
        item.setData(_STATE, told)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        item.setText(section.label)
        item.setToolTip(words)

    def _open(self, item: QListWidgetItem) -> None:
        self._navigation.open_section(str(item.data(_REF)))


class _List(QListWidget):
    """A list without a frame whose lines are as high as their words need."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("outline")
        self.setItemDelegate(_Lines(self))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Only other words need another height: a count or a state is painted, and no other line is measured or painted."""
        if roles and Qt.ItemDataRole.DisplayRole not in roles:
            QAbstractItemView.dataChanged(self, first, last, roles)
        else:
            super().dataChanged(first, last, roles)


class _Lines(QStyledItemDelegate):
    """Icon of the state, words in as many lines as they need, counts at the right."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view
        self._icons: dict[Progress, QIcon] = {progress: icons.icon(*look) for progress, look in STATE_ICONS.items()}
        self._sizes: dict[tuple[str, int, str], QSize] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width, words = self._view.viewport().width(), str(index.data())
        known = (words, width, option.font.key())
        if known not in self._sizes:
            high = option.fontMetrics.boundingRect(self._words(QRect(0, 0, width, 0)), _WRAP, words).height()
            self._sizes[known] = QSize(width, max(high, _ICON) + 2 * _PAD)
        return self._sizes[known]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = current_theme()
        here = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if here:
            painter.setPen(QColor(theme.accent) if self._view.hasFocus() or theme.outlined else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent_soft))
            painter.drawRoundedRect(option.rect.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        top = option.rect.top() + _PAD
        line = option.fontMetrics.height()
        told = index.data(_STATE)
        self._icons[told[3]].paint(painter, QRect(option.rect.left() + _PAD, top + (line - _ICON) // 2, _ICON, _ICON))
        painter.setPen(QColor(theme.ink))
        painter.setFont(option.font)
        painter.drawText(self._words(option.rect).adjusted(0, 0, 0, option.rect.height()), _WRAP, str(index.data()))
        painter.setPen(QColor(theme.muted))
        counts = QRect(option.rect.right() - _PAD - _COUNTS, top, _COUNTS, line)
        painter.drawText(counts, Qt.AlignmentFlag.AlignRight, str(index.data(_COUNT)))
        painter.restore()

    @staticmethod
    def _words(line: QRect) -> QRect:
        left = line.left() + _PAD + _ICON + _GAP
        return QRect(left, line.top() + _PAD, line.right() - _PAD - _COUNTS - 4 - left, 0)
