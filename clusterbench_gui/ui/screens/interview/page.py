"""The questions of one section, one card each. Cards are kept by place: only what came or went is made or taken away."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from clusterbench_gui.domain.questions import GroupState, Item, QuestionState, RosterState
from clusterbench_gui.ui.screens.interview.cards import Card
from clusterbench_gui.ui.screens.interview.navigation import Navigation
from clusterbench_gui.ui.screens.interview.roster import RosterBody, RosterCard
from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel
from clusterbench_gui.ui.screens.interview.words import ABSENCE_KEYS
from clusterbench_gui.ui.widgets.questions.base import Editor, label
from clusterbench_gui.ui.widgets.questions.factory import shape

WIDTH = 820
"""The widest a card gets: lines of 60 to 75 characters."""
MARGIN = 32

Shown = Card | RosterCard | QLabel


class SectionPage(QScrollArea):
    """Shows the section of `navigation`, and keeps what has the focus where it is while things change around it."""

    def __init__(self, viewmodel: InterviewViewModel, navigation: Navigation) -> None:
        """Empty until `sync`."""
        super().__init__()
        self._viewmodel = viewmodel
        self._navigation = navigation
        self._shown: dict[str, Shown] = {}
        self._title = label(role="heading")
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(self._title)
        self._holder = QWidget()
        self._holder.setMaximumWidth(WIDTH)
        self._holder.setLayout(self._column)
        self._body = QWidget()
        outer = QVBoxLayout(self._body)
        outer.setContentsMargins(MARGIN, 20, MARGIN, MARGIN)
        outer.addWidget(self._holder)
        outer.addStretch(1)
        self.setWidget(self._body)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    # --- what is shown ------------------------------------------------------------------------------------------

    def sync(self) -> None:
        """Show the section as it stands now: make what came, take away what went, refresh the rest."""
        section = self._navigation.section
        if section is None:
            return
        anchor = self._anchor()
        self._title.setText(section.label)
        wanted = {_key(item): item for item in section.items}
        if not wanted.keys() & self._shown.keys():
            self._holder.hide()  # another section: shown once as a whole, not card by card
        for key in [one for one, widget in self._shown.items() if not _fits(widget, wanted.get(one))]:
            gone = self._shown.pop(key)
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for index, (key, item) in enumerate(wanted.items(), start=1):
            if key not in self._shown:
                self._shown[key] = self._make(item)
                self._column.insertWidget(index, self._shown[key])
                self._shown[key].show()
        self._shown = {key: self._shown[key] for key in wanted}
        self._fill(wanted)
        self._chain()
        self._holder.show()
        self._hold(anchor)

    def refresh(self, refs: frozenset[str]) -> None:
        """Show what changed at these refs."""
        section = self._navigation.section
        if section is None:
            return
        anchor = self._anchor()
        touched = {_key(item): item for item in section.items if _is_touched(item, refs)}
        self._fill({key: item for key, item in touched.items() if key in self._shown})
        self._hold(anchor)

    def point(self, ref: str) -> None:
        """Make the card of a place the one."""
        for widget in self._cards():
            widget.set_current(widget.holds(ref))
            if isinstance(widget, RosterCard) and widget.is_current:
                widget.set_place(ref)

    # --- focus and keys -----------------------------------------------------------------------------------------

    def focus(self, ref: str) -> None:
        """Bring the focus to a place and all of its card into sight."""
        self.point(ref)
        for widget in self._cards():
            if widget.holds(ref):
                target = widget.target(ref)
                if target is not None:
                    target.setFocus(Qt.FocusReason.TabFocusReason)
                    self._show_whole(widget)
                    self.ensureWidgetVisible(target, 0, 24)
                return

    def place_of(self, widget: QWidget | None) -> str:
        """The ref of the place that a widget belongs to; "" outside of any."""
        around = widget
        while widget is not None and around is not None and around is not self:
            if isinstance(around, Editor):
                return around.question.ref
            if isinstance(around, RosterBody):
                return around.place_of(widget)
            around = around.parentWidget()
        return ""

    def commit(self) -> None:
        """Let every field that was written in tell its answer."""
        for editor in [one for widget in self._cards() for one in widget.editors]:
            editor.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Shift+Enter back, F3 to F5 state a reason; the rest belongs to the screen."""
        key, modifiers = event.key(), event.modifiers()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not modifiers & Qt.KeyboardModifier.ControlModifier:
            self._navigation.step(-1 if modifiers & Qt.KeyboardModifier.ShiftModifier else 1)
        elif key in ABSENCE_KEYS and not modifiers:
            if self._viewmodel.questionnaire.question(self._navigation.ref) is not None:
                self._viewmodel.absent(self._navigation.ref, ABSENCE_KEYS[Qt.Key(key)])
        elif key == Qt.Key.Key_F6 and not modifiers:
            self._navigation.cross()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown} and not modifiers:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Tab walks from question to question; what a given answer reveals is not skipped. Qt calls this at hiding, too."""
        inside = self.isVisible() and self.place_of(self.focusWidget())
        if inside and self._navigation.step_within(1 if forward else -1):
            return True
        return super().focusNextPrevChild(forward)

    # --- parts --------------------------------------------------------------------------------------------------

    def _make(self, item: Item) -> Shown:
        if isinstance(item, GroupState):
            return label(role="strong")
        if isinstance(item, RosterState):
            roster = RosterCard(self._viewmodel, item)
            roster.wanted.connect(self._navigation.go)
            roster.advance.connect(lambda: self._navigation.step(1))
            return roster
        card = Card(self._viewmodel, item)
        card.advance.connect(lambda: self._navigation.step(1))
        card.editor.grown.connect(lambda: self._show_whole(card))
        card.pressed.connect(lambda: self._navigation.go(card.ref))
        card.crossed.connect(lambda: self._navigation.cross(card.ref))
        return card

    def _fill(self, items: dict[str, Item]) -> None:
        for key, item in items.items():
            match self._shown[key], item:
                case (Card() as card, QuestionState() as question):
                    card.refresh(question, self._viewmodel.questionnaire.number(question.ref))
                case (RosterCard() as card, RosterState() as roster):
                    card.refresh(roster, self._viewmodel.questionnaire.number(roster.ref))
                case (QLabel() as heading, _):
                    heading.setText(item.label)

    def _cards(self) -> Iterator[Card | RosterCard]:
        return (one for one in tuple(self._shown.values()) if not isinstance(one, QLabel))

    def _chain(self) -> None:
        """Tab order is reading order, whatever was made last."""
        before: QWidget | None = None
        for widget in self._cards():
            for target in widget.targets:
                if before is not None:
                    QWidget.setTabOrder(before, target)
                before = target

    def _show_whole(self, widget: QWidget) -> None:
        _settle_layouts()
        self.ensureWidgetVisible(widget, 0, 24)

    def _anchor(self) -> tuple[QWidget, int] | None:
        found = next((one for one in self._cards() if one.is_current), None)
        return (found, found.mapTo(self.viewport(), QPoint(0, 0)).y()) if found is not None else None

    def _hold(self, anchor: tuple[QWidget, int] | None) -> None:
        """What came or went above the one that has the focus must not move it under the hand."""
        if anchor is None or anchor[0] not in self._shown.values():
            return
        _settle_layouts()
        widget, before = anchor
        moved = widget.mapTo(self.viewport(), QPoint(0, 0)).y() - before
        if moved:
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + moved)


def _settle_layouts() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def _key(item: Item) -> str:
    return f"group {item.ref}" if isinstance(item, GroupState) else item.path


def _fits(widget: Shown, item: Item | None) -> bool:
    if item is None:
        return False
    if isinstance(item, QuestionState):
        return isinstance(widget, Card) and widget.shape == shape(item)
    if isinstance(item, RosterState):
        return isinstance(widget, RosterCard) and widget.shape == ("roster", item.fixed)
    return True


def _is_touched(item: Item, refs: frozenset[str]) -> bool:
    return item.ref in refs or (isinstance(item, RosterState) and any(one.startswith(f"{item.ref}[") for one in refs))
