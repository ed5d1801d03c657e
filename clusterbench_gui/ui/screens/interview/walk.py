"""The order in which an interview is walked through: pure functions over the sections."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from clusterbench_gui.domain.questions import (
    GroupState,
    Item,
    QuestionState,
    RosterState,
    SectionState,
    counted,
    questions_in,
)


@dataclass(frozen=True, slots=True)
class Stop:
    """A place where the focus rests: an asked question, or a roster that takes new rows."""

    section: str
    ref: str


def section_stops(section: SectionState) -> list[Stop]:
    """The places of one section, where the focus rests; a roster's cells row by row, then its own place where rows can be added."""
    return [Stop(section.ref, ref) for ref in _resting(section.items)]


def _resting(items: Iterable[Item]) -> list[str]:
    found: list[str] = []
    for item in items:
        if isinstance(item, QuestionState):
            if item.is_asked:
                found.append(item.ref)
        elif isinstance(item, RosterState):
            for row in item.rows:
                found += _resting(row.items)
            if not item.fixed:
                found.append(item.ref)
    return found


@dataclass(frozen=True, slots=True)
class Listing:
    """What a section holds: its questions, the places in it, and what carries a number."""

    of: SectionState
    questions: list[QuestionState]
    stops: list[Stop]
    numbered: list[str]


def listed(section: SectionState) -> Listing:
    """Look through a section."""
    return Listing(section, questions_of(section), section_stops(section), counted(section))


def questions_of(section: SectionState) -> list[QuestionState]:
    """Every question of a section, those in rows included, notes too."""
    return questions_in(section.items)


def patched(section: SectionState, fresh: Mapping[str, QuestionState]) -> SectionState:
    """A section with some of its questions as they stand now, counted again. `fresh` is by ref; no question comes or goes.

    Rows in which nothing changed are the same as before; so rosters of thousands of rows cost what changed in them.
    """
    pairs: list[tuple[QuestionState, QuestionState]] = []
    items = tuple(_patched_item(item, fresh, pairs) for item in section.items)
    return replace(
        section,
        items=items,
        answered=section.answered + sum(_is_done(new) - _is_done(old) for old, new in pairs),
        asked=section.asked + sum(new.is_asked - old.is_asked for old, new in pairs),
        problems=section.problems + sum((new.failed is not None) - (old.failed is not None) for old, new in pairs),
    )


def _is_done(question: QuestionState) -> bool:
    return question.is_asked and question.is_answered


def _patched_item(
    item: Item, fresh: Mapping[str, QuestionState], pairs: list[tuple[QuestionState, QuestionState]]
) -> Item:
    if isinstance(item, GroupState):
        return item
    if isinstance(item, QuestionState):
        new = fresh.get(item.ref, item)
        if new is not item:
            pairs.append((item, new))
        return new
    touched = _rows_of(item.ref, fresh)
    if not touched:
        return item
    rows = (
        replace(row, items=tuple(_patched_item(one, fresh, pairs) for one in row.items)) if row.ref in touched else row
        for row in item.rows
    )
    return replace(item, rows=tuple(rows))


def _rows_of(roster: str, refs: Iterable[str]) -> set[str]:
    """The rows of a roster that questions are in."""
    return {one[: one.index("]", len(roster)) + 1] for one in refs if one.startswith(f"{roster}[")}


def following(places: Sequence[Stop], ref: str, by: int) -> Stop | None:
    """The place `by` steps after `ref` (before it where negative); None beyond either end."""
    at = next((index for index, stop in enumerate(places) if stop.ref == ref), None)
    if at is None:
        return places[0] if places else None
    return places[at + by] if 0 <= at + by < len(places) else None


def after(places: Sequence[Stop], ref: str) -> tuple[Stop, ...]:
    """All places in the order of a search that starts behind `ref` and comes round to it at the end."""
    at = next((index for index, stop in enumerate(places) if stop.ref == ref), len(places) - 1)
    return (*places[at + 1 :], *places[: at + 1])
