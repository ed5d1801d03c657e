"""Rows of a roster as cards that fold: for questions that need room, and for rosters inside of rows."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from clusterbench_gui.domain.questions import Item, QuestionState, RosterState, RowState
from clusterbench_gui.support.theme import SPACE
from clusterbench_gui.ui import icons
from clusterbench_gui.ui.screens.interview.cards import Card, Frame
from clusterbench_gui.ui.screens.interview.cells import row_name
from clusterbench_gui.ui.screens.interview.rows import Body, Rows
from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel
from clusterbench_gui.ui.screens.interview.words import row_word
from clusterbench_gui.ui.theme import mark
from clusterbench_gui.ui.widgets.questions.base import Editor, label
from clusterbench_gui.ui.widgets.questions.factory import shape

_NAME = 50
OPEN = 3
"""Up to so many rows stand open from the beginning."""

Bodies = Callable[[RosterState], Body]


class QuietCard(Card):
    """A question inside a row: the row has the border, until the question has the focus."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing but the border of the one."""
        if self.is_current:
            super().paintEvent(event)


class RowCard(Frame):
    """One row: its number, label and how far it is; below, when it is open, what is in it."""

    wanted = Signal(str)
    removed = Signal(str)
    advance = Signal()

    def __init__(self, viewmodel: InterviewViewModel, row: RowState, bodies: Bodies, *, fixed: bool) -> None:
        """Folded; what is in it is made when it is opened for the first time."""
        super().__init__()
        self._viewmodel = viewmodel
        self.row = row
        self._bodies = bodies
        self._parts: dict[str, Card | Body | QLabel] = {}
        self.head = QToolButton()
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.head.setCheckable(True)
        self.head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.head.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        mark(self.head, "nav")
        self.head.toggled.connect(self._show)
        self._remover = QToolButton()
        self._remover.setIcon(icons.icon("trash", "muted"))
        self._remover.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._remover.clicked.connect(lambda: self.removed.emit(self.row.ref))
        mark(self._remover, "remove")
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(SPACE[1], 0, SPACE[1], SPACE[1])
        self._column.setSpacing(SPACE[0])
        self._inside.hide()
        above = QHBoxLayout()
        above.addWidget(self.head, 1)
        above.addWidget(self._remover)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[0], SPACE[0], SPACE[0], SPACE[0])
        column.setSpacing(0)
        column.addLayout(above)
        column.addWidget(self._inside)
        self._remover.setVisible(not fixed)

    @property
    def is_open(self) -> bool:
        """Whether what is in it is shown."""
        return self.head.isChecked()

    def open(self) -> None:
        """Show what is in it."""
        self.head.setChecked(True)

    @property
    def editors(self) -> tuple[Editor, ...]:
        """The editors that there are now."""
        return tuple(editor for one in self._holders() for editor in one.editors) if self.is_open else ()

    @property
    def targets(self) -> tuple[QWidget, ...]:
        """What takes the focus, in reading order."""
        return tuple(target for one in self._holders() for target in one.targets) if self.is_open else ()

    def refresh(self, row: RowState, roster: RosterState) -> None:
        """Show the row as it stands now."""
        self.row = row
        asked = [one for one in row.questions if one.is_asked]
        answered = sum(one.is_answered for one in asked)
        t = self._viewmodel.texts.t
        name = row_name(row, roster)
        if name == row_word(row.ref):  # no label tells it from the others, so its first answer does
            said = next((" ".join(one.shown.split()) for one in asked if one.value), "")
            name = f"{name} {said if len(said) <= _NAME else said[: _NAME - 1] + '…'}".strip()
        done = t("{n} of {all} answered", n=answered, all=len(asked))
        self.head.setText(f"{name}   {done}".replace("&", "&&"))
        self.head.setAccessibleName(f"{name}, {done}")
        words = t("Remove row {row}", row=name)
        self._remover.setAccessibleName(words)
        self._remover.setToolTip(words)
        self._show_arrow()
        if self.is_open:
            self._fill()

    def point(self, ref: str) -> None:
        """Make the question of a place the one."""
        self.set_current(ref.startswith(f"{self.row.ref}/"))
        for one in self._holders():
            if isinstance(one, Card):
                one.set_current(one.ref == ref)
            else:
                one.set_place(ref if one.holds(ref) else "")

    def target(self, ref: str) -> QWidget | None:
        """The widget that takes the focus for a place; the row is opened for it."""
        self.open()
        held = next((one for one in self._holders() if one.holds(ref)), None)
        return held.target(ref) if held is not None else None

    def _show(self, is_open: bool) -> None:  # noqa: FBT001 - a slot
        if is_open:
            self._fill()
        self._inside.setVisible(is_open)
        self._show_arrow()

    def _show_arrow(self) -> None:
        self.head.setIcon(icons.icon("down" if self.is_open else "forward", "muted"))

    def _holders(self) -> list[Card | Body]:
        return [one for one in self._parts.values() if not isinstance(one, QLabel)]

    def _fill(self) -> None:
        wanted = {_key(item): item for item in self.row.items}
        for key in [one for one, part in self._parts.items() if not _fits(part, wanted.get(one))]:
            gone = self._parts.pop(key)
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for at, (key, item) in enumerate(wanted.items()):
            if key not in self._parts:
                self._parts[key] = self._make(item)
                self._column.insertWidget(at, self._parts[key])
        self._parts = {key: self._parts[key] for key in wanted}
        for key, item in wanted.items():
            part = self._parts[key]
            if isinstance(part, QLabel):
                part.setText(item.label)
            elif isinstance(part, Card) and isinstance(item, QuestionState):
                part.refresh(item, None)
            elif not isinstance(part, Card) and isinstance(item, RosterState):
                part.refresh(item)

    def _cross(self, ref: str) -> None:
        other = next(iter(self._viewmodel.crossings.at(ref)), "")
        if other:
            self.wanted.emit(other)

    def _make(self, item: Item) -> Card | Body | QLabel:
        if isinstance(item, QuestionState):
            card = QuietCard(self._viewmodel, item)
            card.advance.connect(self.advance)
            card.pressed.connect(lambda: self.wanted.emit(card.ref))
            card.crossed.connect(lambda: self._cross(card.ref))
            return card
        if isinstance(item, RosterState):
            body = self._bodies(item)
            body.wanted.connect(self.wanted)
            body.advance.connect(self.advance)
            body.setContentsMargins(SPACE[3], SPACE[1], SPACE[3], SPACE[1])
            return body
        return label(role="strong")


class CardRows(Rows):
    """One card per row. The row with the focus is open; the others stay as somebody left them."""

    def __init__(self, viewmodel: InterviewViewModel, bodies: Bodies) -> None:
        """Empty; `refresh` fills it. `bodies` makes what shows a roster inside of a row."""
        super().__init__()
        self._viewmodel = viewmodel
        self._bodies = bodies
        self._cards: dict[str, RowCard] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE[1])

    @property
    def editors(self) -> tuple[Editor, ...]:
        """Those of the rows that are open."""
        return tuple(editor for one in self._cards.values() for editor in one.editors)

    @property
    def targets(self) -> tuple[QWidget, ...]:
        """Those of the rows that are open, rosters inside of them included."""
        return tuple(target for one in self._cards.values() for target in one.targets)

    def refresh(self, roster: RosterState) -> None:
        """Show the rows as they stand now."""
        is_first = not self._cards
        wanted = {row.key: row for row in roster.rows}
        for key in self._cards.keys() - wanted.keys():
            gone = self._cards.pop(key)
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for at, (key, row) in enumerate(wanted.items()):
            if key not in self._cards:
                self._cards[key] = self._make(row, fixed=roster.fixed)
                self._column.insertWidget(at, self._cards[key])
        self._cards = {key: self._cards[key] for key in wanted}
        for key, row in wanted.items():
            self._cards[key].refresh(row, roster)
        if is_first and len(wanted) <= OPEN:
            for one in self._cards.values():
                one.open()

    def point(self, ref: str) -> None:
        """Make the question of a place the one."""
        for one in self._cards.values():
            one.point(ref)

    def target(self, ref: str) -> QWidget | None:
        """The widget in the row of that place."""
        held = next((one for one in self._cards.values() if ref.startswith(f"{one.row.ref}/")), None)
        return held.target(ref) if held is not None else None

    def _make(self, row: RowState, *, fixed: bool) -> RowCard:
        card = RowCard(self._viewmodel, row, self._bodies, fixed=fixed)
        card.wanted.connect(self.wanted)
        card.removed.connect(self.removed)
        card.advance.connect(self.advance)
        return card


def _key(item: Item) -> str:
    return item.path if isinstance(item, QuestionState | RosterState) else f"group {item.ref}"


def _fits(part: Card | Body | QLabel, item: Item | None) -> bool:
    if item is None:
        return False
    return not isinstance(part, Card) or (isinstance(item, QuestionState) and part.shape == shape(item))
