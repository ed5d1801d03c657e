"""A repeat on the screen: its label, its rows, and the keys that move, add and remove."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from clusterbench_gui.domain.questions import RosterState, RowState
from clusterbench_gui.support.theme import TEXT_LARGE
from clusterbench_gui.ui.screens.interview.cards import NUMBER_WIDTH, Frame
from clusterbench_gui.ui.screens.interview.cells import fits, row_name
from clusterbench_gui.ui.screens.interview.clipboard import is_table
from clusterbench_gui.ui.screens.interview.repeats import CardRows
from clusterbench_gui.ui.screens.interview.rows import Body, GridRows, Rows
from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel
from clusterbench_gui.ui.theme import mark
from clusterbench_gui.ui.widgets.flow import FlowLayout
from clusterbench_gui.ui.widgets.parts import button
from clusterbench_gui.ui.widgets.questions.base import Editor, is_plain, is_removal, label

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class RosterBody(Body):
    """One repeat, be it on the page or inside the row of another one.

    Insert adds a row, Ctrl+Delete removes the one with the focus, up and down stay with a question. At the place after the
    last row whatever is typed begins a new one.
    """

    def __init__(self, viewmodel: InterviewViewModel, roster: RosterState) -> None:
        """The widgets; `refresh` fills them."""
        super().__init__()
        self._viewmodel = viewmodel
        self.roster = roster
        self._at = ""
        t = viewmodel.texts.t
        self.label = label()
        self._empty = label(t("No rows yet."), "muted")
        self.rows: Rows = (
            GridRows(viewmodel, roster) if fits(roster) else CardRows(viewmodel, lambda one: RosterBody(viewmodel, one))
        )
        self.rows.wanted.connect(self.wanted)
        self.rows.advance.connect(self.advance)
        self.rows.removed.connect(self._remove_at)
        self.rows.pasted.connect(self.paste)
        self.add_button = button(t("Add a row (Insert)"), self.add_row, picture="plus")
        self.add_button.setAutoDefault(False)  # Enter goes on
        self._remove_button = button(t("Remove the row (Ctrl+Delete)"), self._remove_here, role="link")
        self._remove_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out()

    @property
    def ref(self) -> str:
        """The roster's ref."""
        return self.roster.ref

    @property
    def editors(self) -> tuple[Editor, ...]:
        """The editors that there are now."""
        return self.rows.editors

    @property
    def targets(self) -> tuple[QWidget, ...]:
        """What takes the focus, in reading order."""
        return (*self.rows.targets, *(() if self.roster.fixed else (self.add_button,)))

    def holds(self, ref: str) -> bool:
        """Whether a place is in here."""
        return ref == self.ref or ref.startswith(f"{self.ref}[")

    def refresh(self, roster: RosterState) -> None:
        """Show the repeat as it stands now."""
        self.roster = roster
        self.label.setText(roster.label)
        self.label.setVisible(bool(roster.label))
        self.add_button.setVisible(not roster.fixed)
        self.add_button.setAccessibleName(f"{self.add_button.text()}: {roster.label}")
        self._empty.setVisible(not roster.rows)
        self.rows.refresh(roster)
        self._offer()

    def set_place(self, ref: str) -> None:
        """Where in the repeat the focus is; "" for nowhere."""
        self._at = ref
        self.rows.point("" if ref == self.ref else ref)
        self._offer()

    def target(self, ref: str) -> QWidget | None:
        """The widget that takes the focus for a place."""
        if ref == self.ref:
            return None if self.roster.fixed else self.add_button
        return self.rows.target(ref)

    def place_of(self, widget: QWidget) -> str:
        """The ref of the place that a widget in here is, where it is no editor; "" where it is none."""
        return self.ref if widget is self.add_button else ""

    # --- rows come and go ---------------------------------------------------------------------------------------

    def add_row(self) -> None:
        """Add a row and go into it."""
        ref = self._viewmodel.add_row(self.ref)
        if ref:
            self.wanted.emit(ref)

    def paste(self, text: str) -> None:
        """Take a table from the clipboard, from the place with the focus on."""
        from clusterbench_gui.ui.screens.interview.pasting_dialog import paste  # noqa: PLC0415 - when somebody pastes

        if not self._viewmodel.is_locked(lambda: self.paste(text)):
            paste(self, self._viewmodel, self.roster, self._at, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The repeat's own keys."""
        row = self._row()
        if event.key() in _STEPS and row is not None:
            self._move(row, _STEPS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Insert and not self.roster.fixed:
            self.add_row()
        elif is_removal(event) and row is not None:
            self._remove(row)
        elif self._at == self.ref and not self.roster.fixed and self._begins(event):
            event.accept()
        else:
            event.ignore()

    def _begins(self, event: QKeyEvent) -> bool:
        """At the place after the last row: a table is pasted there, and a letter is the first of a new row."""
        text = QGuiApplication.clipboard().text() if event.matches(QKeySequence.StandardKey.Paste) else ""
        if text and (is_table(text) or fits(self.roster)):
            self.paste(text)
            return True
        if not (event.text().isprintable() and event.text().strip() and is_plain(event)):
            return False
        self.add_row()
        field = self.window().focusWidget()
        if field is not None and field is not self.add_button:
            QGuiApplication.sendEvent(field, event)
        return True

    def _row(self) -> RowState | None:
        return next((one for one in self.roster.rows if self._at.startswith(f"{one.ref}/")), None)

    def _move(self, row: RowState, by: int) -> None:
        rows = self.roster.rows
        place = self._at.removeprefix(row.ref)
        ahead = rows[rows.index(row) + 1 :] if by > 0 else rows[: rows.index(row)][::-1]
        column = (
            one.ref for other in ahead for one in other.questions if one.is_asked and one.ref == other.ref + place
        )
        ref = next(column, "")
        if ref:
            self.wanted.emit(ref)

    def _remove(self, row: RowState) -> None:
        if self.roster.fixed:
            return
        at = self.roster.rows.index(row)
        self._viewmodel.remove_row(row.ref)
        rows = self.roster.rows
        near = rows[min(at, len(rows) - 1)].questions if rows else ()
        self.wanted.emit(next((one.ref for one in near if one.is_asked), self.ref))

    def _remove_at(self, ref: str) -> None:
        row = next((one for one in self.roster.rows if one.ref == ref), None)
        if row is not None:
            self._remove(row)

    def _remove_here(self) -> None:
        row = self._row()
        if row is not None:
            self._remove(row)

    def _offer(self) -> None:
        """The row with the focus can be removed by a button, too; cards have one each."""
        row = self._row()
        is_grid = isinstance(self.rows, GridRows)
        self._remove_button.setVisible(is_grid and not self.roster.fixed and bool(self.roster.rows))
        self._remove_button.setEnabled(row is not None)
        if row is not None:
            words = self._viewmodel.texts.t("Remove row {row}", row=row_name(row, self.roster))
            self._remove_button.setAccessibleName(words)

    def _lay_out(self) -> None:
        buttons = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        buttons.setSizePolicy(policy)
        flow = FlowLayout(buttons, gap=6)
        flow.addWidget(self.add_button)
        flow.addWidget(self._remove_button)
        content = QVBoxLayout(self)
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(6)
        for one in (self.label, self._empty, self.rows, buttons):
            content.addWidget(one)


class RosterCard(Frame):
    """A repeat as a card of the page."""

    wanted = Signal(str)
    """The focus is wanted at this ref."""
    advance = Signal()
    """An answer is complete and the form asks to go on by itself."""

    def __init__(self, viewmodel: InterviewViewModel, roster: RosterState) -> None:
        """The frame; `refresh` fills it."""
        super().__init__()
        self.shape: tuple[object, ...] = ("roster", roster.fixed)
        self._number = label(role="muted", wrap=False)
        self.body = RosterBody(viewmodel, roster)
        self._label = self.body.label
        self.body.wanted.connect(self.wanted)
        self.body.advance.connect(self.advance)
        font = QFont(self.font())
        font.setPointSize(TEXT_LARGE)
        self._number.setFont(font)
        self._label.setFont(font)
        outer = QGridLayout(self)
        outer.setContentsMargins(18, 14, 18, 12)
        outer.setHorizontalSpacing(0)
        outer.addWidget(self._number, 0, 0, Qt.AlignmentFlag.AlignTop)
        outer.addWidget(self.body, 0, 1)
        outer.setColumnMinimumWidth(0, NUMBER_WIDTH)
        outer.setColumnStretch(1, 1)

    @property
    def ref(self) -> str:
        """The roster's ref."""
        return self.body.ref

    @property
    def editors(self) -> tuple[Editor, ...]:
        """The editors that there are now."""
        return self.body.editors

    @property
    def targets(self) -> tuple[QWidget, ...]:
        """What takes the focus, in reading order."""
        return self.body.targets

    @property
    def add_button(self) -> QPushButton | None:
        """The button that adds a row; None where the form makes the rows."""
        return None if self.body.roster.fixed else self.body.add_button

    def holds(self, ref: str) -> bool:
        """Whether a place is in here, be its editor made or not."""
        return self.body.holds(ref)

    def target(self, ref: str) -> QWidget | None:
        """The widget that takes the focus for a place."""
        return self.body.target(ref)

    def refresh(self, roster: RosterState, number: int | None) -> None:
        """Show the repeat as it stands now."""
        self._number.setText(str(number) if number else "")
        self.body.refresh(roster)

    def set_current(self, current: bool) -> None:  # noqa: FBT001 - see Frame
        """In full ink when the focus is in it."""
        super().set_current(current)
        mark(self._label, "" if current else "muted")
        if not current:
            self.body.set_place("")

    def set_place(self, ref: str) -> None:
        """Where in the repeat the focus is."""
        self.body.set_place(ref)
