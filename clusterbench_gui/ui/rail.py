"""The buttons of the rail at the left of the window."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QToolButton

from clusterbench_gui.ui.commands import Command, plain
from clusterbench_gui.ui.icons import icon
from clusterbench_gui.ui.theme import mark


def rail_button(command: Command) -> QToolButton:
    """The button that shows a screen; one of them is down."""
    made = QToolButton()
    mark(made, "nav")
    made.setText(command.text)
    made.setIcon(icon(command.icon))
    made.setIconSize(QSize(28, 20))
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    made.setCheckable(True)
    made.setAutoExclusive(True)
    made.setToolTip(f"{plain(command.text)} ({command.keys})")
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made
