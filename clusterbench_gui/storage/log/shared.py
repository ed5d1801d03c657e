"""The side of a workspace that other devices see (docs/adr/0007-many-devices.md): their logs, conflicts, senders."""

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from clusterbench_gui.domain.attachments import Attachment
from clusterbench_gui.domain.devices import Sender
from clusterbench_gui.domain.events import Conflict, EventKind
from clusterbench_gui.domain.paradata import Stretch
from clusterbench_gui.domain.records import Merged, Record
from clusterbench_gui.domain.studies import Person
from clusterbench_gui.storage import attachments
from clusterbench_gui.storage import paradata as stretches
from clusterbench_gui.storage.engine import Database, checkpoint, committing, roomy, sql_errors
from clusterbench_gui.storage.log.conflicts import conflicts
from clusterbench_gui.storage.log.events import EventLog
from clusterbench_gui.storage.log.merge import merge, read_chains
from clusterbench_gui.storage.log.senders import add_sender, claimed, own_chains, read_senders

_ATTACHMENT = EventKind.ATTACHMENT.value


class SharedLog(ABC):
    """What `Workspace` offers for exchange with other devices."""

    folder: Path
    _file: Path
    _log: EventLog
    _later: list[Callable[[], None]] | None = None
    """What waits for the end of `bulk`; None where nothing has to."""

    @property
    @abstractmethod
    def _db(self) -> Database: ...

    @abstractmethod
    def _writing(self) -> AbstractContextManager[None]: ...

    @abstractmethod
    def _require_interview(self, interview: str) -> None: ...

    def merge(
        self,
        records: Iterable[Record],
        *,
        sender: str = "",
        others: bool = False,
        files: Mapping[str, bytes] | None = None,
        paradata: Sequence[Stretch] = (),
        beside: Callable[[], None] = lambda: None,
    ) -> Merged:
        """Take in events of other devices: all or none, each once, whatever their order (`storage.merge`).

        `sender` is the device that brings them: a chain belongs to the one that first brought it, and only the office may
        bring those of `others`. `files` are the ciphertexts of attachments that came along; they are kept as far as an
        event names them; `paradata` are stretches of its interviews. `beside` writes what belongs to them, in the same transaction. What a withdrawn consent erases is erased here too. Raises `ProblemError`: `event-forged`,
        `chain-forked`, `event-taken`, `chain-foreign`, `attachment-damaged`, and those of `engine`.
        """
        found = list(records)
        named = {one.file for each in found if each.kind == _ATTACHMENT and (one := Attachment.of(each.value))}
        with sql_errors(self._file):
            before = attachments.all_named(self._db)
        with roomy(self._db), self._writing():
            attachments.take_in(self.folder, {name: file for name, file in (files or {}).items() if name in named})
            merged = merge(self._db, claimed(self._db, found, sender, others=others))
            stretches.take_in(self._db, paradata)
            beside()
        self.afterwards(lambda: self._tidy(merged.interviews, before | named))
        return merged

    def _tidy(self, interviews: Sequence[str], files: set[str]) -> None:
        """Once it is committed: nothing of what a withdrawal erased is left in the write-ahead log or among the files."""
        with sql_errors(self._file):
            if self._is_any_withdrawn(interviews):
                checkpoint(self._db)
            attachments.discard(self.folder, files - attachments.all_named(self._db))

    def _is_any_withdrawn(self, interviews: Sequence[str]) -> bool:
        """Read from the log: a withdrawal that had waited may have joined it just now."""
        query = "select 1 from event where kind = 'consent-withdrawn' and interview in (select value from json_each(?)) limit 1"
        return self._db.execute(query, (json.dumps(interviews),)).fetchone() is not None

    @contextmanager
    def bulk(self) -> Iterator[None]:
        """Around several merges: one transaction, in which each is whole or not at all; on the disk when this ends.

        What one wrote is not encrypted and flushed again with the next. A failure keeps what was merged before it, unless it
        is the disk's. Raises `ProblemError`, those of `engine`.
        """
        self._later = []
        try:
            with sql_errors(self._file), roomy(self._db), committing(self._db):
                yield
        finally:
            later, self._later = self._later, None
            for call in later:
                call()

    def afterwards(self, call: Callable[[], None]) -> None:
        """Do what needs the merge on the disk: now, or at the end of `bulk`."""
        if self._later is None:
            call()
        else:
            self._later.append(call)

    def files_of(self, records: Iterable[Record]) -> dict[str, bytes]:
        """The ciphertexts of the attachments that these events name, as far as they are here."""
        named = {one.file for each in records if each.kind == _ATTACHMENT and (one := Attachment.of(each.value))}
        return attachments.read_some(self.folder, sorted(named))

    def own_chains(self) -> tuple[str, ...]:
        """The chains that no other device brought: what was written here."""
        with sql_errors(self._file):
            return own_chains(self._db)

    def chains(self) -> tuple[str, ...]:
        """Every chain of the log."""
        with sql_errors(self._file):
            return tuple(one for (one,) in self._db.execute("select distinct device from event order by device"))

    def records(self, chains: Sequence[str]) -> tuple[Record, ...]:
        """Every event of these chains as it travels, each chain from its beginning."""
        with sql_errors(self._file):
            return tuple(read_chains(self._db, chains))

    def conflicts(self, interview: str | None = None) -> tuple[Conflict, ...]:
        """What was said at one place by several who knew nothing of each other, of one interview or of all; by place."""
        with sql_errors(self._file):
            return conflicts(self._db, interview)

    def senders(self) -> tuple[Sender, ...]:
        """The devices whose bundles are accepted, by name."""
        with sql_errors(self._file):
            return read_senders(self._db)

    def add_sender(self, sender: Sender, *, instead_of: str = "") -> None:
        """Accept a device's bundles from now on; it takes over the chains of the device `instead_of`."""
        with self._writing():
            add_sender(self._db, sender, instead_of)

    def keep_paradata(self, paradata: Sequence[Stretch]) -> None:
        """Keep stretches of interviews; those that are there already have gone on. Durable on return.

        Raises `ProblemError`: `interview-unknown`, `interview-withdrawn`, and those of `engine`.
        """
        with self._writing():
            for interview in {one.interview for one in paradata}:
                self._require_interview(interview)
            stretches.keep(self._db, paradata)

    def paradata(self, *interviews: str) -> tuple[Stretch, ...]:
        """The stretches of these interviews, sitting by sitting, in the order in which they began."""
        with sql_errors(self._file):
            return tuple(stretches.read(self._db, interviews))

    def keepsake(self, name: str) -> str:
        """A text that the study keeps about itself or its exchange with other devices; "" where there is none."""
        with sql_errors(self._file):
            row = self._db.execute("select value from keepsake where name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def keep(self, name: str, value: str) -> None:
        """Keep such a text, in place of the one before."""
        with self._writing():
            self._db.execute("insert or replace into keepsake (name, value) values (?, ?)", (name, value))

    def add_persons(self, persons: Sequence[Person]) -> None:
        """Take in who speaks in the log of others, with their newest names."""
        with self._writing():
            for one in persons:
                self._log.keep_person(one)
