"""The secret half of this device's identity: what it signs with and what is encrypted for it. Kept in the user's profile.

Made once, on first need, beside the device's UUID (`device.py`).
"""

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from clusterbench_gui.domain.devices import Card
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.storage.files import file_errors
from clusterbench_gui.storage.keys.device import device_id
from clusterbench_gui.support.files import create_once
from clusterbench_gui.support.paths import profile_dir

FILE_NAME = "identity.json"


@dataclass(frozen=True, slots=True)
class Identity:
    """The identity of this user on this machine, with its secrets. `card` is what others may have."""

    device: str
    signing: Ed25519PrivateKey
    age: pyrage.x25519.Identity

    @property
    def card(self) -> Card:
        """The public half."""
        return Card(self.device, self.signing.public_key().public_bytes_raw(), str(self.age.to_public()))


def identity() -> Identity:
    """The identity of this device. Raises `ProblemError`: `identity-damaged`, `device-damaged`, `folder-not-writable`."""
    file = profile_dir() / FILE_NAME
    with file_errors(file):
        content = file.read_bytes() if file.exists() else create_once(file, _new())
    try:
        secrets = json.loads(content)
        signing = Ed25519PrivateKey.from_private_bytes(b64decode(secrets["signing"], validate=True))
        return Identity(device_id(), signing, pyrage.x25519.Identity.from_str(secrets["age"]))
    except (ValueError, LookupError, TypeError, RecursionError, pyrage.IdentityError) as error:
        raise ProblemError(problem("identity-damaged", Place(file=str(file)))) from error


def _new() -> bytes:
    signing = b64encode(Ed25519PrivateKey.generate().private_bytes_raw()).decode("ascii")
    return json.dumps({"signing": signing, "age": str(pyrage.x25519.Identity.generate())}).encode()
