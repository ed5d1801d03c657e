"""Moving a started interview to another version of its form."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.problems import Place, Problem, ProblemError, Severity, problem
from clusterbench_gui.domain.questions import SELECTS, Failure, Fault
from clusterbench_gui.forms.choosing import chosen
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.instance import Cell, Roster, Row, ref_of_cell
from clusterbench_gui.forms.model import Element
from clusterbench_gui.forms.places import find_cell
from clusterbench_gui.forms.replaying import compute, is_computed, is_once
from clusterbench_gui.forms.session import FormSession
from clusterbench_gui.forms.values import accepted_at


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of a value or absence: its old path, its new one ("" where it has none), and what is to be said of it."""

    old: str
    new: str
    value: str
    absence: Absence | None = None
    problem: Problem | None = None

    @property
    def code(self) -> str:
        """The code of the problem, "" where there is none."""
        return self.problem.code if self.problem else ""


@dataclass(frozen=True, slots=True)
class MoveReport:
    """`carried` is in the new session, some of it flagged; `left` is not. `waiting` are required answers that lack anew."""

    carried: tuple[Moved, ...]
    left: tuple[Moved, ...]
    waiting: tuple[Failure, ...]


def move(old: FormSession, form: Form) -> tuple[FormSession, MoveReport]:
    """Bring an interview's answers into a session of another version of its form; the old session stays as it is.

    A question is found by its path, else by its name where both versions have that once. What is not asked now, and rows
    that were set aside, move along. Raises `ProblemError` ("other-form") where the form has another id.
    """
    if old.form.id != form.id:
        raise ProblemError(problem("other-form", found=old.form.id, wanted=form.id))
    new = FormSession(
        form,
        instance_id=old.instance_id,
        keep_violations=old.keep_violations,
        now=old.environment.now,
        chance=old.environment.random,
    )
    new.deprecated_id = old.deprecated_id
    if old.language in form.languages:
        new.set_language(old.language)
    report = _Mover(old, new).run()
    new.engine.forget()
    return new, report


@dataclass(slots=True)
class _Mover:
    old: FormSession
    new: FormSession
    rows: dict[Row, Row] = field(default_factory=dict)
    origins: dict[Cell, Cell] = field(default_factory=dict)
    left: list[Moved] = field(default_factory=list)

    def run(self) -> MoveReport:
        """Carry, compute, and see what holds."""
        self._carry(self.old.top, self.new.top)
        for cell in _cells(self.new.top):
            if is_once(cell.element) and cell not in self.origins:
                cell.value = ""  # computed before the answers were there
        compute(self.new.engine, [cell for cell in self.origins if cell.value])
        self._drop_choices()
        carried = [self._seen(cell, origin) for cell, origin in self.origins.items() if _says(cell)]
        self.left += (self._beyond(one) for one in carried if one.code == "move-row")
        return MoveReport(
            carried=tuple(one for one in carried if one.code != "move-row"),
            left=tuple(self.left),
            waiting=tuple(self._waiting()),
        )

    def _carry(self, old: Row, new: Row | None) -> None:
        """Move a row's own cells, then the rows inside of it, which a count may have brought by then."""
        if new is not None:
            self.rows[old] = new
        for cell in old.slots:
            if cell.element.has_value and not is_computed(cell.element) and cell.element.bind.preload[0] != "uid":
                self._carry_cell(cell, new)
        self.new.engine.settle()
        for roster in old.rosters.values():
            pairs = self._pairs(roster, new)
            for row in [*roster.rows, *roster.aside.values()]:
                self._carry(row, pairs.get(row))

    def _carry_cell(self, cell: Cell, row: Row | None) -> None:
        element = self._place(cell.element)
        if element is None:
            self._leave(cell, "move-question-gone")
        elif row is None or element.scope is not row.element:
            self._leave(cell, "move-rows-differ")
        elif is_computed(element):
            self._leave(cell, "move-computed")
        elif cell.absence is not None and cell.absence not in element.bind.absences:
            self._leave(cell, "move-absence")
        else:
            value = _typed(cell, element)
            if value is None:
                self._leave(cell, "move-type")
            else:
                self._put(cell, row.slots[element.slot], value)

    def _put(self, origin: Cell, cell: Cell, value: str) -> None:
        self.origins[cell] = origin
        cell.absence, cell.failed = origin.absence, origin.failed
        if cell.value != value:
            cell.value = value
            self.new.engine.touch(cell)

    def _pairs(self, roster: Roster, row: Row | None) -> dict[Row, Row]:
        """The rows of a roster and those that stand for them in the new form; none where that has no such roster there."""
        repeat = self._place(roster.element)
        if row is None or repeat is None or repeat not in row.rosters:
            return {}
        target, engine = row.rosters[repeat], self.new.engine
        if repeat.user_rows:
            pairs = {one: target.row(one.key) or engine.insert(target, one.key)[0] for one in roster.rows}
            for gone in set(target.rows).difference(pairs.values()):
                engine.remove(gone)
            target.rows = list(pairs.values())
            target.place()
            engine.settle()
            return pairs
        keys = {one: str(at) if roster.element.user_rows else one.key for at, one in enumerate(roster.rows, start=1)}
        keys |= {one: one.key for one in roster.aside.values()}
        return {one: target.row(key) or engine.set_aside(target, key) for one, key in keys.items()}

    def _place(self, element: Element) -> Element | None:
        """Where the new form has what the old one calls so: a leaf for a leaf, a repeat for a repeat."""
        old, new = self.old.form, self.new.form
        found = new.by_path.get(new.root.path + element.path.removeprefix(old.root.path))
        if found is None and old.paths.get(element.name) and (path := new.paths.get(element.name)):
            found = new.by_path[path]
        if found is None or found.is_leaf != element.is_leaf or found.is_repeat != element.is_repeat:
            return None
        return found

    def _leave(self, cell: Cell, code: str, value: str | None = None) -> None:
        if _says(cell):
            moved = self._moved(cell, None, cell.value if value is None else value)
            self.left.append(_flagged(moved, code))

    def _moved(self, origin: Cell, cell: Cell | None, value: str) -> Moved:
        new = ref_of_cell(cell, keys=True) if cell else ""
        return Moved(ref_of_cell(origin, keys=True), new, value, origin.absence)

    def _drop_choices(self) -> None:
        """Take back what was on offer in the old form and is not in the new one; that may take other choices with it."""
        waiting = True
        while waiting:
            waiting = False
            for cell, origin in self.origins.items():
                lost = self._lost(cell, origin)
                if lost:
                    self._leave(origin, "move-choice", " ".join(lost))
                    cell.value = " ".join(name for name in chosen(cell) if name not in lost)
                    self.new.engine.touch(cell)
                    self.new.engine.settle()
                    waiting = True

    def _lost(self, cell: Cell, origin: Cell) -> list[str]:
        if not (cell.value and _is_select(cell) and cell.relevant and self.new.engine.is_placed(cell)):
            return []
        offered = self.new.states.lists.names(cell)
        lost = [name for name in chosen(cell) if name not in offered]
        if lost and _is_select(origin):
            before = self.old.states.lists.names(origin)
            stale = [name for name in chosen(origin) if name not in before]
            lost = [name for name in lost if name not in stale]
        return lost

    def _seen(self, cell: Cell, origin: Cell) -> Moved:
        """How a carried value stands in the new form."""
        moved = self._moved(origin, cell, cell.value)
        is_there, was_there = self.new.engine.is_placed(cell), self.old.engine.is_placed(origin)
        if was_there and not is_there:
            return _flagged(moved, "move-row")
        if origin.relevant and not cell.relevant:
            return _flagged(moved, "move-not-asked")
        if is_there and cell.relevant and self.old.states.holds(origin) and not self.new.states.holds(cell):
            return _flagged(moved, "move-constraint")
        return moved

    @staticmethod
    def _beyond(moved: Moved) -> Moved:
        return replace(moved, new="")

    def _waiting(self) -> Iterator[Failure]:
        for failure in self.new.validate():
            cell = find_cell(self.new.top, failure.ref)
            origin = self.origins.get(cell) if cell else None
            if failure.check.fault is Fault.REQUIRED and not (origin and self._was_waiting(origin)):
                yield failure

    def _was_waiting(self, cell: Cell) -> bool:
        check = self.old.states.check(cell)
        return cell.relevant and check is not None and check.fault is Fault.REQUIRED


def _cells(row: Row) -> Iterator[Cell]:
    """The cells of a row and of all rows inside of it, those set aside as well."""
    yield from row.slots
    for roster in row.rosters.values():
        for inner in (*roster.rows, *roster.aside.values()):
            yield from _cells(inner)


def _says(cell: Cell) -> bool:
    return bool(cell.value) or cell.absence is not None


def _is_select(cell: Cell) -> bool:
    return cell.element.control is not None and cell.element.control.kind in SELECTS


def _typed(cell: Cell, element: Element) -> str | None:
    """A cell's value as another element stores it; one of the same type as it is."""
    old, new = cell.element.bind.type, element.bind.type
    if not cell.value or old == new:
        return cell.value
    return None if "binary" in (old, new) else accepted_at(element, cell.value)


def _flagged(moved: Moved, code: str) -> Moved:
    text = moved.value or (moved.absence.value if moved.absence else "")
    return replace(moved, problem=Problem(code, Place(name=moved.old), {"text": text}, Severity.WARNING))
