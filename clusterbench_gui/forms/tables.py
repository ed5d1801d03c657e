"""Interviews of a form as flat tables: one of whole interviews, and one of the rows of each roster."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.questions import Kind
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.instance import Cell, Row
from clusterbench_gui.forms.model import Element, Rule
from clusterbench_gui.forms.session import FormSession


@dataclass(frozen=True, slots=True)
class FlatRow:
    """A row of a table. `key` is that of a roster's row, "" for the interview itself.

    Values and absences are by column, what was `calculated` by calculation. A question that is not relevant has no value and the absence NOT_ASKED; one that nobody answered yet has neither.
    """

    key: str
    values: tuple[str, ...]
    absences: tuple[Absence | None, ...]
    calculated: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FlatTable:
    """The interview's own questions (`roster` is ""), or those of a roster's rows, in form order; notes are no columns.

    Questions of one name have the names of the groups around them before theirs; so have rosters. `parent` is the roster
    around this one, "" where that is the interview.
    """

    roster: str
    parent: str
    columns: tuple[str, ...]
    calculations: tuple[str, ...]
    scope: Element
    questions: tuple[Element, ...]
    computed: tuple[Element, ...]

    def rows(self, session: FormSession) -> Iterator[FlatRow]:
        """The rows that an interview has in this table."""
        if not self.roster:
            yield self._row(session.top)
            return
        for cell in session.top.cells(self.scope):
            if cell.relevant:
                yield self._row(cell.row)

    def _row(self, row: Row) -> FlatRow:
        cells = [row.slots[one.slot] for one in self.questions]
        values = tuple(cell.value if cell.relevant else "" for cell in cells)
        computed = (row.slots[one.slot] for one in self.computed)
        return FlatRow(
            key=_key(row),
            values=values,
            absences=tuple(_absence(cell) for cell in cells),
            calculated=tuple(cell.value if cell.relevant else "" for cell in computed),
        )


def flat_tables(form: Form) -> tuple[FlatTable, ...]:
    """The tables of a form: the interview's own first, then the rosters in form order."""
    rosters = [one for one in form.elements if one.is_repeat]
    names = {form.root: "", **dict(zip(rosters, _distinct(rosters, form.root), strict=True))}
    return tuple(_table(form, scope, name, names[_around(scope)]) for scope, name in names.items())


def _around(scope: Element) -> Element:
    """The roster around a roster, or the root."""
    return scope.parent.scope if isinstance(scope.parent, Element) else scope


def _table(form: Form, scope: Element, roster: str, parent: str) -> FlatTable:
    leaves = [one for one in form.elements if one.scope is scope and one.is_leaf]
    questions = [one for one in leaves if one.control is not None and one.control.kind is not Kind.NOTE]
    computed = [one for one in leaves if one.control is None and one.program(Rule.CALCULATE) is not None]
    names = _distinct([*questions, *computed], scope)
    columns, calculations = tuple(names[: len(questions)]), tuple(names[len(questions) :])
    return FlatTable(roster, parent, columns, calculations, scope, tuple(questions), tuple(computed))


def _distinct(elements: list[Element], scope: Element) -> list[str]:
    """Names of elements; where two are equal, their paths below the scope."""
    counts = Counter(one.name for one in elements)
    return [one.name if counts[one.name] == 1 else one.path.removeprefix(f"{scope.path}/") for one in elements]


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
