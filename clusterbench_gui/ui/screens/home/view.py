"""Interviews: a search box over the list; Enter opens. An empty study says what to do first."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHeaderView,
    QLineEdit,
    QProgressBar,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from clusterbench_gui.ui.dialogs import TextDialog, open_dialog
from clusterbench_gui.ui.icons import icon
from clusterbench_gui.ui.models.interviews import InterviewsModel
from clusterbench_gui.ui.screens.home.viewmodel import HomeViewModel
from clusterbench_gui.ui.widgets.parts import XL, XXL, Header, L, M, button, card, label, picture, row


class HomeView(QWidget):
    """The interviewer's home."""

    def __init__(self, viewmodel: HomeViewModel) -> None:
        """Bind to the view-model."""
        super().__init__()
        self._model = viewmodel
        texts = viewmodel.texts
        self._header = Header(texts.t("Interviews"))
        self._header.add(button(texts.t("New &cluster…"), self.ask_cluster, picture="plus"))
        self._pages = QStackedWidget()
        self._list_page = self._make_list()
        self._first_page = self._make_first()
        self._wait_page = label(texts.t("Opening the study…"), "muted")
        for page in (self._wait_page, self._first_page, self._list_page):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(XXL, XL, XXL, L)
        layout.setSpacing(L)
        layout.addWidget(self._header)
        layout.addWidget(self._make_demo_bar())
        layout.addWidget(self._pages, 1)
        viewmodel.changed.connect(self._render)
        viewmodel.person_needed.connect(self._ask_person)
        self._render()

    def ask_cluster(self) -> None:
        """Ask for the name of a new cluster."""
        texts = self._model.texts
        self._ask(texts.t("New cluster"), texts.t("&Name of the cluster"), "", self._model.add_cluster)

    def ask_study(self) -> None:
        """Ask for the title of a new study."""
        texts = self._model.texts
        why = texts.t("It is kept encrypted in a folder of its own, with the questionnaire of the built-in edition.")
        self._ask(texts.t("New study"), texts.t("&Title of the study"), why, self._model.create_study)

    def choose_study(self) -> None:
        """Let the person choose the folder of another study."""
        chosen = QFileDialog.getExistingDirectory(self, self._model.texts.t("Open a study: choose its folder"))
        if chosen:
            self._model.open_study(Path(chosen))

    def focus_first(self) -> None:
        """Put the cursor where typing searches."""
        (self._search if self._pages.currentWidget() is self._list_page else self._start).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows walk from the search box into the list; letters typed in the list go to the search box."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self._search and event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
                self._table.setFocus()
                return False
            if watched is self._table and event.text().strip() and not event.modifiers() & _COMMANDS:
                self._search.setFocus()
                self._search.insert(event.text())
                return True
        return super().eventFilter(watched, event)

    def _ask(self, title: str, question: str, why: str, given: Callable[[str], None]) -> None:
        open_dialog(TextDialog(self, title=title, question=question, why=why, given=given))

    def _make_list(self) -> QWidget:
        texts = self._model.texts
        self._search = QLineEdit()
        self._search.setPlaceholderText(texts.t("Search by code, name or state"))
        self._search.setAccessibleName(texts.t("Search the interviews"))
        self._search.setClearButtonEnabled(True)
        self._search.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._search.textChanged.connect(self._model.search)
        self._search.returnPressed.connect(self._open_current)
        self._search.installEventFilter(self)
        self._rows = InterviewsModel(texts, self)
        self._table = QTableView()
        self._table.setAccessibleName(texts.t("Clusters and their interviews"))
        self._table.setModel(self._rows)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.setShowGrid(False)
        self._table.setTabKeyNavigation(False)
        self._table.verticalHeader().hide()
        self._table.verticalHeader().setDefaultSectionSize(34)
        heading = self._table.horizontalHeader()
        heading.setHighlightSections(False)
        heading.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        heading.setSectionResizeMode(InterviewsModel.CLUSTER, QHeaderView.ResizeMode.Stretch)
        for column, width in (
            (InterviewsModel.CODE, 90),
            (InterviewsModel.STATUS, 170),
            (InterviewsModel.TOUCHED, 170),
        ):
            self._table.setColumnWidth(column, width)
        self._table.activated.connect(lambda index: self._model.open_row(self._rows.row_at(index.row())))
        self._table.installEventFilter(self)
        self._nothing = label(texts.t("No cluster matches these words."), "muted")
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(M)
        layout.addWidget(self._search)
        layout.addWidget(self._nothing)
        layout.addWidget(self._table, 1)
        layout.addWidget(label(texts.t("Enter opens the interview, or starts one"), "caption"))
        return page

    def _make_first(self) -> QWidget:
        texts = self._model.texts
        frame, inside = card()
        inside.setContentsMargins(XXL, XXL, XXL, XXL)
        inside.setSpacing(L)
        inside.addWidget(picture("interviews", "accent", 40))
        inside.addWidget(label(texts.t("Ready for the first interview"), "heading"))
        inside.addWidget(
            label(
                texts.t(
                    "The questionnaire of the built-in edition is in place. Answers are kept encrypted on this computer, "
                    "each one as soon as you leave its question."
                ),
                wrap=True,
            )
        )
        self._start = button(texts.t("Start an &interview"), self._ask_first, role="primary", picture="play")
        demo = button(texts.t("&Demonstration study"), self._model.open_demo, picture="flask")
        inside.addLayout(row(self._start, demo, None, spacing=M))
        inside.addWidget(
            label(texts.t("The demonstration has 35 invented clusters, marked as such everywhere."), "small")
        )
        frame.setMaximumWidth(640)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, XL, 0, 0)
        layout.addWidget(frame, 0, Qt.AlignmentFlag.AlignTop)
        layout.addStretch(1)
        return page

    def _make_demo_bar(self) -> QWidget:
        texts = self._model.texts
        self._demo_bar, inside = card()
        self._demo_text = label()
        self._demo_progress = QProgressBar()
        self._demo_progress.setTextVisible(False)
        self._demo_progress.setAccessibleName(texts.t("Progress of the demonstration study"))
        inside.addLayout(row(self._demo_text, None, button(texts.t("Stop"), self._model.cancel_demo, picture="stop")))
        inside.addWidget(self._demo_progress)
        return self._demo_bar

    def _ask_first(self) -> None:
        texts = self._model.texts
        self._ask(texts.t("Start an interview"), texts.t("&Name of the cluster"), "", self._model.start_with)

    def _ask_person(self, then: Callable[[], None]) -> None:
        texts = self._model.texts

        def named(name: str) -> None:
            self._model.name_person(name)
            then()

        why = texts.t("It is kept with every answer, so that the office knows whom to ask.")
        self._ask(texts.t("Your name"), texts.t("Your &name"), why, named)

    def _open_current(self) -> None:
        index = self._table.currentIndex()
        if self._rows.rowCount():
            self._model.open_row(self._rows.row_at(max(index.row(), 0)))

    def _render(self) -> None:
        model = self._model
        badge = model.texts.t("invented data") if model.is_synthetic else ""
        self._header.show_about("  ·  ".join(part for part in (model.title, model.summary) if part), badge)
        done, total = model.demo_progress
        self._demo_bar.setVisible(total > 0)
        self._demo_progress.setRange(0, total)
        self._demo_progress.setValue(done)
        self._demo_text.setText(model.texts.t("Making the demonstration study…"))
        page = self._wait_page if not model.is_open else self._first_page if model.is_empty else self._list_page
        self._pages.setCurrentWidget(page)
        self._rows.show_rows(model.rows)
        self._nothing.setVisible(not model.rows)
        if model.rows:
            self._table.selectRow(0)


_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
