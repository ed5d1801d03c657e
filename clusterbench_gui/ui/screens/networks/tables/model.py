"""A sheet as an item model: cells as they were typed, an empty row at the end to go on with, and what is wrong as colour, picture and words."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from clusterbench_gui.domain.sheets import Kind, Row, Sheet
from clusterbench_gui.ui.icons import icon
from clusterbench_gui.ui.screens.networks.tables.viewmodel import FIRST_ROW, Fault, TablesViewModel
from clusterbench_gui.ui.theme import current_theme

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NUMBERS = {Kind.NUMBER, Kind.WHOLE, Kind.MONEY, Kind.SHARE}


class CellsModel(QAbstractTableModel):
    """The sheet that is shown. One that has a single row stands upright: a line for each column, beside it what the column means."""

    def __init__(self, tables: TablesViewModel) -> None:
        """Follow the view-model."""
        super().__init__()
        self._tables = tables
        self._sheet: Sheet = tables.sheet
        self._rows: tuple[Row, ...] = tables.rows
        self._faults: dict[tuple[int | None, int | None], Fault] = {}
        self._language = tables.texts.language
        tables.changed.connect(self._take)
        self._take()

    @property
    def is_upright(self) -> bool:
        """The sheet has one row, shown as lines."""
        return self._sheet.single

    def cell(self, index: Index) -> tuple[int, int]:
        """The row and the column of the sheet that stand at an index."""
        return (index.column(), index.row()) if self.is_upright else (index.row(), index.column())

    def index_of(self, row: int, column: int) -> QModelIndex:
        """Where a cell of the sheet stands."""
        return self.index(column, row) if self.is_upright else self.index(row, column)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """The rows, and one to go on with."""
        if parent.isValid():
            return 0
        return len(self._sheet.columns) if self.is_upright else len(self._rows) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """The columns of the sheet; upright a value and a hint."""
        if parent.isValid():
            return 0
        return 2 if self.is_upright else len(self._sheet.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Everything can be typed into but hints."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self._tables.can_write and not self._is_hint(index):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        """Titles with their hints; rows numbered as in a spreadsheet whose first row is the heading."""
        is_across = orientation is Qt.Orientation.Horizontal
        if is_across and self.is_upright:
            t = self._tables.texts.t
            words = (t("Value"), t("What it is"))[section]
            return {_Role.DisplayRole: words, _Role.TextAlignmentRole: _LEFT}.get(_Role(role))
        if is_across or self.is_upright:
            return self._column_head(section, role)
        if role == _Role.DisplayRole:
            return str(section + FIRST_ROW) if section < len(self._rows) else "+"
        if fault := self._faults.get((section, None)):
            return self._mark(fault, role)
        return None

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        """The text; what is wrong with it as ground, picture and tooltip."""
        row, column = self.cell(index)
        if self._is_hint(index):
            return self._tables.column_hint(index.row()) if role == _Role.DisplayRole else None
        if role in {_Role.DisplayRole, _Role.EditRole, _Role.AccessibleTextRole}:
            return self._text(row, column, role)
        if role == _Role.TextAlignmentRole:
            is_number = self._sheet.columns[column].kind in _NUMBERS and not self.is_upright
            return _RIGHT if is_number else _LEFT
        if fault := self._faults.get((row, column)):
            return self._mark(fault, role)
        return None

    def setData(self, index: Index, value: Any, role: int = _Role.EditRole) -> bool:
        """Type a cell."""
        if role != _Role.EditRole:
            return False
        self._tables.type_cell(*self.cell(index), str(value))
        return True

    def _text(self, row: int, column: int, role: int) -> str:
        text = self._tables.worded(column, self._rows[row][column]) if row < len(self._rows) else ""
        fault = self._faults.get((row, column))
        if role == _Role.AccessibleTextRole:
            said = [self._tables.column_title(column), text, fault.words if fault else ""]
            return ", ".join(one for one in said if one)
        return text if role == _Role.EditRole else text.replace("\n", " ")

    def _column_head(self, section: int, role: int) -> Any:
        column = self._sheet.columns[section]
        if role == _Role.DisplayRole:
            return self._tables.column_title(section) + (" *" if column.required else "")
        if role == _Role.ToolTipRole:
            needed = self._tables.texts.t("Must be given.") if column.required else ""
            return f"{self._tables.column_hint(section)} {needed}".strip()
        if role == _Role.TextAlignmentRole:
            return _RIGHT if column.kind in _NUMBERS and not self.is_upright else _LEFT
        return None

    def _mark(self, fault: Fault, role: int) -> Any:
        theme = current_theme()
        if role == _Role.BackgroundRole:
            return QColor(theme.bad_soft if fault.is_error else theme.warn_soft)
        if role == _Role.DecorationRole:
            return icon("alert", "bad" if fault.is_error else "warn")
        return fault.words if role == _Role.ToolTipRole else None

    def _is_hint(self, index: Index) -> bool:
        return self.is_upright and index.column() == 1

    def _take(self) -> None:
        """Show what is new, without losing the place where somebody is typing."""
        tables = self._tables
        sheet, rows, faults = tables.sheet, tables.rows, tables.by_cell
        if sheet is not self._sheet or tables.texts.language != self._language:
            self.beginResetModel()
            self._sheet, self._rows, self._faults = sheet, rows, faults
            self._language = tables.texts.language
            self.endResetModel()
            return
        if rows is not self._rows:
            self._show_rows(rows)
        if faults != self._faults:
            self._faults = faults
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self.rowCount() - 1)

    def _show_rows(self, rows: tuple[Row, ...]) -> None:
        before = self._rows
        if self.is_upright or len(rows) == len(before):
            self._rows = rows
        elif len(rows) > len(before):
            self.beginInsertRows(QModelIndex(), len(before) + 1, len(rows))
            self._rows = rows
            self.endInsertRows()
        else:
            self.beginRemoveRows(QModelIndex(), len(rows) + 1, len(before))
            self._rows = rows
            self.endRemoveRows()
        changed = [place for place, row in enumerate(rows) if place >= len(before) or before[place] != row]
        if changed and self.is_upright:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0))
        elif changed:
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], self.columnCount() - 1))
