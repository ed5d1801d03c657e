"""What shows the rows of a roster: a grid with totals, where every question fits into a cell; or a card for every row."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clusterbench_gui.domain.questions import RosterState
from clusterbench_gui.ui.screens.interview.cards import Absences
from clusterbench_gui.ui.screens.interview.cells import row_name
from clusterbench_gui.ui.screens.interview.footing import Footing
from clusterbench_gui.ui.screens.interview.grid import Grid
from clusterbench_gui.ui.screens.interview.messages import Messages
from clusterbench_gui.ui.screens.interview.sayings import joined, sayings
from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel
from clusterbench_gui.ui.widgets.questions.base import Editor

_FEW = 20
"""Up to so many rows, what is wrong anywhere is said below the grid; beyond, of the cell with the focus only."""


class Rows(QWidget):
    """The rows of a roster on the screen, whatever they look like."""

    wanted = Signal(str)
    """The focus is wanted at this ref."""
    removed = Signal(str)
    """Somebody wants the row at this ref away."""
    advance = Signal()
    """An answer is complete and the form asks to go on by itself."""
    pasted = Signal(str)
    """A table was pasted into the cell with the focus."""

    def refresh(self, roster: RosterState) -> None:
        """Show the rows as they stand now."""
        raise NotImplementedError

    def point(self, ref: str) -> None:
        """The focus is at this ref, or "" for nowhere in here."""
        raise NotImplementedError

    def target(self, ref: str) -> QWidget | None:
        """The widget that takes the focus for a ref; it is made where it is not there yet."""
        raise NotImplementedError

    @property
    def editors(self) -> tuple[Editor, ...]:
        """The editors that there are now, in reading order."""
        raise NotImplementedError

    @property
    def targets(self) -> tuple[QWidget, ...]:
        """What takes the focus, in reading order."""
        return tuple(one.target() for one in self.editors if one.question.is_asked)


class Body(QWidget):
    """A roster as a whole: what rows know of a roster inside of them."""

    wanted = Signal(str)
    """The focus is wanted at this ref."""
    advance = Signal()
    """An answer is complete and the form asks to go on by itself."""

    @property
    def editors(self) -> tuple[Editor, ...]:
        """The editors that there are now."""
        raise NotImplementedError

    @property
    def targets(self) -> tuple[QWidget, ...]:
        """What takes the focus, in reading order."""
        raise NotImplementedError

    def holds(self, ref: str) -> bool:
        """Whether a place is in here."""
        raise NotImplementedError

    def refresh(self, roster: RosterState) -> None:
        """Show the repeat as it stands now."""
        raise NotImplementedError

    def set_place(self, ref: str) -> None:
        """Where in the repeat the focus is; "" for nowhere."""
        raise NotImplementedError

    def target(self, ref: str) -> QWidget | None:
        """The widget that takes the focus for a place."""
        raise NotImplementedError


class GridRows(Rows):
    """The grid, its totals, and for the cell with the focus what is wrong and the reasons for absence."""

    def __init__(self, viewmodel: InterviewViewModel, roster: RosterState) -> None:
        """Empty; `refresh` fills it."""
        super().__init__()
        self._viewmodel = viewmodel
        self._roster = roster
        self._at = ""
        self.grid = Grid(viewmodel)
        self.footing = Footing(self.grid, self.grid.rows, viewmodel.texts)
        self.messages = Messages()
        self.messages.crossed.connect(self._cross)
        self._absences = Absences(viewmodel.texts)
        self._absences.stated.connect(lambda absence: viewmodel.absent(self._at, absence))
        self.grid.wanted.connect(self.wanted)
        self.grid.pasted.connect(self.pasted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for one in (self.grid, self.footing):
            column.addWidget(one)
        column.addLayout(self.messages)
        column.addWidget(self._absences)

    @property
    def editors(self) -> tuple[Editor, ...]:
        """The editor of the cell with the focus."""
        return (self.grid.editor,) if self.grid.editor is not None else ()

    def refresh(self, roster: RosterState) -> None:
        """Show the rows as they stand now."""
        self._roster = roster
        self.grid.show_roster(roster)
        self.grid.setVisible(bool(roster.rows))
        self.footing.setVisible(len(roster.rows) > 1)
        self.footing.refresh()
        self._say()

    def point(self, ref: str) -> None:
        """Say what is wrong there, and offer the reasons for absence."""
        self._at = ref
        if not ref:
            self.grid.leave()
        self._say()

    def target(self, ref: str) -> QWidget | None:
        """The editor of that cell."""
        return self.grid.enter(ref)

    def _cross(self) -> None:
        """Go to the other question of the first check that the cell with the focus, else any cell, takes part in."""
        cells = (one.ref for row in self._roster.rows for one in row.questions)
        other = next((one for ref in (self._at, *cells) for one in self._viewmodel.crossings.at(ref)), "")
        if other:
            self.wanted.emit(other)

    def _say(self) -> None:
        rows = self._roster.rows
        here = self.grid.rows.question_at(self.grid.rows.index_of(self._at))
        shown_rows = rows if len(rows) <= _FEW else ()
        cells = [(row_name(row, self._roster).rstrip("."), one) for row in shown_rows for one in row.questions]
        if here is not None and not shown_rows:
            cells = [("", here)]
        stopped = {"bad": self._viewmodel.unread.at(self._roster.path)}
        said = [("", stopped), *((name, sayings(one, self._viewmodel)) for name, one in cells)]
        for role, words in joined(said).items():
            self.messages.say(role, words)
        shown = here or next((one for row in rows[:1] for one in row.questions), None)
        if shown is not None:
            self._absences.show_question(shown, current=here is not None)
