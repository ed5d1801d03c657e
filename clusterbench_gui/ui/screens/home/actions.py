"""What can be done with a row of the list: one set of actions for buttons, context menu and keys."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from clusterbench_gui.domain.status import Status
from clusterbench_gui.ui.commands import row_commands
from clusterbench_gui.ui.dialogs import ask_reason, open_dialog
from clusterbench_gui.ui.icons import icon
from clusterbench_gui.ui.screens.home.viewmodel import HomeViewModel
from clusterbench_gui.ui.widgets.parts import button

if TYPE_CHECKING:  # imports the form engine, which a list does without
    from clusterbench_gui.app.interviews import InterviewRow

_CLOSED = (Status.FINISHED, Status.APPROVED)


class RowActions(QObject):
    """The actions on the row that is chosen; `show_row` says which of them it allows."""

    def __init__(self, parent: QWidget, viewmodel: HomeViewModel, search: Callable[[], None]) -> None:
        """Keys work anywhere in `parent`; `search` puts the cursor into the search box."""
        super().__init__(parent)
        self._parent = parent
        self._model = viewmodel
        self._row: InterviewRow | None = None
        do = {
            "open": lambda: self._on_row(viewmodel.open_row),
            "appointment": lambda: self._on_row(self._ask_appointment),
            "contact": lambda: self._on_row(self._ask_contact),
            "reopen": lambda: self._on_row(self._ask_reason),
            "withdraw": lambda: self._on_row(self._ask_withdrawal),
            "search": search,
        }
        self._actions: dict[str, QAction] = {}
        for command in row_commands(viewmodel.texts):
            action = QAction(icon(command.icon), command.text, self)
            if command.id != "open":  # Enter belongs to whatever has the focus: search box, table, buttons
                action.setShortcut(QKeySequence(command.keys))
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _checked=False, act=do[command.id]: act())
            parent.addAction(action)
            self._actions[command.id] = action
        self.show_row(None)

    def __getitem__(self, name: str) -> QAction:
        """The action with this id of `row_commands`."""
        return self._actions[name]

    def show_row(self, row: "InterviewRow | None") -> None:
        """Another row is chosen, or none."""
        self._row = row
        texts = self._model.texts
        status = row.interview.status if row and row.interview else None
        can_write = row is not None and not self._model.is_read_only
        is_coordinators = row is not None and row.instrument == self._model.first_form
        has_appointment = row is not None and row.appointment is not None
        self._actions["appointment"].setText(texts.t("Pos&tpone…") if has_appointment else texts.t("Appoin&tment…"))
        self._actions["open"].setEnabled(can_write and status is not Status.WITHDRAWN)
        self._actions["appointment"].setEnabled(
            can_write and is_coordinators and status not in {*_CLOSED, Status.WITHDRAWN}
        )
        self._actions["contact"].setEnabled(can_write and is_coordinators and status is not Status.WITHDRAWN)
        self._actions["reopen"].setEnabled(can_write and status in _CLOSED)
        self._actions["withdraw"].setEnabled(can_write and status not in {None, Status.WITHDRAWN})

    def button(self, name: str, role: str = "") -> QPushButton:
        """A button for an action; it follows the action's words and whether it can be done."""
        action = self._actions[name]
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        made = button(action.text(), action.trigger, role=role)
        made.setToolTip(keys)

        def follow() -> None:
            made.setText(action.text())
            made.setEnabled(action.isEnabled())

        action.changed.connect(follow)
        follow()
        return made

    def menu(self, *names: str) -> QMenu:
        """A menu of these actions, of all on a row where none are named."""
        menu = QMenu(self._parent)
        menu.addActions([self._actions[name] for name in names or tuple(self._actions)[:-1]])
        return menu

    def _on_row(self, act: "Callable[[InterviewRow], None]") -> None:
        if self._row is not None:
            act(self._row)

    def _ask_appointment(self, row: "InterviewRow") -> None:
        from clusterbench_gui.ui.screens.home.dialogs import AppointmentDialog  # noqa: PLC0415 - when the first one opens

        model = self._model
        open_dialog(AppointmentDialog(self._parent, model.texts, row, today=model.today, given=model.say_contact))

    def _ask_contact(self, row: "InterviewRow") -> None:
        from clusterbench_gui.ui.screens.home.dialogs import ContactDialog  # noqa: PLC0415 - when the first one opens

        open_dialog(ContactDialog(self._parent, self._model.texts, row, self._model.say_contact))

    def _ask_reason(self, row: "InterviewRow") -> None:
        ask_reason(self._parent, self._model.texts, lambda reason: self._model.reopen(row, reason))

    def _ask_withdrawal(self, row: "InterviewRow") -> None:
        from clusterbench_gui.ui.screens.home.dialogs import WithdrawDialog  # noqa: PLC0415 - when the first one opens

        open_dialog(WithdrawDialog(self._parent, self._model.texts, row, lambda: self._model.withdraw(row)))
