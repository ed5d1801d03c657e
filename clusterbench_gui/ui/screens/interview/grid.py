"""A roster as a grid: only the cell with the focus has an editor, so that thousands of rows cost what they show."""

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QTableView, QWidget
from shiboken6 import isValid

from clusterbench_gui.domain.questions import RosterState
from clusterbench_gui.ui.screens.interview.cards import bind, restore
from clusterbench_gui.ui.screens.interview.cells import NUMBERS, SHORT
from clusterbench_gui.ui.screens.interview.clipboard import is_table, write_table
from clusterbench_gui.ui.screens.interview.headings import Heading
from clusterbench_gui.ui.screens.interview.measures import ROW, column_widths, side_width
from clusterbench_gui.ui.screens.interview.painting import CellPainter
from clusterbench_gui.ui.screens.interview.table import RosterModel
from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel
from clusterbench_gui.ui.widgets.questions.base import Editor
from clusterbench_gui.ui.widgets.questions.factory import cell_for

SEEN = 12
"""Rows that are shown at once; more scroll."""
_WRAPPED = 200
"""Up to so many rows may be higher than others, because of their labels."""

_ACROSS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ALONG = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: 1 - SEEN, Qt.Key.Key_PageDown: SEEN - 1}


class Grid(QTableView):
    """Arrows walk from cell to cell, with Shift they choose cells; what an editor does not need goes on to the screen."""

    wanted = Signal(str)
    """The focus is wanted at this ref."""
    pasted = Signal(str)
    """A table was pasted into the cell that has the focus."""

    def __init__(self, viewmodel: InterviewViewModel) -> None:
        """Empty; `show_roster` fills it."""
        super().__init__()
        self._viewmodel = viewmodel
        self.rows = RosterModel(viewmodel, self)
        self._editor: Editor | None = None
        self._place = QPersistentModelIndex()
        self._far = (0, 0)
        self._is_left = False
        self.least_side = 0
        """Pixels that the names of the rows get at least."""
        self._heads = Heading(Qt.Orientation.Horizontal, self)
        self._sides = Heading(Qt.Orientation.Vertical, self)
        self.setHorizontalHeader(self._heads)
        self.setVerticalHeader(self._sides)
        self.setModel(self.rows)
        self.setItemDelegate(CellPainter(self.rows))
        self._sides.setDefaultSectionSize(ROW)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.clicked.connect(self._on_click)

    # --- what is shown ------------------------------------------------------------------------------------------

    def show_roster(self, roster: RosterState) -> None:
        """Show the rows as they stand now."""
        self.setAccessibleName(roster.label)
        if self._editor is not None and not self._stays(self._editor, roster):
            self.close_editor()
        shape = (len(self.rows.rows), tuple(self.rows.columns), self._longest())
        self.rows.show_roster(roster)
        if shape != (len(self.rows.rows), tuple(self.rows.columns), self._longest()):
            self.fit()
        for one in (self._heads, self._sides, self):  # what is said of an answer changes without it, too
            one.viewport().update()
        self.refresh_editor()

    def refresh_editor(self) -> None:
        """Show in the editor what its question is now."""
        editor, question = self.editor, self.rows.question_at(self._place)
        if editor is None or question is None:
            return
        editor.show_question(question, keep=self._viewmodel.draft(question) is not None)
        row = self.rows.row_name(self._place.row())
        editor.target().setAccessibleName(f"{row}, {question.label}")
        editor.describe(" ".join(filter(None, (question.hint, self.rows.trouble(question)))))

    def _stays(self, editor: Editor, roster: RosterState) -> bool:
        path = editor.question.path
        questions = (one for row in roster.rows if f"[{row.key}]" in path for one in row.questions)
        return any(one.path == path and one.is_asked for one in questions)

    def _longest(self) -> int:
        return max((len(name) for name in self.rows.names), default=0)

    # --- the cell with the focus --------------------------------------------------------------------------------

    @property
    def editor(self) -> Editor | None:
        """The editor of the cell with the focus; None while there is none."""
        return self._editor if self._editor is not None and isValid(self._editor) else None

    def enter(self, ref: str) -> QWidget | None:
        """Open the editor of a cell, and give it the focus; what it takes the focus with, None where it is not asked."""
        index = self.rows.index_of(ref)
        question = self.rows.question_at(index)
        if question is None or not question.is_asked:
            return None
        self._is_left = False
        if self.editor is not None and self.editor.question.path == question.path:
            return self.editor.target()
        before, place = self.editor, self._place
        made = bind(cell_for(question, self._viewmodel.texts), self._viewmodel)
        self._editor, self._place = made, QPersistentModelIndex(index)
        self._far = (index.row(), index.column())
        self.setCurrentIndex(index)
        self.setIndexWidget(index, made)
        self.scrollTo(index)
        restore(made, self._viewmodel)
        for one in (made, made.target()):
            one.installEventFilter(self)
        self.rows.heading_row = index.row()
        self._heads.viewport().update()
        self.refresh_editor()
        made.target().setFocus(Qt.FocusReason.TabFocusReason)
        if before is not None:
            self._drop(before, place)
        return made.target()

    def close_editor(self) -> None:
        """Nobody is in a cell any more. Where its editor still has the focus, the grid keeps it, so that it is not lost."""
        editor, self._editor = self.editor, None
        self.clearSelection()
        if editor is not None:
            if editor.isAncestorOf(self.window().focusWidget() or self):
                self.setFocus(Qt.FocusReason.OtherFocusReason)
            self._drop(editor, self._place)

    def leave(self) -> None:
        """The focus is wanted elsewhere: the editor goes when it is there."""
        self._is_left = self.editor is not None and self.editor.isAncestorOf(self.window().focusWidget() or self)
        if not self._is_left:
            self.close_editor()

    def _drop(self, editor: Editor, place: QPersistentModelIndex) -> None:
        editor.removeEventFilter(self)
        editor.target().removeEventFilter(self)
        editor.hide()
        if place.isValid():
            self.setRowHeight(place.row(), self._height_of(place.row()))
            self.setIndexWidget(place, None)  # type: ignore[arg-type] # takes the widget away
        else:
            editor.deleteLater()

    # --- keys and mouse -----------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the editor that mean the grid; and the editor growing, as a list of choices does."""
        editor = self.editor
        if editor is not None:
            if watched is editor.target() and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
                return self._take_key(event, editor.target())
            if watched is editor.target() and event.type() is QEvent.Type.FocusOut and self._is_left:
                self.close_editor()
            elif watched is editor and event.type() is QEvent.Type.LayoutRequest:
                self._grow()
        return bool(super().eventFilter(watched, event))

    def _take_key(self, event: QKeyEvent, field: QWidget) -> bool:
        across = _ACROSS.get(Qt.Key(event.key()), 0)
        text = QGuiApplication.clipboard().text() if event.matches(QKeySequence.StandardKey.Paste) else ""
        if text and is_table(text):
            self.pasted.emit(text)
        elif event.matches(QKeySequence.StandardKey.Copy) and len(self.selectedIndexes()) > 1:
            self.copy()
        elif across and isinstance(field, QLineEdit) and _is_free(field, across, event):
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._extend(0, across)
            else:
                self._walk(0, across)
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the editor leaves: up and down. The rest belongs to the roster, the page, the screen."""
        along = _ALONG.get(Qt.Key(event.key()), 0)
        is_page = abs(along) > 1
        if not along or self.editor is None or (is_page and len(self.rows.rows) <= SEEN):
            event.ignore()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._extend(along, 0)
        else:
            self._walk(along, 0)

    def copy(self) -> None:
        """Put the chosen cells on the clipboard as a table."""
        chosen = {(one.row(), one.column()): one for one in self.selectedIndexes()}
        rows, columns = sorted({row for row, _ in chosen}), sorted({column for _, column in chosen})
        table = [[self._copied(row, column) for column in columns] for row in rows]
        QGuiApplication.clipboard().setText(write_table(table))

    def _copied(self, row: int, column: int) -> str:
        question = self.rows.question(row, column)
        return self.rows.written(question) if question is not None else ""

    def _walk(self, down: int, right: int) -> None:
        """To the next cell in a direction that is asked; a page further, or to the last one on the way there."""
        row, column = self._place.row(), self._place.column()
        steps = max(abs(down), abs(right))
        there = ""
        for step in range(1, len(self.rows.rows) + len(self.rows.columns)):
            if there and step > steps:
                break
            sign = (down > 0) - (down < 0)
            question = self.rows.question(row + sign * step, column + right * step)
            if question is not None and question.is_asked:
                there = question.ref
        if there:
            self.wanted.emit(there)

    def _extend(self, down: int, right: int) -> None:
        start = self.rows.index(self._place.row(), self._place.column())
        row = min(max(self._far[0] + down, 0), len(self.rows.rows) - 1)
        column = min(max(self._far[1] + right, 0), len(self.rows.columns) - 1)
        end, self._far = self.rows.index(row, column), (row, column)
        self.selectionModel().select(QItemSelection(start, end), QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(end)

    def _on_click(self) -> None:
        question = self.rows.question_at(self.currentIndex())
        if question is not None and question.is_asked and len(self.selectedIndexes()) <= 1:
            self.wanted.emit(question.ref)

    # --- measures -----------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns share the width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def fit(self) -> None:
        """Give columns and rows their room, and the grid its height."""
        rows, columns = len(self.rows.rows), len(self.rows.columns)
        side = side_width(self._sides, self.rows.names, self.width(), self.least_side)
        self._sides.setFixedWidth(side)
        samples = [self.rows.sample(at) for at in range(columns)]
        numbers = [one is not None and one.kind in NUMBERS for one in samples]
        self._heads.right = frozenset(at for at, is_number in enumerate(numbers) if is_number and columns > 1)
        bar = self.verticalScrollBar().sizeHint().width() if rows > SEEN else 0
        words = [self._heads.longest_word(at) for at in range(columns)]
        room = self.width() - side - bar - 2 * self.frameWidth()
        shorts = [one is not None and one.kind in SHORT for one in samples]
        for at, width in enumerate(column_widths(words, shorts, room)):
            self.setColumnWidth(at, width)
        for row in range(rows) if rows <= _WRAPPED else ():
            self.setRowHeight(row, self._height_of(row))
        self._heads.updateGeometry()
        self.updateGeometries()
        self._fit_height()

    def _height_of(self, row: int) -> int:
        wraps = len(self.rows.rows) <= _WRAPPED
        return max(ROW, self._sides.height_in(row, self._sides.width()) if wraps else ROW)

    def _fit_height(self) -> None:
        rows = sum(self.rowHeight(row) for row in range(min(len(self.rows.rows), SEEN)))
        too_wide = self._heads.length() > self.width() - self._sides.width() - 2 * self.frameWidth()
        bar = self.horizontalScrollBar().sizeHint().height() if too_wide else 0
        self.setFixedHeight(self._heads.sizeHint().height() + rows + bar + 2 * self.frameWidth())

    def _grow(self) -> None:
        editor = self.editor
        if editor is None or not self._place.isValid():
            return
        height = max(self._height_of(self._place.row()), editor.sizeHint().height())
        if height != self.rowHeight(self._place.row()):
            self.setRowHeight(self._place.row(), height)
            self._fit_height()
            self.scrollTo(self.rows.index(self._place.row(), self._place.column()))


def _is_free(field: QLineEdit, by: int, event: QKeyEvent) -> bool:
    """Whether an arrow has nothing to do within the text: all of it is chosen, or the cursor is at that end of it."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if held not in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier}:
        return False
    if field.selectedText() == field.text():
        return True
    end = len(field.text()) if by > 0 else 0
    return held == Qt.KeyboardModifier.NoModifier and not field.hasSelectedText() and field.cursorPosition() == end
