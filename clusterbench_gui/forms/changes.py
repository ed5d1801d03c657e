"""What a step changed, and putting an interview back to one side of a change (domain/changes.py).

Taking back is saying: what is put back comes out as statements, so that the log leads to the same interview.
"""

from collections.abc import Iterator, Mapping

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.changes import Change, Side, Standing
from clusterbench_gui.domain.events import EventKind, Statement
from clusterbench_gui.forms.engine import Engine
from clusterbench_gui.forms.instance import Cell, Roster, Row, ref_of_cell
from clusterbench_gui.forms.limits import MANY_STEPS
from clusterbench_gui.forms.places import by_key, find_cell, find_roster
from clusterbench_gui.forms.replaying import is_computed, making

_PASSES = 3
"""Of putting values back: what is computed on the way may write over one of them once or twice."""


def answer_change(engine: Engine) -> Change:
    """What a step that gave or took back an answer has changed; ask before the engine forgets."""
    before, after = _noted(engine)
    return Change(Side(cells=before), Side(cells=after))


def row_change(engine: Engine, rows_before: Side, rows_after: Side) -> Change:
    """What a step has changed that added or removed a row: `rows_of` its roster before and after, and values elsewhere."""
    before, after = _noted(engine)
    known = {one.path for side in (rows_before, rows_after) for one in side.cells}
    return Change(
        Side(rows_before.rosters, (*rows_before.cells, *(one for one in before if one.path not in known))),
        Side(rows_after.rosters, (*rows_after.cells, *(one for one in after if one.path not in known))),
    )


def rows_of(roster: Roster, *held: Row) -> Side:
    """The rows of a roster; with `held` all that these rows of it hold."""
    rosters = [(_path(roster), tuple(row.key for row in roster.rows))]
    cells: list[Standing] = []
    for one in held:
        _hold(one, rosters, cells)
    return Side(tuple(rosters), tuple(cells))


def put(engine: Engine, side: Side, interview: str) -> tuple[Statement, ...]:
    """Put an interview to this side of a change; what has to be said so that the log leads there too."""
    engine.env.refill(MANY_STEPS)  # a pasted table was as many
    said: list[Statement] = []
    for path, keys in side.rosters:
        roster = find_roster(engine.top, path, making(engine))
        if roster is not None:
            said += (Statement(interview, kind, value, place) for kind, place, value in _place(engine, roster, keys))
    engine.settle()
    wanted = {cell: (one.value, one.absence) for one in side.cells if (cell := _cell(engine, one.path))}
    for cell, before in engine.noted.items():  # what new rows have set elsewhere by themselves goes back
        if engine.is_placed(cell) and not is_computed(cell.element):
            wanted.setdefault(cell, before)
    own = {cell: one for cell, one in wanted.items() if not is_computed(cell.element)}
    changed = {cell: None for cell, one in own.items() if one != (cell.value, cell.absence)}
    _fill(engine, own)
    changed |= {cell: None for cell, one in own.items() if one != engine.noted.get(cell, one)}
    changed |= {cell: None for cell, one in wanted.items() if one != (cell.value, cell.absence)}  # written over by hand
    _fill(engine, wanted)
    return (*said, *(_say(interview, cell) for cell in wanted if cell in changed))


def _noted(engine: Engine) -> tuple[tuple[Standing, ...], tuple[Standing, ...]]:
    """What stood before in cells that are not computed, or that a person can write over, and what stands there now."""
    cells = [one for one in engine.noted if _is_kept(one)]
    before = (Standing(ref_of_cell(one, keys=True), *engine.noted[one]) for one in cells)
    return tuple(before), tuple(_standing(one) for one in cells)


def _is_kept(cell: Cell) -> bool:
    element = cell.element
    return element.has_value and (element.control is not None or not is_computed(element))


def _standing(cell: Cell) -> Standing:
    return Standing(ref_of_cell(cell, keys=True), cell.value, cell.absence)


def _path(roster: Roster) -> str:
    return f"{ref_of_cell(roster.parent, keys=True)}/{roster.element.name}"


def _hold(row: Row, rosters: list[tuple[str, tuple[str, ...]]], cells: list[Standing]) -> None:
    cells += (_standing(cell) for cell in row.slots if _is_kept(cell))
    for roster in row.rosters.values():
        if roster.element.user_rows:
            rosters.append((_path(roster), tuple(one.key for one in roster.rows)))
        for inner in (*roster.rows, *roster.aside.values()):
            _hold(inner, rosters, cells)


def _place(engine: Engine, roster: Roster, keys: tuple[str, ...]) -> Iterator[tuple[EventKind, str, str]]:
    """Give a roster these rows, in this order: from the last to the first, each is put before the one behind it."""
    for row in [one for one in roster.rows if one.key not in set(keys)]:
        yield EventKind.REPEAT_REMOVED, ref_of_cell(row.cell, keys=True), ""
        engine.discard(row)
    there = {row.key for row in roster.rows}
    behind = ""
    for key in reversed(keys):
        if key not in there:
            (row,) = engine.insert(roster, key, before=behind)
            yield EventKind.REPEAT_ADDED, ref_of_cell(row.cell, keys=True), behind
        behind = key


def _cell(engine: Engine, path: str) -> Cell | None:
    return find_cell(engine.top, path, by_key) or find_cell(engine.top, path, making(engine))


def _say(interview: str, cell: Cell) -> Statement:
    path = ref_of_cell(cell, keys=True)
    if cell.absence is not None:
        return Statement(interview, EventKind.ABSENCE, cell.absence.value, path)
    return Statement(interview, EventKind.ANSWER, cell.value, path)


def _fill(engine: Engine, wanted: Mapping[Cell, tuple[str, Absence | None]]) -> None:
    """Put values into cells without starting actions; what is computed meanwhile may overwrite one, so look again."""
    for _ in range(_PASSES):
        left = [cell for cell, one in wanted.items() if (cell.value, cell.absence) != one]
        for cell in left:
            engine.note(cell)
            cell.value, cell.absence = wanted[cell]
            cell.failed = None
            engine.touch(cell)
        if not left:
            return
        engine.settle()
