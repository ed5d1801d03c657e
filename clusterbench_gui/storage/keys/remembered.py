"""What the system's keyring remembers, so that a passphrase need not be typed on this computer. Off until it is asked for.

`keyring` (Windows Credential Manager, macOS Keychain, Secret Service) is an extra: `clusterbench[keyring]`. It is imported
only where something is to be remembered, or a mark in the profile says that something is: the import takes 140 ms.
"""

import contextlib
import importlib
from base64 import b64decode, b64encode
from pathlib import Path
from types import ModuleType

from clusterbench_gui.domain.problems import ProblemError, problem
from clusterbench_gui.storage.files import file_errors
from clusterbench_gui.support.paths import profile_dir

SERVICE = "ClusterBench"


def remember(salt: bytes, key: bytes) -> None:
    """Keep the wrapping key of the envelope with this salt. Raises `ProblemError`: `keyring-unavailable`."""
    secret = b64encode(key).decode("ascii")
    try:
        keyring = _keyring()
        keyring.set_password(SERVICE, salt.hex(), secret)
        kept = keyring.get_password(SERVICE, salt.hex())
    except Exception as error:  # every backend has errors of its own, such as D-Bus's
        raise _unavailable(type(error).__name__) from error
    if kept != secret:  # the backend "null" takes everything and keeps nothing
        raise _unavailable("null")
    mark = _mark(salt)
    with file_errors(mark):
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()


def recall(salt: bytes) -> bytes | None:
    """The wrapping key; None where nothing is remembered or the keyring does not answer: then the passphrase is asked for."""
    if not is_remembered(salt):
        return None
    with contextlib.suppress(Exception):  # as above
        return b64decode(_keyring().get_password(SERVICE, salt.hex()) or "", validate=True) or None
    return None


def forget(salt: bytes) -> None:
    """Remember the key no longer; nothing happens where it never was. Raises `ProblemError`: `keyring-unavailable`."""
    if not is_remembered(salt):
        return
    try:
        _keyring().delete_password(SERVICE, salt.hex())
    except Exception as error:  # as above
        raise _unavailable(type(error).__name__) from error
    with file_errors(_mark(salt)):
        _mark(salt).unlink(missing_ok=True)


def is_remembered(salt: bytes) -> bool:
    """Whether the keyring was told to remember a key on this computer."""
    return _mark(salt).exists()


def _mark(salt: bytes) -> Path:
    return profile_dir() / "remembered" / salt.hex()


def _keyring() -> ModuleType:
    """Imported late: it is an extra, and takes 140 ms."""
    return importlib.import_module("keyring")


def _unavailable(detail: str) -> ProblemError:
    return ProblemError(problem("keyring-unavailable", detail=detail))
