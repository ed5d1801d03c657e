"""Keys: set a study's passphrase, make an office's key, let an office open a study, recover a forgotten passphrase."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.storage.keys import envelope as keys
from clusterbench_gui.storage.keys import recipients
from clusterbench_gui.storage.opening import KEYS
from clusterbench_gui.storage.recovering import by_office as recovery
from clusterbench_gui.storage.workspace import Workspace


class WayKind(Enum):
    """What opens a study."""

    PROFILE = "profile"
    PASSPHRASE = "passphrase"  # noqa: S105 - a kind of way, no secret
    KEYRING = "keyring"
    OFFICE = "office"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Way:
    """One way into a study; `recipient` is an office's age recipient."""

    kind: WayKind
    recipient: str = ""


def ways(folder: Path) -> tuple[Way, ...]:
    """Everything that opens a study.

    Raises `ProblemError`: `folder-missing`, `key-file-damaged`, `workspace-newer`, `workspace-unreachable`.
    """
    if not folder.is_dir():
        raise ProblemError(problem("folder-missing", Place(file=str(folder))))
    envelope = keys.read_envelope(folder / KEYS)
    found: list[Way] = []
    if envelope.profile is not None:
        found.append(Way(WayKind.PROFILE))
    if envelope.passphrase is not None:
        found.append(Way(WayKind.PASSPHRASE))
    if keys.is_remembered(envelope):
        found.append(Way(WayKind.KEYRING))
    found += [Way(WayKind.OFFICE, one.recipient) for one in envelope.offices]
    found += [Way(WayKind.OTHER) for _ in envelope.others]
    return tuple(found)


def set_passphrase(folder: Path, new: str | None, old: str | None) -> None:
    """Set, change or (None) take away a study's passphrase. Raises `ProblemError` as `Workspace.set_passphrase` does."""
    with Workspace.open(folder, passphrase=old) as workspace:
        workspace.set_passphrase(new, old=old)


def add_office(folder: Path, recipient: str, passphrase: str | None) -> None:
    """Let an office open a study. Raises `ProblemError` as `Workspace.add_office` does."""
    with Workspace.open(folder, passphrase=passphrase) as workspace:
        workspace.add_office(recipient, passphrase=passphrase)


def make_office_key(file: Path, passphrase: str | None) -> str:
    """Make the key of an office in a new file; its recipient. Raises `ProblemError` as `recipients.make_office_key` does."""
    return recipients.make_office_key(file, passphrase)


def is_office_key_locked(file: Path) -> bool:
    """Whether an office's key has a passphrase of its own. Raises `ProblemError` (`workspace-unreachable`)."""
    return recipients.is_locked(file)


def recover(folder: Path, identity: Path, new: str | None, office_passphrase: str | None) -> None:
    """Set another passphrase by the office's key. Raises `ProblemError` as `recovery.recover` does."""
    recovery.recover(folder, identity, new, office_passphrase=office_passphrase)


def remember(folder: Path, passphrase: str) -> None:
    """Need no passphrase on this computer. Raises `ProblemError` as `keys.remember` does."""
    keys.remember(folder / KEYS, passphrase)


def forget(folder: Path) -> None:
    """Need the passphrase here again. Raises `ProblemError` as `keys.forget` does."""
    keys.forget(folder / KEYS)
