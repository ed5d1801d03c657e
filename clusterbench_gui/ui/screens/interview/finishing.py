"""Before finishing: what stands in the way and what is doubtful, each a jump; or the button that finishes."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
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
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui import icons
from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel
from clusterbench_gui.ui.theme import current_theme, mark, paint_chosen
from clusterbench_gui.ui.widgets.parts import flow
from clusterbench_gui.ui.widgets.questions.base import label

WIDTH = 820
_LEAST = 48
"""Pixels of the list: less than Qt takes, for the buttons must not be cut off at 250 %."""
_LOW = 300
"""Logical pixels of height below which what can be done is not explained."""

_REF = Qt.ItemDataRole.UserRole
_WHY = Qt.ItemDataRole.UserRole + 1
_GROUP = Qt.ItemDataRole.UserRole + 2
_ICON, _GAP, _PAD, _LEADING = 18, 10, 8, 3
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

Index = QModelIndex | QPersistentModelIndex


class Group(Enum):
    """The parts of the list, in its order."""

    WRONG = ("alert", "bad")
    DOUBTFUL = ("info", "warn")
    EXPLAINED = ("circle-check", "ok")


@dataclass(frozen=True, slots=True)
class Problem:
    """A line: where, what the question is called there, in which section, and what is to be said of it."""

    group: Group
    ref: str
    label: str
    section: str
    why: str


def problems(viewmodel: InterviewViewModel) -> tuple[Problem, ...]:
    """All that is wrong, then all that is doubtful, then what was doubted and somebody stood by; each in form order."""
    return tuple(sorted(_found(viewmodel), key=lambda one: list(Group).index(one.group)))


def _found(viewmodel: InterviewViewModel) -> Iterator[Problem]:
    questionnaire, texts = viewmodel.questionnaire, viewmodel.texts
    failures = viewmodel.failures()
    for one in failures:
        question = questionnaire.question(one.ref)
        why = check_sentence(one.check, question.shown if question else "", texts)
        yield Problem(Group.WRONG, one.ref, _label(viewmodel, one.ref), questionnaire.section_label(one.ref), why)
    wrong = {one.ref for one in failures}
    for question in viewmodel.doubts():
        if question.ref not in wrong:
            group = Group.DOUBTFUL if viewmodel.is_doubtful(question) else Group.EXPLAINED
            remark = viewmodel.remarks.text(question.path)
            noted = texts.t("Remark: {remark}", remark=remark) if remark else ""
            why = f"{question.warning} {noted}".strip()
            where = questionnaire.section_label(question.ref)
            yield Problem(group, question.ref, _label(viewmodel, question.ref), where, why)


def _label(viewmodel: InterviewViewModel, ref: str) -> str:
    number, words = viewmodel.questionnaire.number(ref), viewmodel.questionnaire.full_label(ref)
    return f"{number}  {words}" if number else words


def group_words(group: Group, count: int, texts: Texts) -> str:
    """The heading of a part of the list."""
    return {
        Group.WRONG: texts.t("To be put right: {n}", n=count),
        Group.DOUBTFUL: texts.t("Unusual, to be confirmed: {n}", n=count),
        Group.EXPLAINED: texts.t("Unusual and confirmed: {n}", n=count),
    }[group]


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
        self._at = self._left = 0
        t = viewmodel.texts.t
        self._title, self._words = label(role="heading"), label(role="muted")
        self._list = _List()
        self._list.setMinimumHeight(_LEAST)
        self._list.setItemDelegate(_Lines(self._list))
        self._list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName(t("What is to be looked at"))
        self._list.itemActivated.connect(self._go)
        self._list.itemClicked.connect(self._go)
        self._confirm = QPushButton(t("Confirm this one (Space)"))
        self._confirm.clicked.connect(self._confirm_one)
        self._finish = QPushButton()
        mark(self._finish, "primary")
        self._finish.clicked.connect(self._finish_all)
        self._back = QPushButton(t("Back to the questions (Esc)"))
        self._back.clicked.connect(self.cancelled)
        self._list.currentRowChanged.connect(self._offer)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 20, 32, 20)
        column.setSpacing(12)
        for one in (self._title, self._words, self._list):
            one.setMaximumWidth(WIDTH)
            column.addWidget(one, 1 if one is self._list else 0)
        column.addWidget(flow(self._finish, self._confirm, self._back))
        column.addStretch(0)

    def check(self) -> None:
        """Look what is missing now, and offer what can be done."""
        self._viewmodel.check()
        self._show()

    def focus(self) -> None:
        """The list where something is left in it, else the button."""
        first = self._list if self._left else self._finish
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the list and the buttons get the room of the explanation."""
        super().resizeEvent(event)
        self._words.setVisible(event.size().height() >= _LOW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leads back; Enter presses the button that has the focus."""
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        held = next((one for one in (self._finish, self._confirm, self._back) if one.hasFocus()), None)
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif is_enter and held is not None:
            held.click()
        elif event.key() == Qt.Key.Key_Space and self._list.hasFocus() and not self._confirm.isHidden():
            self._confirm_one()
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        texts = self._viewmodel.texts
        found = problems(self._viewmodel)
        count = {group: sum(one.group is group for one in found) for group in Group}
        answered, asked = self._viewmodel.questionnaire.progress
        open_ones = texts.n("{n} question has no answer.", "{n} questions have no answer.", asked - answered)
        wrong, doubtful = count[Group.WRONG], count[Group.DOUBTFUL]
        self._left = wrong + doubtful
        if wrong:
            self._title.setText(texts.n("{n} question needs attention", "{n} questions need attention", wrong))
            self._words.setText(
                texts.t("Enter leads to the question. The interview can be finished when these are put right.")
            )
        elif doubtful:
            self._title.setText(texts.n("{n} answer is unusual", "{n} answers are unusual", doubtful))
            words = texts.t(
                "Enter leads to the question, where F2 takes the reason. What is right as it is can be confirmed here."
            )
            self._words.setText(words)
        else:
            self._title.setText(texts.t("The interview can be finished"))
            self._words.setText(open_ones if asked > answered else texts.t("Every question has an answer."))
        finish = texts.n("Confirm {n} answer and finish", "Confirm {n} answers and finish", doubtful)
        self._finish.setText(finish if doubtful else texts.t("Finish the interview"))
        self._finish.setVisible(not wrong)
        self._fill(found, count)

    def _fill(self, found: tuple[Problem, ...], count: dict[Group, int]) -> None:
        texts, at = self._viewmodel.texts, self._at
        self._list.clear()
        before: Group | None = None
        for one in found:
            heading = group_words(one.group, count[one.group], texts)
            if one.group is not before:
                before = one.group
                title = QListWidgetItem(heading)
                title.setFlags(Qt.ItemFlag.NoItemFlags)
                self._list.addItem(title)
            item = QListWidgetItem(one.label)
            item.setData(_REF, one.ref)
            item.setData(_WHY, f"{one.section} \u00b7 {one.why}" if one.section else one.why)
            item.setData(_GROUP, one.group)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{heading}, {one.label}, {item.data(_WHY)}")
            self._list.addItem(item)
        self._list.setVisible(bool(found))
        rows = [row for row in range(self._list.count()) if self._list.item(row).data(_REF)]
        self._list.setCurrentRow(next((row for row in rows if row >= at), rows[-1] if rows else -1))
        self._offer()

    def _offer(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            self._at = self._list.currentRow()
        self._confirm.setVisible(item is not None and item.data(_GROUP) is Group.DOUBTFUL)

    def _confirm_one(self) -> None:
        item = self._list.currentItem()
        if item is not None and item.data(_GROUP) is Group.DOUBTFUL:
            self._viewmodel.confirm([str(item.data(_REF))])
            self._show()
            self.focus()

    def _finish_all(self) -> None:
        """What is doubtful is confirmed by finishing: the button says how many."""
        self._viewmodel.confirm([one.ref for one in self._viewmodel.doubts()])
        self.finished.emit()

    def _go(self, item: QListWidgetItem) -> None:
        if item.data(_REF):
            self.chosen.emit(str(item.data(_REF)))


class WayBack(QPushButton):
    """Leads back to the list of problems, as long as somebody who came from there has not been back."""

    def __init__(self, texts: Texts) -> None:
        """Not shown."""
        super().__init__(icons.icon("back", "accent"), "")
        self._texts = texts
        mark(self, "link")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("wayBack")
        self.hide()

    def offer(self, left: int) -> None:
        """Say how many are left."""
        self.setText(self._texts.t("Back to the list, {n} left (Ctrl+Enter)", n=left))
        self.show()


class _List(QListWidget):
    """Leaves the space bar to the page."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt would search for a line that begins with a space."""
        if event.key() == Qt.Key.Key_Space:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Lines(QStyledItemDelegate):
    """Icon, the question in ink, and below it what is wrong, muted; each in as many lines as it needs."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view
        self._icons: dict[Group, QIcon] = {group: icons.icon(*group.value) for group in Group}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        # the bar takes its room only once all heights are known, so its room is left out from the start
        beside = 2 * self._view.frameWidth() + self._view.verticalScrollBar().sizeHint().width()
        line = QRect(0, 0, self._view.width() - beside, 0)
        if index.data(_GROUP) is None:
            return QSize(line.width(), option.fontMetrics.lineSpacing() + 2 * _PAD)
        label, why = self._places(option, line, index)
        return QSize(line.width(), label.height() + _LEADING + why.height() + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = current_theme()
        painter.save()
        group = index.data(_GROUP)
        if group is None:
            painter.setPen(QColor(theme.muted))
            painter.drawText(option.rect.adjusted(_PAD, _PAD, -_PAD, 0), _WRAP, str(index.data()))
            painter.restore()
            return
        if option.state & QStyle.StateFlag.State_Selected:
            paint_chosen(painter, option.rect)
        label, why = self._places(option, option.rect, index)
        self._icons[group].paint(painter, QRect(option.rect.left() + _PAD, label.top() + 1, _ICON, _ICON))
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
