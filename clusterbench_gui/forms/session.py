"""A form being answered: steps in, states out. No input or output, no clock but the one it is given."""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from random import Random

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.changes import Change, Side
from clusterbench_gui.domain.events import Event, Statement
from clusterbench_gui.domain.problems import Problem, ProblemError
from clusterbench_gui.domain.questions import (
    Check,
    Failure,
    Fault,
    Item,
    Outcome,
    QuestionState,
    RowState,
    SectionState,
    Step,
)
from clusterbench_gui.forms import preloads, revisiting, submission
from clusterbench_gui.forms.changes import answer_change, put, row_change, rows_of
from clusterbench_gui.forms.engine import Engine, document_node
from clusterbench_gui.forms.entities import EntityChange, entity_changes
from clusterbench_gui.forms.environment import SessionEnvironment
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.given import as_value
from clusterbench_gui.forms.instance import Cell, Row, new_keys, ref_of_cell
from clusterbench_gui.forms.model import FIRST_LOAD, LOAD
from clusterbench_gui.forms.places import by_key, find_cell, find_roster
from clusterbench_gui.forms.replaying import filled_in, replay
from clusterbench_gui.forms.states import States, asked

_UNREACHABLE = Step(Outcome.UNREACHABLE)


class FormSession:
    """One interview in memory.

    `keep_violations`: False refuses an answer that violates its constraint and keeps the old one, as JavaRosa does; True
    keeps the new one, flags it, and `validate` reports it. `now` gives an aware moment; the machine's clock if None.
    `chance` is what `random()` draws from; the system's own if None. `last_saved` is the submission before this one, which
    some forms take defaults from; None for the first one. Raises `ProblemError` where it is no XML.
    """

    def __init__(
        self,
        form: Form,
        *,
        instance_id: str | None = None,
        keep_violations: bool = False,
        now: Callable[[], datetime] | None = None,
        chance: Random | None = None,
        last_saved: bytes | None = None,
    ) -> None:
        """A fresh interview, with the form's defaults and calculations."""
        self.form = form
        self.keep_violations = keep_violations
        self.environment = SessionEnvironment(form, document_node(), now, revisiting.last_saved(last_saved))
        if chance is not None:
            self.environment.random = chance
        self.instance_id = instance_id or self._new_id()
        self.deprecated_id = ""
        self.environment.seed_by(self.instance_id)
        self._begin((FIRST_LOAD, LOAD))

    def _new_id(self) -> str:
        return f"uuid:{self.environment.new_uuid()}"

    def _begin(self, events: Iterable[str]) -> None:
        document = document_node()
        self.environment.root = document
        self.engine = Engine(self.form, self.environment, document)
        self.states = States(self.engine)
        self.engine.start(self.instance_id, events=events)
        self.engine.forget()

    @property
    def language(self) -> str:
        """The language of labels, as the form names it."""
        return self.environment.language

    def set_language(self, name: str) -> Step:
        """Show labels in another language of the form."""
        if self.form.languages and name not in self.form.languages:
            return _UNREACHABLE
        self.environment.language = name
        self.engine.speak()
        self.engine.forget()
        return Step(Outcome.OK, changed=frozenset(ref_of_cell(cell) for cell in asked(self.engine.top.cell)))

    def answer(self, ref: str, value: str) -> Step:
        """Set a question's value; "" takes the answer back. Raises `ProblemError` (`form-too-slow`), and then nothing has changed."""
        (found,), step = self.answer_all([(ref, value)])
        return replace(step, outcome=found.outcome, message=found.message)

    def answer_all(self, answers: Iterable[tuple[str, str]]) -> tuple[tuple[Step, ...], Step]:
        """Set many values, none of which decides whether another is asked: how each went, and what they did together."""
        given = [(self._question_cell(ref), value) for ref, value in answers]
        with self._or_back([cell for cell, _ in given if cell is not None]):
            found = tuple(self._put(cell, value) for cell, value in given)
            self.engine.settle()
            return found, self._done(None, change=answer_change(self.engine))

    def _put(self, cell: Cell | None, value: str) -> Step:
        if cell is None:
            return _UNREACHABLE
        if self.states.readonly(cell):
            return Step(Outcome.READONLY)
        if not value:
            return self._clear(cell)
        typed = as_value(cell, value, self.states.lists.names(cell), keeps=self.keep_violations)
        return Step(Outcome.INVALID) if typed is None else self._set(cell, typed)

    @contextlib.contextmanager
    def _or_back(self, cells: Sequence[Cell]) -> Iterator[None]:
        """A step that comes to no end (`form-too-slow`) is taken back, and raises."""
        before = [(cell, cell.value, cell.absence, cell.failed) for cell in cells]
        try:
            yield
        except ProblemError:
            for cell, value, absence, failed in before:
                cell.value, cell.absence, cell.failed = value, absence, failed
            self._again()
            raise

    def _again(self) -> None:
        """Compute everything as it was before, as far as that ends."""
        self.engine.forget()
        self.engine.queue_all()
        with contextlib.suppress(ProblemError):
            self.engine.settle()
        self.engine.forget()

    def _clear(self, cell: Cell) -> Step:
        missing = self.states.required(cell)
        if missing and not self.keep_violations:
            return Step(Outcome.REQUIRED, self.states.required_message(cell))
        self.engine.note(cell)
        cell.absence = None
        cell.failed = Check(Fault.REQUIRED, self.states.required_message(cell)) if missing else None
        self.engine.set_value(cell, "")
        self.engine.notice(cell)
        return Step(Outcome.REQUIRED if missing else Outcome.OK, cell.failed.message if cell.failed else "")

    def _set(self, cell: Cell, value: str) -> Step:
        before = cell.value
        cell.value = value
        holds = self.states.holds(cell)
        message = "" if holds else self.states.constraint_message(cell)
        cell.value = before
        if not holds and not self.keep_violations:
            return Step(Outcome.CONSTRAINT, message)
        self.engine.note(cell)
        cell.absence = None
        cell.failed = None
        if value == before:
            self.engine.touch(cell)  # what is computed from it is computed again, whatever stands there (JavaRosa)
        self.engine.set_value(cell, value)
        self.engine.notice(cell)
        return Step(Outcome.OK if holds else Outcome.CONSTRAINT, message)

    def absent(self, ref: str, absence: Absence) -> Step:
        """State why there is no value; INVALID where the form does not allow this reason."""
        cell = self._question_cell(ref)
        if cell is None:
            return _UNREACHABLE
        if self.states.readonly(cell):
            return Step(Outcome.READONLY)
        if absence not in cell.element.bind.absences:
            return Step(Outcome.INVALID)
        with self._or_back([cell]):
            self.engine.note(cell)
            cell.absence = absence
            cell.failed = None
            self.engine.set_value(cell, "")
            return self._done(cell, Outcome.OK)

    def add_repeat(self, ref: str, number: int = 1) -> Step:
        """Add rows at the end of the roster at `ref` (which has no position on its last step): all of them, or none."""
        roster = find_roster(self.engine.top, ref)
        if roster is None or not 0 < number <= self.room(ref):
            return _UNREACHABLE
        before = rows_of(roster)
        count = len(roster.rows)
        try:
            rows = self.engine.insert(roster, *new_keys(roster, number))
            self.engine.settle()
            return self._done(None, change=row_change(self.engine, before, rows_of(roster, *rows)))
        except ProblemError:
            self.engine.forget()
            for one in roster.rows[count:]:
                self.engine.discard(one)
            self._again()
            raise

    def room(self, ref: str) -> int:
        """How many rows can be added to the roster at `ref`; 0 where a person adds none."""
        roster = find_roster(self.engine.top, ref)
        is_open = roster is not None and roster.parent.relevant and roster.element.user_rows
        return self.engine.room(roster) if roster is not None and is_open else 0

    def remove_repeat(self, ref: str) -> Step:
        """Remove the row at `ref`, with what it holds."""
        cell = find_cell(self.engine.top, ref)
        if cell is None or not cell.element.is_repeat or not cell.relevant:
            return _UNREACHABLE
        if self.keep_violations and not cell.element.user_rows:
            return _UNREACHABLE
        assert cell.row.parent is not None
        roster = cell.row.parent.rosters[cell.element]
        before = rows_of(roster, cell.row)
        self.engine.discard(cell.row)
        self.engine.settle()
        return self._done(None, change=row_change(self.engine, before, rows_of(roster)))

    def put(self, side: Side) -> tuple[Step, tuple[Statement, ...]]:
        """Put the interview to one side of an earlier step's change; what has to be said for the log to lead there too."""
        said = put(self.engine, side, self.instance_id)
        return self._done(None), said

    def drop_stale(self) -> None:
        """Take back choices that can no longer be made, as JavaRosa does when it shows a question."""
        revisiting.drop_stale(self.engine, self.states)

    def last_row(self, roster_ref: str, back: int = 0) -> str:
        """The ref of the newest row of a roster, or of one so many `back`. Raises `KeyError` where there is none."""
        roster = find_roster(self.engine.top, roster_ref)
        if roster is None or len(roster.rows) <= back:
            raise KeyError(roster_ref)
        return ref_of_cell(roster.rows[-1 - back].cell)

    def sections(self, known: Mapping[str, QuestionState] | None = None) -> tuple[SectionState, ...]:
        """The top level. `known`: states by ref of which no step since said that they changed; outside of rosters they stand."""
        return tuple(self.states.sections(self.engine.top.cell, known or {}))

    def section(self, ref: str) -> SectionState:
        """The section with this ref. Raises `KeyError` where there is none now."""
        return self.states.section_at(self.engine.top.cell, ref)

    def items(self, ref: str) -> tuple[Item, ...]:
        """What is in the group or row with this ref: questions, headings, rosters. Raises `KeyError`."""
        cell = find_cell(self.engine.top, ref)
        if cell is None:
            raise KeyError(ref)
        return tuple(self.states.items(cell))

    def row(self, ref: str) -> RowState:
        """The row of a roster with this ref, whether it is relevant or not. Raises `KeyError` where there is none."""
        cell = find_cell(self.engine.top, ref)
        if cell is None or not cell.element.is_repeat:
            raise KeyError(ref)
        return self.states.row(cell.row)

    def question(self, ref: str) -> QuestionState:
        """A question by ref. Raises `KeyError` where it does not exist or is not relevant."""
        cell = self._question_cell(ref)
        if cell is None:
            raise KeyError(ref)
        return self.states.question(cell)

    def value(self, path: str) -> str:
        """What a question holds, be it asked, in a row set aside, or neither. Raises `KeyError` where there is no such place."""
        cell = find_cell(self.engine.top, path, by_key)
        if cell is None:
            raise KeyError(path)
        return cell.value

    def questions(self) -> Iterator[QuestionState]:
        """Every relevant question, in form order."""
        return (self.states.question(cell) for cell in asked(self.engine.top.cell))

    def confirm(self) -> None:
        """Answer every question again with what it holds, up to the first that fails, as JavaRosa does before it finishes.

        A value that was put by hand over a calculation is then computed again.
        """
        revisiting.confirm(self.engine, self.states)

    def validate(self) -> tuple[Failure, ...]:
        """Everything that stands in the way of finishing, in form order."""
        found: list[Failure] = []
        for cell in asked(self.engine.top.cell):
            check = self.states.check(cell)
            if check is not None:
                assert cell.element.control is not None
                found.append(
                    Failure(ref_of_cell(cell), self.states.wordings.words(cell.element.control.label, cell), check)
                )
        return tuple(found)

    def path_of(self, ref: str) -> str:
        """The path, with row keys, of a ref. Raises `KeyError` where there is no such place."""
        cell = find_cell(self.engine.top, ref)
        if cell is None:
            roster = find_roster(self.engine.top, ref)
            if roster is None:
                raise KeyError(ref)
            return f"{ref_of_cell(roster.parent, keys=True)}/{roster.element.name}"
        return ref_of_cell(cell, keys=True)

    def ref_of(self, path: str) -> str:
        """The ref, with positions, of a path. Raises `KeyError` where there is no such place now."""
        cell = find_cell(self.engine.top, path, by_key)
        if cell is None:
            roster = find_roster(self.engine.top, path, by_key)
            if roster is None:
                raise KeyError(path)
            return f"{ref_of_cell(roster.parent)}/{roster.element.name}"
        return ref_of_cell(cell)

    def initial(self) -> tuple[tuple[str, str], ...]:
        """What the first load alone filled in, as paths with values: from the clock, by its actions, by `once()`.

        Ask a fresh session. Said as answers in the log, these are what `restore` brings back; they would change else.
        """
        return tuple((ref_of_cell(cell, keys=True), cell.value) for cell in filled_in(self.engine) if cell.value)

    def restore(self, events: Iterable[Event]) -> None:
        """Bring back what the log's current events say, in their order; hidden and readonly questions as well.

        With events this is a later load: the actions of the first one do not run again.
        """
        said = tuple(events)
        if said:
            self._begin((LOAD,))
        replay(self.engine, said)
        self.engine.forget()

    def submission(self, *, handed_over: bool = False) -> bytes:
        """The interview as OpenRosa instance XML, UTF-8; what is not relevant is left out.

        With `handed_over` the moment is noted as its end, where the form asks for that.
        """
        if handed_over:
            preloads.close(self.engine.top, self.environment)
        return submission.write(self.engine, submission.Identity(self.instance_id, self.deprecated_id))

    def attachments(self) -> tuple[str, ...]:
        """The files that go with the submission, by the names that it gives them."""
        return submission.attachments(self.engine)

    def load(self, xml: bytes) -> tuple[Problem, ...]:
        """Take over the answers of a submission of this form, in place of those that are here.

        Returns warnings of what had no place in the form or is no answer. Raises `ProblemError` where it is no submission
        of this form; then nothing has changed.
        """
        root = submission.parse(self.form, xml)
        self._begin(())
        identity, problems = submission.read(self.engine, root)
        self._identify(identity.instance or self.instance_id, identity.deprecated)
        self.environment.seed_by(self.instance_id)
        self.engine.forget()
        return problems

    def edit(self, instance_id: str | None = None) -> None:
        """Begin to change what was handed over: a submission of its own from now on, which replaces that one.

        The submission that is replaced is named by `deprecated_id`. Whoever knows of the handing over calls this once.
        """
        self._identify(instance_id or self._new_id(), self.instance_id)
        self.engine.forget()

    def _identify(self, instance_id: str, deprecated_id: str) -> None:
        self.instance_id, self.deprecated_id = instance_id, deprecated_id
        self.engine.instance_id = instance_id
        for cell in list(preloads.preloaded(self.engine.top, self.environment, "uid")):
            self.engine.set_value(cell, instance_id)
        self.engine.settle()

    def entities(self) -> tuple[EntityChange, ...]:
        """The entities that the submission creates or changes where it arrives."""
        return tuple(entity_changes(self.form, self.top))

    @property
    def top(self) -> Row:
        """The whole instance."""
        return self.engine.top

    def _question_cell(self, ref: str) -> Cell | None:
        cell = find_cell(self.engine.top, ref)
        return cell if cell is not None and cell.relevant and cell.element.control is not None else None

    def _done(
        self, cell: Cell | None, outcome: Outcome = Outcome.OK, message: str = "", change: Change | None = None
    ) -> Step:
        self.engine.settle()
        if cell is not None:
            self.engine.notice(cell)
            change = answer_change(self.engine)
        seen = (one for one in self.engine.changed() if one.element.control or one.element.group_label)
        refs = frozenset(ref_of_cell(one) for one in seen if self.engine.is_placed(one))
        step = Step(outcome, message, refs, self.engine.structure, change)
        self.engine.forget()
        return step
