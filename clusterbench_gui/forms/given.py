"""What somebody gives as an answer, as the value that a question holds."""

from collections.abc import Iterable

from clusterbench_gui.domain.questions import SELECTS, Kind
from clusterbench_gui.forms.instance import Cell
from clusterbench_gui.forms.values import accepted
from clusterbench_gui.support.plain import plain


def as_value(cell: Cell, given: str, names: Iterable[str], *, keeps: bool) -> str | None:
    """The value; None where it is none of this question. `names` are the choices of a select.

    `keeps`: chosen options that are no longer offered may stay until somebody takes them out, where several can be chosen.
    """
    control = cell.element.control
    assert control is not None
    value = plain(given)
    if control.kind not in SELECTS:
        return accepted(value, control.kind, cell.element.bind.type)
    allowed = set(names)
    if control.kind is Kind.SELECT_ONE:
        return value if value in allowed else None
    if keeps:
        allowed |= set(cell.value.split())
    chosen = value.split()
    return " ".join(chosen) if chosen and allowed.issuperset(chosen) else None
