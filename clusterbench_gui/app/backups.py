"""Backups of a study: on request, by themselves, and back again."""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from clusterbench_gui.app.files import file_problems
from clusterbench_gui.app.studies import Study
from clusterbench_gui.domain.problems import Place, Problem, ProblemError, problem
from clusterbench_gui.storage.backups.archive import SUFFIX, Meter
from clusterbench_gui.storage.backups.keeper import Keeper
from clusterbench_gui.storage.keys.envelope import is_remembered
from clusterbench_gui.storage.opening import unlock
from clusterbench_gui.storage.recovering import by_office as recovery
from clusterbench_gui.storage.recovering.restore import envelope_of, restore

Progress = Callable[[int, int], None]
HOUR = 60 * 60.0
SOON = 3.0
"""Seconds after opening: the window is painted and the first question stands before the disk is kept busy."""


def _silent(_done: int, _total: int) -> None:
    """Nobody watches."""


def _never() -> bool:
    return False


def back_up(
    folder: Path,
    out: Path,
    *,
    passphrase: str | None = None,
    progress: Progress = _silent,
    cancelled: Callable[[], bool] = _never,
) -> Path:
    """Write a backup of the study in `folder`, open or not; returns the file. Replaces a backup of that name.

    Where `out` does not end in `.cbackup`, it is a folder, which is made; the backup lies there under the study's name and today's date. Raises `ProblemError`: those of
    opening a study, `page-damaged`, `workspace-damaged`, `cancelled`, `backup-inside`, `disk-full`, `folder-not-writable` …
    """
    _, data_key = unlock(folder, passphrase)
    return _backed_up(Keeper(folder, data_key), out, progress, cancelled)


def back_up_open(
    study: Study, out: Path, *, progress: Progress = _silent, cancelled: Callable[[], bool] = _never
) -> Path:
    """`back_up` of a study that is open here."""
    return _backed_up(study.workspace.keeper, out, progress, cancelled)


def restore_study(
    backup: Path,
    folder: Path,
    *,
    passphrase: str | None = None,
    progress: Progress = _silent,
    cancelled: Callable[[], bool] = _never,
) -> tuple[Problem, ...]:
    """Make a study in the new folder `folder` from a backup; returns what is wrong with it, which mostly is nothing.

    Raises `ProblemError`: `folder-exists`, `file-missing`, `backup-damaged`, `backup-newer`, `cancelled`, those of opening
    a study, `disk-full`, `folder-not-writable` … Then nothing is made.
    """
    return restore(backup, folder, passphrase=passphrase, meter=Meter(progress, cancelled))


def restore_by_office(
    backup: Path,
    folder: Path,
    identity: Path,
    new: str | None,
    *,
    office_passphrase: str | None = None,
    progress: Progress = _silent,
    cancelled: Callable[[], bool] = _never,
) -> tuple[Problem, ...]:
    """`restore_study` of a backup whose passphrase is forgotten, by the office's key; `new` opens the study from now on.

    Raises `ProblemError` as `restore_study` and `recovery.recover` do.
    """

    def recover(place: Path) -> None:
        recovery.recover(place, identity, new, office_passphrase=office_passphrase)

    meter = Meter(progress, cancelled)
    return restore(backup, folder, passphrase=new, meter=meter, before_unlocking=recover)


def backup_needs_passphrase(backup: Path) -> bool:
    """Whether somebody has to type a passphrase to restore this backup. False where it is no backup at all."""
    try:
        envelope = envelope_of(backup)
        return envelope.passphrase is not None and not is_remembered(envelope)
    except ProblemError:
        return False


class Safekeeping:
    """Automatic backups of a study that is open to write: soon after opening, then once a day, on a thread of its own.

    `report` is called on that thread after each with what went wrong, which mostly is nothing. `close` before the study.
    """

    def __init__(
        self, study: Study, report: Callable[[Sequence[Problem]], None], *, soon: float = SOON, look: float = HOUR
    ) -> None:
        """`soon` and `look` are seconds: to the first, and between two looks at the calendar, for laptops sleep."""
        self._stop = threading.Event()
        arguments = (study.workspace.keeper, report, soon, look)
        self._thread = threading.Thread(target=self._serve, args=arguments, name="backups")
        self._thread.start()

    def close(self) -> None:
        """Stop, in the middle of a backup as well, which then leaves nothing; and wait for it."""
        self._stop.set()
        self._thread.join()

    def _serve(self, keeper: Keeper, report: Callable[[Sequence[Problem]], None], soon: float, look: float) -> None:
        wait, done = soon, ""
        while not self._stop.wait(wait):
            wait, today = look, _today()
            if today != done:
                problems = keeper.keep_safe(Meter(cancelled=self._stop.is_set))
                if self._stop.is_set():
                    return
                report(problems)
                done = today


def _today() -> str:
    return datetime.now().astimezone().date().isoformat()


def _backed_up(keeper: Keeper, out: Path, progress: Progress, cancelled: Callable[[], bool]) -> Path:
    target = out
    if out.is_dir() or out.suffix.casefold() != SUFFIX:
        target = out / f"{keeper.folder.stem}-{datetime.now().astimezone():%Y-%m-%d-%H%M}{SUFFIX}"
    if target.resolve().is_relative_to(keeper.folder.resolve()):
        raise ProblemError(problem("backup-inside", Place(file=str(target))))
    with file_problems(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
    return keeper.back_up(target, Meter(progress, cancelled)).file
