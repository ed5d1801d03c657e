"""The dialogs of the list: an appointment, whom to see, a consent that is withdrawn. Everything by keyboard."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from clusterbench_gui.domain.contacts import Appointment, Contact
from clusterbench_gui.support.dates import read_date, read_time, write_date
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.dialog_windows import dialog_buttons, dialog_layout
from clusterbench_gui.ui.models.words import weekday
from clusterbench_gui.ui.theme import mark
from clusterbench_gui.ui.widgets.parts import L, S, label

if TYPE_CHECKING:  # imports the form engine, which a list does without
    from clusterbench_gui.app.interviews import InterviewRow

_WIDTH = 480
_LONGEST = 200
_Button = QDialogButtonBox.StandardButton


class AppointmentDialog(QDialog):
    """Day, time, place, note. Arrows up and down move the day; a day alone will do."""

    def __init__(
        self,
        parent: QWidget,
        texts: Texts,
        row: "InterviewRow",
        *,
        today: date,
        given: Callable[[Appointment], None],
    ) -> None:
        """`given` gets the appointment; one without a day where it was called off."""
        super().__init__(parent)
        self._texts, self._today, self._given = texts, today, given
        self._cluster = row.cluster.code
        before = row.appointment or Appointment(self._cluster)
        self.setWindowTitle(texts.t("Postpone") if before.day else texts.t("Appointment"))
        self.setMinimumWidth(_WIDTH)
        self.day, self.time = QLineEdit(write_date(before.day, texts.language)), QLineEdit(before.time)
        self.place, self.note = QLineEdit(before.place), QLineEdit(before.note)
        self.day.setPlaceholderText(texts.date(today))
        self.time.setPlaceholderText("10:00")
        self.day.installEventFilter(self)
        self._said = label("", "muted", wrap=True)
        layout = dialog_layout(self)
        layout.addWidget(label(f"{row.cluster.code} · {row.cluster.name}", "muted", wrap=True))
        grid = _grid(layout)
        _add(grid, texts.t("&Day"), self.day)
        grid.addWidget(self._said, grid.rowCount(), 1)
        _add(grid, texts.t("&Time"), self.time)
        _add(grid, texts.t("&Place"), self.place)
        _add(grid, texts.t("&Note"), self.note)
        self._buttons = dialog_buttons(_Button.Ok | _Button.Cancel)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        if before.day:
            off = self._buttons.addButton(texts.t("Call &off"), QDialogButtonBox.ButtonRole.ResetRole)
            off.clicked.connect(self._call_off)
        layout.addWidget(self._buttons)
        for one in (self.day, self.time):
            one.textChanged.connect(self._look)
        self.day.selectAll()
        self._look()

    def accept(self) -> None:
        """Hand the appointment over."""
        day, clock = self._day(), self._clock()
        if day is None or clock is None:
            return
        super().accept()
        self._given(Appointment(self._cluster, day.isoformat(), clock, self.place.text(), self.note.text()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move the day, from today where none is given."""
        if watched is self.day and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            by = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
            if by is not None:
                day = self._day()
                self._show_day(_moved(day, by) if day is not None else self._today)
                return True
        return super().eventFilter(watched, event)

    def _show_day(self, day: date) -> None:
        self.day.setText(write_date(day.isoformat(), self._texts.language))

    def _call_off(self) -> None:
        self.reject()
        self._given(Appointment(self._cluster))

    def _day(self) -> date | None:
        """The day that was typed; without a year it is the next such day."""
        typed = self.day.text().strip().rstrip(".")
        found = read_date(typed) or read_date(f"{typed}.{self._today.year}")
        if found is None:
            return None
        day = date.fromisoformat(found)
        is_next_year = read_date(typed) is None and day < self._today
        later = read_date(f"{typed}.{self._today.year + 1}") if is_next_year else None
        return date.fromisoformat(later) if later else day

    def _clock(self) -> str | None:
        """The time that was typed as hh:mm, "" for none; None where it cannot be read."""
        typed = self.time.text().strip()
        if not typed:
            return ""
        found = read_time(typed) or read_time(f"{typed}:00")
        return found[:5] if found else None

    def _look(self) -> None:
        t, day, clock = self._texts.t, self._day(), self._clock()
        if day is None:
            said = t("Please give the day, such as {day}.", day=self._texts.date(self._today))
        elif clock is None:
            said = t("Please give the time as 10:00, or leave it empty.")
        else:
            said = f"{weekday(day, self._texts)}, {self._texts.date(day)}"
            if day < self._today:
                said += " · " + t("this day is over")
        self._said.setText(said)
        self._said.setAccessibleName(said)
        self._buttons.button(_Button.Ok).setEnabled(day is not None and clock is not None)


class ContactDialog(QDialog):
    """Whom to see in a cluster, how to reach them, and who of us goes there."""

    def __init__(self, parent: QWidget, texts: Texts, row: "InterviewRow", given: Callable[[Contact], None]) -> None:
        """`given` gets all of it after OK."""
        super().__init__(parent)
        self.setWindowTitle(texts.t("Contact"))
        self.setMinimumWidth(_WIDTH)
        self._before = row.contact or Contact(row.cluster.code)
        self._given = given
        names = {
            "person": texts.t("&Person"),
            "function": texts.t("&Function"),
            "phone": texts.t("&Telephone"),
            "email": texts.t("&E-mail"),
            "address": texts.t("&Address"),
            "interviewer": texts.t("&Interviewer"),
        }
        self.edits = {name: QLineEdit(self._before.values[name]) for name in names}
        layout = dialog_layout(self)
        layout.addWidget(label(f"{row.cluster.code} · {row.cluster.name}", "muted", wrap=True))
        grid = _grid(layout)
        for name, words in names.items():
            _add(grid, words, self.edits[name])
        why = texts.t("Kept apart from the answers, encrypted like them, and in no export and no report.")
        layout.addWidget(label(why, "small", wrap=True))
        buttons = dialog_buttons(_Button.Ok | _Button.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def accept(self) -> None:
        """Hand everything over."""
        super().accept()
        self._given(self._before.changed({name: edit.text() for name, edit in self.edits.items()}))


class WithdrawDialog(QDialog):
    """Says what is erased and what stays, and takes the cluster's code as a confirmation."""

    def __init__(self, parent: QWidget, texts: Texts, row: "InterviewRow", given: Callable[[], None]) -> None:
        """`given` is called when the code was typed and erasing was chosen."""
        super().__init__(parent)
        self.setWindowTitle(texts.t("Withdraw consent"))
        self.setMinimumWidth(_WIDTH)
        self._code, self._given = row.cluster.code, given
        self.edit = QLineEdit()
        layout = dialog_layout(self)
        layout.addWidget(label(f"{row.cluster.code} · {row.cluster.name}", "strong", wrap=True))
        for role, words in (("bad", _erased(texts)), ("", _kept(texts)), ("muted", _elsewhere(texts))):
            layout.addWidget(label(words, role, wrap=True))
        _add(_grid(layout), texts.t("To erase it, &type the code {code}", code=self._code), self.edit)
        self._buttons = dialog_buttons(_Button.Cancel)
        self._erase = self._buttons.addButton(texts.t("&Erase for good"), QDialogButtonBox.ButtonRole.DestructiveRole)
        mark(self._erase, "primary")
        self._erase.clicked.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        layout.addWidget(self._buttons)
        self.edit.textChanged.connect(self._look)
        self._look("")

    def accept(self) -> None:
        """Erase, where the code was typed."""
        if self._erase.isEnabled():
            super().accept()
            self._given()

    def _look(self, text: str) -> None:
        self._erase.setEnabled(text.strip().casefold() == self._code.casefold())


def _erased(texts: Texts) -> str:
    return texts.t(
        "Erased for good, also in the study's own backups: all answers, remarks, drafts and files of this interview, and, "
        "where no other interview of the coordinator is left, the contact and the appointment. This cannot be undone."
    )


def _kept(texts: Texts) -> str:
    return texts.t(
        "Kept: that there was an interview, of which cluster, who began it and when, and that it was withdrawn."
    )


def _elsewhere(texts: Texts) -> str:
    return texts.t(
        "Not reached: reports, exports and backups that lie elsewhere, and bundles that were sent; the next bundle carries "
        "the withdrawal to the office."
    )


def _moved(day: date, by: int) -> date:
    """So many days later; the day itself where no calendar goes on."""
    try:
        return day + timedelta(days=by)
    except OverflowError:
        return day


def _grid(layout: QVBoxLayout) -> QGridLayout:
    """Names on the left, fields on the right: a low screen shows all of it."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(L)
    grid.setVerticalSpacing(S)
    grid.setColumnStretch(1, 1)
    layout.addLayout(grid)
    return grid


def _add(grid: QGridLayout, words: str, edit: QLineEdit) -> None:
    edit.setMaxLength(max(_LONGEST, len(edit.text())))  # a list of clusters may have brought more
    name = label(words, "strong")
    name.setBuddy(edit)
    line = grid.rowCount()
    grid.addWidget(name, line, 0)
    grid.addWidget(edit, line, 1)
