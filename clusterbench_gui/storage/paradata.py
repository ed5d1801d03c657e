"""Stretches of interviews (docs/adr/0010-paradata.md): kept beside the log, erased with the answers."""

import json
from collections.abc import Iterable, Iterator, Sequence

from clusterbench_gui.domain.paradata import Stretch
from clusterbench_gui.storage.engine import Database

_KEEP = (
    "insert into paradata (sitting, number, interview, person, doing, path, start, milliseconds, corrections)"
    " values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_GO_ON = (
    " on conflict (sitting, number) do update set milliseconds = max(milliseconds, excluded.milliseconds),"
    " corrections = max(corrections, excluded.corrections) where interview = excluded.interview"
)
_WITHDRAWN = (
    "delete from paradata where interview in (select value from json_each(?)) and exists"
    " (select 1 from event where event.interview = paradata.interview and kind = 'consent-withdrawn')"
)


def keep(db: Database, stretches: Iterable[Stretch]) -> None:
    """Keep stretches; one that is there already has gone on since, and is never shortened. Part of the caller's transaction."""
    db.conn.executemany(_KEEP + _GO_ON, stretches)


def take_in(db: Database, stretches: Sequence[Stretch]) -> None:
    """Keep what another device sent, unless it is of a withdrawn interview. Part of the caller's transaction."""
    keep(db, stretches)
    db.execute(_WITHDRAWN, (json.dumps(sorted({one.interview for one in stretches})),))


def read(db: Database, interviews: Sequence[str]) -> Iterator[Stretch]:
    """The stretches of these interviews, sitting by sitting, in the order of their beginnings."""
    query = (
        "select paradata.* from paradata join (select sitting, min(start) as begun from paradata"
        " where interview in (select value from json_each(:all)) group by sitting) using (sitting)"
        " where interview in (select value from json_each(:all)) order by begun, sitting, number"
    )
    for row in db.execute(query, {"all": json.dumps(list(interviews))}):
        yield Stretch(*row)
