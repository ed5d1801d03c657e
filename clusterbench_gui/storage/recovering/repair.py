"""Repairing a study: on a copy, from what can be read and from its backups, and put in place only when it is sound.

The database of before is kept under `backups/damaged-…`, unchanged. The repaired study begins chains of its own: what was
lost may have been sent somewhere already.
"""

import json
import shutil
import tempfile
import tomllib
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from clusterbench_gui.domain.problems import Place, Problem, ProblemError, Severity, problem
from clusterbench_gui.storage.backups.archive import Meter, extract_entry, read_manifest
from clusterbench_gui.storage.backups.automatic import BACKUPS, ERASED, all_backups, asides, free_aside
from clusterbench_gui.storage.checks.check import check, faults
from clusterbench_gui.storage.checks.files import newest_first
from clusterbench_gui.storage.edition_files import read_files
from clusterbench_gui.storage.engine import Access, Database, connect, copy_database, sql_errors
from clusterbench_gui.storage.files import file_errors
from clusterbench_gui.storage.keys import envelope as keys
from clusterbench_gui.storage.lock import Lock
from clusterbench_gui.storage.log.writer import Head, forget_writers, holds, notes_of, place_of, remember_head
from clusterbench_gui.storage.migrations import migrate, require_known
from clusterbench_gui.storage.opening import DATABASE, KEYS, LOCK, open_to_read
from clusterbench_gui.storage.page_faults import damaged_pages
from clusterbench_gui.storage.recovering.merging import lacks, merge_backup
from clusterbench_gui.storage.recovering.rebuilding import drop_old_drafts, rebuild
from clusterbench_gui.storage.recovering.salvage import LOG, SALVAGED, salvage
from clusterbench_gui.support.files import flush_file, flush_folder, write_whole

_UNUSABLE = frozenset({"page-damaged", "workspace-damaged", "row-orphaned"})
_MADE_ANEW = frozenset({"answer", "interview", "fork"})


@dataclass(frozen=True, slots=True)
class Repaired:
    """What was done, as warnings; what `check` still finds; and the folder that keeps the database of before."""

    done: tuple[Problem, ...]
    left: tuple[Problem, ...]
    kept: Path


def repair(folder: Path, *, passphrase: str | None = None, meter: Meter | None = None) -> Repaired:
    """Bring a study in order as far as that can be done; nothing is changed before the repaired database is checked.

    Raises `ProblemError`: `folder-missing`, `workspace-foreign`, `workspace-in-use`, `workspace-newer`, `repair-impossible`
    (neither the database nor a backup can be read), `cancelled`, `disk-full` …, and those of `keys`.
    """
    meter = meter or Meter()
    if not folder.is_dir():
        raise ProblemError(problem("folder-missing", Place(file=str(folder))))
    if not any((folder / name).exists() for name in (DATABASE, KEYS, BACKUPS)):
        raise ProblemError(problem("workspace-foreign", Place(file=str(folder))))
    place = folder / BACKUPS
    with file_errors(place):
        place.mkdir(exist_ok=True)
        lock = Lock.take(folder / LOCK)
        if lock is None:
            raise ProblemError(problem("workspace-in-use", Place(file=str(folder))))
        try:
            part = Path(tempfile.mkdtemp(prefix=".repair.", suffix=".part", dir=place))
            try:
                return _Repair(folder, part, meter).run(passphrase)
            finally:
                shutil.rmtree(part, ignore_errors=True)
        finally:
            lock.release()


@dataclass(slots=True)
class _Repair:
    """One repair. `part` is the folder in which the new database is made."""

    folder: Path
    part: Path
    meter: Meter
    erased: list[str] = field(default_factory=list)
    """Interviews whose withdrawal the database itself knows: of these it holds no answer."""

    def run(self, passphrase: str | None) -> Repaired:
        envelope, data_key, done = self._unlocked(passphrase)
        done += self._made(data_key)
        self._require_sound(data_key)
        kept = self._put_in_place(envelope)
        return Repaired(tuple(done), check(self.folder, passphrase=passphrase), kept)

    def _unlocked(self, passphrase: str | None) -> tuple[bytes, bytes, list[Problem]]:
        """The content of the key file, and the data key; from a backup where the file is damaged."""
        file = self.folder / KEYS
        try:
            return file.read_bytes() if file.is_file() else b"", _unsealed(file, passphrase), []
        except ProblemError as error:
            if error.problems[0].code not in {"key-file-damaged", "workspace-unreachable"}:
                raise
            failed = error
        copy = self.part / KEYS
        for backup in newest_first(self.folder, ""):
            try:
                extract_entry(backup, KEYS, copy)
                data_key = _unsealed(copy, passphrase)
            except ProblemError as error:
                failed = error
                continue
            restored = problem("key-file-restored", Place(file=str(file)), Severity.WARNING)
            return copy.read_bytes(), data_key, [restored]
        raise failed

    def _made(self, data_key: bytes) -> list[Problem]:
        """Make the new database; what had to be done for it."""
        file, copy = self.folder / DATABASE, self.part / DATABASE
        known = self._known_heads(file)
        db = connect(copy, data_key, Access.COPY)
        try:
            with sql_errors(file):
                done = self._filled(db, file, data_key, known)
                with db.atomic():
                    done += rebuild(db)
                    self._bind(db, known)
        finally:
            db.close()
        flush_file(copy)
        return done

    def _filled(self, db: Database, file: Path, data_key: bytes, known: dict[str, Head]) -> list[Problem]:
        done: list[Problem] = []
        readable = _is_readable(file, data_key)
        others: list[str] = []
        if readable:
            self._copy(file, data_key, db)
        migrate(db)
        if not readable:
            others = sorted(set(db.table_names()) - _MADE_ANEW - {"_sqlite_migrations"})
            done += self._salvaged(db, file, data_key)
            done += _other_tables(db, file, data_key, [one for one in others if one not in SALVAGED])
        query = "select distinct interview from event where kind = 'consent-withdrawn' order by interview"
        self.erased += [interview for (interview,) in db.execute(query)]
        done += self._merged(db, data_key, known, others)
        if not db.execute("select 1 from study").fetchone():
            done.append(self._named_anew(db, file))
        if not readable:
            drop_old_drafts(db)
        return done

    def _named_anew(self, db: Database, file: Path) -> Problem:
        """What the study says of itself is lost, and no backup has it: a new number, and the folder's name for a title."""
        row = db.execute("select wall from event order by clock limit 1").fetchone()
        if row is None:
            raise ProblemError(problem("repair-impossible", Place(file=str(file))))
        said = (str(uuid.uuid4()), self.folder.stem, _edition_in(read_files(db)), row[0])
        db.execute("insert into study (id, title, edition, synthetic, created) values (?, ?, ?, 0, ?)", said)
        return problem("study-lost", Place(file=str(file)))

    def _copy(self, file: Path, data_key: bytes, db: Database) -> None:
        source = open_to_read(file, data_key)
        try:
            require_known(source.db, file)
            copy_database(source.db, db, lambda _done, _total: self.meter.look())
        finally:
            source.close()

    def _salvaged(self, db: Database, file: Path, data_key: bytes) -> list[Problem]:
        if not file.is_file():
            return []
        with db.atomic():
            lost = salvage(file, data_key, db)
        return [problem("pages-lost", Place(file=str(file)), Severity.WARNING, count=lost)] if lost else []

    def _merged(self, db: Database, data_key: bytes, known: dict[str, Head], others: list[str]) -> list[Problem]:
        """Fetch what is missing from the backups, the newest first.

        Before that, the log of the database that the last repair kept: where it was killed just before it put its own in place,
        the write-ahead log was moved there and nowhere else.
        """
        for _, aside in asides(self.folder / BACKUPS)[-1:]:
            if (aside / DATABASE).is_file():
                with db.atomic():
                    salvage(aside / DATABASE, data_key, db, LOG)
        done: list[Problem] = []
        row = db.execute("select id from study").fetchone()
        copy = self.part / "backup.db"
        for backup in newest_first(self.folder, row[0] if row else ""):
            if not others and not lacks(db, known):
                return done
            self.meter.look()
            try:
                extract_entry(backup, DATABASE, copy)
                with sql_errors(backup):
                    done += merge_backup(db, copy, data_key, tables=others)
            except ProblemError as error:
                done += error.problems
                continue
            others = []  # registers and drafts come from the newest backup alone
        return done

    def _known_heads(self, file: Path) -> dict[str, Head]:
        """The latest head of every chain that the profile saw here or a backup holds."""
        found: dict[str, Head] = {}
        for backup in all_backups(self.folder / BACKUPS):
            try:
                heads = read_manifest(backup).heads
            except ProblemError:
                continue
            for chain, head in heads.items():
                found[chain] = max(head, found.get(chain, Head()), key=_length)
        for chain, note in self._notes(file):
            found[chain] = max(note, found.get(chain, Head()), key=_length)
        return found

    def _notes(self, file: Path) -> Iterator[tuple[str, Head]]:
        studies = {read_manifest(one).study for one in newest_first(self.folder, "")}
        place = place_of(file) if file.is_file() else ""
        for study in studies:
            yield from ((chain, note.head) for chain, note in notes_of(study).items() if note.place == place)

    def _bind(self, db: Database, known: dict[str, Head]) -> None:
        """No chain goes on; what is known to have been longer stays known."""
        (study,) = db.execute("select id from study").fetchone()
        file = self.folder / DATABASE
        place = place_of(file) if file.is_file() else ""
        known |= {chain: note.head for chain, note in notes_of(study).items() if note.place == place}
        forget_writers(db)
        for chain, head in known.items():
            if not holds(db, chain, head):
                remember_head(db, chain, head)

    def _require_sound(self, data_key: bytes) -> None:
        copy = self.part / DATABASE
        db = connect(copy, data_key, Access.FROZEN)
        try:
            with sql_errors(copy):
                found = tuple(faults(db, copy))
        finally:
            db.close()
        if any(one.code in _UNUSABLE for one in found):
            raise ProblemError(problem("repair-impossible", Place(file=str(self.folder / DATABASE))), *found)

    def _put_in_place(self, envelope: bytes) -> Path:
        """Keep what was, durably, then put the new database there. The old log goes first: it must never meet the new file."""
        file = self.folder / DATABASE
        kept = free_aside(self.folder / BACKUPS)
        kept.mkdir()
        beside = [file.with_name(f"{file.name}{ending}") for ending in ("-wal", "-shm")]
        for one in (file, beside[0], self.folder / KEYS):
            if one.is_file():
                shutil.copyfile(one, kept / one.name)
                flush_file(kept / one.name)
        write_whole(kept / ERASED, json.dumps(self.erased).encode())
        flush_folder(kept.parent)
        for one in beside:
            one.unlink(missing_ok=True)
        (self.part / DATABASE).replace(file)
        if not (self.folder / KEYS).is_file() or (self.folder / KEYS).read_bytes() != envelope:
            write_whole(self.folder / KEYS, envelope)
        flush_folder(self.folder)
        return kept


def _edition_in(files: Mapping[str, bytes]) -> str:
    """The id of the study's edition, as its own settings have it; "" where they are lost too."""
    try:
        return str(tomllib.loads(files["edition.toml"].decode())["id"])
    except (KeyError, ValueError):
        return ""


def _unsealed(file: Path, passphrase: str | None) -> bytes:
    return keys.unseal(keys.read_envelope(file), passphrase, file)


def _length(head: Head) -> int:
    return head.sequence


def _is_readable(file: Path, data_key: bytes) -> bool:
    """Whether SQLite can read all of a database."""
    if not file.is_file():
        return False
    try:
        opened = open_to_read(file, data_key)
        try:
            with sql_errors(file):
                return not any(damaged_pages(opened.db)) and bool(opened.db["study"].exists())
        finally:
            opened.close()
    except ProblemError as error:
        if error.problems[0].code in {"workspace-damaged", "disk-error"}:
            return False
        raise


def _other_tables(db: Database, file: Path, data_key: bytes, tables: list[str]) -> list[Problem]:
    """Tables that are not told by the shape of their rows: as far as SQLite still reads them."""
    return [
        problem("rows-lost", Place(name=table), Severity.WARNING)
        for table in tables
        if not _taken(db, file, data_key, table)
    ]


def _taken(db: Database, file: Path, data_key: bytes, table: str) -> bool:
    try:
        source = connect(file, data_key, Access.READ)
        try:
            with sql_errors(file):
                if table not in source.table_names():  # a file that was cut down to nothing is an empty database
                    return False
                for row in source.execute(f'select * from "{table}"'):  # noqa: S608 - a name of our own schema
                    marks = ", ".join("?" * len(row))
                    db.execute(f'insert or ignore into "{table}" values ({marks})', row)  # noqa: S608 - same
        finally:
            source.close()
    except ProblemError:
        return False
    return True
