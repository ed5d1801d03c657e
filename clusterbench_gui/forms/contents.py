"""What an interview says, apart from what it is called: to tell whether two of them say the same, and which files they name."""

import hashlib
import json
from collections.abc import Iterator

from clusterbench_gui.domain.questions import FILES, Kind
from clusterbench_gui.forms.instance import Cell, Row, ref_of_cell
from clusterbench_gui.forms.replaying import is_computed
from clusterbench_gui.forms.session import FormSession


def fingerprint(session: FormSession) -> str:
    """SHA-256 over answers, absences and rows that are asked, by position. Clocks, calculations and keys do not count."""
    said = [
        [ref_of_cell(cell), cell.value, cell.absence.value if cell.absence else ""]
        for cell in _asked(session.top)
        if cell.value or cell.absence or cell.element.is_repeat
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def attached(session: FormSession) -> Iterator[tuple[str, str]]:
    """The paths of questions that are answered by a file, with its name."""
    for cell in _asked(session.top):
        kind = cell.element.control.kind if cell.element.control else None
        if cell.value and (kind in FILES or cell.element.bind.type == "binary"):
            yield ref_of_cell(cell, keys=True), cell.value


def _asked(row: Row) -> Iterator[Cell]:
    """The cells of rows and questions that are relevant, of a row and of those inside of it, in the order of the form."""
    for cell in row.slots:
        control = cell.element.control
        is_question = control is not None and control.kind is not Kind.NOTE and not is_computed(cell.element)
        if cell.relevant and (is_question or cell.element.is_repeat):
            yield cell
    for roster in row.rosters.values():
        for inner in roster.rows:
            yield from _asked(inner)
