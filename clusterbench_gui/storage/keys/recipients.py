"""The office's way to a study: its age key (https://age-encryption.org/v1) opens the envelope when a passphrase is forgotten.

The key is a file as `age-keygen` writes it, so that the standard tool opens it and what is encrypted for it; with a passphrase
it is such a file encrypted by age's own scrypt recipient, as `age -p` does.
"""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyrage

from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.storage.files import file_errors, read_errors
from clusterbench_gui.storage.keys.envelope import KEY_BYTES, Envelope, OfficeWrap
from clusterbench_gui.support.files import create_once

_SEALED = (b"age-encryption.org/v1", b"-----BEGIN AGE ENCRYPTED FILE-----")
_SECRET = re.compile(r"^AGE-SECRET-KEY-1[0-9A-Z]+\s*$", re.MULTILINE)
_LARGEST = 64 * 1024


def make_office_key(file: Path, passphrase: str | None = None) -> str:
    """Make an age identity in a new `file`, for the user alone, and return its recipient (`age1…`).

    Raises `ProblemError`: `file-taken`, `passphrase-empty`, `folder-not-writable`, `disk-full`, `disk-error`.
    """
    if passphrase == "":
        raise ProblemError(problem("passphrase-empty"))
    identity = pyrage.x25519.Identity.generate()
    recipient = str(identity.to_public())
    created = datetime.now(UTC).isoformat(timespec="seconds")
    content = f"# created: {created}\n# public key: {recipient}\n{identity}\n".encode()
    if passphrase is not None:
        content = pyrage.passphrase.encrypt(content, passphrase)
    with file_errors(file):
        if create_once(file, content) != content:
            raise ProblemError(problem("file-taken", Place(file=str(file))))
    return recipient


def read_office_key(file: Path, passphrase: str | None = None) -> tuple[pyrage.x25519.Identity, ...]:
    """The identities in an office's key file.

    Raises `ProblemError`: `office-key-unreadable`, `office-key-locked` (it needs a passphrase, or another one),
    `workspace-unreachable`.
    """
    with read_errors(file), file.open("rb") as stream:
        content = stream.read(_LARGEST)
    if content.startswith(_SEALED):
        content = _opened(content, passphrase, file)
    try:
        found = tuple(
            pyrage.x25519.Identity.from_str(one.strip()) for one in _SECRET.findall(content.decode("utf-8-sig"))
        )
    except (UnicodeDecodeError, pyrage.IdentityError):
        found = ()
    if not found:
        raise ProblemError(problem("office-key-unreadable", Place(file=str(file))))
    return found


def is_locked(file: Path) -> bool:
    """Whether an office's key file opens only with a passphrase. Raises `ProblemError` (`workspace-unreachable`)."""
    with read_errors(file), file.open("rb") as stream:
        return stream.read(_LARGEST).startswith(_SEALED)


def with_office(envelope: Envelope, data_key: bytes, recipient: str) -> Envelope:
    """The envelope with the office's way added; as it is where the office has one. Raises `ProblemError` (`recipient-wrong`)."""
    text = recipient.strip()
    try:
        office = pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError as error:
        raise ProblemError(problem("recipient-wrong", Place(name=text))) from error
    if any(one.recipient == text for one in envelope.offices):
        return envelope
    return replace(envelope, offices=(*envelope.offices, OfficeWrap(text, pyrage.encrypt(data_key, [office]))))


def unseal_by_office(envelope: Envelope, identities: tuple[pyrage.x25519.Identity, ...], file: Path) -> bytes:
    """The data key, by an office's identity. `file` is the envelope's. Raises `ProblemError` (`office-key-foreign`)."""
    for one in envelope.offices:
        try:
            data_key: bytes = pyrage.decrypt(one.wrapped, list(identities))
        except pyrage.DecryptError:
            continue
        if len(data_key) == KEY_BYTES:
            return data_key
    raise ProblemError(problem("office-key-foreign", Place(file=str(file))))


def _opened(content: bytes, passphrase: str | None, file: Path) -> bytes:
    try:
        if passphrase is not None:
            return bytes(pyrage.passphrase.decrypt(content, passphrase))
    except pyrage.DecryptError as error:
        raise ProblemError(problem("office-key-locked", Place(file=str(file)))) from error
    raise ProblemError(problem("office-key-locked", Place(file=str(file))))
