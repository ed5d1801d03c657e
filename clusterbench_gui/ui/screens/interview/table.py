"""The rows of a roster as an item model. Nothing is computed for rows that did not change: they are known by identity."""

from collections.abc import Callable, Sequence
from typing import ClassVar, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from clusterbench_gui.domain.questions import Column, QuestionState, RosterState, RowState
from clusterbench_gui.ui.screens.interview.cells import CellTexts, row_name
from clusterbench_gui.ui.screens.interview.sayings import sayings
from clusterbench_gui.ui.screens.interview.totals import Totals
from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel

Index = QModelIndex | QPersistentModelIndex
T = TypeVar("T")
_NOWHERE = QModelIndex()


class RosterModel(QAbstractTableModel):
    """Rows by columns. Columns that no row asks are left out; a cell that its row does not ask has no question."""

    def __init__(self, viewmodel: InterviewViewModel, parent: QObject | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self._viewmodel = viewmodel
        self.texts = CellTexts(viewmodel.texts)
        self.totals = Totals()
        self.rows: list[RowState] = []
        self.columns: list[str] = []
        self._cells: dict[str, dict[str, QuestionState]] = {}
        self._at: dict[str, int] = {}
        self._names: dict[str, str] = {}
        self._head_places: tuple[Column, ...] = ()
        self.heading_row = 0
        """Whose questions head the columns: their words may name the row."""

    # --- what is shown ------------------------------------------------------------------------------------------

    def show_roster(self, roster: RosterState) -> None:
        """Show the rows as they stand now."""
        if [one.key for one in self.rows] == [one.key for one in roster.rows]:
            pairs = [(old, new) for old, new in zip(self.rows, roster.rows, strict=True) if old is not new]
            changed = [new for _, new in pairs]
            is_same = all([*self._cells[new.key]] == self._take_row(old, new, roster) for old, new in pairs)
            self.rows = list(roster.rows)
            self._at |= {new.ref: self._at[old.ref] for old, new in pairs}
        else:
            changed, is_same = self._exchange(roster), False
        if not is_same or self._head_places != roster.columns:
            self._head_places = roster.columns
            asked = {place for cells in self._cells.values() for place in cells}
            self._show_columns([one.place for one in roster.columns if one.place in asked])
        self._tell(changed)

    def _take_row(self, old: RowState | None, new: RowState, roster: RosterState) -> list[str]:
        """Take a row in place of an older one; the places that it asks."""
        if old is not None:
            self.totals.take(old)
        self.totals.add(new)
        self._cells[new.key] = {one.ref.removeprefix(new.ref): one for one in new.questions}
        self._names[new.key] = row_name(new, roster)
        return [*self._cells[new.key]]

    def _exchange(self, roster: RosterState) -> list[RowState]:
        """Rows came or went; those that are new or look different."""
        before, now = {row.key: row for row in self.rows}, {row.key: row for row in roster.rows}
        changed = [row for row in roster.rows if before.get(row.key) is not row]
        for row in changed:
            self._take_row(before.get(row.key), row, roster)
        self._show_rows(list(roster.rows))
        for key in before.keys() - now.keys():
            self.totals.take(before[key])
            del self._cells[key], self._names[key]
        return changed

    def _show_rows(self, rows: list[RowState]) -> None:
        start, old, new = _middle([one.key for one in self.rows], [one.key for one in rows])
        if old:
            self.beginRemoveRows(_NOWHERE, start, start + old - 1)
            del self.rows[start : start + old]
            self.endRemoveRows()
        if new:
            self.beginInsertRows(_NOWHERE, start, start + new - 1)
            self.rows[start:start] = rows[start : start + new]
            self.endInsertRows()
        self.rows = rows
        self._at = {row.ref: at for at, row in enumerate(rows)}
        self.heading_row = min(self.heading_row, max(len(rows) - 1, 0))

    def _show_columns(self, columns: list[str]) -> None:
        start, old, new = _middle(self.columns, columns)
        if old:
            self.beginRemoveColumns(_NOWHERE, start, start + old - 1)
            del self.columns[start : start + old]
            self.endRemoveColumns()
        if new:
            self.beginInsertColumns(_NOWHERE, start, start + new - 1)
            self.columns[start:start] = columns[start : start + new]
            self.endInsertColumns()

    def _tell(self, rows: Sequence[RowState]) -> None:
        if not (rows and self.columns):
            return
        places = [self._at[row.ref] for row in rows]
        top, bottom = min(places), max(places)
        self.dataChanged.emit(self.index(top, 0), self.index(bottom, len(self.columns) - 1))

    # --- places -------------------------------------------------------------------------------------------------

    def question(self, row: int, column: int) -> QuestionState | None:
        """The question of a cell; None where it is not asked."""
        if not (0 <= row < len(self.rows) and 0 <= column < len(self.columns)):
            return None
        return self._cells[self.rows[row].key].get(self.columns[column])

    def question_at(self, index: Index) -> QuestionState | None:
        """As `question`."""
        return self.question(index.row(), index.column())

    def index_of(self, ref: str) -> QModelIndex:
        """Where a question stands; an invalid index where it does not."""
        row, bracket, place = ref.rpartition("]")
        at = self._at.get(row + bracket)
        if at is None or place not in self._cells[self.rows[at].key] or place not in self.columns:
            return QModelIndex()
        return self.index(at, self.columns.index(place))

    def row_name(self, row: int) -> str:
        """The number and label of a row."""
        return self._names[self.rows[row].key]

    @property
    def names(self) -> list[str]:
        """The numbers and labels of all rows."""
        return [self._names[row.key] for row in self.rows]

    def sample(self, column: int) -> QuestionState | None:
        """The question that heads a column: of the row where the focus is, else of the first that asks it."""
        here = self.question(self.heading_row, column)
        return here or next((one for row in range(len(self.rows)) if (one := self.question(row, column))), None)

    def trouble(self, question: QuestionState) -> str:
        """What is wrong with an answer, or doubtful about it, as sentences."""
        return " ".join(filter(None, sayings(question, self._viewmodel).values()))

    def is_wrong(self, question: QuestionState) -> bool:
        """Whether an answer stands in the way of finishing."""
        return bool(self._viewmodel.refusal(question) or self._viewmodel.fault(question))

    def is_doubtful(self, question: QuestionState) -> bool:
        """Whether a soft check warns of an answer, and nobody has stood by it yet."""
        return self._viewmodel.is_doubtful(question)

    def is_unread(self, question: QuestionState) -> bool:
        """Whether a text stands in a cell that is no answer yet."""
        return self._viewmodel.draft(question) is not None

    def written(self, question: QuestionState) -> str:
        """What stands in a cell: a text that is no answer yet comes before the answer."""
        draft = self._viewmodel.draft(question)
        return self.texts.written(question) if draft is None else draft

    # --- Qt's side ----------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A cell that is not asked can neither be chosen nor entered."""
        if self.question_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text, tool tip, and what is read aloud."""
        question = self.question_at(index)
        if question is None:
            is_read = role == Qt.ItemDataRole.AccessibleTextRole and index.isValid()
            return self._viewmodel.texts.c("reason for absence", "not asked") if is_read else None
        telling = self._TELLING.get(Qt.ItemDataRole(role)) if role < Qt.ItemDataRole.UserRole else None
        return telling(self, index, question) if telling else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The question of a column, the number and label of a row."""
        if role not in _HEADINGS:
            return None
        if orientation is Qt.Orientation.Vertical:
            return self.row_name(section) if section < len(self.rows) else None
        question = self.sample(section)
        return question.label if question is not None else None

    def _told(self, index: Index, question: QuestionState) -> str:
        return self.texts.told(self.row_name(index.row()), question)

    def _tip(self, _index: Index, question: QuestionState) -> str:
        return "\n".join(filter(None, (question.label, self.written(question), self.trouble(question))))

    def _text(self, _index: Index, question: QuestionState) -> str:
        return self.written(question)

    def _troubled(self, _index: Index, question: QuestionState) -> str:
        return self.trouble(question)

    _TELLING: ClassVar[dict[Qt.ItemDataRole, Callable[["RosterModel", Index, QuestionState], str]]] = {
        Qt.ItemDataRole.DisplayRole: _text,
        Qt.ItemDataRole.ToolTipRole: _tip,
        Qt.ItemDataRole.AccessibleTextRole: _told,
        Qt.ItemDataRole.AccessibleDescriptionRole: _troubled,
    }


_HEADINGS = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}


def _middle(before: Sequence[T], after: Sequence[T]) -> tuple[int, int, int]:
    """Where two sequences differ: from where on, and how many of each, between what both begin and end with."""
    most = min(len(before), len(after))
    start = next((at for at in range(most) if before[at] != after[at]), most)
    most -= start
    end = next((at for at in range(most) if before[-1 - at] != after[-1 - at]), most)
    return start, len(before) - start - end, len(after) - start - end
