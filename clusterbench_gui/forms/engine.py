"""Keeping an instance consistent: after a change only what depends on it is computed again, in order."""

import heapq
import itertools
from collections.abc import Container, Iterable, Sequence

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.forms.counting import wanted_rows
from clusterbench_gui.forms.environment import SessionEnvironment, stored
from clusterbench_gui.forms.evaluating import Evaluator
from clusterbench_gui.forms.form import Form, Unit
from clusterbench_gui.forms.instance import Cell, Roster, Row
from clusterbench_gui.forms.limits import MANY_STEPS, MOST_CELLS, MOST_CHAINED
from clusterbench_gui.forms.model import CHANGED, NEW_REPEAT, Action, Element, Rule, Stated, shared_depth
from clusterbench_gui.forms.nodes import Node, NodeKind
from clusterbench_gui.forms.preloads import preload
from clusterbench_gui.support.memory import collection_paused

_ACTION = 30
_UNIT = 10
_ROW = 3
_TOLD = 3
"""What actions, computations, rows that are counted, and telling readers cost beside the nodes that they visit."""
_QUOTING = ("jr:itext(", "jr:choice-name(")


class Engine(Evaluator):
    """The cells of an interview and what must still be computed. `structure` says whether rows or relevance changed.

    `noted` is what stood in cells at the beginning of the step that has changed them.
    """

    def __init__(self, form: Form, environment: SessionEnvironment, document: Node) -> None:
        """Make the instance without computing anything; the caller starts it."""
        self.form = form
        self.env = environment
        self.document = document
        self.top = Row(form.root, None, document)
        document.children = [self.top.cell]
        self._changed: set[Cell] = set()
        self.noted: dict[Cell, tuple[str, Absence | None]] = {}
        self._looked: set[tuple[Element, Row]] = set()
        self.structure = False
        self._pending: dict[int, set[Row]] = {}
        self._heap: list[int] = []
        self._running: set[Cell] = set()
        self._made = self.top.size
        self.instance_id = ""

    def start(self, instance_id: str, *, events: Iterable[str]) -> None:
        """First computation: preloads, rows stated in the form, actions, then every unit."""
        self.instance_id = instance_id
        self._first_rows(self.top, self.form.root.template)
        preload(self.top, instance_id, self.env)
        for event in events:
            self.run_actions(event)
        self.queue_all()
        self.settle()

    def run_actions(self, event: str) -> None:
        """Run the form's own actions for an event."""
        self._run_actions(self.form.actions, event, self.top)

    def queue_all(self) -> None:
        """Everything has to be computed, whatever was queued or left over from a step that came to no end."""
        self._heap.clear()
        self._pending.clear()
        self._running.clear()
        for unit in self.form.graph.units:
            self._push(unit, self.top)

    def speak(self) -> None:
        """Compute again what quotes texts in the session's language; JavaRosa leaves these until something else changes."""
        for unit in self.form.graph.units:
            if unit.rule is Rule.CALCULATE and any(name in unit.program.source for name in _QUOTING):
                self._push(unit, self.top)
        self.settle()

    def _first_rows(self, row: Row, stated: Stated) -> None:
        """The rows that the form states; those of a counted repeat wait for the count."""
        for repeat, roster in row.rosters.items():
            roster.stated = stated.rows.get(repeat, [])
            if Rule.COUNT not in repeat.bind.programs:
                for one in itertools.takewhile(lambda _one: self.has_room, roster.stated):
                    self._append(roster, roster.next_key(), one)
                roster.place()
                self.entered(roster.rows)

    def _append(self, roster: Roster, key: str, stated: Stated) -> Row:
        row = self._row(roster, key, stated)
        roster.rows.append(row)
        return row

    def _row(self, roster: Roster, key: str, stated: Stated) -> Row:
        row = Row(roster.element, roster.parent.row, roster.parent, key)
        self._made += len(row.slots)
        for cell in row.slots:
            cell.value = stated.values.get(cell.element, cell.value)
        self._first_rows(row, stated)
        preload(row, self.instance_id, self.env)
        return row

    @property
    def has_room(self) -> bool:
        """Whether the interview may have more rows: counts inside of counts multiply."""
        return self._made < MOST_CELLS

    def room(self, roster: Roster) -> int:
        """How many more rows a roster may have, as long as nothing is in the rosters inside of them."""
        size = len(Row(roster.element, roster.parent.row, roster.parent).slots)
        return max(0, -((self._made - MOST_CELLS) // size))

    def insert(self, roster: Roster, *keys: str, before: str = "") -> list[Row]:
        """Add rows before the one with a key, else at the end. Units and what reads their cells are queued; `settle` follows."""
        made = [self._new_row(roster, key) for key in keys]
        rows = [row for row, _ in made]
        index = next((at for at, one in enumerate(roster.rows) if one.key == before), None)
        if index is not None:
            del roster.rows[-len(rows) :]
            roster.rows[index:index] = rows
        self._let_in(roster, rows, [row for row, is_written in made if not is_written])
        for moved in roster.rows[index + len(rows) :] if index is not None else ():
            self._spread(roster.element, moved)
        return rows

    def _let_in(self, roster: Roster, rows: Sequence[Row], fresh: Sequence[Row]) -> None:
        """Rows are there; those that are `fresh` start the form's actions for new ones."""
        roster.place()
        for row in fresh if self.form.actions else ():
            self._run_actions(self.form.actions, NEW_REPEAT, row)
        self.entered(rows)

    def _new_row(self, roster: Roster, key: str) -> tuple[Row, bool]:
        """A row at the end that still has to be placed, and whether it is one that the form states itself."""
        number = len(roster.rows)
        counted = Rule.COUNT in roster.element.bind.programs
        written = counted and number < len(roster.stated)
        return self._append(roster, key, roster.stated[number] if written else roster.element.template), written

    def refill(self, roster: Roster, keys: Sequence[str]) -> list[Row]:
        """Give a roster the rows of a submission in place of its own; they are not new, so that they start no actions."""
        self.empty(roster)
        roster.stated = [roster.element.template] * len(keys)
        roster.made = max(roster.made, len(keys))
        rows = [self._append(roster, key, one) for key, one in zip(keys, roster.stated, strict=True)]
        roster.place()
        self.entered(rows)
        return rows

    def entered(self, rows: Sequence[Row]) -> None:
        """Rows of a roster appeared or came back: queue all that is in them, and what reads them from outside."""
        if not rows:
            return
        self.structure = True
        rows[0].unsee()
        self.env.spend(_UNIT * len(rows))
        repeat = rows[0].element
        for element in repeat.subtree():
            for unit in self.form.graph.of_element.get(element.index, ()):
                if unit.rule is not Rule.COUNT or element is not repeat:
                    for row in rows:
                        self._push(unit, row)
            self._spread(element, rows[0], around=True)
        for row in rows:
            self._inherit(row.cell)

    def remove(self, row: Row) -> None:
        """Take a row out; the rows behind it move up."""
        assert row.parent is not None
        index = row.position - 1
        self._take_out(row.parent.rosters[row.element], slice(index, index + 1))

    def _take_out(self, roster: Roster, places: slice) -> list[Row]:
        """Take rows out that stand side by side. What reads them from outside is queued; they themselves are at rest."""
        taken = roster.rows[places]
        del roster.rows[places]
        for row in taken:
            row.position = 0
        roster.place()
        self.structure = True
        roster.parent.row.unsee()
        for element in roster.element.subtree() if taken else ():
            self._spread(element, taken[0], around=True)
        for moved in roster.rows[places.start :]:
            self._spread(roster.element, moved)
        return taken

    def empty(self, roster: Roster) -> None:
        """Drop all rows, those set aside too."""
        rows = (*self._take_out(roster, slice(0, None)), *roster.aside.values())
        roster.aside.clear()
        self._made -= sum(row.size for row in rows)

    def discard(self, row: Row) -> None:
        """A person removes a row: the form does not state it any more, but a count may bring another."""
        assert row.parent is not None
        roster = row.parent.rosters[row.element]
        self.env.refill(MANY_STEPS)  # the rows behind it move up: it cannot fail where adding them did not
        roster.stated = [one for index, one in enumerate(roster.stated, start=1) if index != row.position]
        self.remove(row)
        self._made -= row.size
        self._recount(row.element, self.top)

    def _recount(self, repeat: Element, anchor: Row) -> None:
        for unit in self.form.graph.of_element.get(repeat.index, ()):
            if unit.rule is Rule.COUNT:
                self._push(unit, anchor)

    def touch(self, cell: Cell) -> None:
        """A cell's value changed: queue what reads it."""
        self._changed.add(cell)
        self._spread(cell.element, cell.row)

    def notice(self, cell: Cell) -> None:
        """A cell looks different although nothing is computed from that."""
        self._changed.add(cell)

    def changed(self) -> set[Cell]:
        """The cells that look different since `forget`, those of rows that are gone too."""
        return self._changed.union(*(anchor.cells(looker) for looker, anchor in self._looked))

    @property
    def is_at_rest(self) -> bool:
        """Whether nothing changed since `forget`."""
        return not (self._changed or self._looked or self.structure)

    def forget(self) -> None:
        """A step is done, and whoever wanted to know of its changes knows."""
        self.env.refill()
        for cell in self.changed():
            cell.row.unsee()
        self._changed.clear()
        self._looked.clear()
        self.noted.clear()
        self.structure = False

    def set_value(self, cell: Cell, value: str) -> None:
        """Give a cell a value, and run what its change starts."""
        if cell.value == value:
            return
        self.note(cell)
        cell.value = value
        self.touch(cell)
        self.run_changed(cell)

    def note(self, cell: Cell) -> None:
        """Something is about to be put into a cell: keep what stands there."""
        self.noted.setdefault(cell, (cell.value, cell.absence))

    def run_changed(self, cell: Cell, spare: Container[Cell] = ()) -> None:
        """Run the actions that the change of a question starts, but for the targets to spare."""
        if cell.element.actions and cell not in self._running and len(self._running) < MOST_CHAINED:
            self._running.add(cell)  # questions that set each other in a circle go round once
            try:
                self.settle()
                self._run_actions(cell.element.actions, CHANGED, cell.row, spare)
            finally:
                self._running.remove(cell)

    def set_aside(self, roster: Roster, key: str) -> Row:
        """Make a row that waits for the count to bring it."""
        number = int(key) - 1 if key.isdecimal() else len(roster.stated)
        written = 0 <= number < len(roster.stated)
        row = self._row(roster, key, roster.stated[number] if written else roster.element.template)
        roster.aside[key] = row
        return row

    def is_placed(self, cell: Cell) -> bool:
        """Whether a cell's rows are all in place."""
        row: Row | None = cell.row
        while row is not None and row.parent is not None:
            if not row.position:
                return False
            row = row.parent
        return True

    def settle(self) -> None:
        """Compute all that is queued, in the graph's order. Raises `ProblemError` where that does not come to an end."""
        while self._heap:
            self.env.spend(_UNIT)
            unit = self.form.graph.units[heapq.heappop(self._heap)]
            anchors = self._pending.pop(unit.order)
            for anchor in [self.top] if self.top in anchors else anchors:
                cells = list(self._cells(unit, anchor))
                self.env.spend(_UNIT * len(cells))
                for cell in cells:
                    self._apply(unit, cell)

    def _cells(self, unit: Unit, anchor: Row) -> Iterable[Cell]:
        if unit.rule is Rule.COUNT:
            parent = unit.element.parent
            assert isinstance(parent, Element)
            return anchor.within(parent.depth).cells(parent) if anchor.depth >= parent.depth else anchor.cells(parent)
        return anchor.cells(unit.element)

    def _apply(self, unit: Unit, cell: Cell) -> None:
        if unit.rule is Rule.COUNT:
            self._count(unit, cell)
        elif unit.rule is Rule.RELEVANT:
            own = self.truth(unit.program, cell, otherwise=True)
            if own != cell.own:
                cell.own = own
                self._inherit(cell)
        else:
            value = stored(self.value(unit.program, cell), cell, self.env)
            if value != cell.value:
                self.note(cell)
                cell.value = value
                self.touch(cell)

    def _inherit(self, cell: Cell) -> None:
        """Pass relevance down as far as it changes."""
        parent = cell.parent
        relevant = cell.own and (not isinstance(parent, Cell) or parent.relevant)
        if relevant == cell.relevant:
            return
        cell.relevant = relevant
        self.structure = True
        self.touch(cell)
        for element in cell.element.inner if relevant else ():
            if element.is_repeat:
                self._recount(element, cell.row)
        for child in cell.children:
            if isinstance(child, Cell):
                self._inherit(child)
        for attribute in cell.attributes if cell.element.computed else ():
            if isinstance(attribute, Cell):
                self._inherit(attribute)

    def _count(self, unit: Unit, parent: Cell) -> None:
        if not parent.relevant:  # its rows stay as they are until it is asked again
            return
        roster = parent.row.rosters[unit.element]
        self.env.spend(_ROW * len(roster.rows))
        count = wanted_rows(self.value, self.env, unit.element, unit.program, parent)
        if len(roster.rows) > count:
            roster.aside |= {row.key: row for row in self._take_out(roster, slice(count, None))}
        if len(roster.rows) < count:
            with collection_paused():
                self._bring(roster, count - len(roster.rows))

    def _bring(self, roster: Roster, count: int) -> None:
        """The next rows of a counted repeat: those set aside, or new ones."""
        taken = {row.key for row in roster.rows}
        keys = (key for key in (str(number) for number in itertools.count(1)) if key not in taken)
        before = len(roster.rows)
        fresh: list[Row] = []
        for key in itertools.islice(keys, count):
            row = roster.aside.pop(key, None)
            if row is None and not self.has_room:
                break
            if row is not None:
                roster.rows.append(row)
                continue
            row, is_written = self._new_row(roster, key)
            if not is_written:
                fresh.append(row)
        self._let_in(roster, roster.rows[before:], fresh)

    def _push(self, unit: Unit, anchor: Row) -> None:
        anchors = self._pending.get(unit.order)
        if anchors is None:
            self._pending[unit.order] = {anchor}
            heapq.heappush(self._heap, unit.order)
        else:
            anchors.add(anchor)

    def _spread(self, element: Element, row: Row, *, around: bool = False) -> None:
        """Queue the readers of an element at a row, and note what looks different because of it; `around`: outside of it."""
        readers = self.form.graph.readers.get(element.index, ())
        lookers = self.form.graph.looks.get(element.index, ())
        self.env.spend(_TOLD * (1 + len(readers) + len(lookers)))
        for unit, shared in readers:
            if not around or shared < row.depth:
                self._push(unit, row.within(shared))
        for looker, shared in lookers:
            if not around or shared < row.depth:
                self._looked.add((looker, row.within(shared)))

    def _run_actions(self, actions: Iterable[Action], event: str, row: Row, spare: Container[Cell] = ()) -> None:
        for action in actions:
            if event not in action.events:
                continue
            for target in self._targets(action, row, event):
                if target in spare:
                    continue
                self.env.spend(_ACTION)
                value = stored(self.value(action.program, target), target, self.env)
                self.set_value(target, value)

    def _targets(self, action: Action, row: Row, event: str) -> list[Cell]:
        if event == NEW_REPEAT and action.target not in row.element.subtree():
            return []
        return list(row.within(shared_depth(row.element, action.target)).cells(action.target))


def document_node() -> Node:
    """An empty document for an instance."""
    return Node(NodeKind.DOCUMENT)
