"""The grid of a sheet: typing, blocks from and to spreadsheets, rows in and out, all by keys."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from clusterbench_gui.ui.commands import table_commands
from clusterbench_gui.ui.icons import icon
from clusterbench_gui.ui.screens.networks.tables.editing import CellDelegate
from clusterbench_gui.ui.screens.networks.tables.model import CellsModel
from clusterbench_gui.ui.screens.networks.tables.viewmodel import TablesViewModel

_SAMPLE = 60  # rows that a column is fitted to
_NARROWEST, _WIDEST = 72, 260
_VALUE = 240
_ROOM = 12
"""Logical pixels above and below the text of a row."""
_UPRIGHT = 20
"""Rows that an upright sheet has at most."""


class Grid(QTableView):
    """Shows the sheet of the view-model."""

    def __init__(self, tables: TablesViewModel) -> None:
        """Bind to the view-model."""
        super().__init__()
        self._tables = tables
        self._cells = CellsModel(tables)
        self._delegate = CellDelegate(self, tables)
        self._row_height = self.fontMetrics().height() + _ROOM
        self.setModel(self._cells)
        self.setItemDelegate(self._delegate)
        self.setProperty("scrollsSideways", True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setResizeContentsPrecision(_SAMPLE)
        across.setHighlightSections(False)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setMinimumSectionSize(self._row_height)
        down.setDefaultSectionSize(self._row_height)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.actions_by_id = self._make_actions()
        self._cells.modelReset.connect(self._fit)
        self._fit()

    def focus_cell(self, row: int, column: int) -> None:
        """Go to a cell of the sheet."""
        index = self._cells.index_of(max(row, 0), max(column, 0))
        self.setFocus()
        self._go(index)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter begins to type into the cell."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.state() is not self.State.EditingState:
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter goes on below."""
        super().closeEditor(editor, hint)
        by_enter, self._delegate.was_entered = self._delegate.was_entered, False
        below = self.currentIndex().siblingAtRow(self.currentIndex().row() + 1)
        if by_enter and below.isValid():
            self._go(below)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hints of an upright sheet are as high as they need."""
        super().resizeEvent(event)
        if self._cells.is_upright:
            self._fit_hints()

    # --- what can be done ---------------------------------------------------------------------------------------

    def _make_actions(self) -> Mapping[str, QAction]:
        do: Mapping[str, Callable[[], None]] = {
            "take-back": self._tables.undo,
            "copy-cells": self._copy,
            "paste-cells": self._paste,
            "empty-cells": self._empty,
            "insert-rows": self._insert,
            "remove-rows": self._remove,
        }
        made = {}
        for command in table_commands(self._tables.texts):
            action = QAction(icon(command.icon), command.text, self)
            action.setShortcut(QKeySequence(command.keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(lambda _checked=False, act=do[command.id]: act())
            self.addAction(action)
            made[command.id] = action
        return made

    def _chosen(self) -> list[QModelIndex]:
        selection = self.selectionModel()
        return [one for one in selection.selectedIndexes() if not self._cells.is_upright or one.column() == 0]

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._tables.copied(self._cells.cell(one) for one in self._chosen()))

    def _paste(self) -> None:
        at = self.currentIndex()
        if at.isValid() and self._tables.can_write:
            self._tables.paste(*self._cells.cell(at), QGuiApplication.clipboard().text())

    def _empty(self) -> None:
        if self._tables.can_write:
            self._tables.empty(self._cells.cell(one) for one in self._chosen())

    def _rows(self) -> list[int]:
        return sorted({one.row() for one in self.selectionModel().selectedIndexes()})

    def _insert(self) -> None:
        rows = self._rows()
        if rows and self._tables.can_write and not self._cells.is_upright:
            self._tables.insert_rows(rows[0], len(rows))

    def _remove(self) -> None:
        """From below, so that the places of those above stay."""
        if not self._tables.can_write or self._cells.is_upright:
            return
        runs: list[list[int]] = []
        for row in self._rows():
            if runs and row == runs[-1][-1] + 1:
                runs[-1].append(row)
            else:
                runs.append([row])
        for run in reversed(runs):
            self._tables.remove_rows(run[0], len(run))

    # --- look ---------------------------------------------------------------------------------------------------

    def _fit(self) -> None:
        """Columns fit what is in them, within bounds; the cursor begins at the top."""
        is_upright, across = self._cells.is_upright, self.horizontalHeader()
        across.setStretchLastSection(is_upright)
        self.setWordWrap(is_upright)
        self.verticalHeader().setDefaultAlignment(
            (Qt.AlignmentFlag.AlignLeft if is_upright else Qt.AlignmentFlag.AlignRight) | Qt.AlignmentFlag.AlignVCenter
        )
        if is_upright:
            self._fit_hints()
        else:
            self.setColumnHidden(1, False)
            for row in range(min(self._cells.rowCount(), _UPRIGHT)):  # heights that hints wanted
                self.setRowHeight(row, self._row_height)
            self.resizeColumnsToContents()
            for column in range(self._cells.columnCount()):
                self.setColumnWidth(column, min(max(self.columnWidth(column), _NARROWEST), _WIDEST))
        self._go(self._cells.index(0, 0))

    def _fit_hints(self) -> None:
        """Hints stand beside the values where there is room for them; they are tooltips of the names anyway."""
        room = self.viewport().width()
        self.setColumnHidden(1, room < 2 * _VALUE)
        self.setColumnWidth(0, min(_VALUE, room))
        self.resizeRowsToContents()

    def _go(self, index: QModelIndex) -> None:
        """Choose one cell, whatever keys are held."""
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
