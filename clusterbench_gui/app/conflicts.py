"""Where two devices said different things at one place: see them, and settle them (docs/adr/0007-many-devices.md)."""

import json

from clusterbench_gui.app.studies import Study
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.events import Conflict, Event, EventKind, Role, Statement
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.domain.studies import Person


def conflicts(study: Study, interview: str | None = None) -> tuple[Conflict, ...]:
    """Every open conflict of the study, or of one interview; each head says who said what and when."""
    return study.workspace.conflicts(interview)


def conflicted(study: Study) -> frozenset[str]:
    """Interviews that cannot be finished, approved or scored before a supervisor has settled their conflicts."""
    return frozenset(one.interview for one in study.workspace.conflicts() if one.blocks)


def settle(study: Study, conflict: Conflict, chosen: Event | str | Absence, author: Person) -> None:
    """Say what holds: one of the heads, or another value or absence; a text where it is a remark. All that was said stays in the log.

    Raises `ProblemError`: `role-supervisor` (somebody else may not), `conflict-changed` (it is not open any more, or more
    was said meanwhile), and those of `Workspace.append`.
    """
    if author.role is not Role.SUPERVISOR:
        raise ProblemError(problem("role-supervisor", Place(name=author.name)))
    if conflict not in study.workspace.conflicts(conflict.interview):
        raise ProblemError(problem("conflict-changed", Place(name=conflict.path)))
    closed = json.dumps([one.id for one in conflict.heads])
    settled = Statement(conflict.interview, EventKind.SETTLED, closed, conflict.path)
    study.workspace.append([_statement(conflict, chosen), settled], author)


def _statement(conflict: Conflict, chosen: Event | str | Absence) -> Statement:
    where, path = conflict.interview, conflict.path
    match chosen:
        case Event():
            return Statement(where, chosen.kind, chosen.value or "", path, chosen.typed)
        case Absence():
            return Statement(where, EventKind.ABSENCE, chosen.value, path)
    return Statement(where, EventKind.ANSWER if conflict.blocks else EventKind.REMARK, chosen, path)
