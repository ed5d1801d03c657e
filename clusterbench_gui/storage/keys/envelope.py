"""The data key of a study and the envelope it travels in, `key.json`.

The database is encrypted with 32 random bytes, which lie in the envelope wrapped (AES key wrap, RFC 3394) by the user's
profile key or by a passphrase (Argon2id, RFC 9106), and encrypted for any number of offices (age, `recipients.py`). So a
passphrase changes without rewriting the database, and a forgotten one is not a lost study.
"""

import contextlib
import json
import secrets
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.storage.files import file_errors, read_errors
from clusterbench_gui.storage.keys import remembered
from clusterbench_gui.support.files import create_once, write_whole
from clusterbench_gui.support.paths import profile_dir

FORMAT = 1
KEY_BYTES = 32
SALT_BYTES = 16
WRAPPED_BYTES = 40


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess of a passphrase costs: memory in KiB, passes over it, lanes."""

    memory: int = 256 * 1024
    passes: int = 3
    lanes: int = 4


DEFAULT_COST = Cost()
_DEAREST = Cost(4 * 1024 * 1024, 64, 64)


@dataclass(frozen=True, slots=True)
class PassphraseWrap:
    """The data key wrapped by a passphrase, with all that is needed to ask for it again."""

    salt: bytes
    cost: Cost
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class OfficeWrap:
    """The data key encrypted for an office: its age recipient (`age1…`), and the age file that its identity opens."""

    recipient: str
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class Envelope:
    """Every way to the data key. `others` are ways that this version does not walk; kept as found."""

    profile: bytes | None = None
    passphrase: PassphraseWrap | None = None
    offices: tuple[OfficeWrap, ...] = ()
    others: tuple[Mapping[str, Any], ...] = ()


def new_data_key() -> bytes:
    """32 random bytes."""
    return secrets.token_bytes(KEY_BYTES)


def seal(
    data_key: bytes, passphrase: str | None, *, base: Envelope | None = None, cost: Cost = DEFAULT_COST
) -> Envelope:
    """Wrap the data key by the passphrase or, without one, by the user's profile key, which is made on first need.

    `base` is the envelope whose other ways stay. Raises `ProblemError`: `passphrase-empty`, `profile-key-damaged`, `memory-short`.
    """
    base = base or Envelope()
    if passphrase is None:
        return replace(base, profile=aes_key_wrap(_new_profile_key(), data_key), passphrase=None)
    if not passphrase:
        raise ProblemError(problem("passphrase-empty"))
    salt = secrets.token_bytes(SALT_BYTES)
    wrapped = aes_key_wrap(_derive(passphrase, salt, cost), data_key)
    return replace(base, profile=None, passphrase=PassphraseWrap(salt, cost, wrapped))


def unseal(envelope: Envelope, passphrase: str | None, file: Path) -> bytes:
    """The data key. `file` is the envelope's, for messages. Without a passphrase, what the system's keyring remembers is tried.

    Raises `ProblemError`: `passphrase-needed`, `passphrase-wrong`, `key-missing` (not this user's study),
    `profile-key-damaged`, `memory-short` (a passphrase takes 256 MiB to try).
    """
    place = Place(file=str(file))
    by_passphrase = envelope.passphrase
    if by_passphrase is None:
        return _unseal_by_profile(envelope, place)
    if passphrase is None:
        return _unseal_by_keyring(by_passphrase, place)
    try:
        return aes_key_unwrap(_derive(passphrase, by_passphrase.salt, by_passphrase.cost), by_passphrase.wrapped)
    except InvalidUnwrap as error:
        raise ProblemError(problem("passphrase-wrong", place)) from error


def remember(file: Path, passphrase: str) -> None:
    """Let the system's keyring open the envelope `file` on this computer, for this user, until the passphrase changes.

    What the keyring gets is the key that the passphrase gives, not the passphrase. Nothing happens where no passphrase is
    set. Raises `ProblemError`: `keyring-unavailable`, `passphrase-wrong` and as `read_envelope` does.
    """
    envelope = read_envelope(file)
    if (wrap := envelope.passphrase) is not None:
        unseal(envelope, passphrase, file)
        remembered.remember(wrap.salt, _derive(passphrase, wrap.salt, wrap.cost))


def forget(file: Path) -> None:
    """Take back what `remember` did. Raises `ProblemError`: `keyring-unavailable` and as `read_envelope` does."""
    if (wrap := read_envelope(file).passphrase) is not None:
        remembered.forget(wrap.salt)


def is_remembered(envelope: Envelope) -> bool:
    """Whether the system's keyring was told to open this envelope here."""
    return envelope.passphrase is not None and remembered.is_remembered(envelope.passphrase.salt)


def change_passphrase(file: Path, old: str | None, new: str | None, *, cost: Cost = DEFAULT_COST) -> Envelope:
    """Wrap the data key anew in the envelope `file`; None stands for the profile key. Whole or not at all.

    Raises `ProblemError` as `read_envelope`, `unseal` and `seal` do.
    """
    envelope = read_envelope(file)
    sealed = seal(unseal(envelope, old, file), new, base=envelope, cost=cost)
    write_envelope(file, sealed)
    if envelope.passphrase is not None:
        with contextlib.suppress(ProblemError):  # a keyring that is away keeps a key that opens nothing any more
            remembered.forget(envelope.passphrase.salt)
    return sealed


def read_envelope(file: Path) -> Envelope:
    """Read `key.json`. Raises `ProblemError`: `key-file-damaged`, `workspace-newer`, `workspace-unreachable`."""
    with read_errors(file):
        content = file.read_bytes()
    try:
        return _parsed(json.loads(content), file)
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise ProblemError(problem("key-file-damaged", Place(file=str(file)))) from error


def write_envelope(file: Path, envelope: Envelope) -> None:
    """Write `key.json`, whole or not at all."""
    with file_errors(file):
        write_whole(file, envelope_bytes(envelope))


def envelope_bytes(envelope: Envelope) -> bytes:
    """What `key.json` holds; equal envelopes give equal bytes."""
    wraps: list[Mapping[str, Any]] = []
    if envelope.profile is not None:
        wraps.append({"kind": "profile", "wrapped": _text(envelope.profile)})
    if (one := envelope.passphrase) is not None:
        cost = {"memory": one.cost.memory, "passes": one.cost.passes, "lanes": one.cost.lanes}
        wraps.append(
            {"kind": "passphrase", "kdf": "argon2id", "salt": _text(one.salt), **cost, "wrapped": _text(one.wrapped)}
        )
    wraps += [{"kind": "age", "recipient": one.recipient, "wrapped": _text(one.wrapped)} for one in envelope.offices]
    content = {"format": FORMAT, "wraps": [*wraps, *envelope.others]}
    return json.dumps(content, indent=1, ensure_ascii=False).encode()


def _parsed(content: Mapping[str, Any], file: Path) -> Envelope:
    if content["format"] > FORMAT:
        raise ProblemError(problem("workspace-newer", Place(file=str(file))))
    envelope = Envelope()
    for wrap in content["wraps"]:
        match wrap["kind"]:
            case "profile":
                envelope = replace(envelope, profile=_bytes(wrap["wrapped"], WRAPPED_BYTES))
            case "passphrase":
                envelope = replace(envelope, passphrase=_passphrase_wrap(wrap))
            case "age":
                office = OfficeWrap(str(wrap["recipient"]), b64decode(wrap["wrapped"], validate=True))
                envelope = replace(envelope, offices=(*envelope.offices, office))
            case _:
                envelope = replace(envelope, others=(*envelope.others, wrap))
    return envelope


def _passphrase_wrap(wrap: Mapping[str, Any]) -> PassphraseWrap:
    cost = Cost(int(wrap["memory"]), int(wrap["passes"]), int(wrap["lanes"]))
    affordable = (
        0 < cost.lanes <= _DEAREST.lanes
        and 0 < cost.passes <= _DEAREST.passes
        and 8 * cost.lanes <= cost.memory <= _DEAREST.memory
    )
    if wrap["kdf"] != "argon2id" or not affordable:
        raise ValueError(wrap["kdf"])
    return PassphraseWrap(_bytes(wrap["salt"], SALT_BYTES), cost, _bytes(wrap["wrapped"], WRAPPED_BYTES))


def _bytes(text: str, length: int) -> bytes:
    content = b64decode(text, validate=True)
    if len(content) != length:
        raise ValueError(length)
    return content


def _profile_key_file() -> Path:
    return profile_dir() / "profile.key"


def _new_profile_key() -> bytes:
    file = _profile_key_file()
    with file_errors(file):
        key = file.read_bytes() if file.exists() else create_once(file, secrets.token_bytes(KEY_BYTES))
    return _whole(key, file)


def _unseal_by_profile(envelope: Envelope, place: Place) -> bytes:
    file = _profile_key_file()
    if envelope.profile is None or not file.exists():
        raise ProblemError(problem("key-missing", place))
    with read_errors(file):
        key = _whole(file.read_bytes(), file)
    try:
        return aes_key_unwrap(key, envelope.profile)
    except InvalidUnwrap as error:
        raise ProblemError(problem("key-missing", place)) from error


def _unseal_by_keyring(wrap: PassphraseWrap, place: Place) -> bytes:
    key = remembered.recall(wrap.salt)
    if key is None:
        raise ProblemError(problem("passphrase-needed", place))
    try:
        return aes_key_unwrap(key, wrap.wrapped)
    except (InvalidUnwrap, ValueError) as error:  # a keyring that gives back something else
        raise ProblemError(problem("passphrase-needed", place)) from error


def _whole(key: bytes, file: Path) -> bytes:
    if len(key) != KEY_BYTES:
        raise ProblemError(problem("profile-key-damaged", Place(file=str(file))))
    return key


def _derive(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """Argon2id of the passphrase in Unicode's composed form, so that every keyboard gives the same key."""
    from argon2.exceptions import HashingError  # noqa: PLC0415 - 33 ms that only a passphrase costs
    from argon2.low_level import Type, hash_secret_raw  # noqa: PLC0415 - same

    secret = unicodedata.normalize("NFC", passphrase).encode(errors="surrogatepass")
    try:
        return hash_secret_raw(secret, salt, cost.passes, cost.memory, cost.lanes, KEY_BYTES, Type.ID)
    except HashingError as error:
        raise ProblemError(problem("memory-short", megabytes=cost.memory // 1024)) from error


def _text(content: bytes) -> str:
    return b64encode(content).decode("ascii")
