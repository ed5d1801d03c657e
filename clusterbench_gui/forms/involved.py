"""What a check looks at beside its own answer: the other questions that it shows at, and whether it is still about the same."""

import hashlib
import json
from collections.abc import Iterator

from clusterbench_gui.forms.instance import Cell, ref_of_cell
from clusterbench_gui.forms.model import Program, Rule


def involved(cell: Cell, rule: Rule) -> tuple[Cell, ...]:
    """The questions that a question's check reads, those behind calculations too; relevant ones, each once."""
    program = cell.element.program(rule)
    return () if program is None else tuple(one for one in _read(cell, program) if one.element.control is not None)


def fingerprint(cell: Cell, rule: Rule) -> str:
    """Stands for a check and all that it was about: another one when the answer, or one that it is compared with, is another."""
    program = cell.element.program(rule)
    about = [
        (ref_of_cell(one, keys=True), one.value, one.absence.value if one.absence else "")
        for one in (cell, *involved(cell, rule))
    ]
    said = json.dumps([program.source if program else "", about], ensure_ascii=False)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _read(cell: Cell, program: Program) -> Iterator[Cell]:
    seen = {cell}
    waiting = [(cell, program)]
    while waiting:
        reader, expression = waiting.pop()
        for read in expression.reads:
            for one in reader.row.within(read.shared).cells(read.element):
                if one in seen or not one.relevant:
                    continue
                seen.add(one)
                yield one
                computed = one.element.program(Rule.CALCULATE)
                if computed is not None:
                    waiting.append((one, computed))
