"""The order in which an interview is walked through: pure functions over the sections."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from clusterbench_gui.domain.questions import GroupState, Item, QuestionState, RosterState, SectionState


@dataclass(frozen=True, slots=True)
class Stop:
    """A place where the focus rests: an asked question, or a roster that takes new rows."""

    section: str
    ref: str


def stops(sections: Sequence[SectionState]) -> tuple[Stop, ...]:
    """Every place where the focus rests, in reading order."""
    return tuple(stop for section in sections for stop in section_stops(section))


def section_stops(section: SectionState) -> Iterator[Stop]:
    """The places of one section; a roster's cells row by row, then its own place where rows can be added."""
    for item in section.items:
        if isinstance(item, QuestionState):
            if item.is_asked:
                yield Stop(section.ref, item.ref)
        elif isinstance(item, RosterState):
            for row in item.rows:
                yield from (Stop(section.ref, one.ref) for one in row.questions if one.is_asked)
            if not item.fixed:
                yield Stop(section.ref, item.ref)


def questions_of(section: SectionState) -> Iterator[QuestionState]:
    """Every question of a section, those in rows included, notes too."""
    return _questions(section.items)


def _questions(items: Sequence[Item]) -> Iterator[QuestionState]:
    for item in items:
        if isinstance(item, QuestionState):
            yield item
        elif isinstance(item, RosterState):
            for row in item.rows:
                yield from row.questions


def patched(section: SectionState, fresh: Mapping[str, QuestionState]) -> SectionState:
    """A section with some of its questions as they stand now, counted again. `fresh` is by ref; no question comes or goes."""
    items = tuple(_patched_item(item, fresh) for item in section.items)
    asked = [one for one in _questions(items) if one.is_asked]
    return replace(
        section,
        items=items,
        answered=sum(one.is_answered for one in asked),
        asked=len(asked),
        problems=sum(one.failed is not None for one in _questions(items)),
    )


def _patched_item(item: Item, fresh: Mapping[str, QuestionState]) -> Item:
    if isinstance(item, QuestionState):
        return fresh.get(item.ref, item)
    if isinstance(item, GroupState) or not any(one.ref in fresh for row in item.rows for one in row.questions):
        return item
    rows = (replace(row, questions=tuple(fresh.get(one.ref, one) for one in row.questions)) for row in item.rows)
    return replace(item, rows=tuple(rows))


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
