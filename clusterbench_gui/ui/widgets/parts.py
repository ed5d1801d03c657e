"""Small parts that every screen is made of: labels, buttons, the header of a screen, badges."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from clusterbench_gui.support.theme import SPACE
from clusterbench_gui.ui.icons import SIZE, icon, pixmap
from clusterbench_gui.ui.theme import leave_room, mark
from clusterbench_gui.ui.widgets.flow import FlowLayout

XS, S, M, L, XL, XXL = SPACE


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """A label in a role of the style sheet."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    leave_room(made, role)
    if role:
        mark(made, role)
    return made


def button(text: str, clicked: Callable[[], None], *, role: str = "", picture: str = "") -> QPushButton:
    """A push button; its text is its name for screen readers."""
    made = QPushButton(text)
    made.clicked.connect(lambda _checked=False: clicked())
    made.setAutoDefault(True)
    if role:
        mark(made, role)
    if picture:
        colour = {"primary": "on_accent", "link": "accent"}.get(role, "ink")
        drawn = icon(picture, colour)
        drawn.addPixmap(pixmap(picture, "muted", SIZE, made.devicePixelRatioF()), QIcon.Mode.Disabled)
        made.setIcon(drawn)
        made.setIconSize(QSize(SIZE - 2, SIZE - 2))
    return made


def card() -> tuple[QFrame, QVBoxLayout]:
    """A surface with a border, and the layout inside it."""
    frame = QFrame()
    mark(frame, "card")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(L, L, L, L)
    layout.setSpacing(S)
    return frame, layout


def row(*parts: QWidget | None, spacing: int = S) -> QHBoxLayout:
    """Widgets side by side; None is where the free space goes."""
    layout = QHBoxLayout()
    layout.setSpacing(spacing)
    layout.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        else:
            layout.addWidget(part)
    return layout


def flow(*parts: QWidget) -> QWidget:
    """Widgets side by side, in as many lines as the width needs."""
    made = QWidget()
    lines = FlowLayout(made)
    for part in parts:
        lines.addWidget(part)
    return made


def together(*parts: QWidget) -> QWidget:
    """Widgets that stay in one line of a flow, such as a name and its field."""
    made = QWidget()
    made.setLayout(row(*parts))
    return made


def scrolling(inside: QWidget, least: int = 0) -> QScrollArea:
    """Something that scrolls where there is no room for it, or less than `least` logical pixels of height."""
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    inside.setMinimumHeight(least)
    scroll.setWidget(inside)
    return scroll


def set_down(button: QAbstractButton, down: bool) -> None:  # noqa: FBT001 - a setter in Qt's manner
    """Show a checkable button up or down. Nobody pressed it, so `toggled` is not told.

    `toggled` is what to listen to at such buttons: of what a screen reader does, Qt tells no `clicked`.
    """
    blocked = button.blockSignals(True)
    button.setChecked(down)
    button.blockSignals(blocked)


def picture(name: str, colour: str, size: int = SIZE) -> QLabel:
    """An icon as a label; decoration, so it has no name of its own."""
    made = QLabel()
    made.setPixmap(pixmap(name, colour, size, made.devicePixelRatioF()))
    made.setFixedSize(size, size)
    return made


class Header(QWidget):
    """The head of a screen: its title, what it is about, a badge for invented data, and room for buttons on the right."""

    def __init__(self, title: str) -> None:
        """Only the title at first."""
        super().__init__()
        self._about = label("", "muted", wrap=True)
        self._badge = label("", "badge")
        self._badge.hide()
        self._above = row(label(title, "title"), self._badge, None)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(XS)
        layout.addLayout(self._above)
        layout.addWidget(self._about)

    def add(self, *parts: QWidget) -> None:
        """Put buttons on the right."""
        for part in parts:
            self._above.addWidget(part)

    def show_about(self, text: str, badge: str = "") -> None:
        """Say what the screen is about; an empty `badge` hides it."""
        self._about.setText(text)
        self._about.setVisible(bool(text))
        self._badge.setText(badge)
        self._badge.setVisible(bool(badge))


def lay_out_cards(screen: QWidget, header: Header, cards: Sequence[QWidget], width: int) -> None:
    """Give a screen its header and, below it, cards of at most this width, which scroll where there is no room for them."""
    inside = QWidget()
    inside.setMaximumWidth(width)
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(L)
    for one in cards:
        column.addWidget(one)
    column.addStretch(1)
    layout = QVBoxLayout(screen)
    layout.setContentsMargins(XXL, XL, XXL, L)
    layout.setSpacing(L)
    layout.addWidget(header)
    layout.addWidget(scrolling(inside), 1)
