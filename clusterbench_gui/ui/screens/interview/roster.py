"""A repeat on the screen: its label, its grid, and the keys that move, add and remove."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout

from clusterbench_gui.domain.questions import RosterState, RowState
from clusterbench_gui.support.theme import TEXT_LARGE
from clusterbench_gui.ui import icons
from clusterbench_gui.ui.screens.interview.cards import NUMBER_WIDTH, Absences, Frame
from clusterbench_gui.ui.screens.interview.grid import RosterGrid
from clusterbench_gui.ui.screens.interview.messages import Messages
from clusterbench_gui.ui.screens.interview.sayings import joined, sayings
from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel
from clusterbench_gui.ui.theme import mark
from clusterbench_gui.ui.widgets.questions.base import Editor, is_removal, label

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class RosterCard(Frame):
    """One repeat. Insert adds a row, Ctrl+Delete removes the one with the focus, up and down stay in a column."""

    wanted = Signal(str)
    """The focus is wanted at this ref."""

    def __init__(self, viewmodel: InterviewViewModel, roster: RosterState) -> None:
        """The frame; `refresh` fills it."""
        super().__init__()
        self._viewmodel = viewmodel
        self._roster = roster
        self._at = ""
        self.shape: tuple[object, ...] = ("roster", roster.fixed)
        self._number, self._label = label(role="muted", wrap=False), label()
        font = QFont(self.font())
        font.setPointSize(TEXT_LARGE)
        self._number.setFont(font)
        self._label.setFont(font)
        self._grid = RosterGrid(viewmodel, roster)
        self._grid.row_removed.connect(self._remove_by_key)
        self.messages = Messages()
        self.messages.crossed.connect(self._cross)
        self._absences = Absences(viewmodel.texts)
        self._absences.stated.connect(lambda absence: viewmodel.absent(self._at, absence))
        self._add = QPushButton(icons.icon("plus", "accent"), viewmodel.texts.t("Add a row (Insert)"))
        self._add.clicked.connect(self.add_row)
        self._lay_out()
        self._add.setVisible(not roster.fixed)

    @property
    def ref(self) -> str:
        """The roster's ref."""
        return self._roster.ref

    @property
    def editors(self) -> tuple[Editor, ...]:
        """The cells that take the focus, row by row."""
        return tuple(one for one in self._grid.cells.values() if one.question.is_asked)

    @property
    def add_button(self) -> QPushButton | None:
        """The button that adds a row; None where the form makes the rows."""
        return None if self._roster.fixed else self._add

    def refresh(self, roster: RosterState, number: int | None) -> None:
        """Show the repeat as it stands now."""
        self._roster = roster
        self._number.setText(str(number) if number else "")
        self._label.setText(roster.label)
        self._add.setAccessibleName(f"{self._add.text()}: {roster.label}")
        self._grid.refresh(roster)
        self._say()

    def set_current(self, current: bool) -> None:  # noqa: FBT001 - see Frame
        """In full ink when the focus is in it."""
        super().set_current(current)
        mark(self._label, "" if current else "muted")
        self._say()

    def set_place(self, ref: str) -> None:
        """Where in the repeat the focus is; the reasons for absence of that cell are offered below the grid."""
        self._at = ref
        self._say()

    def add_row(self) -> None:
        """Add a row and go into it."""
        ref = self._viewmodel.add_row(self.ref)
        if ref:
            self.wanted.emit(ref)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The repeat's own keys."""
        row = next((one for one in self._roster.rows if any(cell.ref == self._at for cell in one.questions)), None)
        if event.key() in _STEPS and row is not None:
            self._move(row, _STEPS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Insert and not self._roster.fixed:
            self.add_row()
        elif is_removal(event) and row is not None:
            self._remove(row)
        else:
            event.ignore()

    def _move(self, row: RowState, by: int) -> None:
        rows = self._roster.rows
        name = next(one.name for one in row.questions if one.ref == self._at)
        ahead = rows[rows.index(row) + 1 :] if by > 0 else rows[: rows.index(row)][::-1]
        column = [one.ref for other in ahead for one in other.questions if one.name == name and one.is_asked]
        if column:
            self.wanted.emit(column[0])

    def _remove(self, row: RowState) -> None:
        if self._roster.fixed:
            return
        at = self._roster.rows.index(row)
        self._viewmodel.remove_row(row.ref)
        rows = self._roster.rows
        near = rows[min(at, len(rows) - 1)].questions if rows else ()
        self.wanted.emit(next((one.ref for one in near if one.is_asked), self.ref))

    def _cross(self) -> None:
        """Go to the other question of the first check that a cell takes part in."""
        cells = (cell.ref for row in self._roster.rows for cell in row.questions)
        other = next((one for ref in cells for one in self._viewmodel.crossings.at(ref)), "")
        if other:
            self.wanted.emit(other)

    def _remove_by_key(self, key: str) -> None:
        row = next((one for one in self._roster.rows if one.key == key), None)
        if row is not None:
            self._remove(row)

    def _say(self) -> None:
        cells = [(row.label, one) for row in self._roster.rows for one in row.questions]
        stopped = {"bad": self._viewmodel.unread.at(self._roster.path)}
        said = [("", stopped), *((label, sayings(one, self._viewmodel)) for label, one in cells)]
        for role, words in joined(said).items():
            self.messages.say(role, words)
        asked = [one for _, one in cells]
        here = next((one for one in asked if one.ref == self._at), asked[0] if asked else None)
        if here is not None:
            self._absences.show_question(here, current=self.is_current)

    def _lay_out(self) -> None:
        content = QVBoxLayout()
        content.setSpacing(6)
        buttons = QHBoxLayout()
        buttons.addWidget(self._add)
        buttons.addStretch(1)
        for one in (self._label, self._grid):
            content.addWidget(one)
        content.addLayout(buttons)
        content.addLayout(self.messages)
        content.addWidget(self._absences)
        outer = QGridLayout(self)
        outer.setContentsMargins(18, 14, 18, 12)
        outer.setHorizontalSpacing(0)
        outer.addWidget(self._number, 0, 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(content, 0, 1)
        outer.setColumnMinimumWidth(0, NUMBER_WIDTH)
        outer.setColumnStretch(1, 1)
