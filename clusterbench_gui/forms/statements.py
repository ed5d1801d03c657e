"""An interview in the words of the event log: what must be said so that the log brings it back."""

from collections.abc import Iterable, Iterator

from clusterbench_gui.domain.events import Event, EventKind, Statement
from clusterbench_gui.forms.engine import Engine
from clusterbench_gui.forms.instance import Cell, Roster, Row, ref_of_cell
from clusterbench_gui.forms.replaying import filled_in, is_computed
from clusterbench_gui.forms.session import FormSession


def statements(session: FormSession, said: Iterable[Event] = ()) -> tuple[Statement, ...]:
    """What is still to be said after the events `said`, so that `restore` gives a session what this one holds.

    For an interview that was moved to another version of its form, `said` are the events of the old one; for a
    submission that was loaded there are none.
    """
    known = tuple(said)
    other = FormSession(session.form, instance_id=session.instance_id, now=session.environment.now)
    other.restore(known)
    return tuple(_Speaker(session, other, {one.path for one in known}).row(session.top, other.top))


class _Speaker:
    """Compares with a session that stands where the log leads so far, and brings that one along."""

    def __init__(self, session: FormSession, other: FormSession, said: set[str]) -> None:
        self._interview = session.instance_id
        self._engine: Engine = other.engine
        self._said = said
        self._first_load = set(filled_in(session.engine))  # no later load fills these in

    def row(self, row: Row, other: Row) -> Iterator[Statement]:
        """What a row holds, and the rows inside of it."""
        for cell in row.slots:
            element = cell.element
            if element.has_value and not is_computed(element) and element.bind.preload[0] != "uid":
                yield from self._cell(cell, other.slots[element.slot])
        for repeat, roster in row.rosters.items():
            yield from self._rows(roster, other.rosters[repeat])

    def _cell(self, cell: Cell, other: Cell) -> Iterator[Statement]:
        path = ref_of_cell(cell, keys=True)
        is_new = cell in self._first_load and cell.value and path not in self._said
        if not is_new and (cell.value, cell.absence) == (other.value, other.absence):
            return
        if cell.absence is not None:
            yield self._say(EventKind.ABSENCE, path, cell.absence.value)
        else:
            yield self._say(EventKind.ANSWER, path, cell.value)

    def _rows(self, roster: Roster, other: Roster) -> Iterator[Statement]:
        if roster.element.user_rows:
            kept = {row.key for row in roster.rows}
            for gone in [row for row in other.rows if row.key not in kept]:
                yield self._say(EventKind.REPEAT_REMOVED, ref_of_cell(gone.cell, keys=True))
                self._engine.remove(gone)
        for row in [*roster.rows, *roster.aside.values()]:
            twin = other.row(row.key)
            if twin is None and roster.element.user_rows:
                yield self._say(EventKind.REPEAT_ADDED, ref_of_cell(row.cell, keys=True))
                (twin,) = self._engine.insert(other, row.key)
            yield from self.row(row, twin or self._engine.set_aside(other, row.key))

    def _say(self, kind: EventKind, path: str, value: str = "") -> Statement:
        return Statement(self._interview, kind, value, path)
