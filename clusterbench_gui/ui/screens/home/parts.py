"""The pages of the home screen, made when they are first needed: the list, and the panel of an empty study."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QProgressBar, QToolButton, QVBoxLayout, QWidget

from clusterbench_gui.ui.icons import icon
from clusterbench_gui.ui.models.interviews import InterviewsModel
from clusterbench_gui.ui.screens.home.table import InterviewsTable
from clusterbench_gui.ui.screens.home.viewmodel import HomeViewModel
from clusterbench_gui.ui.widgets.parts import XL, XXL, L, M, button, card, flow, label, picture, row, scrolling

if TYPE_CHECKING:  # imports the form engine, which a list does without
    from clusterbench_gui.app.interviews import InterviewRow

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_PANEL = 640


class ListPage(QWidget):
    """A search box over the list of clusters with their interviews."""

    chosen_changed = Signal()
    """Another row is chosen, or none: `chosen` is new."""

    def __init__(self, viewmodel: HomeViewModel) -> None:
        """Bind to the view-model; `refresh` shows its rows."""
        super().__init__()
        self._model = viewmodel
        texts = viewmodel.texts
        self.search = self._make_search()
        self._rows = InterviewsModel(texts, self)
        self.table = self._make_table()
        self._nothing = label(texts.t("No cluster matches these words."), "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(M)
        layout.addWidget(self.search)
        layout.addWidget(self._nothing)
        layout.addWidget(self.table, 1)
        layout.addWidget(label(texts.t("Enter opens the interview, or starts one"), "caption"))

    def refresh(self) -> None:
        """Show the rows; the line that was chosen stays chosen where it still is."""
        before = self._current()
        rows = self._model.rows
        self._rows.show_rows(rows)
        self.table.fit(has_forms=bool(self._model.further_forms))
        self._nothing.setVisible(not rows)
        if rows:
            place = next((place for place, one in enumerate(rows) if before and _are_same(one, before)), 0)
            self.table.selectRow(place)
        self.chosen_changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows walk from the search box into the list; letters typed in the list go to the search box."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.search and event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
                self.table.setFocus()
            if watched is self.table and event.text().strip() and not event.modifiers() & _COMMANDS:
                self.search.setFocus()
                self.search.insert(event.text())
                return True
        return super().eventFilter(watched, event)

    def _make_search(self) -> QLineEdit:
        texts = self._model.texts
        search = QLineEdit()
        search.setPlaceholderText(texts.t("Search by code, name or state"))
        search.setAccessibleName(texts.t("Search the interviews"))
        search.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        for one in search.findChildren(QToolButton):
            one.setAccessibleName(texts.t("Search"))
        search.setClearButtonEnabled(True)
        for one in search.findChildren(QToolButton):
            one.setAccessibleName(one.accessibleName() or texts.t("Clear the search"))
        search.setText(self._model.searched)
        search.textChanged.connect(self._model.search)
        search.returnPressed.connect(self._open_current)
        search.installEventFilter(self)
        return search

    def _make_table(self) -> InterviewsTable:
        table = InterviewsTable(self._rows)
        table.setAccessibleName(self._model.texts.t("Clusters and their interviews"))
        table.selectionModel().selectionChanged.connect(lambda *_: self.chosen_changed.emit())
        table.activated.connect(lambda index: self._model.open_row(self._rows.row_at(index.row())))
        table.installEventFilter(self)
        return table

    @property
    def chosen(self) -> "InterviewRow | None":
        """The row that is chosen."""
        chosen = self.table.selectionModel().selectedRows()
        return self._rows.row_at(chosen[0].row()) if chosen else None

    def _current(self) -> "InterviewRow | None":
        index = self.table.currentIndex()
        return self._rows.row_at(index.row()) if index.isValid() else None

    def _open_current(self) -> None:
        index = self.table.currentIndex()
        if self._rows.rowCount():
            self._model.open_row(self._rows.row_at(max(index.row(), 0)))


def _are_same(one: "InterviewRow", other: "InterviewRow") -> bool:
    """Whether two rows stand for one interview, or wait for it."""
    if one.interview and other.interview:
        return one.interview.id == other.interview.id
    return (one.cluster.code, one.instrument.id) == (other.cluster.code, other.instrument.id)


class FirstPage(QWidget):
    """What to do with a study that has no cluster yet."""

    def __init__(self, viewmodel: HomeViewModel, start: Callable[[], None]) -> None:
        """`start` asks for the first cluster."""
        super().__init__()
        texts = viewmodel.texts
        frame, inside = card()
        inside.setContentsMargins(XXL, XXL, XXL, XXL)
        inside.setSpacing(L)
        inside.addWidget(picture("interviews", "accent", 40))
        inside.addWidget(label(texts.t("Ready for the first interview"), "heading", wrap=True))
        words = texts.t(
            "The questionnaire of the built-in edition is in place. Answers are kept encrypted on this computer, each one "
            "as soon as you leave its question."
        )
        inside.addWidget(label(words, wrap=True))
        self.start = button(texts.t("S&tart an interview"), start, role="primary", picture="play")
        demo = button(texts.t("&Demonstration study"), viewmodel.open_demo, picture="flask")
        inside.addWidget(flow(self.start, demo))
        words = texts.t("The demonstration has 35 invented clusters, marked as such everywhere.")
        inside.addWidget(label(words, "small", wrap=True))
        frame.setMaximumWidth(_PANEL)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, XL, 0, 0)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(frame)
        column.addStretch(1)
        layout.addWidget(scrolling(page))


class DemoBar(QWidget):
    """Progress of the demonstration study, with a button that stops it."""

    def __init__(self, viewmodel: HomeViewModel) -> None:
        """`refresh` shows how far it is."""
        super().__init__()
        texts = viewmodel.texts
        self._model = viewmodel
        frame, inside = card()
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(texts.t("Progress of the demonstration study"))
        stop = button(texts.t("Stop"), viewmodel.cancel_demo, picture="stop")
        inside.addLayout(row(label(texts.t("Making the demonstration study…")), None, stop))
        inside.addWidget(self._progress)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)

    def refresh(self) -> None:
        """Show how far it is."""
        done, total = self._model.demo_progress
        self._progress.setRange(0, total)
        self._progress.setValue(done)
