"""A study's workspace: the folder `NAME.clusterbench` with its encrypted database, open to write or to read.

A `Workspace` is synchronous and belongs to the thread that opened it. What a method has written when it returns survives
a crash and a power cut. Failures are `ProblemError`s; the codes stand at `open`, `create` and in `engine`.
"""

import contextlib
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from clusterbench_gui.domain.attachments import Attachment
from clusterbench_gui.domain.events import Event, EventKind, Role, Statement
from clusterbench_gui.domain.problems import Place, Problem, ProblemError, problem
from clusterbench_gui.domain.status import Status
from clusterbench_gui.domain.studies import Cluster, Interview, Person, StudyInfo
from clusterbench_gui.storage import attachments
from clusterbench_gui.storage.attachments import opened_source
from clusterbench_gui.storage.backups.automatic import backup_if_changed
from clusterbench_gui.storage.backups.keeper import Keeper
from clusterbench_gui.storage.checks.heads import cut_chains
from clusterbench_gui.storage.contacts import ContactRegisters
from clusterbench_gui.storage.edition_files import changed_files, read_files
from clusterbench_gui.storage.engine import Database, checkpoint, sql_errors
from clusterbench_gui.storage.keys import envelope as keys
from clusterbench_gui.storage.keys.device import device_id
from clusterbench_gui.storage.keys.recipients import with_office
from clusterbench_gui.storage.log.conflicts import require_settled
from clusterbench_gui.storage.log.events import EventLog, Wall
from clusterbench_gui.storage.log.shared import SharedLog
from clusterbench_gui.storage.log.writer import Writer
from clusterbench_gui.storage.opening import DATABASE, KEYS, Beginning, Opened, build, open_database, unlock
from clusterbench_gui.support.plain import plain

_INTERVIEWS = "select id, cluster, instrument, form, version, status, person, opened, touched, settled from interview"
_BEGUN = "(select min(clock) from event where interview = interview.id and kind = 'created')"


class Workspace(SharedLog, ContactRegisters):
    """An open study. Made by `create` or `open`; a context manager that closes."""

    def __init__(
        self, folder: Path, opened: Opened, data_key: bytes, *, envelope: keys.Envelope, notices: Sequence[Problem] = ()
    ) -> None:
        self.folder = folder
        self._file = folder / DATABASE
        self._opened = opened
        self._data_key = data_key
        self.notices = tuple(notices)
        """What went wrong beside opening, such as a backup before a migration; nothing that keeps anybody from working."""
        self._envelope = envelope
        self._writer = Writer.enter(opened.db, self._file) if opened.lock else None
        self._log = EventLog(opened.db, self._chain)

    @classmethod
    def create(
        cls,
        folder: Path,
        *,
        title: str,
        edition: str,
        files: Mapping[str, bytes],
        synthetic: bool = False,
        study: str = "",
        passphrase: str | None = None,
        cost: keys.Cost = keys.DEFAULT_COST,
    ) -> Self:
        """Make a study in a new folder, with a copy of the edition's files, and open it. All of it or nothing.

        `study` is the id of one that another device made. Without a passphrase the user's profile key opens it. Raises `ProblemError`: `folder-exists`,
        `folder-not-writable`, `disk-full`, `disk-error`, `passphrase-empty`, `profile-key-damaged`, `device-damaged`.
        """
        device_id()  # made here on first need: where the profile cannot be written, nothing is begun
        data_key = keys.new_data_key()
        envelope = keys.seal(data_key, passphrase, cost=cost)
        build(folder, Beginning(title, edition, files, synthetic, study), envelope, data_key)
        return cls._opened_with(folder, envelope, data_key, read_only=False)

    @classmethod
    def open(cls, folder: Path, *, passphrase: str | None = None, read_only: bool = False) -> Self:
        """Open a study to write; to read where another process writes or the folder may only be read (`info.read_only`).

        Raises `ProblemError`: `folder-missing`, `workspace-foreign`, `workspace-damaged`, `key-file-damaged`,
        `workspace-newer`, `workspace-older` (to be read, but waits for a migration), `passphrase-needed`,
        `passphrase-wrong`, `key-missing`, `profile-key-damaged`, `device-damaged`, and those of `engine`.
        """
        envelope, data_key = unlock(folder, passphrase)
        return cls._opened_with(folder, envelope, data_key, read_only=read_only)

    @classmethod
    def _opened_with(cls, folder: Path, envelope: keys.Envelope, data_key: bytes, *, read_only: bool) -> Self:
        notices: list[Problem] = []
        opened = open_database(
            folder,
            data_key,
            read_only=read_only,
            before_migration=lambda: notices.extend(backup_if_changed(folder, data_key)[1]),
        )
        try:
            if opened.lock:
                with sql_errors(folder / DATABASE):
                    # an old copy put back names fewer files than there are: its answers may come back from a backup
                    if not any(cut_chains(opened.db, folder / DATABASE)):
                        attachments.sweep(opened.db, folder)
            return cls(folder, opened, data_key, envelope=envelope, notices=notices)
        except BaseException:
            opened.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Bring the write-ahead log home, close, and let others write."""
        writer, self._writer = self._writer, None
        if writer:
            writer.leave(self._db, self._file)
        self._opened.close()

    @property
    def info(self) -> StudyInfo:
        """What the study says of itself."""
        with sql_errors(self._file):
            query = "select id, title, edition, synthetic, created from study"
            row = self._db.execute(query).fetchone()
        if row is None:
            raise ProblemError(problem("workspace-damaged", Place(file=str(self._file))))
        study, title, edition, synthetic, created = row
        return StudyInfo(
            study,
            title,
            edition,
            bool(synthetic),
            created,
            self._envelope.passphrase is not None,
            self._opened.read_only,
        )

    def edition_files(self) -> dict[str, bytes]:
        """The edition's files by name. Raises `ProblemError` (`edition-file-changed`) where one is not what was copied."""
        with sql_errors(self._file):
            changed = changed_files(self._db)
            files = read_files(self._db)
        if changed:
            file = str(self._file)
            raise ProblemError(*(problem("edition-file-changed", Place(file=file, name=name)) for name in changed))
        return files

    def set_passphrase(self, new: str | None, *, old: str | None = None, cost: keys.Cost = keys.DEFAULT_COST) -> None:
        """Set, change or (None) take away the passphrase; the database is not rewritten. `old` must open the study.

        The study's own backups get the new key file: by an older one, which may need no passphrase, they would give the data
        key away. One that cannot be rewritten is named in `notices`, and the next opening tries again.
        Raises `ProblemError`: `passphrase-wrong`, `passphrase-needed`, `passphrase-empty`, `workspace-read-only` …
        """
        self._require_writing()
        self._envelope = keys.change_passphrase(self.folder / KEYS, old, new, cost=cost)
        self.notices += self.keeper.erase()

    @property
    def keeper(self) -> Keeper:
        """What makes backups of this study, on any thread, beside whoever writes."""
        return Keeper(self.folder, self._data_key, lambda: self._envelope)

    def add_office(self, recipient: str, *, passphrase: str | None = None) -> None:
        """Let the office with this age recipient (`age1…`) open the study as well; `passphrase` must open it now.

        Raises `ProblemError`: `recipient-wrong`, `passphrase-wrong`, `passphrase-needed`, `workspace-read-only` …
        """
        self._require_writing()
        file = self.folder / KEYS
        envelope = keys.read_envelope(file)
        envelope = with_office(envelope, keys.unseal(envelope, passphrase, file), recipient)
        keys.write_envelope(file, envelope)
        self._envelope = envelope

    def clusters(self) -> tuple[Cluster, ...]:
        """Every cluster of the study, by code."""
        with sql_errors(self._file):
            rows = self._db.execute("select code, name, groups from cluster order by code").fetchall()
        return tuple(Cluster(code, name, json.loads(groups)) for code, name, groups in rows)

    def add_clusters(self, clusters: Sequence[Cluster]) -> None:
        """Add clusters, all or none; one whose code is there already gets the new name and groups."""
        with self._writing():
            for one in clusters:
                self._db.execute(
                    "insert into cluster (code, name, groups) values (?, ?, ?)"
                    " on conflict (code) do update set name = excluded.name, groups = excluded.groups",
                    (one.code, one.name, json.dumps(dict(one.groups), ensure_ascii=False, sort_keys=True)),
                )

    def persons(self) -> tuple[Person, ...]:
        """Everybody who said something in the log, by name."""
        with sql_errors(self._file):
            rows = self._db.execute("select id, name, role from person order by name, id").fetchall()
        return tuple(Person(identity, name, Role(role)) for identity, name, role in rows)

    def interviews(self) -> tuple[Interview, ...]:
        """Every interview, in the order they were begun."""
        with sql_errors(self._file):
            rows = self._db.execute(f"{_INTERVIEWS} order by {_BEGUN}, id").fetchall()
        return tuple(_interview(row) for row in rows)

    def interview(self, identity: str) -> Interview:
        """The interview with this id. Raises `ProblemError` (`interview-unknown`)."""
        with sql_errors(self._file):
            row = self._db.execute(f"{_INTERVIEWS} where id = ?", (identity,)).fetchone()
        if row is None:
            raise ProblemError(problem("interview-unknown", Place(name=identity)))
        return _interview(row)

    def append(self, statements: Sequence[Statement], author: Person, *, wall: Wall = None) -> tuple[Event, ...]:
        """Append statements to the log, all or none; durable on return. Drafts at their paths go, the author is kept.

        `wall` is the time to be written where it is not now, an import's or a demonstration's; one for each statement, or
        one for all. The clock follows it as far as the log's order allows. A `created` statement's value is JSON with
        cluster, instrument, form and version; a withdrawn consent erases what was answered. Raises ValueError where
        there are more or fewer times than statements, and `ProblemError`: `interview-unknown`, `interview-exists`,
        `interview-withdrawn`, `interview-in-conflict` (it cannot be finished or approved), `cluster-unknown`, `disk-full`,
        `disk-error`, `workspace-read-only` …
        """
        with self._writing():
            require_settled(self._db, statements)
            return self._log.append(statements, author, wall)

    def attach(self, interview: str, path: str, source: Path | BinaryIO, name: str, author: Person) -> Event:
        """Keep a file at a question in place of the one before: encrypted, durable on return, and only then in the log.

        It is read in chunks, whatever its size. `name` loses what a name of a file cannot hold (`Attachment.of` of the
        event's value says what became of it). An empty `ATTACHMENT` statement at the path takes a file back. Raises
        `ProblemError`: `attachment-unreadable`, and those of `append`.
        """
        self._require_writing()
        self._require_interview(interview)
        with opened_source(source) as stream:
            kept = attachments.store(self.folder, stream, name)
        # Where this fails the file stays until it is swept: of a failing disk nobody knows what it kept of the event.
        return self.append([Statement(interview, EventKind.ATTACHMENT, kept.value, path)], author)[0]

    def attachments(self, interview: str) -> Mapping[str, Event]:
        """The event of the file that stands at each path; `Attachment.of` its value says what it is."""
        with sql_errors(self._file):
            return self._log.attachments(interview)

    def attachment(self, event: Event) -> bytes:
        """What a file holds, in memory. Raises `ProblemError` as `write_attachment` does."""
        content = io.BytesIO()
        self.write_attachment(event, content)
        return content.getvalue()

    def write_attachment(self, event: Event, target: BinaryIO) -> None:
        """Write what a file holds, a chunk at a time; throw away what was written where this raises.

        Raises `ProblemError`: `attachment-missing`, `attachment-damaged`, `attachment-erased` (taken back, or consent was
        withdrawn); an OSError of `target` as it is.
        """
        kept = Attachment.of(event.value)
        if kept is None:
            raise ProblemError(problem("attachment-erased", Place(file=str(self.folder))))
        attachments.write_to(self.folder, kept, target)

    def withdraw(self, interview: str, author: Person, *, forget: str = "") -> Event:
        """Withdraw the consent to an interview: what was answered, remarked, typed or attached is erased from this study.

        With it goes how the cluster `forget` is reached, where one is named. Event and erasure are one transaction; then the write-ahead log is emptied of the old pages and the files are
        deleted, whose keys are gone by then. Raises `ProblemError`: `interview-unknown`, `interview-withdrawn`, and those of
        `append`.
        """
        with sql_errors(self._file):
            files = attachments.named(self._db, interview)
        with self._writing():
            event = self.append([Statement(interview, EventKind.CONSENT_WITHDRAWN, "")], author)[0]
            if forget:
                self.forget_contact(forget)
        checkpoint(self._db)
        attachments.discard(self.folder, files)
        return event

    def current(self, interview: str) -> tuple[Event, ...]:
        """The answer or absence that stands at each path, and every row added or removed, in the order of the log.

        An answer that was taken back stands there with an empty value.
        """
        with sql_errors(self._file):
            return self._log.current(interview)

    def current_all(self, interviews: Sequence[str] | None = None) -> Mapping[str, tuple[Event, ...]]:
        """`current` of each of the interviews that has any; of all where none are named."""
        with sql_errors(self._file):
            return self._log.current_all(interviews)

    def history(self, interview: str, path: str) -> tuple[Event, ...]:
        """Everything that was said at one path of an interview, oldest first."""
        with sql_errors(self._file):
            return self._log.history(interview, path)

    def events(self, interview: str) -> tuple[Event, ...]:
        """Everything that was said in an interview, oldest first."""
        with sql_errors(self._file):
            return self._log.events(interview)

    def of_kind(self, interview: str, kind: EventKind) -> tuple[Event, ...]:
        """Everything of one kind that was said in an interview, oldest first."""
        with sql_errors(self._file):
            return self._log.of_kind(interview, kind)

    def said_at(self, *endings: str) -> tuple[Event, ...]:
        """Everything that was answered at paths with one of these endings, of all interviews, oldest first."""
        with sql_errors(self._file):
            return self._log.said_at(*endings)

    def newest(self) -> str:
        """Wall time of the newest event, ISO 8601 with offset; "" where there is none."""
        with sql_errors(self._file):
            return self._log.newest()

    def save_draft(self, interview: str, path: str, text: str) -> None:
        """Keep what stands in a field that was not left yet; overwrites.

        Raises `ProblemError`: `interview-unknown`, `interview-withdrawn`.
        """
        wall = datetime.now(UTC).astimezone().isoformat(timespec="milliseconds")
        with self._writing():
            self._require_interview(interview)
            self._db.execute(
                "insert into draft (interview, path, text, wall) values (?, ?, ?, ?)"
                " on conflict (interview, path) do update set text = excluded.text, wall = excluded.wall",
                (interview, path, plain(text), wall),
            )

    def drafts(self, interview: str) -> dict[str, str]:
        """Texts of fields that were never left, by path."""
        with sql_errors(self._file):
            query = "select path, text from draft where interview = ? order by path"
            return dict(self._db.execute(query, (interview,)).fetchall())

    def bookmark(self, interview: str) -> str:
        """Path where the interview was left; "" where it never was."""
        with sql_errors(self._file):
            row = self._db.execute("select path from bookmark where interview = ?", (interview,)).fetchone()
        return row[0] if row else ""

    def set_bookmark(self, interview: str, path: str) -> None:
        """Keep where the cursor stands. Raises `ProblemError`: `interview-unknown`, `interview-withdrawn`."""
        with self._writing():
            self._require_interview(interview)
            self._db.execute(
                "insert into bookmark (interview, path) values (?, ?)"
                " on conflict (interview) do update set path = excluded.path",
                (interview, path),
            )

    @property
    def _db(self) -> Database:
        return self._opened.db

    @property
    def _chain(self) -> str:
        return self._writer.chain if self._writer else ""

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction, with failures as codes."""
        self._require_writing()
        with sql_errors(self._file), self._db.atomic():
            yield

    def _require_writing(self) -> None:
        if self._opened.read_only:
            raise ProblemError(problem("workspace-read-only", Place(file=str(self._file))))

    def _require_interview(self, interview: str) -> None:
        row = self._db.execute("select status from interview where id = ?", (interview,)).fetchone()
        if row is None:
            raise ProblemError(problem("interview-unknown", Place(name=interview)))
        if row[0] == Status.WITHDRAWN.value:
            raise ProblemError(problem("interview-withdrawn", Place(name=interview)))


def _interview(row: Sequence[Any]) -> Interview:
    identity, cluster, instrument, form, version, status, *times = row
    return Interview(identity, cluster, instrument, form, version, Status(status), *times)
