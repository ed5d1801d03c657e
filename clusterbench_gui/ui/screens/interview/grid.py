"""The cells of a repeat: rows by columns with totals; or, where its questions are many or large, one below the other."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QToolButton, QWidget

from clusterbench_gui.domain.questions import Kind, QuestionState, RosterState
from clusterbench_gui.ui import icons
from clusterbench_gui.ui.screens.interview.cards import bind, restore
from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel
from clusterbench_gui.ui.widgets.questions.base import Editor, label
from clusterbench_gui.ui.widgets.questions.factory import CELLS, cell_for, editor_for

MAX_COLUMNS = 5
"""With more columns, or with kinds that need room, a row's questions stand one below the other."""


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
        for path, question in questions.items():
            self.cells[path].show_question(question, keep=self._viewmodel.draft(question.ref) is not None)
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
        columns = list(self._columns())
        last = len(self._roster.rows) + 1
        for at, name in enumerate(columns, start=1):
            self._write(0, at, "muted", lambda name=name: self._columns()[name].label)
            self._grid.setColumnStretch(at, 1)
            if last > 2 and self._columns()[name].kind is Kind.INTEGER:
                self._write(last, at, "strong", lambda name=name: self._total(name)).setContentsMargins(0, 4, 11, 0)
        for line, row in enumerate(self._roster.rows, start=1):
            self._write(line, 0, "", lambda key=row.key: self._row_label(key))
            for question in row.questions:
                self._grid.addWidget(self.cells[question.path], line, columns.index(question.name) + 1)
            self._place_remover(line, len(columns) + 1, row.key)
        if any(one.kind is Kind.INTEGER for one in self._columns().values()) and last > 2:
            self._write(last, 0, "muted", self._total_word)
        self._grid.setColumnStretch(0, 1)

    def _place_list(self) -> None:
        line = 0
        for row in self._roster.rows:
            self._write(line, 0, "strong", lambda key=row.key: self._row_label(key))
            self._place_remover(line, 1, row.key)
            for question in row.questions:
                self._write(line + 1, 0, "muted", lambda path=question.path: self.cells[path].question.label)
                self._grid.addWidget(self.cells[question.path], line + 2, 0, 1, 2)
                line += 2
            line += 1
        self._grid.setColumnStretch(0, 1)

    def _write(self, line: int, column: int, role: str, text: Callable[[], str]) -> QLabel:
        made = label(role=role)
        if self._tabular and column and self._is_numeric(column):
            made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        self._texts.append((made, text))
        self._grid.addWidget(made, line, column)
        return made

    def _place_remover(self, line: int, column: int, key: str) -> None:
        if self._roster.fixed:
            return
        button = QToolButton()
        button.setIcon(icons.icon("trash", "muted"))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self.row_removed.emit(key))
        self._removers[key] = button
        self._grid.addWidget(button, line, column)

    def _columns(self) -> dict[str, QuestionState]:
        return {one.name: one for row in reversed(self._roster.rows) for one in row.questions}

    def _is_numeric(self, column: int) -> bool:
        return list(self._columns().values())[column - 1].kind in {Kind.INTEGER, Kind.DECIMAL}

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
