"""Bringing an interview back from the log's current events."""

from collections.abc import Iterable

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.events import Event, EventKind
from clusterbench_gui.forms.engine import Engine
from clusterbench_gui.forms.instance import Cell, Roster, Row
from clusterbench_gui.forms.places import Pick, by_key, find, find_cell

_ABSENCES = {one.value: one for one in Absence}


def replay(engine: Engine, events: Iterable[Event]) -> None:
    """Apply events in order with one computation at the end; rows that a count will bring are made on the way."""
    answered: list[Cell] = []
    for event in events:
        if event.kind is EventKind.REPEAT_ADDED:
            find(engine.top, event.path, _making(engine))
        elif event.kind is EventKind.REPEAT_REMOVED:
            _remove(engine, event.path)
        elif event.kind in (EventKind.ANSWER, EventKind.ABSENCE):
            cell = find_cell(engine.top, event.path, _making(engine))
            if cell is not None:
                _fill(cell, event)
                answered.append(cell)
    engine.queue_all()
    engine.settle()
    stated = set(answered)
    for cell in dict.fromkeys(answered):
        engine.run_changed(cell, spare=stated)
    engine.settle()


def _fill(cell: Cell, event: Event) -> None:
    value = event.value or ""
    if event.kind is EventKind.ABSENCE:
        cell.absence, cell.value = _ABSENCES.get(value), ""
    else:
        cell.absence, cell.value = None, value


def _remove(engine: Engine, path: str) -> None:
    cell = find_cell(engine.top, path, by_key)
    if cell is not None and cell.element.is_repeat and cell.row.position:
        engine.remove(cell.row)


def _making(engine: Engine) -> Pick:
    """Picks a row by key and makes it where it is not there yet: aside for a counted repeat, at the end else."""

    def pick(roster: Roster, word: str) -> Row | None:
        row = roster.row(word)
        if row is not None:
            return row
        return engine.insert(roster, word) if roster.element.user_rows else engine.set_aside(roster, word)

    return pick
