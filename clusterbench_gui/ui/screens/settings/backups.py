"""Backups without widgets: make one, restore one."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.support.paths import studies_dir
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.desk import Desk
from clusterbench_gui.ui.jobs import Progress
from clusterbench_gui.ui.tasks import Tasks

if TYPE_CHECKING:  # imports the database
    from clusterbench_gui.ui.backend import Backend

_SUFFIX = ".clusterbench"
_LOCKED = frozenset({"passphrase-needed", "passphrase-wrong"})


class BackupsViewModel(QObject):
    """State of the card; `tasks` does one thing at a time."""

    changed = Signal()
    passphrase_needed = Signal(object, object, bool)
    """A backup, and the folder it is to be restored to; True where the passphrase given was wrong."""

    def __init__(self, desk: Desk) -> None:
        """Nothing is read before it is asked for."""
        super().__init__()
        self._desk = desk
        self.tasks = Tasks(desk)
        self.tasks.changed.connect(self.changed)
        desk.study_changed.connect(self.changed)

    @property
    def texts(self) -> Texts:
        """Texts of the window."""
        return self._desk.texts

    @property
    def can_back_up(self) -> bool:
        """A study is open, and nothing else is done."""
        return self._desk.opened is not None and not self.tasks.doing

    @property
    def can_restore(self) -> bool:
        """Nothing else is done."""
        return not self.tasks.doing

    @property
    def folder(self) -> Path:
        """Where studies lie; offered for backups as well."""
        return studies_dir()

    def free_folder(self, backup: Path) -> Path:
        """A new folder for a restored study, named after its backup."""
        number, folder = 1, studies_dir() / f"{backup.stem}{_SUFFIX}"
        while folder.exists():
            number += 1
            folder = studies_dir() / f"{backup.stem} {number}{_SUFFIX}"
        return folder

    def back_up(self, folder: Path) -> None:
        """Write a backup of the open study into a folder."""

        def task(backend: "Backend", progress: Progress) -> Path:
            from clusterbench_gui.app.backups import back_up_open  # noqa: PLC0415 - on the database thread

            return back_up_open(backend.study, folder, progress=progress)

        def written(file: Path) -> None:
            self.tasks.end(self.texts.t("The backup was written and checked: {file}", file=str(file)))

        self.tasks.begin(self.texts.t("Making a backup…"), task, written)

    def restore(self, backup: Path, folder: Path, passphrase: str | None = None) -> None:
        """Make a study of a backup in a new folder, and open it. The study that is open stays as it is."""

        def task(_: "Backend", progress: Progress) -> tuple[Problem, ...]:
            from clusterbench_gui.app.backups import restore_study  # noqa: PLC0415 - on the database thread

            return restore_study(backup, folder, passphrase=passphrase, progress=progress)

        def restored(problems: tuple[Problem, ...]) -> None:
            self.tasks.end(
                self.texts.t("The study was restored to {folder} and is open now.", folder=str(folder)), problems
            )
            self._desk.open(folder, passphrase)

        def failed(problems: tuple[Problem, ...]) -> None:
            codes = {one.code for one in problems}
            self.tasks.end("", () if codes & _LOCKED else problems)
            if codes & _LOCKED:
                self.passphrase_needed.emit(backup, folder, "passphrase-wrong" in codes)

        self.tasks.begin(self.texts.t("Restoring…"), task, restored, failed)
