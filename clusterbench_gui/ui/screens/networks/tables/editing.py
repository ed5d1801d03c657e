"""The editor of a cell: a line, with what the tables know offered while somebody types."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QStringListModel,
    Qt,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from clusterbench_gui.domain.sheets import Kind
from clusterbench_gui.ui.screens.networks.tables.model import CellsModel
from clusterbench_gui.ui.screens.networks.tables.viewmodel import TablesViewModel

_LONGEST = 2000
_SHOWN = 10
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_ENDS = _ENTER | {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}


class CellDelegate(QStyledItemDelegate):
    """Edits cells as text; Enter goes to the row below, as in a spreadsheet."""

    def __init__(self, parent: QObject, tables: TablesViewModel) -> None:
        """`tables` says what may stand in a cell."""
        super().__init__(parent)
        self._tables = tables
        self.was_entered = False
        """The last editor was left by Enter."""

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """A line of the size of the cell."""
        model = index.model()
        assert isinstance(model, CellsModel)
        row, column = model.cell(index)
        editor = QLineEdit(parent)
        editor.setFrame(False)
        editor.setMaxLength(_LONGEST)
        editor.setProperty("role", "cell")
        editor.setAccessibleName(self._tables.column_title(column))
        if offered := self._tables.offered(row, column):
            several = self._tables.sheet.columns[column].kind is Kind.CODES
            editor.setCompleter(_Completer(editor, offered, several=several))
        return editor

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The whole cell, also where a picture marks it."""
        editor.setGeometry(option.rect)

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Type the text where it is another one."""
        assert isinstance(editor, QLineEdit)
        model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Remember whether Enter ends the typing."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self.was_entered = event.key() in _ENTER
        return super().eventFilter(editor, event)


class _Completer(QCompleter):
    """Offers texts that hold what was typed; of several codes, for the last one."""

    def __init__(self, editor: QLineEdit, offered: tuple[str, ...], *, several: bool) -> None:
        super().__init__(QStringListModel(list(offered), editor), editor)
        self._editor, self._several = editor, several
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setMaxVisibleItems(_SHOWN)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Tab end the typing also while texts are offered: what was chosen of them stands in the editor by then."""
        popup = self.popup()
        if watched is not popup or popup is None or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if isinstance(event, QKeyEvent) and event.key() in _ENDS:
            popup.hide()
            QCoreApplication.sendEvent(self._editor, event)
            return True
        return super().eventFilter(watched, event)

    def splitPath(self, path: str) -> list[str]:
        """What is looked for."""
        return [path.rpartition(",")[2].strip() if self._several else path]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """What stands in the editor when one is chosen."""
        chosen = str(index.data())
        before = self._editor.text().rpartition(",")[0] if self._several else ""
        return f"{before}, {chosen}" if before else chosen
