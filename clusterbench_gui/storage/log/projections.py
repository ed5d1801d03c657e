"""Tables that are read from the log: interviews, and places where devices met. Kept up per event, and comparable with the log.

The log's order is (clock, device, sequence).
"""

import json
from collections.abc import Sequence

from clusterbench_gui.domain.events import Event, EventKind
from clusterbench_gui.domain.status import Status
from clusterbench_gui.storage.engine import Database

_INTERVIEWS = """
    select made.interview, iif(json_valid(made.value), json_extract(made.value, '$.cluster'), null),
        iif(json_valid(made.value), json_extract(made.value, '$.instrument'), null),
        made.form, made.version,
        case when exists (select 1 from event where interview = made.interview and kind = 'consent-withdrawn')
            then 'withdrawn'
            else coalesce((select value from entry where interview = made.interview and kind = 'status'
                order by clock desc, device desc, sequence desc limit 1), 'open') end,
        made.person, made.wall,
        (select wall from event where interview = made.interview
            order by clock desc, device desc, sequence desc limit 1),
        coalesce((select max(clock) from event where interview = made.interview and kind = 'status'), 0)
    from entry as made where made.kind = 'created' {among} and not exists (
        select 1 from event where interview = made.interview and kind = 'created'
        and (clock, device, sequence) < (made.clock, made.device, made.sequence))"""
_FORKS = """
    select interview, path, iif(kind = 'remark', 'remark', 'answer') as about from event
    where kind in ('answer', 'absence', 'remark') and interview in (
        select interview from event where true {among} group by interview having min(device) <> max(device))
    and id not in (select replaces from event where replaces is not null {among})
    group by interview, path, about having count(*) > 1"""
_AMONG = "and interview in (select value from json_each(:interviews))"

INTERVIEWS_OF_LOG = _INTERVIEWS.format(among="")
"""Of an interview that two devices created (one submission imported twice), the earlier beginning counts."""
FORKS_OF_LOG = _FORKS.format(among="")
"""Places where the chains of several devices meet and more than one thing was said that nothing replaces."""


def project(db: Database, event: Event) -> None:
    """Bring the projections up to an event that is the newest of its interview. Part of the caller's transaction."""
    match event.kind:
        case EventKind.CREATED:
            _project_created(db, event)
        case EventKind.ANSWER | EventKind.ABSENCE:
            db.execute("delete from draft where interview = ? and path = ?", (event.interview, event.path))
        case EventKind.REPEAT_REMOVED:
            db.execute(
                "delete from draft where interview = ? and substr(path, 1, length(?)) = ?",
                (event.interview, f"{event.path}/", f"{event.path}/"),
            )
        case EventKind.STATUS:
            _set_status(db, event.interview, Status(event.value))
            db.execute("update interview set settled = ? where id = ?", (event.clock, event.interview))
        case EventKind.CONSENT_WITHDRAWN:
            _set_status(db, event.interview, Status.WITHDRAWN)
            erase_payloads(db, event.interview)
    db.execute("update interview set touched = ? where id = ?", (event.wall, event.interview))


def project_joined(db: Database, interviews: Sequence[str]) -> None:
    """Bring the projections up to events that joined the log, in any order, and that are of these interviews. Drafts stay."""
    among = {"interviews": json.dumps(list(interviews))}
    withdrawn = f"select distinct interview from event where kind = 'consent-withdrawn' {_AMONG}"  # noqa: S608 - our own text
    for (interview,) in db.execute(withdrawn, among).fetchall():
        erase_payloads(db, interview)
    db.execute(f"delete from fork where true {_AMONG}", among)  # noqa: S608 - same
    db.execute(f"insert into fork {_FORKS.format(among=_AMONG)}", among)
    columns = "cluster, instrument, form, version, status, person, opened, touched, settled"
    changes = ", ".join(f"{one} = excluded.{one}" for one in columns.split(", "))
    log = _INTERVIEWS.format(among=_AMONG.replace("interview in", "made.interview in"))
    db.execute(
        f"insert into interview (id, {columns}) {log} on conflict (id) do update set {changes}",
        among,
    )


def erase_payloads(db: Database, interview: str) -> None:
    """Erase all that was answered or remarked in an interview, drafts and paradata included. Its events stay, the chain holds.

    What created it, its status and the withdrawal itself are kept: they name cluster and instrument, and are no answers.
    """
    db.execute(
        "delete from payload where event in"
        " (select id from event where interview = ? and kind not in ('created', 'status', 'consent-withdrawn'))",
        (interview,),
    )
    db.execute(
        "update waiting set salt = null, value = null, typed = null"
        " where interview = ? and kind not in ('created', 'status', 'consent-withdrawn')",
        (interview,),
    )
    for table in ("draft", "paradata"):
        db.execute(f"delete from {table} where interview = ?", (interview,))  # noqa: S608 - our own names


def _project_created(db: Database, event: Event) -> None:
    about = json.loads(event.value or "{}")
    row = (event.interview, about["cluster"], about["instrument"], event.form, event.version)
    db.execute(
        "insert into interview (id, cluster, instrument, form, version, status, person, opened, touched, settled)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
        (*row, Status.OPEN.value, event.person, event.wall, event.wall),
    )


def _set_status(db: Database, interview: str, status: Status) -> None:
    db.execute("update interview set status = ? where id = ?", (status.value, interview))
