"""How an interview came to be what it is; read from the log. Taking a step back is `OpenInterview.put`."""

from dataclasses import dataclass

from clusterbench_gui.app.studies import Study
from clusterbench_gui.domain.events import Event, EventKind


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody said at a place: an answer, a reason for absence, a remark, a review."""

    kind: EventKind
    value: str
    typed: str
    wall: str
    person: str
    """By name; "" where the study does not know it."""


def history(study: Study, interview: str, path: str) -> tuple[Event, ...]:
    """Everything that was said at one place, oldest first."""
    return study.workspace.history(interview, path)


def told_at(study: Study, interview: str, path: str) -> tuple[Told, ...]:
    """The same with the names of those who said it, for a screen. What was erased is left out."""
    names = {one.id: one.name for one in study.workspace.persons()}
    return tuple(
        Told(one.kind, one.value, one.typed or "", one.wall, names.get(one.person, ""))
        for one in history(study, interview, path)
        if one.value is not None
    )


def audit_trail(study: Study, interview: str) -> tuple[Event, ...]:
    """Everything that was said in an interview, by whom and when, oldest first: in the log's order, whatever clocks showed."""
    return study.workspace.events(interview)
