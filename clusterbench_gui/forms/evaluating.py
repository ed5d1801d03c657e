"""Evaluating the expressions of a form at a cell, whatever they do."""

from clusterbench_gui.forms.environment import SessionEnvironment
from clusterbench_gui.forms.instance import Cell
from clusterbench_gui.forms.model import Program
from clusterbench_gui.forms.nodes import Node
from clusterbench_gui.forms.xpath.context import FAILURES, Context
from clusterbench_gui.forms.xpath.values import Value, to_boolean


class Evaluator:
    """What an environment makes of programs."""

    env: SessionEnvironment

    def value(self, program: Program, cell: Cell) -> Value:
        """Evaluate for a value; an expression that fails gives ""."""
        try:
            return program.run(Context(self.env, cell))
        except FAILURES:
            return ""

    def nodes(self, program: Program, cell: Cell) -> list[Node]:
        """Evaluate for nodes; none where the expression fails or gives something else."""
        found = self.value(program, cell)
        return found if isinstance(found, list) else []

    def truth(self, program: Program, cell: Cell, *, otherwise: bool) -> bool:
        """Evaluate for a boolean; `otherwise` where the expression fails."""
        try:
            return to_boolean(program.run(Context(self.env, cell)), self.env)
        except FAILURES:
            return otherwise
