"""How an interview came to be what it is, and what would take a step back; read from the log."""

from clusterbench_gui.app.studies import Study
from clusterbench_gui.domain.events import Event, EventKind, Statement
from clusterbench_gui.domain.problems import Place, ProblemError, problem

_ANSWERS = {EventKind.ANSWER, EventKind.ABSENCE}
_ROWS = {EventKind.REPEAT_ADDED: EventKind.REPEAT_REMOVED, EventKind.REPEAT_REMOVED: EventKind.REPEAT_ADDED}


def history(study: Study, interview: str, path: str) -> tuple[Event, ...]:
    """Everything that was said at one place, oldest first."""
    return study.workspace.history(interview, path)


def audit_trail(study: Study, interview: str) -> tuple[Event, ...]:
    """Everything that was said in an interview, by whom and when, oldest first: in the log's order, whatever clocks showed."""
    return study.workspace.events(interview)


def undo(study: Study, interview: str, event: str) -> tuple[Statement, ...]:
    """What has to be said to take an event back: the one that it replaced again; nothing where it does not stand any more.

    A row that was removed comes back with the answers that it had. Undoing is saying: the log keeps both. Raises
    `ProblemError` (`event-unknown`).
    """
    events = study.workspace.events(interview)
    undone = next((one for one in events if one.id == event), None)
    if undone is None:
        raise ProblemError(problem("event-unknown", Place(name=event)))
    standing = next((one for one in reversed(events) if one.path == undone.path and _alike(one, undone)), None)
    if standing is not undone:
        return ()
    if undone.kind in _ROWS:
        back = Statement(interview, _ROWS[undone.kind], "", undone.path)
        answers = _answers_below(events, undone.path) if undone.kind is EventKind.REPEAT_REMOVED else ()
        return (back, *answers)
    before = next((one for one in events if one.id == undone.replaces), None)
    if before is None:
        kind = undone.kind if undone.kind is EventKind.REMARK else EventKind.ANSWER
        return (Statement(interview, kind, "", undone.path),)
    return (Statement(interview, before.kind, before.value or "", before.path, before.typed),)


def _alike(one: Event, other: Event) -> bool:
    """Whether two events speak of the same thing, so that the later replaces the earlier."""
    for group in (_ANSWERS, set(_ROWS)):
        if one.kind in group:
            return other.kind in group
    return one.kind is other.kind


def _answers_below(events: tuple[Event, ...], row: str) -> tuple[Statement, ...]:
    """The answers that a row had when it was removed last, in the order in which they were given."""
    last: dict[str, Event] = {}
    for one in events:
        if one.path == row and one.kind is EventKind.REPEAT_ADDED:
            last.clear()
        elif one.kind in _ANSWERS and one.path.startswith(f"{row}/"):
            last.pop(one.path, None)
            last[one.path] = one
    return tuple(Statement(one.interview, one.kind, one.value or "", one.path, one.typed) for one in last.values())
