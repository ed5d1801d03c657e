"""Going through answered questions once more, as JavaRosa does; and the submission before this one."""

from clusterbench_gui.domain.questions import SELECTS
from clusterbench_gui.forms.choosing import chosen
from clusterbench_gui.forms.engine import Engine
from clusterbench_gui.forms.states import States, asked
from clusterbench_gui.forms.xml import parse_xml
from clusterbench_gui.forms.xpath.lookup import Library


def last_saved(submission: bytes | None) -> Library | None:
    """What defaults are taken from. Raises `ProblemError` where it is no XML."""
    return None if submission is None else Library(parse_xml("last-saved", submission).children)


def drop_stale(engine: Engine, states: States) -> None:
    """Take back choices that can no longer be made."""
    for cell in list(asked(engine.top.cell)):
        control = cell.element.control
        if cell.value and control and control.kind in SELECTS and control.itemset and cell.relevant:
            names = set(states.lists.names(cell))
            engine.set_value(cell, " ".join(name for name in chosen(cell) if name in names))
            engine.settle()
    engine.forget()


def confirm(engine: Engine, states: States) -> None:
    """Answer every question again with what it holds, up to the first that fails."""
    for cell in list(asked(engine.top.cell)):
        if states.check(cell) is not None:
            break
        if cell.value:
            engine.touch(cell)
            engine.settle()
    engine.forget()
