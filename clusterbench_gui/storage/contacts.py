"""The registers of `domain.contacts`: the newest word of each field of each cluster, with its stamp.

A merge leaves behind what depends only on what has come in, not on its order, its parts or how often it came.
"""

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

from clusterbench_gui.domain.contacts import (
    APPOINTMENT,
    CONTACT_FIELDS,
    FIELDS,
    LONGEST,
    Appointment,
    Contact,
    Entry,
    appointment_of,
    appointment_text,
)
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.storage.engine import Database, sql_errors
from clusterbench_gui.storage.log.clock import LAST_CLOCK, tick
from clusterbench_gui.support.plain import plain

_COLUMNS = "cluster, field, value, clock, device"
_MERGE = (
    f"insert into contact ({_COLUMNS}) values (?, ?, ?, ?, ?)"  # noqa: S608 - our own names
    " on conflict (cluster, field) do update set value = excluded.value, clock = excluded.clock,"
    " device = excluded.device where (excluded.clock, excluded.device, excluded.value) > (clock, device, value)"
)
_LATEST = "select max(coalesce((select max(clock) from event), 0), coalesce((select max(clock) from contact), 0))"


class ContactRegisters(ABC):
    """What `Workspace` offers of contacts and appointments."""

    _file: Path

    @property
    @abstractmethod
    def _db(self) -> Database: ...

    @property
    @abstractmethod
    def _chain(self) -> str: ...

    @abstractmethod
    def _writing(self) -> AbstractContextManager[None]: ...

    def contacts(self) -> dict[str, Contact]:
        """What is known of whom to see, by code of cluster; nothing where nothing is known."""
        known: dict[str, Contact] = {}
        for one in self.contact_entries():
            if one.field in CONTACT_FIELDS and one.value:
                known[one.cluster] = known.get(one.cluster, Contact(one.cluster)).changed({one.field: one.value})
        return known

    def appointments(self) -> dict[str, Appointment]:
        """The appointments, by code of cluster."""
        return {
            one.cluster: appointment_of(one.cluster, one.value)
            for one in self.contact_entries()
            if one.field == APPOINTMENT and one.value
        }

    def contact_entries(self, clusters: Sequence[str] | None = None) -> tuple[Entry, ...]:
        """The registers as they travel, of these clusters or of all; those that were emptied are among them."""
        with sql_errors(self._file):
            return entries_of(self._db, clusters)

    def own_contact_entries(self) -> tuple[Entry, ...]:
        """Those that were said here."""
        query = f"select {_COLUMNS} from contact where device in (select chain from writer) order by cluster, field"  # noqa: S608 - our own names
        with sql_errors(self._file):
            return tuple(Entry(*row) for row in self._db.execute(query))

    def say_contacts(self, *said: Contact | Appointment) -> None:
        """Say how clusters are reached, all or none; only what differs from what is known is said anew.

        An appointment without a day is called off. Raises `ProblemError`: `contact-long`, `workspace-read-only` …
        """
        self._say([(one.cluster, _values(one)) for one in said])

    def forget_contact(self, cluster: str) -> None:
        """Empty every register of a cluster; the emptiness travels, and empties them elsewhere.

        Also those that are empty here: what another device said of them, and did not bring yet, is older than this.
        """
        with self._writing():
            clock = self._tick()
            merge_entries(self._db, [Entry(cluster, name, "", clock, self._chain) for name in sorted(FIELDS)])

    def merge_contacts(self, entries: Iterable[Entry]) -> None:
        """Take in what others said: of each register the newest word stands. Raises `ProblemError` (`contact-forged`)."""
        found = list(entries)
        wrong = next((one for one in found if not one.is_sound or one.clock > LAST_CLOCK), None)
        if wrong is not None:
            raise ProblemError(problem("contact-forged", Place(name=wrong.cluster)))
        with self._writing():
            merge_entries(self._db, found)

    def _say(self, words: Sequence[tuple[str, Mapping[str, str]]]) -> None:
        with self._writing():
            clock = self._tick()
            for cluster, values in words:
                known = {one.field: one.value for one in entries_of(self._db, [cluster])}
                said = {name: plain(value).strip() for name, value in values.items()}
                new = [(name, value) for name, value in said.items() if value != known.get(name, "")]
                entries = [Entry(cluster, name, value, clock, self._chain) for name, value in new]
                if not all(one.is_sound for one in entries):
                    raise ProblemError(problem("contact-long", Place(name=cluster), count=LONGEST))
                merge_entries(self._db, entries)

    def _tick(self) -> int:
        (seen,) = self._db.execute(_LATEST).fetchone()
        return tick(seen, datetime.now(UTC))


def _values(said: Contact | Appointment) -> dict[str, str]:
    return said.values if isinstance(said, Contact) else {APPOINTMENT: appointment_text(said)}


def entries_of(db: Database, clusters: Sequence[str] | None = None) -> tuple[Entry, ...]:
    """The registers of these clusters, or of all, by cluster and field."""
    query = (
        f"select {_COLUMNS} from contact where ? or cluster in (select value from json_each(?)) order by cluster, field"  # noqa: S608 - our own names
    )
    rows = db.execute(query, (clusters is None, json.dumps(list(clusters or ()))))
    return tuple(Entry(*row) for row in rows)


def merge_entries(db: Database, entries: Iterable[Entry]) -> None:
    """Keep of each register the newest word. Part of the caller's transaction."""
    db.conn.executemany(_MERGE, entries)
