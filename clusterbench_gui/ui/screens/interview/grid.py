"""The cells of a repeat: rows by columns with totals; or, where its questions are many or large, one below the other."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QToolButton, QWidget

from clusterbench_gui.domain.questions import Kind, QuestionState, RosterState
from clusterbench_gui.ui import icons
from clusterbench_gui.ui.screens.interview.cards import bind, restore
from clusterbench_gui.ui.screens.interview.sayings import sayings
from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel
from clusterbench_gui.ui.theme import mark
from clusterbench_gui.ui.widgets.questions.base import Editor, label
from clusterbench_gui.ui.widgets.questions.factory import CELLS, cell_for, editor_for

MAX_COLUMNS = 5
"""With more columns, or with kinds that need room, a row's questions stand one below the other."""

MIN_COLUMN = 104
"""Pixels: three columns fit beside each other in the narrowest window that is supported, 546 wide."""

_NUMBERS = {Kind.INTEGER, Kind.DECIMAL}
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom


class RosterGrid(QWidget):
    """Editors are kept by path, so that rows may come and go around the one that has the focus."""

    row_removed = Signal(str)
    """Somebody pressed the button of the row with this key."""

    def __init__(self, viewmodel: InterviewViewModel, roster: RosterState) -> None:
        """Empty; `refresh` fills it."""
        super().__init__()
        self._viewmodel = viewmodel
        self._roster = roster
        self.cells: dict[str, Editor] = {}
        self._tabular = True
        self._texts: list[tuple[QLabel, Callable[[], str]]] = []
        self._removers: dict[str, QToolButton] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)

    def refresh(self, roster: RosterState) -> None:
        """Show the rows as they stand now; laid out again only when cells came or went."""
        self._roster = roster
        questions = {one.path: one for row in roster.rows for one in row.questions}
        if list(questions) != list(self.cells):
            self._keep(questions)
            self._place()
        for row in roster.rows:
            for question in row.questions:
                cell = self.cells[question.path]
                cell.show_question(question, keep=self._viewmodel.draft(question) is not None)
                cell.describe(" ".join(filter(None, (row.label, *sayings(question, self._viewmodel).values()))))
        for widget, text in self._texts:
            widget.setText(text())
        for row in roster.rows:
            if row.key in self._removers:
                words = self._viewmodel.texts.t("Remove row {row}", row=row.label or row.key)
                self._removers[row.key].setAccessibleName(words)
                self._removers[row.key].setToolTip(words)

    def _keep(self, questions: dict[str, QuestionState]) -> None:
        columns = self._columns()
        tabular = len(columns) <= MAX_COLUMNS and all(one.kind in CELLS or not one.is_asked for one in columns.values())
        kept = self.cells if tabular is self._tabular else {}
        for path, editor in self.cells.items():
            if path not in questions or path not in kept:
                self._grid.removeWidget(editor)
                editor.deleteLater()
        self._tabular = tabular
        make = cell_for if tabular else editor_for
        self.cells = {}
        for path, question in questions.items():
            if path in kept:
                self.cells[path] = kept[path]
            else:
                self.cells[path] = bind(make(question, self._viewmodel.texts), self._viewmodel)
                restore(self.cells[path], self._viewmodel)

    def _place(self) -> None:
        while self._grid.count():
            self._grid.takeAt(0)
        for gone in (*(widget for widget, _ in self._texts), *self._removers.values()):
            gone.deleteLater()
        self._texts, self._removers = [], {}
        if self._tabular:
            self._place_table()
        else:
            self._place_list()

    def _place_table(self) -> None:
        columns = self._columns()
        last = len(self._roster.rows) + 1
        for at, (name, question) in enumerate(columns.items(), start=1):
            is_number = question.kind in _NUMBERS
            heading = self._write(0, at, "muted", partial(self._column_label, name))
            heading.setAlignment(_RIGHT if is_number and len(columns) > 1 else _LEFT)
            self._grid.setColumnMinimumWidth(at, MIN_COLUMN)
            self._grid.setColumnStretch(at, 1 if is_number else 3)
        if len(columns) == 1:
            self._grid.addWidget(self._texts[0][0], 0, 0, 1, 3)
        for line, row in enumerate(self._roster.rows, start=1):
            self._write(line, 0, "", partial(self._row_label, row.key))
            for question in row.questions:
                self._grid.addWidget(self.cells[question.path], line, list(columns).index(question.name) + 1)
                self.cells[question.path].show()
            self._place_remover(line, len(columns) + 1, row.key)
        if last > 2:
            self._place_totals(last)
        self._grid.setColumnStretch(0, 3 if any(row.label for row in self._roster.rows) else 0)
        has_room = len(columns) < 3 and all(one.kind in _NUMBERS for one in columns.values())
        self._grid.setColumnStretch(len(columns) + 2, 2 if has_room else 0)

    def _place_totals(self, line: int) -> None:
        counted = [name for name, one in self._columns().items() if one.kind is Kind.INTEGER]
        for name in counted:
            total = self._write(line, list(self._columns()).index(name) + 1, "strong", partial(self._total, name))
            total.setAlignment(_RIGHT)
            total.setContentsMargins(0, 4, 11, 0)
        if counted:
            self._write(line, 0, "muted", self._total_word)

    def _place_list(self) -> None:
        line = 0
        for row in self._roster.rows:
            self._write(line, 0, "strong", partial(self._row_label, row.key))
            self._place_remover(line, 1, row.key)
            for question in row.questions:
                self._write(line + 1, 0, "muted", partial(self._cell_label, question.path))
                self._grid.addWidget(self.cells[question.path], line + 2, 0, 1, 2)
                self.cells[question.path].show()
                line += 2
            line += 1
        self._grid.setColumnStretch(0, 1)

    def _write(self, line: int, column: int, role: str, text: Callable[[], str]) -> QLabel:
        made = label(role=role)
        self._texts.append((made, text))
        self._grid.addWidget(made, line, column)
        return made

    def _place_remover(self, line: int, column: int, key: str) -> None:
        if self._roster.fixed:
            return
        button = QToolButton()
        button.setIcon(icons.icon("trash", "muted"))
        mark(button, "remove")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self.row_removed.emit(key))
        self._removers[key] = button
        self._grid.addWidget(button, line, column)

    def _columns(self) -> dict[str, QuestionState]:
        return {one.name: one for row in reversed(self._roster.rows) for one in row.questions}

    def _column_label(self, name: str) -> str:
        return self._columns()[name].label

    def _cell_label(self, path: str) -> str:
        return self.cells[path].question.label

    def _row_label(self, key: str) -> str:
        rows = self._roster.rows
        at = next((index for index, one in enumerate(rows) if one.key == key), 0)
        return rows[at].label or f"{at + 1}."

    def _total_word(self) -> str:
        cells = [one for row in self._roster.rows for one in row.questions if one.kind is Kind.INTEGER]
        t = self._viewmodel.texts.t
        return t("Total") if all(one.value for one in cells) else t("Total so far")

    def _total(self, name: str) -> str:
        values = [one.value for row in self._roster.rows for one in row.questions if one.name == name and one.value]
        total = sum(int(one) for one in values if one.lstrip("-").isdecimal()) if values else None
        return self._viewmodel.texts.number(total, 0)
