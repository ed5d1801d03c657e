"""Bringing an interview back from the log's current events."""

import re
from collections.abc import Iterable

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.events import Event, EventKind
from clusterbench_gui.forms.engine import Engine
from clusterbench_gui.forms.instance import Cell, Roster, Row
from clusterbench_gui.forms.limits import MANY_STEPS
from clusterbench_gui.forms.model import FIRST_LOAD, LOAD, Element, Rule
from clusterbench_gui.forms.places import Pick, find, find_cell, find_roster

_ABSENCES = {one.value: one for one in Absence}
CLOCKS = frozenset({("date", "today"), ("timestamp", "start")})
"""Preloads that tell when an interview began."""
_ONCE = re.compile(r"\bonce\s*\(")


def replay(engine: Engine, events: Iterable[Event]) -> None:
    """Apply events in order with one computation at the end; rows that a count will bring are made on the way."""
    engine.env.refill(MANY_STEPS)  # what was taken step by step, and saved, must come back
    answered: list[Cell] = []
    for event in events:
        if event.kind is EventKind.REPEAT_ADDED:
            _add(engine, event.path, event.value or "")
        elif event.kind is EventKind.REPEAT_REMOVED:
            _remove(engine, event.path)
        elif event.kind in (EventKind.ANSWER, EventKind.ABSENCE):
            cell = find_cell(engine.top, event.path, making(engine))
            if cell is not None:
                _fill(cell, event)
                answered.append(cell)
    compute(engine, answered)
    stated = set(answered)
    for cell in dict.fromkeys(answered):
        engine.run_changed(cell, spare=stated)
    engine.settle()


def compute(engine: Engine, answered: Iterable[Cell]) -> None:
    """Compute everything after values were put into cells."""
    kept = {cell: cell.value for cell in answered if is_once(cell.element)}
    engine.queue_all()
    engine.settle()
    for cell, value in kept.items():  # once() sees no value where the cell was not relevant yet
        if cell.value != value:
            cell.value = value
            engine.touch(cell)
    engine.settle()


def filled_in(engine: Engine) -> list[Cell]:
    """The cells that only the first load fills in: from the clock, by its actions, by `once()`; in form order."""
    targets = {one.target for one in engine.form.actions if FIRST_LOAD in one.events and LOAD not in one.events}
    return [
        cell
        for element in engine.form.elements
        if element in targets or element.bind.preload in CLOCKS or is_once(element)
        for cell in engine.top.cells(element)
    ]


def is_computed(element: Element) -> bool:
    """Whether a value follows from others, whatever it was before."""
    return Rule.CALCULATE in element.bind.programs and not is_once(element)


def is_once(element: Element) -> bool:
    """Whether a calculation keeps its first value."""
    program = element.program(Rule.CALCULATE)
    return program is not None and _ONCE.search(program.source) is not None


def _fill(cell: Cell, event: Event) -> None:
    value = event.value or ""
    if event.kind is EventKind.ABSENCE:
        cell.absence, cell.value = _ABSENCES.get(value), ""
    else:
        cell.absence, cell.value = None, value


def _add(engine: Engine, path: str, before: str) -> None:
    place, _, key = path.rpartition("[")
    roster = find_roster(engine.top, place, making(engine))
    row = roster.row(key.rstrip("]")) if roster else None
    if roster is not None and row is None and roster.element.user_rows:
        engine.insert(roster, key.rstrip("]"), before=before)
    else:
        find(engine.top, path, making(engine))


def _remove(engine: Engine, path: str) -> None:
    """The rows around it may still wait for their counts."""
    place, _, key = path.rpartition("[")
    roster = find_roster(engine.top, place, making(engine))
    row = roster.row(key.rstrip("]")) if roster else None
    if row is not None and row.position:
        engine.remove(row)


def making(engine: Engine) -> Pick:
    """Picks a row by key and makes it where it is not there yet: aside for a counted repeat, at the end else."""

    def pick(roster: Roster, word: str) -> Row | None:
        row = roster.row(word)
        if row is not None:
            return row
        return engine.insert(roster, word)[0] if roster.element.user_rows else engine.set_aside(roster, word)

    return pick
