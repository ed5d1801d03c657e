"""The backups of one study, as something that can be handed to another thread."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.storage.backups.archive import Meter
from clusterbench_gui.storage.backups.automatic import backup_if_changed
from clusterbench_gui.storage.backups.backup import Backup, write_backup
from clusterbench_gui.storage.backups.erasing import erase_in_backups
from clusterbench_gui.storage.keys.envelope import Envelope

_ONE_AT_A_TIME = threading.Lock()
"""A backup begun before a withdrawal is erased after it; and one does not clear the other's half-done files away."""


def _unknown() -> None:
    """Nobody has opened the study by its key file."""


@dataclass(frozen=True, slots=True)
class Keeper:
    """Backs up a study that is open here, through connections of its own. Holds the data key and so never leaves the process.

    `envelope` gives what opens the study now: that with which it was opened, or what was set since. Never what lies on the
    disk, which may be damaged by now, and would then lock every backup too.
    """

    folder: Path
    data_key: bytes = field(repr=False)
    envelope: Callable[[], Envelope | None] = field(default=_unknown, repr=False)

    def back_up(self, target: Path, meter: Meter | None = None) -> Backup:
        """Write a backup with attachments into the file `target`. Raises `ProblemError` as `write_backup` does."""
        return write_backup(self.folder, self.data_key, target, meter=meter)

    def keep_safe(self, meter: Meter | None = None) -> tuple[Problem, ...]:
        """Carry withdrawn consent and another passphrase into the backups, then make an automatic one where anything changed. Raises nothing."""
        with _ONE_AT_A_TIME:
            unerased = erase_in_backups(self.folder, self.data_key, envelope=self.envelope())
            _, failed = backup_if_changed(self.folder, self.data_key, meter=meter)
        return (*unerased, *failed)

    def erase(self) -> tuple[Problem, ...]:
        """Carry withdrawn consent and another passphrase into the backups. Raises nothing."""
        with _ONE_AT_A_TIME:
            return erase_in_backups(self.folder, self.data_key, envelope=self.envelope())
