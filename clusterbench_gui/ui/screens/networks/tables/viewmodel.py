"""The tables without widgets: which one is shown, what is wrong where, and what is typed into it."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from clusterbench_gui.app.planning.completing import completions
from clusterbench_gui.app.planning.editing import rows_of
from clusterbench_gui.app.wording import sentence
from clusterbench_gui.domain.problems import Place, Problem, ProblemError, Severity
from clusterbench_gui.domain.sheets import SHEET, SHEETS, Kind, Row, Sheet
from clusterbench_gui.exchange.networks.folders import rows_of_paste
from clusterbench_gui.exchange.networks.titles import choice_title, column_hint, column_title, sheet_title, titled
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.network_desk import NetworkDesk

FIRST_ROW = 2
"""What the first row of a table is called: as in a spreadsheet, whose first row is the heading."""
_MOST_LISTED = 500
Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a cell, in words; `column` is None where it is the row as a whole, `row` where it is the sheet."""

    sheet: str
    row: int | None
    column: int | None
    words: str
    is_error: bool


class TablesViewModel(QObject):
    """State of the tables; `sheet` is the one that is shown."""

    changed = Signal()
    """Rows or faults are new, or another sheet is shown."""
    failed = Signal(object)
    """Why something could not be pasted, as a tuple of problems."""

    def __init__(self, network: NetworkDesk) -> None:
        """Begin with the firms."""
        super().__init__()
        self.network = network
        self.sheet: Sheet = SHEETS[0]
        self.faults: tuple[Fault, ...] = ()
        self.by_cell: dict[tuple[int | None, int | None], Fault] = {}
        """The worst fault of each cell of the sheet that is shown."""
        self._known: tuple[tuple[Problem, ...], str] = ((), "")
        network.changed.connect(self._take)

    @property
    def texts(self) -> Texts:
        """Texts of the window."""
        return self.network.texts

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of the sheet that is shown."""
        return rows_of(self.network.sheets, self.sheet.id)

    @property
    def can_write(self) -> bool:
        """Something can be typed."""
        return self.network.is_open and not self.network.read_only

    @property
    def more_faults(self) -> int:
        """How many faults are not listed."""
        return max(0, len(self.faults) - _MOST_LISTED)

    @property
    def listed(self) -> tuple[Fault, ...]:
        """The faults that are listed: errors first, and of them and the others first those of the sheet that is shown."""
        order = sorted(self.faults, key=lambda one: (not one.is_error, one.sheet != self.sheet.id))
        return tuple(order[:_MOST_LISTED])

    def sheet_title(self, sheet: Sheet) -> str:
        """What a sheet is called, with a capital."""
        title = sheet_title(self.texts, sheet.id)
        return title[:1].upper() + title[1:]

    def title_of(self, sheet: Sheet, place: int) -> str:
        """The heading of a column."""
        return column_title(self.texts, sheet.id, sheet.columns[place].id)

    def column_title(self, place: int) -> str:
        """The heading of a column of the sheet that is shown."""
        return self.title_of(self.sheet, place)

    def column_hint(self, place: int) -> str:
        """A line on it."""
        return column_hint(self.texts, self.sheet.id, self.sheet.columns[place].id)

    @property
    def summary(self) -> str:
        """How the tables stand, in words."""
        texts = self.texts
        errors = sum(one.is_error for one in self.faults)
        hints = len(self.faults) - errors
        if not self.faults:
            checked = self.network.is_checked
            return texts.t("Nothing is wrong in the tables.") if checked else texts.t("Looking through the tables…")
        said = [self.errors_words(errors)] if errors else []
        if hints:
            said.append(self.hints_words(hints))
        return " · ".join(said)

    def errors_words(self, count: int) -> str:
        """So many errors."""
        return self.texts.n("{n} thing to correct before planning", "{n} things to correct before planning", count)

    def hints_words(self, count: int) -> str:
        """So many warnings."""
        return self.texts.n("{n} thing to look at", "{n} things to look at", count)

    def counts(self, sheet: Sheet) -> tuple[int, int, int]:
        """Rows that hold something, errors, and warnings."""
        rows = sum(1 for row in self.network.sheets.get(sheet.id, ()) if any(row))
        here = [one.is_error for one in self.faults if one.sheet == sheet.id]
        return rows, sum(here), len(here) - sum(here)

    def choose(self, sheet: str) -> None:
        """Show another sheet."""
        self.sheet = SHEET[sheet]
        self._sort_faults()
        self.changed.emit()

    def worded(self, column: int, text: str) -> str:
        """A cell of the sheet that is shown, with choices as people call them."""
        one, t = self.sheet.columns[column], self.texts.t
        if one.kind is Kind.CHOICE:
            return choice_title(self.texts, text)
        if one.kind is Kind.YES:
            return {"yes": t("yes"), "no": t("no")}.get(text, text)
        return text

    def offered(self, row: int, column: int) -> tuple[str, ...]:
        """What a cell may hold, where that is known."""
        return completions(self.network.sheets, self.sheet.id, self.sheet.columns[column], row, self.texts)

    # --- changes ------------------------------------------------------------------------------------------------

    def type_cell(self, row: int, column: int, text: str) -> None:
        """Type a cell."""
        rows = self.rows
        before = rows[row][column] if row < len(rows) else ""
        if text not in {before, self.worded(column, before)}:
            self.network.set_cells(self.sheet.id, row, column, ((text,),))

    def paste(self, row: int, column: int, text: str) -> None:
        """Type what a spreadsheet copied, from a cell on: only into the columns that it has something for.

        A sheet of a single row takes a row of a spreadsheet, or a column of it.
        """
        if self.sheet.single:
            lines = text.rstrip("\n").split("\n")
            row, text = 0, "\t".join(lines) if len(lines) > 1 and "\t" not in text else text
        try:
            rows = rows_of_paste(text, self.sheet, column)
        except ProblemError as error:
            self.failed.emit(error.problems)
            return
        filled = [place for one in rows for place, cell in enumerate(one) if cell]
        if filled:
            left, right = min(column, *filled), max(filled)
            self.network.set_cells(self.sheet.id, row, left, tuple(one[left : right + 1] for one in rows))

    def empty(self, cells: Iterable[Cell]) -> None:
        """Empty cells: in one step, however they lie."""
        wanted, rows = set(cells), self.rows
        places = [(row, column) for row, column in wanted if row < len(rows)]
        if not places:
            return
        top, bottom = min(row for row, _ in places), max(row for row, _ in places)
        left, right = min(column for _, column in places), max(column for _, column in places)
        block = tuple(
            tuple("" if (row, column) in wanted else rows[row][column] for column in range(left, right + 1))
            for row in range(top, bottom + 1)
        )
        self.network.set_cells(self.sheet.id, top, left, block)

    def copied(self, cells: Iterable[Cell]) -> str:
        """Cells as a spreadsheet takes them: the smallest block that holds them all."""
        wanted, rows = set(cells), self.rows
        if not wanted:
            return ""
        top, bottom = min(row for row, _ in wanted), max(row for row, _ in wanted)
        left, right = min(column for _, column in wanted), max(column for _, column in wanted)
        lines = [
            "\t".join(
                _quoted(rows[row][column]) if (row, column) in wanted else "" for column in range(left, right + 1)
            )
            for row in range(top, min(bottom, len(rows) - 1) + 1)
        ]
        return "\n".join(lines)

    def insert_rows(self, row: int, count: int) -> None:
        """Put empty rows before a row."""
        self.network.insert_rows(self.sheet.id, row, count)

    def remove_rows(self, row: int, count: int) -> None:
        """Take rows out."""
        there = min(count, len(self.rows) - row)
        if there > 0:
            self.network.remove_rows(self.sheet.id, row, there)

    def undo(self) -> None:
        """Take the last change of the tables back."""
        self.network.undo()

    # --- faults -------------------------------------------------------------------------------------------------

    def _take(self) -> None:
        known = (self.network.problems, self.texts.language)
        if known != self._known:
            self._known = known
            self.faults = tuple(_fault(one, self.texts) for one in self.network.problems)
        self._sort_faults()
        self.changed.emit()

    def _sort_faults(self) -> None:
        self.by_cell = {}
        for one in self.faults:
            if one.sheet == self.sheet.id:
                key = (one.row, one.column)
                if key not in self.by_cell or (one.is_error and not self.by_cell[key].is_error):
                    self.by_cell[key] = one


def _fault(found: Problem, texts: Texts) -> Fault:
    place = found.place
    sheet = SHEET.get(place.sheet)
    column = sheet.column(place.column) if sheet and place.column else None
    named = titled(found, texts)
    words = sentence(Problem(named.code, Place(name=named.place.name), named.values, named.severity), texts)
    row = place.row - FIRST_ROW if place.row is not None else None
    return Fault(place.sheet, row, column, words, found.severity is Severity.ERROR)


def _quoted(cell: str) -> str:
    """A cell as spreadsheets read it from the clipboard."""
    return f'"{cell.replace(chr(34), chr(34) * 2)}"' if any(one in cell for one in '\t\n\r"') else cell
