"""What can be done with the views: one set of actions for buttons, menus and keys."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from clusterbench_gui.ui.commands import plain, result_commands
from clusterbench_gui.ui.icons import icon
from clusterbench_gui.ui.screens.results.viewmodel import ResultsViewModel
from clusterbench_gui.ui.theme import mark

STATES = frozenset({"table", "pin", "codes", "what-if"})
"""Actions that are on or off."""


class ResultActions:
    """The actions by their ids of `result_commands`; keys work anywhere in `parent`."""

    def __init__(self, parent: QWidget, viewmodel: ResultsViewModel, do: Mapping[str, Callable[[], None]]) -> None:
        """`do` says what each does, those that change the selection excepted."""
        self._parent = parent
        self._model = viewmodel
        known = {
            "back": viewmodel.undo,
            "forward": viewmodel.redo,
            "pin": viewmodel.turn_pin,
            "codes": viewmodel.turn_names,
        }
        self._actions: dict[str, QAction] = {}
        for command in result_commands(viewmodel.texts):
            action = QAction(icon(command.icon), command.text, parent)
            action.setShortcut(QKeySequence(command.keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.setCheckable(command.id in STATES)
            action.triggered.connect(lambda _checked=False, act={**known, **do}[command.id]: act())
            parent.addAction(action)
            self._actions[command.id] = action
        self._actions["official"].setIconText(viewmodel.texts.t("Official method"))

    def __getitem__(self, name: str) -> QAction:
        """The action with this id."""
        return self._actions[name]

    def button(self, name: str, *, text: bool = True) -> QToolButton:
        """A button of an action, with its text or, where everybody knows the picture, without."""
        action = self._actions[name]
        made = QToolButton()
        mark(made, "segment")
        made.setDefaultAction(action)
        made.setToolTip(
            f"{plain(action.text())} ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})"
        )
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if text else Qt.ToolButtonStyle.ToolButtonIconOnly
        made.setToolButtonStyle(style)
        made.setAccessibleName(plain(action.text()))
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return made

    def menu_button(self, text: str, picture: str, fill: Callable[[QMenu], None]) -> QToolButton:
        """A button that opens a menu, filled each time it opens."""
        made = QToolButton()
        mark(made, "segment")
        made.setText(text)
        made.setToolTip(plain(text))
        made.setAccessibleName(plain(text))
        made.setIcon(icon(picture))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        menu = QMenu(made)
        menu.aboutToShow.connect(menu.clear)
        menu.aboutToShow.connect(lambda: fill(menu))
        made.setMenu(menu)
        return made

    def fill_views(self, menu: QMenu) -> None:
        """Keep a view, bring one back, forget one."""
        menu.addAction(self._actions["keep"])
        kept = self._model.keeping.views
        if not kept:
            return
        menu.addSeparator()
        for name in sorted(kept, key=self._model.texts.sort_key):
            menu.addAction(_literal(name), partial(self._model.keeping.bring, name))
        menu.addSeparator()
        below = menu.addMenu(self._model.texts.t("&Forget"))
        for name in sorted(kept, key=self._model.texts.sort_key):
            below.addAction(_literal(name), partial(self._model.keeping.forget, name))

    def render(self, *, table: bool, what_if: bool) -> None:
        """Show what is on, and what can be done."""
        model = self._model
        states = {"table": table, "what-if": what_if, "pin": model.pin is not None}
        states["codes"] = model.selection.names is type(model.selection.names).CODES
        for name, on in states.items():
            self._actions[name].setChecked(on)
        able = {"back": model.can_undo, "forward": model.can_redo, "official": model.is_experiment}
        able |= dict.fromkeys(("pin", "copy", "export"), model.is_ready)
        able |= dict.fromkeys(("table", "compare", "codes", "what-if", "keep"), model.is_scored)
        for name, can in able.items():
            self._actions[name].setEnabled(can)


def _literal(name: str) -> str:
    """A person's own words, of which no letter is a mnemonic."""
    return name.replace("&", "&&")
