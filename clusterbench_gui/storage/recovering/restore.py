"""Restoring: a backup becomes a study in a new folder, which gets its name only when everything in it was checked."""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from clusterbench_gui.domain.problems import Place, Problem, ProblemError, problem
from clusterbench_gui.storage.backups.archive import ATTACHMENTS, Meter, extract_archive, extract_entry
from clusterbench_gui.storage.backups.automatic import BACKUPS
from clusterbench_gui.storage.backups.backup import is_attachment
from clusterbench_gui.storage.checks.check import check
from clusterbench_gui.storage.engine import sql_errors
from clusterbench_gui.storage.files import file_errors
from clusterbench_gui.storage.keys import envelope as keys
from clusterbench_gui.storage.log.writer import forget_writers
from clusterbench_gui.storage.opening import DATABASE, KEYS, LOCK, open_database, unlock
from clusterbench_gui.support.files import flush_file, flush_folder

_UNUSABLE = frozenset({"page-damaged", "workspace-damaged", "row-orphaned"})


def restore(
    backup: Path,
    folder: Path,
    *,
    passphrase: str | None = None,
    meter: Meter | None = None,
    before_unlocking: Callable[[Path], None] = lambda _: None,
) -> tuple[Problem, ...]:
    """Make a study in the new folder `folder` from a backup. Returns what `check` finds in it; all of it, or nothing.

    `before_unlocking` is called with the folder in which the study is made, to give it a key that `passphrase` opens. An
    automatic backup gets its attachments from the study in whose `backups/` it lies. The study begins chains of its
    own when it is first written to. Raises `ProblemError`: `folder-exists`, `file-missing`, `backup-damaged`,
    `backup-newer`, `workspace-newer`, `cancelled`, `folder-not-writable`, `disk-full`, `disk-error`, and those of `keys`.
    """
    meter = meter or Meter()
    if not backup.is_file():
        raise ProblemError(problem("file-missing", Place(file=str(backup))))
    meter.total = backup.stat().st_size
    with file_errors(folder):
        if folder.exists():
            raise ProblemError(problem("folder-exists", Place(file=str(folder))))
        folder.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".part", dir=folder.parent))
        try:
            extract_archive(backup, temporary, meter)
            _fetch_attachments(backup, temporary / ATTACHMENTS)
            before_unlocking(temporary)
            found = _restored(backup, temporary, passphrase)
            temporary.rename(folder)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
        flush_folder(folder.parent)
    return tuple(_at(one, temporary, folder) for one in found)


def envelope_of(backup: Path) -> keys.Envelope:
    """The envelope inside a backup, to see whether a passphrase is needed. Raises `ProblemError` as `restore` does."""
    with tempfile.TemporaryDirectory(prefix="clusterbench-") as place:
        file = Path(place) / KEYS
        extract_entry(backup, KEYS, file)
        return keys.read_envelope(file)


def _restored(backup: Path, place: Path, passphrase: str | None) -> tuple[Problem, ...]:
    (place / LOCK).touch()
    try:
        _, data_key = unlock(place, passphrase)
        opened = open_database(place, data_key, read_only=False)
        try:
            with sql_errors(place / DATABASE), opened.db.atomic():
                forget_writers(opened.db)
        finally:
            opened.close()
    except ProblemError as error:
        raise ProblemError(*_of_the_backup(error.problems, backup)) from error
    for one in sorted(place.rglob("*")):
        if one.is_file():
            flush_file(one)
    flush_folder(place)
    found = check(place, passphrase=passphrase)
    if any(one.code in _UNUSABLE for one in found):
        raise ProblemError(*_of_the_backup(found, backup))
    return found


def _fetch_attachments(backup: Path, place: Path) -> None:
    """What an automatic backup does not carry lies beside it, unless somebody took the backup elsewhere."""
    beside = backup.resolve().parent.parent / ATTACHMENTS
    if backup.resolve().parent.name != BACKUPS or not beside.is_dir():
        return
    place.mkdir(exist_ok=True)
    for one in sorted(beside.iterdir()):
        if is_attachment(one.name) and not (place / one.name).exists():
            shutil.copyfile(one, place / one.name)


def _of_the_backup(problems: Sequence[Problem], backup: Path) -> tuple[Problem, ...]:
    """The temporary folder is nobody's business; the file that was asked for is."""
    return tuple(replace(one, place=replace(one.place, file=str(backup))) for one in problems)


def _at(one: Problem, temporary: Path, folder: Path) -> Problem:
    return replace(one, place=replace(one.place, file=one.place.file.replace(str(temporary), str(folder), 1)))
