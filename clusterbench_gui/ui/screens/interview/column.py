"""The questions of one section below each other, one card each. A card is made when somebody looks, or when there is time."""

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QLabel, QWidget

from clusterbench_gui.domain.questions import GroupState, Item, QuestionState, RosterState
from clusterbench_gui.ui.screens.interview.cards import Card
from clusterbench_gui.ui.screens.interview.roster import RosterCard
from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel
from clusterbench_gui.ui.widgets.questions.base import label
from clusterbench_gui.ui.widgets.questions.factory import shape
from clusterbench_gui.ui.widgets.stack import Stack

WIDTH = 820
"""The widest a card gets: lines of 60 to 75 characters."""
GAP = 12
USUAL = 80
"""Pixels kept for a card that is not made yet, before any other was seen; most cards are a little higher."""

Shown = Card | RosterCard | QLabel


class CardColumn(QWidget):
    """Cards are kept by place: only what came or went is made or taken away. Room is kept for what is not made yet."""

    def __init__(self, viewmodel: InterviewViewModel, make: Callable[[Item], Shown]) -> None:
        """Empty until `sync`. `make` makes the widget of an item; it is filled here."""
        super().__init__()
        self._viewmodel = viewmodel
        self._make = make
        self._items: dict[str, Item] = {}
        self._made: dict[str, Shown] = {}
        self._told: dict[str, tuple[object, ...]] = {}
        self._title = label(role="heading")
        self._stack = Stack(self, gap=GAP)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.stand(
            [self._title]
        )  # now: what is added to a column that is shown appears later, and moves the rest
        self.setMaximumWidth(WIDTH)

    @property
    def cards(self) -> tuple[Card | RosterCard, ...]:
        """The cards that are made, in reading order."""
        made = (self._made[key] for key in self._items if key in self._made)
        return tuple(one for one in made if not isinstance(one, QLabel))

    def sync(self, title: str, items: Iterable[Item]) -> None:
        """Show these items: take away what went, keep room for what came, refresh what is different."""
        self._title.setText(title)
        self._items = {key_of(item): item for item in items}
        gone = {key: widget for key, widget in self._made.items() if not _fits(widget, self._items.get(key))}
        for key in gone:
            self._made.pop(key)
            self._told.pop(key, None)
        for key in self._made:
            self._fill(key)
        self._stand()
        for widget in gone.values():  # last: hiding what has the focus, Qt brings it to another card at once
            widget.hide()
            widget.deleteLater()

    def refresh(self, items: Iterable[Item], refs: frozenset[str]) -> None:
        """Show what changed at these refs; `items` are all items of the section."""
        found = {key_of(item): item for item in items if any(_holds(item, ref) for ref in refs)}
        for key in found.keys() & self._items.keys():  # what came or went waits for `sync`
            self._items[key] = found[key]
            self._told.pop(key, None)
            if key in self._made:
                self._fill(key)

    def card_of(self, ref: str) -> Card | RosterCard | None:
        """The card where a place is, made now if need be; None where the section has no such place."""
        key = next((key for key, item in self._items.items() if _holds(item, ref)), None)
        if key is None:
            return None
        self.make([key])
        widget = self._made[key]
        return widget if not isinstance(widget, QLabel) else None

    def make(self, keys: Iterable[str]) -> None:
        """Make the cards of these keys, those that are not made yet."""
        fresh = [key for key in keys if key not in self._made]
        if not fresh:
            return
        for key in fresh:
            self._made[key] = self._make(self._items[key])
            self._fill(key)
        self._stack.setEnabled(False)  # laid out once for all, not once for each that is shown
        self._stand()
        for key in fresh:
            widget = self._made[key]
            widget.resize(self.width(), widget.heightForWidth(self.width()))
            widget.show()
        self._stack.setEnabled(True)
        self._stack.invalidate()

    def prepare(self, ref: str) -> None:
        """Make ready the cards beside a place, to one of which the next step leads."""
        at = next((index for index, one in enumerate(self.cards) if one.holds(ref)), None)
        if at is not None:
            for one in self.cards[max(at - 1, 0) : at + 2]:
                if isinstance(one, Card):
                    one.prepare()

    def unmade(self, ref: str) -> list[str]:
        """The keys of what is not made yet: from a place on, then what stands before it, the nearest first."""
        keys = list(self._items)
        at = next((index for index, item in enumerate(self._items.values()) if _holds(item, ref)), 0)
        return [key for key in (*keys[at:], *keys[:at][::-1]) if key not in self._made]

    def near(self, ref: str, height: int) -> list[str]:
        """The keys of what will be in sight, in so much height, when a place is gone to from the top."""
        keys, fit = list(self._items), height // (USUAL + GAP) + 1
        at = next((index for index, item in enumerate(self._items.values()) if _holds(item, ref)), 0)
        begin = max(at + 1 - fit, 0)
        return keys[begin : begin + fit]

    def unmade_between(self, top: int, bottom: int) -> list[str]:
        """The keys of what is not made yet and has its room between two heights."""
        places = self._stack.places(self.width())[1:]
        return [
            key
            for key, (begin, height) in zip(self._items, places, strict=True)
            if key not in self._made and begin < bottom and begin + height > top
        ]

    def shrink(self, most: int) -> bool:
        """Delete some cards of a section that is not shown any more; False where none are left."""
        for key in list(self._made)[:most]:
            self._made.pop(key).deleteLater()
        return bool(self._made)

    def _stand(self) -> None:
        heights = [one.height() for one in self.cards if one.isVisible()]
        usual = sum(heights) // len(heights) if heights else USUAL
        self._stack.stand([self._title, *(self._made.get(key, usual) for key in self._items)])

    def _fill(self, key: str) -> None:
        """Tell a widget its item, unless it shows just that."""
        item, number = self._items[key], self._viewmodel.questionnaire.number(self._items[key].ref)
        told, now = self._told.get(key), (item, number, self._checked_by(item))
        if told is not None and told[0] is item and told[1:] == now[1:]:
            return
        self._told[key] = now
        match self._made[key], item:
            case (Card() as card, QuestionState() as question):
                card.refresh(question, number)
            case (RosterCard() as card, RosterState() as roster):
                card.refresh(roster, number)
            case (QLabel() as heading, GroupState() as group):
                heading.setText(group.label)

    def _checked_by(self, item: Item) -> tuple[object, ...]:
        """The questions whose checks are told at an item, as they stand now: it may be the same while they are not."""
        read = self._viewmodel.questionnaire
        return tuple((read.question(ref), read.number(ref)) for ref in self._viewmodel.crossings.at(item.ref))


def key_of(item: Item) -> str:
    """What a widget is kept by."""
    return f"group {item.ref}" if isinstance(item, GroupState) else item.path


def _holds(item: Item, ref: str) -> bool:
    """Whether a place is in an item; a heading has none. Of a roster the rows are not looked at, which may be thousands."""
    if isinstance(item, GroupState):
        return False
    return item.ref == ref or (isinstance(item, RosterState) and ref.startswith(f"{item.ref}["))


def _fits(widget: Shown, item: Item | None) -> bool:
    if item is None:
        return False
    if isinstance(item, QuestionState):
        return isinstance(widget, Card) and widget.shape == shape(item)
    if isinstance(item, RosterState):
        return isinstance(widget, RosterCard) and widget.shape == ("roster", item.fixed)
    return True
