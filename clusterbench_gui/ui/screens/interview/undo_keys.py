"""Ctrl+Z in an interview: typing is taken back first, by the field itself, then answers."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class UndoKeys(QObject):
    """Sees the keys of the widget that has the focus before it does: fields would keep Ctrl+Z for themselves."""

    def __init__(self, parent: QWidget, *, undo: Callable[[], None], redo: Callable[[], None]) -> None:
        """Watches nothing yet."""
        super().__init__(parent)
        self._undo = undo
        self._redo = redo
        self._watched: QWidget | None = None
        self._at_first = ""

    def watch(self, widget: QWidget | None) -> None:
        """From now on the keys of this widget, which has the focus; what stands in it now is no typing."""
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched.destroyed.disconnect(self._forget)
        self._watched = widget
        self._at_first = _text(widget)
        if widget is not None:
            widget.installEventFilter(self)
            widget.destroyed.connect(self._forget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of undo and redo, unless the field has typing to take back."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        pressed = (event.key(), event.modifiers())
        is_undo = pressed == (Qt.Key.Key_Z, _CONTROL)
        is_redo = pressed in {(Qt.Key.Key_Z, _CONTROL | _SHIFT), (Qt.Key.Key_Y, _CONTROL)}
        if not (is_undo or is_redo) or (self._has_typing(watched) if is_undo else _can_redo(watched)):
            return False
        (self._undo if is_undo else self._redo)()
        self._at_first = _text(self._watched)
        return True

    def _has_typing(self, field: QObject) -> bool:
        if _text(field) == self._at_first:
            return False
        if isinstance(field, QPlainTextEdit):
            return field.document().isUndoAvailable()
        return isinstance(field, QLineEdit) and field.isUndoAvailable()

    def _forget(self) -> None:
        self._watched = None


def _can_redo(field: QObject) -> bool:
    if isinstance(field, QPlainTextEdit):
        return field.document().isRedoAvailable()
    return isinstance(field, QLineEdit) and field.isRedoAvailable()


def _text(field: QObject | None) -> str:
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    return field.text() if isinstance(field, QLineEdit) else ""
