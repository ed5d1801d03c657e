"""A questionnaire as a way with stops: where somebody who answers line by line is asked something."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clusterbench_gui.domain.questions import Choice, GroupState, Item, Kind, QuestionState, RosterState
from clusterbench_gui.forms.session import FormSession

_BETWEEN = re.compile(r"[,\s]+")
_SEVERAL = frozenset({Kind.SELECT_MULTIPLE, Kind.RANK})
ACKNOWLEDGED = "OK"
"""What a submission holds where somebody acknowledged."""

Lead = str | QuestionState
"""What is read on the way to a stop: a heading, a note, or an answer that the form gives itself."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A question to answer, or a roster to lengthen, behind its last row. `roster` is the ref of the innermost one around."""

    state: QuestionState | RosterState
    lead: tuple[Lead, ...]
    roster: str = ""

    @property
    def ref(self) -> str:
        """The ref of the question or roster."""
        return self.state.ref


def stops(session: FormSession) -> tuple[list[Stop], tuple[Lead, ...]]:
    """All stops in form order, and what is to be read behind the last."""
    lead: list[Lead] = []
    found: list[Stop] = []
    for section in session.sections():
        lead.append(section.label or section.name)
        found += _stops(session, section.items, lead, "")
    return found, tuple(lead)


def _stops(session: FormSession, items: Iterable[Item], lead: list[Lead], roster: str) -> Iterator[Stop]:
    for item in items:
        if isinstance(item, GroupState):
            lead.append(item.label)
        elif isinstance(item, RosterState):
            for number, row in enumerate(item.rows, start=1):
                lead.append(f"{row.label or item.label or item.name} ({number})")
                yield from _stops(session, session.items(row.ref), lead, roster if item.fixed else item.ref)
            if not item.fixed:
                yield Stop(item, _taken(lead), item.ref)
        elif item.is_asked:
            yield Stop(item, _taken(lead), roster)
        else:
            lead.append(item)


def _taken(lead: list[Lead]) -> tuple[Lead, ...]:
    taken = tuple(lead)
    lead.clear()
    return taken


def options(question: QuestionState) -> dict[str, Choice]:
    """The choices by what is typed for them: their numbers, or their names where these are numbers themselves."""
    choices = question.choices
    if question.kind is Kind.ACKNOWLEDGE:
        choices = (Choice(ACKNOWLEDGED, ACKNOWLEDGED),)
    if any(one.name.isdecimal() for one in choices):
        return {one.name: one for one in choices}
    return {str(number): one for number, one in enumerate(choices, start=1)}


def value_of(question: QuestionState, line: str) -> str:
    """The value that a line stands for."""
    names = {key: one.name for key, one in options(question).items()}
    if question.kind in _SEVERAL:
        return " ".join(names.get(word, word) for word in _BETWEEN.split(line) if word)
    return names.get(line, line)
