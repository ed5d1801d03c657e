"""Reading an interview strictly: an expression gives up at the first answer that is missing; `coalesce` catches that.

A calculation is missing when an answer that it reads is, through calculations of any depth, whatever the session has
computed for it: to the session no answer is as good as an empty text, and `count-selected` of that is 0.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.scores import Missing
from clusterbench_gui.forms.environment import SessionEnvironment, stored
from clusterbench_gui.forms.instance import Cell, Row
from clusterbench_gui.forms.model import Element, Program, Rule
from clusterbench_gui.forms.nodes import Node
from clusterbench_gui.forms.xpath.context import FAILURES, Closure, Context
from clusterbench_gui.forms.xpath.values import Value, to_number, to_string


class MissingAnswerError(Exception):
    """An answer that is read is missing."""

    def __init__(self, missing: Missing) -> None:
        """`missing` says which and why."""
        super().__init__(missing.reason)
        self.missing = missing


@dataclass(frozen=True, slots=True)
class _Calculated:
    """What a calculation gives; `replaced` where a `coalesce` on the way stood in for a missing answer."""

    text: str = ""
    missing: Missing | None = None
    replaced: bool = False


class StrictEnvironment(SessionEnvironment):
    """Reads as a session does, but gives up at what is missing. Good for one evaluation: calculations are kept."""

    def __init__(self, session: SessionEnvironment) -> None:
        """Read the interview of a session's environment."""
        super().__init__(session.form, session.root, session.now, session.last_saved)
        self.language = session.language
        self.seed = session.seed
        self.labels = session.labels
        self._known: dict[Cell, _Calculated] = {}
        self._running: set[Cell] = set()
        self._replaced = False

    def read(self, node: Node) -> str:
        """The value of a cell. Raises `MissingAnswerError` where it has none."""
        if not isinstance(node, Cell):
            return node.text()
        if node in self._running:  # once() asks for it; without a value it shows what it would read
            return ""
        if not node.relevant:
            raise MissingAnswerError(Missing("not-asked", node.name, Absence.NOT_ASKED))
        if node.absence is not None:
            raise MissingAnswerError(Missing("absence", node.name, node.absence))
        program = node.element.program(Rule.CALCULATE)
        text = node.value if program is None else self._calculated(node, program)
        if not text and node.element.is_leaf:
            raise MissingAnswerError(Missing("unanswered", node.name))
        return text

    def calculate(self, cells: Iterable[Cell]) -> None:
        """Compute these cells now; one that is missing shows when it is read."""
        for cell in cells:
            program = cell.element.program(Rule.CALCULATE)
            if program is not None and cell.relevant:
                self._computed(cell, program)

    def _calculated(self, cell: Cell, program: Program) -> str:
        known = self._computed(cell, program)
        if known.missing is not None:
            raise MissingAnswerError(known.missing)
        self._replaced = self._replaced or known.replaced
        return known.text

    def _computed(self, cell: Cell, program: Program) -> _Calculated:
        if cell not in self._known:
            outer, self._replaced = self._replaced, False
            self._running.add(cell)
            self._known[cell] = self._run(cell, program)
            self._running.discard(cell)
            self._replaced = outer
        return self._known[cell]

    def _run(self, cell: Cell, program: Program) -> _Calculated:
        """The session's own value stays, such as that of `random()`, unless `coalesce` has to replace something in it."""
        try:
            value = program.run(Context(self, cell))
            text = stored(value, cell, self)
        except MissingAnswerError as error:
            return _Calculated(missing=error.missing)
        except FAILURES:
            return _Calculated(missing=Missing("invalid", cell.name))
        if isinstance(value, float) and not math.isfinite(value):
            return _Calculated(missing=Missing("division-by-zero", cell.name))
        return _Calculated(text if self._replaced else cell.value, replaced=self._replaced)

    def visible(self, nodes: list[Node]) -> list[Node]:
        """The nodes, all of them relevant. Raises `MissingAnswerError` where one is not."""
        for node in nodes:
            if not node.relevant:
                raise MissingAnswerError(Missing("not-asked", node.name, Absence.NOT_ASKED))
        return nodes

    def entering(self, holder: Node, repeat: Node, wanted: Node) -> None:
        """A roster is answered where the number of its rows is, or where a person has said something in a row."""
        assert isinstance(holder, Cell)
        assert isinstance(repeat, Element)
        if not holder.relevant:
            raise MissingAnswerError(Missing("not-asked", wanted.name, Absence.NOT_ASKED))
        rows = holder.row.rosters[repeat].rows
        count = repeat.program(Rule.COUNT)
        if count is not None:
            if math.isnan(to_number(count.run(Context(self, holder)), self)):
                raise MissingAnswerError(Missing("unanswered", repeat.name))
        elif not rows:
            raise MissingAnswerError(Missing("unanswered", repeat.name))
        elif repeat.user_rows and not any(_said(row) for row in rows):
            assert isinstance(wanted, Element)
            unsaid = wanted if wanted.program(Rule.CALCULATE) is None else repeat
            raise MissingAnswerError(Missing("unanswered", unsaid.name))

    def optional(self, closure: Closure, context: Context) -> Value:
        """The value, or "" where it is missing."""
        try:
            value = closure(context)
            return to_string(value, self) if isinstance(value, list) else value
        except MissingAnswerError:
            self._replaced = True
            return ""


def _said(row: Row) -> bool:
    """Whether a row holds an answer, or is not asked at all, which shows when it is read."""
    return not row.cell.relevant or any(isinstance(one, Cell) and _is_answer(one) for one in row.cell.walk())


def _is_answer(cell: Cell) -> bool:
    asked = cell.relevant and cell.element.control is not None and cell.element.program(Rule.CALCULATE) is None
    return asked and (bool(cell.value) or cell.absence is not None)
