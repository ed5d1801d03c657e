"""Data: the tables of a network, one at a time, with what is wrong in them below."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QToolButton, QVBoxLayout, QWidget

from clusterbench_gui.domain.sheets import SHEETS
from clusterbench_gui.ui.commands import plain, table_commands
from clusterbench_gui.ui.icons import icon
from clusterbench_gui.ui.screens.networks.tables.grid import Grid
from clusterbench_gui.ui.screens.networks.tables.viewmodel import FIRST_ROW, Fault, TablesViewModel
from clusterbench_gui.ui.theme import mark
from clusterbench_gui.ui.widgets.combo import ElidedComboBox
from clusterbench_gui.ui.widgets.flow import FlowLayout
from clusterbench_gui.ui.widgets.parts import M, S, label, row

_SHEETS_WIDTH = 216
_NARROW = 700
"""Logical pixels of width under which the list of sheets folds into a choice."""
_BY_HAND = ("copy-cells", "paste-cells", "empty-cells")
"""What everybody does by keys or the menu of the right button; a narrow window has no buttons for it."""
_MOST_LINES = 5
_FAULTS_HEIGHT = 132
_GRID_HEIGHT = 150
_FAULT = Qt.ItemDataRole.UserRole


class TablesView(QWidget):
    """All sheets of the open network."""

    def __init__(self, tables: TablesViewModel) -> None:
        """Bind to the view-model."""
        super().__init__()
        self.model = tables
        texts = tables.texts
        self.grid = Grid(tables)
        self.grid.setMinimumHeight(_GRID_HEIGHT)
        self.sheets = QListWidget()
        self.sheets.setAccessibleName(texts.t("Tables"))
        self.sheets.setFixedWidth(_SHEETS_WIDTH)
        self.sheets.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for sheet in SHEETS:
            item = QListWidgetItem()
            item.setData(_FAULT, sheet.id)
            self.sheets.addItem(item)
        self.sheets.currentRowChanged.connect(lambda place: tables.choose(SHEETS[place].id))
        self.choice = ElidedComboBox()
        self.choice.setAccessibleName(texts.t("Table"))
        self.choice.activated.connect(lambda place: tables.choose(SHEETS[place].id))
        self._state = label("", "muted", wrap=True)
        self.faults = QListWidget()
        self.faults.setAccessibleName(texts.t("What is wrong in the tables"))
        self.faults.setWordWrap(True)
        self.faults.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.faults.itemActivated.connect(self._go)
        self.faults.itemClicked.connect(self._go)
        self._listed: tuple[tuple[Fault, ...], int] | None = None
        self._lay_out()
        tables.changed.connect(self._render)
        self._render()

    def focus_first(self) -> None:
        """Start in the cells."""
        self.grid.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Lines that were measured before they had their style are measured again."""
        super().showEvent(event)
        for one in (self.sheets, self.faults):
            one.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window has a choice in place of the list of sheets."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        is_narrow = self.width() < _NARROW
        self.sheets.setHidden(is_narrow)
        self.choice.setVisible(is_narrow)
        for name in _BY_HAND:
            self._tools[name].setHidden(is_narrow)

    def _lay_out(self) -> None:
        tools = QWidget()
        lines = FlowLayout(tools)
        lines.addWidget(self.choice)
        self._tools = {one.id: self._make_tool(one.id) for one in table_commands(self.model.texts)}
        for tool in self._tools.values():
            lines.addWidget(tool)
        beside = QVBoxLayout()
        beside.setSpacing(S)
        beside.addWidget(tools)
        beside.addWidget(self.grid, 1)
        across = QHBoxLayout()
        across.setSpacing(M)
        across.addWidget(self.sheets)
        across.addLayout(beside, 1)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(S)
        down.addLayout(across, 1)
        down.addLayout(row(self._state))
        down.addWidget(self.faults)

    def _make_tool(self, name: str) -> QToolButton:
        action = self.grid.actions_by_id[name]
        made = QToolButton()
        mark(made, "segment")
        made.setDefaultAction(action)
        made.setToolTip(f"{plain(action.text())} ({action.shortcut().toString()})")
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        made.setAccessibleName(plain(action.text()))
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return made

    # --- showing ------------------------------------------------------------------------------------------------

    def _render(self) -> None:
        model = self.model
        self._share_room()
        self._render_sheets()
        for name, action in self.grid.actions_by_id.items():
            able = model.network.can_undo if name == "take-back" else (model.can_write or name == "copy-cells")
            is_row = name in {"insert-rows", "remove-rows"}
            action.setEnabled(able and not (is_row and model.sheet.single))
        self.grid.setAccessibleName(model.sheet_title(model.sheet))
        self._render_faults()
        self._state.setText(model.summary)

    def _render_sheets(self) -> None:
        model = self.model
        options = []
        with QSignalBlocker(self.sheets):
            for place, sheet in enumerate(SHEETS):
                rows, errors, hints = model.counts(sheet)
                title = model.sheet_title(sheet)
                words = title if sheet.single else f"{title} · {rows}"
                item = self.sheets.item(place)
                item.setText(words)
                colour = "bad" if errors else "warn"
                item.setIcon(icon("alert", colour) if errors or hints else icon("table", "muted"))
                said = model.errors_words(errors) if errors else model.hints_words(hints) if hints else ""
                item.setToolTip(said)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words}, {said}" if said else words)
                options.append((sheet.id, f"{words} ({said})" if said else words))
            self.sheets.setCurrentRow(SHEETS.index(model.sheet))
        self.choice.fill(tuple(options), model.sheet.id)

    def _render_faults(self) -> None:
        model, texts = self.model, self.model.texts
        shown = (model.listed, model.more_faults)
        self.faults.setVisible(bool(model.faults))
        if shown == self._listed:
            return
        self._listed = shown
        self.faults.clear()
        for one in model.listed:
            item = QListWidgetItem(icon("alert", "bad" if one.is_error else "warn"), self._words(one))
            item.setData(_FAULT, one)
            self.faults.addItem(item)
        lines = min(self.faults.count(), _MOST_LINES) * self.faults.sizeHintForRow(0) if self.faults.count() else 0
        self.faults.setFixedHeight(min(lines + 2 * self.faults.frameWidth() + 2, _FAULTS_HEIGHT))
        if model.more_faults:
            self.faults.addItem(texts.n("and {n} more", "and {n} more", model.more_faults))

    def _words(self, fault: Fault) -> str:
        model, t = self.model, self.model.texts.t
        where = []
        for sheet in SHEETS:
            if sheet.id == fault.sheet:
                where.append(model.sheet_title(sheet))
                if fault.row is not None and not sheet.single:
                    where.append(t("row {row}", row=fault.row + FIRST_ROW))
                if fault.column is not None:
                    where.append(model.title_of(sheet, fault.column))
        return f"{', '.join(where)}: {fault.words}"

    def _go(self, item: QListWidgetItem) -> None:
        fault = item.data(_FAULT)
        if not isinstance(fault, Fault) or not fault.sheet:
            return
        if fault.sheet != self.model.sheet.id:
            self.model.choose(fault.sheet)
        self.grid.focus_cell(fault.row or 0, fault.column or 0)
