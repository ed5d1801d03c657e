"""What somebody gives as an answer, as the value that a question holds."""

from collections.abc import Collection

from clusterbench_gui.domain.questions import SELECTS, Kind
from clusterbench_gui.forms.instance import Cell
from clusterbench_gui.forms.values import accepted
from clusterbench_gui.support.plain import plain


def as_value(cell: Cell, given: str, names: Collection[str]) -> str | None:
    """The value; None where it is none of this question. `names` are the choices of a select."""
    control = cell.element.control
    assert control is not None
    value = plain(given)
    if control.kind not in SELECTS:
        return accepted(value, control.kind, cell.element.bind.type)
    if control.kind is Kind.SELECT_ONE:
        return value if value in names else None
    chosen = value.split()
    return " ".join(chosen) if chosen and all(name in names for name in chosen) else None
