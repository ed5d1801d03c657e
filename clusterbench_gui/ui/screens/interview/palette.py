"""Ctrl+F: a field that filters the questions as one types, and a list of those that are left."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.screens.interview.finding import Found, find
from clusterbench_gui.ui.screens.interview.notice import announce
from clusterbench_gui.ui.theme import current_theme, paint_chosen
from clusterbench_gui.ui.widgets.parts import XS, M, S, label

Index = QModelIndex | QPersistentModelIndex
WIDTH, HEIGHT, TOP = 640, 440, 56
_NUMBER = 44
"""Pixels for a number."""
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -7, Qt.Key.Key_PageDown: 7}
_LINE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class Palette(QFrame):
    """Lies over its parent until a place is chosen, Escape is pressed or the focus goes elsewhere."""

    chosen = Signal(str)
    """Jump to this ref."""
    cancelled = Signal()
    """Back to where one was."""
    abandoned = Signal()
    """The focus went elsewhere by itself."""

    def __init__(self, parent: QWidget, state_of: Callable[[str], str], texts: Texts) -> None:
        """`state_of` says in words how the answer at a ref stands."""
        super().__init__(parent)
        self._places: Sequence[Found] = ()
        self._texts = texts
        self.setObjectName("palette")
        self.setAccessibleName(texts.t("Find a question"))
        self.line = _Line(self)
        self.line.setPlaceholderText(texts.t("Part of the text, the number or the name"))
        self.line.setAccessibleName(texts.t("Find a question"))
        self.line.textEdited.connect(self._filter)
        self._model = _Places(state_of)
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setItemDelegate(_Lines(self._list))
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName(texts.t("Questions"))
        self._list.clicked.connect(lambda index: self._choose(index.row()))
        self._count = label("", "caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(M, M, M, M)
        column.setSpacing(S)
        column.addWidget(self.line)
        column.addWidget(self._list, 1)
        column.addWidget(self._count)

    def show_places(self, places: Sequence[Found], *, at: str) -> None:
        """Open over the screen with all the places, the one with the ref `at` marked."""
        self._places = places
        self._filter("")
        self._mark(next((row for row, one in enumerate(places) if one.ref == at), 0))
        self.place()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def found(self) -> Sequence[Found]:
        """What the list shows."""
        return self._model.found

    def place(self) -> None:
        """Find the place in a parent that may have another size now."""
        parent = self.parentWidget()
        assert parent is not None
        width, height = min(WIDTH, parent.width() - 2 * M), min(HEIGHT, parent.height() - TOP - M)
        self.setGeometry((parent.width() - width) // 2, TOP, width, height)

    def take_key(self, event: QKeyEvent) -> bool:
        """Keys that walk, choose or leave; False where the field has something to do with it."""
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose(self._list.currentIndex().row())
        elif key == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif key in _STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._mark(self._list.currentIndex().row() + _STEPS[key])
        else:
            return key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
        return True

    def _filter(self, sought: str) -> None:
        self._model.show(find(self._places, sought))
        count = len(self._model.found)
        words = self._texts.n("{n} question", "{n} questions", count)
        keys = self._texts.t("Enter jumps, Esc goes back")
        self._count.setText(
            f"{words} · {keys}" if count else self._texts.t("No question holds this. Try another word.")
        )
        self._mark(0)

    def _mark(self, row: int) -> None:
        count = len(self._model.found)
        index = self._model.index(min(max(row, 0), count - 1)) if count else QModelIndex()
        self._list.setCurrentIndex(index)
        words = str(index.data(Qt.ItemDataRole.AccessibleTextRole)) if count else self._count.text()
        self.line.setAccessibleDescription(words)
        announce(self.line, words)

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._model.found):
            self.chosen.emit(self._model.found[row].ref)


class _Places(QAbstractListModel):
    """The places that are left. How an answer stands is asked only for the lines that are seen."""

    def __init__(self, state_of: Callable[[str], str]) -> None:
        super().__init__()
        self.found: Sequence[Found] = ()
        self._state_of = state_of

    def show(self, found: Sequence[Found]) -> None:
        self.beginResetModel()
        self.found = found
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one = self.found[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return one.shown
        if role == Qt.ItemDataRole.UserRole:
            return one.number, f"{one.section} · {self._state_of(one.ref)}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (one.number, one.shown, one.section, self._state_of(one.ref))))
        return None


class _Lines(QStyledItemDelegate):
    """Number, text of the question; below it, smaller, section and answer. Both end in … where there is no room."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        return QSize(0, 2 * option.fontMetrics.height() + S + XS)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = current_theme()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            paint_chosen(painter, option.rect)
        number, below = index.data(Qt.ItemDataRole.UserRole)
        high = option.fontMetrics.height()
        inner = option.rect.adjusted(S, XS, -S, -XS)
        left = inner.left() + _NUMBER
        painter.setFont(option.font)
        painter.setPen(QColor(theme.ink))
        self._write(painter, QRect(left, inner.top(), inner.right() - left, high), str(index.data()))
        painter.setPen(QColor(theme.muted))
        painter.drawText(QRect(inner.left(), inner.top(), _NUMBER - S, high), _LINE, number)
        self._write(painter, QRect(left, inner.top() + high, inner.right() - left, high), below)
        painter.restore()

    @staticmethod
    def _write(painter: QPainter, rect: QRect, text: str) -> None:
        line = " ".join(text.split())
        painter.drawText(rect, _LINE, painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, rect.width()))


class _Line(QLineEdit):
    """The field: asks the palette about every key first, and leaves with the focus."""

    def __init__(self, owner: Palette) -> None:
        super().__init__(owner)
        self._owner = owner
        self.setClearButtonEnabled(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._owner.take_key(event):
            super().keyPressEvent(event)
            event.accept()  # no key of the screen below acts while this is open

    def focusNextPrevChild(self, _forward: bool) -> bool:  # noqa: FBT001 - Qt's signature
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() in {Qt.FocusReason.MouseFocusReason, Qt.FocusReason.TabFocusReason}:
            self._owner.abandoned.emit()
