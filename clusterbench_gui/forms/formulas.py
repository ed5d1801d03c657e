"""Formulas over answers: the expressions of a questionnaire, but missing wherever an answer that they read is missing.

The expression and its compiler are those of forms. Only the environment differs: reading an empty cell gives up, and
`coalesce` is where that is caught. What a branch not taken would have read does not matter.
"""

import math
import re
from dataclasses import dataclass

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.domain.scores import Missing
from clusterbench_gui.forms.binding import compile_program
from clusterbench_gui.forms.environment import SessionEnvironment
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.instance import Cell
from clusterbench_gui.forms.model import Element, Program, Rule
from clusterbench_gui.forms.nodes import Node
from clusterbench_gui.forms.session import FormSession
from clusterbench_gui.forms.xpath.context import FAILURES, Closure, Context
from clusterbench_gui.forms.xpath.syntax import SyntaxFault
from clusterbench_gui.forms.xpath.values import Value, to_number, to_string

_NAME = re.compile(r"\$\{\s*([^{}]*?)\s*\}")


@dataclass(frozen=True, slots=True)
class Formula:
    """A compiled formula. `names` are the questions that it may read."""

    text: str
    names: tuple[str, ...]
    program: Program


class _MissingAnswerError(Exception):
    """An answer that is read is missing."""

    def __init__(self, missing: Missing) -> None:
        super().__init__(missing.reason)
        self.missing = missing


def compile_formula(text: str, form: Form) -> Formula:
    """Compile a formula with `${name}` or paths. Raises `ProblemError` with the column in `values["at"]`.

    Codes: "unknown-name", "syntax", "unknown-function", "wrong-arguments".
    """
    replaced, shifts = _with_paths(text, form)
    holder = form.root.parent
    assert holder is not None
    try:
        made = compile_program(replaced, holder, form.root, lambda compiler: compiler.value)
    except SyntaxFault as fault:
        at = _original(fault.column, shifts)
        raise ProblemError(problem("syntax", Place(column=str(at)), text=text, at=at, found=fault.found)) from None
    found = [
        problem(one.code, Place(name=one.name), function=one.name, at=_original(one.at, shifts)) for one in made.faults
    ]
    for path in made.unknown:
        name = "/".join(step.test.name for step in path.steps)
        found.append(problem("unknown-name", Place(name=name), name=name, at=_original(path.at, shifts)))
    if found:
        raise ProblemError(*found)
    names = dict.fromkeys(read.element.name for read in made.program.reads)
    return Formula(text, tuple(names), made.program)


def _with_paths(text: str, form: Form) -> tuple[str, list[tuple[int, int]]]:
    """The text with paths for names, and where columns shift: (column in the new text, shift from there on)."""
    pieces: list[str] = []
    shifts = [(1, 0)]
    problems = []
    end = length = 0
    for match in _NAME.finditer(text):
        name = match[1]
        path = form.paths.get(name)
        if path is None:
            place = Place(column=str(match.start() + 1), name=name)
            problems.append(problem("unknown-name", place, name=name, at=match.start() + 1))
            continue
        before = text[end : match.start()]
        pieces += [before, path]
        length += len(before) + len(path)
        end = match.end()
        shifts.append((length + 1, end - length))
    if problems:
        raise ProblemError(*problems)
    return "".join([*pieces, text[end:]]), shifts


def _original(column: int, shifts: list[tuple[int, int]]) -> int:
    shift = next((shift for start, shift in reversed(shifts) if column >= start), 0)
    return max(1, column + shift)


class _StrictEnvironment(SessionEnvironment):
    """Reads as a session does, but gives up at what is missing."""

    def __init__(self, session: FormSession) -> None:
        inner = session.environment
        super().__init__(inner.form, inner.root, inner.now)
        self.language = inner.language
        self.seed = inner.seed
        self.labels = inner.labels

    def read(self, node: Node) -> str:
        if not isinstance(node, Cell):
            return node.text()
        if not node.relevant:
            raise _MissingAnswerError(Missing("not-asked", node.name, Absence.NOT_ASKED))
        if node.absence is not None:
            raise _MissingAnswerError(Missing("absence", node.name, node.absence))
        if not node.value and node.element.is_leaf:
            raise _MissingAnswerError(Missing("unanswered", node.name))
        return node.value

    def visible(self, nodes: list[Node]) -> list[Node]:
        for node in nodes:
            if not node.relevant:
                raise _MissingAnswerError(Missing("not-asked", node.name, Absence.NOT_ASKED))
        return nodes

    def no_rows(self, holder: Node, repeat: Node) -> None:
        """A roster without rows is answered only where the form states that it has none."""
        assert isinstance(repeat, Element)
        program = repeat.program(Rule.COUNT)
        if program is None or to_number(program.run(Context(self, holder)), self) != 0:
            raise _MissingAnswerError(Missing("unanswered", repeat.name))

    def optional(self, closure: Closure, context: Context) -> Value:
        try:
            value = closure(context)
            return to_string(value, self) if isinstance(value, list) else value
        except _MissingAnswerError:
            return ""


def evaluate(formula: Formula, session: FormSession) -> float | Missing:
    """The formula's number for an interview, or why there is none.

    Reasons: "absence" (with the reason stated), "unanswered", "not-asked", "division-by-zero" (any number that is not
    finite), "invalid" (an answer of the wrong kind).
    """
    environment = _StrictEnvironment(session)
    try:
        value = to_number(formula.program.run(Context(environment, session.top.cell)), environment)
    except _MissingAnswerError as missing:
        return missing.missing
    except FAILURES:
        return Missing("invalid")
    return value if math.isfinite(value) else Missing("division-by-zero")
