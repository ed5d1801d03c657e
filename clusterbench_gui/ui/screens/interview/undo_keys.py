"""Ctrl+Z in an interview: typing is taken back first, by the field itself, then answers."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class UndoKeys(QObject):
    """Sees the keys of the widget that has the focus before it does: fields would keep Ctrl+Z for themselves."""

    def __init__(
        self, parent: QWidget, *, undo: Callable[[], None], redo: Callable[[], None], is_typing: Callable[[], bool]
    ) -> None:
        """`is_typing`: the field with the focus holds what is no answer yet."""
        super().__init__(parent)
        self._undo = undo
        self._redo = redo
        self._is_typing = is_typing
        self._watched: QWidget | None = None

    def watch(self, widget: QWidget | None) -> None:
        """From now on the keys of this widget."""
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched.destroyed.disconnect(self._forget)
        self._watched = widget
        if widget is not None:
            widget.installEventFilter(self)
            widget.destroyed.connect(self._forget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of undo and redo, unless the field has typing to take back."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        is_undo = event.key() == Qt.Key.Key_Z and event.modifiers() == _CONTROL
        is_redo = (event.key() == Qt.Key.Key_Z and event.modifiers() == _CONTROL | _SHIFT) or (
            event.key() == Qt.Key.Key_Y and event.modifiers() == _CONTROL
        )
        if not (is_undo or is_redo) or (self._is_typing() and _has_own(watched, redo=is_redo)):
            return False
        (self._undo if is_undo else self._redo)()
        return True

    def _forget(self) -> None:
        self._watched = None


def _has_own(field: QObject, *, redo: bool) -> bool:
    if isinstance(field, QLineEdit):
        return field.isRedoAvailable() if redo else field.isUndoAvailable()
    if isinstance(field, QPlainTextEdit):
        return field.document().isRedoAvailable() if redo else field.document().isUndoAvailable()
    return False
