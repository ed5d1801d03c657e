"""Formulas over answers: the expressions of a questionnaire, but missing wherever an answer that they read is missing.

The expression and its compiler are those of forms. Only the environment differs (`forms.strict`). What a branch not
taken would have read does not matter.
"""

import math
import re
from dataclasses import dataclass

from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.domain.scores import Missing
from clusterbench_gui.forms.binding import compile_program
from clusterbench_gui.forms.form import Form, Unit
from clusterbench_gui.forms.model import Program, Rule
from clusterbench_gui.forms.session import FormSession
from clusterbench_gui.forms.strict import MissingAnswerError, StrictEnvironment
from clusterbench_gui.forms.xpath.compiler import Compiler
from clusterbench_gui.forms.xpath.context import FAILURES, Context
from clusterbench_gui.forms.xpath.syntax import SyntaxFault
from clusterbench_gui.forms.xpath.values import to_number

_NAME = re.compile(r"\$\{\s*([^{}]*?)\s*\}")


@dataclass(frozen=True, slots=True)
class Formula:
    """A compiled formula. `names` are the questions that it may read, `calculations` all those behind it, in order."""

    text: str
    names: tuple[str, ...]
    program: Program
    calculations: tuple[Unit, ...]


def compile_formula(text: str, form: Form) -> Formula:
    """Compile a formula with `${name}` or paths. Raises `ProblemError` with the column in `values["at"]`.

    Codes: "unknown-name", "syntax", "unknown-function", "wrong-arguments".
    """
    replaced, shifts = _with_paths(text, form)
    holder = form.root.parent
    assert holder is not None
    try:
        made = compile_program(replaced, holder, form.root, Compiler.value)
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
    return Formula(text, tuple(names), made.program, _calculations(made.program, form))


def _calculations(program: Program, form: Form) -> tuple[Unit, ...]:
    """The calculations that a program leads to, each behind those that it reads."""
    found: dict[int, Unit] = {}
    waiting = [program]
    while waiting:
        for read in waiting.pop().reads:
            for unit in form.graph.of_element.get(read.element.index, ()):
                if unit.rule is Rule.CALCULATE and unit.order not in found:
                    found[unit.order] = unit
                    waiting.append(unit.program)
    return tuple(found[order] for order in sorted(found))


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


def evaluate(formula: Formula, session: FormSession) -> float | Missing:
    """The formula's number for an interview, or why there is none.

    Reasons: "absence" (with the reason stated), "unanswered", "not-asked", "division-by-zero" (any number that is not
    finite), "invalid" (an answer of the wrong kind).
    """
    environment = StrictEnvironment(session.environment)
    try:
        for unit in formula.calculations:  # in order, so that a long chain of them needs no deep recursion
            environment.calculate(session.top.cells(unit.element))
        value = to_number(formula.program.run(Context(environment, session.top.cell)), environment)
    except MissingAnswerError as missing:
        return missing.missing
    except FAILURES:
        return Missing("invalid")
    return value if math.isfinite(value) else Missing("division-by-zero")
