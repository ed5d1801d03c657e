"""An interview as flat rows: one of the whole instance, and one for each row of a roster."""

from collections.abc import Iterator
from dataclasses import dataclass

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.questions import Kind
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.instance import Cell, Row
from clusterbench_gui.forms.model import Element
from clusterbench_gui.forms.session import FormSession


@dataclass(frozen=True, slots=True)
class FlatRow:
    """A row of a roster, or of the interview itself (`roster` and `key` are ""). Values and absences are in form order.

    A question that is not relevant has no value and the absence NOT_ASKED; one that nobody answered yet has neither.
    """

    roster: str
    key: str
    names: tuple[str, ...]
    values: tuple[str, ...]
    absences: tuple[Absence | None, ...]


def flat_rows(session: FormSession) -> Iterator[FlatRow]:
    """The interview's own row first, then those of each roster in form order. Notes are no columns."""
    form = session.form
    yield _flat(session.top, "", _questions(form, form.root))
    for repeat in form.elements:
        if repeat.is_repeat:
            questions = _questions(form, repeat)
            for cell in session.top.cells(repeat):
                if cell.relevant:
                    yield _flat(cell.row, repeat.name, questions)


def _questions(form: Form, scope: Element) -> list[Element]:
    return [
        one
        for one in form.elements
        if one.scope is scope and one.is_leaf and one.control is not None and one.control.kind is not Kind.NOTE
    ]


def _flat(row: Row, roster: str, questions: list[Element]) -> FlatRow:
    cells = [row.slots[one.slot] for one in questions]
    return FlatRow(
        roster,
        _key(row),
        tuple(one.name for one in questions),
        tuple(cell.value if cell.relevant else "" for cell in cells),
        tuple(_absence(cell) for cell in cells),
    )


def _absence(cell: Cell) -> Absence | None:
    if not cell.relevant:
        return Absence.NOT_ASKED
    return None if cell.value else cell.absence


def _key(row: Row) -> str:
    """The keys of a row and of the rows around it, outermost first."""
    keys: list[str] = []
    one: Row | None = row
    while one is not None and one.key:
        keys.append(one.key)
        one = one.parent
    return "/".join(reversed(keys))
