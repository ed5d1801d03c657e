"""The section that is shown, and the focus in it: keys, Tab, and that nothing moves under the typing hand."""

import time

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from clusterbench_gui.domain.questions import GroupState, Item, RosterState
from clusterbench_gui.ui.screens.interview.cards import Card
from clusterbench_gui.ui.screens.interview.column import CardColumn, Shown
from clusterbench_gui.ui.screens.interview.navigation import Navigation
from clusterbench_gui.ui.screens.interview.roster import RosterBody, RosterCard
from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel
from clusterbench_gui.ui.screens.interview.words import ABSENCE_KEYS
from clusterbench_gui.ui.widgets.questions.base import Editor, label

MARGIN = 32
_PAUSE = 10
"""Milliseconds between what is painted and the making of cards that are out of sight."""
_AT_LATEST = 300
"""Milliseconds after which cards out of sight are made, if nothing is painted meanwhile."""
_SLICE = 0.006
"""Seconds that making them takes at a time, so that a key never waits for it."""
_GONE = 8
"""Cards of the section before that are deleted at a time."""
_PASSES = 3
"""How often a place is put back, at most."""


class SectionPage(QScrollArea):
    """Shows the section of `navigation`, and keeps what has the focus where it is while things change around it."""

    def __init__(self, viewmodel: InterviewViewModel, navigation: Navigation) -> None:
        """Empty until `sync`."""
        super().__init__()
        self._viewmodel = viewmodel
        self._navigation = navigation
        self._section = ""
        self._ahead: QWidget | None = None
        self._gone: list[CardColumn] = []
        self._column = CardColumn(viewmodel, self._make)
        self._body = QWidget()
        self._outer = QVBoxLayout(self._body)
        self._outer.setContentsMargins(MARGIN, 20, MARGIN, MARGIN)
        self._outer.addWidget(self._column)
        self._outer.addStretch(1)
        self.setWidget(self._body)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._is_waiting = False
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self._go_on)
        self.verticalScrollBar().valueChanged.connect(self._look)

    # --- what is shown ------------------------------------------------------------------------------------------

    def sync(self) -> None:
        """Show the section as it stands now: take away what went, refresh the rest, and make what came into sight."""
        section = self._navigation.section
        if section is None:
            return
        anchor, is_new = self._anchor(), section.ref != self._section
        if is_new:
            self._turn()
        self._section = section.ref
        self._column.sync(section.label, section.items)
        self._chain()
        _settle_layouts()
        self._hold(anchor)
        if not is_new:  # else the focus, which comes next, decides what will be in sight
            self._look()
        self._wait()

    def refresh(self, refs: frozenset[str]) -> None:
        """Show what changed at these refs."""
        section = self._navigation.section
        if section is None:
            return
        anchor = self._anchor()
        self._column.refresh(section.items, refs)
        self._hold(anchor)

    def point(self, ref: str) -> None:
        """Make the card of a place the one."""
        if not self._column.cards:
            self._column.make(self._column.near(ref, self.viewport().height()))
            self._chain()
        self._column.card_of(ref)
        for widget in self._cards():
            widget.set_current(widget.holds(ref))
            if isinstance(widget, RosterCard) and widget.is_current:
                widget.set_place(ref)

    @property
    def is_busy(self) -> bool:
        """Something out of sight is still to be made or deleted."""
        return self._idle.isActive() or self._is_waiting

    def complete(self) -> None:
        """Make every card now."""
        self._column.make(self._column.unmade(self._navigation.ref))
        self._chain()

    def showEvent(self, event: QShowEvent) -> None:
        """What is in sight is made at once, the rest when there is time."""
        super().showEvent(event)
        self._look()
        self._wait()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Now there is time for what is out of sight."""
        super().paintEvent(event)
        if self._is_waiting:
            self._is_waiting = False
            self._idle.start(_PAUSE)

    # --- focus and keys -----------------------------------------------------------------------------------------

    def focus(self, ref: str) -> None:
        """Bring the focus to a place and all of its card into sight."""
        self.point(ref)
        widget = self._column.card_of(ref)
        target = widget.target(ref) if widget is not None else None
        if widget is not None and target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)
            self._show_whole(widget)
            self.ensureWidgetVisible(target, 0, 24)
            self._look()
            self._wait()

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
            self._step(-1 if modifiers & Qt.KeyboardModifier.ShiftModifier else 1)
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
        if self._column.isHidden():  # another section comes, and brings the focus to its place itself
            return False
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

    def _step(self, by: int) -> None:
        """Where the step stays at a wrong answer, the sentence that says why comes into sight."""
        before = self._navigation.ref
        self._navigation.step(by)
        here = self._column.card_of(before) if before == self._navigation.ref else None
        if isinstance(here, Card):
            self._show_whole(here)

    def _cards(self) -> tuple[Card | RosterCard, ...]:
        return self._column.cards

    def follow(self, widget: QWidget) -> None:
        """Stand behind a widget in the order of Tab."""
        self._ahead = widget
        self._chain()

    def _chain(self) -> None:
        """Tab order is reading order, whatever was made last."""
        before = self._ahead
        for widget in self._cards():
            for target in widget.targets:
                if before is not None:
                    QWidget.setTabOrder(before, target)
                before = target

    def _show_whole(self, widget: QWidget) -> None:
        _settle_layouts()
        self.ensureWidgetVisible(widget, 0, 24)

    def _turn(self) -> None:
        """Begin with nothing; what was shown is deleted when there is time, at the latest with the next turn."""
        for one in self._gone:
            one.deleteLater()
        self._column.hide()
        self._gone = [self._column]
        self._column = CardColumn(self._viewmodel, self._make)
        self._outer.insertWidget(0, self._column)
        self._column.show()

    def _wait(self) -> None:
        """Go on with what is out of sight once what is in sight was painted."""
        self._is_waiting = True
        self._idle.start(_AT_LATEST)

    def _look(self) -> None:
        """Make what is in sight and not made yet; it may be of another height than the room that was kept for it."""
        while self.isVisible():
            _settle_layouts()
            top = -self._column.mapTo(self.viewport(), QPoint(0, 0)).y()
            keys = self._column.unmade_between(top, top + self.viewport().height())
            if not keys:
                return
            self._make_now(keys)

    def _make_now(self, keys: list[str]) -> None:
        anchor = self._anchor()
        self._column.make(keys)
        self._chain()
        self._hold(anchor)

    def _go_on(self) -> None:
        """A little of what is left to do: cards out of sight, and the old ones' end."""
        self._is_waiting = False
        if not self.isVisible():
            return
        anchor, end = self._anchor(), time.monotonic() + _SLICE
        keys = self._column.unmade(self._navigation.ref)
        while keys and time.monotonic() < end:
            self._column.make([keys.pop(0)])
        self._chain()
        self._column.prepare(self._navigation.ref)
        self._hold(anchor)
        if keys or self._clear():
            self._idle.start(0)

    def _clear(self) -> bool:
        """Delete a little of what was shown before; False where nothing is left."""
        if self._gone and not self._gone[0].shrink(_GONE):
            self._gone.pop().deleteLater()
        return bool(self._gone)

    def _anchor(self) -> tuple[QWidget, int] | None:
        """The card that must not move: the one that has the focus; where that is out of sight, the first that is seen."""
        tops = [(one, one.mapTo(self.viewport(), QPoint(0, 0)).y()) for one in self._cards()]
        seen = [(one, top) for one, top in tops if top < self.viewport().height() and top + one.height() > 0]
        return next(((one, top) for one, top in seen if one.is_current), seen[0] if seen else None)

    def _hold(self, anchor: tuple[QWidget, int] | None) -> None:
        """What came or went above must not move it under the hand."""
        if anchor is None or anchor[0] not in self._cards():
            return
        widget, before = anchor
        for _ in range(_PASSES):  # the bar knows its new range only after the layout that the first pass brought about
            _settle_layouts()
            moved = widget.mapTo(self.viewport(), QPoint(0, 0)).y() - before
            if not moved:
                return
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + moved)


def _settle_layouts() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
