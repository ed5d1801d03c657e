"""The variants at hand: those that were found, and those that are kept, with their numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from clusterbench_gui.app.planning.limits import Limits, limited
from clusterbench_gui.app.planning.subject import Subject
from clusterbench_gui.domain.planning import Book, KeptVariant, Standing, Variant
from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.ui.network_desk import NetworkDesk


@dataclass(frozen=True, slots=True)
class Listed:
    """A variant with the limits it was found under; `kept` where it has a number. `why`: after which what-if it was found, in words."""

    variant: Variant
    limits: Mapping[str, Limits] = field(default_factory=dict)
    kept: KeptVariant | None = None
    why: str = ""

    @property
    def standing(self) -> Standing | None:
        """Where a kept one stands."""
        return self.kept.standing if self.kept is not None else None


class Shelf(QObject):
    """Found variants first, as they were found; then kept ones that were not found now, the newest first."""

    changed = Signal()
    """Other variants, or another standing of one."""
    chosen = Signal()
    """Another variant is looked at."""

    def __init__(self, desk: NetworkDesk) -> None:
        """Nothing was found."""
        super().__init__()
        self._desk = desk
        self._found: tuple[Listed, ...] = ()
        self._selected: Variant | None = None
        self._limited: tuple[Book, Mapping[str, Limits], Book] | None = None
        self.problems: tuple[Problem, ...] = ()
        self.is_busy = False
        self._folder = desk.folder
        desk.changed.connect(self._follow)
        desk.failed.connect(lambda _problems: self._give_up())

    @property
    def listed(self) -> tuple[Listed, ...]:
        """All variants."""
        kept = {id(one): one for one in self._desk.variants}
        found = []
        for one in self._found:
            same = next((known for known in kept.values() if known.variant == one.variant), None)
            if same is not None:
                kept.pop(id(same))
            found.append(Listed(one.variant, one.limits, same, one.why))
        rest = sorted(kept.values(), key=lambda one: -one.number)
        return (*found, *(Listed(one.variant, {}, one) for one in rest))

    @property
    def selected(self) -> Listed | None:
        """The variant that is looked at."""
        return next((one for one in self.listed if one.variant == self._selected), None)

    @property
    def place(self) -> int:
        """Its position in the list, -1 where none is looked at."""
        return next((place for place, one in enumerate(self.listed) if one.variant == self._selected), -1)

    @property
    def subject(self) -> Subject | None:
        """The variant that is looked at with its book and what others have taken."""
        one = self.selected
        if one is None or self._desk.book is None:
            return None
        others = [
            kept
            for kept in self._desk.variants
            if kept.standing is Standing.COMMITTED and (one.kept is None or kept.number != one.kept.number)
        ]
        taken = tuple(job for kept in others for job in kept.variant.jobs)
        return Subject(self._book_under(self._desk.book, one.limits), taken, one.variant)

    def _book_under(self, book: Book, limits: Mapping[str, Limits]) -> Book:
        """The same object as long as nothing changes: what is made of it is kept."""
        if self._limited is None or self._limited[0] is not book or self._limited[1] != limits:
            self._limited = book, limits, limited(book, limits)
        return self._limited[2]

    def show_found(self, variants: tuple[Variant, ...], limits: Mapping[str, Limits]) -> None:
        """What a search found takes the place of what an earlier one found; the last, which is the cheapest, is looked at."""
        self._found = tuple(Listed(one, limits) for one in variants)
        if variants:
            self._selected = variants[-1]
        self.changed.emit()
        self.chosen.emit()

    def add(self, variants: tuple[Variant, ...], why: str, limits: Mapping[str, Limits]) -> None:
        """What a what-if found comes below; the first of it is looked at."""
        known = {id(one.variant) for one in self._found}
        self._found = (*self._found, *(Listed(one, limits, None, why) for one in variants if id(one) not in known))
        if variants:
            self._selected = variants[0]
        self.changed.emit()
        self.chosen.emit()

    def replace_moved(self, variant: Variant, why: str) -> None:
        """A variant in which somebody moved work: beside the one it was made of, or in place of an earlier move that is not kept."""
        before = self.selected
        limits = before.limits if before is not None else {}
        told = Listed(variant, limits, None, why if variant.by_hand else "")
        others = [one for one in self._found if one.variant != variant]
        if before is not None and before.variant.by_hand and before.kept is None:
            others = [one for one in others if one.variant != before.variant]
        if variant.by_hand or all(one.variant != variant for one in self._desk.variants):
            was = next((place for place, one in enumerate(self._found) if one.variant == variant), len(others))
            others.insert(min(was, len(others)), told)
        self._found = tuple(others)
        self._selected = variant
        self.changed.emit()

    def select(self, place: int) -> None:
        """Look at another."""
        listed = self.listed
        if 0 <= place < len(listed) and listed[place].variant != self._selected:
            self._selected = listed[place].variant
            self.problems = ()
            self.chosen.emit()

    def keep(self) -> None:
        """Keep the one that is looked at."""
        one = self.selected
        if one is not None and one.kept is None and not self.is_busy:
            self._begin()
            self._desk.keep(one.variant, lambda _kept: self._end())

    def commit(self) -> None:
        """Take the windows of the one that is looked at; it is kept first."""
        one = self.selected
        if one is None or self.is_busy:
            return
        self._begin()
        if one.kept is not None:
            self._commit(one.kept)
        else:
            self._desk.keep(one.variant, self._commit)

    def withdraw(self) -> None:
        """Give its windows back."""
        one = self.selected
        if one is not None and one.kept is not None and not self.is_busy:
            self._begin()
            self._desk.withdraw(one.kept.number, self._end, self._end_with)

    def _commit(self, kept: KeptVariant) -> None:
        self._desk.commit(kept.number, self._end, self._end_with)

    def _begin(self) -> None:
        self.problems, self.is_busy = (), True
        self.changed.emit()

    def _give_up(self) -> None:
        """Something failed that nobody asked for himself, such as keeping: the window says it."""
        if self.is_busy:
            self._end()

    def _end(self) -> None:
        self._end_with(())

    def _end_with(self, problems: tuple[Problem, ...]) -> None:
        self.problems, self.is_busy = problems, False
        self.changed.emit()

    def _follow(self) -> None:
        """Tables or kept variants are new; another network has none of those that were found, and its newest kept one is looked at."""
        if self._desk.folder != self._folder:
            self._folder, self._found, self._selected, self.problems = self._desk.folder, (), None, ()
        if self._selected is None and self.listed:
            self._selected = self.listed[0].variant
        self.changed.emit()
        self.chosen.emit()
