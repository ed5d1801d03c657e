"""Finding a question by part of its text, its number or its name: pure, over what the questionnaire says now."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from clusterbench_gui.domain.questions import QuestionState, RosterState, SectionState
from clusterbench_gui.ui.widgets.questions.matching import fold

_NO = 6


@dataclass(frozen=True, slots=True)
class Found:
    """A place that can be jumped to. `number` is the one on its card, a roster's for what stands in it in a `row`."""

    ref: str
    number: str
    label: str
    row: str
    section: str
    text: str
    """What is searched: label, row and name, folded."""

    @property
    def shown(self) -> str:
        """The label, with its row before it where it stands in a repeat."""
        return f"{self.row}: {self.label}" if self.row else self.label


def places_of(sections: Sequence[SectionState], number: Callable[[str], int | None]) -> tuple[Found, ...]:
    """Every place of a questionnaire, in reading order. `number` is that of a question or roster by its ref."""
    folded = cache(fold)  # the labels of a roster come again in every row
    return tuple(
        Found(ref, str(number(at) or ""), label, row, section.label, f"{folded(label)} {folded(row)} {name.casefold()}")
        for section in sections
        for ref, at, label, row, name in _named(section)
    )


def _named(section: SectionState) -> Iterator[tuple[str, str, str, str, str]]:
    """Ref, ref of what carries the number, label, row and name of every place of a section."""
    for item in section.items:
        if isinstance(item, RosterState):
            yield from _named_in(item)
        elif isinstance(item, QuestionState) and item.is_asked:
            yield item.ref, item.ref, item.label, "", item.name


def _named_in(roster: RosterState) -> Iterator[tuple[str, str, str, str, str]]:
    cells = [(row, at, one) for at, row in enumerate(roster.rows, start=1) for one in row.questions if one.is_asked]
    if cells or not roster.fixed:
        yield cells[0][2].ref if cells else roster.ref, roster.ref, roster.label, "", roster.name
    for row, at, one in cells:
        yield one.ref, roster.ref, one.label, row.label or str(at), one.name


def find(places: Sequence[Found], sought: str) -> list[Found]:
    """The places that hold every word of what is sought, the likeliest first: number, beginning of the text, of a word, within.

    Nothing sought is everything, in reading order.
    """
    wanted = fold(sought)
    words = wanted.split()
    if not words:
        return list(places)
    ranked = [(rank, at) for at, one in enumerate(places) if (rank := _rank(one, wanted, words)) < _NO]
    return [places[at] for _, at in sorted(ranked)]


def _rank(place: Found, wanted: str, words: Sequence[str]) -> int:
    if wanted.isdecimal() and place.number.startswith(wanted):
        return 0 if place.number == wanted else 1
    text = place.text
    if not all(word in text for word in words):
        return _NO
    if text.startswith(wanted):
        return 2
    if text.endswith(f" {wanted}"):
        return 3
    return 4 if f" {wanted}" in text else 5
