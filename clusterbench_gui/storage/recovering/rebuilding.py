"""Projections made anew from the log, and everything out that belongs to nothing. Part of `repair`, on a copy."""

from collections.abc import Iterator

from clusterbench_gui.domain.problems import Place, Problem, problem
from clusterbench_gui.storage.engine import Database
from clusterbench_gui.storage.log.projections import FORKS_OF_LOG, INTERVIEWS_OF_LOG, erase_payloads

_INTERVIEW = "id, cluster, instrument, form, version, status, person, opened, touched, settled"
_INTERVIEWS = (
    f"insert into interview ({_INTERVIEW}) with begun ({_INTERVIEW}) as ({INTERVIEWS_OF_LOG})"  # noqa: S608 - our own texts
    " select * from begun where cluster is not null and instrument is not null"
    " order by (select min(clock) from event where interview = begun.id and kind = 'created'), id"
)


def rebuild(db: Database) -> tuple[Problem, ...]:
    """Make the list of interviews and the places in conflict anew from the log, erase what was withdrawn, and make every index anew.

    Returns `interview-lost` for each interview of which only parts are left: what began it cannot be had, so nothing can
    say what it was about; its events stay in the log. Part of the caller's transaction; foreign keys must be off.
    """
    db.execute("delete from payload where event not in (select id from event)")
    db.execute("delete from waiting where (device, sequence) in (select device, sequence from event)")
    db.execute("delete from fork")
    db.execute(f"insert into fork (interview, path, about) {FORKS_OF_LOG}")
    db.execute("delete from interview")
    db.execute(_INTERVIEWS)
    query = "select distinct interview from event where kind = 'consent-withdrawn'"  # its beginning may be lost
    for (withdrawn,) in db.execute(query).fetchall():
        erase_payloads(db, withdrawn)
    lost = tuple(_lost(db))
    for table in ("draft", "bookmark", "paradata"):
        db.execute(f"delete from {table} where interview not in (select id from interview)")  # noqa: S608 - our own names
    db.execute("reindex")
    return lost


def drop_old_drafts(db: Database) -> None:
    """Drafts that came back from a backup and were followed by an answer since."""
    db.execute(
        "delete from draft where exists (select 1 from event where event.interview = draft.interview"
        " and event.path = draft.path and event.wall > draft.wall)"
    )


def _lost(db: Database) -> Iterator[Problem]:
    query = "select interview, count(*) from event where interview not in (select id from interview) group by interview"
    for interview, count in db.execute(query):
        yield problem("interview-lost", Place(name=interview), count=count)
