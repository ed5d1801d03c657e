"""An interview from a table: texts of cells as answers, and a session that holds them."""

import re
from collections.abc import Collection, Iterator, Sequence

from clusterbench_gui.domain.events import Event
from clusterbench_gui.domain.questions import SELECTS, Failure, Fault, Kind
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.instance import Cell, Roster, Row, ref_of_cell
from clusterbench_gui.forms.model import Element
from clusterbench_gui.forms.places import by_key, find_cell
from clusterbench_gui.forms.replaying import CLOCKS, filled_in
from clusterbench_gui.forms.session import FormSession
from clusterbench_gui.forms.values import accepted_at
from clusterbench_gui.support.dates import read_date, read_datetime, read_time
from clusterbench_gui.support.numbers import read_decimal, read_integer

_INTEGERS = frozenset({"int", "integer"})
_READERS = {"decimal": read_decimal, "date": read_date, "time": read_time, "dateTime": read_datetime}
_READERS |= dict.fromkeys(_INTEGERS, read_integer)
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\dT)?\d\d:\d\d:\d\d\.\d{3}(Z|[+-]\d\d:\d\d)")
_TRUTHS = {"true": ("yes", "1", "tak"), "false": ("no", "0", "nie")}


def stored(element: Element, text: str) -> str | None:
    """A cell's text as an element stores it: as submissions write it, else as people type it; None where it is neither."""
    if element.control is not None and element.control.kind in SELECTS:
        single = element.control.kind is Kind.SELECT_ONE
        return text.strip() if single else " ".join(text.split())
    found = accepted_at(element, text)
    if found is not None and _MOMENT.fullmatch(text):
        return text  # the same moment in another zone would be another text
    reader = _READERS.get(element.bind.type)
    if found is not None or reader is None:
        return found
    read = reader(text)
    return None if read is None else accepted_at(element, read)


def place_of(element: Element, keys: Sequence[str]) -> str:
    """The path of an element in the rows with these keys, outermost first. Raises ValueError where their number differs."""
    waiting = list(keys)
    steps: list[str] = []
    chain: list[Element] = []
    one: object = element
    while isinstance(one, Element):
        chain.append(one)
        one = one.parent
    for step in reversed(chain):
        steps.append(f"{step.step}[{waiting.pop(0)}]" if step.is_repeat and waiting else step.step)
        if step.is_repeat and "[" not in steps[-1]:
            raise ValueError(element.path)
    if waiting:
        raise ValueError(element.path)
    return "/" + "/".join(steps)


def filled(form: Form, instance_id: str, said: Sequence[Event], rosters: Collection[Element]) -> FormSession:
    """A session that holds what a table says. Rows of `rosters` that it does not list are taken out.

    What the clock would fill in stays empty: the moment of reading is not that of the interview.
    """
    session = FormSession(form, instance_id=instance_id, keep_violations=True)
    session.restore(said)
    engine = session.engine
    listed = {event.path for event in said}
    for cell in filled_in(engine):
        if cell.element.bind.preload in CLOCKS and ref_of_cell(cell, keys=True) not in listed:
            engine.set_value(cell, "")
    for roster in list(_open_rosters(session.top)):
        if roster.element in rosters:
            for row in [one for one in roster.rows if ref_of_cell(one.cell, keys=True) not in listed]:
                engine.remove(row)
    engine.settle()
    for cell in list(_truths(session.top)):
        names = session.states.lists.names(cell)
        if cell.value not in names:
            engine.set_value(cell, next((one for one in _TRUTHS[cell.value] if one in names), cell.value))
    engine.settle()
    engine.forget()
    return session


def faults(session: FormSession) -> tuple[tuple[str, Failure], ...]:
    """The paths of answers that break a rule or are not on offer; answers that lack are none."""
    found = (one for one in session.validate() if one.check.fault is not Fault.REQUIRED)
    return tuple((session.path_of(one.ref), one) for one in found)


def is_asked(session: FormSession, path: str) -> bool:
    """Whether what stands at a path is relevant, in a row that is in place."""
    cell = find_cell(session.top, path, by_key)
    return cell is not None and cell.relevant and session.engine.is_placed(cell)


def _open_rosters(row: Row) -> Iterator[Roster]:
    """The rosters whose rows people add, where they are asked."""
    for roster in row.rosters.values():
        if roster.element.user_rows and roster.parent.relevant:
            yield roster
        for inner in list(roster.rows):
            yield from _open_rosters(inner)


def _truths(row: Row) -> Iterator[Cell]:
    """The choices that a workbook's tick boxes would make."""
    for cell in row.slots:
        control = cell.element.control
        if cell.value in _TRUTHS and control is not None and control.kind is Kind.SELECT_ONE:
            yield cell
    for roster in row.rosters.values():
        for inner in roster.rows:
            yield from _truths(inner)
