"""How many rows a counted repeat has."""

import math
from collections.abc import Callable

from clusterbench_gui.forms.environment import SessionEnvironment
from clusterbench_gui.forms.instance import Cell
from clusterbench_gui.forms.model import Element, Program
from clusterbench_gui.forms.xpath.parser import parse
from clusterbench_gui.forms.xpath.syntax import Path
from clusterbench_gui.forms.xpath.values import Value, to_number

Evaluate = Callable[[Program, Cell], Value]
"""What an expression gives at a cell."""
MAX_ROWS = 5000
"""A count asks for no more; what a form needs beyond is a slip of the key."""


def wanted_rows(
    evaluate: Evaluate, environment: SessionEnvironment, repeat: Element, program: Program, parent: Cell
) -> int:
    """The number of rows below a parent; as many as the form states itself while the count is not answered (JavaRosa)."""
    wanted = to_number(_counting(evaluate, program, parent), environment)
    if math.isnan(wanted):
        return len(parent.row.rosters[repeat].stated)
    return int(max(0.0, min(wanted, MAX_ROWS)))


def _counting(evaluate: Evaluate, program: Program, parent: Cell) -> Value:
    """What a count says. A question that is counted by counts even while it is not relevant (JavaRosa)."""
    if isinstance(parse(program.source), Path) and len(program.reads) == 1:
        read = program.reads[0]
        return next((one.value for one in parent.row.within(read.shared).cells(read.element)), "")
    return evaluate(program, parent)
