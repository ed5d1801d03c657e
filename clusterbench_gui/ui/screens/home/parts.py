"""The pages of the home screen, made when they are first needed: the list, and the panel of an empty study."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QProgressBar, QToolButton, QVBoxLayout, QWidget

from clusterbench_gui.ui.icons import icon
from clusterbench_gui.ui.models.interviews import InterviewsModel
from clusterbench_gui.ui.models.words import weekday
from clusterbench_gui.ui.screens.home.actions import RowActions
from clusterbench_gui.ui.screens.home.table import InterviewsTable
from clusterbench_gui.ui.screens.home.viewmodel import HomeViewModel
from clusterbench_gui.ui.theme import mark
from clusterbench_gui.ui.widgets.parts import XL, XXL, L, M, S, button, card, flow, label, picture, row, scrolling

if TYPE_CHECKING:  # imports the form engine, which a list does without
    from clusterbench_gui.app.interviews import InterviewRow

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_MINUTE = 60_000
_PANEL = 640
_ROOMY = 380  # logical pixels of height from which the list has room for what is known of a row


class ListPage(QWidget):
    """A search box over the list of clusters with their interviews; below it what is known of the one that is chosen."""

    chosen_changed = Signal()
    """Another row is chosen, or none: `chosen` is new."""

    def __init__(self, viewmodel: HomeViewModel) -> None:
        """Bind to the view-model; `refresh` shows its rows."""
        super().__init__()
        self._model = viewmodel
        texts = viewmodel.texts
        self.actions_on_row = RowActions(self, viewmodel, self._to_search)
        self.search = self._make_search()
        self._rows = InterviewsModel(texts, self)
        self.table = self._make_table()
        self._nothing = label(texts.t("No cluster matches these words."), "muted")
        self.details = Details(viewmodel, self.actions_on_row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(M)
        layout.addWidget(self.search)
        layout.addWidget(self._nothing)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.details)
        minutes = QTimer(self, interval=_MINUTE)
        minutes.timeout.connect(viewmodel.look_at_the_day)
        minutes.start()

    def refresh(self) -> None:
        """Show the rows; the line that was chosen stays chosen where it still is."""
        before = self.chosen
        if self.search.text() != self._model.searched:
            with QSignalBlocker(self.search):
                self.search.setText(self._model.searched)
        sections = self._model.sections
        self._rows.show_sections(sections, self._model.today)
        self.table.fit()
        rows = self._rows.rows
        self._nothing.setVisible(not rows)
        if rows:
            same = next((one for one in rows if before and _are_same(one, before)), rows[0])
            self.table.selectRow(self._rows.place_of(same))
        self._choose()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the list has all the room; the keys and the context menu do what the buttons do."""
        super().resizeEvent(event)
        self._place_details()

    def _place_details(self) -> None:
        self.details.setVisible(self.chosen is not None and self.height() >= _ROOMY)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows walk from the search box into the list; letters typed in the list go to the search box; Escape empties it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.search and event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
                self.table.setFocus()
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
            if watched is self.table and event.text().strip() and not event.modifiers() & _COMMANDS:
                self.search.setFocus()
                self.search.insert(event.text())
                return True
        return super().eventFilter(watched, event)

    def _make_search(self) -> QLineEdit:
        texts = self._model.texts
        search = QLineEdit()
        search.setPlaceholderText(texts.t("Search: cluster, person, place, state"))
        search.setAccessibleName(texts.t("Search the interviews"))
        search.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        for one in search.findChildren(QToolButton):
            one.setAccessibleName(texts.t("Search"))
        search.setClearButtonEnabled(True)
        for one in search.findChildren(QToolButton):
            one.setAccessibleName(one.accessibleName() or texts.t("Clear the search"))
        search.setText(self._model.searched)
        search.textChanged.connect(self._model.search)
        search.returnPressed.connect(self.actions_on_row["open"].trigger)
        search.installEventFilter(self)
        return search

    def _make_table(self) -> InterviewsTable:
        table = InterviewsTable(self._rows)
        table.setAccessibleName(self._model.texts.t("Clusters and their interviews"))
        table.selectionModel().selectionChanged.connect(lambda *_: self._choose())
        table.activated.connect(lambda _index: self.actions_on_row["open"].trigger())
        table.customContextMenuRequested.connect(self._show_menu)
        table.installEventFilter(self)
        return table

    @property
    def chosen(self) -> "InterviewRow | None":
        """The row that is chosen."""
        chosen = self.table.selectionModel().selectedRows()
        return self._rows.row_at(chosen[0].row()) if chosen else None

    def _choose(self) -> None:
        self.actions_on_row.show_row(self.chosen)
        self.details.show_row(self.chosen)
        self._place_details()
        self.chosen_changed.emit()

    def _show_menu(self, place: QPoint) -> None:
        """By the right button where it was pressed, by the menu key at the row."""
        if self.chosen is None:
            return
        line = self.table.visualRect(self.table.selectionModel().selectedRows()[0])
        if not self.table.viewport().rect().contains(place):
            place = line.bottomLeft()
        menu = self.actions_on_row.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.table.viewport().mapToGlobal(place))

    def _to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()


class Details(QFrame):
    """What is known of the row that is chosen, and what can be done with it."""

    def __init__(self, viewmodel: HomeViewModel, actions: RowActions) -> None:
        """Empty until `show_row`."""
        super().__init__()
        mark(self, "card")
        self._model = viewmodel
        texts = viewmodel.texts
        self._title = label("", "strong", wrap=True)
        self._reached = label("", "muted", wrap=True)
        self._note = label("", wrap=True)
        self._remark = label("", "warn", wrap=True)
        # no text to select, but for the remark: Qt cuts the strokes of Ś and Ż off such a text; Ctrl+I has it for copying
        self._remark.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open = actions.button("open", "primary")
        more = button(texts.t("&More"), lambda: None, picture="down")
        more.setMenu(actions.menu("reopen", "withdraw"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(L, M, L, M)
        layout.setSpacing(S)
        for one in (self._title, self._reached, self._note, self._remark):
            layout.addWidget(one)
        layout.addWidget(flow(self.open, actions.button("appointment"), actions.button("contact"), more))

    def show_row(self, chosen: "InterviewRow | None") -> None:
        """Say what is known; nothing where no row is chosen."""
        if chosen is None:
            return
        texts, contact = self._model.texts, chosen.contact
        self._title.setText(f"{chosen.cluster.code} · {chosen.cluster.name}")
        parts = [contact.person, contact.function, contact.phone, contact.email, contact.address] if contact else []
        said = " · ".join(filter(None, parts))
        is_coordinators = chosen.instrument == self._model.first_form
        none = texts.t("Nobody has said yet whom to see.") if is_coordinators else ""
        self._say(self._reached, said or none)
        self._say(self._note, self._appointment(chosen))
        remark = texts.t("Returned: {remark}", remark=chosen.remark) if chosen.remark else ""
        self._say(self._remark, remark)

    def _appointment(self, chosen: "InterviewRow") -> str:
        one, texts = chosen.appointment, self._model.texts
        if one is None or one.date is None:
            return ""
        when = ", ".join(filter(None, (weekday(one.date, texts), texts.date(one.date), one.time)))
        words = " · ".join(filter(None, (when, one.place, one.note)))
        return texts.t("Appointment: {words}", words=words)

    def _say(self, line: QLabel, words: str) -> None:
        line.setText(words)
        line.setVisible(bool(words))


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
        demo = button(texts.t("De&monstration study"), viewmodel.open_demo, picture="flask")
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
