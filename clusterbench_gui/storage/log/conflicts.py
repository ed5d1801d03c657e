"""What two devices said at one place without knowing of each other (docs/adr/0007-many-devices.md). Read from the log."""

from collections.abc import Iterable

from clusterbench_gui.domain.events import Conflict, Event, EventKind, Statement
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.domain.status import Status
from clusterbench_gui.storage.engine import Database
from clusterbench_gui.storage.log.events import event_of

_HEADS = """
    with place as (select * from fork where (:interview is null or interview = :interview)
        and interview not in (select id from interview where status = 'withdrawn')),
    met as (select distinct interview from place)
    select place.about, entry.* from place
    cross join entry on entry.interview = place.interview and entry.path = place.path
        and entry.kind in ('answer', 'absence', 'remark') and iif(entry.kind = 'remark', 'remark', 'answer') = place.about
    where entry.id not in (select replaces from met cross join event using (interview) where replaces is not null)
    and entry.id not in (select closed.value from met cross join entry as settling using (interview)
        join json_each(settling.value) as closed where settling.kind = 'settled')
    order by entry.interview, entry.path, place.about, entry.clock, entry.device, entry.sequence"""


def conflicts(db: Database, interview: str | None = None) -> tuple[Conflict, ...]:
    """Every open conflict of one interview, or of all, by interview and path. Those who agree are in none.

    An answer is a head while no other replaces it and nothing settled it.
    """
    places: dict[tuple[str, str, str], list[Event]] = {}
    for about, *row in db.execute(_HEADS, {"interview": interview}):
        event = event_of(row)
        places.setdefault((event.interview, event.path, about), []).append(event)
    return tuple(
        Conflict(where, path, tuple(heads))
        for (where, path, _), heads in places.items()
        if len({(one.kind, one.value) for one in heads}) > 1
    )


def require_settled(db: Database, statements: Iterable[Statement]) -> None:
    """Raise `ProblemError` (`interview-in-conflict`) where an interview is to be finished or approved before it is settled."""
    done = {Status.FINISHED.value, Status.APPROVED.value}
    for one in statements:
        if one.kind is EventKind.STATUS and one.value in done and any(c.blocks for c in conflicts(db, one.interview)):
            raise ProblemError(problem("interview-in-conflict", Place(name=one.interview)))
